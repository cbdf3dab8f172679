/* ui/lineedit_rows.c - a text of several lines in rows; see ui/lineedit.h */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/lineedit.h"

/*
 * A row ends at a newline, behind the last space that fits, or where a long
 * word must be broken.  One space more than fits hangs behind the row, where
 * the column is for the cursor; so every place in the text has a place on the
 * screen.
 */
static struct lineedit_row row_at(const char *text, size_t from, int columns)
{
	struct lineedit_row row = { .from = from };
	size_t at = from, space = 0;
	int width = 0;

	while (text[at] && text[at] != '\n') {
		size_t length = utf8_cluster(text + at);

		width += utf8_width(text + at, length);
		if (width > columns - 1 && at > from) {
			row.next = text[at] == ' ' ? at + 1
				   : space > 0     ? space
						   : at;
			row.length = row.next - from;
			return row;
		}
		at += length;
		if (text[at - 1] == ' ')
			space = at;
	}
	row.length = at - from;
	row.is_last = text[at] == '\0';
	row.next = row.is_last ? at : at + 1;
	return row;
}

bool lineedit_next_row(const struct lineedit *e, int columns,
		       struct lineedit_row *row)
{
	if (row->is_last)
		return false;
	*row = row_at(e->text ? e->text : "", row->next,
		      columns > 2 ? columns : 2);
	return true;
}

int lineedit_rows(const struct lineedit *e, int columns)
{
	struct lineedit_row row = { 0 };
	int count = 0;

	while (lineedit_next_row(e, columns, &row))
		count++;
	return count;
}

void lineedit_where(const struct lineedit *e, int columns, int *row, int *col)
{
	struct lineedit_row at = { 0 };

	*row = -1;
	while (lineedit_next_row(e, columns, &at)) {
		++*row;
		if (at.is_last || e->cursor < at.next)
			break;
	}
	*col = e->text ? utf8_width(e->text + at.from, e->cursor - at.from) : 0;
}

bool lineedit_move_row(struct lineedit *e, int columns, int direction)
{
	struct lineedit_row at = { 0 };
	int row, col, to;
	size_t fits;

	if (!e->text)
		return false;
	lineedit_where(e, columns, &row, &col);
	to = row + direction;
	if (to < 0)
		return false;
	for (int i = -1; i < to; i++)
		if (!lineedit_next_row(e, columns, &at))
			return false;
	if (e->wanted > 0)
		col = e->wanted - 1;
	e->wanted = col + 1;
	fits = utf8_fit(e->text + at.from, col);
	if (fits >= at.length) {
		fits = at.length;
		/* Behind a row that is wrapped is the next one already. */
		if (!at.is_last && at.next == at.from + fits && fits > 0)
			fits -= utf8_cluster_before(e->text + at.from, fits);
	}
	e->cursor = at.from + fits;
	e->replacing = false;
	e->last = LINEEDIT_NOTHING;
	return true;
}

void lineedit_scroll(struct lineedit *e, int columns, int rows)
{
	int count = lineedit_rows(e, columns);
	int row, col;

	lineedit_where(e, columns, &row, &col);
	if (e->top > count - rows)
		e->top = count - rows;
	if (e->top < 0)
		e->top = 0;
	if (row < e->top)
		e->top = row;
	if (row >= e->top + rows)
		e->top = row - rows + 1;
}
