/*
 * report/table_private.h - texts in columns
 *
 *	struct table t = { .align = "lr" };
 *
 *	table_add(&t, "team");
 *	table_add(&t, "n");
 *	table_print(&t, "", out);
 *
 * One letter of align per column: l or r.  Cells come row by row; two blanks
 * stand between columns, none at the end of a line.  What is put in is made
 * fit to be shown on a terminal.
 *
 * Owns      the table owns its cells until table_print(), which empties it.
 * Fails     never.
 */
#ifndef REPORT_TABLE_PRIVATE_H
#define REPORT_TABLE_PRIVATE_H

#include <stddef.h>

#include "base/buffer.h"

struct table {
	const char *align;
	char **cells;
	size_t count;
	size_t capacity;
};

/* A copy; NULL is an empty cell. */
void table_add(struct table *table, const char *cell);

/* As table_add(), and frees cell. */
void table_take(struct table *table, char *cell);

/* All rows, each after indent; then the table is empty. */
void table_print(struct table *table, const char *indent, struct buffer *out);

/*
 * One row of texts that are fit to be shown, in columns of these widths: for who
 * has too many rows to keep.
 */
void table_print_row(const char *const *cells, const char *align,
		     const int *widths, struct buffer *out);

#endif
