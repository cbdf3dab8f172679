/* What exchange/zip.h promises. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "exchange/zip.h"

/* Two files in one, as bytes; free() it. */
static char *made(size_t *length, char sum[CHECKSUM_ROOM])
{
	struct zip zip = { 0 };
	char *bytes = NULL;
	FILE *out = open_memstream(&bytes, length);
	struct err err = { 0 };

	zip_add(&zip, "een.txt", alloc_text("Zoë\n"), 5);
	zip_add(&zip, "map/leeg.csv", alloc_text(""), 0);
	assert_int_equal(zip_write(&zip, out, sum, &err), 0);
	fclose(out);
	zip_done(&zip);
	return bytes;
}

static void what_is_written_is_read(void **state)
{
	char sum[CHECKSUM_ROOM];
	size_t length = 0;
	char *bytes = made(&length, sum);
	struct zip zip = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_true(zip_is(bytes, length));
	assert_int_equal(zip_read(bytes, length, &zip, &err), 0);
	assert_int_equal(zip.count, 2);
	assert_string_equal(zip.entries[0].path, "een.txt");
	assert_string_equal(zip_find(&zip, "een.txt")->bytes, "Zoë\n");
	assert_int_equal(zip_find(&zip, "map/leeg.csv")->length, 0);
	assert_null(zip_find(&zip, "twee.txt"));
	zip_done(&zip);
	free(bytes);
}

static void the_same_gives_the_same_bytes_in_every_zone(void **state)
{
	char sum[CHECKSUM_ROOM], again[CHECKSUM_ROOM], of[CHECKSUM_ROOM];
	size_t length = 0;
	size_t other = 0;
	char *bytes = made(&length, sum);
	char *zone = alloc_text(getenv("TZ"));
	char *there;

	(void)state;
	setenv("TZ", "NZST-12", 1);
	there = made(&other, again);
	if (zone)
		setenv("TZ", zone, 1);
	assert_int_equal(length, other);
	assert_memory_equal(bytes, there, length);
	assert_string_equal(sum, again);
	checksum_of(bytes, length, of);
	assert_string_equal(sum, of);
	free(there);
	free(zone);
	free(bytes);
}

/* Each way of cutting it short is refused, and none of them is fatal. */
static void half_of_it_is_refused(void **state)
{
	char sum[CHECKSUM_ROOM];
	size_t length = 0;
	char *bytes = made(&length, sum);

	(void)state;
	for (size_t cut = 0; cut < length; cut++) {
		struct zip zip = { 0 };
		struct err err = { 0 };
		/* Its own block, so that reading past it shows. */
		char *part = alloc_new(cut + 1, 1);

		memcpy(part, bytes, cut);
		if (zip_read(part, cut, &zip, &err) == 0)
			fail_msg("%zu of %zu bytes were taken", cut, length);
		assert_int_equal(err.code, ERR_INVALID);
		assert_null(zip.entries);
		free(part);
	}
	free(bytes);
}

/* Any byte may be another: what is taken then is still a list of files. */
static void a_changed_byte_is_refused_or_harmless(void **state)
{
	char sum[CHECKSUM_ROOM];
	size_t length = 0;
	char *bytes = made(&length, sum);

	(void)state;
	for (size_t at = 0; at < length; at++) {
		struct zip zip = { 0 };
		char kept = bytes[at];

		for (int value = 0; value < 256; value += 51) {
			bytes[at] = (char)value;
			if (zip_read(bytes, length, &zip, NULL) == 0)
				zip_done(&zip);
			assert_null(zip.entries);
		}
		bytes[at] = kept;
	}
	free(bytes);
}

static void a_name_that_leads_elsewhere_is_refused(void **state)
{
	static const char *const names[] = { "../x.tx", "/ab.txt",   "a/../bc",
					     "a//b.tx", "./a.txt",   "C:a.txt",
					     "a/.b.tx", "a\001b.txt" };
	char sum[CHECKSUM_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		size_t length = 0;
		char *bytes = made(&length, sum);
		struct zip zip = { 0 };
		struct err err = { 0 };

		for (size_t at = 0; at + 7 <= length; at++)
			if (memcmp(bytes + at, "een.txt", 7) == 0)
				memcpy(bytes + at, names[i], 7);
		if (zip_read(bytes, length, &zip, &err) == 0)
			fail_msg("%s was taken", names[i]);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(the_same_gives_the_same_bytes_in_every_zone),
		cmocka_unit_test(half_of_it_is_refused),
		cmocka_unit_test(a_changed_byte_is_refused_or_harmless),
		cmocka_unit_test(a_name_that_leads_elsewhere_is_refused),
	};

	return run_tests(tests);
}
