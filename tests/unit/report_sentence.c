/* What report/sentence.h promises, in Dutch. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "report/sentence.h"
#include "sample.h"

/* A selection of figures in which only what a test sets is known. */
struct bench {
	struct figures figures;
	struct figure_measure measures[2];
	struct figure_item items[2][SAMPLE_PER_MEASURE];
};

static void prepare(struct bench *b)
{
	*b = (struct bench){ 0 };
	b->figures.form = &sample_form;
	b->figures.measure_count = 2;
	b->figures.measures = b->measures;
	for (int m = 0; m < 2; m++) {
		b->measures[m].measure = m;
		b->measures[m].target = 80;
		b->measures[m].item_count = SAMPLE_PER_MEASURE;
		b->measures[m].items = b->items[m];
		for (int i = 0; i < SAMPLE_PER_MEASURE; i++)
			b->items[m][i].field = sample_form.measures[m].items[i];
	}
}

static struct mean known_mean(int percent, bool reached, enum verdict verdict)
{
	return (struct mean){ .records = 40,
			      .known = true,
			      .percent = percent,
			      .has_interval = true,
			      .reached = reached,
			      .verdict = verdict };
}

static void put_item(struct bench *b, int m, int i, int64_t met, int64_t of,
		     enum verdict verdict)
{
	b->items[m][i].share = (struct share){
		.met = met,
		.of = of,
		.known = true,
		.percent = (int)((200 * met + of) / (2 * of)),
		.has_interval = true,
		.reached = met * 100 >= 80 * of,
		.verdict = verdict,
	};
}

static void a_measure_is_held_against_its_target(void **state)
{
	static const struct {
		int percent;
		bool reached;
		enum verdict verdict;
		const char *want;
	} cases[] = {
		{ 95, true, VERDICT_MET,
		  "Behandelgetrouwheid is 95 % en haalt het doel van 80 %" },
		{ 61, false, VERDICT_BELOW,
		  "Behandelgetrouwheid is 61 % en ligt onder het doel van "
		  "80 %" },
		{ 80, false, VERDICT_BELOW,
		  "Behandelgetrouwheid is bijna 80 %: net onder het doel" },
		{ 80, true, VERDICT_UNCERTAIN,
		  "Behandelgetrouwheid is 80 %: het doel van 80 % is gehaald, "
		  "maar dat kan toeval zijn" },
		{ 80, false, VERDICT_UNCERTAIN,
		  "Behandelgetrouwheid is bijna 80 %: net onder het doel, maar "
		  "dat kan toeval zijn" },
		{ 78, false, VERDICT_UNCERTAIN,
		  "Behandelgetrouwheid is 78 %: onder het doel van 80 %, maar "
		  "dat kan toeval zijn" },
	};
	struct bench b;

	(void)state;
	prepare(&b);
	for (size_t i = 0; i < COUNT(cases); i++) {
		b.measures[0].mean = known_mean(
			cases[i].percent, cases[i].reached, cases[i].verdict);
		assert_says(sentence_of_mean(&b.figures, &b.measures[0]),
			    cases[i].want);
	}
}

static void a_measure_that_cannot_be_judged_says_why(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	assert_says(sentence_of_mean(&b.figures, &b.measures[1]),
		    "Doelbereiking: nog niets gescoord");
	b.measures[1].mean.suppressed = true;
	assert_says(sentence_of_mean(&b.figures, &b.measures[1]),
		    "Doelbereiking: te weinig formulieren om te tonen");
	b.measures[1].mean =
		(struct mean){ .records = 1, .known = true, .percent = 67 };
	assert_says(sentence_of_mean(&b.figures, &b.measures[1]),
		    "Doelbereiking is 67 %, in één formulier: te weinig om "
		    "iets van te zeggen");
	b.measures[1].mean = known_mean(67, false, VERDICT_NONE);
	b.measures[1].target = -1;
	assert_says(sentence_of_mean(&b.figures, &b.measures[1]),
		    "Doelbereiking is gemiddeld 67 %, over 40 formulieren");
}

static void the_criterion_furthest_under_stands_out(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	assert_null(sentence_that_stands_out(&b.figures));
	put_item(&b, 0, 0, 97, 100, VERDICT_MET);
	assert_null(sentence_that_stands_out(&b.figures));

	/* Far under, but of two records only. */
	put_item(&b, 0, 1, 0, 2, VERDICT_UNCERTAIN);
	assert_says(sentence_that_stands_out(&b.figures),
		    "Er valt op: 2 (Plan klaar vóór het tweede gezinsbezoek) "
		    "ligt met 0 % onder het doel van 80 %, niet behaald in 2 "
		    "van 2, maar dat kan toeval zijn");
	put_item(&b, 1, 2, 60, 100, VERDICT_BELOW);
	put_item(&b, 1, 1, 44, 72, VERDICT_BELOW);
	assert_says(sentence_that_stands_out(&b.figures),
		    "Er valt op: 5c (Basisroutines passen) ligt met 60 % onder "
		    "het doel van 80 %, niet behaald in 40 van 100");
	put_item(&b, 1, 1, 43, 72, VERDICT_BELOW);
	assert_says(sentence_that_stands_out(&b.figures),
		    "Er valt op: 5b (Gezin veilig genoeg) ligt met 60 % onder "
		    "het doel van 80 %, niet behaald in 29 van 72");
}

static void what_is_shown_as_the_target_is_nearly_there(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	put_item(&b, 1, 1, 47, 59, VERDICT_UNCERTAIN);
	assert_says(sentence_that_stands_out(&b.figures),
		    "Er valt op: 5b (Gezin veilig genoeg) ligt met bijna 80 % "
		    "onder het doel van 80 %, niet behaald in 12 van 59, maar "
		    "dat kan toeval zijn");
}

static void what_is_hidden_does_not_stand_out(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.items[0][1].share = (struct share){ .met = FIGURE_HIDDEN,
					      .of = FIGURE_HIDDEN,
					      .suppressed = true };
	assert_null(sentence_that_stands_out(&b.figures));
}

static void a_positive_outcome_tells_of_the_undecided(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	assert_null(sentence_of_positive(&b.figures));
	b.figures.has_positive = true;
	assert_says(sentence_of_positive(&b.figures),
		    "Positieve uitkomst: nog geen formulieren");
	b.figures.positive = (struct share){
		.met = 89, .of = 100, .known = true, .percent = 89
	};
	assert_says(sentence_of_positive(&b.figures),
		    "Positieve uitkomst: 89 %, in 89 van 100");
	b.figures.undecided = 3;
	assert_says(sentence_of_positive(&b.figures),
		    "Positieve uitkomst: 89 %, in 89 van 100; niet te zeggen "
		    "in 3, die tellen als niet positief");
}

static void the_numbers_of_records_hide_too(void **state)
{
	struct figures f = { .threshold = 5,
			     .complete = 40,
			     .valid = 33,
			     .invalid = 7,
			     .draft = 9 };

	(void)state;
	assert_says(sentence_of_records(&f),
		    "40 afgerond: 33 tellen mee, 7 niet; 9 in concept");
	f.complete = f.invalid = FIGURE_HIDDEN;
	assert_says(sentence_of_records(&f),
		    "33 tellen mee, <5 niet; 9 in concept");
	f.valid = f.draft = FIGURE_HIDDEN;
	f.counts_suppressed = true;
	assert_says(sentence_of_records(&f), "<5 tellen mee; <5 in concept");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_measure_is_held_against_its_target),
		cmocka_unit_test(a_measure_that_cannot_be_judged_says_why),
		cmocka_unit_test(the_criterion_furthest_under_stands_out),
		cmocka_unit_test(what_is_shown_as_the_target_is_nearly_there),
		cmocka_unit_test(what_is_hidden_does_not_stand_out),
		cmocka_unit_test(a_positive_outcome_tells_of_the_undecided),
		cmocka_unit_test(the_numbers_of_records_hide_too),
	};

	return run_tests(tests);
}
