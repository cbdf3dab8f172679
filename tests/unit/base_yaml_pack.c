/* What base/yaml_pack.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/yaml_pack.h"

static const char sample[] =
	"een: 1\n"
	"leeg:\n"
	"\"caf\xC3\xA9\": ''\n"
	"lijst: [a, [b, {c: d, weg: e}], {weg: f, g: h}]\n"
	"weg: {een: twee}\n"
	"niets: {}\n"
	"geen: []\n"
	"diep: {weg: [x], ook: {weg: y}}\n";

static struct yaml_file *read_text(const char *text)
{
	struct problem_list problems = { 0 };
	struct yaml_file *file = yaml_read(text, strlen(text), "f", &problems);

	assert_non_null(file);
	problem_list_done(&problems);
	return file;
}

static void assert_same(const struct yaml *a, const struct yaml *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->count, b->count);
	assert_int_equal(b->line, 1);
	assert_int_equal(b->column, 1);
	if (a->kind == YAML_SCALAR) {
		assert_string_equal(a->text, b->text);
		assert_int_equal(a->plain, b->plain);
	}
	for (size_t i = 0; i < a->count; i++) {
		if (a->kind == YAML_MAP)
			assert_same(&a->keys[i], &b->keys[i]);
		assert_same(&a->items[i], &b->items[i]);
	}
}

static void pack(const char *text, const struct yaml_left *left,
		 struct buffer *out)
{
	struct yaml_file *file = read_text(text);

	yaml_pack(out, yaml_root(file), left);
	yaml_file_free(file);
}

/* Packed, it comes back as what wanted is read to. */
static void assert_comes_back(const char *text, const struct yaml_left *left,
			      const char *wanted)
{
	struct yaml_file *file = read_text(wanted);
	struct buffer out = { 0 };
	struct yaml_packed in;
	struct yaml_file *back;

	pack(text, left, &out);
	in = (struct yaml_packed){ out.bytes, out.bytes + out.length };
	back = yaml_unpack(&in);
	assert_non_null(back);
	assert_ptr_equal(in.at, in.end);
	assert_same(yaml_root(file), yaml_root(back));
	yaml_file_free(back);
	yaml_file_free(file);
	buffer_done(&out);
}

static void a_tree_comes_back_as_it_was(void **state)
{
	(void)state;
	assert_comes_back(sample, NULL, sample);
	assert_comes_back("", NULL, "");
	assert_comes_back("[]", NULL, "[]");
	assert_comes_back("'a'", NULL, "'a'");
}

static void trees_come_back_one_after_another(void **state)
{
	struct buffer out = { 0 };
	struct yaml_packed in;

	(void)state;
	pack("a: b", NULL, &out);
	pack("c", NULL, &out);
	in = (struct yaml_packed){ out.bytes, out.bytes + out.length };
	for (int i = 0; i < 2; i++) {
		struct yaml_file *back = yaml_unpack(&in);

		assert_string_equal(i ? yaml_root(back)->text
				      : yaml_text(yaml_root(back), "a"),
				    i ? "c" : "b");
		yaml_file_free(back);
	}
	assert_null(yaml_unpack(&in));
	buffer_done(&out);
}

static void what_is_not_needed_stays_behind(void **state)
{
	static const char *const keys[] = { "weg", "geen", NULL };
	const struct yaml_left root = { keys, NULL };
	const struct yaml_left elements = { NULL, keys };
	const struct yaml_left both = { keys, keys };

	(void)state;
	assert_comes_back(sample, &root,
			  "een: 1\nleeg:\n\"caf\xC3\xA9\": ''\n"
			  "lijst: [a, [b, {c: d, weg: e}], {weg: f, g: h}]\n"
			  "niets: {}\ndiep: {weg: [x], ook: {weg: y}}\n");
	assert_comes_back(sample, &elements,
			  "een: 1\nleeg:\n\"caf\xC3\xA9\": ''\n"
			  "lijst: [a, [b, {c: d}], {g: h}]\n"
			  "weg: {een: twee}\nniets: {}\ngeen: []\n"
			  "diep: {weg: [x], ook: {weg: y}}\n");
	assert_comes_back("- {weg: [{geen: a}], b: {weg: c}}\n", &both,
			  "- {b: {weg: c}}\n");
	assert_comes_back("weg", &both, "weg");
}

static size_t count_nodes(const struct yaml *node, int level)
{
	size_t count = 1;

	assert_true(level < YAML_LEVELS || node->kind == YAML_SCALAR);
	if (node->kind == YAML_SCALAR)
		return strlen(node->text) < 1000;
	for (size_t i = 0; i < node->count; i++) {
		count += count_nodes(&node->items[i], level + 1);
		if (node->kind == YAML_MAP)
			count += count_nodes(&node->keys[i], level + 1);
	}
	return count;
}

/* A copy without a byte to spare, for who looks past the end. */
static struct yaml_file *unpack_copy(const char *bytes, size_t length,
				     char **copy)
{
	struct yaml_packed in;

	*copy = malloc(length ? length : 1);
	assert_non_null(*copy);
	memcpy(*copy, bytes, length);
	in = (struct yaml_packed){ *copy, *copy + length };
	return yaml_unpack(&in);
}

static void bytes_that_stop_too_soon_are_no_tree(void **state)
{
	struct buffer out = { 0 };
	char *copy;

	(void)state;
	pack(sample, NULL, &out);
	for (size_t length = 0; length < out.length; length++) {
		assert_null(unpack_copy(out.bytes, length, &copy));
		free(copy);
	}
	buffer_done(&out);
}

static void no_byte_can_do_harm(void **state)
{
	struct buffer out = { 0 };
	char *copy;

	(void)state;
	pack(sample, NULL, &out);
	for (size_t i = 0; i < out.length; i++) {
		for (int byte = 0; byte < 256; byte++) {
			struct yaml_file *file;
			char was = out.bytes[i];

			out.bytes[i] = (char)byte;
			file = unpack_copy(out.bytes, out.length, &copy);
			if (file)
				assert_true(count_nodes(yaml_root(file), 0) <=
					    out.length);
			yaml_file_free(file);
			free(copy);
			out.bytes[i] = was;
		}
	}
	buffer_done(&out);
}

/* The bytes of this literal, with their own zero at the end. */
static bool is_tree(const char *bytes, size_t length)
{
	char *copy;
	struct yaml_file *file = unpack_copy(bytes, length, &copy);
	bool found = file != NULL;

	yaml_file_free(file);
	free(copy);
	return found;
}

#define IS_TREE(bytes) is_tree(bytes, sizeof(bytes) - 1)

static void what_no_file_gives_is_no_tree(void **state)
{
	struct buffer deep = { 0 };

	(void)state;
	assert_true(
		IS_TREE("\x08"
			"a\0"));
	/* Without an end, with two, without any byte. */
	assert_false(
		IS_TREE("\x04"
			"a"));
	assert_false(
		IS_TREE("\x0C"
			"a\0\0"));
	assert_false(IS_TREE("\x00"));
	/* No UTF-8; what a terminal would obey; far too long. */
	assert_false(
		IS_TREE("\x08"
			"\xFF\0"));
	assert_false(
		IS_TREE("\x08"
			"\x1B\0"));
	assert_false(
		IS_TREE("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
			"a\0"));
	/* A key that is a list. */
	assert_true(
		IS_TREE("\x07"
			"\x08"
			"a\0"
			"\x02"));
	assert_false(
		IS_TREE("\x07"
			"\x02"
			"\x02"));
	/* More elements than there are bytes. */
	assert_false(
		IS_TREE("\x7E"
			"\x02\x02"));
	for (int level = 0; level < YAML_LEVELS; level++)
		buffer_add_byte(&deep, '\x06');
	buffer_add_part(&deep,
			"\x08"
			"a",
			3);
	assert_true(is_tree(deep.bytes, deep.length));
	deep.bytes[YAML_LEVELS] = '\x02';
	assert_false(is_tree(deep.bytes, YAML_LEVELS + 1));
	buffer_done(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_comes_back_as_it_was),
		cmocka_unit_test(trees_come_back_one_after_another),
		cmocka_unit_test(what_is_not_needed_stays_behind),
		cmocka_unit_test(bytes_that_stop_too_soon_are_no_tree),
		cmocka_unit_test(no_byte_can_do_harm),
		cmocka_unit_test(what_no_file_gives_is_no_tree),
	};

	return run_tests(tests);
}
