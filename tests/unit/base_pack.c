/* tests/unit/base_pack.c - see base/pack.h */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/pack.h"

static void numbers_come_back(void **state)
{
	static const int64_t numbers[] = {
		0,   1,   -1,      63,        64,        -64,      -65,
		127, 128, 1000000, INT32_MIN, INT64_MAX, INT64_MIN
	};
	size_t count = COUNT(numbers);
	struct buffer out = { 0 };
	struct unpacking in;

	(void)state;
	for (size_t i = 0; i < count; i++)
		pack_number(&out, numbers[i]);
	in.at = out.bytes;
	for (size_t i = 0; i < count; i++)
		assert_true(unpack_number(&in) == numbers[i]);
	assert_ptr_equal(in.at, out.bytes + out.length);
	buffer_done(&out);
}

static void texts_and_none_come_back(void **state)
{
	struct buffer out = { 0 };
	struct unpacking in;

	(void)state;
	pack_text(&out, "");
	pack_text(&out, NULL);
	pack_text(&out, "Zandhorn, caf\xC3\xA9");
	pack_real(&out, -0.25);
	pack_bytes(&out, "a\0b", 3);
	in.at = out.bytes;
	assert_string_equal(unpack_text(&in), "");
	assert_null(unpack_text(&in));
	assert_string_equal(unpack_text(&in), "Zandhorn, caf\xC3\xA9");
	assert_true(unpack_real(&in) == -0.25);
	assert_memory_equal(unpack_bytes(&in, 3), "a\0b", 3);
	assert_ptr_equal(in.at, out.bytes + out.length);
	buffer_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_come_back),
		cmocka_unit_test(texts_and_none_come_back),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
