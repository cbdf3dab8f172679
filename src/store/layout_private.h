/*
 * store/layout_private.h - making the typed table of a form, and making it grow
 *
 * Columns of numbers and choices come first, then days and texts, then the
 * missing reasons: what figures read is near the start of a row.  What is
 * added later stands behind.
 *
 * Owns      nothing.
 * Fails     ERR_INVALID when the form has more columns than a table can have,
 *           or the file has five hundred forms, else with the sentences of
 *           db_fail().
 */
#ifndef STORE_LAYOUT_PRIVATE_H
#define STORE_LAYOUT_PRIVATE_H

#include "form/form.h"
#include "store/table_private.h"

/* Do all columns fit, and is there room for one more table? */
CHECKED int layout_check(struct store *store, const struct table *table,
			 struct err *err);

/* The table, its tables of repeats and its index; columns as in table. */
CHECKED int layout_create(struct store *store, const struct table *table,
			  struct err *err);
CHECKED int layout_create_rows(struct store *store, const struct table *table,
			       int repeat, struct err *err);

/* The column of store/scores_private.h, which tables of old do not have. */
CHECKED int layout_add_scores(struct store *store, const struct table *table,
			      struct err *err);

/* Add what one column needs: all, its reasons, or one of its options. */
CHECKED int layout_add_column(struct store *store, const struct table *table,
			      const struct column *column, struct err *err);
CHECKED int layout_add_missing(struct store *store, const struct table *table,
			       const struct column *column, struct err *err);
CHECKED int layout_add_option(struct store *store, const struct table *table,
			      const struct column *column,
			      const struct column_option *option,
			      struct err *err);

/* TABLE_labels: the records in words, by the labels kept in the file. */
CHECKED int layout_make_view(struct store *store, const struct table *table,
			     struct err *err);
/* Those of all tables anew, as this program makes them. */
CHECKED int layout_make_views(struct store *store, struct err *err);

#endif
