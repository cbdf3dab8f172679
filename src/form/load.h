/*
 * form/load.h - from YAML to a form, with every mistake named by its place
 *
 * man/spoedpeil-form.5 is the specification.  A syntax error is one problem;
 * otherwise all mistakes of content are found in one run: unknown and
 * duplicate keys and names (with the nearest known one), wrong types and
 * dates, references to what is not there, options that do not exist in
 * comparisons, cycles in calculations and relevance, sections that can never
 * be asked, names that cannot be columns.
 *
 * Owns      the form is the caller's, to form_free().
 * Fails     NULL and at least one problem.
 */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

#include <stddef.h>

#include "base/problem.h"
#include "base/yaml.h"
#include "form/form.h"

/*
 * text is copied.  traject is the traject form whose fields `traject.` and
 * `jeugdige.` mean, or NULL when there is none (and then those names are
 * mistakes); it must outlive the new form.  name is what the person calls the
 * file.
 */
struct form *load_form(const char *text, size_t length, const char *name,
		       const struct form *traject,
		       struct problem_list *problems);

/*
 * The same from a text that was read already: file is what yaml_read() gave,
 * with so many mistakes that are in problems already.
 */
struct form *load_form_read(const struct yaml_file *file, size_t mistakes,
			    const char *text, size_t length, const char *name,
			    const struct form *traject,
			    struct problem_list *problems);

/*
 * A traject form of a tree that gave one without mistakes before, though some
 * of it may have been left behind since.  It has no source.
 */
struct form *load_form_again(const struct yaml_file *file, const char *name,
			     struct problem_list *problems);

/*
 * Only what a form says before its sections: name, version, title, for whom,
 * whether it is offered.  It has no fields, no rules and no source; no more
 * need be in file.
 */
struct form *load_form_head(const struct yaml_file *file, size_t mistakes,
			    const char *name, struct problem_list *problems);

#endif
