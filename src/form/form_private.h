/*
 * form/form_private.h - the part of a form that only this room sees
 *
 * Owns      the arena holds the form, this struct and all their texts; the
 *           sealed connection holds the compiled expressions.
 * Fails     never.
 */
#ifndef FORM_FORM_PRIVATE_H
#define FORM_FORM_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "form/form.h"

struct sealed; /* form/expr_private.h */
struct filled; /* form/fill_private.h */

/* A name and where it stands, for searching. */
struct named {
	const char *name;
	int index;
};

struct form_private {
	struct arena arena;
	struct sealed *sealed;
	const struct form *traject; /* or NULL; borrowed */
	struct named *names;        /* of the fields, sorted */
	size_t name_count;
	struct filled *texts; /* with placeholders, sorted by place */
	size_t text_count;
	size_t text_capacity;
};

/* Sort by name, so that form_find() can search. */
void form_sort_names(struct named *names, size_t count);

/* Do two numbers of the paper form mean the same: "04B" and "4b"? */
bool form_same_number(const char *a, const char *b);

/* For who named one that there is not: the nearest that there is, or NULL. */
/* Are its values days, times or both? */
bool field_is_moment(const struct field *field);

const char *form_nearest_field(const struct form *form, const char *name);
const char *form_nearest_measure(const struct form *form, const char *name);
const char *form_nearest_option(const struct field *field, const char *name);

#endif
