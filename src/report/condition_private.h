/*
 * report/condition_private.h - a condition of a form, said in words
 *
 *	c4a = 0 AND selected(advies, 'anders')
 *	4a is niet behaald, en Advies is: anders
 *
 * Only what stands in most forms is put in words: comparing a field with a
 * constant or another field, selected(), IS NULL, and AND, OR and NOT.
 *
 * Owns      the result is the caller's, to free().
 * Fails     never.  A condition with anything else comes back as it stands in
 *           the YAML: exact, if less friendly.
 */
#ifndef REPORT_CONDITION_PRIVATE_H
#define REPORT_CONDITION_PRIVATE_H

#include "form/expr.h"
#include "form/form.h"

/* traject may be NULL: its fields then go by their names. */
char *condition_words(const struct form *form, const struct form *traject,
		      const struct expr *condition);

#endif
