/* measure/figures.c - see measure/figures.h */
#include "config.h"

#include "measure/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "measure/benchmark.h"
#include "measure/compare.h"
#include "measure/figures_private.h"
#include "measure/fraction.h"
#include "measure/interval.h"
#include "measure/suppress.h"
#include "store/tally.h"

const char *verdict_name(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_MET:
		return "haalt";
	case VERDICT_BELOW:
		return "onder";
	case VERDICT_UNCERTAIN:
		return "onzeker";
	case VERDICT_NONE:
		break;
	}
	return NULL;
}

/* target in per cent; -1 when there is none */
static enum verdict judge(struct interval interval, int target)
{
	double bar = target / 100.0;

	if (target < 0)
		return VERDICT_NONE;
	if (interval.low >= bar)
		return VERDICT_MET;
	return interval.high < bar ? VERDICT_BELOW : VERDICT_UNCERTAIN;
}

struct share share_of(int64_t met, int64_t of, int target)
{
	struct share share = { .met = met, .of = of };
	struct interval interval;
	struct fraction exact;

	if (of == 0)
		return share;
	fraction_set(&exact, (uint64_t)met, (uint64_t)of);
	interval = interval_wilson(met, of);
	share.known = true;
	share.percent = fraction_percent(&exact);
	share.rate = fraction_double(&exact);
	share.has_interval = true;
	share.low = interval.low;
	share.high = interval.high;
	share.reached = target >= 0 && fraction_is_at_least(&exact, target);
	share.verdict = judge(interval, target);
	return share;
}

/* All met out of all scored, record by record. */
static struct share pooled_of(const struct tally_pairs *pairs, int target)
{
	int64_t all_met = 0, all_scored = 0;

	for (int scored = 1; scored <= pairs->items; scored++)
		for (int met = 0; met <= scored; met++) {
			int64_t count =
				pairs->counts[scored * (pairs->items + 1) +
					      met];

			all_met += count * met;
			all_scored += count * scored;
		}
	return share_of(all_met, all_scored, target);
}

static struct mean mean_of(const struct tally_pairs *pairs, int target,
			   struct fraction *exact)
{
	struct mean mean = { 0 };
	struct fraction variance;

	mean.records = fraction_of_pairs(pairs, exact, &variance);
	mean.pooled = pooled_of(pairs, target);
	if (mean.records == 0)
		return mean;
	mean.known = true;
	mean.mean = fraction_double(exact);
	mean.percent = fraction_percent(exact);
	mean.reached = target >= 0 && fraction_is_at_least(exact, target);
	if (mean.records >= 2) {
		struct interval interval = interval_normal(
			mean.mean, fraction_double(&variance), mean.records);

		mean.has_interval = true;
		mean.low = interval.low;
		mean.high = interval.high;
		mean.has_deviation = true;
		mean.deviation = sqrt(fraction_double(&variance));
		mean.verdict = judge(interval, target);
	}
	return mean;
}

static void compute_measures(struct figures *f, const struct tally *tally)
{
	const struct form *form = tally->form;

	f->measure_count = tally->measure_count;
	f->measures = alloc_new(f->measure_count, sizeof(*f->measures));
	for (size_t m = 0; m < f->measure_count; m++) {
		struct figure_measure *to = &f->measures[m];
		const struct measure *measure = &form->measures[m];

		to->measure = (int)m;
		to->target = measure->target;
		to->exact = alloc_new(1, sizeof(*to->exact));
		to->mean =
			mean_of(&tally->pairs[m], measure->target, to->exact);
		if (!to->mean.known) {
			free(to->exact);
			to->exact = NULL;
		}
		to->benchmark = benchmark_percent(
			f->benchmark, BENCHMARK_MEASURE, measure->name, NULL);
		to->item_count = measure->item_count;
		to->items = alloc_new(to->item_count, sizeof(*to->items));
		for (size_t i = 0; i < to->item_count; i++) {
			const struct tally_item *item = &tally->items[m][i];

			to->items[i] = (struct figure_item){
				.field = item->field,
				.share = share_of(item->met, item->scored,
						  measure->target),
				.missing = item->missing,
				.empty = item->empty,
				.benchmark = benchmark_percent(
					f->benchmark, BENCHMARK_ITEM,
					form->fields[item->field].name, NULL),
			};
		}
	}
}

/*
 * Positive is a record with enough items met.  One that could still have
 * become so, had its unscored items been met, is undecided and counts as not
 * positive.
 */
static struct share positive_of(const struct form *form,
				const struct tally_pairs *measures,
				int64_t valid, int64_t *undecided)
{
	const struct tally_pairs *pairs = &measures[form->positive_measure];
	int64_t positive = 0, open = 0;

	for (int scored = 0; scored <= pairs->items; scored++)
		for (int met = 0; met <= scored; met++) {
			int64_t count =
				pairs->counts[scored * (pairs->items + 1) +
					      met];

			if (met >= form->positive_at_least)
				positive += count;
			else if (met + pairs->items - scored >=
				 form->positive_at_least)
				open += count;
		}
	if (undecided)
		*undecided = open;
	return share_of(positive, valid, -1);
}

static void compute_positive(struct figures *f, const struct tally *tally)
{
	if (tally->form->positive_measure < 0)
		return;
	f->has_positive = true;
	f->positive = positive_of(tally->form, tally->pairs, tally->valid,
				  &f->undecided);
}

/* The items of all measures in a group. */
static struct figure_item **compute_items(const struct form *form,
					  const int64_t *counts)
{
	struct figure_item **items =
		alloc_new(form->measure_count, sizeof(struct figure_item *));

	for (size_t m = 0; m < form->measure_count; m++) {
		const struct measure *measure = &form->measures[m];

		items[m] = alloc_new(measure->item_count, sizeof(**items));
		for (size_t i = 0; i < measure->item_count; i++) {
			const int64_t *n =
				&counts[tally_item_index(form, m, i) *
					TALLY_STATES];
			int64_t met = n[TALLY_MET];

			items[m][i] = (struct figure_item){
				.field = measure->items[i],
				.share = share_of(met, met + n[TALLY_NOT_MET],
						  measure->target),
				.missing = n[TALLY_MISSING],
				.empty = n[TALLY_EMPTY],
				.benchmark = -1,
			};
		}
	}
	return items;
}

static void note_records(struct figure_group *to,
			 const struct tally_group *from, bool hide)
{
	to->valid = from->valid;
	to->complete = hide ? FIGURE_HIDDEN : from->complete;
	to->invalid = hide ? FIGURE_HIDDEN : from->complete - from->valid;
	to->draft = hide ? FIGURE_HIDDEN : from->draft;
}

static struct figure_group *compute_groups(const struct tally *tally,
					   const struct tally_group *groups,
					   size_t count, bool hide)
{
	const struct form *form = tally->form;
	struct figure_group *result = alloc_new(count, sizeof(*result));
	struct fraction exact;

	for (size_t g = 0; g < count; g++) {
		struct figure_group *to = &result[g];

		to->value = alloc_text(groups[g].value);
		to->version = alloc_text(groups[g].version);
		note_records(to, &groups[g], hide);
		to->measure_count = tally->measure_count;
		to->measures =
			alloc_new(to->measure_count, sizeof(*to->measures));
		for (size_t m = 0; m < to->measure_count; m++)
			to->measures[m] =
				mean_of(&groups[g].measures[m],
					form->measures[m].target, &exact);
		to->items = compute_items(form, groups[g].items);
		if (form->positive_measure >= 0)
			to->positive = positive_of(form, groups[g].measures,
						   groups[g].valid, NULL);
	}
	return result;
}

/* Of a version to share only those with records that count. */
static void compute_names(struct figures *f, const struct tally *tally)
{
	struct tally_group *groups =
		alloc_new(tally->group_count + 1, sizeof(*groups));
	bool hide = f->threshold > 0;

	for (size_t g = 0; g < tally->group_count; g++)
		if (!hide || tally->groups[g].valid > 0)
			groups[f->group_count++] = tally->groups[g];
	f->groups = compute_groups(tally, groups, f->group_count, hide);
	free(groups);
}

static void note_selection(struct figures *f, const struct tally *tally,
			   const struct selection *selection)
{
	f->form = tally->form;
	f->version_count = tally->version_count;
	f->versions = alloc_new(f->version_count, sizeof(*f->versions));
	for (size_t i = 0; i < f->version_count; i++)
		f->versions[i] = alloc_text(tally->versions[i]);
	f->from = alloc_text(selection->from);
	f->to = alloc_text(selection->to);
	f->by_ended = selection->by_ended;
	f->organisatie = alloc_text(selection->organisatie);
	f->team = alloc_text(selection->team);
	f->medewerker = alloc_text(selection->medewerker);
}

/* The versions that have records; where none has any, the newest. */
static const struct benchmark *pick_benchmark(const struct catalogue *catalogue,
					      const struct figures *f)
{
	const char *newest[] = { f->form->version };

	if (!catalogue)
		return NULL;
	if (f->version_count == 0)
		return benchmark_newest(catalogue, f->form->name, newest, 1);
	return benchmark_newest(catalogue, f->form->name,
				(const char *const *)f->versions,
				f->version_count);
}

/* The tally's own word for it may go with the tally. */
static const char *group_word(const char *group_by)
{
	static const char *const words[] = { "organisatie", "team",
					     "medewerker" };

	for (size_t i = 0; group_by && i < COUNT(words); i++)
		if (strcmp(words[i], group_by) == 0)
			return words[i];
	return NULL;
}

/* All but what is by name, year and month. */
static struct figures *compute_whole(const struct tally *tally,
				     const struct catalogue *catalogue,
				     const struct selection *selection,
				     int threshold)
{
	struct figures *f = alloc_new(1, sizeof(*f));

	note_selection(f, tally, selection);
	f->threshold = threshold > 0 ? threshold : 0;
	f->benchmark = pick_benchmark(catalogue, f);
	f->complete = tally->complete;
	f->valid = tally->valid;
	f->invalid = tally->complete - tally->valid;
	f->draft = tally->draft;
	compute_measures(f, tally);
	compute_positive(f, tally);
	compute_answers(f, tally);
	f->group_by = group_word(tally->group_by);
	return f;
}

static struct figure_group *compute_list(const struct tally *tally,
					 const struct tally_group *groups,
					 size_t count, size_t *to)
{
	*to = count;
	return compute_groups(tally, groups, count, false);
}

struct figures *figures_compute(const struct tally *tally,
				const struct catalogue *catalogue,
				const struct selection *selection,
				int threshold)
{
	struct figures *f =
		compute_whole(tally, catalogue, selection, threshold);

	compute_names(f, tally);
	f->years = compute_list(tally, tally->years, tally->year_count,
				&f->year_count);
	f->months = compute_list(tally, tally->months, tally->month_count,
				 &f->month_count);
	f->parts = compute_list(tally, tally->parts, tally->part_count,
				&f->part_count);
	suppress(f);
	return f;
}

static void spend(struct tally_group **groups, size_t *count, size_t measures)
{
	tally_groups_free(*groups, *count, measures);
	*groups = NULL;
	*count = 0;
}

struct figures *figures_take(struct tally *tally,
			     const struct catalogue *catalogue,
			     const struct selection *selection, int threshold)
{
	struct figures *f =
		compute_whole(tally, catalogue, selection, threshold);
	size_t measures = tally->measure_count;

	compute_names(f, tally);
	spend(&tally->groups, &tally->group_count, measures);
	f->years = compute_list(tally, tally->years, tally->year_count,
				&f->year_count);
	spend(&tally->years, &tally->year_count, measures);
	f->months = compute_list(tally, tally->months, tally->month_count,
				 &f->month_count);
	spend(&tally->months, &tally->month_count, measures);
	f->parts = compute_list(tally, tally->parts, tally->part_count,
				&f->part_count);
	suppress(f);
	tally_free(tally);
	return f;
}

bool figures_have_versions(const struct figures *figures)
{
	for (size_t p = 1; p < figures->part_count; p++)
		if (strcmp(figures->parts[p].version,
			   figures->parts[0].version) != 0)
			return true;
	return false;
}

static void free_groups(struct figure_group *groups, size_t count)
{
	for (size_t g = 0; g < count; g++) {
		for (size_t m = 0; m < groups[g].measure_count; m++)
			free(groups[g].items[m]);
		free(groups[g].items);
		free(groups[g].value);
		free(groups[g].version);
		free(groups[g].measures);
	}
	free(groups);
}

void figures_free(struct figures *figures)
{
	if (!figures)
		return;
	for (size_t i = 0; i < figures->version_count; i++)
		free(figures->versions[i]);
	free(figures->versions);
	free(figures->from);
	free(figures->to);
	free(figures->organisatie);
	free(figures->team);
	free(figures->medewerker);
	for (size_t m = 0; m < figures->measure_count; m++) {
		free(figures->measures[m].exact);
		free(figures->measures[m].items);
	}
	free(figures->measures);
	answers_done(figures);
	free(figures->reasons);
	response_free(figures->response);
	comparison_free(figures->comparison);
	free_groups(figures->groups, figures->group_count);
	free_groups(figures->years, figures->year_count);
	free_groups(figures->months, figures->month_count);
	free_groups(figures->parts, figures->part_count);
	free(figures);
}
