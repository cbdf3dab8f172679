/* ui/view_app.c - the frame around every page; see ui/app.h */
#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/kept.h"

static void draw_too_small(struct screen *s)
{
	screen_put_wrapped(s, 0, 0, s->cols, s->rows > 1 ? s->rows - 1 : 1,
			   STYLE_STRONG, _("The screen is too small"));
	if (s->rows > 3)
		screen_print(s, s->rows - 1, 0, STYLE_PLAIN,
			     /* TRANSLATORS: columns, rows, as people say it */
			     _("At least %d by %d; Ctrl-Q leaves"),
			     SCREEN_COLS_MIN, SCREEN_ROWS_MIN);
}

#define HELP_ENTRIES 10
#define HELP_GAP 2 /* columns between two of them, or more */

/* All that the help bar depends on. */
struct bar_from {
	const struct page_kind *kind;
	const enum action *actions; /* those that it shows, by need */
	bool takes_text;            /* letters are no keys */
	enum action working[ACTIONS_ROOM];
	enum action everywhere[ACTIONS_ROOM];
};

static bool works(const struct bar_from *from, enum action action)
{
	return app_lists(from->working, action) ||
	       app_lists(from->everywhere, action);
}

/* The help bar while it grows. */
struct bar {
	const struct app *app;
	const struct page *page;
	const struct bar_from *from;
	struct help_entry {
		enum action action;
		int columns;
		char key[ACTION_KEY_ROOM];
	} entries[HELP_ENTRIES];
	size_t count;
	size_t corner; /* so many of them stand at the right */
	int room;      /* columns that are left */
};

static bool bar_has(const struct bar *bar, enum action action)
{
	for (size_t i = 0; i < bar->count; i++)
		if (bar->entries[i].action == action)
			return true;
	return false;
}

/* False when there is no room for it, nor for what comes after it. */
static bool add_entry(struct bar *bar, enum action action)
{
	struct help_entry entry = { .action = action };
	int gap = bar->count > 0 ? HELP_GAP : 0;

	if (bar->count == HELP_ENTRIES)
		return false;
	if (bar_has(bar, action) || !works(bar->from, action))
		return true;
	app_keys_among(bar->app, bar->page, bar->from->working, action, 1,
		       entry.key, ACTION_KEY_ROOM);
	if (!entry.key[0])
		return true;
	entry.columns = utf8_columns(entry.key) + 1 +
			utf8_columns(action_short(action));
	if (gap + entry.columns > bar->room)
		return false;
	bar->room -= gap + entry.columns;
	bar->entries[bar->count++] = entry;
	return true;
}

static enum action way_out(const struct bar_from *from)
{
	static const enum action ways[] = { ACTION_LEVEL_UP,
					    ACTION_CLIENT_STOP };

	for (size_t i = 0; i < COUNT(ways); i++)
		if (app_lists(from->kind->actions, ways[i]) &&
		    works(from, ways[i]))
			return ways[i];
	return ACTION_LEAVE;
}

/* What one does here, the most needed first; at the end of it what is left. */
static void choose_entries(struct bar *bar)
{
	static const enum action rest[] = { ACTION_PALETTE, ACTION_LEAVE };
	const enum action *actions = bar->from->actions;
	bool fits = add_entry(bar, way_out(bar->from)) &&
		    add_entry(bar, ACTION_HELP);

	bar->corner = bar->count;
	for (; fits && *actions != ACTION_NONE; actions++)
		fits = add_entry(bar, *actions);
	for (size_t i = 0; fits && i < COUNT(rest); i++)
		fits = add_entry(bar, rest[i]);
}

static int put_entry(struct screen *s, int col, const struct help_entry *entry)
{
	col = screen_put(s, s->rows - 1, col, STYLE_KEY, entry->key);
	return screen_put(s, s->rows - 1, col + 1, STYLE_DIM,
			  action_short(entry->action));
}

static void sort_entries(struct help_entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct help_entry entry = entries[i];
		size_t at = i;

		for (; at > 0 && entries[at - 1].action > entry.action; at--)
			entries[at] = entries[at - 1];
		entries[at] = entry;
	}
}

/*
 * The way out and help stand in the same corner on every page; what one does
 * here stands at the left.  Where that changes from question to question it has
 * the order of the table of actions, so that each key keeps its place.
 */
static void put_entries(const struct app *app, const struct page *page,
			const struct bar_from *from, struct screen *s)
{
	struct bar bar = {
		.app = app, .page = page, .from = from, .room = s->cols - 2
	};
	int gap = HELP_GAP, end = s->cols - 1, col = 1;

	choose_entries(&bar);
	if (bar.room >= (int)bar.count)
		gap++;
	if (page->kind->bar_changes)
		sort_entries(bar.entries + bar.corner, bar.count - bar.corner);
	for (size_t i = 0; i < bar.corner; i++) {
		end -= bar.entries[i].columns;
		(void)put_entry(s, end, &bar.entries[i]);
		end -= gap;
	}
	for (size_t i = bar.corner; i < bar.count; i++)
		col = put_entry(s, col, &bar.entries[i]) + gap;
}

/* Most keys leave it as it is.  Which of them means what was bound before. */
static void draw_help_bar(const struct app *app, const struct page *page,
			  struct screen *s)
{
	const struct page_kind *kind = page->kind;
	struct kept once = { 0 };
	struct kept *kept = app->bar ? app->bar : &once;
	struct screen *anew;
	struct bar_from from;

	memset(&from, 0, sizeof(from));
	from.kind = kind;
	from.actions = kind->bar ? kind->bar(app, page) : kind->actions;
	from.takes_text = kind->takes_text && kind->takes_text(page);
	app_list_working(app, page, from.working);
	app_list_everywhere(app, page, from.everywhere);
	anew = kept_begin(kept, s, 1, &from, sizeof(from));
	if (anew)
		put_entries(app, page, &from, anew);
	kept_put(kept, s, s->rows - 1);
	kept_done(&once);
}

#define MESSAGE_ROWS 3

/*
 * It ends on its own row; what is longer stands whole all the same, over the
 * last rows of the page, until the next key.
 */
static void draw_message(const struct app *app, struct screen *s)
{
	const char *text = app->message;
	int columns = s->cols - 2;
	int rows = 0, row;
	size_t length;

	while (text && rows < MESSAGE_ROWS) {
		text = utf8_wrap(text, columns, &length);
		rows += text != NULL;
	}
	/* Where one is stays in sight. */
	if (rows <= 1 || s->cursor_row >= s->rows - 1 - rows) {
		screen_put_within(s, s->rows - 2, 1, columns,
				  app->message_style, app->message);
		return;
	}
	row = s->rows - 1 - rows;
	for (int i = 0; i < rows; i++)
		screen_blank(s, row + i, 0, s->cols, STYLE_PLAIN);
	screen_put_wrapped(s, row, 1, columns, rows, app->message_style,
			   app->message);
}

static void draw_pages(const struct app *app, struct screen *s)
{
	for (size_t i = app_lowest_seen(app); i < app->page_count; i++)
		app->pages[i]->kind->draw(app, app->pages[i], s);
}

void app_draw(const struct app *app, struct screen *s)
{
	int panel;

	if (s->rows < SCREEN_ROWS_MIN || s->cols < SCREEN_COLS_MIN) {
		draw_too_small(s);
		return;
	}
	draw_pages(app, s);
	panel = s->panel;
	if (panel > 0) {
		/* Once more, now that the page below can know what is left. */
		screen_reset(s, s->rows, s->cols);
		s->panel = panel;
		draw_pages(app, s);
	}
	if (app->message)
		draw_message(app, s);
	if (app->page_count > 0)
		draw_help_bar(app, app_top(app), s);
}

/* Where the title begins; the first word of a practice file stands before it.
 */
static int title_col(const struct app *app)
{
	return 1 + (app->practice ? utf8_columns(_("PRACTICE")) + 2 : 0);
}

int app_frame_room(const struct app *app, const struct screen *s,
		   const char *right)
{
	int room = s->cols - 1 - title_col(app) - utf8_columns(right) - 2;
	int half = (s->cols - title_col(app)) / 2;

	return room < half ? half : room;
}

void app_draw_frame(const struct app *app, struct screen *s, const char *left,
		    const char *right)
{
	int room = app_frame_room(app, s, right);
	int col = title_col(app);
	int wide = utf8_columns(left);

	if (app->practice)
		screen_put(s, 0, 1, STYLE_WARN, _("PRACTICE"));
	screen_put_within(s, 0, col, room > 1 ? room : 1, STYLE_TITLE, left);
	/* What stands at the right gives way to what the page is about. */
	col += (wide < room ? wide : room) + 2;
	if (col + utf8_columns(right) <= s->cols - 1)
		screen_put_right(s, 0, s->cols - 1, STYLE_DIM, right);
	else
		screen_put_within(s, 0, col, s->cols - 1 - col, STYLE_DIM,
				  right);
}

int app_draw_panel(struct screen *s, int rows, const char *title)
{
	int end = FRAME_BODY_END(s);
	int first = end - rows < 3 ? 3 : end - rows;
	int col;

	if (s->panel == 0 || s->panel > first - 1)
		s->panel = first - 1;
	for (col = 0; col < s->cols; col++)
		screen_put_glyph(s, first - 1, col, STYLE_DIM, GLYPH_LINE);
	for (int row = first; row < end; row++)
		screen_blank(s, row, 0, s->cols, STYLE_PLAIN);
	if (title && title[0]) {
		col = screen_put(s, first - 1, 2, STYLE_PLAIN, " ");
		col = screen_put_within(s, first - 1, col, s->cols - 8,
					STYLE_TITLE, title);
		screen_put(s, first - 1, col, STYLE_PLAIN, " ");
	}
	return first;
}
