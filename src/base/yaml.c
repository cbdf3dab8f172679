/* base/yaml.c - see base/yaml.h; the only file that knows libyaml */
#include "config.h"

#include "base/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/err.h"
#include "base/same.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/yaml_private.h"

/* What a read in progress knows. */
struct reading {
	yaml_parser_t parser;
	struct yaml_file *file;
	const char *text; /* behind a byte order mark */
	const char *name;
	struct problem_list *problems;
};

/* The nodes of a list or map while it grows. */
struct node_list {
	struct yaml *nodes;
	size_t count;
	size_t capacity;
};

/* What libyaml says, and what we say. */
struct sentence {
	const char *theirs;
	const char *ours;
};

static const struct sentence sentences[] = {
	{ "mapping values are not allowed in this context",
	  N_("a colon stands where no value can begin; is the line before it "
	     "complete, and does a text with a colon have quotes?") },
	{ "did not find expected key",
	  N_("a key is expected here; does the line begin as far from the "
	     "margin as the lines above it?") },
	{ "did not find expected '-' indicator",
	  N_("an element of the list is expected here, beginning with a dash; "
	     "does the line begin as far from the margin as the lines above "
	     "it?") },
	{ "did not find expected ',' or '}'",
	  N_("a comma or } is expected here") },
	{ "did not find expected ',' or ']'",
	  N_("a comma or ] is expected here") },
	{ "did not find expected node content",
	  N_("a value is expected here") },
	{ "block sequence entries are not allowed in this context",
	  N_("a dash stands where no list can begin") },
	{ "mapping keys are not allowed in this context",
	  N_("a key stands where no key can begin") },
	{ "found character that cannot start any token",
	  N_("no text can begin with this character; put it in quotes") },
	{ "found unknown escape character",
	  N_("between double quotes a backslash needs another backslash "
	     "before it") },
	{ "did not find expected hexdecimal number",
	  N_("between double quotes a backslash needs another backslash "
	     "before it") },
	{ "found a tab character where an indentation space is expected",
	  N_("there is a tab before this line; use spaces") },
	{ "found a tab character that violates indentation",
	  N_("there is a tab before this line; use spaces") },
	{ "did not find expected alphabetic or numeric character",
	  N_("no text can begin with this character; put it in quotes") },
	{ "found unexpected ':'", N_("a text with a colon needs quotes here") },
	{ "did not find expected comment or line break",
	  N_("nothing more can stand on this line") },
	{ "did not find expected <document start>",
	  N_("here begins something that belongs to nothing above it") },
};

/* What libyaml sees long after it was made: the place is where it began. */
static const struct sentence late_sentences[] = {
	{ "could not find expected ':'",
	  N_("there is a key here without a colon and a space behind it") },
	{ "found unexpected end of stream",
	  N_("the quotes that open here are never closed") },
	{ "found unexpected document indicator",
	  N_("the quotes that open here are never closed") },
	{ "could not find expected directive name",
	  N_("no text can begin with this character; put it in quotes") },
	{ "found unexpected non-alphabetical character",
	  N_("no text can begin with this character; put it in quotes") },
};

static int line_of(yaml_mark_t mark)
{
	return (int)mark.line + 1;
}

static int column_of(yaml_mark_t mark)
{
	return (int)mark.column + 1;
}

static int refuse(struct reading *r, yaml_mark_t mark, const char *sentence)
{
	problem_add(r->problems, r->name, line_of(mark), column_of(mark), NULL,
		    "%s", sentence);
	return ERR_INVALID;
}

/* Does nothing but blanks and dashes stand before this place on its line? */
static bool begins_line(const struct reading *r, yaml_mark_t mark)
{
	const char *line = r->text;

	for (size_t n = mark.line; n > 0; n--) {
		line = strchr(line, '\n');
		if (!line)
			return true;
		line++;
	}
	return strspn(line, " -") >= mark.column;
}

/* Our sentence for theirs, or NULL. */
static const char *find_sentence(const struct sentence *list, size_t count,
				 const char *theirs)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(theirs, list[i].theirs) == 0)
			return _(list[i].ours);
	return NULL;
}

/* What was opened with { or [ and not closed in time. */
static int refuse_open(struct reading *r, const char *fmt)
{
	yaml_mark_t mark = r->parser.problem_mark;

	problem_add(r->problems, r->name, line_of(mark), column_of(mark), NULL,
		    fmt, line_of(r->parser.context_mark));
	return ERR_INVALID;
}

static int refuse_syntax(struct reading *r)
{
	const char *theirs = r->parser.problem ? r->parser.problem : "";
	const char *late =
		find_sentence(late_sentences, COUNT(late_sentences), theirs);
	const char *sentence =
		find_sentence(sentences, COUNT(sentences), theirs);
	yaml_mark_t mark = r->parser.problem_mark;
	yaml_mark_t began = r->parser.context_mark;

	if (late)
		return refuse(r, began, late);
	if (!sentence)
		return refuse(r, mark, _("this cannot be read as YAML"));
	if (mark.line != began.line && strchr(theirs, '}'))
		return refuse_open(r, _("a comma or } is expected here, for "
					"the { on line %d"));
	if (mark.line != began.line && strchr(theirs, ']'))
		return refuse_open(r, _("a comma or ] is expected here, for "
					"the [ on line %d"));
	if (strcmp(theirs, "did not find expected key") == 0 &&
	    !begins_line(r, mark))
		return refuse(r, mark,
			      _("nothing more can stand behind the closing "
				"quotes"));
	return refuse(r, mark, sentence);
}

static int next_event(struct reading *r, yaml_event_t *event)
{
	if (yaml_parser_parse(&r->parser, event))
		return 0;
	return refuse_syntax(r);
}

static int refuse_anchor(struct reading *r, const yaml_event_t *event,
			 const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return refuse(r, event->start_mark,
			      _("an anchor (&) is not taken here; a text that "
				"begins with & needs quotes"));
	if (tag)
		return refuse(r, event->start_mark,
			      _("a tag (!) is not taken here; a text that "
				"begins with ! needs quotes"));
	return 0;
}

/* Escapes can smuggle in what the file itself may not hold. */
bool yaml_has_control(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		uint32_t c;

		/* Most of a text. */
		if (*text >= ' ' && *text <= '~') {
			text++;
			continue;
		}
		c = utf8_take(&text);
		if ((c < 0x20 && c != '\n' && c != '\t') ||
		    (c >= 0x7F && c <= 0x9F))
			return true;
	}
	return false;
}

static int read_scalar(struct reading *r, const yaml_event_t *event,
		       struct yaml *node)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;

	if (refuse_anchor(r, event, event->data.scalar.anchor,
			  event->data.scalar.tag))
		return ERR_INVALID;
	if (memchr(text, '\0', length) || yaml_has_control(text, length))
		return refuse(r, event->start_mark,
			      _("this text holds a control character"));
	node->kind = YAML_SCALAR;
	node->text = arena_text_part(&r->file->arena, text, length);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	return 0;
}

static void list_add(struct node_list *list, const struct yaml *node)
{
	list->nodes = alloc_grow(list->nodes, list->count, &list->capacity,
				 sizeof(*list->nodes));
	list->nodes[list->count++] = *node;
}

/* Move the nodes into the arena, where they stay. */
static const struct yaml *list_settle(struct reading *r, struct node_list *list)
{
	struct yaml *settled;

	settled = arena_take(&r->file->arena, list->count, sizeof(*settled));
	if (list->count > 0)
		memcpy(settled, list->nodes, list->count * sizeof(*settled));
	return settled;
}

static int by_text_then_place(const void *a, const void *b)
{
	const struct yaml *one = *(const struct yaml *const *)a;
	const struct yaml *other = *(const struct yaml *const *)b;
	int order = strcmp(one->text, other->text);

	return order ? order : (one > other) - (one < other);
}

/* So few are compared with each other sooner than sorted. */
#define FEW 12

static bool has_duplicates(const struct yaml *map)
{
	for (size_t i = 1; i < map->count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_key(map->keys[i].text, map->keys[k].text))
				return true;
	return false;
}

/* Tell of each key that stood in the map before. */
static void find_duplicates(struct reading *r, const struct yaml *map)
{
	const struct yaml **sorted;
	size_t first = 0;

	if (map->count <= FEW && !has_duplicates(map))
		return;
	sorted = alloc_new(map->count, sizeof(*sorted));
	for (size_t i = 0; i < map->count; i++)
		sorted[i] = &map->keys[i];
	qsort(sorted, map->count, sizeof(*sorted), by_text_then_place);
	for (size_t i = 1; i < map->count; i++) {
		if (strcmp(sorted[i]->text, sorted[first]->text) != 0) {
			first = i;
			continue;
		}
		problem_add(r->problems, r->name, sorted[i]->line,
			    sorted[i]->column, NULL,
			    _("the key \"%s\" is here twice; the first stands "
			      "on line %d"),
			    sorted[i]->text, sorted[first]->line);
	}
	free(sorted);
}

static int read_node(struct reading *r, const yaml_event_t *event, int level,
		     struct yaml *node);

static int read_list(struct reading *r, int level, struct yaml *node)
{
	struct node_list items = { 0 };
	int code;

	for (;;) {
		struct yaml item = { 0 };
		yaml_event_t event;
		bool end;

		code = next_event(r, &event);
		if (code)
			break;
		end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end)
			code = read_node(r, &event, level, &item);
		yaml_event_delete(&event);
		if (code || end)
			break;
		list_add(&items, &item);
	}
	if (!code) {
		node->kind = YAML_LIST;
		node->count = items.count;
		node->items = list_settle(r, &items);
	}
	free(items.nodes);
	return code;
}

static int read_key(struct reading *r, const yaml_event_t *event,
		    struct yaml *key)
{
	if (event->type != YAML_SCALAR_EVENT && event->type != YAML_ALIAS_EVENT)
		return refuse(r, event->start_mark,
			      _("a key is one text, not a list or a map"));
	return read_node(r, event, 0, key);
}

static int read_map(struct reading *r, int level, struct yaml *node)
{
	struct node_list keys = { 0 }, values = { 0 };
	int code;

	for (;;) {
		struct yaml child = { 0 };
		bool is_key = keys.count == values.count;
		yaml_event_t event;
		bool end;

		code = next_event(r, &event);
		if (code)
			break;
		end = event.type == YAML_MAPPING_END_EVENT;
		if (!end)
			code = is_key ? read_key(r, &event, &child)
				      : read_node(r, &event, level, &child);
		yaml_event_delete(&event);
		if (code || end)
			break;
		list_add(is_key ? &keys : &values, &child);
	}
	if (!code) {
		node->kind = YAML_MAP;
		node->count = keys.count;
		node->keys = list_settle(r, &keys);
		node->items = list_settle(r, &values);
		find_duplicates(r, node);
	}
	free(keys.nodes);
	free(values.nodes);
	return code;
}

/* The node that begins with event, level lists and maps deep. */
static int read_node(struct reading *r, const yaml_event_t *event, int level,
		     struct yaml *node)
{
	int code;

	node->line = line_of(event->start_mark);
	node->column = column_of(event->start_mark);
	if (event->type == YAML_SCALAR_EVENT)
		return read_scalar(r, event, node);
	if (event->type == YAML_ALIAS_EVENT)
		return refuse(r, event->start_mark,
			      _("an alias (*) is not taken here; a text that "
				"begins with * needs quotes"));
	if (level == YAML_LEVELS)
		return refuse(r, event->start_mark,
			      _("lists and maps go too deep here"));
	if (event->type == YAML_SEQUENCE_START_EVENT) {
		code = refuse_anchor(r, event,
				     event->data.sequence_start.anchor,
				     event->data.sequence_start.tag);
		return code ? code : read_list(r, level + 1, node);
	}
	code = refuse_anchor(r, event, event->data.mapping_start.anchor,
			     event->data.mapping_start.tag);
	return code ? code : read_map(r, level + 1, node);
}

/* The one document of the stream; an empty file is an empty text. */
static int read_stream(struct reading *r, struct yaml *root)
{
	bool found = false;
	bool end = false;
	int code = 0;

	*root = (struct yaml){
		.line = 1, .column = 1, .text = "", .plain = true
	};
	while (!code && !end) {
		yaml_event_t event;

		code = next_event(r, &event);
		if (code)
			break;
		end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && found)
			code = refuse(r, event.start_mark,
				      _("a file is one document; a second one "
					"begins here"));
		else if (event.type == YAML_SCALAR_EVENT ||
			 event.type == YAML_ALIAS_EVENT ||
			 event.type == YAML_SEQUENCE_START_EVENT ||
			 event.type == YAML_MAPPING_START_EVENT) {
			found = true;
			code = read_node(r, &event, 0, root);
		}
		yaml_event_delete(&event);
	}
	return code;
}

/* Whatever libyaml takes for the end of a line. */
static bool is_break(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 ||
	       c == 0x2029;
}

/* Are these characters that a file may hold?  libyaml would only say where
 * in bytes; and it compares each directive with all before it. */
static int check_characters(struct reading *r, const char *text, size_t length)
{
	const char *end = text + length;
	yaml_mark_t mark = { 0 };
	bool begins = true; /* a line does */

	while (text < end) {
		const char *before = text;
		uint32_t c;

		/* Most of a file, and nothing can be wrong with it. */
		while (!begins && text < end && *text >= ' ' && *text <= '~')
			text++;
		mark.column += (size_t)(text - before);
		if (text == end)
			break;
		before = text;
		c = *text ? utf8_take(&text) : 0;

		/* A character that reaches past the end is broken off. */
		if (text > end || (c == 0xFFFD && text - before == 1))
			return refuse(r, mark,
				      _("this is not UTF-8; save the file as "
					"UTF-8"));
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
		    (c >= 0x7F && c <= 0x9F && c != 0x85) || c == 0xFFFE ||
		    c == 0xFFFF)
			return refuse(r, mark,
				      _("a control character cannot stand "
					"here"));
		if (begins && c == '%')
			return refuse(r, mark,
				      _("no text can begin with this "
					"character; put it in quotes"));
		begins = is_break(c);
		mark.column++;
		if (c == '\n') {
			mark.line++;
			mark.column = 0;
		}
	}
	return 0;
}

static int read_text(struct reading *r, const char *text, size_t length,
		     struct yaml *root)
{
	int code;

	if (length > YAML_LIMIT)
		return refuse(r, (yaml_mark_t){ 0 },
			      _("the file is larger than 1 MiB"));
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		length -= 3;
	}
	r->text = text;
	code = check_characters(r, text, length);
	if (code)
		return code;
	if (!yaml_parser_initialize(&r->parser))
		return refuse(r, (yaml_mark_t){ 0 },
			      _("there is not enough memory"));
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const yaml_char_t *)text,
				     length);
	code = read_stream(r, root);
	yaml_parser_delete(&r->parser);
	return code;
}

struct yaml_file *yaml_read(const char *text, size_t length, const char *name,
			    struct problem_list *problems)
{
	struct yaml_file *file = alloc_new(1, sizeof(*file));
	struct reading r = { .file = file, .name = name, .problems = problems };
	struct yaml *root = arena_take(&file->arena, 1, sizeof(*root));

	if (read_text(&r, text, length, root)) {
		yaml_file_free(file);
		return NULL;
	}
	file->root = root;
	return file;
}

const struct yaml *yaml_root(const struct yaml_file *file)
{
	return file->root;
}

void yaml_file_free(struct yaml_file *file)
{
	if (!file)
		return;
	arena_done(&file->arena);
	free(file);
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (same_key(map->keys[i].text, key))
			return &map->items[i];
	return NULL;
}

const char *yaml_text(const struct yaml *map, const char *key)
{
	const struct yaml *value = yaml_get(map, key);

	return value && value->kind == YAML_SCALAR ? value->text : NULL;
}
