/* ui/page_behind.c - see ui/page_behind.h */
#include "config.h"

#include "ui/page_behind.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

static void size(const struct app *app, struct page_behind *page)
{
	list_size(&page->list, (int64_t)page->behind->count,
		  app->rows - 2 - BEHIND_ROWS_FROM - BEHIND_ROWS_BELOW);
}

/* It takes a while, so not where it would come to the same. */
static bool find(struct app *app, struct page_behind *page)
{
	struct selection selection = filter_selection(&page->filter);
	struct store_mark now = page->found_in;
	struct behind *behind = NULL;
	char today[DATE_ROOM];
	struct err err = { 0 };

	day_write(clock_today(), today);
	if (store_is_as(app->store, &now) && strcmp(page->today, today) == 0) {
		size(app, page);
		return true;
	}
	if (behind_find(app->store, app->catalogue, &selection, &page->question,
			today, &behind, &err)) {
		app_fail(app, &err);
		return false;
	}
	behind_free(page->behind);
	page->behind = behind;
	page->found_in = now;
	memcpy(page->today, today, sizeof(today));
	size(app, page);
	return true;
}

static const char *first_item(const struct form *form, int measure)
{
	const struct measure *m = &form->measures[measure];

	return m->item_count ? form->fields[m->items[0]].name : NULL;
}

/* Open the record at the question that counts here. */
static void open_selected(struct app *app, struct page_behind *page)
{
	const struct behind_question *q = &page->question;
	const struct behind_record *r;
	const char *field = NULL;

	if (page->behind->count == 0)
		return;
	r = &page->behind->items[page->list.selected];
	if (q->kind == BEHIND_RESPONSE && !r->completed) {
		page_traject_open(app, r->traject_id);
		return;
	}
	if (q->kind == BEHIND_SHARE)
		field = q->form->fields[q->form->shares[q->share].field].name;
	else if (q->kind == BEHIND_MEASURE)
		field = first_item(q->form, q->measure);
	else if (q->kind == BEHIND_POSITIVE || q->kind == BEHIND_STEP)
		field = first_item(q->form, q->form->positive_measure);
	else if (q->kind != BEHIND_RECORDS && q->kind != BEHIND_DRAFTS &&
		 q->kind != BEHIND_RESPONSE)
		field = q->form->fields[q->field].name;
	page_form_open_at(app, r->form, r->traject_id, r->jeugdige, field);
}

/* What was thrown away can come back; without records there is no more. */
static bool works(const struct app *app, const struct page *of,
		  enum action action)
{
	const struct page_behind *page = (const struct page_behind *)of;

	switch (action) {
	case ACTION_UNDO:
		return app->discarded != NULL;
	case ACTION_OPEN:
		return page->list.count > 0;
	default:
		return page->list.count > 0 || !list_is_move(action);
	}
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_behind *page = (struct page_behind *)of;

	switch (event->action) {
	case ACTION_OPEN:
		open_selected(app, page);
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

static void refresh(struct app *app, struct page *of)
{
	(void)find(app, (struct page_behind *)of);
}

static char *help(const struct app *app, const struct page *page)
{
	(void)app;
	(void)page;
	return alloc_text(
		_("These are all completed records of the selection.  First "
		  "those that are in the figure but not met, then those that "
		  "are met, then those left out, with the reason.  Together "
		  "they are all of them.\n"
		  "Enter opens a record at the question that counts here; Esc "
		  "comes back."));
}

static void close_page(struct page *of)
{
	struct page_behind *page = (struct page_behind *)of;

	behind_free(page->behind);
	filter_done(&page->filter);
	free(page);
}

/* clang-format off */
static const enum action behind_actions[] = {
	ACTION_OPEN, ACTION_LEVEL_UP, ACTION_HELP, ACTION_PALETTE,
	ACTION_LEAVE, ACTION_NEXT, ACTION_BACK, ACTION_PAGE_DOWN,
	ACTION_PAGE_UP, ACTION_FIRST, ACTION_LAST, ACTION_UNDO, ACTION_NONE
};
/* clang-format on */

static const struct page_kind behind_kind = {
	.name = "behind",
	.actions = behind_actions,
	.works = works,
	.update = update,
	.draw = view_behind,
	.tell = line_tell_behind,
	.take_line = line_take_behind,
	.takes_row = true,
	.refresh = refresh,
	.help = help,
	.close = close_page,
};

void page_behind_open(struct app *app, const struct selection *selection,
		      const struct behind_question *question)
{
	struct page_behind *page = alloc_new(1, sizeof(*page));

	page->page.kind = &behind_kind;
	page->question = *question;
	filter_set(&page->filter, selection);
	if (find(app, page))
		app_open(app, &page->page);
	else
		close_page(&page->page);
}
