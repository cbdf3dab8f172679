/* What base/settings.h promises. */
#include "config.h"

#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/settings.h"

static char *directory;
static char *path;

static int set_up(void **state)
{
	(void)state;
	directory = place_new();
	path = file_join(directory, "config.yaml");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	place_remove(directory);
	free(path);
	return 0;
}

static void put_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* Load the file; the first problem, or "", to free(). */
static char *load(struct settings *settings)
{
	struct problem_list problems = { 0 };
	char *first;

	assert_int_equal(settings_load(path, settings, &problems, NULL), 0);
	first = problems.count ? problem_line(&problems.items[0])
			       : alloc_text("");
	problem_list_done(&problems);
	return first;
}

static void assert_loads(struct settings *settings)
{
	char *problem = load(settings);

	assert_string_equal(problem, "");
	free(problem);
}

static void a_file_that_is_not_there_is_all_defaults(void **state)
{
	struct settings settings = { 0 };

	(void)state;
	assert_loads(&settings);
	assert_null(settings.organisatie);
	assert_null(settings.language);
	assert_true(settings.advance);
	settings_done(&settings);
}

static void what_is_saved_is_loaded(void **state)
{
	static const char *const names[] = {
		"Zuid",
		"a \"b\" \\ c: {d} # e",
		" blanks ",
		"two\nlines\tand a tab ",
		"caf\xC3\xA9 \xE4\xB8\xAD",
		"a line \xE2\x80\xA8 by Unicode \xE2\x80\xA9 ends",
		"%a",
		"null",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct settings settings = { 0 };
		struct settings again = { 0 };

		settings.organisatie = alloc_text(names[i]);
		settings.role = alloc_text("teamleider");
		settings.silent = i % 2 == 0;
		settings.no_letters = i % 2 == 1;
		assert_int_equal(settings_save(path, &settings, NULL), 0);
		assert_loads(&again);
		assert_string_equal(again.organisatie, names[i]);
		assert_string_equal(again.role, "teamleider");
		assert_null(again.team);
		assert_false(again.advance);
		assert_int_equal(again.silent, i % 2 == 0);
		assert_int_equal(again.no_letters, i % 2 == 1);
		settings_done(&settings);
		settings_done(&again);
	}
}

static void keys_are_kept_as_they_were_written(void **state)
{
	struct settings settings = { 0 };
	struct settings again = { 0 };

	(void)state;
	put_file("keys:\n  go-to: Ctrl-T g\n  undo: [F7, C-z]\n  clear:\n");
	assert_loads(&settings);
	assert_int_equal(settings.key_count, 3);
	assert_string_equal(settings.keys[0].action, "go-to");
	assert_string_equal(settings.keys[0].keys, "Ctrl-T g");
	assert_int_equal(settings.keys[0].line, 2);
	assert_int_equal(settings.keys[0].column, 3);
	assert_string_equal(settings.keys[1].keys, "F7 C-z");
	assert_string_equal(settings.keys[2].keys, "");
	assert_int_equal(settings_save(path, &settings, NULL), 0);
	assert_loads(&again);
	assert_int_equal(again.key_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(again.keys[i].action,
				    settings.keys[i].action);
		assert_string_equal(again.keys[i].keys, settings.keys[i].keys);
	}
	settings_done(&settings);
	settings_done(&again);
}

static void the_file_is_for_this_person_only(void **state)
{
	struct settings settings = { 0 };
	struct stat about;

	(void)state;
	assert_int_equal(settings_save(path, &settings, NULL), 0);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void advance_is_true_or_false_or_all(void **state)
{
	static const char *const kept[] = { "advance: false\n",
					    "advance: true\n",
					    "advance: all\n" };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct settings settings = { 0 };
		struct settings again = { 0 };

		put_file(kept[i]);
		assert_loads(&settings);
		assert_int_equal(settings_save(path, &settings, NULL), 0);
		assert_loads(&again);
		assert_int_equal(again.advance, i > 0);
		assert_int_equal(again.advance_all, i == 2);
		settings_done(&settings);
		settings_done(&again);
	}
}

static void a_mistake_is_told_and_the_rest_holds(void **state)
{
	static const struct {
		const char *text, *problem;
	} cases[] = {
		{ "team: Oost\nlanguge: en\n", ":2:1: languge: " },
		{ "team: Oost\nrole: baas\n", ":2:7: role: " },
		{ "team: Oost\nadvance: maybe\n", ":2:10: advance: " },
		{ "team: Oost\nbeep: zacht\n", ":2:7: beep: " },
		{ "team: Oost\nletters: maybe\n", ":2:10: letters: " },
		{ "team: Oost\norganisatie: [a]\n", ":2:14: organisatie: " },
		{ "team: Oost\nteam: West\n", ":2:1: " },
		{ "team: Oost\nkeys: F6\n", ":2:7: keys: " },
		{ "team: Oost\nkeys:\n  go-to: {a: b}\n", ":3:10: go-to: " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct settings settings = { 0 };
		char *problem;

		put_file(cases[i].text);
		problem = load(&settings);
		if (!strstr(problem, cases[i].problem))
			fail_msg("\"%s\" has no \"%s\"", problem,
				 cases[i].problem);
		assert_string_equal(settings.team, "Oost");
		assert_true(settings.advance);
		assert_false(settings.silent);
		free(problem);
		settings_done(&settings);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define EACH(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		EACH(a_file_that_is_not_there_is_all_defaults),
		EACH(what_is_saved_is_loaded),
		EACH(keys_are_kept_as_they_were_written),
		EACH(the_file_is_for_this_person_only),
		EACH(advance_is_true_or_false_or_all),
		EACH(a_mistake_is_told_and_the_rest_holds),
	};

	return run_tests(tests);
}
