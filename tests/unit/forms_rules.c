/* What the shipped forms say about answers: checks, paths, who is asked. */
#include "config.h"

#include "catalogues.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "entry/rules.h"
#include "form/answers.h"
#include "form/expr.h"
#include "form/form.h"

#define TODAY "2025-04-01"

static int load(void **state)
{
	*state = catalogue_shipped();
	return 0;
}

static int unload(void **state)
{
	catalogue_free(*state);
	return 0;
}

/* "field=value field=value": no blanks in values; row 1 inside a repeat. */
static struct answers *answers_of(const struct form *form, const char *text)
{
	struct answers *answers = answers_new(form);
	char *copy = alloc_text(text);
	char *rest = copy;
	char *word;

	while ((word = strsep(&rest, " ")) != NULL) {
		char *value = strchr(word, '=');
		int field;

		if (value == NULL)
			continue;
		*value++ = '\0';
		field = form_find(form, word);
		if (field < 0)
			fail_msg("%s has no %s", form->name, word);
		if (form->fields[field].repeat >= 0) {
			answers_need_rows(answers, form->fields[field].repeat,
					  1);
			answers_put(answers, field, 1, value, NULL);
		} else {
			answers_put(answers, field, 0, value, NULL);
		}
	}
	free(copy);
	return answers;
}

/* One record in its traject. */
struct scene {
	struct answers *traject;
	struct answers *answers;
	struct surroundings around;
	struct rules *rules;
};

static void scene_open(struct scene *scene, void **state, const char *name,
		       const char *traject, const char *answers)
{
	const struct form *form = NULL;

	assert_int_equal(catalogue_named(*state, name, &form, NULL), 0);
	memset(scene, 0, sizeof(*scene));
	scene->traject = answers_of(catalogue_traject(*state), traject);
	scene->answers = answers_of(form, answers);
	scene->around.traject = scene->traject;
	scene->around.jeugdige_row = form->per == PER_TRAJECT ? 0 : 1;
	strcpy(scene->around.today, TODAY);
	scene->rules = rules_new(scene->answers, &scene->around);
	rules_update(scene->rules);
}

static void scene_close(struct scene *scene)
{
	rules_free(scene->rules);
	answers_free(scene->answers);
	answers_free(scene->traject);
}

/* What stands at the field when these answers were given? */
static enum field_fault fault(void **state, const char *form,
			      const char *traject, const char *answers,
			      const char *field)
{
	struct scene scene;
	const struct form *f;
	enum field_fault result;
	int i;

	scene_open(&scene, state, form, traject, answers);
	f = answers_form(scene.answers);
	i = form_find(f, field);
	assert_true(i >= 0);
	result = rules_fault(scene.rules, i, f->fields[i].repeat >= 0 ? 1 : 0,
			     NULL);
	scene_close(&scene);
	return result;
}

static bool relevant(void **state, const char *form, const char *traject,
		     const char *answers, const char *field)
{
	struct scene scene;
	const struct form *f;
	bool result;
	int i;

	scene_open(&scene, state, form, traject, answers);
	f = answers_form(scene.answers);
	i = form_find(f, field);
	assert_true(i >= 0);
	result = rules_is_relevant(scene.rules, i,
				   f->fields[i].repeat >= 0 ? 1 : 0);
	scene_close(&scene);
	return result;
}

/* Does the programme ask for this form (and version) in such a traject? */
static bool needed(void **state, const char *form, const char *version,
		   const char *traject)
{
	const struct programme *p = catalogue_programme(*state);
	struct answers *answers =
		answers_of(catalogue_traject(*state), traject);
	struct surroundings around = { 0 };
	struct expr_context context;
	bool result = false;

	around.traject = answers;
	around.jeugdige_row = 1;
	strcpy(around.today, TODAY);
	context = surroundings_context(&around);
	for (size_t i = 0; i < p->form_count; i++) {
		const struct programme_form *pf = &p->forms[i];

		if (strcmp(pf->form, form) != 0)
			continue;
		if (version != NULL && strcmp(pf->version, version) != 0)
			continue;
		result = pf->when == NULL ||
			 expr_truth(pf->when, &context) == TRUTH_TRUE;
	}
	answers_free(answers);
	return result;
}

static void help_cannot_end_before_it_starts(void **state)
{
	assert_int_equal(fault(state, "traject", "",
			       "start=2025-03-10T09:00 einde=2025-03-09",
			       "einde"),
			 FAULT_HARD);
	assert_int_equal(fault(state, "traject", "",
			       "start=2025-03-10T09:00 einde=2025-03-10",
			       "einde"),
			 FAULT_NONE);
}

/* The first day is day 1. */
static void twenty_eight_days_are_enough(void **state)
{
	assert_int_equal(fault(state, "traject", "",
			       "start=2025-03-01T22:00 einde=2025-03-28",
			       "einde"),
			 FAULT_NONE);
	assert_int_equal(fault(state, "traject", "",
			       "start=2025-03-01T22:00 einde=2025-03-29",
			       "einde"),
			 FAULT_SOFT);
}

static void a_disability_is_asked_from_eighteen(void **state)
{
	const char *grown = "einde=2025-03-01 geboortedatum=2007-03-01";

	assert_true(relevant(state, "traject", "", grown, "beperking"));
	assert_false(relevant(state, "traject", "",
			      "einde=2025-03-01 geboortedatum=2007-03-02",
			      "beperking"));
}

static void
eighteen_needs_a_disability_and_twenty_three_is_too_old(void **state)
{
	assert_int_equal(
		fault(state, "traject", "",
		      "einde=2025-03-01 geboortedatum=2006-01-01 beperking=nee",
		      "beperking"),
		FAULT_SOFT);
	assert_int_equal(
		fault(state, "traject", "",
		      "einde=2025-03-01 geboortedatum=2006-01-01 beperking=ja",
		      "beperking"),
		FAULT_NONE);
	assert_int_equal(
		fault(state, "traject", "",
		      "einde=2025-03-01 geboortedatum=2002-03-01 beperking=ja",
		      "beperking"),
		FAULT_SOFT);
}

static void the_first_criterion_is_held_to_the_clock(void **state)
{
	const char *in_time =
		"aanmelding=2025-03-01T12:00 "
		"start=2025-03-02T12:00";
	const char *late =
		"aanmelding=2025-03-01T12:00 "
		"start=2025-03-02T12:01";

	assert_int_equal(fault(state, "ash@3.0", in_time, "c1=1", "c1"),
			 FAULT_NONE);
	assert_int_equal(fault(state, "ash@3.0", late, "c1=1", "c1"),
			 FAULT_SOFT);
	assert_int_equal(fault(state, "ash@3.0", late, "c1=0", "c1"),
			 FAULT_NONE);
	assert_int_equal(fault(state, "ash@3.0", in_time, "c1=0", "c1"),
			 FAULT_SOFT);
	assert_int_equal(fault(state, "ash@3.0", "", "c1=1", "c1"), FAULT_NONE);
}

static void in_version_2_the_person_says_which_clock(void **state)
{
	const char *traject =
		"aanmelding=2022-03-01T12:00 "
		"start=2022-03-03T12:00";

	assert_int_equal(
		fault(state, "ash@2.0", traject, "klok=aanmelding c1=1", "c1"),
		FAULT_SOFT);
	assert_int_equal(fault(state, "ash@2.0", traject,
			       "klok=besluit klok_tijd=2022-03-03T09:00 c1=1",
			       "c1"),
			 FAULT_NONE);
	assert_int_equal(
		fault(state, "ash@2.0", traject,
		      "klok=crisisafspraak klok_tijd=2022-03-02T11:00 c1=1",
		      "c1"),
		FAULT_SOFT);
	assert_false(relevant(state, "ash@2.0", traject, "klok=aanmelding",
			      "klok_tijd"));
}

static void advice_at_an_evaluation_needs_an_evaluation(void **state)
{
	assert_int_equal(fault(state, "ash@3.0", "", "c4a=0 c4b=1", "c4b"),
			 FAULT_SOFT);
	assert_int_equal(fault(state, "ash@3.0", "", "c4a=1 c4b=1", "c4b"),
			 FAULT_NONE);
	assert_int_equal(fault(state, "ash@2.0", "", "c4a=0 c4b=1", "c4b"),
			 FAULT_SOFT);
}

static void no_advice_stands_alone(void **state)
{
	struct scene scene;
	const struct form *f;
	int advies;

	assert_int_equal(fault(state, "ash@3.0", "", "advies=geen", "advies"),
			 FAULT_NONE);
	scene_open(&scene, state, "ash@3.0", "", "");
	f = answers_form(scene.answers);
	advies = form_find(f, "advies");
	answers_put(scene.answers, advies, 0, "wijkteam geen", NULL);
	rules_update(scene.rules);
	assert_int_equal(rules_fault(scene.rules, advies, 0, NULL), FAULT_SOFT);
	scene_close(&scene);
}

/* Eight of eleven and two of three, one of them met. */
static void a_record_counts_by_three_rules(void **state)
{
	const char *seven = "c2=0 c3a=0 c3b=0 c3c=0 c3d=0 c4a=0 c4b=0";
	static const struct {
		const char *more;
		bool counts;
	} cases[] = {
		{ "c6=1 c5a=0 c5b=0", true },
		{ "c6=0 c5a=1 c5b=1", false },
		{ "c2=1 c5a=1 c5b=1 c5c=1", false },
		{ "c6=1 c5a=1", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *text = alloc_print("%s %s", seven, cases[i].more);
		struct scene scene;

		scene_open(&scene, state, "ash@3.0", "", text);
		assert_int_equal(rules_counts(scene.rules), cases[i].counts);
		scene_close(&scene);
		free(text);
	}
}

static void why_not_says_by_how_much(void **state)
{
	struct scene scene;
	char *why;

	scene_open(&scene, state, "ash@3.0", "", "c1=1 c2=1 c3a=1 c5a=1");
	why = rules_why_not(scene.rules, 0);
	assert_string_equal(why, "nog 5 te scoren voor behandelgetrouwheid");
	free(why);
	why = rules_why_not(scene.rules, 1);
	assert_string_equal(why, "nog 1 te scoren voor doelbereiking");
	free(why);
	assert_null(rules_why_not(scene.rules, 2));
	scene_close(&scene);
}

static void the_version_follows_the_last_day(void **state)
{
	assert_true(needed(state, "ash", "2.0", "einde=2022-12-31"));
	assert_false(needed(state, "ash", "3.0", "einde=2022-12-31"));
	assert_true(needed(state, "ash", "3.0", "einde=2023-01-01"));
	assert_false(needed(state, "ash", "2.0", "einde=2023-01-01"));
	assert_true(needed(state, "ash", "3.0", ""));
	assert_false(needed(state, "ash", "2.0", ""));
}

/* Born so long before the last day, 1 March 2025. */
static void age_says_who_answers(void **state)
{
	static const struct {
		const char *born, *self;
		bool youth, parent;
	} cases[] = {
		{ "2013-03-02", "", false, true }, /* 11 */
		{ "2013-03-01", "", true, true },  /* 12 */
		{ "2008-03-02", "", true, true },  /* 16 */
		{ "2008-03-01", "", true, false }, /* 17 */
		{ "2008-03-01", "zelf=ja", true, false },
		{ "2008-03-01", "zelf=nee", false, true },
		{ "2013-03-01", "zelf=nee", false, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *text = alloc_print("einde=2025-03-01 geboortedatum=%s %s",
					 cases[i].born, cases[i].self);

		assert_int_equal(needed(state, "nji-jeugdige", NULL, text),
				 cases[i].youth);
		assert_int_equal(needed(state, "nji-ouder", NULL, text),
				 cases[i].parent);
		free(text);
	}
}

static void goals_are_for_an_individual_provision(void **state)
{
	assert_true(needed(state, "nji-doelen", NULL, "voorziening=ja"));
	assert_false(needed(state, "nji-doelen", NULL, "voorziening=nee"));
	assert_true(relevant(state, "nji-professional", "voorziening=ja", "",
			     "instrument"));
	assert_false(relevant(state, "nji-professional", "voorziening=nee", "",
			      "instrument"));
	assert_true(relevant(state, "nji-ouder", "voorziening=ja",
			     "doelen_vraag=samen", "alles_bereikt"));
	assert_false(relevant(state, "nji-ouder", "voorziening=nee",
			      "doelen_vraag=samen", "alles_bereikt"));
	assert_false(relevant(state, "nji-ouder", "voorziening=ja",
			      "doelen_vraag=per_doel", "alles_bereikt"));
}

static void three_weeks_around_the_end(void **state)
{
	static const struct {
		const char *day;
		enum field_fault want;
	} cases[] = {
		{ "datum=2025-03-01", FAULT_NONE },
		{ "datum=2025-02-08", FAULT_NONE },
		{ "datum=2025-02-07", FAULT_SOFT },
		{ "datum=2025-03-22", FAULT_NONE },
		{ "datum=2025-03-23", FAULT_SOFT },
	};
	static const char *const forms[] = { "nji-professional", "nji-jeugdige",
					     "nji-ouder" };

	for (size_t f = 0; f < 3; f++)
		for (size_t i = 0; i < COUNT(cases); i++)
			assert_int_equal(fault(state, forms[f],
					       "einde=2025-03-01", cases[i].day,
					       "datum"),
					 cases[i].want);
}

static void only_the_client_alone_is_dropout(void **state)
{
	assert_true(relevant(state, "nji-professional", "", "reden=client",
			     "uitval"));
	assert_false(relevant(state, "nji-professional", "", "reden=samen",
			      "uitval"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_cannot_end_before_it_starts),
		cmocka_unit_test(twenty_eight_days_are_enough),
		cmocka_unit_test(a_disability_is_asked_from_eighteen),
		cmocka_unit_test(
			eighteen_needs_a_disability_and_twenty_three_is_too_old),
		cmocka_unit_test(the_first_criterion_is_held_to_the_clock),
		cmocka_unit_test(in_version_2_the_person_says_which_clock),
		cmocka_unit_test(advice_at_an_evaluation_needs_an_evaluation),
		cmocka_unit_test(no_advice_stands_alone),
		cmocka_unit_test(a_record_counts_by_three_rules),
		cmocka_unit_test(why_not_says_by_how_much),
		cmocka_unit_test(the_version_follows_the_last_day),
		cmocka_unit_test(age_says_who_answers),
		cmocka_unit_test(goals_are_for_an_individual_provision),
		cmocka_unit_test(three_weeks_around_the_end),
		cmocka_unit_test(only_the_client_alone_is_dropout),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, load, unload);
}
