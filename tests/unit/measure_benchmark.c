/* What measure/benchmark.h promises, on the figures that are shipped. */
#include "config.h"

#include "catalogues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure/benchmark.h"

static int set_up(void **state)
{
	*state = catalogue_shipped();
	return 0;
}

static int tear_down(void **state)
{
	catalogue_free(*state);
	return 0;
}

static const struct benchmark *newest(void **state, const char *form,
				      const char *a, const char *b)
{
	const char *versions[] = { a, b };

	return benchmark_newest(*state, form, versions, b ? 2 : 1);
}

static void the_newest_of_the_versions_counted_fits(void **state)
{
	assert_string_equal(newest(state, "ash", "3.0", NULL)->period, "2025");
	assert_string_equal(newest(state, "ash", "2.0", NULL)->period, "2022");
	assert_string_equal(newest(state, "ash", "2.0", "3.0")->period, "2025");
}

static void one_without_version_fits_any(void **state)
{
	assert_string_equal(newest(state, "ash", "1.0", NULL)->period,
			    "2013 - medio 2019");
}

static void another_form_has_none(void **state)
{
	assert_null(newest(state, "traject", "3.0", NULL));
}

static void published_figures_are_whole_per_cents(void **state)
{
	const struct benchmark *b = newest(state, "ash", "3.0", NULL);

	assert_int_equal(
		benchmark_percent(b, BENCHMARK_MEASURE, "uitvoering", NULL),
		95);
	assert_int_equal(benchmark_percent(b, BENCHMARK_ITEM, "c5b", NULL), 88);
	assert_int_equal(benchmark_percent(b, BENCHMARK_OPTION, "gezinstype",
					   "tweeouder"),
			 40);
}

static void what_was_not_published_is_not_there(void **state)
{
	const struct benchmark *b = newest(state, "ash", "3.0", NULL);

	assert_int_equal(benchmark_percent(b, BENCHMARK_ITEM, "c1", NULL), -1);
	assert_int_equal(benchmark_percent(b, BENCHMARK_MEASURE, "c5b", NULL),
			 -1);
	assert_int_equal(
		benchmark_percent(b, BENCHMARK_OPTION, "gezinstype", "anders"),
		-1);
	assert_int_equal(benchmark_percent(NULL, BENCHMARK_ITEM, "c5b", NULL),
			 -1);
}

static void a_half_per_cent_is_rounded_up(void **state)
{
	const struct benchmark_value values[] = {
		{ BENCHMARK_ITEM, "a", NULL, 12.5 },
		{ BENCHMARK_ITEM, "b", NULL, 12.4 },
	};
	const struct benchmark b = { .value_count = 2, .values = values };

	(void)state;
	assert_int_equal(benchmark_percent(&b, BENCHMARK_ITEM, "a", NULL), 13);
	assert_int_equal(benchmark_percent(&b, BENCHMARK_ITEM, "b", NULL), 12);
}

#define WITH_FORMS(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FORMS(the_newest_of_the_versions_counted_fits),
		WITH_FORMS(one_without_version_fits_any),
		WITH_FORMS(another_form_has_none),
		WITH_FORMS(published_figures_are_whole_per_cents),
		WITH_FORMS(what_was_not_published_is_not_there),
		cmocka_unit_test(a_half_per_cent_is_rounded_up),
	};

	return run_tests(tests);
}
