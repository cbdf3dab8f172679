/* ui/view_reader.c - drawing of ui/page_reader.h */
#include "config.h"

#include "ui/page_reader.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"

void view_reader(const struct app *app, const struct page *page,
		 struct screen *s)
{
	const struct page_reader *reader = (const struct page_reader *)page;
	const struct list *list = &reader->list;
	int rows = list_rows(list);
	char *place = alloc_print(
		/* TRANSLATORS: the line where one is, of so many */
		_("line %d of %d"), list->count ? (int)list->selected + 1 : 0,
		(int)list->count);

	app_draw_frame(app, page, s, reader->title, place);
	free(place);
	for (int i = 0; i < rows; i++) {
		const struct reader_line *line = &reader->lines[list->top + i];
		char *text = alloc_text_part(line->text, line->length);

		screen_put_within(s, 2 + i, 2, s->cols - 4, STYLE_PLAIN, text);
		free(text);
	}
	if (rows > 0) {
		int row = 2 + (int)(list->selected - list->top);

		screen_put(s, row, 0, STYLE_ACCENT, ">");
		screen_cursor(s, row, 2);
	}
}
