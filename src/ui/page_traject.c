/* ui/page_traject.c - see ui/page_traject.h */
#include "config.h"

#include "ui/page_traject.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

/* Read it all anew; after a failure the page shows what it had. */
static int read_traject(struct app *app, struct page_traject *page, int64_t id,
			struct err *err)
{
	struct traject traject = { 0 };
	struct todo_list todo = { 0 };
	char today[DATE_ROOM];
	int code;

	day_write(clock_today(), today);
	code = trajecten_get(app->store, id, &traject, err);
	if (code)
		return code;
	code = todo_of_traject(app->store, app->catalogue, id, today, &todo,
			       err);
	if (code) {
		traject_done(&traject);
		return code;
	}
	traject_done(&page->traject);
	todo_list_done(&page->todo);
	page->traject = traject;
	page->todo = todo;
	list_size(&page->list, (int64_t)todo.count,
		  app->rows - 2 - TRAJECT_ROWS_FROM - TRAJECT_ROWS_BELOW);
	return 0;
}

static void refresh(struct app *app, struct page *of)
{
	struct page_traject *page = (struct page_traject *)of;
	struct err err = { 0 };

	if (read_traject(app, page, page->traject.id, &err))
		app_fail(app, &err);
}

static void open_selected(struct app *app, const struct page_traject *page)
{
	const struct todo *todo;

	if (page->list.selected >= (int64_t)page->todo.count) {
		app->beep = true;
		return;
	}
	todo = &page->todo.items[page->list.selected];
	page_form_open(app, todo->form, page->traject.id, todo->jeugdige);
}

/* What was thrown away can come back. */
static bool works(const struct app *app, const struct page *of,
		  enum action action)
{
	(void)of;
	return action != ACTION_UNDO || app->discarded;
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_traject *page = (struct page_traject *)of;

	switch (event->action) {
	case ACTION_OPEN:
		open_selected(app, page);
		return;
	case ACTION_SUMMARY:
		page_summary_open(app, NULL);
		return;
	case ACTION_UNDO:
		page_form_bring_back(app);
		return;
	case ACTION_LEVEL_UP:
		app_close(app);
		return;
	default:
		list_act(&page->list, event->action);
		return;
	}
}

static char *help(const struct app *app, const struct page *of)
{
	(void)app;
	(void)of;
	return alloc_text(
		_("This is one traject: the help given to one family. The list "
		  "says which forms it needs, for whom, and how far each of "
		  "them is. Enter opens the one the cursor is on; a form that "
		  "is not needed can be opened too."));
}

static void close_page(struct page *of)
{
	struct page_traject *page = (struct page_traject *)of;

	traject_done(&page->traject);
	todo_list_done(&page->todo);
	free(page);
}

static const struct page_kind kind = {
	.name = "traject",
	.actions =
		(const enum action[]){
			ACTION_OPEN, ACTION_LEVEL_UP, ACTION_SUMMARY,
			ACTION_HELP, ACTION_PALETTE, ACTION_LEAVE, ACTION_NEXT,
			ACTION_BACK, ACTION_PAGE_DOWN, ACTION_PAGE_UP,
			ACTION_FIRST, ACTION_LAST, ACTION_UNDO, ACTION_NONE },
	.works = works,
	.update = update,
	.draw = view_traject,
	.tell = line_tell_traject,
	.take_line = line_take_traject,
	.takes_row = true,
	.refresh = refresh,
	.help = help,
	.close = close_page,
};

/* Where there is something to do, what was begun first. */
static int64_t first_to_do(const struct todo_list *list)
{
	int64_t found = 0;
	bool has_found = false;

	for (size_t i = 0; i < list->count; i++) {
		enum todo_state state = list->items[i].state;

		if (state == TODO_DRAFT)
			return (int64_t)i;
		if (!has_found &&
		    (state == TODO_TO_DO || state == TODO_OVERDUE)) {
			found = (int64_t)i;
			has_found = true;
		}
	}
	return found;
}

void page_traject_open(struct app *app, int64_t traject)
{
	struct page_traject *page = alloc_new(1, sizeof(*page));
	struct err err = { 0 };

	page->page.kind = &kind;
	if (read_traject(app, page, traject, &err)) {
		app_fail(app, &err);
		close_page(&page->page);
		return;
	}
	list_select(&page->list, first_to_do(&page->todo));
	app_open(app, &page->page);
}
