/*
 * form/load_sections.c - sections, and the groups and repeats in them
 *
 * The arrays of the form are made large enough before the first field, so a
 * pointer into them holds from the moment it is taken.
 */

#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/load_private.h"

static const struct known_key section_keys[] = {
	{ "name", 0 },    { "label", 0 },  { "hint", 0 },   { "relevant", 0 },
	{ "missing", 0 }, { "fields", 0 }, { "repeat", 0 }, { "row_label", 0 },
	{ "min", 0 },     { "max", 0 },    { "rows", 0 },   { "client", 0 },
};

static void load_list(struct loader *l, const struct yaml *list,
		      const struct inside *inside);

static void load_group(struct loader *l, const struct yaml *map,
		       const char *name, const struct inside *outer)
{
	int index = (int)l->form->group_count++;
	struct group *g = &l->groups[index];
	struct inside inside = *outer;
	const struct yaml *fields = yaml_get(map, "fields");

	g->name = name;
	g->parent = outer->group;
	load_filled_of(l, map, "label", name, outer->repeat, &g->label);
	load_filled_of(l, map, "hint", name, outer->repeat, &g->hint);
	load_later(l, yaml_get(map, "relevant"), name, outer->repeat,
		   &g->relevant);
	inside.group = index;
	inside.missing =
		load_allowed(l, yaml_get(map, "missing"), name, outer->missing);
	g->first = (int)l->form->field_count;
	if (fields)
		load_list(l, fields, &inside);
	g->end = (int)l->form->field_count;
	if (!fields || (fields->kind == YAML_LIST && fields->count == 0))
		load_mistake(l, map, name, _("this group has no fields"));
}

/* rows: FORM.REPEAT; whether it exists, the catalogue can tell. */
static void load_rows(struct loader *l, const struct yaml *node,
		      struct repeat *r)
{
	const char *dot;

	if (!node || !load_is_text(l, node, r->name))
		return;
	dot = strchr(node->text, '.');
	if (!dot || dot == node->text || !load_is_name(dot + 1)) {
		load_mistake(l, node, r->name,
			     _("rows: is the name of a form, a point and the "
			       "name of a repeat in it"));
		return;
	}
	r->rows_form = arena_text_part(l->arena, node->text,
				       (size_t)(dot - node->text));
	r->rows_repeat = arena_text(l->arena, dot + 1);
}

/* What a repeat has, on a section or on its own. */
static void load_repeat_keys(struct loader *l, const struct yaml *map,
			     struct repeat *r)
{
	int index = (int)(r - l->repeats);
	const struct yaml *node;

	r->max = ROWS_MAX;
	if ((node = yaml_get(map, "min")))
		load_integer(l, node, r->name, 0, ROWS_MAX, &r->min);
	if ((node = yaml_get(map, "max")))
		load_integer(l, node, r->name, 1, ROWS_MAX, &r->max);
	if (r->min > r->max)
		load_mistake(l, map, r->name,
			     _("min: should be no more than max:"));
	load_filled_of(l, map, "label", r->name, -1, &r->label);
	load_filled_of(l, map, "row_label", r->name, index, &r->row_label);
	load_rows(l, yaml_get(map, "rows"), r);
}

static struct repeat *add_repeat(struct loader *l, const struct yaml *map,
				 const char *name, const struct inside *outer)
{
	struct repeat *r = &l->repeats[l->form->repeat_count++];

	r->name = name;
	r->section = outer->section;
	r->group = outer->group;
	r->line = map->line;
	r->column = map->column;
	return r;
}

static void load_repeat(struct loader *l, const struct yaml *map,
			const char *name, const struct inside *outer)
{
	struct inside inside = *outer;
	struct repeat *r;
	const struct yaml *fields = yaml_get(map, "fields");

	if (outer->repeat >= 0) {
		load_mistake(l, map, name,
			     _("a repeat cannot stand inside a repeat"));
		return;
	}
	r = add_repeat(l, map, name, outer);
	inside.repeat = (int)(r - l->repeats);
	load_repeat_keys(l, map, r);
	load_need_label(l, map, name);
	load_later(l, yaml_get(map, "relevant"), name, -1, &r->relevant);
	inside.missing =
		load_allowed(l, yaml_get(map, "missing"), name, outer->missing);
	r->first = (int)l->form->field_count;
	if (fields)
		load_list(l, fields, &inside);
	r->end = (int)l->form->field_count;
	if (r->first == r->end)
		load_mistake(l, map, name, _("this repeat has no fields"));
}

/* The name of a field, claimed so that no other has it. */
static const char *load_name(struct loader *l, const struct yaml *map,
			     unsigned kind)
{
	const struct yaml *node = yaml_get(map, "name");

	if (!node && kind == KIND_GROUP)
		return NULL;
	if (!node) {
		load_mistake(l, map, NULL, _("the name is missing"));
		return "";
	}
	if (!load_name_shape(l, node, NULL))
		return node->kind == YAML_SCALAR
			       ? arena_text(l->arena, node->text)
			       : "";
	if (kind != KIND_GROUP)
		load_claim(l, arena_text(l->arena, node->text), node->line,
			   node->column);
	return arena_text(l->arena, node->text);
}

static void load_one(struct loader *l, const struct yaml *map,
		     const struct inside *inside)
{
	const char *name;
	unsigned kind;

	if (!load_is_map(l, map, NULL))
		return;
	kind = load_kind(l, map, yaml_text(map, "name"));
	name = load_name(l, map, kind);
	load_field_keys(l, map, kind, name);
	if (kind == KIND_GROUP)
		load_group(l, map, name, inside);
	else if (kind == KIND_REPEAT)
		load_repeat(l, map, name, inside);
	else
		load_field(l, map, kind, name, inside);
}

static void load_list(struct loader *l, const struct yaml *list,
		      const struct inside *inside)
{
	if (!load_is_list(l, list, NULL))
		return;
	for (size_t i = 0; i < list->count; i++)
		load_one(l, &list->items[i], inside);
}

/* The keys that only a section with repeat: has. */
static void check_section(struct loader *l, const struct yaml *map,
			  const char *name)
{
	static const char *const keys[] = { "row_label", "min", "max", "rows" };

	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct yaml *node = yaml_get(map, keys[i]);

		if (node && !yaml_get(map, "repeat"))
			load_mistake(l, node, name,
				     _("\"%s\" goes with a section that has "
				       "repeat:"),
				     keys[i]);
	}
}

/* All fields of the section are one repeat: its index, or -1. */
static int load_section_repeat(struct loader *l, const struct yaml *map,
			       const struct inside *inside)
{
	const struct yaml *node = yaml_get(map, "repeat");
	struct repeat *r;

	if (!node || !load_name_shape(l, node, NULL))
		return -1;
	r = add_repeat(l, map, arena_text(l->arena, node->text), inside);
	load_claim(l, r->name, node->line, node->column);
	load_repeat_keys(l, map, r);
	return (int)(r - l->repeats);
}

static void load_section_name(struct loader *l, const struct yaml *map,
			      struct section *s)
{
	const struct yaml *node = yaml_get(map, "name");

	s->name = "";
	if (!node) {
		load_mistake(l, map, NULL, _("the name is missing"));
		return;
	}
	if (!load_name_shape(l, node, NULL))
		return;
	s->name = arena_text(l->arena, node->text);
	for (const struct section *other = l->sections; other < s; other++) {
		if (strcmp(other->name, s->name) == 0)
			load_mistake(l, node, NULL,
				     _("the section \"%s\" is already on line "
				       "%d"),
				     s->name, other->line);
	}
}

static void load_section(struct loader *l, const struct yaml *map)
{
	int index = (int)l->form->section_count;
	struct section *s = &l->sections[index];
	struct inside inside = { .section = index, .group = -1, .repeat = -1 };
	const struct yaml *fields, *client;

	if (!load_is_map(l, map, NULL))
		return;
	l->form->section_count++;
	s->line = map->line;
	s->column = map->column;
	load_section_name(l, map, s);
	load_check_keys(l, map, section_keys, COUNT(section_keys), s->name);
	check_section(l, map, s->name);
	load_need_label(l, map, s->name);
	load_filled_of(l, map, "label", s->name, -1, &s->label);
	load_filled_of(l, map, "hint", s->name, -1, &s->hint);
	load_later(l, yaml_get(map, "relevant"), s->name, -1, &s->relevant);
	inside.missing = load_allowed(l, yaml_get(map, "missing"), s->name,
				      inside.missing);
	inside.repeat = load_section_repeat(l, map, &inside);
	s->client = true;
	client = yaml_get(map, "client");
	if (client)
		load_bool(l, client, s->name, &s->client);

	fields = yaml_get(map, "fields");
	s->first = (int)l->form->field_count;
	if (fields)
		load_list(l, fields, &inside);
	s->end = (int)l->form->field_count;
	if (inside.repeat >= 0) {
		l->repeats[inside.repeat].first = s->first;
		l->repeats[inside.repeat].end = s->end;
	}
	if (!fields || (fields->kind == YAML_LIST && fields->count == 0))
		load_mistake(l, map, s->name, _("this section has no fields"));
}

/* Maps in the lists under `fields`, at every depth. */
static size_t count_fields(const struct yaml *node)
{
	const struct yaml *fields;
	size_t count = 0;

	if (!node || node->kind != YAML_LIST)
		return 0;
	for (size_t i = 0; i < node->count; i++) {
		fields = yaml_get(&node->items[i], "fields");
		count += 1 + count_fields(fields);
	}
	return count;
}

void load_sections(struct loader *l, const struct yaml *node)
{
	size_t most = count_fields(node);
	size_t sections;

	if (!node || !load_is_list(l, node, NULL))
		return;
	sections = node->count;
	if (sections == 0)
		load_mistake(l, node, NULL, _("this form has no sections"));
	if (sections > SECTIONS_MAX) {
		load_mistake(l, node, NULL, _("there are at most %d of these"),
			     SECTIONS_MAX);
		return;
	}
	if (most - sections > FIELDS_MAX) {
		load_mistake(l, node, NULL,
			     _("this form has more than %d fields"),
			     FIELDS_MAX);
		return;
	}
	l->sections = arena_take(l->arena, sections + 1, sizeof(*l->sections));
	l->groups = arena_take(l->arena, most + 1, sizeof(*l->groups));
	l->repeats = arena_take(l->arena, most + 1, sizeof(*l->repeats));
	l->fields = arena_take(l->arena, most + 1, sizeof(*l->fields));
	l->form->sections = l->sections;
	l->form->groups = l->groups;
	l->form->repeats = l->repeats;
	l->form->fields = l->fields;
	for (size_t i = 0; i < sections; i++)
		load_section(l, &node->items[i]);
}
