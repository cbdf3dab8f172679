/*
 * base/yaml_private.h - what yaml.c and yaml_pack.c share
 *
 * Owns      the arena holds the nodes and, of a file that was read, the texts.
 */
#ifndef BASE_YAML_PRIVATE_H
#define BASE_YAML_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/yaml.h"

struct yaml_file {
	struct arena arena;
	const struct yaml *root;
};

/* Is there a control character in it that no text of a tree has? */
bool yaml_has_control(const char *text, size_t length);

#endif
