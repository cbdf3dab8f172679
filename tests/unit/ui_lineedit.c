/* What ui/lineedit.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

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
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
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
	key(&e, "C-w");
	assert_string_equal(e.text, "een twee ");
	key(&e, "C-w");
	assert_string_equal(e.text, "een ");
	key(&e, "Home");
	key(&e, "Right");
	key(&e, "C-k");
	assert_string_equal(e.text, "e");
	key(&e, "C-u");
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
	};

	return run_tests(tests);
}
