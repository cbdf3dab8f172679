/*
 * form/catalogue_read.c - from directories to a catalogue
 *
 * All files are read first and told apart by their first key.  The traject
 * form comes before the others, which may name its fields; the programme and
 * the benchmarks come last, since they name forms.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "form/catalogue.h"
#include "form/catalogue_private.h"
#include "form/expr_private.h"
#include "form/load.h"
#include "form/load_private.h"

#define FILE_MAX (1024 * 1024)

struct reading {
	struct catalogue *catalogue;
	struct form_file *files;
	size_t count;
	size_t capacity;
	struct problem_list *problems;
	const struct form_file *programme; /* good or not; or NULL */
};

void catalogue_loader(struct catalogue *catalogue, const struct form_file *file,
		      struct problem_list *problems, struct form *words,
		      struct loader *out)
{
	const char *language = yaml_text(yaml_root(file->yaml), "language");

	*words = (struct form){ .language = arena_text(&catalogue->arena,
						       language ? language
								: "nl") };
	*out = (struct loader){ .form = words,
				.arena = &catalogue->arena,
				.name = file->path,
				.text = file->text,
				.length = file->length,
				.problems = problems };
}

const struct form *load_named_form(struct loader *l,
				   const struct catalogue *catalogue,
				   const struct yaml *name,
				   const struct yaml *version)
{
	const struct form *form;
	const char *near;

	if (!load_is_text(l, name, NULL) ||
	    (version && !load_is_text(l, version, NULL)))
		return NULL;
	form = catalogue_find(catalogue, name->text,
			      version ? version->text : NULL);
	if (form)
		return form;
	near = catalogue_nearest(catalogue, name->text);
	if (near && strcmp(near, name->text) == 0)
		load_mistake(l, version, NULL,
			     _("there is no version %s of the form %s that can "
			       "be read"),
			     version->text, name->text);
	else if (near)
		load_mistake(l, name, NULL,
			     _("there is no form %s; did you mean %s?"),
			     name->text, near);
	else
		load_mistake(l, name, NULL,
			     _("there is no form %s that can be read"),
			     name->text);
	return NULL;
}

static void files_done(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->files[i].path);
		free(r->files[i].text);
		free(r->files[i].name);
		free(r->files[i].version);
		buffer_done(&r->files[i].head);
		yaml_file_free(r->files[i].yaml);
	}
	free(r->files);
}

/* The first line that says something. */
static const char *behind_remarks(const char *text)
{
	while (*text == '#' || *text == '\n')
		text += strcspn(text, "\n") + (strchr(text, '\n') != NULL);
	return text;
}

/* What made-up records are drawn by is no business of the catalogue. */
static bool is_demo(const char *text)
{
	return strncmp(behind_remarks(text), "demo:", 5) == 0;
}

/* The text of a key, to free(); "" when there is none. */
static char *text_of(const struct yaml *root, const char *key)
{
	const char *text = yaml_text(root, key);

	return alloc_text(text ? text : "");
}

static void read_file(struct reading *r, char *path, size_t directory)
{
	struct form_file file = { .path = path, .directory = directory };
	struct err err = { 0 };
	const struct yaml *root;
	size_t before;

	/* A pipe would keep us waiting for who writes to it. */
	if (!file_stays(path) && file_exists(path)) {
		problem_add(r->problems, path, 0, 0, NULL,
			    _("%s is not a file"), path);
		free(path);
		return;
	}
	if (file_read(path, FILE_MAX, &file.text, &file.length, &err)) {
		problem_add(r->problems, path, 0, 0, NULL, "%s", err.text);
		free(path);
		return;
	}
	if (is_demo(file.text)) {
		free(file.text);
		free(path);
		return;
	}
	before = r->problems->count + r->problems->dropped;
	file.yaml = yaml_read(file.text, file.length, path, r->problems);
	file.mistakes = r->problems->count + r->problems->dropped - before;
	if (file.yaml) {
		root = yaml_root(file.yaml);
		file.name = text_of(root, "form");
		file.version = text_of(root, "version");
		file.is_form = yaml_get(root, "form") != NULL &&
			       yaml_get(root, "demo") == NULL &&
			       yaml_get(root, "delivery") == NULL;
		file.is_traject = file.is_form && yaml_get(root, "traject");
	}
	r->files =
		alloc_grow(r->files, r->count, &r->capacity, sizeof(*r->files));
	r->files[r->count++] = file;
}

static int read_directory(struct reading *r, const char *directory,
			  size_t number, struct err *err)
{
	char **names;
	size_t count;
	int code = file_list(directory, ".yaml", &names, &count, err);

	if (code)
		return code;
	for (size_t i = 0; i < count; i++) {
		read_file(r, file_join(directory, names[i]), number);
		free(names[i]);
	}
	free(names);
	return 0;
}

static bool same_form(const struct form_file *a, const struct form_file *b)
{
	return b->is_form && strcmp(a->name, b->name) == 0 &&
	       version_compare(a->version, b->version) == 0;
}

/*
 * Is there another file for the same form and version that goes first?  Two
 * in one directory are a mistake of the second.
 */
static bool is_replaced(struct reading *r, size_t i)
{
	const struct form_file *file = &r->files[i];

	for (size_t k = 0; k < r->count; k++) {
		const struct form_file *other = &r->files[k];

		if (k == i || !same_form(file, other))
			continue;
		if (other->directory > file->directory)
			return true;
		if (other->directory == file->directory && k < i) {
			problem_add(r->problems, file->path, 0, 0, NULL,
				    _("%s already holds version %s of the form "
				      "%s"),
				    other->path, file->version, file->name);
			return true;
		}
	}
	return false;
}

/* Two forms whose tables would have the same name: "a-1" 0 and "a" 1.0. */
static bool table_is_taken(struct reading *r, const struct form_file *file,
			   const struct form *form)
{
	const struct catalogue *c = r->catalogue;

	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(c->forms[i]->table, form->table) != 0)
			continue;
		problem_add(r->problems, file->path, 0, 0, NULL,
			    _("the form %s %s would share its table with %s "
			      "%s; take another name or version"),
			    form->name, form->version, c->forms[i]->name,
			    c->forms[i]->version);
		return true;
	}
	return false;
}

/* Of a form that was read; all of them together are as much as the forms. */
static void forget_tree(struct form_file *file)
{
	glance_pack_head(file);
	yaml_file_free(file->yaml);
	file->yaml = NULL;
	free(file->text);
	file->text = NULL;
}

static struct form *read_form(struct reading *r, size_t i,
			      const struct form *traject)
{
	struct form_file *file = &r->files[i];
	struct form *form;

	if (file->done || is_replaced(r, i)) {
		file->done = true;
		return NULL;
	}
	file->done = true;
	form = load_form_read(file->yaml, file->mistakes, file->text,
			      file->length, file->path, traject, r->problems);
	if (form && table_is_taken(r, file, form)) {
		form_free(form);
		form = NULL;
	}
	if (form)
		catalogue_insert(r->catalogue, form);
	if (form && !file->is_traject)
		forget_tree(file);
	return form;
}

/* Which file goes first: by its directory, else by its version. */
static bool goes_before(const struct form_file *a, const struct form_file *b)
{
	if (a->directory != b->directory)
		return a->directory > b->directory;
	return version_compare(a->version, b->version) > 0;
}

/*
 * The traject form, and the other versions of it.  A traject form of another
 * name in an earlier directory is left alone.
 */
static void read_traject(struct reading *r)
{
	const struct form_file *first = NULL;

	for (size_t i = 0; i < r->count; i++) {
		if (r->files[i].is_traject &&
		    (!first || goes_before(&r->files[i], first)))
			first = &r->files[i];
	}
	if (!first)
		return;
	r->catalogue->traject = read_form(r, (size_t)(first - r->files), NULL);

	for (size_t i = 0; i < r->count; i++) {
		struct form_file *file = &r->files[i];

		if (!file->is_traject || file == first)
			continue;
		if (strcmp(file->name, first->name) == 0) {
			read_form(r, i, NULL);
			continue;
		}
		file->done = true;
		if (file->directory == first->directory)
			problem_add(r->problems, file->path, 0, 0, NULL,
				    _("%s already holds a traject form, with "
				      "another name"),
				    first->path);
	}
}

static bool has_rows(const struct catalogue *c, const struct repeat *repeat)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(c->forms[i]->name, repeat->rows_form) == 0 &&
		    form_find_repeat(c->forms[i], repeat->rows_repeat) >= 0)
			return true;
	}
	return false;
}

/* Do the forms have the repeats that rows: speaks of? */
static bool check_rows(struct reading *r, const struct form *form)
{
	for (size_t i = 0; i < form->repeat_count; i++) {
		const struct repeat *repeat = &form->repeats[i];

		if (!repeat->rows_form || has_rows(r->catalogue, repeat))
			continue;
		problem_add(r->problems, form->path, repeat->line,
			    repeat->column, repeat->name,
			    _("there is no form \"%s\" with a repeat \"%s\""),
			    repeat->rows_form, repeat->rows_repeat);
		return false;
	}
	return true;
}

/* A form that is left out may have been what another one needs. */
static void check_all_rows(struct reading *r)
{
	struct catalogue *c = r->catalogue;

	for (size_t i = 0; i < c->count;) {
		struct form *form = c->forms[i];

		if (form == c->traject || check_rows(r, form)) {
			i++;
			continue;
		}
		form_free(form);
		c->count--;
		memmove(&c->forms[i], &c->forms[i + 1],
			(c->count - i) * sizeof(struct form *));
		i = 0;
	}
}

/*
 * The file with this key of the last directory that has one; a second one in
 * that directory is told of.
 */
static const struct form_file *find_only(struct reading *r, const char *key,
					 const char *message)
{
	const struct form_file *chosen = NULL;

	for (size_t i = 0; i < r->count; i++) {
		const struct form_file *file = &r->files[i];

		if (!file->yaml || !yaml_get(yaml_root(file->yaml), key))
			continue;
		if (chosen && chosen->directory == file->directory)
			problem_add(r->problems, file->path, 0, 0, NULL,
				    message, chosen->path);
		else
			chosen = file;
	}
	return chosen;
}

static void read_programme(struct reading *r)
{
	const struct form_file *chosen = find_only(
		r, "programme", _("%s is already the programme; there is one"));

	if (chosen)
		programme_load(r->catalogue, chosen, r->problems);
	r->programme = chosen;
}

static void read_talk(struct reading *r)
{
	const struct form_file *chosen = find_only(
		r, "talk",
		_("%s is already the improvement talk; there is one"));

	if (chosen)
		talk_load(r->catalogue, chosen, r->problems);
}

static void read_glossary(struct reading *r)
{
	const struct form_file *chosen = find_only(
		r, "glossary", _("%s already has the words; there is one"));

	if (chosen)
		glossary_load(r->catalogue, chosen, r->problems);
}

static bool is_known(const struct form_file *file)
{
	static const char *const kinds[] = { "form",       "programme",
					     "benchmarks", "demo",
					     "talk",       "delivery",
					     "glossary" };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (yaml_get(yaml_root(file->yaml), kinds[i]))
			return true;
	}
	return false;
}

static void read_forms(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		if (r->files[i].is_form && !r->files[i].done)
			read_form(r, i, r->catalogue->traject);
	}
	check_all_rows(r);
	read_programme(r);
}

static void read_rest(struct reading *r)
{
	read_talk(r);
	read_glossary(r);
	for (size_t i = 0; i < r->count; i++) {
		const struct form_file *file = &r->files[i];

		if (!file->yaml)
			continue;
		if (yaml_get(yaml_root(file->yaml), "benchmarks"))
			benchmarks_load(r->catalogue, file, r->problems);
		if (yaml_get(yaml_root(file->yaml), "delivery"))
			delivery_load(r->catalogue, file, r->problems);
		if (!is_known(file))
			problem_add(r->problems, file->path, 1, 1, NULL,
				    _("this is no form, programme or "
				      "benchmarks: it has none of these keys"));
	}
}

/* Of the traject form all versions, its own first. */
static void pack_forms(struct reading *r, bool traject)
{
	const struct catalogue *c = r->catalogue;

	for (size_t k = 0; k < c->count; k++)
		for (size_t i = 0; i < r->count; i++)
			if (r->files[i].is_form &&
			    r->files[i].is_traject == traject &&
			    c->forms[k] != c->traject &&
			    strcmp(c->forms[k]->path, r->files[i].path) == 0)
				glance_pack(r->catalogue, &r->files[i]);
}

/* What was left out for its mistakes is in none of it. */
static void pack(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->catalogue->traject->path, r->files[i].path) == 0)
			glance_pack(r->catalogue, &r->files[i]);
	pack_forms(r, true);
	pack_forms(r, false);
	if (r->catalogue->programme)
		glance_pack(r->catalogue, r->programme);
}

static int read_all(struct reading *r, const char *const *directories,
		    size_t count, struct err *err)
{
	int code = 0;

	for (size_t i = 0; code == 0 && i < count; i++)
		code = read_directory(r, directories[i], i, err);
	if (code)
		return code;
	read_traject(r);
	if (!r->catalogue->traject)
		return err_set(err, ERR_INVALID,
			       _("there is no traject form that can be read in "
				 "%s"),
			       count > 0 ? directories[count - 1] : "-");
	read_forms(r);
	read_rest(r);
	pack(r);
	return 0;
}

int catalogue_load(const char *const *directories, size_t count,
		   struct catalogue **out, struct problem_list *problems,
		   struct err *err)
{
	struct reading r = { .problems = problems };
	int code;

	r.catalogue = alloc_new(1, sizeof(*r.catalogue));
	code = read_all(&r, directories, count, err);
	files_done(&r);
	if (code == 0)
		*out = r.catalogue;
	else
		catalogue_free(r.catalogue);
	return code;
}

/* What is loaded to be checked is not kept. */
static void check_programme(struct reading *r, const struct form_file *file)
{
	struct catalogue *c = r->catalogue;
	struct programme *programme = c->programme;
	struct sealed *sealed = c->sealed;

	programme_load(c, file, r->problems);
	if (c->sealed != sealed)
		sealed_close(c->sealed);
	c->programme = programme;
	c->sealed = sealed;
}

static void check_benchmarks(struct reading *r, const struct form_file *file)
{
	size_t kept = r->catalogue->benchmark_count;

	benchmarks_load(r->catalogue, file, r->problems);
	r->catalogue->benchmark_count = kept;
}

static void check_talk(struct reading *r, const struct form_file *file)
{
	const struct talk *kept = r->catalogue->talk;

	talk_load(r->catalogue, file, r->problems);
	r->catalogue->talk = kept;
}

static void check_glossary(struct reading *r, const struct form_file *file)
{
	const struct glossary *kept = r->catalogue->glossary;

	glossary_load(r->catalogue, file, r->problems);
	r->catalogue->glossary = kept;
}

static void check_delivery(struct reading *r, const struct form_file *file)
{
	size_t kept = r->catalogue->delivery_count;

	delivery_load(r->catalogue, file, r->problems);
	deliveries_drop(r->catalogue, kept);
}

bool catalogue_check(struct catalogue *catalogue, const char *text,
		     size_t length, const char *name,
		     struct problem_list *problems)
{
	struct reading r = { .catalogue = catalogue, .problems = problems };
	struct problem_list syntax = { 0 };
	struct form_file file = { .path = alloc_text(name),
				  .text = alloc_text_part(text, length),
				  .length = length };
	bool found = true;

	file.yaml = yaml_read(text, length, name, &syntax);
	if (file.yaml && yaml_get(yaml_root(file.yaml), "programme"))
		check_programme(&r, &file);
	else if (file.yaml && yaml_get(yaml_root(file.yaml), "benchmarks"))
		check_benchmarks(&r, &file);
	else if (file.yaml && yaml_get(yaml_root(file.yaml), "talk"))
		check_talk(&r, &file);
	else if (file.yaml && yaml_get(yaml_root(file.yaml), "glossary"))
		check_glossary(&r, &file);
	else if (file.yaml && yaml_get(yaml_root(file.yaml), "delivery"))
		check_delivery(&r, &file);
	else
		found = false;
	problem_list_done(&syntax);
	yaml_file_free(file.yaml);
	free(file.text);
	free(file.path);
	return found;
}
