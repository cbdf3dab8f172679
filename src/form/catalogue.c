/* form/catalogue.c - see form/catalogue.h */

#include "config.h"

#include "form/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/catalogue_private.h"
#include "form/expr_private.h"
#include "form/load.h"

void catalogue_free(struct catalogue *catalogue)
{
	struct arena arena;

	if (!catalogue)
		return;
	for (size_t i = 0; i < catalogue->count; i++)
		form_free(catalogue->forms[i]);
	free(catalogue->forms);
	free(catalogue->benchmarks);
	deliveries_drop(catalogue, 0);
	free(catalogue->deliveries);
	sealed_close(catalogue->sealed);
	buffer_done(&catalogue->packed);
	arena = catalogue->arena;
	arena_done(&arena);
	free(catalogue);
}

/* Their texts are those of the forms. */
static void narrow_benchmarks(struct catalogue *catalogue, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < catalogue->benchmark_count; i++)
		if (strcmp(catalogue->benchmarks[i].form, name) == 0)
			catalogue->benchmarks[kept++] =
				catalogue->benchmarks[i];
	catalogue->benchmark_count = kept;
}

void catalogue_narrow(struct catalogue *catalogue, const char *name)
{
	size_t kept = 0;

	narrow_benchmarks(catalogue, name);
	for (size_t i = 0; i < catalogue->count; i++) {
		struct form *form = catalogue->forms[i];

		if (form == catalogue->traject || strcmp(form->name, name) == 0)
			catalogue->forms[kept++] = form;
		else
			form_free(form);
	}
	catalogue->count = kept;
	/* They name forms that are gone. */
	catalogue->programme = NULL;
	deliveries_drop(catalogue, 0);
}

const struct form *catalogue_traject(const struct catalogue *catalogue)
{
	return catalogue->traject;
}

const struct programme *catalogue_programme(const struct catalogue *catalogue)
{
	return catalogue->programme;
}

size_t catalogue_count(const struct catalogue *catalogue)
{
	return catalogue->count;
}

const struct form *catalogue_form(const struct catalogue *catalogue, size_t i)
{
	return catalogue->forms[i];
}

const struct form *catalogue_find(const struct catalogue *catalogue,
				  const char *name, const char *version)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct form *form = catalogue->forms[i];

		if (strcmp(form->name, name) == 0 &&
		    (!version || version_compare(form->version, version) == 0))
			return form;
	}
	return NULL;
}

static int compare(const struct form *a, const struct form *b)
{
	int difference = strcmp(a->name, b->name);

	return difference ? difference
			  : version_compare(b->version, a->version);
}

void catalogue_insert(struct catalogue *catalogue, struct form *form)
{
	size_t i = 0;

	while (i < catalogue->count && compare(catalogue->forms[i], form) < 0)
		i++;
	catalogue->forms =
		alloc_grow(catalogue->forms, catalogue->count,
			   &catalogue->capacity, sizeof(struct form *));
	memmove(&catalogue->forms[i + 1], &catalogue->forms[i],
		(catalogue->count - i) * sizeof(struct form *));
	catalogue->forms[i] = form;
	catalogue->count++;
}

const char *catalogue_nearest(const struct catalogue *catalogue,
			      const char *name)
{
	const char **names = alloc_new(catalogue->count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < catalogue->count; i++)
		names[i] = catalogue->forms[i]->name;
	near = utf8_nearest(name, names, catalogue->count);
	free(names);
	return near;
}

static int fail_version(const struct catalogue *catalogue, const char *name,
			const char *version, struct err *err)
{
	struct buffer versions = { 0 };
	int code;

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct form *form = catalogue->forms[i];

		if (strcmp(form->name, name) != 0)
			continue;
		if (versions.length > 0)
			buffer_add(&versions, ", ");
		buffer_add(&versions, form->version);
	}
	code = err_set(err, ERR_NOTFOUND,
		       _("the form %s has no version %s; there is %s"), name,
		       version, buffer_text(&versions));
	buffer_done(&versions);
	return code;
}

static int fail_name(const struct catalogue *catalogue, const char *name,
		     struct err *err)
{
	const char *near = catalogue_nearest(catalogue, name);

	if (near)
		return err_set(err, ERR_NOTFOUND,
			       _("there is no form %s; did you mean %s?"), name,
			       near);
	return err_set(err, ERR_NOTFOUND, _("there is no form %s"), name);
}

const struct form *catalogue_main(const struct catalogue *catalogue)
{
	const struct programme *p = catalogue_programme(catalogue);

	for (size_t i = 0; p && i < p->form_count; i++) {
		const struct form *form =
			catalogue_find(catalogue, p->forms[i].form, NULL);

		if (form && form->measure_count > 0)
			return form;
	}
	for (size_t i = 0; i < catalogue_count(catalogue); i++)
		if (catalogue_form(catalogue, i)->measure_count > 0)
			return catalogue_form(catalogue, i);
	return NULL;
}

int catalogue_named(const struct catalogue *catalogue, const char *named,
		    const struct form **out, struct err *err)
{
	size_t length = strcspn(named, "@");
	char *name = alloc_text_part(named, length);
	const char *version = named[length] ? named + length + 1 : NULL;
	const struct form *form = catalogue_find(catalogue, name, version);
	int code = 0;

	if (form)
		*out = form;
	else if (version && catalogue_find(catalogue, name, NULL))
		code = fail_version(catalogue, name, version, err);
	else
		code = fail_name(catalogue, name, err);
	free(name);
	return code;
}

/* A glance needs its head only. */
static struct form *load_added(const struct catalogue *catalogue,
			       const char *text, size_t length,
			       const char *name, struct problem_list *problems)
{
	struct yaml_file *file;
	struct form *form = NULL;

	if (!catalogue->glance)
		return load_form(text, length, name, catalogue->traject,
				 problems);
	file = yaml_read(text, length, name, problems);
	if (file)
		form = load_form_head(file, problems->count, name, problems);
	yaml_file_free(file);
	return form;
}

int catalogue_add(struct catalogue *catalogue, const char *text, size_t length,
		  const char *name, struct err *err)
{
	struct problem_list problems = { 0 };
	struct form *form;
	int code = 0;

	form = load_added(catalogue, text, length, name, &problems);
	if (!form)
		code = err_set_at(err, ERR_INVALID, problems.items[0].line,
				  problems.items[0].column, "%s: %s", name,
				  problems.items[0].text);
	else if (catalogue_find(catalogue, form->name, form->version))
		form_free(form);
	else
		catalogue_insert(catalogue, form);
	problem_list_done(&problems);
	return code;
}

size_t catalogue_benchmark_count(const struct catalogue *catalogue)
{
	return catalogue->benchmark_count;
}

const struct benchmark *catalogue_benchmark(const struct catalogue *catalogue,
					    size_t i)
{
	return &catalogue->benchmarks[i];
}

const struct glossary *catalogue_glossary(const struct catalogue *catalogue)
{
	return catalogue ? catalogue->glossary : NULL;
}

const struct talk *catalogue_talk(const struct catalogue *catalogue)
{
	return catalogue->talk;
}
