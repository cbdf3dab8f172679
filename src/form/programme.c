/* form/programme.c - which forms a traject needs, and when */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/catalogue_private.h"
#include "form/expr_private.h"
#include "form/load_private.h"

static const struct known_key programme_keys[] = {
	{ "programme", 0 }, { "title", 0 }, { "language", 0 },
	{ "consent", 0 },   { "forms", 0 }, { "purposes", 0 },
	{ "lists", 0 },
};
static const struct known_key needed_keys[] = {
	{ "form", 0 }, { "version", 0 }, { "when", 0 }, { "due", 0 }
};
static const struct known_key due_keys[] = {
	{ "field", 0 }, { "from", 0 }, { "days", 0 }, { "until", 0 }
};
static const struct known_key list_keys[] = { { "organisatie", 0 } };
static const struct known_key name_keys[] = { { "team", 0 },
					      { "medewerker", 0 } };

#define DUE_MOST 3660

/* The names of a programme while they are counted and filled in. */
struct names {
	struct programme_name *items;
	size_t count;
	size_t capacity;
};

struct making {
	struct loader l;
	struct form words; /* only its language, for load_words() */
	struct catalogue *catalogue;
	struct sealed *sealed;
	struct programme *programme;
	struct names names;
};

static const struct form *load_form_of(struct making *m,
				       const struct yaml *node)
{
	const struct yaml *name = yaml_get(node, "form");
	const struct yaml *version = yaml_get(node, "version");

	if (name)
		return load_named_form(&m->l, m->catalogue, name, version);
	load_mistake(&m->l, node, NULL,
		     _("form: is missing, with the name of the form"));
	return NULL;
}

static void load_when(struct making *m, const struct yaml *node,
		      const struct form *form, struct programme_form *out)
{
	struct scope scope = { .traject = m->catalogue->traject,
			       .repeat = -1,
			       .jeugdige = form->per != PER_TRAJECT };
	struct err err = { 0 };
	size_t offset = 0;

	if (load_is_text(&m->l, node, NULL) &&
	    expr_compile(m->sealed, node->text, &scope, &out->when, &offset,
			 &err))
		load_mistake_in(&m->l, node, offset, form->name, &err);
}

static void load_due_field(struct making *m, const struct yaml *node,
			   struct programme_form *out)
{
	const struct form *traject = m->catalogue->traject;
	const char *near;
	int i;

	if (!load_is_text(&m->l, node, NULL))
		return;
	i = form_find(traject, node->text);
	if (i < 0) {
		near = form_nearest_field(traject, node->text);
		load_mistake(&m->l, node, NULL,
			     near ? _("the traject form has no field \"%s\"; "
				      "did you mean \"%s\"?")
				  : _("the traject form has no field \"%s\""),
			     node->text, near);
		return;
	}
	if (traject->fields[i].repeat >= 0 ||
	    (field_value_type(&traject->fields[i]) != FIELD_DATE &&
	     field_value_type(&traject->fields[i]) != FIELD_DATETIME))
		load_mistake(&m->l, node, NULL,
			     _("\"%s\" is not a day of the traject as a whole"),
			     node->text);
	out->due_field = traject->fields[i].name;
}

static void load_due(struct making *m, const struct yaml *node,
		     struct programme_form *out)
{
	const struct yaml *part;

	if (!load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, due_keys, COUNT(due_keys), NULL);
	if ((part = yaml_get(node, "field")))
		load_due_field(m, part, out);
	else
		load_mistake(&m->l, node, NULL,
			     _("field: is missing: the day of the traject that "
			       "is meant"));
	if ((part = yaml_get(node, "from")))
		load_integer(&m->l, part, NULL, -DUE_MOST, DUE_MOST,
			     &out->due_from);
	if ((part = yaml_get(node, "days")))
		load_integer(&m->l, part, NULL, -DUE_MOST, DUE_MOST,
			     &out->due_days);
	else
		load_mistake(&m->l, node, NULL,
			     _("days: is missing: until how many days after "
			       "that day"));
	if (out->due_from > out->due_days)
		load_mistake(&m->l, node, NULL,
			     _("from: should be no more than days:"));
	part = yaml_get(node, "until");
	if (!part)
		return;
	out->due_ends = true;
	load_integer(&m->l, part, NULL, -DUE_MOST, DUE_MOST, &out->due_until);
	if (out->due_until < out->due_days)
		load_mistake(&m->l, node, NULL,
			     _("until: should be no less than days:"));
}

static void load_needed(struct making *m, const struct yaml *node,
			struct programme_form *out)
{
	const struct yaml *part;
	const struct form *form;

	if (!load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, needed_keys, COUNT(needed_keys), NULL);
	form = load_form_of(m, node);
	if ((part = yaml_get(node, "due")))
		load_due(m, part, out);
	if (!form)
		return;
	if (form->is_traject)
		load_mistake(&m->l, node, NULL,
			     _("%s is the traject form; every traject has it"),
			     form->name);
	out->form = arena_text(m->l.arena, form->name);
	if (yaml_get(node, "version"))
		out->version = arena_text(m->l.arena, form->version);
	if ((part = yaml_get(node, "when")))
		load_when(m, part, form, out);
}

static void load_forms(struct making *m, const struct yaml *node)
{
	struct programme_form *forms;

	if (!load_is_list(&m->l, node, NULL))
		return;
	forms = arena_take(m->l.arena, node->count + 1, sizeof(*forms));
	m->programme->forms = forms;
	m->programme->form_count = node->count;
	for (size_t i = 0; i < node->count; i++)
		load_needed(m, &node->items[i], &forms[i]);
}

static void add_name(struct making *m, const char *list, const char *name,
		     const char *parent)
{
	struct names *names = &m->names;

	names->items = alloc_grow(names->items, names->count, &names->capacity,
				  sizeof(*names->items));
	names->items[names->count++] = (struct programme_name){
		.list = list,
		.name = arena_text(m->l.arena, name),
		.parent = parent,
	};
}

static void load_names(struct making *m, const struct yaml *map,
		       const char *list, const char *organisatie)
{
	const struct yaml *node = yaml_get(map, list);

	if (!node || !load_is_list(&m->l, node, NULL))
		return;
	for (size_t i = 0; i < node->count; i++) {
		if (load_is_text(&m->l, &node->items[i], NULL))
			add_name(m, list, node->items[i].text, organisatie);
	}
}

static void load_lists(struct making *m, const struct yaml *node)
{
	const struct yaml *organisaties;

	if (!load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, list_keys, COUNT(list_keys), NULL);
	organisaties = yaml_get(node, "organisatie");
	if (!organisaties || !load_is_map(&m->l, organisaties, NULL))
		return;
	for (size_t i = 0; i < organisaties->count; i++) {
		const struct yaml *of = &organisaties->items[i];
		const char *name =
			arena_text(m->l.arena, organisaties->keys[i].text);

		add_name(m, "organisatie", name, NULL);
		/* An organisatie of which nothing is known yet. */
		if (of->kind == YAML_SCALAR && of->text[0] == '\0')
			continue;
		if (!load_is_map(&m->l, of, NULL))
			continue;
		load_check_keys(&m->l, of, name_keys, COUNT(name_keys), NULL);
		load_names(m, of, "team", name);
		load_names(m, of, "medewerker", name);
	}
}

static void load_consent(struct making *m, const struct yaml *node)
{
	if (!load_is_text(&m->l, node, NULL))
		return;
	if (strcmp(node->text, "required") == 0)
		m->programme->consent_required = true;
	else if (strcmp(node->text, "not required") != 0)
		load_mistake(&m->l, node, NULL,
			     _("consent: is required or not required"));
}

static void load_programme(struct making *m, const struct yaml *root)
{
	const struct yaml *part;

	load_check_keys(&m->l, root, programme_keys, COUNT(programme_keys),
			NULL);
	part = yaml_get(root, "programme");
	if (load_name_shape(&m->l, part, NULL))
		m->programme->name = arena_text(m->l.arena, part->text);
	if ((part = yaml_get(root, "title")))
		load_words(&m->l, part, NULL, &m->programme->title);
	else
		load_mistake(&m->l, root, NULL, _("title: is missing"));
	if ((part = yaml_get(root, "consent")))
		load_consent(m, part);
	if ((part = yaml_get(root, "forms")))
		load_forms(m, part);
	else
		load_mistake(&m->l, root, NULL,
			     _("forms: is missing: which forms does a traject "
			       "need?"));
	if ((part = yaml_get(root, "purposes")))
		purposes_load(&m->l, m->catalogue, m->sealed, part,
			      m->programme);
	if ((part = yaml_get(root, "lists")))
		load_lists(m, part);
}

static void keep_names(struct making *m)
{
	struct programme_name *kept;

	if (m->names.count == 0)
		return;
	kept = arena_take(m->l.arena, m->names.count, sizeof(*kept));
	memcpy(kept, m->names.items, m->names.count * sizeof(*kept));
	m->programme->names = kept;
	m->programme->list_count = m->names.count;
}

void programme_load(struct catalogue *catalogue, const struct form_file *file,
		    struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	struct making m = { .catalogue = catalogue };
	struct sealed *own = NULL;
	struct err err = { 0 };

	catalogue_loader(catalogue, file, problems, &m.words, &m.l);
	m.programme = arena_take(&catalogue->arena, 1, sizeof(*m.programme));
	/* A glance has few expressions, and opening takes as long as three. */
	if (!catalogue->glance && sealed_open(&own, &err)) {
		problem_add(problems, file->path, 0, 0, NULL, "%s", err.text);
		return;
	}
	m.sealed = own ? own : catalogue->traject->private->sealed;
	load_programme(&m, yaml_root(file->yaml));
	keep_names(&m);
	if (problems->count + problems->dropped == before) {
		catalogue->programme = m.programme;
		catalogue->sealed = own;
		own = NULL;
	}
	sealed_close(own);
	free(m.names.items);
	free(m.l.pending);
}
