/* measure/suppress.c - see measure/suppress.h */
#include "config.h"

#include "measure/suppress.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* One number of a sum, and whether it is to be hidden. */
struct cell {
	int64_t n;
	bool hidden;
};

static const struct cell *find_smallest_shown(struct cell *cells, size_t count)
{
	struct cell *smallest = NULL;

	for (size_t i = 0; i < count; i++)
		if (!cells[i].hidden && (!smallest || cells[i].n < smallest->n))
			smallest = &cells[i];
	return smallest;
}

/*
 * Cells that add up to a total that shows.  When one is hidden, hide others
 * until no hidden one can be told from the sum of the hidden ones.
 */
static void cover(struct cell *cells, size_t count, int64_t total,
		  int64_t threshold)
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

static void hide_share(struct share *share)
{
	*share = (struct share){ .met = FIGURE_HIDDEN,
				 .of = FIGURE_HIDDEN,
				 .suppressed = true };
}

static void hide_mean(struct mean *mean)
{
	*mean = (struct mean){ .records = FIGURE_HIDDEN, .suppressed = true };
	hide_share(&mean->pooled);
}

static void hide_group(struct figure_group *group)
{
	group->suppressed = true;
	group->valid = FIGURE_HIDDEN;
	for (size_t m = 0; m < group->measure_count; m++)
		hide_mean(&group->measures[m]);
}

/* --- blocks */

static void hide_block(struct figure_block *block)
{
	block->suppressed = true;
	block->answered = FIGURE_HIDDEN;
	for (size_t o = 0; o < block->option_count; o++)
		hide_share(&block->options[o].share);
}

static void suppress_block(struct figures *f, struct figure_block *block)
{
	struct cell *cells = alloc_new(block->option_count + 1, sizeof(*cells));
	int64_t least = f->threshold, answered = block->answered;

	block->missing = FIGURE_HIDDEN;
	for (size_t o = 0; o < block->option_count; o++) {
		int64_t met = block->options[o].share.met;

		cells[o].n = met;
		cells[o].hidden = met < least || answered - met < least;
	}
	if (answered < least)
		hide_block(block);
	else if (f->form->fields[block->field].type == FIELD_SELECT_ONE)
		cover(cells, block->option_count, answered, least);
	for (size_t o = 0; o < block->option_count; o++)
		if (cells[o].hidden)
			hide_share(&block->options[o].share);
	free(cells);
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

/* --- groups and years */

/* Does the period of the selection touch this year? */
static bool is_touched(const struct figures *f, const char *year)
{
	size_t digits = strlen(year);

	return (!f->from || strncmp(year, f->from, digits) >= 0) &&
	       (!f->to || strncmp(year, f->to, digits) <= 0);
}

/* Rows that together are the selection, or more than it. */
struct rows {
	struct figure_group **rows;
	size_t count;
	struct cell *cells; /* room for one sum */
};

/* The rows of this array, all or only the years that the period touches. */
static void take_rows(struct rows *rows, const struct figures *f,
		      struct figure_group *groups, size_t count, bool are_years)
{
	rows->rows = alloc_new(count + 1, sizeof(struct figure_group *));
	rows->cells = alloc_new(count + 1, sizeof(*rows->cells));
	for (size_t i = 0; i < count; i++)
		if (!are_years || is_touched(f, groups[i].value))
			rows->rows[rows->count++] = &groups[i];
}

static void rows_done(struct rows *rows)
{
	free(rows->rows);
	free(rows->cells);
}

static void cover_rows(const struct rows *rows, int64_t valid,
		       int64_t threshold)
{
	for (size_t i = 0; i < rows->count; i++) {
		rows->cells[i].n = rows->rows[i]->valid;
		rows->cells[i].hidden = rows->rows[i]->valid < threshold;
	}
	cover(rows->cells, rows->count, valid, threshold);
}

/* Which means of measure m must be hidden, given the rows that are. */
static void hide_column(const struct rows *rows, size_t m, int64_t total,
			int64_t threshold, bool all)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct mean *mean = &rows->rows[i]->measures[m];

		rows->cells[i].n = mean->records;
		rows->cells[i].hidden = all || rows->rows[i]->suppressed ||
					mean->records < threshold;
	}
	cover(rows->cells, rows->count, total, threshold);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i].hidden)
			rows->rows[i]->measures[m].suppressed = true;
}

/* Mark what is to be hidden; the numbers are still needed. */
static void mark_rows(const struct figures *f, const struct rows *rows)
{
	cover_rows(rows, f->valid, f->threshold);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i].hidden)
			rows->rows[i]->suppressed = true;
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct mean *mean = &f->measures[m].mean;

		hide_column(rows, m, mean->records, f->threshold,
			    mean->suppressed);
	}
}

/* A year outside the period is in no sum: it hides for its own sake only. */
static void mark_small(const struct figures *f, struct figure_group *group)
{
	if (group->valid < f->threshold)
		group->suppressed = true;
	for (size_t m = 0; m < group->measure_count; m++)
		if (group->measures[m].records < f->threshold)
			group->measures[m].suppressed = true;
}

static void hide_marked(struct figure_group *group)
{
	if (group->suppressed)
		hide_group(group);
	for (size_t m = 0; m < group->measure_count; m++)
		if (group->measures[m].suppressed)
			hide_mean(&group->measures[m]);
}

static void suppress_groups(struct figures *f, struct figure_group *groups,
			    size_t count, bool are_years)
{
	struct rows rows = { 0 };

	take_rows(&rows, f, groups, count, are_years);
	mark_rows(f, &rows);
	for (size_t i = 0; i < count; i++) {
		mark_small(f, &groups[i]);
		hide_marked(&groups[i]);
	}
	rows_done(&rows);
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
	bool positive = f->valid < f->threshold;

	if (f->threshold <= 0)
		return;
	for (size_t m = 0; m < f->measure_count; m++) {
		struct figure_measure *measure = &f->measures[m];

		measure->mean.suppressed =
			suppress_items(measure, f->threshold) ||
			measure->mean.records < f->threshold;
		if (measure->mean.suppressed &&
		    f->form->positive_measure == measure->measure)
			positive = true;
	}
	for (size_t b = 0; b < f->block_count; b++)
		suppress_block(f, &f->blocks[b]);
	suppress_groups(f, f->groups, f->group_count, false);
	suppress_groups(f, f->years, f->year_count, true);

	/* Last, since the sums above are of these. */
	for (size_t m = 0; m < f->measure_count; m++)
		if (f->measures[m].mean.suppressed)
			hide_mean(&f->measures[m].mean);
	if (f->has_positive && positive) {
		hide_share(&f->positive);
		f->undecided = FIGURE_HIDDEN;
	}
	suppress_counts(f);
}
