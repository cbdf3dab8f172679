/*
 * form/expr.h - SQLite's scalar expressions over the fields of a form, sealed
 *
 * `relevant`, `constraint`, `calculation`, `default`, checks, counting rules
 * and placeholders are SQLite expressions, compiled once by SQLite in an
 * in-memory connection that holds nothing.  First our own scan of words: every
 * word is a name the form may use, an allowed function, TRUE/FALSE/NULL or an
 * operator word of SQL; ; ? : @ $, comments, double quotes and SELECT are
 * refused.  Names become parameters, so no value is ever part of a statement.
 * Then it must compile bare and in parentheses, to one column, under an
 * authorizer, within limits on length, depth and steps.
 *
 * Names: the form's own fields, traject.FIELD, jeugdige.FIELD (unless the form
 * is per traject), inside a repeat the fields of the row and `row` (from 1),
 * count(REPEAT), and NAME_met and NAME_scored of each measure.
 * Functions: selected(), count_selected(), days(), hours(), age(), today(),
 * and SQLite's deterministic scalar functions, not its date functions.
 * LIKE, IN, BETWEEN, CASE, IS, GLOB work; aggregates do not.
 *
 * Owns      an expression belongs to the form it was compiled for.
 * Fails     compiling: one sentence with the place inside the YAML.
 *           Evaluating: a value that cannot be computed (too many steps, an
 *           overflow) is NULL.
 */
#ifndef FORM_EXPR_H
#define FORM_EXPR_H

#include <stdbool.h>
#include <stdint.h>

struct form; /* form/form.h */
/*
 * Tell SQLite, before its first use, that this program has one thread and
 * counts no memory: it then takes no locks, which is felt everywhere.  Who opens
 * a connection calls this; after the first time nothing happens.
 */
void expr_prepare_sqlite(void);

struct expr; /* form/expr.c */

enum scalar_kind {
	SCALAR_NULL,
	SCALAR_INTEGER,
	SCALAR_REAL,
	SCALAR_TEXT
};

/* A value as SQLite sees it.  The text is borrowed. */
struct scalar {
	enum scalar_kind kind;
	int64_t integer;
	double real;
	const char *text;
};

/* Where a name in an expression gets its value. */
enum name_source {
	NAME_FIELD,   /* index: field of the form; row 0 unless in a repeat */
	NAME_COUNT,   /* index: repeat; the number of its rows */
	NAME_ROW,     /* the number of the row, from 1 */
	NAME_MET,     /* index: measure */
	NAME_SCORED,  /* index: measure */
	NAME_TRAJECT, /* index: field of the traject form */
	NAME_JEUGDIGE /* index: field of the traject form, in its repeat */
};

/*
 * What an expression is evaluated against.  value() gives the scalar of a
 * name; its text must live until the next call of value().  today is an ISO
 * day.
 */
struct expr_context {
	struct scalar (*value)(void *of, enum name_source source, int index,
			       int row);
	/* Is what a name stands for kept from who reads?  NULL: nothing is. */
	bool (*hidden)(void *of, enum name_source source, int index, int row);
	void *of;
	int row; /* from 1 inside a repeat, else 0 */
	const char *today;
};

/*
 * Evaluate.  The text of the result lives until the same expression is
 * evaluated again.
 */
struct scalar expr_value(struct expr *expr, const struct expr_context *context);

enum truth {
	TRUTH_FALSE,
	TRUTH_TRUE,
	TRUTH_UNKNOWN
};

/* Its truth: NULL is unknown, numbers as in SQL, text by its number. */
enum truth expr_truth(struct expr *expr, const struct expr_context *context);

/*
 * Does the expression read this name?  For what must be worked out again after
 * a change.
 */
bool expr_reads(const struct expr *expr, enum name_source source, int index);

/*
 * The names it reads, one by one: number from 0; false past the last.
 */
bool expr_name(const struct expr *expr, int number, enum name_source *source,
	       int *index);

/* Does it use today()? */
bool expr_reads_today(const struct expr *expr);

/* As it stands in the YAML. */
const char *expr_text(const struct expr *expr);

/*
 * text with its {placeholders} filled in from the form's own compiled ones; a
 * bare name shows its value in words (value_show), anything else its result;
 * where a hidden name is in it, only that a client gave it.
 * free() it.  text must be a text of the form (its pointer is the key).
 */
char *expr_fill(const struct form *form, const char *text,
		const struct expr_context *context);

#endif
