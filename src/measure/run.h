/*
 * measure/run.h - a figure month by month, and what is more than chance
 *
 * A run chart has one point for each month that has a figure.  Its centre is
 * the figure of the whole selection.  From RUN_POINTS points on it is read by
 * the usual rules (Perla, Provost and Murray 2011; Shewhart 1931):
 *
 *   shift   RUN_SHIFT or more points in a row on one side of the centre; a
 *           point on the centre neither adds nor breaks
 *   trend   RUN_TREND or more points in a row, each above (or each below) the
 *           one before; a point equal to the one before neither adds nor breaks
 *   beyond  a point outside the limits at three standard deviations
 *
 * Limits of a share p over n records: p ± 3 √(p (1 - p) / n), where n p and
 * n (1 - p) are both at least 5; of a mean of record scores with deviation s:
 * m ± 3 s / √n, where n is at least 5.  Both clipped to 0..1.
 *
 * Owns      a run is the caller's, to run_done(); all zeros is empty.
 * Fails     never.
 */
#ifndef MEASURE_RUN_H
#define MEASURE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "measure/figures.h"

#define RUN_POINTS 12
#define RUN_SHIFT 8
#define RUN_TREND 6

enum run_signal {
	RUN_SHIFT_UP = 1,
	RUN_SHIFT_DOWN = 2,
	RUN_TREND_UP = 4,
	RUN_TREND_DOWN = 8,
	RUN_BEYOND_HIGH = 16,
	RUN_BEYOND_LOW = 32
};

struct run_point {
	const char *month; /* "2025-03"; borrowed from the figures */
	int64_t n;
	double value; /* 0 .. 1 */
	int percent;
	bool has_limits;
	double low, high;
	unsigned signals; /* of enum run_signal, that this point is part of */
};

struct run {
	size_t count;
	struct run_point *points; /* months without a figure are left out */
	size_t hidden;            /* months that are suppressed */
	bool has_centre;
	double centre;
	bool is_read;     /* enough points for the rules */
	unsigned signals; /* of all points together */
};

/* The mean of measure m; or, with item 0 .. of it, that item's share. */
struct run run_of_measure(const struct figures *figures, size_t m);
struct run run_of_item(const struct figures *figures, size_t m, size_t item);
void run_done(struct run *run);

#endif
