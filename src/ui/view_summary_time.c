/* ui/view_summary_time.c - years, months and groups; see ui/page_summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "measure/interval.h"
#include "measure/run.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

/* Where the columns of a table of years or groups stand. */
struct layout {
	int name;    /* so wide */
	bool others; /* what does not count, and drafts, have columns */
	int first;   /* here the first measure begins */
	int wide;    /* and so wide is each */
	size_t fit;  /* so many measures stand in it */
};

#define OTHER_WIDTH 8
#define MEASURE_WIDTH 7 /* of "100 %", apart from the next one */

static struct layout layout_for(const struct sheet *sheet,
				const struct figures *f, int name, bool others)
{
	struct layout l = { .name = name, .others = others };
	int count = f->measure_count ? (int)f->measure_count : 1;
	int most;

	l.first = name + 9 + (others ? 2 * OTHER_WIDTH : 0);
	most = (sheet->cols - l.first) / MEASURE_WIDTH;
	if (count > most)
		count = most > 1 ? most : 1;
	l.wide = (sheet->cols - l.first) / count;
	l.fit = f->measure_count ? (size_t)count : 0;
	return l;
}

/* Is there something to say of what does not count, or is not complete? */
static bool has_others(const struct figures *f)
{
	for (size_t g = 0; g < f->group_count; g++)
		if (f->groups[g].invalid > 0 || f->groups[g].draft > 0)
			return true;
	return false;
}

/* What does not count is behind the number before it too. */
static void put_others(struct sheet *sheet, const struct figures *f,
		       const struct figure_group *group, const struct look *of,
		       const struct layout *l)
{
	int end = l->name + 7 + OTHER_WIDTH;
	struct look look = *of;

	if (!l->others)
		return;
	if (group->invalid > 0)
		sheet_number(sheet, end, group->invalid);
	if (group->draft <= 0)
		return;
	look.question = (struct behind_question){ .kind = BEHIND_DRAFTS,
						  .form = f->form };
	sheet_mark_look(sheet, end + 2, &look);
	sheet_number(sheet, end + OTHER_WIDTH, group->draft);
}

char *view_summary_row_name(const struct figures *f,
			    const struct figure_group *group)
{
	struct buffer name = { 0 };

	buffer_add(&name, *group->value ? group->value : "-");
	if (group < f->years || group >= f->years + f->year_count ||
	    !figures_have_versions(f))
		return buffer_take(&name);
	for (size_t p = 0; p < f->part_count; p++)
		if (strcmp(f->parts[p].value, group->value) == 0)
			buffer_print(&name, " %s", f->parts[p].version);
	return buffer_take(&name);
}

/* A line per year or group: n and each measure with a small chart. */
static void put_group(struct sheet *sheet, const struct figures *f,
		      const struct figure_group *group, const struct look *of,
		      const struct layout *l)
{
	struct look look = *of;
	int row = sheet_row(sheet);
	char *text;

	look.question = (struct behind_question){ .kind = BEHIND_RECORDS,
						  .form = f->form };
	sheet_mark_look(sheet, 0, &look);
	text = view_summary_row_name(f, group);
	sheet_put(sheet, 2, l->name - 1, STYLE_PLAIN, text);
	free(text);
	if (group->suppressed) {
		text = view_summary_percent(false, true, 0, f->threshold);
		sheet_right(sheet, l->name + 7, STYLE_DIM, text);
		free(text);
		sheet->line++;
		return;
	}
	sheet_number(sheet, l->name + 7, group->valid);
	put_others(sheet, f, group, of, l);
	for (size_t m = 0; m < l->fit && m < group->measure_count; m++) {
		const struct mean *mean = &group->measures[m];
		int col = l->first + (int)m * l->wide;
		struct chart_point point =
			view_summary_mean(mean, f->measures[m].target);

		look.question =
			(struct behind_question){ .kind = BEHIND_MEASURE,
						  .form = f->form,
						  .measure = (int)m };
		sheet_mark_look(sheet, col - 1, &look);
		text = view_summary_percent(mean->known, mean->suppressed,
					    mean->percent, f->threshold);
		sheet_right(sheet, col + 5, STYLE_STRONG, text);
		free(text);
		if (row >= 0 && l->wide > 14)
			chart_point(sheet->s, row, col + 7, l->wide - 9,
				    &point);
	}
	sheet->line++;
}

static const char *measure_label(const struct figures *f, size_t m)
{
	return words_text(&f->form->measures[f->measures[m].measure].label);
}

/* Is its name too long to stand before that of the next measure? */
static bool is_long_head(const struct figures *f, size_t m,
			 const struct layout *l)
{
	return m + 1 < l->fit &&
	       utf8_columns(measure_label(f, m)) > l->wide - 1;
}

static void put_measure_head(struct sheet *sheet, const struct figures *f,
			     size_t m, const struct layout *l)
{
	int col = l->first + 2 + (int)m * l->wide;

	sheet_put(sheet, col, sheet->cols - 1 - col, STYLE_DIM,
		  measure_label(f, m));
}

/* A long name stands whole, on a line of its own above the others. */
static void put_group_heads(struct sheet *sheet, const struct figures *f,
			    const char *what, const struct layout *l)
{
	int end = l->name + 7 + OTHER_WIDTH;

	for (size_t m = 0; m < l->fit; m++) {
		if (!is_long_head(f, m, l))
			continue;
		put_measure_head(sheet, f, m, l);
		sheet->line++;
	}
	sheet_put(sheet, 2, l->name - 1, STYLE_DIM, what);
	sheet_right(sheet, l->name + 7, STYLE_DIM, "n");
	if (l->others) {
		/* TRANSLATORS: at most 7 characters: of what does not count. */
		sheet_right(sheet, end, STYLE_DIM, _("out"));
		sheet_right(sheet, end + OTHER_WIDTH, STYLE_DIM, _("draft"));
	}
	for (size_t m = 0; m < l->fit; m++)
		if (!is_long_head(f, m, l))
			put_measure_head(sheet, f, m, l);
	sheet->line++;
}

/* What does not fit beside the others is said, not squeezed in. */
static void put_left_out(struct sheet *sheet, const struct figures *f,
			 const struct layout *l)
{
	size_t left = f->measure_count - l->fit;

	if (left > 0)
		/* TRANSLATORS: how many; the tab of that name */
		sheet_sentence(sheet, STYLE_DIM,
			       alloc_print(_("Measures that do not fit here: "
					     "%zu; %s has all"),
					   left, action_short(ACTION_TAB_1)));
}

/* The rules of the run chart see this point as more than chance. */
static const char *signal_mark(const struct run_point *p)
{
	if (p->signals & (RUN_BEYOND_LOW | RUN_SHIFT_DOWN | RUN_TREND_DOWN))
		return "-";
	return p->signals ? "+" : " ";
}

/* What the marks are here stands beside the title: no target, no interval. */
static void put_run_title(struct sheet *sheet, const char *title,
			  bool has_centre)
{
	char *text = NULL;

	if (sheet->s && has_centre)
		/* TRANSLATORS: marks in a chart: a line, and two ends */
		text = alloc_print(
			_("%s all months together, %s %s what chance can do"),
			screen_glyph(sheet->s, GLYPH_TARGET),
			screen_glyph(sheet->s, GLYPH_LEFT),
			screen_glyph(sheet->s, GLYPH_RIGHT));
	if (text && utf8_columns(title) + utf8_columns(text) + 6 < sheet->cols)
		sheet_right(sheet, sheet->cols - 2, STYLE_DIM, text);
	free(text);
	sheet_wrap(sheet, 1, STYLE_ACCENT, title);
}

/*
 * Month by month: a line for each, with the limits that chance keeps to, and
 * the figure of the whole selection as the mark.
 */
static void put_run(struct sheet *sheet, const char *title, struct run *run,
		    const struct behind_question *question)
{
	char *sentence = sentence_of_run(run);
	int centre = run->has_centre ? interval_percent(run->centre) : -1;

	sheet->line++;
	put_run_title(sheet, title, run->has_centre);
	for (size_t i = 0; i < run->count; i++) {
		const struct run_point *p = &run->points[i];
		struct chart_point point = { true,          p->value,
					     p->has_limits, p->low,
					     p->high,       centre,
					     STYLE_PLAIN };
		int row = sheet_row(sheet);
		char *percent = alloc_print("%d %%", p->percent);

		sheet_mark_look(sheet, 0,
				&(struct look){ .question = *question,
						.month = p->month });
		sheet_put(sheet, 2, 7, STYLE_PLAIN, p->month);
		sheet_number(sheet, 14, p->n);
		sheet_right(sheet, 21, STYLE_STRONG, percent);
		sheet_put(sheet, 22, 1, STYLE_WARN, signal_mark(p));
		if (row >= 0)
			chart_point(sheet->s, row, 24, sheet->cols - 26,
				    &point);
		free(percent);
		sheet->line++;
	}
	sheet_sentence(sheet, STYLE_PLAIN, sentence);
	run_done(run);
}

static void put_measure_run(struct sheet *sheet, const struct figures *f,
			    size_t m)
{
	struct run run = run_of_measure(f, m);

	put_run(sheet,
		words_text(&f->form->measures[f->measures[m].measure].label),
		&run,
		&(struct behind_question){ .kind = BEHIND_MEASURE,
					   .form = f->form,
					   .measure = (int)m });
}

/* One criterion: its years and its months. */
static void put_item(struct sheet *sheet, const struct figures *f, size_t m,
		     size_t i)
{
	struct behind_question question = {
		.kind = BEHIND_ITEM,
		.form = f->form,
		.field = f->measures[m].items[i].field
	};
	struct run run = run_of_item(f, m, i);
	char *title = sentence_field(f, question.field);

	sheet_wrap(sheet, 1, STYLE_ACCENT, title);
	for (size_t y = 0; y < f->year_count; y++) {
		const struct share *share = &f->years[y].items[m][i].share;
		struct chart_point point =
			view_summary_share(share, f->measures[m].target);
		int row = sheet_row(sheet);
		char *percent =
			view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);

		sheet_mark_look(sheet, 0,
				&(struct look){ .question = question,
						.year = f->years[y].value });
		sheet_put(sheet, 2, 7, STYLE_PLAIN, f->years[y].value);
		if (!share->suppressed)
			sheet_number(sheet, 14, share->of);
		sheet_right(sheet, 21, STYLE_STRONG, percent);
		if (row >= 0)
			chart_point(sheet->s, row, 24, sheet->cols - 26,
				    &point);
		free(percent);
		sheet->line++;
	}
	put_run(sheet, _("Month by month"), &run, &question);
	free(title);
}

/* The criterion that was asked for; false when this form has none such. */
static bool put_item_asked(struct sheet *sheet, const struct figures *f,
			   int field)
{
	for (size_t m = 0; m < f->measure_count && field >= 0; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (f->measures[m].items[i].field == field) {
				put_item(sheet, f, m, i);
				return true;
			}
	return false;
}

void view_summary_years(struct sheet *sheet, const struct page_summary *page)
{
	const struct figures *f = page->figures;
	bool versions = figures_have_versions(f);
	struct layout l = layout_for(sheet, f, versions ? 13 : 6, false);

	if (put_item_asked(sheet, f, page->run))
		return;
	put_group_heads(sheet, f, _("year"), &l);
	for (size_t i = 0; i < f->year_count; i++)
		put_group(sheet, f, &f->years[i],
			  &(struct look){ .year = f->years[i].value }, &l);
	put_left_out(sheet, f, &l);
	for (size_t m = 0; m < f->measure_count; m++) {
		sheet_sentence(sheet, STYLE_PLAIN, sentence_of_trend(f, m));
	}
	sheet_wrap(sheet, 3, STYLE_DIM,
		   _("All years in this file, with the same filter."));
	if (versions)
		sheet_wrap(sheet, 3, STYLE_DIM,
			   _("Behind the year stands the version of the form. "
			     "Compare over versions with care: criteria with * "
			     "mean something else."));
	for (size_t m = 0; m < f->measure_count; m++)
		put_measure_run(sheet, f, m);
}

/* As wide as the longest name, with some room; not more than most. */
static int name_columns(const struct figures *f, int most)
{
	int wide = 12;

	for (size_t i = 0; i < f->group_count; i++) {
		int columns = utf8_columns(f->groups[i].value) + 3;

		wide = columns > wide ? columns : wide;
	}
	return wide < most ? wide : most;
}

void view_summary_groups(struct sheet *sheet, const struct figures *f)
{
	bool others = sheet->cols >= 76 && has_others(f);
	int most = sheet->cols >= 100 ? 40 : sheet->cols / (others ? 4 : 3);
	struct layout l = layout_for(sheet, f, name_columns(f, most), others);

	put_group_heads(sheet, f, f->group_by ? f->group_by : "", &l);
	for (size_t i = 0; i < f->group_count; i++)
		put_group(sheet, f, &f->groups[i],
			  &(struct look){ .group = f->groups[i].value }, &l);
	put_left_out(sheet, f, &l);
	if (f->group_count == 0)
		sheet_wrap(sheet, 3, STYLE_DIM,
			   _("No records that count in this selection."));
	for (size_t m = 0; m < f->measure_count; m++) {
		sheet_sentence(sheet, STYLE_PLAIN, sentence_of_funnel(f, m));
	}
}
