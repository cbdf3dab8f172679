/* form/load_rules.c - measures, counting rules, and what names the traject */

#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/load_private.h"

static const struct known_key measure_keys[] = { { "label", 0 },
						 { "items", 0 },
						 { "target", 0 } };
static const struct known_key rule_keys[] = { { "rule", 0 }, { "message", 0 } };
static const struct known_key traject_keys[] = {
	{ "started", 0 }, { "ended", 0 }, { "repeat", 0 },
	{ "key", 0 },     { "born", 0 },
};

int load_find_field(struct loader *l, const struct yaml *node,
		    const char *about)
{
	const char *near;
	int i;

	if (!load_is_text(l, node, about))
		return -1;
	i = form_find(l->form, node->text);
	if (i >= 0)
		return i;
	near = load_is_full(l) ? NULL : form_nearest_field(l->form, node->text);
	if (near)
		load_mistake(l, node, about,
			     _("there is no field \"%s\"; did you mean "
			       "\"%s\"?"),
			     node->text, near);
	else
		load_mistake(l, node, about, _("there is no field \"%s\""),
			     node->text);
	return -1;
}

/* Is this field fit to be an item, and not one already? */
static bool is_item(struct loader *l, const struct yaml *node,
		    const struct measure *m, int field)
{
	const struct field *f = &l->form->fields[field];

	if (field_value_type(f) != FIELD_SCORE) {
		load_mistake(l, node, m->name,
			     _("\"%s\" is of type %s; a measure counts fields "
			       "of type score"),
			     f->name, field_type_name(f->type));
		return false;
	}
	if (f->repeat >= 0) {
		load_mistake(l, node, m->name,
			     _("\"%s\" stands in a repeat; a measure counts "
			       "fields that are asked once"),
			     f->name);
		return false;
	}
	for (size_t i = 0; i < m->item_count; i++) {
		if (m->items[i] == field) {
			load_mistake(l, node, m->name,
				     _("\"%s\" stands here twice"), f->name);
			return false;
		}
	}
	return true;
}

static void load_items(struct loader *l, const struct yaml *node,
		       struct measure *m)
{
	int *items;

	if (!load_is_list(l, node, m->name))
		return;
	if (node->count == 0)
		load_mistake(l, node, m->name, _("this measure has no items"));
	items = arena_take(l->arena, node->count + 1, sizeof(*items));
	m->items = items;
	for (size_t i = 0; i < node->count; i++) {
		int field = load_find_field(l, &node->items[i], m->name);

		if (field >= 0 && is_item(l, &node->items[i], m, field))
			items[m->item_count++] = field;
	}
}

/* NAME_met and NAME_scored are names too. */
static void claim_measure(struct loader *l, const struct measure *m,
			  const struct yaml *key)
{
	load_claim(l, m->name, key->line, key->column);
	load_claim(l, arena_print(l->arena, "%s_met", m->name), key->line,
		   key->column);
	load_claim(l, arena_print(l->arena, "%s_scored", m->name), key->line,
		   key->column);
}

static void load_measure(struct loader *l, const struct yaml *key,
			 const struct yaml *node, struct measure *m)
{
	const struct yaml *part;

	m->name = arena_text(l->arena, key->text);
	m->target = -1;
	if (load_name_shape(l, key, NULL))
		claim_measure(l, m, key);
	if (!load_is_map(l, node, m->name))
		return;
	load_check_keys(l, node, measure_keys, COUNT(measure_keys), m->name);
	if ((part = yaml_get(node, "label")))
		load_words(l, part, m->name, &m->label);
	else
		load_mistake(l, key, m->name, _("the label is missing"));
	if ((part = yaml_get(node, "items")))
		load_items(l, part, m);
	else
		load_mistake(l, key, m->name, _("this measure has no items"));
	if ((part = yaml_get(node, "target")))
		load_integer(l, part, m->name, 0, 100, &m->target);
}

void load_measures(struct loader *l, const struct yaml *node)
{
	if (!node || !load_is_map(l, node, NULL))
		return;
	if (node->count > MEASURES_MAX) {
		load_mistake(l, node, NULL, _("there are at most %d of these"),
			     MEASURES_MAX);
		return;
	}
	l->measures =
		arena_take(l->arena, node->count + 1, sizeof(*l->measures));
	l->form->measures = l->measures;
	for (size_t i = 0; i < node->count; i++)
		load_measure(l, &node->keys[i], &node->items[i],
			     &l->measures[i]);
	l->form->measure_count = node->count;
}

static void load_rule(struct loader *l, const struct yaml *node,
		      struct counting_rule *out)
{
	const struct yaml *rule, *message;

	if (!load_is_map(l, node, NULL))
		return;
	load_check_keys(l, node, rule_keys, COUNT(rule_keys), NULL);
	rule = yaml_get(node, "rule");
	message = yaml_get(node, "message");
	if (rule)
		load_later(l, rule, NULL, -1, &out->rule);
	else
		load_mistake(l, node, NULL, _("the rule is missing"));
	if (message)
		load_filled(l, message, NULL, -1, &out->message);
	else
		load_mistake(l, node, NULL,
			     _("the message is missing: why does a record not "
			       "count?"));
}

void load_counts(struct loader *l, const struct yaml *node)
{
	struct counting_rule *rules;

	if (!node || !load_is_list(l, node, NULL))
		return;
	rules = arena_take(l->arena, node->count + 1, sizeof(*rules));
	l->form->rules = rules;
	l->form->rule_count = node->count;
	for (size_t i = 0; i < node->count; i++)
		load_rule(l, &node->items[i], &rules[i]);
}

/* A field that traject: names, of a day and outside (-1) or in a repeat. */
static int find_day(struct loader *l, const struct yaml *map, const char *key,
		    int repeat, bool moment)
{
	const struct yaml *node = yaml_get(map, key);
	const struct field *f;
	int i;

	if (!node)
		return -1;
	i = load_find_field(l, node, NULL);
	if (i < 0)
		return -1;
	f = &l->form->fields[i];
	if (field_value_type(f) != FIELD_DATE &&
	    !(moment && field_value_type(f) == FIELD_DATETIME)) {
		load_mistake(l, node, NULL,
			     _("%s: names a field of type date, and \"%s\" is "
			       "of type %s"),
			     key, f->name, field_type_name(f->type));
		return -1;
	}
	if (f->repeat != repeat) {
		load_mistake(l, node, NULL,
			     repeat < 0 ? _("\"%s\" stands in a repeat; %s: "
					    "names a field outside it")
					: _("\"%s\" stands outside the repeat; "
					    "%s: names a field in it"),
			     f->name, key);
		return -1;
	}
	return i;
}

/* The four fields that go into the head of every record. */
static int need_head(struct loader *l, const struct yaml *node,
		     const char *name)
{
	const struct form *form = l->form;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (strcmp(f->name, name) != 0)
			continue;
		if (f->type != FIELD_TEXT || f->repeat >= 0)
			load_mistake_at(l, f->line, f->column, name,
					_("\"%s\" of the traject form is a "
					  "text outside a repeat"),
					name);
		return (int)i;
	}
	load_mistake(l, node, NULL,
		     _("the traject form has no field \"%s\"; it needs code, "
		       "organisatie, team and medewerker"),
		     name);
	return -1;
}

static void load_jeugdigen(struct loader *l, const struct yaml *map)
{
	struct traject_fields *t = &l->form->traject;
	const struct yaml *repeat = yaml_get(map, "repeat");
	const struct yaml *key = yaml_get(map, "key");

	if (!repeat) {
		if (key || yaml_get(map, "born"))
			load_mistake(l, map, NULL,
				     _("key: and born: need a repeat:, the one "
				       "of the jeugdigen"));
		return;
	}
	if (!load_is_text(l, repeat, NULL))
		return;
	t->repeat = form_find_repeat(l->form, repeat->text);
	if (t->repeat < 0) {
		load_mistake(l, repeat, NULL, _("there is no repeat \"%s\""),
			     repeat->text);
		return;
	}
	if (!key) {
		load_mistake(l, map, NULL,
			     _("key: is missing: which field names a "
			       "jeugdige?"));
		return;
	}
	t->key = load_find_field(l, key, NULL);
	if (t->key >= 0 && (l->form->fields[t->key].repeat != t->repeat ||
			    l->form->fields[t->key].type != FIELD_TEXT))
		load_mistake(l, key, NULL,
			     _("key: names a text in the repeat \"%s\""),
			     repeat->text);
	t->born = find_day(l, map, "born", t->repeat, false);
}

void load_traject(struct loader *l, const struct yaml *node)
{
	struct traject_fields *t = &l->form->traject;

	*t = (struct traject_fields){ -1, -1, -1, -1, -1, -1, -1, -1, -1 };
	if (!node)
		return;
	l->form->is_traject = true;
	if (!load_is_map(l, node, NULL))
		return;
	load_check_keys(l, node, traject_keys, COUNT(traject_keys), NULL);
	if (l->form->per != PER_TRAJECT)
		load_mistake(l, node, NULL,
			     _("the form with traject: is per: traject"));
	t->code = need_head(l, node, "code");
	t->organisatie = need_head(l, node, "organisatie");
	t->team = need_head(l, node, "team");
	t->medewerker = need_head(l, node, "medewerker");
	t->started = find_day(l, node, "started", -1, true);
	t->ended = find_day(l, node, "ended", -1, true);
	if (!yaml_get(node, "started") || !yaml_get(node, "ended"))
		load_mistake(l, node, NULL,
			     _("started: and ended: are needed: which fields "
			       "are the first and the last day?"));
	load_jeugdigen(l, node);
}
