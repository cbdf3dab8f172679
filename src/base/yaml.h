/*
 * base/yaml.h - a YAML file as a tree of texts with their places
 *
 * The only file that knows libyaml is yaml.c.  Every scalar is text (no yes,
 * no 012); there are no anchors and no tags; at most 1 MiB, 32 levels and one
 * document.  A duplicate key is a problem in the list; the first one holds and
 * the tree comes back all the same, so that the reader can find more.
 *
 * Owns      a tree is one arena: everything lives until yaml_file_free().
 * Fails     one syntax error, or a broken limit, as one problem in the list,
 *           and no tree.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/problem.h"

#define YAML_LIMIT 1048576 /* bytes of a file */
#define YAML_LEVELS 32     /* of lists and maps in each other */

enum yaml_kind {
	YAML_SCALAR,
	YAML_LIST,
	YAML_MAP
};

struct yaml {
	enum yaml_kind kind;
	int line, column; /* from 1, where the node begins */
	bool plain;       /* scalar: was not quoted, so "" means left empty */
	const char *text; /* scalar: never NULL; terminated UTF-8 */
	size_t count;     /* of list or map */
	const struct yaml *items; /* list: elements; map: the values */
	const struct yaml *keys;  /* map: scalars, in the order of the file */
};

struct yaml_file; /* base/yaml.c */

/*
 * Read text of this length, which a zero byte follows; name is the file as the
 * person knows it, for the problems.  Returns NULL, with problems, when it is
 * not a YAML document we take.  An empty file is one empty plain scalar.
 */
struct yaml_file *yaml_read(const char *text, size_t length, const char *name,
			    struct problem_list *problems);
const struct yaml *yaml_root(const struct yaml_file *file);

/* Not yaml_free: libyaml calls a function of that name in itself, and ours
 * would be taken for it. */
void yaml_file_free(struct yaml_file *file);

/* The value of key in a map; NULL when absent, or when node is no map. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/* The text of key when that is a scalar, else NULL. */
const char *yaml_text(const struct yaml *map, const char *key);

#endif
