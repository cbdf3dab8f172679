/* ui/page_reader.c - see ui/page_reader.h */
#include "config.h"

#include "ui/page_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

/* A page of text turns at once; one line of the old one stays in view. */
static void turn(struct list *list, bool on)
{
	int64_t before = list->top;
	int64_t page = list->height > 1 ? list->height - 1 : 1;

	list_select(list,
		    on ? before + page + list->height - 1 : before - page);
	if (list->top != before)
		list_select(list, list->top);
}

static void update(struct app *app, struct page *page,
		   const struct event *event)
{
	struct page_reader *reader = (struct page_reader *)page;

	if (event->action == ACTION_LEVEL_UP)
		app_close(app);
	else if (event->action == ACTION_PAGE_DOWN ||
		 (event->typed && strcmp(event->typed, " ") == 0))
		turn(&reader->list, true);
	else if (event->action == ACTION_PAGE_UP)
		turn(&reader->list, false);
	else
		(void)list_act(&reader->list, event->action);
}

/*
 * Where a line goes on when it is wrapped: below its words, where a key or a
 * code with blanks behind it stands before them.
 */
#define HANGING_MAX 24

static int hanging(const char *line)
{
	int lead = (int)strspn(line, " ");

	for (const char *at = line + lead; *at && *at != '\n'; at++) {
		size_t blanks = strspn(at, " ");
		int col;

		if (blanks < 2)
			continue;
		col = utf8_width(line, (size_t)(at - line)) + (int)blanks;
		/* No key: the end of a sentence. */
		return strchr(".?!:", at[-1]) || col > HANGING_MAX ? lead : col;
	}
	return lead;
}

#define LINE_COLS_MAX 100 /* the eye loses its way back in longer lines */

static void refresh(struct app *app, struct page *page)
{
	struct page_reader *reader = (struct page_reader *)page;
	const char *at = reader->text;
	int room =
		app->cols - 4 < LINE_COLS_MAX ? app->cols - 4 : LINE_COLS_MAX;
	int columns = room < 20 ? 20 : room;
	int hang = 0;

	reader->line_count = 0;
	while (at) {
		bool goes_on = at > reader->text && at[-1] != '\n';
		int indent = goes_on ? hang : 0;
		size_t length;
		const char *next = utf8_wrap(at, columns - indent, &length);

		if (!next)
			break;
		if (!goes_on)
			hang = hanging(at);
		reader->lines = alloc_grow(reader->lines, reader->line_count,
					   &reader->line_capacity,
					   sizeof(*reader->lines));
		reader->lines[reader->line_count++] =
			(struct reader_line){ at, length, indent };
		at = next;
	}
	list_size(&reader->list, (int64_t)reader->line_count,
		  app->rows - 4 - (reader->question ? READER_ROWS_ASKED : 0));
}

static void close_reader(struct page *page)
{
	struct page_reader *reader = (struct page_reader *)page;

	free(reader->title);
	free(reader->text);
	free(reader->lines);
	free(reader->question);
	free(reader);
}

/* clang-format off */
static const enum action reader_actions[] = {
	ACTION_LEVEL_UP, ACTION_PAGE_DOWN, ACTION_PALETTE, ACTION_LEAVE,
	ACTION_NEXT, ACTION_BACK, ACTION_PAGE_UP, ACTION_FIRST, ACTION_LAST,
	ACTION_NONE
};
/* clang-format on */

#define READER_KIND(its_name)                                                  \
	{                                                                      \
		.name = its_name, .actions = reader_actions, .update = update, \
		.draw = view_reader, .tell = line_tell_reader,                 \
		.told_once = true, .refresh = refresh, .close = close_reader,  \
	}

static const struct page_kind reader_kind = READER_KIND("reader");
/* Known from the other, for the key that opens it closes it too. */
static const struct page_kind help_kind = READER_KIND("help");

static void open_reader(struct app *app, const struct page_kind *kind,
			const char *title, const char *text)
{
	struct page_reader *reader = alloc_new(1, sizeof(*reader));

	reader->page.kind = kind;
	reader->title = alloc_text(title);
	reader->text = alloc_text(text);
	refresh(app, &reader->page);
	app_open(app, &reader->page);
}

void page_reader_open(struct app *app, const char *title, const char *text)
{
	open_reader(app, &reader_kind, title, text);
}

/* --- with a question */

static void answer(struct app *app, struct page_reader *reader,
		   const char *given)
{
	app_take_off(app);
	(void)reader->done(app, reader->asker, given);
	reader->page.kind->close(&reader->page);
	app_refresh(app);
}

static void update_asking(struct app *app, struct page *page,
			  const struct event *event)
{
	struct page_reader *reader = (struct page_reader *)page;

	switch (event->action) {
	case ACTION_YES:
		answer(app, reader, "j");
		return;
	case ACTION_ADD_NAMES:
		answer(app, reader, "+");
		return;
	case ACTION_NO:
	case ACTION_LEVEL_UP:
		answer(app, reader, NULL);
		return;
	default:
		list_act(&reader->list, event->action);
		return;
	}
}

static bool works_asking(const struct app *app, const struct page *page,
			 enum action action)
{
	(void)app;
	return action != ACTION_ADD_NAMES ||
	       ((const struct page_reader *)page)->can_add_names;
}

/* clang-format off */
static const struct page_kind asking_kind = {
	.name = "reader",
	.actions = (const enum action[]){
		ACTION_YES, ACTION_NO, ACTION_ADD_NAMES, ACTION_LEVEL_UP,
		ACTION_PAGE_DOWN, ACTION_HELP, ACTION_PALETTE, ACTION_LEAVE,
		ACTION_NEXT, ACTION_BACK, ACTION_PAGE_UP, ACTION_FIRST,
		ACTION_LAST, ACTION_NONE },
	.update = update_asking,
	.works = works_asking,
	.draw = view_reader,
	.tell = line_tell_reader,
	.refresh = refresh,
	.close = close_reader,
};
/* clang-format on */

void page_reader_ask(struct app *app, const char *title, const char *text,
		     const char *question, bool can_add_names, answered *done)
{
	struct page *asker = app_asker(app);
	struct page_reader *reader;

	open_reader(app, &asking_kind, title, text);
	reader = (struct page_reader *)app_top(app);
	reader->question = alloc_text(question);
	reader->can_add_names = can_add_names;
	reader->done = done;
	reader->asker = asker;
	refresh(app, &reader->page);
}

/* --- help: what the page says of itself, and its keys */

#define KEYS_COLUMNS 22

static void add_action(struct buffer *b, const struct app *app,
		       const struct page *page, enum action action)
{
	char keys[KEYS_COLUMNS];
	int col;

	if (app->in_lines) {
		buffer_print(b, "%s: %s\n", action_short(action),
			     action_long(action));
		return;
	}
	app_keys(app, page, action, 3, keys, sizeof(keys));
	if (keys[0] == '\0')
		return;
	buffer_add(b, keys);
	for (col = utf8_columns(keys); col < KEYS_COLUMNS; col++)
		buffer_add_byte(b, ' ');
	buffer_add(b, action_long(action));
	buffer_add_byte(b, '\n');
}

static void add_keys(struct buffer *b, const struct app *app,
		     const struct page *page)
{
	const enum action *a = page->kind->actions;

	for (; *a != ACTION_NONE; a++) {
		if (app_works(app, page, *a))
			add_action(b, app, page, *a);
	}
	for (a = actions_everywhere(); *a != ACTION_NONE; a++) {
		if (!app_lists(page->kind->actions, *a) &&
		    app_works(app, page, *a))
			add_action(b, app, page, *a);
	}
}

void page_help_open(struct app *app)
{
	const struct page *page = app_top(app);
	struct buffer b = { 0 };
	char *of_page;

	if (!page)
		return;
	if (page->kind == &help_kind) {
		app_close(app);
		return;
	}
	of_page = page->kind->help ? page->kind->help(app, page) : NULL;
	if (of_page && of_page[0])
		buffer_print(&b, "%s\n\n", of_page);
	buffer_print(&b, "%s\n\n",
		     app->in_lines ? _("Commands that work here")
				   : _("Keys that work here"));
	add_keys(&b, app, page);
	buffer_print(
		&b, "\n%s\n",
		app->in_lines
			? _("A line that begins with / is always a command, "
			    "and // begins an answer with a slash. Where the "
			    "answer is no free text, a command needs no /. The "
			    "beginning of a command is enough, and what "
			    "follows answers its question. An empty line is "
			    "Enter.")
			: _("Alt with a digit is the function key of that "
			    "number."));
	open_reader(app, &help_kind, _("Help"), buffer_text(&b));
	buffer_done(&b);
	free(of_page);
}
