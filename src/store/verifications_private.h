/*
 * store/verifications_private.h - marks of verification, within the room
 *
 * Owns      a verification that was read is the caller's.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_VERIFICATIONS_PRIVATE_H
#define STORE_VERIFICATIONS_PRIVATE_H

#include "store/drafts.h"
#include "store/records_private.h"

/* This draft is a second entry. */
CHECKED int verifying_add(struct store *store, int64_t draft,
			  enum verify_how how, struct err *err);

/* How the record was verified by this revision; VERIFY_NOT: not known. */
CHECKED int verification_read(struct store *store,
			      const struct record_place *place,
			      const char *revision, enum verify_how *how,
			      int64_t *differences, struct err *err);

CHECKED int verification_add(struct store *store,
			     const struct record_place *place,
			     const char *revision, enum verify_how how,
			     int64_t differences, struct err *err);

#endif
