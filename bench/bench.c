/* bench/bench.c - see bench/bench.h */
#include "config.h"

#include "bench.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"

double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void samples_add(struct samples *samples, double value)
{
	samples->values = alloc_grow(samples->values, samples->count,
				     &samples->capacity, sizeof(double));
	samples->values[samples->count++] = value;
}

void samples_done(struct samples *samples)
{
	free(samples->values);
	*samples = (struct samples){ 0 };
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_at(struct samples *samples, double share)
{
	/* The nearest rank: of 100, 99 % is the second largest. */
	size_t rank = (size_t)ceil((double)samples->count * share);

	if (samples->count == 0)
		fail("nothing was measured");
	qsort(samples->values, samples->count, sizeof(double), compare);
	return samples->values[rank > 0 ? rank - 1 : 0];
}

void samples_print(struct samples *samples, const char *key)
{
	printf("%s %.4g %.4g %.4g\n", key, samples_at(samples, 0.5),
	       samples_at(samples, 0), samples_at(samples, 1));
	fflush(stdout);
}

void result_print(const char *key, double value)
{
	printf("%s %.6g %.6g %.6g\n", key, value, value, value);
	fflush(stdout);
}

void fail(const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	fputs("bench: ", stderr);
	vfprintf(stderr, fmt, values);
	fputc('\n', stderr);
	va_end(values);
	exit(1);
}

void check(int code, const struct err *err)
{
	if (code)
		fail("%s (%d)", err->text, code);
}

struct catalogue *load_forms(const char *directory)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue;
	struct err err = { 0 };

	check(catalogue_load(&directory, 1, &catalogue, &problems, &err), &err);
	problem_list_done(&problems);
	return catalogue;
}

struct store *open_store(const char *path)
{
	struct store *store;
	struct err err = { 0 };

	check(store_open(path, 0, &store, &err), &err);
	return store;
}
