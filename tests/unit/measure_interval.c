/* What measure/interval.h promises. */
#include "config.h"

#include "unit.h"

#include <math.h>

#include "measure/interval.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define assert_near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

/* Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
static void wilson_gives_the_published_limits(void **state)
{
	static const struct {
		int64_t met, of;
		double low, high;
	} published[] = {
		{ 81, 263, 0.2553, 0.3662 },
		{ 15, 148, 0.0624, 0.1605 },
		{ 0, 20, 0, 0.1611 },
		{ 1, 29, 0.0061, 0.1718 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(published); i++) {
		struct interval got =
			interval_wilson(published[i].met, published[i].of);

		assert_near(got.low, published[i].low, 0.00005);
		assert_near(got.high, published[i].high, 0.00005);
	}
}

/* Newcombe, Statistics in Medicine 17 (1998), p. 873, table II, method 10. */
static void a_difference_has_the_published_limits(void **state)
{
	static const struct {
		int64_t met, of, other_met, other_of;
		double low, high;
	} published[] = {
		{ 56, 70, 48, 80, 0.0524, 0.3339 },
		{ 9, 10, 3, 10, 0.1705, 0.8090 },
		{ 6, 7, 2, 7, 0.0582, 0.8062 },
		{ 5, 56, 0, 29, -0.0381, 0.1926 },
		{ 0, 10, 0, 20, -0.1611, 0.2775 },
		{ 0, 10, 0, 10, -0.2775, 0.2775 },
		{ 10, 10, 0, 20, 0.6791, 1 },
		{ 10, 10, 0, 10, 0.6075, 1 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(published); i++) {
		struct interval got = interval_difference(
			published[i].met, published[i].of,
			published[i].other_met, published[i].other_of);
		struct interval back = interval_difference(
			published[i].other_met, published[i].other_of,
			published[i].met, published[i].of);

		assert_near(got.low, published[i].low, 0.00005);
		assert_near(got.high, published[i].high, 0.00005);
		assert_near(got.low, -back.high, 1e-12);
		assert_near(got.high, -back.low, 1e-12);
	}
}

/* The limits are where the score statistic is exactly z: check by hand. */
static void wilson_limits_solve_their_equation(void **state)
{
	(void)state;
	for (int64_t of = 1; of <= 60; of++)
		for (int64_t met = 0; met <= of; met++) {
			struct interval i = interval_wilson(met, of);
			double p = (double)met / (double)of;
			double low = (p - i.low) * (p - i.low);
			double high = (p - i.high) * (p - i.high);
			double z2 = INTERVAL_Z * INTERVAL_Z / (double)of;

			assert_near(low, z2 * i.low * (1 - i.low), 1e-12);
			assert_near(high, z2 * i.high * (1 - i.high), 1e-12);
			assert_true(i.low >= 0 && i.low <= p);
			assert_true(i.high <= 1 && i.high >= p);
		}
}

static void the_ends_are_exact(void **state)
{
	(void)state;
	for (int64_t of = 1; of <= 5000; of++) {
		assert_true(interval_wilson(0, of).low == 0);
		assert_true(interval_wilson(of, of).high == 1);
		assert_true(interval_wilson(0, of).high < 1);
		assert_true(interval_wilson(of, of).low > 0);
	}
}

static void a_mean_goes_z_standard_errors_each_way(void **state)
{
	struct interval i = interval_normal(0.5, 0.04, 16);

	(void)state;
	/* The standard error is 0.2 / 4. */
	assert_near(i.low, 0.5 - 0.09799819922700271, 1e-15);
	assert_near(i.high, 0.5 + 0.09799819922700271, 1e-15);
}

static void a_mean_stays_between_0_and_1(void **state)
{
	struct interval i = interval_normal(0.5, 0.5, 2);

	(void)state;
	assert_true(i.low == 0);
	assert_true(i.high == 1);
	i = interval_normal(0.8, 0, 7);
	assert_true(i.low == 0.8);
	assert_true(i.high == 0.8);
}

static void halves_of_a_per_cent_go_up(void **state)
{
	(void)state;
	assert_int_equal(interval_percent(0), 0);
	assert_int_equal(interval_percent(0.804), 80);
	assert_int_equal(interval_percent(0.125), 13);
	assert_int_equal(interval_percent(1), 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_gives_the_published_limits),
		cmocka_unit_test(a_difference_has_the_published_limits),
		cmocka_unit_test(wilson_limits_solve_their_equation),
		cmocka_unit_test(the_ends_are_exact),
		cmocka_unit_test(a_mean_goes_z_standard_errors_each_way),
		cmocka_unit_test(a_mean_stays_between_0_and_1),
		cmocka_unit_test(halves_of_a_per_cent_go_up),
	};

	return run_tests(tests);
}
