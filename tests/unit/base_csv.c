/* What base/csv.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "base/count.h"
#include "base/csv.h"

/* All rows of text as "line:cell|cell", with a slash between rows; or the
 * place of the failure. */
static const char *rows(const char *text, size_t length)
{
	static struct buffer out;
	struct csv_reader reader;
	struct err err = { 0 };
	int code;

	buffer_clear(&out);
	csv_open(&reader, text, length);
	while ((code = csv_row(&reader, &err)) > 0) {
		buffer_print(&out, "%s%d:", out.length ? "/" : "",
			     reader.row_line);
		for (size_t i = 0; i < reader.count; i++)
			buffer_print(&out, "%s%s", i ? "|" : "",
				     reader.cells[i]);
	}
	if (code < 0) {
		assert_int_equal(code, ERR_INVALID);
		buffer_clear(&out);
		buffer_print(&out, "%d:%d %s", err.line, err.column, err.text);
	}
	csv_done(&reader);
	csv_done(&reader);
	return buffer_text(&out);
}

static const char *rows_of(const char *text)
{
	return rows(text, strlen(text));
}

static void rows_and_cells_are_divided(void **state)
{
	(void)state;
	assert_string_equal(rows_of(""), "");
	assert_string_equal(rows_of("a,b\nc,d\n"), "1:a|b/2:c|d");
	assert_string_equal(rows_of("a,b\r\nc,d"), "1:a|b/2:c|d");
	assert_string_equal(rows_of("a,,\n"), "1:a||");
	assert_string_equal(rows_of("\na\n"), "1:/2:a");
	assert_string_equal(rows_of("\xEF\xBB\xBF"
				    "a,b\n"),
			    "1:a|b");
	assert_string_equal(rows_of(" a , b "), "1: a | b ");
	assert_string_equal(rows_of(","), "1:|");
}

static void quotes_hold_commas_quotes_and_lines(void **state)
{
	(void)state;
	assert_string_equal(rows_of("\"a,b\",\"c\"\"d\"\n"), "1:a,b|c\"d");
	assert_string_equal(rows_of("\"a\nb\",c\nd\n"), "1:a\nb|c/3:d");
	assert_string_equal(rows_of("\"a\r\nb\"\r\nd\n"), "1:a\nb/3:d");
	assert_string_equal(rows_of("\"\"\n\"\""), "1:/2:");
	assert_string_equal(rows_of("a\"b\n5\" tv\n"), "1:a\"b/2:5\" tv");
	assert_string_equal(rows_of("\"\"\"\""), "1:\"");
}

static void a_quote_inside_a_cell_opens_nothing(void **state)
{
	struct buffer text = { 0 };
	const char *found;

	(void)state;
	assert_string_equal(rows_of("a\"b,\"c\nd\"\n\"e\"\n"),
			    "1:a\"b|c\nd/3:e");
	buffer_add(&text, "a\"b,\"c\n");
	for (int i = 0; i < 1000; i++)
		buffer_add_byte(&text, 'd');
	buffer_add(&text, "\"\n");
	found = rows_of(buffer_text(&text));
	assert_int_equal(strlen(found), strlen("1:a\"b|c\n") + 1000);
	buffer_done(&text);
}

static void a_line_end_in_a_cell_is_one_byte(void **state)
{
	(void)state;
	assert_string_equal(rows_of("\"a\r\r\nb\"\n"), "1:a\nb");
	assert_string_equal(rows_of("\"\r\n\"\n"), "1:\n");
	assert_string_equal(rows_of("\"a\rb\"\n"), "1:a\rb");
}

static void what_is_wrong_has_its_place(void **state)
{
	(void)state;
	assert_string_equal(rows_of("a\nb,\"c\nd\n"),
			    "2:3 de aanhalingstekens die hier openen, sluiten "
			    "nergens");
	assert_string_equal(rows_of("\xC3\xA9,\"c\"d\n"),
			    "1:6 na sluitende aanhalingstekens hoort een "
			    "komma of het einde van de regel");
	assert_string_equal(rows_of("a\nb\xFF\n"),
			    "2:2 dit is geen UTF-8; bewaar het bestand als "
			    "UTF-8");
	assert_string_equal(rows_of("\"a\nbb\xC3(\n\""),
			    "2:3 dit is geen UTF-8; bewaar het bestand als "
			    "UTF-8");
	assert_string_equal(rows("a\nb,\0\n", 6),
			    "2:3 hier kan geen nulbyte staan");
}

static void what_is_written_is_read_back(void **state)
{
	static const char *const cells[] = {
		"a",           "",
		"a,b",         "\"",
		"a\"b",        "een\ntwee",
		"a\rb",        " x ",
		"caf\xC3\xA9", "=1+1",
		"\"\"",        ",",
		NULL,          "\xEF\xBB\xBFx",
	};
	const size_t count = COUNT(cells);
	struct csv_reader reader;
	struct buffer out = { 0 };

	(void)state;
	for (int row = 0; row < 3; row++) {
		for (size_t i = 0; i < count; i++)
			csv_add(&out, cells[i]);
		csv_end(&out);
	}
	csv_open(&reader, buffer_text(&out), out.length);
	for (int row = 0; row < 3; row++) {
		assert_int_equal(csv_row(&reader, NULL), 1);
		assert_int_equal(reader.count, count);
		for (size_t i = 0; i < count; i++)
			assert_string_equal(reader.cells[i],
					    cells[i] ? cells[i] : "");
	}
	assert_int_equal(csv_row(&reader, NULL), 0);
	csv_done(&reader);
	buffer_done(&out);
}

static void a_mark_at_the_start_of_a_text_stays(void **state)
{
	struct csv_reader reader;
	struct buffer out = { 0 };

	(void)state;
	csv_add(&out, "\xEF\xBB\xBFx");
	csv_end(&out);
	csv_open(&reader, buffer_text(&out), out.length);
	assert_int_equal(csv_row(&reader, NULL), 1);
	assert_string_equal(reader.cells[0], "\xEF\xBB\xBFx");
	csv_done(&reader);
	buffer_done(&out);
}

static void quotes_stand_only_where_they_must(void **state)
{
	struct buffer out = { 0 };

	(void)state;
	csv_add(&out, "a b");
	csv_add(&out, NULL);
	csv_add(&out, "x,y");
	csv_end(&out);
	csv_add(&out, "");
	csv_end(&out);
	assert_string_equal(buffer_text(&out), "a b,,\"x,y\"\n\n");
	buffer_done(&out);
}

static void a_long_file_is_read_in_time(void **state)
{
	struct buffer text = { 0 };
	struct csv_reader reader;
	int count = 0;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buffer_print(&text, "%d,\"x\",5\" tv\n", i);
	csv_open(&reader, buffer_text(&text), text.length);
	while (csv_row(&reader, NULL) > 0)
		count++;
	assert_int_equal(count, 100000);
	csv_done(&reader);
	buffer_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_cells_are_divided),
		cmocka_unit_test(quotes_hold_commas_quotes_and_lines),
		cmocka_unit_test(a_quote_inside_a_cell_opens_nothing),
		cmocka_unit_test(a_line_end_in_a_cell_is_one_byte),
		cmocka_unit_test(what_is_wrong_has_its_place),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(a_mark_at_the_start_of_a_text_stays),
		cmocka_unit_test(quotes_stand_only_where_they_must),
		cmocka_unit_test(a_long_file_is_read_in_time),
	};

	return run_tests(tests);
}
