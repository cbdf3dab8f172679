/* entry/around.c - see entry/around.h */
#include "config.h"

#include "entry/around.h"

#include <stdio.h>
#include <string.h>

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
	code = trajecten_answers(store, catalogue_traject(catalogue), traject,
				 &answers, err);
	if (!code)
		take_answers(out, answers, jeugdige, today);
	return code;
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
	answers_free(around->traject);
	*around = (struct around){ 0 };
}
