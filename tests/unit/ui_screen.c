/* What ui/screen.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "ui/screen.h"

/* The screen as text; free() it. */
static char *text_of(const struct screen *s)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);

	assert_non_null(out);
	screen_write(s, out);
	fclose(out);
	return bytes;
}

static void assert_screen(const struct screen *s, const char *wanted)
{
	char *text = text_of(s);

	assert_string_equal(text, wanted);
	free(text);
}

static void an_empty_screen_is_blank_with_the_cursor_at_the_start(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 10);
	assert_screen(&s, "\n\n[cursor 0,0]\n");
	screen_done(&s);
	assert_null(s.cells);
	screen_done(&s);
}

static void text_is_put_where_it_is_said_and_cut_at_the_edge(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 6);
	assert_int_equal(screen_put(&s, 0, 1, STYLE_PLAIN, "abc"), 4);
	screen_put(&s, 1, 3, STYLE_PLAIN, "abcdef");
	screen_put(&s, 2, 0, STYLE_PLAIN, "below");
	screen_put(&s, -1, 0, STYLE_PLAIN, "above");
	assert_screen(&s, " abc\n   abc\n[cursor 0,0]\n");
	screen_done(&s);
}

static void a_wide_character_takes_two_cells_and_is_never_halved(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 1, 6);
	assert_int_equal(screen_put(&s, 0, 0, STYLE_PLAIN, "日本"), 4);
	screen_put(&s, 0, 1, STYLE_PLAIN, "x");
	assert_screen(&s, " x本\n[cursor 0,0]\n");
	screen_reset(&s, 1, 3);
	screen_put(&s, 0, 0, STYLE_PLAIN, "日本");
	assert_screen(&s, "日\n[cursor 0,0]\n");
	screen_done(&s);
}

static void an_accent_stays_with_its_letter(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 1, 6);
	assert_int_equal(screen_put(&s, 0, 0, STYLE_PLAIN, "Zoe\u0308x"), 4);
	assert_string_equal(s.cells[2].text, "e\u0308");
	screen_done(&s);
}

static void what_is_too_long_ends_in_an_ellipsis(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 3, 20);
	assert_int_equal(
		screen_put_within(&s, 0, 0, 5, STYLE_PLAIN, "abcdefgh"), 5);
	screen_put_within(&s, 1, 0, 5, STYLE_PLAIN, "abcde");
	screen_put_within(&s, 2, 0, 4, STYLE_PLAIN, "日本語");
	assert_screen(&s, "abcd…\nabcde\n日…\n[cursor 0,0]\n");
	screen_done(&s);
}

static void what_is_too_long_is_cut_behind_a_word(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 4, 12);
	screen_put_within(&s, 0, 0, 9, STYLE_PLAIN, "before the end");
	screen_put_within(&s, 1, 0, 11, STYLE_PLAIN, "before the end");
	/* Too little would be left. */
	screen_put_within(&s, 2, 0, 9, STYLE_PLAIN, "a signature");
	screen_put_typed(&s, 3, 0, 9, STYLE_PLAIN, "before the end");
	assert_screen(&s,
		      "before…\nbefore the…\na signat…\n"
		      "before t…\n[cursor 0,0]\n");
	screen_done(&s);
}

static void figures_end_at_the_same_column(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 10);
	screen_put_right(&s, 0, 8, STYLE_PLAIN, "7");
	screen_put_right(&s, 1, 8, STYLE_PLAIN, "1763");
	assert_screen(&s, "       7\n    1763\n[cursor 0,0]\n");
	screen_done(&s);
}

static void long_text_is_wrapped_and_counted(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 3, 20);
	assert_int_equal(screen_put_wrapped(&s, 0, 2, 10, 5, STYLE_PLAIN,
					    "een twee drie vier"),
			 2);
	assert_screen(&s, "  een twee\n  drie vier\n\n[cursor 0,0]\n");
	assert_int_equal(screen_put_wrapped(&s, 2, 0, 4, 1, STYLE_PLAIN,
					    "een twee drie"),
			 1);
	screen_done(&s);
}

static void text_from_outside_is_harmless(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 1, 20);
	screen_put(&s, 0, 0, STYLE_PLAIN, "a\033[31mb\xFF");
	for (int col = 0; col < 20; col++)
		assert_int_not_equal(s.cells[col].text[0], '\033');
	screen_done(&s);
}

static void an_ascii_screen_holds_nothing_but_ascii(void **state)
{
	struct screen s = { .glyphs = GLYPHS_ASCII };

	(void)state;
	screen_reset(&s, 3, 30);
	screen_put(&s, 0, 0, STYLE_PLAIN, "Zoë Étienne – vóór € 5");
	for (int glyph = 0; glyph < GLYPH_COUNT; glyph++)
		screen_put(&s, 1, glyph, STYLE_PLAIN,
			   screen_glyph(&s, (enum glyph)glyph));
	screen_put_within(&s, 2, 0, 3, STYLE_PLAIN, "abcdef");
	for (int i = 0; i < s.rows * s.cols; i++) {
		assert_in_range(s.cells[i].text[0], ' ', '~');
		assert_int_equal(s.cells[i].text[1], '\0');
	}
	screen_put(&s, 1, 0, STYLE_PLAIN, "                    ");
	assert_screen(&s, "Zoe Etienne - voor ? 5\n\nab~\n[cursor 0,0]\n");
	screen_done(&s);
}

static void every_glyph_is_one_column_in_every_set(void **state)
{
	static const enum glyphs sets[] = { GLYPHS_UTF8, GLYPHS_LINUX,
					    GLYPHS_ASCII };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct screen s = { .glyphs = sets[i] };

		screen_reset(&s, 1, 4);
		for (int glyph = 0; glyph < GLYPH_COUNT; glyph++)
			assert_int_equal(
				screen_put(&s, 0, 0, STYLE_PLAIN,
					   screen_glyph(&s, (enum glyph)glyph)),
				1);
		screen_done(&s);
	}
}

/* What the console fonts of Debian have, of what we could draw with. */
static void the_linux_console_gets_only_what_its_fonts_have(void **state)
{
	static const char *const fonts[] = { "·", "●", "─", "├", "┤", "┃", "┼",
					     "♦", "█", "↑", "↓", "x", "…" };
	struct screen s = { .glyphs = GLYPHS_LINUX };

	(void)state;
	for (int glyph = 0; glyph < GLYPH_COUNT; glyph++) {
		const char *drawn = screen_glyph(&s, (enum glyph)glyph);
		bool has = false;

		for (size_t i = 0; i < COUNT(fonts); i++)
			has = has || strcmp(fonts[i], drawn) == 0;
		if (!has)
			fail_msg("no console font has %s", drawn);
	}
}

static void glyphs_that_mean_different_things_differ(void **state)
{
	static const enum glyphs sets[] = { GLYPHS_UTF8, GLYPHS_LINUX,
					    GLYPHS_ASCII };
	static const enum glyph chart[] = { GLYPH_BULLET,    GLYPH_LINE,
					    GLYPH_TARGET,    GLYPH_CROSSING,
					    GLYPH_ON_TARGET, GLYPH_BAR };

	(void)state;
	for (size_t set = 0; set < 3; set++) {
		struct screen s = { .glyphs = sets[set] };

		for (size_t i = 0; i < 6; i++)
			for (size_t j = 0; j < i; j++)
				assert_string_not_equal(
					screen_glyph(&s, chart[i]),
					screen_glyph(&s, chart[j]));
	}
}

static void a_part_of_a_row_is_made_empty_in_a_style(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 4);
	screen_put(&s, 0, 0, STYLE_GOOD, "ab");
	screen_blank(&s, 0, 1, 9, STYLE_FOCUS);
	screen_blank(&s, 9, 0, 4, STYLE_FOCUS);
	assert_screen(&s, "a\n\n[cursor 0,0]\n");
	assert_int_equal(s.cells[0].style, STYLE_GOOD);
	assert_int_equal(s.cells[1].style, STYLE_FOCUS);
	assert_int_equal(s.cells[3].style, STYLE_FOCUS);
	assert_int_equal(s.cells[4].style, STYLE_PLAIN);
	screen_done(&s);
}

static void the_cursor_never_leaves_the_screen(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 4);
	screen_cursor(&s, 7, 9);
	assert_screen(&s, "\n\n[cursor 1,3]\n");
	screen_cursor(&s, -1, -1);
	assert_screen(&s, "\n\n[cursor 0,0]\n");
	screen_done(&s);
}

static void a_screen_can_take_another_size(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 2, 4);
	screen_put(&s, 0, 0, STYLE_PLAIN, "abcd");
	screen_reset(&s, 1, 1);
	assert_screen(&s, "\n[cursor 0,0]\n");
	screen_reset(&s, 0, 0);
	assert_screen(&s, "[cursor 0,0]\n");
	screen_put(&s, 0, 0, STYLE_PLAIN, "abcd");
	screen_done(&s);
}

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define FLAG "\U0001F1F3\U0001F1F1"

static void a_long_cluster_is_whole_and_equal_on_every_screen(void **state)
{
	struct screen a = { 0 }, b = { 0 };

	(void)state;
	screen_reset(&a, 1, 8);
	screen_reset(&b, 1, 8);
	screen_put(&a, 0, 0, STYLE_PLAIN, FAMILY FLAG "x");
	screen_put(&b, 0, 0, STYLE_PLAIN, FLAG FLAG "x");
	assert_screen(&a, FAMILY FLAG "x\n[cursor 0,0]\n");
	assert_string_equal(screen_text(&a.cells[0]), FAMILY);
	assert_string_equal(screen_text(&a.cells[4]), "x");
	assert_memory_not_equal(&a.cells[0], &b.cells[0], sizeof(*a.cells));
	assert_memory_equal(&a.cells[2], &b.cells[0], 2 * sizeof(*a.cells));
	screen_done(&a);
	screen_done(&b);
}

static void any_number_of_long_clusters_is_whole(void **state)
{
	struct screen s = { 0 };
	const int count = 48 * 15 * 48;
	char text[32];

	(void)state;
	screen_reset(&s, 1, count);
	for (int i = 0; i < 2 * count; i++) {
		int which = i % count;

		/* A letter with three accents, of three bytes or two each. */
		snprintf(text, sizeof(text), "e\u20D0%c%c%c%c", 0xCC,
			 0x80 + which % 48, 0xCD, 0x80 + which / 48 % 15);
		snprintf(text + strlen(text), 8, "%c%c", 0xCC,
			 0x80 + which / 720);
		if (i < count)
			screen_put(&s, 0, which, STYLE_PLAIN, text);
		assert_string_equal(screen_text(&s.cells[which]), text);
	}
	screen_done(&s);
}

static void what_is_longer_than_any_picture_is_a_sign(void **state)
{
	struct screen s = { 0 };

	(void)state;
	screen_reset(&s, 1, 8);
	screen_put(&s, 0, 0, STYLE_PLAIN,
		   "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
		   "\u0301\u0301\u0301x");
	assert_screen(&s, "?x\n[cursor 0,0]\n");
	screen_put(&s, 0, 0, STYLE_PLAIN,
		   "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
		   "\u0301\u0301x");
	assert_screen(&s,
		      "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
		      "\u0301\u0301\u0301x\n[cursor 0,0]\n");
	screen_done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_empty_screen_is_blank_with_the_cursor_at_the_start),
		cmocka_unit_test(
			text_is_put_where_it_is_said_and_cut_at_the_edge),
		cmocka_unit_test(
			a_wide_character_takes_two_cells_and_is_never_halved),
		cmocka_unit_test(an_accent_stays_with_its_letter),
		cmocka_unit_test(
			a_long_cluster_is_whole_and_equal_on_every_screen),
		cmocka_unit_test(any_number_of_long_clusters_is_whole),
		cmocka_unit_test(what_is_longer_than_any_picture_is_a_sign),
		cmocka_unit_test(what_is_too_long_ends_in_an_ellipsis),
		cmocka_unit_test(what_is_too_long_is_cut_behind_a_word),
		cmocka_unit_test(figures_end_at_the_same_column),
		cmocka_unit_test(long_text_is_wrapped_and_counted),
		cmocka_unit_test(text_from_outside_is_harmless),
		cmocka_unit_test(an_ascii_screen_holds_nothing_but_ascii),
		cmocka_unit_test(every_glyph_is_one_column_in_every_set),
		cmocka_unit_test(
			the_linux_console_gets_only_what_its_fonts_have),
		cmocka_unit_test(glyphs_that_mean_different_things_differ),
		cmocka_unit_test(a_part_of_a_row_is_made_empty_in_a_style),
		cmocka_unit_test(the_cursor_never_leaves_the_screen),
		cmocka_unit_test(a_screen_can_take_another_size),
	};

	return run_tests(tests);
}
