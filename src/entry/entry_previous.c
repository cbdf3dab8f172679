/* entry/entry_previous.c - the answer in the worker's previous record */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/entry_private.h"

/* The record that was completed last; others are passed over. */
struct latest {
	const char *not_this; /* id */
	char *id;
	char *completed;
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
	return 0;
}

/*
 * The worker's (NULL: anybody's) latest record: of the last weeks, which are
 * few, before all of them.
 */
static int find_latest(struct entry *entry, const char *medewerker,
		       struct latest *latest, struct err *err)
{
	struct selection selection = { .form = entry->form->name,
				       .version = entry->form->version,
				       .medewerker = medewerker,
				       .no_drafts = true };
	char from[DATE_ROOM];
	int code;

	day_write(day_from_number(day_number(clock_today()) - 60), from);
	selection.from = from;
	code = records_visit(entry->store, entry->form, &selection, false,
			     note_latest, latest, err);
	selection.from = NULL;
	if (!code && !latest->id)
		code = records_visit(entry->store, entry->form, &selection,
				     false, note_latest, latest, err);
	return code;
}

/* A name must be in the list of this traject too, as when it is typed. */
static int take_over(struct entry *entry, int field, const char *id,
		     struct err *err)
{
	struct answers *answers = NULL;
	const struct answer *a;
	int code =
		records_answers(entry->store, entry->form, id, &answers, err);

	if (code)
		return code;
	a = answers_get(answers, field, 0);
	if (a->missing)
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
	int code = entry_must_be_open(entry, err);

	if (code)
		return code;
	if (place.field < 0 || place.repeat >= 0 ||
	    !entry->form->fields[place.field].persistent)
		return err_set(err, ERR_INVALID,
			       _("this question does not take over a previous "
				 "answer"));
	if (entry->medewerker)
		code = find_latest(entry, entry->medewerker, &latest, err);
	if (!code && !latest.id)
		code = find_latest(entry, NULL, &latest, err);
	if (!code && !latest.id)
		code = err_set(err, ERR_NOTFOUND,
			       _("there is no previous record of this form"));
	if (!code)
		code = take_over(entry, place.field, latest.id, err);
	free(latest.id);
	free(latest.completed);
	return code;
}
