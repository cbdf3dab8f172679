/*
 * measure/suppress_private.h - what the parts of suppression share
 *
 * First all that is to be hidden is marked (suppressed), while the numbers are
 * still there for the sums; then what is marked is wiped.
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

/* suppress_answers.c */
void suppress_answers(struct figures *f);
/* After the measures and the positive outcome were marked. */
void suppress_steps(struct figures *f);

#endif
