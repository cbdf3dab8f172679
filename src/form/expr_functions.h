/*
 * form/expr_functions.h - the functions that expressions have beyond SQLite's
 *
 * selected(), count_selected(), days(), hours() and age(); and those over
 * texts for which SQLite's own can take ages (expr_texts.c).
 *
 * Owns      nothing.
 * Fails     a function that cannot give a value gives NULL; one that has no work
 *           left ends the evaluation.
 */
#ifndef FORM_EXPR_FUNCTIONS_H
#define FORM_EXPR_FUNCTIONS_H

#include <stdint.h>

#include "base/attr.h"

struct sqlite3; /* sqlite3.h */
struct sqlite3_context;
struct sqlite3_value;

/* What one evaluation may still do: a step is about one character compared. */
struct expr_work {
	int64_t left;
};

struct expr_function {
	const char *name; /* NULL ends a list */
	int values;
	void (*call)(struct sqlite3_context *, int, struct sqlite3_value **);
};

/* Those of expr_texts.c. */
extern const struct expr_function expr_texts[];

/* An SQLite result code.  work outlives the connection. */
CHECKED int expr_functions_register(struct sqlite3 *db, struct expr_work *work);

#endif
