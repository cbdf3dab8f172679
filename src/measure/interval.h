/*
 * measure/interval.h - how far chance alone could have moved a figure
 *
 * Two-sided 95 % intervals: Wilson's for a proportion, without continuity
 * correction (Wilson 1927; Newcombe 1998, method 3), and the normal one for a
 * mean, clipped to 0..1.  Of a difference of two proportions the hybrid score
 * interval (Newcombe 1998, method 10), of two means the normal one, clipped to
 * -1..1.
 *
 * Owns      nothing.
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

/* met / of less other_met / other_of; neither of the two is 0. */
struct interval interval_difference(int64_t met, int64_t of, int64_t other_met,
				    int64_t other_of);

/* difference ± z √(v/n + w/m); clipped to -width..width. */
struct interval interval_normal_difference(double difference, double v_over_n,
					   double w_over_m, double width);

/* A rate from 0 on in whole per cent, halves up: 0.805 is 81. */
int interval_percent(double rate);

#endif
