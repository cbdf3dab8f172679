/*
 * store/trajecten_private.h - the head of a traject, as the rest of the room
 * writes it
 *
 * Owns      heads and lists are the caller's, to free with their done function.
 * Fails     as store/trajecten.h, and with the sentences of db_fail().
 */
#ifndef STORE_TRAJECTEN_PRIVATE_H
#define STORE_TRAJECTEN_PRIVATE_H

#include "store/names_private.h"
#include "store/store_private.h"
#include "store/trajecten.h"

/*
 * A number is never used twice: somebody may have the traject of it on a screen.
 * This note has the highest of those that were destroyed.
 */
#define NOTE_HIGHEST_TRAJECT "highest_traject"

/* What a record takes from its traject.  All zeros is empty. */
struct traject_head {
	char *uuid;
	char *ended;
	char *changed;
	struct name_ids names;
};

void traject_head_done(struct traject_head *head);

/* A traject is not in the file any more: ERR_NOTFOUND, with a sentence. */
int trajecten_gone(struct err *err);

/* ERR_NOTFOUND when there is no such traject. */
CHECKED int trajecten_head(struct store *store, int64_t id,
			   struct traject_head *out, struct err *err);

/*
 * Let the head follow the answers of the traject form; which says of each
 * field of the form whether it does, NULL for all of them.  A code or an
 * organisation that is empty stays what it was.
 */
CHECKED int trajecten_follow(struct store *store, const struct form *form,
			     int64_t id, const struct answers *answers,
			     const bool *which, struct err *err);

/* Something of it changed at this moment, unless it changed later. */
CHECKED int trajecten_touch(struct store *store, int64_t id, const char *at,
			    struct err *err);

/* The columns that trajecten_read() reads.  Left joins keep the trajecten first,
 * in the order of their index. */
#define TRAJECT_COLUMNS                                                        \
	"SELECT j.id, j.uuid, o.text, j.code, m.text, w.text, j.started,"      \
	" j.ended, j.changed"
#define TRAJECT_TABLES                                                         \
	" FROM traject AS j LEFT JOIN name AS o ON o.id = j.organisatie"       \
	" LEFT JOIN name AS m ON m.id = j.team"                                \
	" LEFT JOIN name AS w ON w.id = j.medewerker"

/* All rows of a statement of these, added to found. */
CHECKED int trajecten_read(struct store *store, sqlite3_stmt *listing,
			   struct traject_list *found, struct err *err);

/* How many there are. */
CHECKED int trajecten_count(struct store *store, int64_t *total,
			    struct err *err);

/* Have the number of the next one in store->next_traject: nobody else adds one as
 * long as this transaction lasts. */
CHECKED int trajecten_number(struct store *store, struct err *err);

/* They are counted anew after each so many numbers. */
#define TRAJECTEN_STEP 256

/* In the transaction in which one came, or went: their number moves. */
CHECKED int trajecten_came(struct store *store, int64_t id, struct err *err);
CHECKED int trajecten_went(struct store *store, int64_t id, struct err *err);

/* trajecten_list() of a query that is a text and nothing else. */
CHECKED int trajecten_search(struct store *store,
			     const struct traject_query *query,
			     struct traject_list *found, int64_t *total,
			     struct err *err);

/* What was kept for searches. */
void trajecten_forget_search(struct store *store);

/* Give the connection the function that searches. */
CHECKED int trajecten_prepare(struct store *store, struct err *err);

#endif
