/* What measure/run.h and measure/funnel.h promise. */
#include "config.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "measure/funnel.h"
#include "measure/run.h"
#include "sample.h"

#define MOST_MONTHS 48

/* Figures with a record, or many, in each of so many months, c1 met as said. */
static struct figures *figures_of_months(const char *met, int each)
{
	static struct sample_record records[MOST_MONTHS * 100];
	size_t n = 0;

	for (int month = 0; met[month]; month++) {
		int of_ten = met[month] - '0';

		for (int i = 0; i < 10 * each; i++) {
			struct sample_record *r = &records[n++];

			*r = (struct sample_record){ .family = -1,
						     .problems = -1,
						     .year = month / 12,
						     .month = month % 12 };
			for (int s = 0; s < SAMPLE_ITEMS; s++)
				r->scores[s] =
					i < of_ten * each ? MET : NOT_MET;
		}
	}
	return sample_figures(records, n, 0);
}

/* The signals of c1 with so many of ten met in each month. */
static unsigned signals_of(const char *met)
{
	struct figures *f = figures_of_months(met, 1);
	struct run run = run_of_item(f, 0, 0);
	unsigned signals = run.signals;

	assert_int_equal(run.count, strlen(met));
	run_done(&run);
	figures_free(f);
	return signals;
}

static void under_twelve_points_it_is_not_read(void **state)
{
	struct figures *f = figures_of_months("11199999999", 1);
	struct run run = run_of_item(f, 0, 0);

	(void)state;
	assert_int_equal(run.count, 11);
	assert_false(run.is_read);
	assert_int_equal(run.signals, 0);
	run_done(&run);
	figures_free(f);
}

static void eight_on_one_side_are_a_shift(void **state)
{
	(void)state;
	/* mean 5 */
	assert_int_equal(signals_of("446464666666664444"), RUN_SHIFT_UP);
	assert_int_equal(signals_of("646464646466664646444464466646"), 0);
}

static void seven_on_one_side_are_not(void **state)
{
	(void)state;
	assert_int_equal(signals_of("44646466666664444646"), 0);
}

static void a_point_on_the_centre_neither_adds_nor_breaks(void **state)
{
	(void)state;
	/* Four, then one on the mean, then four: eight on that side. */
	assert_int_equal(signals_of("44444"
				    "6666"
				    "5"
				    "6666"
				    "444"),
			 RUN_SHIFT_UP);
	assert_int_equal(signals_of("4444"
				    "6666"
				    "5"
				    "666"
				    "444"),
			 0);
}

static void eight_below_are_a_shift_down(void **state)
{
	(void)state;
	assert_int_equal(signals_of("664646444444446666"), RUN_SHIFT_DOWN);
}

static void six_that_rise_are_a_trend(void **state)
{
	(void)state;
	assert_int_equal(signals_of("5454"
				    "345678"
				    "4545"),
			 RUN_TREND_UP);
	assert_int_equal(signals_of("5656"
				    "876543"
				    "5656"),
			 RUN_TREND_DOWN);
	/* Five do not make it; one that is equal is passed over. */
	assert_int_equal(signals_of("5454"
				    "34567"
				    "454567"),
			 0);
	assert_int_equal(signals_of("5454"
				    "3455678"
				    "4545"),
			 RUN_TREND_UP);
}

static void a_point_outside_three_deviations_is_beyond(void **state)
{
	struct figures *f = figures_of_months("565656565651", 2);
	struct run run = run_of_item(f, 0, 0);
	double p = run.centre;
	double reach = 3 * sqrt(p * (1 - p) / 20);

	(void)state;
	assert_true(run.is_read);
	assert_int_equal(run.signals, RUN_BEYOND_LOW);
	assert_int_equal(run.points[11].signals, RUN_BEYOND_LOW);
	assert_int_equal(run.points[10].signals, 0);
	assert_string_equal(run.points[11].month, "2021-12");
	assert_true(run.points[0].has_limits);
	assert_true(fabs(run.points[0].low - (p - reach)) < 1e-12);
	assert_true(fabs(run.points[0].high - (p + reach)) < 1e-12);
	run_done(&run);
	figures_free(f);
}

static void few_expected_have_no_limits(void **state)
{
	struct figures *f = figures_of_months("999999999999", 1);
	struct run item = run_of_item(f, 0, 0);
	struct run mean = run_of_measure(f, 0);

	(void)state;
	/* Of ten, one is expected not to be met: under five. */
	assert_false(item.points[0].has_limits);
	assert_true(mean.points[0].has_limits);
	assert_true(mean.points[0].low < 0.9 && mean.points[0].high > 0.9);
	run_done(&item);
	run_done(&mean);
	figures_free(f);
}

static void what_is_suppressed_is_no_point(void **state)
{
	static struct sample_record records[40];
	struct figures *f;
	struct run run;

	(void)state;
	for (int i = 0; i < 40; i++)
		records[i] = (struct sample_record){ .scores = { MET },
						     .month = i < 2    ? 0
							      : i < 6  ? 1
							      : i < 20 ? 2
								       : 3 };
	f = sample_figures(records, 40, 5);
	run = run_of_measure(f, 0);
	assert_int_equal(run.hidden, 2);
	assert_int_equal(run.count, 2);
	assert_string_equal(run.points[0].month, "2021-03");
	run_done(&run);
	figures_free(f);
}

/* Worked out in exact fractions, by another program. */
static void limits_of_a_share_are_the_binomial_ones(void **state)
{
	static const struct {
		int target, n;
		double low95, high95, low998, high998;
	} known[] = {
		{ 80, 1, 0, 0.96875, 0, 0.99875 },
		{ 80, 5, 0.271406250, 0.984741211, 0.021250000, 0.999389648 },
		{ 80, 10, 0.470506117, 0.976716936, 0.302463960, 0.999068677 },
		{ 80, 17, 0.560366506, 0.939650892, 0.426039513, 0.997387711 },
		{ 80, 72, 0.696660583, 0.882003447, 0.636848587, 0.926117338 },
		{ 80, 500, 0.763353592, 0.833505393, 0.742105345, 0.852510442 },
		{ 50, 20, 0.255823529, 0.694176471, 0.136735789, 0.813264211 },
		{ 95, 40, 0.858142477, 0.995136647, 0.802690762, 0.999805466 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		struct funnel limits =
			funnel_of_share(known[i].target, known[i].n);

		assert_true(fabs(limits.low95 - known[i].low95) < 1e-8);
		assert_true(fabs(limits.high95 - known[i].high95) < 1e-8);
		assert_true(fabs(limits.low998 - known[i].low998) < 1e-8);
		assert_true(fabs(limits.high998 - known[i].high998) < 1e-8);
	}
}

static void many_records_have_the_normal_limits(void **state)
{
	struct funnel limits = funnel_of_share(80, 100000);
	double unit = sqrt(0.8 * 0.2 / 100000);

	(void)state;
	assert_true(fabs(limits.low95 - (0.8 - 1.959963985 * unit)) < 1e-5);
	assert_true(fabs(limits.high998 - (0.8 + 3.090232306 * unit)) < 2e-5);
	limits = funnel_of_share(100, 7);
	assert_true(limits.low998 == 1 && limits.high998 == 1);
}

static void limits_of_a_mean_go_by_its_deviation(void **state)
{
	struct funnel limits = funnel_of_mean(80, 0.2, 25);

	(void)state;
	assert_true(fabs(limits.low95 - 0.721601440618) < 1e-9);
	assert_true(fabs(limits.high95 - 0.878398559382) < 1e-9);
	assert_true(fabs(limits.low998 - 0.676390707747) < 1e-9);
	assert_true(limits.high998 < 1);
	limits = funnel_of_mean(80, 0.2, 2);
	assert_true(limits.high998 == 1);
}

/* P(X <= met) and P(X >= met) of n, by adding up. */
static void tails(int target, int n, int met, double *low, double *high)
{
	double t = target / 100.0;

	*low = *high = 0;
	for (int k = 0; k <= n; k++) {
		double p =
			exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) +
			    k * log(t) + (n - k) * log(1 - t));

		*low += k <= met ? p : 0;
		*high += k >= met ? p : 0;
	}
}

/* Of n scored in one group, all met to none. */
static void a_share_is_outside_when_its_chance_is_small(void **state)
{
	struct figure_item item = { 0 };
	struct figure_item *items[] = { &item };
	struct figure_measure measure = { .target = 80 };
	struct figure_group group = { .items = items };
	struct figures figures = { .measures = &measure };

	(void)state;
	for (int n = 1; n <= 60; n++)
		for (int met = 0; met <= n; met++) {
			enum funnel_place want = FUNNEL_INSIDE;
			double low, high;

			tails(80, n, met, &low, &high);
			if (low < 0.025 || high < 0.025)
				want = low < high ? FUNNEL_LOW : FUNNEL_HIGH;
			if (low < 0.001 || high < 0.001)
				want = low < high ? FUNNEL_VERY_LOW
						  : FUNNEL_VERY_HIGH;
			item.share = (struct share){ .known = true,
						     .met = met,
						     .of = n,
						     .rate = (double)met / n };
			assert_int_equal(
				funnel_of_item(&figures, &group, 0, 0, NULL),
				want);
		}
}

static void a_group_has_its_place(void **state)
{
	static struct sample_record records[120];
	struct figures *f;
	struct funnel limits = { 0 };

	(void)state;
	/* Of team A 20 of 60, of B 48 of 60 have c1 met. */
	for (int i = 0; i < 120; i++) {
		bool met = i < 20 || (i >= 60 && i < 108);

		records[i] = (struct sample_record){ .group = i >= 60 };
		for (int s = 0; s < SAMPLE_PER_MEASURE; s++)
			records[i].scores[s] = met ? MET : NOT_MET;
		for (int s = SAMPLE_PER_MEASURE; s < SAMPLE_ITEMS; s++)
			records[i].scores[s] = UNSCORED;
	}
	f = sample_figures(records, 120, 0);
	assert_int_equal(funnel_of_item(f, &f->groups[0], 0, 0, &limits),
			 FUNNEL_VERY_LOW);
	assert_int_equal(funnel_of_item(f, &f->groups[1], 0, 0, NULL),
			 FUNNEL_INSIDE);
	assert_int_equal(funnel_of_group(f, &f->groups[0], 0, &limits),
			 FUNNEL_VERY_LOW);
	assert_int_equal(funnel_of_group(f, &f->groups[0], 1, &limits),
			 FUNNEL_NONE);
	figures_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(under_twelve_points_it_is_not_read),
		cmocka_unit_test(eight_on_one_side_are_a_shift),
		cmocka_unit_test(seven_on_one_side_are_not),
		cmocka_unit_test(a_point_on_the_centre_neither_adds_nor_breaks),
		cmocka_unit_test(eight_below_are_a_shift_down),
		cmocka_unit_test(six_that_rise_are_a_trend),
		cmocka_unit_test(a_point_outside_three_deviations_is_beyond),
		cmocka_unit_test(few_expected_have_no_limits),
		cmocka_unit_test(what_is_suppressed_is_no_point),
		cmocka_unit_test(limits_of_a_share_are_the_binomial_ones),
		cmocka_unit_test(many_records_have_the_normal_limits),
		cmocka_unit_test(limits_of_a_mean_go_by_its_deviation),
		cmocka_unit_test(a_share_is_outside_when_its_chance_is_small),
		cmocka_unit_test(a_group_has_its_place),
	};

	return run_tests(tests);
}
