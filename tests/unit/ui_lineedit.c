/* What ui/lineedit.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "base/count.h"
#include "ui/lineedit.h"

/* Type each byte-long character of text. */
static void type(struct lineedit *e, const char *text)
{
	for (; *text; text++) {
		char one[2] = { *text, '\0' };

		assert_true(lineedit_key(e, one, one));
	}
}

static void key(struct lineedit *e, const char *name)
{
	assert_true(lineedit_key(e, name, NULL));
}

static void what_is_typed_stands_before_the_cursor(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "", false);
	assert_false(e.touched);
	type(&e, "ac");
	key(&e, "Left");
	type(&e, "b");
	assert_string_equal(e.text, "abc");
	assert_int_equal(e.cursor, 2);
	assert_true(e.touched);
	lineedit_done(&e);
	assert_null(e.text);
	lineedit_done(&e);
}

static void a_line_of_zeros_can_be_typed_in(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	type(&e, "a");
	assert_string_equal(e.text, "a");
	lineedit_done(&e);
}

static void typing_replaces_a_filled_field(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "oud", true);
	type(&e, "ni");
	assert_string_equal(e.text, "ni");
	lineedit_done(&e);
}

static void home_end_and_the_arrows_edit_inside_a_filled_field(void **state)
{
	static const struct {
		const char *key;
		const char *after;
	} cases[] = { { "Home", "xoud" },
		      { "End", "oudx" },
		      { "Left", "ouxd" },
		      { "Right", "oudx" } };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct lineedit e = { 0 };

		lineedit_set(&e, "oud", true);
		key(&e, cases[i].key);
		assert_false(e.touched);
		type(&e, "x");
		assert_string_equal(e.text, cases[i].after);
		lineedit_done(&e);
	}
}

static void backspace_takes_what_people_call_a_character(void **state)
{
	static const char *const characters[] = { "e\u0308", "日", "é",
						  "👩‍👧" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct lineedit e = { 0 };

		lineedit_set(&e, "a", false);
		assert_true(lineedit_key(&e, characters[i], characters[i]));
		key(&e, "Left");
		assert_int_equal(e.cursor, 1);
		key(&e, "Right");
		assert_int_equal(e.cursor, 1 + strlen(characters[i]));
		key(&e, "Backspace");
		assert_string_equal(e.text, "a");
		key(&e, "Home");
		key(&e, "Delete");
		assert_string_equal(e.text, "");
		key(&e, "Delete");
		key(&e, "Backspace");
		assert_string_equal(e.text, "");
		lineedit_done(&e);
	}
}

static void words_and_ends_can_be_deleted(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "een twee drie", false);
	assert_true(lineedit_act(&e, ACTION_CUT_WORD));
	assert_string_equal(e.text, "een twee ");
	assert_true(lineedit_act(&e, ACTION_CUT_WORD));
	assert_string_equal(e.text, "een ");
	key(&e, "Home");
	key(&e, "Right");
	assert_true(lineedit_act(&e, ACTION_CUT_TO_END));
	assert_string_equal(e.text, "e");
	assert_true(lineedit_act(&e, ACTION_CUT_TO_START));
	assert_string_equal(e.text, "");
	lineedit_done(&e);
}

static void a_key_that_is_not_the_editors_changes_nothing(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "abc", true);
	assert_false(lineedit_key(&e, "F1", NULL));
	assert_false(lineedit_key(&e, "PgDn", NULL));
	assert_true(e.replacing);
	assert_string_equal(e.text, "abc");
	lineedit_done(&e);
}

static void what_is_pasted_is_text_only(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "", false);
	lineedit_paste(&e, "een\r\ntwee\tdrie\033[A\001vier\xC2\x85");
	assert_string_equal(e.text, "een twee drie[Avier");
	assert_int_equal(e.cursor, strlen(e.text));
	lineedit_done(&e);
}

static void nothing_pasted_changes_nothing(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "abc", true);
	lineedit_paste(&e, "\001");
	assert_string_equal(e.text, "abc");
	assert_false(e.touched);
	lineedit_done(&e);
}

static void the_cursor_is_always_in_view(void **state)
{
	struct lineedit e = { 0 };
	int cursor = -1;

	(void)state;
	lineedit_set(&e, "abcdefghij", false);
	assert_int_equal(lineedit_view(&e, 20, &cursor), 0);
	assert_int_equal(cursor, 10);
	assert_int_equal(lineedit_view(&e, 5, &cursor), 6);
	assert_int_equal(cursor, 4);
	key(&e, "Home");
	assert_int_equal(lineedit_view(&e, 5, &cursor), 0);
	assert_int_equal(cursor, 0);
	lineedit_set(&e, "日本語", false);
	assert_int_equal(lineedit_view(&e, 5, &cursor), 3);
	assert_int_equal(cursor, 4);
	lineedit_done(&e);
	assert_int_equal(lineedit_view(&e, 5, &cursor), 0);
	assert_int_equal(cursor, 0);
}

static void act(struct lineedit *e, enum action action)
{
	assert_true(lineedit_act(e, action));
}

static void it_moves_and_cuts_by_words(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "een (twee), drié ", true);
	act(&e, ACTION_WORD_LEFT);
	assert_false(e.replacing);
	assert_int_equal(e.cursor, 12);
	act(&e, ACTION_WORD_LEFT);
	assert_int_equal(e.cursor, 5);
	act(&e, ACTION_WORD_RIGHT);
	assert_int_equal(e.cursor, 9);
	act(&e, ACTION_CUT_NEXT_WORD);
	assert_string_equal(e.text, "een (twee ");
	act(&e, ACTION_WORD_LEFT);
	act(&e, ACTION_WORD_LEFT);
	act(&e, ACTION_WORD_LEFT);
	assert_int_equal(e.cursor, 0);
	act(&e, ACTION_WORD_RIGHT);
	act(&e, ACTION_WORD_RIGHT);
	act(&e, ACTION_WORD_RIGHT);
	assert_int_equal(e.cursor, strlen(e.text));
	lineedit_done(&e);
}

static void what_was_cut_can_be_put_in_another_text(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "een twee drie", false);
	act(&e, ACTION_CUT_WORD);
	act(&e, ACTION_CUT_WORD);
	assert_string_equal(e.text, "een ");
	lineedit_set(&e, "vier ", false);
	act(&e, ACTION_PUT_BACK);
	assert_string_equal(e.text, "vier twee drie");
	key(&e, "Home");
	act(&e, ACTION_CUT_TO_END);
	assert_string_equal(e.text, "");
	act(&e, ACTION_PUT_BACK);
	act(&e, ACTION_PUT_BACK);
	assert_string_equal(e.text, "vier twee drievier twee drie");
	lineedit_done(&e);
}

static void a_secret_is_not_kept_anywhere(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "", false);
	e.forgetful = true;
	type(&e, "1234");
	act(&e, ACTION_CUT_TO_START);
	assert_string_equal(e.text, "");
	assert_null(e.cut);
	assert_int_equal(e.before.count, 0);
	assert_false(lineedit_act(&e, ACTION_UNDO));
	lineedit_done(&e);
}

static void words_are_undone_one_by_one_and_done_again(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "oud", true);
	type(&e, "een twee");
	key(&e, "Backspace");
	key(&e, "Backspace");
	assert_string_equal(e.text, "een tw");
	act(&e, ACTION_UNDO);
	assert_string_equal(e.text, "een twee");
	act(&e, ACTION_UNDO);
	assert_string_equal(e.text, "een ");
	act(&e, ACTION_UNDO);
	assert_string_equal(e.text, "oud");
	assert_false(e.touched);
	assert_false(lineedit_act(&e, ACTION_UNDO));
	act(&e, ACTION_REDO);
	act(&e, ACTION_REDO);
	assert_string_equal(e.text, "een twee");
	assert_true(e.touched);
	type(&e, "x");
	assert_false(lineedit_act(&e, ACTION_REDO));
	lineedit_done(&e);
}

static void thousands_of_changes_can_be_undone_for_a_while(void **state)
{
	struct lineedit e = { 0 };
	int undone = 0;

	(void)state;
	lineedit_set(&e, "", false);
	for (int i = 0; i < 1000; i++)
		type(&e, "a ");
	while (lineedit_act(&e, ACTION_UNDO))
		undone++;
	assert_true(undone >= 100);
	lineedit_done(&e);
}

static void newlines_stand_only_in_a_text_of_several_lines(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "a", false);
	act(&e, ACTION_NEW_LINE);
	assert_string_equal(e.text, "a");
	e.several = true;
	act(&e, ACTION_NEW_LINE);
	lineedit_paste(&e, "b\r\nc\rd\n\te\001");
	assert_string_equal(e.text, "a\nb\nc\nd\n e");
	lineedit_done(&e);
}

static void home_and_end_stay_on_their_line(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "een\ntwee\ndrie", false);
	e.several = true;
	key(&e, "Home");
	assert_int_equal(e.cursor, 9);
	key(&e, "Left");
	key(&e, "Home");
	assert_int_equal(e.cursor, 4);
	key(&e, "End");
	assert_int_equal(e.cursor, 8);
	key(&e, "Home");
	act(&e, ACTION_CUT_TO_END);
	act(&e, ACTION_CUT_TO_END);
	assert_string_equal(e.text, "een\ndrie");
	act(&e, ACTION_PUT_BACK);
	assert_string_equal(e.text, "een\ntwee\ndrie");
	lineedit_done(&e);
}

/* Its rows with bars between. */
static void rows_are(const char *text, int columns, const char *want)
{
	struct lineedit e = { 0 };
	struct lineedit_row row = { 0 };
	char got[256] = "";

	lineedit_set(&e, text, false);
	while (lineedit_next_row(&e, columns, &row)) {
		if (row.from > 0)
			strcat(got, "|");
		strncat(got, e.text + row.from, row.length);
	}
	assert_string_equal(got, want);
	lineedit_done(&e);
}

static void rows_end_at_words_newlines_and_columns(void **state)
{
	(void)state;
	rows_are("", 10, "");
	rows_are("een twee drie", 20, "een twee drie");
	rows_are("een twee drie", 10, "een twee |drie");
	rows_are("een twee drie", 9, "een twee |drie");
	rows_are("eentweedrie", 6, "eentw|eedri|e");
	rows_are("een\n\ntwee\n", 10, "een||twee|");
	rows_are("日本語日本語", 6, "日本|語日|本語");
	rows_are(
		"e\xCC\x81"
		"e\xCC\x81"
		"e\xCC\x81",
		3,
		"e\xCC\x81"
		"e\xCC\x81|e\xCC\x81");
}

/* In every text, at every width, each place is inside and comes in order. */
static void every_place_in_a_text_has_a_place_on_the_screen(void **state)
{
	static const char *const texts[] = { "",
					     " ",
					     "\n",
					     "een twee drie vier",
					     "aaaaaaaaaaaa  b",
					     "日本 語 e\xCC\x81 x\n\n 日",
					     "a\n",
					     "      ",
					     "een\ntwee drie\n" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		for (int columns = 3; columns < 20; columns++) {
			struct lineedit e = { 0 };
			int last = -1;

			lineedit_set(&e, texts[i], false);
			e.several = true;
			e.cursor = 0;
			for (;;) {
				size_t before = e.cursor;
				int row, col;

				lineedit_where(&e, columns, &row, &col);
				assert_in_range(col, 0, columns - 1);
				assert_true(row * 100 + col > last);
				last = row * 100 + col;
				key(&e, "Right");
				if (e.cursor == before)
					break;
			}
			assert_true(last / 100 < lineedit_rows(&e, columns));
			lineedit_done(&e);
		}
	}
}

static void up_and_down_keep_to_their_column(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "een twee\nx\ndrie vier", false);
	assert_true(lineedit_move_row(&e, 20, -1));
	assert_int_equal(e.cursor, 10);
	assert_true(lineedit_move_row(&e, 20, -1));
	assert_int_equal(e.cursor, 8);
	assert_false(lineedit_move_row(&e, 20, -1));
	key(&e, "Left");
	assert_true(lineedit_move_row(&e, 20, 1));
	assert_true(lineedit_move_row(&e, 20, 1));
	assert_int_equal(e.cursor, 18);
	assert_false(lineedit_move_row(&e, 20, 1));
	lineedit_done(&e);
}

/* Down from the first row to the last, whatever the wrapping: no row twice. */
static void down_reaches_every_row(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	for (int columns = 4; columns < 24; columns++) {
		int rows, row, col, moved = 0;

		lineedit_set(&e, "een tweetwee drie\n\nvier vijf 日本語 zes",
			     false);
		rows = lineedit_rows(&e, columns);
		while (lineedit_move_row(&e, columns, -1))
			moved++;
		assert_int_equal(moved, rows - 1);
		while (lineedit_move_row(&e, columns, 1))
			moved--;
		assert_int_equal(moved, 0);
		lineedit_where(&e, columns, &row, &col);
		assert_int_equal(row, rows - 1);
	}
	lineedit_done(&e);
}

static void the_rows_in_view_follow_the_cursor(void **state)
{
	struct lineedit e = { 0 };

	(void)state;
	lineedit_set(&e, "1\n2\n3\n4\n5", false);
	lineedit_scroll(&e, 20, 2);
	assert_int_equal(e.top, 3);
	lineedit_move_row(&e, 20, -1);
	lineedit_scroll(&e, 20, 2);
	assert_int_equal(e.top, 3);
	lineedit_move_row(&e, 20, -1);
	lineedit_scroll(&e, 20, 2);
	assert_int_equal(e.top, 2);
	lineedit_scroll(&e, 20, 9);
	assert_int_equal(e.top, 0);
	lineedit_done(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_stands_before_the_cursor),
		cmocka_unit_test(a_line_of_zeros_can_be_typed_in),
		cmocka_unit_test(typing_replaces_a_filled_field),
		cmocka_unit_test(
			home_end_and_the_arrows_edit_inside_a_filled_field),
		cmocka_unit_test(backspace_takes_what_people_call_a_character),
		cmocka_unit_test(words_and_ends_can_be_deleted),
		cmocka_unit_test(a_key_that_is_not_the_editors_changes_nothing),
		cmocka_unit_test(what_is_pasted_is_text_only),
		cmocka_unit_test(nothing_pasted_changes_nothing),
		cmocka_unit_test(the_cursor_is_always_in_view),
		cmocka_unit_test(it_moves_and_cuts_by_words),
		cmocka_unit_test(what_was_cut_can_be_put_in_another_text),
		cmocka_unit_test(a_secret_is_not_kept_anywhere),
		cmocka_unit_test(words_are_undone_one_by_one_and_done_again),
		cmocka_unit_test(
			thousands_of_changes_can_be_undone_for_a_while),
		cmocka_unit_test(
			newlines_stand_only_in_a_text_of_several_lines),
		cmocka_unit_test(home_and_end_stay_on_their_line),
		cmocka_unit_test(rows_end_at_words_newlines_and_columns),
		cmocka_unit_test(
			every_place_in_a_text_has_a_place_on_the_screen),
		cmocka_unit_test(up_and_down_keep_to_their_column),
		cmocka_unit_test(down_reaches_every_row),
		cmocka_unit_test(the_rows_in_view_follow_the_cursor),
	};

	return run_tests(tests);
}
