/* measure/interval.c - see measure/interval.h */
#include "config.h"

#include "measure/interval.h"

#include <math.h>

struct interval interval_wilson(int64_t met, int64_t of)
{
	double n = (double)of;
	double p = (double)met / n;
	double z2 = INTERVAL_Z * INTERVAL_Z;
	double centre = p + z2 / (2 * n);
	double reach = INTERVAL_Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
	double whole = 1 + z2 / n;
	struct interval i;

	/* At the ends the formula gives 0 and 1 but for rounding. */
	i.low = met == 0 ? 0 : (centre - reach) / whole;
	i.high = met == of ? 1 : (centre + reach) / whole;
	return i;
}

struct interval interval_normal(double mean, double variance, int64_t n)
{
	double reach = INTERVAL_Z * sqrt(variance / (double)n);
	struct interval i = { mean - reach, mean + reach };

	if (i.low < 0)
		i.low = 0;
	if (i.high > 1)
		i.high = 1;
	return i;
}
