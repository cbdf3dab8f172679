/*
 * ui/chart.h - one line of a chart: an estimate with its interval, or a bar
 *
 * A line stands for 0 to 100 per cent.  The ends of an interval are rounded
 * outward, so that what is drawn always covers what is true; where several
 * things fall on one cell, the estimate goes before the target and the target
 * before the interval.
 *
 * Owns      nothing.
 * Fails     never; what is not known is not drawn.
 */
#ifndef UI_CHART_H
#define UI_CHART_H

#include <stdbool.h>

#include "ui/screen.h"

struct chart_point {
	bool known;
	double rate;
	bool has_interval;
	double low, high;
	int target; /* per cent, or -1 */
	enum style style;
};

/* columns wide (at least 3) from col on. */
void chart_point(struct screen *s, int row, int col, int columns,
		 const struct chart_point *point);

/* A bar of rate; mark, in per cent or -1, is drawn as a target. */
void chart_bar(struct screen *s, int row, int col, int columns, double rate,
	       int mark);

/* "0      25      50      75     100" over the columns. */
void chart_axis(struct screen *s, int row, int col, int columns);

#endif
