/* entry/entry_previous.c - the answer in the worker's previous record */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/same.h"
#include "base/text.h"
#include "entry/entry_private.h"

/* The record that was completed last; others are passed over. */
struct latest {
	const char *not_this;    /* id */
	const struct form *form; /* that is being visited */
	int field;               /* in that form, the one that is asked for */
	char *id;
	char *completed;
	const struct form *of; /* the form of the record */
	int of_field;
};

static int note_latest(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct latest *latest = of;

	(void)answers;
	(void)err;
	if (!head->completed ||
	    (latest->not_this && strcmp(head->id, latest->not_this) == 0))
		return 0;
	if (latest->completed && strcmp(head->completed, latest->completed) < 0)
		return 0;
	alloc_replace(&latest->id, head->id);
	alloc_replace(&latest->completed, head->completed);
	latest->of = latest->form;
	latest->of_field = latest->field;
	return 0;
}

static int visit(struct entry *entry, const char *medewerker, const char *from,
		 struct latest *latest, struct err *err)
{
	struct selection selection = { .form = latest->form->name,
				       .version = latest->form->version,
				       .medewerker = medewerker,
				       .from = from,
				       .no_drafts = true };

	return records_visit(entry->store, latest->form, &selection, false,
			     note_latest, latest, err);
}

static bool same_options(const struct field *a, const struct field *b)
{
	if (a->option_count != b->option_count)
		return false;
	for (size_t i = 0; i < a->option_count; i++)
		if (strcmp(a->options[i].name, b->options[i].name) != 0)
			return false;
	return true;
}

static bool same_bounds(const struct field *a, const struct field *b)
{
	return a->has_from == b->has_from && a->has_to == b->has_to &&
	       (!a->has_from || (a->from <= b->from && a->from >= b->from)) &&
	       (!a->has_to || (a->to <= b->to && a->to >= b->to));
}

/*
 * The field of another version that asks for the same answer: of this name and
 * type, with the same options, list and bounds; -1 when there is none.
 */
static int same_field(const struct form *form, const struct field *field)
{
	int index = form_find(form, field->name);
	const struct field *other;

	if (index < 0)
		return -1;
	other = &form->fields[index];
	if (other->type != field->type || other->repeat >= 0 ||
	    !same_text(other->list, field->list) ||
	    !same_options(other, field) || !same_bounds(other, field))
		return -1;
	return index;
}

/* The latest of all versions of the form that have such a field. */
static int visit_versions(struct entry *entry, const struct field *field,
			  const char *medewerker, const char *from,
			  struct latest *latest, struct err *err)
{
	int code = 0;

	for (size_t i = 0; !code && i < catalogue_count(entry->catalogue);
	     i++) {
		latest->form = catalogue_form(entry->catalogue, i);
		if (strcmp(latest->form->name, entry->form->name) != 0)
			continue;
		latest->field = same_field(latest->form, field);
		if (latest->field >= 0)
			code = visit(entry, medewerker, from, latest, err);
	}
	return code;
}

/*
 * The worker's (NULL: anybody's) latest record: of the last weeks, which are
 * few, before all of them.
 */
static int find_latest(struct entry *entry, const struct field *field,
		       const char *medewerker, struct latest *latest,
		       struct err *err)
{
	char from[DATE_ROOM];
	int code;

	day_write(day_from_number(day_number(clock_today()) - 60), from);
	code = visit_versions(entry, field, medewerker, from, latest, err);
	if (!code && !latest->id)
		code = visit_versions(entry, field, medewerker, NULL, latest,
				      err);
	return code;
}

/* A name must be in the list of this traject too, as when it is typed. */
static int take_over(struct entry *entry, int field,
		     const struct latest *latest, struct err *err)
{
	struct answers *answers = NULL;
	const struct answer *a;
	int code = records_answers(entry->store, latest->of, latest->id,
				   &answers, err);

	if (code)
		return code;
	a = answers_get(answers, latest->of_field, 0);
	if (answer_is_hidden(a))
		code = err_set(err, ERR_NOTFOUND,
			       _("the client gave the previous answer, and it "
				 "is not shown"));
	else if (a->missing)
		code = entry_set_missing(entry, a->missing, err);
	else if (a->value && entry->form->fields[field].list)
		code = entry_type(entry, a->value, err);
	else if (a->value)
		code = entry_put_value(entry, a->value, err);
	else
		code = err_set(err, ERR_NOTFOUND,
			       _("the previous record has no answer here"));
	answers_free(answers);
	return code;
}

int entry_same_as_previous(struct entry *entry, struct err *err)
{
	struct place place = entry_place(entry);
	struct latest latest = { .not_this = entry->head.id };
	const struct field *field;
	int code = entry_must_be_open(entry, err);

	if (code)
		return code;
	if (place.field < 0 || place.repeat >= 0 ||
	    !entry->form->fields[place.field].persistent)
		return err_set(err, ERR_INVALID,
			       _("this question does not take over a previous "
				 "answer"));
	field = &entry->form->fields[place.field];
	if (entry->medewerker)
		code = find_latest(entry, field, entry->medewerker, &latest,
				   err);
	if (!code && !latest.id)
		code = find_latest(entry, field, NULL, &latest, err);
	if (!code && !latest.id)
		code = err_set(err, ERR_NOTFOUND,
			       _("there is no previous record of this form"));
	if (!code)
		code = take_over(entry, place.field, &latest, err);
	free(latest.id);
	free(latest.completed);
	return code;
}
