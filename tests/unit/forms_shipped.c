/* What forms/ promises: the shipped forms load and hold what they should. */
#include "config.h"

#include "catalogues.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "form/delivery.h"
#include "form/form.h"

static const char *const names[] = {
	"ash@2.0",
	"ash@3.0",
	"cbs@1.0",
	"nji-doelen@1.0",
	"nji-jeugdige@1.0",
	"nji-ouder@1.0",
	"nji-professional@1.0",
	"traject@1.0",
};

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

static const struct form *named(void **state, const char *name)
{
	const struct form *form = NULL;
	struct err err = { 0 };

	if (catalogue_named(*state, name, &form, &err) != 0)
		fail_msg("%s: %s", name, err.text);
	return form;
}

static const struct field *field(const struct form *form, const char *name)
{
	int i = form_find(form, name);

	if (i < 0)
		fail_msg("%s has no %s", form->name, name);
	return &form->fields[i];
}

/* The options of a field are exactly these, in this order. */
static void assert_options(const struct field *f, const char *want)
{
	char *have = alloc_text("");

	for (size_t i = 0; i < f->option_count; i++) {
		char *more = alloc_print("%s%s%s%s", have, i > 0 ? " " : "",
					 f->options[i].name,
					 f->options[i].other ? "*" : "");

		free(have);
		have = more;
	}
	assert_string_equal(have, want);
	free(have);
}

static void assert_items(const struct form *form, const char *measure,
			 const char *want)
{
	const struct measure *m =
		&form->measures[form_find_measure(form, measure)];
	char *have = alloc_text("");

	for (size_t i = 0; i < m->item_count; i++) {
		char *more = alloc_print("%s%s%s", have, i > 0 ? " " : "",
					 form->fields[m->items[i]].name);

		free(have);
		have = more;
	}
	assert_string_equal(have, want);
	assert_int_equal(m->target, 80);
	free(have);
}

static void every_form_is_there_and_no_other(void **state)
{
	for (size_t i = 0; i < COUNT(names); i++)
		named(state, names[i]);
	assert_int_equal(catalogue_count(*state), COUNT(names));
	assert_string_equal(catalogue_traject(*state)->name, "traject");
}

static void every_question_has_words(void **state)
{
	for (size_t i = 0; i < catalogue_count(*state); i++) {
		const struct form *form = catalogue_form(*state, i);

		for (size_t k = 0; k < form->field_count; k++) {
			const struct field *f = &form->fields[k];

			assert_true(words_text(&f->label)[0] != '\0');
			for (size_t o = 0; o < f->option_count; o++)
				assert_true(
					words_text(&f->options[o].label)[0] !=
					'\0');
		}
	}
}

static void ash_counts_eleven_and_three(void **state)
{
	static const char *const versions[] = { "ash@2.0", "ash@3.0" };

	for (int i = 0; i < 2; i++) {
		const struct form *form = named(state, versions[i]);

		assert_items(form, "uitvoering",
			     "c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6");
		assert_items(form, "uitkomst", "c5a c5b c5c");
		assert_int_equal(form->rule_count, 3);
		assert_int_equal(form->positive_measure,
				 form_find_measure(form, "uitkomst"));
		assert_int_equal(form->positive_at_least, 2);
		assert_int_equal(form->positive_by,
				 form_find_measure(form, "uitvoering"));
		assert_int_equal(form->positive_from, 6);
	}
}

static void criteria_that_changed_in_version_3_say_so(void **state)
{
	static const char *const changed[] = { "c1", "c3d", "c4c", "c5a" };
	const struct form *form = named(state, "ash@3.0");
	size_t marked = 0;

	for (size_t i = 0; i < form->field_count; i++)
		marked += form->fields[i].differs.count > 0;
	assert_int_equal(marked, 4);
	for (size_t i = 0; i < 4; i++)
		assert_true(field(form, changed[i])->differs.count > 0);
}

static void assert_share(const struct form *form, const char *name,
			 const char *of, const char *is, const char *and_is)
{
	for (size_t i = 0; i < form->share_count; i++) {
		const struct form_share *share = &form->shares[i];
		const struct field *f = &form->fields[share->field];

		if (strcmp(share->name, name) != 0)
			continue;
		assert_string_equal(f->name, of);
		assert_int_equal(share->is_count, and_is ? 2 : 1);
		assert_string_equal(f->options[share->is[0]].name, is);
		if (and_is)
			assert_string_equal(f->options[share->is[1]].name,
					    and_is);
		return;
	}
	fail_msg("no share %s", name);
}

static void outcomes_have_their_shares(void **state)
{
	static const char *const clients[] = { "nji-jeugdige@1.0",
					       "nji-ouder@1.0" };

	assert_share(named(state, "nji-professional@1.0"), "uitval", "reden",
		     "client", NULL);
	for (int i = 0; i < 2; i++) {
		const struct form *form = named(state, clients[i]);

		assert_share(form, "doelen_bereikt", "bereikt", "deels",
			     "gehaald");
		assert_share(form, "doelen_samen_bereikt", "alles_bereikt",
			     "deels", "gehaald");
		assert_share(form, "zonder_hulp", "verder", "geen_hulp", NULL);
	}
}

static void criteria_come_in_the_order_of_the_paper(void **state)
{
	static const char *const numbers[] = { "1",  "2",  "3a", "3b", "3c",
					       "3d", "4a", "4b", "4c", "5a",
					       "5b", "5c", "5d", "6" };
	const struct form *form = named(state, "ash@3.0");
	size_t seen = 0;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (f->type != FIELD_SCORE)
			continue;
		assert_true(seen < COUNT(numbers));
		assert_string_equal(f->number, numbers[seen++]);
		assert_string_equal(f->name + 1, f->number);
		assert_non_null(field_missing_by_key(f, "-"));
	}
	assert_int_equal(seen, COUNT(numbers));
	assert_int_equal(form_find_by_number(form, "4B"),
			 form_find(form, "c4b"));
}

/* A star: our own option. */
static void ash_3_has_every_documented_option(void **state)
{
	const struct form *form = named(state, "ash@3.0");

	assert_options(field(form, "gezinstype"),
		       "alleenstaand tweeouder samengesteld anders*");
	assert_options(field(form, "problematiek"),
		       "externaliserend internaliserend fase* delinquentie* "
		       "psychiatrie_j* opvoeding echtscheiding mishandeling* "
		       "psychiatrie_o* multiproblem* anders*");
	assert_options(field(form, "werkdoelen"),
		       "uitzoeken escalatie veiligheid systematisch thuiswonen "
		       "echtscheiding basisroutines anders");
	assert_options(field(form, "advies"),
		       "ambulant_spec ambulant_ggz wijkteam beschermtafel "
		       "uithuisplaatsing* geen* anders");
}

static void ash_2_has_every_documented_option(void **state)
{
	const struct form *form = named(state, "ash@2.0");

	assert_options(field(form, "gezinstype"),
		       "alleenstaand tweeouder samengesteld* anders*");
	assert_options(field(form, "problematiek"),
		       "gedrag_ernstig internaliserend* fase* delinquentie* "
		       "psychiatrie_j* opvoeding echtscheiding mishandeling* "
		       "psychiatrie_o* multiproblem* anders*");
	assert_options(field(form, "werkdoelen"),
		       "uitzoeken escalatie veiligheid systematisch");
	assert_options(field(form, "advies"),
		       "ambulant_spec_ggz wijkteam uithuisplaatsing* geen* "
		       "anders");
}

static void ash_2_says_which_clock(void **state)
{
	const struct form *form = named(state, "ash@2.0");

	assert_options(field(form, "klok"),
		       "aanmelding crisisafspraak besluit");
	assert_false(field(form, "klok")->in_summary);
	assert_int_equal(field(form, "c1")->check_count, 2);
}

static void every_anders_asks_what(void **state)
{
	const struct form *form = named(state, "ash@3.0");
	static const char *const blocks[] = { "gezinstype", "problematiek",
					      "werkdoelen", "advies" };

	for (int i = 0; i < 4; i++) {
		char *name = alloc_print("%s_anders", blocks[i]);
		const struct field *f = field(form, name);

		assert_int_equal(f->type, FIELD_TEXT);
		assert_non_null(f->relevant);
		assert_true(expr_reads(f->relevant, NAME_FIELD,
				       form_find(form, blocks[i])));
		free(name);
	}
}

static void the_traject_names_its_parts(void **state)
{
	const struct form *form = catalogue_traject(*state);
	const struct traject_fields *t = &form->traject;

	assert_true(form->is_traject);
	assert_string_equal(form->fields[t->started].name, "start");
	assert_string_equal(form->fields[t->ended].name, "einde");
	assert_string_equal(form->repeats[t->repeat].name, "jeugdige");
	assert_string_equal(form->fields[t->key].name, "kenmerk");
	assert_string_equal(form->fields[t->born].name, "geboortedatum");
	assert_true(field(form, "einde")->checks[0].hard);
	assert_false(field(form, "einde")->checks[1].hard);
}

static void reasons_of_ending_have_the_national_codes(void **state)
{
	const struct form *form = named(state, "nji-professional");
	const struct field *f = field(form, "reden");

	assert_int_equal(form->per, PER_JEUGDIGE);
	assert_int_equal(f->option_count, 5);
	for (size_t i = 0; i < 5; i++) {
		const char code[] = { '0', (char)('1' + (int)i), '\0' };

		assert_string_equal(f->options[i].code, code);
		assert_string_equal(f->options[i].key, code + 1);
	}
}

static void assert_codes(const struct field *f, const char *want)
{
	char *have = alloc_text("");

	for (size_t i = 0; i < f->option_count; i++) {
		char *more = alloc_print("%s%s%s", have, i > 0 ? " " : "",
					 f->options[i].code);

		free(have);
		have = more;
	}
	assert_string_equal(have, want);
	free(have);
}

static void the_delivery_has_the_national_codes(void **state)
{
	const struct form *form = named(state, "cbs");

	assert_int_equal(form->per, PER_JEUGDIGE);
	assert_codes(field(form, "geslacht"), "V M O");
	assert_codes(field(form, "verwijzer"), "01 02 03 04 05 06 08");
	assert_codes(field(form, "hulpvorm"), "01 02 03 04 11 12 13 14");
	assert_codes(field(form, "crisis"), "01 02");
	assert_codes(field(named(state, "nji-jeugdige"), "verder"),
		     "01 02 03 04");
}

static void the_delivery_says_that_it_is_an_example(void **state)
{
	const struct delivery *delivery = catalogue_delivery(*state, "cbs");

	assert_non_null(delivery);
	assert_has(words_text(&delivery->note), "voorbeeld");
	assert_int_equal(delivery->months, 6);
	assert_int_equal(delivery->last, 2);
	assert_int_equal(delivery->purpose, PURPOSE_CBS);
	assert_null(catalogue_delivery(*state, "cbss"));
}

static void only_the_pilot_needs_consent_for_the_cbs(void **state)
{
	const struct programme *programme = catalogue_programme(*state);

	for (size_t i = 0; i < programme->consent_count; i++) {
		const struct consent_rule *rule = &programme->consents[i];

		if (rule->purpose != PURPOSE_CBS || rule->field_count > 0)
			continue;
		assert_string_equal(rule->form, "nji-doelen");
	}
}

static void clients_are_asked_the_same_in_their_own_form(void **state)
{
	const struct form *youth = named(state, "nji-jeugdige");
	const struct form *parent = named(state, "nji-ouder");

	assert_int_equal(youth->per, PER_INFORMANT);
	assert_int_equal(parent->per, PER_INFORMANT);
	assert_string_equal(youth->informant, "jeugdige");
	assert_string_equal(parent->informant, "ouder");
	assert_int_equal(youth->field_count, parent->field_count);
	for (size_t i = 0; i < youth->field_count; i++) {
		const struct field *a = &youth->fields[i];
		const struct field *b = &parent->fields[i];

		assert_string_equal(a->name, b->name);
		assert_int_equal(a->type, b->type);
		assert_int_equal(a->option_count, b->option_count);
		for (size_t o = 0; o < a->option_count; o++)
			assert_string_equal(a->options[o].name,
					    b->options[o].name);
	}
}

static void a_mark_runs_from_one_to_ten(void **state)
{
	const struct field *f =
		field(named(state, "nji-jeugdige"), "tevredenheid");

	assert_int_equal(f->type, FIELD_SCALE);
	assert_int_equal((int)f->from, 1);
	assert_int_equal((int)f->to, 10);
	assert_non_null(field_missing(f, "geen_antwoord"));
}

static void goals_at_the_end_are_those_of_the_start(void **state)
{
	const struct form *form = named(state, "nji-ouder");
	const struct repeat *r = &form->repeats[form_find_repeat(form, "doel")];
	const struct field *f = field(form, "bereikt");

	assert_string_equal(r->rows_form, "nji-doelen");
	assert_string_equal(r->rows_repeat, "doel");
	assert_options(f, "slechter gelijk deels gehaald");
	assert_string_equal(f->options[0].code, "-1");
	assert_string_equal(f->options[3].code, "2");
}

static void the_programme_has_a_rule_for_every_form(void **state)
{
	const struct programme *p = catalogue_programme(*state);
	static const char *const want[] = { "ash",          "ash",
					    "nji-doelen",   "nji-professional",
					    "nji-jeugdige", "nji-ouder" };

	assert_non_null(p);
	assert_string_equal(p->name, "ash");
	assert_false(p->consent_required);
	assert_int_equal(p->form_count, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(p->forms[i].form, want[i]);
		assert_non_null(catalogue_find(*state, p->forms[i].form,
					       p->forms[i].version));
		assert_int_equal(p->forms[i].due_days, 21);
		/* What the worker owes stays; on others one waits so long. */
		assert_int_equal(p->forms[i].due_ends, i > 1);
	}
	assert_string_equal(p->forms[0].version, "3.0");
	assert_string_equal(p->forms[1].version, "2.0");
}

/* The published figure, or -1. */
static double published(const struct benchmark *b, enum benchmark_kind kind,
			const char *name, const char *option)
{
	for (size_t i = 0; i < b->value_count; i++) {
		const struct benchmark_value *v = &b->values[i];

		if (v->kind == kind && strcmp(v->name, name) == 0 &&
		    (option == NULL || strcmp(v->option, option) == 0))
			return v->percent;
	}
	return -1;
}

static void the_published_figures_are_there(void **state)
{
	const struct benchmark *b;

	assert_int_equal(catalogue_benchmark_count(*state), 3);
	b = catalogue_benchmark(*state, 2);
	assert_string_equal(b->period, "2025");
	assert_int_equal(b->records, 1763);
	assert_int_equal(b->organisations, 25);
	assert_true(published(b, BENCHMARK_MEASURE, "uitvoering", NULL) == 95);
	assert_true(published(b, BENCHMARK_MEASURE, "uitkomst", NULL) == 88);
	assert_true(published(b, BENCHMARK_ITEM, "c5c", NULL) == 85);
	assert_true(published(b, BENCHMARK_OPTION, "advies", "wijkteam") == 29);
	b = catalogue_benchmark(*state, 0);
	assert_null(b->version);
	assert_true(published(b, BENCHMARK_MEASURE, "uitvoering", NULL) == 92);
	assert_true(published(b, BENCHMARK_MEASURE, "uitkomst", NULL) == 86);
}

/* No national figure stands at an option that no source has. */
static void our_own_options_have_no_national_figure(void **state)
{
	const struct form *form = named(state, "ash@3.0");
	const struct benchmark *b = catalogue_benchmark(*state, 2);

	for (size_t i = 0; i < b->value_count; i++) {
		const struct benchmark_value *v = &b->values[i];

		if (v->kind == BENCHMARK_OPTION)
			assert_false(
				field_option(field(form, v->name), v->option)
					->other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_there_and_no_other),
		cmocka_unit_test(every_question_has_words),
		cmocka_unit_test(ash_counts_eleven_and_three),
		cmocka_unit_test(criteria_that_changed_in_version_3_say_so),
		cmocka_unit_test(outcomes_have_their_shares),
		cmocka_unit_test(criteria_come_in_the_order_of_the_paper),
		cmocka_unit_test(ash_3_has_every_documented_option),
		cmocka_unit_test(ash_2_has_every_documented_option),
		cmocka_unit_test(ash_2_says_which_clock),
		cmocka_unit_test(every_anders_asks_what),
		cmocka_unit_test(the_traject_names_its_parts),
		cmocka_unit_test(reasons_of_ending_have_the_national_codes),
		cmocka_unit_test(the_delivery_has_the_national_codes),
		cmocka_unit_test(the_delivery_says_that_it_is_an_example),
		cmocka_unit_test(only_the_pilot_needs_consent_for_the_cbs),
		cmocka_unit_test(clients_are_asked_the_same_in_their_own_form),
		cmocka_unit_test(a_mark_runs_from_one_to_ten),
		cmocka_unit_test(goals_at_the_end_are_those_of_the_start),
		cmocka_unit_test(the_programme_has_a_rule_for_every_form),
		cmocka_unit_test(the_published_figures_are_there),
		cmocka_unit_test(our_own_options_have_no_national_figure),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, load, unload);
}
