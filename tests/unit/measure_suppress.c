/*
 * What measure/suppress.h promises.  Besides examples, many random files are
 * attacked: all that is shown, and all sums that must hold, are put in a system
 * of linear equations, and no hidden number may come out of it.
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

static const enum sample_score all_met[SAMPLE_ITEMS] = { MET, MET, MET,
							 MET, MET, MET };

/* count records of a group and a year, all met and all blocks answered. */
static void add(struct sample_record *records, size_t *n, int count, int group,
		int year)
{
	for (int i = 0; i < count; i++) {
		struct sample_record *r = &records[(*n)++];

		*r = (struct sample_record){ .family = i % 2,
					     .problems = i % 8,
					     .group = group,
					     .year = year };
		memcpy(r->scores, all_met, sizeof(all_met));
	}
}

static struct figures *compute(const struct sample_record *records, size_t n,
			       const char *from, const char *to, int threshold)
{
	struct tally *tally = sample_tally(records, n);
	struct selection selection = { .form = "proef",
				       .from = from,
				       .to = to };
	struct figures *f = figures_compute(tally, NULL, &selection, threshold);

	sample_tally_free(tally);
	return f;
}

static void without_a_threshold_nothing_is_hidden(void **state)
{
	struct sample_record records[2];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 2, 0, 0);
	f = compute(records, n, NULL, NULL, 0);
	assert_int_equal(f->valid, 2);
	assert_true(f->measures[0].mean.known);
	assert_false(f->groups[0].suppressed);
	assert_int_equal(f->blocks[0].options[0].share.met, 1);
	figures_free(f);
}

static void a_selection_under_the_threshold_shows_nothing(void **state)
{
	struct sample_record records[8];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 4, 0, 0);
	add(records, &n, 4, 0, 0);
	for (size_t i = 4; i < 8; i++)
		records[i].excluded = true;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->counts_suppressed);
	assert_int_equal(f->complete, FIGURE_HIDDEN);
	assert_int_equal(f->valid, FIGURE_HIDDEN);
	assert_int_equal(f->invalid, FIGURE_HIDDEN);
	assert_int_equal(f->draft, FIGURE_HIDDEN);
	assert_true(f->measures[0].mean.suppressed);
	assert_false(f->measures[0].mean.known);
	assert_true(f->measures[0].mean.pooled.suppressed);
	assert_true(f->measures[1].items[2].share.suppressed);
	assert_true(f->positive.suppressed);
	assert_int_equal(f->undecided, FIGURE_HIDDEN);
	assert_true(f->blocks[0].suppressed);
	assert_true(f->blocks[0].options[3].share.suppressed);
	assert_true(f->groups[0].suppressed);
	assert_true(f->years[0].suppressed);
	assert_int_equal(f->years[0].measures[0].records, FIGURE_HIDDEN);
	figures_free(f);
}

static void one_small_group_takes_the_smallest_other_with_it(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 2, 0, 0);
	add(records, &n, 20, 1, 0);
	add(records, &n, 9, 2, 0);
	add(records, &n, 30, 3, 0);
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_int_equal(f->valid, 61);
	assert_true(f->groups[0].suppressed);
	assert_int_equal(f->groups[0].valid, FIGURE_HIDDEN);
	assert_false(f->groups[0].measures[0].known);
	assert_false(f->groups[1].suppressed);
	assert_true(f->groups[2].suppressed);
	assert_int_equal(f->groups[3].valid, 30);
	assert_true(f->groups[3].measures[1].known);
	figures_free(f);
}

static void two_small_groups_that_make_enough_hide_no_other(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 2, 0, 0);
	add(records, &n, 3, 1, 0);
	add(records, &n, 9, 2, 0);
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->groups[0].suppressed);
	assert_true(f->groups[1].suppressed);
	assert_false(f->groups[2].suppressed);
	figures_free(f);
}

static void two_small_groups_that_make_too_few_do(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 2, 0, 0);
	add(records, &n, 2, 1, 0);
	add(records, &n, 9, 2, 0);
	add(records, &n, 12, 3, 0);
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->groups[2].suppressed);
	assert_false(f->groups[3].suppressed);
	figures_free(f);
}

static void exactly_the_threshold_shows(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 5, 0, 0);
	add(records, &n, 5, 1, 0);
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_int_equal(f->groups[0].valid, 5);
	assert_int_equal(f->groups[1].valid, 5);
	assert_int_equal(f->measures[0].items[0].share.of, 10);
	figures_free(f);
}

static void a_criterion_with_few_scores_takes_its_measure_with_it(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 20, 0, 0);
	add(records, &n, 20, 1, 0);
	for (size_t i = 3; i < n; i++)
		records[i].scores[4] = UNSCORED;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->measures[1].items[1].share.suppressed);
	assert_int_equal(f->measures[1].items[0].share.of, 40);
	assert_true(f->measures[1].mean.suppressed);
	assert_true(f->measures[1].mean.pooled.suppressed);
	assert_true(f->positive.suppressed);
	assert_true(f->groups[0].measures[1].suppressed);
	assert_true(f->groups[1].measures[1].suppressed);
	assert_true(f->years[0].measures[1].suppressed);
	assert_false(f->groups[0].measures[0].suppressed);
	assert_true(f->measures[0].mean.known);
	figures_free(f);
}

static void a_criterion_nobody_scored_hides_itself_only(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 20, 0, 0);
	for (size_t i = 0; i < n; i++)
		records[i].scores[4] = UNSCORED;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->measures[1].items[1].share.suppressed);
	assert_true(f->measures[1].mean.known);
	assert_true(f->positive.known);
	figures_free(f);
}

static void how_many_lack_a_score_does_not_show(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 20, 0, 0);
	records[0].scores[0] = REASON;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_int_equal(f->measures[0].items[0].missing, FIGURE_HIDDEN);
	assert_int_equal(f->measures[0].items[0].empty, FIGURE_HIDDEN);
	assert_int_equal(f->blocks[0].missing, FIGURE_HIDDEN);
	figures_free(f);
}

/* 12 of 14 chose the first: the other two are as good as named by it. */
static void an_option_is_hidden_by_its_complement_too(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 14, 0, 0);
	for (size_t i = 0; i < n; i++)
		records[i].problems = 1 | (i < 7 ? 2 : 0) | (i < 2 ? 0 : 4);
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_true(f->blocks[1].options[0].share.suppressed);
	assert_int_equal(f->blocks[1].options[1].share.met, 7);
	assert_true(f->blocks[1].options[2].share.suppressed);
	assert_int_equal(f->blocks[1].answered, 14);
	figures_free(f);
}

static void one_choice_is_not_the_rest_of_the_others(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 40, 0, 0);
	for (size_t i = 0; i < n; i++)
		records[i].family = i < 2 ? 3 : i < 9 ? 2 : i < 20 ? 1 : 0;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_int_equal(f->blocks[0].options[0].share.met, 20);
	assert_int_equal(f->blocks[0].options[1].share.met, 11);
	assert_true(f->blocks[0].options[2].share.suppressed);
	assert_true(f->blocks[0].options[3].share.suppressed);
	figures_free(f);
}

/* Year less period would be the two records outside the period. */
static void a_year_does_not_give_away_what_lies_outside_the_period(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 12, 0, 2);
	records[0].out_of_period = true;
	records[1].out_of_period = true;
	add(records, &n, 9, 0, 1);
	for (size_t i = 12; i < n; i++)
		records[i].out_of_period = true;
	f = compute(records, n, "2023-02-01", "2023-12-31", THRESHOLD);
	assert_int_equal(f->valid, 10);
	assert_string_equal(f->years[1].value, "2023");
	assert_true(f->years[1].suppressed);
	assert_int_equal(f->years[0].valid, 9);
	figures_free(f);
}

static void few_that_do_not_count_hide_the_total(void **state)
{
	struct sample_record records[64];
	size_t n = 0;
	struct figures *f;

	(void)state;
	add(records, &n, 12, 0, 0);
	records[0].excluded = true;
	f = compute(records, n, NULL, NULL, THRESHOLD);
	assert_int_equal(f->valid, 11);
	assert_int_equal(f->invalid, FIGURE_HIDDEN);
	assert_int_equal(f->complete, FIGURE_HIDDEN);
	assert_false(f->counts_suppressed);
	figures_free(f);
}

/* --- the attack */

static int64_t number_of(const struct figure_group *group, int m)
{
	return m < 0 ? group->valid : group->measures[m].records;
}

/*
 * The rows make the total and what lies outside it, by the number of records
 * (m is -1) and by measure.
 */
static void attack_rows(const struct figures *f,
			const struct figure_group *groups, size_t count,
			bool outside, const char *where, unsigned seed)
{
	/* That there is nobody is told by there being no rows at all. */
	for (int m = -1; count > 0 && m < (int)f->measure_count; m++) {
		struct attack a = { 0 };
		double *row = new_equation(&a);
		int64_t total = m < 0 ? f->valid : f->measures[m].mean.records;

		for (size_t g = 0; g < count; g++)
			put(&a, row, 1, number_of(&groups[g], m), &groups[g]);
		put(&a, row, -1, total, f);

		/* The outside shows nowhere: nobody, or enough, may be told. */
		if (outside && a.unknowns == 0) {
			double rest = -row[UNKNOWNS];

			if (rest > 0.5 && rest < THRESHOLD - 0.5)
				fail_msg("%s tell of a few outside, seed %u",
					 where, seed);
			continue;
		}
		if (outside)
			put(&a, row, -1, FIGURE_HIDDEN, &outside);
		assert_nothing_told(&a, where, seed);
	}
}

static void attack_counts(const struct figures *f, unsigned seed)
{
	struct attack a = { 0 };
	double *row = new_equation(&a);

	put(&a, row, 1, f->complete, &f->complete);
	put(&a, row, -1, f->valid, &f->valid);
	put(&a, row, -1, f->invalid, &f->invalid);
	assert_nothing_told(&a, "records", seed);
}

static void attack_blocks(const struct figures *f, unsigned seed)
{
	struct attack a = { 0 };
	const struct figure_block *block = &f->blocks[0];
	double *row = new_equation(&a);

	for (int o = 0; o < SAMPLE_FAMILIES; o++)
		put(&a, row, 1, block->options[o].share.met,
		    &block->options[o]);
	put(&a, row, -1, block->answered, block);
	assert_nothing_told(&a, "options", seed);
}

/* All scores together, less the criteria that show. */
static void attack_criteria(const struct figures *f, unsigned seed)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];
		int hidden = 0;

		for (size_t i = 0; i < measure->item_count; i++)
			hidden += measure->items[i].share.suppressed;
		if (hidden && !measure->mean.pooled.suppressed) {
			/* Only what nobody scored may then be left over. */
			int64_t left = measure->mean.pooled.of;

			for (size_t i = 0; i < measure->item_count; i++)
				if (!measure->items[i].share.suppressed)
					left -= measure->items[i].share.of;
			if (left != 0)
				fail_msg("criteria are left over, seed %u",
					 seed);
		}
	}
}

/* Everything that shows is large enough to show. */
static void check_shown(const struct figures *f, unsigned seed)
{
	bool small = f->valid >= 0 && f->valid < THRESHOLD;

	for (size_t g = 0; g < f->group_count; g++)
		small = small || (!f->groups[g].suppressed &&
				  f->groups[g].valid < THRESHOLD);
	for (size_t y = 0; y < f->year_count; y++)
		small = small || (!f->years[y].suppressed &&
				  f->years[y].valid < THRESHOLD);
	for (size_t b = 0; b < f->block_count; b++)
		for (size_t o = 0; o < f->blocks[b].option_count; o++) {
			const struct share *s = &f->blocks[b].options[o].share;

			small = small || (!s->suppressed &&
					  (s->met < THRESHOLD ||
					   s->of - s->met < THRESHOLD));
		}
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++) {
			const struct share *s = &f->measures[m].items[i].share;

			small = small || (!s->suppressed && s->of < THRESHOLD);
		}
	if (small)
		fail_msg("a small number shows, seed %u", seed);
}

/* A hidden share or mean keeps nothing. */
static void check_wiped(const struct mean *mean)
{
	if (!mean->suppressed)
		return;
	assert_false(mean->known);
	assert_int_equal(mean->records, FIGURE_HIDDEN);
	assert_int_equal(mean->percent, 0);
	assert_true(mean->mean == 0 && mean->low == 0 && mean->high == 0);
	assert_int_equal(mean->pooled.of, FIGURE_HIDDEN);
	assert_int_equal(mean->verdict, VERDICT_NONE);
}

static void fill(struct sample_record *records, size_t n, unsigned seed)
{
	unsigned state = seed * 2654435761u + 1;
	unsigned unscored[SAMPLE_ITEMS];
	unsigned families = 1 + sample_random(&state, SAMPLE_FAMILIES);
	unsigned groups = 1 + sample_random(&state, SAMPLE_GROUPS);
	unsigned excluded = sample_random(&state, 40);

	for (int i = 0; i < SAMPLE_ITEMS; i++)
		unscored[i] = sample_random(&state, 3)
				      ? sample_random(&state, 20)
				      : 80 + sample_random(&state, 21);
	for (size_t i = 0; i < n; i++) {
		struct sample_record *r = &records[i];

		*r = (struct sample_record){ 0 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			r->scores[s] = sample_random(&state, 100) < unscored[s]
					       ? UNSCORED
				       : sample_random(&state, 10) ? MET
								   : NOT_MET;
		r->family = (int)sample_random(&state, families + 1) - 1;
		r->problems = (int)sample_random(&state, 9) - 1;
		/* Some groups are much smaller than others. */
		r->group = (int)sample_random(&state, groups);
		if (sample_random(&state, 3))
			r->group = 0;
		r->year = (int)sample_random(&state, SAMPLE_YEARS);
		r->excluded = sample_random(&state, 100) < excluded;
	}
}

/* The period is all, one year, or most of two years. */
static void no_hidden_number_follows_from_those_shown(void **state)
{
	static const char *const periods[][2] = {
		{ NULL, NULL },
		{ "2022-01-01", "2022-12-31" },
		{ "2022-01-01", "2023-11-30" },
	};
	static struct sample_record records[200];

	(void)state;
	for (unsigned seed = 0; seed < 6000; seed++) {
		size_t n = seed % 150;
		unsigned kind = seed % 3, state_of = seed;
		struct figures *f;
		const struct figure_group *years;
		size_t year_count;

		fill(records, n, seed);
		for (size_t i = 0; i < n && kind; i++)
			records[i].out_of_period =
				records[i].year < 1 ||
				records[i].year > (int)kind ||
				(kind == 2 && records[i].year == 2 &&
				 sample_random(&state_of, 12) == 0);
		f = compute(records, n, periods[kind][0], periods[kind][1],
			    THRESHOLD);
		check_shown(f, seed);
		attack_counts(f, seed);
		attack_blocks(f, seed);
		attack_criteria(f, seed);
		attack_rows(f, f->groups, f->group_count, false, "groups",
			    seed);
		for (size_t m = 0; m < f->measure_count; m++)
			check_wiped(&f->measures[m].mean);

		/* The years that the period touches; all, or from the second */
		years = f->years;
		year_count = f->year_count;
		while (kind && year_count && strcmp(years->value, "2022") < 0) {
			years++;
			year_count--;
		}
		while (kind && year_count &&
		       strcmp(years[year_count - 1].value,
			      kind == 1 ? "2022" : "2023") > 0)
			year_count--;
		attack_rows(f, years, year_count, kind == 2, "years", seed);
		for (size_t y = 0; y < f->year_count; y++)
			for (size_t m = 0; m < f->measure_count; m++)
				check_wiped(&f->years[y].measures[m]);
		figures_free(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_threshold_nothing_is_hidden),
		cmocka_unit_test(a_selection_under_the_threshold_shows_nothing),
		cmocka_unit_test(
			one_small_group_takes_the_smallest_other_with_it),
		cmocka_unit_test(
			two_small_groups_that_make_enough_hide_no_other),
		cmocka_unit_test(two_small_groups_that_make_too_few_do),
		cmocka_unit_test(exactly_the_threshold_shows),
		cmocka_unit_test(
			a_criterion_with_few_scores_takes_its_measure_with_it),
		cmocka_unit_test(a_criterion_nobody_scored_hides_itself_only),
		cmocka_unit_test(how_many_lack_a_score_does_not_show),
		cmocka_unit_test(an_option_is_hidden_by_its_complement_too),
		cmocka_unit_test(one_choice_is_not_the_rest_of_the_others),
		cmocka_unit_test(
			a_year_does_not_give_away_what_lies_outside_the_period),
		cmocka_unit_test(few_that_do_not_count_hide_the_total),
		cmocka_unit_test(no_hidden_number_follows_from_those_shown),
	};

	return run_tests(tests);
}
