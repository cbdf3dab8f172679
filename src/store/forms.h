/*
 * store/forms.h - which form versions the file has tables for
 *
 * The first record or draft of a form version makes its tables and keeps its
 * YAML.  A later YAML of the same version may add fields, options, reasons,
 * checks and words; it may not remove or retype what has columns: that takes a
 * new version.
 *
 * Owns      lists are the caller's, to free with their done function.
 * Fails     ERR_INVALID when the YAML changed incompatibly: the sentence names
 *           form, version, field and what changed.
 */
#ifndef STORE_FORMS_H
#define STORE_FORMS_H

#include <stddef.h>

#include "form/form.h"
#include "store/store.h"

/*
 * Make or extend the tables of this form; cheap when nothing is to be done.
 * A read-only file is only compared.
 */
CHECKED int forms_take_up(struct store *store, const struct form *form,
			  struct err *err);

struct kept_form {
	char *name;
	char *version;
};

struct kept_form_list {
	struct kept_form *items;
	size_t count;
	size_t capacity;
};

/* All form versions the file knows, by name, newest version first. */
CHECKED int forms_kept(struct store *store, struct kept_form_list *out,
		       struct err *err);
void kept_form_list_done(struct kept_form_list *list);

/* The YAML of one of them; free() it. */
CHECKED int forms_source(struct store *store, const struct kept_form *form,
			 char **source, struct err *err);

#endif
