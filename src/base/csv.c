/* base/csv.c - see base/csv.h */
#include "config.h"

#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"

void csv_open(struct csv_reader *reader, const char *text, size_t length)
{
	*reader = (struct csv_reader){
		.at = text,
		.end = text + length,
		.line = 1,
		.row_line = 1,
	};
	if (length >= 3 && memcmp(text, CSV_MARK, 3) == 0)
		reader->at += 3;
}

void csv_done(struct csv_reader *reader)
{
	free(reader->cells);
	free(reader->room);
	*reader = (struct csv_reader){ 0 };
}

/* Characters from start up to at, from 1. */
static int column_of(const char *start, const char *at)
{
	int column = 1;

	for (; start < at; start++)
		column += ((unsigned char)*start & 0xC0) != 0x80;
	return column;
}

/* The start of the line that at is in. */
static const char *line_start(const char *first, const char *at)
{
	while (at > first && at[-1] != '\n')
		at--;
	return at;
}

/* What a row in progress knows. */
struct row {
	struct csv_reader *reader;
	const char *start; /* of the row */
	char *put;         /* where the next byte of a cell goes */
	struct err *err;
};

static int refuse(const struct row *row, int line, const char *at,
		  const char *sentence)
{
	return err_set_at(row->err, ERR_INVALID, line,
			  column_of(line_start(row->start, at), at), "%s",
			  sentence);
}

static bool at_cell_end(const struct csv_reader *r)
{
	return r->at == r->end || *r->at == ',' || *r->at == '\n' ||
	       (*r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n');
}

/* The part between quotes, of which the first was passed. */
static int read_quoted(struct row *row)
{
	struct csv_reader *r = row->reader;
	const char *opened = r->at - 1;
	const char *cell = row->put;
	int line = r->line;

	for (;;) {
		if (r->at == r->end)
			return refuse(row, line, opened,
				      _("the quotes that open here are never "
					"closed"));
		if (*r->at == '"') {
			r->at++;
			if (r->at == r->end || *r->at != '"')
				break;
		} else if (*r->at == '\n') {
			r->line++;
			/* A line break in a cell is one byte, whatever the
			 * program that wrote it ends its lines with. */
			while (row->put > cell && row->put[-1] == '\r')
				row->put--;
		}
		*row->put++ = *r->at++;
	}
	if (!at_cell_end(r))
		return refuse(row, r->line, r->at,
			      _("after closing quotes a comma or the end of "
				"the line is expected"));
	return 0;
}

static void begin_cell(struct csv_reader *r, char *at)
{
	r->cells =
		alloc_grow(r->cells, r->count, &r->capacity, sizeof(*r->cells));
	r->cells[r->count++] = at;
}

static int read_cell(struct row *row)
{
	struct csv_reader *r = row->reader;
	int code = 0;

	begin_cell(r, row->put);
	if (r->at < r->end && *r->at == '"') {
		r->at++;
		code = read_quoted(row);
	} else {
		while (!at_cell_end(r))
			*row->put++ = *r->at++;
	}
	*row->put++ = '\0';
	return code;
}

/* Where a scan of a row is. */
enum place {
	CELL_BEGINS,
	IN_CELL,
	IN_QUOTES,
	BEHIND_QUOTE /* the last one, or the first of two */
};

static enum place place_behind(enum place place, char byte)
{
	if (place == IN_QUOTES)
		return byte == '"' ? BEHIND_QUOTE : IN_QUOTES;
	if (byte == '"' && place != IN_CELL)
		return IN_QUOTES;
	return byte == ',' ? CELL_BEGINS : IN_CELL;
}

/* The bytes that the row at the reader's place takes at most. */
static size_t row_bytes(const struct csv_reader *r)
{
	enum place place = CELL_BEGINS;
	const char *at = r->at;

	while (at < r->end && (place == IN_QUOTES || *at != '\n'))
		place = place_behind(place, *at++);
	return (size_t)(at - r->at);
}

/* Where a row without quotes ends; NULL when it has them. */
static const char *plain_end(const struct csv_reader *r)
{
	const char *end = memchr(r->at, '\n', (size_t)(r->end - r->at));

	if (!end)
		end = r->end;
	return memchr(r->at, '"', (size_t)(end - r->at)) ? NULL : end;
}

/* Most rows have no quotes: they are cut at their commas. */
static void cut_plain(struct csv_reader *r, const char *end)
{
	size_t length = (size_t)(end - r->at);
	char *to = r->room;

	if (length > 0 && end < r->end && end[-1] == '\r')
		length--;
	memcpy(to, r->at, length);
	to[length] = '\0';
	begin_cell(r, to);
	for (; *to; to++) {
		if (*to != ',')
			continue;
		*to = '\0';
		begin_cell(r, to + 1);
	}
	r->at = end;
	if (r->at < r->end) {
		r->at++;
		r->line++;
	}
}

/* Characters that no cell may hold are refused before the row is read. */
static int check_bytes(const struct row *row, size_t length)
{
	const char *at = row->start;
	const char *end = at + length;
	int line = row->reader->line;

	if (utf8_is_valid(at, length))
		return 0;
	while (at < end) {
		size_t bytes = 1;

		if (*at == '\0')
			return refuse(row, line, at,
				      _("a zero byte cannot stand here"));
		while ((*at & 0x80) && bytes < 4 && at + bytes < end &&
		       ((unsigned char)at[bytes] & 0xC0) == 0x80)
			bytes++;
		if (!utf8_is_valid(at, bytes))
			break;
		line += *at == '\n';
		at += bytes;
	}
	return refuse(row, line, at,
		      _("this is not UTF-8; save the file as UTF-8"));
}

int csv_row(struct csv_reader *reader, struct err *err)
{
	struct row row = { .reader = reader, .start = reader->at, .err = err };
	const char *plain = plain_end(reader);
	size_t length =
		plain ? (size_t)(plain - reader->at) : row_bytes(reader);
	size_t needed = length + 2;
	int code;

	reader->count = 0;
	reader->row_line = reader->line;
	if (reader->at == reader->end)
		return 0;
	code = check_bytes(&row, length);
	if (code)
		return code;
	/* A cell's end takes the place of its comma. */
	if (needed > reader->room_size) {
		reader->room = alloc_resize(reader->room, needed, 2);
		reader->room_size = 2 * needed;
	}
	if (plain) {
		cut_plain(reader, plain);
		return 1;
	}
	row.put = reader->room;
	for (;;) {
		code = read_cell(&row);
		if (code)
			return code;
		if (reader->at == reader->end || *reader->at != ',')
			break;
		reader->at++;
	}
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at < reader->end) {
		reader->at++;
		reader->line++;
	}
	return 1;
}

static bool starts_with_mark(const char *text)
{
	return strncmp(text, CSV_MARK, 3) == 0;
}

/* The bytes that may stand as they are, from the start of a cell. */
static size_t plain_bytes(const char *cell, char separator)
{
	size_t i = 0;

	for (; cell[i]; i++)
		if (cell[i] == separator || cell[i] == '"' || cell[i] == '\r' ||
		    cell[i] == '\n')
			break;
	return i;
}

/* A cell as it is: in one step where there is room. */
static void add_plain(struct buffer *out, const char *cell, size_t length,
		      char separator)
{
	char *at;

	if (out->capacity - out->length < length + 2) {
		buffer_add_part(out, cell, length);
		buffer_add_byte(out, separator);
		return;
	}
	at = out->bytes + out->length;
	memcpy(at, cell, length);
	at[length] = separator;
	at[length + 1] = '\0';
	out->length += length + 1;
}

void csv_add_separated(struct buffer *out, const char *cell, char separator)
{
	size_t plain;

	/* Most cells are empty or short. */
	if (!cell || !*cell) {
		add_plain(out, "", 0, separator);
		return;
	}
	plain = plain_bytes(cell, separator);
	/* A mark at the start of the file would be taken for that of the file. */
	if (!cell[plain] && !starts_with_mark(cell)) {
		add_plain(out, cell, plain, separator);
		return;
	}
	buffer_add_byte(out, '"');
	for (; *cell; cell++) {
		if (*cell == '"')
			buffer_add_byte(out, '"');
		buffer_add_byte(out, *cell);
	}
	buffer_add_byte(out, '"');
	buffer_add_byte(out, separator);
}

void csv_end_separated(struct buffer *out, char separator)
{
	/* The end of the row takes the place of the last cell's separator. */
	if (out->length > 0 && out->bytes[out->length - 1] == separator)
		out->bytes[--out->length] = '\0';
	buffer_add(out, "\r\n");
}

void csv_add(struct buffer *out, const char *cell)
{
	csv_add_separated(out, cell, ',');
}

void csv_end(struct buffer *out)
{
	/* The last cell's comma makes room for the end of the row. */
	if (out->length > 0 && out->bytes[out->length - 1] == ',')
		out->bytes[out->length - 1] = '\n';
	else
		buffer_add_byte(out, '\n');
}
