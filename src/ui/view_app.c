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
	int col;
	int left; /* entries that there is room for */
};

/* One entry, if it ends before this column. */
static bool draw_help_entry(struct bar *bar, enum action action, int end)
{
	int row = bar->s->rows - 1;
	char key[ACTION_KEY_ROOM];
	int width;

	app_keys_among(bar->app, bar->page, bar->working, action, 1, key,
		       sizeof(key));
	width = utf8_columns(key) + 1 + utf8_columns(action_short(action));
	if (key[0] == '\0' || bar->col + width > end)
		return false;
	bar->col = screen_put(bar->s, row, bar->col, STYLE_KEY, key);
	bar->col = screen_put(bar->s, row, bar->col + 1, STYLE_DIM,
			      action_short(action)) +
		   3;
	bar->left--;
	return true;
}

/*
 * Those of the list, up to the first that does not fit; help has a place even
 * when it comes late.
 */
static void draw_help_entries(struct bar *bar, const enum action *actions)
{
	int help = utf8_columns(action_short(ACTION_HELP)) + 6;
	bool has_help = false;

	for (const enum action *a = actions; *a != ACTION_NONE && bar->left > 0;
	     a++) {
		if (!app_works(bar->app, bar->page, *a))
			continue;
		has_help = has_help || *a == ACTION_HELP;
		if (!draw_help_entry(bar, *a,
				     bar->s->cols - (has_help ? 0 : help)) &&
		    has_help)
			break;
	}
}

static void draw_help_bar(const struct app *app, const struct page *page,
			  struct screen *s)
{
	static const enum action always[] = { ACTION_HELP, ACTION_PALETTE,
					      ACTION_LEAVE };
	struct bar bar = {
		.app = app, .page = page, .s = s, .col = 1, .left = HELP_ENTRIES
	};

	app_list_working(app, page, bar.working);
	draw_help_entries(&bar, page->kind->actions);
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		const enum action one[] = { always[i], ACTION_NONE };

		if (!app_lists(page->kind->actions, always[i]))
			draw_help_entries(&bar, one);
	}
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
		screen_put_within(s, s->rows - 2, 1, s->cols - 2,
				  app->message_style, app->message);
	if (app->page_count > 0)
		draw_help_bar(app, app_top(app), s);
}

void app_draw_frame(const struct app *app, const struct page *page,
		    struct screen *s, const char *left, const char *right)
{
	int col = 1;
	int room;

	(void)page;
	if (app->practice)
		col = screen_put(s, 0, col, STYLE_WARN, _("PRACTICE")) + 2;
	room = s->cols - 1 - col - utf8_columns(right) - 2;
	screen_put_within(s, 0, col, room > 1 ? room : 1, STYLE_TITLE, left);
	screen_put_right(s, 0, s->cols - 1, STYLE_DIM, right);
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
