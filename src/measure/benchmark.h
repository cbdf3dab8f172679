/*
 * measure/benchmark.h - the published figures that stand beside our own
 *
 * A benchmark fits a form of its name when it states no version, or one of the
 * versions that were counted.  The newest is the one whose period ends last:
 * the last year that stands in its text ("2013 - medio 2019" is 2019).
 *
 * Owns      nothing; benchmarks are borrowed from the catalogue.
 * Fails     never; what was not published is -1 or NULL.
 */
#ifndef MEASURE_BENCHMARK_H
#define MEASURE_BENCHMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "form/catalogue.h"

/* The newest that fits; of two as new the first; NULL when there is none. */
const struct benchmark *benchmark_newest(const struct catalogue *catalogue,
					 const char *form,
					 const char *const *versions,
					 size_t version_count);

/* Its whole per cent, or -1; option is NULL but for BENCHMARK_OPTION. */
int benchmark_percent(const struct benchmark *benchmark,
		      enum benchmark_kind kind, const char *name,
		      const char *option);

#endif
