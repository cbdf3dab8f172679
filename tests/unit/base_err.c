/* What base/err.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "base/err.h"

static void a_failure_gives_its_code_back(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, ERR_BUSY, "held by %s", "jan"),
			 ERR_BUSY);
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(err.line, 0);
	assert_string_equal(err.text, "held by jan");
}

static void nobody_needs_to_listen(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, ERR_SYSTEM, "gone"), ERR_SYSTEM);
}

static void the_place_is_kept(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set_at(&err, ERR_INVALID, 3, 14, "no"),
			 ERR_INVALID);
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 14);
}

static void a_long_message_is_cut_between_characters(void **state)
{
	char longer[sizeof(((struct err *)0)->text) + 8];
	struct err err = { 0 };
	size_t shift;

	(void)state;
	for (shift = 0; shift < 4; shift++) {
		size_t i = 0;

		while (i < shift)
			longer[i++] = 'x';
		while (i + 4 < sizeof(longer)) {
			memcpy(longer + i, "\xF0\x9F\x98\x80", 4);
			i += 4;
		}
		longer[i] = '\0';
		err_set(&err, ERR_INVALID, "%s", longer);
		assert_int_equal((strlen(err.text) - shift) % 4, 0);
		assert_true(strlen(err.text) + 4 >= sizeof(err.text));
	}
}

static void a_message_gives_the_terminal_no_orders(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_set(&err, ERR_INVALID, "no \"%s\"",
		"a\x1B[2J\n\xE2\x80\xAE"
		"b\xFF");
	assert_string_equal(err.text,
			    "no \"a\xEF\xBF\xBD[2J \xEF\xBF\xBD"
			    "b\xEF\xBF\xBD\"");
}

static void a_message_that_grows_is_still_cut(void **state)
{
	char broken[sizeof(((struct err *)0)->text)];
	struct err err = { 0 };

	(void)state;
	memset(broken, 0xFF, sizeof(broken) - 1);
	broken[sizeof(broken) - 1] = '\0';
	err_set(&err, ERR_INVALID, "%s", broken);
	assert_int_equal(strlen(err.text), (sizeof(err.text) - 1) / 3 * 3);
}

static void what_was_held_back_is_passed_on(void **state)
{
	struct err why = { 0 };
	struct err err = { 0 };

	(void)state;
	err_set_at(&why, ERR_HELD, 3, 14, "by %s", "jan");
	assert_int_equal(err_pass(&err, &why), ERR_HELD);
	assert_int_equal(err.code, ERR_HELD);
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 14);
	assert_string_equal(err.text, "by jan");
	assert_int_equal(err_pass(NULL, &why), ERR_HELD);
}

static void no_memory_has_one_sentence(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_memory(&err), ERR_MEMORY);
	assert_int_equal(err.code, ERR_MEMORY);
	assert_string_equal(err.text, "Er is niet genoeg geheugen hiervoor");
	assert_int_equal(err_memory(NULL), ERR_MEMORY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_gives_its_code_back),
		cmocka_unit_test(nobody_needs_to_listen),
		cmocka_unit_test(the_place_is_kept),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(a_message_gives_the_terminal_no_orders),
		cmocka_unit_test(a_message_that_grows_is_still_cut),
		cmocka_unit_test(what_was_held_back_is_passed_on),
		cmocka_unit_test(no_memory_has_one_sentence),
	};

	return run_tests(tests);
}
