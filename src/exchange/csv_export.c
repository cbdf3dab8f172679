/* exchange/csv_export.c - see exchange/csv_export.h */
#include "config.h"

#include "exchange/csv_export.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"
#include "exchange/record_cell.h"

struct writing {
	struct outgoing *outgoing;
	enum csv_manner manner;
	struct buffer row;
	FILE *out;
};

/* --- for a spreadsheet */

/* The label of an option or a reason, or text as it is; borrowed. */
static const char *label_of(const struct column *column,
			    const struct field *field, const char *text)
{
	const struct option *option;
	const struct missing_reason *reason;

	if (column->kind == COLUMN_MISSING) {
		reason = field_missing(field, text);
		return reason ? words_text(&reason->label) : text;
	}
	if (column->kind != COLUMN_VALUE ||
	    field_value_type(field) != FIELD_SELECT_ONE)
		return text;
	option = field_option(field, text);
	return option ? words_text(&option->label) : text;
}

/* Only what is known to be a number or a time is left as it is. */
static bool is_plain_value(const struct column *column,
			   const struct field *field)
{
	if (column->kind == COLUMN_OPTION)
		return true;
	if (column->kind != COLUMN_VALUE || !field)
		return false;
	switch (field_value_type(field)) {
	case FIELD_TEXT:
	case FIELD_NOTE:
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
	case FIELD_CALCULATE:
		return false;
	default:
		return true;
	}
}

static bool is_moment(const struct column *column, const struct field *field)
{
	return field ? column->kind == COLUMN_VALUE &&
			       field_value_type(field) == FIELD_DATETIME
		     : column->kind == COLUMN_HEAD &&
			       column->head == HEAD_CHANGED;
}

/* Another sign where there is one. */
static void change_sign(char *text, char from, char to)
{
	char *at = strchr(text, from);

	if (at)
		*at = to;
}

/* The cell as a spreadsheet is to have it; free() it; NULL when empty. */
static char *sheet_cell(struct record_cells *record,
			const struct column *column)
{
	const char *text = record_cell_text(record, column);
	const struct field *field = record_cell_field(record, column);
	char *cell;

	if (!text)
		return NULL;
	if (field)
		text = label_of(column, field, text);
	if (is_moment(column, field)) {
		cell = alloc_text(text);
		change_sign(cell, 'T', ' ');
		return cell;
	}
	if (is_plain_value(column, field)) {
		cell = alloc_text(text);
		if (field_value_type(field) == FIELD_DECIMAL)
			change_sign(cell, '.', ',');
		return cell;
	}
	return alloc_print("%s%s", strchr("=+-@\t\r\n", text[0]) ? "'" : "",
			   text);
}

/* --- both */

static void add_cell(struct writing *writing, const char *cell)
{
	if (writing->manner == CSV_SPREADSHEET)
		csv_add_separated(&writing->row, cell, ';');
	else
		csv_add(&writing->row, cell);
}

static int write_row(struct writing *writing, struct err *err)
{
	struct buffer *row = &writing->row;

	if (writing->manner == CSV_SPREADSHEET)
		csv_end_separated(row, ';');
	else
		csv_end(row);
	if (fwrite(buffer_text(row), 1, row->length, writing->out) !=
	    row->length)
		return outgoing_fail(err);
	buffer_clear(row);
	return 0;
}

static int write_header(struct writing *writing, struct err *err)
{
	const struct columns *columns = writing->outgoing->columns;
	size_t i;

	if (writing->manner == CSV_SPREADSHEET)
		buffer_add(&writing->row, CSV_MARK);
	for (i = 0; i < columns->count; i++)
		add_cell(writing, columns->items[i].name);
	return write_row(writing, err);
}

static int write_record(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct writing *writing = of;
	const struct columns *columns = writing->outgoing->columns;
	struct record_cells record =
		record_cells(head, answers, writing->outgoing->version);
	size_t i;

	for (i = 0; i < columns->count; i++) {
		const struct column *column = &columns->items[i];
		char *cell;

		if (writing->manner == CSV_PLAIN) {
			add_cell(writing, record_cell_text(&record, column));
			continue;
		}
		cell = sheet_cell(&record, column);
		add_cell(writing, cell);
		free(cell);
	}
	return write_row(writing, err);
}

int csv_export(struct outgoing *outgoing, enum csv_manner manner, FILE *out,
	       struct err *err)
{
	struct writing writing = { .outgoing = outgoing,
				   .manner = manner,
				   .out = out };
	int code = write_header(&writing, err);

	if (code == 0)
		code = outgoing_visit(outgoing, write_record, &writing, err);
	buffer_done(&writing.row);
	return code;
}
