/* measure/suppress.c - see measure/suppress.h */
#include "config.h"

#include "measure/suppress.h"

#include <stdlib.h>

#include "measure/suppress_private.h"

static const struct cell *find_smallest_shown(struct cell *cells, size_t count)
{
	struct cell *smallest = NULL;

	for (size_t i = 0; i < count; i++)
		if (!cells[i].hidden && (!smallest || cells[i].n < smallest->n))
			smallest = &cells[i];
	return smallest;
}

void cover(struct cell *cells, size_t count, int64_t total, int64_t threshold)
{
	size_t hidden = 0;
	int64_t hidden_sum = 0, rest = total;

	for (size_t i = 0; i < count; i++) {
		rest -= cells[i].n;
		if (cells[i].hidden) {
			hidden++;
			hidden_sum += cells[i].n;
		}
	}

	/* What belongs to one side only is a number that shows nowhere. */
	if (rest < 0)
		rest = -rest;
	if (hidden == 0 && (rest == 0 || rest >= threshold))
		return;
	if (rest > 0) {
		hidden++;
		hidden_sum += rest;
	}

	while (hidden < 2 || hidden_sum < threshold) {
		const struct cell *next = find_smallest_shown(cells, count);

		if (!next)
			return;
		cells[next - cells].hidden = true;
		hidden++;
		hidden_sum += next->n;
	}
}

bool is_few(int64_t n, int64_t threshold)
{
	return n > 0 && n < threshold;
}

void hide_share(struct share *share)
{
	*share = (struct share){ .met = FIGURE_HIDDEN,
				 .of = FIGURE_HIDDEN,
				 .suppressed = true };
}

void hide_mean(struct mean *mean)
{
	*mean = (struct mean){ .records = FIGURE_HIDDEN, .suppressed = true };
	hide_share(&mean->pooled);
}

/* --- measures and their criteria */

/* Hide small criteria; is one hidden that has a part in the measure? */
static bool suppress_items(struct figure_measure *measure, int64_t threshold)
{
	bool telling = false;

	for (size_t i = 0; i < measure->item_count; i++) {
		struct figure_item *item = &measure->items[i];

		item->missing = FIGURE_HIDDEN;
		item->empty = FIGURE_HIDDEN;
		if (item->share.of >= threshold)
			continue;
		telling = telling || item->share.of > 0;
		hide_share(&item->share);
	}
	return telling;
}

/* --- the numbers of records */

static void suppress_counts(struct figures *f)
{
	if (f->valid < f->threshold)
		f->counts_suppressed = true;
	if (f->counts_suppressed || f->invalid < f->threshold) {
		f->complete = FIGURE_HIDDEN;
		f->invalid = FIGURE_HIDDEN;
	}
	if (f->counts_suppressed)
		f->valid = FIGURE_HIDDEN;
	if (f->draft < f->threshold)
		f->draft = FIGURE_HIDDEN;
}

void suppress(struct figures *f)
{
	if (f->threshold <= 0)
		return;
	f->positive.suppressed = f->has_positive && f->valid < f->threshold;
	for (size_t m = 0; m < f->measure_count; m++) {
		struct figure_measure *measure = &f->measures[m];

		measure->mean.suppressed =
			suppress_items(measure, f->threshold) ||
			measure->mean.records < f->threshold;
		if (measure->mean.suppressed &&
		    f->form->positive_measure == measure->measure)
			f->positive.suppressed = true;
	}
	suppress_answers(f);
	suppress_tables(f);
	suppress_steps(f);

	/* Last, since the sums above are of these. */
	for (size_t m = 0; m < f->measure_count; m++)
		if (f->measures[m].mean.suppressed) {
			hide_mean(&f->measures[m].mean);
			free(f->measures[m].exact);
			f->measures[m].exact = NULL;
		}
	if (f->positive.suppressed) {
		hide_share(&f->positive);
		f->undecided = FIGURE_HIDDEN;
	}
	suppress_counts(f);
}
