/* What report/questions.h promises, in Dutch. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "report/questions.h"
#include "sample.h"

#define FAMILY (SAMPLE_ITEMS)

/* A selection of figures in which only what a test sets is known. */
struct bench {
	struct figures figures;
	struct figure_measure measures[2];
	struct figure_item items[2][SAMPLE_PER_MEASURE];
	struct figure_block blocks[2];
	struct figure_option options[2][SAMPLE_FAMILIES];
	struct figure_group years[3];
	struct mean means[3][2];
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
		b->measures[m].benchmark = -1;
		b->measures[m].item_count = SAMPLE_PER_MEASURE;
		b->measures[m].items = b->items[m];
		for (int i = 0; i < SAMPLE_PER_MEASURE; i++)
			b->items[m][i].field = sample_form.measures[m].items[i];
	}
	b->figures.blocks = b->blocks;
	for (int i = 0; i < 2; i++) {
		b->blocks[i].field = FAMILY + i;
		b->blocks[i].options = b->options[i];
		b->blocks[i].option_count =
			i ? SAMPLE_PROBLEMS : SAMPLE_FAMILIES;
		for (size_t o = 0; o < b->blocks[i].option_count; o++) {
			b->options[i][o].benchmark = -1;
			b->options[i][o].option =
				&sample_form.fields[FAMILY + i].options[o];
		}
	}
	b->figures.years = b->years;
	for (int y = 0; y < 3; y++) {
		static char names[][5] = { "2022", "2023", "2024" };

		b->years[y].value = names[y];
		b->years[y].measure_count = 2;
		b->years[y].measures = b->means[y];
	}
}

static struct share share_of(int64_t met, int64_t of, double low, double high)
{
	return (struct share){ .met = met,
			       .of = of,
			       .known = true,
			       .percent = (int)((200 * met + of) / (2 * of)),
			       .rate = (double)met / (double)of,
			       .has_interval = true,
			       .low = low,
			       .high = high,
			       .reached = met * 100 >= 80 * of };
}

static void put_item(struct bench *b, int m, int i, int64_t met, int64_t of,
		     enum verdict verdict)
{
	b->items[m][i].share = share_of(met, of, 0, 1);
	b->items[m][i].share.verdict = verdict;
}

static struct mean mean_of(int percent, double low, double high)
{
	return (struct mean){ .records = 40,
			      .known = true,
			      .percent = percent,
			      .mean = percent / 100.0,
			      .has_interval = true,
			      .low = low,
			      .high = high };
}

/* Exactly these questions come of it; the list of wanted ends with NULL. */
static void assert_asks(const struct bench *b, enum talk_kind kind,
			const char *const *wanted)
{
	struct question_list list = { 0 };
	size_t count = 0;

	questions_add(&list, &b->figures, kind);
	while (wanted[count])
		count++;
	for (size_t i = 0; i < count && i < list.count; i++)
		assert_string_equal(list.items[i], wanted[i]);
	assert_int_equal(list.count, count);
	question_list_done(&list);
}

#define asks(bench, kind, ...)                                                 \
	assert_asks(bench, kind, (const char *const[]){ __VA_ARGS__, NULL })
#define asks_nothing(bench, kind)                                              \
	assert_asks(bench, kind, (const char *const[]){ NULL })

static void nothing_known_raises_no_question(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.block_count = 2;
	b.figures.year_count = 3;
	for (int kind = 0; kind < TALK_KINDS; kind++)
		asks_nothing(&b, (enum talk_kind)kind);
}

static void what_is_suppressed_raises_no_question(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.threshold = 5;
	b.figures.complete = b.figures.invalid = FIGURE_HIDDEN;
	for (int i = 0; i < SAMPLE_PER_MEASURE; i++)
		b.items[0][i] = (struct figure_item){
			.share = { .met = FIGURE_HIDDEN,
				   .of = FIGURE_HIDDEN,
				   .suppressed = true },
			.missing = FIGURE_HIDDEN,
			.empty = FIGURE_HIDDEN,
		};
	for (int kind = 0; kind < TALK_KINDS; kind++)
		asks_nothing(&b, (enum talk_kind)kind);
}

static void the_answer_furthest_from_the_country_is_asked_about(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.block_count = 1;
	b.options[0][0].share = share_of(30, 100, 0.22, 0.40);
	b.options[0][0].benchmark = 41;
	b.options[0][1].share = share_of(60, 100, 0.50, 0.69);
	b.options[0][1].benchmark = 40;
	asks(&b, TALK_POPULATION,
	     "Wat voor gezin is het? Tweeoudergezin: hier 60 %, landelijk 40 "
	     "%. "
	     "Herkennen we dat, en is het de bedoeling?");
}

static void within_its_range_an_answer_is_no_question(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.block_count = 1;
	b.options[0][0].share = share_of(30, 100, 0.22, 0.40);
	b.options[0][0].benchmark = 40;
	b.options[0][1].share = share_of(60, 100, 0.50, 0.69);
	b.options[0][1].benchmark = 50;

	/* So the answer given most is asked about. */
	asks(&b, TALK_POPULATION,
	     "Wat voor gezin is het? Tweeoudergezin komt het meest voor, in 60 "
	     "%. Is dat de groep voor wie we er willen zijn?");
}

static void records_that_do_not_count_are_asked_about(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.complete = 40;
	asks_nothing(&b, TALK_EXCLUDED);
	b.figures.invalid = 3;
	asks(&b, TALK_EXCLUDED,
	     "3 van de 40 afgeronde formulieren tellen niet mee. Weten we "
	     "waarom, en is daar iets aan te doen?");
}

static void a_tenth_without_score_is_asked_about(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	put_item(&b, 0, 0, 90, 91, VERDICT_MET);
	b.items[0][0].missing = 9;
	put_item(&b, 0, 1, 80, 90, VERDICT_MET);
	b.items[0][1].missing = 6;
	b.items[0][1].empty = 4;
	put_item(&b, 0, 2, 60, 80, VERDICT_MET);
	b.items[0][2].empty = 20;
	asks(&b, TALK_UNSCORED,
	     "3 (Sociaal netwerk in beeld): geen score in 20 van 100. Wat "
	     "maakt "
	     "het lastig om te scoren?",
	     "2 (Plan klaar vóór het tweede gezinsbezoek): geen score in 10 "
	     "van "
	     "100. Wat maakt het lastig om te scoren?");
}

static void certain_ones_under_target_come_first(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	put_item(&b, 0, 0, 70, 100, VERDICT_UNCERTAIN);
	put_item(&b, 0, 1, 10, 100, VERDICT_BELOW);
	put_item(&b, 0, 2, 72, 100, VERDICT_BELOW);
	put_item(&b, 1, 0, 79, 100, VERDICT_UNCERTAIN);
	put_item(&b, 1, 1, 80, 100, VERDICT_UNCERTAIN);
	asks(&b, TALK_BELOW,
	     "2 (Plan klaar vóór het tweede gezinsbezoek): 10 %, het doel is "
	     "80 "
	     "%; niet behaald in 90 van 100. Wat zit daarachter?",
	     "3 (Sociaal netwerk in beeld): 72 %, het doel is 80 %; niet "
	     "behaald in 28 van 100. Wat zit daarachter?",
	     "1 (Hulp begonnen binnen 24 uur): 70 %, het doel is 80 %; niet "
	     "behaald in 30 van 100. Dat kan toeval zijn. Herkennen we het?");
}

static void without_a_target_nothing_is_below_it(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.measures[0].target = -1;
	put_item(&b, 0, 0, 10, 100, VERDICT_NONE);
	asks_nothing(&b, TALK_BELOW);
	asks_nothing(&b, TALK_NEXT);
}

static void years_that_lie_apart_are_asked_about(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.figures.year_count = 3;
	b.means[0][0] = mean_of(20, 0.1, 0.3);
	b.means[1][0] = mean_of(70, 0.65, 0.75);
	b.means[2][0] = mean_of(90, 0.76, 0.95);
	b.means[1][1] = mean_of(70, 0.65, 0.75);
	b.means[2][1] = mean_of(80, 0.75, 0.85);
	asks(&b, TALK_CHANGED,
	     "Behandelgetrouwheid ging van 70 % in 2023 naar 90 % in 2024, "
	     "meer "
	     "dan toeval verklaart. Wat is er veranderd?");
}

static void another_figure_than_the_country_is_asked_about(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.measures[0].mean = mean_of(90, 0.85, 0.94);
	b.measures[0].benchmark = 95;
	b.measures[1].mean = mean_of(88, 0.85, 0.91);
	b.measures[1].benchmark = 88;
	asks(&b, TALK_NATIONAL,
	     "Behandelgetrouwheid is hier 90 % en landelijk 95 %. Wat is er "
	     "bij "
	     "ons anders?");
}

static void what_goes_well_is_asked_about_too(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	put_item(&b, 0, 0, 97, 100, VERDICT_MET);
	put_item(&b, 0, 1, 9, 9, VERDICT_UNCERTAIN);
	put_item(&b, 0, 2, 99, 100, VERDICT_MET);
	put_item(&b, 1, 0, 97, 100, VERDICT_MET);
	asks(&b, TALK_STRONG,
	     "3 (Sociaal netwerk in beeld): behaald in 99 van 100. Waardoor "
	     "gaat dit goed?",
	     "1 (Hulp begonnen binnen 24 uur): behaald in 97 van 100. Waardoor "
	     "gaat dit goed?");
}

static void every_measure_is_valued(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	b.measures[0].mean = mean_of(90, 0.85, 0.94);
	b.measures[1].mean = mean_of(88, 0.85, 0.91);
	b.measures[1].target = -1;
	b.figures.has_positive = true;
	b.figures.positive = share_of(36, 40, 0, 1);
	asks(&b, TALK_TARGET,
	     "Behandelgetrouwheid is 90 %, het doel is 80 %. Welk cijfer geven "
	     "we het zelf, en wat maakt het één punt hoger?",
	     "Doelbereiking is 88 %. Wanneer is het voor ons goed genoeg?",
	     "Positieve uitkomst: 36 van 40. Is dat wat we willen bereiken?");
}

static void one_thing_to_begin_with(void **state)
{
	struct bench b;

	(void)state;
	prepare(&b);
	put_item(&b, 0, 0, 97, 100, VERDICT_MET);
	put_item(&b, 0, 1, 85, 100, VERDICT_UNCERTAIN);
	asks(&b, TALK_NEXT,
	     "Alle criteria halen het doel; het laagst is 2 (Plan klaar vóór "
	     "het tweede gezinsbezoek), met 85 %. Werken we daaraan, of aan "
	     "het "
	     "vasthouden van wat goed gaat?");
	put_item(&b, 1, 2, 60, 100, VERDICT_BELOW);
	asks(&b, TALK_NEXT,
	     "5c (Basisroutines passen) ligt het verst onder het doel, op 60 "
	     "%. "
	     "Wat is een eerste kleine stap, en waaraan zien we dat die "
	     "werkt?");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_known_raises_no_question),
		cmocka_unit_test(what_is_suppressed_raises_no_question),
		cmocka_unit_test(
			the_answer_furthest_from_the_country_is_asked_about),
		cmocka_unit_test(within_its_range_an_answer_is_no_question),
		cmocka_unit_test(records_that_do_not_count_are_asked_about),
		cmocka_unit_test(a_tenth_without_score_is_asked_about),
		cmocka_unit_test(certain_ones_under_target_come_first),
		cmocka_unit_test(without_a_target_nothing_is_below_it),
		cmocka_unit_test(years_that_lie_apart_are_asked_about),
		cmocka_unit_test(
			another_figure_than_the_country_is_asked_about),
		cmocka_unit_test(what_goes_well_is_asked_about_too),
		cmocka_unit_test(every_measure_is_valued),
		cmocka_unit_test(one_thing_to_begin_with),
	};

	return run_tests(tests);
}
