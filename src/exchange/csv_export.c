/* exchange/csv_export.c - see exchange/csv_export.h */
#include "config.h"

#include "exchange/csv_export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/around.h"
#include "exchange/columns.h"
#include "exchange/relevant.h"
#include "form/value.h"
#include "store/drafts.h"

struct export
{
	struct store *store;
	const struct catalogue *catalogue;
	const struct selection *selection;
	const struct form **forms; /* versions, newest first */
	size_t form_count;
	size_t *rows; /* per version, found in the first pass */
	struct record_list drafts;
	struct column_use *use;
	struct columns *columns;
	size_t version; /* of what is being visited */
	struct buffer row;
	FILE *out;
	size_t written;
	/* The bits of the last select_multiple that was written. */
	int bits_field, bits_row;
	uint64_t bits;
};

/* Called for each record and then each draft, in the order of the file. */
typedef int export_visitor(struct export *export,
			   const struct record_head *head,
			   const struct answers *answers, struct err *err);

/* --- the versions */

static int find_forms(struct export *export, struct err *err)
{
	const struct selection *selection = export->selection;
	size_t all = catalogue_count(export->catalogue);
	size_t i;

	export->forms = alloc_new(all, sizeof(struct form *));
	for (i = 0; i < all; i++) {
		const struct form *form = catalogue_form(export->catalogue, i);

		if (strcmp(form->name, selection->form) == 0 &&
		    (!selection->version ||
		     strcmp(form->version, selection->version) == 0))
			export->forms[export->form_count++] = form;
	}
	if (export->form_count == 0)
		return err_set(err, ERR_NOTFOUND, _("there is no form %s"),
			       selection->form);
	export->rows = alloc_new(export->form_count, sizeof(size_t));
	return 0;
}

/* Keep the versions that have rows, or else the newest. */
static void keep_used_forms(struct export *export)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < export->form_count; i++)
		if (export->rows[i] > 0)
			export->forms[kept++] = export->forms[i];
	export->form_count = kept ? kept : 1;
}

/* --- going over the records */

static int changed_meanwhile(struct err *err)
{
	return err_set(err, ERR_BUSY,
		       _("another program changed the file during the "
			 "export; try again"));
}

static int gather_draft(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct export *export = of;
	struct record_list *drafts = &export->drafts;

	(void)answers;
	(void)err;
	if (head->status != RECORD_DRAFT)
		return 0;
	drafts->items = alloc_grow(drafts->items, drafts->count,
				   &drafts->capacity, sizeof(*drafts->items));
	drafts->items[drafts->count] = (struct record_head){ 0 };
	record_head_copy(&drafts->items[drafts->count], head);
	drafts->count++;
	export->rows[export->version]++;
	return 0;
}

static int gather_drafts(struct export *export, struct err *err)
{
	size_t i;
	int code;

	for (i = 0; i < export->form_count; i++) {
		export->version = i;
		code = records_visit(export->store, export->forms[i],
				     export->selection, false, gather_draft,
				     export, err);
		if (code)
			return code;
	}
	return 0;
}

/* The answers of a draft, without those that are not relevant. */
static int draft_answers(struct export *export, const struct form *form,
			 const struct record_head *head, struct answers **out,
			 struct err *err)
{
	char today[DATE_ROOM];
	struct draft draft = { 0 };
	struct answers *answers = NULL;
	struct around around = { 0 };
	struct rules *rules;
	int code;

	code = drafts_in_place(export->store, form->name, head->traject_id,
			       head->jeugdige, head->informant, &draft, err);
	if (code == 0)
		code = drafts_answers(export->store, form, draft.id, &answers,
				      err);
	day_write(clock_today(), today);
	if (code == 0)
		code = around_load(export->store, export->catalogue,
				   head->traject_id, head->jeugdige, today,
				   &around, err);
	if (code)
		goto out;

	rules = rules_new(answers, &around.seen);
	if (form->is_traject || !relevant_needs_traject(form) ||
	    relevant_is_known(around.traject))
		relevant_keep(answers, rules);
	rules_free(rules);
	*out = answers;
	answers = NULL;
out:
	answers_free(answers);
	around_done(&around);
	draft_done(&draft);
	return code;
}

struct passing_on {
	struct export *export;
	export_visitor *visitor;
};

static int pass_on(void *of, const struct record_head *head,
		   const struct answers *answers, struct err *err)
{
	struct passing_on *passing = of;

	return passing->visitor(passing->export, head, answers, err);
}

static int visit_drafts(struct export *export, export_visitor *visitor,
			struct err *err)
{
	size_t i;
	int code = 0;

	for (i = 0; i < export->drafts.count && code == 0; i++) {
		const struct record_head *head = &export->drafts.items[i];
		struct answers *answers = NULL;

		export->version = columns_version(
			export->forms, export->form_count, head->version);
		code = draft_answers(export, export->forms[export->version],
				     head, &answers, err);
		/* Completed or discarded by another since it was listed. */
		if (code == ERR_NOTFOUND)
			code = changed_meanwhile(err);
		if (code == 0)
			code = visitor(export, head, answers, err);
		answers_free(answers);
	}
	return code;
}

static int visit_all(struct export *export, export_visitor *visitor,
		     struct err *err)
{
	struct selection selection = *export->selection;
	struct passing_on passing = { export, visitor };
	int code;

	selection.no_drafts = true;
	for (export->version = 0; export->version < export->form_count;
	     export->version++) {
		code = records_visit(export->store,
				     export->forms[export->version], &selection,
				     true, pass_on, &passing, err);
		if (code)
			return code;
	}
	return visit_drafts(export, visitor, err);
}

/* The first pass. */
static int note_record(struct export *export, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	(void)err;
	(void)column_use_note(export->use, answers);
	if (head->status != RECORD_DRAFT)
		export->rows[export->version]++;
	return 0;
}

/* --- writing */

static const char *head_cell(const struct record_head *head,
			     enum head_column column)
{
	switch (column) {
	case HEAD_ID:
		return head->id;
	case HEAD_FORM:
		return head->form;
	case HEAD_VERSION:
		return head->version;
	case HEAD_TRAJECT:
		return head->traject;
	case HEAD_ORGANISATIE:
		return head->organisatie;
	case HEAD_TEAM:
		return head->team;
	case HEAD_MEDEWERKER:
		return head->medewerker;
	case HEAD_STATUS:
		return record_status_name(head->status);
	case HEAD_COMPLETED:
		return head->completed;
	case HEAD_ENDED:
		return head->ended;
	case HEAD_JEUGDIGE:
		return head->jeugdige;
	case HEAD_INFORMANT:
		return head->informant;
	case HEAD_REVISION:
		return head->revision;
	case HEAD_CHANGED:
		return head->changed;
	case HEAD_COUNTS:
		return head->counts ? "1" : "0";
	case HEAD_COLUMNS:
		break;
	}
	return NULL;
}

static const char *option_cell(struct export *export, const struct field *field,
			       const struct answer *answer,
			       const struct column_place *place, int row)
{
	if (!answer->value)
		return NULL;
	if (export->bits_field != place->field || export->bits_row != row) {
		export->bits = value_bits(field, answer->value);
		export->bits_field = place->field;
		export->bits_row = row;
	}
	return export->bits >> place->option & 1 ? "1" : "0";
}

static const char *cell(struct export *export, const struct column *column,
			const struct record_head *head,
			const struct answers *answers)
{
	const struct column_place *place;
	const struct answer *answer;
	const struct form *form = answers_form(answers);

	if (column->kind == COLUMN_HEAD)
		return head_cell(head, column->head);

	place = &column->places[export->version];
	if (place->field < 0)
		return NULL;
	answer = answers_get(answers, place->field, column->row);
	switch (column->kind) {
	case COLUMN_OPTION:
		return option_cell(export, &form->fields[place->field], answer,
				   place, column->row);
	case COLUMN_MISSING:
		return answer->missing;
	case COLUMN_REASON:
		return answer->reason;
	case COLUMN_REMARK:
		return answer->remark;
	case COLUMN_VALUE:
	case COLUMN_HEAD:
		break;
	}
	return answer->value;
}

static int write_row(struct export *export, struct err *err)
{
	csv_end(&export->row);
	if (fwrite(buffer_text(&export->row), 1, export->row.length,
		   export->out) != export->row.length)
		return err_set(err, ERR_SYSTEM, _("cannot write: %s"),
			       strerror(errno));
	buffer_clear(&export->row);
	return 0;
}

static int write_header(struct export *export, struct err *err)
{
	size_t i;

	for (i = 0; i < export->columns->count; i++)
		csv_add(&export->row, export->columns->items[i].name);
	return write_row(export, err);
}

/* The second pass. */
static int write_record(struct export *export, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	size_t i;

	/* What the first pass did not see has no column. */
	if (column_use_note(export->use, answers))
		return changed_meanwhile(err);

	export->bits_field = -1;
	for (i = 0; i < export->columns->count; i++)
		csv_add(&export->row, cell(export, &export->columns->items[i],
					   head, answers));
	export->written++;
	return write_row(export, err);
}

static int refuse_practice(struct store *store, struct err *err)
{
	char *practice = NULL;
	int code;

	code = store_noted(store, "practice", &practice, err);
	if (code == 0 && practice)
		code = err_set(err, ERR_INVALID,
			       _("%s is a file to practise with; its records "
				 "stay in it"),
			       store_path(store));
	free(practice);
	return code;
}

int csv_export(struct store *store, const struct catalogue *catalogue,
	       const struct selection *selection, FILE *out, size_t *rows,
	       struct err *err)
{
	struct export export = { .store = store,
				 .catalogue = catalogue,
				 .selection = selection,
				 .out = out };
	int code;

	code = refuse_practice(store, err);
	if (code == 0)
		code = find_forms(&export, err);
	if (code)
		goto out;

	export.use = column_use_new(export.forms, export.form_count);
	code = gather_drafts(&export, err);
	if (code == 0)
		code = visit_all(&export, note_record, err);
	if (code)
		goto out;

	keep_used_forms(&export);
	export.columns =
		columns_new(export.forms, export.form_count, export.use);
	code = write_header(&export, err);
	if (code == 0)
		code = visit_all(&export, write_record, err);
	if (code == 0 && rows)
		*rows = export.written;
out:
	columns_free(export.columns);
	column_use_free(export.use);
	record_list_done(&export.drafts);
	buffer_done(&export.row);
	free(export.rows);
	free(export.forms);
	return code;
}
