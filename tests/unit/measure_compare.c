/*
 * What measure/compare.h promises: which other selection, exact differences,
 * their intervals, and that nothing of a few in the rest follows from the two
 * sides of a version to share.
 */
#include "config.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attack.h"
#include "measure/compare.h"
#include "measure/interval.h"
#include "sample.h"

#define MOST 500

/* --- which other selection */

static void check_period(enum compare_with with, const char *from,
			 const char *to, const char *want_from,
			 const char *want_to)
{
	struct selection own = { .form = "proef", .from = from, .to = to };
	struct compare_ask ask = { .with = with };
	struct compare_other other;

	assert_int_equal(compare_other(&own, &ask, &other, NULL), 0);
	assert_string_equal(other.selection.from, want_from);
	assert_string_equal(other.selection.to, want_to);
}

static void before_is_as_long_and_ends_the_day_before(void **state)
{
	(void)state;
	check_period(COMPARE_BEFORE, "2025-01-01", "2025-12-31", "2024-01-01",
		     "2024-12-31");
	check_period(COMPARE_BEFORE, "2025-04-01", "2025-06-30", "2025-01-01",
		     "2025-03-31");
	check_period(COMPARE_BEFORE, "2025-01-01", "2025-03-31", "2024-10-01",
		     "2024-12-31");
	check_period(COMPARE_BEFORE, "2024-03-01", "2024-03-31", "2024-02-01",
		     "2024-02-29");
	check_period(COMPARE_BEFORE, "2025-03-10", "2025-03-12", "2025-03-07",
		     "2025-03-09");
	check_period(COMPARE_BEFORE, "2023-01-01", "2024-12-31", "2021-01-01",
		     "2022-12-31");
}

static void a_year_earlier_keeps_the_days(void **state)
{
	(void)state;
	check_period(COMPARE_YEAR, "2025-04-01", "2025-06-30", "2024-04-01",
		     "2024-06-30");
	check_period(COMPARE_YEAR, "2025-02-01", "2025-02-28", "2024-02-01",
		     "2024-02-29");
	check_period(COMPARE_YEAR, "2024-02-29", "2024-03-15", "2023-02-28",
		     "2023-03-15");
	check_period(COMPARE_YEAR, "2025-02-28", "2025-03-01", "2024-02-28",
		     "2024-03-01");
}

static void a_selection_that_makes_no_sense_is_refused(void **state)
{
	struct selection none = { .form = "proef" };
	struct selection two = { .form = "proef",
				 .from = "2023-01-01",
				 .to = "2024-12-31" };
	struct selection team = { .form = "proef",
				  .organisatie = "Noord",
				  .team = "Oost" };
	struct compare_other other;

	(void)state;
	for (int with = 0; with < (int)COMPARE_NATIONAL; with++) {
		struct compare_ask ask = { .with = (enum compare_with)with };

		assert_int_equal(compare_other(&none, &ask, &other, NULL),
				 ERR_INVALID);
	}
	/* Two years less one overlap. */
	assert_int_equal(
		compare_other(&two,
			      &(struct compare_ask){ .with = COMPARE_YEAR },
			      &other, NULL),
		ERR_INVALID);
	assert_int_equal(compare_other(&two,
				       &(struct compare_ask){ COMPARE_PERIOD,
							      "2024-12-31",
							      "2025-03-31" },
				       &other, NULL),
			 ERR_INVALID);
	assert_int_equal(
		compare_other(&team,
			      &(struct compare_ask){ .with = COMPARE_TEAM },
			      &other, NULL),
		ERR_INVALID);
}

static void wider_names_drop_what_is_narrower(void **state)
{
	struct selection worker = { .form = "proef",
				    .organisatie = "Noord",
				    .team = "Oost",
				    .medewerker = "w1" };
	struct compare_other other;

	(void)state;
	assert_int_equal(
		compare_other(&worker,
			      &(struct compare_ask){ .with = COMPARE_TEAM },
			      &other, NULL),
		0);
	assert_string_equal(other.selection.team, "Oost");
	assert_null(other.selection.medewerker);
	assert_int_equal(compare_other(&worker,
				       &(struct compare_ask){
					       .with = COMPARE_ORGANISATIE },
				       &other, NULL),
			 0);
	assert_string_equal(other.selection.organisatie, "Noord");
	assert_null(other.selection.team);
	assert_int_equal(
		compare_other(&worker,
			      &(struct compare_ask){ .with = COMPARE_ALL },
			      &other, NULL),
		0);
	assert_null(other.selection.organisatie);
}

/* --- made-up pairs */

static struct figures_both figures_both(const struct sample_record *records,
					size_t n, int threshold)
{
	struct selection selection = { .form = "proef" };
	struct tally *tally = sample_tally(records, n);
	struct figures_both both = {
		figures_compute(tally, NULL, &selection, 0),
		figures_compute(tally, NULL, &selection, threshold)
	};

	sample_tally_free(tally);
	return both;
}

static void both_free(struct figures_both both)
{
	figures_free(both.all);
	figures_free(both.shown);
}

static void fill(struct sample_record *records, size_t n, unsigned seed)
{
	unsigned state = seed * 2654435761u + 11;
	unsigned rare = sample_random(&state, 4);
	unsigned kinds = 1 + sample_random(&state, SAMPLE_FAMILIES);
	unsigned marks = 1 + sample_random(&state, SAMPLE_MARKS);

	for (size_t i = 0; i < n; i++) {
		struct sample_record *r = &records[i];

		*r = (struct sample_record){ 0 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			r->scores[s] = sample_random(&state, 30) < rare
					       ? UNSCORED
				       : sample_random(&state, 4) ? MET
								  : NOT_MET;
		r->family = (int)sample_random(&state, kinds + 1) - 1;
		r->problems = (int)sample_random(&state, 8);
		r->mark = (int)sample_random(&state, marks + 1);
		r->goals = (int)sample_random(&state, 3);
		r->goal = (int)sample_random(&state, SAMPLE_GOALS);
		r->excluded = sample_random(&state, 12) == 0;
	}
}

#define assert_near(a, b) assert_true(fabs((a) - (b)) <= 1e-9)

/* --- differences */

static void a_half_is_rounded_away_from_nothing(void **state)
{
	static struct sample_record records[300];
	struct figures_both a, b;
	struct comparison *c;

	(void)state;
	for (int i = 0; i < 300; i++)
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			records[i].scores[s] = NOT_MET;
	/* 3 of 200 against 1 of 100: half a point. */
	records[0].scores[0] = records[1].scores[0] = records[2].scores[0] =
		MET;
	records[200].scores[0] = MET;
	a = figures_both(records, 200, 0);
	b = figures_both(records + 200, 100, 0);
	c = comparison_of(COMPARE_PERIOD, &a, &b);
	assert_int_equal(c->rows[1].what, COMPARED_ITEM);
	assert_int_equal(c->rows[1].points, 1);
	comparison_free(c);
	c = comparison_of(COMPARE_PERIOD, &b, &a);
	assert_int_equal(c->rows[1].points, -1);
	/* The mean: a third of that, which is less than a half. */
	assert_int_equal(c->rows[0].what, COMPARED_MEASURE);
	assert_int_equal(c->rows[0].points, 0);
	assert_false(c->is_part);
	comparison_free(c);
	both_free(a);
	both_free(b);
}

static const struct compared *find(const struct comparison *c,
				   enum compared_what what, int nth)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->rows[i].what == what && nth-- == 0)
			return &c->rows[i];
	return NULL;
}

/* Own less whole is what own differs from the rest, so much smaller. */
static void check_part(const struct compared *part, const struct compared *rest)
{
	double scale = (double)rest->other.n / (double)part->other.n;

	assert_int_equal(part->has_difference,
			 rest->own.known && part->other.known);
	if (!rest->has_difference)
		return;
	assert_near(part->difference, rest->difference * scale);
	assert_int_equal(part->has_interval, rest->has_interval);
	if (!part->has_interval)
		return;
	assert_near(part->low, rest->low * scale);
	assert_near(part->high, rest->high * scale);
	assert_int_equal(part->is_judged, rest->is_judged);
	assert_int_equal(part->more_than_chance, rest->more_than_chance);
}

static void a_part_is_judged_against_the_rest(void **state)
{
	static struct sample_record records[MOST];
	size_t judged = 0;

	(void)state;
	for (unsigned seed = 0; seed < 300; seed++) {
		size_t n = 2 + seed, own = 1 + seed * 7919u % (n - 1);
		struct figures_both a, b, r;
		struct comparison *part, *rest;

		fill(records, n, seed);
		a = figures_both(records, own, 0);
		b = figures_both(records, n, 0);
		r = figures_both(records + own, n - own, 0);
		part = comparison_of(COMPARE_ALL, &a, &b);
		rest = comparison_of(COMPARE_PERIOD, &a, &r);
		assert_true(part->is_part);
		assert_int_equal(part->count, rest->count);
		for (size_t i = 0; i < part->count; i++) {
			check_part(&part->rows[i], &rest->rows[i]);
			judged += part->rows[i].is_judged;
		}
		comparison_free(part);
		comparison_free(rest);
		both_free(a);
		both_free(b);
		both_free(r);
	}
	assert_true(judged > 1000);
}

/* The means by their own sums, without the house's formulas. */
static void means_differ_by_more_than_chance_as_their_sums_say(void **state)
{
	static struct sample_record records[MOST];
	struct figures_both a, b;
	struct comparison *c;
	const struct compared *row;
	double sum[2] = { 0 }, squares[2] = { 0 }, n[2] = { 0 }, v[2], reach;

	(void)state;
	fill(records, 120, 5);
	for (int i = 0; i < 120; i++) {
		int side = i >= 70;

		if (records[i].excluded || records[i].mark == 0)
			continue;
		n[side]++;
		sum[side] += records[i].mark;
		squares[side] += records[i].mark * records[i].mark;
	}
	for (int side = 0; side < 2; side++)
		v[side] = (squares[side] - sum[side] * sum[side] / n[side]) /
			  (n[side] - 1);
	reach = INTERVAL_Z * sqrt(v[0] / n[0] + v[1] / n[1]);
	a = figures_both(records, 70, 0);
	b = figures_both(records + 70, 50, 0);
	c = comparison_of(COMPARE_BEFORE, &a, &b);
	row = find(c, COMPARED_SCALE, 0);
	assert_non_null(row);
	assert_near(row->difference, sum[0] / n[0] - sum[1] / n[1]);
	assert_near(row->high - row->low, 2 * reach);
	assert_int_equal(row->points, (int)lround(10 * row->difference));
	comparison_free(c);
	both_free(a);
	both_free(b);
}

static void a_few_records_are_not_judged(void **state)
{
	static struct sample_record records[40];
	struct figures_both a, b;
	struct comparison *c;

	(void)state;
	for (int i = 0; i < 40; i++)
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			records[i].scores[s] =
				i < COMPARE_FEW - 1 ? NOT_MET : MET;
	a = figures_both(records, COMPARE_FEW - 1, 0);
	b = figures_both(records + COMPARE_FEW - 1, 30, 0);
	c = comparison_of(COMPARE_BEFORE, &a, &b);
	assert_true(c->rows[1].has_difference);
	assert_int_equal(c->rows[1].points, -100);
	assert_false(c->rows[1].is_judged);
	assert_false(c->rows[1].more_than_chance);
	comparison_free(c);
	both_free(a);
	records[COMPARE_FEW - 1] = records[0];
	a = figures_both(records, COMPARE_FEW, 0);
	c = comparison_of(COMPARE_BEFORE, &a, &b);
	assert_true(c->rows[1].is_judged);
	assert_true(c->rows[1].more_than_chance);
	comparison_free(c);
	both_free(a);
	both_free(b);
}

static void the_same_records_differ_in_nothing(void **state)
{
	static struct sample_record records[50];
	struct figures_both a, b;
	struct comparison *c;

	(void)state;
	fill(records, 50, 3);
	a = figures_both(records, 50, 0);
	b = figures_both(records, 50, 0);
	c = comparison_of(COMPARE_ALL, &a, &b);
	assert_true(c->is_same);
	for (size_t i = 0; i < c->count; i++) {
		assert_int_equal(c->rows[i].points, 0);
		assert_false(c->rows[i].is_judged);
	}
	comparison_free(c);
	both_free(a);
	both_free(b);
}

/* --- a version to share */

/* What is hidden is wiped, and a difference needs both sides. */
static void check_wiped(const struct compared *row)
{
	const struct compared_side *sides[] = { &row->own, &row->other };

	for (int i = 0; i < 2; i++) {
		if (!sides[i]->suppressed)
			continue;
		assert_int_equal(sides[i]->n, FIGURE_HIDDEN);
		assert_int_equal(sides[i]->met, FIGURE_HIDDEN);
		assert_false(sides[i]->known);
		assert_false(sides[i]->has_interval);
		assert_true(sides[i]->value == 0);
		assert_false(row->has_difference);
		assert_false(row->has_interval);
		assert_int_equal(row->points, 0);
		assert_true(row->difference == 0);
		assert_true(row->low == 0 && row->high == 0);
	}
}

static bool is_of_few(int64_t n)
{
	return n > 0 && n < THRESHOLD;
}

/* The rest that follows from the two sides of one row. */
static void check_rest(const struct compared *row, unsigned seed)
{
	int64_t of = row->other.n - row->own.n;
	int64_t met = row->other.met - row->own.met;
	bool by_met =
		row->what == COMPARED_OPTION || row->what == COMPARED_SHARE;

	if (row->own.suppressed || row->other.suppressed)
		return;
	if (is_of_few(of) ||
	    (by_met && (is_of_few(met) || is_of_few(of - met))))
		fail_msg("the rest of a row shows, kind %d seed %u",
			 (int)row->what, seed);
}

/* Of a measure with a few in the rest of one item nothing may show. */
static void check_measures(const struct comparison *c,
			   const struct figures_both *rest, unsigned seed)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct compared *row = &c->rows[i];
		const struct figure_measure *m;

		if (row->what > COMPARED_POSITIVE)
			continue;
		m = &rest->all->measures[row->measure];
		for (size_t k = 0; k < m->item_count; k++)
			if (is_of_few(m->items[k].share.of) &&
			    !row->other.suppressed)
				fail_msg("a measure tells of an item, seed %u",
					 seed);
	}
}

/*
 * The options of a choice, on both sides and in the rest: three sums, and one
 * for each option.
 */
static void attack_choice(const struct comparison *c,
			  const struct figures_both *own,
			  const struct figures_both *rest, unsigned seed)
{
	static struct attack a;
	const struct figure_block *true_rest = &rest->all->blocks[0];
	const struct figure_block *shown = &own->shown->blocks[0];
	int64_t answered = FIGURE_HIDDEN;
	double *ours, *theirs, *left, *all;

	a.count = a.unknowns = 0;
	ours = new_equation(&a);
	theirs = new_equation(&a);
	left = new_equation(&a);
	all = new_equation(&a);
	for (int o = 0; o < SAMPLE_FAMILIES; o++) {
		const struct compared *row = find(c, COMPARED_OPTION, o);
		double *eq = new_equation(&a);

		if (row->other.n != FIGURE_HIDDEN)
			answered = row->other.n;
		put(&a, ours, 1, row->own.met, &row->own);
		put(&a, theirs, 1, row->other.met, &row->other);
		put(&a, left, 1, FIGURE_HIDDEN, &true_rest->options[o]);
		put(&a, eq, 1, row->own.met, &row->own);
		put(&a, eq, 1, FIGURE_HIDDEN, &true_rest->options[o]);
		put(&a, eq, -1, row->other.met, &row->other);
	}
	put(&a, ours, -1, shown->answered, shown);
	put(&a, theirs, -1, answered, c);
	put(&a, left, -1, FIGURE_HIDDEN, true_rest);
	put(&a, all, 1, shown->answered, shown);
	put(&a, all, 1, FIGURE_HIDDEN, true_rest);
	put(&a, all, -1, answered, c);
	solve(&a);
	for (int r = 0; r < a.count; r++) {
		int unknowns = 0, at = 0;
		bool is_rest = false;
		double n;

		for (int u = 0; u < a.unknowns; u++)
			if (fabs(a.rows[r][u]) > 1e-7) {
				unknowns++;
				at = u;
			}
		if (!tells(&a, a.rows[r]))
			continue;
		for (int o = 0; o < SAMPLE_FAMILIES; o++)
			is_rest = is_rest ||
				  a.known_as[at] == &true_rest->options[o];
		is_rest = is_rest || a.known_as[at] == true_rest;
		n = unknowns == 1 ? a.rows[r][UNKNOWNS] / a.rows[r][at] : 0;
		/* That the rest has nobody, or enough, may be told. */
		if (unknowns == 1 && is_rest &&
		    (fabs(n) < 1e-6 || n > THRESHOLD - 1e-6))
			continue;
		fail_msg("options of the rest are told, seed %u", seed);
	}
}

static void check_scale(const struct comparison *c,
			const struct figures_both *rest, unsigned seed)
{
	const struct compared *row = find(c, COMPARED_SCALE, 0);
	const struct figure_scale *scale = &rest->all->scales[0];
	int64_t up = 0, down = 0;

	if (row->own.suppressed || row->other.suppressed)
		return;
	for (size_t v = 0; v < scale->value_count; v++) {
		if (is_of_few(scale->values[v].met))
			fail_msg("a value of the rest is told, seed %u", seed);
		up += (int64_t)v * scale->values[v].met;
		down += (int64_t)(scale->value_count - 1 - v) *
			scale->values[v].met;
	}
	if (scale->answered > 0 && (up < THRESHOLD || down < THRESHOLD))
		fail_msg("the mean of the rest tells, seed %u", seed);
}

static void nothing_of_a_few_in_the_rest_is_told(void **state)
{
	static struct sample_record records[MOST];
	size_t shown = 0, hidden = 0, options = 0, scales = 0;

	(void)state;
	for (unsigned seed = 0; seed < 4000; seed++) {
		unsigned random = seed;
		size_t n =
			1 + sample_random(&random, seed % 3 ? 120 : MOST - 1);
		size_t left = sample_random(&random, seed % 2 ? 12 : 200);
		size_t own = left < n ? n - left : 1;
		struct figures_both a, b, r;
		struct comparison *c;

		fill(records, n, seed);
		a = figures_both(records, own, THRESHOLD);
		b = figures_both(records, n, THRESHOLD);
		r = figures_both(records + own, n - own, THRESHOLD);
		c = comparison_of(COMPARE_ORGANISATIE, &a, &b);
		if (c->own != FIGURE_HIDDEN && c->other != FIGURE_HIDDEN &&
		    is_of_few(c->other - c->own))
			fail_msg("the rest is told, seed %u", seed);
		for (size_t i = 0; i < c->count; i++) {
			check_wiped(&c->rows[i]);
			check_rest(&c->rows[i], seed);
			shown += c->rows[i].has_difference;
			hidden += c->rows[i].other.suppressed;
			if (c->rows[i].what == COMPARED_OPTION)
				options += c->rows[i].has_difference;
			if (c->rows[i].what == COMPARED_SCALE)
				scales += c->rows[i].has_difference;
		}
		check_measures(c, &r, seed);
		attack_choice(c, &a, &r, seed);
		check_scale(c, &r, seed);
		comparison_free(c);
		both_free(a);
		both_free(b);
		both_free(r);
	}
	/* A test of what hides all proves nothing. */
	assert_true(shown > 5000);
	assert_true(hidden > 5000);
	assert_true(options > 1000);
	assert_true(scales > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_is_as_long_and_ends_the_day_before),
		cmocka_unit_test(a_year_earlier_keeps_the_days),
		cmocka_unit_test(a_selection_that_makes_no_sense_is_refused),
		cmocka_unit_test(wider_names_drop_what_is_narrower),
		cmocka_unit_test(a_half_is_rounded_away_from_nothing),
		cmocka_unit_test(a_part_is_judged_against_the_rest),
		cmocka_unit_test(
			means_differ_by_more_than_chance_as_their_sums_say),
		cmocka_unit_test(a_few_records_are_not_judged),
		cmocka_unit_test(the_same_records_differ_in_nothing),
		cmocka_unit_test(nothing_of_a_few_in_the_rest_is_told),
	};

	return run_tests(tests);
}
