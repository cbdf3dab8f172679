/*
 * base/yaml_private.h - the two readers of YAML
 */
#ifndef BASE_YAML_PRIVATE_H
#define BASE_YAML_PRIVATE_H

#include "base/alloc.h"
#include "base/yaml.h"

/* The nodes of a list or map while it grows. */
struct node_list {
	struct yaml *nodes;
	size_t count;
	size_t capacity;
};

void node_list_add(struct node_list *list, const struct yaml *node);

/* Move the nodes into the arena, where they stay. */
const struct yaml *node_list_settle(struct arena *arena,
				    struct node_list *list);

/* Each key is compared with each other one. */
bool yaml_has_duplicates(const struct yaml *map);

/*
 * Read a text of valid characters, without tabs and with no other ends of lines
 * than \n, if it is written as forms mostly are; false leaves it to libyaml,
 * and has left pieces in the arena.
 */
bool yaml_read_plainly(struct arena *arena, const char *text,
		       struct yaml *root);

#endif
