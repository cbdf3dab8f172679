/*
 * form/catalogue_glance.c - what a list needs of the forms; see form/catalogue.h
 *
 * Of the files that were read, the trees are packed without what a glance does
 * not need: first that of the traject form, then the other forms, then the
 * programme.  Only what turned out to be good is among them.  A glance loads
 * them by the same code as any form, so it means the same by them.
 */
#include "config.h"

#include "base/alloc.h"
#include "base/yaml_pack.h"
#include "form/catalogue_private.h"
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

void glance_pack(struct catalogue *catalogue, const struct form_file *file)
{
	const struct yaml_left *left = file->is_traject ? &traject_left
				       : file->is_form  ? &form_left
							: &programme_left;

	yaml_pack(&catalogue->packed, yaml_root(file->yaml), left);
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
