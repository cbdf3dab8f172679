/*
 * store/db_private.h - statements of a store, and SQLite's error language
 *
 * Statements are prepared once and lent:
 *
 *	code = db_take(store, "SELECT ...", &query, err);
 *	if (code)
 *		return code;
 *	db_bind_text(query, 1, name);
 *	while ((code = db_step(store, query, err)) > 0)
 *		use(sqlite3_column_int64(query, 0));
 *	db_give(store, query);
 *
 * Owns      a lent statement goes back with db_give(); the texts bound to it
 *           are borrowed until then.
 * Fails     with the sentence of db_fail(), which says what a person can do.
 */
#ifndef STORE_DB_PRIVATE_H
#define STORE_DB_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"

struct store; /* store/store_private.h */

struct statement; /* store/db.c */

#define STATEMENT_HINTS 64

/* All zeros is empty. */
struct statements {
	struct statement *items;
	size_t count;
	size_t capacity;
	uint64_t loans;                  /* so far */
	uint32_t hints[STATEMENT_HINTS]; /* items, by where a text stands */
};

/* Finalize all of them. */
void statements_done(struct statements *statements);

/* Lend the statement of this text; it starts without values. */
CHECKED int db_take(struct store *store, const char *sql, sqlite3_stmt **out,
		    struct err *err);
/* The same of a text that is printed first. */
CHECKED int db_take_print(struct store *store, sqlite3_stmt **out,
			  struct err *err, const char *fmt, ...) PRINTF(4, 5);
/* NULL is allowed. */
void db_give(struct store *store, sqlite3_stmt *statement);

/* 1: there is a row; 0: no more; else a code. */
CHECKED int db_step(struct store *store, sqlite3_stmt *statement,
		    struct err *err);

/* Step to the end and give the statement back. */
CHECKED int db_run(struct store *store, sqlite3_stmt *statement,
		   struct err *err);

/* Run statements that have no values and whose rows nobody wants. */
CHECKED int db_execute(struct store *store, const char *sql, struct err *err);

/* The same for one that is run often: it is prepared once. */
CHECKED int db_repeat(struct store *store, const char *sql, struct err *err);

/* The one integer that a query without values gives. */
CHECKED int db_integer(struct store *store, const char *sql, int64_t *out,
		       struct err *err);

/* NULL binds NULL. */
void db_bind_text(sqlite3_stmt *statement, int parameter, const char *text);
/* 0 binds NULL: an id that there is not. */
void db_bind_id(sqlite3_stmt *statement, int parameter, int64_t id);

/* A copy of the text in a column; NULL for NULL. */
char *db_text(sqlite3_stmt *statement, int column);

/*
 * The same for a text that is always there: "" when a damaged file has none.
 * db_peek() borrows it, until the next step.
 */
char *db_sure_text(sqlite3_stmt *statement, int column);
const char *db_peek(sqlite3_stmt *statement, int column);

/* Put SQLite's last failure into words, with the code that goes with it. */
int db_fail(struct store *store, struct err *err);

/* The file holds what this program never puts there: what, in short. */
int db_fail_strange(struct store *store, const char *what, struct err *err);

/* The same for a result code of another connection, about path. */
int db_fail_on(sqlite3 *db, int result, const char *path, struct err *err);

#endif
