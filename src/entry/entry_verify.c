/*
 * entry/entry_verify.c - a second entry of a completed record
 *
 * The answers of the entry are those of the second person.  Beside them stand
 * the first answers, and per answer what came of holding the one against the
 * other, as store/verifications.h keeps it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/same.h"
#include "base/text.h"
#include "entry/entry_private.h"
#include "store/verifications.h"

static const char *const outcome_names[] = {
	[COMPARED_SAME] = "same",       [COMPARED_ASKED] = "asked",
	[COMPARED_FIRST] = "first",     [COMPARED_SECOND] = "second",
	[COMPARED_NEITHER] = "neither",
};

static enum compared outcome_at(const struct entry *entry, int field, int row)
{
	const char *name = answers_get(entry->outcomes, field, row)->value;

	for (int i = COMPARED_SAME; name && i <= COMPARED_NEITHER; i++)
		if (strcmp(outcome_names[i], name) == 0)
			return (enum compared)i;
	return COMPARED_NOT;
}

static void set_outcome(struct entry *entry, int field, int row,
			enum compared outcome)
{
	if (row > 0)
		answers_need_rows(entry->outcomes,
				  entry->form->fields[field].repeat, row);
	answers_put(entry->outcomes, field, row, outcome_names[outcome], NULL);
}

static bool is_same(const struct entry *entry, int field, int row,
		    const char *value, const char *missing)
{
	const struct answer *first = answers_get(entry->first, field, row);

	return same_text(first->value, value) &&
	       same_text(first->missing, missing);
}

bool entry_is_first(const struct entry *entry, struct place place,
		    const char *value, const char *missing)
{
	return entry->how &&
	       is_same(entry, place.field, place.row, value, missing);
}

void entry_take_notes(struct entry *entry, struct place place)
{
	const struct answer *now =
		answers_get(entry->answers, place.field, place.row);
	const struct answer *first;

	if (!entry_is_first(entry, place, now->value, now->missing))
		return;
	first = answers_get(entry->first, place.field, place.row);
	answers_client(entry->answers, place.field, place.row, first->client);
	answers_reason(entry->answers, place.field, place.row, first->reason);
	if (!now->remark)
		answers_remark(entry->answers, place.field, place.row,
			       first->remark);
}

/* --- opening */

int entry_verify_find(struct entry *entry, struct err *err)
{
	int code;

	if (!entry->head.id)
		return err_set(err, ERR_NOTFOUND,
			       _("only a completed form can be entered a "
				 "second time"));
	if (entry->draft.id)
		return err_set(
			err, ERR_EXISTS,
			_("a correction of this form was begun; complete "
			  "or discard that first"));
	if (store_is_read_only(entry->store))
		return err_set(err, ERR_INVALID,
			       _("The file is open for reading only"));
	code = verifications_begun(entry->store, entry->head.id, &entry->draft,
				   err);
	if (code)
		return code == ERR_NOTFOUND ? 0 : code;
	if (same_text(entry->draft.revision, entry->head.revision)) {
		entry->how = entry->draft.verifies;
		return 0;
	}
	code = drafts_discard(entry->store, entry->draft.id, err);
	if (code)
		return code;
	draft_done(&entry->draft);
	entry->began_anew = true;
	return 0;
}

/* Where the program fills in, the second entry has what the first has. */
static void take_given(const struct entry *entry, struct answers *answers)
{
	for (int f = 0; f < (int)entry->form->field_count; f++) {
		const struct field *field = &entry->form->fields[f];
		int rows = 0;

		if (!entry->given[f])
			continue;
		if (field->repeat >= 0)
			rows = answers_rows(answers, field->repeat);
		for (int row = field->repeat >= 0; row <= rows; row++) {
			const struct answer *a =
				answers_get(entry->first, f, row);

			answers_put(answers, f, row, a->value, a->missing);
			answers_client(answers, f, row, a->client);
		}
	}
}

static struct answers *fresh_answers(const struct entry *entry)
{
	struct answers *answers;

	if (entry->how == VERIFY_OPEN)
		return answers_copy(entry->first);
	answers = answers_new(entry->form);
	for (int r = 0; r < (int)entry->form->repeat_count; r++)
		answers_need_rows(answers, r, answers_rows(entry->first, r));
	take_given(entry, answers);
	return answers;
}

int entry_verify_load(struct entry *entry, struct answers **out,
		      struct err *err)
{
	struct answers *answers = NULL;
	struct answers *outcomes = NULL;
	struct answers *first = NULL;
	int code = records_answers(entry->store, entry->form, entry->head.id,
				   &first, err);

	if (!code && entry->draft.id)
		code = verifications_outcomes(entry->store, entry->form,
					      entry->draft.id, &outcomes, err);
	if (!code && entry->draft.id)
		code = drafts_answers(entry->store, entry->form,
				      entry->draft.id, &answers, err);
	if (!code && answers_any_hidden(first)) {
		answers_free(answers);
		code = err_set(
			err, ERR_INVALID,
			_("a client filled in what is not shown here; it "
			  "cannot be entered a second time"));
	}
	if (code) {
		answers_free(first);
		answers_free(outcomes);
		return code;
	}
	answers_free(entry->first);
	answers_free(entry->outcomes);
	answers_free(entry->outcomes_saved);
	entry->first = first;
	entry->outcomes = outcomes ? outcomes : answers_new(entry->form);
	entry->outcomes_saved = answers_copy(entry->outcomes);
	*out = answers ? answers : fresh_answers(entry);
	return 0;
}

int entry_verify_begin(struct entry *entry, struct err *err)
{
	struct draft draft = {
		.record = alloc_text(entry->head.id),
		.form = alloc_text(entry->form->name),
		.version = alloc_text(entry->form->version),
		.traject = entry->traject.id,
		.jeugdige = alloc_text(entry->jeugdige),
		.informant = alloc_text(entry->form->informant),
		.revision = alloc_text(entry->head.revision),
		.verifies = entry->how,
	};
	int code = drafts_add(entry->store, entry->form, &draft, entry->answers,
			      err);

	if (code) {
		draft_done(&draft);
		return code;
	}
	entry->draft = draft;
	entry->fresh = true;
	entry->touched = false;
	return entry_begin(entry, false, err);
}

/* --- comparing */

/* What becomes of an answer that is not as the first is. */
static enum compared differing(enum compared was, const struct answer *before,
			       const struct answer *now)
{
	bool settled = was == COMPARED_SECOND || was == COMPARED_NEITHER;
	bool anew = before && (!same_text(before->value, now->value) ||
			       !same_text(before->missing, now->missing));

	if (settled)
		return anew ? COMPARED_NEITHER : was;
	if (was == COMPARED_ASKED && before)
		return anew ? COMPARED_NEITHER : COMPARED_SECOND;
	return COMPARED_ASKED;
}

void entry_compare(struct entry *entry, struct place place,
		   const struct answer *before)
{
	const struct answer *now;
	enum compared was;

	if (!entry->how)
		return;
	now = answers_get(entry->answers, place.field, place.row);
	was = outcome_at(entry, place.field, place.row);
	if (!is_same(entry, place.field, place.row, now->value, now->missing))
		was = differing(was, before, now);
	else
		was = was == COMPARED_NOT || was == COMPARED_SAME
			      ? COMPARED_SAME
			      : COMPARED_FIRST;
	set_outcome(entry, place.field, place.row, was);
	entry->touched = true;
	entry_compare_again(entry);
}

void entry_wait(struct entry *entry, struct place place)
{
	enum compared was;

	if (!entry->how)
		return;
	was = outcome_at(entry, place.field, place.row);
	set_outcome(entry, place.field, place.row,
		    was == COMPARED_NOT || was == COMPARED_SAME
			    ? COMPARED_NOT
			    : COMPARED_NEITHER);
	entry_compare_again(entry);
}

static void compare_one_again(struct entry *entry, int field, int row)
{
	const struct answer *now = answers_get(entry->answers, field, row);
	enum compared was = outcome_at(entry, field, row);
	bool same = is_same(entry, field, row, now->value, now->missing);

	if (was != COMPARED_NOT &&
	    same != (was == COMPARED_SAME || was == COMPARED_FIRST))
		set_outcome(entry, field, row, COMPARED_NOT);
}

void entry_compare_again(struct entry *entry)
{
	if (!entry->how)
		return;
	for (int f = 0; f < (int)entry->form->field_count; f++) {
		int repeat = entry->form->fields[f].repeat;
		int rows = 0;

		if (repeat >= 0)
			rows = answers_rows(entry->outcomes, repeat);
		for (int row = repeat >= 0; row <= rows; row++)
			compare_one_again(entry, f, row);
	}
}

enum verify_how entry_verifies(const struct entry *entry)
{
	return entry->how;
}

enum compared entry_compared(const struct entry *entry, size_t i)
{
	const struct item *item = &entry->items[i];

	if (!entry->how || item->kind != ITEM_FIELD)
		return COMPARED_SAME;
	return outcome_at(entry, item->field, item->row);
}

const struct answer *entry_first_answer(const struct entry *entry, size_t i)
{
	const struct item *item = &entry->items[i];

	return answers_get(entry->first, item->field, item->row);
}

bool entry_was_so(const struct entry *entry, size_t i)
{
	const struct item *item = &entry->items[i];
	enum compared compared = entry_compared(entry, i);
	const struct answer *now;

	if (item->kind == ITEM_FIELD)
		return compared == COMPARED_SAME || compared == COMPARED_FIRST;
	if (item->field < 0)
		return true;
	now = answers_get(entry->answers, item->field, item->row);
	return is_same(entry, item->field, item->row, now->value, now->missing);
}

size_t entry_differences(const struct entry *entry)
{
	size_t count = 0;

	for (size_t i = 0; i < entry->count; i++) {
		enum compared compared = entry_compared(entry, i);

		count += compared != COMPARED_NOT && compared != COMPARED_SAME;
	}
	return count;
}

bool entry_began_anew(const struct entry *entry)
{
	return entry->began_anew;
}

static int place_to_compare(const struct entry *entry, struct place *place,
			    struct err *err)
{
	int code = entry_must_be_open(entry, err);

	*place = entry_place(entry);
	if (!code && (!entry->how || place->field < 0))
		code = err_set(err, ERR_INVALID,
			       _("there is no question here"));
	return code;
}

int entry_confirm(struct entry *entry, struct err *err)
{
	struct place place;
	int code = place_to_compare(entry, &place, err);

	if (code)
		return code;
	entry_take_notes(entry, place);
	entry_compare(entry, place, NULL);
	return 0;
}

int entry_settle_difference(struct entry *entry, enum compared right,
			    struct err *err)
{
	const struct answer *first;
	struct answer copy;
	struct place place;
	int code = place_to_compare(entry, &place, err);

	if (code)
		return code;
	if (right == COMPARED_FIRST) {
		first = answers_get(entry->first, place.field, place.row);
		copy.value = alloc_text(first->value);
		copy.missing = alloc_text(first->missing);
		code = entry_change(entry, place, copy.value, copy.missing,
				    err);
		free(copy.value);
		free(copy.missing);
	}
	if (code)
		return code;
	set_outcome(entry, place.field, place.row, right);
	entry->touched = true;
	entry_compare_again(entry);
	return 0;
}

void entry_outcomes_remove_row(struct entry *entry, struct place place)
{
	if (place.row <= answers_rows(entry->outcomes, place.repeat))
		answers_remove_row(entry->outcomes, place.repeat, place.row);
}

/* --- keeping */

bool entry_outcomes_are_saved(const struct entry *entry)
{
	return !entry->how ||
	       answers_equal(entry->outcomes, entry->outcomes_saved);
}

static int more(int a, int b)
{
	return a > b ? a : b;
}

int entry_save_outcomes(struct entry *entry, struct err *err)
{
	int code = 0;

	for (int f = 0; f < (int)entry->form->field_count && !code; f++) {
		const struct field *field = &entry->form->fields[f];
		int rows = 0;

		if (field->repeat >= 0)
			rows = more(
				answers_rows(entry->outcomes, field->repeat),
				answers_rows(entry->outcomes_saved,
					     field->repeat));
		for (int row = field->repeat >= 0; row <= rows && !code;
		     row++) {
			const char *now =
				answers_get(entry->outcomes, f, row)->value;

			if (same_text(now,
				      answers_get(entry->outcomes_saved, f, row)
					      ->value))
				continue;
			code = verifications_keep(entry->store, entry->draft.id,
						  field->name, row, now, err);
		}
	}
	return code;
}

void entry_note_outcomes(struct entry *entry)
{
	if (!entry->how)
		return;
	answers_free(entry->outcomes_saved);
	entry->outcomes_saved = answers_copy(entry->outcomes);
}

/* --- the end */

/* Remarks of the first stay where the second made none. */
static void keep_remarks(const struct entry *entry, struct answers *answers)
{
	for (size_t i = 0; i < entry->count; i++) {
		const struct item *item = &entry->items[i];
		const struct answer *now;

		if (item->field < 0)
			continue;
		now = answers_get(answers, item->field, item->row);
		if (!now->remark)
			answers_remark(answers, item->field, item->row,
				       answers_get(entry->first, item->field,
						   item->row)
					       ->remark);
	}
}

static bool is_kept(const struct field *field)
{
	return field->type != FIELD_NOTE && field->type != FIELD_CALCULATE;
}

/* Is what is to be kept what was there already? */
static bool is_unchanged(const struct entry *entry,
			 const struct answers *answers)
{
	const struct form *form = entry->form;

	for (int r = 0; r < (int)form->repeat_count; r++)
		if (answers_rows(answers, r) != answers_rows(entry->first, r))
			return false;
	for (int f = 0; f < (int)form->field_count; f++) {
		int repeat = form->fields[f].repeat;
		int rows = repeat >= 0 ? answers_rows(answers, repeat) : 0;

		if (!is_kept(&form->fields[f]))
			continue;
		for (int row = repeat >= 0; row <= rows; row++) {
			const struct answer *a = answers_get(answers, f, row);
			const struct answer *b =
				answers_get(entry->first, f, row);

			if (!answer_equal(a, b) ||
			    !same_text(a->reason, b->reason))
				return false;
		}
	}
	return true;
}

/* What is right, where that is another than there was. */
static int correct(struct entry *entry, const struct answers *answers,
		   struct authorship by, struct record_head *head,
		   struct err *err)
{
	if (is_unchanged(entry, answers))
		return 0;
	by.why = _("double entry");
	head->status = RECORD_COMPLETE;
	alloc_replace(&head->changed, NULL);
	head->counts = rules_counts(entry->rules);
	return records_save(entry->store, entry->form, head, answers, 0, &by,
			    err);
}

static int save(struct entry *entry, const struct answers *answers,
		struct record_head *out, struct err *err)
{
	struct record_head head = { 0 };
	char now[DATE_ROOM];
	struct authorship by = { .medewerker = entry->medewerker,
				 .login = entry_user(),
				 .at = now };
	int code = store_begin(entry->store, err);

	if (code)
		return code;
	/* The correction and the mark are of one moment, with its seconds. */
	clock_moment(now);
	record_head_copy(&head, &entry->head);
	code = correct(entry, answers, by, &head, err);
	if (!code) {
		const struct second_entry second = {
			.record = head.id,
			.revision = head.revision,
			.how = entry->how,
			.differences = (int64_t)entry_differences(entry),
			.draft = entry->draft.id,
		};

		code = verifications_mark(entry->store, &second, &by, out, err);
	}
	record_head_done(&head);
	if (code) {
		store_rollback(entry->store);
		return code;
	}
	code = store_commit(entry->store, err);
	if (code)
		record_head_done(out);
	return code;
}

int entry_finish_verifying(struct entry *entry, struct err *err)
{
	struct record_head head = { 0 };
	struct answers *answers;
	int code = entry_flush(entry, err);

	if (!code)
		code = entry_must_have_no_obstacles(entry, err);
	if (code)
		return code;
	answers = entry_answers_to_keep(entry);
	keep_remarks(entry, answers);
	code = save(entry, answers, &head, err);
	if (code) {
		answers_free(answers);
		return code;
	}
	record_head_done(&entry->head);
	entry->head = head;
	entry_become_complete(entry, answers);
	return 0;
}
