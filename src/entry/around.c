/* entry/around.c - see entry/around.h */
#include "config.h"

#include "entry/around.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

int around_row(const struct answers *traject, const char *jeugdige)
{
	const struct form *form = answers_form(traject);
	int rows;

	if (!jeugdige || !form->is_traject || form->traject.repeat < 0)
		return 0;
	rows = answers_rows(traject, form->traject.repeat);
	for (int row = 1; row <= rows; row++) {
		const char *key =
			answers_get(traject, form->traject.key, row)->value;

		if (key && strcmp(key, jeugdige) == 0)
			return row;
	}
	return 0;
}

void around_set_today(struct around *around, const char *today)
{
	snprintf(around->seen.today, sizeof(around->seen.today), "%s", today);
}

/* An answer that is kept but not relevant must not be seen from outside. */
static void leave_relevant(struct around *around, struct answers *answers,
			   const char *today)
{
	struct surroundings none = { 0 };

	snprintf(none.today, sizeof(none.today), "%s", today);
	if (around->rules)
		rules_use(around->rules, answers, &none);
	else
		around->rules = rules_new(answers, &none);
	rules_put_away(around->rules, answers);
}

/* The answers are taken over. */
static void take_answers(struct around *around, struct answers *answers,
			 const char *jeugdige, const char *today)
{
	leave_relevant(around, answers, today);
	around->traject = answers;
	around->seen.traject = answers;
	around->seen.jeugdige_row = around_row(answers, jeugdige);
	around_set_today(around, today);
}

/* Without the rules, which serve the next. */
static void forget(struct around *around)
{
	answers_free(around->traject);
	around->traject = NULL;
	around->seen = (struct surroundings){ 0 };
}

int around_load(struct store *store, const struct catalogue *catalogue,
		int64_t traject, const char *jeugdige, const char *today,
		struct around *out, struct err *err)
{
	struct answers *answers = NULL;
	int code;

	forget(out);
	code = trajecten_answers_asked(store, catalogue_traject(catalogue),
				       traject, out->asked, &answers, err);
	if (!code)
		take_answers(out, answers, jeugdige, today);
	return code;
}

static void ask(bool *asked, int field)
{
	if (field >= 0)
		asked[field] = true;
}

static void ask_for(bool *asked, const struct expr *expr)
{
	enum name_source source;
	int index;

	for (int i = 0; expr && expr_name(expr, i, &source, &index); i++)
		if (source == NAME_TRAJECT || source == NAME_JEUGDIGE)
			ask(asked, index);
}

/* All that decides about a record of this form. */
static void ask_for_form(bool *asked, const struct form *form)
{
	for (size_t i = 0; i < form->section_count; i++)
		ask_for(asked, form->sections[i].relevant);
	for (size_t i = 0; i < form->group_count; i++)
		ask_for(asked, form->groups[i].relevant);
	for (size_t i = 0; i < form->repeat_count; i++)
		ask_for(asked, form->repeats[i].relevant);
	for (size_t i = 0; i < form->rule_count; i++)
		ask_for(asked, form->rules[i].rule);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];

		ask_for(asked, field->relevant);
		ask_for(asked, field->calculation);
		ask_for(asked, field->constraint);
		ask_for(asked, field->required_when);
		ask_for(asked, field->initial);
		for (size_t k = 0; k < field->check_count; k++)
			ask_for(asked, field->checks[k].when);
	}
}

/* What entry/todo looks at. */
static bool *list_asked(const struct catalogue *catalogue)
{
	const struct form *form = catalogue_traject(catalogue);
	const struct programme *programme = catalogue_programme(catalogue);
	bool *asked = alloc_new(form->field_count + 1, sizeof(*asked));

	ask(asked, form->traject.ended);
	ask(asked, form->traject.key);
	ask(asked, form->traject.born);
	for (size_t i = 0; programme && i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];

		ask_for(asked, needed->when);
		if (needed->due_field)
			ask(asked, form_find(form, needed->due_field));
	}
	return asked;
}

/* From here on these fields are read, and no more; asked is taken over. */
static void take_asked(const struct form *form, bool *asked, struct around *out)
{
	rules_free(out->rules);
	out->rules = rules_new_asked(form, asked);
	out->asked = asked;
}

int around_load_asked(struct store *store, const struct catalogue *catalogue,
		      int64_t traject, const char *today, struct around *out,
		      struct err *err)
{
	if (!out->asked)
		take_asked(catalogue_traject(catalogue), list_asked(catalogue),
			   out);
	return around_load(store, catalogue, traject, NULL, today, out, err);
}

void around_ask_for(struct around *around, const struct catalogue *catalogue,
		    const struct form *const *forms, size_t count)
{
	const struct form *form = catalogue_traject(catalogue);
	bool *asked;

	if (around->asked)
		return;
	asked = alloc_new(form->field_count + 1, sizeof(*asked));
	ask(asked, form->traject.key);
	for (size_t i = 0; i < count; i++)
		ask_for_form(asked, forms[i]);
	take_asked(form, asked, around);
}

void around_begin(const struct catalogue *catalogue, const struct traject *head,
		  const char *today, struct around *out)
{
	struct answers *answers = answers_new(catalogue_traject(catalogue));

	forget(out);
	trajecten_answer_head(head, answers);
	take_answers(out, answers, NULL, today);
}

void around_empty(const char *today, struct around *out)
{
	forget(out);
	around_set_today(out, today);
}

void around_done(struct around *around)
{
	rules_free(around->rules);
	free(around->asked);
	answers_free(around->traject);
	*around = (struct around){ 0 };
}
