/* ui/page_ask.c - see ui/page_ask.h */
#include "config.h"

#include "ui/page_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/app_private.h"
#include "ui/line_pages.h"

/* The question is on top.  Give the answer, and end it when that is taken. */
static void answer(struct app *app, struct page_ask *ask, const char *given)
{
	bool taken;

	app_take_off(app);
	taken = ask->done(app, ask->asker, given);
	if (taken || !given) {
		ask->page.kind->close(&ask->page);
		app_refresh(app);
	} else {
		app_open(app, &ask->page);
	}
}

static void update_ask(struct app *app, struct page *page,
		       const struct event *event)
{
	struct page_ask *ask = (struct page_ask *)page;
	char *given;

	switch (event->action) {
	case ACTION_LEVEL_UP:
		answer(app, ask, NULL);
		return;
	case ACTION_NEXT:
		given = alloc_text(ask->line.text);
		answer(app, ask, given);
		free(given);
		return;
	default:
		lineedit_take(&ask->line, event);
		return;
	}
}

/* --- of several lines */

int page_ask_columns(int cols)
{
	return cols - 6;
}

int page_ask_rows(int rows)
{
	return rows < 24 ? 3 : 5;
}

static void scroll(const struct app *app, struct page_ask *ask)
{
	lineedit_scroll(&ask->line, page_ask_columns(app->cols),
			page_ask_rows(app->rows));
}

/* It is too much to lose by one key. */
static bool is_warned(struct app *app, struct page_ask *ask)
{
	if (!ask->line.touched || !ask->line.text[0] || ask->warned ||
	    app->in_lines)
		return true;
	ask->warned = true;
	app_say(app, STYLE_WARN,
		_("Enter keeps this text; Esc once more throws it away"));
	return false;
}

static void edit(struct app *app, struct page_ask *ask,
		 const struct event *event)
{
	int direction = strcmp(event->key, "Up") == 0     ? -1
			: strcmp(event->key, "Down") == 0 ? 1
							  : 0;

	if (direction != 0)
		(void)lineedit_move_row(&ask->line, page_ask_columns(app->cols),
					direction);
	else if (event->action == ACTION_NEW_LINE)
		(void)lineedit_act(&ask->line, ACTION_NEW_LINE);
	else
		(void)lineedit_take(&ask->line, event);
	scroll(app, ask);
}

static void update_text(struct app *app, struct page *page,
			const struct event *event)
{
	struct page_ask *ask = (struct page_ask *)page;
	bool arrow = strcmp(event->key, "Up") == 0 ||
		     strcmp(event->key, "Down") == 0;
	char *given;

	if (event->action == ACTION_LEVEL_UP) {
		if (is_warned(app, ask))
			answer(app, ask, NULL);
	} else if (event->action == ACTION_NEXT && !arrow) {
		given = alloc_text(ask->line.text);
		answer(app, ask, given);
		free(given);
	} else {
		ask->warned = false;
		edit(app, ask, event);
	}
}

static void refresh_text(struct app *app, struct page *page)
{
	scroll(app, (struct page_ask *)page);
}

/* --- yes or no */

static void update_confirm(struct app *app, struct page *page,
			   const struct event *event)
{
	struct page_ask *ask = (struct page_ask *)page;

	switch (event->action) {
	case ACTION_YES:
		answer(app, ask, "j");
		return;
	case ACTION_NO:
	case ACTION_LEVEL_UP:
		answer(app, ask, NULL);
		return;
	default:
		app->beep = true;
		return;
	}
}

static bool takes_text(const struct page *page)
{
	(void)page;
	return true;
}

static void close_ask(struct page *page)
{
	struct page_ask *ask = (struct page_ask *)page;

	lineedit_done(&ask->line);
	free(ask->title);
	free(ask->question);
	free(ask);
}

static char *help(const struct app *app, const struct page *page)
{
	const struct page_ask *ask = (const struct page_ask *)page;

	return app->in_lines
		       ? NULL
		       : alloc_print("%s\n%s", ask->question,
				     _("Type your answer, and then Enter. Esc "
				       "goes back, and nothing changes."));
}

static const struct page_kind ask_kind = {
	.name = "ask",
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_LEVEL_UP,
					  ACTION_NONE },
	.over = true,
	.takes_text = takes_text,
	.update = update_ask,
	.draw = view_ask,
	.tell = line_tell_ask,
	.take_line = line_take_ask,
	.help = help,
	.close = close_ask,
};

static const struct page_kind text_kind = {
	.name = "ask-text",
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_NEW_LINE,
					  ACTION_LEVEL_UP, ACTION_NONE },
	.over = true,
	.takes_text = takes_text,
	.update = update_text,
	.refresh = refresh_text,
	.draw = view_ask_text,
	.tell = line_tell_ask,
	.take_line = line_take_ask,
	.close = close_ask,
};

static const struct page_kind confirm_kind = {
	.name = "confirm",
	.actions = (const enum action[]){ ACTION_YES, ACTION_NO,
					  ACTION_LEVEL_UP, ACTION_NONE },
	.over = true,
	.update = update_confirm,
	.draw = view_confirm,
	.tell = line_tell_confirm,
	.take_line = line_take_confirm,
	.close = close_ask,
};

static struct page_ask *new_ask(struct app *app, const struct page_kind *kind,
				const char *title, const char *question,
				answered *done)
{
	struct page_ask *ask = alloc_new(1, sizeof(*ask));

	ask->page.kind = kind;
	ask->title = alloc_text(title ? title : "");
	ask->question = alloc_text(question);
	ask->done = done;
	ask->asker = app_asker(app);
	return ask;
}

bool app_is_asking(struct app *app)
{
	const struct page *page = app_top(app);

	if (!page || !page->kind->over)
		return false;
	app_say(app, STYLE_WARN, _("Answer this question first; %s goes back"),
		app_way(app, ACTION_LEVEL_UP).text);
	app->beep = true;
	return true;
}

void app_ask(struct app *app, const char *title, const char *question,
	     const char *initial, answered *done)
{
	struct page_ask *ask;

	if (app_is_asking(app))
		return;
	ask = new_ask(app, &ask_kind, title, question, done);
	lineedit_set(&ask->line, initial, true);
	app_open(app, &ask->page);
}

void app_ask_text(struct app *app, const char *title, const char *question,
		  const char *initial, answered *done)
{
	struct page_ask *ask;

	if (app_is_asking(app))
		return;
	ask = new_ask(app, &text_kind, title, question, done);
	lineedit_set(&ask->line, initial, false);
	ask->line.several = true;
	scroll(app, ask);
	app_open(app, &ask->page);
}

void app_confirm(struct app *app, const char *question, answered *done)
{
	if (!app_is_asking(app))
		app_open(app, &new_ask(app, &confirm_kind, NULL, question, done)
				       ->page);
}
