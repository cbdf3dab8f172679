/* ui/view_choose.c - drawing of ui/page_choose.h */
#include "config.h"

#include "ui/page_choose.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/view_line.h"

static void draw_row(struct screen *s, const struct page_choose *choose,
		     int64_t i, int row)
{
	bool focus = i == choose->list.selected &&
		     (!choose->lettered || choose->in_list);
	const char *name = (size_t)i < choose->shown_count
				   ? choose->names[choose->shown[i]]
				   : NULL;
	char *letter;
	enum style style = focus ? STYLE_FOCUS : STYLE_PLAIN;

	if (focus) {
		screen_blank(s, row, 2, s->cols - 2, style);
		screen_put(s, row, 2, style, ">");
	}
	if (name && choose->lettered) {
		letter = choose_letter(name);
		screen_put(s, row, 4, style, letter);
		free(letter);
	}
	if (name)
		screen_put_within(s, row, 4 + 3 * choose->lettered,
				  s->cols - 7 - 3 * choose->lettered, style,
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
	int first = app_draw_panel(s, list->height + 2, choose->title);
	int col = screen_print(s, first, 2, STYLE_DIM, "%s ",
			       choose->open && choose->count == 0
				       ? _("Type a name:")
			       : choose->open     ? _("Type or choose:")
			       : choose->lettered ? _("Type a letter:")
						  : _("Type to search:"));
	int rows = list_rows(list);

	(void)app;
	col = view_line(s, first, col, s->cols - col - 2, STYLE_STRONG,
			&choose->line);
	for (int i = 0; i < rows; i++)
		draw_row(s, choose, list->top + i, first + 1 + i);
	if (rows == 0 && !choose->open)
		screen_put(s, first + 1, 4, STYLE_DIM, _("Nothing fits"));
	if (list->top > 0)
		screen_put(s, first + 1, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_UP));
	if (list->top + rows < list->count)
		screen_put(s, first + rows, s->cols - 2, STYLE_DIM,
			   screen_glyph(s, GLYPH_MORE_DOWN));
	if (choose->in_list && rows > 0)
		screen_cursor(s, first + 1 + (int)(list->selected - list->top),
			      4);
	else
		screen_cursor(s, first, col);
}
