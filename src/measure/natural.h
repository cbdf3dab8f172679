/*
 * measure/natural.h - whole numbers from 0 on, far larger than a machine's
 *
 * What exact figures need and no more: sums in units of 1/lcm do not fit in
 * 128 bits once a measure has some ninety items, and their squares not from
 * sixty on.  A form can have 2000 fields; the lcm of 1..2000 has 2880 bits,
 * its square with two counts and a factor fits in NATURAL_LIMBS.
 *
 * Owns      nothing: plain storage, without release.  All zeros is 0.
 * Fails     never; what does not fit is our own mistake and asserted.
 */
#ifndef MEASURE_NATURAL_H
#define MEASURE_NATURAL_H

#include <stdbool.h>
#include <stdint.h>

#define NATURAL_LIMBS 200

/* Base 2^32, least first; the last of count is not 0. */
struct natural {
	int count;
	uint32_t limbs[NATURAL_LIMBS];
};

void natural_set(struct natural *n, uint64_t value);
void natural_copy(struct natural *to, const struct natural *from);

/* Below, equal or above 0 as a is less, the same or more than b. */
int natural_compare(const struct natural *a, const struct natural *b);
bool natural_is_zero(const struct natural *n);

/* a += b;  a -= b, which must not be more than a;  a *= factor. */
void natural_add(struct natural *a, const struct natural *b);
void natural_subtract(struct natural *a, const struct natural *b);
void natural_scale(struct natural *a, uint64_t factor);

/* out = a * b; out is neither of them. */
void natural_multiply(struct natural *out, const struct natural *a,
		      const struct natural *b);

/* Divide by a divisor above 0; the remainder is the result. */
uint32_t natural_divide(struct natural *n, uint32_t divisor);

/* Make n the lowest common multiple of itself (not 0) and factor. */
void natural_common_multiple(struct natural *n, uint32_t factor);

#endif
