/* ui/view_choose.c - drawing of ui/page_choose.h */
#include "config.h"

#include "ui/page_choose.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_line.h"

static const char *name_at(const struct page_choose *choose, int64_t i)
{
	return (size_t)i < choose->shown_count ? choose->names[choose->shown[i]]
					       : NULL;
}

/* Rows of all that is in view, if there is room for them; else 0. */
static int rows_of_all(const struct screen *s, const struct page_choose *choose)
{
	int count = list_rows(&choose->list);
	int rows = 0;

	for (int i = 0; i < count; i++)
		rows += choose_rows_of(
			choose, name_at(choose, choose->list.top + i), s->cols);
	return rows <= s->rows - 8 ? rows : 0;
}

static void put_name(struct screen *s, int row, int col, int columns, int rows,
		     enum style style, const char *name)
{
	if (rows == 1) {
		screen_put_within(s, row, col, columns + CHOOSE_INDENT, style,
				  name);
		return;
	}
	for (int i = 0; i < rows && name; i++) {
		size_t length;
		const char *next = utf8_wrap(name, columns, &length);
		char *part = i + 1 < rows ? alloc_text_part(name, length)
					  : alloc_text(name);

		screen_put_within(s, row + i, col + (i > 0 ? CHOOSE_INDENT : 0),
				  columns, style, part);
		free(part);
		name = next;
	}
}

static void draw_row(struct screen *s, const struct page_choose *choose,
		     int64_t i, int row, int rows)
{
	bool focus = i == choose->list.selected &&
		     (!choose->lettered || choose->in_list);
	const char *name = name_at(choose, i);
	int columns = choose_columns(choose, s->cols);
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
	if (name)
		put_name(s, row, 4 + 3 * choose->lettered, columns, rows, style,
			 name);
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
	/* Else only the one that is selected is whole. */
	int more = drawn ? drawn - rows : choose_extra(choose, s->cols);
	int first = app_draw_panel(s, list->height + more + 2, choose->title);
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
		bool whole = drawn || at == list->selected;
		int high = whole ? choose_rows_of(choose, name_at(choose, at),
						  s->cols)
				 : 1;

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
		screen_put(s, row - 1, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_DOWN));
	if (choose->in_list && rows > 0)
		screen_cursor(s, selected, 4);
	else
		screen_cursor(s, first, col);
}
