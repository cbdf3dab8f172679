/* measure/benchmark.c - see measure/benchmark.h */
#include "config.h"

#include "measure/benchmark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/same.h"

#define YEAR_DIGITS 4

/* The last number of four digits in the text; 0 when there is none. */
static int last_year(const char *period)
{
	int year = 0;

	while (*period) {
		size_t digits = strspn(period, "0123456789");

		if (digits == YEAR_DIGITS)
			year = atoi(period);
		period += digits ? digits : 1;
	}
	return year;
}

static bool fits(const struct benchmark *benchmark, const char *form,
		 const char *const *versions, size_t version_count)
{
	if (strcmp(benchmark->form, form) != 0)
		return false;
	if (!benchmark->version)
		return true;
	for (size_t i = 0; i < version_count; i++)
		if (strcmp(benchmark->version, versions[i]) == 0)
			return true;
	return false;
}

const struct benchmark *benchmark_newest(const struct catalogue *catalogue,
					 const char *form,
					 const char *const *versions,
					 size_t version_count)
{
	const struct benchmark *newest = NULL;
	int newest_year = -1;

	for (size_t i = 0; i < catalogue_benchmark_count(catalogue); i++) {
		const struct benchmark *b = catalogue_benchmark(catalogue, i);
		int year = b->period ? last_year(b->period) : 0;

		if (year > newest_year &&
		    fits(b, form, versions, version_count)) {
			newest = b;
			newest_year = year;
		}
	}
	return newest;
}

int benchmark_percent(const struct benchmark *benchmark,
		      enum benchmark_kind kind, const char *name,
		      const char *option)
{
	if (!benchmark)
		return -1;
	for (size_t i = 0; i < benchmark->value_count; i++) {
		const struct benchmark_value *v = &benchmark->values[i];

		if (v->kind == kind && same_text(v->name, name) &&
		    same_text(v->option, option))
			return (int)floor(v->percent + 0.5);
	}
	return -1;
}
