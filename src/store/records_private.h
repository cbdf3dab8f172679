/*
 * store/records_private.h - finding and reading records, within the room
 *
 * Owns      tables and bindings are the store's and live until it looks at its
 *           tables anew; heads and answers are the caller's.
 * Fails     ERR_NOTFOUND, and with the sentences of db_fail().
 * Forbids   a call outside a transaction: what is found would be of another
 *           moment than what is read.
 */
#ifndef STORE_RECORDS_PRIVATE_H
#define STORE_RECORDS_PRIVATE_H

#include "store/head_private.h"
#include "store/records.h"
#include "store/snapshot_private.h"

struct record_place {
	struct table *table;
	int64_t row; /* id in that table */
};

/* A record of this id is in the table from now on. */
void records_note_id(struct table *table, const char *id);

/*
 * A query of field, row, remark, reason and client (NULL in a file that does not
 * know it) of what hangs on the answers of a record.
 */
CHECKED int records_take_annotations(struct store *store,
				     const struct table *table, int64_t record,
				     sqlite3_stmt **out, struct err *err);

/* Keep the remark, the reason and the client's mark of this entry, if any. */
CHECKED int records_annotate(struct store *store, const struct table *table,
			     int64_t record, const struct snapshot_entry *e,
			     struct err *err);

/* ERR_NOTFOUND when no form has a record of that uuid. */
CHECKED int records_find(struct store *store, const char *id,
			 struct record_place *out, struct err *err);

/* Another status of a completed record; its answers stay as they are. */
struct status_change {
	const char *record;   /* uuid */
	const char *revision; /* that it must have still; NULL: any */
	enum record_status status;
	const char *what; /* of the revision that says so */
	const struct authorship *by;
};

/*
 * Change the status in the caller's transaction, and tell the record's place
 * and its new revision; ERR_INVALID when it is withdrawn, ERR_EXISTS when its
 * revision is another one.
 */
CHECKED int records_change_status(struct store *store,
				  const struct status_change *change,
				  struct record_place *place,
				  char revision[UUID_ROOM], struct err *err);

/*
 * The record that is complete or verified in this place, but not the one with
 * uuid other (NULL: none), nor one in the table but (NULL: none); out->table is
 * NULL when there is none.
 */
CHECKED int records_find_in_place(struct store *store,
				  const struct form_place *place,
				  const struct table *but, const char *other,
				  struct record_place *out, struct err *err);

/* The head, unless that is NULL, and all answers by this form. */
CHECKED int records_read(struct store *store, const struct form *form,
			 const struct record_place *place,
			 struct record_head *head, struct answers *answers,
			 struct err *err);

/*
 * " WHERE ..." of the records of the selection in the table as t; its parameters
 * are filled in by records_bind().
 */
char *records_where(const struct selection *selection);
void records_bind(sqlite3_stmt *query, const struct selection *selection,
		  const struct table *table);
/* Of another form or version there is nothing to select. */
bool records_is_selected(const struct form *form,
			 const struct selection *selection);
/* Has any record of the table a remark, a reason, or an answer of a client? */
CHECKED int records_find_annotations(struct store *store,
				     const struct table *table, bool *out,
				     struct err *err);

/*
 * The records of a selection by their day and then their id, in little memory:
 *
 *	code = records_order(store, table, selection, &order, err);
 *	for (i = 0; i < order.count && !code; i++)
 *		code = records_next(store, &order, &id, err);
 *	records_order_done(&order);
 */
struct record_of_day; /* store/records_order.c */

struct record_order {
	const struct table *table;
	uint64_t *keys; /* their days and numbers */
	size_t count, capacity, next;
	bool is_done; /* the keys are numbers, in order */
	struct record_of_day *day;
	size_t day_count, day_capacity, day_next;
};

CHECKED int records_order(struct store *store, const struct table *table,
			  const struct selection *selection,
			  struct record_order *out, struct err *err);
/* The number of the next one, of which there are no more than the count. */
CHECKED int records_next(struct store *store, struct record_order *order,
			 int64_t *id, struct err *err);
void records_order_done(struct record_order *order);

/* What who reads many keeps in hand. */
struct record_reader {
	const struct binding *binding;
	sqlite3_stmt *query; /* binding->select */
	bool annotated;      /* false: nothing has a remark or a reason */
};

/* The same with all that in hand. */
CHECKED int records_read_with(struct store *store,
			      const struct record_reader *reader,
			      const struct record_place *place,
			      struct record_head *head, struct answers *answers,
			      struct err *err);

/* Of what it reads all that is not in the row of the record itself. */
CHECKED int records_read_beside(struct store *store,
				const struct record_reader *reader,
				int64_t record, struct answers *answers,
				struct err *err);

/*
 * Of the record of a form that is per traject only the fields asked (one bool for
 * each), and no annotations; *found: is there one?
 */
CHECKED int records_read_asked(struct store *store, const struct form *form,
			       int64_t traject, const bool *asked,
			       struct answers *answers, bool *found,
			       struct err *err);

/* Only the head, without a form. */
CHECKED int records_read_head(struct store *store,
			      const struct record_place *place,
			      struct record_head *head, struct err *err);

#endif
