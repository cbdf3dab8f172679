/* ui/view_ask.c - drawing of ui/page_ask.h */
#include "config.h"

#include "ui/page_ask.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/view_line.h"

#define QUESTION_ROWS 4

/* Rows the text takes when wrapped, up to QUESTION_ROWS. */
static int rows_of(const char *text, int columns)
{
	size_t length;
	int rows = 0;

	while (text && rows < QUESTION_ROWS) {
		text = utf8_wrap(text, columns, &length);
		rows += text != NULL;
	}
	return rows;
}

static int draw_question(struct screen *s, const struct page_ask *ask,
			 int rows_below)
{
	int columns = s->cols - 4;
	int rows = rows_of(ask->question, columns);
	int first = app_draw_panel(s, rows + rows_below, ask->title);

	return first + screen_put_wrapped(s, first, 2, columns, rows,
					  STYLE_PLAIN, ask->question);
}

void view_ask(const struct app *app, const struct page *page, struct screen *s)
{
	const struct page_ask *ask = (const struct page_ask *)page;
	int row = draw_question(s, ask, 2);
	int col;

	(void)app;
	screen_put(s, row, 2, STYLE_ACCENT, ">");
	col = view_line(s, row, 4, s->cols - 6, STYLE_STRONG, &ask->line);
	screen_cursor(s, row, col);
}

void view_ask_text(const struct app *app, const struct page *page,
		   struct screen *s)
{
	const struct page_ask *ask = (const struct page_ask *)page;
	const struct lineedit *e = &ask->line;
	int columns = page_ask_columns(s->cols);
	int rows = page_ask_rows(s->rows);
	int first = draw_question(s, ask, rows + 1);
	struct lineedit_row at = { 0 };
	int row, col;

	(void)app;
	screen_put(s, first, 2, STYLE_ACCENT, ">");
	for (int i = 0; i < e->top + rows && lineedit_next_row(e, columns, &at);
	     i++) {
		char *part = alloc_text_part(e->text + at.from, at.length);

		if (i >= e->top)
			screen_put_within(s, first + i - e->top, 4, columns,
					  STYLE_STRONG, part);
		free(part);
	}
	if (e->top > 0)
		screen_put(s, first, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_UP));
	if (!at.is_last)
		screen_put(s, first + rows - 1, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_DOWN));
	lineedit_where(e, columns, &row, &col);
	screen_cursor(s, first + row - e->top, 4 + col);
}

void view_confirm(const struct app *app, const struct page *page,
		  struct screen *s)
{
	const struct page_ask *ask = (const struct page_ask *)page;
	int row = draw_question(s, ask, 2);
	char yes[ACTION_KEY_ROOM];
	char no[ACTION_KEY_ROOM];

	app_keys(app, page, ACTION_YES, 1, yes, sizeof(yes));
	app_keys(app, page, ACTION_NO, 1, no, sizeof(no));
	screen_put(s, row, 2, STYLE_ACCENT, ">");
	screen_print(s, row, 4, STYLE_STRONG, "%s %s   %s %s", yes,
		     action_short(ACTION_YES), no, action_short(ACTION_NO));
	screen_cursor(s, row, 4);
}
