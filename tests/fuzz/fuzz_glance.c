/*
 * tests/fuzz/fuzz_glance.c - any bytes as what was kept of the forms
 *
 * Behind what says that it is of these forms, anything may stand.  It is no
 * glance, or one with a traject form, forms that a list can name, and a
 * programme that names these; and what is found there can be packed again.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/yaml_pack.h"
#include "form/catalogue.h"

const char fuzz_target[] = "glance";

static void walk(const struct yaml *node, int level)
{
	if (node->kind == YAML_SCALAR) {
		MUST(utf8_is_valid(node->text, strlen(node->text)));
		return;
	}
	MUST(level < YAML_LEVELS);
	for (size_t i = 0; i < node->count; i++) {
		walk(&node->items[i], level + 1);
		if (node->kind == YAML_MAP)
			MUST(node->keys[i].kind == YAML_SCALAR);
	}
}

/* A tree takes no more bytes than it came from, and comes back from them. */
static void check_trees(const char *bytes, size_t length)
{
	struct yaml_packed in = { bytes, bytes + length };
	struct buffer again = { 0 };
	struct yaml_file *file;

	while ((file = yaml_unpack(&in)) != NULL) {
		size_t taken = (size_t)(in.at - bytes);

		walk(yaml_root(file), 0);
		yaml_pack(&again, yaml_root(file), NULL);
		MUST(again.length <= taken);
		yaml_file_free(file);
	}
	in = (struct yaml_packed){ buffer_text(&again),
				   buffer_text(&again) + again.length };
	while (in.at < in.end) {
		file = yaml_unpack(&in);
		MUST(file);
		yaml_file_free(file);
	}
	buffer_done(&again);
}

static void check_glance(const struct catalogue *c)
{
	const struct programme *p = catalogue_programme(c);

	MUST(catalogue_traject(c) && catalogue_traject(c)->is_traject);
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct form *form = catalogue_form(c, i);

		MUST(form->name[0] && form->version[0]);
		MUST(catalogue_find(c, form->name, form->version) == form);
	}
	for (size_t i = 0; p && i < p->form_count; i++)
		MUST(catalogue_find(c, p->forms[i].form, p->forms[i].version));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { data, data + size };
	struct catalogue *glance;
	size_t length;
	char *text = bytes_rest(&bytes, &length);

	check_trees(text, length);
	glance = catalogue_glance(text, length);
	if (glance)
		check_glance(glance);
	catalogue_free(glance);
	free(text);
	return 0;
}
