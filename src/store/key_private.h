/*
 * store/key_private.h - the passphrase, for who opens files
 *
 * Owns      nothing; the passphrase stays in store/key.c.
 * Fails     ERR_INVALID when there is none for a file that needs it, ERR_MEMORY.
 */
#ifndef STORE_KEY_PRIVATE_H
#define STORE_KEY_PRIVATE_H

#include <sqlite3.h>

#include "store/key.h"

/*
 * Give the passphrase to a file that was just opened, when it is encrypted; to
 * one that is still empty when like, which may be NULL, is.
 */
CHECKED int key_give(sqlite3 *db, const char *path, const char *like,
		     struct err *err);

#endif
