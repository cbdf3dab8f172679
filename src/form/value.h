/*
 * form/value.h - one answer: how it is typed, kept, shown and stored
 *
 * An answer's value is kept as its canonical text, the same in memory, in
 * drafts, in CSV and in history:
 *
 *	text             the text, NFC, no trailing blanks
 *	integer, scale   "-12"
 *	decimal          "1.5" (decimal point, no exponent, no trailing zeros)
 *	score            "1" or "0"
 *	date/time/-time  ISO 8601 (base/date.h)
 *	select_one       the option's name
 *	select_multiple  option names in the order of the form, a space between
 *
 * Empty is NULL, never "".
 *
 * Owns      results marked so are the caller's, to free().
 * Fails     ERR_INVALID with a sentence that says what is allowed.
 */
#ifndef FORM_VALUE_H
#define FORM_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "form/expr.h"
#include "form/form.h"

/*
 * What a person typed at the field, to the canonical text (free() it): option
 * keys, codes or names ("1", "a c", "13" for two one-character keys of a
 * select_multiple), Dutch dates, a decimal comma.  Blank gives *out NULL.
 * Missing reasons are not its business.
 */
CHECKED int value_typed(const struct field *field, const char *typed,
			struct day today, char **out, struct err *err);

/*
 * Data from outside, to the canonical text (free() it): strict forms only,
 * options by name.  "" gives *out NULL.  Ranges of scales and numbers hold
 * here too.
 */
CHECKED int value_read(const struct field *field, const char *data, char **out,
		       struct err *err);

/*
 * In words, in the program's language: option labels with a comma between,
 * "1  behaald", Dutch dates and decimals.  NULL gives "".  free() it.
 */
char *value_show(const struct field *field, const char *value);

/* As it would be typed again by a person: the start of editing.  free() it. */
char *value_edit(const struct field *field, const char *value);

/* As an expression sees it; the text is borrowed from value. */
struct scalar value_scalar(const struct field *field, const char *value);

/* From the result of a calculation or default; free() it; NULL when NULL. */
char *value_from_scalar(const struct field *field, struct scalar scalar);

/* The option names of a select_multiple as bits by option index, and back. */
uint64_t value_bits(const struct field *field, const char *value);
char *value_from_bits(const struct field *field, uint64_t bits);

/* The value with the option switched on or off; free() it. */
char *value_toggle(const struct field *field, const char *value,
		   const char *option);

/*
 * Could what was typed so far still become another, longer code, date or time?
 * False means that it is complete and cannot go on, so entry may advance by
 * itself.  A date is, with four digits of the year; a time, with its minutes.
 */
bool value_may_continue(const struct field *field, const char *typed);

#endif
