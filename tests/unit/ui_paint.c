/* What ui/term_paint.h promises, on a terminal of a few words. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "ui/term_paint.h"

/* Its language: \1 row col moves, \2 col slides, \3 style, \4 clears all, \5
 * clears to the right, \6 top end by shifts rows, \7 rings.  Other bytes are
 * characters. */
static char code[5];

static const char *to_style(void *of, enum style from, enum style to)
{
	(void)of;
	(void)from;
	snprintf(code, sizeof(code), "\3%c", 'a' + (int)to);
	return code;
}

static const char *to_place(void *of, int from_row, int row, int col)
{
	(void)of;
	if (row == from_row)
		snprintf(code, sizeof(code), "\2%c", '!' + col);
	else
		snprintf(code, sizeof(code), "\1%c%c", '!' + row, '!' + col);
	return code;
}

static const char *to_shift(void *of, int rows, int top, int end, int by)
{
	(void)of;
	assert_true(top >= 0 && top < end && end <= rows);
	assert_true(by != 0 && abs(by) < end - top);
	snprintf(code, sizeof(code), "\6%c%c%c", '!' + top, '!' + end,
		 'A' + by);
	return code;
}

struct toy {
	struct screen has;
	int row, col;
	enum style style;
	int written, clears, shifts, rings;
};

static size_t bytes_of(const char *at)
{
	size_t length = 1;

	while ((at[length] & 0xC0) == 0x80)
		length++;
	return length;
}

static void toy_put(struct toy *toy, const char *at, size_t length)
{
	bool wide = length > 2 && strncmp(at, "…", length) != 0;

	assert_true(toy->col + wide < toy->has.cols);
	for (int half = 0; half <= wide; half++) {
		struct cell *cell =
			&toy->has.cells[toy->row * toy->has.cols + toy->col];

		memcpy(cell->text, at, length);
		cell->text[half ? 0 : length] = '\0';
		cell->style = toy->style;
		toy->col++;
		toy->written++;
	}
}

static void toy_clear_right(struct toy *toy)
{
	assert_int_not_equal(toy->style, STYLE_FOCUS);
	for (int col = toy->col; col < toy->has.cols; col++)
		toy->has.cells[toy->row * toy->has.cols + col] =
			(struct cell){ " ", STYLE_PLAIN };
}

static void toy_shift(struct toy *toy, int top, int end, int by)
{
	struct screen was = { 0 };
	int cols = toy->has.cols;

	assert_int_equal(toy->style, STYLE_PLAIN);
	screen_reset(&was, toy->has.rows, cols);
	memcpy(was.cells, toy->has.cells,
	       (size_t)(was.rows * cols) * sizeof(*was.cells));
	for (int row = top; row < end; row++) {
		screen_blank(&toy->has, row, 0, cols, STYLE_PLAIN);
		if (row - by >= top && row - by < end)
			memcpy(&toy->has.cells[row * cols],
			       &was.cells[(row - by) * cols],
			       (size_t)cols * sizeof(*was.cells));
	}
	screen_done(&was);
	/* Whoever goes on from where it thinks to be is wrong. */
	toy->row = toy->col = 0;
	toy->shifts++;
}

static void toy_take(struct toy *toy, const char *at)
{
	while (*at) {
		size_t length = bytes_of(at);

		if (*at == 1) {
			toy->row = at[1] - '!';
			toy->col = at[2] - '!';
			length = 3;
		} else if (*at == 2) {
			toy->col = at[1] - '!';
			length = 2;
		} else if (*at == 3) {
			toy->style = (enum style)(at[1] - 'a');
			length = 2;
		} else if (*at == 4) {
			screen_reset(&toy->has, toy->has.rows, toy->has.cols);
			toy->clears++;
		} else if (*at == 5) {
			toy_clear_right(toy);
		} else if (*at == 6) {
			toy_shift(toy, at[1] - '!', at[2] - '!', at[3] - 'A');
			length = 4;
		} else if (*at == 7) {
			toy->rings++;
		} else {
			toy_put(toy, at, length);
		}
		at += length;
	}
}

/* Do they differ to the eye?  Only the focus can be seen without a character. */
static bool differ(const struct cell *a, const struct cell *b)
{
	if (strcmp(a->text, b->text) != 0)
		return true;
	return a->style != b->style &&
	       (strcmp(a->text, " ") != 0 || a->style == STYLE_FOCUS ||
		b->style == STYLE_FOCUS);
}

/* How many cells differ; those of the toy are made equal by writing them. */
static int differing(const struct screen *a, const struct screen *b)
{
	int count = 0;

	for (int i = 0; i < a->rows * a->cols; i++)
		count += differ(&a->cells[i], &b->cells[i]);
	return count;
}

static struct term_paint begin(struct toy *toy, int rows, int cols)
{
	*toy = (struct toy){ 0 };
	screen_reset(&toy->has, rows, cols);
	screen_blank(&toy->has, 0, 0, cols, STYLE_BAD);
	return (struct term_paint){
		.codes = { .restyle = to_style,
			   .move = to_place,
			   .shift = to_shift,
			   .clear = "\4",
			   .clear_right = "\5",
			   .bell = "\7",
			   .step = 4,
			   .fills = { [STYLE_FOCUS] = true } },
	};
}

static void scribble(struct screen *s)
{
	static const char *const texts[] = {
		"a", "longer text", "é", "…", " ", "日本語", "          "
	};
	int count = rand() % 12;

	for (int i = 0; i < count; i++)
		screen_put(s, rand() % s->rows, rand() % s->cols,
			   (enum style)(rand() % STYLE_COUNT),
			   texts[rand() % 7]);
	screen_cursor(s, rand() % s->rows, rand() % s->cols);
}

/* Some rows go up or down, as when a list scrolls or a question opens. */
static void scroll_some(struct screen *s)
{
	int by = rand() % 3 + 1;
	int top = rand() % (s->rows - by);
	int rows = s->rows - by - top;
	size_t row = (size_t)s->cols * sizeof(*s->cells);
	struct cell *from = &s->cells[top * s->cols];
	struct cell *to = &s->cells[(top + by) * s->cols];

	if (rand() % 2)
		memmove(to, from, (size_t)rows * row);
	else
		memmove(from, to, (size_t)rows * row);
}

static void the_terminal_has_what_was_drawn(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	screen_reset(&s, 9, 40);
	srand(7);
	for (int i = 0; i < 5000; i++) {
		int differ;

		if (i % 50 == 0)
			screen_reset(&s, 9, 40);
		scribble(&s);
		if (i % 3 == 0)
			scroll_some(&s);
		differ = differing(&s, &toy.has);
		toy.written = 0;
		toy_take(&toy, buffer_text(term_paint(&paint, &s, i == 99)));
		assert_int_equal(differing(&s, &toy.has), 0);
		assert_int_equal(toy.row, s.cursor_row);
		assert_int_equal(toy.col, s.cursor_col);
		assert_int_equal(toy.style, STYLE_PLAIN);
		/* A row with a wide character is written whole. */
		assert_true(i < 100 || toy.written <= 2 * differ + 9 * 40);
	}
	/* At the start, and when it was asked for. */
	assert_int_equal(toy.clears, 2);
	assert_true(toy.shifts > 100);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

static void nothing_new_sends_nothing(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	screen_reset(&s, 9, 40);
	screen_put(&s, 3, 3, STYLE_STRONG, "the same");
	(void)term_paint(&paint, &s, true);
	assert_int_equal(term_paint(&paint, &s, false)->length, 0);
	screen_put(&s, 3, 3, STYLE_STRONG, "the Same");
	/* A move, a style, a letter, a style, a move back. */
	assert_true(term_paint(&paint, &s, false)->length <= 11);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

/* Texts of one length that have nothing in common. */
static void draw_lines(struct screen *s, int first, int rows)
{
	for (int row = 0; row < rows; row++) {
		char text[31];

		memset(text, 'a' + first + row, 30);
		text[30] = '\0';
		screen_put(s, row, 2, STYLE_STRONG, text);
	}
}

static void rows_that_moved_are_moved_by_the_terminal(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);
	static const int steps[] = { 1, 1, 3, -2, -1, 4, -4 };
	int at = 0;

	(void)state;
	screen_reset(&s, 9, 40);
	screen_put(&s, 8, 0, STYLE_DIM, "help");
	draw_lines(&s, 0, 8);
	toy_take(&toy, buffer_text(term_paint(&paint, &s, true)));
	for (size_t i = 0; i < COUNT(steps); i++) {
		at += steps[i];
		draw_lines(&s, at, 8);
		toy.written = toy.shifts = 0;
		toy_take(&toy, buffer_text(term_paint(&paint, &s, false)));
		assert_int_equal(differing(&s, &toy.has), 0);
		assert_int_equal(toy.shifts, 1);
		/* Those that came in, and none of those that were there. */
		assert_int_equal(toy.written, 30 * abs(steps[i]));
	}
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

/* As when the open question is among those that go up. */
static void rows_move_together_around_one_that_changed(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	screen_reset(&s, 9, 40);
	draw_lines(&s, 0, 8);
	toy_take(&toy, buffer_text(term_paint(&paint, &s, true)));
	draw_lines(&s, 1, 8);
	screen_put(&s, 3, 2, STYLE_STRONG, "??????????????????????????????");
	toy.written = toy.shifts = 0;
	toy_take(&toy, buffer_text(term_paint(&paint, &s, false)));
	assert_int_equal(differing(&s, &toy.has), 0);
	assert_int_equal(toy.shifts, 1);
	assert_int_equal(toy.written, 2 * 30);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

static void a_terminal_that_cannot_shift_gets_the_rows(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	paint.codes.shift = NULL;
	screen_reset(&s, 9, 40);
	draw_lines(&s, 0, 8);
	toy_take(&toy, buffer_text(term_paint(&paint, &s, true)));
	draw_lines(&s, 1, 8);
	toy_take(&toy, buffer_text(term_paint(&paint, &s, false)));
	assert_int_equal(differing(&s, &toy.has), 0);
	assert_int_equal(toy.shifts, 0);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

static void what_cannot_be_seen_is_not_sent(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	screen_reset(&s, 9, 40);
	screen_put(&s, 3, 3, STYLE_STRONG, "one two");
	(void)term_paint(&paint, &s, true);
	screen_put(&s, 3, 6, STYLE_WARN, " ");
	screen_blank(&s, 3, 10, 40, STYLE_DIM);
	assert_int_equal(term_paint(&paint, &s, false)->length, 0);
	/* The row of the focus is filled to its end. */
	screen_blank(&s, 3, 10, 40, STYLE_FOCUS);
	assert_true(term_paint(&paint, &s, false)->length >= 30);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

static void the_bell_rings_once_with_the_picture(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);

	(void)state;
	screen_reset(&s, 9, 40);
	(void)term_paint(&paint, &s, true);
	paint.rings = true;
	for (int i = 0; i < 3; i++) {
		screen_put(&s, 3, i, STYLE_PLAIN, "x");
		toy_take(&toy, buffer_text(term_paint(&paint, &s, false)));
	}
	assert_int_equal(toy.rings, 1);
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

static void the_last_cell_is_left_where_it_would_scroll(void **state)
{
	struct screen s = { 0 };
	struct toy toy;
	struct term_paint paint = begin(&toy, 9, 40);
	const char *bytes;

	(void)state;
	paint.codes.scrolls = true;
	screen_reset(&s, 9, 40);
	screen_put(&s, 8, 38, STYLE_PLAIN, "xy");
	bytes = buffer_text(term_paint(&paint, &s, true));
	assert_non_null(strchr(bytes, 'x'));
	assert_null(strchr(bytes, 'y'));
	screen_done(&s);
	screen_done(&toy.has);
	term_paint_done(&paint);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_terminal_has_what_was_drawn),
		cmocka_unit_test(nothing_new_sends_nothing),
		cmocka_unit_test(what_cannot_be_seen_is_not_sent),
		cmocka_unit_test(rows_that_moved_are_moved_by_the_terminal),
		cmocka_unit_test(rows_move_together_around_one_that_changed),
		cmocka_unit_test(a_terminal_that_cannot_shift_gets_the_rows),
		cmocka_unit_test(the_bell_rings_once_with_the_picture),
		cmocka_unit_test(the_last_cell_is_left_where_it_would_scroll),
	};

	return run_tests(tests);
}
