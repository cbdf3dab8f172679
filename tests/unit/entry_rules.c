/* What entry/rules.h promises. */
#include "config.h"

#include "unit.h"

#include "entry/rules.h"

#include "forms.h"

static const char traject_yaml[] =
	"form: traject\n"
	"version: 1.0\n"
	"title: Traject\n"
	"per: traject\n"
	"traject: {started: start, ended: einde, repeat: jeugdige, "
	"key: kenmerk, born: geboren}\n"
	"sections:\n"
	"- name: kop\n"
	"  label: Kop\n"
	"  fields:\n"
	"  - {name: code, type: text, label: Code, required: true}\n"
	"  - {name: organisatie, type: text, label: Organisatie, "
	"list: organisatie}\n"
	"  - {name: team, type: text, label: Team, list: team}\n"
	"  - {name: medewerker, type: text, label: Werker, list: medewerker}\n"
	"  - {name: start, type: date, label: Start}\n"
	"  - {name: einde, type: date, label: Einde}\n"
	"- name: jeugdigen\n"
	"  label: Jeugdigen\n"
	"  repeat: jeugdige\n"
	"  min: 1\n"
	"  max: 3\n"
	"  fields:\n"
	"  - {name: kenmerk, type: text, label: Kenmerk}\n"
	"  - {name: geboren, type: date, label: Geboren}\n"
	"  - {name: leeftijd, type: calculate, as: integer, label: Leeftijd, "
	"calculation: \"age(geboren, coalesce(einde, today()))\"}\n"
	"  - {name: school, type: text, label: School, "
	"relevant: leeftijd < 18}\n";

static const char form_yaml[] =
	"form: proef\n"
	"version: 1.0\n"
	"title: Proef\n"
	"per: jeugdige\n"
	"missing:\n"
	"  onbekend: {key: \"-\", label: onbekend}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: soort, type: select_one, label: Soort, required: true, "
	"missing: [onbekend], options: {a: Aap, b: Beer, anders: Anders}}\n"
	"  - {name: soort_anders, type: text, label: Welk, "
	"relevant: soort = 'anders', required: true}\n"
	"  - {name: lengte, type: text, label: Lang, "
	"relevant: length(soort_anders) > 3}\n"
	"  - {name: getal, type: integer, label: Getal, from: 0, to: 10, "
	"constraint: getal <> 7, message: \"{getal} brengt ongeluk\", "
	"checks: [{soft: getal = 5, message: Vijf is veel}, "
	"{hard: getal = 6, message: \"Zes kan niet met {soort}\"}]}\n"
	"  - {name: dubbel, type: calculate, as: integer, label: Dubbel, "
	"calculation: getal * 2}\n"
	"  - {name: vier, type: calculate, as: integer, label: Vier, "
	"calculation: dubbel * 2}\n"
	"  - {name: meer, type: select_multiple, label: Meer, "
	"options: {x: Ex, y: Ei, z: Zet}}\n"
	"  - {name: uitleg, type: text, label: Uitleg, "
	"required: \"selected(meer, 'z')\"}\n"
	"  - {name: gestart, type: calculate, as: date, label: Start, "
	"calculation: traject.start}\n"
	"  - {name: oud, type: calculate, as: integer, label: Oud, "
	"calculation: \"age(jeugdige.geboren, today())\"}\n"
	"- name: scores\n"
	"  label: Scores\n"
	"  relevant: soort <> 'b'\n"
	"  missing: [onbekend]\n"
	"  fields:\n"
	"  - {name: s1, type: score, label: S1}\n"
	"  - {name: s2, type: score, label: S2}\n"
	"  - type: group\n"
	"    label: Groep\n"
	"    relevant: s1 = 1\n"
	"    fields:\n"
	"    - {name: s3, type: score, label: S3}\n"
	"- name: rijen\n"
	"  label: Rijen\n"
	"  repeat: rij\n"
	"  row_label: \"Rij {row}\"\n"
	"  relevant: getal > 0\n"
	"  fields:\n"
	"  - {name: wat, type: text, label: Wat, default: \"'r' || row\"}\n"
	"  - {name: waarom, type: text, label: \"Waarom {wat} van {getal}\", "
	"relevant: wat <> 'r1'}\n"
	"- name: telling\n"
	"  label: Telling\n"
	"  fields:\n"
	"  - {name: rijen_geteld, type: calculate, as: integer, label: N, "
	"calculation: count(rij)}\n"
	"  - {name: veel, type: text, label: Veel, relevant: sch_met >= 2}\n"
	"measures:\n"
	"  sch: {label: Scores, items: [s1, s2, s3], target: 80}\n"
	"counts:\n"
	"- {rule: sch_scored >= 2, message: \"nog {2 - sch_scored} te gaan\"}\n"
	"- {rule: getal > 0, message: getal ontbreekt}\n";

/* Groups in groups, around a repeat, and inside one. */
static const char groups_yaml[] =
	"form: groepen\n"
	"version: 1.0\n"
	"title: Groepen\n"
	"per: traject\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: a, type: integer, label: A}\n"
	"  - type: group\n"
	"    label: Buiten\n"
	"    relevant: a > 0\n"
	"    fields:\n"
	"    - {name: b, type: integer, label: B}\n"
	"    - type: group\n"
	"      label: Binnen\n"
	"      relevant: b > 0\n"
	"      fields:\n"
	"      - {name: c, type: integer, label: C}\n"
	"      - name: rij\n"
	"        type: repeat\n"
	"        label: Rijen\n"
	"        max: 3\n"
	"        fields:\n"
	"        - {name: d, type: integer, label: D}\n"
	"        - type: group\n"
	"          label: In de rij\n"
	"          relevant: d > 0\n"
	"          fields:\n"
	"          - {name: e, type: integer, label: E}\n"
	"          - type: group\n"
	"            label: Dieper\n"
	"            relevant: e > row\n"
	"            fields:\n"
	"            - {name: f, type: integer, label: F}\n"
	"- name: twee\n"
	"  label: Twee\n"
	"  fields:\n"
	"  - type: group\n"
	"    label: Om de rijen\n"
	"    relevant: a > 1\n"
	"    fields:\n"
	"    - name: alles\n"
	"      type: repeat\n"
	"      label: Alles\n"
	"      fields:\n"
	"      - type: group\n"
	"        label: Per rij\n"
	"        relevant: row > 1\n"
	"        fields:\n"
	"        - {name: g, type: time, label: G}\n"
	"- name: drie\n"
	"  label: Drie\n"
	"  fields:\n"
	"  - {name: h, type: integer, label: H, "
	"relevant: count(alles) > 1, constraint: h > 1, message: te weinig}\n";

struct world {
	struct form *traject;
	struct form *form;
	struct answers *around_answers;
	struct surroundings around;
	struct answers *answers;
	struct rules *rules;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));

	w->traject = form_of(traject_yaml, NULL);
	w->form = form_of(form_yaml, w->traject);
	w->around_answers = answers_new(w->traject);
	answers_put(w->around_answers, at(w->traject, "start"), 0, "2025-03-01",
		    NULL);
	answers_need_rows(w->around_answers, 0, 2);
	answers_put(w->around_answers, at(w->traject, "geboren"), 2,
		    "2015-06-01", NULL);
	w->around.traject = w->around_answers;
	w->around.jeugdige_row = 2;
	strcpy(w->around.today, "2025-05-31");
	w->answers = answers_new(w->form);
	w->rules = rules_new(w->answers, &w->around);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	rules_free(w->rules);
	answers_free(w->answers);
	answers_free(w->around_answers);
	form_free(w->form);
	form_free(w->traject);
	free(w);
	return 0;
}

static void give(struct world *w, const char *name, int row, const char *value)
{
	answers_put(w->answers, at(w->form, name), row, value, NULL);
	rules_changed(w->rules, at(w->form, name), row);
}

static bool there(const struct world *w, const char *name, int row)
{
	return rules_is_relevant(w->rules, at(w->form, name), row);
}

static const char *value(const struct world *w, const char *name)
{
	return answers_get(w->answers, at(w->form, name), 0)->value;
}

static enum field_fault fault_of(struct world *w, const char *name)
{
	return rules_fault(w->rules, at(w->form, name), 0, NULL);
}

static void relevance_follows_an_answer(void **state)
{
	struct world *w = *state;

	assert_false(there(w, "soort_anders", 0));
	give(w, "soort", 0, "anders");
	assert_true(there(w, "soort_anders", 0));
	give(w, "soort", 0, "a");
	assert_false(there(w, "soort_anders", 0));
}

static void what_is_not_relevant_is_null_to_others(void **state)
{
	struct world *w = *state;

	give(w, "soort", 0, "anders");
	give(w, "soort_anders", 0, "olifant");
	assert_true(there(w, "lengte", 0));
	give(w, "soort", 0, "a");
	assert_string_equal(value(w, "soort_anders"), "olifant");
	assert_false(there(w, "lengte", 0));
	give(w, "soort", 0, "anders");
	assert_true(there(w, "lengte", 0));
}

static void an_unknown_condition_does_not_hold(void **state)
{
	struct world *w = *state;

	/* soort <> 'b' with soort empty. */
	assert_false(rules_section_is_relevant(w->rules, 1));
	assert_false(there(w, "s1", 0));
	give(w, "soort", 0, "a");
	assert_true(rules_section_is_relevant(w->rules, 1));
	assert_true(there(w, "s1", 0));
}

static void a_group_takes_its_fields_along(void **state)
{
	struct world *w = *state;

	give(w, "soort", 0, "a");
	assert_false(there(w, "s3", 0));
	give(w, "s1", 0, "1");
	assert_true(there(w, "s3", 0));
	give(w, "soort", 0, "b");
	assert_false(there(w, "s3", 0));
}

static void calculations_follow_each_other(void **state)
{
	struct world *w = *state;

	assert_null(value(w, "vier"));
	give(w, "getal", 0, "4");
	assert_string_equal(value(w, "dubbel"), "8");
	assert_string_equal(value(w, "vier"), "16");
	give(w, "getal", 0, NULL);
	assert_null(value(w, "vier"));
}

static void the_traject_and_the_jeugdige_are_seen(void **state)
{
	struct world *w = *state;
	struct surroundings other = w->around;

	assert_string_equal(value(w, "gestart"), "2025-03-01");
	assert_string_equal(value(w, "oud"), "9");
	strcpy(other.today, "2025-06-01");
	rules_use(w->rules, w->answers, &other);
	assert_string_equal(value(w, "oud"), "10");
	other.jeugdige_row = 1;
	rules_use(w->rules, w->answers, &other);
	assert_null(value(w, "oud"));
	other.traject = NULL;
	rules_use(w->rules, w->answers, &other);
	assert_null(value(w, "gestart"));
}

static void scores_count_what_is_relevant(void **state)
{
	struct world *w = *state;
	struct score score;

	give(w, "soort", 0, "a");
	give(w, "s1", 0, "1");
	give(w, "s2", 0, "0");
	give(w, "s3", 0, "1");
	score = rules_score(w->rules, 0);
	assert_int_equal(score.met, 2);
	assert_int_equal(score.scored, 3);
	assert_int_equal(score.items, 3);
	assert_true(there(w, "veel", 0));

	give(w, "s1", 0, "0");
	score = rules_score(w->rules, 0);
	assert_int_equal(score.met, 0);
	assert_int_equal(score.scored, 2);
	assert_int_equal(score.items, 2);
	assert_false(there(w, "veel", 0));

	give(w, "soort", 0, "b");
	assert_int_equal(rules_score(w->rules, 0).items, 0);
}

static void a_missing_reason_is_no_score(void **state)
{
	struct world *w = *state;

	give(w, "soort", 0, "a");
	answers_put(w->answers, at(w->form, "s1"), 0, NULL, "onbekend");
	rules_changed(w->rules, at(w->form, "s1"), 0);
	assert_int_equal(rules_score(w->rules, 0).scored, 0);
	assert_int_equal(rules_score(w->rules, 0).items, 2);
	assert_int_equal(fault_of(w, "s1"), FAULT_NONE);
}

static void counting_says_why_not(void **state)
{
	struct world *w = *state;

	assert_false(rules_counts(w->rules));
	assert_says(rules_why_not(w->rules, 0), "nog 2 te gaan");
	assert_says(rules_why_not(w->rules, 1), "getal ontbreekt");
	give(w, "soort", 0, "a");
	give(w, "s1", 0, "0");
	assert_says(rules_why_not(w->rules, 0), "nog 1 te gaan");
	give(w, "s2", 0, "0");
	assert_null(rules_why_not(w->rules, 0));
	assert_false(rules_counts(w->rules));
	give(w, "getal", 0, "3");
	assert_true(rules_counts(w->rules));
}

static void required_is_said_until_answered(void **state)
{
	struct world *w = *state;
	char *message;

	assert_int_equal(
		rules_fault(w->rules, at(w->form, "soort"), 0, &message),
		FAULT_REQUIRED);
	free(message);
	answers_put(w->answers, at(w->form, "soort"), 0, NULL, "onbekend");
	rules_changed(w->rules, at(w->form, "soort"), 0);
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "soort"), 0, &message),
		FAULT_NONE);
	assert_null(message);
	assert_int_equal(fault_of(w, "soort_anders"), FAULT_NONE);
}

static void required_may_depend(void **state)
{
	struct world *w = *state;

	assert_false(rules_is_required(w->rules, at(w->form, "uitleg"), 0));
	give(w, "meer", 0, "x z");
	assert_true(rules_is_required(w->rules, at(w->form, "uitleg"), 0));
	assert_int_equal(fault_of(w, "uitleg"), FAULT_REQUIRED);
	give(w, "meer", 0, "x y");
	assert_int_equal(fault_of(w, "uitleg"), FAULT_NONE);
}

static void ranges_and_options_are_held(void **state)
{
	struct world *w = *state;

	give(w, "getal", 0, "11");
	assert_int_equal(fault_of(w, "getal"), FAULT_VALUE);
	give(w, "getal", 0, "-1");
	assert_int_equal(fault_of(w, "getal"), FAULT_VALUE);
	give(w, "getal", 0, "10");
	assert_int_equal(fault_of(w, "getal"), FAULT_NONE);
	give(w, "soort", 0, "giraf");
	assert_int_equal(fault_of(w, "soort"), FAULT_VALUE);
	give(w, "meer", 0, "x q");
	assert_int_equal(fault_of(w, "meer"), FAULT_VALUE);
	give(w, "meer", 0, "x z");
	assert_int_equal(fault_of(w, "meer"), FAULT_NONE);
	answers_put(w->answers, at(w->form, "soort"), 0, NULL, "nooit");
	assert_int_equal(fault_of(w, "soort"), FAULT_VALUE);
	answers_put(w->answers, at(w->form, "getal"), 0, NULL, "onbekend");
	assert_int_equal(fault_of(w, "getal"), FAULT_VALUE);
}

static void a_constraint_fails_only_when_false(void **state)
{
	struct world *w = *state;
	char *message;

	assert_int_equal(fault_of(w, "getal"), FAULT_NONE);
	give(w, "getal", 0, "7");
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "getal"), 0, &message),
		FAULT_CONSTRAINT);
	assert_says(message, "7 brengt ongeluk");
}

static void a_hard_check_blocks(void **state)
{
	struct world *w = *state;
	char *message;

	give(w, "soort", 0, "b");
	give(w, "getal", 0, "6");
	answers_reason(w->answers, at(w->form, "getal"), 0, "toch");
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "getal"), 0, &message),
		FAULT_HARD);
	assert_says(message, "Zes kan niet met Beer");
	assert_true(fault_blocks(FAULT_HARD));
}

static void a_soft_check_can_be_overruled(void **state)
{
	struct world *w = *state;
	char *message;

	give(w, "getal", 0, "5");
	assert_int_equal(fault_of(w, "getal"), FAULT_SOFT);
	assert_true(fault_blocks(FAULT_SOFT));
	answers_reason(w->answers, at(w->form, "getal"), 0, "zo is het");
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "getal"), 0, &message),
		FAULT_OVERRULED);
	assert_says(message, "Vijf is veel");
	assert_false(fault_blocks(FAULT_OVERRULED));
	give(w, "getal", 0, "4");
	assert_int_equal(fault_of(w, "getal"), FAULT_NONE);
}

static void rows_have_rules_of_their_own(void **state)
{
	struct world *w = *state;

	assert_false(rules_repeat_is_relevant(w->rules, 0));
	give(w, "getal", 0, "1");
	assert_true(rules_repeat_is_relevant(w->rules, 0));
	answers_need_rows(w->answers, 0, 2);
	rules_update(w->rules);
	assert_string_equal(value(w, "rijen_geteld"), "2");
	assert_true(there(w, "wat", 1));
	assert_true(there(w, "wat", 2));
	assert_false(there(w, "wat", 3));
	assert_false(there(w, "waarom", 1));

	give(w, "wat", 1, "r1");
	give(w, "wat", 2, "iets");
	assert_false(there(w, "waarom", 1));
	assert_true(there(w, "waarom", 2));
	assert_says(rules_fill(w->rules,
			       &w->form->fields[at(w->form, "waarom")].label,
			       2),
		    "Waarom iets van 1");
	assert_says(rules_initial(w->rules, at(w->form, "wat"), 2), "r2");
	assert_null(rules_initial(w->rules, at(w->form, "waarom"), 2));

	give(w, "getal", 0, "0");
	assert_false(there(w, "wat", 1));
	assert_false(there(w, "waarom", 2));
	assert_string_equal(value(w, "rijen_geteld"), "0");
}

static void keys_of_jeugdigen_differ(void **state)
{
	struct world *w = *state;
	struct answers *answers = answers_new(w->traject);
	struct surroundings around = { .today = "2025-01-01" };
	struct rules *rules = rules_new(answers, &around);
	int key = at(w->traject, "kenmerk");
	char *message;

	assert_int_equal(rules_repeat_fault(rules, 0, &message),
			 FAULT_REQUIRED);
	assert_non_null(message);
	free(message);
	answers_need_rows(answers, 0, 2);
	rules_update(rules);
	assert_int_equal(rules_repeat_fault(rules, 0, NULL), FAULT_NONE);
	assert_int_equal(rules_fault(rules, key, 1, NULL), FAULT_REQUIRED);
	answers_put(answers, key, 1, "J1", NULL);
	answers_put(answers, key, 2, "J1", NULL);
	rules_changed(rules, key, 2);
	assert_int_equal(rules_fault(rules, key, 1, NULL), FAULT_NONE);
	assert_int_equal(rules_fault(rules, key, 2, &message), FAULT_HARD);
	assert_non_null(message);
	free(message);
	answers_put(answers, key, 2, "J2", NULL);
	assert_int_equal(rules_fault(rules, key, 2, NULL), FAULT_NONE);
	answers_need_rows(answers, 0, 4);
	rules_update(rules);
	assert_int_equal(rules_repeat_fault(rules, 0, NULL), FAULT_VALUE);
	rules_free(rules);
	answers_free(answers);
}

static void the_age_is_that_of_the_row(void **state)
{
	struct world *w = *state;
	struct answers *answers = answers_new(w->traject);
	struct surroundings around = { .today = "2025-01-01" };
	struct rules *rules = rules_new(answers, &around);
	int age = at(w->traject, "leeftijd");

	answers_need_rows(answers, 0, 2);
	answers_put(answers, at(w->traject, "geboren"), 1, "2000-01-01", NULL);
	answers_put(answers, at(w->traject, "geboren"), 2, "2015-01-01", NULL);
	rules_update(rules);
	assert_string_equal(answers_get(answers, age, 1)->value, "25");
	assert_string_equal(answers_get(answers, age, 2)->value, "10");
	assert_false(rules_is_relevant(rules, at(w->traject, "school"), 1));
	assert_true(rules_is_relevant(rules, at(w->traject, "school"), 2));

	/* An answer outside the repeat reaches all its rows. */
	answers_put(answers, at(w->traject, "einde"), 0, "2016-01-01", NULL);
	rules_changed(rules, at(w->traject, "einde"), 0);
	assert_string_equal(answers_get(answers, age, 1)->value, "16");
	assert_true(rules_is_relevant(rules, at(w->traject, "school"), 1));
	rules_free(rules);
	answers_free(answers);
}

/* Is everything as if it were worked out from nothing? */
static void assert_as_new(struct world *w)
{
	struct answers *copy = answers_copy(w->answers);
	struct rules *other = rules_new(copy, &w->around);

	assert_true(answers_equal(copy, w->answers));
	for (int i = 0; i < (int)w->form->field_count; i++) {
		int rows = 0;

		if (w->form->fields[i].repeat >= 0)
			rows = answers_rows(copy, w->form->fields[i].repeat);
		for (int row = 0; row <= rows; row++) {
			assert_int_equal(rules_is_relevant(w->rules, i, row),
					 rules_is_relevant(other, i, row));
			assert_int_equal(rules_fault(w->rules, i, row, NULL),
					 rules_fault(other, i, row, NULL));
		}
	}
	assert_int_equal(rules_score(w->rules, 0).met,
			 rules_score(other, 0).met);
	assert_int_equal(rules_counts(w->rules), rules_counts(other));
	rules_free(other);
	answers_free(copy);
}

static void following_changes_is_as_good_as_starting_again(void **state)
{
	static const struct {
		const char *name;
		const char *values[4];
	} choices[] = {
		{ "soort", { "a", "b", "anders", NULL } },
		{ "soort_anders", { "os", "olifant", NULL, "x" } },
		{ "getal", { "0", "5", "6", NULL } },
		{ "meer", { "x", "x z", NULL, "z" } },
		{ "s1", { "0", "1", NULL, "1" } },
		{ "s2", { "0", "1", NULL, "1" } },
		{ "s3", { "0", "1", NULL, "1" } },
	};
	struct world *w = *state;
	unsigned seed = 7;

	answers_need_rows(w->answers, 0, 2);
	rules_update(w->rules);
	for (int i = 0; i < 400; i++) {
		size_t which = (seed >> 16) % 8;
		size_t what = (seed >> 24) % 4;

		seed = seed * 1103515245u + 12345u;
		if (which == 7)
			give(w, "wat", 1 + (int)(what & 1),
			     what & 2 ? "r1" : "ander");
		else
			give(w, choices[which].name, 0,
			     choices[which].values[what]);
		assert_as_new(w);
	}
}

static void other_answers_leave_nothing_behind(void **state)
{
	struct world *w = *state;
	struct answers *empty = answers_new(w->form);

	give(w, "soort", 0, "anders");
	give(w, "getal", 0, "5");
	answers_need_rows(w->answers, 0, 3);
	rules_update(w->rules);
	rules_use(w->rules, empty, &w->around);
	assert_false(there(w, "soort_anders", 0));
	assert_false(there(w, "wat", 1));
	assert_false(rules_counts(w->rules));
	assert_int_equal(fault_of(w, "getal"), FAULT_NONE);
	rules_use(w->rules, w->answers, &w->around);
	assert_true(there(w, "wat", 3));
	assert_true(there(w, "soort_anders", 0));
	answers_free(empty);
}

static void what_does_not_exist_is_put_away(void **state)
{
	struct world *w = *state;
	struct answers *kept;

	give(w, "soort", 0, "anders");
	give(w, "soort_anders", 0, "olifant");
	give(w, "getal", 0, "1");
	answers_need_rows(w->answers, 0, 2);
	rules_update(w->rules);
	give(w, "wat", 2, "iets");
	kept = answers_copy(w->answers);
	rules_put_away(w->rules, kept);
	assert_true(answers_equal(kept, w->answers));
	answers_free(kept);

	give(w, "soort", 0, "a");
	give(w, "getal", 0, "0");
	kept = answers_copy(w->answers);
	rules_put_away(w->rules, kept);
	assert_null(answers_get(kept, at(w->form, "soort_anders"), 0)->value);
	assert_string_equal(answers_get(kept, at(w->form, "soort"), 0)->value,
			    "a");
	assert_int_equal(answers_rows(kept, 0), 0);
	assert_string_equal(value(w, "soort_anders"), "olifant");
	answers_free(kept);
}

static void groups_nest_around_rows_and_in_them(void **state)
{
	struct form *form = form_of(groups_yaml, NULL);
	struct answers *answers = answers_new(form);
	struct surroundings around = { .today = "2025-01-01" };
	struct rules *rules = rules_new(answers, &around);
	int rows = form_find_repeat(form, "rij");
	int all = form_find_repeat(form, "alles");
	char *message;

	(void)state;
	answers_put(answers, at(form, "b"), 0, "1", NULL);
	answers_need_rows(answers, rows, 2);
	answers_put(answers, at(form, "d"), 2, "1", NULL);
	answers_put(answers, at(form, "e"), 2, "2", NULL);
	answers_need_rows(answers, all, 2);
	answers_put(answers, at(form, "g"), 2, "14:05", NULL);
	rules_update(rules);
	assert_false(rules_is_relevant(rules, at(form, "c"), 0));
	assert_false(rules_repeat_is_relevant(rules, rows));
	assert_false(rules_is_relevant(rules, at(form, "f"), 2));
	assert_int_equal(rules_skipped_by(rules, at(form, "f"), 2),
			 at(form, "a"));

	answers_put(answers, at(form, "a"), 0, "1", NULL);
	rules_changed(rules, at(form, "a"), 0);
	assert_true(rules_is_relevant(rules, at(form, "c"), 0));
	assert_true(rules_repeat_is_relevant(rules, rows));
	assert_true(rules_is_relevant(rules, at(form, "d"), 1));
	assert_false(rules_is_relevant(rules, at(form, "e"), 1));
	assert_true(rules_is_relevant(rules, at(form, "e"), 2));
	assert_false(rules_is_relevant(rules, at(form, "f"), 2));
	assert_int_equal(rules_skipped_by(rules, at(form, "f"), 2),
			 at(form, "e"));
	assert_int_equal(rules_skipped_by(rules, at(form, "f"), 1),
			 at(form, "d"));
	answers_put(answers, at(form, "e"), 2, "3", NULL);
	rules_changed(rules, at(form, "e"), 2);
	assert_true(rules_is_relevant(rules, at(form, "f"), 2));
	assert_int_equal(rules_skipped_by(rules, at(form, "f"), 2), -1);

	assert_false(rules_repeat_is_relevant(rules, all));
	assert_false(rules_is_relevant(rules, at(form, "h"), 0));
	answers_put(answers, at(form, "a"), 0, "2", NULL);
	rules_changed(rules, at(form, "a"), 0);
	assert_true(rules_repeat_is_relevant(rules, all));
	assert_false(rules_is_relevant(rules, at(form, "g"), 1));
	assert_true(rules_is_relevant(rules, at(form, "g"), 2));
	assert_true(rules_is_relevant(rules, at(form, "h"), 0));
	assert_int_equal(rules_fault(rules, at(form, "g"), 2, NULL),
			 FAULT_NONE);

	answers_put(answers, at(form, "b"), 0, "0", NULL);
	rules_changed(rules, at(form, "b"), 0);
	assert_false(rules_is_relevant(rules, at(form, "f"), 2));
	assert_true(rules_is_relevant(rules, at(form, "g"), 2));

	answers_put(answers, at(form, "h"), 0, "1", NULL);
	assert_int_equal(rules_fault(rules, at(form, "h"), 0, &message),
			 FAULT_CONSTRAINT);
	assert_says(message, "te weinig");
	answers_put(answers, at(form, "b"), 0, "1", NULL);
	answers_need_rows(answers, rows, 4);
	rules_update(rules);
	assert_int_equal(rules_repeat_fault(rules, rows, &message),
			 FAULT_VALUE);
	assert_says(message, "er mogen er hoogstens 3 zijn");
	rules_free(rules);
	answers_free(answers);
	form_free(form);
}

static void a_value_that_does_not_fit_is_told(void **state)
{
	struct world *w = *state;
	char *message;

	give(w, "getal", 0, "11");
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "getal"), 0, &message),
		FAULT_VALUE);
	assert_has(message, "10");
	free(message);
	answers_put(w->answers, at(w->form, "getal"), 0, NULL, "onbekend");
	assert_int_equal(
		rules_fault(w->rules, at(w->form, "getal"), 0, &message),
		FAULT_VALUE);
	assert_says(message, "onbekend is geen reden die bij deze vraag hoort");
	give(w, "getal", 0, "1.5");
	assert_int_equal(fault_of(w, "getal"), FAULT_VALUE);
	give(w, "getal", 0, "veel");
	assert_int_equal(fault_of(w, "getal"), FAULT_VALUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
		PROMISE(relevance_follows_an_answer),
		PROMISE(what_is_not_relevant_is_null_to_others),
		PROMISE(an_unknown_condition_does_not_hold),
		PROMISE(a_group_takes_its_fields_along),
		PROMISE(calculations_follow_each_other),
		PROMISE(the_traject_and_the_jeugdige_are_seen),
		PROMISE(scores_count_what_is_relevant),
		PROMISE(a_missing_reason_is_no_score),
		PROMISE(counting_says_why_not),
		PROMISE(required_is_said_until_answered),
		PROMISE(required_may_depend),
		PROMISE(ranges_and_options_are_held),
		PROMISE(a_constraint_fails_only_when_false),
		PROMISE(a_hard_check_blocks),
		PROMISE(a_soft_check_can_be_overruled),
		PROMISE(rows_have_rules_of_their_own),
		PROMISE(keys_of_jeugdigen_differ),
		PROMISE(the_age_is_that_of_the_row),
		PROMISE(following_changes_is_as_good_as_starting_again),
		PROMISE(other_answers_leave_nothing_behind),
		PROMISE(what_does_not_exist_is_put_away),
		PROMISE(groups_nest_around_rows_and_in_them),
		PROMISE(a_value_that_does_not_fit_is_told),
	};

	return run_tests(tests);
}
