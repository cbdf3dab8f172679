/*
 * exchange/import_private.h - one import, and one row on its way in
 *
 * csv_import.c knows the file, import_row.c makes a record of the cells of a
 * row, import_save.c puts it in the store.
 */
#ifndef EXCHANGE_IMPORT_PRIVATE_H
#define EXCHANGE_IMPORT_PRIVATE_H

#include "base/date.h"
#include "entry/around.h"
#include "exchange/columns.h"
#include "exchange/csv_import.h"
#include "form/answers.h"
#include "store/trajecten.h"

struct import {
	struct store *store;
	const struct catalogue *catalogue;
	const struct import_options *options;
	struct import_result *result;
	const struct form **forms; /* versions, newest first */
	size_t form_count;
	struct rules **rules;   /* per version, when first needed */
	struct column *columns; /* as in the file */
	size_t column_count;
	int head[HEAD_COLUMNS]; /* where each is in the file; or -1 */
	bool has_drafts;
	char today[DATE_ROOM];
	void *names;            /* those found in the lists: a tree of texts */
	struct traject traject; /* of the last row */
	struct around around;   /* of the last row */
	bool known;             /* is anything known of its traject? */
};

enum import_outcome {
	IMPORT_ADDED,
	IMPORT_CHANGED,
	IMPORT_SAME
};

struct import_row {
	char **cells;
	int line;
	bool refused;
	bool conflict;
	bool made_traject;
	enum import_outcome outcome; /* unless refused */
	const struct form *form;
	size_t version; /* index of form */
	struct record_head head;
	bool says_counts;
	struct answers *answers;
};

/*
 * This row is not taken; field is the column, or NULL.  May be called more
 * than once for a row.
 */
void import_refuse(struct import *import, struct import_row *row,
		   const char *field, const char *fmt, ...) PRINTF(4, 5);

/* The cell of a head column; NULL when empty or not in the file. */
const char *import_head_cell(const struct import *import,
			     const struct import_row *row,
			     enum head_column column);

/*
 * Make head and answers of the cells.  What cannot be read refuses the row.
 */
void import_read_row(struct import *import, struct import_row *row);

/*
 * Put the row in the store; it may be refused here too.  Fails only when the
 * whole import must end.
 */
CHECKED int import_save_row(struct import *import, struct import_row *row,
			    struct err *err);

#endif
