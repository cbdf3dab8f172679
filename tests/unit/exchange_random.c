/* What exchange/random.h promises. */
#include "config.h"

#include "unit.h"

#include "exchange/random.h"

static void the_numbers_are_those_of_splitmix64(void **state)
{
	/* The first ones that its author gives for this seed. */
	struct random random = { 1234567 };

	(void)state;
	assert_true(random_next(&random) == UINT64_C(6457827717110365317));
	assert_true(random_next(&random) == UINT64_C(3203168211198807973));
	assert_true(random_next(&random) == UINT64_C(9817491932198370423));
	assert_true(random_next(&random) == UINT64_C(4593380528125082431));
	assert_true(random_next(&random) == UINT64_C(16408922859458223821));
}

static void a_unit_is_from_0_to_below_1(void **state)
{
	struct random random = { 4 };
	double sum = 0;
	int i;

	(void)state;
	for (i = 0; i < 1000000; i++) {
		double unit = random_unit(&random);

		assert_true(unit >= 0 && unit < 1);
		sum += unit;
	}
	assert_true(sum > 499000 && sum < 501000);
}

static void a_range_has_both_its_ends(void **state)
{
	struct random random = { 2 };
	int seen[5] = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		int64_t n = random_from(&random, -2, 2);

		assert_in_range(n + 2, 0, 4);
		seen[n + 2]++;
	}
	for (i = 0; i < 5; i++)
		assert_true(seen[i] > 100);
	assert_int_equal(random_from(&random, 7, 7), 7);
}

static void chances_of_0_and_1_are_certain(void **state)
{
	struct random random = { 3 };
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		assert_false(random_chance(&random, 0));
		assert_true(random_chance(&random, 1));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_are_those_of_splitmix64),
		cmocka_unit_test(a_unit_is_from_0_to_below_1),
		cmocka_unit_test(a_range_has_both_its_ends),
		cmocka_unit_test(chances_of_0_and_1_are_certain),
	};

	return run_tests(tests);
}
