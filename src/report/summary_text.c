/* report/summary_text.c - the figures for people; see report/summary.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/date.h"
#include "base/text.h"
#include "measure/interval.h"
#include "measure/spark.h"
#include "report/sentence.h"
#include "report/summary_private.h"
#include "report/summary_text_private.h"
#include "report/table_private.h"

/* --- cells */

char *text_percent(bool known, bool suppressed, int percent)
{
	if (suppressed)
		return NULL;
	return known ? alloc_print("%d", percent) : alloc_text("-");
}

char *text_number(bool known, int64_t number)
{
	return known ? alloc_print("%lld", (long long)number) : NULL;
}

char *text_interval(bool has, double low, double high)
{
	return has ? alloc_print("%d-%d", interval_percent(low),
				 interval_percent(high))
		   : NULL;
}

/* --- the head */

static void add_line(struct table *t, const char *what, char *text)
{
	table_add(t, what);
	table_take(t, text);
}

static char *period_words(const struct figures *f)
{
	char from[64], to[64];
	const char *by = f->by_ended ? _("by the end of the help")
				     : _("by the day of completion");

	if (f->from)
		date_show(f->from, from, sizeof(from));
	if (f->to)
		date_show(f->to, to, sizeof(to));
	if (f->from && f->to)
		return alloc_print(_("%s up to and including %s, %s"), from, to,
				   by);
	if (f->from)
		return alloc_print(_("from %s, %s"), from, by);
	if (f->to)
		return alloc_print(_("up to and including %s, %s"), to, by);
	return alloc_text(_("everything in this file"));
}

static char *benchmark_words(const struct benchmark *b)
{
	struct buffer text = { 0 };

	buffer_add(&text, b->period ? b->period : "");
	if (b->records > 0)
		buffer_print(&text, _(", %d records"), b->records);
	if (b->organisations > 0)
		buffer_print(&text, _(", %d organisations"), b->organisations);
	if (b->source)
		buffer_print(&text, " (%s)", b->source);
	return buffer_take(&text);
}

static void put_head(const struct figures *f, struct buffer *out)
{
	struct table t = { .align = "ll" };

	if (f->practice)
		add_line(&t, _("Practice"),
			 alloc_text(_("these figures count nowhere")));
	add_line(&t, _("Form"), summary_form_words(f));
	add_line(&t, _("Period"), period_words(f));
	if (f->organisatie)
		add_line(&t, _("Organisation"), alloc_text(f->organisatie));
	if (f->team)
		add_line(&t, _("Team"), alloc_text(f->team));
	if (f->medewerker)
		add_line(&t, _("Worker"), alloc_text(f->medewerker));
	add_line(&t, _("Records"), sentence_of_records(f));
	if (f->benchmark)
		add_line(&t, _("National"), benchmark_words(f->benchmark));
	table_print(&t, "", out);
}

/* --- in short */

void text_sentence(const char *indent, char *sentence, struct buffer *out)
{
	if (sentence)
		buffer_print(out, "%s%s.\n", indent, sentence);
	free(sentence);
}

static void put_sentences(const struct figures *f, struct buffer *out)
{
	if (f->measure_count == 0)
		return;
	buffer_add_byte(out, '\n');
	for (size_t m = 0; m < f->measure_count; m++)
		text_sentence("", sentence_of_mean(f, &f->measures[m]), out);
	text_sentence("", sentence_of_positive(f), out);
	text_sentence("", sentence_that_stands_out(f), out);
}

/* --- measures and their criteria */

static void add_extras(struct table *t, struct summary_extras extras,
		       const char *benchmark, const char *unscored,
		       const char *spark)
{
	if (extras.spark)
		table_add(t, spark);
	if (extras.benchmark)
		table_add(t, benchmark);
	if (extras.unscored)
		table_add(t, unscored);
}

static void add_measure_head(struct table *t, struct summary_extras extras)
{
	table_add(t, "");
	table_add(t, "");
	table_add(t, _("n"));
	table_add(t, "%");
	table_add(t, _("95 %"));
	table_add(t, _("verdict"));
	add_extras(t, extras, _("national"), _("without"),
		   extras.by_year ? _("years") : _("quarters"));
}

static void add_measure_rows(struct table *t, const struct figures *f,
			     const struct mean *mean,
			     struct summary_extras extras)
{
	table_add(t, "");
	table_add(t, _("Mean of the records"));
	table_take(t, sentence_number(f, mean->records));
	table_take(t,
		   text_percent(mean->known, mean->suppressed, mean->percent));
	table_take(t, text_interval(mean->has_interval, mean->low, mean->high));
	table_add(t, sentence_verdict(mean->verdict));
	add_extras(t, extras, NULL, NULL, NULL);

	table_add(t, "");
	table_add(t, _("All scores together"));
	table_take(t, sentence_number(f, mean->pooled.of));
	table_take(t, text_percent(mean->pooled.known, mean->pooled.suppressed,
				   mean->pooled.percent));
	table_add(t, "");
	table_add(t, "");
	add_extras(t, extras, NULL, NULL, NULL);
}

static void add_item(struct table *t, const struct figures *f,
		     const struct figure_item *item, const struct spark *spark,
		     struct summary_extras extras)
{
	const struct field *field = &f->form->fields[item->field];
	const struct share *share = &item->share;
	int64_t unscored = item->missing + item->empty;
	char *benchmark = text_number(item->benchmark >= 0, item->benchmark);
	char *without = text_number(unscored > 0, unscored);
	char *course = spark_text(spark, false);

	table_add(t, field->number);
	table_add(t, words_text(&field->label));
	table_take(t, sentence_number(f, share->of));
	table_take(t, text_percent(share->known, share->suppressed,
				   share->percent));
	table_take(t,
		   text_interval(share->has_interval, share->low, share->high));
	table_add(t, sentence_verdict(share->verdict));
	add_extras(t, extras, benchmark, without, course);
	free(benchmark);
	free(without);
	free(course);
}

static void put_measure(const struct figures *f, size_t m, struct buffer *out)
{
	const struct figure_measure *measure = &f->measures[m];
	struct summary_extras extras = summary_find_extras(f, m);
	char align[16];
	struct table t = { .align = align };

	snprintf(align, sizeof(align), "llrrrl%s%s%s", extras.spark ? "r" : "",
		 extras.benchmark ? "r" : "", extras.unscored ? "r" : "");
	buffer_print(out, "\n%s",
		     words_text(&f->form->measures[measure->measure].label));
	if (measure->target >= 0)
		buffer_print(out, _(", target %d %%"), measure->target);
	if (measure->benchmark >= 0)
		buffer_print(out, _(", national %d %%"), measure->benchmark);
	buffer_add_byte(out, '\n');
	add_measure_head(&t, extras);
	add_measure_rows(&t, f, &measure->mean, extras);
	for (size_t i = 0; i < measure->item_count; i++) {
		struct spark spark = spark_of_item(f, m, i);

		add_item(&t, f, &measure->items[i], &spark, extras);
	}
	table_print(&t, INDENT, out);
}

/* What the figures of the tables above mean. */
static void put_definitions(const struct figures *f, struct buffer *out)
{
	static const char *const lines[] = {
		N_("Mean of the records: of each record met / scored, and of "
		   "that the mean."),
		N_("All scores together: all met / all scored. A criterion: "
		   "met / scored; n is scored, without is without a score."),
		N_("95 %: the range that chance leaves; for a mean normal, for "
		   "a criterion Wilson."),
		N_("reached: the whole range is at or above the target; below: "
		   "all of it is under it."),
	};

	if (f->measure_count == 0)
		return;
	buffer_add_byte(out, '\n');
	for (size_t i = 0; i < COUNT(lines); i++)
		buffer_print(out, INDENT "%s\n", _(lines[i]));
}

static void put_positive(const struct figures *f, struct buffer *out)
{
	struct table t = { .align = "lrrr" };
	const struct share *share = &f->positive;

	if (!f->has_positive)
		return;
	buffer_add_byte(out, '\n');
	buffer_print(
		out, _("Positive outcome: at least %d met of %s"),
		f->form->positive_at_least,
		words_text(
			&f->form->measures[f->form->positive_measure].label));
	buffer_add_byte(out, '\n');
	table_add(&t, "");
	table_add(&t, _("n"));
	table_add(&t, "%");
	table_add(&t, _("95 %"));
	table_add(&t, _("Positive"));
	table_take(&t, sentence_number(f, share->of));
	table_take(&t, text_percent(share->known, share->suppressed,
				    share->percent));
	table_take(&t,
		   text_interval(share->has_interval, share->low, share->high));
	table_add(&t, _("Undecided, not counted as positive"));
	table_take(&t, sentence_number(f, f->undecided));
	table_add(&t, "");
	table_add(&t, "");
	table_print(&t, INDENT, out);
}

/* --- blocks */

static bool has_benchmark(const struct figure_block *block)
{
	for (size_t o = 0; o < block->option_count; o++)
		if (block->options[o].benchmark >= 0)
			return true;
	return false;
}

static void put_block(const struct figures *f, const struct figure_block *block,
		      struct buffer *out)
{
	const struct field *field = &f->form->fields[block->field];
	struct table t = { .align = "lrrr" };
	char *answered = sentence_number(f, block->answered);

	buffer_print(out, "\n%s\n", words_text(&field->label));
	buffer_print(out, INDENT);
	buffer_print(
		out,
		field->type == FIELD_SELECT_MULTIPLE
			? _("%s answered; more than one answer is possible")
			: _("%s answered"),
		answered);
	free(answered);
	if (block->missing > 0)
		buffer_print(out, _("; %lld with a reason not answered"),
			     (long long)block->missing);
	buffer_add_byte(out, '\n');
	table_add(&t, "");
	table_add(&t, _("n"));
	table_add(&t, "%");
	table_add(&t, has_benchmark(block) ? _("national") : NULL);
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		table_add(&t, words_text(&option->option->label));
		table_take(&t, sentence_number(f, option->share.met));
		table_take(&t, text_percent(option->share.known,
					    option->share.suppressed,
					    option->share.percent));
		table_take(&t, text_number(option->benchmark >= 0,
					   option->benchmark));
	}
	table_print(&t, INDENT, out);
}

/* --- groups and years */

/* Is there something to say of what does not count, or is not complete? */
static bool has_others(const struct figure_group *groups, size_t count)
{
	for (size_t g = 0; g < count; g++)
		if (groups[g].invalid > 0 || groups[g].draft > 0)
			return true;
	return false;
}

/* value and n, then n, per cent and interval of each measure. */
static char *group_align(const struct figures *f, bool others)
{
	struct buffer b = { 0 };

	buffer_add(&b, others ? "lrrr" : "lr");
	for (size_t m = 0; m < f->measure_count; m++)
		buffer_add(&b, "rrr");
	return buffer_take(&b);
}

static void add_group(struct table *t, const struct figures *f,
		      const struct figure_group *group, bool others)
{
	/* Records without a team, say, are a group without a name. */
	table_add(t, *group->value ? group->value : "-");
	table_take(t, sentence_number(f, group->valid));
	if (others) {
		table_take(t, text_number(true, group->invalid));
		table_take(t, text_number(true, group->draft));
	}
	for (size_t m = 0; m < group->measure_count; m++) {
		const struct mean *mean = &group->measures[m];

		/* n is only told again where it is another one. */
		table_take(t, mean->records == group->valid
				      ? NULL
				      : sentence_number(f, mean->records));
		table_take(t, text_percent(mean->known, mean->suppressed,
					   mean->percent));
		table_take(t, text_interval(mean->has_interval, mean->low,
					    mean->high));
	}
}

static void put_groups(const struct figures *f, const char *title,
		       const char *what, const struct figure_group *groups,
		       size_t count, struct buffer *out)
{
	bool others = groups == f->groups && has_others(groups, count);
	char *align = group_align(f, others);
	struct table t = { .align = align };

	buffer_print(out, "\n%s\n", title);
	table_add(&t, what);
	table_add(&t, _("n"));
	if (others) {
		table_add(&t, _("not counting"));
		table_add(&t, _("draft"));
	}
	for (size_t m = 0; m < f->measure_count; m++) {
		table_add(&t, "");
		table_add(&t, words_text(&f->form->measures[m].label));
		table_add(&t, _("95 %"));
	}
	for (size_t g = 0; g < count; g++)
		add_group(&t, f, &groups[g], others);
	table_print(&t, INDENT, out);
	free(align);
}

static const char *group_word(const char *group_by)
{
	if (strcmp(group_by, "organisatie") == 0)
		return _("organisation");
	return strcmp(group_by, "team") == 0 ? _("team") : _("worker");
}

static const char *group_title(const char *group_by)
{
	if (strcmp(group_by, "organisatie") == 0)
		return _("Per organisation");
	return strcmp(group_by, "team") == 0 ? _("Per team") : _("Per worker");
}

void summary_text(const struct figures *f, struct buffer *out)
{
	put_head(f, out);
	put_sentences(f, out);
	for (size_t m = 0; m < f->measure_count; m++)
		put_measure(f, m, out);
	put_positive(f, out);
	text_steps(f, out);
	put_definitions(f, out);
	for (size_t b = 0; b < f->block_count; b++)
		put_block(f, &f->blocks[b], out);
	text_answers(f, out);
	if (f->group_count > 0 && f->group_by)
		put_groups(f, group_title(f->group_by), group_word(f->group_by),
			   f->groups, f->group_count, out);
	text_group_items(f, out);
	if (f->year_count > 0)
		put_groups(f, _("Per year (whole file)"), _("year"), f->years,
			   f->year_count, out);
	text_trend(f, out);
	text_extras(f, out);
	text_comparison(f, out);
	if (f->threshold > 0) {
		buffer_add_byte(out, '\n');
		buffer_print(out,
			     _("<%d: fewer than %d, or hidden because it "
			       "could be worked out from other figures"),
			     f->threshold, f->threshold);
		buffer_add_byte(out, '\n');
	}
}
