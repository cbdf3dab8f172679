/* What base/pool.h promises. */
#include "config.h"

#include "unit.h"

#include <stdint.h>
#include <string.h>

#include "base/pool.h"

#define PIECES 2000

/* Sizes around every border: small, of a kilobyte, and large. */
static size_t size_of(size_t i)
{
	return i * 7 % 1500;
}

static void pieces_are_large_enough_and_apart(void **state)
{
	unsigned char *pieces[PIECES];

	(void)state;
	for (size_t i = 0; i < PIECES; i++) {
		pieces[i] = pool_take(size_of(i));
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % sizeof(double), 0);
		assert_true(pool_size(pieces[i]) >= size_of(i));
		assert_int_equal(pool_size(pieces[i]), pool_round(size_of(i)));
		memset(pieces[i], (int)i & 255, pool_size(pieces[i]));
	}
	for (size_t i = 0; i < PIECES; i++) {
		for (size_t b = 0; b < pool_size(pieces[i]); b++)
			assert_int_equal(pieces[i][b], i & 255);
		pool_give(pieces[i]);
	}
}

static void what_is_resized_keeps_its_bytes(void **state)
{
	(void)state;
	for (size_t from = 1; from < 1400; from += 31) {
		for (size_t to = 1; to < 3000; to += 173) {
			size_t both = from < to ? from : to;
			unsigned char *piece = pool_take(from);

			memset(piece, 7, from);
			piece = pool_resize(piece, to);
			assert_true(pool_size(piece) >= to);
			for (size_t b = 0; b < both; b++)
				assert_int_equal(piece[b], 7);
			memset(piece, 8, to);
			pool_give(piece);
		}
	}
}

static void what_is_too_large_is_refused(void **state)
{
	void *piece = pool_take(5000);

	(void)state;
	assert_null(pool_take(SIZE_MAX - 3));
	assert_null(pool_take(SIZE_MAX / 2));
	assert_null(pool_resize(piece, SIZE_MAX / 2));
	assert_int_equal(pool_size(piece), pool_round(5000));
	pool_give(piece);
	pool_give(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_large_enough_and_apart),
		cmocka_unit_test(what_is_resized_keeps_its_bytes),
		cmocka_unit_test(what_is_too_large_is_refused),
	};

	return run_tests(tests);
}
