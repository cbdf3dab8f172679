/*
 * form/expr_functions.h - the functions that expressions have beyond SQLite's
 *
 * selected(), count_selected(), days(), hours() and age(); and LIKE and GLOB
 * anew, because SQLite's own take ages over a pattern with many wildcards.
 */
#ifndef FORM_EXPR_FUNCTIONS_H
#define FORM_EXPR_FUNCTIONS_H

#include "base/attr.h"

struct sqlite3; /* sqlite3.h */

/* An SQLite result code. */
CHECKED int expr_functions_register(struct sqlite3 *db);

#endif
