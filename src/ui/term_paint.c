/* ui/term_paint.c - see ui/term_paint.h */
#include "config.h"

#include "ui/term_paint.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* From so many blanks on, clearing the rest of the row costs less: with a move
 * there, and right behind what is written. */
#define BLANKS 8
#define BLANKS_BEHIND 4

/* A blank looks the same in every style that does not fill it. */
static bool is_blank(const struct term_paint *p, const struct cell *cell)
{
	return cell->text[0] == ' ' && cell->text[1] == '\0' &&
	       !p->codes.fills[cell->style];
}

/* By all bytes at once. */
static bool is_equal(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static inline bool is_same(const struct term_paint *p, const struct cell *a,
			   const struct cell *b)
{
	return is_equal(a, b) || (is_blank(p, a) && is_blank(p, b));
}

static bool has_wide(const struct cell *cells, int cols)
{
	for (int col = 0; col < cols; col++) {
		if (cells[col].text[0] == '\0')
			return true;
	}
	return false;
}

static const struct cell *row_of(const struct screen *s, int row)
{
	return &s->cells[row * s->cols];
}

/* All of the row at once, as most rows are what they were. */
static bool is_same_row(const struct term_paint *p, const struct screen *s,
			int row, int shown)
{
	return memcmp(row_of(s, row), row_of(&p->shown, shown),
		      (size_t)s->cols * sizeof(struct cell)) == 0;
}

static void move(struct term_paint *p, int row, int col)
{
	if (p->row == row && p->col == col)
		return;
	/* Behind the last cell terminals wait in places of their own. */
	if (p->col >= p->shown.cols)
		p->row = -1;
	buffer_add(&p->bytes, p->codes.move(p->codes.of, p->row, row, col));
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

/* In which style a cell is written: blanks in the one that holds, where they can. */
static enum style style_for(const struct term_paint *p, const struct cell *cell)
{
	if (!is_blank(p, cell))
		return cell->style;
	return p->codes.fills[p->style] ? STYLE_PLAIN : p->style;
}

/* What comes is empty, in no style that can be seen. */
static void restyle_for_blanks(struct term_paint *p)
{
	if (p->codes.fills[p->style])
		restyle(p, STYLE_PLAIN);
}

/* Letters that follow each other; added at once, as each would cost as much. */
struct run {
	char bytes[256];
	size_t length;
};

static void end_run(struct term_paint *p, struct run *run)
{
	if (run->length > 0)
		buffer_add_part(&p->bytes, run->bytes, run->length);
	run->length = 0;
}

static void add_to_run(struct term_paint *p, struct run *run,
		       const struct cell *cell)
{
	if (run->length + LONGEST_CLUSTER > sizeof(run->bytes))
		end_run(p, run);
	/* All but letters may be longer than their cell. */
	for (const char *byte = cell->text[0] >= ' ' ? cell->text
						     : screen_text(cell);
	     *byte; byte++)
		run->bytes[run->length++] = *byte;
}

/* Cells from .. end of a row, as they are to be. */
static void write_cells(struct term_paint *p, const struct screen *s, int row,
			int from, int end)
{
	const struct cell *cells = &s->cells[row * s->cols];
	struct run run = { .length = 0 };
	int at = -1; /* the cursor, in this row; -1: elsewhere */

	if (p->codes.scrolls && row == s->rows - 1 && end == s->cols)
		end--;
	for (int col = from; col < end; col++) {
		enum style style;

		/* Half a wide character was written with its first half. */
		if (cells[col].text[0] == '\0')
			continue;
		style = style_for(p, &cells[col]);
		if (at != col || p->style != style) {
			end_run(p, &run);
			p->col = at >= 0 ? at : p->col;
			move(p, row, col);
			restyle(p, style);
		}
		add_to_run(p, &run, &cells[col]);
		at = col + 1;
		if (at < s->cols && cells[at].text[0] == '\0')
			at++;
	}
	end_run(p, &run);
	p->col = at >= 0 ? at : p->col;
}

/* Where the blanks begin that clearing to the right makes; else the end. */
static int cleared_from(const struct term_paint *p, const struct cell *cells,
			const struct cell *shown, int cols)
{
	int from = cols;
	int changed = 0;
	bool behind;

	while (from > 0 && is_blank(p, &cells[from - 1])) {
		from--;
		changed += !is_blank(p, &shown[from]);
	}
	behind = from > 0 && !is_same(p, &cells[from - 1], &shown[from - 1]);
	return p->codes.clear_right &&
			       changed >= (behind ? BLANKS_BEHIND : BLANKS)
		       ? from
		       : cols;
}

/* The first column from col on that differs, up to end. */
static int next_change(const struct term_paint *p, const struct cell *cells,
		       const struct cell *shown, int col, int end, bool all)
{
	while (!all && col < end && is_same(p, &cells[col], &shown[col]))
		col++;
	return col;
}

/* The column after what is to be written at once from col on. */
static int end_of_change(const struct term_paint *p, const struct cell *cells,
			 const struct cell *shown, int col, int end, bool all)
{
	int last = col;

	/* A few that are right already are written over: a move costs more. */
	while (col < end && col - last <= p->codes.step) {
		if (all || !is_same(p, &cells[col], &shown[col]))
			last = col;
		else if (cells[col].style != cells[last].style &&
			 !is_blank(p, &cells[col]))
			break;
		col++;
	}
	return last + 1;
}

static void paint_row(struct term_paint *p, const struct screen *s, int row)
{
	const struct cell *cells = &s->cells[row * s->cols];
	struct cell *shown = &p->shown.cells[row * s->cols];
	int col;
	int end;
	bool all;

	if (is_same_row(p, s, row, row))
		return;
	col = next_change(p, cells, shown, 0, s->cols, false);
	if (col == s->cols)
		return;
	/* Half a wide character cannot be written over. */
	all = (s->wide && has_wide(cells, s->cols)) ||
	      (p->shown.wide && has_wide(shown, s->cols));
	col = all ? 0 : col;
	end = cleared_from(p, cells, shown, s->cols);
	while (col < end) {
		int after = end_of_change(p, cells, shown, col, end, all);

		write_cells(p, s, row, col, after);
		col = next_change(p, cells, shown, after, end, all);
	}
	if (end < s->cols) {
		move(p, row, end);
		restyle_for_blanks(p);
		buffer_add(&p->bytes, p->codes.clear_right);
	}
	memcpy(shown, cells, (size_t)s->cols * sizeof(*cells));
}

/* --- rows that are there already, in another place */

/* A row that differs, or may come to differ by a shift. */
struct row_state {
	int bytes; /* it takes about so many to write it */
	bool differs;
};

/* Rows top .. end-1: all that differ stand between them. */
struct changes {
	int top, end;
	int bytes;              /* of those that differ */
	struct row_state *rows; /* of the whole screen */
};

/* Rows top .. end-1 are moved down by so many, or up when it is below zero. */
struct shift {
	int top, end, by;
	int gain; /* bytes, more or less */
};

/* A shift costs this much itself, and a row that is written at least this. */
#define SHIFT_BYTES 30
#define ROW_BYTES 8

static int bytes_of(const struct cell *cells, int cols)
{
	int bytes = ROW_BYTES;

	for (int col = 0; col < cols; col++)
		bytes += cells[col].text[0] != ' ';
	return bytes;
}

static void find_changes(const struct term_paint *p, const struct screen *s,
			 struct changes *c)
{
	c->top = c->end = 0;
	for (int row = 0; row < s->rows; row++) {
		c->rows[row].differs = !is_same_row(p, s, row, row);
		if (!c->rows[row].differs)
			continue;
		c->top = c->end > 0 ? c->top : row;
		c->end = row + 1;
	}
}

/*
 * By how much are most bytes moved to where they are to be?  0 when nothing is.
 */
static int find_shift(const struct term_paint *p, const struct screen *s,
		      const struct changes *c)
{
	int most = s->rows / 2 < c->end - c->top ? s->rows / 2
						 : c->end - c->top - 1;
	int best = 0, best_gain = SHIFT_BYTES;

	for (int by = -most; by <= most; by++) {
		int end = by < 0 ? c->end + by : c->end;
		int row = by > 0 ? c->top + by : c->top;
		int gain = 0;

		for (; by != 0 && row < end; row++)
			if (c->rows[row].differs &&
			    is_same_row(p, s, row, row - by))
				gain += c->rows[row].bytes;
		if (gain > best_gain) {
			best_gain = gain;
			best = by;
		}
	}
	return best;
}

/* What is saved in all rows before this one by moving that many rows to them,
 * and by emptying them. */
struct savings {
	int moved, emptied;
};

/* Of each row that may come to differ, and of the end of them. */
static void fill_savings(const struct term_paint *p, const struct screen *s,
			 const struct changes *c, int by,
			 struct savings *savings)
{
	struct savings sum = { 0 };

	for (int row = c->top; row < c->end; row++) {
		int now = c->rows[row].differs ? c->rows[row].bytes : 0;
		int from = row - by;
		bool fits = from >= c->top && from < c->end &&
			    is_same_row(p, s, row, from);

		savings[row] = sum;
		sum.moved += now - (fits ? 0 : c->rows[row].bytes);
		sum.emptied += now - c->rows[row].bytes;
	}
	savings[c->end] = sum;
}

/*
 * Rows first .. end-1 are filled by rows that move by so many; on the side that
 * they come from as many get empty.
 */
static int gain_of(const struct savings *savings, int first, int end, int by)
{
	int top = by > 0 ? first - by : end;
	int bottom = by > 0 ? first : end - by;

	return savings[end].moved - savings[first].moved +
	       savings[bottom].emptied - savings[top].emptied - SHIFT_BYTES;
}

/* Which rows to move: also some between that are not where they are to be. */
static struct shift place_shift(const struct savings *savings,
				const struct changes *c, int by)
{
	struct shift best = { 0 };
	int last = by < 0 ? c->end + by : c->end;

	for (int first = by > 0 ? c->top + by : c->top; first < last; first++) {
		for (int end = first + 1; end <= last; end++) {
			int gain = gain_of(savings, first, end, by);

			if (gain > best.gain)
				best = (struct shift){
					.top = by > 0 ? first - by : first,
					.end = by > 0 ? end : end - by,
					.by = by,
					.gain = gain,
				};
		}
	}
	return best;
}

static void do_shift(struct term_paint *p, const struct shift *shift)
{
	int cols = p->shown.cols;
	int by = shift->by > 0 ? shift->by : -shift->by;
	size_t size = (size_t)(shift->end - shift->top - by) * (size_t)cols *
		      sizeof(struct cell);
	struct cell *upper = &p->shown.cells[shift->top * cols];
	struct cell *lower = &p->shown.cells[(shift->top + by) * cols];

	buffer_add(&p->bytes,
		   p->codes.shift(p->codes.of, p->shown.rows, shift->top,
				  shift->end, shift->by));
	p->row = -1;
	if (shift->by > 0)
		memmove(lower, upper, size);
	else
		memmove(upper, lower, size);
	for (int i = 0; i < by; i++)
		screen_blank(&p->shown,
			     shift->by > 0 ? shift->top + i
					   : shift->end - 1 - i,
			     0, cols, STYLE_PLAIN);
}

/* As when a question closes above the one that opens. */
#define SHIFTS 2

/*
 * Where rows only moved, the terminal moves them: that is quicker to send.
 * changes says then what is left.
 */
static void shift_rows(struct term_paint *p, const struct screen *s,
		       struct changes *changes)
{
	struct savings *savings =
		alloc_new((size_t)s->rows + 1, sizeof(*savings));

	for (int row = changes->top; row < changes->end; row++)
		changes->rows[row].bytes = bytes_of(row_of(s, row), s->cols);
	for (int i = 0; i < SHIFTS; i++) {
		int by = find_shift(p, s, changes);
		struct shift shift;

		if (by == 0)
			break;
		fill_savings(p, s, changes, by, savings);
		shift = place_shift(savings, changes, by);
		if (shift.gain <= 0)
			break;
		do_shift(p, &shift);
		find_changes(p, s, changes);
	}
	free(savings);
}

const struct buffer *term_paint(struct term_paint *paint,
				const struct screen *s, bool anew)
{
	struct changes changes = {
		.rows = alloc_new((size_t)s->rows, sizeof(*changes.rows)),
	};

	buffer_clear(&paint->bytes);
	if (paint->rings && paint->codes.bell)
		buffer_add(&paint->bytes, paint->codes.bell);
	paint->rings = false;
	anew = anew || paint->shown.rows != s->rows ||
	       paint->shown.cols != s->cols;
	if (anew) {
		buffer_add(&paint->bytes, paint->codes.clear);
		term_paint_cleared(paint, s->rows, s->cols);
	}
	find_changes(paint, s, &changes);
	if (!anew && paint->codes.shift)
		shift_rows(paint, s, &changes);
	for (int row = changes.top; row < changes.end; row++)
		paint_row(paint, s, row);
	free(changes.rows);
	paint->shown.wide = s->wide;
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
