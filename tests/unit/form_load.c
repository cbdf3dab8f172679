/* What form/load.h promises, on forms that are right. */
#include "config.h"

#include "unit.h"

#include "base/file.h"
#include "base/text.h"
#include "form_help.h"

static struct form *traject, *alles;

static struct form *load(const char *name, const struct form *of)
{
	struct problem_list problems = { 0 };
	char *path = alloc_print("%s/tests/data/forms/alles/%s.yaml",
				 getenv("srcdir"), name);
	size_t length;
	char *text;
	struct form *form;

	assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL), 0);
	form = load_form(text, length, path, of, &problems);
	if (!form)
		fail_msg("%s:%d: %s", path, problems.items[0].line,
			 problems.items[0].text);
	free(text);
	free(path);
	problem_list_done(&problems);
	return form;
}

static int set_up(void **state)
{
	(void)state;
	traject = load("traject", NULL);
	alles = load("alles", traject);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(alles);
	form_free(traject);
	return 0;
}

static const struct field *field(const char *name)
{
	int i = form_find(alles, name);

	if (i < 0)
		fail_msg("no field %s", name);
	return &alles->fields[i];
}

static void the_head_is_read(void **state)
{
	(void)state;
	assert_string_equal(alles->name, "alles");
	assert_string_equal(alles->version, "1.10");
	assert_string_equal(alles->table, "alles_1_10");
	assert_string_equal(words_text(&alles->title), "Alles");
	assert_int_equal(alles->per, PER_TRAJECT);
	assert_false(alles->is_traject);
	assert_true(strncmp(alles->source, "# Every feature", 15) == 0);
	assert_int_equal(strlen(alles->source), alles->source_length);
}

static void the_traject_form_names_its_fields(void **state)
{
	const struct traject_fields *t = &traject->traject;

	(void)state;
	assert_true(traject->is_traject);
	assert_string_equal(traject->fields[t->code].name, "code");
	assert_string_equal(traject->fields[t->started].name, "eerste_dag");
	assert_string_equal(traject->fields[t->ended].name, "laatste_dag");
	assert_string_equal(traject->repeats[t->repeat].name, "kind");
	assert_string_equal(traject->fields[t->key].name, "roepnaam");
	assert_string_equal(traject->fields[t->born].name, "geboren");
}

static void words_follow_the_language(void **state)
{
	(void)state;
	text_set_language("en");
	assert_string_equal(words_text(&alles->title), "Everything");
	assert_string_equal(words_text(&field("w1")->label), "Plan gemaakt");
	text_set_language("nl");
}

static void fields_keep_their_order_and_their_places(void **state)
{
	const struct field *f = field("woonsituatie");

	(void)state;
	assert_int_equal(f->type, FIELD_SELECT_ONE);
	assert_string_equal(f->number, "1");
	assert_true(f->required);
	assert_true(f->line > 20);
	assert_string_equal(f[1].name, "woonsituatie_anders");
	assert_int_equal(f[1].lines, 3);
	assert_string_equal(alles->sections[f->section].name, "begin");
	assert_int_equal(alles->sections[0].first, 0);
	assert_int_equal(alles->sections[0].end, alles->sections[1].first);
}

static void options_get_keys_codes_and_headings(void **state)
{
	const struct option *o = field("woonsituatie")->options;

	(void)state;
	assert_string_equal(o[0].key, "1");
	assert_string_equal(o[0].code, "01");
	assert_string_equal(words_text(&o[0].heading), "Gewoon");
	assert_string_equal(o[2].key, "e");
	assert_true(o[2].other);
	o = field("zorgen")->options;
	assert_string_equal(o[1].key, "s");
	assert_string_equal(o[2].key, "3");
	assert_string_equal(o[3].key, "G");
}

static void reasons_come_from_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(field("datum")->missing_count, 0);
	assert_int_equal(field("gesprek")->missing_count, 2);
	assert_string_equal(field("gesprek")->missing[0]->key, "-");
	assert_string_equal(field("w1")->missing[0]->name, "niet_gevraagd");
	assert_string_equal(field("w2")->missing[0]->name, "weigert");
	assert_int_equal(field("w3")->missing_count, 0);
	assert_int_equal(field("uitleg")->missing_count, 0);
	assert_int_equal(field("duur")->missing_count, 0);
	assert_non_null(field_missing(field("woonsituatie"), "weet_niet"));
	assert_non_null(field_missing_by_key(field("woonsituatie"), "x"));
	assert_null(field_missing(field("woonsituatie"), "niet_gevraagd"));
}

static void groups_and_repeats_are_ranges(void **state)
{
	const struct repeat *r = &alles->repeats[0];

	(void)state;
	assert_int_equal(alles->group_count, 2);
	assert_int_equal(alles->groups[1].parent, 0);
	assert_int_equal(field("w3")->group, 1);
	assert_int_equal(field("w4")->group, -1);
	assert_string_equal(r->name, "stap");
	assert_int_equal(r->first, form_find(alles, "wat"));
	assert_int_equal(r->end, form_find(alles, "laat") + 1);
	assert_int_equal(r->min, 1);
	assert_int_equal(r->max, 5);
	assert_non_null(r->relevant);
	assert_int_equal(alles->repeats[1].max, ROWS_MAX);
	assert_int_equal(field("dag")->repeat, 1);
	assert_string_equal(words_text(&alles->repeats[1].label), "Slot");
}

static void a_scale_a_number_and_a_calculation_keep_their_bounds(void **state)
{
	(void)state;
	assert_true(field("zwaar")->has_from && field("zwaar")->from == -2.0);
	assert_true(field("uren")->from == 0.5);
	assert_false(field("gewicht")->has_from);
	assert_int_equal(field("duur")->as, FIELD_INTEGER);
	assert_int_equal(field_value_type(field("meer_dan_half")), FIELD_SCORE);
	assert_int_equal(field("meer_dan_half")->option_count, 2);
	assert_true(field("gezinsleden")->persistent);
	assert_false(field("samenvatting")->in_summary);
	assert_true(field("zorgen")->in_summary);
}

static bool has_item(int measure, const char *field)
{
	const struct measure *m = &alles->measures[measure];

	for (size_t i = 0; i < m->item_count; i++)
		if (m->items[i] == form_find(alles, field))
			return true;
	return false;
}

static void measures_and_rules_are_read(void **state)
{
	(void)state;
	assert_int_equal(alles->measure_count, 2);
	assert_int_equal(alles->measures[0].item_count, 4);
	assert_int_equal(alles->measures[0].target, 75);
	assert_int_equal(alles->measures[1].target, -1);
	assert_true(has_item(0, "w3"));
	assert_false(has_item(1, "w3"));
	assert_int_equal(alles->rule_count, 2);
	assert_int_equal(alles->positive_measure, 1);
	assert_int_equal(alles->positive_at_least, 1);
	assert_int_equal(alles->positive_by, 0);
	assert_int_equal(alles->positive_from, 3);
	assert_string_equal(words_text(&alles->positive_note), "Zo is het");
}

static void a_share_names_its_answers(void **state)
{
	const struct form_share *share = &alles->shares[0];

	(void)state;
	assert_int_equal(alles->share_count, 2);
	assert_string_equal(share->name, "zwaar_genoeg");
	assert_string_equal(words_text(&share->label), "Zwaar genoeg");
	assert_string_equal(words_text(&share->note), "Per stap");
	assert_int_equal(share->field, form_find(alles, "zwaar"));
	assert_int_equal(share->is_count, 3);
	assert_int_equal(share->is[2], 2);
	assert_int_equal(alles->shares[1].is_count, 1);
	assert_int_equal(alles->shares[1].is[0], -2);
}

static void what_differs_from_the_version_before_is_told(void **state)
{
	(void)state;
	assert_string_equal(words_text(&field("w1")->differs),
			    "Eerst mondeling");
	assert_int_equal(field("w2")->differs.count, 0);
}

static void score_words_are_those_of_the_form(void **state)
{
	(void)state;
	assert_string_equal(words_text(&field("w1")->options[0].label),
			    "gedaan");
	assert_string_equal(words_text(&field("w1")->options[1].label),
			    "niet gedaan");
}

static void a_number_finds_its_field(void **state)
{
	(void)state;
	assert_int_equal(form_find_by_number(alles, "3A"),
			 form_find(alles, "w1"));
	assert_int_equal(form_find_by_number(alles, "01"),
			 form_find(alles, "woonsituatie"));
	assert_int_equal(form_find_by_number(alles, "gezinsleden"),
			 form_find(alles, "gezinsleden"));
	assert_int_equal(form_find_by_number(alles, "99"), -1);
	assert_int_equal(form_find(alles, "nergens"), -1);
	assert_int_equal(form_find_section(alles, "slot"), 3);
	assert_int_equal(form_find_repeat(alles, "bezoek"), 1);
	assert_int_equal(form_find_measure(alles, "resultaat"), 1);
}

static void rows_can_come_from_another_form(void **state)
{
	struct form *form = load("kind-vragen", traject);

	(void)state;
	assert_string_equal(form->repeats[0].rows_form, "alles");
	assert_string_equal(form->repeats[0].rows_repeat, "stap");
	assert_string_equal(form->informant, "kind");
	assert_string_equal(form->title.in[0].language, "en");
	form_free(form);
}

static void versions_order_as_people_do(void **state)
{
	(void)state;
	assert_true(version_compare("2.0", "2.10") < 0);
	assert_true(version_compare("2.10", "3.0") < 0);
	assert_true(version_compare("10", "9.9") > 0);
	assert_true(version_compare("2", "2.0") < 0);
	assert_int_equal(version_compare("2.01", "2.1"), 0);
}

static void every_mistake_of_one_run_is_told(void **state)
{
	static const char text[] = FORM_START
		"  - {name: a, type: txt, label: A}\n"
		"  - {name: b, type: date, labl: B}\n"
		"measures:\n"
		"  m: {label: M, items: [zz]}\n";
	struct problem_list problems = { 0 };

	(void)state;
	assert_null(load_form(text, strlen(text), "f", NULL, &problems));
	assert_int_equal(problems.count, 4);
	problem_list_done(&problems);
}

/* From the first literal example of the manual. */
static void the_form_of_the_manual_is_right(void **state)
{
	char *path = alloc_print("%s/man/spoedpeil-form.5", getenv("srcdir"));
	size_t length;
	char *manual, *start, *end;
	struct form *form;

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &manual, &length, NULL), 0);
	start = strstr(manual, ".Bd -literal\n");
	assert_non_null(start);
	start = strchr(start, '\n') + 1;
	end = strstr(start, ".Ed\n");
	assert_non_null(end);
	*end = '\0';
	form = form_of(start, NULL);
	assert_string_equal(form->name, "bezoek");
	assert_int_equal(form->field_count, 4);
	form_free(form);
	free(manual);
	free(path);
}

/* Half a form, or one with a byte changed, is refused or read; no more. */
static void nothing_makes_it_fall_over(void **state)
{
	char *text = alloc_text_part(alles->source, alles->source_length);
	size_t length = alles->source_length;

	(void)state;
	for (size_t i = 0; i < length; i += 23) {
		struct problem_list problems = { 0 };
		char old = text[i];

		form_free(load_form(text, i, "f", traject, &problems));
		text[i] = "{}[]:'\"%()\n -"[i % 13];
		form_free(load_form(text, length, "f", traject, &problems));
		text[i] = old;
		problem_list_done(&problems);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_is_read),
		cmocka_unit_test(the_traject_form_names_its_fields),
		cmocka_unit_test(words_follow_the_language),
		cmocka_unit_test(fields_keep_their_order_and_their_places),
		cmocka_unit_test(options_get_keys_codes_and_headings),
		cmocka_unit_test(reasons_come_from_the_nearest),
		cmocka_unit_test(groups_and_repeats_are_ranges),
		cmocka_unit_test(
			a_scale_a_number_and_a_calculation_keep_their_bounds),
		cmocka_unit_test(measures_and_rules_are_read),
		cmocka_unit_test(a_share_names_its_answers),
		cmocka_unit_test(what_differs_from_the_version_before_is_told),
		cmocka_unit_test(score_words_are_those_of_the_form),
		cmocka_unit_test(a_number_finds_its_field),
		cmocka_unit_test(rows_can_come_from_another_form),
		cmocka_unit_test(versions_order_as_people_do),
		cmocka_unit_test(every_mistake_of_one_run_is_told),
		cmocka_unit_test(the_form_of_the_manual_is_right),
		cmocka_unit_test(nothing_makes_it_fall_over),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
