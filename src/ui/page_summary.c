/* ui/page_summary.c - see ui/page_summary.h */
#include "config.h"

#include "ui/page_summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "report/sentence.h"
#include "report/summary.h"
#include "store/names.h"
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

struct selection page_summary_selection(const struct page_summary *page)
{
	return (struct selection){
		.form = page->form,
		.from = page->from,
		.to = page->to,
		.organisatie = page->organisatie,
		.team = page->team,
		.medewerker = page->medewerker,
	};
}

/* Count what came since the last time under this filter. */
static void count_again(struct app *app, struct page_summary *page)
{
	struct selection selection = page_summary_selection(page);
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

static void count(struct app *app, struct page_summary *page)
{
	page->tab_counted = false;
	tally_free(page->tally);
	page->tally = NULL;
	count_again(app, page);
}

static void choose_year(struct page_summary *page, const char *year)
{
	free(page->from);
	free(page->to);
	page->from = alloc_print("%s-01-01", year);
	page->to = alloc_print("%s-12-31", year);
}

char *page_summary_period(const struct page_summary *page)
{
	struct day from, to;

	if (!page->from || !page->to || !day_read(page->from, &from) ||
	    !day_read(page->to, &to))
		return alloc_text(_("all years"));
	if (from.year == to.year && from.month == 1 && from.day == 1 &&
	    to.month == 12 && to.day == 31)
		return alloc_print("%d", from.year);
	return alloc_print("%d-%d-%d - %d-%d-%d", from.day, from.month,
			   from.year, to.day, to.month, to.year);
}

int page_summary_read_period(const char *typed, char from[DATE_ROOM],
			     char to[DATE_ROOM], struct err *err)
{
	static const char *const first[] = { "01-01", "04-01", "07-01",
					     "10-01" };
	static const char *const last[] = { "03-31", "06-30", "09-30",
					    "12-31" };
	const char *dash = strstr(typed, " - ");
	char year[5], end;
	char *part;
	int quarter, code;

	if (strspn(typed, "0123456789") == 4 && !typed[4]) {
		snprintf(from, DATE_ROOM, "%s-01-01", typed);
		snprintf(to, DATE_ROOM, "%s-12-31", typed);
		return 0;
	}
	if (sscanf(typed, "%4[0-9] k%1d%c", year, &quarter, &end) == 2 &&
	    strlen(year) == 4 && quarter >= 1 && quarter <= 4) {
		snprintf(from, DATE_ROOM, "%s-%s", year, first[quarter - 1]);
		snprintf(to, DATE_ROOM, "%s-%s", year, last[quarter - 1]);
		return 0;
	}
	if (!dash)
		return err_set(err, ERR_INVALID,
			       _("Type a year (2025), a quarter (2025 k2) or "
				 "two days (1-1-2025 - 31-3-2025)"));
	part = alloc_text_part(typed, (size_t)(dash - typed));
	code = day_typed(part, clock_today(), from, err);
	free(part);
	if (!code)
		code = day_typed(dash + 3, clock_today(), to, err);
	if (!code && strcmp(from, to) > 0)
		code = err_set(err, ERR_INVALID,
			       _("The first day comes after the last one"));
	return code;
}

static bool period_chosen(struct app *app, struct page *asker,
			  const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	char from[DATE_ROOM], to[DATE_ROOM];
	struct err err = { 0 };

	if (!answer)
		return true;
	if (strcmp(answer, _("all years")) == 0) {
		alloc_replace(&page->from, NULL);
		alloc_replace(&page->to, NULL);
	} else if (page_summary_read_period(answer, from, to, &err)) {
		app_fail(app, &err);
		return false;
	} else {
		alloc_replace(&page->from, from);
		alloc_replace(&page->to, to);
	}
	page->top = page->chosen = 0;
	count(app, page);
	return true;
}

static void ask_period(struct app *app, struct page_summary *page)
{
	const struct figures *f = page->figures;
	size_t years = f ? f->year_count : 0;
	const char **names = alloc_new(years + 1, sizeof(*names));

	for (size_t i = 0; i < years; i++)
		names[i] = f->years[years - 1 - i].value;
	names[years] = _("all years");
	app_choose(app, _("Period: a year, 2025 k2, or 1-1-2025 - 31-3-2025"),
		   names, years + 1, true, period_chosen);
	free(names);
}

static bool chosen(struct app *app, struct page *asker, const char *answer,
		   char **into)
{
	struct page_summary *page = (struct page_summary *)asker;

	if (!answer)
		return true;
	alloc_replace(into, strcmp(answer, _("all")) == 0 ? NULL : answer);
	page->top = page->chosen = 0;
	count(app, page);
	return true;
}

static bool organisatie_chosen(struct app *app, struct page *asker,
			       const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;

	/* Another organisation has other teams and workers. */
	if (answer) {
		alloc_replace(&page->team, NULL);
		alloc_replace(&page->medewerker, NULL);
	}
	return chosen(app, asker, answer, &page->organisatie);
}

static bool team_chosen(struct app *app, struct page *asker, const char *answer)
{
	return chosen(app, asker, answer,
		      &((struct page_summary *)asker)->team);
}

static bool medewerker_chosen(struct app *app, struct page *asker,
			      const char *answer)
{
	return chosen(app, asker, answer,
		      &((struct page_summary *)asker)->medewerker);
}

static void ask_name(struct app *app, struct page_summary *page,
		     const char *list, const char *title, answered *done)
{
	struct name_list names = { 0 };
	const char **shown;
	struct err err = { 0 };
	const char *of = strcmp(list, "organisatie") ? page->organisatie : NULL;

	if (names_of(app->store, list, of, &names, &err)) {
		app_fail(app, &err);
		return;
	}
	shown = alloc_new(names.count + 1, sizeof(*shown));
	shown[0] = _("all");
	for (size_t i = 0; i < names.count; i++)
		shown[i + 1] = names.items[i];
	app_choose(app, title, shown, names.count + 1, false, done);
	free(shown);
	name_list_done(&names);
}

static bool form_chosen(struct app *app, struct page *asker, const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;

	if (!answer)
		return true;
	for (size_t i = 0; i < catalogue_count(app->catalogue); i++) {
		const struct form *f = catalogue_form(app->catalogue, i);

		if (strcmp(words_text(&f->title), answer) != 0)
			continue;
		alloc_replace(&page->form, f->name);
		page->top = page->chosen = 0;
		page->run = -1;
		count(app, page);
		break;
	}
	return true;
}

static void ask_form(struct app *app)
{
	size_t all = catalogue_count(app->catalogue), shown = 0;
	const char **names = alloc_new(all + 1, sizeof(*names));
	const char *before = "";

	for (size_t i = 0; i < all; i++) {
		const struct form *f = catalogue_form(app->catalogue, i);

		/* Versions of a form are counted together, newest first. */
		if (strcmp(f->name, before) != 0 && !f->is_traject)
			names[shown++] = words_text(&f->title);
		before = f->name;
	}
	app_choose(app, _("Figures of which form?"), names, shown, false,
		   form_chosen);
	free(names);
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
	struct selection selection = page_summary_selection(page);
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
static void read_whole(struct app *app, const struct page_summary *page)
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

static void summary_update(struct app *app, struct page *base,
			   const struct event *event)
{
	struct page_summary *page = (struct page_summary *)base;
	int leaf = rows_of(app) - 2;

	switch (event->action) {
	case ACTION_TAB_1:
	case ACTION_TAB_2:
	case ACTION_TAB_3:
	case ACTION_TAB_4:
	case ACTION_TAB_5:
	case ACTION_TAB_6:
	case ACTION_TAB_7:
		show_tab(app, page, event->action);
		break;
	case ACTION_COMPARE:
		page_summary_ask_other(app, page);
		break;
	case ACTION_RUN:
		page_summary_ask_run(app, page);
		break;
	case ACTION_NUMBER_RIGHT:
		move(app, page, 1, true);
		break;
	case ACTION_NUMBER_LEFT:
		move(app, page, -1, true);
		break;
	case ACTION_OPEN:
		look_behind(app, page);
		break;
	case ACTION_NEXT:
		move(app, page, 1, false);
		break;
	case ACTION_BACK:
		move(app, page, -1, false);
		break;
	case ACTION_PAGE_DOWN:
		move(app, page, leaf, false);
		break;
	case ACTION_PAGE_UP:
		move(app, page, -leaf, false);
		break;
	case ACTION_FIRST:
		page->chosen = page->top = 0;
		break;
	case ACTION_LAST:
		move(app, page, 10000, false);
		break;
	case ACTION_PRINT:
		page_summary_ask_print(app, page);
		break;
	case ACTION_TELL:
		read_whole(app, page);
		break;
	case ACTION_FILTER_PERIOD:
		ask_period(app, page);
		break;
	case ACTION_FILTER_ORGANISATIE:
		ask_name(app, page, "organisatie", _("Which organisation?"),
			 organisatie_chosen);
		break;
	case ACTION_FILTER_TEAM:
		ask_name(app, page, "team", _("Which team?"), team_chosen);
		break;
	case ACTION_FILTER_MEDEWERKER:
		ask_name(app, page, "medewerker", _("Which worker?"),
			 medewerker_chosen);
		break;
	case ACTION_FILTER_FORM:
		ask_form(app);
		break;
	case ACTION_LEVEL_UP:
		app_close(app);
		break;
	default:
		app->beep = true;
		break;
	}
}

static void summary_refresh(struct app *app, struct page *base)
{
	count_again(app, (struct page_summary *)base);
}

static char *summary_help(const struct app *app, const struct page *page)
{
	(void)app;
	(void)page;
	return alloc_print(
		"%s\n%s",
		_("These figures are of the records that are complete and "
		  "count.\n"
		  "Fidelity and goal attainment are the mean of the scores of "
		  "the records; pooled is all that was met of all that was "
		  "scored.\n"
		  "The line shows the estimate, the interval in which the true "
		  "figure lies in 95 of 100 cases, and the target.\n"
		  "The verdict goes by the interval: it is only certain when "
		  "the whole interval is on one side of the target."),
		_("Enter opens the records behind the number with the > before "
		  "it: those in it, those not, and those left out with the "
		  "reason.\n"
		  "v puts another selection beside this one, c shows one "
		  "criterion month by month."));
}

static void summary_close(struct page *base)
{
	struct page_summary *page = (struct page_summary *)base;

	figures_free(page->figures);
	tally_free(page->tally);
	free(page->form);
	free(page->from);
	free(page->to);
	free(page->organisatie);
	free(page->team);
	free(page->medewerker);
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
	page->form = alloc_text(form_name ? form_name : first->name);
	if (!app->demo && !app->practice) {
		alloc_replace(&page->organisatie, app->settings->organisatie);
		alloc_replace(&page->team, app->settings->team);
	}
	count(app, page);
	if (page->figures && page->figures->year_count > 0) {
		const struct figures *f = page->figures;

		choose_year(page, f->years[f->year_count - 1].value);
		count(app, page);
	}
	app_open(app, &page->page);
}
