/*
 * measure/suppress_private.h - what the parts of suppression share
 *
 * First all that is to be hidden is marked (suppressed), while the numbers are
 * still there for the sums; then what is marked is wiped.
 *
 * Owns      nothing: all happens in the figures.
 * Fails     never.
 */
#ifndef MEASURE_SUPPRESS_PRIVATE_H
#define MEASURE_SUPPRESS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "measure/figures.h"

/* One number of a sum, and whether it is to be hidden. */
struct cell {
	int64_t n;
	bool hidden;
};

/*
 * Cells that add up to a total that shows.  When one is hidden, hide others
 * until no hidden one can be told from the sum of the hidden ones.
 */
void cover(struct cell *cells, size_t count, int64_t total, int64_t threshold);

/* Does a number say something of a few: above 0 and under the threshold? */
bool is_few(int64_t n, int64_t threshold);

void hide_share(struct share *share);
void hide_mean(struct mean *mean);

/* suppress_tables.c: groups, years, their parts and months; after the measures
 * and the positive outcome were marked, before they are wiped. */
void suppress_tables(struct figures *f);

/* No year, and no version of one, shows any more. */
void suppress_years(struct figures *f);

/* suppress_answers.c */
void suppress_answers(struct figures *f);
/* Does the mean over values that occurred so often tell of a few? */
bool is_near_an_end(const int64_t *values, size_t count, int64_t threshold);
/* After the measures and the positive outcome were marked. */
void suppress_steps(struct figures *f);

/*
 * suppress_pair.c: do the figures of a selection and those of a wider one tell
 * of a few in the rest?  Of figures of which nothing was hidden.
 */
struct pair {
	const struct figures *own, *other;
	int64_t threshold;
};

bool pair_tells_records(const struct pair *pair);
bool pair_tells_measure(const struct pair *pair, size_t m);
bool pair_tells_option(const struct pair *pair, size_t b, size_t o);
/* Of a choice of one; the shown figures are those of both sides. */
bool pair_tells_block(const struct pair *pair, size_t b,
		      const struct figure_block *own_shown,
		      const struct figure_block *other_shown);
bool pair_tells_scale(const struct pair *pair, size_t s);
bool pair_tells_share(const struct pair *pair, size_t s);

#endif
