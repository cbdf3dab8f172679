/* ui/view_line.c - see ui/view_line.h */
#include "config.h"

#include "ui/view_line.h"

int view_line(struct screen *s, int row, int col, int columns, enum style style,
	      const struct lineedit *e)
{
	int cursor;
	size_t first = lineedit_view(e, columns, &cursor);

	if (e->text)
		screen_put_typed(s, row, col, columns, style, e->text + first);
	return col + cursor;
}
