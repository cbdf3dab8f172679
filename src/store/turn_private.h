/*
 * store/turn_private.h - whose turn it is to write, and the log between turns
 *
 * Who wants to write queues (store/queue_private.h), and at the head of the
 * queue waits for the one who is writing.  Who wrote a moment ago still has in
 * memory what it needs, which another one must read anew, so it may go on for
 * TURN_MS without queueing, if nobody is in between.  Who is seen to write
 * without a pause says so, and whoever is at the head does not look before that
 * time is over.  On a disk that needs longer than that for one commit, everybody
 * has one at a time.
 *
 * What was written is in a log beside the file until it is brought into the
 * file, while others go on writing.  It begins anew when all of it was: where
 * they pause, what came meanwhile is brought in after it.  Where they never do
 * it grows; so when it is very long everybody waits for the last of it, a moment.
 * It is done after a commit, by the one who made it that long.
 *
 * Owns      nothing.
 * Fails     ERR_BUSY, when its turn did not come; else with the sentences of
 *           db_fail().
 */
#ifndef STORE_TURN_PRIVATE_H
#define STORE_TURN_PRIVATE_H

#include "store/store_private.h"

#define TURN_MS 4

/* Of 4 KiB; journal_size_limit leaves room for two and a half times this. */
#define LOG_PAGES 4000

/* For a new connection. */
void turn_prepare(struct store *store);

/* Wait for our turn and begin to write; ERR_BUSY when it did not come. */
CHECKED int turn_take(struct store *store, struct err *err);

/* What was written is committed: tell the others, and see to the log. */
void turn_end(struct store *store);

#endif
