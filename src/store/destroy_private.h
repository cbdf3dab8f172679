/*
 * store/destroy_private.h - the two halves of destroying
 *
 * destroy_rows.c takes the rows away and makes the mark, in one transaction;
 * destroy.c cleans the files and searches them.
 *
 * Owns      nothing.
 * Fails     as store/destroy.h; then nothing of it was done.
 */
#ifndef STORE_DESTROY_PRIVATE_H
#define STORE_DESTROY_PRIVATE_H

#include "store/destroy.h"
#include "store/store_private.h"

/* Of one traject; in a copy of the file too. */
CHECKED int destroy_rows(struct store *store, int64_t traject,
			 const struct authorship *by, struct err *err);

/*
 * Put the marks of another store of the same file here, and destroy what they
 * are about.
 */
CHECKED int destroy_again(struct store *store, struct store *from,
			  struct err *err);

#endif
