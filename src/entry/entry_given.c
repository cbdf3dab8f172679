/*
 * entry/entry_given.c - rows that come from another form
 *
 * The rows are those of the other form's record, or draft, in the same place;
 * a row is known by what was copied from there, or else by its number.  A row
 * that is no longer there stays, behind the others, as long as it holds
 * answers of its own.
 */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/same.h"
#include "entry/entry_private.h"

/* The other form's rows, and which fields are copied. */
struct source {
	struct answers *answers;
	int repeat;
	int *fields; /* per field of our repeat: theirs, or -1 */
};

static void source_done(struct source *source)
{
	answers_free(source->answers);
	free(source->fields);
}

/* --- finding it */

static int from_record(struct entry *entry, const struct form_place *place,
		       struct answers **out, struct err *err)
{
	struct record_head head = { 0 };
	const struct form *form;
	int code = records_in_place(entry->store, place, &head, err);

	if (code)
		return code;
	form = catalogue_find(entry->catalogue, place->form, head.version);
	code = form ? records_answers(entry->store, form, head.id, out, err)
		    : ERR_NOTFOUND;
	record_head_done(&head);
	return code;
}

static int from_draft(struct entry *entry, const struct form_place *place,
		      struct answers **out, struct err *err)
{
	struct draft draft = { 0 };
	const struct form *form;
	int code = drafts_in_place(entry->store, place, &draft, err);

	if (code)
		return code;
	form = catalogue_find(entry->catalogue, place->form, draft.version);
	code = form ? drafts_answers(entry->store, form, draft.id, out, err)
		    : ERR_NOTFOUND;
	draft_done(&draft);
	return code;
}

static void leave_relevant(const struct entry *entry, struct answers *answers)
{
	struct rules *rules = rules_new(answers, &entry->around.seen);

	rules_put_away(rules, answers);
	rules_free(rules);
}

/* No such record yet is no failure: then there are no answers. */
static int find_source(struct entry *entry, const struct repeat *r,
		       struct source *out, struct err *err)
{
	const struct form *form =
		catalogue_find(entry->catalogue, r->rows_form, NULL);
	struct form_place place = { .traject = entry->traject.id };
	int code;

	*out = (struct source){ .repeat = -1 };
	if (!form)
		return 0;
	place.form = form->name;
	place.jeugdige = form->per == PER_TRAJECT ? NULL : entry->jeugdige;
	place.informant = form->informant;
	code = from_record(entry, &place, &out->answers, err);
	if (code == ERR_NOTFOUND)
		code = from_draft(entry, &place, &out->answers, err);
	if (code)
		return code == ERR_NOTFOUND ? 0 : code;

	leave_relevant(entry, out->answers);
	form = answers_form(out->answers);
	out->repeat = form_find_repeat(form, r->rows_repeat);
	return 0;
}

/* Which of our fields are filled from which of theirs. */
static void match_fields(const struct form *form, const struct repeat *r,
			 struct source *source)
{
	const struct form *theirs = answers_form(source->answers);

	source->fields = alloc_new((size_t)(r->end - r->first) + 1,
				   sizeof(*source->fields));
	for (int i = r->first; i < r->end; i++) {
		int field = form_find(theirs, form->fields[i].name);

		if (field >= 0 &&
		    theirs->fields[field].repeat != source->repeat)
			field = -1;
		source->fields[i - r->first] = field;
	}
}

static void note_fields(struct entry *entry, const struct repeat *r)
{
	const struct form *theirs =
		catalogue_find(entry->catalogue, r->rows_form, NULL);
	int repeat = theirs ? form_find_repeat(theirs, r->rows_repeat) : -1;

	for (int i = r->first; i < r->end && repeat >= 0; i++) {
		int field = form_find(theirs, entry->form->fields[i].name);

		entry->given[i] =
			field >= 0 && theirs->fields[field].repeat == repeat;
	}
}

void entry_note_given(struct entry *entry)
{
	for (int i = 0; i < (int)entry->form->repeat_count; i++) {
		if (entry->form->repeats[i].rows_form)
			note_fields(entry, &entry->form->repeats[i]);
	}
}

/* --- bringing ours in line */

static bool says_the_same(const struct answer *a, const struct answer *b)
{
	return same_text(a->value, b->value) &&
	       same_text(a->missing, b->missing);
}

static bool is_same_row(const struct answers *ours, const struct repeat *r,
			int our_row, const struct source *source, int their_row)
{
	for (int i = r->first; i < r->end; i++) {
		int field = source->fields[i - r->first];

		if (field >= 0 && !says_the_same(answers_get(ours, i, our_row),
						 answers_get(source->answers,
							     field, their_row)))
			return false;
	}
	return true;
}

static bool is_taken(const int *match, int rows, int our_row)
{
	for (int row = 1; row <= rows; row++) {
		if (match[row] == our_row)
			return true;
	}
	return false;
}

/* Per row of theirs (from 1): ours, or 0 for a new one. */
static int *match_rows(const struct answers *ours, const struct repeat *r,
		       int our_rows, const struct source *source,
		       int their_rows)
{
	int *match = alloc_new((size_t)their_rows + 1, sizeof(*match));

	for (int row = 1; row <= their_rows; row++) {
		for (int our = 1; our <= our_rows && !match[row]; our++) {
			if (!is_taken(match, their_rows, our) &&
			    is_same_row(ours, r, our, source, row))
				match[row] = our;
		}
	}
	for (int row = 1; row <= their_rows && row <= our_rows; row++) {
		if (!match[row] && !is_taken(match, their_rows, row))
			match[row] = row;
	}
	return match;
}

static bool has_own_answers(const struct answers *ours, const struct repeat *r,
			    int row, const struct source *source)
{
	for (int i = r->first; i < r->end; i++) {
		const struct answer *a = answers_get(ours, i, row);

		if (source->fields[i - r->first] < 0 &&
		    !answers_form(ours)->fields[i].calculation &&
		    (a->value || a->missing || a->remark))
			return true;
	}
	return false;
}

static void copy_row(const struct answers *from, int from_row,
		     struct answers *to, int to_row, const struct repeat *r)
{
	for (int i = r->first; i < r->end; i++) {
		const struct answer *a = answers_get(from, i, from_row);

		answers_put(to, i, to_row, a->value, a->missing);
		answers_remark(to, i, to_row, a->remark);
		answers_reason(to, i, to_row, a->reason);
		answers_client(to, i, to_row, a->client);
	}
}

static void fill_row(struct answers *to, int row, const struct repeat *r,
		     const struct source *source, int their_row)
{
	for (int i = r->first; i < r->end; i++) {
		int field = source->fields[i - r->first];
		const struct answer *a;

		if (field < 0)
			continue;
		a = answers_get(source->answers, field, their_row);
		answers_put(to, i, row, a->value, a->missing);
		answers_client(to, i, row, a->client);
	}
}

/* A row we had keeps what was said of its defaults. */
static void mark_row(struct entry *entry, const struct repeat *r, int row)
{
	for (int i = r->first; i < r->end; i++) {
		if (entry->form->fields[i].initial)
			answers_put(entry->marks, i, row, "1", NULL);
	}
}

static void remove_all_rows(struct answers *answers, int repeat)
{
	for (int row = answers_rows(answers, repeat); row > 0; row--)
		answers_remove_row(answers, repeat, row);
}

static void arrange(struct entry *entry, int repeat,
		    const struct source *source)
{
	const struct repeat *r = &entry->form->repeats[repeat];
	struct answers *old = answers_copy(entry->answers);
	int our_rows = answers_rows(old, repeat);
	int their_rows = answers_rows(source->answers, source->repeat);
	int *match = match_rows(old, r, our_rows, source, their_rows);
	int row = 0;

	remove_all_rows(entry->answers, repeat);
	remove_all_rows(entry->marks, repeat);
	for (int their = 1; their <= their_rows; their++) {
		row++;
		answers_need_rows(entry->answers, repeat, row);
		answers_need_rows(entry->marks, repeat, row);
		if (match[their]) {
			copy_row(old, match[their], entry->answers, row, r);
			mark_row(entry, r, row);
		}
		fill_row(entry->answers, row, r, source, their);
	}
	for (int our = 1; our <= our_rows; our++) {
		if (is_taken(match, their_rows, our) ||
		    !has_own_answers(old, r, our, source))
			continue;
		row++;
		answers_need_rows(entry->answers, repeat, row);
		answers_need_rows(entry->marks, repeat, row);
		copy_row(old, our, entry->answers, row, r);
		mark_row(entry, r, row);
	}
	entry->given_rows[repeat] = their_rows;
	free(match);
	answers_free(old);
}

int entry_take_rows(struct entry *entry, struct err *err)
{
	for (int i = 0; i < (int)entry->form->repeat_count; i++) {
		const struct repeat *r = &entry->form->repeats[i];
		struct source source = { 0 };
		int code;

		if (!r->rows_form)
			continue;
		code = find_source(entry, r, &source, err);
		if (code)
			return code;
		if (source.answers && source.repeat >= 0) {
			match_fields(entry->form, r, &source);
			arrange(entry, i, &source);
		}
		source_done(&source);
	}
	rules_update(entry->rules);
	return 0;
}
