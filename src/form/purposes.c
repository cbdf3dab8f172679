/* form/purposes.c - for which purpose a record may leave, and when */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/catalogue_private.h"
#include "form/expr_private.h"
#include "form/load_private.h"

static const char *const purpose_names[PURPOSES] = {
	[PURPOSE_NONE] = "",
	[PURPOSE_BENCHMARK] = "benchmark",
	[PURPOSE_CBS] = "cbs",
	[PURPOSE_RESEARCH] = "research",
};
static const struct known_key purpose_keys[] = { { "benchmark", 0 },
						 { "cbs", 0 },
						 { "research", 0 } };
static const struct known_key rule_keys[] = {
	{ "forms", 0 },   { "fields", 0 },   { "given", 0 },
	{ "refused", 0 }, { "required", 0 },
};

const char *purpose_name(enum purpose purpose)
{
	return purpose_names[purpose];
}

bool purpose_read(const char *name, enum purpose *out)
{
	for (int i = PURPOSE_NONE + 1; i < PURPOSES; i++) {
		if (strcmp(purpose_names[i], name) == 0) {
			*out = (enum purpose)i;
			return true;
		}
	}
	return false;
}

/* Rules while they are counted. */
struct making {
	struct loader *l;
	struct catalogue *catalogue;
	struct sealed *sealed;
	struct consent_rule *items;
	size_t count;
	size_t capacity;
};

static void add(struct making *m, const struct consent_rule *rule)
{
	m->items =
		alloc_grow(m->items, m->count, &m->capacity, sizeof(*m->items));
	m->items[m->count++] = *rule;
}

static bool compile(struct making *m, const struct yaml *node,
		    const struct scope *scope, bool quiet, struct expr **out)
{
	struct err err = { 0 };
	size_t offset = 0;

	if (!node)
		return true;
	if (expr_compile(m->sealed, node->text, scope, out, &offset,
			 quiet ? NULL : &err) == 0)
		return true;
	if (!quiet)
		load_mistake_in(m->l, node, offset,
				scope->own ? scope->own->name : NULL, &err);
	return false;
}

/* Both expressions of a rule; quiet: to see whether they can be. */
static bool compile_both(struct making *m, const struct yaml *node,
			 const struct scope *scope, bool quiet,
			 struct consent_rule *rule)
{
	return compile(m, yaml_get(node, "given"), scope, quiet,
		       &rule->given) &&
	       compile(m, yaml_get(node, "refused"), scope, quiet,
		       &rule->refused);
}

/* The names of a list; NULL, and a problem, when it is none. */
static const char *const *load_names(struct making *m, const struct yaml *list,
				     size_t *count)
{
	const char **names;

	*count = 0;
	if (!load_is_list(m->l, list, NULL))
		return NULL;
	names = arena_take(m->l->arena, list->count + 1, sizeof(*names));
	for (size_t i = 0; i < list->count; i++) {
		if (!load_is_text(m->l, &list->items[i], NULL))
			return NULL;
		names[i] = arena_text(m->l->arena, list->items[i].text);
	}
	*count = list->count;
	return names;
}

/* Has the form all fields that the rule takes out? */
static void check_fields(struct making *m, const struct yaml *list,
			 const struct consent_rule *rule,
			 const struct form *form)
{
	for (size_t i = 0; i < rule->field_count; i++) {
		bool found = false;

		for (size_t k = 0; k < form->field_count && !found; k++)
			found = strcmp(form->fields[k].name, rule->fields[i]) ==
				0;
		if (!found)
			load_mistake(m->l, &list->items[i], NULL,
				     _("%s %s has no field \"%s\""), form->name,
				     form->version, rule->fields[i]);
	}
}

/*
 * A rule that reads the traject only holds for all versions of the form; one
 * that reads the form too is compiled for each.
 */
static void add_for_form(struct making *m, const struct yaml *node,
			 const struct yaml *named, struct consent_rule rule)
{
	const struct form *newest =
		load_named_form(m->l, m->catalogue, named, NULL);
	struct scope scope = { .traject = m->catalogue->traject, .repeat = -1 };

	if (!newest)
		return;
	if (yaml_get(node, "fields"))
		check_fields(m, yaml_get(node, "fields"), &rule, newest);
	rule.form = newest->name;
	scope.jeugdige = newest->per != PER_TRAJECT;
	if (compile_both(m, node, &scope, true, &rule)) {
		add(m, &rule);
		return;
	}
	for (size_t i = 0; i < m->catalogue->count; i++) {
		const struct form *form = m->catalogue->forms[i];

		if (strcmp(form->name, newest->name) != 0)
			continue;
		scope.own = form;
		rule.version = form;
		rule.given = rule.refused = NULL;
		if (!compile_both(m, node, &scope, false, &rule))
			return;
		add(m, &rule);
	}
}

static void load_rule(struct making *m, const struct yaml *node,
		      enum purpose purpose, bool required)
{
	struct consent_rule rule = { .purpose = purpose, .required = required };
	struct scope scope = { .traject = m->catalogue->traject, .repeat = -1 };
	const struct yaml *forms = yaml_get(node, "forms");
	const struct yaml *fields = yaml_get(node, "fields");
	const struct yaml *given = yaml_get(node, "given");
	const struct yaml *refused = yaml_get(node, "refused");

	if (!load_is_map(m->l, node, NULL))
		return;
	load_check_keys(m->l, node, rule_keys, COUNT(rule_keys), NULL);
	if (yaml_get(node, "required"))
		load_bool(m->l, yaml_get(node, "required"), NULL,
			  &rule.required);
	if ((given && !load_is_text(m->l, given, NULL)) ||
	    (refused && !load_is_text(m->l, refused, NULL)))
		return;
	if (!given && (rule.required || !refused))
		load_mistake(m->l, node, NULL,
			     _("given: is missing: when is there consent?"));
	if (fields && !forms)
		load_mistake(m->l, fields, NULL,
			     _("fields: goes with forms: only"));
	if (fields)
		rule.fields = load_names(m, fields, &rule.field_count);
	if (!forms) {
		if (compile_both(m, node, &scope, false, &rule))
			add(m, &rule);
		return;
	}
	if (!load_is_list(m->l, forms, NULL))
		return;
	for (size_t i = 0; i < forms->count; i++)
		add_for_form(m, node, &forms->items[i], rule);
}

void purposes_load(struct loader *l, struct catalogue *catalogue,
		   struct sealed *sealed, const struct yaml *node,
		   struct programme *programme)
{
	struct making m = { .l = l, .catalogue = catalogue, .sealed = sealed };
	struct consent_rule *kept;

	if (!load_is_map(l, node, NULL))
		return;
	load_check_keys(l, node, purpose_keys, COUNT(purpose_keys), NULL);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml *list = &node->items[i];
		enum purpose purpose;

		if (!purpose_read(node->keys[i].text, &purpose) ||
		    !load_is_list(l, list, NULL))
			continue;
		for (size_t k = 0; k < list->count; k++)
			load_rule(&m, &list->items[k], purpose,
				  purpose != PURPOSE_BENCHMARK ||
					  programme->consent_required);
	}
	kept = arena_take(l->arena, m.count + 1, sizeof(*kept));
	if (m.count > 0)
		memcpy(kept, m.items, m.count * sizeof(*kept));
	programme->consents = kept;
	programme->consent_count = m.count;
	free(m.items);
}
