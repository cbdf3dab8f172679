/* report/html_measure.c - measures with their criteria */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "measure/spark.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/summary_private.h"
#include "report/svg_private.h"

/* Columns that are only there when there is something in them. */
struct extras {
	struct summary_extras of_items;
	bool target;
	bool national; /* of the measure or of an item */
};

static struct extras find_extras(const struct figures *f, size_t m)
{
	const struct figure_measure *measure = &f->measures[m];
	struct summary_extras of_items = summary_find_extras(f, m);

	return (struct extras){ .of_items = of_items,
				.target = measure->target >= 0,
				.national = measure->benchmark >= 0 ||
					    of_items.benchmark };
}

static void begin_table(struct markup *m, const struct figure_measure *measure,
			struct extras extras)
{
	struct html_column columns[9];
	size_t count = 0;

	columns[count++] = (struct html_column){ "name", _("Criterion") };
	columns[count++] = (struct html_column){ "chart", "" };
	if (extras.of_items.spark)
		columns[count++] = (struct html_column){
			"spark",
			extras.of_items.by_year ? _("years") : _("quarters")
		};
	columns[count++] = (struct html_column){ "number", "%" };
	columns[count++] = (struct html_column){ "number", _("range") };
	columns[count++] = (struct html_column){ "number", _("met / scored") };
	if (extras.target)
		columns[count++] = (struct html_column){ "word", _("target") };
	if (extras.national)
		columns[count++] =
			(struct html_column){ "number", _("national") };
	if (extras.of_items.unscored)
		columns[count++] =
			(struct html_column){ "number", _("no score") };
	html_begin_table(m, html_table_class(measure->item_count + 2, false),
			 _("Per cent met, with the 95 % range"), columns, count,
			 measure->target);
}

/* What stands after the chart. */
struct cells {
	char *percent, *range, *met; /* put_cells() frees them */
	const char *verdict;
	int national; /* or -1 */
};

static void put_cells(struct markup *m, const struct extras *extras,
		      const struct cells *cells)
{
	html_cell(m, "number percent", "%", cells->percent);
	html_cell(m, "number range", _("range"), cells->range);
	html_cell(m, "number met", _("met / scored"), cells->met);
	if (extras->target)
		html_cell(m, "word", NULL, alloc_text(cells->verdict));
	if (extras->national)
		html_cell(m, "number national", _("national"),
			  cells->national >= 0
				  ? alloc_print("%d", cells->national)
				  : NULL);
}

/* Of a criterion its course; of the means, which have one further on, none. */
static void put_spark(struct markup *m, const struct spark *spark,
		      const char *title)
{
	double points[SPARK_POINTS] = { 0 };
	struct buffer words = { 0 };

	markup_open(m, "td");
	markup_set(m, "class", "spark");
	for (size_t i = 0; spark && i < spark->count; i++) {
		const struct spark_point *p = &spark->points[i];

		points[i] =
			p->known ? (double)p->level / (SPARK_LEVELS - 1) : -1;
		if (p->known)
			buffer_print(&words, "%s%s: %d %%",
				     words.length ? "; " : "", p->label,
				     p->percent);
	}
	if (spark && spark->count)
		svg_spark(m, points, spark->count, title, buffer_text(&words));
	buffer_done(&words);
	markup_close(m);
}

/* "n = 232": over how many records a mean is. */
static char *records_words(const struct figures *f, int64_t records)
{
	char *number = html_number(f, records);
	char *words = alloc_print("n = %s", number);

	free(number);
	return words;
}

static void put_mean(struct markup *m, const struct figures *f,
		     const struct figure_measure *measure,
		     const struct extras *extras)
{
	const struct measure *of = &f->form->measures[measure->measure];
	const struct mean *mean = &measure->mean;
	struct svg_figure figure = { .known = mean->known,
				     .rate = mean->mean,
				     .has_range = mean->has_interval,
				     .low = mean->low,
				     .high = mean->high,
				     .target = measure->target,
				     .national = measure->benchmark };

	html_begin_row(m, "measure", of->name);
	html_row_head(m, NULL, _("Mean of the records"));
	html_dot(m, &figure, words_text(&of->label),
		 html_mean_words(f, mean, measure->target, measure->benchmark));
	if (extras->of_items.spark)
		put_spark(m, NULL, NULL);
	put_cells(m, extras,
		  &(struct cells){
			  .percent = html_percent(mean->known, mean->suppressed,
						  mean->percent),
			  .range = html_range(mean->has_interval, mean->low,
					      mean->high),
			  .met = records_words(f, mean->records),
			  .verdict = html_verdict(mean->known, mean->reached,
						  mean->verdict),
			  .national = measure->benchmark });
	if (extras->of_items.unscored)
		html_cell(m, "number", NULL, NULL);
	markup_close(m);
}

/* The same in the other reading; the national figures are not of this one. */
static void put_pooled(struct markup *m, const struct figures *f,
		       const struct figure_measure *measure,
		       const struct extras *extras)
{
	const struct share *pooled = &measure->mean.pooled;
	struct svg_figure figure = { .known = pooled->known,
				     .rate = pooled->rate,
				     .target = measure->target,
				     .national = -1 };

	html_begin_row(m, "pooled", f->form->measures[measure->measure].name);
	html_row_head(m, NULL, _("All scores together"));
	html_dot(m, &figure, _("All scores together"),
		 html_share_words(
			 f,
			 &(struct share){ .met = pooled->met,
					  .of = pooled->of,
					  .known = pooled->known,
					  .suppressed = pooled->suppressed,
					  .percent = pooled->percent },
			 measure->target, -1));
	if (extras->of_items.spark)
		put_spark(m, NULL, NULL);
	put_cells(m, extras,
		  &(struct cells){ .percent = html_percent(pooled->known,
							   pooled->suppressed,
							   pooled->percent),
				   .met = html_met_of(f, pooled),
				   .national = -1 });
	if (extras->of_items.unscored)
		html_cell(m, "number", NULL, NULL);
	markup_close(m);
}

static void put_item(struct markup *m, const struct figures *f,
		     const struct figure_item *item, int target,
		     const struct spark *spark, const struct extras *extras)
{
	const struct field *field = &f->form->fields[item->field];
	const struct share *share = &item->share;
	int64_t unscored = item->missing + item->empty;
	struct svg_figure figure = { .known = share->known,
				     .rate = share->rate,
				     .has_range = share->has_interval,
				     .low = share->low,
				     .high = share->high,
				     .target = target,
				     .national = item->benchmark };
	char *title = sentence_field(f, item->field);

	html_begin_row(m, "item", field->name);
	html_row_head(m, field->number, words_text(&field->label));
	html_dot(m, &figure, title,
		 html_share_words(f, share, target, item->benchmark));
	if (extras->of_items.spark)
		put_spark(m, spark, title);
	put_cells(m, extras,
		  &(struct cells){ .percent = html_percent(share->known,
							   share->suppressed,
							   share->percent),
				   .range = html_range(share->has_interval,
						       share->low, share->high),
				   .met = html_met_of(f, share),
				   .verdict = html_verdict(share->known,
							   share->reached,
							   share->verdict),
				   .national = item->benchmark });
	if (extras->of_items.unscored)
		html_cell(m, "number unscored", _("no score"),
			  unscored > 0
				  ? alloc_print("%lld", (long long)unscored)
				  : NULL);
	markup_close(m);
	free(title);
}

/* What the marks in the charts mean. */
static void put_mark(struct markup *m, const char *class, const char *text)
{
	markup_open(m, "span");
	markup_open(m, "i");
	markup_set(m, "class", "%s", class);
	markup_set(m, "aria-hidden", "true");
	markup_close(m);
	markup_text(m, text);
	markup_close(m);
	markup_text(m, " ");
}

static void put_key(struct markup *m, int target, bool national)
{
	markup_open(m, "p");
	markup_set(m, "class", "key");
	put_mark(m, "k-own", _("own figure"));
	put_mark(m, "k-range", _("range that chance leaves (95 %)"));
	if (target >= 0) {
		char *text = alloc_print(_("target %d %%"), target);

		put_mark(m, "k-target", text);
		free(text);
	}
	if (national)
		put_mark(m, "k-national", _("national figure"));
	markup_close(m);
}

/* --- how many criteria reach the target, in one sentence */

struct tally_of_items {
	int of, sure, above, under, below;
	struct buffer names; /* of those below for certain */
};

static void count_item(struct tally_of_items *count, const struct figures *f,
		       const struct figure_item *item)
{
	const struct field *field = &f->form->fields[item->field];

	if (!item->share.known)
		return;
	count->of++;
	switch (item->share.verdict) {
	case VERDICT_MET:
		count->sure++;
		break;
	case VERDICT_BELOW:
		count->below++;
		buffer_print(&count->names, "%s%s",
			     count->names.length ? ", " : "",
			     field->number ? field->number
					   : words_text(&field->label));
		break;
	case VERDICT_UNCERTAIN:
	case VERDICT_NONE:
		if (item->share.reached)
			count->above++;
		else
			count->under++;
		break;
	}
}

static char *sentence_of_items(const struct figures *f,
			       const struct figure_measure *measure)
{
	struct tally_of_items count = { 0 };
	struct buffer b = { 0 };

	if (measure->target < 0)
		return NULL;
	for (size_t i = 0; i < measure->item_count; i++)
		count_item(&count, f, &measure->items[i]);
	if (count.of > 0) {
		buffer_print(&b,
			     _("Target reached for certain: %d of %d criteria"),
			     count.sure, count.of);
		if (count.above > 0)
			buffer_print(&b,
				     _("; above it, which can be chance: %d"),
				     count.above);
		if (count.under > 0)
			buffer_print(&b,
				     _("; under it, which can be chance: %d"),
				     count.under);
		if (count.below > 0)
			buffer_print(&b, _("; not reached: %d (%s)"),
				     count.below, buffer_text(&count.names));
	}
	buffer_done(&count.names);
	return b.length > 0 ? buffer_take(&b) : NULL;
}

static void put_measure(struct markup *m, const struct figures *f, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	struct extras extras = find_extras(f, at);

	html_begin_section(
		m, NULL,
		words_text(&f->form->measures[measure->measure].label));
	html_sentence(m, "lead", sentence_of_mean(f, measure));
	html_sentence(m, "lead", sentence_of_items(f, measure));
	put_key(m, measure->target, extras.national);
	begin_table(m, measure, extras);
	put_mean(m, f, measure, &extras);
	put_pooled(m, f, measure, &extras);
	for (size_t i = 0; i < measure->item_count; i++) {
		struct spark spark = spark_of_item(f, at, i);

		put_item(m, f, &measure->items[i], measure->target, &spark,
			 &extras);
	}
	html_end_table(m);
	html_definition(m,
			_("Mean of the records: met / scored of each record, "
			  "and of that the mean; its range is a normal one. "
			  "All scores together: all met / all scored. A "
			  "criterion: met / scored, with Wilson's range; "
			  "what has no score is in neither number."));
	if (extras.of_items.spark)
		html_definition(
			m, _("The small line is the same figure over the last "
			     "years or quarters, from the lowest to the "
			     "highest of its row, at least 20 points apart."));
	if (measure->target >= 0)
		html_definition(
			m, _("Reached: the whole range lies at or above the "
			     "target. Not reached: all of it lies under it. In "
			     "between the difference may be chance."));
	markup_close(m);
}

void html_measures(struct markup *m, const struct figures *f)
{
	for (size_t i = 0; i < f->measure_count; i++)
		put_measure(m, f, i);
}
