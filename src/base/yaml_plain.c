/*
 * base/yaml_plain.c - YAML as forms mostly have it, read without libyaml
 *
 * libyaml takes 200 instructions a byte, and every start and command reads all
 * forms.  Here is the part of YAML that they are written in: block maps and
 * lists, maps and lists between brackets, keys of letters, digits, - and _, and
 * texts that stand on one line.  Whatever else is met, also each mistake, is
 * left to libyaml, which reads the whole text anew: so this never has to say
 * what is wrong.  The tests hold the trees of both to each other.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/yaml_private.h"

/* More keys in one map are not compared with each other here. */
#define KEYS_MOST 128

#define KEY_MOST 100 /* bytes; YAML stops at 1024 characters */

struct plain {
	const char *text;
	const char *at;
	const char *counted; /* line and column are those of this place */
	int line, column;
	struct arena *arena;
};

/* --- places */

/* Only ever forwards, so that a long line is counted once. */
static void mark(struct plain *p)
{
	for (; p->counted < p->at; p->counted++) {
		if (*p->counted == '\n') {
			p->line++;
			p->column = 1;
		} else if ((*p->counted & 0xC0) != 0x80) {
			p->column++;
		}
	}
}

static struct yaml node_here(struct plain *p, enum yaml_kind kind)
{
	mark(p);
	return (struct yaml){ .kind = kind,
			      .line = p->line,
			      .column = p->column };
}

static bool is_remark(const struct plain *p)
{
	return *p->at == '#' &&
	       (p->at == p->text || p->at[-1] == ' ' || p->at[-1] == '\n');
}

/* To what comes next, on this line or a later one. */
static void skip(struct plain *p)
{
	while (*p->at == ' ' || *p->at == '\n' || is_remark(p))
		p->at += *p->at == '#' ? strcspn(p->at, "\n") : 1;
	mark(p);
}

/* Does nothing more stand on this line? */
static bool line_ends(struct plain *p)
{
	while (*p->at == ' ')
		p->at++;
	return *p->at == '\n' || *p->at == '\0' || is_remark(p);
}

/* --- texts */

static bool is_key_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\0';
}

/* How long the key is that stands here with its colon; 0: there is none. */
static size_t key_length(const char *at)
{
	size_t length = 0;

	while (length <= KEY_MOST && is_key_byte(at[length]))
		length++;
	if (length > KEY_MOST || at[0] == '-')
		return 0;
	return at[length] == ':' && is_blank(at[length + 1]) ? length : 0;
}

static bool read_key(struct plain *p, struct yaml *key)
{
	size_t length = key_length(p->at);

	if (length == 0)
		return false;
	*key = node_here(p, YAML_SCALAR);
	key->text = arena_text_part(p->arena, p->at, length);
	key->plain = true;
	p->at += length + 1;
	return true;
}

/* Between quotes of either kind, with nothing in it that needs another look. */
static bool read_quoted(struct plain *p, struct yaml *node)
{
	const char *start = p->at + 1;
	const char *end = start;

	while (*end != *p->at && *end != '\\' && *end != '\n' && *end != '\0')
		end++;
	/* Also a quote within a text, which is written twice. */
	if (*end != *p->at || !strchr(" \n,]}", end[1]))
		return false;
	node->text = arena_text_part(p->arena, start, (size_t)(end - start));
	p->at = end + 1;
	return true;
}

static bool begins_plain(const char *at)
{
	if (*at == '-')
		return is_key_byte(at[1]) && at[1] != '-';
	return !strchr(" \n?:,[]{}#&*!|>'\"%@`", *at);
}

/* How long a text without quotes is on this line; 0: not for us. */
static size_t plain_length(const char *at, bool in_brackets)
{
	size_t length = 0;

	while (at[length] && at[length] != '\n') {
		char c = at[length];

		if (c == ':' && (is_blank(at[length + 1]) || in_brackets))
			return 0;
		if (c == '#' && length > 0 && at[length - 1] == ' ')
			break;
		if (in_brackets && strchr(",]}", c))
			break;
		if (in_brackets && strchr("[{?", c))
			return 0;
		length++;
	}
	while (length > 0 && at[length - 1] == ' ')
		length--;
	return length;
}

/* Where the text goes on, on the next line and behind this column; or NULL. */
static const char *find_more(const char *at, int column)
{
	const char *next;

	at += strspn(at, " ");
	if (*at != '\n')
		return NULL;
	next = at + 1 + strspn(at + 1, " ");
	return next - at > column && !strchr("\n#", *next) ? next : NULL;
}

/* The lines of a text are one, with a space for each end. */
static bool read_lines(struct plain *p, int column, struct yaml *node)
{
	struct buffer lines = { 0 };
	size_t length = plain_length(p->at, false);
	const char *more = p->at;

	while (more && length > 0) {
		if (lines.length > 0)
			buffer_add_byte(&lines, ' ');
		buffer_add_part(&lines, more, length);
		p->at = more + length;
		more = find_more(p->at, column);
		length = more ? plain_length(more, false) : length;
	}
	node->text =
		arena_text_part(p->arena, buffer_text(&lines), lines.length);
	buffer_done(&lines);
	return length > 0;
}

/* column: of the key or dash that it belongs to; 0: it is in brackets. */
static bool read_scalar(struct plain *p, int column, struct yaml *node)
{
	size_t length;

	*node = node_here(p, YAML_SCALAR);
	if (*p->at == '\'' || *p->at == '"')
		return read_quoted(p, node);
	if (!begins_plain(p->at))
		return false;
	node->plain = true;
	if (column > 0)
		return read_lines(p, column, node);
	length = plain_length(p->at, true);
	node->text = arena_text_part(p->arena, p->at, length);
	p->at += length;
	return length > 0;
}

/* --- lists and maps */

/* The nodes of a list or map that was begun. */
struct growing {
	struct node_list keys;
	struct node_list items;
};

/* Give the node what it has; false when the keys are not for us. */
static bool settle(struct plain *p, struct growing *growing, struct yaml *node)
{
	bool is_map = node->kind == YAML_MAP;

	node->count = growing->items.count;
	node->items = node_list_settle(p->arena, &growing->items);
	if (is_map)
		node->keys = node_list_settle(p->arena, &growing->keys);
	return !is_map ||
	       (node->count <= KEYS_MOST && !yaml_has_duplicates(node));
}

static void forget(struct growing *growing)
{
	free(growing->keys.nodes);
	free(growing->items.nodes);
}

static bool read_brackets(struct plain *p, int level, struct yaml *node);

static bool read_in_brackets(struct plain *p, int level, bool is_map,
			     struct growing *growing)
{
	struct yaml key;
	struct yaml item;

	if (is_map) {
		if (!read_key(p, &key))
			return false;
		node_list_add(&growing->keys, &key);
		skip(p);
	}
	if (!(*p->at == '{' || *p->at == '['
		      ? read_brackets(p, level + 1, &item)
		      : read_scalar(p, 0, &item)))
		return false;
	node_list_add(&growing->items, &item);
	skip(p);
	return true;
}

/* From one bracket to the other; at the margin a document could begin. */
static bool read_all_in_brackets(struct plain *p, int level, char close,
				 struct growing *growing)
{
	skip(p);
	if (*p->at == close)
		return true;
	for (;;) {
		if (p->column == 1 ||
		    !read_in_brackets(p, level, close == '}', growing))
			return false;
		if (*p->at != ',')
			return *p->at == close && p->column > 1;
		p->at++;
		skip(p);
	}
}

static bool read_brackets(struct plain *p, int level, struct yaml *node)
{
	bool is_map = *p->at == '{';
	struct growing growing = { 0 };
	bool taken;

	*node = node_here(p, is_map ? YAML_MAP : YAML_LIST);
	p->at++;
	taken = level < YAML_LEVELS &&
		read_all_in_brackets(p, level, is_map ? '}' : ']', &growing) &&
		settle(p, &growing, node);
	p->at++;
	forget(&growing);
	return taken;
}

static bool read_map(struct plain *p, int level, struct yaml *node);
static bool read_list(struct plain *p, int level, struct yaml *node);

static bool is_item(const struct plain *p)
{
	return p->at[0] == '-' && p->at[1] == ' ';
}

/*
 * A value on the line of its key or dash, which stands in this column.  What
 * stands further in on the next line would still belong to it.
 */
static bool read_on_line(struct plain *p, int level, int column,
			 struct yaml *node)
{
	if (!(*p->at == '{' || *p->at == '[' ? read_brackets(p, level, node)
					     : read_scalar(p, column, node)) ||
	    !line_ends(p))
		return false;
	skip(p);
	return *p->at == '\0' || p->column <= column;
}

/* The value of a key of a map that stands in this column. */
static bool read_value(struct plain *p, int level, int column,
		       struct yaml *node)
{
	if (!line_ends(p))
		return read_on_line(p, level, column, node);
	skip(p);
	if (is_item(p) && p->column >= column)
		return read_list(p, level, node);
	return p->column > column && read_map(p, level, node);
}

static bool read_keys(struct plain *p, int level, int column,
		      struct growing *growing)
{
	do {
		struct yaml key;
		struct yaml item;

		if (!read_key(p, &key) ||
		    !read_value(p, level + 1, column, &item))
			return false;
		node_list_add(&growing->keys, &key);
		node_list_add(&growing->items, &item);
	} while (*p->at && p->column == column);
	return *p->at == '\0' || p->column < column;
}

static bool read_map(struct plain *p, int level, struct yaml *node)
{
	struct growing growing = { 0 };
	bool taken;

	*node = node_here(p, YAML_MAP);
	taken = level < YAML_LEVELS &&
		read_keys(p, level, node->column, &growing) &&
		settle(p, &growing, node);
	forget(&growing);
	return taken;
}

static bool read_items(struct plain *p, int level, int column,
		       struct growing *growing)
{
	while (is_item(p) && p->column == column) {
		struct yaml item;

		p->at++;
		if (line_ends(p))
			return false;
		mark(p);
		if (!(key_length(p->at) > 0
			      ? read_map(p, level + 1, &item)
			      : read_on_line(p, level + 1, column, &item)))
			return false;
		node_list_add(&growing->items, &item);
	}
	return *p->at == '\0' || p->column <= column;
}

static bool read_list(struct plain *p, int level, struct yaml *node)
{
	struct growing growing = { 0 };
	bool taken;

	*node = node_here(p, YAML_LIST);
	taken = level < YAML_LEVELS &&
		read_items(p, level, node->column, &growing) &&
		settle(p, &growing, node);
	forget(&growing);
	return taken;
}

bool yaml_read_plainly(struct arena *arena, const char *text, struct yaml *root)
{
	struct plain p = { .text = text,
			   .at = text,
			   .counted = text,
			   .line = 1,
			   .column = 1,
			   .arena = arena };

	skip(&p);
	return p.column == 1 && key_length(p.at) > 0 && read_map(&p, 0, root) &&
	       *p.at == '\0';
}
