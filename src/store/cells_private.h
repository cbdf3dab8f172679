/*
 * store/cells_private.h - answers to and from the columns of a table
 *
 * Owns      what is read goes into the answers; what is bound is borrowed from
 *           them until the statement is given back.
 * Fails     ERR_INVALID for a missing reason that the field does not have.
 */
#ifndef STORE_CELLS_PRIVATE_H
#define STORE_CELLS_PRIVATE_H

#include <sqlite3.h>

#include "form/answers.h"
#include "form/value.h"
#include "store/table_private.h"

/* What becomes one row of a table: a record (repeat -1, row 0) or a row of it. */
struct cells_from {
	const struct binding *binding;
	const struct answers *answers;
	int repeat;
	int row;
};

/*
 * Give its values in the order of the binding's SQL, from 0.  What is empty is
 * left out: that is NULL.
 */
typedef void cell_taker(void *of, int index, struct scalar value);
CHECKED int cells_give(const struct cells_from *from, cell_taker *taker,
		       void *of, struct err *err);

/* Bind all that is given, from first on. */
CHECKED int cells_bind(sqlite3_stmt *statement, int first,
		       const struct cells_from *from, struct err *err);

/* Can this field have an answer in this row?  A damaged file says anything. */
bool cells_has_row(const struct field *field, int row);

/* Read the same columns, in the order of the binding's SQL. */
void cells_read(sqlite3_stmt *statement, int first,
		const struct binding *binding, int repeat, int row,
		struct answers *answers);

/*
 * One value by what the file knows, without a form: free() it; NULL when NULL.
 */
char *cell_text(sqlite3_stmt *statement, int index,
		const struct column *column);

#endif
