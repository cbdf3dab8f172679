/*
 * report/svg_private.h - small charts, drawn in a page
 *
 * Across, places are shares of the width, so a chart is as wide as its place
 * and nothing in it is stretched; a chart of one row is also as high as its
 * place, and stands in the row of the table that has its numbers.  Every chart
 * has a title and a description in words.  How it looks is in the style of the
 * page: own, range, target, national, bar, axis, link, break.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef REPORT_SVG_PRIVATE_H
#define REPORT_SVG_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "report/markup_private.h"

/* A figure with what it is held against; rates from 0 to 1. */
struct svg_figure {
	bool known;
	double rate;
	bool has_range;
	double low, high;
	int target;   /* per cent; -1: none */
	int national; /* per cent; -1: none */
};

/* A dot with its range; not known: what it would be held against, alone. */
void svg_dot(struct markup *m, const struct svg_figure *figure,
	     const char *title, const char *words);

/* A bar from the left; rate is the share of the width. */
void svg_bar(struct markup *m, const struct svg_figure *figure,
	     const char *title, const char *words);

/* Above a column of rows: 0, the target (-1: the middle) and 100 %, of which
 * the ends give way to a target that is near. */
void svg_axis(struct markup *m, int target, const char *title,
	      const char *words);

/*
 * A few points without an axis, the last one with a dot; from 0, at the bottom,
 * to 1; below 0 is a gap.
 */
void svg_spark(struct markup *m, const double *points, size_t count,
	       const char *title, const char *words);

/* One place of a line: a year or a month. */
struct svg_place {
	const char *label; /* short; NULL: none under this one */
	struct svg_figure figure;
	const char *break_label; /* another way of measuring begins, or NULL */
	bool is_signal;          /* more than chance: with a ring */
};

struct svg_course {
	const struct svg_place *places;
	size_t count;
	int target;      /* per cent; -1: none */
	bool has_centre; /* a level to see the others by */
	double centre;
};

/* Dots with ranges from left to right, joined where both are known. */
void svg_line(struct markup *m, const struct svg_course *course,
	      const char *title, const char *words);

/* Dots by size, within limits that narrow to the right; all from 0 to 1. */
struct svg_funnel_dot {
	const char *name;
	double x, rate;
	bool is_outside;
};

struct svg_limit {
	double x;
	double low, high;
	double lowest, highest;
};

struct svg_funnel {
	int target;
	const char *size; /* at the right end of the axis */
	size_t dot_count;
	struct svg_funnel_dot *dots;
	size_t limit_count;
	struct svg_limit *limits; /* from left to right */
};

void svg_funnel(struct markup *m, const struct svg_funnel *funnel,
		const char *title, const char *words);

#endif
