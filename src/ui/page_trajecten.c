/* ui/page_trajecten.c - see ui/page_trajecten.h */
#include "config.h"

#include "ui/page_trajecten.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/work.h"
#include "entry/todo.h"
#include "ui/line_pages.h"
#include "ui/page_todo.h"
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
			 int *open, int *days)
{
	*late = *drafts = *open = *days = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct todo *todo = &list->items[i];

		*late += todo->days_late > 0;
		*drafts += todo->state == TODO_DRAFT || todo->correcting;
		*open += todo->state == TODO_TO_DO;
		if (todo->days_late > *days)
			*days = todo->days_late;
	}
}

static void set_state(struct trajecten_row *row, const struct todo_list *list)
{
	int late, drafts, open;

	count_states(list, &late, &drafts, &open, &row->late);
	row->style = STYLE_PLAIN;
	if (late > 0) {
		row->style = STYLE_BAD;
		/* TRANSLATORS: at most 12 columns with three digits */
		row->state = alloc_print(
			text_plural("%d day over", "%d days over", row->late),
			row->late);
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

/* Of all of these rows, or none. */
static int find_states_of(struct app *app, struct trajecten_row **rows,
			  size_t count, struct err *err)
{
	int64_t *ids = alloc_new(count + 1, sizeof(*ids));
	struct todo_list *lists = alloc_new(count + 1, sizeof(*lists));
	char today[DATE_ROOM];
	int code;

	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i]->traject.id;
	day_write(clock_today(), today);
	code = todo_open_of_trajecten(app->store, app->catalogue, ids, count,
				      today, lists, err);
	for (size_t i = 0; i < count && !code; i++) {
		set_state(rows[i], &lists[i]);
		todo_list_done(&lists[i]);
	}
	free(lists);
	free(ids);
	return code;
}

/* One that is damaged does not keep the others from being seen. */
static void find_one_by_one(struct app *app, struct trajecten_row **rows,
			    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct err err = { 0 };

		if (find_states_of(app, &rows[i], 1, &err) == 0)
			continue;
		app_fail(app, &err);
		rows[i]->state = alloc_text("?");
	}
}

static void find_states(struct app *app, struct trajecten_row *rows,
			size_t count)
{
	struct trajecten_row **unknown = alloc_new(count + 1, sizeof(*unknown));
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		/* Not yet: the first picture does not wait for the forms. */
		if (!rows[i].state && !app->catalogue)
			rows[i].state = alloc_text("");
		else if (!rows[i].state)
			unknown[found++] = &rows[i];
	}
	if (found > 0 && find_states_of(app, unknown, found, NULL))
		find_one_by_one(app, unknown, found);
	free(unknown);
}

/* --- what is in view */

/* The state that was found before, if it was. */
static void keep_state(struct page_trajecten *page, struct trajecten_row *row)
{
	for (size_t i = 0; i < page->row_count; i++) {
		struct trajecten_row *old = &page->rows[i];

		if (old->traject.id != row->traject.id || !old->state)
			continue;
		row->state = old->state;
		row->style = old->style;
		row->late = old->late;
		old->state = NULL;
		return;
	}
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
		if (!anew)
			keep_state(page, &rows[i]);
	}
	find_states(app, rows, found->count);
	forget_rows(page);
	page->rows = rows;
	page->row_count = found->count;
	page->rows_from = page->list.top;
}

/* Read the rows in view, of those on top and of all others. */
static int list_rows_of(struct app *app, const struct page_trajecten *page,
			struct traject_list *out, int64_t *total,
			struct err *err)
{
	bool all = page->search.text[0] == '\0';
	int64_t first = all ? (int64_t)page->first_count : 0;
	int64_t top = page->list.top;
	struct traject_list rest = { 0 };
	struct traject_query query = { .search = page->search.text };
	int64_t on_top = 0;
	int code = 0;

	for (int64_t i = top; i < first && i < top + page->list.height && !code;
	     i++) {
		out->items = alloc_grow(out->items, out->count, &out->capacity,
					sizeof(*out->items));
		out->items[out->count] = (struct traject){ 0 };
		code = trajecten_get(app->store, page->first[i],
				     &out->items[out->count], err);
		out->count += !code;
		on_top++;
	}
	query.except = all ? page->first_ids : NULL;
	query.offset = top > first ? top - first : 0;
	query.limit = page->list.height - on_top;
	if (query.limit == 0) {
		query.limit = 1;
		query.offset = 0;
	}
	if (!code)
		code = trajecten_list(app->store, &query, &rest,
				      app->catalogue ? total : NULL, err);
	for (size_t i = 0; i < rest.count && !code; i++) {
		if (on_top == page->list.height)
			break;
		out->items = alloc_grow(out->items, out->count, &out->capacity,
					sizeof(*out->items));
		out->items[out->count++] = rest.items[i];
		rest.items[i] = (struct traject){ 0 };
	}
	/* Counting takes its time too, and is not for the first picture. */
	if (!app->catalogue)
		*total = top + (int64_t)out->count;
	traject_list_done(&rest);
	if (code)
		traject_list_done(out);
	return code;
}

/* false when the list turned out to be of another length, so that others may be
 * in view. */
static bool show_rows(struct app *app, struct page_trajecten *page,
		      struct traject_list *found, int64_t total, bool anew)
{
	int64_t top = page->list.top;

	page->unfinished = false;
	if (total != page->list.count)
		list_size(&page->list, total, page->list.height);
	if (page->list.top != top)
		return false;
	take_rows(app, page, found, anew);
	return true;
}

static bool read_rows(struct app *app, struct page_trajecten *page, bool anew)
{
	struct traject_list found = { 0 };
	struct err err = { 0 };
	int64_t total = 0;
	bool same = true;

	if (list_rows_of(app, page, &found, &total, &err))
		app_fail(app, &err);
	else
		same = show_rows(app, page, &found, total, anew);
	traject_list_done(&found);
	return same;
}

static void look_again(struct app *app, struct page_trajecten *page, bool anew)
{
	/* The list can shrink while it is read, so not more than twice. */
	if (!read_rows(app, page, anew))
		(void)read_rows(app, page, anew);
}

/* --- a search that takes long */

/* Longer than this nobody waits for what a letter finds: half of it for all that
 * there is, and when that is not enough half of it for the first of them. */
#define PATIENCE 8 /* ms */

/* What is found until then; the rest is for go_on(). */
static void glance(struct app *app, struct page_trajecten *page, int64_t until,
		   bool anew)
{
	struct traject_query query = { .search = page->search.text,
				       .limit = page->list.height };
	struct traject_list found = { 0 };
	int code;

	work_give_up_when(term_is_late, &until);
	code = trajecten_some(app->store, &query, &found, NULL);
	work_give_up_when(NULL, NULL);
	if (!code)
		(void)show_rows(app, page, &found, (int64_t)found.count, anew);
	traject_list_done(&found);
}

/* The rows that are there stay, with their states as they are now. */
static void look_at_states(struct app *app, struct page_trajecten *page)
{
	for (size_t i = 0; i < page->row_count; i++) {
		free(page->rows[i].state);
		page->rows[i].state = NULL;
	}
	find_states(app, page->rows, page->row_count);
}

static void search_at_once(struct app *app, struct page_trajecten *page,
			   bool changed, bool anew)
{
	int64_t begun = term_now();
	int64_t until = begun + page->patience / 2;
	struct traject_list found = { 0 };
	struct err err = { 0 };
	int64_t total = 0;
	int code;

	work_give_up_when(term_is_late, &until);
	code = list_rows_of(app, page, &found, &total, &err);
	work_give_up_when(NULL, NULL);
	if (code == ERR_STOPPED) {
		if (changed)
			glance(app, page, begun + page->patience, anew);
		else
			look_at_states(app, page);
		page->unfinished = true;
	} else if (code) {
		app_fail(app, &err);
	} else if (!show_rows(app, page, &found, total, anew)) {
		(void)read_rows(app, page, anew);
	}
	traject_list_done(&found);
}

/*
 * anew: the file may be another, and with it the states.  Line by line everybody
 * waits for the whole answer.
 */
static void read_again(struct app *app, struct page_trajecten *page, bool anew)
{
	bool changed = page->searched;

	page->searched = false;
	page->unfinished = false;
	if (page->search.text[0] && !app->in_lines)
		search_at_once(app, page, changed, anew);
	else
		look_again(app, page, anew);
}

/* Where the cursor is stays the same traject, when that is still in view. */
static void keep_selected(struct page_trajecten *page, int64_t id)
{
	for (size_t i = 0; i < page->row_count; i++)
		if (page->rows[i].traject.id == id)
			list_select(&page->list, page->rows_from + (int64_t)i);
}

static int64_t selected_id(const struct page_trajecten *page)
{
	int64_t i = page->list.selected - page->rows_from;

	return i >= 0 && i < (int64_t)page->row_count ? page->rows[i].traject.id
						      : 0;
}

/* Who is asked for a text gets ready while the first letter is being typed. */
static void look_ahead(struct app *app, const struct page_trajecten *page)
{
	bool wanted = page->searching && page->search.text[0] == '\0';

	work_give_up_when(app_key_waits, app);
	/* What fails is told when there is a text. */
	if (wanted && trajecten_search_ahead(app->store, NULL))
		wanted = false;
	work_give_up_when(NULL, NULL);
}

static bool go_on(struct app *app, struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;
	struct traject_list found = { 0 };
	int64_t selected = selected_id(page);
	struct err err = { 0 };
	int64_t total = 0;
	int code;

	if (!page->unfinished) {
		look_ahead(app, page);
		return false;
	}
	work_give_up_when(app_key_waits, app);
	code = list_rows_of(app, page, &found, &total, &err);
	work_give_up_when(NULL, NULL);
	if (code == ERR_STOPPED)
		return false;
	page->unfinished = false;
	if (code)
		app_fail(app, &err);
	else if (!show_rows(app, page, &found, total, false))
		(void)read_rows(app, page, false);
	keep_selected(page, selected);
	traject_list_done(&found);
	return true;
}

static void look(struct app *app, struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;

	if (page->searched)
		read_again(app, page, false);
	else if (page->list.top != page->rows_from)
		(void)read_rows(app, page, false);
}

/* --- events */

static void search_changed(struct app *app, struct page_trajecten *page)
{
	page->in_list = false;
	page->searched = true;
	page->list.selected = page->list.top = 0;
	/* Where nothing was found, most keys do nothing. */
	if (page->list.count == 0)
		look(app, &page->page);
}

void page_trajecten_search(struct app *app, struct page_trajecten *page,
			   const char *text)
{
	lineedit_set(&page->search, text, false);
	search_changed(app, page);
	look(app, &page->page);
	page->searching = false;
}

static void open_selected(struct app *app, struct page_trajecten *page)
{
	int64_t i;

	look(app, &page->page);
	i = page->list.selected - page->rows_from;
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

/* What a key does beside moving and typing; false when it is none of that. */
static bool act(struct app *app, struct page_trajecten *page,
		enum action action)
{
	switch (action) {
	case ACTION_OPEN:
		open_selected(app, page);
		return true;
	case ACTION_NEW:
		page->searching = false;
		page_trajecten_new(app, page);
		return true;
	case ACTION_SEARCH:
		page->searching = true;
		page->in_list = false;
		return true;
	case ACTION_DUE:
	case ACTION_WARNINGS:
		page_todo_open(app, action == ACTION_WARNINGS);
		return true;
	case ACTION_SUMMARY:
		page_summary_open(app, NULL);
		return true;
	case ACTION_DATA:
		page_data_open(app);
		return true;
	case ACTION_UNDO:
		if (!page->searching)
			page_form_bring_back(app);
		return !page->searching;
	case ACTION_LEVEL_UP:
		level_up(app, page);
		return true;
	default:
		return false;
	}
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	static const enum action news[] = { ACTION_NEW, ACTION_NONE };
	struct page_trajecten *page = (struct page_trajecten *)of;

	if (act(app, page, event->action))
		return;
	/* Moving is among what was found. */
	if (page->searched && !event->typed)
		look(app, of);
	if (app->read_only && !page->searching &&
	    action_of_key(event->key, news, false) == ACTION_NEW) {
		app_say(app, STYLE_WARN, "%s",
			_("The file is open for reading only"));
		app->beep = true;
	} else if (list_act(&page->list, event->action)) {
		page->in_list = true;
	} else if (page->searching && lineedit_take(&page->search, event)) {
		search_changed(app, page);
	}
}

/*
 * The first picture had the rows, before any form was read; what they lacked is
 * added, unless others are on top now.  false: look anew.
 */
static bool complete_rows(struct app *app, struct page_trajecten *page,
			  int64_t total)
{
	int height = page->list.height;
	bool early = page->early;

	page->early = app->catalogue == NULL;
	if (!early || page->early || total < 0 || page->first_count > 0)
		return false;
	list_size(&page->list, total, height);
	if (page->list.top != page->rows_from ||
	    (int64_t)page->row_count != (total < height ? total : height))
		return false;
	look_at_states(app, page);
	return true;
}

static void refresh(struct app *app, struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;
	int64_t total;

	list_size(&page->list, page->list.count,
		  app->rows - 2 - TRAJECTEN_ROWS_FROM);
	total = page_trajecten_find_due(app, page);
	if (!complete_rows(app, page, total))
		read_again(app, page, true);
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
	case ACTION_UNDO:
		return app->discarded != NULL;
	case ACTION_DUE:
	case ACTION_WARNINGS:
	case ACTION_OPEN:
		return page->list.count > 0;
	case ACTION_LEVEL_UP:
		return page->searching || page->search.text[0] != '\0';
	default:
		return page->list.count > 0 || !list_is_move(action);
	}
}

static char *help(const struct app *app, const struct page *of)
{
	const struct page_trajecten *page = (const struct page_trajecten *)of;
	char *order =
		page->unlooked
			? view_trajecten_order(app)
			: alloc_text(
				  _("On top are those with a form that is "
				    "late, the oldest first, then those "
				    "with a draft, then the one that changed "
				    "last"));
	char *text = alloc_print(
		_("These are the trajecten in this file. %s. Enter opens the "
		  "one the cursor is on. Search looks in the code, the team "
		  "and the worker while you type. What you fill in is kept at "
		  "once; you can leave at any moment."),
		order);

	free(order);
	return text;
}

static void close_page(struct page *of)
{
	struct page_trajecten *page = (struct page_trajecten *)of;

	forget_rows(page);
	page_trajecten_forget_due(page);
	lineedit_done(&page->search);
	traject_done(&page->fresh);
	free(page);
}

static const struct page_kind kind = {
	.name = "trajecten",
	.actions =
		(const enum action[]){
			ACTION_OPEN, ACTION_NEW, ACTION_DUE, ACTION_SUMMARY,
			ACTION_SEARCH, ACTION_LEVEL_UP, ACTION_HELP,
			ACTION_PALETTE, ACTION_LEAVE, ACTION_WARNINGS,
			ACTION_DATA, ACTION_NEXT, ACTION_BACK, ACTION_PAGE_DOWN,
			ACTION_PAGE_UP, ACTION_FIRST, ACTION_LAST, ACTION_UNDO,
			ACTION_NONE },
	.takes_text = takes_text,
	.update = update,
	.draw = view_trajecten,
	.tell = line_tell_trajecten,
	.take_line = line_take_trajecten,
	.takes_row = true,
	.refresh = refresh,
	.look = look,
	.go_on = go_on,
	.help = help,
	.close = close_page,
	.works = works,
};

void page_trajecten_open(struct app *app)
{
	struct page_trajecten *page = alloc_new(1, sizeof(*page));

	page->page.kind = &kind;
	page->patience = PATIENCE;
	page->in_list = true;
	lineedit_set(&page->search, "", false);
	refresh(app, &page->page);
	app_open(app, &page->page);
}
