/*
 * form/load_fields.c - one field: which keys go with its type, what they say
 */

#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/same.h"
#include "base/text.h"
#include "form/load_private.h"

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
	{ "summary", SELECTS | BIT(FIELD_SCALE) },
	{ "differs", INPUTS | BIT(FIELD_CALCULATE) },
	{ "fields", GROUP | REPEAT },
	{ "row_label", REPEAT },
	{ "min", REPEAT },
	{ "max", REPEAT },
	{ "rows", REPEAT },
};

static const struct known_key check_keys[] = { { "soft", 0 },
					       { "hard", 0 },
					       { "message", 0 } };

static const char *kind_name(unsigned kind)
{
	if (kind == KIND_GROUP)
		return "group";
	if (kind == KIND_REPEAT)
		return "repeat";
	return field_type_name((enum field_type)kind);
}

/* The kind by its word; KIND_COUNT, and a problem, when it is none. */
unsigned load_kind(struct loader *l, const struct yaml *map, const char *name)
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
	near = load_nearest(l, known, KIND_COUNT, node->text);
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
void load_field_keys(struct loader *l, const struct yaml *map, unsigned kind,
		     const char *name)
{
	load_check_keys(l, map, field_keys, COUNT(field_keys), name);
	for (size_t i = 0; kind < KIND_COUNT && i < map->count; i++) {
		for (size_t k = 0; k < COUNT(field_keys); k++) {
			if (same_key(map->keys[i].text, field_keys[k].name) &&
			    !(field_keys[k].kinds & BIT(kind)))
				load_mistake(l, &map->keys[i], name,
					     _("\"%s\" does not go with type "
					       "%s"),
					     map->keys[i].text,
					     kind_name(kind));
		}
	}
}

void load_words_of(struct loader *l, const struct yaml *map, const char *key,
		   const char *name, struct words *out)
{
	const struct yaml *node = yaml_get(map, key);

	if (node)
		load_words(l, node, name, out);
}

void load_filled_of(struct loader *l, const struct yaml *map, const char *key,
		    const char *name, int repeat, struct words *out)
{
	const struct yaml *node = yaml_get(map, key);

	if (node)
		load_filled(l, node, name, repeat, out);
}

void load_need_label(struct loader *l, const struct yaml *map, const char *name)
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
		load_filled(l, message, f->name, f->repeat, &out->message);
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
	load_filled_of(l, map, "message", f->name, f->repeat, &f->message);
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
	f->in_summary = f->type == FIELD_SELECT_ONE ||
			f->type == FIELD_SELECT_MULTIPLE ||
			f->type == FIELD_SCALE;
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
	load_filled_of(l, map, "label", f->name, f->repeat, &f->label);
	load_filled_of(l, map, "hint", f->name, f->repeat, &f->hint);
	load_filled_of(l, map, "help", f->name, f->repeat, &f->help);
	load_words_of(l, map, "low", f->name, &f->low);
	load_words_of(l, map, "high", f->name, &f->high);
	load_words_of(l, map, "differs", f->name, &f->differs);
	/* A calculation without a label works unseen. */
	if (f->type != FIELD_CALCULATE)
		load_need_label(l, map, f->name);
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

void load_field(struct loader *l, const struct yaml *map, unsigned kind,
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
