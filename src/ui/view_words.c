/* ui/view_words.c - drawing of ui/page_words.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/page_words.h"
#include "ui/view_line.h"

#define FIRST_ROW 4
#define WORD_COLS 26

static void draw_search(const struct page_words *page, struct screen *s)
{
	int col = screen_put(s, 2, 3, STYLE_DIM, _("Type to search:"));

	col = view_line(s, 2, col + 1, s->cols - col - 3, STYLE_STRONG,
			&page->search);
	if (page->list.count == 0)
		screen_cursor(s, 2, col);
}

void view_words(const struct app *app, const struct page *of, struct screen *s)
{
	const struct page_words *page = (const struct page_words *)of;
	const struct list *list = &page->list;
	int meaning = 3 + WORD_COLS + 2, rows = s->rows - 2 - FIRST_ROW;
	char *count =
		alloc_print(text_plural("%lld word", "%lld words", list->count),
			    (long long)list->count);

	app_draw_frame(app, s, words_text(&page->glossary->title), count);
	free(count);
	draw_search(page, s);
	for (int i = 0; i < list_rows(list); i++) {
		const struct glossary_word *word = page->shown[list->top + i];
		bool focus = list->top + i == list->selected;

		if (focus) {
			screen_blank(s, FIRST_ROW + i, 1, meaning - 1,
				     STYLE_FOCUS);
			screen_put(s, FIRST_ROW + i, 1, STYLE_FOCUS, ">");
			screen_cursor(s, FIRST_ROW + i, 3);
		}
		screen_put_within(s, FIRST_ROW + i, 3, WORD_COLS,
				  focus ? STYLE_FOCUS : STYLE_PLAIN,
				  words_text(&word->word));
	}
	if (list->top > 0)
		screen_put_right(s, FIRST_ROW, s->cols - 1, STYLE_DIM,
				 screen_glyph(s, GLYPH_MORE_UP));
	if (list->top + list_rows(list) < list->count)
		screen_put_right(s, FIRST_ROW + list_rows(list) - 1,
				 s->cols - 1, STYLE_DIM,
				 screen_glyph(s, GLYPH_MORE_DOWN));
	if (list->count > 0)
		screen_put_wrapped(
			s, FIRST_ROW, meaning, s->cols - meaning - 2, rows,
			STYLE_PLAIN,
			words_text(&page->shown[list->selected]->meaning));
	else
		screen_put(s, FIRST_ROW, 3, STYLE_DIM, _("No word fits that"));
}
