/* ui/term_paint.c - see ui/term_paint.h */
#include "config.h"

#include "ui/term_paint.h"

#include <stdlib.h>
#include <string.h>

/* So many cells that are right already are written over: a move costs more. */
#define GAP 4

/* From so many blanks on, clearing the rest of the row costs less. */
#define BLANKS 8

static bool is_same(const struct cell *a, const struct cell *b)
{
	if (a->style != b->style)
		return false;
	for (size_t i = 0; a->text[i] == b->text[i]; i++) {
		if (a->text[i] == '\0')
			return true;
	}
	return false;
}

static bool is_blank(const struct cell *cell)
{
	return cell->style == STYLE_PLAIN && cell->text[0] == ' ' &&
	       cell->text[1] == '\0';
}

static bool has_wide(const struct cell *cells, int cols)
{
	for (int col = 0; col < cols; col++) {
		if (cells[col].text[0] == '\0')
			return true;
	}
	return false;
}

static void move(struct term_paint *p, int row, int col)
{
	if (p->row == row && p->col == col)
		return;
	if (p->row == row && p->codes.slide && p->col < p->shown.cols)
		buffer_add(&p->bytes, p->codes.slide(p->codes.of, col));
	else
		buffer_add(&p->bytes, p->codes.move(p->codes.of, row, col));
	p->row = row;
	p->col = col;
}

static void restyle(struct term_paint *p, enum style style)
{
	if (p->style != style)
		buffer_add(&p->bytes,
			   p->codes.restyle(p->codes.of, p->style, style));
	p->style = style;
}

/* Cells from .. end of a row, as they are to be. */
static void write_cells(struct term_paint *p, const struct screen *s, int row,
			int from, int end)
{
	const struct cell *cells = &s->cells[row * s->cols];

	if (p->codes.scrolls && row == s->rows - 1 && end == s->cols)
		end--;
	for (int col = from; col < end; col++) {
		/* Half a wide character was written with its first half. */
		if (cells[col].text[0] == '\0')
			continue;
		move(p, row, col);
		restyle(p, cells[col].style);
		if (cells[col].text[1] == '\0')
			buffer_add_byte(&p->bytes, cells[col].text[0]);
		else
			buffer_add(&p->bytes, cells[col].text);
		p->col = col + 1;
		if (p->col < s->cols && cells[p->col].text[0] == '\0')
			p->col++;
	}
}

/* Where the blanks begin that clearing to the right makes; else the end. */
static int cleared_from(const struct term_paint *p, const struct cell *cells,
			const struct cell *shown, int cols)
{
	int from = cols;
	int changed = 0;

	while (from > 0 && is_blank(&cells[from - 1])) {
		from--;
		changed += !is_blank(&shown[from]);
	}
	return p->codes.clear_right && changed >= BLANKS ? from : cols;
}

/* The first column from col on that differs, up to end. */
static int next_change(const struct cell *cells, const struct cell *shown,
		       int col, int end, bool all)
{
	while (!all && col < end && is_same(&cells[col], &shown[col]))
		col++;
	return col;
}

/* The column after what is to be written at once from col on. */
static int end_of_change(const struct cell *cells, const struct cell *shown,
			 int col, int end, bool all)
{
	int last = col;

	while (col < end && col - last <= GAP) {
		if (all || !is_same(&cells[col], &shown[col]))
			last = col;
		else if (cells[col].style != cells[last].style)
			break;
		col++;
	}
	return last + 1;
}

static void paint_row(struct term_paint *p, const struct screen *s, int row)
{
	const struct cell *cells = &s->cells[row * s->cols];
	struct cell *shown = &p->shown.cells[row * s->cols];
	int col = next_change(cells, shown, 0, s->cols, false);
	int end;
	bool all;

	if (col == s->cols)
		return;
	/* Half a wide character cannot be written over. */
	all = has_wide(cells, s->cols) || has_wide(shown, s->cols);
	col = all ? 0 : col;
	end = cleared_from(p, cells, shown, s->cols);
	while (col < end) {
		int after = end_of_change(cells, shown, col, end, all);

		write_cells(p, s, row, col, after);
		col = next_change(cells, shown, after, end, all);
	}
	if (end < s->cols) {
		move(p, row, end);
		restyle(p, STYLE_PLAIN);
		buffer_add(&p->bytes, p->codes.clear_right);
	}
	memcpy(shown, cells, (size_t)s->cols * sizeof(*cells));
}

const struct buffer *term_paint(struct term_paint *paint,
				const struct screen *s, bool anew)
{
	buffer_clear(&paint->bytes);
	if (anew || paint->shown.rows != s->rows ||
	    paint->shown.cols != s->cols) {
		buffer_add(&paint->bytes,
			   paint->codes.restyle(paint->codes.of, STYLE_FOCUS,
						STYLE_PLAIN));
		buffer_add(&paint->bytes, paint->codes.clear);
		term_paint_cleared(paint, s->rows, s->cols);
	}
	for (int row = 0; row < s->rows; row++)
		paint_row(paint, s, row);
	restyle(paint, STYLE_PLAIN);
	move(paint, s->cursor_row, s->cursor_col);
	return &paint->bytes;
}

void term_paint_cleared(struct term_paint *paint, int rows, int cols)
{
	screen_reset(&paint->shown, rows, cols);
	paint->style = STYLE_PLAIN;
	paint->row = -1;
}

void term_paint_forget(struct term_paint *paint)
{
	screen_done(&paint->shown);
}

void term_paint_done(struct term_paint *paint)
{
	screen_done(&paint->shown);
	buffer_done(&paint->bytes);
}
