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
 * Add a record, made ready, to out.  False, with nothing added, when it is not
 * of the form that was saved last, or a value is impossible.
 */
CHECKED bool ready_make(struct store *store, const struct form *form,
			const struct record_head *head,
			const struct answers *answers,
			const struct authorship *by, struct buffer *out);

/* The id that the traject must have. */
const char *ready_traject(const char *ready);

/*
 * As records_add(), with the same head and authorship; ERR_EXISTS, without a
 * sentence, when it has to be added in the ordinary way to know more.
 */
CHECKED int ready_add(struct store *store, const struct form *form,
		      const struct record_head *head,
		      const struct traject *traject, const char *ready,
		      const struct authorship *by, struct err *err);

#endif
