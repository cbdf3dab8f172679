/*
 * entry/todo_settled.c - when a traject need not be looked at; see
 * entry/todo_private.h
 *
 * A form of the programme is out of the way where nobody waits for it any more,
 * or where a record of it is there.  Conditions of the programme are left aside:
 * who is looked at for nothing costs time and nothing else.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "entry/todo_private.h"

bool programme_names_before(const struct programme *programme, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(programme->forms[k].form,
			   programme->forms[i].form) == 0)
			return true;
	return false;
}

static bool group_is_always_there(const struct form *form, int group)
{
	for (; group >= 0; group = form->groups[group].parent)
		if (form->groups[group].relevant)
			return false;
	return true;
}

/* Is what the file has of this field what the programme counts from? */
static bool is_plain_day(const struct form *form, const char *name)
{
	int f = form_find(form, name);
	const struct field *field = f < 0 ? NULL : &form->fields[f];

	return field &&
	       (field->type == FIELD_DATE || field->type == FIELD_DATETIME) &&
	       field->repeat < 0 && !field->relevant &&
	       !form->sections[field->section].relevant &&
	       group_is_always_there(form, field->group);
}

/* Whatever the conditions say, is there a day after which nobody waits? */
static bool ends(const struct catalogue *catalogue, const char *name)
{
	const struct programme *programme = catalogue_programme(catalogue);

	for (size_t i = 0; i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];

		if (strcmp(needed->form, name) == 0 &&
		    (!needed->due_field || !needed->due_ends ||
		     !is_plain_day(catalogue_traject(catalogue),
				   needed->due_field)))
			return false;
	}
	return true;
}

static void set_before(struct traject_day *day, const char *today, int until)
{
	struct day then;

	if (!day_read(today, &then))
		return;
	day_write(day_from_number(day_number(then) - until), day->before);
}

/* Nobody waits from so many days after this one on. */
static void add_day(const struct catalogue *catalogue,
		    const struct programme_form *needed, const char *today,
		    struct traject_settled *out)
{
	const struct form *form = catalogue_traject(catalogue);
	int field = form_find(form, needed->due_field);
	struct traject_day *day = &out->days[out->day_count++];

	*day = (struct traject_day){ .field = needed->due_field,
				     .type = form->fields[field].type };
	set_before(day, today, needed->due_until);
}

static void add_days(const struct catalogue *catalogue, const char *name,
		     const char *today, struct traject_settled *out)
{
	const struct programme *programme = catalogue_programme(catalogue);

	for (size_t i = 0; i < programme->form_count; i++)
		if (strcmp(programme->forms[i].form, name) == 0)
			add_day(catalogue, &programme->forms[i], today, out);
}

static bool add_form(const struct catalogue *catalogue, size_t i,
		     const char *today, struct traject_settled *out)
{
	const struct programme *programme = catalogue_programme(catalogue);
	const struct programme_form *needed = &programme->forms[i];
	const struct form *form =
		catalogue_find(catalogue, needed->form, needed->version);

	if (!form || form->is_traject || programme_names_before(programme, i))
		return true;
	if (ends(catalogue, needed->form))
		add_days(catalogue, needed->form, today, out);
	else if (form->per == PER_TRAJECT)
		out->forms[out->form_count++] = needed->form;
	else
		return false;
	return true;
}

bool todo_settled(const struct catalogue *catalogue, const char *today,
		  struct traject_settled *out)
{
	const struct programme *programme = catalogue_programme(catalogue);
	size_t count = programme ? programme->form_count : 0;
	bool possible = true;

	*out = (struct traject_settled){
		.form = catalogue_traject(catalogue)->name,
		.forms = alloc_new(count + 1, sizeof(*out->forms)),
		.days = alloc_new(count + 1, sizeof(*out->days)),
	};
	for (size_t i = 0; i < count && possible; i++)
		possible = add_form(catalogue, i, today, out);
	if (!possible)
		todo_settled_done(out);
	return possible;
}

void todo_settled_done(struct traject_settled *settled)
{
	free(settled->forms);
	free(settled->days);
	*settled = (struct traject_settled){ 0 };
}
