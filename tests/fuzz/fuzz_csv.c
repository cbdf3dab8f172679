/*
 * tests/fuzz/fuzz_csv.c - any bytes as a CSV file
 *
 * Rows are valid texts, and written again they are read as the same rows.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"

const char fuzz_target[] = "csv";

static void check_row(const struct csv_reader *reader)
{
	MUST(reader->count > 0);
	MUST(reader->row_line >= 1 && reader->line >= reader->row_line);
	for (size_t i = 0; i < reader->count; i++)
		MUST(utf8_is_valid(reader->cells[i], strlen(reader->cells[i])));
}

static void write_row(const struct csv_reader *reader, struct buffer *out)
{
	struct csv_reader again = { 0 };
	struct buffer row = { 0 };

	for (size_t i = 0; i < reader->count; i++)
		csv_add(&row, reader->cells[i]);
	csv_end(&row);
	csv_open(&again, row.bytes, row.length);
	MUST(csv_row(&again, NULL) == 1);
	MUST(again.count == reader->count);
	for (size_t i = 0; i < again.count; i++)
		MUST(strcmp(again.cells[i], reader->cells[i]) == 0);
	MUST(csv_row(&again, NULL) == 0);
	csv_done(&again);
	buffer_add_part(out, row.bytes, row.length);
	buffer_done(&row);
}

/* All rows written are as many rows again. */
static void count_rows(const struct buffer *out, size_t rows)
{
	struct csv_reader again = { 0 };

	csv_open(&again, buffer_text(out), out->length);
	while (csv_row(&again, NULL) == 1)
		rows--;
	MUST(rows == 0);
	csv_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { data, data + size };
	struct csv_reader reader = { 0 };
	struct buffer out = { 0 };
	struct err err = { 0 };
	size_t length, rows = 0;
	char *text = bytes_rest(&bytes, &length);
	int code;

	csv_open(&reader, text, length);
	while ((code = csv_row(&reader, &err)) == 1) {
		check_row(&reader);
		write_row(&reader, &out);
		rows++;
	}
	if (code < 0)
		MUST(err.text[0] && err.line >= 1 && err.column >= 1);
	else
		count_rows(&out, rows);
	csv_done(&reader);
	buffer_done(&out);
	free(text);
	return 0;
}
