/*
 * exchange/import_private.h - one import, and one row on its way in
 *
 * csv_import.c knows the file, import_row.c makes a record of the cells of a
 * row, import_head.c knows whose it is, import_save.c puts it in the store.
 *
 * Of a long file with nothing but new records of new trajecten another process
 * reads the rows, applies the rules and makes the records ready, which is more
 * than half of the work: import_ahead.c.  It may leave out any row that is not
 * as plain as that, and is believed in nothing that only the store knows; what
 * it left out or had wrong is done here, as if there were no such process.
 *
 * Owns      an import owns what it found of the file, until import_done(); a
 *           row is borrowed by all that are handed it.
 * Fails     what is wrong with a row refuses that row, with a problem; a code
 *           ends the whole import.
 */
#ifndef EXCHANGE_IMPORT_PRIVATE_H
#define EXCHANGE_IMPORT_PRIVATE_H

#include "base/ahead.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/pack.h"
#include "entry/around.h"
#include "exchange/columns.h"
#include "exchange/csv_import.h"
#include "form/answers.h"
#include "store/revisions.h"
#include "store/trajecten.h"

struct package_in; /* exchange/package_in_private.h */

struct import {
	struct store *store;
	const struct catalogue *catalogue;
	const struct import_options *options;
	struct import_result *result;
	const struct form **forms; /* versions, newest first */
	size_t form_count;
	struct rules **rules;   /* per version, when first needed */
	bool *alone;            /* per version: is its traject all the same? */
	struct column *columns; /* as in the file */
	size_t column_count;
	int head[HEAD_COLUMNS]; /* where each is in the file; or -1 */
	const char *text;       /* of the file: how far its rows are */
	bool has_drafts;
	size_t expected; /* about how many rows there are, for progress */
	bool hasty;      /* some rows share one way back; see csv_import.c */
	bool again;      /* those rows must be taken one by one after all */
	struct ahead *ahead;   /* makes rows ready; or NULL */
	struct unpacking rows; /* that it sent last and were not used, */
	const char *rows_end;  /* up to here */
	struct ready *waiting; /* rows that are to go in together; or NULL */
	bool mistaken;         /* a row was not what it took it for */
	char today[DATE_ROOM];
	struct traject traject; /* of the last row */
	bool new_traject;       /* the last one that was looked for was new */
	struct around around;   /* of the last row */
	bool known;             /* is anything known of its traject? */
	bool told;              /* around is whole, for the words of a fault */
	const struct package_in
		*package;     /* the rows are of this one; or NULL */
	struct store *source; /* of their history; or NULL */
};

enum import_outcome {
	IMPORT_ADDED,
	IMPORT_CHANGED,
	IMPORT_SAME,
	IMPORT_OLD,
	IMPORT_DECIDED
};

struct import_row {
	char **cells;
	const char *ready; /* for the store, and all of the head; or NULL */
	int line;
	bool refused;
	bool conflict;
	bool made_traject;
	bool settled; /* before its traject was looked for, */
	bool sound;   /* and there is nothing against it */
	bool in_vain; /* it is refused in any case: write nothing for it */
	enum import_outcome outcome; /* unless refused */
	const struct form *form;
	size_t version; /* index of form */
	struct record_head head;
	bool says_counts;
	struct answers *answers;
	struct {
		int field;
		int row;
		uint64_t bits; /* 0: none */
	} options;             /* read, and not in the answers yet */
	/* Of a record that is only taken back: its id, by which revision. */
	const char *withdrawn;
	const char *withdrawal;
	const struct revision_list *theirs; /* what its file knows; or NULL */
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

/*
 * After a part of the file: have another process work ahead, if that is of use.
 */
void import_ahead_begin(struct import *import, const struct csv_reader *reader);

/*
 * Is the row at the reader's place ready?  Then 1, and the reader is behind it;
 * what is in it is borrowed until it went in.  0 when it is not.
 */
CHECKED int import_ahead_row(struct import *import, struct csv_reader *reader,
			     struct import_row *row, struct err *err);

/*
 * Put it in the store, together with others: after import_flush() it is there.
 * When it cannot be as it is, import->again.
 */
CHECKED int import_put_ready(struct import *import, struct import_row *row,
			     struct err *err);
CHECKED int import_flush(struct import *import, struct err *err);

/* Those that wait do not go in. */
void import_drop(struct import *import);

void import_ahead_end(struct import *import);

/* What of its traject decides about the row; refused when its jeugdige is not
 * in it. */
CHECKED int import_load_around(struct import *import, struct import_row *row,
			       struct err *err);

/*
 * Calculate, take out what is not relevant, and look whether the record
 * counts.  Where relevance is up to a traject of which nothing is known, the
 * row is believed.
 */
void import_settle(struct import *import, struct import_row *row);

/* As for a row of a new traject that is all the same to it.  False when
 * something is not allowed. */
bool import_settle_alone(struct import *import, struct import_row *row);

/* After it is settled: what is not allowed refuses it, and is told. */
void import_refuse_faults(struct import *import, struct import_row *row);

/* Visit each field, in each row that it has. */
typedef void import_field_visitor(void *of, int field, int row);

void import_each_field(const struct answers *answers,
		       import_field_visitor *visitor, void *of);

/* A conflict, which is no fault of the file. */
void import_conflict(struct import *import, struct import_row *row,
		     const char *field, const char *text);

/* Are the names of the row in their lists, or may they be added? */
CHECKED int import_check_names(struct import *import, struct import_row *row,
			       const char *organisatie, struct err *err);

/* Find the traject of the row, or make it; it is then import->traject. */
CHECKED int import_find_traject(struct import *import, struct import_row *row,
				struct err *err);

/* ours may lose empty rows at the end of its repeats. */
bool import_same_answers(struct answers *ours, const struct answers *theirs);

/* About how many rows are in it. */
size_t import_count_rows(const char *text, size_t length);

/*
 * An answer that is as we have it stays the client's where theirs does not say
 * whose it is.
 */
void import_keep_client(const struct answers *ours, struct answers *theirs);

/* The rows of one text, with what goes before them; no transaction of its own. */
CHECKED int import_text(struct import *import, const char *text, size_t length,
			struct err *err);
void import_done(struct import *import);

/* All of the row goes in, or nothing of it; and it is counted. */
CHECKED int import_take_row(struct import *import, struct import_row *row,
			    struct err *err);

/* From the data file that the options name; drafts: how many stay in it. */
CHECKED int import_store(struct store *store, struct catalogue *catalogue,
			 const struct import_options *options,
			 struct import_result *result, size_t *drafts,
			 struct err *err);

/* A row of import_store(), on its way in. */
CHECKED int import_store_row(struct import *import, struct import_row *row,
			     struct err *err);

/*
 * The end of the transaction in which a file went in whole, but for conflicts,
 * or not at all: what stays is said in the result.
 */
CHECKED int import_finish(struct store *store,
			  const struct import_options *options,
			  struct import_result *result, int code,
			  struct err *err);

/*
 * Merge a record that knows where it comes from, of import->traject: by the
 * revisions that its file knows it is older, newer or in conflict.
 */
CHECKED int import_merge(struct import *import, struct import_row *row,
			 const struct revision_list *theirs, struct err *err);

/* Withdraw the record with this id, as its file did by this revision. */
CHECKED int import_withdraw(struct import *import, struct import_row *row,
			    const char *id, const char *revision,
			    const struct revision_list *theirs,
			    struct err *err);

/*
 * Ask who is right, and show both; PREFER_OURS or PREFER_THEIRS, or
 * PREFER_NOTHING when it was not decided and the row is a conflict.
 */
enum import_prefer import_decide(struct import *import, struct import_row *row,
				 const struct record_head *ours,
				 const struct answers *our_answers,
				 bool same_place);

#endif
