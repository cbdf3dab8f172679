/*
 * measure/fraction.h - exact fractions from 0 to 1, rounded once
 *
 * The mean of record scores is a sum of many different fractions.  It is
 * added up in units of 1/lcm of the denominators that really occur, in whole
 * numbers that never overflow (measure/natural.h), so that a figure that is
 * exactly a half per cent, or exactly the target, is seen to be so.
 *
 * Owns      nothing: plain storage.
 * Fails     never.
 */
#ifndef MEASURE_FRACTION_H
#define MEASURE_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "measure/natural.h"
#include "store/tally.h"

/* top / bottom, from 0 to 1; the bottom is not 0. */
struct fraction {
	struct natural top, bottom;
};

void fraction_set(struct fraction *f, uint64_t top, uint64_t bottom);

/* In per cent, a half rounded up. */
int fraction_percent(const struct fraction *f);

/* Exactly at or above so many per cent? */
bool fraction_is_at_least(const struct fraction *f, int percent);

/* out = the distance from a to b; is a the lesser one?  out is neither. */
bool fraction_distance(struct fraction *out, const struct fraction *a,
		       const struct fraction *b);

/* The double nearest to it; a tie goes to the even one. */
double fraction_double(const struct fraction *f);

/*
 * The records of the pairs that have a score (at least one item scored), the
 * mean of their scores, and the variance s², with n - 1, of those scores.
 * mean is set from one record on, variance from two; either may be NULL.
 */
int64_t fraction_of_pairs(const struct tally_pairs *pairs,
			  struct fraction *mean, struct fraction *variance);

#endif
