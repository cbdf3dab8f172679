/* entry/entry_open.c - opening: a draft, a record to look at, or a new draft */
#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/entry_private.h"

/* From here on the person changes things; what came before is no step. */
static void start_from_here(struct entry *entry)
{
	answers_free(entry->last);
	entry->last = answers_copy(entry->answers);
	entry_forget_steps(entry);
}

/* --- the place in the draft */

static struct place place_named(const struct form *form, const char *name,
				int row)
{
	struct place place = NOWHERE;
	int field = name ? form_find(form, name) : -1;

	if (field >= 0) {
		place.field = field;
		place.repeat = form->fields[field].repeat;
		place.row = row;
	} else if (name) {
		place.repeat = form_find_repeat(form, name);
	}
	return place;
}

static void focus_where_it_was(struct entry *entry)
{
	struct place place = place_named(entry->form, entry->draft.at_field,
					 entry->draft.at_row);

	entry_list_items(entry);
	entry_focus_on(entry, place);
	entry->saved_place = place;
}

/* --- opening */

static void head_of_draft(struct entry *entry)
{
	struct record_head head = {
		.id = alloc_text(entry->draft.record),
		.form = alloc_text(entry->form->name),
		.version = alloc_text(entry->form->version),
		.traject_id = entry->traject.id,
		.traject = alloc_text(entry->traject.code),
		.organisatie = alloc_text(entry->traject.organisatie),
		.team = alloc_text(entry->traject.team),
		.medewerker = alloc_text(entry->traject.medewerker),
		.status = RECORD_DRAFT,
		.ended = alloc_text(entry->traject.ended),
		.jeugdige = alloc_text(entry->jeugdige),
		.informant = alloc_text(entry->form->informant),
		.changed = alloc_text(entry->draft.changed),
	};

	record_head_done(&entry->head);
	entry->head = head;
}

/* The draft and the completed record in this place, where they are there. */
static int find_what_is_there(struct entry *entry, struct err *err)
{
	const struct form *form = entry->form;
	const struct form_place place = { .form = form->name,
					  .traject = entry->traject.id,
					  .jeugdige = entry->jeugdige,
					  .informant = form->informant };
	int code = drafts_in_place(entry->store, &place, &entry->draft, err);

	if (code && code != ERR_NOTFOUND)
		return code;
	code = records_in_place(entry->store, &place, &entry->head, err);
	if (code && code != ERR_NOTFOUND)
		return code;
	if (entry->how) {
		code = entry_verify_find(entry, err);
		if (code)
			return code;
	} else if (entry->draft.id &&
		   strcmp(entry->draft.version, form->version) != 0)
		return err_set(err, ERR_EXISTS,
			       _("version %s of this form was begun here; "
				 "complete or discard that first"),
			       entry->draft.version);
	if ((!entry->draft.id || entry->how) && entry->head.id)
		entry->form = catalogue_find(entry->catalogue, form->name,
					     entry->head.version);
	if (!entry->form)
		return err_set(err, ERR_NOTFOUND,
			       _("version %s of this form is not at hand"),
			       entry->head.version);
	return 0;
}

/* What lies around; today() of what was completed is that day. */
static int look_around(struct entry *entry, struct err *err)
{
	char today[DATE_ROOM];
	bool was_completed = entry->head.completed &&
			     (!entry->draft.id || entry->draft.revision);

	day_write(clock_today(), today);
	if (!entry->form->is_traject) {
		int code = around_load(entry->store, entry->catalogue,
				       entry->traject.id, entry->jeugdige,
				       today, &entry->around, err);

		if (code)
			return code;
	}
	around_set_today(&entry->around,
			 was_completed ? entry->head.completed : today);
	return 0;
}

static int load_answers(struct entry *entry, struct err *err)
{
	struct answers *answers = NULL;
	int code = 0;

	if (entry->how)
		code = entry_verify_load(entry, &answers, err);
	else if (entry->draft.id)
		code = drafts_answers(entry->store, entry->form,
				      entry->draft.id, &answers, err);
	else if (entry->head.id)
		code = records_answers(entry->store, entry->form,
				       entry->head.id, &answers, err);
	else
		answers = answers_new(entry->form);
	if (code)
		return code;
	if (!entry->draft.revision && (entry->draft.id || !entry->head.id))
		head_of_draft(entry);
	entry_use(entry, answers);
	return 0;
}

int entry_begin(struct entry *entry, bool take_over, struct err *err)
{
	struct err why = { 0 };
	int code = drafts_hold(entry->store, entry->draft.id, take_over, &why);

	if (code == ERR_HELD) {
		alloc_replace(&entry->held_by, why.text);
		focus_where_it_was(entry);
		return 0;
	}
	if (code) {
		if (err)
			*err = why;
		return code;
	}

	alloc_replace(&entry->held_by, NULL);
	entry->open = true;
	rules_update(entry->rules);
	entry_mark_seen(entry);
	/* A second entry has the rows of the first. */
	code = entry->how ? 0 : entry_take_rows(entry, err);
	entry_apply_defaults(entry);
	start_from_here(entry);
	focus_where_it_was(entry);
	return code;
}

/* What is known of a traject already need not be typed again. */
static void prefill(struct entry *entry)
{
	const struct traject_fields *fields = &entry->form->traject;
	const struct traject *traject = &entry->traject;

	if (!entry->form->is_traject)
		return;
	answers_put(entry->answers, fields->code, 0, traject->code, NULL);
	answers_put(entry->answers, fields->organisatie, 0,
		    traject->organisatie, NULL);
	answers_put(entry->answers, fields->team, 0, traject->team, NULL);
	answers_put(entry->answers, fields->medewerker, 0, traject->medewerker,
		    NULL);
}

/* A repeat that needs rows begins with those. */
static void begin_rows(struct entry *entry)
{
	for (int i = 0; i < (int)entry->form->repeat_count; i++) {
		const struct repeat *r = &entry->form->repeats[i];

		if (!r->rows_form && r->min > 0) {
			answers_need_rows(entry->answers, i, r->min);
			answers_need_rows(entry->marks, i, r->min);
		}
	}
}

int entry_add_draft(struct entry *entry, struct err *err)
{
	int code = store_begin(entry->store, err);

	if (code)
		return code;
	code = drafts_add(entry->store, entry->form, &entry->draft,
			  entry->answers, err);
	if (!code)
		code = drafts_hold(entry->store, entry->draft.id, false, err);
	if (code) {
		store_rollback(entry->store);
		return code;
	}
	return store_commit(entry->store, err);
}

/* What a new form knows by itself need not be walked through. */
static void pass_what_is_filled_in(struct entry *entry)
{
	struct item item;

	if (entry->focus >= entry->count)
		return;
	item = entry->items[entry->focus];
	if (item.field >= 0 &&
	    answers_get(entry->answers, item.field, item.row)->value)
		(void)entry_next_empty(entry);
}

static int begin_new(struct entry *entry, struct err *err)
{
	int code;

	entry->open = true;
	entry->fresh = true;
	prefill(entry);
	begin_rows(entry);
	rules_update(entry->rules);
	code = entry_take_rows(entry, err);
	entry_apply_defaults(entry);
	start_from_here(entry);
	entry->draft.form = alloc_text(entry->form->name);
	entry->draft.version = alloc_text(entry->form->version);
	entry->draft.traject = entry->traject.id;
	entry->draft.jeugdige = alloc_text(entry->jeugdige);
	entry->draft.informant = alloc_text(entry->form->informant);
	if (!code)
		code = entry_add_draft(entry, err);
	if (code)
		return code;

	answers_free(entry->saved);
	entry->saved = answers_copy(entry->answers);
	head_of_draft(entry);
	focus_where_it_was(entry);
	pass_what_is_filled_in(entry);
	return 0;
}

static int open_here(struct entry *entry, bool take_over, struct err *err)
{
	bool was_parked;
	int code = find_what_is_there(entry, err);

	if (code)
		return code;
	entry->given = alloc_new(entry->form->field_count + 1, sizeof(bool));
	entry->given_rows =
		alloc_new(entry->form->repeat_count + 1, sizeof(int));
	entry_note_given(entry);
	code = look_around(entry, err);
	if (!code)
		code = load_answers(entry, err);
	if (code)
		return code;

	if (entry->how && !entry->draft.id)
		return entry_verify_begin(entry, err);
	if (store_is_read_only(entry->store) ||
	    (!entry->draft.id && entry->head.status != RECORD_DRAFT)) {
		focus_where_it_was(entry);
		return 0;
	}
	if (!entry->draft.id)
		return begin_new(entry, err);
	was_parked = entry->draft.parked;
	code = entry_begin(entry, take_over, err);
	entry->interrupted = entry->open && !was_parked && !take_over;
	return code;
}

int entry_open(const struct entry_start *start, struct entry **out,
	       struct err *err)
{
	struct entry *entry = alloc_new(1, sizeof(*entry));
	int code;

	entry->store = start->store;
	entry->catalogue = start->catalogue;
	entry->form = start->form;
	entry->how = start->verify;
	entry->saved_place = NOWHERE;
	entry->medewerker = alloc_text(start->medewerker);
	if (start->form->per != PER_TRAJECT) {
		entry->jeugdige = alloc_text(start->jeugdige);
		if (!entry->jeugdige) {
			entry_free(entry);
			return err_set(err, ERR_INVALID,
				       _("this form is about one jeugdige; "
					 "say which"));
		}
	}

	code = trajecten_get(start->store, start->traject, &entry->traject,
			     err);
	if (!code)
		code = open_here(entry, start->take_over, err);
	if (code) {
		if (entry->open && entry->draft.id)
			(void)!drafts_release(entry->store, entry->draft.id,
					      true, NULL);
		entry_free(entry);
		return code;
	}
	*out = entry;
	return 0;
}
