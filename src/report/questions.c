/* report/questions.c - see report/questions.h */
#include "config.h"

#include "report/questions.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/sentence.h"

#define BELOW_MOST 3
#define STRONG_MOST 2
#define UNSCORED_MOST 2
#define UNSCORED_PART 10 /* one of this many */

/* Takes question. */
static void add(struct question_list *list, char *question)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count++] = question;
}

void question_list_done(struct question_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct question_list){ 0 };
}

static const char *measure_name(const struct figures *f, size_t at)
{
	return words_text(&f->form->measures[at].label);
}

/* --- who it is about */

/* How far a share is from the published one, if that is outside its range. */
static double gap_of_option(const struct figure_option *option)
{
	const struct share *share = &option->share;
	double national = option->benchmark / 100.0;

	if (!share->known || !share->has_interval || option->benchmark < 0 ||
	    (national >= share->low && national <= share->high))
		return 0;
	return fabs(share->rate - national);
}

static void add_block(struct question_list *list, const struct figures *f,
		      const struct figure_block *block)
{
	const struct figure_option *found = NULL;
	double widest = 0;

	for (size_t i = 0; i < block->option_count; i++) {
		double gap = gap_of_option(&block->options[i]);

		if (gap > widest) {
			widest = gap;
			found = &block->options[i];
		}
	}
	if (!found)
		return;
	/* TRANSLATORS: the question of the form, an answer, its share here and
	 * in the country. */
	add(list, alloc_print(_("%s %s: %d %% here, %d %% nationally. Do we "
				"recognise that, and is it what we intend?"),
			      words_text(&f->form->fields[block->field].label),
			      words_text(&found->option->label),
			      found->share.percent, found->benchmark));
}

static void add_most_given(struct question_list *list, const struct figures *f)
{
	const struct figure_block *block = &f->blocks[0];
	const struct figure_option *most = NULL;

	for (size_t i = 0; i < block->option_count; i++) {
		const struct figure_option *option = &block->options[i];

		if (option->share.known && option->share.met > 0 &&
		    (!most || option->share.met > most->share.met))
			most = option;
	}
	if (most)
		add(list,
		    alloc_print(
			    _("%s %s is given most, in %d %%. Is that the "
			      "group we mean to be there for?"),
			    words_text(&f->form->fields[block->field].label),
			    words_text(&most->option->label),
			    most->share.percent));
}

static void add_population(struct question_list *list, const struct figures *f)
{
	size_t before = list->count;

	for (size_t i = 0; i < f->block_count; i++)
		add_block(list, f, &f->blocks[i]);
	if (list->count == before && f->block_count > 0)
		add_most_given(list, f);
}

static void add_excluded(struct question_list *list, const struct figures *f)
{
	if (f->invalid > 0 && f->complete > 0)
		add(list,
		    alloc_print(_("%lld of the %lld completed records do not "
				  "count. Do we know why, and can that be "
				  "helped?"),
				(long long)f->invalid, (long long)f->complete));
}

/* --- criteria, picked one by one by how much they have of something */

/* One criterion with the target of its measure. */
struct criterion {
	const struct figure_item *item;
	int target;
};

typedef double weigh_item(const struct figure_item *item, int target);

/* How far under its target, for certain or not; 0: it is not. */
static double weigh_below(const struct figure_item *item, int target)
{
	const struct share *share = &item->share;
	double gap;

	if (!share->known || target < 0 || share->reached)
		return 0;
	gap = (double)(target * share->of - 100 * share->met) /
	      (double)share->of;

	/* Certain ones come before all that can be chance. */
	return share->verdict == VERDICT_BELOW ? gap + 100 : gap;
}

static double weigh_strong(const struct figure_item *item, int target)
{
	const struct share *share = &item->share;

	(void)target;
	return share->known && share->verdict == VERDICT_MET ? share->rate : 0;
}

static double weigh_lowest(const struct figure_item *item, int target)
{
	const struct share *share = &item->share;

	return share->known && target >= 0 ? 2 - share->rate : 0;
}

static double weigh_unscored(const struct figure_item *item, int target)
{
	int64_t without = item->missing + item->empty;
	int64_t all = without + item->share.of;

	(void)target;
	if (item->missing < 0 || item->empty < 0 || item->share.of < 0 ||
	    without == 0 || without * UNSCORED_PART < all)
		return 0;
	return (double)without / (double)all;
}

/*
 * The most criteria by weight, heaviest first, those of equal weight in the
 * order of the form; returns how many there are, at most `most`.
 */
static size_t pick(const struct figures *f, weigh_item *weigh,
		   struct criterion *out, size_t most)
{
	double weights[BELOW_MOST] = { 0 };
	size_t count = 0;

	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];

		for (size_t i = 0; i < measure->item_count; i++) {
			double weight =
				weigh(&measure->items[i], measure->target);
			size_t at = count;

			while (at > 0 && weights[at - 1] < weight)
				at--;
			if (weight <= 0 || at >= most)
				continue;
			if (count < most)
				count++;
			for (size_t k = count - 1; k > at; k--) {
				weights[k] = weights[k - 1];
				out[k] = out[k - 1];
			}
			weights[at] = weight;
			out[at] = (struct criterion){ &measure->items[i],
						      measure->target };
		}
	}
	return count;
}

static void add_below(struct question_list *list, const struct figures *f)
{
	struct criterion found[BELOW_MOST];
	size_t count = pick(f, weigh_below, found, BELOW_MOST);

	for (size_t i = 0; i < count; i++) {
		const struct share *share = &found[i].item->share;
		char *name = sentence_field(f, found[i].item->field);

		/* TRANSLATORS: the criterion, its figure, its target, how many
		 * records it was not met in, and of how many. */
		add(list,
		    alloc_print(
			    share->verdict == VERDICT_BELOW
				    ? _("%s: %d %%, the target is %d %%; not "
					"met in %lld of %lld. What is behind "
					"that?")
				    : _("%s: %d %%, the target is %d %%; not "
					"met in %lld of %lld. That can be "
					"chance. Do we recognise it?"),
			    name, share->percent, found[i].target,
			    (long long)(share->of - share->met),
			    (long long)share->of));
		free(name);
	}
}

static void add_strong(struct question_list *list, const struct figures *f)
{
	struct criterion found[BELOW_MOST];
	size_t count = pick(f, weigh_strong, found, STRONG_MOST);

	for (size_t i = 0; i < count; i++) {
		const struct share *share = &found[i].item->share;
		char *name = sentence_field(f, found[i].item->field);

		add(list, alloc_print(_("%s: met in %lld of %lld. What makes "
					"this go well?"),
				      name, (long long)share->met,
				      (long long)share->of));
		free(name);
	}
}

static void add_unscored(struct question_list *list, const struct figures *f)
{
	struct criterion found[BELOW_MOST];
	size_t count = pick(f, weigh_unscored, found, UNSCORED_MOST);

	for (size_t i = 0; i < count; i++) {
		const struct figure_item *item = found[i].item;
		int64_t without = item->missing + item->empty;
		char *name = sentence_field(f, item->field);

		add(list,
		    alloc_print(_("%s: no score in %lld of %lld. What makes it "
				  "hard to score?"),
				name, (long long)without,
				(long long)(without + item->share.of)));
		free(name);
	}
}

static void add_next(struct question_list *list, const struct figures *f)
{
	struct criterion found[BELOW_MOST];
	bool below = pick(f, weigh_below, found, 1) > 0;
	char *name;

	if (!below && pick(f, weigh_lowest, found, 1) == 0)
		return;
	name = sentence_field(f, found[0].item->field);
	if (below)
		add(list,
		    alloc_print(_("%s lies furthest under its target, at %d "
				  "%%. What is a first small step, and how "
				  "will we see that it works?"),
				name, found[0].item->share.percent));
	else
		add(list,
		    alloc_print(_("All criteria reach their target; the lowest "
				  "is %s, at %d %%. Do we work on that, or on "
				  "keeping what goes well?"),
				name, found[0].item->share.percent));
	free(name);
}

/* --- measures */

static void add_changed(struct question_list *list, const struct figures *f)
{
	for (size_t m = 0; f->year_count >= 2 && m < f->measure_count; m++) {
		const struct figure_group *last = &f->years[f->year_count - 1];
		const struct figure_group *before = last - 1;
		const struct mean *to = &last->measures[m];
		const struct mean *from = &before->measures[m];

		if (!to->has_interval || !from->has_interval ||
		    (to->low <= from->high && from->low <= to->high))
			continue;
		/* TRANSLATORS: a measure, per cent and year, twice. */
		add(list,
		    alloc_print(_("%s went from %d %% in %s to %d %% in %s, "
				  "more than chance explains. What changed?"),
				measure_name(f, m), from->percent,
				before->value, to->percent, last->value));
	}
}

static void add_national(struct question_list *list, const struct figures *f)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];
		const struct mean *mean = &measure->mean;
		double national = measure->benchmark / 100.0;

		if (measure->benchmark < 0 || !mean->has_interval ||
		    (national >= mean->low && national <= mean->high))
			continue;
		add(list, alloc_print(_("%s is %d %% here and %d %% "
					"nationally. What is different with "
					"us?"),
				      measure_name(f, m), mean->percent,
				      measure->benchmark));
	}
}

static void add_target(struct question_list *list, const struct figures *f)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];

		if (!measure->mean.known)
			continue;
		if (measure->target >= 0)
			add(list,
			    alloc_print(_("%s is %d %%, the target is %d %%. "
					  "Which mark do we give it ourselves, "
					  "and what would make it one higher?"),
					measure_name(f, m),
					measure->mean.percent,
					measure->target));
		else
			add(list, alloc_print(_("%s is %d %%. When is it good "
						"enough for us?"),
					      measure_name(f, m),
					      measure->mean.percent));
	}
	if (f->has_positive && f->positive.known)
		add(list, alloc_print(_("Positive outcome: %lld of %lld. Is "
					"that what we want to reach?"),
				      (long long)f->positive.met,
				      (long long)f->positive.of));
}

void questions_add(struct question_list *list, const struct figures *figures,
		   enum talk_kind kind)
{
	static void (*const adders[TALK_KINDS])(struct question_list *,
						const struct figures *) = {
		[TALK_POPULATION] = add_population,
		[TALK_EXCLUDED] = add_excluded,
		[TALK_UNSCORED] = add_unscored,
		[TALK_BELOW] = add_below,
		[TALK_CHANGED] = add_changed,
		[TALK_NATIONAL] = add_national,
		[TALK_STRONG] = add_strong,
		[TALK_TARGET] = add_target,
		[TALK_NEXT] = add_next,
	};

	adders[kind](list, figures);
}
