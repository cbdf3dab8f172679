/*
 * form/value_private.h - what value.c, value_typed.c and value_show.c share
 *
 * Owns      results are the caller's, to free().
 * Fails     ERR_INVALID, with a sentence for the person.
 */
#ifndef FORM_VALUE_PRIVATE_H
#define FORM_VALUE_PRIVATE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/form.h"

/* Hold a number, in canonical text, to from and to. */
CHECKED int value_in_range(const struct field *field, double number,
			   struct err *err);

/*
 * Digits with an optional sign and point, to canonical text (free() it); NULL
 * when it is no number, or one of more than 15 digits.
 */
char *value_number(const char *text, bool whole);

/* Text in NFC without trailing blanks or control characters; may be NULL. */
CHECKED int value_clean_text(const char *text, char **out, struct err *err);

#endif
