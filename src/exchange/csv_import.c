/* exchange/csv_import.c - see exchange/csv_import.h */
#include "config.h"

#include "exchange/csv_import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/work.h"
#include "exchange/import_private.h"
#include "exchange/relevant.h"

/*
 * How many rows share a savepoint.  The first few show whether another process
 * is of use.
 */
#define ROWS_FIRST 32
#define ROWS_AT_ONCE 256

void import_refuse(struct import *import, struct import_row *row,
		   const char *field, const char *fmt, ...)
{
	va_list values;
	char *text;

	va_start(values, fmt);
	text = alloc_print_list(fmt, values);
	va_end(values);
	problem_add(&import->result->problems, import->options->file, row->line,
		    0, field, "%s", text);
	free(text);
	row->refused = true;
}

/* --- the form */

/* The cell of the first row in the column `form`; free() it. */
static char *form_of_first_row(const char *text, size_t length)
{
	struct csv_reader reader = { 0 };
	char *name = NULL;
	size_t at;

	csv_open(&reader, text, length);
	if (csv_row(&reader, NULL) > 0) {
		for (at = 0; at < reader.count; at++)
			if (strcmp(reader.cells[at], "form") == 0)
				break;
		if (at < reader.count && csv_row(&reader, NULL) > 0 &&
		    at < reader.count && reader.cells[at][0])
			name = alloc_text(reader.cells[at]);
	}
	csv_done(&reader);
	return name;
}

/* Which form, and its versions. */
static int find_forms(struct import *import, const char *text, size_t length,
		      struct err *err)
{
	size_t all = catalogue_count(import->catalogue);
	char *said = form_of_first_row(text, length);
	const char *name = import->options->form;
	const struct form *newest;
	size_t i;
	int code = 0;

	if (!name)
		name = said;
	if (!name)
		code = err_set(err, ERR_INVALID,
			       _("the file does not say of which form it is; "
				 "give --form"));
	else
		code = catalogue_named(import->catalogue, name, &newest, err);

	import->forms = alloc_new(all, sizeof(*import->forms));
	for (i = 0; code == 0 && i < all; i++) {
		const struct form *form = catalogue_form(import->catalogue, i);

		if (strcmp(form->name, newest->name) == 0)
			import->forms[import->form_count++] = form;
	}
	import->rules = alloc_new(import->form_count, sizeof(struct rules *));
	import->alone = alloc_new(import->form_count, sizeof(bool));
	for (i = 0; i < import->form_count; i++)
		import->alone[i] = relevant_is_alone(import->forms[i]);
	free(said);
	return code;
}

/* --- the header */

/* The column of the form that is nearest to this; free() it, NULL when none. */
static char *nearest_column(const struct import *import, const char *name)
{
	struct columns *known =
		columns_new(import->forms, import->form_count, NULL);
	const char **names = alloc_new(known->count, sizeof(*names));
	const char *nearest;
	char *copy;
	size_t i;

	for (i = 0; i < known->count; i++)
		names[i] = known->items[i].name;
	nearest = utf8_nearest(name, names, known->count);
	copy = nearest ? alloc_text(nearest) : NULL;
	free(names);
	columns_free(known);
	return copy;
}

static void say_unknown(struct import *import, int line, const char *name)
{
	struct problem_list *problems = &import->result->problems;
	const char *file = import->options->file;
	const char *form = import->forms[0]->name;
	/* A header of millions of columns is not held against all of the form. */
	char *nearest = problem_list_is_full(problems)
				? NULL
				: nearest_column(import, name);

	if (nearest)
		problem_add(problems, file, line, 0, name,
			    _("%s has no such column; did you mean %s?"), form,
			    nearest);
	else
		problem_add(problems, file, line, 0, name,
			    _("%s has no such column"), form);
	free(nearest);
}

static bool is_doubled(const struct import *import, const char *name)
{
	size_t i;

	for (i = 0; i < import->column_count; i++)
		if (strcmp(import->columns[i].name, name) == 0)
			return true;
	return false;
}

/* As spreadsheets do where the comma is in numbers. */
static bool has_other_dividers(const struct csv_reader *reader)
{
	return reader->count == 1 &&
	       reader->cells[0][strcspn(reader->cells[0], ";\t")];
}

/* Which column is which; what is wrong with one is a problem. */
static void read_columns(struct import *import, const struct csv_reader *reader)
{
	size_t i;

	import->columns = alloc_new(reader->count, sizeof(struct column));
	for (i = 0; i < HEAD_COLUMNS; i++)
		import->head[i] = -1;
	for (i = 0; i < reader->count; i++) {
		const char *name = reader->cells[i];
		struct column *column = &import->columns[import->column_count];

		if (is_doubled(import, name)) {
			problem_add(&import->result->problems,
				    import->options->file, reader->row_line, 0,
				    name, _("this column is there twice"));
		} else if (!column_read(import->forms, import->form_count, name,
					column)) {
			say_unknown(import, reader->row_line, name);
		} else {
			if (column->kind == COLUMN_HEAD)
				import->head[column->head] = (int)i;
			import->column_count++;
		}
	}
}

static int read_header(struct import *import, struct csv_reader *reader,
		       struct err *err)
{
	int code = csv_row(reader, err);

	if (code == 0)
		return err_set(err, ERR_INVALID, _("%s is empty"),
			       import->options->file);
	if (code < 0)
		return code;
	if (has_other_dividers(reader))
		return err_set_at(err, ERR_INVALID, reader->row_line, 1,
				  _("there are semicolons or tabs between the "
				    "columns; save the file with commas"));

	read_columns(import, reader);
	if (import->result->problems.count > 0)
		return err_set(err, ERR_INVALID,
			       _("nothing was imported: the columns are not "
				 "those of %s"),
			       import->forms[0]->name);
	if (import->head[HEAD_TRAJECT] < 0)
		return err_set(err, ERR_INVALID,
			       _("nothing was imported: the column traject is "
				 "missing"));
	return 0;
}

/* --- the rows */

static void count_row(struct import *import, const struct import_row *row)
{
	struct import_result *result = import->result;

	if (row->refused) {
		result->refused++;
		if (row->conflict)
			result->conflicts++;
		return;
	}
	if (row->made_traject)
		result->trajecten++;
	switch (row->outcome) {
	case IMPORT_ADDED:
		result->added++;
		break;
	case IMPORT_CHANGED:
		result->changed++;
		break;
	case IMPORT_SAME:
		result->same++;
		break;
	case IMPORT_OLD:
		result->old++;
		break;
	case IMPORT_DECIDED:
		result->decided++;
		break;
	}
}

static int save_row(struct import *import, struct import_row *row,
		    struct err *err)
{
	int code;

	code = store_begin(import->store, err);
	if (code)
		return code;
	code = import_save_row(import, row, err);
	if (code == 0 && !row->refused)
		return store_commit(import->store, err);

	store_rollback(import->store);
	/* The traject may have gone with it. */
	traject_done(&import->traject);
	return code;
}

int import_take_row(struct import *import, struct import_row *row,
		    struct err *err)
{
	int code = 0;

	if (!row->refused)
		code = save_row(import, row, err);
	if (code)
		return code;
	import->result->rows++;
	count_row(import, row);
	return 0;
}

static int read_row(struct import *import, const struct csv_reader *reader,
		    bool drafts, struct err *err)
{
	struct import_row row = { .cells = reader->cells,
				  .line = reader->row_line };
	const char *status;
	bool is_draft;
	int code;

	if (reader->count != import->column_count) {
		if (drafts)
			return 0;
		import_refuse(
			import, &row, NULL,
			text_plural("this row has %zu cell, the header %zu",
				    "this row has %zu cells, the header %zu",
				    (long long)reader->count),
			reader->count, import->column_count);
		return import_take_row(import, &row, err);
	}
	status = import_head_cell(import, &row, HEAD_STATUS);
	is_draft = status && strcmp(status, "draft") == 0;
	if (is_draft != drafts) {
		import->has_drafts = true;
		return 0;
	}

	import_read_row(import, &row);
	code = import_take_row(import, &row, err);
	answers_free(row.answers);
	record_head_done(&row.head);
	return code;
}

/* An empty line is no row. */
static bool is_blank(const struct csv_reader *reader)
{
	return reader->count == 1 && reader->cells[0][0] == '\0';
}

/* Something was refused after it wrote, or somebody has to be asked. */
static bool is_over(const struct import *import)
{
	return import->again || store_is_torn(import->store);
}

/* The row at the reader's place: 1, 0 at the end, or a code. */
static int read_next(struct import *import, struct csv_reader *reader,
		     bool drafts, struct err *err)
{
	struct import_row row = { 0 };
	int ready = import->hasty && !drafts
			    ? import_ahead_row(import, reader, &row, err)
			    : 0;
	int code = ready ? ready : csv_row(reader, err);

	if (code <= 0)
		return code;
	if (!ready && is_blank(reader) && import->column_count > 1)
		return 1;
	code = work_at(import->result->rows, err);
	/* Who reads the row here looks in the file for what came before it. */
	if (!code && !ready)
		code = import_flush(import, err);
	if (code || (import->hasty && import->again))
		return code ? code : 1;
	code = ready ? import_take_row(import, &row, err)
		     : read_row(import, reader, drafts, err);
	return code ? code : 1;
}

/* Some rows; 1 when there may be more, 0 at the end.  A tear ends them early. */
static int read_some(struct import *import, struct csv_reader *reader,
		     bool drafts, struct err *err)
{
	const int rows = import->result->rows ? ROWS_AT_ONCE : ROWS_FIRST;

	for (int i = 0; i < rows; i++) {
		int code = read_next(import, reader, drafts, err);

		if (code <= 0)
			return code;
		if (import->hasty && is_over(import))
			break;
	}
	return 1;
}

/* Where a part began, and what was counted by then. */
struct part {
	const char *at;
	int line;
	struct import_result before;
};

/* The same rows again, each with a way back of its own. */
static int read_again(struct import *import, struct csv_reader *reader,
		      const struct part *part, bool drafts, struct err *err)
{
	struct problem_list problems = import->result->problems;

	import_drop(import);
	if (import->mistaken)
		import_ahead_end(import);
	store_rollback(import->store);
	problem_list_cut(&problems, part->before.problems.count,
			 part->before.problems.dropped);
	*import->result = part->before;
	import->result->problems = problems;
	traject_done(&import->traject);
	reader->at = part->at;
	reader->line = part->line;
	return read_some(import, reader, drafts, err);
}

/*
 * A savepoint for each row takes longer than all the rest, so many rows share
 * one.
 */
static int read_part(struct import *import, struct csv_reader *reader,
		     bool drafts, struct err *err)
{
	const struct part part = { .at = reader->at,
				   .line = reader->line,
				   .before = *import->result };
	int code;
	int end;

	code = store_begin(import->store, err);
	if (code)
		return code;
	store_trust(import->store);
	import->hasty = true;
	import->again = false;
	code = read_some(import, reader, drafts, err);
	end = code < 0 ? 0 : import_flush(import, err);
	if (end)
		code = end;
	import->hasty = false;
	if (code >= 0 && is_over(import))
		return read_again(import, reader, &part, drafts, err);
	if (code < 0) {
		store_rollback(import->store);
		return code;
	}
	end = store_commit(import->store, err);
	return end ? end : code;
}

/*
 * Drafts go in after the records that they may correct, wherever they stand.
 */
static int read_rows(struct import *import, const char *text, size_t length,
		     bool drafts, struct err *err)
{
	struct csv_reader reader = { 0 };
	int code;

	csv_open(&reader, text, length);
	code = csv_row(&reader, err);
	if (code > 0)
		code = read_part(import, &reader, drafts, err);
	if (code > 0 && !drafts)
		import_ahead_begin(import, &reader);
	while (code > 0)
		code = read_part(import, &reader, drafts, err);
	import_ahead_end(import);
	csv_done(&reader);
	return code;
}

size_t import_count_rows(const char *text, size_t length)
{
	const char *end = text + length;
	size_t rows = 0;

	while (text < end &&
	       (text = memchr(text, '\n', (size_t)(end - text)))) {
		rows++;
		text++;
	}
	/* The first is the header. */
	return rows > 0 ? rows - 1 : 0;
}

int import_text(struct import *import, const char *text, size_t length,
		struct err *err)
{
	struct csv_reader reader = { 0 };
	int code;

	day_write(clock_today(), import->today);
	if (import->expected == 0)
		import->expected = import_count_rows(text, length);
	csv_open(&reader, text, length);
	code = find_forms(import, text, length, err);
	if (code == 0)
		code = read_header(import, &reader, err);
	csv_done(&reader);
	if (code)
		return code;

	code = store_begin(import->store, err);
	if (code)
		return code;
	work_begin(NULL, import->expected);
	code = read_rows(import, text, length, false, err);
	if (code == 0 && import->has_drafts)
		code = read_rows(import, text, length, true, err);
	work_end();
	if (code == 0)
		return store_commit(import->store, err);
	store_rollback(import->store);
	return code;
}

void import_done(struct import *import)
{
	size_t i;

	for (i = 0; i < import->form_count; i++)
		rules_free(import->rules[i]);
	free(import->rules);
	free(import->alone);
	free(import->forms);
	for (i = 0; i < import->column_count; i++)
		column_done(&import->columns[i]);
	free(import->columns);
	traject_done(&import->traject);
	around_done(&import->around);
	*import = (struct import){ 0 };
}

int import_finish(struct store *store, const struct import_options *options,
		  struct import_result *result, int code, struct err *err)
{
	size_t faults = result->refused - result->conflicts;

	problem_sort(&result->problems);
	if (code == 0 && faults == 0 && !options->dry_run &&
	    !(options->strict && result->refused > 0)) {
		result->kept = true;
		return store_commit(store, err);
	}
	store_rollback(store);
	return code;
}

int csv_import(struct store *store, const struct catalogue *catalogue,
	       const char *text, size_t length,
	       const struct import_options *options,
	       struct import_result *result, struct err *err)
{
	struct import import = { .store = store,
				 .catalogue = catalogue,
				 .options = options,
				 .result = result };
	int code = store_begin(store, err);

	if (code)
		return code;
	store_vouch(store, true);
	code = import_text(&import, text, length, err);
	store_vouch(store, false);
	problem_sort(&result->problems);
	if (code == 0 && !options->dry_run &&
	    !(options->strict && result->refused > 0)) {
		result->kept = true;
		code = store_commit(store, err);
	} else {
		store_rollback(store);
	}
	import_done(&import);
	return code;
}

bool import_prefer_read(const char *name, enum import_prefer *out)
{
	static const char *const names[] = {
		[PREFER_OURS] = "ours",
		[PREFER_THEIRS] = "theirs",
		[PREFER_NEWER] = "newer",
	};

	for (int i = PREFER_OURS; i <= PREFER_NEWER; i++) {
		if (strcmp(names[i], name) == 0) {
			*out = (enum import_prefer)i;
			return true;
		}
	}
	return false;
}

void import_result_done(struct import_result *result)
{
	problem_list_done(&result->problems);
	*result = (struct import_result){ 0 };
}
