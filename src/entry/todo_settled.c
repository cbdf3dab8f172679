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
static void set_day(const struct form *form,
		    const struct programme_form *needed, const char *today,
		    struct traject_day *day)
{
	int field = form_find(form, needed->due_field);

	*day = (struct traject_day){ .field = needed->due_field,
				     .type = form->fields[field].type };
	set_before(day, today, needed->due_until);
}

/* --- trajecten without a record of their own form */

/* The column of the head that says what the programme counts from; or NULL. */
static const char *head_column(const struct form *form,
			       const struct programme_form *needed)
{
	int field = form_find(form, needed->due_field);

	if (form->fields[field].calculation)
		return NULL;
	if (field == form->traject.started)
		return "started";
	/* Of its last day the head has the day only. */
	return field == form->traject.ended &&
			       form->fields[field].type == FIELD_DATE
		       ? "ended"
		       : NULL;
}

/* Is this known of no traject without a record of its own form? */
static bool is_unknown(const struct form *form, enum name_source source,
		       int index)
{
	const struct traject_fields *head = &form->traject;
	const struct field *field;

	if (source == NAME_JEUGDIGE)
		return true;
	if (source != NAME_TRAJECT || index < 0)
		return false;
	field = &form->fields[index];
	return !field->calculation && !field->initial && index != head->code &&
	       index != head->organisatie && index != head->team &&
	       index != head->medewerker && index != head->started &&
	       index != head->ended;
}

/* Whatever its head says, is this condition not met? */
static bool never_holds(const struct catalogue *catalogue, struct expr *when,
			const char *today)
{
	struct around nothing = { 0 };
	struct expr_context context;
	enum name_source source;
	bool holds;
	int index;

	for (int i = 0; when && expr_name(when, i, &source, &index); i++)
		if (!is_unknown(catalogue_traject(catalogue), source, index))
			return false;
	around_begin(catalogue, &(struct traject){ 0 }, today, &nothing);
	context = surroundings_context(&nothing.seen);
	holds = !when || expr_truth(when, &context) == TRUTH_TRUE;
	around_done(&nothing);
	return !holds;
}

/* There no jeugdige is known, so forms about one are not waited for. */
static void add_head_days(const struct catalogue *catalogue, const char *name,
			  const char *today, struct traject_settled *out)
{
	const struct programme *programme = catalogue_programme(catalogue);
	const struct form *form = catalogue_traject(catalogue);

	for (size_t i = 0; i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];
		const char *column;

		if (strcmp(needed->form, name) != 0 ||
		    never_holds(catalogue, needed->when, today))
			continue;
		column = head_column(form, needed);
		if (!column) {
			out->has_without = false;
			return;
		}
		set_day(form, needed, today,
			&out->head_days[out->head_day_count]);
		out->head_days[out->head_day_count++].field = column;
	}
}

/* --- of each form of the programme */

static void add_days(const struct catalogue *catalogue, const char *name,
		     const char *today, struct traject_settled *out)
{
	const struct programme *programme = catalogue_programme(catalogue);
	const struct form *form = catalogue_traject(catalogue);

	for (size_t i = 0; i < programme->form_count; i++)
		if (strcmp(programme->forms[i].form, name) == 0)
			set_day(form, &programme->forms[i], today,
				&out->days[out->day_count++]);
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
	if (ends(catalogue, needed->form)) {
		add_days(catalogue, needed->form, today, out);
		if (form->per == PER_TRAJECT)
			add_head_days(catalogue, needed->form, today, out);
	} else if (form->per == PER_TRAJECT) {
		out->forms[out->form_count++] = needed->form;
	} else {
		return false;
	}
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
		.has_without = true,
		.head_days = alloc_new(count + 1, sizeof(*out->head_days)),
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
	free(settled->head_days);
	*settled = (struct traject_settled){ 0 };
}
