/*
 * bench/bench.h - measuring, for the programs of the bench
 *
 * A result is one line on standard output: its key, the median of its samples
 * and their spread, in one unit per key.  bench.sh collects the lines.
 *
 * Fails     a wrong result or a call that fails ends the program with a
 *           sentence on standard error and status 1, before any time is said.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/store.h"

#define SAMPLES_MAX 200000

struct samples {
	double *values;
	size_t count;
	size_t capacity;
};

/* A clock that only goes on. */
double microseconds(void);

void samples_add(struct samples *samples, double value);
void samples_done(struct samples *samples);
/* The sample with this share of the others below it: 0.5 is the median. */
double samples_at(struct samples *samples, double share);
/* "KEY MEDIAN LEAST MOST" */
void samples_print(struct samples *samples, const char *key);
void result_print(const char *key, double value);

_Noreturn void fail(const char *fmt, ...) PRINTF(1, 2);
/* Nothing when code is 0. */
void check(int code, const struct err *err);

/* The forms of one directory. */
struct catalogue *load_forms(const char *directory);
struct store *open_store(const char *path);

#endif
