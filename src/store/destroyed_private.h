/*
 * store/destroyed_private.h - what is left of a traject that was destroyed
 *
 * A mark says when and by whom, not what.  Ids are kept as hashes, which nobody
 * can turn back because ids are random; the place (organisatie and code) as a
 * hash with a key of this file, so that the same code is known again.  Each
 * mark is chained to the one before it by its digest, and holds the last
 * digests of the histories that went with it.
 *
 * Owns      nothing.
 * Fails     ERR_EXISTS when something was destroyed before; else with the
 *           sentences of db_fail().
 */
#ifndef STORE_DESTROYED_PRIVATE_H
#define STORE_DESTROYED_PRIVATE_H

#include "base/problem.h"
#include "store/history_private.h"
#include "store/store_private.h"

/* The hash of an id; of one in capitals too. */
void destroyed_hash(const char *uuid, unsigned char out[DIGEST_BYTES]);
/* The same of the id in this column. */
void destroyed_hash_of(sqlite3_stmt *row, int column,
		       unsigned char out[DIGEST_BYTES]);

/* Is this the hash of a traject or a record that was destroyed? */
CHECKED int destroyed_has(struct store *store,
			  const unsigned char hash[DIGEST_BYTES], bool *out,
			  struct err *err);

/* The hash of a place in this file; the key is made when there is none. */
CHECKED int destroyed_place(struct store *store, int64_t organisatie,
			    const char *code, unsigned char out[DIGEST_BYTES],
			    struct err *err);

/* The digest of the mark with this number, from what is written down of it. */
CHECKED int destroyed_digest(struct store *store, int64_t mark,
			     unsigned char out[DIGEST_BYTES], struct err *err);

/*
 * May a record of this id, or a traject of this id (NULL: a new one) in this
 * place, come into the file?  ERR_EXISTS when it was destroyed.
 */
CHECKED int destroyed_check_record(struct store *store, const char *uuid,
				   struct err *err);
CHECKED int destroyed_check_traject(struct store *store, const char *uuid,
				    int64_t organisatie, const char *code,
				    struct err *err);

/* Are the marks what they were, and is nothing of them there? */
CHECKED int destroyed_check(struct store *store, struct problem_list *problems,
			    struct err *err);

#endif
