/* ui/page_todo.c - see ui/page_todo.h */
#include "config.h"

#include "ui/page_todo.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

static bool is_lead(const struct app *app)
{
	const char *role = app->settings->role;

	return role && strcmp(role, "teamleider") == 0;
}

struct traject_query page_todo_names(const struct app *app)
{
	const struct settings *s = app->settings;
	struct traject_query names = { 0 };

	/* The names of the person are not those in such a file. */
	if (app->demo)
		return names;
	if (is_lead(app)) {
		names.organisatie = s->organisatie;
		names.team = s->team;
	} else if (s->medewerker) {
		names.organisatie = s->organisatie;
		names.medewerker = s->medewerker;
	}
	return names;
}

static void resize(struct app *app, struct page_todo *page)
{
	list_size(&page->list, (int64_t)page_todo_count(page),
		  app->rows - 2 - TODO_ROWS_FROM - TODO_ROWS_BELOW);
}

/* Read both anew; after a failure the page shows what it had. */
static bool find(struct app *app, struct page_todo *page)
{
	struct traject_query names = page_todo_names(app);
	struct selection selection = { .organisatie = names.organisatie,
				       .team = names.team,
				       .medewerker = names.medewerker };
	struct due_list due = { 0 };
	struct overruled_list overruled = { 0 };
	char today[DATE_ROOM];
	struct err err = { 0 };

	day_write(clock_today(), today);
	if (due_find(app->store, app->catalogue, &names, today, &due, &err) ||
	    overruled_find(app->store, app->catalogue, &selection, &overruled,
			   &err)) {
		due_list_done(&due);
		app_fail(app, &err);
		return false;
	}
	due_list_done(&page->due);
	page->due = due;
	page_todo_sort_again(page, &overruled);
	resize(app, page);
	return true;
}

/* What is in view, of rows that are only known by number. */
static void look(struct app *app, struct page *of)
{
	struct page_todo *page = (struct page_todo *)of;
	struct err err = { 0 };

	if (!page->warnings && due_look(app->store, app->catalogue, &page->due,
					(size_t)page->list.top,
					(size_t)list_rows(&page->list), &err))
		app_fail(app, &err);
}

static void open_due(struct app *app, const struct due *due)
{
	const char *field = NULL;

	if (!due) {
		app->beep = true;
		return;
	}
	if (due->kind == DUE_NO_END && due->form->traject.ended >= 0)
		field = due->form->fields[due->form->traject.ended].name;
	page_form_open_at(app, due->form, due->traject.id, due->jeugdige,
			  field);
}

static void open_overruled(struct app *app, const struct overruled *o)
{
	page_form_open_at(app, o->form, o->head.traject_id, o->head.jeugdige,
			  o->form->fields[o->field].name);
}

static void open_group(struct app *app, struct page_todo *page, size_t i)
{
	page->outside = page->list;
	page->inside = &page->groups[i];
	page->list = (struct list){ 0 };
	resize(app, page);
}

static void leave_group(struct app *app, struct page_todo *page)
{
	page->inside = NULL;
	page->list = page->outside;
	resize(app, page);
}

static void open_selected(struct app *app, struct page_todo *page)
{
	size_t i = (size_t)page->list.selected;

	look(app, &page->page);
	if (page->list.count == 0)
		app->beep = true;
	else if (page_todo_shows_groups(page))
		open_group(app, page, i);
	else if (page->warnings)
		open_overruled(app, page_todo_warning(page, i));
	else
		open_due(app, due_row(&page->due, i));
}

static void show(struct app *app, struct page_todo *page, bool warnings)
{
	page->warnings = warnings;
	page->inside = NULL;
	page->list = (struct list){ 0 };
	resize(app, page);
}

/* By kind, by traject, each by itself, and round. */
static void regroup(struct app *app, struct page_todo *page)
{
	page->by = page->by == TODO_EACH ? TODO_BY_KIND
					 : (enum todo_by)(page->by + 1);
	page_todo_sort(page);
	show(app, page, true);
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_todo *page = (struct page_todo *)of;

	switch (event->action) {
	case ACTION_OPEN:
		open_selected(app, page);
		return;
	case ACTION_DUE:
		show(app, page, false);
		return;
	case ACTION_WARNINGS:
		show(app, page, true);
		return;
	case ACTION_SUMMARY:
		page_summary_open(app, NULL);
		return;
	case ACTION_DATA:
		page_data_open(app);
		return;
	case ACTION_UNDO:
		page_form_bring_back(app);
		return;
	case ACTION_GROUP:
		regroup(app, page);
		return;
	case ACTION_LEVEL_UP:
		if (page->inside)
			leave_group(app, page);
		else
			app_close(app);
		return;
	default:
		list_act(&page->list, event->action);
		return;
	}
}

static bool works(const struct app *app, const struct page *of,
		  enum action action)
{
	const struct page_todo *page = (const struct page_todo *)of;

	switch (action) {
	case ACTION_UNDO:
		return app->discarded != NULL;
	case ACTION_DUE:
		return page->warnings;
	case ACTION_WARNINGS:
		return !page->warnings;
	case ACTION_GROUP:
		return page->warnings && page->overruled.count > 0;
	case ACTION_OPEN:
		return page->list.count > 0;
	default:
		return page->list.count > 0 || !list_is_move(action);
	}
}

static void refresh(struct app *app, struct page *of)
{
	(void)find(app, (struct page_todo *)of);
}

static char *help(const struct app *app, const struct page *of)
{
	const struct page_todo *page = (const struct page_todo *)of;

	if (page->warnings)
		return alloc_print(
			/* TRANSLATORS: a key, or a command */
			_("These are the answers against which the form "
			  "warned, and that were kept all the same, with the "
			  "reason. They stand by the question they are about, "
			  "by traject, or each by itself, the youngest form "
			  "first: %s goes from one to the next. Enter opens a "
			  "group, and then the form at the question."),
			app_way(app, ACTION_GROUP).text);
	return alloc_text(
		_("This is what is to be done: first what should have been "
		  "there, the oldest first, then drafts, then forms whose "
		  "time has come, and trajecten without a last day. A worker "
		  "sees the own trajecten, a team lead those of the team: "
		  "that is in the settings (role, team, medewerker). Enter "
		  "opens the form."));
}

static void close_page(struct page *of)
{
	struct page_todo *page = (struct page_todo *)of;

	due_list_done(&page->due);
	page_todo_forget_groups(page);
	overruled_list_done(&page->overruled);
	free(page);
}

/* clang-format off */
static const enum action todo_actions[] = {
	ACTION_OPEN, ACTION_GROUP, ACTION_DUE, ACTION_WARNINGS, ACTION_LEVEL_UP,
	ACTION_SUMMARY, ACTION_HELP, ACTION_PALETTE, ACTION_LEAVE, ACTION_DATA,
	ACTION_NEXT, ACTION_BACK, ACTION_PAGE_DOWN, ACTION_PAGE_UP, ACTION_FIRST,
	ACTION_LAST, ACTION_UNDO, ACTION_NONE
};
/* clang-format on */

static const struct page_kind kind = {
	.name = "todo",
	.actions = todo_actions,
	.works = works,
	.update = update,
	.draw = view_todo,
	.tell = line_tell_todo,
	.take_line = line_take_todo,
	.takes_row = true,
	.refresh = refresh,
	.look = look,
	.help = help,
	.close = close_page,
};

void page_todo_open(struct app *app, bool warnings)
{
	struct page_todo *page = alloc_new(1, sizeof(*page));

	page->page.kind = &kind;
	page->warnings = warnings;
	/* Of one worker there are not so many. */
	if (page_todo_names(app).medewerker)
		page->by = TODO_EACH;
	if (find(app, page))
		app_open(app, &page->page);
	else
		close_page(&page->page);
}
