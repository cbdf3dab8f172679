/* What measure/spark.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "measure/figures.h"
#include "measure/spark.h"
#include "sample.h"

#define MOST 400

/* So many records a year of which so many meet the first item. */
static size_t add(struct sample_record *records, size_t n, int year, int month,
		  int of, int met)
{
	for (int i = 0; i < of; i++) {
		records[n] =
			(struct sample_record){ .year = year, .month = month };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			records[n].scores[s] = s > 0 || i < met ? MET : NOT_MET;
		n++;
	}
	return n;
}

static void three_years_are_drawn_by_year(void **state)
{
	static struct sample_record records[MOST];
	size_t n = add(records, 0, 0, 0, 20, 10);
	struct figures *f;
	struct spark spark;
	char *text;

	(void)state;
	n = add(records, n, 1, 0, 20, 15);
	n = add(records, n, 2, 5, 20, 20);
	f = sample_figures(records, n, 0);
	spark = spark_of_item(f, 0, 0);
	assert_true(spark.by_year);
	assert_int_equal(spark.count, 3);
	assert_string_equal(spark.points[0].label, "2021");
	assert_int_equal(spark.points[0].percent, 50);
	assert_int_equal(spark.points[1].percent, 75);
	assert_int_equal(spark.points[0].level, 0);
	assert_int_equal(spark.points[1].level, 4);
	assert_int_equal(spark.points[2].level, SPARK_LEVELS - 1);
	text = spark_text(&spark, false);
	assert_string_equal(text, "▁▅█");
	free(text);
	text = spark_text(&spark, true);
	assert_string_equal(text, "_~#");
	free(text);
	figures_free(f);
}

static void one_year_is_drawn_by_quarter(void **state)
{
	static struct sample_record records[MOST];
	size_t n = add(records, 0, 1, 0, 10, 5);
	struct figures *f;
	struct spark spark;

	(void)state;
	n = add(records, n, 1, 2, 10, 6);
	n = add(records, n, 1, 5, 10, 9);
	n = add(records, n, 1, 11, 10, 10);
	f = sample_figures(records, n, 0);
	spark = spark_of_item(f, 0, 0);
	assert_false(spark.by_year);
	assert_int_equal(spark.count, 3);
	assert_string_equal(spark.points[0].label, "2022 k1");
	/* Both months of it. */
	assert_int_equal(spark.points[0].percent, 55);
	assert_string_equal(spark.points[1].label, "2022 k2");
	assert_string_equal(spark.points[2].label, "2022 k4");
	figures_free(f);
}

static void two_places_are_nothing_to_draw(void **state)
{
	static struct sample_record records[MOST];
	size_t n = add(records, 0, 1, 0, 10, 5);
	struct figures *f;
	char *text;
	struct spark spark;

	(void)state;
	n = add(records, n, 1, 11, 10, 5);
	f = sample_figures(records, n, 0);
	spark = spark_of_item(f, 0, 0);
	assert_int_equal(spark.count, 0);
	text = spark_text(&spark, false);
	assert_string_equal(text, "");
	free(text);
	figures_free(f);
}

/* One point of a hundred apart is no leap over the whole height. */
static void what_hardly_moves_looks_level(void **state)
{
	static struct sample_record records[MOST];
	size_t n = add(records, 0, 0, 0, 100, 90);
	struct figures *f;
	struct spark spark;

	(void)state;
	n = add(records, n, 1, 0, 100, 91);
	n = add(records, n, 2, 0, 100, 90);
	f = sample_figures(records, n, 0);
	spark = spark_of_item(f, 0, 0);
	assert_int_equal(spark.points[0].level, spark.points[2].level);
	assert_true(spark.points[1].level - spark.points[0].level <= 1);
	/* At the top of what is possible it still stands high. */
	assert_true(spark.points[0].level >= SPARK_LEVELS / 2 - 1);
	figures_free(f);
}

static void what_is_hidden_is_a_gap(void **state)
{
	static struct sample_record records[MOST];
	size_t n = add(records, 0, 0, 0, 30, 20);
	struct figures *f;
	struct spark spark;
	char *text;

	(void)state;
	n = add(records, n, 1, 0, 3, 3);
	n = add(records, n, 2, 0, 30, 25);
	n = add(records, n, 3, 0, 30, 10);
	f = sample_figures(records, n, 5);
	spark = spark_of_item(f, 0, 0);
	for (size_t i = 0; i < spark.count; i++)
		if (f->years[i].items[0][0].share.suppressed) {
			assert_false(spark.points[i].known);
			assert_int_equal(spark.points[i].percent, 0);
			assert_true(spark.points[i].rate == 0);
		}
	text = spark_text(&spark, true);
	assert_true(spark.count == 0 || strchr(text, ' ') != NULL);
	free(text);
	figures_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_years_are_drawn_by_year),
		cmocka_unit_test(one_year_is_drawn_by_quarter),
		cmocka_unit_test(two_places_are_nothing_to_draw),
		cmocka_unit_test(what_hardly_moves_looks_level),
		cmocka_unit_test(what_is_hidden_is_a_gap),
	};

	return run_tests(tests);
}
