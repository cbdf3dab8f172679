/*
 * measure/funnel.h - how far a group of n may lie from a target by chance
 *
 * Limits around the target, 95 % (p 0.025 and 0.975) and 99.8 % (p 0.001 and
 * 0.999), as in a funnel plot (Spiegelhalter 2005):
 *
 *   share  of n records, exactly binomial and interpolated: with r the least
 *          number for which P(X <= r) >= p, and
 *          a = (P(X <= r) - p) / (P(X <= r) - P(X <= r - 1)),
 *          the limit is (r - a) / n, clipped to 0..1
 *   mean   of n record scores with deviation s: target ± z s / √n, z 1.959964
 *          and 3.090232, clipped to 0..1
 *
 * A funnel is not a ranking: groups within the limits differ by nothing but
 * chance.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef MEASURE_FUNNEL_H
#define MEASURE_FUNNEL_H

#include <stdint.h>

#include "measure/figures.h"

struct funnel {
	double low95, high95;
	double low998, high998;
};

/* target in per cent; n above 0. */
struct funnel funnel_of_share(int target, int64_t n);
struct funnel funnel_of_mean(int target, double deviation, int64_t n);

enum funnel_place {
	FUNNEL_NONE,   /* no target, no figure, suppressed, or no deviation */
	FUNNEL_INSIDE, /* within 95 % */
	FUNNEL_LOW,    /* under 95 %, not under 99.8 % */
	FUNNEL_HIGH,
	FUNNEL_VERY_LOW, /* under 99.8 % */
	FUNNEL_VERY_HIGH
};

/*
 * Where a group stands: the mean of measure m, with the deviation of the whole
 * selection; or one item, outside only when that many or more, or fewer, have a
 * chance under p.  *limits is set unless the place is FUNNEL_NONE; it may be
 * NULL.
 */
enum funnel_place funnel_of_group(const struct figures *figures,
				  const struct figure_group *group, size_t m,
				  struct funnel *limits);
enum funnel_place funnel_of_item(const struct figures *figures,
				 const struct figure_group *group, size_t m,
				 size_t item, struct funnel *limits);

#endif
