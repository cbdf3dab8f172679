/*
 * form/expr_names.c - what a name in an expression means
 *
 * And, for a name that means nothing, which one may have been meant: the same
 * name behind another prefix, an option that lacks its quotes, or the nearest
 * name in scope.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/expr_private.h"

/* All names that could have been meant, for the nearest one. */
struct candidates {
	char **names;
	size_t count;
	size_t capacity;
};

static void add_candidate(struct candidates *c, char *name)
{
	c->names =
		alloc_grow(c->names, c->count, &c->capacity, sizeof(*c->names));
	c->names[c->count++] = name;
}

static void add_own(struct candidates *c, const struct scope *scope)
{
	const struct form *form = scope->own;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (f->type != FIELD_NOTE &&
		    (f->repeat < 0 || f->repeat == scope->repeat))
			add_candidate(c, alloc_text(f->name));
	}
	for (size_t i = 0; i < form->measure_count; i++) {
		const char *name = form->measures[i].name;

		add_candidate(c, alloc_print("%s_met", name));
		add_candidate(c, alloc_print("%s_scored", name));
	}
}

static void add_traject(struct candidates *c, const struct scope *scope)
{
	const struct form *form = scope->traject;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (f->type == FIELD_NOTE)
			continue;
		if (f->repeat < 0)
			add_candidate(c, alloc_print("traject.%s", f->name));
		else if (scope->jeugdige && f->repeat == form->traject.repeat)
			add_candidate(c, alloc_print("jeugdige.%s", f->name));
	}
}

/* A name without traject. or jeugdige. before it. */
static const char *bare_name(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot ? dot + 1 : name;
}

/* The candidate that differs in what stands before its point; or NULL. */
static const char *with_other_prefix(const struct candidates *c,
				     const char *name)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(bare_name(c->names[i]), bare_name(name)) == 0)
			return c->names[i];
	}
	return NULL;
}

/* The name in scope that was meant, to free(); or NULL. */
static char *nearest_name(const struct scope *scope, const char *name)
{
	/* Words that may have been meant and are no names. */
	static const char *const words[] = {
		"AND", "OR", "NOT", "NULL", "TRUE", "FALSE", "BETWEEN", "LIKE"
	};
	struct candidates c = { 0 };
	const char *found;
	char *near;

	if (scope->own)
		add_own(&c, scope);
	if (scope->traject)
		add_traject(&c, scope);
	for (size_t i = 0; i < COUNT(words); i++)
		add_candidate(&c, alloc_text(words[i]));
	found = with_other_prefix(&c, name);
	if (!found)
		found = utf8_nearest(name, (const char *const *)c.names,
				     c.count);
	near = alloc_text(found);
	for (size_t i = 0; i < c.count; i++)
		free(c.names[i]);
	free(c.names);
	return near;
}

/* Has any field of the form this option? */
static bool is_option(const struct form *form, const char *name)
{
	for (size_t i = 0; form && i < form->field_count; i++) {
		if (field_option_index(&form->fields[i], name) >= 0)
			return true;
	}
	return false;
}

static int fail_unknown(const struct scope *scope, const char *name,
			struct err *err)
{
	char *near;
	int code;

	/* Whoever only tries does not hear what was meant. */
	if (!err)
		return ERR_INVALID;
	near = nearest_name(scope, name);
	if (is_option(scope->own, name) || is_option(scope->traject, name))
		code = err_set(err, ERR_INVALID,
			       _("\"%s\" is an option: write it as '%s'"), name,
			       name);
	else if (near)
		code = err_set(err, ERR_INVALID,
			       _("there is no \"%s\" here; did you mean "
				 "\"%s\"?"),
			       name, near);
	else
		code = err_set(err, ERR_INVALID,
			       _("there is no field \"%s\"; put a text between "
				 "single quotes"),
			       name);
	free(near);
	return code;
}

/* A name of the traject form, behind its prefix. */
static int find_traject(const struct scope *scope, const char *name,
			struct expr_input *out, struct err *err)
{
	const struct form *form = scope->traject;
	bool jeugdige = name[0] == 'j';
	int repeat, i;

	if (scope->own && scope->own->is_traject)
		return err_set(err, ERR_INVALID,
			       _("this is the traject form itself: write "
				 "\"%s\""),
			       bare_name(name));
	if (!form)
		return err_set(err, ERR_INVALID,
			       _("there is no traject form here, so \"%s\" "
				 "means nothing"),
			       name);
	if (jeugdige && !scope->jeugdige)
		return err_set(err, ERR_INVALID,
			       _("jeugdige. works only in a form with per: "
				 "jeugdige or per: informant"));

	repeat = jeugdige ? form->traject.repeat : -1;
	i = form_find(form, bare_name(name));
	if (i < 0 || form->fields[i].type == FIELD_NOTE ||
	    form->fields[i].repeat != repeat)
		return fail_unknown(scope, name, err);
	out->source = jeugdige ? NAME_JEUGDIGE : NAME_TRAJECT;
	out->index = i;
	return 0;
}

/* The measure of NAME_met or NAME_scored; -1 when it is none. */
static int find_measure(const struct form *form, const char *name,
			enum name_source *source)
{
	const char *end = strrchr(name, '_');
	char *measure;
	int i;

	if (!end)
		return -1;
	if (strcmp(end, "_met") == 0)
		*source = NAME_MET;
	else if (strcmp(end, "_scored") == 0)
		*source = NAME_SCORED;
	else
		return -1;
	measure = alloc_text_part(name, (size_t)(end - name));
	i = form_find_measure(form, measure);
	free(measure);
	return i;
}

static int find_field(const struct scope *scope, int i, struct expr_input *out,
		      struct err *err)
{
	const struct form *form = scope->own;
	const struct field *f = &form->fields[i];
	const char *repeat;

	if (f->type == FIELD_NOTE)
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is a note; nobody answers it"),
			       f->name);
	if (f->repeat >= 0 && f->repeat != scope->repeat) {
		repeat = form->repeats[f->repeat].name;
		return err_set(err, ERR_INVALID,
			       _("\"%s\" stands in the repeat \"%s\" and is "
				 "known only there; outside it you can use "
				 "count(%s)"),
			       f->name, repeat, repeat);
	}
	out->source = NAME_FIELD;
	out->index = i;
	return 0;
}

static int find_own(const struct scope *scope, const char *name,
		    struct expr_input *out, struct err *err)
{
	const struct form *form = scope->own;
	int i;

	if (!form)
		return fail_unknown(scope, name, err);
	i = form_find(form, name);
	if (i >= 0)
		return find_field(scope, i, out, err);
	out->index = find_measure(form, name, &out->source);
	if (out->index >= 0)
		return 0;

	if (strcmp(name, "row") == 0 && scope->repeat < 0)
		return err_set(
			err, ERR_INVALID,
			_("\"row\" is the number of a row and works only "
			  "inside a repeat"));
	if (strcmp(name, "row") == 0) {
		*out = (struct expr_input){ .source = NAME_ROW };
		return 0;
	}
	if (form_find_repeat(form, name) >= 0)
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is a repeat; its number of rows is "
				 "count(%s)"),
			       name, name);
	return fail_unknown(scope, name, err);
}

int expr_find_name(const struct scope *scope, const char *name,
		   struct expr_input *out, const struct field **field,
		   struct err *err)
{
	struct expr_input found = { .source = NAME_FIELD };
	int code;

	if (strncmp(name, "traject.", 8) == 0 ||
	    strncmp(name, "jeugdige.", 9) == 0)
		code = find_traject(scope, name, &found, err);
	else
		code = find_own(scope, name, &found, err);
	if (code)
		return code;

	*out = found;
	*field = NULL;
	if (found.source == NAME_FIELD)
		*field = &scope->own->fields[found.index];
	else if (found.source == NAME_TRAJECT || found.source == NAME_JEUGDIGE)
		*field = &scope->traject->fields[found.index];
	return 0;
}
