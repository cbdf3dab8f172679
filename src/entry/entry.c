/* entry/entry.c - see entry/entry.h; opening, keeping and closing */
#include "config.h"

#include "entry/entry.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "entry/entry_private.h"

int entry_must_be_open(const struct entry *entry, struct err *err)
{
	if (entry->open)
		return 0;
	if (entry->held_by)
		return err_set(err, ERR_HELD, "%s", entry->held_by);
	return err_set(err, ERR_INVALID,
		       _("this form is open to look at, not to change"));
}

/* --- the answers in hand */

/* What is only looked at is shown as it was kept, not as it would be now. */
static void show_kept(struct entry *entry)
{
	struct delta delta;

	delta_between(entry->saved, entry->answers, &delta);
	delta_apply(&delta, entry->answers, false);
	delta_done(&delta);
}

void entry_use(struct entry *entry, struct answers *answers)
{
	struct answers *old = entry->answers;

	entry_forget_steps(entry);
	answers_free(entry->saved);
	answers_free(entry->last);
	answers_free(entry->marks);
	entry->answers = answers;
	entry->saved = answers_copy(answers);
	entry->marks = answers_new(entry->form);
	if (entry->rules)
		rules_use(entry->rules, answers, &entry->around.seen);
	else
		entry->rules = rules_new(answers, &entry->around.seen);
	if (!entry->open)
		show_kept(entry);
	entry->last = answers_copy(answers);
	if (old != answers)
		answers_free(old);
}

/* --- keeping */

static const char *place_name(const struct form *form, struct place place)
{
	if (place.field >= 0)
		return form->fields[place.field].name;
	return place.repeat >= 0 ? form->repeats[place.repeat].name : NULL;
}

static bool same_place(struct place a, struct place b)
{
	return a.field == b.field && a.repeat == b.repeat && a.row == b.row;
}

static size_t list_changes(const struct delta *delta,
			   struct draft_change **changes)
{
	struct draft_change *list =
		alloc_new(delta->count + delta->rows_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < delta->rows_count; i++)
		list[count++] =
			(struct draft_change){ .kind = DRAFT_ROWS,
					       .index = delta->rows[i].repeat };
	for (size_t i = 0; i < delta->count; i++)
		list[count++] =
			(struct draft_change){ .kind = DRAFT_ANSWER,
					       .index = delta->answers[i].field,
					       .row = delta->answers[i].row };
	*changes = list;
	return count;
}

/* Somebody else has the draft: what we have is no longer the truth. */
static int lose_hold(struct entry *entry, struct err *err)
{
	entry->open = false;
	alloc_replace(&entry->held_by, _("this form was taken over elsewhere"));
	return entry_must_be_open(entry, err);
}

static int save_in_one(struct entry *entry, const struct draft_change *changes,
		       size_t count, struct place place, struct err *err)
{
	const struct draft_step step = { .answers = entry->answers,
					 .changes = changes,
					 .count = count,
					 .at_field =
						 place_name(entry->form, place),
					 .at_row = place.row };
	int code;

	if (!entry->how)
		return drafts_save(entry->store, entry->draft.id, &step, err);
	code = store_begin(entry->store, err);
	if (code)
		return code;
	code = drafts_save(entry->store, entry->draft.id, &step, err);
	if (!code)
		code = entry_save_outcomes(entry, err);
	if (code) {
		store_rollback(entry->store);
		return code;
	}
	return store_commit(entry->store, err);
}

int entry_flush(struct entry *entry, struct err *err)
{
	struct place place = entry_place(entry);
	struct draft_change *changes;
	struct delta delta;
	size_t count;
	bool held = false;
	int code = 0;

	if (!entry->open)
		return 0;
	delta_between(entry->saved, entry->answers, &delta);
	if (delta_is_empty(&delta) && same_place(place, entry->saved_place) &&
	    entry_outcomes_are_saved(entry))
		return 0;

	code = drafts_ask_held(entry->store, entry->draft.id, &held, err);
	if (code || !held) {
		delta_done(&delta);
		return code ? code : lose_hold(entry, err);
	}
	count = list_changes(&delta, &changes);
	code = save_in_one(entry, changes, count, place, err);
	if (!code) {
		delta_apply(&delta, entry->saved, true);
		entry->saved_place = place;
		entry_note_outcomes(entry);
	}
	free(changes);
	delta_done(&delta);
	return code;
}

bool entry_is_saved(const struct entry *entry)
{
	struct delta delta;
	bool saved;

	if (!entry->open)
		return true;
	delta_between(entry->saved, entry->answers, &delta);
	saved = delta_is_empty(&delta);
	delta_done(&delta);
	return saved;
}

void entry_free(struct entry *entry)
{
	rules_free(entry->rules);
	answers_free(entry->answers);
	answers_free(entry->saved);
	answers_free(entry->last);
	answers_free(entry->marks);
	answers_free(entry->first);
	answers_free(entry->outcomes);
	answers_free(entry->outcomes_saved);
	around_done(&entry->around);
	entry_forget_steps(entry);
	free(entry->path.items);
	free(entry->items);
	free(entry->given);
	free(entry->given_rows);
	free(entry->held_by);
	free(entry->jeugdige);
	free(entry->medewerker);
	record_head_done(&entry->head);
	draft_done(&entry->draft);
	traject_done(&entry->traject);
	free(entry);
}

void entry_cut_off(struct entry *entry)
{
	entry->cut_off = true;
}

void entry_close(struct entry *entry)
{
	if (!entry)
		return;
	if (entry->open && entry->fresh && !entry->touched && !entry->lent) {
		/* Nothing was done with it: leave no trace. */
		(void)!drafts_discard(entry->store, entry->draft.id, NULL);
	} else if (entry->open) {
		bool parked = entry_flush(entry, NULL) == 0 && !entry->cut_off;

		if (entry->open)
			(void)!drafts_release(entry->store, entry->draft.id,
					      parked, NULL);
	}
	entry_free(entry);
}

int entry_take_over(struct entry *entry, struct err *err)
{
	struct draft draft = { 0 };
	struct answers *answers = NULL;
	int code;

	if (entry->open)
		return 0;
	if (!entry->draft.id || store_is_read_only(entry->store))
		return entry_must_be_open(entry, err);
	code = drafts_get(entry->store, entry->draft.id, &draft, err);
	if (!code)
		code = entry->how ? entry_verify_load(entry, &answers, err)
				  : drafts_answers(entry->store, entry->form,
						   draft.id, &answers, err);
	if (code) {
		draft_done(&draft);
		return code;
	}
	draft_done(&entry->draft);
	entry->draft = draft;
	entry_use(entry, answers);
	return entry_begin(entry, true, err);
}

int entry_discard(struct entry *entry, struct err *err)
{
	int code = entry_must_be_open(entry, err);

	if (!code)
		code = drafts_discard(entry->store, entry->draft.id, err);
	if (code)
		return code;
	entry->draft.id = 0;
	entry->open = false;
	return 0;
}

int entry_bring_back(struct entry *entry, struct err *err)
{
	int code;

	free(entry->draft.changed);
	entry->draft.changed = NULL;
	code = entry_add_draft(entry, err);
	if (code)
		return code;
	entry->open = true;
	answers_free(entry->saved);
	entry->saved = answers_copy(entry->answers);
	/* The rest is written with the next flush. */
	entry->saved_place = NOWHERE;
	if (entry->how) {
		answers_free(entry->outcomes_saved);
		entry->outcomes_saved = answers_new(entry->form);
	}
	return 0;
}

/* --- asking */

const struct form *entry_form(const struct entry *entry)
{
	return entry->form;
}

const struct answers *entry_answers(const struct entry *entry)
{
	return entry->answers;
}

struct rules *entry_rules(struct entry *entry)
{
	return entry->rules;
}

bool entry_is_open(const struct entry *entry)
{
	return entry->open;
}

const char *entry_held_by(const struct entry *entry)
{
	return entry->held_by;
}

bool entry_is_correction(const struct entry *entry)
{
	return entry->draft.revision != NULL && !entry->how;
}

bool entry_was_interrupted(const struct entry *entry)
{
	return entry->interrupted;
}

const struct record_head *entry_head(const struct entry *entry)
{
	return &entry->head;
}
