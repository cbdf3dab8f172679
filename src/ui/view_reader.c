/* ui/view_reader.c - drawing of ui/page_reader.h */
#include "config.h"

#include "base/count.h"
#include "ui/page_reader.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/app_private.h"

static void draw_question(const struct app *app,
			  const struct page_reader *reader, struct screen *s)
{
	static const enum action answers[] = { ACTION_YES, ACTION_NO,
					       ACTION_ADD_NAMES };
	int row = FRAME_BODY_END(s) - READER_ROWS_ASKED + 1;
	char key[ACTION_KEY_ROOM];
	int col = 4;

	screen_put_within(s, row, 2, s->cols - 4, STYLE_STRONG,
			  reader->question);
	screen_put(s, row + 1, 2, STYLE_ACCENT, ">");
	for (size_t i = 0; i < COUNT(answers); i++) {
		if (!app_works(app, &reader->page, answers[i]))
			continue;
		app_keys(app, &reader->page, answers[i], 1, key, sizeof(key));
		col = screen_print(s, row + 1, col, STYLE_STRONG, "%s %s", key,
				   action_short(answers[i])) +
		      3;
	}
	screen_cursor(s, row + 1, 4);
}

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

	app_draw_frame(app, s, reader->title, place);
	free(place);
	for (int i = 0; i < rows; i++) {
		const struct reader_line *line = &reader->lines[list->top + i];
		char *text = alloc_text_part(line->text, line->length);

		screen_put_within(s, 2 + i, 2 + line->indent,
				  s->cols - 4 - line->indent, STYLE_PLAIN,
				  text);
		free(text);
	}
	if (rows > 0 && (!reader->question || list->count > list->height)) {
		int row = 2 + (int)(list->selected - list->top);

		screen_put(s, row, 0, STYLE_ACCENT, ">");
		screen_cursor(s, row, 2);
	}
	if (reader->question)
		draw_question(app, reader, s);
}
