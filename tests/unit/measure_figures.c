/* What measure/figures.h promises, on records that can be counted by hand. */
#include "config.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measure/figures.h"
#include "sample.h"

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-12)

/* count records with the same scores, "110 11-": met, not met, unscored. */
static void add(struct sample_record *records, size_t *n, int count,
		const char *scores)
{
	for (int i = 0; i < count; i++) {
		struct sample_record *r = &records[(*n)++];

		*r = (struct sample_record){ .family = -1, .problems = -1 };
		for (int s = 0, at = 0; s < SAMPLE_ITEMS; at++) {
			if (scores[at] == ' ')
				continue;
			r->scores[s++] = scores[at] == '1'   ? MET
					 : scores[at] == '0' ? NOT_MET
					 : scores[at] == 'r' ? REASON
							     : UNSCORED;
		}
	}
}

static void nothing_counted_is_not_known(void **state)
{
	struct figures *f = sample_figures(NULL, 0, 0);

	(void)state;
	assert_int_equal(f->valid, 0);
	assert_false(f->measures[0].mean.known);
	assert_false(f->measures[0].mean.pooled.known);
	assert_false(f->measures[0].items[0].share.known);
	assert_false(f->measures[0].items[0].share.has_interval);
	assert_false(f->positive.known);
	assert_false(f->blocks[0].options[0].share.known);
	assert_int_equal(f->measures[0].mean.verdict, VERDICT_NONE);
	assert_int_equal(f->group_count, 0);
	figures_free(f);
}

static void one_record_has_no_interval_of_its_mean(void **state)
{
	struct sample_record records[1];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 1, "110 111");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].mean.records, 1);
	assert_true(f->measures[0].mean.known);
	assert_true(f->measures[0].mean.mean == 2.0 / 3);
	assert_int_equal(f->measures[0].mean.percent, 67);
	assert_false(f->measures[0].mean.has_interval);
	assert_int_equal(f->measures[0].mean.verdict, VERDICT_NONE);
	assert_true(f->measures[1].mean.reached);
	assert_true(f->measures[0].items[0].share.has_interval);
	figures_free(f);
}

static void two_records_have_one(void **state)
{
	struct sample_record records[2];
	size_t n = 0;
	struct figures *f;
	double reach = 1.959963984540054 * sqrt((1.0 / 18) / 2);

	(void)state;
	/* 2/3 and 1/3: mean 1/2, s² = 1/18 */
	add(records, &n, 1, "110 111");
	add(records, &n, 1, "100 111");
	f = sample_figures(records, n, 0);
	assert_true(f->measures[0].mean.has_interval);
	assert_near(f->measures[0].mean.low, 0.5 - reach);
	assert_near(f->measures[0].mean.high, 0.5 + reach);
	assert_true(f->measures[1].mean.low == 1);
	assert_true(f->measures[1].mean.high == 1);
	figures_free(f);
}

static void what_is_unscored_is_in_no_denominator(void **state)
{
	struct sample_record records[8];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 3, "1-r 111");
	add(records, &n, 1, "01- 111");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.of, 4);
	assert_int_equal(f->measures[0].items[0].share.met, 3);
	assert_int_equal(f->measures[0].items[1].share.of, 1);
	assert_int_equal(f->measures[0].items[1].empty, 3);
	assert_int_equal(f->measures[0].items[2].share.of, 0);
	assert_false(f->measures[0].items[2].share.known);
	assert_int_equal(f->measures[0].items[2].missing, 3);
	assert_int_equal(f->measures[0].items[2].empty, 1);
	/* three times 1/1, once 1/2 */
	assert_true(f->measures[0].mean.mean == 0.875);
	assert_int_equal(f->measures[0].mean.percent, 88);
	assert_int_equal(f->measures[0].mean.pooled.met, 4);
	assert_int_equal(f->measures[0].mean.pooled.of, 5);
	figures_free(f);
}

static void a_record_without_a_score_is_not_in_the_mean(void **state)
{
	struct sample_record records[3];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 2, "111 110");
	add(records, &n, 1, "--- 110");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->valid, 3);
	assert_int_equal(f->measures[0].mean.records, 2);
	assert_int_equal(f->measures[0].mean.percent, 100);
	assert_int_equal(f->measures[1].mean.records, 3);
	figures_free(f);
}

/*
 * The mean of the criteria's rounded figures is not the figure: 89, 88 and 85
 * make 87.33, while all records together say 88.
 */
static void rounded_figures_are_never_rounded_again(void **state)
{
	static struct sample_record records[200];
	size_t n = 0;
	struct figures *f;

	(void)state;
	/* c1 178 of 200 (89), c2 175 (87.5: 88), c3 169 (84.5: 85). */
	add(records, &n, 169, "111 111");
	add(records, &n, 6, "110 111");
	add(records, &n, 3, "100 111");
	add(records, &n, 22, "000 111");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.percent, 89);
	assert_int_equal(f->measures[0].items[1].share.percent, 88);
	assert_int_equal(f->measures[0].items[2].share.percent, 85);
	/* 522 of 600 */
	assert_int_equal(f->measures[0].mean.percent, 87);
	assert_true(f->measures[0].mean.mean == 0.87);
	figures_free(f);
}

static void exactly_the_target_is_reached(void **state)
{
	static struct sample_record records[10000];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 4, "1-- 111");
	add(records, &n, 1, "0-- 111");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.percent, 80);
	assert_true(f->measures[0].items[0].share.reached);
	assert_true(f->measures[0].mean.reached);
	figures_free(f);

	n = 0;
	add(records, &n, 7999, "1-- 111");
	add(records, &n, 2001, "0-- 111");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.percent, 80);
	assert_false(f->measures[0].items[0].share.reached);
	assert_int_equal(f->measures[0].mean.percent, 80);
	assert_false(f->measures[0].mean.reached);
	figures_free(f);
}

/* Wilson at 80 %: 12 of 12 has 75.75 below it, 16 of 16 has 80.64. */
static void the_verdict_is_by_the_interval(void **state)
{
	static struct sample_record records[100];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 12, "1-- ---");
	add(records, &n, 4, "-0- ---");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.verdict,
			 VERDICT_UNCERTAIN);
	assert_true(f->measures[0].items[0].share.reached);
	/* 0 of 4: at most 48.99. */
	assert_int_equal(f->measures[0].items[1].share.verdict, VERDICT_BELOW);
	figures_free(f);

	n = 0;
	add(records, &n, 16, "1-- ---");
	f = sample_figures(records, n, 0);
	assert_int_equal(f->measures[0].items[0].share.verdict, VERDICT_MET);
	assert_true(f->measures[0].items[0].share.low >= 0.80);
	figures_free(f);
}

/* Equal scores leave no room for chance: the interval is the target itself. */
static void all_at_the_target_exactly_is_met(void **state)
{
	static struct sample_record records[4];
	size_t n = 0;
	struct form form = sample_form;
	struct measure measures[2] = { sample_form.measures[0],
				       sample_form.measures[1] };
	struct selection selection = { .form = "proef" };
	struct tally *tally;
	struct figures *f;

	(void)state;
	measures[0].target = 50;
	form.measures = measures;
	add(records, &n, 4, "10- 111");
	tally = sample_tally(records, n);
	tally->form = &form;
	f = figures_compute(tally, NULL, &selection, 0);
	sample_tally_free(tally);
	assert_true(f->measures[0].mean.low == 0.5);
	assert_true(f->measures[0].mean.reached);
	assert_int_equal(f->measures[0].mean.verdict, VERDICT_MET);
	figures_free(f);
}

static void a_measure_without_target_is_not_judged(void **state)
{
	struct sample_record records[9];
	size_t n = 0;
	struct form form = sample_form;
	struct measure measures[2] = { sample_form.measures[0],
				       sample_form.measures[1] };
	struct selection selection = { .form = "proef" };
	struct tally *tally;
	struct figures *f;

	(void)state;
	measures[0].target = -1;
	form.measures = measures;
	add(records, &n, 9, "111 111");
	tally = sample_tally(records, n);
	tally->form = &form;
	f = figures_compute(tally, NULL, &selection, 0);
	sample_tally_free(tally);
	assert_int_equal(f->measures[0].target, -1);
	assert_false(f->measures[0].mean.reached);
	assert_int_equal(f->measures[0].mean.verdict, VERDICT_NONE);
	assert_int_equal(f->measures[0].items[0].share.verdict, VERDICT_NONE);
	figures_free(f);
}

/* At least two of three: 11x is positive, 1-0 could have been. */
static void undecided_counts_as_not_positive(void **state)
{
	struct sample_record records[10];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 1, "111 111");
	add(records, &n, 1, "111 110");
	add(records, &n, 1, "111 11-");
	add(records, &n, 1, "111 10-"); /* undecided */
	add(records, &n, 1, "111 100");
	add(records, &n, 1, "111 0--"); /* undecided */
	add(records, &n, 1, "111 00-");
	add(records, &n, 2, "111 000");
	add(records, &n, 1, "111 ---"); /* undecided */
	f = sample_figures(records, n, 0);
	assert_true(f->has_positive);
	assert_int_equal(f->positive.met, 3);
	assert_int_equal(f->positive.of, 10);
	assert_int_equal(f->positive.percent, 30);
	assert_int_equal(f->undecided, 3);
	figures_free(f);
}

static void records_that_do_not_count_are_in_no_figure(void **state)
{
	struct sample_record records[5];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 3, "111 111");
	add(records, &n, 2, "000 000");
	records[3].excluded = true;
	records[4].excluded = true;
	records[4].family = 1;
	f = sample_figures(records, n, 0);
	assert_int_equal(f->complete, 5);
	assert_int_equal(f->valid, 3);
	assert_int_equal(f->invalid, 2);
	assert_int_equal(f->measures[0].mean.percent, 100);
	assert_int_equal(f->positive.of, 3);
	assert_int_equal(f->blocks[0].answered, 0);
	assert_int_equal(f->group_count, 1);
	assert_int_equal(f->groups[0].valid, 3);
	figures_free(f);
}

static void options_are_shares_of_those_who_answered(void **state)
{
	struct sample_record records[9];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 9, "111 111");
	for (int i = 0; i < 8; i++) {
		records[i].family = i == 0 ? 2 : 0;
		records[i].problems = i < 3 ? 5 : 4;
	}
	f = sample_figures(records, n, 0);
	assert_int_equal(f->blocks[0].answered, 8);
	assert_int_equal(f->blocks[0].options[2].share.of, 8);
	assert_int_equal(f->blocks[0].options[2].share.percent, 13);
	assert_int_equal(f->blocks[0].options[0].share.percent, 88);
	assert_int_equal(f->blocks[0].options[3].share.percent, 0);
	assert_true(f->blocks[0].options[3].share.known);
	assert_int_equal(f->blocks[1].options[0].share.met, 3);
	assert_int_equal(f->blocks[1].options[2].share.met, 8);
	figures_free(f);
}

static void the_selection_is_told(void **state)
{
	struct tally *tally = sample_tally(NULL, 0);
	struct selection selection = { .form = "proef",
				       .from = "2024-01-01",
				       .to = "2024-12-31",
				       .by_ended = true,
				       .organisatie = "Zuid",
				       .team = "Oost" };
	struct figures *f = figures_compute(tally, NULL, &selection, 0);

	(void)state;
	sample_tally_free(tally);
	assert_string_equal(f->from, "2024-01-01");
	assert_string_equal(f->to, "2024-12-31");
	assert_true(f->by_ended);
	assert_string_equal(f->organisatie, "Zuid");
	assert_string_equal(f->team, "Oost");
	assert_null(f->medewerker);
	assert_string_equal(f->versions[0], "1.0");
	assert_string_equal(f->group_by, "team");
	figures_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_counted_is_not_known),
		cmocka_unit_test(one_record_has_no_interval_of_its_mean),
		cmocka_unit_test(two_records_have_one),
		cmocka_unit_test(what_is_unscored_is_in_no_denominator),
		cmocka_unit_test(a_record_without_a_score_is_not_in_the_mean),
		cmocka_unit_test(rounded_figures_are_never_rounded_again),
		cmocka_unit_test(exactly_the_target_is_reached),
		cmocka_unit_test(the_verdict_is_by_the_interval),
		cmocka_unit_test(all_at_the_target_exactly_is_met),
		cmocka_unit_test(a_measure_without_target_is_not_judged),
		cmocka_unit_test(undecided_counts_as_not_positive),
		cmocka_unit_test(records_that_do_not_count_are_in_no_figure),
		cmocka_unit_test(options_are_shares_of_those_who_answered),
		cmocka_unit_test(the_selection_is_told),
	};

	return run_tests(tests);
}
