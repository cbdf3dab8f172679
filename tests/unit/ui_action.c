/* What ui/action.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/action.h"

static const enum action none[] = { ACTION_NONE };

static void a_key_means_the_first_action_of_the_page_that_has_it(void **state)
{
	static const enum action list[] = { ACTION_OPEN, ACTION_NEXT,
					    ACTION_NONE };
	static const enum action form[] = { ACTION_NEXT, ACTION_OPEN,
					    ACTION_NONE };

	(void)state;
	assert_int_equal(action_of_key("Enter", list, false), ACTION_OPEN);
	assert_int_equal(action_of_key("Enter", form, false), ACTION_NEXT);
	assert_int_equal(action_of_key("Tab", list, false), ACTION_NEXT);
	assert_int_equal(action_of_key("F9", list, false), ACTION_NONE);
	assert_int_equal(action_of_key("", list, false), ACTION_NONE);
}

static void a_character_is_no_action_where_text_is_typed(void **state)
{
	static const enum action list[] = { ACTION_NEW, ACTION_SEARCH,
					    ACTION_NONE };

	(void)state;
	assert_int_equal(action_of_key("n", list, false), ACTION_NEW);
	assert_int_equal(action_of_key("n", list, true), ACTION_NONE);
	assert_int_equal(action_of_key("?", none, false), ACTION_WORDS);
	assert_int_equal(action_of_key("?", none, true), ACTION_NONE);
	assert_int_equal(action_of_key("F3", list, true), ACTION_SEARCH);
	action_bind(ACTION_SEARCH, "F3 é");
	assert_int_equal(action_of_key("é", list, false), ACTION_SEARCH);
	assert_int_equal(action_of_key("é", list, true), ACTION_NONE);
	action_bind(ACTION_SEARCH, NULL);
}

static void help_and_leaving_work_everywhere(void **state)
{
	(void)state;
	assert_int_equal(action_of_key("F1", none, true), ACTION_HELP);
	assert_int_equal(action_of_key("C-p", none, true), ACTION_PALETTE);
	assert_int_equal(action_of_key("C-q", none, true), ACTION_LEAVE);
	assert_int_equal(action_of_key("C-c", none, true), ACTION_HOW_TO_LEAVE);
	assert_int_equal(action_of_key("Esc", none, true), ACTION_LEVEL_UP);
}

static void alt_with_a_digit_is_the_function_key(void **state)
{
	static const enum action all[] = { ACTION_SEARCH, ACTION_REMARK,
					   ACTION_SAME,   ACTION_GO_TO,
					   ACTION_UNDO,   ACTION_MISSING,
					   ACTION_DONE,   ACTION_NONE };

	(void)state;
	for (char digit = '1'; digit <= '9'; digit++) {
		char alt[] = { 'M', '-', digit, '\0' };
		char function[] = { 'F', digit, '\0' };

		assert_int_not_equal(action_of_key(alt, all, true),
				     ACTION_NONE);
		assert_int_equal(action_of_key(alt, all, true),
				 action_of_key(function, all, true));
	}
}

static void keys_are_written_as_people_write_them(void **state)
{
	static const struct {
		const char *key;
		const char *written;
	} cases[] = {
		{ "C-p", "Ctrl-P" },      { "M-1", "Alt-1" },
		{ "S-Tab", "Shift-Tab" }, { "C-Home", "Ctrl-Home" },
		{ "F10", "F10" },         { "n", "n" },
		{ "PgDn", "PgDn" },       { "M-<", "Alt-<" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char written[ACTION_KEY_ROOM];

		action_write_key(cases[i].key, written);
		assert_string_equal(written, cases[i].written);
	}
}

static void every_action_has_a_name_words_and_a_key(void **state)
{
	char key[ACTION_KEY_ROOM];

	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;
		char written[ACTION_KEY_ROOM];

		assert_int_equal(action_named(action_name(action)), action);
		assert_string_not_equal(action_short(action), "");
		assert_string_not_equal(action_long(action), "");
		assert_true(action_has_key(action, 0, key));
		action_write_key(key, written);
		assert_string_equal(action_key(action), written);
	}
	assert_int_equal(action_named("no such action"), ACTION_COUNT);
	assert_string_equal(action_name(ACTION_NONE), "");
	assert_string_equal(action_key(ACTION_COUNT), "");
}

static bool is_plain(const char *key)
{
	return strncmp(key, "M-", 2) != 0 && strcmp(key, "Esc") != 0 &&
	       (key[0] != 'F' || key[1] == '\0');
}

/* Where the palette does not open, and Esc may be slow or taken. */
static void every_question_can_be_left_by_a_plain_key(void **state)
{
	static const enum action ways[] = { ACTION_LEVEL_UP, ACTION_CLIENT_STOP,
					    ACTION_NEXT, ACTION_CHOOSE,
					    ACTION_LEAVE };

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		char key[ACTION_KEY_ROOM];
		bool found = false;

		for (size_t n = 0; action_has_key(ways[i], n, key); n++)
			found = found || is_plain(key);
		assert_true(found);
	}
}

static void every_action_has_a_way_without_function_key_or_alt(void **state)
{
	(void)state;
	/* By name, in the palette: its own keys must be plain ones. */
	assert_int_equal(action_of_key("C-p", none, true), ACTION_PALETTE);
	assert_int_equal(action_of_key("C-q", none, true), ACTION_LEAVE);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		assert_true(action_named(action_name((enum action)i)) !=
			    ACTION_COUNT);
}

static bool is_taken_by_others(const char *key)
{
	static const char *const taken[] = { "F11",   "C-b",    "M-Enter",
					     "C-Tab", "M-Left", "M-Right",
					     "C-s" };

	for (size_t i = 0; i < COUNT(taken); i++)
		if (strcmp(taken[i], key) == 0)
			return true;
	return false;
}

/* They may only be there beside one that always arrives. */
static void no_action_hangs_on_a_key_that_programs_around_us_take(void **state)
{
	char key[ACTION_KEY_ROOM];

	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		assert_true(action_has_key((enum action)i, 0, key));
		assert_false(is_taken_by_others(key));
	}
}

static void the_help_bar_speaks_the_language_of_the_person(void **state)
{
	(void)state;
	assert_string_equal(action_short(ACTION_SUMMARY), "samenvatting");
	assert_true(text_set_language("en"));
	assert_string_equal(action_short(ACTION_SUMMARY), "summary");
	assert_true(text_set_language("nl"));
}

static void short_words_fit_a_help_bar(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		assert_true(utf8_columns(action_short((enum action)i)) <= 16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_key_means_the_first_action_of_the_page_that_has_it),
		cmocka_unit_test(a_character_is_no_action_where_text_is_typed),
		cmocka_unit_test(help_and_leaving_work_everywhere),
		cmocka_unit_test(alt_with_a_digit_is_the_function_key),
		cmocka_unit_test(keys_are_written_as_people_write_them),
		cmocka_unit_test(every_action_has_a_name_words_and_a_key),
		cmocka_unit_test(every_question_can_be_left_by_a_plain_key),
		cmocka_unit_test(
			every_action_has_a_way_without_function_key_or_alt),
		cmocka_unit_test(
			no_action_hangs_on_a_key_that_programs_around_us_take),
		cmocka_unit_test(
			the_help_bar_speaks_the_language_of_the_person),
		cmocka_unit_test(short_words_fit_a_help_bar),
	};

	return run_tests(tests);
}
