/*
 * form/expr_private.h - compiling expressions, for the loader of a form
 *
 * Compiling goes in two steps: the scan (expr_scan.c) holds every word to
 * what a form may say and rewrites the names to parameters; SQLite then
 * compiles what is left (expr.c).  SQLite never sees a name.
 *
 * Owns      a sealed connection owns the expressions compiled in it.  A scope
 *           borrows its forms.
 * Fails     ERR_INVALID with a sentence and the byte offset of the mistake in
 *           the text of the expression.
 */
#ifndef FORM_EXPR_PRIVATE_H
#define FORM_EXPR_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "form/expr.h"
#include "form/form.h"

#define EXPR_LENGTH_MAX 2000
#define EXPRESSIONS_MAX 10000 /* of a form, with its placeholders */

struct sealed; /* form/expr.c */

/* Which names an expression may use. */
struct scope {
	const struct form *own;     /* or NULL: no fields of its own */
	const struct form *traject; /* or NULL */
	int repeat;                 /* of own: whose row is meant, or -1 */
	bool jeugdige;              /* jeugdige. may be used */
};

/* One name of an expression; its parameter is its place in the array + 1. */
struct expr_input {
	enum name_source source;
	int index;
	bool today; /* today() instead of a name */
};

/* What the scan makes of a text. */
struct scanned {
	const char *text;  /* borrowed */
	struct buffer sql; /* the names are parameters */
	size_t *origins;   /* of each byte of sql: its offset in the text */
	size_t origin_count;
	size_t origin_capacity;
	struct expr_input *inputs;
	size_t input_count;
	size_t input_capacity;
	bool is_name; /* nothing but one name or today() */
};

CHECKED int expr_scan(const char *text, const struct scope *scope,
		      struct scanned *out, size_t *offset, struct err *err);
void scanned_done(struct scanned *scanned);

/*
 * What a name means (expr_names.c).  *field is the field it names, of this
 * form or of the traject form, or NULL.
 */
CHECKED int expr_find_name(const struct scope *scope, const char *name,
			   struct expr_input *out, const struct field **field,
			   struct err *err);

CHECKED int sealed_open(struct sealed **out, struct err *err);
void sealed_close(struct sealed *sealed);

/* What is compiled from here on was compiled before, so half of it will do. */
void sealed_trust(struct sealed *sealed);

/* Are there as many expressions as there may be?  Then no more compile. */
bool sealed_is_full(const struct sealed *sealed);

/* Compile; *offset is set on failure only. */
CHECKED int expr_compile(struct sealed *sealed, const char *text,
			 const struct scope *scope, struct expr **out,
			 size_t *offset, struct err *err);

/* Nothing but one name: its source and index. */
bool expr_is_name(const struct expr *expr, enum name_source *source,
		  int *index);

/* Nothing but today()? */
bool expr_is_today(const struct expr *expr);

/* Reads no name and not today(). */
bool expr_is_constant(const struct expr *expr);

/* Is this a word of SQL, which can be no name? */
bool expr_is_keyword(const char *word);

#endif
