/* What base/yaml.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/yaml.h"

/* The first problem of text as a line, or "" when it was read. */
static const char *refused(const char *text, size_t length)
{
	static char line[600];
	struct problem_list problems = { 0 };
	struct yaml_file *file = yaml_read(text, length, "f", &problems);

	line[0] = '\0';
	if (problems.count > 0) {
		char *first = problem_line(&problems.items[0]);

		strncpy(line, first, sizeof(line) - 1);
		free(first);
	}
	/* A refusal is one problem and no tree. */
	if (!file)
		assert_int_equal(problems.count, 1);
	yaml_file_free(file);
	problem_list_done(&problems);
	return line;
}

static void assert_refused(const char *text, const char *start)
{
	const char *line = refused(text, strlen(text));

	if (strncmp(line, start, strlen(start)) != 0)
		fail_msg("'%s' gave '%s'", text, line);
}

static struct yaml_file *taken(const char *text)
{
	struct problem_list problems = { 0 };
	struct yaml_file *file;

	file = yaml_read(text, strlen(text), "f", &problems);
	assert_int_equal(problems.count, 0);
	assert_non_null(file);
	return file;
}

static void a_file_becomes_a_tree_with_places(void **state)
{
	struct yaml_file *file =
		taken("form: ash   # remark\n"
		      "list:\n"
		      "- {naam: caf\xC3\xA9, getal: 012}\n"
		      "- \"ja\"\n"
		      "-\n");
	const struct yaml *root = yaml_root(file);
	const struct yaml *list = yaml_get(root, "list");
	const struct yaml *number;

	(void)state;
	assert_int_equal(root->kind, YAML_MAP);
	assert_int_equal(root->count, 2);
	assert_string_equal(root->keys[0].text, "form");
	assert_string_equal(yaml_text(root, "form"), "ash");
	assert_int_equal(list->kind, YAML_LIST);
	assert_int_equal(list->count, 3);
	assert_int_equal(list->line, 3);
	number = yaml_get(&list->items[0], "getal");
	assert_string_equal(number->text, "012");
	assert_int_equal(number->line, 3);
	assert_int_equal(number->column, 23);
	assert_true(number->plain);
	assert_false(list->items[1].plain);
	assert_string_equal(list->items[2].text, "");
	assert_true(list->items[2].plain);
	assert_null(yaml_get(root, "naam"));
	assert_null(yaml_get(list, "naam"));
	assert_null(yaml_get(NULL, "naam"));
	assert_null(yaml_text(root, "list"));
	yaml_file_free(file);
	yaml_file_free(NULL);
}

static void every_scalar_is_text(void **state)
{
	struct yaml_file *file =
		taken("a: yes\nb: 1.50\nc: ~\nd: null\ne: 2025-03-01\n");
	const struct yaml *root = yaml_root(file);

	(void)state;
	assert_string_equal(yaml_text(root, "a"), "yes");
	assert_string_equal(yaml_text(root, "b"), "1.50");
	assert_string_equal(yaml_text(root, "c"), "~");
	assert_string_equal(yaml_text(root, "d"), "null");
	assert_string_equal(yaml_text(root, "e"), "2025-03-01");
	yaml_file_free(file);
}

static void an_empty_file_is_an_empty_text(void **state)
{
	static const char *const empty[] = { "", "# remark\n", "---\n",
					     "\xEF\xBB\xBF" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct yaml_file *file = taken(empty[i]);

		assert_int_equal(yaml_root(file)->kind, YAML_SCALAR);
		assert_string_equal(yaml_root(file)->text, "");
		yaml_file_free(file);
	}
}

static void a_byte_order_mark_counts_for_nothing(void **state)
{
	struct yaml_file *file =
		taken("\xEF\xBB\xBF"
		      "a: b\r\nc: d\r\n");

	(void)state;
	assert_string_equal(yaml_text(yaml_root(file), "a"), "b");
	assert_int_equal(yaml_root(file)->keys[0].column, 1);
	assert_int_equal(yaml_get(yaml_root(file), "c")->line, 2);
	yaml_file_free(file);
}

static void a_mistake_has_its_place_and_a_sentence(void **state)
{
	(void)state;
	assert_refused("a: b: c\n", "f:1:5: hier staat een dubbele punt");
	assert_refused("a: [b, c\nd: e\n",
		       "f:2:2: hier hoort een komma of ]"
		       ", bij de [ op regel 1");
	assert_refused("a: {b: c\nd: e\n",
		       "f:2:2: hier hoort een komma of }"
		       ", bij de { op regel 1");
	assert_refused("a: [b c: d: e]", "f:1:11: ");
	assert_refused("a: b\nlabel\nc: d\n", "f:2:1: hier staat een sleutel");
	assert_refused("a: 'b'c\n", "f:1:7: achter de sluitende");
	assert_refused("%a: b\n", "f:1:1: met dit teken");
	assert_refused("a: 'b\n", "f:1:4: de aanhalingstekens die hier");
	assert_refused("a: \"b\\q\"\n", "f:1:6: tussen dubbele");
	assert_refused("a: @b\n", "f:1:4: met dit teken kan geen tekst");
	assert_refused("a:\n\tb: c\n", "f:2:1: ");
	assert_refused("a: b\n  c: d\n", "f:2:4: hier staat een dubbele punt");
	assert_refused("a:\n  b: c\n d: e\n", "f:3:2: hier hoort een sleutel");
	assert_refused("a: b\n- c\n", "f:2:1: hier hoort een sleutel");
	assert_refused("\xC3\xA9\xC3\xA9: @", "f:1:5: met dit teken");
}

static void duplicate_keys_are_all_told_and_the_first_holds(void **state)
{
	static const char text[] = "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\na: 4\n";
	struct problem_list problems = { 0 };
	struct yaml_file *file = yaml_read(text, strlen(text), "f", &problems);
	char *line;

	(void)state;
	assert_non_null(file);
	assert_string_equal(yaml_text(yaml_root(file), "a"), "1");
	assert_int_equal(problems.count, 3);
	problem_sort(&problems);
	line = problem_line(&problems.items[0]);
	assert_string_equal(line,
			    "f:3:1: de sleutel \"a\" staat hier twee "
			    "keer; de eerste staat op regel 1");
	free(line);
	assert_int_equal(problems.items[1].line, 4);
	assert_int_equal(problems.items[1].column, 11);
	assert_int_equal(problems.items[2].line, 5);
	yaml_file_free(file);
	problem_list_done(&problems);
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
	(void)state;
	assert_refused("a: &x b\n", "f:1:4: een anker");
	assert_refused("a: &x [b]\n", "f:1:4: een anker");
	assert_refused("a: &x {b: c}\n", "f:1:4: een anker");
	assert_refused("a: *x\n", "f:1:4: een alias");
	assert_refused("*x : b\n", "f:1:1: een alias");
	assert_refused("a: !!str b\n", "f:1:4: een tag");
	assert_refused("a: !x {b: c}\n", "f:1:4: een tag");
	assert_refused("&x a: b\n", "f:1:1: een anker");
}

/* libyaml holds each directive against all before it. */
static void directives_are_refused(void **state)
{
	(void)state;
	assert_refused("%YAML 1.1\n---\na: b\n", "f:1:1: met dit teken");
	assert_refused("# x\n%TAG !a! b\n---\na: b\n", "f:2:1: met dit teken");
	assert_refused("a: b\n...\n%TAG !a! b\n", "f:3:1: met dit teken");
	assert_refused("a: b\r%TAG !a! b\n", "f:1:6: met dit teken");
}

static void one_file_is_one_document(void **state)
{
	(void)state;
	assert_refused("a: b\n---\nc: d\n", "f:2:1: een bestand is één");
	assert_refused("? [a]\n: b\n", "f:1:3: een sleutel is één tekst");
}

static void nesting_has_a_limit(void **state)
{
	char text[100];
	int levels;

	(void)state;
	for (levels = 31; levels <= 40; levels++) {
		memset(text, '[', (size_t)levels);
		memset(text + levels, ']', (size_t)levels);
		text[2 * levels] = '\0';
		if (levels <= YAML_LEVELS)
			assert_refused(text, "");
		else
			assert_refused(text, "f:1:33: hier zitten te veel");
	}
	assert_refused("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
		       "f:1:33: hier zitten te veel");
}

static void size_has_a_limit(void **state)
{
	size_t length = 2 * YAML_LIMIT;
	char *text = alloc_new(length + 1, 1);

	(void)state;
	memset(text, 'a', length);
	assert_string_equal(refused(text, length),
			    "f:1:1: het bestand is groter dan 1 MiB");
	memset(text, '[', YAML_LIMIT);
	text[YAML_LIMIT] = '\0';
	assert_string_not_equal(refused(text, YAML_LIMIT), "");
	free(text);
}

static void many_keys_are_read_in_time(void **state)
{
	struct buffer text = { 0 };
	struct problem_list problems = { 0 };
	struct yaml_file *file;

	(void)state;
	for (int i = 0; text.length < YAML_LIMIT - 20; i++)
		buffer_print(&text, "k%d: %d\n", i, i);
	file = yaml_read(buffer_text(&text), text.length, "f", &problems);
	assert_non_null(file);
	assert_int_equal(problems.count, 0);
	yaml_file_free(file);
	buffer_done(&text);
}

static void broken_characters_are_refused_with_their_place(void **state)
{
	(void)state;
	assert_refused("a: b\nc: \xC3\xA9\xFF\n", "f:2:5: dit is geen UTF-8");
	assert_refused("a: \xC3", "f:1:4: dit is geen UTF-8");
	assert_refused("a: \xEF\xBF\xBD\n", "");
	assert_refused("a: \x1B[2J\n", "f:1:4: hier kan geen stuurteken");
	assert_refused("a: \"\\e[2J\"\n", "f:1:4: in deze tekst zit een");
	assert_refused("a: \"\\0\"\n", "f:1:4: in deze tekst zit een");
	assert_refused("a: \"b\\tc\\nd\"\n", "");
	assert_string_equal(refused("a: b\0c\n", 7),
			    "f:1:5: hier kan geen stuurteken staan");
}

/* The next of a row of numbers that only looks like chance. */
static uint32_t chance(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Change a few places in a file of this length. */
static void damage(char *text, size_t length, uint32_t *seed)
{
	static const char signs[] = "{}[]:,-#&*!|>'\"%@`\t\n \\?~a0\xC3\xFF";

	for (uint32_t n = chance(seed) % 4 + 1; n > 0; n--) {
		size_t at = chance(seed) % length;

		if (chance(seed) % 4 == 0)
			memmove(text + at, text + at + 1, length - at - 1);
		else
			text[at] = signs[chance(seed) % (sizeof(signs) - 1)];
	}
}

static void whatever_is_broken_is_read_or_refused_with_a_place(void **state)
{
	char *path = file_join(getenv("srcdir"), "forms/ash-3.0.yaml");
	uint32_t seed = 2025;
	char *form = NULL;
	size_t length;

	(void)state;
	assert_int_equal(file_read(path, YAML_LIMIT, &form, &length, NULL), 0);
	for (int i = 0; i < 1000; i++) {
		struct problem_list problems = { 0 };
		char *text = alloc_text_part(form, length);
		struct yaml_file *file;

		damage(text, length, &seed);
		file = yaml_read(text, length, "f", &problems);
		assert_true(file || problems.count == 1);
		for (size_t j = 0; j < problems.count; j++) {
			assert_true(problems.items[j].line > 0);
			assert_true(problems.items[j].column > 0);
			/* Ours, not libyaml's. */
			assert_lacks(problems.items[j].text, "found ");
		}
		yaml_file_free(file);
		problem_list_done(&problems);
		free(text);
	}
	free(form);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_becomes_a_tree_with_places),
		cmocka_unit_test(every_scalar_is_text),
		cmocka_unit_test(an_empty_file_is_an_empty_text),
		cmocka_unit_test(a_byte_order_mark_counts_for_nothing),
		cmocka_unit_test(a_mistake_has_its_place_and_a_sentence),
		cmocka_unit_test(
			duplicate_keys_are_all_told_and_the_first_holds),
		cmocka_unit_test(anchors_aliases_and_tags_are_refused),
		cmocka_unit_test(directives_are_refused),
		cmocka_unit_test(one_file_is_one_document),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(size_has_a_limit),
		cmocka_unit_test(many_keys_are_read_in_time),
		cmocka_unit_test(
			broken_characters_are_refused_with_their_place),
		cmocka_unit_test(
			whatever_is_broken_is_read_or_refused_with_a_place),
	};

	return run_tests(tests);
}
