/* store/given.c - see store/given_private.h */
#include "config.h"

#include "store/given_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/store_private.h"

struct given_table {
	sqlite3_vtab base;
	struct given *given;
};

static struct given *given_of(const sqlite3_vtab_cursor *cursor)
{
	return ((struct given_table *)cursor->pVtab)->given;
}

void given_columns(struct buffer *sql, int count)
{
	for (int i = 0; i < count; i++)
		buffer_print(sql, i ? ", c%d" : "c%d", i);
}

/* --- the table, as SQLite wants it */

static int attach(sqlite3 *db, void *of, int count, const char *const *words,
		  sqlite3_vtab **out, char **error)
{
	struct given *given = of;
	struct given_table *table;
	struct buffer sql = { 0 };
	int result;

	(void)count;
	(void)words;
	(void)error;
	buffer_add(&sql, "CREATE TABLE given (");
	given_columns(&sql, given->columns);
	buffer_add(&sql, ")");
	result = sqlite3_declare_vtab(db, buffer_text(&sql));
	buffer_done(&sql);
	if (result)
		return result;
	/* Not for what stands in a file. */
	sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
	table = alloc_new(1, sizeof(*table));
	table->given = given;
	*out = &table->base;
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = 1;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	(void)table;
	*out = alloc_new(1, sizeof(**out));
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
	struct given *given = given_of(cursor);

	memset(given->cells, 0, (size_t)given->used * sizeof(*given->cells));
	given->at_end = !given->next(given->of, given->cells);
	return SQLITE_OK;
}

static int first_row(sqlite3_vtab_cursor *cursor, int number, const char *how,
		     int count, sqlite3_value **values)
{
	(void)number;
	(void)how;
	(void)count;
	(void)values;
	return next_row(cursor);
}

static int is_at_end(sqlite3_vtab_cursor *cursor)
{
	return given_of(cursor)->at_end;
}

static int give_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *to,
		     int column)
{
	const struct given_cell *cell = &given_of(cursor)->cells[column];

	switch (cell->kind) {
	case GIVEN_NULL:
		break;
	case GIVEN_INTEGER:
		sqlite3_result_int64(to, cell->integer);
		break;
	case GIVEN_REAL:
		sqlite3_result_double(to, cell->real);
		break;
	case GIVEN_TEXT:
		sqlite3_result_text(to, cell->bytes, cell->length,
				    SQLITE_STATIC);
		break;
	case GIVEN_BLOB:
		sqlite3_result_blob(to, cell->bytes, cell->length,
				    SQLITE_STATIC);
		break;
	}
	return SQLITE_OK;
}

static int give_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	(void)cursor;
	*out = 0;
	return SQLITE_OK;
}

/* Without xCreate it is there by its name, and nobody makes another. */
static const sqlite3_module module = {
	.xConnect = attach,
	.xBestIndex = plan,
	.xDisconnect = disconnect,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = first_row,
	.xNext = next_row,
	.xEof = is_at_end,
	.xColumn = give_cell,
	.xRowid = give_number,
};

/* --- the statement */

/* A table with as many columns; one with fewer makes place. */
static int have_columns(struct store *store, int columns, struct err *err)
{
	struct given *given = &store->given;

	if (given->columns >= columns)
		return 0;
	given->cells = alloc_resize(given->cells, (size_t)columns,
				    sizeof(*given->cells));
	given->columns = columns;
	return sqlite3_create_module(store->db, "given", &module, given)
		       ? db_fail(store, err)
		       : 0;
}

int given_run(struct store *store, const char *sql, int columns,
	      given_next *next, void *of, struct err *err)
{
	sqlite3_stmt *statement;
	int code = have_columns(store, columns, err);

	if (!code)
		code = db_take(store, sql, &statement, err);
	if (code)
		return code;
	store->given.used = columns;
	store->given.next = next;
	store->given.of = of;
	return db_run(store, statement, err);
}

void given_done(struct given *given)
{
	free(given->cells);
	*given = (struct given){ 0 };
}
