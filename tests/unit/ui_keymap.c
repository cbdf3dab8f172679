/* What ui/keymap.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "ui/keymap.h"

#define MOST 6

/* Settings with these keys; each on a line of its own, from 1. */
static struct setting_key rows[MOST];

/* Apply pairs of action and keys; the problems, one a line, to free(). */
static char *apply(const char *const pairs[][2], size_t count)
{
	struct settings settings = { .keys = rows, .key_count = count };
	struct problem_list problems = { 0 };
	char *all = alloc_text("");

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct setting_key){
			.action = alloc_text(pairs[i][0]),
			.keys = alloc_text(pairs[i][1]),
			.line = (int)i + 1,
			.column = 3,
		};
	keymap_apply(&settings, "config.yaml", &problems);
	for (size_t i = 0; i < problems.count; i++) {
		char *line = problem_line(&problems.items[i]);
		char *more = alloc_print("%s%s\n", all, line);

		free(line);
		free(all);
		all = more;
	}
	for (size_t i = 0; i < count; i++) {
		free(rows[i].action);
		free(rows[i].keys);
	}
	problem_list_done(&problems);
	return all;
}

static void assert_applies(const char *const pairs[][2], size_t count)
{
	char *problems = apply(pairs, count);

	assert_string_equal(problems, "");
	free(problems);
}

/* One pair, refused with these words, and the action is as it came. */
static void assert_refused(const char *action, const char *keys,
			   const char *words)
{
	const char *const pairs[][2] = { { action, keys } };
	char *problems = apply(pairs, 1);
	char key[ACTION_KEY_ROOM];
	enum action found = action_named(action);

	if (!strstr(problems, words))
		fail_msg("\"%s\" does not say \"%s\"", problems, words);
	assert_has(problems, "config.yaml:1:3: ");
	free(problems);
	if (found == ACTION_COUNT)
		return;
	for (size_t n = 0; action_has_key(found, n, key); n++)
		assert_true(action_comes_with(found, key));
}

static void keys_are_read_as_people_write_them(void **state)
{
	static const char *const cases[][2] = {
		{ "C-g", "C-g" },
		{ "Ctrl-G", "C-g" },
		{ "Alt-X", "M-x" },
		{ "M-x", "M-x" },
		{ "Shift-Tab", "S-Tab" },
		{ "F12", "F12" },
		{ "z", "z" },
		{ "Z", "Z" },
		{ "é", "é" },
		{ "Ctrl-Left", "C-Left" },
		{ "-", "-" },
		{ "Alt-Enter", "M-Enter" },
		{ "M-<", "M-<" },
		{ "Alt-5", "M-5" },
	};
	static const char *const none[] = {
		"",       "C-",  "Ctrl-Ctrl", "C-1", "C-m", "Ctrl-I",  "F13",
		"Enter2", "S-a", "C-F1",      "ab",  "\t",  "C-Enter", "Ctrl-H"
	};
	char key[ACTION_KEY_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (!keymap_read_key(cases[i][0], key))
			fail_msg("%s is no key", cases[i][0]);
		assert_string_equal(key, cases[i][1]);
	}
	for (size_t i = 0; i < COUNT(none); i++)
		if (keymap_read_key(none[i], key))
			fail_msg("%s is a key: %s", none[i], key);
}

static void an_action_gets_the_keys_it_is_given(void **state)
{
	static const char *const pairs[][2] = { { "go-to", "Ctrl-B, q" },
						{ "clear", "" } };

	(void)state;
	assert_applies(pairs, 2);
	assert_true(action_has(ACTION_GO_TO, "C-b"));
	assert_true(action_has(ACTION_GO_TO, "q"));
	assert_false(action_has(ACTION_GO_TO, "F6"));
	assert_string_equal(action_key(ACTION_GO_TO), "Ctrl-B");
	assert_false(action_has(ACTION_CLEAR, "C-x"));
	/* Without a key there is still a way. */
	assert_string_equal(action_key(ACTION_CLEAR), "F2 \"leeg\"");
	assert_applies(pairs, 0);
	assert_true(action_has(ACTION_GO_TO, "F6"));
}

static void two_actions_can_change_places(void **state)
{
	static const char *const pairs[][2] = { { "go-to", "F7" },
						{ "undo", "F6 C-z" } };

	(void)state;
	assert_applies(pairs, 2);
	assert_string_equal(action_key(ACTION_GO_TO), "F7");
	assert_string_equal(action_key(ACTION_UNDO), "F6");
	/* Alt with the digit goes along. */
	assert_true(action_has(ACTION_GO_TO, "M-7"));
	assert_true(action_has(ACTION_UNDO, "M-6"));
	assert_applies(pairs, 0);
}

static void a_key_that_another_has_is_refused_and_said(void **state)
{
	static const char *const chain[][2] = { { "go-to", "F7" },
						{ "undo", "F8" },
						{ "missing", "F9" } };
	char *problems;

	(void)state;
	assert_refused("go-to", "C-x", "Ctrl-X is een toets van clear");
	assert_refused("go-to", "n", "een toets van ");
	/* Where the last of a row is refused, all of them are. */
	problems = apply(chain, 3);
	assert_has(problems, "config.yaml:1:3: go-to: ");
	assert_has(problems, "config.yaml:2:3: undo: ");
	assert_has(problems, "config.yaml:3:3: missing: ");
	free(problems);
	assert_true(action_comes_with(ACTION_GO_TO, "F6"));
	assert_true(action_has(ACTION_GO_TO, "F6"));
	assert_true(action_has(ACTION_UNDO, "F7"));
	assert_applies(chain, 0);
}

static void without_letters_no_character_is_a_command(void **state)
{
	struct setting_key chosen = { .action = alloc_text("due"),
				      .keys = alloc_text("z") };
	struct settings settings = { .no_letters = true,
				     .keys = &chosen,
				     .key_count = 1 };
	struct problem_list problems = { 0 };

	(void)state;
	keymap_apply(&settings, "config.yaml", &problems);
	assert_int_equal(problems.count, 0);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		char key[ACTION_KEY_ROOM];

		for (size_t n = 0; action_has_key((enum action)i, n, key); n++)
			assert_true(strlen(key) > 1 || i == ACTION_YES ||
				    i == ACTION_NO || i == ACTION_DUE);
	}
	assert_true(action_has(ACTION_NEW, "F5"));
	assert_true(action_has(ACTION_YES, "j"));
	assert_true(action_has(ACTION_DUE, "z"));
	free(chosen.action);
	free(chosen.keys);
	problem_list_done(&problems);
	assert_applies(NULL, 0);
	assert_true(action_has(ACTION_NEW, "n"));
}

static void a_function_key_of_its_own_can_be_chosen(void **state)
{
	static const char *const pairs[][2] = { { "new", "F5" } };

	(void)state;
	assert_applies(pairs, 1);
	assert_false(action_has(ACTION_NEW, "n"));
	assert_applies(NULL, 0);
}

static void the_ways_out_and_on_can_never_be_lost(void **state)
{
	static const char *const pairs[][2] = {
		{ "leave", "F11" },     { "palette", "" },
		{ "level-up", "C-b" },  { "how-to-leave", "" },
		{ "next", "Tab Down" },
	};
	static const char *const taken[] = { "C-q", "C-c", "C-p",
					     "Esc", "F1",  "Enter" };
	static const struct {
		enum action action;
		const char *key;
	} kept[] = { { ACTION_LEAVE, "C-q" },    { ACTION_PALETTE, "C-p" },
		     { ACTION_LEVEL_UP, "Esc" }, { ACTION_HOW_TO_LEAVE, "C-c" },
		     { ACTION_NEXT, "Enter" },   { ACTION_HELP, "F1" },
		     { ACTION_HELP, "M-1" },     { ACTION_LEAVE, "F11" } };
	char *problems;

	(void)state;
	problems = apply(pairs, 5);
	assert_string_equal(problems, "");
	free(problems);
	for (size_t i = 0; i < COUNT(kept); i++)
		assert_true(action_has(kept[i].action, kept[i].key));
	for (size_t i = 0; i < COUNT(taken); i++)
		assert_refused("summary", taken[i], "houdt zijn betekenis");
	assert_refused("leave", "C-c", "houdt zijn betekenis");
	assert_applies(pairs, 0);
}

static void what_is_wrong_has_its_place_and_changes_nothing(void **state)
{
	(void)state;
	assert_refused("gaan-naar", "F6", "die actie bestaat niet");
	assert_refused("goto", "C-b", "bedoelde je go-to?");
	assert_refused("go-to", "Crtl-T", "geen terminal kent een toets");
	assert_refused("go-to", "Backspace", "is om te typen");
	assert_refused("go-to",
		       "C-Up C-Down S-Up S-Down S-Left S-Right M-é M-1 C-Left "
		       "C-Right C-Home C-End C-PgUp C-PgDn M-Left M-Right",
		       "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_read_as_people_write_them),
		cmocka_unit_test(an_action_gets_the_keys_it_is_given),
		cmocka_unit_test(two_actions_can_change_places),
		cmocka_unit_test(a_key_that_another_has_is_refused_and_said),
		cmocka_unit_test(without_letters_no_character_is_a_command),
		cmocka_unit_test(a_function_key_of_its_own_can_be_chosen),
		cmocka_unit_test(the_ways_out_and_on_can_never_be_lost),
		cmocka_unit_test(
			what_is_wrong_has_its_place_and_changes_nothing),
	};

	return run_tests(tests);
}
