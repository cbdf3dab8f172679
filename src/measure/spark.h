/*
 * measure/spark.h - how a figure went, as a few points without an axis
 *
 * By year when three or more years of the file have it, else by quarter of the
 * selection when three or more quarters have it, else there is nothing to draw.
 * A place without a figure, or of which a part is suppressed, is a gap.
 *
 * A point is drawn at one of SPARK_LEVELS levels between the lowest and the
 * highest of the row, which are taken to lie SPARK_SPAN apart at least, so that
 * a row that hardly moves looks level; the same for all who draw.
 *
 * Owns      nothing; plain storage.
 * Fails     never.
 */
#ifndef MEASURE_SPARK_H
#define MEASURE_SPARK_H

#include <stdbool.h>
#include <stddef.h>

#include "measure/figures.h"

#define SPARK_POINTS 8 /* the last so many */
#define SPARK_LEVELS 8
#define SPARK_SPAN 0.2
#define SPARK_LEAST 3

struct spark_point {
	char label[12]; /* "2025" or "2025 k2" */
	bool known;
	double rate;
	int percent;
	int level; /* 0 .. SPARK_LEVELS - 1 */
};

struct spark {
	bool by_year;
	size_t count; /* 0: nothing to draw */
	struct spark_point points[SPARK_POINTS];
};

struct spark spark_of_item(const struct figures *figures, size_t m,
			   size_t item);

/* "▁▄█" or, in ASCII, ".-#"; a gap is a blank.  free() it. */
char *spark_text(const struct spark *spark, bool ascii);

#endif
