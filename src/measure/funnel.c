/* measure/funnel.c - see measure/funnel.h */
#include "config.h"

#include "measure/funnel.h"

#include <math.h>

#define Z95 1.959963984540054
#define Z998 3.090232306167813

/*
 * The interpolated quantiles of a binomial distribution, as shares of n, for
 * probabilities that rise.  Sums from far below the mean, where what is left
 * out is under 1e-14.
 */
static void find_quantiles(double target, int64_t n, const double *p,
			   size_t count, double *out)
{
	long double t = target, odds = t / (1 - t), sum = 0, term;
	long double spread = sqrtl((long double)n * t * (1 - t));
	long double first = floorl((long double)n * t - 12 * spread - 12);
	int64_t k = first > 0 ? (int64_t)first : 0;

	term = expl(lgammal((long double)n + 1) - lgammal((long double)k + 1) -
		    lgammal((long double)(n - k) + 1) +
		    (long double)k * logl(t) +
		    (long double)(n - k) * log1pl(-t));
	for (size_t i = 0; i < count; i++) {
		while (sum + term < p[i] && k < n) {
			sum += term;
			term *= (long double)(n - k) / (long double)(k + 1) *
				odds;
			k++;
		}
		out[i] = fmax(
			(double)(((long double)k - (sum + term - p[i]) / term) /
				 (long double)n),
			0);
	}
}

struct funnel funnel_of_share(int target, int64_t n)
{
	static const double p[] = { 0.001, 0.025, 0.975, 0.999 };
	double limit[4];
	double t = target / 100.0;

	/* Nothing, or everything, has no spread. */
	if (target <= 0 || target >= 100)
		return (struct funnel){ t, t, t, t };
	find_quantiles(t, n, p, 4, limit);
	return (struct funnel){ .low998 = limit[0],
				.low95 = limit[1],
				.high95 = limit[2],
				.high998 = limit[3] };
}

struct funnel funnel_of_mean(int target, double deviation, int64_t n)
{
	double t = target / 100.0;
	double unit = deviation / sqrt((double)n);

	return (struct funnel){ .low95 = fmax(t - Z95 * unit, 0),
				.high95 = fmin(t + Z95 * unit, 1),
				.low998 = fmax(t - Z998 * unit, 0),
				.high998 = fmin(t + Z998 * unit, 1) };
}

/* What must be below the low limits, and what above the high ones. */
static enum funnel_place place(double low, double high,
			       const struct funnel *limits)
{
	if (low < limits->low998)
		return FUNNEL_VERY_LOW;
	if (high > limits->high998)
		return FUNNEL_VERY_HIGH;
	if (low < limits->low95)
		return FUNNEL_LOW;
	return high > limits->high95 ? FUNNEL_HIGH : FUNNEL_INSIDE;
}

enum funnel_place funnel_of_group(const struct figures *figures,
				  const struct figure_group *group, size_t m,
				  struct funnel *limits)
{
	const struct figure_measure *measure = &figures->measures[m];
	const struct mean *mean = &group->measures[m];
	struct funnel funnel;

	if (measure->target < 0 || !mean->known || !measure->mean.has_deviation)
		return FUNNEL_NONE;
	funnel = funnel_of_mean(measure->target, measure->mean.deviation,
				mean->records);
	if (limits)
		*limits = funnel;
	return place(mean->mean, mean->mean, &funnel);
}

enum funnel_place funnel_of_item(const struct figures *figures,
				 const struct figure_group *group, size_t m,
				 size_t item, struct funnel *limits)
{
	int target = figures->measures[m].target;
	const struct share *share = &group->items[m][item].share;
	struct funnel funnel;

	if (target < 0 || !share->known)
		return FUNNEL_NONE;
	funnel = funnel_of_share(target, share->of);
	if (limits)
		*limits = funnel;
	/*
	 * A limit lies in the step from r - 1 to r, of which r is still within
	 * what chance allows: 9 of 9 is nothing special against 80 %.
	 */
	return place(share->rate, (double)(share->met - 1) / (double)share->of,
		     &funnel);
}
