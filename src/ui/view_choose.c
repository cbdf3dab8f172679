/* ui/view_choose.c - drawing of ui/page_choose.h */
#include "config.h"

#include "ui/page_choose.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_line.h"

/* So few that one key picks them may each take so many rows, to be whole. */
#define LETTERED_ROWS 3

static const char *name_at(const struct page_choose *choose, int64_t i)
{
	return (size_t)i < choose->shown_count ? choose->names[choose->shown[i]]
					       : NULL;
}

static int name_columns(const struct screen *s,
			const struct page_choose *choose)
{
	return s->cols - 7 - 3 * choose->lettered;
}

static int rows_of(const struct screen *s, const struct page_choose *choose,
		   int64_t i)
{
	const char *text = name_at(choose, i);
	size_t length;
	int rows = 0;

	while (choose->lettered && text && rows < LETTERED_ROWS) {
		text = utf8_wrap(text, name_columns(s, choose), &length);
		rows += text != NULL;
	}
	return rows > 1 ? rows : 1;
}

/* Rows of all that is in view, if there is room for them; else one for each. */
static int rows_of_all(const struct screen *s, const struct page_choose *choose)
{
	int count = list_rows(&choose->list);
	int rows = 0;

	for (int i = 0; i < count; i++)
		rows += rows_of(s, choose, choose->list.top + i);
	return rows <= s->rows - 8 ? rows : count;
}

static void draw_row(struct screen *s, const struct page_choose *choose,
		     int64_t i, int row, int rows)
{
	bool focus = i == choose->list.selected &&
		     (!choose->lettered || choose->in_list);
	const char *name = name_at(choose, i);
	int columns = name_columns(s, choose);
	char *letter;
	enum style style = focus ? STYLE_FOCUS : STYLE_PLAIN;

	for (int at = 0; focus && at < rows; at++)
		screen_blank(s, row + at, 2, s->cols - 2, style);
	if (focus)
		screen_put(s, row, 2, style, ">");
	if (name && choose->lettered) {
		letter = choose_letter(name);
		screen_put(s, row, 4, style, letter);
		free(letter);
	}
	if (name && rows > 1)
		screen_put_wrapped(s, row, 7, columns, rows, style, name);
	else if (name)
		screen_put_within(s, row, 4 + 3 * choose->lettered, columns,
				  style, name);
	else
		screen_print(
			s, row, 4, style,
			/* TRANSLATORS: a name that is not in the list yet */
			_("New: %s"), choose->line.text);
}

void view_choose(const struct app *app, const struct page *page,
		 struct screen *s)
{
	const struct page_choose *choose = (const struct page_choose *)page;
	const struct list *list = &choose->list;
	int rows = list_rows(list);
	int drawn = rows_of_all(s, choose);
	int first = app_draw_panel(s, list->height + drawn - rows + 2,
				   choose->title);
	int col = screen_print(s, first, 2, STYLE_DIM, "%s ",
			       choose->open && choose->count == 0
				       ? _("Type a name:")
			       : choose->open     ? _("Type or choose:")
			       : choose->lettered ? _("Type a letter:")
						  : _("Type to search:"));
	int row = first + 1, selected = row;

	(void)app;
	col = view_line(s, first, col, s->cols - col - 2, STYLE_STRONG,
			&choose->line);
	for (int i = 0; i < rows; i++) {
		int64_t at = list->top + i;
		int high = drawn > rows ? rows_of(s, choose, at) : 1;

		draw_row(s, choose, at, row, high);
		if (at == list->selected)
			selected = row;
		row += high;
	}
	if (rows == 0 && !choose->open)
		screen_put(s, first + 1, 4, STYLE_DIM, _("Nothing fits"));
	if (list->top > 0)
		screen_put(s, first + 1, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_UP));
	if (list->top + rows < list->count)
		screen_put(s, first + rows, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_DOWN));
	if (choose->in_list && rows > 0)
		screen_cursor(s, selected, 4);
	else
		screen_cursor(s, first, col);
}
