/*
 * yaml_twice.h - a YAML file, read again by libyaml
 *
 * What base/yaml_plain reads by itself must be the tree that libyaml gives.  A
 * remark with a tab behind the text changes nothing in it, and leaves all of it
 * to libyaml.
 */
#ifndef YAML_TWICE_H
#define YAML_TWICE_H

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/yaml.h"

/* What was left empty: libyaml finds it where the next thing begins. */
static inline bool is_left_empty(const struct yaml *node)
{
	return node->kind == YAML_SCALAR && node->plain && !node->text[0];
}

static inline bool same_yaml(const struct yaml *a, const struct yaml *b)
{
	if (is_left_empty(a))
		return is_left_empty(b);
	if (a->kind != b->kind || a->line != b->line || a->column != b->column)
		return false;
	if (a->kind == YAML_SCALAR)
		return a->plain == b->plain && strcmp(a->text, b->text) == 0;
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (a->kind == YAML_MAP && !same_yaml(&a->keys[i], &b->keys[i]))
			return false;
		if (!same_yaml(&a->items[i], &b->items[i]))
			return false;
	}
	return true;
}

/* Is this what libyaml makes of the text? */
static inline bool same_twice(const struct yaml_file *file, const char *text,
			      size_t length)
{
	struct problem_list problems = { 0 };
	struct buffer more = { 0 };
	bool ends_line = length > 0 && text[length - 1] == '\n';
	struct yaml_file *again;
	bool same;

	/* Where no line ends, a text after | or > would go on. */
	if (!ends_line &&
	    (memchr(text, '|', length) || memchr(text, '>', length)))
		return true;
	buffer_add_part(&more, text, length);
	buffer_add(&more, ends_line ? "#\t" : "\n#\t");
	again = yaml_read(buffer_text(&more), more.length, "f", &problems);
	same = !file == !again;
	/* A text that fills the whole file would take the remark for its own. */
	if (file && again && yaml_root(file)->kind != YAML_SCALAR)
		same = same_yaml(yaml_root(file), yaml_root(again));
	yaml_file_free(again);
	problem_list_done(&problems);
	buffer_done(&more);
	return same;
}

#endif
