/*
 * base/yaml_pack.h - trees of YAML in a row of bytes, and back
 *
 * What was read is kept in a file of ours, so that it need not be read again;
 * what is not needed of it stays behind.  A node that comes back has no place:
 * it stands on line 1.  The bytes of a file may have become anything, so all of
 * them are checked.
 *
 *	yaml_pack(&out, yaml_root(file), NULL);
 *
 *	struct yaml_packed in = { bytes, bytes + length };
 *	struct yaml_file *file = yaml_unpack(&in);
 *
 * Owns      a tree that comes back is the caller's, to yaml_file_free(); its
 *           texts are borrowed from the bytes.
 * Fails     packing never; NULL for bytes that are no tree within the limits of
 *           base/yaml.h.
 */
#ifndef BASE_YAML_PACK_H
#define BASE_YAML_PACK_H

#include "base/buffer.h"
#include "base/yaml.h"

/* Keys that stay behind with their values; each a list that ends in NULL, or
 * NULL: none. */
struct yaml_left {
	const char *const *of_root;
	const char *const *of_elements; /* of maps in lists, at every depth */
};

/* left may be NULL: all comes along. */
void yaml_pack(struct buffer *out, const struct yaml *root,
	       const struct yaml_left *left);

/* Where in the bytes one is. */
struct yaml_packed {
	const char *at, *end;
};

/* The next tree; in moves behind it.  NULL when there is none. */
struct yaml_file *yaml_unpack(struct yaml_packed *in);

#endif
