/*
 * base/yaml.h - a YAML file as a tree of texts with their places
 *
 * The only file that knows libyaml is yaml.c.  Every scalar is text (no yes,
 * no 012); there are no anchors and no tags; at most 1 MiB, 32 levels and one
 * document.  A duplicate key is a problem of the file.
 *
 * Owns      a tree is one arena: everything lives until yaml_free().
 * Fails     one syntax error, or a broken limit, as one problem in the list,
 *           and no tree.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/problem.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	int line, column; /* from 1, where the node begins */
	const char *text; /* scalar: never NULL; terminated UTF-8 */
	bool plain;       /* scalar: was not quoted, so "" means left empty */
	size_t count;     /* of list or map */
	const struct yaml *items; /* list: elements; map: the values */
	const struct yaml *keys;  /* map: scalars, in the order of the file */
};

struct yaml_file; /* base/yaml.c */

/*
 * Read text; name is the file as the person knows it, for the problems.
 * Returns NULL, with problems, when it is not a YAML document we take.
 */
struct yaml_file *yaml_read(const char *text, size_t length, const char *name,
			    struct problem_list *problems);
const struct yaml *yaml_root(const struct yaml_file *file);
void yaml_free(struct yaml_file *file);

/* The value of key in a map; NULL when absent, or when node is no map. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/* The text of key when that is a scalar, else NULL. */
const char *yaml_text(const struct yaml *map, const char *key);

#endif
