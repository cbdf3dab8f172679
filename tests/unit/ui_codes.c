/* What ui/term_codes.h promises, on a terminal that is not ours: libvterm. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "base/count.h"
#include "ui/term_codes.h"

/* What terminfo keeps of the terminals before is its own affair. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:_nc_setupterm";
}

static const char *const names[] = {
	"xterm-256color", "xterm", "linux", "screen",
	"tmux-256color",  "putty", "vt100", "vt220",
};

enum {
	ROWS = 24,
	COLS = 80
};

/* TERM, and what curses knows of it; false where it is not installed. */
static bool take_name(const char *name)
{
	setenv("TERM", name, 1);
	return term_codes_name() != NULL;
}

static VTerm *open_terminal(VTermScreen **screen)
{
	VTerm *terminal = vterm_new(ROWS, COLS);

	vterm_set_utf8(terminal, 1);
	*screen = vterm_obtain_screen(terminal);
	vterm_screen_reset(*screen, 1);
	return terminal;
}

static void scribble(struct screen *s)
{
	static const char *const texts[] = { "a", "één",
					     "Wat voor gezin is het?", " ",
					     "日本語" };
	size_t row = COLS * sizeof(*s->cells);
	int by = rand() % 3 + 1;
	int top = rand() % (ROWS - by);
	size_t rows = (size_t)(ROWS - by - top);
	struct cell *from = &s->cells[top * COLS];
	struct cell *to = &s->cells[(top + by) * COLS];

	if (rand() % 2)
		memmove(to, from, rows * row);
	else
		memmove(from, to, rows * row);
	for (int i = rand() % 6; i > 0; i--)
		screen_put(s, rand() % ROWS, rand() % COLS,
			   (enum style)(rand() % STYLE_COUNT),
			   texts[rand() % 5]);
	if (rand() % 4 == 0)
		screen_blank(s, rand() % ROWS, rand() % COLS, COLS,
			     STYLE_FOCUS);
	screen_cursor(s, rand() % ROWS, rand() % COLS);
}

static bool is_bold(enum style style)
{
	return style == STYLE_STRONG || style == STYLE_TITLE ||
	       style == STYLE_BAD;
}

static void assert_cell(VTermScreen *screen, const struct screen *s, int row,
			int col, bool coloured)
{
	const struct cell *wanted = &s->cells[row * COLS + col];
	VTermScreenCell has;
	VTermPos at = { row, col };
	uint32_t first = (unsigned char)wanted->text[0];

	assert_true(vterm_screen_get_cell(screen, at, &has));
	if (first == 0)
		return;
	if (first < 0x80)
		assert_int_equal(has.chars[0] ? has.chars[0] : ' ', first);
	assert_int_equal(has.attrs.reverse, wanted->style == STYLE_FOCUS);
	/* Without colours more of the styles are. */
	if (wanted->text[0] != ' ' && (coloured || is_bold(wanted->style)))
		assert_int_equal(has.attrs.bold, is_bold(wanted->style));
}

static void assert_shown(VTerm *terminal, VTermScreen *screen,
			 const struct screen *s, bool coloured)
{
	VTermPos cursor;

	for (int row = 0; row < ROWS; row++)
		for (int col = 0; col < COLS; col++)
			assert_cell(screen, s, row, col, coloured);
	vterm_state_get_cursorpos(vterm_obtain_state(terminal), &cursor);
	assert_int_equal(cursor.row, s->cursor_row);
	assert_int_equal(cursor.col, s->cursor_col);
}

static bool has_colours(struct term_codes *codes)
{
	return strstr(codes->restyle(codes->of, STYLE_PLAIN, STYLE_KEY),
		      "36") != NULL;
}

static void every_terminal_shows_what_was_drawn(void **state)
{
	int shifting = 0;

	(void)state;
	srand(5);
	for (size_t i = 0; i < COUNT(names); i++) {
		struct term_paint paint = { 0 };
		struct screen s = { 0 };
		VTermScreen *screen;
		VTerm *terminal;

		if (!take_name(names[i]))
			continue;
		terminal = open_terminal(&screen);
		term_codes_init(&paint.codes, COLOUR_AUTO);
		screen_reset(&s, ROWS, COLS);
		shifting += paint.codes.shift != NULL;
		for (int n = 0; n < 300; n++) {
			const struct buffer *bytes;

			scribble(&s);
			bytes = term_paint(&paint, &s, n % 100 == 0);
			vterm_input_write(terminal, buffer_text(bytes),
					  bytes->length);
			assert_shown(terminal, screen, &s,
				     has_colours(&paint.codes));
		}
		term_codes_done(&paint.codes);
		term_paint_done(&paint);
		screen_done(&s);
		vterm_free(terminal);
	}
	/* All of those that are always installed can. */
	assert_true(shifting >= 4);
}

static void a_style_takes_few_bytes(void **state)
{
	struct term_codes codes;

	(void)state;
	assert_true(take_name("xterm"));
	term_codes_init(&codes, COLOUR_AUTO);
	assert_string_equal(codes.restyle(codes.of, STYLE_PLAIN, STYLE_STRONG),
			    "\033[1m");
	assert_string_equal(codes.restyle(codes.of, STYLE_STRONG, STYLE_PLAIN),
			    "\033[m");
	assert_string_equal(codes.restyle(codes.of, STYLE_KEY, STYLE_DIM),
			    "\033[0;2m");
	assert_string_equal(codes.restyle(codes.of, STYLE_KEY, STYLE_WARN),
			    "\033[35m");
	assert_string_equal(codes.restyle(codes.of, STYLE_WARN, STYLE_BAD),
			    "\033[1;31m");
	term_codes_done(&codes);
}

static void a_move_takes_few_bytes(void **state)
{
	struct term_codes codes;

	(void)state;
	assert_true(take_name("xterm"));
	term_codes_init(&codes, COLOUR_AUTO);
	assert_string_equal(codes.move(codes.of, 5, 5, 8), "\033[9G");
	assert_string_equal(codes.move(codes.of, 5, 6, 8), "\n\033[9G");
	assert_string_equal(codes.move(codes.of, 5, 6, 0), "\n\r");
	assert_string_equal(codes.move(codes.of, 5, 4, 8), "\033[5;9H");
	/* Nobody knows where it is. */
	assert_string_equal(codes.move(codes.of, -1, 0, 8), "\033[1;9H");
	term_codes_done(&codes);
	assert_true(take_name("vt100"));
	term_codes_init(&codes, COLOUR_AUTO);
	assert_string_equal(codes.move(codes.of, 5, 6, 8), "\033[7;9H");
	term_codes_done(&codes);
}

/* A region up to the last row would stay when the terminal becomes larger. */
static void a_shift_leaves_no_region_behind(void **state)
{
	struct term_codes codes;

	(void)state;
	assert_true(take_name("xterm"));
	term_codes_init(&codes, COLOUR_AUTO);
	assert_string_equal(codes.shift(codes.of, 24, 4, 18, 2),
			    "\033[5;18r\033[5;1H\033M\033M\033[r");
	assert_string_equal(codes.shift(codes.of, 24, 4, 18, 5),
			    "\033[5;18r\033[5;1H\033[5L\033[r");
	assert_string_equal(codes.shift(codes.of, 24, 4, 18, -1),
			    "\033[5;18r\033[18;1H\n\033[r");
	term_codes_done(&codes);
}

static void without_colours_there_are_none(void **state)
{
	static const enum term_colour without[] = { COLOUR_NO,
						    COLOUR_CONTRAST };

	(void)state;
	assert_true(take_name("xterm"));
	for (size_t i = 0; i < 2; i++) {
		struct term_codes codes;

		term_codes_init(&codes, without[i]);
		for (int style = 0; style < STYLE_COUNT; style++)
			assert_lacks(codes.restyle(codes.of, STYLE_PLAIN,
						   (enum style)style),
				     "[3");
		/* A row of the focus is seen to its end, and so is a fault. */
		assert_true(codes.fills[STYLE_FOCUS]);
		assert_int_equal(codes.fills[STYLE_BAD],
				 without[i] == COLOUR_CONTRAST);
		term_codes_done(&codes);
	}
}

static void a_name_of_no_terminal_of_use_is_none(void **state)
{
	(void)state;
	assert_false(take_name("dumb"));
	assert_false(take_name("nosuchterminal"));
	assert_false(take_name(""));
	assert_true(take_name("putty-nosuch"));
	assert_string_equal(term_codes_name(), "xterm");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_shows_what_was_drawn),
		cmocka_unit_test(a_style_takes_few_bytes),
		cmocka_unit_test(a_move_takes_few_bytes),
		cmocka_unit_test(a_shift_leaves_no_region_behind),
		cmocka_unit_test(without_colours_there_are_none),
		cmocka_unit_test(a_name_of_no_terminal_of_use_is_none),
	};

	unsetenv("NO_COLOR");
	return run_tests(tests);
}
