/*
 * exchange/csv_import.h - records of one form from CSV
 *
 * Takes the columns of exchange/columns.h in any order; only `traject` and the
 * answers are needed.  A row without an id is a new record.  A known id whose
 * revision is ours is changed, with history; with the same values nothing
 * happens; else it is a conflict.  A traject that is not known is made from the
 * head columns, without a record of its own form.  What is not relevant is left
 * out and what is calculated is calculated again, as in entry; where that needs
 * a traject of which nothing is known, what the row says is taken.
 *
 * A row that is not taken is a problem in the result, with its line, its
 * columns and why; the rows that are good go in, unless strict.  Everything is
 * one transaction, and each row all or nothing in it.
 *
 * Drafts have no revision of their own: there `changed` says whether the draft
 * is still the one that was exported.
 *
 * Owns      the result is the caller's, to import_result_done(), also after a
 *           failure.
 * Fails     ERR_INVALID when the file as a whole is not taken: broken CSV, an
 *           unknown or doubled column, no column traject, no form; the columns
 *           are named in the problems.  ERR_NOTFOUND: no such form.  Else what
 *           the store says.  After a failure nothing went in.
 */
#ifndef EXCHANGE_CSV_IMPORT_H
#define EXCHANGE_CSV_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/problem.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

/* Who is right when a record was changed here and elsewhere? */
enum import_prefer {
	PREFER_NOTHING, /* it stays as it is here, and is a conflict */
	PREFER_OURS,
	PREFER_THEIRS,
	PREFER_NEWER /* the last change */
};

bool import_prefer_read(const char *name, enum import_prefer *out);

/* One answer, or a part of the head, in words for a person; "" is empty. */
struct import_difference {
	char *field;
	char *ours;
	char *theirs;
};

struct import_conflict {
	const char *file;
	int line; /* or 0 */
	const struct record_head *ours;
	const struct record_head *theirs;
	bool same_place; /* two records of one form, where there can be one */
	const struct import_difference *differences;
	size_t count;
};

/* Called for each conflict, with the of of the options. */
typedef enum import_prefer
import_decider(void *of, const struct import_conflict *conflict);

struct import_options {
	const char *file;        /* as the person named it */
	const char *form;        /* name; NULL: as the column `form` says */
	const char *version;     /* of rows that do not say; NULL: the newest */
	const char *organisatie; /* of trajecten of rows that do not say */
	bool strict;             /* nothing goes in unless all rows do */
	bool dry_run;            /* nothing goes in at all */
	bool add_names;          /* unknown names are added to their lists */
	import_decider *decide;  /* NULL: PREFER_NOTHING */
	void *of;                /* its own */
	struct authorship by;
};

struct import_result {
	size_t rows;
	size_t added;
	size_t changed;
	size_t same;
	size_t old;     /* what is here has gone on from there */
	size_t decided; /* conflicts in which ours was kept */
	size_t refused; /* conflicts too */
	size_t conflicts;
	size_t trajecten; /* made from head columns */
	bool own;         /* it was made from this very file: nothing to do */
	bool kept;        /* did what went in stay in? */
	struct problem_list problems;
};

CHECKED int csv_import(struct store *store, const struct catalogue *catalogue,
		       const char *text, size_t length,
		       const struct import_options *options,
		       struct import_result *result, struct err *err);

void import_result_done(struct import_result *result);

#endif
