/*
 * base/yaml_pack.c - see base/yaml_pack.h
 *
 * A node is a number and what goes with it.  The two lowest bits of the number
 * are the kind, the others a length: of a text with its zero byte, which
 * follows, of a list, whose nodes follow, of a map, whose keys and values
 * follow in turn.
 */
#include "config.h"

#include "base/yaml_pack.h"

#include <string.h>

#include "base/utf8.h"
#include "base/yaml_private.h"

enum kind {
	PLAIN,
	QUOTED,
	LIST,
	MAP
};

/* The bytes that a number of this size takes at most. */
#define DIGITS_MAX 4

static bool is_among(const char *key, const char *const *keys)
{
	for (; keys && *keys; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

static void put_head(struct buffer *out, enum kind kind, size_t length)
{
	uint64_t number = (uint64_t)length << 2 | kind;

	for (; number >= 0x80; number >>= 7)
		buffer_add_byte(out, (char)(number | 0x80));
	buffer_add_byte(out, (char)number);
}

static void put_text(struct buffer *out, const struct yaml *node)
{
	size_t length = strlen(node->text) + 1;

	put_head(out, node->plain ? PLAIN : QUOTED, length);
	buffer_add_part(out, node->text, length);
}

static void put_node(struct buffer *out, const struct yaml *node,
		     const char *const *left, const char *const *left_inside);

static void put_map(struct buffer *out, const struct yaml *map,
		    const char *const *left, const char *const *left_inside)
{
	size_t count = 0;

	for (size_t i = 0; i < map->count; i++)
		count += !is_among(map->keys[i].text, left);
	put_head(out, MAP, count);
	for (size_t i = 0; i < map->count; i++) {
		if (is_among(map->keys[i].text, left))
			continue;
		put_text(out, &map->keys[i]);
		put_node(out, &map->items[i], NULL, left_inside);
	}
}

/* Of a map the keys in left stay behind, of maps in lists below it the others. */
static void put_node(struct buffer *out, const struct yaml *node,
		     const char *const *left, const char *const *left_inside)
{
	switch (node->kind) {
	case YAML_SCALAR:
		put_text(out, node);
		break;
	case YAML_LIST:
		put_head(out, LIST, node->count);
		for (size_t i = 0; i < node->count; i++)
			put_node(out, &node->items[i], left_inside,
				 left_inside);
		break;
	case YAML_MAP:
		put_map(out, node, left, left_inside);
		break;
	}
}

void yaml_pack(struct buffer *out, const struct yaml *root,
	       const struct yaml_left *left)
{
	put_node(out, root, left ? left->of_root : NULL,
		 left ? left->of_elements : NULL);
}

/* A tree that is being taken out of its bytes. */
struct unpacking_tree {
	struct yaml_packed in;
	struct arena *arena;
	size_t nodes; /* that may still come */
};

static bool take_head(struct unpacking_tree *u, enum kind *kind, size_t *length)
{
	uint64_t number = 0;
	unsigned char byte;
	int shift = 0;

	do {
		if (u->in.at == u->in.end || shift == 7 * DIGITS_MAX)
			return false;
		byte = (unsigned char)*u->in.at++;
		number |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
	} while (byte & 0x80);
	*kind = (enum kind)(number & 3);
	*length = (size_t)(number >> 2);
	return true;
}

/* Nearly all are letters and blanks, in which nothing can be wrong. */
static bool is_text(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end && *text >= ' ' && *text <= '~')
		text++;
	length = (size_t)(end - text);
	return utf8_is_valid(text, length) && !yaml_has_control(text, length);
}

static bool take_text(struct unpacking_tree *u, enum kind kind, size_t length,
		      struct yaml *node)
{
	const char *text = u->in.at;

	if (length == 0 || length > (size_t)(u->in.end - text) ||
	    text[length - 1] != '\0' || !is_text(text, length - 1))
		return false;
	u->in.at += length;
	node->kind = YAML_SCALAR;
	node->text = text;
	node->plain = kind == PLAIN;
	return true;
}

static bool take_node(struct unpacking_tree *u, int level, struct yaml *node);

static bool take_key(struct unpacking_tree *u, struct yaml *key)
{
	enum kind kind;
	size_t length;

	key->line = 1;
	key->column = 1;
	return take_head(u, &kind, &length) && kind <= QUOTED &&
	       take_text(u, kind, length, key);
}

static bool take_nodes(struct unpacking_tree *u, enum kind kind, size_t count,
		       int level, struct yaml *node)
{
	size_t nodes = kind == MAP ? 2 * count : count;
	struct yaml *items, *keys = NULL;

	/* Each takes a byte at least, so that there are no more than bytes. */
	if (level == YAML_LEVELS || nodes > u->nodes)
		return false;
	u->nodes -= nodes;
	items = arena_take(u->arena, count, sizeof(*items));
	if (kind == MAP)
		keys = arena_take(u->arena, count, sizeof(*keys));
	node->kind = kind == MAP ? YAML_MAP : YAML_LIST;
	node->count = count;
	node->items = items;
	node->keys = keys;
	for (size_t i = 0; i < count; i++)
		if ((keys && !take_key(u, &keys[i])) ||
		    !take_node(u, level + 1, &items[i]))
			return false;
	return true;
}

static bool take_node(struct unpacking_tree *u, int level, struct yaml *node)
{
	enum kind kind;
	size_t length;

	node->line = 1;
	node->column = 1;
	if (!take_head(u, &kind, &length))
		return false;
	return kind <= QUOTED ? take_text(u, kind, length, node)
			      : take_nodes(u, kind, length, level, node);
}

struct yaml_file *yaml_unpack(struct yaml_packed *in)
{
	struct yaml_file *file = alloc_new(1, sizeof(*file));
	struct unpacking_tree u = { *in, &file->arena,
				    (size_t)(in->end - in->at) };
	struct yaml *root = arena_take(&file->arena, 1, sizeof(*root));

	if (!take_node(&u, 0, root)) {
		yaml_file_free(file);
		return NULL;
	}
	file->root = root;
	*in = u.in;
	return file;
}
