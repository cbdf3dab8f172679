/*
 * form/load_fields.c - sections, groups, repeats and fields
 *
 * The arrays of the form were made large enough before, so a pointer into
 * them holds from the moment it is taken.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/load_private.h"

/* Groups and repeats stand among fields and are told by `type` too. */
enum {
	KIND_GROUP = FIELD_CALCULATE + 1,
	KIND_REPEAT,
	KIND_COUNT
};

#define BIT(kind) (1u << (kind))
#define GROUP BIT(KIND_GROUP)
#define REPEAT BIT(KIND_REPEAT)
#define ALL (BIT(KIND_COUNT) - 1u)
#define FIELDS (ALL & ~(GROUP | REPEAT))
#define INPUTS (FIELDS & ~(BIT(FIELD_NOTE) | BIT(FIELD_CALCULATE)))
#define STORED (FIELDS & ~BIT(FIELD_NOTE))
#define SELECTS (BIT(FIELD_SELECT_ONE) | BIT(FIELD_SELECT_MULTIPLE))
#define NUMBERS (BIT(FIELD_INTEGER) | BIT(FIELD_DECIMAL) | BIT(FIELD_SCALE))

#define LINES_MAX 20
#define SCALE_MOST 999

static const struct known_key field_keys[] = {
	{ "name", ALL },
	{ "type", ALL },
	{ "as", BIT(FIELD_CALCULATE) },
	{ "number", FIELDS },
	{ "label", ALL },
	{ "hint", FIELDS | GROUP },
	{ "help", FIELDS },
	{ "required", INPUTS },
	{ "relevant", ALL },
	{ "constraint", INPUTS },
	{ "message", INPUTS },
	{ "checks", STORED },
	{ "calculation", BIT(FIELD_CALCULATE) },
	{ "default", INPUTS },
	{ "missing", INPUTS | GROUP | REPEAT },
	{ "options", SELECTS },
	{ "from", NUMBERS },
	{ "to", NUMBERS },
	{ "low", BIT(FIELD_SCALE) },
	{ "high", BIT(FIELD_SCALE) },
	{ "lines", BIT(FIELD_TEXT) },
	{ "list", BIT(FIELD_TEXT) },
	{ "persistent", INPUTS },
	{ "summary", SELECTS },
	{ "fields", GROUP | REPEAT },
	{ "row_label", REPEAT },
	{ "min", REPEAT },
	{ "max", REPEAT },
	{ "rows", REPEAT },
};

static const struct known_key section_keys[] = {
	{ "name", 0 },    { "label", 0 },  { "hint", 0 },   { "relevant", 0 },
	{ "missing", 0 }, { "fields", 0 }, { "repeat", 0 }, { "row_label", 0 },
	{ "min", 0 },     { "max", 0 },    { "rows", 0 },
};

static const struct known_key check_keys[] = { { "soft", 0 },
					       { "hard", 0 },
					       { "message", 0 } };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Where in the form the fields of a list stand. */
struct inside {
	int section, group, repeat;
	struct allowed missing;
};

static const char *kind_name(unsigned kind)
{
	if (kind == KIND_GROUP)
		return "group";
	if (kind == KIND_REPEAT)
		return "repeat";
	return field_type_name((enum field_type)kind);
}

/* The kind by its word; KIND_COUNT, and a problem, when it is none. */
static unsigned load_kind(struct loader *l, const struct yaml *map,
			  const char *name)
{
	const struct yaml *node = yaml_get(map, "type");
	struct known_key known[KIND_COUNT];
	const char *near;

	if (!node) {
		load_mistake(l, map, name,
			     _("the type is missing: text, date, select_one, "
			       "score, ..."));
		return KIND_COUNT;
	}
	if (!load_is_text(l, node, name))
		return KIND_COUNT;
	for (unsigned i = 0; i < KIND_COUNT; i++) {
		known[i].name = kind_name(i);
		if (strcmp(known[i].name, node->text) == 0)
			return i;
	}
	near = load_nearest(known, KIND_COUNT, node->text);
	if (near)
		load_mistake(l, node, name,
			     _("there is no type \"%s\"; did you mean \"%s\"?"),
			     node->text, near);
	else
		load_mistake(l, node, name,
			     _("there is no type \"%s\"; there are text, note, "
			       "integer, decimal, date, time, datetime, "
			       "select_one, select_multiple, score, scale, "
			       "calculate, group and repeat"),
			     node->text);
	return KIND_COUNT;
}

/* Keys that are known, but not to this kind. */
static void check_field_keys(struct loader *l, const struct yaml *map,
			     unsigned kind, const char *name)
{
	load_check_keys(l, map, field_keys, COUNT(field_keys), name);
	for (size_t i = 0; kind < KIND_COUNT && i < map->count; i++) {
		for (size_t k = 0; k < COUNT(field_keys); k++) {
			if (strcmp(map->keys[i].text, field_keys[k].name) ==
				    0 &&
			    !(field_keys[k].kinds & BIT(kind)))
				load_mistake(l, &map->keys[i], name,
					     _("\"%s\" does not go with type "
					       "%s"),
					     map->keys[i].text,
					     kind_name(kind));
		}
	}
}

static void load_words_of(struct loader *l, const struct yaml *map,
			  const char *key, const char *name, bool fill,
			  int repeat, struct words *out)
{
	const struct yaml *node = yaml_get(map, key);

	if (node)
		load_words(l, node, name, fill, repeat, out);
}

static void need_label(struct loader *l, const struct yaml *map,
		       const char *name)
{
	if (!yaml_get(map, "label"))
		load_mistake(l, map, name, _("the label is missing"));
}

static void load_required(struct loader *l, const struct yaml *map,
			  struct field *f)
{
	const struct yaml *node = yaml_get(map, "required");

	if (!node)
		return;
	if (node->kind == YAML_SCALAR && (strcmp(node->text, "true") == 0 ||
					  strcmp(node->text, "false") == 0)) {
		f->required = node->text[0] == 't';
		return;
	}
	load_later(l, node, f->name, f->repeat, &f->required_when);
}

static void load_check(struct loader *l, const struct yaml *node,
		       const struct field *f, struct check *out)
{
	const struct yaml *soft, *hard, *message;

	out->line = node->line;
	out->column = node->column;
	if (!load_is_map(l, node, f->name))
		return;
	load_check_keys(l, node, check_keys, COUNT(check_keys), f->name);
	soft = yaml_get(node, "soft");
	hard = yaml_get(node, "hard");
	message = yaml_get(node, "message");
	if (!soft == !hard)
		load_mistake(l, node, f->name,
			     _("a check is either soft: or hard:"));
	out->hard = hard != NULL;
	load_later(l, hard ? hard : soft, f->name, f->repeat, &out->when);
	if (message)
		load_words(l, message, f->name, true, f->repeat, &out->message);
	else
		load_mistake(l, node, f->name,
			     _("the message of the check is missing"));
}

static void load_checks(struct loader *l, const struct yaml *node,
			struct field *f)
{
	struct check *checks;

	if (!node || !load_is_list(l, node, f->name))
		return;
	checks = arena_take(l->arena, node->count + 1, sizeof(*checks));
	f->checks = checks;
	f->check_count = node->count;
	for (size_t i = 0; i < node->count; i++)
		load_check(l, &node->items[i], f, &checks[i]);
}

static void load_constraint(struct loader *l, const struct yaml *map,
			    struct field *f)
{
	const struct yaml *constraint = yaml_get(map, "constraint");
	const struct yaml *message = yaml_get(map, "message");

	load_later(l, constraint, f->name, f->repeat, &f->constraint);
	load_words_of(l, map, "message", f->name, true, f->repeat, &f->message);
	if (constraint && !message)
		load_mistake(l, constraint, f->name,
			     _("the message of the constraint is missing: what "
			       "should be filled in?"));
	if (message && !constraint)
		load_mistake(l, message, f->name,
			     _("there is a message but no constraint"));
}

/* `from` and `to`; a scale has both, and they are whole. */
static void load_range(struct loader *l, const struct yaml *map,
		       struct field *f)
{
	const struct yaml *from = yaml_get(map, "from");
	const struct yaml *to = yaml_get(map, "to");
	bool whole = f->type != FIELD_DECIMAL;
	int most = f->type == FIELD_SCALE ? SCALE_MOST : 1000000000;
	int n;

	if (from && whole &&
	    (f->has_from = load_integer(l, from, f->name, -most, most, &n)))
		f->from = n;
	else if (from && !whole)
		f->has_from = load_number(l, from, f->name, &f->from);
	if (to && whole &&
	    (f->has_to = load_integer(l, to, f->name, -most, most, &n)))
		f->to = n;
	else if (to && !whole)
		f->has_to = load_number(l, to, f->name, &f->to);
	if (f->type == FIELD_SCALE && (!from || !to))
		load_mistake(l, map, f->name, _("a scale needs from: and to:"));
	if (f->has_from && f->has_to && f->from >= f->to)
		load_mistake(l, from, f->name,
			     _("from: should be less than to:"));
}

static void load_as(struct loader *l, const struct yaml *map, struct field *f)
{
	static const enum field_type types[] = { FIELD_TEXT,    FIELD_INTEGER,
						 FIELD_DECIMAL, FIELD_DATE,
						 FIELD_TIME,    FIELD_DATETIME,
						 FIELD_SCORE };
	const struct yaml *node = yaml_get(map, "as");

	f->as = FIELD_TEXT;
	if (!yaml_get(map, "calculation"))
		load_mistake(l, map, f->name, _("the calculation is missing"));
	if (!node) {
		load_mistake(l, map, f->name,
			     _("as: is missing; it says what type the result "
			       "has, as in as: integer"));
		return;
	}
	if (!load_is_text(l, node, f->name))
		return;
	for (size_t i = 0; i < COUNT(types); i++) {
		if (strcmp(node->text, field_type_name(types[i])) == 0) {
			f->as = types[i];
			return;
		}
	}
	load_mistake(l, node, f->name,
		     _("a result can be text, integer, decimal, date, time, "
		       "datetime or score, not \"%s\""),
		     node->text);
}

static void load_list_of(struct loader *l, const struct yaml *node,
			 struct field *f)
{
	if (!node || !load_is_text(l, node, f->name))
		return;
	if (strcmp(node->text, "organisatie") != 0 &&
	    strcmp(node->text, "team") != 0 &&
	    strcmp(node->text, "medewerker") != 0)
		load_mistake(l, node, f->name,
			     _("list: is organisatie, team or medewerker, not "
			       "\"%s\""),
			     node->text);
	f->list = arena_text(l->arena, node->text);
}

static void load_small_keys(struct loader *l, const struct yaml *map,
			    struct field *f)
{
	const struct yaml *node;

	f->lines = 1;
	f->in_summary =
		f->type == FIELD_SELECT_ONE || f->type == FIELD_SELECT_MULTIPLE;
	if ((node = yaml_get(map, "number")) && load_is_text(l, node, f->name))
		f->number = arena_text(l->arena, node->text);
	if ((node = yaml_get(map, "lines")))
		load_integer(l, node, f->name, 1, LINES_MAX, &f->lines);
	if ((node = yaml_get(map, "persistent")))
		load_bool(l, node, f->name, &f->persistent);
	if ((node = yaml_get(map, "summary")))
		load_bool(l, node, f->name, &f->in_summary);
	load_list_of(l, yaml_get(map, "list"), f);
}

static void load_texts(struct loader *l, const struct yaml *map,
		       struct field *f)
{
	load_words_of(l, map, "label", f->name, true, f->repeat, &f->label);
	load_words_of(l, map, "hint", f->name, true, f->repeat, &f->hint);
	load_words_of(l, map, "help", f->name, true, f->repeat, &f->help);
	load_words_of(l, map, "low", f->name, false, -1, &f->low);
	load_words_of(l, map, "high", f->name, false, -1, &f->high);
	/* A calculation without a label works unseen. */
	if (f->type != FIELD_CALCULATE)
		need_label(l, map, f->name);
}

static void load_expressions(struct loader *l, const struct yaml *map,
			     struct field *f)
{
	int index = (int)(f - l->fields);
	size_t before;

	load_required(l, map, f);
	load_later(l, yaml_get(map, "relevant"), f->name, f->repeat,
		   &f->relevant);
	load_constraint(l, map, f);
	load_checks(l, yaml_get(map, "checks"), f);

	before = l->pending_count;
	load_later(l, yaml_get(map, "calculation"), f->name, f->repeat,
		   &f->calculation);
	load_later(l, yaml_get(map, "default"), f->name, f->repeat,
		   &f->initial);
	for (size_t i = before; i < l->pending_count; i++)
		l->pending[i].owner = index;
}

static void load_field(struct loader *l, const struct yaml *map, unsigned kind,
		       const char *name, const struct inside *inside)
{
	struct form *form = l->form;
	struct field *f = &l->fields[form->field_count++];
	struct allowed allowed;

	f->name = name;
	f->line = map->line;
	f->column = map->column;
	f->type = kind < KIND_COUNT ? (enum field_type)kind : FIELD_TEXT;
	f->section = inside->section;
	f->group = inside->group;
	f->repeat = inside->repeat;
	load_small_keys(l, map, f);
	load_texts(l, map, f);
	if (f->type == FIELD_CALCULATE)
		load_as(l, map, f);
	load_range(l, map, f);
	load_options(l, yaml_get(map, "options"), f);
	if (BIT(f->type) & INPUTS) {
		allowed = load_allowed(l, yaml_get(map, "missing"), name,
				       inside->missing);
		f->missing = allowed.reasons;
		f->missing_count = allowed.count;
	}
	if (f->option_count > 0)
		load_keys(l, yaml_get(map, "options"), f);
	load_expressions(l, map, f);
}

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
	load_words_of(l, map, "label", name, true, outer->repeat, &g->label);
	load_words_of(l, map, "hint", name, true, outer->repeat, &g->hint);
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
	load_words_of(l, map, "label", r->name, true, -1, &r->label);
	load_words_of(l, map, "row_label", r->name, true, index, &r->row_label);
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
	need_label(l, map, name);
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
	check_field_keys(l, map, kind, name);
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
	const struct yaml *fields;

	if (!load_is_map(l, map, NULL))
		return;
	l->form->section_count++;
	s->line = map->line;
	s->column = map->column;
	load_section_name(l, map, s);
	load_check_keys(l, map, section_keys, COUNT(section_keys), s->name);
	check_section(l, map, s->name);
	need_label(l, map, s->name);
	load_words_of(l, map, "label", s->name, true, -1, &s->label);
	load_words_of(l, map, "hint", s->name, true, -1, &s->hint);
	load_later(l, yaml_get(map, "relevant"), s->name, -1, &s->relevant);
	inside.missing = load_allowed(l, yaml_get(map, "missing"), s->name,
				      inside.missing);
	inside.repeat = load_section_repeat(l, map, &inside);

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
