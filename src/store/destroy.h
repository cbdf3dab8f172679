/*
 * store/destroy.h - taking a traject away for good
 *
 * Destroying takes all values of a traject out of the tables, the history and
 * the drafts, and its code, and leaves a mark of when and who (see
 * store/destroyed_private.h); nothing of it can be brought back in.  Then its
 * traces go: free pages, the log, and the copies of the file that the program
 * made or knows of.  Each of those files is searched for the ids of what was
 * destroyed.  Only when that has succeeded everywhere is it finished; what
 * keeps it from that is told, and destroy_finish() goes on later.
 *
 * Owns      problem lists are the caller's.
 * Fails     ERR_NOTFOUND, ERR_HELD when a form of the traject is open in
 *           another program; then nothing was destroyed.  What is only
 *           unfinished is no failure.
 */
#ifndef STORE_DESTROY_H
#define STORE_DESTROY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "store/records.h"
#include "store/store.h"

/* What would go. */
struct destroy_counts {
	int64_t records;
	int64_t drafts;
};

CHECKED int destroy_look(struct store *store, int64_t traject,
			 struct destroy_counts *out, struct err *err);

/*
 * Destroy, and clean up as destroy_finish() does.  by->why is not kept: it
 * could say what is to be forgotten.
 */
CHECKED int destroy_traject(struct store *store, int64_t traject,
			    const struct authorship *by,
			    struct problem_list *left, struct err *err);

/* Is anything destroyed of which traces are left? */
bool destroy_is_unfinished(struct store *store);

/*
 * Go on with what was not finished; left is empty when all of it is.  Not
 * within a transaction.
 */
CHECKED int destroy_finish(struct store *store, struct problem_list *left,
			   struct err *err);

#endif
