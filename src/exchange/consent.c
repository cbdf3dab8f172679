/* exchange/consent.c - see exchange/consent.h */
#include "config.h"

#include "exchange/consent.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/same.h"
#include "base/text.h"
#include "entry/rules.h"
#include "exchange/relevant.h"
#include "form/expr.h"

/* Is this a rule for the purpose and the form? */
static bool is_for(const struct consent_rule *rule, enum purpose purpose,
		   const struct form *form)
{
	return rule->purpose == purpose &&
	       (!rule->form || strcmp(rule->form, form->name) == 0) &&
	       (!rule->version || rule->version == form);
}

/* The next rule for the form from *i on; NULL past the last. */
static const struct consent_rule *next_rule(const struct catalogue *catalogue,
					    enum purpose purpose,
					    const struct form *form, size_t *i)
{
	const struct programme *programme = catalogue_programme(catalogue);

	while (programme && *i < programme->consent_count) {
		const struct consent_rule *rule = &programme->consents[(*i)++];

		if (is_for(rule, purpose, form))
			return rule;
	}
	return NULL;
}

int consent_covers(const struct catalogue *catalogue, enum purpose purpose,
		   const struct form *form, struct err *err)
{
	const struct programme *programme = catalogue_programme(catalogue);
	const struct consent_rule *rule;
	size_t i = 0;

	if (purpose == PURPOSE_NONE || purpose == PURPOSE_CBS)
		return 0;
	if (purpose == PURPOSE_BENCHMARK && programme &&
	    !programme->consent_required)
		return 0;
	while ((rule = next_rule(catalogue, purpose, form, &i)))
		if (rule->field_count == 0)
			return 0;
	return err_set(err, ERR_INVALID,
		       _("the programme does not say when %s %s may leave for "
			 "%s; see purposes: in its file"),
		       form->name, form->version, purpose_name(purpose));
}

/* --- one record */

/* Around the record, and its own answers where a rule reads them. */
struct asking {
	struct consent *consent;
	struct answers *answers; /* a copy, once it is needed */
	struct rules *rules;
};

static bool holds(struct asking *asking, const struct answers *answers,
		  const struct consent_rule *rule, struct expr *expr)
{
	struct surroundings *around = &asking->consent->around.seen;
	struct expr_context context = surroundings_context(around);

	if (rule->version && !asking->rules) {
		asking->answers = answers_copy(answers);
		asking->rules = rules_new(asking->answers, around);
	}
	if (rule->version)
		context = rules_context(asking->rules, 0);
	return expr_truth(expr, &context) == TRUTH_TRUE;
}

static bool allows(struct asking *asking, const struct answers *answers,
		   const struct consent_rule *rule)
{
	if (rule->refused && holds(asking, answers, rule, rule->refused))
		return false;
	return !rule->required ||
	       (rule->given && holds(asking, answers, rule, rule->given));
}

static bool is_field(const struct consent_rule *rule, const char *name)
{
	size_t i;

	for (i = 0; i < rule->field_count; i++)
		if (strcmp(rule->fields[i], name) == 0)
			return true;
	return false;
}

static int look_around(struct consent *consent, const struct record_head *head,
		       struct err *err)
{
	char today[DATE_ROOM];
	int code;

	day_write(clock_today(), today);
	if (consent->traject == head->traject_id &&
	    same_text(consent->jeugdige, head->jeugdige))
		return 0;
	consent_done(consent);
	code = around_load(consent->store, consent->catalogue, head->traject_id,
			   head->jeugdige,
			   head->completed ? head->completed : today,
			   &consent->around, err);
	if (code)
		return code;
	consent->traject = head->traject_id;
	consent->jeugdige = alloc_text(head->jeugdige);
	return 0;
}

/* Does a birth date stand in it that may not leave? */
static bool keeps_birth(const struct consent *consent, const struct form *form)
{
	return form->is_traject && form->traject.born >= 0 &&
	       consent->purpose != PURPOSE_CBS;
}

int consent_ask(struct consent *consent, const struct record_head *head,
		const struct answers *answers, enum consent_answer *out,
		struct err *err)
{
	struct asking asking = { .consent = consent };
	const struct form *form = answers_form(answers);
	enum consent_answer answer = CONSENT_WHOLE;
	const struct consent_rule *rule;
	size_t i = 0;
	int code;

	if (consent->purpose == PURPOSE_NONE) {
		*out = answer;
		return 0;
	}
	code = look_around(consent, head, err);
	if (code)
		return code;
	if (keeps_birth(consent, form))
		answer = CONSENT_PART;
	while (answer != CONSENT_NONE &&
	       (rule = next_rule(consent->catalogue, consent->purpose, form,
				 &i)))
		if (!allows(&asking, answers, rule))
			answer =
				rule->field_count ? CONSENT_PART : CONSENT_NONE;
	rules_free(asking.rules);
	answers_free(asking.answers);
	*out = answer;
	return 0;
}

/* The fields of the rule, or only this one, in every row. */
static void take_out(struct answers *answers, const struct consent_rule *rule,
		     int only)
{
	const struct form *form = answers_form(answers);
	int i, row;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int last = repeat < 0 ? 0 : answers_rows(answers, repeat);

		if (rule ? !is_field(rule, form->fields[i].name) : i != only)
			continue;
		for (row = repeat < 0 ? 0 : 1; row <= last; row++)
			relevant_take_out(answers, i, row);
	}
}

void consent_take_out(struct consent *consent, struct answers *answers)
{
	const struct form *form = answers_form(answers);
	struct answers *whole = answers_copy(answers);
	struct asking asking = { .consent = consent };
	const struct consent_rule *rule;
	size_t i = 0;

	while ((rule = next_rule(consent->catalogue, consent->purpose, form,
				 &i)))
		if (rule->field_count && !allows(&asking, whole, rule))
			take_out(answers, rule, -1);
	if (keeps_birth(consent, form))
		take_out(answers, NULL, form->traject.born);
	rules_free(asking.rules);
	answers_free(asking.answers);
	answers_free(whole);
}

void consent_done(struct consent *consent)
{
	around_done(&consent->around);
	free(consent->jeugdige);
	consent->jeugdige = NULL;
	consent->traject = 0;
}
