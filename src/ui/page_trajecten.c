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

/* --- what is in view */

/* The row of a traject that is on the page, or NULL. */
static struct trajecten_row *row_of(const struct page_trajecten *page,
				    int64_t id)
{
	for (size_t i = 0; i < page->row_count; i++)
		if (page->rows[i].traject.id == id)
			return &page->rows[i];
	return NULL;
}

/* The state that was found before, if it was. */
static void keep_state(struct page_trajecten *page, struct trajecten_row *row)
{
	struct trajecten_row *old = row_of(page, row->traject.id);

	if (!old || !old->state)
		return;
	row->state = old->state;
	row->style = old->style;
	row->late = old->late;
	old->state = NULL;
}

/* A traject of which nothing but the number is there has a row that stays. */
static void make_row(struct app *app, struct page_trajecten *page,
		     struct traject *found, bool anew,
		     struct trajecten_row *row)
{
	if (!found->code) {
		struct trajecten_row *old = row_of(page, found->id);

		*row = *old;
		*old = (struct trajecten_row){ 0 };
		return;
	}
	row->traject = *found;
	*found = (struct traject){ 0 };
	row->whose = view_trajecten_who(app, &row->traject);
	view_day(row->traject.started, row->start);
	view_day(row->traject.ended, row->end);
	if (!anew)
		keep_state(page, row);
}

static void take_rows(struct app *app, struct page_trajecten *page,
		      struct traject_list *found, bool anew)
{
	struct trajecten_row *rows = alloc_new(found->count + 1, sizeof(*rows));

	for (size_t i = 0; i < found->count; i++)
		make_row(app, page, &found->items[i], anew, &rows[i]);
	page_trajecten_find_states(app, rows, found->count);
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

/* --- a search */

/* Of those in view that are there only the number: their rows stay. */
static int read_unseen(struct app *app, const struct page_trajecten *page,
		       const struct traject_numbers *ids, bool anew,
		       struct traject_list *out, struct err *err)
{
	int code = 0;

	out->items = alloc_new(ids->count + 1, sizeof(*out->items));
	for (size_t i = 0; i < ids->count && !code; i++) {
		struct traject *item = &out->items[out->count++];

		item->id = ids->items[i];
		if (anew || !row_of(page, item->id))
			code = trajecten_get(app->store, item->id, item, err);
	}
	return code;
}

/*
 * What is found of those in view, when at most so many are looked at; 0: all,
 * until work is given up.  ERR_STOPPED when that was before it began.
 */
static int seek_rows(struct app *app, const struct page_trajecten *page,
		     size_t most, bool anew, struct traject_list *out,
		     struct traject_seen *seen, struct err *err)
{
	struct traject_query query = { .search = page->search.text,
				       .offset = page->list.top,
				       .limit = page->list.height };
	int code = store_begin_reading(app->store, err);

	if (code)
		return code;
	code = trajecten_seek(app->store, &query, most, seen, err);
	if (!code && (most || seen->whole))
		code = read_unseen(app, page, &seen->page, anew, out, err);
	store_end_reading(app->store);
	traject_numbers_done(&seen->page);
	if (code)
		traject_list_done(out);
	return code;
}

/* Who types waits no longer than this for what is looked through, in memory; so
 * many are looked at in less than a third of a millisecond. */
#define AT_ONCE 196608

/* ... and than this when that has to be read: half of it for all that there is,
 * and when that is not enough half of it for the first of them. */
#define PATIENCE 8 /* ms */

/* As long as there may be more, no more than these can be gone through. */
static void show_some(struct app *app, struct page_trajecten *page,
		      struct traject_list *found, bool anew)
{
	(void)show_rows(app, page, found, (int64_t)found->count, anew);
	page->unfinished = true;
}

static void show_all(struct app *app, struct page_trajecten *page,
		     struct traject_list *found, int64_t total, bool anew)
{
	page->unfinished = false;
	if (!show_rows(app, page, found, total, anew))
		(void)read_rows(app, page, anew);
}

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
		show_some(app, page, &found, anew);
	traject_list_done(&found);
}

/* The rows that are there stay, with their states as they are now. */
static void look_at_states(struct app *app, struct page_trajecten *page)
{
	for (size_t i = 0; i < page->row_count; i++) {
		free(page->rows[i].state);
		page->rows[i].state = NULL;
	}
	page_trajecten_find_states(app, page->rows, page->row_count);
}

static void search_at_once(struct app *app, struct page_trajecten *page,
			   bool changed, bool anew)
{
	int64_t begun = term_now();
	int64_t until = begun + page->patience / 2;
	struct traject_list found = { 0 };
	struct traject_seen seen = { 0 };
	struct err err = { 0 };
	int code;

	work_give_up_when(term_is_late, &until);
	code = seek_rows(app, page, AT_ONCE, anew, &found, &seen, &err);
	work_give_up_when(NULL, NULL);
	page->unfinished = code == ERR_STOPPED || (!code && !seen.whole);
	if (code && code != ERR_STOPPED)
		app_fail(app, &err);
	else if (!page->unfinished)
		show_all(app, page, &found, seen.total, anew);
	else if (!changed)
		look_at_states(app, page);
	else if (code == ERR_STOPPED)
		glance(app, page, begun + page->patience, anew);
	else
		show_some(app, page, &found, anew);
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
	struct traject_seen seen = { 0 };
	int64_t selected = selected_id(page);
	struct err err = { 0 };
	int code;

	if (!page->unfinished) {
		look_ahead(app, page);
		return false;
	}
	work_give_up_when(app_key_waits, app);
	code = seek_rows(app, page, 0, false, &found, &seen, &err);
	work_give_up_when(NULL, NULL);
	if (code == ERR_STOPPED || (!code && !seen.whole))
		return false;
	page->unfinished = false;
	if (code)
		app_fail(app, &err);
	else
		show_all(app, page, &found, seen.total, false);
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
