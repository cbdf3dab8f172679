/* report/sentence_short.c - beside tables and charts; see report/sentence.h */
#include "config.h"

#include "report/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "form/expr.h"
#include "measure/funnel.h"

static struct scalar nothing(void *of, enum name_source source, int index,
			     int row)
{
	(void)of;
	(void)source;
	(void)index;
	(void)row;
	return (struct scalar){ .kind = SCALAR_NULL };
}

/* Of no record in particular: what only a record has is "...". */
static char *words_of_none(const struct figures *figures,
			   const struct words *words)
{
	struct expr_context context = { .value = nothing, .today = "" };
	const char *text = words_text(words);

	return strchr(text, '{') ? expr_fill(figures->form, text, &context)
				 : alloc_text(text);
}

char *sentence_label(const struct figures *figures, int field)
{
	return words_of_none(figures, &figures->form->fields[field].label);
}

char *sentence_rule(const struct figures *figures, int rule)
{
	if (rule < 0)
		return alloc_text(_("by a rule that is no longer there"));
	return words_of_none(figures, &figures->form->rules[rule].message);
}

const char *sentence_verdict(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_MET:
		return _("reached");
	case VERDICT_BELOW:
		return _("below");
	case VERDICT_UNCERTAIN:
		return _("uncertain");
	default:
		return "";
	}
}

/* How a figure with an interval stands to its target, behind it. */
static const char *stands(enum verdict verdict)
{
	if (verdict == VERDICT_MET)
		return _("above the target");
	if (verdict == VERDICT_BELOW)
		return _("below the target");
	return _("the difference can be chance");
}

static char *too_few(int64_t n)
{
	return alloc_print(_("too few to say anything (n = %lld)"),
			   (long long)n);
}

char *sentence_short(const struct share *share, int target)
{
	if (share->suppressed)
		return alloc_text(_("too few records to show"));
	if (!share->known)
		return alloc_text(_("nothing scored yet"));
	if (share->of < SENTENCE_FEW)
		return too_few(share->of);
	if (target < 0)
		return alloc_print(_("%lld of %lld (%d %%)"),
				   (long long)share->met, (long long)share->of,
				   share->percent);
	return alloc_print(_("%lld of %lld (%d %%), target %d %%: %s"),
			   (long long)share->met, (long long)share->of,
			   share->percent, target, stands(share->verdict));
}

/* --- answers */

/*
 * Two that were given as often are both the most frequent: neither is.  Where
 * one is hidden it may be that one, unless all that is hidden is less.
 */
static const struct figure_option *find_most(const struct figures *figures,
					     const struct figure_block *block)
{
	const struct figure_option *most = NULL;
	bool alone = true, hidden = false;
	int64_t rest = block->answered;

	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		if (option->share.suppressed) {
			hidden = true;
			continue;
		}
		rest -= option->share.met;
		if (most && option->share.met == (long long)most->share.met)
			alone = false;
		if (!most || option->share.met > (long long)most->share.met) {
			most = option;
			alone = true;
		}
	}
	if (hidden &&
	    (!most || rest >= most->share.met ||
	     figures->form->fields[block->field].type != FIELD_SELECT_ONE))
		return NULL;
	return alone ? most : NULL;
}

char *sentence_of_block(const struct figures *figures,
			const struct figure_block *block)
{
	const struct figure_option *most = find_most(figures, block);

	if (block->suppressed || block->answered < SENTENCE_FEW || !most ||
	    !most->share.known || most->share.met == 0)
		return NULL;
	return alloc_print(_("Most often: %s, in %lld of %lld (%d %%)"),
			   words_text(&most->option->label),
			   (long long)most->share.met,
			   (long long)most->share.of, most->share.percent);
}

char *sentence_tenths(int64_t number)
{
	int64_t size = number < 0 ? -number : number;
	const char *sign = number < 0 ? "-" : "";

	/* TRANSLATORS: a number with one decimal: the sign or nothing, the
	 * whole part, the decimal. */
	return alloc_print(_("%s%lld.%lld"), sign, (long long)(size / 10),
			   (long long)(size % 10));
}

char *sentence_of_scale(const struct figure_scale *scale)
{
	char *mean, *sentence;

	if (scale->suppressed)
		return alloc_text(_("too few records to show"));
	if (!scale->known)
		return alloc_text(_("nobody answered yet"));
	mean = sentence_tenths(scale->tenths);
	sentence = scale->answered < SENTENCE_FEW
			   ? alloc_print(_("%s on average, of %lld answers: "
					   "too few to say anything"),
					 mean, (long long)scale->answered)
			   : alloc_print(_("%s on average, of %lld answers"),
					 mean, (long long)scale->answered);
	free(mean);
	return sentence;
}

char *sentence_of_share(const struct figures *figures,
			const struct figure_share *share)
{
	const struct form_share *of = &figures->form->shares[share->share];
	char *figure = sentence_short(&share->part, -1);
	char *sentence = alloc_print("%s: %s", words_text(&of->label), figure);

	free(figure);
	return sentence;
}

/* --- over time and over groups */

static void add_signal(struct buffer *out, unsigned signals, unsigned signal,
		       const char *words)
{
	if (!(signals & signal))
		return;
	buffer_add(out, out->length > 0 ? "; " : "");
	buffer_add(out, words);
}

char *sentence_of_run(const struct run *run)
{
	struct buffer out = { 0 };
	unsigned s = run->signals;

	if (run->hidden > 0 && run->count == 0)
		return alloc_text(_("too few records a month to show"));
	if (!run->is_read)
		return alloc_print(_("%d months with a figure: from %d on it "
				     "can be told what is more than chance"),
				   (int)run->count, RUN_POINTS);
	add_signal(&out, s, RUN_SHIFT_UP,
		   _("8 months or more in a row above the mean"));
	add_signal(&out, s, RUN_SHIFT_DOWN,
		   _("8 months or more in a row below the mean"));
	add_signal(&out, s, RUN_TREND_UP, _("6 months or more that rise"));
	add_signal(&out, s, RUN_TREND_DOWN, _("6 months or more that fall"));
	add_signal(&out, s, RUN_BEYOND_HIGH, _("a month above the limits"));
	add_signal(&out, s, RUN_BEYOND_LOW, _("a month below the limits"));
	if (out.length == 0)
		return alloc_text(
			_("What moves from month to month can be chance"));
	buffer_add(&out, _(": that is more than chance"));
	return buffer_take(&out);
}

/* The last year with a figure before `before`. */
static const struct figure_group *last_year(const struct figures *figures,
					    size_t m, size_t before)
{
	for (size_t y = before; y > 0; y--)
		if (figures->years[y - 1].measures[m].known)
			return &figures->years[y - 1];
	return NULL;
}

char *sentence_of_trend(const struct figures *figures, size_t m)
{
	const struct figure_group *last =
		last_year(figures, m, figures->year_count);
	const struct figure_group *first =
		last ? last_year(figures, m, (size_t)(last - figures->years))
		     : NULL;
	const struct mean *now, *then;
	const char *how;

	if (!first)
		return NULL;
	now = &last->measures[m];
	then = &first->measures[m];
	if (!now->has_interval || !then->has_interval)
		how = _("too few to say anything");
	else if (now->low > then->high)
		how = _("higher, and that is more than chance");
	else if (now->high < then->low)
		how = _("lower, and that is more than chance");
	else
		how = _("the difference can be chance");

	/* TRANSLATORS: the measure; a year and its per cent, twice; a
	 * judgement. */
	return alloc_print(_("%s: %s %d %%, %s %d %%: %s"),
			   words_text(&figures->form->measures[m].label),
			   first->value, then->percent, last->value,
			   now->percent, how);
}

static bool stands_there(enum funnel_place place, bool low)
{
	return low ? place == FUNNEL_LOW || place == FUNNEL_VERY_LOW
		   : place == FUNNEL_HIGH || place == FUNNEL_VERY_HIGH;
}

/* More than this are counted and not named. */
#define NAMES_MOST 5

/* The groups that stand low, or high: "Noord, Zuid", or "7 of 12". */
static char *groups_there(const struct figures *f, size_t m, bool low,
			  size_t all)
{
	struct buffer names = { 0 };
	size_t count = 0;

	for (size_t g = 0; g < f->group_count; g++) {
		const char *name = f->groups[g].value;

		if (!stands_there(funnel_of_group(f, &f->groups[g], m, NULL),
				  low))
			continue;
		buffer_print(&names, "%s%s", count ? ", " : "",
			     *name ? name : "-");
		count++;
	}
	if (count > NAMES_MOST) {
		buffer_clear(&names);
		buffer_print(&names, _("%d of %d"), (int)count, (int)all);
	}
	if (count > 0)
		return buffer_take(&names);
	buffer_done(&names);
	return NULL;
}

static size_t count_placed(const struct figures *f, size_t m)
{
	size_t count = 0;

	for (size_t g = 0; g < f->group_count; g++)
		count += funnel_of_group(f, &f->groups[g], m, NULL) !=
			 FUNNEL_NONE;
	return count;
}

char *sentence_of_funnel(const struct figures *figures, size_t m)
{
	const char *name = words_text(&figures->form->measures[m].label);
	size_t all = count_placed(figures, m);
	char *low, *high, *sentence;

	if (all < 2)
		return NULL;
	low = groups_there(figures, m, true, all);
	high = groups_there(figures, m, false, all);

	/* TRANSLATORS: the measure; names of groups, or "7 of 12". */
	if (low && high)
		sentence = alloc_print(_("%s: further from the target than "
					 "chance explains, below it %s, above "
					 "it %s"),
				       name, low, high);
	else if (low)
		sentence = alloc_print(_("%s: further below the target than "
					 "chance explains: %s"),
				       name, low);
	else if (high)
		sentence = alloc_print(_("%s: further above the target than "
					 "chance explains: %s"),
				       name, high);
	else
		sentence = alloc_print(_("%s: all within what chance explains "
					 "around the target"),
				       name);
	free(low);
	free(high);
	return sentence;
}

/* --- the positive outcome by the number met */

char *sentence_of_steps(const struct figures *figures)
{
	const struct share *below = &figures->steps_below.positive;
	const struct share *from = &figures->steps_from.positive;
	int at = figures->form->positive_from;

	if (figures->form->positive_by < 0 || at <= 0 ||
	    figures->step_count == 0)
		return NULL;
	if (below->suppressed || from->suppressed)
		return alloc_text(_("too few records to show"));
	if (!below->known && !from->known)
		return NULL;
	if (!below->known)
		return alloc_print(_("all have %d met or more: a positive "
				     "outcome in %d %%"),
				   at, from->percent);
	if (!from->known)
		return alloc_print(_("none has %d met or more"), at);
	return alloc_print(_("from %d met on a positive outcome in %d %% (n = "
			     "%lld), below that in %d %% (n = %lld)%s"),
			   at, from->percent, (long long)from->of,
			   below->percent, (long long)below->of,
			   below->of < SENTENCE_FEW || from->of < SENTENCE_FEW
				   ? _(": too few to say anything")
				   : "");
}

/* --- extras */

static int compare_reasons(const void *a, const void *b)
{
	const struct figure_reason *x = a;
	const struct figure_reason *y = b;

	if (x->records != y->records)
		return x->records > y->records ? -1 : 1;
	return x->rule - y->rule;
}

char *sentence_of_reasons(const struct figures *figures)
{
	struct figure_reason *sorted;
	struct buffer out = { 0 };

	if (!figures->has_reasons || figures->reason_count == 0)
		return NULL;
	sorted = alloc_new(figures->reason_count, sizeof(*sorted));
	memcpy(sorted, figures->reasons,
	       figures->reason_count * sizeof(*sorted));
	qsort(sorted, figures->reason_count, sizeof(*sorted), compare_reasons);
	for (size_t i = 0; i < figures->reason_count; i++) {
		char *words = sentence_rule(figures, sorted[i].rule);

		buffer_print(&out, "%s%lld: %s", i ? "; " : "",
			     (long long)sorted[i].records, words);
		free(words);
	}
	free(sorted);
	return buffer_take(&out);
}

static char *half(int64_t number)
{
	return sentence_tenths(5 * number);
}

char *sentence_of_arrival(const struct figure_arrival *arrival)
{
	const struct share *came = &arrival->came;
	char *median, *sentence;

	if (arrival->suppressed)
		return alloc_text(_("too few records to show"));
	if (!came->known)
		return alloc_text(_("none was due"));
	if (!arrival->has_days)
		return alloc_print(_("%lld of %lld came (%d %%)"),
				   (long long)came->met, (long long)came->of,
				   came->percent);
	median = half(arrival->days_half);

	/* TRANSLATORS: how many came, of how many that were due, in per cent;
	 * the median of the days; how many of them were late. */
	sentence = alloc_print(
		_("%lld of %lld came (%d %%), the middle one after %s days; "
		  "%lld after the term"),
		(long long)came->met, (long long)came->of, came->percent,
		median, (long long)arrival->late);
	free(median);
	return sentence;
}
