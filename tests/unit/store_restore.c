/* What store/upkeep.h promises of copies that are kept and put back. */
#include "config.h"

#include "store_file.h"

#include <dirent.h>
#include <sys/stat.h>
#include <utime.h>

#include "base/date.h"
#include "store/destroy.h"
#include "store/upkeep.h"

/* How many files of a directory have a name with this in it. */
static int count_files(const char *directory, const char *part)
{
	DIR *list = opendir(directory);
	struct dirent *entry;
	int count = 0;

	while (list && (entry = readdir(list)))
		count += strstr(entry->d_name, part) != NULL;
	if (list)
		closedir(list);
	return count;
}

static void only_the_newest_are_kept(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "kopie.db");
	char *last = NULL;

	for (int i = 0; i < 5; i++) {
		char now[32];
		char *made = NULL;

		snprintf(now, sizeof(now), "2026-11-2%dT12:00:00", i);
		setenv("SPOEDPEIL_NOW", now, 1);
		GOOD(upkeep_backup_kept(file->store, path, 3, &made, &err));
		free(last);
		last = made;
	}
	assert_int_equal(count_files(file->directory, "kopie-"), 3);
	assert_has(last, "kopie-20261124-120000.db");
	assert_true(file_exists(last));
	/* Two within a second, and what only looks alike stays. */
	GOOD(store_note(file->store, "demo", "0", &err));
	run_sql(last, "CREATE TABLE x (y)");
	for (int i = 0; i < 2; i++) {
		free(last);
		GOOD(upkeep_backup_kept(file->store, path, 1, &last, &err));
	}
	assert_int_equal(count_files(file->directory, "kopie-"), 1);
	assert_sql(last, "SELECT count(*) FROM sqlite_schema WHERE name = 'x'",
		   "0");
	unsetenv("SPOEDPEIL_NOW");
	free(last);
	free(path);
}

static void a_day_has_one_copy_when_something_changed(void **state)
{
	struct file *file = *state;
	char *directory = alloc_print("%s-backups", file->path);
	struct utimbuf old = { 1000000000, 1000000000 };
	struct stat found;
	char *first = NULL;
	char *made = NULL;

	setenv("SPOEDPEIL_NOW", "2026-11-20T12:00:00", 1);
	GOOD(make_daily(file->store, &first, &err));
	assert_non_null(first);
	assert_int_equal(stat(directory, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0700);
	assert_int_equal(stat(first, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	GOOD(store_note(file->store, "demo", "0", &err));
	GOOD(make_daily(file->store, &made, &err));
	assert_null(made);
	/* The next day, and it was changed since. */
	setenv("SPOEDPEIL_NOW", "2026-11-21T08:00:00", 1);
	utime(first, &old);
	GOOD(make_daily(file->store, &made, &err));
	assert_non_null(made);
	free(first);
	first = upkeep_newest_daily(file->path);
	assert_string_equal(first, made);
	free(made);
	/* And one on which it was not. */
	setenv("SPOEDPEIL_NOW", "2026-11-22T08:00:00", 1);
	old.modtime = 4000000000;
	utime(first, &old);
	GOOD(make_daily(file->store, &made, &err));
	assert_null(made);
	unsetenv("SPOEDPEIL_NOW");
	free(directory);
	free(first);
}

static void restore_good(struct file *file, const char *copy)
{
	struct problem_list left = { 0 };
	char *aside = NULL;

	store_close(file->store);
	file->store = NULL;
	GOOD(upkeep_restore(copy, file->path, &aside, &left, &err));
	assert_int_equal(left.count, 0);
	if (aside)
		assert_true(file_exists(aside));
	free(aside);
	GOOD(store_open(file->path, 0, &file->store, &err));
}

static void a_copy_takes_the_place_of_the_file(void **state)
{
	struct file *file = *state;
	char *copy = file_join(file->directory, "kopie.db");

	GOOD(upkeep_backup(file->store, copy, &err));
	add_traject(file->store, "later");
	restore_good(file, copy);
	assert_sql(file->path, "SELECT group_concat(code) FROM traject", "T-1");
	assert_int_equal(count_files(file->directory, "-replaced-"), 1);
	free(copy);
}

static void a_damaged_file_or_none_is_replaced_too(void **state)
{
	struct file *file = *state;
	char *copy = file_join(file->directory, "kopie.db");
	FILE *out;

	GOOD(upkeep_backup(file->store, copy, &err));
	store_close(file->store);
	out = fopen(file->path, "w");
	fprintf(out,
		"dit is geen gegevensbestand, maar het is lang genoeg "
		"om er een te lijken voor wie niet goed kijkt");
	fclose(out);
	file->store = NULL;
	restore_good(file, copy);
	assert_sql(file->path, "SELECT group_concat(code) FROM traject", "T-1");
	store_close(file->store);
	file->store = NULL;
	unlink(file->path);
	restore_good(file, copy);
	assert_sql(file->path, "SELECT group_concat(code) FROM traject", "T-1");
	free(copy);
}

static void assert_refused(struct file *file, const char *copy,
			   const char *words)
{
	struct problem_list left = { 0 };
	char *aside = NULL;

	REFUSED(ERR_INVALID, words,
		upkeep_restore(copy, file->path, &aside, &left, &err));
	assert_null(aside);
	assert_sql(file->path, "SELECT group_concat(code) FROM traject", "T-1");
}

static void what_is_no_copy_is_refused(void **state)
{
	struct file *file = *state;
	char *copy = file_join(file->directory, "kopie.db");
	char *other = file_join(file->directory, "ander.db");
	FILE *out;

	GOOD(upkeep_backup(file->store, copy, &err));
	store_close(file->store);
	file->store = NULL;
	run_sql(copy, "PRAGMA user_version = 99");
	assert_refused(file, copy, "nieuwere");
	run_sql(other, "CREATE TABLE t (x)");
	assert_refused(file, other, "ander programma");
	out = fopen(other, "w");
	fclose(out);
	assert_refused(file, other, "leeg");
	assert_int_equal(count_files(file->directory, "-replaced-"), 0);
	free(copy);
	free(other);
}

static void a_file_that_is_open_is_not_replaced(void **state)
{
	struct file *file = *state;
	char *copy = file_join(file->directory, "kopie.db");
	struct problem_list left = { 0 };
	char *aside = NULL;

	GOOD(upkeep_backup(file->store, copy, &err));
	add_traject(file->store, "later");
	REFUSED(ERR_BUSY, "bezig",
		upkeep_restore(copy, file->path, &aside, &left, &err));
	assert_sql(file->path, "SELECT count(*) FROM traject", "2");
	free(copy);
}

static void what_was_destroyed_does_not_come_back_with_a_copy(void **state)
{
	struct file *file = *state;
	char *copy = file_join(file->directory, "kopie.db");
	struct problem_list left = { 0 };
	struct problem_list problems = { 0 };
	struct traject again = { 0 };

	add_traject(file->store, "T-2");
	/* A copy that the file does not know of. */
	GOOD(upkeep_backup(file->store, copy, &err));
	GOOD(destroy_traject(file->store, file->traject, NULL, &left, &err));
	assert_int_equal(left.count, 0);
	restore_good(file, copy);
	assert_sql(file->path, "SELECT group_concat(code) FROM traject", "T-2");
	assert_sql(file->path,
		   "SELECT count(*) FROM destroyed WHERE finished IS NOT NULL",
		   "1");
	assert_sql(copy, "SELECT group_concat(code) FROM traject", "T-2");
	GOOD(upkeep_check(file->store, &problems, &err));
	assert_int_equal(problems.count, 0);
	again.code = alloc_text("T-1");
	again.organisatie = alloc_text("Noord");
	REFUSED(ERR_EXISTS, "vernietigd",
		trajecten_add(file->store, &again, &err));
	traject_done(&again);
	free(copy);
}

static void copies_that_were_known_stay_known(void **state)
{
	struct file *file = *state;
	char *first = file_join(file->directory, "eerst.db");
	char *second = file_join(file->directory, "later.db");
	struct problem_list left = { 0 };

	add_traject(file->store, "T-2");
	GOOD(upkeep_backup(file->store, first, &err));
	/* Of this one only the file that goes knows. */
	GOOD(upkeep_backup(file->store, second, &err));
	restore_good(file, first);
	GOOD(destroy_traject(file->store, file->traject, NULL, &left, &err));
	assert_int_equal(left.count, 0);
	assert_sql(first, "SELECT group_concat(code) FROM traject", "T-2");
	assert_sql(second, "SELECT group_concat(code) FROM traject", "T-2");
	free(first);
	free(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(only_the_newest_are_kept),
		PROMISE(a_day_has_one_copy_when_something_changed),
		PROMISE(a_copy_takes_the_place_of_the_file),
		PROMISE(a_damaged_file_or_none_is_replaced_too),
		PROMISE(what_is_no_copy_is_refused),
		PROMISE(a_file_that_is_open_is_not_replaced),
		PROMISE(what_was_destroyed_does_not_come_back_with_a_copy),
		PROMISE(copies_that_were_known_stay_known),
	};

	return run_tests(tests);
}
