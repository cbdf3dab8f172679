/* report/sentence.c - see report/sentence.h */
#include "config.h"

#include "report/sentence.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"

char *sentence_number(const struct figures *figures, int64_t number)
{
	if (number == FIGURE_HIDDEN)
		return alloc_print("<%d", figures->threshold);
	return alloc_print("%" PRId64, number);
}

char *sentence_field(const struct figures *figures, int field)
{
	const struct field *f = &figures->form->fields[field];

	if (!f->number)
		return alloc_text(words_text(&f->label));
	return alloc_print("%s (%s)", f->number, words_text(&f->label));
}

/* How a known figure with an interval stands to its target. */
static char *judge(const char *name, int percent, int target, bool reached,
		   enum verdict verdict)
{
	bool nearly = !reached && percent >= target;

	if (verdict == VERDICT_MET)
		return alloc_print(_("%s is %d %% and meets the target of "
				     "%d %%"),
				   name, percent, target);
	if (verdict == VERDICT_BELOW && nearly)
		return alloc_print(_("%s is nearly %d %%: just below the "
				     "target"),
				   name, percent);
	if (verdict == VERDICT_BELOW)
		return alloc_print(_("%s is %d %% and lies below the target of "
				     "%d %%"),
				   name, percent, target);
	if (reached)
		return alloc_print(_("%s is %d %%: the target of %d %% is "
				     "reached, but that can be chance"),
				   name, percent, target);
	if (nearly)
		return alloc_print(_("%s is nearly %d %%: just below the "
				     "target, but that can be chance"),
				   name, percent);
	return alloc_print(_("%s is %d %%: below the target of %d %%, but that "
			     "can be chance"),
			   name, percent, target);
}

char *sentence_of_mean(const struct figures *figures,
		       const struct figure_measure *measure)
{
	const char *name =
		words_text(&figures->form->measures[measure->measure].label);
	const struct mean *mean = &measure->mean;

	if (mean->suppressed)
		return alloc_print(_("%s: too few records to show"), name);
	if (!mean->known)
		return alloc_print(_("%s: nothing scored yet"), name);
	if (!mean->has_interval)
		return alloc_print(_("%s is %d %%, in one record: too little "
				     "to judge"),
				   name, mean->percent);
	if (measure->target < 0)
		return alloc_print(
			_("%s is %d %% on average, over %lld records"), name,
			mean->percent, (long long)mean->records);
	return judge(name, mean->percent, measure->target, mean->reached,
		     mean->verdict);
}

char *sentence_of_positive(const struct figures *figures)
{
	const struct share *share = &figures->positive;

	if (!figures->has_positive)
		return NULL;
	if (share->suppressed)
		return alloc_text(
			_("Positive outcome: too few records to show"));
	if (!share->known)
		return alloc_text(_("Positive outcome: no records yet"));
	if (figures->undecided == 0)
		return alloc_print(
			_("Positive outcome: %d %%, in %lld of %lld"),
			share->percent, (long long)share->met,
			(long long)share->of);
	return alloc_print(_("Positive outcome: %d %%, in %lld of %lld; "
			     "undecided in %lld, which count as not positive"),
			   share->percent, (long long)share->met,
			   (long long)share->of, (long long)figures->undecided);
}

/* One criterion that did not reach its target. */
struct candidate {
	const struct figure_item *item;
	int target;
};

/* How far under, in per cent; 0 or less when it reached its target. */
static double gap_of(const struct figure_item *item, int target)
{
	const struct share *share = &item->share;

	if (!share->known || target < 0 || share->reached)
		return 0;
	return (double)(target * share->of - 100 * share->met) /
	       (double)share->of;
}

/* The one furthest under; item NULL when there is none. */
static struct candidate find_furthest(const struct figures *figures,
				      bool certain)
{
	struct candidate found = { NULL, -1 };
	double furthest = 0;

	for (size_t m = 0; m < figures->measure_count; m++) {
		const struct figure_measure *measure = &figures->measures[m];

		for (size_t i = 0; i < measure->item_count; i++) {
			const struct figure_item *item = &measure->items[i];
			double gap = gap_of(item, measure->target);

			if (gap <= furthest ||
			    (certain && item->share.verdict != VERDICT_BELOW))
				continue;
			furthest = gap;
			found = (struct candidate){ item, measure->target };
		}
	}
	return found;
}

char *sentence_that_stands_out(const struct figures *figures)
{
	struct candidate worst = find_furthest(figures, true);
	bool certain = worst.item;
	const struct share *share;
	char *name, *figure, *sentence;

	if (!certain)
		worst = find_furthest(figures, false);
	if (!worst.item)
		return NULL;
	share = &worst.item->share;
	name = sentence_field(figures, worst.item->field);
	/* 79.6 is shown as 80, which is not below 80. */
	figure = alloc_print(share->percent >= worst.target ? _("nearly %d %%")
							    : "%d %%",
			     share->percent);

	/* TRANSLATORS: the criterion, its figure, the target, how many records
	 * it was not met in, and of how many. */
	sentence = alloc_print(
		certain ? _("What stands out: %s lies at %s, below the "
			    "target of %d %%: not met in %lld of %lld")
			: _("What stands out: %s lies at %s, below the "
			    "target of %d %%: not met in %lld of %lld, but "
			    "that can be chance"),
		name, figure, worst.target, (long long)(share->of - share->met),
		(long long)share->of);
	free(figure);
	free(name);
	return sentence;
}

char *sentence_of_records(const struct figures *figures)
{
	char *complete = sentence_number(figures, figures->complete);
	char *valid = sentence_number(figures, figures->valid);
	char *invalid = sentence_number(figures, figures->invalid);
	char *draft = sentence_number(figures, figures->draft);
	char *sentence;

	/* TRANSLATORS: numbers of records, each of them also "<5".  "Less than
	 * 5 complete" would be odd beside 30 that count. */
	if (figures->counts_suppressed)
		sentence =
			alloc_print(_("%s count; %s in draft"), valid, draft);
	else if (figures->complete == FIGURE_HIDDEN)
		sentence = alloc_print(_("%s count, %s do not; %s in draft"),
				       valid, invalid, draft);
	else
		sentence = alloc_print(_("%s complete: %s count, %s do not; %s "
					 "in draft"),
				       complete, valid, invalid, draft);

	free(complete);
	free(valid);
	free(invalid);
	free(draft);
	return sentence;
}
