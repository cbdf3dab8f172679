/* form/load.c - see form/load.h and form/load_private.h */

#include "config.h"

#include "form/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/err.h"
#include "base/text.h"
#include "form/expr_private.h"
#include "form/fill_private.h"
#include "form/load_private.h"

static const struct known_key form_keys[] = {
	{ "form", 0 },      { "version", 0 },  { "title", 0 },
	{ "hint", 0 },      { "language", 0 }, { "per", 0 },
	{ "informant", 0 }, { "traject", 0 },  { "score", 0 },
	{ "missing", 0 },   { "sections", 0 }, { "measures", 0 },
	{ "counts", 0 },    { "positive", 0 }, { "shares", 0 },
	{ "offer", 0 },     { "client", 0 },
};

/* A form's name may have a - where a field's has not. */
static bool is_form_name(const char *text)
{
	return strlen(text) <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") ==
		       strlen(text) &&
	       !strstr(text, "__");
}

static bool is_version(const char *text)
{
	size_t n = strlen(text);

	return n > 0 && n <= 20 && strspn(text, "0123456789.") == n &&
	       text[0] != '.' && text[n - 1] != '.' && !strstr(text, "..");
}

static void load_form_name(struct loader *l, const struct yaml *root)
{
	const struct yaml *node = yaml_get(root, "form");

	l->form->name = "";
	if (!node) {
		load_mistake(l, root, NULL,
			     _("form: is missing, with the name of the form"));
		return;
	}
	if (!load_is_text(l, node, NULL))
		return;
	if (!is_form_name(node->text))
		load_mistake(l, node, NULL,
			     _("\"%s\" cannot be the name of a form: small "
			       "letters, digits, - and single _"),
			     node->text);
	l->form->name = arena_text(l->arena, node->text);
}

static void load_version(struct loader *l, const struct yaml *root)
{
	const struct yaml *node = yaml_get(root, "version");

	l->form->version = "";
	if (!node) {
		load_mistake(l, root, NULL, _("version: is missing, as 1.0"));
		return;
	}
	if (!load_is_text(l, node, NULL))
		return;
	if (!is_version(node->text))
		load_mistake(l, node, NULL,
			     _("a version is digits with points between, as "
			       "1.0; not \"%s\""),
			     node->text);
	l->form->version = arena_text(l->arena, node->text);
}

/* "ash_3_0": "_" doubled, "-" and "." as "_", so that no two are the same. */
static void make_table(struct loader *l)
{
	struct form *form = l->form;
	char *table = arena_print(l->arena, "%s_%s", form->name, form->version);

	for (char *p = table; *p; p++) {
		if (*p == '-' || *p == '.')
			*p = '_';
	}
	form->table = table;
}

static void load_offer(struct loader *l, const struct yaml *node)
{
	if (!node || !load_is_text(l, node, NULL))
		return;
	if (strcmp(node->text, "programme") == 0)
		l->form->by_programme = true;
	else if (strcmp(node->text, "always") != 0)
		load_mistake(l, node, NULL,
			     _("offer: is always or programme, not \"%s\""),
			     node->text);
}

static void load_per(struct loader *l, const struct yaml *root)
{
	static const char *const words[] = { [PER_TRAJECT] = "traject",
					     [PER_JEUGDIGE] = "jeugdige",
					     [PER_INFORMANT] = "informant" };
	const struct yaml *node = yaml_get(root, "per");
	const struct yaml *informant = yaml_get(root, "informant");

	if (node && load_is_text(l, node, NULL)) {
		size_t i;

		for (i = 0; i < COUNT(words); i++) {
			if (strcmp(node->text, words[i]) == 0)
				break;
		}
		if (i < COUNT(words))
			l->form->per = (enum form_per)i;
		else
			load_mistake(l, node, NULL,
				     _("per: is traject, jeugdige or "
				       "informant, not \"%s\""),
				     node->text);
	} else if (!node) {
		load_mistake(l, root, NULL,
			     _("per: is missing: traject, jeugdige or "
			       "informant"));
	}
	if (informant && load_name_shape(l, informant, NULL))
		l->form->informant = arena_text(l->arena, informant->text);
	if (informant && l->form->per != PER_INFORMANT)
		load_mistake(l, informant, NULL,
			     _("informant: goes with per: informant"));
	if (!informant && l->form->per == PER_INFORMANT)
		load_mistake(l, node, NULL,
			     _("informant: is missing: who answers? As "
			       "informant: ouder"));
}

static void load_language(struct loader *l, const struct yaml *root)
{
	const struct yaml *node = yaml_get(root, "language");

	l->form->language = "nl";
	if (!node || !load_is_text(l, node, NULL))
		return;
	if (strlen(node->text) != 2)
		load_mistake(l, node, NULL,
			     _("a language is two letters, as nl or en"));
	else
		l->form->language = arena_text(l->arena, node->text);
}

/* Read after the sections, some of which may be the worker's. */
static void load_client(struct loader *l, const struct yaml *node)
{
	bool any = false;

	if (!node || !load_bool(l, node, NULL, &l->form->client) ||
	    !l->form->client)
		return;
	if (l->form->is_traject)
		load_mistake(l, node, NULL,
			     _("client: does not go with the traject form"));
	for (size_t i = 0; i < l->form->section_count; i++)
		any = any || l->form->sections[i].client;
	if (!any)
		load_mistake(l, node, NULL,
			     _("client: true, but every section has client: "
			       "false"));
}

static void load_head(struct loader *l, const struct yaml *root)
{
	const struct yaml *node;

	load_language(l, root);
	load_form_name(l, root);
	load_version(l, root);
	make_table(l);
	load_per(l, root);
	load_offer(l, yaml_get(root, "offer"));
	if ((node = yaml_get(root, "title")))
		load_words(l, node, NULL, &l->form->title);
	else
		load_mistake(l, root, NULL, _("title: is missing"));
	if ((node = yaml_get(root, "hint")))
		load_words(l, node, NULL, &l->form->hint);
}

/* So that form_find() works from here on. */
static void make_names(struct loader *l)
{
	struct form *form = l->form;
	struct named *names =
		arena_take(l->arena, form->field_count + 1, sizeof(*names));

	for (size_t i = 0; i < form->field_count; i++)
		names[i] = (struct named){ form->fields[i].name, (int)i };
	form_sort_names(names, form->field_count);
	form->private->names = names;
	form->private->name_count = form->field_count;
}

static void load_content(struct loader *l, const struct yaml *root)
{
	load_check_keys(l, root, form_keys, COUNT(form_keys), NULL);
	load_head(l, root);
	load_missing(l, yaml_get(root, "missing"));
	load_score(l, yaml_get(root, "score"));
	if (!yaml_get(root, "sections"))
		load_mistake(l, root, NULL, _("this form has no sections"));
	load_sections(l, yaml_get(root, "sections"));
	make_names(l);
	load_measures(l, yaml_get(root, "measures"));
	load_traject(l, yaml_get(root, "traject"));
	load_client(l, yaml_get(root, "client"));
	load_positive(l, yaml_get(root, "positive"));
	load_counts(l, yaml_get(root, "counts"));
	load_shares(l, yaml_get(root, "shares"));
	names_check(l);
}

static struct scope scope_of(const struct loader *l, int repeat)
{
	const struct form *traject = l->form->private->traject;

	return (struct scope){
		.own = l->form,
		.traject = l->form->is_traject ? NULL : traject,
		.repeat = repeat,
		.jeugdige = l->form->per != PER_TRAJECT,
	};
}

/* The list may be full of what is wrong with other files. */
static bool has_mistakes(const struct loader *l)
{
	return l->problems->count + l->problems->dropped != l->problems_before;
}

static void compile_all(struct loader *l)
{
	for (size_t i = 0; i < l->pending_count; i++) {
		const struct pending *p = &l->pending[i];
		struct scope scope = scope_of(l, p->repeat);
		struct err err = { 0 };
		size_t offset = 0;
		int code;

		if (p->slot)
			code = expr_compile(l->form->private->sealed,
					    p->node->text, &scope, p->slot,
					    &offset, &err);
		else
			code = fill_compile(l->form, p->text, &scope, &offset,
					    &err);
		if (code == 0)
			continue;
		load_mistake_in(l, p->node, offset, p->field, &err);
		/* This form is lost already, and nobody is told more. */
		if (load_is_full(l) || sealed_is_full(l->form->private->sealed))
			break;
	}
	fill_sort(l->form);
}

/* The form itself and its private part are in the arena they own. */
static void make_form(struct loader *l, const char *text, size_t length,
		      const struct form *traject)
{
	struct arena arena = { 0 };
	struct form_private *private;

	l->form = arena_take(&arena, 1, sizeof(*l->form));
	private = arena_take(&arena, 1, sizeof(*private));
	l->form->private = private;
	private->traject = traject;
	l->form->source = arena_text_part(&arena, text, length);
	l->form->source_length = length;
	l->form->path = arena_text(&arena, l->name);
	private->arena = arena;
	l->arena = &private->arena;
}

static bool open_sealed(struct loader *l)
{
	struct err err = { 0 };

	if (sealed_open(&l->form->private->sealed, &err) == 0)
		return true;
	problem_add(l->problems, l->name, 0, 0, NULL, "%s", err.text);
	return false;
}

/* A form with mistakes is none. */
static struct form *finish(struct loader *l)
{
	if (has_mistakes(l)) {
		form_free(l->form);
		l->form = NULL;
	}
	free(l->pending);
	free(l->claimed);
	return l->form;
}

static bool begins_well(struct loader *l, const struct yaml *root)
{
	if (root->kind == YAML_MAP)
		return true;
	load_mistake(l, root, NULL, _("a form begins with form: and its name"));
	return false;
}

static void load_whole(struct loader *l, const struct yaml *root)
{
	load_content(l, root);
	compile_all(l);
	lint_form(l);
	lint_cycles(l);
	if (!has_mistakes(l))
		lint_never(l);
}

struct form *load_form_read(const struct yaml_file *file, size_t mistakes,
			    const char *text, size_t length, const char *name,
			    const struct form *traject,
			    struct problem_list *problems)
{
	struct loader l = { .name = name,
			    .text = text,
			    .length = length,
			    .problems = problems,
			    .problems_before = problems->count +
					       problems->dropped - mistakes };

	if (begins_well(&l, yaml_root(file))) {
		make_form(&l, text, length, traject);
		if (open_sealed(&l))
			load_whole(&l, yaml_root(file));
	}
	return finish(&l);
}

struct form *load_form_again(const struct yaml_file *file, const char *name,
			     struct problem_list *problems)
{
	struct loader l = { .name = name,
			    .text = "",
			    .problems = problems,
			    .problems_before =
				    problems->count + problems->dropped };

	if (begins_well(&l, yaml_root(file))) {
		make_form(&l, "", 0, NULL);
		if (open_sealed(&l)) {
			sealed_trust(l.form->private->sealed);
			load_whole(&l, yaml_root(file));
		}
	}
	return finish(&l);
}

struct form *load_form_head(const struct yaml_file *file, size_t mistakes,
			    const char *name, struct problem_list *problems)
{
	struct loader l = { .name = name,
			    .text = "",
			    .problems = problems,
			    .problems_before = problems->count +
					       problems->dropped - mistakes };

	if (begins_well(&l, yaml_root(file))) {
		make_form(&l, "", 0, NULL);
		load_head(&l, yaml_root(file));
	}
	return finish(&l);
}

struct form *load_form(const char *text, size_t length, const char *name,
		       const struct form *traject,
		       struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	struct yaml_file *file = yaml_read(text, length, name, problems);
	struct form *form = NULL;

	if (file)
		form = load_form_read(
			file, problems->count + problems->dropped - before,
			text, length, name, traject, problems);
	yaml_file_free(file);
	return form;
}
