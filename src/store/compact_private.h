/*
 * store/compact_private.h - ids and moments in few bytes
 *
 * From layout 7 on the file keeps the ids of trajecten, records and revisions
 * as the sixteen bytes that they are, and the moment of a traject's last change
 * as seconds since 1970, by the clock on the wall.  Files of before have texts.
 * Elsewhere in the program both are texts; here they are bound and read.  Drafts
 * and what came from other files keep their ids as texts.
 *
 * Owns      what is bound is copied; texts that are read are the caller's.
 * Fails     never: what is no id or moment stays a text.
 */
#ifndef STORE_COMPACT_PRIVATE_H
#define STORE_COMPACT_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"

struct store;

/* The same in SQL, of bytes. */
#define COMPACT_ID(column)                                                     \
	"(SELECT lower(printf('%.8s-%.4s-%.4s-%.4s-%s', h, substr(h, 9),"      \
	" substr(h, 13), substr(h, 17), substr(h, 21)))"                       \
	" FROM (SELECT hex(" column ") AS h))"

/* Does the file keep them so? */
bool store_is_compact(const struct store *store);

/* As the layout of the file has it; text may be NULL. */
void compact_bind_id(const struct store *store, sqlite3_stmt *statement,
		     int parameter, const char *text);
void compact_bind_moment(const struct store *store, sqlite3_stmt *statement,
			 int parameter, const char *text);

/* The seconds of a moment; false when it is none. */
bool compact_seconds(const char *text, int64_t *out);

/* NULL where the column is. */
char *compact_id(sqlite3_stmt *row, int column);
/* "" where the column is NULL. */
char *compact_sure_id(sqlite3_stmt *row, int column);
char *compact_moment(sqlite3_stmt *row, int column);

/* Give the connection compact_id(X) and compact_moment(X), which the upgrade to
 * layout 7 needs; SQLite's result. */
int compact_prepare(sqlite3 *db);

#endif
