/* What ui/chart.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "base/count.h"
#include "ui/chart.h"

#define WIDEST 60

/* The cells of one line of a chart, as text. */
static char line[WIDEST * 4 + 1];

static const char *draw(const struct chart_point *point, int columns,
			enum glyphs glyphs)
{
	struct screen s = { .glyphs = glyphs };

	screen_reset(&s, 1, WIDEST + 2);
	chart_point(&s, 0, 1, columns, point);
	line[0] = '\0';
	for (int i = 0; i < columns; i++)
		strcat(line, s.cells[1 + i].text);
	/* Nothing beside it. */
	assert_string_equal(s.cells[0].text, " ");
	assert_string_equal(s.cells[1 + columns].text, " ");
	screen_done(&s);
	return line;
}

static void each_case_has_its_picture(void **state)
{
	static const struct {
		struct chart_point point;
		const char *utf8, *ascii;
	} cases[] = {
		/* few; none of them; all of them */
		{ { true, 3.0 / 7, true, 0.158, 0.75, 60, STYLE_PLAIN },
		  "···├─────●──╂──┤·····",
		  "...[-----o--+--]....." },
		{ { true, 0, true, 0, 0.02, 5, STYLE_PLAIN },
		  "●╂···················",
		  "o+..................." },
		{ { true, 1, true, 0.98, 1, 80, STYLE_PLAIN },
		  "················┃··├●",
		  "................|..[o" },
		/* on its target; without an interval; a target off the scale;
		 * without a target */
		{ { true, 0.5, true, 0.4, 0.6, 50, STYLE_PLAIN },
		  "········├─◆─┤········",
		  "........[-*-]........" },
		{ { true, 0.5, false, 0, 0, 75, STYLE_PLAIN },
		  "··········●····┃·····",
		  "..........o....|....." },
		{ { true, 0.5, false, 0, 0, 120, STYLE_PLAIN },
		  "··········●··········",
		  "..........o.........." },
		{ { true, 0.5, false, 0, 0, -1, STYLE_PLAIN },
		  "··········●··········",
		  "..........o.........." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_string_equal(draw(&cases[i].point, 21, GLYPHS_UTF8),
				    cases[i].utf8);
		assert_string_equal(draw(&cases[i].point, 21, GLYPHS_ASCII),
				    cases[i].ascii);
	}
}

static void of_nobody_nothing_is_drawn(void **state)
{
	const struct chart_point nobody = { .known = false, .target = 80 };

	(void)state;
	assert_string_equal(draw(&nobody, 5, GLYPHS_UTF8), "     ");
}

/* The part of the scale that is drawn as the interval covers it. */
static void assert_covered(double low, double high, int columns)
{
	const struct chart_point point = {
		true, (low + high) / 2, true, low, high, -1, STYLE_PLAIN
	};
	const char *drawn = draw(&point, columns, GLYPHS_ASCII);
	int first = (int)strspn(drawn, ".");
	int last = columns - 1;

	while (last > first && drawn[last] == '.')
		last--;
	if ((double)first / (columns - 1) > low + 1e-9 ||
	    (double)last / (columns - 1) < high - 1e-9)
		fail_msg("%s does not cover %g to %g", drawn, low, high);
}

static void what_is_drawn_covers_the_interval(void **state)
{
	(void)state;
	for (int columns = 3; columns <= WIDEST; columns++) {
		for (int low = 0; low <= 60; low++) {
			for (int high = low; high <= 60; high++)
				assert_covered(low / 60.0, high / 60.0,
					       columns);
		}
	}
}

/* What the fonts of the Linux console hold, of what is no letter. */
static bool is_in_console_fonts(const char *text)
{
	static const char *const held[] = { "·", "●", "─", "│", "├", "┤",
					    "┬", "┼", "┃", "█", "░", "▒",
					    "•", "♦", "↑", "↓", "▲", "▼",
					    "≤", "≥", "±", "–", "…", "€" };

	for (size_t i = 0; i < COUNT(held); i++) {
		if (strcmp(text, held[i]) == 0)
			return true;
	}
	return text[0] > ' ' && text[0] < 0x7F && text[1] == '\0';
}

static void a_terminal_is_asked_for_no_sign_that_it_lacks(void **state)
{
	const struct screen linux_console = { .glyphs = GLYPHS_LINUX };
	const struct screen ascii = { .glyphs = GLYPHS_ASCII };

	(void)state;
	for (int g = 0; g < GLYPH_COUNT; g++) {
		const char *text = screen_glyph(&ascii, (enum glyph)g);

		assert_true(is_in_console_fonts(
			screen_glyph(&linux_console, (enum glyph)g)));
		assert_int_equal(strlen(text), 1);
		assert_true(text[0] > ' ' && text[0] < 0x7F);
	}
}

static void signs_of_a_chart_cannot_be_taken_for_each_other(void **state)
{
	(void)state;
	for (int set = GLYPHS_UTF8; set <= GLYPHS_ASCII; set++) {
		const struct screen s = { .glyphs = (enum glyphs)set };

		for (int g = GLYPH_DOT; g < GLYPH_BAR; g++) {
			for (int other = g + 1; other <= GLYPH_BAR; other++)
				assert_string_not_equal(
					screen_glyph(&s, (enum glyph)g),
					screen_glyph(&s, (enum glyph)other));
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_has_its_picture),
		cmocka_unit_test(of_nobody_nothing_is_drawn),
		cmocka_unit_test(what_is_drawn_covers_the_interval),
		cmocka_unit_test(a_terminal_is_asked_for_no_sign_that_it_lacks),
		cmocka_unit_test(
			signs_of_a_chart_cannot_be_taken_for_each_other),
	};

	return run_tests(tests);
}
