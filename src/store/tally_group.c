/* store/tally_group.c - groups, years and months; see store/tally_private.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "store/tally_private.h"

size_t tally_item_index(const struct form *form, size_t m, size_t i)
{
	size_t index = i;

	for (size_t before = 0; before < m; before++)
		index += form->measures[before].item_count;
	return index;
}

static size_t item_count(const struct form *form)
{
	return tally_item_index(form, form->measure_count, 0);
}

static bool make_pairs(struct tally_pairs *pairs, const struct measure *measure)
{
	size_t side = measure->item_count + 1;

	pairs->items = (int)measure->item_count;
	pairs->counts = alloc_try(side * side, sizeof(*pairs->counts));
	return pairs->counts != NULL;
}

void tally_pairs_free(struct tally_pairs *pairs, size_t count)
{
	for (size_t i = 0; pairs && i < count; i++)
		free(pairs[i].counts);
	free(pairs);
}

bool tally_pairs_new(struct tally_pairs **out, const struct form *form)
{
	struct tally_pairs *pairs =
		alloc_new(form->measure_count, sizeof(*pairs));

	for (size_t m = 0; m < form->measure_count; m++) {
		if (!make_pairs(&pairs[m], &form->measures[m])) {
			tally_pairs_free(pairs, m);
			return false;
		}
	}
	*out = pairs;
	return true;
}

bool tally_group_init(struct tally_group *group, const struct form *form)
{
	*group = (struct tally_group){ 0 };
	group->items =
		alloc_try(item_count(form) + 1, TALLY_STATES * sizeof(int64_t));
	if (group->items && tally_pairs_new(&group->measures, form))
		return true;
	free(group->items);
	group->items = NULL;
	return false;
}

void tally_group_done(struct tally_group *group, size_t measures)
{
	tally_pairs_free(group->measures, measures);
	free(group->items);
	free(group->value);
	*group = (struct tally_group){ 0 };
}

void tally_groups_free(struct tally_group *groups, size_t count,
		       size_t measures)
{
	for (size_t i = 0; i < count; i++)
		tally_group_done(&groups[i], measures);
	free(groups);
}

struct tally_group *tally_add_group(const struct form *form,
				    struct tally_group **groups, size_t *count)
{
	struct tally_group group;

	if (!tally_group_init(&group, form))
		return NULL;
	*groups = alloc_resize(*groups, *count + 1, sizeof(**groups));
	(*groups)[*count] = group;
	return &(*groups)[(*count)++];
}

void tally_pairs_add(struct tally_pairs *to, const struct tally_pairs *from)
{
	int side = to->items + 1;

	for (int i = 0; i < side * side; i++)
		to->counts[i] += from->counts[i];
}

void tally_group_add(struct tally_group *to, const struct tally_group *from,
		     const struct form *form)
{
	size_t counts = item_count(form) * TALLY_STATES;

	to->complete += from->complete;
	to->valid += from->valid;
	to->draft += from->draft;
	for (size_t m = 0; m < form->measure_count; m++)
		tally_pairs_add(&to->measures[m], &from->measures[m]);
	for (size_t i = 0; i < counts; i++)
		to->items[i] += from->items[i];
}

static int compare(const void *a, const void *b)
{
	const struct tally_group *x = a;
	const struct tally_group *y = b;
	char *left = utf8_folded(x->value);
	char *right = utf8_folded(y->value);
	int order = strcmp(left, right);

	free(left);
	free(right);
	if (!order)
		order = strcmp(x->value, y->value);
	if (!order && x->version && y->version)
		order = version_compare(x->version, y->version);
	return order;
}

/* Two organisations may each have a worker of the same name: one group. */
void tally_groups_sort(struct tally_group *groups, size_t *count,
		       const struct form *form)
{
	size_t kept = 0;

	if (*count > 1)
		qsort(groups, *count, sizeof(*groups), compare);
	for (size_t i = 0; i < *count; i++) {
		if (kept && compare(&groups[kept - 1], &groups[i]) == 0) {
			tally_group_add(&groups[kept - 1], &groups[i], form);
			tally_group_done(&groups[i], form->measure_count);
			continue;
		}
		groups[kept++] = groups[i];
	}
	*count = kept;
}

/* The group of this name, added when it is not there; NULL: no memory. */
static struct tally_group *find(struct tally_group **groups, size_t *count,
				const char *value, const char *version,
				const struct form *form)
{
	struct tally_group *group;

	/* The newest come last, and are asked for most. */
	for (size_t i = *count; i > 0; i--) {
		group = &(*groups)[i - 1];
		if (strcmp(group->value, value) == 0 &&
		    group->version == version)
			return group;
	}
	group = tally_add_group(form, groups, count);
	if (group) {
		group->value = alloc_text(value);
		group->version = version;
	}
	return group;
}

static bool fold_into(struct tally_group **groups, size_t *count,
		      const char *value, const char *version,
		      const struct tally_group *from, const struct form *form)
{
	struct tally_group *to = find(groups, count, value, version, form);

	if (!to)
		return false;
	tally_group_add(to, from, form);
	return true;
}

/* What is in the period is in the whole. */
static void fold_whole(struct tally *tally, const struct tally_group *cell)
{
	size_t k = 0;

	tally->valid += cell->valid;
	for (size_t m = 0; m < tally->measure_count; m++) {
		tally_pairs_add(&tally->pairs[m], &cell->measures[m]);
		for (size_t i = 0; i < tally->form->measures[m].item_count;
		     i++) {
			struct tally_item *item = &tally->items[m][i];
			const int64_t *n = &cell->items[k++ * TALLY_STATES];

			item->scored += n[TALLY_MET] + n[TALLY_NOT_MET];
			item->met += n[TALLY_MET];
			item->missing += n[TALLY_MISSING];
			item->empty += n[TALLY_EMPTY];
		}
	}
}

static bool fold_cell(struct tally_scan *scan, const struct tally_cell *cell)
{
	struct tally *tally = scan->tally;
	const struct form *form = tally->form;
	char value[32];
	bool good = true;

	if (cell->in_period)
		fold_whole(tally, &cell->group);
	if (cell->year < 0)
		return true;
	snprintf(value, sizeof(value), "%04d", cell->year);
	good = fold_into(&tally->years, &tally->year_count, value, NULL,
			 &cell->group, form) &&
	       fold_into(&tally->parts, &tally->part_count, value,
			 scan->version, &cell->group, form);
	if (!good || !cell->in_period || cell->month == 0)
		return good;
	snprintf(value, sizeof(value), "%04d-%02d", cell->year, cell->month);
	return fold_into(&tally->months, &tally->month_count, value, NULL,
			 &cell->group, form);
}

bool tally_fold(struct tally_scan *scan)
{
	struct tally_cells *cells = &scan->cells;
	bool good = true;

	for (size_t i = 0; i < cells->count; i++) {
		good = good && fold_cell(scan, &cells->items[i]);
		tally_group_done(&cells->items[i].group,
				 scan->tally->measure_count);
	}
	cells->count = 0;
	/* The next table has years of its own. */
	cells->year_count = 0;
	cells->no_day = 0;
	return good;
}
