/* exchange/import_save.c - a row of the file goes into the store, or not */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "exchange/import_private.h"
#include "exchange/package_in_private.h"
#include "exchange/relevant.h"
#include "store/drafts.h"

void import_conflict(struct import *import, struct import_row *row,
		     const char *field, const char *text)
{
	row->conflict = true;
	import_refuse(import, row, field, "%s", text);
}

/* --- is it what we have? */

struct comparing {
	const struct answers *ours;
	const struct answers *theirs;
	bool same;
};

static void compare_answer(void *of, int field, int row)
{
	struct comparing *comparing = of;
	const struct form *form = answers_form(comparing->theirs);
	const struct answer *a = answers_get(comparing->ours, field, row);
	const struct answer *b = answers_get(comparing->theirs, field, row);

	/* What is calculated follows from the rest. */
	if (form->fields[field].type == FIELD_CALCULATE)
		return;
	if (!same_text(a->value, b->value) ||
	    !same_text(a->missing, b->missing) ||
	    !same_text(a->remark, b->remark) ||
	    !same_text(a->reason, b->reason) ||
	    /* A file that does not say whose it is takes nothing from it. */
	    (b->client && a->client != b->client))
		comparing->same = false;
}

bool import_same_answers(struct answers *ours, const struct answers *theirs)
{
	struct comparing comparing = { ours, theirs, true };
	const struct form *form = answers_form(theirs);
	int i;

	relevant_trim_rows(ours);
	for (i = 0; i < (int)form->repeat_count; i++)
		if (answers_rows(ours, i) != answers_rows(theirs, i))
			return false;
	import_each_field(theirs, compare_answer, &comparing);
	return comparing.same;
}

/* What the row does not say is the same. */
static bool same_if_said(const char *ours, const char *said)
{
	return !said || same_text(ours, said);
}

static bool same_head(const struct import *import, const struct import_row *row,
		      const struct record_head *ours)
{
	const char *completed = import_head_cell(import, row, HEAD_COMPLETED);
	const char *status = import_head_cell(import, row, HEAD_STATUS);

	return same_if_said(ours->completed, completed) &&
	       same_if_said(record_status_name(ours->status), status) &&
	       same_if_said(ours->organisatie, row->head.organisatie) &&
	       same_if_said(ours->team, row->head.team) &&
	       same_if_said(ours->medewerker, row->head.medewerker);
}

/* --- records */

/* Refuse a row whose id is that of something else. */
static bool is_in_place(struct import *import, struct import_row *row,
			const struct record_head *ours)
{
	if (!same_text(ours->form, row->head.form) ||
	    !same_text(ours->version, row->head.version))
		import_conflict(
			import, row, "id",
			_("a record of another form or version has this id"));
	else if (ours->traject_id != row->head.traject_id ||
		 !same_text(ours->jeugdige, row->head.jeugdige) ||
		 !same_text(ours->informant, row->head.informant))
		import_conflict(
			import, row, "id",
			_("a record of another traject or jeugdige has this "
			  "id"));
	return !row->refused;
}

/* What the row leaves open stays as it is. */
static void fill_head(const struct import *import, struct import_row *row,
		      const struct record_head *ours)
{
	struct record_head *head = &row->head;

	if (!import_head_cell(import, row, HEAD_COMPLETED))
		alloc_replace(&head->completed, ours->completed);
	if (!import_head_cell(import, row, HEAD_STATUS))
		head->status = ours->status;
	if (!head->organisatie)
		head->organisatie = alloc_text(ours->organisatie);
	if (!head->team)
		head->team = alloc_text(ours->team);
	if (!head->medewerker)
		head->medewerker = alloc_text(ours->medewerker);
}

static int save_record(struct import *import, struct import_row *row,
		       struct err *err)
{
	struct err why = { 0 };
	int code;

	if (!row->sound)
		import_refuse_faults(import, row);
	if (row->refused)
		return 0;
	if (row->outcome == IMPORT_ADDED)
		code = records_add(import->store, row->form, &row->head,
				   &import->traject, row->answers,
				   &import->options->by, &why);
	else
		code = records_save(import->store, row->form, &row->head,
				    row->answers, 0, &import->options->by,
				    &why);
	if (code == ERR_EXISTS)
		import_conflict(import, row, NULL, why.text);
	else if (code == ERR_INVALID || code == ERR_NOTFOUND)
		import_refuse(import, row, NULL, "%s", why.text);
	else if (code)
		return err_pass(err, &why);
	return 0;
}

/* What a file cannot do to a record of ours. */
static void refuse_change(struct import *import, struct import_row *row,
			  const struct record_head *ours,
			  enum import_prefer prefer)
{
	if (prefer == PREFER_NOTHING)
		import_conflict(
			import, row, "revision",
			_("the record was changed here too, since this file "
			  "was made"));
	else if ((ours->status == RECORD_WITHDRAWN) !=
		 (row->head.status == RECORD_WITHDRAWN))
		import_conflict(
			import, row, "status",
			_("a record is withdrawn with a reason, and not by a "
			  "file: spoedpeil data withdraw"));
}

static int change_record(struct import *import, struct import_row *row,
			 const struct record_head *ours, struct err *err)
{
	enum import_prefer prefer = PREFER_THEIRS;
	struct answers *answers = NULL;
	bool same_answers;
	bool same;
	int code;

	if (!is_in_place(import, row, ours))
		return 0;
	code = records_answers(import->store, row->form, ours->id, &answers,
			       err);
	if (code)
		return code;
	same_answers = import_same_answers(answers, row->answers);
	same = same_answers && same_head(import, row, ours);
	if (!same && !same_text(ours->revision, row->head.revision))
		prefer = import_decide(import, row, ours, answers, false);
	import_keep_client(answers, row->answers);
	answers_free(answers);
	if (same || prefer == PREFER_OURS) {
		row->outcome = same ? IMPORT_SAME : IMPORT_DECIDED;
		return 0;
	}

	refuse_change(import, row, ours, prefer);
	if (row->refused)
		return 0;
	fill_head(import, row, ours);
	/* Nobody entered a second time what is other now. */
	if (!same_answers && row->head.status == RECORD_VERIFIED)
		row->head.status = RECORD_COMPLETE;
	/* A correction of what is here, also where it was not seen. */
	alloc_replace(&row->head.revision, ours->revision);
	row->outcome = IMPORT_CHANGED;
	return save_record(import, row, err);
}

static int put_record(struct import *import, struct import_row *row,
		      struct err *err)
{
	struct record_head ours = { 0 };
	bool known = false;
	int code = 0;

	if (row->head.id)
		code = records_has(import->store, row->head.id, &known, err);
	if (code)
		return code;
	if (!known) {
		row->outcome = IMPORT_ADDED;
		return save_record(import, row, err);
	}
	code = records_head(import->store, row->head.id, &ours, err);
	if (code == 0 && ours.status == RECORD_DRAFT) {
		import_conflict(
			import, row, "id",
			_("this record is still a draft here; complete or "
			  "discard that first"));
	} else if (code == 0) {
		code = change_record(import, row, &ours, err);
	}
	record_head_done(&ours);
	return code;
}

/* --- drafts */

/* The draft gets the answers of the row. */
static int change_draft(struct import *import, struct import_row *row,
			const struct draft *draft, struct err *err)
{
	const struct form *form = row->form;
	size_t count = form->repeat_count + form->field_count;
	struct draft_change *changes = alloc_new(count, sizeof(*changes));
	struct err why = { 0 };
	size_t n = 0;
	size_t i;
	int code;

	for (i = 0; i < form->repeat_count; i++)
		changes[n++] = (struct draft_change){ DRAFT_ROWS, (int)i, 0 };
	for (i = 0; i < form->field_count; i++)
		if (form->fields[i].repeat < 0 &&
		    field_is_stored(&form->fields[i]))
			changes[n++] = (struct draft_change){ DRAFT_ANSWER,
							      (int)i, 0 };

	code = drafts_hold(import->store, draft->id, false, &why);
	if (code == ERR_HELD)
		import_refuse(import, row, NULL, "%s", why.text);
	else if (code)
		code = err_pass(err, &why);
	if (code == 0) {
		const struct draft_step step = { .answers = row->answers,
						 .changes = changes,
						 .count = n,
						 .at_field = draft->at_field,
						 .at_row = draft->at_row };

		code = drafts_save(import->store, draft->id, &step, err);
		if (code == 0)
			code = drafts_release(import->store, draft->id, true,
					      err);
	}
	free(changes);
	return row->refused ? 0 : code;
}

static int meet_draft(struct import *import, struct import_row *row,
		      const struct draft *draft, struct err *err)
{
	struct answers *answers = NULL;
	struct rules *rules;
	bool same;
	int code;

	if (row->head.id && !same_text(row->head.id, draft->record)) {
		import_conflict(import, row, "id",
				_("there is another draft of this form here"));
		return 0;
	}
	if (!same_text(draft->version, row->form->version)) {
		import_conflict(import, row, "version",
				_("there is a draft of another version here"));
		return 0;
	}

	code = drafts_answers(import->store, row->form, draft->id, &answers,
			      err);
	if (code)
		return code;
	rules = rules_new(answers, &import->around.seen);
	if (import->known || !relevant_needs_traject(row->form))
		relevant_keep(answers, rules);
	rules_free(rules);
	same = import_same_answers(answers, row->answers);
	import_keep_client(answers, row->answers);
	answers_free(answers);

	row->outcome = same ? IMPORT_SAME : IMPORT_CHANGED;
	if (same)
		return 0;
	if (!same_text(row->head.changed, draft->changed)) {
		import_conflict(
			import, row, "changed",
			_("the draft was changed here too, since this file "
			  "was made"));
		return 0;
	}
	return change_draft(import, row, draft, err);
}

/* A draft beside a completed record must be a correction of that. */
static int refuse_beside_record(struct import *import, struct import_row *row,
				struct err *err)
{
	struct record_head *head = &row->head;
	const struct form_place place = record_head_place(head);
	struct record_head ours = { 0 };
	int code = records_in_place(import->store, &place, &ours, err);

	if (code == ERR_NOTFOUND) {
		if (head->revision)
			import_conflict(
				import, row, "revision",
				_("the record that this draft corrects is "
				  "not here"));
		return 0;
	}
	if (code == 0 && (!same_text(ours.id, head->id) ||
			  !same_text(ours.revision, head->revision)))
		import_conflict(
			import, row, "id",
			_("there is a completed record here of which this is "
			  "no correction"));
	record_head_done(&ours);
	return code;
}

static int put_draft(struct import *import, struct import_row *row,
		     struct err *err)
{
	struct record_head *head = &row->head;
	const struct form_place place = record_head_place(head);
	struct draft draft = { 0 };
	struct err why = { 0 };
	int code = drafts_in_place(import->store, &place, &draft, err);

	if (code == 0)
		code = meet_draft(import, row, &draft, err);
	else if (code == ERR_NOTFOUND) {
		code = refuse_beside_record(import, row, err);
		if (code || row->refused)
			return code;
		draft.record = alloc_text(head->id);
		draft.form = alloc_text(head->form);
		draft.version = alloc_text(head->version);
		draft.traject = head->traject_id;
		draft.jeugdige = alloc_text(head->jeugdige);
		draft.informant = alloc_text(head->informant);
		draft.revision = alloc_text(head->revision);
		draft.changed = alloc_text(head->changed);
		draft.parked = true;
		row->outcome = IMPORT_ADDED;
		code = drafts_add(import->store, row->form, &draft,
				  row->answers, &why);
		if (code == ERR_EXISTS) {
			import_conflict(import, row, "id", why.text);
			code = 0;
		} else if (code) {
			err_pass(err, &why);
		}
	}
	draft_done(&draft);
	return code;
}

/*
 * Of a form to which its traject is all the same it is known before anything is
 * written whether a row is refused.  To take back what was written SQLite reads
 * all tables anew, where this transaction made some; that is ten rows.
 */
static int try_row(struct import *import, struct import_row *row,
		   struct err *err)
{
	bool known = false;
	int code = 0;

	row->settled = true;
	row->sound = import_settle_alone(import, row);
	if (row->sound)
		return 0;
	/* A record that is there may have more against it. */
	if (row->head.id)
		code = records_has(import->store, row->head.id, &known, err);
	if (code || known)
		return code;
	row->in_vain = true;
	code = import_find_traject(import, row, err);
	if (code || row->refused)
		return code;
	row->head.traject_id = import->traject.id;
	import_refuse_faults(import, row);
	return 0;
}

static bool can_be_tried(const struct import *import,
			 const struct import_row *row)
{
	return import->hasty && !import->package &&
	       import->alone[row->version] && !row->head.jeugdige &&
	       (row->head.status == RECORD_COMPLETE ||
		row->head.status == RECORD_VERIFIED);
}

int import_save_row(struct import *import, struct import_row *row,
		    struct err *err)
{
	int code = 0;

	if (row->ready)
		return import_put_ready(import, row, err);
	if (row->withdrawn)
		return import_withdraw(import, row, row->withdrawn,
				       row->withdrawal, row->theirs, err);
	if (import->source)
		return import_store_row(import, row, err);
	if (can_be_tried(import, row))
		code = try_row(import, row, err);
	if (!code && !row->refused)
		code = import_find_traject(import, row, err);
	if (code || row->refused)
		return code;
	row->head.traject_id = import->traject.id;
	if (import->package)
		return package_in_row(import, row, err);

	if (!row->settled)
		code = import_load_around(import, row, err);
	if (code || row->refused)
		return code;
	if (!row->settled)
		import_settle(import, row);

	if (row->head.status == RECORD_DRAFT)
		return put_draft(import, row, err);
	return put_record(import, row, err);
}
