/* What ui/term_paint.h promises, on a terminal of a few words. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term_paint.h"

/* Its language: \1 row col moves, \2 col slides, \3 style, \4 clears all, \5
 * clears to the right.  Other bytes are characters. */
static char code[4];

static const char *to_style(void *of, enum style from, enum style to)
{
	(void)of;
	(void)from;
	snprintf(code, sizeof(code), "\3%c", 'a' + (int)to);
	return code;
}

static const char *to_place(void *of, int row, int col)
{
	(void)of;
	snprintf(code, sizeof(code), "\1%c%c", '!' + row, '!' + col);
	return code;
}

static const char *to_col(void *of, int col)
{
	(void)of;
	snprintf(code, sizeof(code), "\2%c", '!' + col);
	return code;
}

struct toy {
	struct screen has;
	int row, col;
	enum style style;
	int written, clears;
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
	assert_int_equal(toy->style, STYLE_PLAIN);
	for (int col = toy->col; col < toy->has.cols; col++)
		toy->has.cells[toy->row * toy->has.cols + col] =
			(struct cell){ " ", STYLE_PLAIN };
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
		} else {
			toy_put(toy, at, length);
		}
		at += length;
	}
}

/* How many cells differ; those of the toy are made equal by writing them. */
static int differing(const struct screen *a, const struct screen *b)
{
	int count = 0;

	for (int i = 0; i < a->rows * a->cols; i++)
		count += strcmp(a->cells[i].text, b->cells[i].text) != 0 ||
			 a->cells[i].style != b->cells[i].style;
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
			   .slide = to_col,
			   .clear = "\4",
			   .clear_right = "\5" },
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
		cmocka_unit_test(the_last_cell_is_left_where_it_would_scroll),
	};

	return run_tests(tests);
}
