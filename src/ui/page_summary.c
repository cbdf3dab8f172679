/* ui/page_summary.c - see ui/page_summary.h */
#include "config.h"

#include "ui/page_summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "report/sentence.h"
#include "report/summary.h"
#include "store/tally.h"
#include "ui/line_pages.h"
#include "ui/page_behind.h"
#include "ui/pages.h"

/* clang-format off */
static const enum action summary_actions[] = {
	ACTION_OPEN, ACTION_FILTER_PERIOD, ACTION_COMPARE, ACTION_RUN,
	ACTION_FILTER_ORGANISATIE, ACTION_FILTER_TEAM,
	ACTION_FILTER_MEDEWERKER, ACTION_FILTER_FORM, ACTION_TAB_1,
	ACTION_TAB_2, ACTION_TAB_3, ACTION_TAB_4, ACTION_TAB_5, ACTION_TAB_6,
	ACTION_TAB_7, ACTION_LEVEL_UP, ACTION_HELP, ACTION_NEXT, ACTION_BACK,
	ACTION_NUMBER_LEFT, ACTION_NUMBER_RIGHT, ACTION_PAGE_DOWN,
	ACTION_PAGE_UP, ACTION_FIRST, ACTION_LAST, ACTION_TELL, ACTION_PRINT, ACTION_NONE
};
/* clang-format on */

#define MORE_LINES_THAN_THERE_ARE 10000

/* Count what came since the last time under this filter. */
static void count_again(struct app *app, struct page_summary *page)
{
	struct selection selection = filter_selection(&page->filter);
	struct figures *figures = NULL;
	struct moment now = clock_now();
	struct err err = { 0 };

	if (figures_refresh(app->store, app->catalogue, &selection, 0,
			    &page->tally, &figures, &err)) {
		app_fail(app, &err);
		return;
	}
	page_summary_keep_response(page, figures);
	figures_free(page->figures);
	page->figures = figures;
	page_summary_add_extras(app, page);
	snprintf(page->updated, sizeof(page->updated), "%02d:%02d",
		 now.hour % 24, now.minute % 60);
}

void page_summary_count(struct app *app, struct page_summary *page)
{
	page->top = page->chosen = 0;
	page->tab_counted = false;
	tally_free(page->tally);
	page->tally = NULL;
	count_again(app, page);
}

/* NULL: all years. */
static void choose_year(struct page_summary *page, const char *year)
{
	free(page->filter.from);
	free(page->filter.to);
	page->filter.from = year ? alloc_print("%s-01-01", year) : NULL;
	page->filter.to = year ? alloc_print("%s-12-31", year) : NULL;
}

struct mark_list page_summary_marks(const struct app *app,
				    const struct page_summary *page, int *lines)
{
	struct mark_list marks = { 0 };
	struct sheet sheet = { .cols = app->cols,
			       .has_room = view_summary_has_room(app->rows,
								 app->cols),
			       .chosen = page->chosen,
			       .marks = &marks };

	view_summary_tab(&sheet, page);
	if (lines)
		*lines = sheet.line;
	return marks;
}

static int rows_of(const struct app *app)
{
	return app->rows - 5 > 1 ? app->rows - 5 : 1;
}

static void scroll_to(const struct app *app, struct page_summary *page, int top,
		      int lines)
{
	int last = lines - rows_of(app);

	page->top = top > last ? last : top;
	if (page->top < 0)
		page->top = 0;
}

/* The mark so many lines on that have any, as far along its line as this. */
static size_t mark_below(const struct mark_list *marks, size_t at, int by)
{
	size_t along = 0, first, step = by < 0 ? (size_t)-1 : 1;

	while (along < at &&
	       marks->items[at - along - 1].line == marks->items[at].line)
		along++;
	first = at - along;
	for (int left = by < 0 ? -by : by; left > 0; left--) {
		size_t next = first;

		while (next < marks->count &&
		       marks->items[next].line == marks->items[first].line)
			next += step;
		if (next >= marks->count)
			break;
		while (next > 0 &&
		       marks->items[next - 1].line == marks->items[next].line)
			next--;
		first = next;
	}
	while (along-- > 0 && first + 1 < marks->count &&
	       marks->items[first + 1].line == marks->items[first].line)
		first++;
	return first;
}

static void show_chosen(const struct app *app, struct page_summary *page,
			const struct mark_list *marks, int lines)
{
	int line = marks->items[page->chosen].line, rows = rows_of(app);

	if (line < page->top + 1)
		scroll_to(app, page, line - 3, lines);
	else if (line >= page->top + rows - 1)
		scroll_to(app, page, line - rows + 3, lines);
	if (line == marks->items[marks->count - 1].line)
		scroll_to(app, page, page->top + lines, lines);
}

/* To another number, which comes in sight; a tab without any scrolls. */
static void move(const struct app *app, struct page_summary *page, int by,
		 bool along)
{
	int lines;
	struct mark_list marks = page_summary_marks(app, page, &lines);
	size_t at = (size_t)page->chosen;

	if (marks.count == 0) {
		scroll_to(app, page, page->top + by, lines);
	} else {
		if (at >= marks.count)
			at = marks.count - 1;
		if (!along)
			at = mark_below(&marks, at, by);
		else if (at + (size_t)by < marks.count &&
			 marks.items[at + (size_t)by].line ==
				 marks.items[at].line)
			at += (size_t)by;
		page->chosen = (int)at;
		show_chosen(app, page, &marks, lines);
	}
	free(marks.items);
}

/* --- looking behind a number */

/* All of a year or a month. */
static void set_days(const struct look *look, char from[DATE_ROOM],
		     char to[DATE_ROOM])
{
	struct day last;

	snprintf(from, DATE_ROOM, "%s-01%s",
		 look->month ? look->month : look->year,
		 look->month ? "" : "-01");
	if (!day_read(from, &last))
		return;
	last.day = 31;
	if (!look->month)
		last.month = 12;
	while (!day_exists(last))
		last.day--;
	day_write(last, to);
}

/* The selection with what this number is of. */
static void narrow(const struct page_summary *page, const struct look *look,
		   struct selection *selection, char from[DATE_ROOM],
		   char to[DATE_ROOM])
{
	const struct figures *f = page->figures;
	const struct comparison *c = f->comparison;

	if (look->other && c) {
		selection->from = c->from;
		selection->to = c->to;
		selection->organisatie = c->organisatie;
		selection->team = c->team;
		selection->medewerker = c->medewerker;
	}
	if (look->year || look->month) {
		set_days(look, from, to);
		selection->from = from;
		selection->to = to;
	}
	if (look->group && f->group_by) {
		if (strcmp(f->group_by, "organisatie") == 0)
			selection->organisatie = look->group;
		else if (strcmp(f->group_by, "team") == 0)
			selection->team = look->group;
		else
			selection->medewerker = look->group;
	}
}

void page_summary_look(struct app *app, struct page_summary *page,
		       const struct look *look)
{
	struct selection selection = filter_selection(&page->filter);
	char from[DATE_ROOM] = { 0 }, to[DATE_ROOM] = { 0 };

	narrow(page, look, &selection, from, to);
	page_behind_open(app, &selection, &look->question);
}

char *page_summary_look_label(const struct page_summary *page,
			      const struct look *look)
{
	char *what = page_behind_title(&look->question, page->catalogue);
	char *side = !look->other ? NULL : sentence_other_side(page->figures);
	const char *of = look->month   ? look->month
			 : look->year  ? look->year
			 : look->group ? look->group
				       : side;
	char *label = of ? alloc_print("%s, %s", *of ? of : "-", what)
			 : alloc_text(what);

	free(what);
	free(side);
	return label;
}

static void look_behind(struct app *app, struct page_summary *page)
{
	struct mark_list marks;

	if (app->in_lines) {
		page_summary_ask_number(app, page);
		return;
	}
	marks = page_summary_marks(app, page, NULL);
	if ((size_t)page->chosen < marks.count)
		page_summary_look(app, page, &marks.items[page->chosen].look);
	else
		app_say(app, STYLE_PLAIN,
			_("There is no figure here to look behind"));
	free(marks.items);
}

static void show_tab(struct app *app, struct page_summary *page,
		     enum action action)
{
	page->tab = (enum summary_tab)(action - ACTION_TAB_1);
	page->top = 0;
	page->chosen = 0;
	page->tab_counted = false;
	page_summary_add_extras(app, page);
}

/* The report as the command summary gives it. */
static void read_whole(struct app *app, struct page_summary *page)
{
	struct err err = { 0 };
	char *text = NULL;
	size_t length = 0;
	FILE *out = page->figures ? open_memstream(&text, &length) : NULL;
	int code = 0;

	if (!out)
		return;
	code = report_summary(page->figures, app->catalogue, REPORT_TEXT, out,
			      &err);
	fclose(out);
	if (code)
		app_fail(app, &err);
	else
		page_reader_open(app, action_short(ACTION_SUMMARY), text);
	free(text);
}

/* Those for which it is enough to know the page. */
static void (*const acts[ACTION_COUNT])(struct app *, struct page_summary *) = {
	[ACTION_OPEN] = look_behind,
	[ACTION_TELL] = read_whole,
	[ACTION_COMPARE] = page_summary_ask_other,
	[ACTION_RUN] = page_summary_ask_run,
	[ACTION_PRINT] = page_summary_ask_print,
	[ACTION_FILTER_PERIOD] = page_summary_ask_period,
	[ACTION_FILTER_ORGANISATIE] = page_summary_ask_organisatie,
	[ACTION_FILTER_TEAM] = page_summary_ask_team,
	[ACTION_FILTER_MEDEWERKER] = page_summary_ask_medewerker,
	[ACTION_FILTER_FORM] = page_summary_ask_form,
};

static void summary_update(struct app *app, struct page *base,
			   const struct event *event)
{
	struct page_summary *page = (struct page_summary *)base;
	enum action action = event->action;
	int leaf = rows_of(app) - 2;

	if (acts[action])
		acts[action](app, page);
	else if (action >= ACTION_TAB_1 && action <= ACTION_TAB_7)
		show_tab(app, page, action);
	else if (action == ACTION_NUMBER_RIGHT || action == ACTION_NUMBER_LEFT)
		move(app, page, action == ACTION_NUMBER_RIGHT ? 1 : -1, true);
	else if (action == ACTION_NEXT || action == ACTION_BACK)
		move(app, page, action == ACTION_NEXT ? 1 : -1, false);
	else if (action == ACTION_PAGE_DOWN || action == ACTION_PAGE_UP)
		move(app, page, action == ACTION_PAGE_DOWN ? leaf : -leaf,
		     false);
	else if (action == ACTION_FIRST)
		page->chosen = page->top = 0;
	else if (action == ACTION_LAST)
		move(app, page, MORE_LINES_THAN_THERE_ARE, false);
	else if (action == ACTION_LEVEL_UP)
		app_close(app);
	else
		app->beep = true;
}

static void summary_refresh(struct app *app, struct page *base)
{
	count_again(app, (struct page_summary *)base);
}

static char *summary_help(const struct app *app, const struct page *page)
{
	struct buffer b = { 0 };

	(void)page;
	buffer_print(
		&b, "%s\n",
		_("These figures are of the records that are complete and "
		  "count.\n"
		  "Fidelity and goal attainment are the mean of the scores of "
		  "the records; pooled is all that was met of all that was "
		  "scored.\n"
		  "The line shows the estimate, the interval in which the true "
		  "figure lies in 95 of 100 cases, and the target.\n"
		  "The verdict goes by the interval: it is only certain when "
		  "the whole interval is on one side of the target."));
	/* TRANSLATORS: two keys, or commands */
	buffer_print(
		&b,
		_("Enter opens the records behind the number with the > before "
		  "it: those in it, those not, and those left out with the "
		  "reason.\n"
		  "%s puts another selection beside this one, %s shows one "
		  "criterion month by month."),
		app_way(app, ACTION_COMPARE).text,
		app_way(app, ACTION_RUN).text);
	return buffer_take(&b);
}

static void summary_close(struct page *base)
{
	struct page_summary *page = (struct page_summary *)base;

	figures_free(page->figures);
	tally_free(page->tally);
	filter_done(&page->filter);
	free(page);
}

static const struct page_kind summary_kind = {
	.name = "summary",
	.actions = summary_actions,
	.update = summary_update,
	.draw = view_summary,
	.tell = line_tell_summary,
	.take_line = line_take_summary,
	.refresh = summary_refresh,
	.help = summary_help,
	.close = summary_close,
};

/* What the last year will be; which it is comes with the figures. */
static void guess_year(struct app *app, const struct page_summary *page,
		       char year[16])
{
	char *day = NULL;

	snprintf(year, 16, "%d", clock_today().year);
	if (records_recent(app->store, page->filter.form, &day, NULL) == 0 &&
	    day)
		snprintf(year, 16, "%.4s", day);
	free(day);
}

/*
 * Figures open on the last year that there is, mostly this one: the years of the
 * whole file come with any period.
 */
static void count_last_year(struct app *app, struct page_summary *page)
{
	const struct figures *figures;
	const char *last = NULL;
	char year[16];

	guess_year(app, page, year);
	choose_year(page, year);
	page_summary_count(app, page);
	figures = page->figures;
	if (!figures)
		return;
	if (figures->year_count > 0)
		last = figures->years[figures->year_count - 1].value;
	if (last && strcmp(last, year) == 0)
		return;
	choose_year(page, last);
	page_summary_count(app, page);
}

void page_summary_open(struct app *app, const char *form_name)
{
	const struct form *first = catalogue_main(app->catalogue);
	struct page_summary *page;

	if (!form_name && !first) {
		app_say(app, STYLE_WARN,
			_("There is no form with figures to show"));
		return;
	}
	page = alloc_new(1, sizeof(*page));
	page->page.kind = &summary_kind;
	page->catalogue = app->catalogue;
	page->run = -1;
	page->filter.form = alloc_text(form_name ? form_name : first->name);
	if (!app->demo && !app->practice) {
		alloc_replace(&page->filter.organisatie,
			      app->settings->organisatie);
		alloc_replace(&page->filter.team, app->settings->team);
	}
	count_last_year(app, page);
	app_open(app, &page->page);
}
