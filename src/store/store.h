/*
 * store/store.h - the one file in which everything is kept
 *
 * A SQLite file with application_id and user_version set, WAL and
 * synchronous=FULL.  Every writing function of this room is one transaction,
 * unless the caller holds one open with store_begin(); inside, each call is a
 * savepoint, so a call that fails leaves nothing of itself behind.  Writers
 * of several processes queue with flock() on a side file (FILE-queue), then
 * BEGIN IMMEDIATE; who wrote a moment ago may go on.  After COMMIT the writer
 * writes to that file, which others watch, until when it goes on.
 *
 * Owns      the store is the caller's, to store_close().
 * Fails     ERR_NOTFOUND (read-only and no file), ERR_INVALID (no SQLite
 *           file, another program's, a newer program's), ERR_BUSY (locked for
 *           longer than one waits), ERR_SYSTEM (disk full, read-only,
 *           network drive...), ERR_MEMORY.  Each sentence says what to do.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct store; /* store/store_private.h */

#define STORE_READ_ONLY 1u
/*
 * A file that is made here has no log until one transaction is through: of much
 * that goes in at once nothing is written twice.  Who opens it meanwhile waits.
 */
#define STORE_FILL 2u

/*
 * Was the program killed while it made this file, or put one in its place?  Then
 * it is to be opened for writing, also by who only wants to read: SQLite has to
 * take back what was half done.
 */
bool store_is_half_made(const char *path);

/*
 * Open path; it is made (0600, its directory 0700) unless read-only.  To be
 * written, a file of an older program becomes one of this one, and nobody else may
 * have it open then: ERR_BUSY, with who.
 */
CHECKED int store_open(const char *path, unsigned flags, struct store **out,
		       struct err *err);
/* Checkpoint, close, free; NULL is allowed. */
void store_close(struct store *store);

const char *store_path(const struct store *store);
/*
 * What keeps the file from being the person's alone, in a sentence with what to
 * do; NULL when nothing does; free() it.
 */
char *store_exposure(const struct store *store);
bool store_is_read_only(const struct store *store);

/*
 * How long a call waits for a file that another program has, in milliseconds;
 * STORE_PATIENCE unless said.  Once that was in vain the next calls do not wait
 * as long, until one was let in.
 */
#define STORE_PATIENCE 10000
void store_be_patient(struct store *store, int milliseconds);

/* One transaction over several calls.  They nest. */
CHECKED int store_begin(struct store *store, struct err *err);
CHECKED int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/*
 * One view of the file over several statements that only read.  It nests,
 * also in a transaction that writes.
 */
CHECKED int store_begin_reading(struct store *store, struct err *err);
void store_end_reading(struct store *store);

/*
 * Until the level that is open now ends, those inside it have no way back of
 * their own, which is quicker for many small steps that mostly succeed.  One
 * that is rolled back after it has written tears the level: it can then only be
 * rolled back as a whole, and be done again without trust.
 */
void store_trust(struct store *store);
bool store_is_torn(const struct store *store);

/*
 * Who vouches has looked up, in this transaction, all that it writes refers to,
 * and removes nothing: SQLite does not look again, which is a tenth of the time
 * of an import.  data check does.
 */
void store_vouch(struct store *store, bool vouched);

/*
 * A fact about the file itself: "demo" ("1"), "practice" ("1").  *value is
 * NULL when it was never noted; free() it.
 */
CHECKED int store_noted(struct store *store, const char *name, char **value,
			struct err *err);
CHECKED int store_note(struct store *store, const char *name, const char *value,
		       struct err *err);
/* Is it noted, as "1"? */
CHECKED int store_is_noted(struct store *store, const char *name, bool *noted,
			   struct err *err);
/* The same where a note that cannot be read is as good as none. */
bool store_has_note(struct store *store, const char *name);

/*
 * A descriptor that becomes readable when another process has written, or -1
 * where the system has no such thing (then ask store_changed() now and then).
 */
int store_watch(struct store *store);

/*
 * Has another connection committed since this was last asked?  Also empties
 * the watch.
 */
bool store_changed(struct store *store);

/* How the file was at some moment; all zeros is like no other. */
struct store_mark {
	bool known;
	int64_t others, own; /* what was written by them and by us */
};

/*
 * Did nobody write since this mark was made, us neither?  Then it is that of
 * now.  Asked before something is read, it tells later whether to read it again.
 */
bool store_is_as(struct store *store, struct store_mark *mark);

#endif
