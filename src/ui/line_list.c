/* ui/line_list.c - the trajecten and one traject; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/page_traject.h"
#include "ui/page_trajecten.h"
#include "ui/pages.h"
#include "ui/view_day.h"

size_t line_number(const char *line, size_t count)
{
	char *end;
	unsigned long number;

	if (line[0] < '1' || line[0] > '9' || strlen(line) > 9)
		return 0;
	number = strtoul(line, &end, 10);
	return *end == '\0' && number <= count ? number : 0;
}

/* --- the trajecten */

static void put_row(struct buffer *b, const struct app *app, int64_t number,
		    const struct trajecten_row *row)
{
	char *whose = view_trajecten_who(app, &row->traject);
	char from[VIEW_DAY_ROOM], to[VIEW_DAY_ROOM];

	view_day(row->traject.started, from);
	view_day(row->traject.ended, to);
	buffer_print(b, "%lld: %s, %s", (long long)number, row->traject.code,
		     whose);
	if (from[0])
		buffer_print(b, _(", from %s"), from);
	if (to[0])
		buffer_print(b, _(", to %s"), to);
	if (row->late > 0) {
		buffer_add(b, ", ");
		buffer_print(
			b,
			text_plural("%d day late", "%d days late", row->late),
			row->late);
		buffer_add_byte(b, '\n');
	} else {
		buffer_print(b, ", %s\n", row->state);
	}
	free(whose);
}

static void put_marks(struct buffer *b, const struct app *app)
{
	if (app->demo)
		buffer_print(b, "%s\n", _("A file with made-up records"));
	if (app->read_only)
		buffer_print(b, "%s\n", _("The file is open for reading only"));
}

/* How many there are, in which order, and how much there is to do. */
static void put_head(struct buffer *b, const struct app *app,
		     const struct page_trajecten *page)
{
	bool searched = page->search.text[0] != '\0';

	buffer_print(
		b,
		text_plural("%lld traject", "%lld trajecten", page->list.count),
		(long long)page->list.count);
	if (searched)
		buffer_print(b, _(" with \"%s\"; %s shows all again"),
			     page->search.text,
			     app_way(app, ACTION_LEVEL_UP).text);
	buffer_add_byte(b, '\n');
	if (page->unlooked && !searched) {
		char *order = view_trajecten_order(app);

		buffer_print(b, "%s\n", order);
		free(order);
	}
	if (page->due && !searched)
		buffer_print(b, _("%s; %s shows them\n"), page->due,
			     app_way(app, ACTION_DUE).text);
}

/* What one can do from here. */
static void put_ways(struct buffer *b, const struct app *app,
		     const struct page_trajecten *page)
{
	if (page->row_count > 0)
		buffer_add(b, _("A number or a code opens one"));
	if (!app->read_only)
		buffer_print(b, _("%s%s begins a new one"),
			     page->row_count > 0 ? "; " : "",
			     app_way(app, ACTION_NEW).text);
	if (page->row_count > 0 || !app->read_only)
		buffer_add_byte(b, '\n');
}

static void put_welcome(struct buffer *b, const struct app *app)
{
	if (app->practice)
		buffer_print(b, "%s\n",
			     _("This file is to practise with: nothing in it "
			       "counts, and nothing leaves it."));
	else if (!app->demo)
		buffer_print(b, _("New here?  %s: a tour of one minute\n"),
			     app_way(app, ACTION_TOUR).text);
}

void line_tell_trajecten(const struct app *app, const struct page *of,
			 struct buffer *b)
{
	const struct page_trajecten *page = (const struct page_trajecten *)of;
	int64_t last = page->rows_from + (int64_t)page->row_count;
	bool searched = page->search.text[0] != '\0';

	if (page->searching && !searched) {
		buffer_print(b, "%s\n",
			     _("Search for which code, team or worker?"));
		return;
	}
	put_marks(b, app);
	put_head(b, app, page);
	for (size_t i = 0; i < page->row_count; i++)
		put_row(b, app, page->rows_from + (int64_t)i + 1,
			&page->rows[i]);
	if (last < page->list.count)
		buffer_print(b, _("%s gives more of them\n"),
			     app_way(app, ACTION_PAGE_DOWN).text);
	put_ways(b, app, page);
	if (page->row_count == 0 && !searched)
		put_welcome(b, app);
}

bool line_take_trajecten(struct app *app, struct page *of, const char *line)
{
	struct page_trajecten *page = (struct page_trajecten *)of;
	struct traject traject = { 0 };
	struct err err = { 0 };
	size_t number;

	if (page->searching) {
		page_trajecten_search(app, page, line);
		return true;
	}
	number = line_number(line, (size_t)page->rows_from + page->row_count);
	if (number > (size_t)page->rows_from) {
		page_traject_open(
			app, page->rows[number - 1 - (size_t)page->rows_from]
				     .traject.id);
		return true;
	}
	if (trajecten_named(app->store, line, &traject, &err)) {
		app_say(app, STYLE_BAD, "%s", err.text);
		return false;
	}
	page_traject_open(app, traject.id);
	traject_done(&traject);
	return true;
}

/* --- one traject */

static void put_todo(struct buffer *b, size_t number, const struct todo *todo)
{
	char *title = view_traject_title(todo);
	char *when = view_traject_when(todo);
	char *story = view_traject_story(todo);

	buffer_print(b, "%zu: %s, %s", number, title,
		     todo_state_text(todo->state));
	if (when && *when)
		buffer_print(b, ", %s", when);
	if (story && *story)
		buffer_print(b, ". %s", story);
	buffer_add_byte(b, '\n');
	free(title);
	free(when);
	free(story);
}

void line_tell_traject(const struct app *app, const struct page *of,
		       struct buffer *b)
{
	const struct page_traject *page = (const struct page_traject *)of;
	const struct traject *t = &page->traject;
	char from[VIEW_DAY_ROOM], to[VIEW_DAY_ROOM];

	(void)app;
	view_day(t->started, from);
	view_day(t->ended, to);
	buffer_print(b, _("Traject %s"), t->code);
	buffer_print(b, ", %s%s%s%s%s", t->organisatie, t->team ? ", " : "",
		     t->team ? t->team : "", t->medewerker ? ", " : "",
		     t->medewerker ? t->medewerker : "");
	if (from[0])
		buffer_print(b, _(", from %s"), from);
	if (to[0])
		buffer_print(b, _(", to %s"), to);
	buffer_add_byte(b, '\n');
	for (size_t i = 0; i < page->todo.count; i++)
		put_todo(b, i + 1, &page->todo.items[i]);
	if (page->todo.count > 0)
		buffer_print(b, _("A number opens a form; Enter opens %lld\n"),
			     (long long)page->list.selected + 1);
}

bool line_take_traject(struct app *app, struct page *of, const char *line)
{
	struct page_traject *page = (struct page_traject *)of;
	size_t number = line_number(line, page->todo.count);

	if (number == 0)
		return false;
	list_select(&page->list, (int64_t)number - 1);
	app_perform(app, ACTION_OPEN);
	return true;
}
