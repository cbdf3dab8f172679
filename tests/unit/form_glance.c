/* What form/glance.h promises. */
#include "config.h"

#include "place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/count.h"
#include "base/file.h"
#include "form/glance.h"
#include "form_help.h"

/* A directory of one's own, with forms in it and in more. */
static char *room, *forms, *more, *path;

static char *inside(const char *name)
{
	return file_join(room, name);
}

static int set_up(void **state)
{
	char *command;

	(void)state;
	room = place_new();
	forms = inside("forms");
	more = inside("more");
	path = inside("cache/spoedpeil/glance");
	command = alloc_print("cp -r '%s/forms' '%s' && mkdir '%s'",
			      getenv("srcdir"), forms, more);
	assert_int_equal(system(command), 0);
	free(command);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	place_remove(room);
	free(forms);
	free(more);
	free(path);
	return 0;
}

static struct glance *look(void)
{
	const char *const directories[] = { forms, more };

	return glance_open(path, directories, 2);
}

static struct catalogue *load(void)
{
	const char *const directories[] = { forms, more };
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = NULL;

	assert_int_equal(
		catalogue_load(directories, 2, &catalogue, &problems, NULL), 0);
	problem_list_done(&problems);
	return catalogue;
}

/* As the program starts: was there a glance, and did all agree with it? */
static bool start(bool *agrees)
{
	struct glance *glance = look();
	struct catalogue *seen = glance_catalogue(glance);
	struct catalogue *whole = load();
	struct buffer a = { 0 }, b = { 0 };
	bool found = seen != NULL;

	catalogue_seen(whole, &b);
	if (seen)
		catalogue_seen(seen, &a);
	*agrees = a.length == b.length &&
		  memcmp(buffer_text(&a), buffer_text(&b), a.length) == 0;
	glance_keep(glance, whole);
	glance_free(glance);
	catalogue_free(seen);
	catalogue_free(whole);
	buffer_done(&a);
	buffer_done(&b);
	return found;
}

static bool is_used(void)
{
	bool agrees;
	bool found = start(&agrees);

	assert_int_equal(found, agrees);
	return found;
}

static void write_file(const char *directory, const char *name,
		       const char *bytes, size_t length)
{
	char *where = file_join(directory, name);
	FILE *file = fopen(where, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	free(where);
}

static const char extra[] =
	"form: extra\nversion: 1\ntitle: T\nper: traject\n"
	"sections:\n- {name: een, label: Een, fields: [{name: a, type: score,"
	" label: A}]}\n";

static void the_second_start_has_a_glance(void **state)
{
	struct stat found;
	char *directory;

	(void)state;
	assert_false(is_used());
	assert_true(is_used());
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	directory = file_directory(path);
	assert_int_equal(stat(directory, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0700);
	free(directory);
}

static void what_is_kept_is_written_once(void **state)
{
	struct stat before, after;

	(void)state;
	assert_false(is_used());
	assert_int_equal(stat(path, &before), 0);
	assert_true(is_used());
	assert_int_equal(stat(path, &after), 0);
	assert_true(before.st_ino == after.st_ino);
	assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec);
	assert_true(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

static void forms_that_changed_are_read(void **state)
{
	const struct timespec then[2] = { { 1, 0 }, { 1, 0 } };
	char *file, *other;

	(void)state;
	assert_false(is_used());
	/* A new one, one of another size, another one of the same size. */
	write_file(more, "a.yaml", extra, sizeof(extra) - 1);
	assert_false(is_used());
	assert_true(is_used());
	write_file(more, "a.yaml", extra, sizeof(extra) - 2);
	assert_false(is_used());
	assert_true(is_used());
	file = file_join(more, "a.yaml");
	other = file_join(more, "b.yaml");
	write_file(more, "b.yaml.new", extra, sizeof(extra) - 2);
	assert_true(is_used());
	/* The time of a file tells, and who sets it back is seen. */
	assert_int_equal(utimensat(AT_FDCWD, file, then, 0), 0);
	assert_false(is_used());
	usleep(20000);
	assert_int_equal(utimensat(AT_FDCWD, file, then, 0), 0);
	assert_false(is_used());
	assert_true(is_used());
	/* Another name, and none. */
	assert_int_equal(rename(file, other), 0);
	assert_false(is_used());
	assert_int_equal(unlink(other), 0);
	assert_false(is_used());
	assert_true(is_used());
	free(file);
	free(other);
}

static void other_directories_are_read(void **state)
{
	(void)state;
	assert_false(is_used());
	free(more);
	more = inside("another");
	assert_null(look());
	assert_int_equal(mkdir(more, 0700), 0);
	assert_false(is_used());
	assert_true(is_used());
}

static void a_mistake_in_one_form_hides_no_other(void **state)
{
	(void)state;
	write_file(more, "a.yaml", extra, sizeof(extra) - 1);
	write_file(more, "b.yaml", "form: b\n", 8);
	write_file(more, "c.yaml", "form: [\n", 8);
	assert_false(is_used());
	assert_true(is_used());
}

/* As long ago as this, in the cache; is it there after the next writing? */
static bool stays(const char *name, time_t seconds)
{
	char *directory = file_directory(path);
	char *where = file_join(directory, name);
	const struct timespec then = { .tv_sec = time(NULL) - seconds };
	bool result;

	write_file(directory, name, "x", 1);
	assert_int_equal(utimensat(AT_FDCWD, where,
				   (struct timespec[]){ then, then }, 0),
			 0);
	assert_int_equal(unlink(path), 0);
	assert_false(is_used());
	result = file_exists(where);
	free(where);
	free(directory);
	return result;
}

static void what_a_killed_start_left_is_removed(void **state)
{
	(void)state;
	assert_false(is_used());
	assert_false(stays("glance.aB3dEf", 7200));
	assert_true(stays("glance.Fe3Dba", 60));
	assert_true(stays("glance.of-mine", 7200));
	assert_true(stays("another.aB3dEf", 7200));
	assert_true(is_used());
}

static void where_nothing_can_be_kept_nothing_is(void **state)
{
	static const char *const nowhere[] = { "/proc/glance/glance",
					       "/dev/null", "/dev/full", "/" };
	struct glance *glance;

	(void)state;
	assert_null(glance_open(NULL, (const char *const[]){ forms }, 1));
	assert_null(glance_catalogue(NULL));
	for (size_t i = 0; i < COUNT(nowhere); i++) {
		free(path);
		path = alloc_text(nowhere[i]);
		assert_false(is_used());
		assert_false(is_used());
	}
	/* Nobody waits for a pipe. */
	free(path);
	path = inside("pipe");
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(is_used());
	assert_false(is_used());
	/* A directory that is a file. */
	free(path);
	path = inside("forms/traject.yaml/glance");
	assert_false(is_used());
	glance = look();
	assert_null(glance_catalogue(glance));
	glance_free(glance);
}

/* The file that is kept. */
static char *kept(size_t *length)
{
	char *bytes = NULL;

	assert_int_equal(file_read(path, 1 << 20, &bytes, length, NULL), 0);
	return bytes;
}

static void put_back(const char *bytes, size_t length)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static struct catalogue *see(void)
{
	struct glance *glance = look();
	struct catalogue *seen = glance_catalogue(glance);

	glance_free(glance);
	return seen;
}

static void a_file_that_was_cut_off_is_not_used_as_a_whole(void **state)
{
	struct catalogue *whole = load();
	size_t forms_there = catalogue_count(whole);
	size_t length;
	char *bytes;

	(void)state;
	assert_false(is_used());
	bytes = kept(&length);
	for (size_t cut = 0; cut < length; cut++) {
		struct catalogue *seen;

		put_back(bytes, cut);
		seen = see();
		/* Between two forms it is whole, and less is seen. */
		if (seen)
			assert_true(catalogue_count(seen) < forms_there ||
				    !catalogue_programme(seen));
		catalogue_free(seen);
	}
	put_back(bytes, length);
	assert_true(is_used());
	put_back(bytes, length / 2);
	assert_false(is_used());
	assert_true(is_used());
	free(bytes);
	catalogue_free(whole);
}

static void a_file_with_another_byte_is_corrected(void **state)
{
	size_t length, wrong = 0;
	char *bytes;

	(void)state;
	assert_false(is_used());
	bytes = kept(&length);
	for (size_t i = 0; i < length; i += 97) {
		char was = bytes[i];
		bool agrees;

		bytes[i] = (char)(was ^ 0x01);
		put_back(bytes, length);
		if (start(&agrees))
			wrong++;
		assert_false(agrees);
		bytes[i] = was;
		assert_true(is_used());
	}
	/* Some of them are good forms all the same, with another text. */
	assert_true(wrong > 0);
	free(bytes);
}

static void what_came_from_other_forms_is_corrected(void **state)
{
	struct catalogue *before = load();
	struct catalogue *whole;
	struct buffer mixed = { 0 };
	size_t length, seen_length, other_length;
	const char *other = catalogue_packed(before, &other_length);
	char *bytes;
	bool agrees;

	(void)state;
	write_file(more, "a.yaml", extra, sizeof(extra) - 1);
	assert_false(is_used());
	whole = load();
	catalogue_packed(whole, &seen_length);
	bytes = kept(&length);
	/* It says that it is of these files, and is not. */
	buffer_add_part(&mixed, bytes, length - seen_length);
	buffer_add_part(&mixed, other, other_length);
	put_back(mixed.bytes, mixed.length);
	assert_true(start(&agrees));
	assert_false(agrees);
	assert_true(is_used());
	free(bytes);
	buffer_done(&mixed);
	catalogue_free(before);
	catalogue_free(whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define EACH(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		EACH(the_second_start_has_a_glance),
		EACH(what_is_kept_is_written_once),
		EACH(forms_that_changed_are_read),
		EACH(other_directories_are_read),
		EACH(a_mistake_in_one_form_hides_no_other),
		EACH(what_a_killed_start_left_is_removed),
		EACH(where_nothing_can_be_kept_nothing_is),
		EACH(a_file_that_was_cut_off_is_not_used_as_a_whole),
		EACH(a_file_with_another_byte_is_corrected),
		EACH(what_came_from_other_forms_is_corrected),
	};

	return run_tests(tests);
}
