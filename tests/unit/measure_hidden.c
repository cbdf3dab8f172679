/*
 * What measure/suppress.h promises of the tables, the distributions and the
 * steps.  Many random files are attacked: every number that shows, and every
 * sum that must hold between numbers of one kind, are put in a system of linear
 * equations, and no hidden number may come out of it, nor a sum of hidden
 * numbers that says something of fewer than the threshold.
 */
#include "config.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attack.h"
#include "measure/figures.h"
#include "sample.h"

/* --- one kind of number in every table */

struct kind {
	int measure; /* -1: records; -2: positive outcomes have a base */
	int item;    /* or -1 */
};

static const int64_t *number_of(const struct figure_group *row, struct kind k)
{
	if (k.measure == -1)
		return &row->valid;
	if (k.measure == -2)
		return &row->positive.of;
	if (k.item >= 0)
		return &row->items[k.measure][k.item].share.of;
	return &row->measures[k.measure].records;
}

static const int64_t *total_of(const struct figures *f, struct kind k)
{
	if (k.measure == -1)
		return &f->valid;
	if (k.measure == -2)
		return &f->positive.of;
	if (k.item >= 0)
		return &f->measures[k.measure].items[k.item].share.of;
	return &f->measures[k.measure].mean.records;
}

static void put_row(struct attack *a, double *eq, double factor,
		    const struct figure_group *row, struct kind k)
{
	const int64_t *n = number_of(row, k);

	put(a, eq, factor, *n, n);
}

/* The period as the attacker knows it. */
enum period {
	ALL,
	ONE_YEAR,   /* 2022 */
	MOST_OF_TWO /* 2022 and 2023, but for December 2023 */
};

static bool is_touched(const char *year, enum period period)
{
	if (period == ALL || strcmp(year, "2022") == 0)
		return true;
	return period == MOST_OF_TWO && strcmp(year, "2023") == 0;
}

static bool is_cut(const char *year, enum period period)
{
	return period == MOST_OF_TWO && strcmp(year, "2023") == 0;
}

static void add_year(struct attack *a, const struct figures *f,
		     const struct figure_group *year, enum period period,
		     struct kind k)
{
	double *months, *parts = new_equation(a);
	bool any = false;

	for (size_t p = 0; p < f->part_count; p++)
		if (strcmp(f->parts[p].value, year->value) == 0)
			put_row(a, parts, 1, &f->parts[p], k);
	put_row(a, parts, -1, year, k);
	if (!is_touched(year->value, period))
		return;
	months = new_equation(a);
	for (size_t i = 0; i < f->month_count; i++)
		if (strncmp(f->months[i].value, year->value, 4) == 0) {
			put_row(a, months, 1, &f->months[i], k);
			any = true;
		}
	put_row(a, months, -1, year, k);
	/* What lies outside shows nowhere; its address stands for it. */
	if (is_cut(year->value, period) || !any)
		put(a, months, 1, FIGURE_HIDDEN, year);
}

static void attack_tables(const struct figures *f, enum period period,
			  struct kind k, unsigned seed)
{
	static struct attack a;
	const int64_t *total = total_of(f, k);
	double *groups, *years, *months;

	a.count = a.unknowns = 0;
	groups = new_equation(&a);
	years = new_equation(&a);
	months = new_equation(&a);
	for (size_t g = 0; g < f->group_count; g++)
		put_row(&a, groups, 1, &f->groups[g], k);
	for (size_t i = 0; i < f->month_count; i++)
		put_row(&a, months, 1, &f->months[i], k);
	for (size_t y = 0; y < f->year_count; y++) {
		const struct figure_group *year = &f->years[y];

		add_year(&a, f, year, period, k);
		if (!is_touched(year->value, period))
			continue;
		put_row(&a, years, 1, year, k);
		if (is_cut(year->value, period))
			put(&a, years, -1, FIGURE_HIDDEN, year);
	}
	put(&a, groups, -1, *total, total);
	put(&a, months, -1, *total, total);
	put(&a, years, -1, *total, total);

	/* That there is nobody is told by there being no rows at all; and what
	 * lies outside the period may be told when it is nobody, or enough. */
	if (f->group_count == 0)
		return;
	solve(&a);
	for (int r = 0; r < a.count; r++) {
		const double *row = a.rows[r];
		int alone = -1, unknowns = 0;

		for (int c = 0; c < a.unknowns; c++)
			if (fabs(row[c]) > 1e-7) {
				alone = c;
				unknowns++;
			}
		if (unknowns == 1) {
			double n = row[UNKNOWNS] / row[alone];
			bool outside = false;

			for (size_t y = 0; y < f->year_count; y++)
				outside = outside ||
					  a.known_as[alone] == &f->years[y];
			if (outside && (fabs(n) < 1e-6 || n > THRESHOLD - 1e-6))
				continue;
		}
		if (tells(&a, row))
			fail_msg(
				"tables give something away, measure %d item "
				"%d, seed %u",
				k.measure, k.item, seed);
	}
}

/* --- distributions, shares, steps */

static void attack_scale(const struct figures *f, unsigned seed)
{
	static struct attack a;
	const struct figure_scale *scale = &f->scales[0];
	double *eq;

	if (scale->suppressed)
		return;
	a.count = a.unknowns = 0;
	eq = new_equation(&a);
	for (size_t v = 0; v < scale->value_count; v++)
		put(&a, eq, 1, scale->values[v].met, &scale->values[v]);
	put(&a, eq, -1, scale->answered, scale);
	for (int way = 0; way < 2; way++) {
		double sum = scale->mean * (double)scale->answered;

		/* From the one end, and from the other. */
		eq = new_equation(&a);
		for (size_t v = 0; v < scale->value_count; v++)
			put(&a, eq,
			    way ? SAMPLE_MARKS - 1 - (double)v : (double)v,
			    scale->values[v].met, &scale->values[v]);
		eq[UNKNOWNS] +=
			way ? SAMPLE_MARKS * (double)scale->answered - sum
			    : sum - (double)scale->answered;
		if (tells(&a, eq))
			fail_msg("the mean gives something away, seed %u",
				 seed);
	}
	if (!f->shares[1].part.suppressed) {
		eq = new_equation(&a);
		for (size_t v = 3; v < scale->value_count; v++)
			put(&a, eq, 1, scale->values[v].met, &scale->values[v]);
		put(&a, eq, -1, f->shares[1].part.met, &f->shares[1]);
	}
	assert_nothing_told(&a, "values", seed);
}

static void attack_share_of_block(const struct figures *f, unsigned seed)
{
	const struct share *share = &f->shares[0].part;
	const struct figure_option *option = &f->blocks[0].options[0];

	if (share->suppressed)
		return;
	if (option->share.suppressed) {
		/* Then it follows from the others, which must all show. */
		for (size_t o = 1; o < f->blocks[0].option_count; o++)
			if (f->blocks[0].options[o].share.suppressed)
				fail_msg("a share tells of an option, seed %u",
					 seed);
		return;
	}
	assert_int_equal(share->met, option->share.met);
}

static void check_rows(const struct figures *f, unsigned seed)
{
	const struct figure_block *block = &f->row_blocks[0];
	int hidden = 0;

	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		hidden += option->share.suppressed;
		if (!option->share.suppressed && option->records > 0 &&
		    option->records < THRESHOLD)
			fail_msg("rows of a few records show, seed %u", seed);
	}
	if (hidden > 0 && hidden < (int)block->option_count)
		fail_msg("some rows show and others not, seed %u", seed);
	if (!block->suppressed && block->records < THRESHOLD)
		fail_msg("rows of a few records show, seed %u", seed);
}

static void attack_steps(const struct figures *f, unsigned seed)
{
	static struct attack a;
	const struct share *pooled = &f->measures[0].mean.pooled;
	double *eq, *weighted;

	a.count = a.unknowns = 0;
	eq = new_equation(&a);
	weighted = new_equation(&a);
	for (size_t k = 0; k < f->step_count; k++) {
		const struct share *share = &f->steps[k].positive;

		put(&a, eq, 1, share->of, share);
		put(&a, weighted, f->steps[k].met, share->of, share);
		if (!share->suppressed && share->of < THRESHOLD)
			fail_msg("a step of a few shows, seed %u", seed);
	}
	put(&a, eq, -1, f->valid, &f->valid);
	put(&a, weighted, -1, pooled->met, pooled);
	if (f->step_count > 0 && !pooled->suppressed)
		assert_nothing_told(&a, "steps", seed);
}

/* Whatever shows of a row is of enough records. */
static void check_shown(const struct figures *f,
			const struct figure_group *rows, size_t count,
			unsigned seed)
{
	for (size_t r = 0; r < count; r++)
		for (size_t m = 0; m < f->measure_count; m++)
			for (size_t i = 0; i < f->measures[m].item_count; i++) {
				const struct figure_item *item =
					&rows[r].items[m][i];

				assert_int_equal(item->missing, FIGURE_HIDDEN);
				if (!item->share.suppressed &&
				    item->share.of < THRESHOLD)
					fail_msg("a few show, seed %u", seed);
				if (item->share.suppressed &&
				    (item->share.met != FIGURE_HIDDEN ||
				     item->share.known || item->share.rate > 0))
					fail_msg("something is kept, seed %u",
						 seed);
			}
}

/* --- random files */

static void fill(struct sample_record *records, size_t n, unsigned seed,
		 enum period period)
{
	unsigned state = seed * 2654435761u + 7;
	unsigned groups = 1 + sample_random(&state, 3);
	unsigned months = 1 + sample_random(&state, 12);
	unsigned rare = sample_random(&state, 3);
	unsigned marks = 1 + sample_random(&state, SAMPLE_MARKS);

	for (size_t i = 0; i < n; i++) {
		struct sample_record *r = &records[i];

		*r = (struct sample_record){ 0 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			r->scores[s] = sample_random(&state, 40) < rare
					       ? UNSCORED
				       : sample_random(&state, 10) ? MET
								   : NOT_MET;
		r->family = (int)sample_random(&state, 4);
		r->problems = (int)sample_random(&state, 8);
		r->group = (int)sample_random(&state, groups);
		r->year = sample_random(&state, 8)
				  ? 1 + (int)(i % 2)
				  : (int)sample_random(&state, 4);
		r->month = (int)sample_random(&state, months);
		r->old = r->year == 1 ? sample_random(&state, 3) == 0
				      : r->year == 0;
		r->mark = (int)sample_random(&state, marks + 1);
		r->goals = (int)sample_random(&state, 4);
		r->goal = (int)sample_random(&state, SAMPLE_GOALS);
		if (sample_random(&state, 10) == 0)
			r->month = 11;
		r->out_of_period = (period == ONE_YEAR && r->year != 1) ||
				   (period == MOST_OF_TWO &&
				    (r->year < 1 || r->year > 2 ||
				     (r->year == 2 && r->month == 11)));
	}
}

static void attack(const struct figures *f, enum period period, unsigned seed)
{
	attack_tables(f, period, (struct kind){ -1, -1 }, seed);
	attack_tables(f, period, (struct kind){ -2, -1 }, seed);
	for (int m = 0; m < (int)f->measure_count; m++) {
		attack_tables(f, period, (struct kind){ m, -1 }, seed);
		for (int i = 0; i < SAMPLE_PER_MEASURE; i++)
			attack_tables(f, period, (struct kind){ m, i }, seed);
	}
	attack_scale(f, seed);
	attack_share_of_block(f, seed);
	attack_steps(f, seed);
	check_rows(f, seed);
	check_shown(f, f->groups, f->group_count, seed);
	check_shown(f, f->years, f->year_count, seed);
	check_shown(f, f->parts, f->part_count, seed);
	check_shown(f, f->months, f->month_count, seed);
}

/* How much shows at all: a test that hides everything proves nothing. */
struct shown {
	size_t months, items, scales, steps, shares, parts;
};

static void count_shown(const struct figures *f, struct shown *shown)
{
	for (size_t i = 0; i < f->month_count; i++) {
		shown->months += !f->months[i].suppressed;
		shown->items += !f->months[i].items[0][0].share.suppressed;
	}
	for (size_t p = 0; p < f->part_count; p++)
		shown->parts += !f->parts[p].suppressed;
	shown->scales += !f->scales[0].values[0].suppressed;
	shown->shares += !f->shares[2].part.suppressed;
	shown->steps += f->step_count > 0 && f->steps[0].positive.known;
}

static void no_hidden_number_follows_from_the_tables(void **state)
{
	static const char *const periods[][2] = {
		[ALL] = { NULL, NULL },
		[ONE_YEAR] = { "2022-01-01", "2022-12-31" },
		[MOST_OF_TWO] = { "2022-01-01", "2023-11-30" },
	};
	static struct sample_record records[600];
	struct shown shown = { 0 };

	(void)state;
	for (unsigned seed = 0; seed < 3000; seed++) {
		enum period period = (enum period)(seed % 3);
		struct selection selection = { .form = "proef",
					       .from = periods[period][0],
					       .to = periods[period][1] };
		size_t n = seed % 7 ? seed % 400 : 600;
		struct tally *tally;
		struct figures *f;

		fill(records, n, seed, period);
		tally = sample_tally(records, n);
		f = figures_compute(tally, NULL, &selection, THRESHOLD);
		sample_tally_free(tally);
		attack(f, period, seed);
		count_shown(f, &shown);
		figures_free(f);
	}
	assert_true(shown.months > 1000);
	assert_true(shown.items > 500);
	assert_true(shown.parts > 1000);
	assert_true(shown.scales > 100);
	assert_true(shown.shares > 100);
	assert_true(shown.steps > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_hidden_number_follows_from_the_tables),
	};

	return run_tests(tests);
}
