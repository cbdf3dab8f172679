/* What report/sentence.h promises of the sentences beside tables and charts. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "report/sentence.h"
#include "sample.h"

static struct figures *with(int met, int n)
{
	static struct sample_record records[200];

	for (int i = 0; i < n; i++) {
		records[i] = (struct sample_record){ .mark = 1 + i % 5,
						     .goals = 1,
						     .goal = i % 3,
						     .month = i % 2 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			records[i].scores[s] = i < met ? MET : NOT_MET;
	}
	return sample_figures(records, (size_t)n, 0);
}

static char *short_of(const struct figures *f)
{
	return sentence_short(&f->measures[0].items[0].share, 80);
}

static void a_figure_is_held_against_its_target(void **state)
{
	struct figures *f = with(12, 17);

	(void)state;
	assert_says(short_of(f),
		    "12 van 17 (71 %), doel 80 %: het verschil "
		    "kan toeval zijn");
	assert_says(sentence_short(&f->measures[0].items[0].share, -1),
		    "12 van 17 (71 %)");
	figures_free(f);
	f = with(100, 100);
	assert_says(short_of(f),
		    "100 van 100 (100 %), doel 80 %: boven het "
		    "doel");
	figures_free(f);
	f = with(20, 100);
	assert_says(short_of(f),
		    "20 van 100 (20 %), doel 80 %: onder het "
		    "doel");
	figures_free(f);
}

static void under_ten_it_does_not_judge(void **state)
{
	struct figures *f = with(6, 6);

	(void)state;
	assert_says(short_of(f), "te weinig om iets te zeggen (n = 6)");
	figures_free(f);
	f = with(0, 0);
	assert_says(short_of(f), "nog niets gescoord");
	figures_free(f);
	f = with(10, 10);
	assert_says(short_of(f),
		    "10 van 10 (100 %), doel 80 %: het verschil "
		    "kan toeval zijn");
	figures_free(f);
}

static void answers_have_their_sentence(void **state)
{
	struct figures *f = with(12, 20);

	(void)state;
	assert_says(sentence_of_scale(&f->scales[0]),
		    "gemiddeld 3,0, uit 20 antwoorden");
	assert_says(sentence_of_share(f, &f->shares[1]),
		    "Een 4 of een 5: 8 van 20 (40 %)");
	assert_says(sentence_of_block(f, &f->blocks[0]),
		    "Het vaakst: Eenoudergezin, bij 20 van 20 (100 %)");
	assert_says(sentence_label(f, f->scales[0].field),
		    "Welk cijfer geef je?");
	figures_free(f);
}

/* Two answers that were given as often: neither is the most frequent. */
static void a_tie_has_no_most(void **state)
{
	static struct sample_record records[20];
	struct figures *f;

	(void)state;
	for (int i = 0; i < 20; i++)
		records[i].family = i % 2;
	f = sample_figures(records, 20, 0);
	assert_null(sentence_of_block(f, &f->blocks[0]));
	figures_free(f);
}

static void a_positive_outcome_goes_with_the_number_met(void **state)
{
	struct figures *f = with(12, 24);

	(void)state;
	assert_says(sentence_of_steps(f),
		    "vanaf 2 behaald een positieve uitkomst bij 100 % (n = "
		    "12), daaronder bij 0 % (n = 12)");
	figures_free(f);
	f = with(12, 16);
	assert_says(sentence_of_steps(f),
		    "vanaf 2 behaald een positieve uitkomst bij 100 % (n = "
		    "12), daaronder bij 0 % (n = 4): te weinig om iets te "
		    "zeggen");
	figures_free(f);
	f = with(12, 12);
	assert_says(sentence_of_steps(f),
		    "bij allemaal 2 of meer behaald: een positieve uitkomst "
		    "bij 100 %");
	figures_free(f);
}

static void months_are_read_from_twelve_on(void **state)
{
	struct figures *f = with(12, 20);
	struct run run = run_of_measure(f, 0);

	(void)state;
	assert_says(sentence_of_run(&run),
		    "2 maanden met een cijfer: vanaf 12 is te zeggen wat meer "
		    "is dan toeval");
	run.is_read = true;
	assert_says(sentence_of_run(&run),
		    "De verschillen tussen de maanden kunnen toeval zijn");
	run.signals = RUN_SHIFT_UP | RUN_BEYOND_LOW;
	assert_says(sentence_of_run(&run),
		    "8 maanden of meer achter elkaar boven het gemiddelde; een "
		    "maand onder de grenzen: dat is meer dan toeval");
	run_done(&run);
	figures_free(f);
}

/* Years of so many records with everything met out of 100 each. */
static struct figures *years(int first, int second)
{
	static struct sample_record records[200];

	for (int i = 0; i < 200; i++) {
		bool met = i % 100 < (i < 100 ? first : second);

		records[i] = (struct sample_record){ .year = i / 100,
						     .group = i / 100 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			records[i].scores[s] = met ? MET : NOT_MET;
	}
	return sample_figures(records, 200, 0);
}

static void two_years_differ_when_their_intervals_do_not_touch(void **state)
{
	struct figures *f = years(80, 85);

	(void)state;
	assert_says(sentence_of_trend(f, 0),
		    "Behandelgetrouwheid: 2021 80 %, 2022 85 %: het verschil "
		    "kan toeval zijn");
	figures_free(f);
	f = years(50, 85);
	assert_says(sentence_of_trend(f, 0),
		    "Behandelgetrouwheid: 2021 50 %, 2022 85 %: hoger, en dat "
		    "is meer dan toeval");
	figures_free(f);
	f = years(85, 50);
	assert_says(sentence_of_trend(f, 1),
		    "Doelbereiking: 2021 85 %, 2022 50 %: lager, en dat is "
		    "meer dan toeval");
	figures_free(f);
	f = with(5, 9);
	assert_null(sentence_of_trend(f, 0));
	figures_free(f);
}

static void groups_outside_the_funnel_are_named(void **state)
{
	struct figures *f = years(50, 80);

	(void)state;
	assert_says(sentence_of_funnel(f, 0),
		    "Behandelgetrouwheid: verder onder het doel dan toeval "
		    "verklaart: team A");
	figures_free(f);
	f = years(78, 82);
	assert_says(sentence_of_funnel(f, 0),
		    "Behandelgetrouwheid: allemaal binnen wat toeval rond het "
		    "doel verklaart");
	figures_free(f);
	f = with(5, 9);
	assert_null(sentence_of_funnel(f, 0));
	figures_free(f);
}

static void what_came_is_told_with_its_days(void **state)
{
	struct figures *f = with(5, 9);
	struct figure_arrival arrival = {
		.came = { .met = 3, .of = 4, .known = true, .percent = 75 },
		.late = 1,
		.has_days = true,
		.days_half = 7,
	};

	(void)state;
	assert_says(sentence_of_arrival(&arrival),
		    "3 van 4 kwamen binnen (75 %), de middelste na 3,5 dagen; "
		    "1 na de termijn");
	arrival.came.known = false;
	assert_says(sentence_of_arrival(&arrival), "er hoefde niets te komen");
	arrival.suppressed = true;
	assert_says(sentence_of_arrival(&arrival),
		    "te weinig formulieren om te tonen");
	figures_free(f);
}

/* The most frequent may be one that nearly everybody gave, and is hidden. */
static void a_hidden_answer_may_be_the_most(void **state)
{
	static struct sample_record records[40];
	struct figures *f;

	(void)state;
	for (int i = 0; i < 40; i++)
		records[i].problems = (i < 38 ? 1 : 0) + (i % 2 ? 2 : 0);
	f = sample_figures(records, 40, 0);
	assert_says(sentence_of_block(f, &f->blocks[1]),
		    "Het vaakst: Problemen met opvoeden, bij 38 van 40 (95 %)");
	figures_free(f);
	f = sample_figures(records, 40, 5);
	assert_true(f->blocks[1].options[0].share.suppressed);
	assert_false(f->blocks[1].options[1].share.suppressed);
	assert_null(sentence_of_block(f, &f->blocks[1]));
	figures_free(f);
}

static void what_is_hidden_is_not_said(void **state)
{
	static struct sample_record records[4];
	struct figures *f = sample_figures(records, 4, 5);

	(void)state;
	assert_says(short_of(f), "te weinig formulieren om te tonen");
	assert_says(sentence_of_scale(&f->scales[0]),
		    "te weinig formulieren om te tonen");
	assert_null(sentence_of_block(f, &f->blocks[0]));
	assert_says(sentence_of_steps(f), "te weinig formulieren om te tonen");
	figures_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_held_against_its_target),
		cmocka_unit_test(under_ten_it_does_not_judge),
		cmocka_unit_test(answers_have_their_sentence),
		cmocka_unit_test(a_tie_has_no_most),
		cmocka_unit_test(a_positive_outcome_goes_with_the_number_met),
		cmocka_unit_test(months_are_read_from_twelve_on),
		cmocka_unit_test(
			two_years_differ_when_their_intervals_do_not_touch),
		cmocka_unit_test(groups_outside_the_funnel_are_named),
		cmocka_unit_test(what_came_is_told_with_its_days),
		cmocka_unit_test(a_hidden_answer_may_be_the_most),
		cmocka_unit_test(what_is_hidden_is_not_said),
	};

	return run_tests(tests);
}
