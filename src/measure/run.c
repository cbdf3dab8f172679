/* measure/run.c - see measure/run.h */
#include "config.h"

#include "measure/run.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

#define DEVIATIONS 3
#define LIMITS_FROM 5 /* records; of a share: met and not met, as expected */

/* --- limits */

static void set_limits(struct run_point *point, double centre, double reach)
{
	point->has_limits = true;
	point->low = fmax(centre - DEVIATIONS * reach, 0);
	point->high = fmin(centre + DEVIATIONS * reach, 1);
}

static void limit_share(struct run_point *point, double centre)
{
	double n = (double)point->n;

	if (n * centre < LIMITS_FROM || n * (1 - centre) < LIMITS_FROM)
		return;
	set_limits(point, centre, sqrt(centre * (1 - centre) / n));
}

static void limit_mean(struct run_point *point, double centre, double deviation)
{
	if (point->n >= LIMITS_FROM)
		set_limits(point, centre, deviation / sqrt((double)point->n));
}

/* --- the rules */

static void mark(struct run *run, size_t first, size_t end, unsigned signal)
{
	for (size_t i = first; i < end; i++)
		run->points[i].signals |= signal;
	run->signals |= signal;
}

static int side_of(double value, double other)
{
	return value > other ? 1 : value < other ? -1 : 0;
}

/*
 * Stretches of points on one side: side() gives it, 0 neither adds nor breaks.
 * A stretch begins at its first point that is on the side.
 */
static void find_shifts(struct run *run)
{
	size_t first = 0, end = 0;
	int length = 0, side = 0;

	for (size_t i = 0; i <= run->count; i++) {
		int here = i < run->count
				   ? side_of(run->points[i].value, run->centre)
				   : -side;

		if (i < run->count && here == 0)
			continue;
		if (here == side && side != 0) {
			length++;
			end = i + 1;
			continue;
		}
		if (length >= RUN_SHIFT)
			mark(run, first, end,
			     side > 0 ? RUN_SHIFT_UP : RUN_SHIFT_DOWN);
		side = here;
		first = i;
		end = i + 1;
		length = 1;
	}
}

/* The first point of a trend is the one that it goes up or down from. */
static void find_trends(struct run *run)
{
	size_t first = 0, end = 0;
	int length = 1, way = 0;

	for (size_t i = 1; i <= run->count; i++) {
		int here = i < run->count ? side_of(run->points[i].value,
						    run->points[i - 1].value)
					  : -way;

		if (i < run->count && here == 0)
			continue;
		if (here == way && way != 0) {
			length++;
			end = i + 1;
			continue;
		}
		if (length >= RUN_TREND)
			mark(run, first, end,
			     way > 0 ? RUN_TREND_UP : RUN_TREND_DOWN);
		way = here;
		first = i - 1;
		end = i + 1;
		length = 2;
	}
}

static void find_beyond(struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct run_point *p = &run->points[i];

		if (p->has_limits && p->value > p->high)
			mark(run, i, i + 1, RUN_BEYOND_HIGH);
		if (p->has_limits && p->value < p->low)
			mark(run, i, i + 1, RUN_BEYOND_LOW);
	}
}

static void read_run(struct run *run)
{
	run->is_read = run->has_centre && run->count >= RUN_POINTS;
	if (!run->is_read)
		return;
	find_shifts(run);
	find_trends(run);
	find_beyond(run);
}

/* --- points */

static void add_point(struct run *run, struct run_point point)
{
	run->points[run->count++] = point;
}

static struct run run_new(const struct figures *figures, bool has_centre,
			  double centre)
{
	return (struct run){
		.points = alloc_new(figures->month_count + 1,
				    sizeof(struct run_point)),
		.has_centre = has_centre,
		.centre = has_centre ? centre : 0,
	};
}

static void add_share(struct run *run, const struct figure_group *month,
		      const struct share *share)
{
	struct run_point point = { .month = month->value,
				   .n = share->of,
				   .value = share->rate,
				   .percent = share->percent };

	run->hidden += share->suppressed;
	if (!share->known)
		return;
	if (run->has_centre)
		limit_share(&point, run->centre);
	add_point(run, point);
}

struct run run_of_measure(const struct figures *figures, size_t m)
{
	const struct mean *whole = &figures->measures[m].mean;
	struct run run = run_new(figures, whole->known, whole->mean);

	for (size_t i = 0; i < figures->month_count; i++) {
		const struct mean *mean = &figures->months[i].measures[m];
		struct run_point point = { .month = figures->months[i].value,
					   .n = mean->records,
					   .value = mean->mean,
					   .percent = mean->percent };

		run.hidden += mean->suppressed;
		if (!mean->known)
			continue;
		if (whole->known && whole->has_deviation)
			limit_mean(&point, whole->mean, whole->deviation);
		add_point(&run, point);
	}
	read_run(&run);
	return run;
}

struct run run_of_item(const struct figures *figures, size_t m, size_t item)
{
	const struct share *whole = &figures->measures[m].items[item].share;
	struct run run = run_new(figures, whole->known, whole->rate);

	for (size_t i = 0; i < figures->month_count; i++)
		add_share(&run, &figures->months[i],
			  &figures->months[i].items[m][item].share);
	read_run(&run);
	return run;
}

void run_done(struct run *run)
{
	free(run->points);
	*run = (struct run){ 0 };
}
