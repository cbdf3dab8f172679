/*
 * form/delivery.h - a delivery to an authority: which column goes where
 *
 * Read from a file with the key `delivery:`, whose columns are expressions
 * over a form and over others of the same jeugdige.  Nothing of any authority
 * is known to the program; man/spoedpeil-form.5 says what each key means.
 *
 * Owns      a delivery belongs to its catalogue, and its expressions too.
 * Fails     never.
 */
#ifndef FORM_DELIVERY_H
#define FORM_DELIVERY_H

#include <stdbool.h>
#include <stddef.h>

#include "form/catalogue.h"
#include "form/expr.h"
#include "form/form.h"

struct delivery_code {
	const char *name; /* as the expression gives it */
	const char *code; /* as it is written */
};

struct delivery_column {
	const char *name;
	const struct form *form; /* that the expression is about */
	struct expr *value;
	const struct field *field; /* when it is nothing but its name */
	size_t code_count;
	const struct delivery_code *codes;
	int width;     /* of a fixed layout */
	bool right;    /* stands at the right of its width */
	char fill;     /* what fills the rest */
	bool required; /* without it the row cannot be delivered */
};

/* Rows that are one: with the same answers to these fields of the form. */
struct delivery_merge {
	struct expr *when; /* of which rows this is the rule; NULL: of all */
	size_t field_count;
	const int *fields;
	bool overlapping; /* only those that overlap in time */
};

struct delivery {
	const char *name;
	const char *path; /* of its file */
	struct words title;
	struct words note;    /* said with every delivery; may be absent */
	enum purpose purpose; /* whose consent holds */
	const struct form *form;
	int from, to;   /* days of the form; to empty: not over yet */
	int months;     /* of a period, counted from January */
	int last;       /* how many periods can still be delivered */
	char separator; /* '\0': the columns are of fixed width */
	bool header;
	size_t merge_count;
	const struct delivery_merge *merges;
	size_t column_count;
	const struct delivery_column *columns;
};

#endif
