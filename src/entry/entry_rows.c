/* entry/entry_rows.c - rows that come, go and move, and defaults */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/same.h"
#include "base/text.h"
#include "entry/entry_private.h"

/* --- defaults */

static bool is_in_use(const struct entry *entry, int field, const char *value)
{
	int rows =
		answers_rows(entry->answers, entry->form->fields[field].repeat);

	for (int row = 1; row <= rows; row++) {
		if (same_text(answers_get(entry->answers, field, row)->value,
			      value))
			return true;
	}
	return false;
}

/*
 * The default; of the key of a jeugdige one that no other has, by counting on
 * from the row: after a row was removed, its number comes back.
 */
static char *initial(struct entry *entry, int field, int row)
{
	char *value = rules_initial(entry->rules, field, row);

	if (!entry->form->is_traject || entry->form->traject.repeat < 0 ||
	    field != entry->form->traject.key)
		return value;
	while (value && is_in_use(entry, field, value) && row < ROWS_MAX) {
		free(value);
		value = rules_initial(entry->rules, field, ++row);
	}
	return value;
}

/* Returns whether an answer was filled in. */
static bool apply_default(struct entry *entry, int field, int row)
{
	const struct answer *mark = answers_get(entry->marks, field, row);
	const struct answer *a;
	char *value;

	if (!rules_is_relevant(entry->rules, field, row)) {
		if (mark->value)
			answers_put(entry->marks, field, row, NULL, NULL);
		return false;
	}
	if (mark->value)
		return false;
	answers_put(entry->marks, field, row, "1", NULL);
	a = answers_get(entry->answers, field, row);
	mark = answers_get(entry->marks, field, row);
	if (a->value || a->missing || mark->remark)
		return false;
	value = initial(entry, field, row);
	if (!value)
		return false;
	answers_put(entry->answers, field, row, value, NULL);
	if (rules_initial_is_hidden(entry->rules, field, row))
		answers_client(entry->answers, field, row, CLIENT_HIDDEN);
	rules_changed(entry->rules, field, row);
	free(value);
	return true;
}

static bool apply_once(struct entry *entry)
{
	bool any = false;

	for (int i = 0; i < (int)entry->form->field_count; i++) {
		const struct field *f = &entry->form->fields[i];
		int rows = 0;

		if (!f->initial || entry->given[i])
			continue;
		if (f->repeat >= 0)
			rows = answers_rows(entry->answers, f->repeat);
		for (int row = f->repeat >= 0; row <= rows; row++) {
			if (apply_default(entry, i, row))
				any = true;
		}
	}
	return any;
}

void entry_apply_defaults(struct entry *entry)
{
	/* A second entry is what the person enters. */
	if (entry->how)
		return;
	/* Each round fills at least one field, so there is an end to it. */
	for (size_t i = 0; i <= entry->form->field_count; i++) {
		if (!apply_once(entry))
			return;
	}
}

static void set_rows(struct answers *answers, int repeat, int rows)
{
	for (int row = answers_rows(answers, repeat); row > rows; row--)
		answers_remove_row(answers, repeat, row);
	answers_need_rows(answers, repeat, rows);
}

void entry_mark_seen(struct entry *entry)
{
	for (int i = 0; i < (int)entry->form->repeat_count; i++)
		set_rows(entry->marks, i, answers_rows(entry->answers, i));
	for (int i = 0; i < (int)entry->form->field_count; i++) {
		const struct field *f = &entry->form->fields[i];
		int rows = 0;

		if (!f->initial)
			continue;
		if (f->repeat >= 0)
			rows = answers_rows(entry->answers, f->repeat);
		for (int row = f->repeat >= 0; row <= rows; row++) {
			bool here = rules_is_relevant(entry->rules, i, row);

			answers_put(entry->marks, i, row, here ? "1" : NULL,
				    NULL);
		}
	}
}

/* --- by the person */

static int say_from_elsewhere(const struct entry *entry, int repeat,
			      struct err *err)
{
	const char *name = entry->form->repeats[repeat].rows_form;
	const struct form *form = catalogue_find(entry->catalogue, name, NULL);

	return err_set(err, ERR_INVALID, _("these rows come from \"%s\""),
		       form ? words_text(&form->title) : name);
}

static int must_be_in_repeat(const struct entry *entry, struct place place,
			     struct err *err)
{
	int code = entry_must_be_open(entry, err);

	if (code)
		return code;
	if (place.repeat < 0)
		return err_set(err, ERR_INVALID,
			       _("this question is not in a row"));
	return 0;
}

int entry_add_row(struct entry *entry, struct err *err)
{
	struct place place = entry_place(entry);
	struct place wanted = place;
	const struct repeat *r;
	int rows;
	int code;

	code = must_be_in_repeat(entry, place, err);
	if (code)
		return code;
	r = &entry->form->repeats[place.repeat];
	if (r->rows_form)
		return say_from_elsewhere(entry, place.repeat, err);
	rows = answers_rows(entry->answers, place.repeat);
	if (rows >= r->max)
		return err_set(err, ERR_INVALID,
			       text_plural("at most %d row is allowed",
					   "at most %d rows are allowed",
					   r->max),
			       r->max);

	wanted.row = place.field < 0 ? rows + 1 : place.row + 1;
	wanted.field = r->first;
	entry_path_add(entry, place);
	answers_add_row(entry->answers, place.repeat, wanted.row);
	answers_add_row(entry->marks, place.repeat, wanted.row);
	entry_path_rows(entry, place.repeat, 0, wanted.row);
	rules_update(entry->rules);
	entry_settle(entry, place, wanted);
	return 0;
}

int entry_jeugdige_is_used(struct entry *entry, int row, bool *out,
			   struct err *err)
{
	const char *key =
		answers_get(entry->answers, entry->form->traject.key, row)
			->value;
	struct record_list records = { 0 };
	int code;

	*out = false;
	if (!key)
		return 0;
	code = records_of_traject(entry->store, entry->traject.id, &records,
				  err);
	if (code)
		return code;
	for (size_t i = 0; i < records.count; i++) {
		const struct record_head *head = &records.items[i];

		if (head->jeugdige && strcmp(head->jeugdige, key) == 0 &&
		    head->status != RECORD_WITHDRAWN)
			*out = true;
	}
	record_list_done(&records);
	return 0;
}

/* May this row go?  Not when something else leans on it. */
static int must_be_free(struct entry *entry, struct place place,
			struct err *err)
{
	const struct form *form = entry->form;
	bool used = false;
	int code = 0;

	if (form->repeats[place.repeat].rows_form &&
	    place.row <= entry->given_rows[place.repeat])
		return say_from_elsewhere(entry, place.repeat, err);
	if (form->is_traject && place.repeat == form->traject.repeat)
		code = entry_jeugdige_is_used(entry, place.row, &used, err);
	if (!code && used)
		return err_set(err, ERR_INVALID,
			       _("forms were filled in about \"%s\"; withdraw "
				 "or discard those first"),
			       answers_get(entry->answers, form->traject.key,
					   place.row)
				       ->value);
	return code;
}

/* Else the rows of the two entries would not belong together. */
static int say_rows_stay(struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("in a second entry rows stay where they are; correct "
			 "the form after it"));
}

int entry_remove_row(struct entry *entry, struct err *err)
{
	struct place place = entry_place(entry);
	struct place wanted = place;
	int rows;
	int code;

	code = must_be_in_repeat(entry, place, err);
	if (code)
		return code;
	if (place.field < 0)
		return err_set(err, ERR_INVALID,
			       _("go to the row that must be removed"));
	if (entry->how && place.row <= answers_rows(entry->first, place.repeat))
		return say_rows_stay(err);
	code = must_be_free(entry, place, err);
	if (code)
		return code;

	answers_remove_row(entry->answers, place.repeat, place.row);
	answers_remove_row(entry->marks, place.repeat, place.row);
	if (entry->how)
		entry_outcomes_remove_row(entry, place);
	entry_path_rows(entry, place.repeat, place.row, 0);
	rules_update(entry->rules);
	rows = answers_rows(entry->answers, place.repeat);
	if (wanted.row > rows)
		wanted.row = rows;
	if (rows == 0)
		wanted.field = -1;
	entry_settle(entry, place, wanted);
	return 0;
}

int entry_move_row(struct entry *entry, int direction, struct err *err)
{
	struct place place = entry_place(entry);
	struct place wanted = place;
	int rows;
	int code;

	code = must_be_in_repeat(entry, place, err);
	if (code)
		return code;
	if (entry->form->repeats[place.repeat].rows_form)
		return say_from_elsewhere(entry, place.repeat, err);
	if (entry->how)
		return say_rows_stay(err);
	rows = answers_rows(entry->answers, place.repeat);
	wanted.row = place.row + direction;
	if (place.field < 0 || wanted.row < 1 || wanted.row > rows)
		return err_set(err, ERR_INVALID,
			       _("this row cannot move further"));

	answers_move_row(entry->answers, place.repeat, place.row, wanted.row);
	answers_move_row(entry->marks, place.repeat, place.row, wanted.row);
	entry_path_rows(entry, place.repeat, place.row, wanted.row);
	rules_update(entry->rules);
	entry_settle(entry, place, wanted);
	return 0;
}
