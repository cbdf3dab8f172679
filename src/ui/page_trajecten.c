/* ui/page_trajecten.c - see ui/page_trajecten.h */
#include "config.h"

#include "ui/page_trajecten.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/todo.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

static void row_done(struct trajecten_row *row)
{
	traject_done(&row->traject);
	free(row->whose);
	free(row->state);
}

static void forget_rows(struct page_trajecten *page)
{
	for (size_t i = 0; i < page->row_count; i++)
		row_done(&page->rows[i]);
	free(page->rows);
	page->rows = NULL;
	page->row_count = 0;
}

/* --- the state of one traject, in a few words */

static void count_states(const struct todo_list *list, int *late, int *drafts,
			 int *open)
{
	*late = *drafts = *open = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct todo *todo = &list->items[i];

		*late += todo->state == TODO_OVERDUE;
		*drafts += todo->state == TODO_DRAFT || todo->correcting;
		*open += todo->state == TODO_TO_DO;
	}
}

static void set_state(struct trajecten_row *row, const struct todo_list *list)
{
	int late, drafts, open;

	count_states(list, &late, &drafts, &open);
	row->style = STYLE_PLAIN;
	if (late > 0) {
		row->style = STYLE_BAD;
		row->state = alloc_print(_("%d overdue"), late);
	} else if (drafts > 0) {
		row->style = STYLE_WARN;
		row->state = alloc_text(_("draft"));
	} else if (open > 0) {
		row->state = alloc_print(_("%d to do"), open);
	} else {
		row->style = STYLE_GOOD;
		row->state = alloc_text(_("done"));
	}
}

static void find_state(struct app *app, struct trajecten_row *row)
{
	struct todo_list list = { 0 };
	char today[DATE_ROOM];
	struct err err = { 0 };

	day_write(clock_today(), today);
	if (todo_of_traject(app->store, app->catalogue, row->traject.id, today,
			    &list, &err)) {
		app_fail(app, &err);
		row->state = alloc_text("?");
		return;
	}
	set_state(row, &list);
	todo_list_done(&list);
}

/* --- what is in view */

/* The state that was found before, or nothing. */
static bool keep_state(struct page_trajecten *page, struct trajecten_row *row)
{
	for (size_t i = 0; i < page->row_count; i++) {
		struct trajecten_row *old = &page->rows[i];

		if (old->traject.id != row->traject.id || !old->state)
			continue;
		row->state = old->state;
		row->style = old->style;
		old->state = NULL;
		return true;
	}
	return false;
}

static void take_rows(struct app *app, struct page_trajecten *page,
		      struct traject_list *found, bool anew)
{
	struct trajecten_row *rows = alloc_new(found->count + 1, sizeof(*rows));

	for (size_t i = 0; i < found->count; i++) {
		rows[i].traject = found->items[i];
		found->items[i] = (struct traject){ 0 };
		rows[i].whose = view_trajecten_who(app, &rows[i].traject);
		view_day(rows[i].traject.started, rows[i].start);
		view_day(rows[i].traject.ended, rows[i].end);
		if (anew || !keep_state(page, &rows[i]))
			find_state(app, &rows[i]);
	}
	forget_rows(page);
	page->rows = rows;
	page->row_count = found->count;
	page->rows_from = page->list.top;
}

/*
 * Read the rows in view; false when the list turned out to be of another
 * length, so that others may be in view.
 */
static bool read_rows(struct app *app, struct page_trajecten *page, bool anew)
{
	struct traject_list found = { 0 };
	struct traject_query query = { .search = page->search.text,
				       .offset = page->list.top,
				       .limit = page->list.height };
	struct err err = { 0 };
	int64_t total = 0;
	bool same = true;

	if (trajecten_list(app->store, &query, &found, &total, &err)) {
		app_fail(app, &err);
		return true;
	}
	if (total != page->list.count) {
		int64_t top = page->list.top;

		list_size(&page->list, total, page->list.height);
		same = page->list.top == top;
	}
	if (same)
		take_rows(app, page, &found, anew);
	traject_list_done(&found);
	return same;
}

static void look_anew(struct app *app, struct page_trajecten *page)
{
	/* The list can shrink while it is read, so not more than twice. */
	if (!read_rows(app, page, true))
		(void)read_rows(app, page, true);
}

static void follow_list(struct app *app, struct page_trajecten *page)
{
	if (page->list.top != page->rows_from)
		(void)read_rows(app, page, false);
}

/* --- events */

static void search_changed(struct app *app, struct page_trajecten *page)
{
	page->in_list = false;
	page->list = (struct list){ .height = page->list.height };
	look_anew(app, page);
}

void page_trajecten_search(struct app *app, struct page_trajecten *page,
			   const char *text)
{
	lineedit_set(&page->search, text, false);
	search_changed(app, page);
	page->searching = false;
}

static void open_selected(struct app *app, struct page_trajecten *page)
{
	int64_t i = page->list.selected - page->rows_from;

	if (i < 0 || i >= (int64_t)page->row_count) {
		app->beep = true;
		return;
	}
	page->searching = false;
	page_traject_open(app, page->rows[i].traject.id);
}

static void level_up(struct app *app, struct page_trajecten *page)
{
	if (page->searching || page->search.text[0] != '\0') {
		page->searching = false;
		lineedit_set(&page->search, "", false);
		search_changed(app, page);
	} else {
		app_say(app, STYLE_PLAIN,
			/* TRANSLATORS: a key, or a command */
			_("This is the first screen; %s leaves"),
			app_way(app, ACTION_LEAVE).text);
	}
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	static const enum action news[] = { ACTION_NEW, ACTION_NONE };
	struct page_trajecten *page = (struct page_trajecten *)of;

	switch (event->action) {
	case ACTION_OPEN:
		open_selected(app, page);
		return;
	case ACTION_NEW:
		page->searching = false;
		page_trajecten_new(app, page);
		return;
	case ACTION_SEARCH:
		page->searching = true;
		page->in_list = false;
		return;
	case ACTION_SUMMARY:
		page_summary_open(app, NULL);
		return;
	case ACTION_LEVEL_UP:
		level_up(app, page);
		return;
	default:
		break;
	}
	if (app->read_only && !page->searching &&
	    action_of_key(event->key, news, false) == ACTION_NEW) {
		app_say(app, STYLE_WARN, "%s",
			_("The file is open for reading only"));
		app->beep = true;
	} else if (list_act(&page->list, event->action)) {
		page->in_list = true;
		follow_list(app, page);
	} else if (page->searching && lineedit_take(&page->search, event)) {
		search_changed(app, page);
	}
}

static void refresh(struct app *app, struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;

	list_size(&page->list, page->list.count,
		  app->rows - 2 - TRAJECTEN_ROWS_FROM);
	look_anew(app, page);
}

static bool takes_text(const struct page *of)
{
	return ((const struct page_trajecten *)of)->searching;
}

static bool works(const struct app *app, const struct page *of,
		  enum action action)
{
	const struct page_trajecten *page = (const struct page_trajecten *)of;

	switch (action) {
	case ACTION_NEW:
		return !app->read_only;
	case ACTION_OPEN:
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_FIRST:
	case ACTION_LAST:
		return page->list.count > 0;
	case ACTION_LEVEL_UP:
		return page->searching || page->search.text[0] != '\0';
	default:
		return true;
	}
}

static char *help(const struct app *app, const struct page *of)
{
	(void)app;
	(void)of;
	return alloc_text(
		_("These are the trajecten in this file, the one that changed "
		  "last on top. Enter opens the one the cursor is on. Search "
		  "looks in the code, the team and the worker while you type. "
		  "What you fill in is kept at once; you can leave at any "
		  "moment."));
}

static void close_page(struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;

	forget_rows(page);
	lineedit_done(&page->search);
	traject_done(&page->fresh);
	free(page);
}

static const struct page_kind kind = {
	.name = "trajecten",
	.actions =
		(const enum action[]){ ACTION_OPEN, ACTION_NEW, ACTION_SEARCH,
				       ACTION_SUMMARY, ACTION_LEVEL_UP,
				       ACTION_HELP, ACTION_PALETTE,
				       ACTION_LEAVE, ACTION_NEXT, ACTION_BACK,
				       ACTION_PAGE_DOWN, ACTION_PAGE_UP,
				       ACTION_FIRST, ACTION_LAST, ACTION_NONE },
	.takes_text = takes_text,
	.update = update,
	.draw = view_trajecten,
	.tell = line_tell_trajecten,
	.take_line = line_take_trajecten,
	.refresh = refresh,
	.help = help,
	.close = close_page,
	.works = works,
};

void page_trajecten_open(struct app *app)
{
	struct page_trajecten *page = alloc_new(1, sizeof(*page));

	page->page.kind = &kind;
	page->in_list = true;
	lineedit_set(&page->search, "", false);
	refresh(app, &page->page);
	app_open(app, &page->page);
}
