/* exchange/package_in.c - see exchange/package_in.h */
#include "config.h"

#include "exchange/package_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/uuid.h"
#include "exchange/package_in_private.h"
#include "exchange/package_private.h"
#include "exchange/relevant.h"
#include "store/pseudonyms.h"

/* --- one row */

static bool is_in_part(const struct package_in *package, const char *form)
{
	for (size_t i = 0; i < package->part_count; i++)
		if (strcmp(package->parts[i], form) == 0)
			return true;
	return package->coarse;
}

/* By the rules of the form, where all of the answers are there. */
static void check_counts(struct import *import, struct import_row *row)
{
	static const struct surroundings nowhere = { 0 };
	struct answers *answers;
	struct rules *rules;

	if (is_in_part(import->package, row->form->name) ||
	    relevant_needs_traject(row->form) || row->form->is_traject ||
	    row->form->rule_count == 0)
		return;
	answers = answers_copy(row->answers);
	rules = rules_new(answers, &nowhere);
	if (rules_counts(rules) != row->head.counts)
		import_refuse(import, row, "counts",
			      _("by the rules of the form this is not so"));
	rules_free(rules);
	answers_free(answers);
}

int package_in_row(struct import *import, struct import_row *row,
		   struct err *err)
{
	struct record_head *head = &row->head;
	struct revision_list theirs = { 0 };
	int code;

	if (!head->id || !head->revision || !head->changed)
		import_refuse(import, row, "id",
			      _("a record in a package has an id, a revision "
				"and a last change"));
	else if (head->status != RECORD_COMPLETE &&
		 head->status != RECORD_VERIFIED)
		import_refuse(import, row, "status",
			      _("only completed records are in a package"));
	else
		check_counts(import, row);
	if (row->refused)
		return 0;
	package_lineage(import->package, head->id, head->revision, &theirs);
	code = import_merge(import, row, &theirs, err);
	revision_list_done(&theirs);
	return code;
}

/* --- the forms */

static int add_form(struct catalogue *catalogue,
		    const struct package_form_in *form, struct err *err)
{
	struct err why = { 0 };
	int code;

	if (catalogue_find(catalogue, form->name, form->version))
		return 0;
	code = catalogue_add(catalogue, form->entry->bytes, form->entry->length,
			     form->entry->path, &why);
	if (code)
		return err_set(err, ERR_INVALID,
			       _("the package is refused: its form %s: %s"),
			       form->entry->path, why.text);
	if (!catalogue_find(catalogue, form->name, form->version))
		return err_set(err, ERR_INVALID,
			       _("the package is refused: %s is not form %s "
				 "version %s"),
			       form->entry->path, form->name, form->version);
	return 0;
}

static bool is_form(const struct package_in *package, const char *name)
{
	for (size_t i = 0; i < package->form_count; i++)
		if (strcmp(package->forms[i].name, name) == 0)
			return true;
	return false;
}

/* Is every file of rows one that we know what to do with? */
static int check_names(const struct package_in *package, struct err *err)
{
	for (size_t i = 0; i < package->rows_count; i++) {
		const char *name = package->rows[i].name;

		if (!strchr(name, '.') && !is_form(package, name))
			return err_set(err, ERR_INVALID,
				       _("the package is refused: form %s is "
					 "not in it"),
				       name);
	}
	return 0;
}

/* --- what is taken back */

static int withdraw_row(struct import *import, const struct csv_reader *reader,
			struct err *err)
{
	struct import_row row = { .line = reader->row_line };
	struct revision_list theirs = { 0 };
	int code;

	if (reader->count != 3 || !uuid_is_valid(reader->cells[0]) ||
	    !uuid_is_valid(reader->cells[2])) {
		import_refuse(import, &row, "id", _("%s is not a UUID"),
			      reader->cells[0]);
		return import_take_row(import, &row, err);
	}
	package_lineage(import->package, reader->cells[0], reader->cells[2],
			&theirs);
	row.withdrawn = reader->cells[0];
	row.withdrawal = reader->cells[2];
	row.theirs = &theirs;
	code = import_take_row(import, &row, err);
	revision_list_done(&theirs);
	answers_free(row.answers);
	record_head_done(&row.head);
	return code;
}

static int take_withdrawn(struct import *import,
			  const struct package_rows *rows, struct err *err)
{
	struct csv_reader reader = { 0 };
	int code;

	csv_open(&reader, rows->entry->bytes, rows->entry->length);
	code = csv_row(&reader, err);
	while (code > 0) {
		code = csv_row(&reader, err);
		if (code > 0) {
			int bad = withdraw_row(import, &reader, err);

			code = bad ? bad : 1;
		}
	}
	csv_done(&reader);
	return code;
}

/* --- the whole */

struct taking {
	struct store *store;
	const struct catalogue *catalogue;
	const struct import_options *options;
	struct import_result *result;
	struct package_in *package;
	size_t expected; /* rows of all files of records */
};

static int take_records(struct import *import, const struct package_rows *rows,
			struct err *err)
{
	return import_text(import, rows->entry->bytes, rows->entry->length,
			   err);
}

/* The rows of one file, each with its revisions. */
static int take_rows(struct taking *t, const struct package_rows *rows,
		     int (*take)(struct import *import,
				 const struct package_rows *rows,
				 struct err *err),
		     struct err *err)
{
	char *file = alloc_print("%s: %s", t->options->file, rows->entry->path);
	struct import_options options = *t->options;
	struct import import = { .store = t->store,
				 .catalogue = t->catalogue,
				 .options = &options,
				 .result = t->result,
				 .package = t->package,
				 .expected = t->expected };
	int code = package_read_revisions(t->package, rows->name, err);

	options.file = file;
	options.form = rows->name;
	options.version = NULL;
	if (code == 0)
		code = take(&import, rows, err);
	import_done(&import);
	free(file);
	return code;
}

/* What is taken back first: it may make room. */
static int take_back(struct taking *t, struct err *err)
{
	const struct package_rows *rows =
		package_find_rows(t->package, PACKAGE_WITHDRAWN);

	return rows ? take_rows(t, rows, take_withdrawn, err) : 0;
}

/* The traject form first, since the others hang on it. */
static int take_forms(struct taking *t, struct err *err)
{
	const char *first = catalogue_traject(t->catalogue)->name;
	int code = 0;

	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < t->package->rows_count && !code; i++) {
			const struct package_rows *rows = &t->package->rows[i];

			if (!strchr(rows->name, '.') &&
			    (strcmp(rows->name, first) == 0) == (turn == 0))
				code = take_rows(t, rows, take_records, err);
		}
	return code;
}

/* Was it made from this very file?  Then all of it is here. */
static int is_own(const struct taking *t, bool *out, struct err *err)
{
	struct pseudonyms pseudonyms = { 0 };
	char mark[PSEUDONYM_ROOM];
	char *key = NULL;
	int code = store_noted(t->store, "pseudonym_key", &key, err);

	*out = false;
	if (code || !key)
		return code;
	free(key);
	code = pseudonyms_load(t->store, &pseudonyms, err);
	if (code)
		return code;
	pseudonym_mark(&pseudonyms, mark);
	pseudonyms_done(&pseudonyms);
	*out = strcmp(mark, t->package->key) == 0;
	return 0;
}

/* Of all forms, and what is taken back. */
static size_t count_rows(const struct package_in *package)
{
	size_t rows = 0;

	for (size_t i = 0; i < package->rows_count; i++) {
		const struct package_rows *file = &package->rows[i];

		if (!strchr(file->name, '.') ||
		    strcmp(file->name, PACKAGE_WITHDRAWN) == 0)
			rows += import_count_rows(file->entry->bytes,
						  file->entry->length);
	}
	return rows;
}

static int take(struct taking *t, struct catalogue *catalogue, struct err *err)
{
	int code = is_own(t, &t->result->own, err);

	if (code || t->result->own)
		return code;
	t->expected = count_rows(t->package);
	code = check_names(t->package, err);
	for (size_t i = 0; i < t->package->form_count && !code; i++)
		code = add_form(catalogue, &t->package->forms[i], err);
	if (!code)
		code = take_back(t, err);
	return code ? code : take_forms(t, err);
}

int package_import(struct store *store, struct catalogue *catalogue,
		   const char *bytes, size_t length,
		   const struct import_options *options,
		   struct import_result *result, struct err *err)
{
	struct package_in package = { 0 };
	struct taking t = { .store = store,
			    .catalogue = catalogue,
			    .options = options,
			    .result = result,
			    .package = &package };
	int code = package_read(bytes, length, &package, err);

	if (code)
		return code;
	code = store_begin(store, err);
	if (code == 0) {
		code = take(&t, catalogue, err);
		code = import_finish(store, options, result, code, err);
	}
	package_in_done(&package);
	return code;
}
