/*
 * store/given_private.h - many rows for one statement
 *
 * A statement that puts one row in the file opens its table and its indexes,
 * looks for the place in each, and closes them again.  Here one statement takes
 * many rows, as if they stood in a table with the columns c0, c1 ...:
 *
 *	INSERT INTO name (list, text) SELECT c0, c1 FROM given
 *
 * Owns      what a cell points to is borrowed until the next row is asked for.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_GIVEN_PRIVATE_H
#define STORE_GIVEN_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct store;
struct buffer;

enum given_kind {
	GIVEN_NULL,
	GIVEN_INTEGER,
	GIVEN_REAL,
	GIVEN_TEXT,
	GIVEN_BLOB
};

struct given_cell {
	enum given_kind kind;
	int length; /* of bytes */
	int64_t integer;
	double real;
	const void *bytes;
};

/* Put the next row in the cells, which are all NULL; false: there is none. */
typedef bool given_next(void *of, struct given_cell *cells);

/* What the connection has for it, in the store.  All zeros is nothing. */
struct given {
	int columns; /* that the table has */
	struct given_cell *cells;
	int used; /* of the columns, by the statement that runs */
	given_next *next;
	void *of;
	bool at_end;
};

void given_done(struct given *given);

/* "c0, c1, ..." */
void given_columns(struct buffer *sql, int count);

/* Run a statement that takes its rows from here, of so many columns. */
CHECKED int given_run(struct store *store, const char *sql, int columns,
		      given_next *next, void *of, struct err *err);

#endif
