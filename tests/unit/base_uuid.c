/* What base/uuid.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/uuid.h"

static void an_id_is_laid_out_as_version_7(void **state)
{
	char id[UUID_ROOM];

	(void)state;
	/* The example of RFC 9562, appendix A.6. */
	uuid_make(INT64_C(0x017F22E279B0), 0xCC3, UINT64_C(0x18C4DC0C0C07398F),
		  id);
	assert_string_equal(id, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
	uuid_make(0, UINT64_MAX, UINT64_MAX, id);
	assert_string_equal(id, "00000000-0000-7fff-bfff-ffffffffffff");
}

static void ids_sort_by_their_time(void **state)
{
	char early[UUID_ROOM], late[UUID_ROOM];

	(void)state;
	uuid_make(INT64_C(1751328000000), UINT64_MAX, UINT64_MAX, early);
	uuid_make(INT64_C(1751328000001), 0, 0, late);
	assert_true(strcmp(early, late) < 0);
	setenv("SPOEDPEIL_NOW", "2025-07-01T02:00", 1);
	uuid_new(early);
	assert_memory_equal(early, "0197c348-8800-7", 15);
	unsetenv("SPOEDPEIL_NOW");
}

static void no_two_ids_are_the_same(void **state)
{
	char one[UUID_ROOM], other[UUID_ROOM];

	(void)state;
	uuid_new(one);
	for (int i = 0; i < 1000; i++) {
		uuid_new(other);
		assert_true(uuid_is_valid(other));
		assert_string_not_equal(one, other);
	}
}

static void only_an_id_is_valid(void **state)
{
	(void)state;
	assert_true(uuid_is_valid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
	assert_false(uuid_is_valid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
	assert_false(uuid_is_valid("017f22e2-79b0-7cc3-98c4-dc0c0c07398"));
	assert_false(uuid_is_valid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f0"));
	assert_false(uuid_is_valid("017f22e2079b0-7cc3-98c4-dc0c0c07398f"));
	assert_false(uuid_is_valid("017f22e2-79b0-7cc3-98c4-dc0c0c07398g"));
	assert_false(uuid_is_valid(""));
}

static void an_id_is_sixteen_bytes_and_back(void **state)
{
	static const char id[] = "0195a3f2-0cde-7abc-8f01-23456789abcd";
	static const unsigned char wanted[UUID_BYTES] = {
		0x01, 0x95, 0xa3, 0xf2, 0x0c, 0xde, 0x7a, 0xbc,
		0x8f, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd
	};
	unsigned char bytes[UUID_BYTES];
	char text[UUID_ROOM];

	(void)state;
	assert_true(uuid_read(id, bytes));
	assert_memory_equal(bytes, wanted, UUID_BYTES);
	uuid_write(bytes, text);
	assert_string_equal(text, id);
	assert_false(uuid_read("0195A3f2-0cde-7abc-8f01-23456789abcd", bytes));
	assert_false(uuid_read("0195a3f2-0cde-7abc-8f01-23456789abc", bytes));
	assert_false(uuid_read("0195a3f20-cde-7abc-8f01-23456789abcd", bytes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_laid_out_as_version_7),
		cmocka_unit_test(ids_sort_by_their_time),
		cmocka_unit_test(no_two_ids_are_the_same),
		cmocka_unit_test(only_an_id_is_valid),
		cmocka_unit_test(an_id_is_sixteen_bytes_and_back),
	};

	return run_tests(tests);
}
