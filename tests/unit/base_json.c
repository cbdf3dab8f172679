/* What base/json.h promises. */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/json.h"

static void objects_and_lists_are_laid_out(void **state)
{
	struct buffer out = { 0 };
	struct json j = { .out = &out };

	(void)state;
	json_open(&j, NULL, '{');
	json_text(&j, "form", "ash");
	json_open(&j, "leeg", '[');
	json_close(&j);
	json_open(&j, "lijst", '[');
	json_integer(&j, NULL, 1);
	json_bool(&j, NULL, true);
	json_null(&j, NULL);
	json_close(&j);
	json_close(&j);
	assert_string_equal(buffer_text(&out),
			    "{\n"
			    "  \"form\": \"ash\",\n"
			    "  \"leeg\": [],\n"
			    "  \"lijst\": [\n"
			    "    1,\n"
			    "    true,\n"
			    "    null\n"
			    "  ]\n"
			    "}\n");
	buffer_done(&out);
}

static void compact_is_one_line(void **state)
{
	struct buffer out = { 0 };
	struct json j = { .out = &out, .compact = true };

	(void)state;
	json_open(&j, NULL, '{');
	json_text(&j, "a", NULL);
	json_open(&j, "b", '{');
	json_bool(&j, "c", false);
	json_close(&j);
	json_close(&j);
	assert_string_equal(buffer_text(&out),
			    "{\"a\":null,\"b\":{\"c\":false}}\n");
	buffer_done(&out);
}

static const char *text_of(const char *text)
{
	static struct buffer out;
	struct json j = { .out = &out, .compact = true };

	buffer_clear(&out);
	json_text(&j, NULL, text);
	return buffer_text(&out);
}

static void texts_are_quoted(void **state)
{
	(void)state;
	assert_string_equal(text_of(""), "\"\"\n");
	assert_string_equal(text_of("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"\n");
	assert_string_equal(text_of("a\nb\tc\x01\x7F"),
			    "\"a\\nb\\tc\\u0001\\u007f\"\n");
	assert_string_equal(text_of("caf\xC3\xA9"), "\"caf\xC3\xA9\"\n");
	assert_string_equal(text_of("\xFF"), "\"\xEF\xBF\xBD\"\n");
}

static const char *number_of(double number)
{
	static struct buffer out;
	struct json j = { .out = &out, .compact = true };

	buffer_clear(&out);
	json_number(&j, NULL, number);
	return buffer_text(&out);
}

static void numbers_are_exact_and_have_a_point(void **state)
{
	(void)state;
	setlocale(LC_ALL, "nl_NL.UTF-8");
	assert_string_equal(number_of(0.5), "0.5\n");
	assert_string_equal(number_of(1.0 / 3), "0.333333333333333\n");
	assert_string_equal(number_of(0), "0\n");
	assert_string_equal(number_of(-3), "-3\n");
	assert_string_equal(number_of(1e300), "1e+300\n");
	assert_string_equal(number_of((double)NAN), "null\n");
	assert_string_equal(number_of((double)INFINITY), "null\n");
}

static void whole_numbers_are_whole(void **state)
{
	struct buffer out = { 0 };
	struct json j = { .out = &out, .compact = true };

	(void)state;
	json_open(&j, NULL, '[');
	json_integer(&j, NULL, INT64_MIN);
	json_integer(&j, NULL, INT64_MAX);
	json_close(&j);
	assert_string_equal(buffer_text(&out),
			    "[-9223372036854775808,9223372036854775807]\n");
	buffer_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_and_lists_are_laid_out),
		cmocka_unit_test(compact_is_one_line),
		cmocka_unit_test(texts_are_quoted),
		cmocka_unit_test(numbers_are_exact_and_have_a_point),
		cmocka_unit_test(whole_numbers_are_whole),
	};

	return run_tests(tests);
}
