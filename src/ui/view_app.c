/* ui/view_app.c - the frame around every page; see ui/app.h */
#include "config.h"

#include "ui/app.h"

#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"

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

/* The help bar while it grows. */
struct bar {
	const struct app *app;
	const struct page *page;
	struct screen *s;
	enum action working[ACTIONS_ROOM];
	int col, end;
	int gap;
	int left; /* entries that there is room for */
};

/* The key of an action that works here, and how wide it is in the bar. */
static int help_entry(const struct bar *bar, enum action action,
		      char key[ACTION_KEY_ROOM])
{
	key[0] = '\0';
	if (app_works(bar->app, bar->page, action))
		app_keys_among(bar->app, bar->page, bar->working, action, 1,
			       key, ACTION_KEY_ROOM);
	return key[0] ? utf8_columns(key) + 1 +
				utf8_columns(action_short(action))
		      : 0;
}

static void put_help_entry(struct bar *bar, int col, enum action action,
			   const char *key)
{
	int row = bar->s->rows - 1;

	col = screen_put(bar->s, row, col, STYLE_KEY, key);
	screen_put(bar->s, row, col + 1, STYLE_DIM, action_short(action));
	bar->left--;
}

/* Those of the list, but the two in the corner, up to the first that does not
 * fit. */
static void draw_help_entries(struct bar *bar, const enum action *actions,
			      const enum action corner[2])
{
	char key[ACTION_KEY_ROOM];

	for (; *actions != ACTION_NONE && bar->left > 0; actions++) {
		int width;

		if (*actions == corner[0] || *actions == corner[1])
			continue;
		width = help_entry(bar, *actions, key);
		if (width == 0)
			continue;
		if (bar->col + width > bar->end)
			break;
		put_help_entry(bar, bar->col, *actions, key);
		bar->col += width + bar->gap;
	}
}

static enum action way_out(const struct app *app, const struct page *page)
{
	static const enum action ways[] = { ACTION_LEVEL_UP,
					    ACTION_CLIENT_STOP };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (app_lists(page->kind->actions, ways[i]) &&
		    app_works(app, page, ways[i]))
			return ways[i];
	return ACTION_LEAVE;
}

/*
 * The way out and help stand in the same corner on every page; what one does
 * here stands at the left, as much as fits.
 */
static void draw_help_bar(const struct app *app, const struct page *page,
			  struct screen *s)
{
	static const enum action rest[] = { ACTION_PALETTE, ACTION_LEAVE,
					    ACTION_NONE };
	enum action corner[] = { way_out(app, page), ACTION_HELP };
	struct bar bar = {
		.app = app, .page = page, .s = s, .col = 1, .left = HELP_ENTRIES
	};

	bar.end = s->cols - 1;
	bar.gap = s->cols < 80 ? 2 : 3;
	app_list_working(app, page, bar.working);
	for (size_t i = 0; i < 2; i++) {
		char key[ACTION_KEY_ROOM];
		int width = help_entry(&bar, corner[i], key);

		if (width == 0)
			continue;
		put_help_entry(&bar, bar.end - width, corner[i], key);
		bar.end -= width + bar.gap;
	}
	draw_help_entries(&bar, page->kind->actions, corner);
	for (size_t i = 0; rest[i] != ACTION_NONE; i++) {
		const enum action one[] = { rest[i], ACTION_NONE };

		if (!app_lists(page->kind->actions, rest[i]))
			draw_help_entries(&bar, one, corner);
	}
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

void app_draw(const struct app *app, struct screen *s)
{
	if (s->rows < SCREEN_ROWS_MIN || s->cols < SCREEN_COLS_MIN) {
		draw_too_small(s);
		return;
	}
	for (size_t i = app_lowest_seen(app); i < app->page_count; i++)
		app->pages[i]->kind->draw(app, app->pages[i], s);
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

void app_draw_frame(const struct app *app, const struct page *page,
		    struct screen *s, const char *left, const char *right)
{
	int room = app_frame_room(app, s, right);
	int col = title_col(app);
	int wide = utf8_columns(left);

	(void)page;
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

	for (int row = first - 1; row < end; row++) {
		for (col = 0; col < s->cols; col++)
			screen_put(s, row, col, STYLE_PLAIN,
				   row < first ? screen_glyph(s, GLYPH_LINE)
					       : " ");
	}
	screen_style_row(s, first - 1, STYLE_DIM);
	if (title && title[0]) {
		col = screen_put(s, first - 1, 2, STYLE_PLAIN, " ");
		col = screen_put_within(s, first - 1, col, s->cols - 8,
					STYLE_TITLE, title);
		screen_put(s, first - 1, col, STYLE_PLAIN, " ");
	}
	return first;
}
