/*
 * form/fill_private.h - texts with {placeholders}, compiled with their form
 *
 * Owns      the form's arena holds the pieces.
 * Fails     ERR_INVALID with the byte offset of the mistake in the text.
 */
#ifndef FORM_FILL_PRIVATE_H
#define FORM_FILL_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/expr_private.h"
#include "form/form.h"

/* Does the text need compiling at all? */
bool fill_is_needed(const char *text);

CHECKED int fill_compile(struct form *form, const char *text,
			 const struct scope *scope, size_t *offset,
			 struct err *err);

/* Tell each expression in the texts of a form. */
void fill_each(const struct form *form,
	       void (*tell)(void *of, const struct expr *expr), void *of);

/* Once, after the last text: from here on expr_fill() finds them. */
void fill_sort(struct form *form);

#endif
