/* What measure/fraction.h and measure/natural.h promise. */
#include "config.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>

#include "measure/fraction.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static int percent_of(uint64_t top, uint64_t bottom)
{
	struct fraction f;

	fraction_set(&f, top, bottom);
	return fraction_percent(&f);
}

static void a_half_is_rounded_up(void **state)
{
	(void)state;
	assert_int_equal(percent_of(1, 8), 13);
	assert_int_equal(percent_of(3, 8), 38);
	assert_int_equal(percent_of(1, 200), 1);
	assert_int_equal(percent_of(199, 200), 100);
	assert_int_equal(percent_of(29, 200), 15);
	assert_int_equal(percent_of(57, 200), 29);
	assert_int_equal(percent_of(201, 1000), 20);
	assert_int_equal(percent_of(205, 1000), 21);
}

static void just_under_a_half_is_rounded_down(void **state)
{
	(void)state;
	assert_int_equal(percent_of(124999, 1000000), 12);
	assert_int_equal(percent_of(1, 201), 0);
	assert_int_equal(percent_of(1000000000000000, 8000000000000001), 12);
	assert_int_equal(percent_of(0, 7), 0);
	assert_int_equal(percent_of(7, 7), 100);
}

/* Every fraction with a small bottom, against whole-number arithmetic. */
static void percents_are_exact(void **state)
{
	(void)state;
	for (uint64_t bottom = 1; bottom <= 400; bottom++)
		for (uint64_t top = 0; top <= bottom; top++)
			assert_int_equal(percent_of(top, bottom),
					 (200 * top + bottom) / (2 * bottom));
}

static void exactly_at_is_reached_and_just_under_is_not(void **state)
{
	struct fraction f;

	(void)state;
	fraction_set(&f, 4, 5);
	assert_true(fraction_is_at_least(&f, 80));
	fraction_set(&f, 7999, 10000);
	assert_int_equal(fraction_percent(&f), 80);
	assert_false(fraction_is_at_least(&f, 80));
	fraction_set(&f, 3999999999999999999, 5000000000000000000);
	assert_false(fraction_is_at_least(&f, 80));
	fraction_set(&f, 0, 5);
	assert_true(fraction_is_at_least(&f, 0));
}

static void the_double_is_the_nearest_one(void **state)
{
	(void)state;
	for (uint64_t bottom = 1; bottom <= 700; bottom++)
		for (uint64_t top = 0; top <= bottom; top++) {
			struct fraction f;

			/* Division of two exact doubles rounds to nearest. */
			fraction_set(&f, top, bottom);
			assert_true(fraction_double(&f) ==
				    (double)top / (double)bottom);
		}
}

/* A measure's pairs, to be filled in. */
static struct tally_pairs pairs_new(int items)
{
	size_t side = (size_t)items + 1;
	struct tally_pairs pairs = { .items = items };

	pairs.counts = calloc(side * side, sizeof(*pairs.counts));
	assert_non_null(pairs.counts);
	return pairs;
}

static void put(struct tally_pairs *pairs, int scored, int met, int64_t count)
{
	pairs->counts[scored * (pairs->items + 1) + met] += count;
}

static void nothing_scored_has_no_mean(void **state)
{
	struct tally_pairs pairs = pairs_new(3);
	struct fraction mean;

	(void)state;
	assert_int_equal(fraction_of_pairs(&pairs, &mean, NULL), 0);
	put(&pairs, 0, 0, 12);
	assert_int_equal(fraction_of_pairs(&pairs, &mean, NULL), 0);
	free(pairs.counts);
}

static void the_mean_is_over_records_and_not_over_items(void **state)
{
	struct tally_pairs pairs = pairs_new(4);
	struct fraction mean, variance;

	(void)state;
	/* 1/1 and 0/3: mean 1/2, though 1 of 4 items was met. */
	put(&pairs, 1, 1, 1);
	put(&pairs, 3, 0, 1);
	put(&pairs, 0, 0, 5);
	assert_int_equal(fraction_of_pairs(&pairs, &mean, &variance), 2);
	assert_true(fraction_double(&mean) == 0.5);
	assert_true(fraction_double(&variance) == 0.5);
	free(pairs.counts);
}

/*
 * 1/3 + 1/6 + 1/2 = 1 over 8 records is 12.5 %; in doubles the thirds and
 * sixths leave it to chance on which side of the half it falls.
 */
static void a_mean_at_exactly_a_half_is_rounded_up(void **state)
{
	struct tally_pairs pairs = pairs_new(6);
	struct fraction mean;

	(void)state;
	put(&pairs, 3, 1, 1);
	put(&pairs, 6, 1, 1);
	put(&pairs, 2, 1, 1);
	put(&pairs, 5, 0, 5);
	assert_int_equal(fraction_of_pairs(&pairs, &mean, NULL), 8);
	assert_int_equal(fraction_percent(&mean), 13);
	assert_true(fraction_double(&mean) == 0.125);
	free(pairs.counts);
}

static void equal_scores_have_no_variance_at_all(void **state)
{
	struct tally_pairs pairs = pairs_new(10);
	struct fraction mean, variance;

	(void)state;
	put(&pairs, 5, 4, 7);
	put(&pairs, 10, 8, 11);
	assert_int_equal(fraction_of_pairs(&pairs, &mean, &variance), 18);
	assert_true(fraction_is_at_least(&mean, 80));
	assert_true(fraction_double(&mean) == 0.8);
	assert_true(natural_is_zero(&variance.top));
	free(pairs.counts);
}

static void the_variance_divides_by_n_less_one(void **state)
{
	struct tally_pairs pairs = pairs_new(3);
	struct fraction mean, variance;

	(void)state;
	/* 0, 1/3, 1/2, 1: mean 11/24, s² = (4 * 49/36 - 121/36) / 12 */
	put(&pairs, 2, 0, 1);
	put(&pairs, 3, 1, 1);
	put(&pairs, 2, 1, 1);
	put(&pairs, 3, 3, 1);
	assert_int_equal(fraction_of_pairs(&pairs, &mean, &variance), 4);
	assert_true(fraction_double(&mean) == 11.0 / 24);
	assert_true(fraction_double(&variance) == 25.0 / 144);
	free(pairs.counts);
}

/*
 * Two thousand items, every number of them scored: the lcm has 2880 bits.
 * Half of the records have all met, half none; then one of so many loses one
 * item, and the mean is no longer at 50 %.
 */
static void two_thousand_items_do_not_overflow(void **state)
{
	struct tally_pairs pairs = pairs_new(2000);
	struct fraction mean, variance;
	const int64_t many = 1000000000;

	(void)state;
	for (int scored = 1; scored <= 2000; scored++) {
		put(&pairs, scored, scored, many);
		put(&pairs, scored, 0, many);
	}
	assert_int_equal(fraction_of_pairs(&pairs, &mean, &variance),
			 4000 * many);
	assert_true(fraction_double(&mean) == 0.5);
	assert_true(fraction_is_at_least(&mean, 50));
	assert_int_equal(fraction_percent(&mean), 50);
	assert_true(fabs(fraction_double(&variance) - 0.25) < 1e-12);

	put(&pairs, 1999, 1999, -1);
	put(&pairs, 1999, 1998, 1);
	fraction_of_pairs(&pairs, &mean, NULL);
	assert_false(fraction_is_at_least(&mean, 50));
	assert_int_equal(fraction_percent(&mean), 50);
	free(pairs.counts);
}

/* Long arithmetic against the machine's own, at the edges of the limbs. */
static void long_arithmetic_carries(void **state)
{
	static const uint64_t edges[] = { 0,
					  1,
					  2,
					  3,
					  UINT32_MAX - 1,
					  UINT32_MAX,
					  1ULL << 32,
					  (1ULL << 32) + 1,
					  1ULL << 63,
					  UINT64_MAX - 1,
					  UINT64_MAX };

	(void)state;
	for (size_t i = 0; i < LENGTH(edges); i++)
		for (size_t j = 0; j < LENGTH(edges); j++) {
			struct natural a, b, sum, product, back;

			natural_set(&a, edges[i]);
			natural_set(&b, edges[j]);
			natural_copy(&sum, &a);
			natural_add(&sum, &b);
			natural_copy(&back, &sum);
			natural_subtract(&back, &b);
			assert_int_equal(natural_compare(&back, &a), 0);
			assert_int_equal(natural_compare(&a, &b) < 0,
					 edges[i] < edges[j]);

			/* (a + b)² = a² + 2ab + b² */
			natural_multiply(&product, &a, &b);
			natural_scale(&product, 2);
			natural_multiply(&back, &a, &a);
			natural_add(&product, &back);
			natural_multiply(&back, &b, &b);
			natural_add(&product, &back);
			natural_multiply(&back, &sum, &sum);
			assert_int_equal(natural_compare(&back, &product), 0);

			natural_copy(&product, &a);
			natural_scale(&product, edges[j]);
			natural_multiply(&back, &a, &b);
			assert_int_equal(natural_compare(&back, &product), 0);
		}
}

static void division_gives_quotient_and_remainder(void **state)
{
	struct natural n, back, rest;

	(void)state;
	natural_set(&n, UINT64_MAX);
	natural_scale(&n, UINT64_MAX);
	natural_copy(&back, &n);
	natural_set(&rest, natural_divide(&n, 1000003));
	natural_scale(&n, 1000003);
	natural_add(&n, &rest);
	assert_int_equal(natural_compare(&n, &back), 0);
}

static void the_common_multiple_is_the_lowest(void **state)
{
	struct natural n, want;

	(void)state;
	natural_set(&n, 1);
	for (uint32_t i = 1; i <= 11; i++)
		natural_common_multiple(&n, i);
	natural_set(&want, 27720);
	assert_int_equal(natural_compare(&n, &want), 0);
	natural_common_multiple(&n, 27720);
	assert_int_equal(natural_compare(&n, &want), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_half_is_rounded_up),
		cmocka_unit_test(just_under_a_half_is_rounded_down),
		cmocka_unit_test(percents_are_exact),
		cmocka_unit_test(exactly_at_is_reached_and_just_under_is_not),
		cmocka_unit_test(the_double_is_the_nearest_one),
		cmocka_unit_test(nothing_scored_has_no_mean),
		cmocka_unit_test(the_mean_is_over_records_and_not_over_items),
		cmocka_unit_test(a_mean_at_exactly_a_half_is_rounded_up),
		cmocka_unit_test(equal_scores_have_no_variance_at_all),
		cmocka_unit_test(the_variance_divides_by_n_less_one),
		cmocka_unit_test(two_thousand_items_do_not_overflow),
		cmocka_unit_test(long_arithmetic_carries),
		cmocka_unit_test(division_gives_quotient_and_remainder),
		cmocka_unit_test(the_common_multiple_is_the_lowest),
	};

	return run_tests(tests);
}
