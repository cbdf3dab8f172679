/*
 * store/schema_private.h - the tables that every file has
 *
 * What is here does not depend on forms; the tables of forms come with
 * store/forms.
 *
 * Owns      nothing.
 * Fails     ERR_INVALID for a file that is not ours or of a newer program.
 */
#ifndef STORE_SCHEMA_PRIVATE_H
#define STORE_SCHEMA_PRIVATE_H

#include "base/attr.h"
#include "base/err.h"

struct store; /* store/store_private.h */

/*
 * Look whose file it is, and make the tables when it is empty.  Nothing is
 * written to a file of another program.  One of an older layout gets that of now
 * when nobody else may have it open; else store->schema tells that it has not.
 */
CHECKED int schema_prepare(struct store *store, struct err *err);

/*
 * Whoever waited to write: has a newer program made another layout of the file
 * meanwhile?  What this one writes would not be what that one reads.
 */
CHECKED int schema_look_again(struct store *store, struct err *err);

/* A file without a log (STORE_FILL) gets it; if that is not to be had now, from
 * who opens it next. */
void schema_end_filling(struct store *store);

struct sqlite3;

/* Make the tables of this layout in an empty database; SQLite's result. */
CHECKED int schema_make(struct sqlite3 *db, int layout);

#endif
