/*
 * store/deeds_private.h - who did what, and when
 *
 * A deed is shared by all revisions that came of it: those of an import have
 * one.  What is in it goes into the digest of each.
 *
 * Owns      the last deed, in the store.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_DEEDS_PRIVATE_H
#define STORE_DEEDS_PRIVATE_H

#include "store/history_private.h"

/* The deed of a revision; the last one of this transaction, or a new one. */
CHECKED int deeds_id(struct store *store, const struct revision *revision,
		     int64_t *out, struct err *err);

/* It may be gone. */
void deeds_forget(struct store *store);

/* Remove deeds of which there is nothing any more. */
CHECKED int deeds_clean(struct store *store, struct err *err);

#endif
