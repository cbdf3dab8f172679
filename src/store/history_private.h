/*
 * store/history_private.h - what became of a record, and that nobody touched it
 *
 * Each completion, correction and withdrawal adds a revision.  It holds the
 * answers that it replaced; what was there at any moment follows from the
 * record as it is by undoing revisions.  Its digest is a hash over the digest
 * before it, over who, when and what, and over the state: a hash of all sealed
 * answers behind a random salt.  The state itself is only written down when
 * answers and salt are destroyed, so that the chain can be checked afterwards
 * and nothing can be guessed from it.  A revision that was made elsewhere has
 * the parent that it has there, which need not be the one before it here.
 *
 * Owns      texts are borrowed.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_HISTORY_PRIVATE_H
#define STORE_HISTORY_PRIVATE_H

#include <sodium.h>

#include "base/pack.h"
#include "store/records.h"
#include "store/snapshot_private.h"
#include "store/store_private.h"

#define SALT_BYTES 16

/* All columns of a revision: from layout 7 on who did what, and when, is a deed
 * that many revisions share. */
#define REVISION_COLUMNS                                                       \
	"r.*, d.at, d.medewerker, d.login, d.what"                             \
	" FROM revision AS r JOIN deed AS d ON d.id = r.deed"

/* A query of those, in a file of any layout. */
#define REVISIONS(store, before, after)                                        \
	(store_is_compact(store) ? before "(SELECT " REVISION_COLUMNS          \
					  ")" after                            \
				 : before "revision" after)

struct revision {
	const struct table *table;
	int64_t record; /* id in that table */
	const char *uuid;
	const char *parent; /* uuid of the revision it was made from, or NULL */
	const char *at;
	const char *medewerker;
	const char *login;
	const char *what;
	const char *why;
	const char *status;
	const char *completed;
	bool counts;
	/* Of the record, for its state: what cannot change. */
	const char *record_uuid;
	const char *traject_uuid;
	const char *jeugdige;
	const char *informant;
};

/*
 * Who, when and why, by an authorship, or NULL: without a login it is the
 * person at this machine, without a moment it is now.
 */
void history_sign(struct store *store, const struct authorship *by,
		  const char *now, struct revision *revision);

/* The hash, of this length, of the answers at this revision. */
void history_state(const struct revision *revision,
		   const struct snapshot *snapshot,
		   const unsigned char salt[SALT_BYTES], int length,
		   struct digest *state);

/* The link of the chain; before is the digest before it, or has no length. */
void history_digest(const struct revision *revision, const struct digest *state,
		    const struct digest *before, struct digest *digest);

/* False when what stands there is not of the length of a digest. */
bool history_read_digest(sqlite3_stmt *row, int column, struct digest *out);

/*
 * Add a revision that leads from one state to the next; before is NULL for the
 * first.
 */
CHECKED int history_add(struct store *store, const struct revision *revision,
			const struct snapshot *before,
			const struct snapshot *after, struct err *err);

/*
 * The same for the first one of a record in two halves: its digest, or, not
 * hashed, the bytes that this is of, for which nothing of the file is needed;
 * and the digest.
 */
void history_pack(const struct revision *revision, const struct snapshot *after,
		  const unsigned char salt[SALT_BYTES], bool hashed,
		  struct buffer *out);
void history_unpack(struct unpacking *in, struct digest *digest);

/* Put back into a snapshot what this revision replaced. */
CHECKED int history_undo(struct store *store, int64_t seq,
			 struct snapshot *snapshot, struct err *err);

#endif
