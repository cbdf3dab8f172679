/* ui/view_summary_tabs.c - criteria and answers; see ui/page_summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "measure/spark.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

/* Where the columns of a criterion stand, for a screen this wide. */
struct columns {
	int label, label_width;
	int n_end;
	int spark, spark_end; /* 0: no room for it, or nothing to draw */
	int chart, chart_width;
	int percent_end;
	int interval;
	int verdict;
};

/* No wider than the longest name of a criterion. */
static int label_columns(const struct figures *f, int most)
{
	int wide = 0;

	for (size_t m = 0; m < f->measure_count; m++) {
		for (size_t i = 0; i < f->measures[m].item_count; i++) {
			int field = f->measures[m].items[i].field;
			int columns = utf8_columns(
				words_text(&f->form->fields[field].label));

			wide = columns > wide ? columns : wide;
		}
	}
	return wide < most ? wide : most;
}

static struct columns columns_for(int cols, const struct figures *f,
				  const char *heading, int points)
{
	int spark = utf8_columns(heading);

	struct columns c = { 0 };

	c.verdict = cols - 9;
	c.interval = c.verdict - 7;
	c.percent_end = c.interval - 1;
	c.label = 6;
	c.label_width = label_columns(f, cols >= 160   ? 84
					 : cols >= 100 ? 44
					 : cols >= 76  ? 24
						       : 14);
	c.n_end = c.label + c.label_width + 5;
	c.chart = c.n_end + 1;
	if (spark < points)
		spark = points;
	if (cols >= 76 && points > 0) {
		c.spark = c.n_end + 1;
		c.spark_end = c.spark + spark;
		c.chart = c.spark_end + 1;
	}
	c.chart_width = c.percent_end - 5 - c.chart;
	return c;
}

void sheet_right(struct sheet *sheet, int end, enum style style,
		 const char *text)
{
	int row = sheet_row(sheet);

	if (row >= 0)
		screen_put_right(sheet->s, row, end, style, text);
}

void sheet_number(struct sheet *sheet, int end, int64_t number)
{
	char *text = alloc_print("%lld", (long long)number);

	sheet_right(sheet, end, STYLE_PLAIN, text);
	free(text);
}

/* Interval in whole per cents, rounded as in the report, and the verdict. */
static void put_verdict(struct sheet *sheet, const struct columns *c,
			bool has_interval, double low, double high,
			enum verdict verdict)
{
	const char *name = sentence_verdict(verdict);
	char *text;

	if (has_interval) {
		text = alloc_print("%d-%d", (int)(low * 100.0 + 0.5),
				   (int)(high * 100.0 + 0.5));
		sheet_put(sheet, c->interval, 7, STYLE_DIM, text);
		free(text);
	}
	if (*name)
		sheet_put(sheet, c->verdict, 8,
			  view_summary_verdict_style(verdict), name);
}

/* Right of n, so that its last point is beside the chart of now. */
static void put_spark(struct sheet *sheet, const struct columns *c,
		      const struct spark *spark)
{
	char *text;

	if (!sheet->s || !c->spark || spark->count == 0)
		return;
	text = spark_text(spark, sheet->s->glyphs != GLYPHS_UTF8);
	sheet_put(sheet, c->spark_end - (int)spark->count, SPARK_POINTS,
		  STYLE_ACCENT, text);
	free(text);
}

/* The figure with the focus in words, and what to hold it against. */
static void put_words(struct sheet *sheet, const struct figures *f,
		      const struct figure_item *item, int target)
{
	const struct words *differs = &f->form->fields[item->field].differs;
	char *words = sentence_short(&item->share, target);
	char *text;

	if (item->benchmark >= 0)
		text = alloc_print(_("%s; national %d %%"), words,
				   item->benchmark);
	else
		text = alloc_text(words);
	sheet_wrap(sheet, 6, STYLE_DIM, text);
	free(words);
	free(text);
	if (differs->count > 0 && figures_have_versions(f)) {
		text = alloc_print("* %s", words_text(differs));
		sheet_wrap(sheet, 6, STYLE_DIM, text);
		free(text);
	}
}

/* "3d", or "3d*" where it meant something else in another version. */
static void put_number(struct sheet *sheet, const struct figures *f,
		       const struct field *field)
{
	bool differs = field->differs.count > 0 && figures_have_versions(f);
	char *text = alloc_print("%s%s", field->number ? field->number : "",
				 differs ? "*" : "");

	sheet_put(sheet, 2, 4, STYLE_PLAIN, text);
	free(text);
}

static void put_item(struct sheet *sheet, const struct figures *f,
		     const struct figure_item *item, int target,
		     const struct spark *spark, const struct columns *c)
{
	const struct field *field = &f->form->fields[item->field];
	const struct share *share = &item->share;
	struct chart_point point = view_summary_share(share, target);
	bool here = sheet->marked == sheet->chosen;
	char *percent;
	int row = sheet_row(sheet);

	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_ITEM,
						     .form = f->form,
						     .field = item->field });
	put_number(sheet, f, field);
	sheet_put(sheet, c->label, c->label_width, STYLE_PLAIN,
		  words_text(&field->label));
	if (share->suppressed) {
		percent = view_summary_percent(false, true, 0, f->threshold);
		sheet_right(sheet, c->percent_end, STYLE_DIM, percent);
		free(percent);
	} else if (!share->known) {
		sheet_put(sheet, c->chart, sheet->cols - 1 - c->chart,
			  STYLE_DIM, _("no data"));
	} else {
		sheet_number(sheet, c->n_end, share->of);
		put_spark(sheet, c, spark);
		if (row >= 0)
			chart_point(sheet->s, row, c->chart, c->chart_width,
				    &point);
		percent = alloc_print("%d", share->percent);
		sheet_right(sheet, c->percent_end, STYLE_STRONG, percent);
		free(percent);
		put_verdict(sheet, c, share->has_interval, share->low,
			    share->high, share->verdict);
	}
	sheet->line++;
	if (here)
		put_words(sheet, f, item, target);
}

/* What the sparks are of, and how many points the longest has. */
static const char *spark_heading(const struct figures *f, int *points)
{
	bool by_year = false;

	*points = 0;
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++) {
			struct spark spark = spark_of_item(f, m, i);

			if ((int)spark.count > *points) {
				*points = (int)spark.count;
				by_year = spark.by_year;
			}
		}
	return by_year ? _("years") : _("quarters");
}

static void put_axis(struct sheet *sheet, const struct columns *c,
		     const char *heading)
{
	int row = sheet_row(sheet);

	sheet_right(sheet, c->n_end, STYLE_DIM, "n");
	if (c->spark)
		sheet_right(sheet, c->spark_end, STYLE_DIM, heading);
	if (row >= 0)
		chart_axis(sheet->s, row, c->chart, c->chart_width);
	sheet_right(sheet, c->percent_end, STYLE_DIM, "%");
	sheet_put(sheet, c->interval, 7, STYLE_DIM, "95 %");
	sheet->line++;
}

void view_summary_criteria(struct sheet *sheet, const struct figures *f)
{
	int points;
	const char *heading = spark_heading(f, &points);
	struct columns c = columns_for(sheet->cols, f, heading, points);

	if (f->measure_count == 0) {
		sheet_wrap(sheet, 3, STYLE_DIM,
			   _("This form has no measures with criteria."));
		return;
	}
	put_axis(sheet, &c, heading);
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];

		if (m > 0)
			sheet->line++;
		sheet_put(
			sheet, 1, sheet->cols - 2, STYLE_ACCENT,
			words_text(&f->form->measures[measure->measure].label));
		sheet->line++;
		for (size_t i = 0; i < measure->item_count; i++) {
			struct spark spark = spark_of_item(f, m, i);

			put_item(sheet, f, &measure->items[i], measure->target,
				 &spark, &c);
		}
	}
}

static void put_option(struct sheet *sheet, const struct figures *f,
		       const struct figure_block *block, size_t number)
{
	const struct figure_option *o = &block->options[number];
	int label = sheet->cols >= 76 ? 42 : 24;
	int bar = label + 16, row = sheet_row(sheet);
	char *text = view_summary_percent(o->share.known, o->share.suppressed,
					  o->share.percent, f->threshold);

	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_OPTION,
						     .form = f->form,
						     .field = block->field,
						     .option = (int)number });
	sheet_put(sheet, 3, label - 3, STYLE_PLAIN,
		  words_text(&o->option->label));
	if (!o->share.suppressed)
		sheet_number(sheet, label + 6, o->share.met);
	sheet_right(sheet, label + 13, STYLE_STRONG, text);
	free(text);
	if (row >= 0 && o->share.known)
		chart_bar(sheet->s, row, bar, sheet->cols - bar - 8,
			  o->share.rate, o->benchmark);
	if (o->benchmark >= 0) {
		text = alloc_print("%d", o->benchmark);
		sheet_right(sheet, sheet->cols - 2, STYLE_DIM, text);
		free(text);
	}
	sheet->line++;
}

static void put_block(struct sheet *sheet, const struct figures *f,
		      const struct figure_block *block)
{
	const struct field *field = &f->form->fields[block->field];
	char *label = sentence_label(f, block->field);
	bool national = false;
	char *text;

	for (size_t i = 0; i < block->option_count; i++)
		national = national || block->options[i].benchmark >= 0;
	sheet->line++;
	sheet_put(sheet, 1, sheet->cols - 14, STYLE_ACCENT, label);
	free(label);
	if (national)
		sheet_right(sheet, sheet->cols - 2, STYLE_DIM, _("national"));
	sheet->line++;
	if (!block->suppressed) {
		text = alloc_print(field->type == FIELD_SELECT_MULTIPLE
					   ? _("n = %lld answered; several "
					       "answers are possible")
					   : _("n = %lld answered"),
				   (long long)block->answered);
		sheet_put(sheet, 3, sheet->cols - 4, STYLE_DIM, text);
		free(text);
	}
	sheet->line++;
	sheet_sentence(sheet, STYLE_PLAIN, sentence_of_block(f, block));
	for (size_t i = 0; i < block->option_count; i++)
		put_option(sheet, f, block, i);
}

/* A scale: its mean in words, and a bar for each value. */
static void put_scale(struct sheet *sheet, const struct figures *f,
		      const struct figure_scale *scale)
{
	char *label = sentence_label(f, scale->field);
	char *sentence = sentence_of_scale(scale);

	sheet->line++;
	sheet_wrap(sheet, 1, STYLE_ACCENT, label);
	free(label);
	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_SCALE,
						     .form = f->form,
						     .field = scale->field });
	sheet_sentence(sheet, STYLE_PLAIN, sentence);
	for (size_t i = 0; i < scale->value_count && !scale->suppressed; i++) {
		const struct share *share = &scale->values[i];
		int row = sheet_row(sheet);
		char *text =
			view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);

		sheet_mark(sheet, &(struct behind_question){
					  .kind = BEHIND_VALUE,
					  .form = f->form,
					  .field = scale->field,
					  .option = scale->from + (int)i });
		sheet_number(sheet, 8, scale->from + (int)i);
		if (!share->suppressed)
			sheet_number(sheet, 15, share->met);
		sheet_right(sheet, 22, STYLE_STRONG, text);
		if (row >= 0 && share->known)
			chart_bar(sheet->s, row, 25, sheet->cols - 27,
				  share->rate, -1);
		free(text);
		sheet->line++;
	}
}

static void put_shares(struct sheet *sheet, const struct figures *f)
{
	for (size_t i = 0; i < f->share_count; i++) {
		char *sentence = sentence_of_share(f, &f->shares[i]);

		if (i == 0)
			sheet->line++;
		sheet_mark(sheet, &(struct behind_question){
					  .kind = BEHIND_SHARE,
					  .form = f->form,
					  .share = f->shares[i].share });
		sheet_sentence(sheet, STYLE_STRONG, sentence);
	}
}

void view_summary_blocks(struct sheet *sheet, const struct figures *f)
{
	if (f->block_count + f->row_block_count + f->scale_count == 0)
		sheet_wrap(sheet, 3, STYLE_DIM,
			   _("This form has no questions with choices."));
	put_shares(sheet, f);
	for (size_t i = 0; i < f->scale_count; i++)
		put_scale(sheet, f, &f->scales[i]);
	for (size_t i = 0; i < f->block_count; i++)
		put_block(sheet, f, &f->blocks[i]);
	for (size_t i = 0; i < f->row_block_count; i++)
		put_block(sheet, f, &f->row_blocks[i]);
}
