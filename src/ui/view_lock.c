/* ui/view_lock.c - drawing of ui/page_lock.h */
#include "config.h"

#include "ui/page_lock.h"

#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/view_line.h"

/* Of a PIN only how long it is. */
static int draw_stars(struct screen *s, int row, int col, const char *text)
{
	for (; *text && col < s->cols - 3; text += utf8_cluster(text))
		col = screen_put(s, row, col, STYLE_STRONG, "*");
	return col;
}

void view_lock(const struct app *app, const struct page *page, struct screen *s)
{
	const struct page_lock *lock = (const struct page_lock *)page;
	int row = s->rows / 2 - 2;
	int col;

	app_draw_frame(app, s,
		       lock->stage == LOCK_LOCKED ? _("Locked")
						  : _("The PIN of the screen"),
		       "");
	screen_put_wrapped(s, row, 4, s->cols - 8, 2, STYLE_PLAIN,
			   page_lock_question(lock));
	row += 2;
	screen_put(s, row, 4, STYLE_ACCENT, ">");
	if (lock->stage == LOCK_MINUTES)
		col = view_line(s, row, 6, s->cols - 8, STYLE_STRONG,
				&lock->line);
	else
		col = draw_stars(s, row, 6, lock->line.text);
	screen_cursor(s, row, col);
}

/* As the client saw the questions: in the middle, and calm. */
void view_return(const struct app *app, const struct page *page,
		 struct screen *s)
{
	const struct page_lock *lock = (const struct page_lock *)page;
	int columns = s->cols - 10 > 64 ? 64 : s->cols - 10;
	int col = (s->cols - columns) / 2;
	int row = s->rows < 20 ? 2 : 1 + s->rows / 8;

	app_draw_frame(app, s, "", "");
	row += screen_put_wrapped(s, row, col, columns, 3, STYLE_STRONG,
				  page_lock_thanks());
	row += 2;
	row += screen_put_wrapped(s, row, col, columns, 2, STYLE_PLAIN,
				  page_lock_question(lock));
	screen_put(s, row + 1, col - 2, STYLE_ACCENT, ">");
	screen_cursor(s, row + 1, draw_stars(s, row + 1, col, lock->line.text));
}
