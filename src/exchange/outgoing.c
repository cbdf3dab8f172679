/* exchange/outgoing.c - see exchange/outgoing.h */
#include "config.h"

#include "exchange/outgoing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/work.h"
#include "entry/around.h"
#include "exchange/relevant.h"
#include "store/drafts.h"

/* --- the versions */

static int find_forms(struct outgoing *outgoing, struct err *err)
{
	const struct selection *selection = outgoing->selection;
	size_t all = catalogue_count(outgoing->catalogue);
	size_t i;

	outgoing->forms = alloc_new(all, sizeof(struct form *));
	for (i = 0; i < all; i++) {
		const struct form *form =
			catalogue_form(outgoing->catalogue, i);

		if (strcmp(form->name, selection->form) == 0 &&
		    (!selection->version ||
		     strcmp(form->version, selection->version) == 0))
			outgoing->forms[outgoing->form_count++] = form;
	}
	if (outgoing->form_count == 0)
		return err_set(err, ERR_NOTFOUND, _("there is no form %s"),
			       selection->form);
	outgoing->rows = alloc_new(outgoing->form_count, sizeof(size_t));
	return 0;
}

/* Keep the versions that have rows, or else the newest. */
static void keep_used_forms(struct outgoing *outgoing)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < outgoing->form_count; i++)
		if (outgoing->rows[i] > 0)
			outgoing->forms[kept++] = outgoing->forms[i];
	outgoing->form_count = kept ? kept : 1;
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
	struct outgoing *outgoing = of;
	struct record_list *drafts = &outgoing->drafts;

	(void)answers;
	(void)err;
	drafts->items = alloc_grow(drafts->items, drafts->count,
				   &drafts->capacity, sizeof(*drafts->items));
	drafts->items[drafts->count] = (struct record_head){ 0 };
	record_head_copy(&drafts->items[drafts->count], head);
	drafts->count++;
	outgoing->rows[outgoing->version]++;
	return 0;
}

static int gather_drafts(struct outgoing *outgoing, struct err *err)
{
	struct selection selection = *outgoing->selection;
	size_t i;
	int code;

	selection.only_drafts = true;
	for (i = 0; i < outgoing->form_count; i++) {
		outgoing->version = i;
		code = records_visit(outgoing->store, outgoing->forms[i],
				     &selection, false, gather_draft, outgoing,
				     err);
		if (code)
			return code;
	}
	return 0;
}

/* The answers of a draft, without those that are not relevant. */
static int draft_answers(struct outgoing *outgoing, const struct form *form,
			 const struct record_head *head, struct answers **out,
			 struct err *err)
{
	const struct form_place place = record_head_place(head);
	char today[DATE_ROOM];
	struct draft draft = { 0 };
	struct answers *answers = NULL;
	struct around around = { 0 };
	struct rules *rules;
	int code = drafts_in_place(outgoing->store, &place, &draft, err);

	if (code == 0)
		code = drafts_answers(outgoing->store, form, draft.id, &answers,
				      err);
	day_write(clock_today(), today);
	if (code == 0)
		code = around_load(outgoing->store, outgoing->catalogue,
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

/* What the records pass by. */
struct passing {
	struct outgoing *outgoing;
	record_visitor *visitor;
	void *of;
};

/* Which versions have records? */
static int note_versions(struct outgoing *outgoing, struct err *err)
{
	size_t i;

	for (i = 0; i < outgoing->form_count; i++) {
		bool any;
		int code;

		code = records_any(outgoing->store, outgoing->forms[i],
				   outgoing->selection, &any, err);
		if (code)
			return code;
		outgoing->rows[i] += any;
	}
	return 0;
}

/*
 * Does the record leave, by its purpose?  *part is set when it does without
 * some fields, and then the caller's.
 */
static int may_leave(struct outgoing *outgoing, const struct record_head *head,
		     const struct answers *answers, bool *leaves,
		     struct answers **part, struct err *err)
{
	struct left_out *left_out = &outgoing->left_out;
	enum consent_answer answer;
	int code = consent_ask(&outgoing->consent, head, answers, &answer, err);

	*leaves = false;
	if (code)
		return code;
	if (outgoing->consent.purpose == PURPOSE_BENCHMARK && !head->counts) {
		left_out->invalid++;
		return 0;
	}
	if (answer == CONSENT_NONE) {
		left_out->consent++;
		return 0;
	}
	*leaves = true;
	if (answer == CONSENT_PART) {
		left_out->parts++;
		*part = answers_copy(answers);
		consent_take_out(&outgoing->consent, *part);
	}
	return 0;
}

/* The first pass. */
static int note_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct passing *passing = of;
	struct outgoing *outgoing = passing->outgoing;
	struct answers *part = NULL;
	bool leaves;
	int code = may_leave(outgoing, head, answers, &leaves, &part, err);

	if (code == 0 && leaves)
		(void)column_use_note(outgoing->use, part ? part : answers);
	if (code == 0 && leaves && head->status != RECORD_DRAFT)
		outgoing->rows[outgoing->version]++;
	answers_free(part);
	return code;
}

/* The second pass. */
static int pass_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct passing *passing = of;
	struct outgoing *outgoing = passing->outgoing;
	struct answers *part = NULL;
	bool leaves;
	int code = may_leave(outgoing, head, answers, &leaves, &part, err);

	if (outgoing->expected > 0)
		work_step();
	if (code || !leaves)
		return code;
	/* What the first pass did not see has no column. */
	if (column_use_note(outgoing->use, part ? part : answers))
		code = changed_meanwhile(err);
	outgoing->written += code == 0;
	if (code == 0)
		code = passing->visitor(passing->of, head,
					part ? part : answers, err);
	answers_free(part);
	return code;
}

static int visit_drafts(struct outgoing *outgoing, record_visitor *visitor,
			void *of, struct err *err)
{
	size_t i;
	int code = 0;

	for (i = 0; i < outgoing->drafts.count && code == 0; i++) {
		const struct record_head *head = &outgoing->drafts.items[i];
		struct answers *answers = NULL;

		outgoing->version = columns_version(
			outgoing->forms, outgoing->form_count, head->version);
		code = draft_answers(outgoing,
				     outgoing->forms[outgoing->version], head,
				     &answers, err);
		/* Completed or discarded by another since it was listed. */
		if (code == ERR_NOTFOUND)
			code = changed_meanwhile(err);
		if (code == 0)
			code = visitor(of, head, answers, err);
		answers_free(answers);
	}
	return code;
}

/*
 * quick: only those that can have a column that others do not.  Without repeats
 * these are remarks and reasons.
 */
static int visit_all(struct outgoing *outgoing, bool quick,
		     record_visitor *visitor, void *of, struct err *err)
{
	struct selection selection = *outgoing->selection;
	int code;

	selection.no_drafts = true;
	for (outgoing->version = 0; outgoing->version < outgoing->form_count;
	     outgoing->version++) {
		selection.annotated =
			quick &&
			outgoing->forms[outgoing->version]->repeat_count == 0;
		code = records_visit(outgoing->store,
				     outgoing->forms[outgoing->version],
				     &selection, true, visitor, of, err);
		if (code)
			return code;
	}
	return visit_drafts(outgoing, visitor, of, err);
}

static int refuse_practice(struct store *store, struct err *err)
{
	bool practice;
	int code = store_is_noted(store, "practice", &practice, err);

	if (code == 0 && practice)
		code = err_set(err, ERR_INVALID,
			       _("%s is a file to practise with; its records "
				 "stay in it"),
			       store_path(store));
	return code;
}

static int refuse_demo(struct store *store, struct err *err)
{
	bool demo;
	int code = store_is_noted(store, "demo", &demo, err);

	if (code == 0 && demo)
		code = err_set(err, ERR_INVALID,
			       _("%s holds made-up records; they are not "
				 "delivered to anyone"),
			       store_path(store));
	return code;
}

/* Does the programme let all these forms leave at all? */
static int check_forms(const struct outgoing *outgoing, struct err *err)
{
	size_t i;
	int code = 0;

	for (i = 0; code == 0 && i < outgoing->form_count; i++)
		code = consent_covers(outgoing->catalogue,
				      outgoing->consent.purpose,
				      outgoing->forms[i], err);
	return code;
}

/* Only completed records leave for a purpose. */
static void leave_drafts(struct outgoing *outgoing)
{
	size_t i;

	outgoing->left_out.drafts = outgoing->drafts.count;
	record_list_done(&outgoing->drafts);
	for (i = 0; i < outgoing->form_count; i++)
		outgoing->rows[i] = 0;
}

int outgoing_begin(struct store *store, const struct catalogue *catalogue,
		   const struct selection *selection, enum purpose purpose,
		   struct outgoing *out, struct err *err)
{
	struct passing passing = { .outgoing = out };
	int code;

	*out = (struct outgoing){ .store = store,
				  .catalogue = catalogue,
				  .selection = selection };
	out->consent = (struct consent){ .store = store,
					 .catalogue = catalogue,
					 .purpose = purpose };
	code = refuse_practice(store, err);
	if (code == 0 && purpose != PURPOSE_NONE)
		code = refuse_demo(store, err);
	if (code == 0)
		code = find_forms(out, err);
	if (code == 0)
		code = check_forms(out, err);
	if (code)
		return code;

	out->use = column_use_new(out->forms, out->form_count);
	code = selection->no_drafts ? 0 : gather_drafts(out, err);
	if (purpose != PURPOSE_NONE)
		leave_drafts(out);
	else if (code == 0)
		code = note_versions(out, err);
	if (code == 0)
		code = visit_all(out, purpose == PURPOSE_NONE, note_record,
				 &passing, err);
	if (code)
		return code;

	keep_used_forms(out);
	out->columns = columns_new(out->forms, out->form_count, out->use);
	return 0;
}

int outgoing_visit(struct outgoing *outgoing, record_visitor *visitor, void *of,
		   struct err *err)
{
	struct passing passing = { outgoing, visitor, of };
	int code;

	outgoing->written = 0;
	outgoing->left_out =
		(struct left_out){ .drafts = outgoing->left_out.drafts };
	work_begin(NULL, outgoing->expected);
	code = visit_all(outgoing, false, pass_record, &passing, err);
	work_end();
	return code;
}

void outgoing_done(struct outgoing *outgoing)
{
	consent_done(&outgoing->consent);
	columns_free(outgoing->columns);
	column_use_free(outgoing->use);
	record_list_done(&outgoing->drafts);
	free(outgoing->rows);
	free(outgoing->forms);
	*outgoing = (struct outgoing){ 0 };
}

int outgoing_fail(struct err *err)
{
	return err_set(err, ERR_SYSTEM, _("cannot write: %s"),
		       err_reason(errno));
}
