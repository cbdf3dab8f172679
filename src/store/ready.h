/*
 * store/ready.h - records that are made ready first, and then put in the file
 *
 * Making ready is what takes long and asks nothing of the file: the values of
 * the columns, and the hash of the history.  So another process may do it, for
 * a record that is new, of a traject that is new (base/ahead.h).
 *
 * Owns      what is ready is bytes, of the caller.
 * Fails     as records_add().
 */
#ifndef STORE_READY_H
#define STORE_READY_H

#include "base/buffer.h"
#include "store/records.h"

/*
 * From here on this process makes records ready, and it is this moment: what
 * is random, and when it is, is its own.
 */
void ready_begin(struct store *store);

/*
 * Add a record, made ready, to out; not hashed, the hash of its history is left
 * to who puts it in the file.  False, with nothing added, when it is not
 * of the form that was saved last, or a value is impossible.
 */
CHECKED bool ready_make(struct store *store, const struct form *form,
			const struct record_head *head,
			const struct answers *answers,
			const struct authorship *by, bool hashed,
			struct buffer *out);

/*
 * Those that are ready wait until some of them go in together, which takes half
 * of what it takes one by one.
 */
struct ready;

/* So many may wait. */
#define READY_MOST 64

struct ready *ready_new(struct store *store, const struct authorship *by);
void ready_free(struct ready *ready);

/* Are the names of this head in their lists?  Asked before it is added. */
bool ready_has_names(struct ready *ready, const struct record_head *head);

/*
 * A record of a new traject that the head names, with names that are in their
 * lists; bytes and head are borrowed until it went in.  ERR_EXISTS,
 * ERR_NOTFOUND and ERR_INVALID, perhaps without a sentence, when it has to be
 * added in the ordinary way to know more, or one before it has: then the
 * transaction has to go back to before them all.
 */
CHECKED int ready_add(struct ready *ready, const struct form *form,
		      const struct record_head *head, const char *bytes,
		      struct err *err);

/* All that wait go in now; fails as ready_add(). */
CHECKED int ready_flush(struct ready *ready, struct err *err);

/* They were undone, or are added in another way. */
void ready_drop(struct ready *ready);

#endif
