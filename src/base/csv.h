/*
 * base/csv.h - RFC 4180, one row at a time
 *
 * The reader works on text in memory, skips a BOM, takes LF and CRLF, and
 * knows the line on which each row began.  The writer quotes only where it
 * must and ends rows with LF.
 *
 * Owns      the cells of a row live in the reader until the next row.
 * Fails     ERR_INVALID with line and column: an open quote, text after a
 *           closing quote, a NUL, broken UTF-8.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"

struct csv_reader {
	const char *at, *end;
	int line;     /* of the next byte, from 1 */
	int row_line; /* on which the last row began */
	char **cells; /* of the last row; terminated */
	size_t count;
	size_t capacity;
	char *room; /* the bytes of the cells */
	size_t room_size;
};

/* text is borrowed until csv_done(). */
void csv_open(struct csv_reader *reader, const char *text, size_t length);

/* The next row: 1 and its cells, 0 at the end, or a code below 0. */
CHECKED int csv_row(struct csv_reader *reader, struct err *err);

void csv_done(struct csv_reader *reader);

/* Add one cell to a row under construction; NULL is an empty cell. */
void csv_add(struct buffer *out, const char *cell);

/* End the row. */
void csv_end(struct buffer *out);

/* What marks a file as UTF-8, at its start. */
#define CSV_MARK "\xEF\xBB\xBF"

/* The same for a spreadsheet, which wants a separator of its own and CRLF. */
void csv_add_separated(struct buffer *out, const char *cell, char separator);
void csv_end_separated(struct buffer *out, char separator);

#endif
