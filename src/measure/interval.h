/*
 * measure/interval.h - how far chance alone could have moved a figure
 *
 * Two-sided 95 % intervals: Wilson's for a proportion, without continuity
 * correction (Wilson 1927; Newcombe 1998, method 3), and the normal one for a
 * mean, clipped to 0..1.
 *
 * Fails     never.
 */
#ifndef MEASURE_INTERVAL_H
#define MEASURE_INTERVAL_H

#include <stdint.h>

#define INTERVAL_Z 1.959963984540054

struct interval {
	double low, high;
};

/* met of `of`, which is above 0.  None met has low 0, all met high 1. */
struct interval interval_wilson(int64_t met, int64_t of);

/* mean ± z √(variance / n) */
struct interval interval_normal(double mean, double variance, int64_t n);

#endif
