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

struct interval interval_difference(int64_t met, int64_t of, int64_t other_met,
				    int64_t other_of)
{
	struct interval a = interval_wilson(met, of);
	struct interval b = interval_wilson(other_met, other_of);
	double p = (double)met / (double)of;
	double q = (double)other_met / (double)other_of;
	double down = hypot(p - a.low, b.high - q);
	double up = hypot(a.high - p, q - b.low);

	return (struct interval){ p - q - down, p - q + up };
}

struct interval interval_normal_difference(double difference, double v_over_n,
					   double w_over_m, double width)
{
	double reach = INTERVAL_Z * sqrt(v_over_n + w_over_m);
	struct interval i = { difference - reach, difference + reach };

	if (i.low < -width)
		i.low = -width;
	if (i.high > width)
		i.high = width;
	return i;
}

int interval_percent(double rate)
{
	return (int)(rate * 100 + 0.5);
}
