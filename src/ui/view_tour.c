/* ui/view_tour.c - drawing of ui/page_tour.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/page_tour.h"

#define TEXT_COLS 64

void view_tour(const struct app *app, const struct page *of, struct screen *s)
{
	size_t step = ((const struct page_tour *)of)->step;
	char *head = page_tour_head(step);
	char *text = page_tour_text(app, step);
	char *place = alloc_print(
		/* TRANSLATORS: the screen of the tour, of so many */
		_("%zu of %zu"), step + 1, page_tour_steps());
	int columns = s->cols - 8 < TEXT_COLS ? s->cols - 8 : TEXT_COLS;
	int row = s->rows / 5;

	app_draw_frame(app, s, _("The tour"), place);
	screen_put(s, row, 4, STYLE_ACCENT, head);
	screen_put_wrapped(s, row + 2, 4, columns, s->rows - row - 4,
			   STYLE_PLAIN, text);
	screen_cursor(s, row, 4);
	free(head);
	free(text);
	free(place);
}
