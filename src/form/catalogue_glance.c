/*
 * form/catalogue_glance.c - what a list needs of the forms; see form/catalogue.h
 *
 * Of the files that were read, the trees are packed without what a glance does
 * not need: first that of the traject form, then the other forms, then the
 * programme.  Only what turned out to be good is among them.  A glance loads
 * them by the same code as any form, so it means the same by them.
 *
 * Of the traject form those fields are packed that the program itself or the
 * programme looks at, and those that decide on them or stand in a text.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/yaml_pack.h"
#include "form/catalogue_private.h"
#include "form/fill_private.h"
#include "form/form_private.h"
#include "form/load.h"

/* What is said and checked when a form is filled in. */
static const char *const of_traject[] = { "hint", "counts", "shares",
					  "positive", NULL };
static const char *const of_field[] = { "hint",    "help",      "constraint",
					"message", "checks",    "default",
					"differs", "row_label", NULL };
/* All that stands behind the head. */
static const char *const of_form[] = { "hint",     "score",    "missing",
				       "sections", "measures", "counts",
				       "positive", "shares",   "client",
				       NULL };
static const char *const of_programme[] = { "purposes", "lists", NULL };

static const struct yaml_left traject_left = { of_traject, of_field };
static const struct yaml_left form_left = { of_form, NULL };
static const struct yaml_left programme_left = { of_programme, NULL };

/* Which fields of the traject form stay. */
struct needs {
	const struct form *form;
	bool *fields;
};

static void need(struct needs *n, int field);

static void need_of(void *of, const struct expr *expr)
{
	struct needs *n = of;
	enum name_source source;
	int index;

	for (int i = 0; expr && expr_name(expr, i, &source, &index); i++) {
		if (source == NAME_COUNT)
			index = n->form->repeats[index].first;
		if (source == NAME_FIELD || source == NAME_COUNT ||
		    source == NAME_TRAJECT || source == NAME_JEUGDIGE)
			need(n, index);
	}
}

/* And what decides whether it is asked, and what it comes to. */
static void need(struct needs *n, int field)
{
	const struct form *form = n->form;
	const struct field *f;

	if (field < 0 || n->fields[field])
		return;
	n->fields[field] = true;
	f = &form->fields[field];
	need_of(n, f->relevant);
	need_of(n, f->required_when);
	need_of(n, f->calculation);
	need_of(n, form->sections[f->section].relevant);
	for (int g = f->group; g >= 0; g = form->groups[g].parent)
		need_of(n, form->groups[g].relevant);
	if (f->repeat >= 0)
		need_of(n, form->repeats[f->repeat].relevant);
}

static void need_all(struct needs *n, const struct catalogue *catalogue)
{
	const struct traject_fields *own = &n->form->traject;
	const struct programme *programme = catalogue->programme;

	need(n, own->code);
	need(n, own->organisatie);
	need(n, own->team);
	need(n, own->medewerker);
	need(n, own->started);
	need(n, own->ended);
	need(n, own->key);
	need(n, own->born);
	fill_each(n->form, need_of, n);
	for (size_t i = 0; programme && i < programme->form_count; i++) {
		const struct programme_form *form = &programme->forms[i];

		need_of(n, form->when);
		if (form->due_field)
			need(n, form_find(n->form, form->due_field));
	}
}

/* The map with another value for this key. */
static struct yaml with(struct arena *arena, const struct yaml *map,
			const char *key, struct yaml value)
{
	struct yaml *items = arena_take(arena, map->count, sizeof(*items));
	struct yaml out = *map;

	for (size_t i = 0; i < map->count; i++)
		items[i] = strcmp(map->keys[i].text, key) == 0 ? value
							       : map->items[i];
	out.items = items;
	return out;
}

static bool is_needed(const struct needs *n, const char *name)
{
	int field = name ? form_find(n->form, name) : -1;

	return field >= 0 && n->fields[field];
}

/* The fields that are needed, in the groups and repeats that have such. */
static struct yaml needed_of(struct arena *arena, const struct yaml *list,
			     const struct needs *n)
{
	struct yaml *items = arena_take(arena, list->count, sizeof(*items));
	struct yaml out = *list;

	out.items = items;
	out.count = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml *item = &list->items[i];
		const struct yaml *inner = yaml_get(item, "fields");

		if (inner) {
			struct yaml some = needed_of(arena, inner, n);

			if (some.count > 0)
				items[out.count++] =
					with(arena, item, "fields", some);
		} else if (is_needed(n, yaml_text(item, "name"))) {
			items[out.count++] = *item;
		}
	}
	return out;
}

static void pack_traject(struct catalogue *catalogue, const struct yaml *root)
{
	const struct form *form = catalogue->traject;
	struct needs n = { form, alloc_new(form->field_count + 1,
					   sizeof(*n.fields)) };
	struct arena arena = { 0 };
	struct yaml some;

	need_all(&n, catalogue);
	some = with(&arena, root, "sections",
		    needed_of(&arena, yaml_get(root, "sections"), &n));
	yaml_pack(&catalogue->packed, &some, &traject_left);
	arena_done(&arena);
	free(n.fields);
}

void glance_pack_head(struct form_file *file)
{
	yaml_pack(&file->head, yaml_root(file->yaml), &form_left);
}

void glance_pack(struct catalogue *catalogue, const struct form_file *file)
{
	struct buffer *packed = &catalogue->packed;

	if (!file->yaml)
		buffer_add_part(packed, file->head.bytes, file->head.length);
	else if (strcmp(file->path, catalogue->traject->path) == 0)
		pack_traject(catalogue, yaml_root(file->yaml));
	else
		yaml_pack(packed, yaml_root(file->yaml),
			  file->is_traject ? &traject_left : &programme_left);
}

/* One of the trees becomes what it was; false when it cannot. */
static bool take_file(struct catalogue *catalogue, struct yaml_file *yaml,
		      struct problem_list *problems)
{
	const struct yaml *root = yaml_root(yaml);
	struct form_file file = { .path = (char[]){ "" },
				  .text = (char[]){ "" },
				  .yaml = yaml };
	struct form *form;

	if (catalogue->programme)
		return false; /* it is the last one */
	if (catalogue->traject && yaml_get(root, "programme")) {
		programme_load(catalogue, &file, problems);
		return catalogue->programme != NULL;
	}
	form = yaml_get(root, "traject")
		       ? load_form_again(yaml, "", problems)
		       : load_form_head(yaml, 0, "", problems);
	if (!form || catalogue_find(catalogue, form->name, form->version)) {
		form_free(form);
		return false;
	}
	catalogue_insert(catalogue, form);
	if (!catalogue->traject && form->is_traject)
		catalogue->traject = form;
	return true;
}

struct catalogue *catalogue_glance(const char *bytes, size_t length)
{
	struct catalogue *catalogue = alloc_new(1, sizeof(*catalogue));
	struct yaml_packed in = { bytes, bytes + length };
	struct problem_list problems = { 0 };
	bool good = true;

	catalogue->glance = true;
	while (good && in.at < in.end) {
		struct yaml_file *yaml = yaml_unpack(&in);

		good = yaml && take_file(catalogue, yaml, &problems);
		yaml_file_free(yaml);
	}
	good = good && catalogue->traject && problems.count == 0;
	buffer_add_part(&catalogue->packed, bytes, length);
	problem_list_done(&problems);
	if (!good) {
		catalogue_free(catalogue);
		return NULL;
	}
	return catalogue;
}

const char *catalogue_packed(const struct catalogue *catalogue, size_t *length)
{
	*length = catalogue->packed.length;
	return buffer_text(&catalogue->packed);
}

void catalogue_seen(const struct catalogue *catalogue, struct buffer *out)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct form *form = catalogue->forms[i];

		buffer_print(out, "%s %s\n", form->name, form->version);
	}
	buffer_add_part(out, buffer_text(&catalogue->packed),
			catalogue->packed.length);
}
