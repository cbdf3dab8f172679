/*
 * Every form in tests/data/forms/bad is refused, at the place and with the
 * words of its first lines, and with nothing else; those in good are read.
 *
 *	# expect: LINE:COLUMN part of the message
 *
 * Those named with-... have the traject form of alles.
 */
#include "config.h"

#include "unit.h"

#include "base/file.h"
#include "base/text.h"
#include "form_help.h"

static const char start[] = "# expect: ";

static struct form *traject;

static struct form *load_traject(void)
{
	struct problem_list problems = { 0 };
	char *path = alloc_print("%s/tests/data/forms/alles/traject.yaml",
				 getenv("srcdir"));
	struct form *form;
	size_t length;
	char *text;

	assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL), 0);
	form = load_form(text, length, path, NULL, &problems);
	assert_non_null(form);
	free(text);
	free(path);
	return form;
}

static int set_up(void **state)
{
	(void)state;
	traject = load_traject();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(traject);
	return 0;
}

static const struct form *traject_of(const char *path)
{
	return strstr(path, "/with-") ? traject : NULL;
}

static char *directory(const char *name)
{
	return alloc_print("%s/tests/data/forms/%s", getenv("srcdir"), name);
}

static bool is_there(const struct problem_list *problems, int line, int column,
		     const char *part)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];

		if (p->line == line && p->column == column &&
		    strstr(p->text, part))
			return true;
	}
	return false;
}

static void print_all(const char *path, const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		char *line = problem_line(&problems->items[i]);

		print_message("# %s\n", line);
		free(line);
	}
	fail_msg("%s", path);
}

static void check_bad(const char *path)
{
	struct problem_list problems = { 0 };
	size_t expected = 0;
	size_t length;
	char *text;
	const char *p;

	assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL), 0);
	assert_null(load_form(text, length, path, traject_of(path), &problems));
	for (p = text; strncmp(p, start, sizeof(start) - 1) == 0; expected++) {
		char *part;
		char *at;
		int line = (int)strtol(p + sizeof(start) - 1, &at, 10);
		int column = (int)strtol(at + 1, &at, 10);
		size_t n = strcspn(at + 1, "\n");

		part = alloc_text_part(at + 1, n);
		if (!is_there(&problems, line, column, part))
			print_all(path, &problems);
		free(part);
		p = at + 1 + n + 1;
	}
	if (problems.count != expected)
		print_all(path, &problems);
	problem_list_done(&problems);
	free(text);
}

static void each_mistake_has_its_place_and_its_words(void **state)
{
	char *bad = directory("bad");
	char **names;
	size_t count;

	(void)state;
	assert_int_equal(file_list(bad, ".yaml", &names, &count, NULL), 0);
	assert_true(count >= 100);
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(bad, names[i]);

		check_bad(path);
		free(path);
		free(names[i]);
	}
	free(names);
	free(bad);
}

/* In English no sentence is left in Dutch, nor empty. */
static void each_mistake_can_be_told_in_english(void **state)
{
	char *bad = directory("bad");
	char **names;
	size_t count;

	(void)state;
	assert_int_equal(file_list(bad, ".yaml", &names, &count, NULL), 0);
	text_set_language("en");
	for (size_t i = 0; i < count; i++) {
		struct problem_list problems = { 0 };
		char *path = file_join(bad, names[i]);
		size_t length;
		char *text;

		assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL),
				 0);
		assert_null(load_form(text, length, path, traject_of(path),
				      &problems));
		for (size_t k = 0; k < problems.count; k++) {
			if (strstr(problems.items[k].text, "bedoel je") ||
			    strstr(problems.items[k].text, "ontbreekt"))
				print_all(path, &problems);
		}
		problem_list_done(&problems);
		free(text);
		free(path);
		free(names[i]);
	}
	text_set_language("nl");
	free(names);
	free(bad);
}

static void what_is_right_is_read(void **state)
{
	char *good = directory("good");
	char **names;
	size_t count;

	(void)state;
	assert_int_equal(file_list(good, ".yaml", &names, &count, NULL), 0);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct problem_list problems = { 0 };
		char *path = file_join(good, names[i]);
		size_t length;
		char *text;
		struct form *form;

		assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL),
				 0);
		form = load_form(text, length, path, traject_of(path),
				 &problems);
		if (!form)
			print_all(path, &problems);
		form_free(form);
		problem_list_done(&problems);
		free(text);
		free(path);
		free(names[i]);
	}
	free(names);
	free(good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mistake_has_its_place_and_its_words),
		cmocka_unit_test(each_mistake_can_be_told_in_english),
		cmocka_unit_test(what_is_right_is_read),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
