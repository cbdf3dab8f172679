/*
 * store/snapshot_private.h - all answers of one record at one moment
 *
 * The same list is made of answers in memory and of what the file holds, so
 * that two states can be compared, a change can be undone, and a state can be
 * hashed.  It knows no form, only the table, and leaves out what is empty.
 * The number of rows of a repeat is an entry too, under the repeat's name.
 *
 * Owns      its texts are borrowed or in its arena, until snapshot_done().
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_SNAPSHOT_PRIVATE_H
#define STORE_SNAPSHOT_PRIVATE_H

#include <sodium.h>

#include "base/alloc.h"
#include "form/answers.h"
#include "store/feed_private.h"
#include "store/table_private.h"

struct snapshot_entry {
	const char *field; /* or the name of a repeat */
	size_t column;     /* of the table, from 1; 0: look for it by name */
	int row;
	const char *value;
	const char *missing;
	const char *remark;
	const char *reason;
	const char *client; /* "hidden", "shown" or NULL: form/answers.h */
};

/* All zeros is empty. */
struct snapshot {
	struct snapshot_entry *entries; /* by field, then row */
	size_t count;
	size_t capacity;
	struct arena arena;
};

void snapshot_done(struct snapshot *snapshot);

/* Of answers, which must stay as they are meanwhile. */
void snapshot_take(struct snapshot *snapshot, const struct binding *binding,
		   const struct answers *answers);

/* Of the record with this id in the table. */
CHECKED int snapshot_read(struct snapshot *snapshot, struct store *store,
			  struct table *table, int64_t record, struct err *err);

/* NULL when it is empty there. */
const struct snapshot_entry *snapshot_find(const struct snapshot *snapshot,
					   const char *field, int row);

/* Put an entry in its place, copied; one that is empty takes it out. */
void snapshot_put(struct snapshot *snapshot,
		  const struct snapshot_entry *entry);

/* -1, 0, 1 by field and row. */
int snapshot_compare(const struct snapshot_entry *a,
		     const struct snapshot_entry *b);
bool snapshot_same(const struct snapshot_entry *a,
		   const struct snapshot_entry *b);

/* Feed it to a hash: what the table says is sealed, and row counts. */
void snapshot_feed(const struct snapshot *snapshot, const struct table *table,
		   struct feed *feed);

/* Feed a text with its length; NULL differs from "". */
void snapshot_hash_text(crypto_hash_sha256_state *hash, const char *text);

#endif
