/* exchange/deliver_version.c - an older version read as the newest; see
 * exchange/deliver_private.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/deliver_private.h"
#include "form/value.h"

/* From one version to another, of somebody. */
struct passing {
	const struct answers *from;
	struct answers *to;
	const char *who;
	struct problem_list *problems;
};

/* The repeat of the same name; -1 outside repeats, -2 when it is not there. */
static int find_repeat(const struct form *to, const struct form *from,
		       const struct field *field)
{
	int repeat;

	if (field->repeat < 0)
		return -1;
	repeat = form_find_repeat(to, from->repeats[field->repeat].name);
	return repeat < 0 ? -2 : repeat;
}

static void pass_value(struct passing *passing, int field, int row,
		       const char *value)
{
	const struct form *form = answers_form(passing->to);
	struct err err = { 0 };
	char *read = NULL;

	if (value_read(&form->fields[field], value, &read, &err) == 0)
		answers_take(passing->to, field, row, read, NULL);
	else
		problem_add(passing->problems, passing->who, 0, 0,
			    form->fields[field].name,
			    _("in version %s this question has no such answer "
			      "as \"%s\""),
			    form->version, value);
}

static void pass_answer(struct passing *passing, int from, int to, int row)
{
	const struct answer *answer = answers_get(passing->from, from, row);
	const struct field *field = &answers_form(passing->to)->fields[to];

	if (answer->value)
		pass_value(passing, to, row, answer->value);
	else if (answer->missing && field_missing(field, answer->missing))
		answers_put(passing->to, to, row, NULL, answer->missing);
}

static void pass_field(struct passing *passing, int from)
{
	const struct form *old = answers_form(passing->from);
	const struct form *form = answers_form(passing->to);
	const struct field *field = &old->fields[from];
	int to = form_find(form, field->name);
	int repeat = find_repeat(form, old, field);
	int rows;

	if (to < 0 || !field_is_stored(&form->fields[to]) ||
	    form->fields[to].repeat != repeat)
		return;
	rows = repeat < 0 ? 0 : answers_rows(passing->from, field->repeat);
	if (repeat >= 0)
		answers_need_rows(passing->to, repeat, rows);
	for (int row = repeat < 0 ? 0 : 1; row <= rows; row++)
		pass_answer(passing, from, to, row);
}

struct answers *deliver_as_version(const struct form *version,
				   const struct answers *answers,
				   const char *who,
				   struct problem_list *problems)
{
	const struct form *old = answers_form(answers);
	struct passing passing = { .from = answers,
				   .who = who,
				   .problems = problems };

	if (old == version)
		return answers_copy(answers);
	passing.to = answers_new(version);
	for (int i = 0; i < (int)old->field_count; i++)
		if (field_is_stored(&old->fields[i]))
			pass_field(&passing, i);
	return passing.to;
}
