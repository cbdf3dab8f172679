/*
 * tests/fuzz/fuzz_yaml.c - any bytes as a YAML file
 *
 * What comes back is a tree within the limits, of valid texts with places in
 * the file; or no tree, and why.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/yaml.h"

const char fuzz_target[] = "yaml";

static void walk(const struct yaml *node, int level, int lines)
{
	MUST(node->line >= 1 && node->line <= lines);
	MUST(node->column >= 1);
	if (node->kind == YAML_SCALAR) {
		MUST(utf8_is_valid(node->text, strlen(node->text)));
		return;
	}
	MUST(level < YAML_LEVELS);
	for (size_t i = 0; i < node->count; i++)
		walk(&node->items[i], level + 1, lines);
	if (node->kind != YAML_MAP)
		return;
	for (size_t i = 0; i < node->count; i++) {
		MUST(node->keys[i].kind == YAML_SCALAR);
		walk(&node->keys[i], level + 1, lines);
	}
	/* Of many keys the search is slow, and the same. */
	for (size_t i = 0; i < node->count && i < 100; i++)
		MUST(yaml_get(node, node->keys[i].text));
}

static int count_lines(const char *text, size_t length)
{
	int lines = 2;

	/* Also what only YAML 1.1 takes for the end of a line. */
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n' || text[i] == '\r' || (text[i] & 0x80);
	return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { data, data + size };
	struct problem_list problems = { 0 };
	struct yaml_file *file;
	size_t length;
	char *text = bytes_rest(&bytes, &length);

	file = yaml_read(text, length, "file.yaml", &problems);
	fuzz_problems(&problems);
	if (file)
		walk(yaml_root(file), 0, count_lines(text, length));
	else
		MUST(problems.count > 0);
	yaml_file_free(file);
	problem_list_done(&problems);
	free(text);
	return 0;
}
