/* entry/around.c - see entry/around.h */
#include "config.h"

#include "entry/around.h"

#include <stdio.h>
#include <string.h>

#include "store/trajecten.h"

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
static void leave_relevant(struct answers *answers, const char *today)
{
	struct surroundings none = { 0 };
	struct rules *rules;

	snprintf(none.today, sizeof(none.today), "%s", today);
	rules = rules_new(answers, &none);
	rules_put_away(rules, answers);
	rules_free(rules);
}

int around_load(struct store *store, const struct catalogue *catalogue,
		int64_t traject, const char *jeugdige, const char *today,
		struct around *out, struct err *err)
{
	struct answers *answers = NULL;
	int code = trajecten_answers(store, catalogue_traject(catalogue),
				     traject, &answers, err);

	if (code)
		return code;
	leave_relevant(answers, today);
	out->traject = answers;
	out->seen.traject = answers;
	out->seen.jeugdige_row = around_row(answers, jeugdige);
	around_set_today(out, today);
	return 0;
}

void around_done(struct around *around)
{
	answers_free(around->traject);
	*around = (struct around){ 0 };
}
