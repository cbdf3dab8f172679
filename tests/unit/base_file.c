/* What base/file.h and base/settings.h promise. */
#include "config.h"

#include "place.h"

#include <dirent.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/settings.h"

static char *place;

/* The path of name in the directory of the test; overwritten by the next but
 * one call. */
static const char *in_place(const char *name)
{
	static char paths[2][200];
	static int turn;

	turn = !turn;
	snprintf(paths[turn], sizeof(paths[turn]), "%s/%s", place, name);
	return paths[turn];
}

static int begin(void **state)
{
	(void)state;
	place = place_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	place_remove(place);
	return 0;
}

static void put(const char *path, const char *text)
{
	struct file_output out = { 0 };
	struct err err = { 0 };

	if (file_begin(path, &out, &err))
		fail_msg("%s", err.text);
	fputs(text, out.stream);
	if (file_commit(&out, &err))
		fail_msg("%s", err.text);
}

static void assert_holds(const char *path, const char *wanted)
{
	char *text = NULL;
	size_t length;

	assert_int_equal(file_read(path, 4096, &text, &length, NULL), 0);
	assert_string_equal(text, wanted);
	assert_int_equal(length, strlen(wanted));
	free(text);
}

static size_t count_files(void)
{
	char **names = NULL;
	size_t count = 0;
	size_t found;

	assert_int_equal(file_list(place, "", &names, &count, NULL), 0);
	found = count;
	while (count > 0)
		free(names[--count]);
	free(names);
	return found;
}

static void a_file_is_written_for_its_owner_alone(void **state)
{
	struct stat about;

	(void)state;
	put(in_place("a.txt"), "een\n");
	assert_holds(in_place("a.txt"), "een\n");
	assert_int_equal(stat(in_place("a.txt"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	put(in_place("a.txt"), "twee");
	assert_holds(in_place("a.txt"), "twee");
	assert_int_equal(count_files(), 1);
}

static void a_cancelled_file_is_as_it_was(void **state)
{
	struct file_output out = { 0 };

	(void)state;
	file_cancel(&out);
	assert_int_equal(file_begin(in_place("a.txt"), &out, NULL), 0);
	fputs("nooit", out.stream);
	file_cancel(&out);
	file_cancel(&out);
	assert_holds(in_place("a.txt"), "twee");
	assert_int_equal(count_files(), 1);
}

static void a_full_disk_is_told(void **state)
{
	struct file_output out = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(file_begin("/dev/full", &out, &err), 0);
	fputs("x", out.stream);
	assert_int_equal(file_commit(&out, &err), ERR_SYSTEM);
	assert_string_equal(err.text, "/dev/full: de schijf is vol");
	file_cancel(&out);
	assert_false(file_is_directory("/dev/full"));
}

static void a_link_stays_a_link(void **state)
{
	struct stat about;

	(void)state;
	assert_int_equal(symlink(in_place("a.txt"), in_place("link")), 0);
	put(in_place("link"), "drie");
	assert_holds(in_place("a.txt"), "drie");
	assert_int_equal(lstat(in_place("link"), &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	unlink(in_place("link"));
}

static void what_cannot_be_read_or_written_is_told(void **state)
{
	struct file_output out = { 0 };
	struct err err = { 0 };
	char *text = NULL;
	size_t length;

	(void)state;
	assert_int_equal(file_read("/no/such", 10, &text, &length, &err),
			 ERR_NOTFOUND);
	assert_string_equal(err.text, "/no/such bestaat niet");
	assert_int_equal(file_read("/tmp", 10, &text, &length, &err),
			 ERR_SYSTEM);
	assert_string_equal(err.text, "/tmp: het is een map");
	assert_int_equal(file_begin("/no/such", &out, &err), ERR_SYSTEM);
	assert_string_equal(err.text,
			    "/no/such: dat bestand of die map bestaat niet");
	assert_int_equal(file_begin("/tmp", &out, &err), ERR_SYSTEM);
	assert_null(text);
	assert_null(out.stream);
}

static void reading_has_a_limit(void **state)
{
	struct err err = { 0 };
	char *text = NULL;
	size_t length;

	(void)state;
	put(in_place("a.txt"), "0123456789");
	assert_int_equal(file_read(in_place("a.txt"), 9, &text, &length, &err),
			 ERR_INVALID);
	assert_int_equal(file_read(in_place("a.txt"), 10, &text, &length, &err),
			 0);
	assert_int_equal(length, 10);
	free(text);
}

static void paths_are_joined_and_parted(void **state)
{
	static const char *const pairs[][2] = {
		{ "a/b", "a" },  { "a", "." }, { "/a", "/" }, { "a/b/", "a" },
		{ "a//b", "a" }, { "/", "/" }, { "", "." },
	};
	char *path = file_join("a", "b");

	(void)state;
	assert_string_equal(path, "a/b");
	free(path);
	path = file_join("a/", "b");
	assert_string_equal(path, "a/b");
	free(path);
	assert_string_equal(file_name("/a/b.csv"), "b.csv");
	assert_string_equal(file_name("b.csv"), "b.csv");
	for (size_t i = 0; i < COUNT(pairs); i++) {
		path = file_directory(pairs[i][0]);
		assert_string_equal(path, pairs[i][1]);
		free(path);
	}
}

static void a_whole_path_goes_by_no_detour(void **state)
{
	char *real = realpath(place, NULL);
	char *wanted = file_join(real, "nieuw");
	char *path = file_whole(in_place("./nieuw"));

	(void)state;
	/* It is not there yet. */
	assert_string_equal(path, wanted);
	free(path);
	path = file_whole(in_place("."));
	assert_string_equal(path, real);
	free(path);
	path = file_whole("/is/er/niet/a");
	assert_string_equal(path, "/is/er/niet/a");
	free(path);
	free(wanted);
	free(real);
}

static void a_directory_is_made_with_its_parents(void **state)
{
	struct stat about;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(file_make_directory(in_place("x/y/z"), &err), 0);
	assert_int_equal(file_make_directory(in_place("x/y/z"), &err), 0);
	assert_true(file_is_directory(in_place("x/y/z")));
	assert_int_equal(stat(in_place("x"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(file_make_directory(in_place("a.txt/y"), &err),
			 ERR_SYSTEM);
}

static void names_are_listed_in_order(void **state)
{
	char **names = NULL;
	size_t count = 0;

	(void)state;
	put(in_place("x/b.yaml"), "");
	put(in_place("x/a.yaml"), "");
	put(in_place("x/.c.yaml"), "");
	put(in_place("x/d.txt"), "");
	assert_int_equal(
		file_list(in_place("x"), ".yaml", &names, &count, NULL), 0);
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "a.yaml");
	assert_string_equal(names[1], "b.yaml");
	free(names[0]);
	free(names[1]);
	free(names);
	assert_int_equal(file_list("/no/such", "", &names, &count, NULL),
			 ERR_NOTFOUND);
}

static void of_a_long_file_the_start_is_read(void **state)
{
	struct err err = { 0 };
	char *text = NULL;
	size_t length = 0;

	(void)state;
	put(in_place("lang"), "een regel\nen nog een");
	assert_int_equal(
		file_read_start(in_place("lang"), 9, &text, &length, NULL), 0);
	assert_int_equal(length, 9);
	assert_string_equal(text, "een regel");
	free(text);
	assert_int_equal(
		file_read_start(in_place("lang"), 4096, &text, &length, NULL),
		0);
	assert_int_equal(length, strlen("een regel\nen nog een"));
	free(text);
	assert_int_equal(
		file_read_start(in_place("geen"), 9, &text, &length, &err),
		ERR_NOTFOUND);
	assert_int_not_equal(file_read_start(place, 9, &text, &length, &err),
			     0);
}

/* Free path. */
static void assert_path(char *path, const char *wanted)
{
	assert_non_null(path);
	assert_string_equal(path, wanted);
	free(path);
}

static void homes_are_those_of_xdg(void **state)
{
	(void)state;
	setenv("HOME", "/home/jan", 1);
	unsetenv("XDG_DATA_HOME");
	assert_path(file_in_data_home("x.db"),
		    "/home/jan/.local/share/spoedpeil/x.db");
	setenv("XDG_DATA_HOME", "relative", 1);
	assert_path(file_in_data_home("x.db"),
		    "/home/jan/.local/share/spoedpeil/x.db");
	setenv("XDG_CONFIG_HOME", "/etc/x", 1);
	assert_path(file_in_config_home("config.yaml"),
		    "/etc/x/spoedpeil/config.yaml");
}

static void without_home_it_is_the_one_that_the_system_knows(void **state)
{
	const struct passwd *user = getpwuid(getuid());
	char *wanted;

	(void)state;
	assert_non_null(user);
	wanted = alloc_print("%s/.local/share/spoedpeil/x.db", user->pw_dir);
	unsetenv("XDG_DATA_HOME");
	unsetenv("HOME");
	assert_path(file_in_data_home("x.db"), wanted);
	setenv("HOME", "here", 1);
	assert_path(file_in_data_home("x.db"), wanted);
	free(wanted);
}

static void what_can_be_made_again_has_a_home_or_none(void **state)
{
	(void)state;
	unsetenv("XDG_CACHE_HOME");
	setenv("HOME", "/no/such/home", 1);
	assert_null(file_in_cache_home("x"));
	setenv("HOME", ".", 1);
	assert_null(file_in_cache_home("x"));
	unsetenv("HOME");
	assert_null(file_in_cache_home("x"));
	setenv("HOME", "/tmp", 1);
	assert_path(file_in_cache_home("x"), "/tmp/.cache/spoedpeil/x");
	setenv("XDG_CACHE_HOME", "/etc/x", 1);
	assert_path(file_in_cache_home("x"), "/etc/x/spoedpeil/x");
	unsetenv("XDG_CACHE_HOME");
}

static void a_file_is_swapped_whole_or_not_at_all(void **state)
{
	struct file_output out = { 0 };
	struct stat found;
	char *text;
	size_t length;

	(void)state;
	put(in_place("swap"), "oud");
	assert_int_equal(file_begin(in_place("swap"), &out, NULL), 0);
	fputs("nieuw", out.stream);
	file_swap(&out);
	assert_int_equal(file_read(in_place("swap"), 9, &text, &length, NULL),
			 0);
	assert_string_equal(text, "nieuw");
	free(text);
	assert_int_equal(stat(in_place("swap"), &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);

	/* The place is gone: nothing is left behind. */
	assert_int_equal(file_begin(in_place("swap"), &out, NULL), 0);
	text = alloc_text(out.temporary);
	assert_int_equal(unlink(in_place("swap")), 0);
	assert_int_equal(mkdir(in_place("swap"), 0700), 0);
	file_swap(&out);
	assert_false(file_exists(text));
	assert_true(file_is_directory(in_place("swap")));
	assert_int_equal(rmdir(in_place("swap")), 0);
	free(text);
}

static void standard_input_is_a_file_too(void **state)
{
	int saved = dup(STDIN_FILENO);
	struct err err = { 0 };
	char *text = NULL;
	size_t length;

	(void)state;
	put(in_place("a.txt"), "van buiten");
	assert_non_null(freopen(in_place("a.txt"), "r", stdin));
	assert_int_equal(file_read("-", 4, &text, &length, &err), ERR_INVALID);
	assert_has(err.text, "standaardinvoer");
	assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_SET), 0);
	assert_int_equal(file_read("-", 99, &text, &length, &err), 0);
	assert_string_equal(text, "van buiten");
	free(text);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void an_installed_program_takes_the_installed_forms(void **state)
{
	char *directory = file_forms_directory();

	(void)state;
	/* This program is not in the directory of the build itself. */
	assert_string_equal(directory, FORMSDIR);
	free(directory);
}

static void settings_that_are_saved_are_loaded(void **state)
{
	struct settings saved = { .organisatie = alloc_text("Zuid: \"A\\B\""),
				  .medewerker = alloc_text("Ren\xC3\xA9 # 1"),
				  .role = alloc_text("teamleider"),
				  .language = alloc_text("nl"),
				  .advance = false };
	struct problem_list problems = { 0 };
	struct settings loaded = { 0 };
	const char *path = in_place("config/config.yaml");

	(void)state;
	assert_int_equal(settings_save(path, &saved, NULL), 0);
	assert_int_equal(settings_load(path, &loaded, &problems, NULL), 0);
	assert_int_equal(problems.count, 0);
	assert_string_equal(loaded.organisatie, saved.organisatie);
	assert_null(loaded.team);
	assert_string_equal(loaded.medewerker, saved.medewerker);
	assert_string_equal(loaded.role, "teamleider");
	assert_string_equal(loaded.language, "nl");
	assert_false(loaded.advance);
	settings_done(&saved);
	settings_done(&loaded);
	settings_done(&loaded);
}

static void settings_have_defaults(void **state)
{
	struct problem_list problems = { 0 };
	struct settings settings = { 0 };

	(void)state;
	assert_int_equal(settings_load("/no/such", &settings, &problems, NULL),
			 0);
	assert_true(settings.advance);
	assert_null(settings.language);
	put(in_place("empty.yaml"), "# niets\n");
	assert_int_equal(settings_load(in_place("empty.yaml"), &settings,
				       &problems, NULL),
			 0);
	assert_int_equal(problems.count, 0);
	assert_true(settings.advance);
}

static void wrong_settings_are_told_and_passed_over(void **state)
{
	struct problem_list problems = { 0 };
	struct settings settings = { 0 };

	(void)state;
	put(in_place("wrong.yaml"),
	    "taem: Oost\n"
	    "role: baas\n"
	    "advance: misschien\n"
	    "organisatie: [a]\n"
	    "language: de\n"
	    "toekomst: 1\n"
	    "medewerker: jan\n"
	    "medewerker: piet\n");
	assert_int_equal(settings_load(in_place("wrong.yaml"), &settings,
				       &problems, NULL),
			 0);
	assert_int_equal(problems.count, 7);
	assert_string_equal(problems.items[0].text,
			    "deze instelling bestaat niet; bedoel je team?");
	assert_int_equal(problems.items[1].line, 2);
	assert_int_equal(problems.items[1].column, 7);
	assert_string_equal(problems.items[5].text,
			    "deze instelling bestaat niet");
	assert_null(settings.team);
	assert_null(settings.role);
	assert_null(settings.language);
	assert_true(settings.advance);
	assert_string_equal(settings.medewerker, "jan");
	settings_done(&settings);
	problem_list_done(&problems);
	put(in_place("wrong.yaml"), "team: [\n");
	assert_int_equal(settings_load(in_place("wrong.yaml"), &settings,
				       &problems, NULL),
			 0);
	assert_int_equal(problems.count, 1);
	problem_list_done(&problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_written_for_its_owner_alone),
		cmocka_unit_test(a_cancelled_file_is_as_it_was),
		cmocka_unit_test(a_full_disk_is_told),
		cmocka_unit_test(a_link_stays_a_link),
		cmocka_unit_test(what_cannot_be_read_or_written_is_told),
		cmocka_unit_test(reading_has_a_limit),
		cmocka_unit_test(paths_are_joined_and_parted),
		cmocka_unit_test(a_whole_path_goes_by_no_detour),
		cmocka_unit_test(a_directory_is_made_with_its_parents),
		cmocka_unit_test(names_are_listed_in_order),
		cmocka_unit_test(of_a_long_file_the_start_is_read),
		cmocka_unit_test(homes_are_those_of_xdg),
		cmocka_unit_test(
			without_home_it_is_the_one_that_the_system_knows),
		cmocka_unit_test(what_can_be_made_again_has_a_home_or_none),
		cmocka_unit_test(a_file_is_swapped_whole_or_not_at_all),
		cmocka_unit_test(standard_input_is_a_file_too),
		cmocka_unit_test(
			an_installed_program_takes_the_installed_forms),
		cmocka_unit_test(settings_that_are_saved_are_loaded),
		cmocka_unit_test(settings_have_defaults),
		cmocka_unit_test(wrong_settings_are_told_and_passed_over),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
