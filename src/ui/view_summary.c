/* ui/view_summary.c - the figures: frame and overview; page_summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

#define BODY_TOP 3

int sheet_row(const struct sheet *sheet)
{
	int row = sheet->first + sheet->line - sheet->top;

	if (!sheet->s || sheet->line < sheet->top || row >= sheet->end)
		return -1;
	return row;
}

void sheet_put(struct sheet *sheet, int col, int columns, enum style style,
	       const char *text)
{
	int row = sheet_row(sheet);

	if (row >= 0 && columns > 0)
		screen_put_within(sheet->s, row, col, columns, style, text);
}

void sheet_wrap(struct sheet *sheet, int col, enum style style,
		const char *text)
{
	int columns = sheet->cols - 2 - col;
	const char *line = text;
	size_t length;

	while (*line) {
		const char *next =
			utf8_wrap(line, columns > 10 ? columns : 10, &length);
		char *part = alloc_text_part(line, length);

		sheet_put(sheet, col, columns, style, part);
		free(part);
		sheet->line++;
		if (!next)
			break;
		line = next;
	}
}

void sheet_sentence(struct sheet *sheet, enum style style, char *sentence)
{
	if (sentence)
		sheet_wrap(sheet, 3, style, sentence);
	free(sentence);
}

void sheet_mark_look(struct sheet *sheet, int col, const struct look *look)
{
	int row = sheet_row(sheet);

	if (sheet->marks) {
		struct mark_list *list = sheet->marks;

		list->items = alloc_grow(list->items, list->count,
					 &list->capacity, sizeof(*list->items));
		list->items[list->count++] =
			(struct mark){ sheet->line, col, *look };
	}
	if (sheet->marked++ != sheet->chosen || row < 0)
		return;
	screen_put(sheet->s, row, col, STYLE_FOCUS, ">");
	screen_cursor(sheet->s, row, col);
}

void sheet_mark(struct sheet *sheet, const struct behind_question *question)
{
	sheet_mark_look(sheet, 0, &(struct look){ .question = *question });
}

char *view_summary_percent(bool known, bool suppressed, int percent,
			   int threshold)
{
	if (suppressed)
		return alloc_print("<%d", threshold);
	return known ? alloc_print("%d %%", percent) : alloc_text("-");
}

enum style view_summary_verdict_style(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_MET:
		return STYLE_GOOD;
	case VERDICT_BELOW:
		return STYLE_BAD;
	case VERDICT_UNCERTAIN:
		return STYLE_WARN;
	default:
		return STYLE_PLAIN;
	}
}

struct chart_point view_summary_share(const struct share *share, int target)
{
	return (struct chart_point){ .known = share->known,
				     .rate = share->rate,
				     .has_interval = share->has_interval,
				     .low = share->low,
				     .high = share->high,
				     .target = target,
				     .style = view_summary_verdict_style(
					     share->verdict) };
}

struct chart_point view_summary_mean(const struct mean *mean, int target)
{
	return (struct chart_point){ .known = mean->known,
				     .rate = mean->mean,
				     .has_interval = mean->has_interval,
				     .low = mean->low,
				     .high = mean->high,
				     .target = target,
				     .style = view_summary_verdict_style(
					     mean->verdict) };
}

/* "doel 80  haalt  landelijk 95 (2025)  n 1763" */
static char *measure_line(const struct figures *f,
			  const struct figure_measure *m)
{
	struct buffer b = { 0 };

	if (m->target >= 0)
		buffer_print(&b, _("target %d  %-7s"), m->target,
			     sentence_verdict(m->mean.verdict));
	if (m->benchmark >= 0)
		buffer_print(&b, _("  national %d (%s)"), m->benchmark,
			     f->benchmark ? f->benchmark->period : "");
	if (!m->mean.suppressed)
		buffer_print(&b, "  n %lld", (long long)m->mean.records);
	return buffer_take(&b);
}

static void put_measure(struct sheet *sheet, const struct figures *f,
			const struct figure_measure *m)
{
	const struct mean *mean = &m->mean;
	enum style style = view_summary_verdict_style(mean->verdict);
	char *percent = view_summary_percent(mean->known, mean->suppressed,
					     mean->percent, f->threshold);
	char *rest = measure_line(f, m);
	struct chart_point point = view_summary_mean(mean, m->target);
	int row;

	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_MEASURE,
						     .form = f->form,
						     .measure = m->measure });
	sheet_put(sheet, 3, 22, STYLE_STRONG,
		  words_text(&f->form->measures[m->measure].label));
	row = sheet_row(sheet);
	if (row >= 0)
		screen_put_right(sheet->s, row, 30, STYLE_STRONG, percent);
	sheet_put(sheet, 32, sheet->cols - 33, style, rest);
	sheet->line++;
	if (f->complete > 0) {
		row = sheet_row(sheet);
		if (row >= 0)
			chart_point(sheet->s, row, 3, sheet->cols - 6, &point);
		sheet->line++;
		sheet_sentence(sheet, STYLE_PLAIN, sentence_of_mean(f, m));
	}
	sheet->line++;
	free(percent);
	free(rest);
}

/* Longer ones say no more, and shout. */
#define BAR_COLS_MAX 50

/* Positive outcome of those with so many met: n, per cent and a bar. */
static void put_step(struct sheet *sheet, const struct figures *f, char *label,
		     const struct figure_step *step, int from, int to)
{
	const struct share *share = &step->positive;
	int row = sheet_row(sheet);
	char *percent = view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);

	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_STEP,
						     .form = f->form,
						     .met_from = from,
						     .met_to = to });
	sheet_put(sheet, 3, 14, STYLE_PLAIN, label);
	if (!share->suppressed)
		sheet_number(sheet, 23, share->of);
	sheet_right(sheet, 30, STYLE_STRONG, percent);
	if (row >= 0 && share->known)
		chart_bar(sheet->s, row, 32,
			  sheet->cols < BAR_COLS_MAX + 34 ? sheet->cols - 34
							  : BAR_COLS_MAX,
			  share->rate, -1);
	sheet->line++;
	free(percent);
	free(label);
}

static void put_steps(struct sheet *sheet, const struct figures *f)
{
	const struct form *form = f->form;
	char *title;
	int last;

	if (f->step_count == 0 || form->positive_by < 0)
		return;
	last = (int)form->measures[form->positive_by].item_count;
	sheet->line++;
	title = alloc_print(
		_("Positive outcome by the number met of %s"),
		words_text(&form->measures[form->positive_by].label));
	sheet_wrap(sheet, 1, STYLE_ACCENT, title);
	free(title);
	sheet_sentence(sheet, STYLE_PLAIN, sentence_of_steps(f));
	for (size_t k = 0; k < f->step_count; k++) {
		if (f->steps[k].positive.of == 0)
			continue;
		put_step(sheet, f, alloc_print(_("%d met"), f->steps[k].met),
			 &f->steps[k], f->steps[k].met, f->steps[k].met);
	}
	if (form->positive_from > 0) {
		sheet->line++;
		put_step(sheet, f,
			 alloc_print(_("under %d"), form->positive_from),
			 &f->steps_below, 0, form->positive_from - 1);
		put_step(sheet, f,
			 alloc_print(_("%d or more"), form->positive_from),
			 &f->steps_from, form->positive_from, last);
	}
}

/* How many there are; those in draft stand last, and are a number too. */
static void put_records(struct sheet *sheet, const struct figures *f)
{
	char *sentence = sentence_of_records(f);
	char *last = strrchr(sentence, ';');
	int col;

	if (last && f->draft > 0) {
		char *before = alloc_text_part(sentence,
					       (size_t)(last + 1 - sentence));

		col = 3 + utf8_columns(before);
		free(before);
		if (utf8_columns(sentence) + 5 < sheet->cols) {
			sheet_put(sheet, 3, sheet->cols - 4, STYLE_PLAIN,
				  sentence);
			sheet_mark_look(
				sheet, col,
				&(struct look){
					.question = { .kind = BEHIND_DRAFTS,
						      .form = f->form } });
			sheet->line++;
			free(sentence);
			return;
		}
	}
	sheet_sentence(sheet, STYLE_PLAIN, sentence);
}

static bool is_filtered(const struct figures *f)
{
	return f->from || f->to || f->organisatie || f->team || f->medewerker;
}

static void put_emptiness(struct sheet *sheet, const struct figures *f)
{
	sheet_sentence(
		sheet, STYLE_PLAIN,
		is_filtered(f)
			? alloc_print(_("No completed records in this "
					"selection.  %s chooses another "
					"period."),
				      action_key(ACTION_FILTER_PERIOD))
			: alloc_text(_("No form has been completed yet.  As "
				       "soon as one is, its figures stand "
				       "here.")));
	sheet->line++;
}

static void put_overview(struct sheet *sheet, const struct figures *f)
{
	size_t large;

	sheet->line++;
	if (f->complete == 0)
		put_emptiness(sheet, f);
	large = view_summary_big(sheet, f);
	for (size_t i = 0; i < large; i++)
		sheet_sentence(sheet, STYLE_PLAIN,
			       sentence_of_mean(f, &f->measures[i]));
	for (size_t i = large; i < f->measure_count; i++)
		put_measure(sheet, f, &f->measures[i]);
	sheet_mark(sheet, &(struct behind_question){ .kind = BEHIND_RECORDS,
						     .form = f->form });
	put_records(sheet, f);
	if (f->has_positive)
		sheet_mark(sheet,
			   &(struct behind_question){ .kind = BEHIND_POSITIVE,
						      .form = f->form });
	if (f->complete > 0) {
		char *out = sentence_that_stands_out(f);

		sheet_sentence(sheet, STYLE_PLAIN, sentence_of_positive(f));
		sheet->line += out != NULL;
		sheet_sentence(sheet, STYLE_STRONG, out);
		put_steps(sheet, f);
	}
	if (f->measure_count == 0)
		view_summary_blocks(sheet, f);
}

void view_summary_tab(struct sheet *sheet, const struct page_summary *page)
{
	const struct figures *f = page->figures;

	if (!f)
		return;
	switch (page->tab) {
	case TAB_CRITERIA:
		view_summary_criteria(sheet, f);
		break;
	case TAB_BLOCKS:
		view_summary_blocks(sheet, f);
		break;
	case TAB_YEARS:
		view_summary_years(sheet, page);
		break;
	case TAB_COMPARE:
		view_summary_compare(sheet, f);
		break;
	case TAB_RESPONSE:
		view_summary_response(sheet, page);
		break;
	case TAB_GROUPS:
		view_summary_groups(sheet, f);
		break;
	default:
		put_overview(sheet, f);
		break;
	}
}

static char *tab_text(int tab, bool is_open, bool named)
{
	if (!named)
		return alloc_print(" %d ", tab + 1);
	return alloc_print(is_open ? "[%d %s]" : " %d %s ", tab + 1,
			   action_short((enum action)(ACTION_TAB_1 + tab)));
}

static int tab_columns(int tab, bool named)
{
	char *text = tab_text(tab, false, named);
	int columns = utf8_columns(text);

	free(text);
	return columns;
}

/*
 * Every tab keeps its number, which is its key; on a narrow screen the last
 * ones lose their name, but not the one that is open.
 */
static void name_tabs(int cols, enum summary_tab open, bool named[TAB_COUNT])
{
	/* The last one ends with a blank. */
	int room = cols + 1 - tab_columns((int)open, true);

	for (int i = 0; i < TAB_COUNT; i++) {
		named[i] = i == (int)open;
		room -= named[i] ? 0 : tab_columns(i, false);
	}
	for (int i = 0; i < TAB_COUNT; i++) {
		int more = tab_columns(i, true) - tab_columns(i, false);

		if (named[i])
			continue;
		if (more > room)
			break;
		named[i] = true;
		room -= more;
	}
}

static void draw_tabs(struct screen *s, enum summary_tab tab)
{
	bool named[TAB_COUNT];
	int col = 0;

	name_tabs(s->cols, tab, named);
	for (int i = 0; i < TAB_COUNT; i++) {
		char *text = tab_text(i, i == (int)tab, named[i]);

		if (i == (int)tab)
			screen_cursor(s, 1, col + 1);
		col = screen_put(s, 1, col,
				 i == (int)tab ? STYLE_ACCENT : STYLE_DIM,
				 text);
		free(text);
	}
}

/* One part of the filter with its key: "alle teams (t)". */
struct part {
	const char *value;
	const char *all; /* said when there is no value */
	enum action action;
	int columns; /* for the value; 0: it is not shown */
};

#define PARTS 4
#define PART_MIN 8 /* less says nothing */

static const char *part_text(const struct part *part)
{
	return part->value ? part->value : part->all;
}

/* Beside the value: the key between brackets, and white space. */
static int beside_part(const struct part *part)
{
	return utf8_columns(action_key(part->action)) + 5;
}

static struct part *longest_part(struct part parts[PARTS])
{
	struct part *longest = parts;

	for (int i = 1; i < PARTS; i++) {
		if (parts[i].columns > longest->columns)
			longest = &parts[i];
	}
	return longest;
}

/*
 * What is not chosen goes, the last first, until the rest fits; what is chosen
 * stays, and the longest is cut.
 */
static void fit_parts(struct part parts[PARTS], int columns)
{
	int all = -2;

	for (int i = 0; i < PARTS; i++) {
		parts[i].columns = utf8_columns(part_text(&parts[i]));
		all += parts[i].columns + beside_part(&parts[i]);
	}
	for (int i = PARTS - 1; i >= 0 && all > columns; i--) {
		if (parts[i].value)
			continue;
		all -= parts[i].columns + beside_part(&parts[i]);
		parts[i].columns = 0;
	}
	for (; all > columns; all--) {
		struct part *longest = longest_part(parts);

		if (longest->columns <= PART_MIN)
			return;
		longest->columns--;
	}
}

static void draw_filter(struct screen *s, const struct page_summary *page)
{
	char *period = page_summary_period(page);
	struct part parts[PARTS] = {
		{ period, "", ACTION_FILTER_PERIOD, 0 },
		{ page->filter.organisatie, _("all organisations"),
		  ACTION_FILTER_ORGANISATIE, 0 },
		{ page->filter.team, _("all teams"), ACTION_FILTER_TEAM, 0 },
		{ page->filter.medewerker, _("all workers"),
		  ACTION_FILTER_MEDEWERKER, 0 },
	};
	int col = 1;

	fit_parts(parts, s->cols - 2);
	for (int i = 0; i < PARTS && col < s->cols - 1; i++) {
		const struct part *part = &parts[i];
		char *key = alloc_print(" (%s)", action_key(part->action));

		if (part->columns > 0) {
			col = screen_put_within(s, 2, col, part->columns,
						STYLE_PLAIN, part_text(part));
			col = screen_put(s, 2, col, STYLE_DIM, key) + 2;
		}
		free(key);
	}
	free(period);
}

void view_summary(const struct app *app, const struct page *base,
		  struct screen *s)
{
	const struct page_summary *page = (const struct page_summary *)base;
	struct sheet sheet = { .s = s,
			       .top = page->top,
			       .first = BODY_TOP,
			       .end = FRAME_BODY_END(s),
			       .cols = s->cols,
			       .has_room =
				       view_summary_has_room(s->rows, s->cols),
			       .chosen = page->chosen };
	const struct form *f = page->figures ? page->figures->form : NULL;
	char *updated = alloc_print(_("updated %s"), page->updated);

	app_draw_frame(app, s, f ? words_text(&f->title) : page->filter.form,
		       updated);
	draw_tabs(s, page->tab);
	draw_filter(s, page);
	view_summary_tab(&sheet, page);
	if (page->top > 0)
		screen_put_right(s, sheet.first, s->cols, STYLE_DIM,
				 screen_glyph(s, GLYPH_MORE_UP));
	if (sheet.line - page->top > sheet.end - sheet.first)
		screen_put_right(s, sheet.end - 1, s->cols, STYLE_DIM,
				 screen_glyph(s, GLYPH_MORE_DOWN));
	free(updated);
}
