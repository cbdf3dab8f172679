/*
 * store/key.h - the passphrase of files that are encrypted
 *
 * Built with SQLCipher the program can read and write files that are encrypted
 * as a whole.  There is one passphrase in a run: the file, its log, its copies
 * and what is made of them have the same.  Without SQLCipher nothing here does
 * anything, and no file is taken for an encrypted one.
 *
 * Owns      the passphrase is copied, into memory that is not swapped out.
 * Fails     ERR_INVALID for a wrong passphrase, ERR_BUSY when others have the
 *           file, ERR_SYSTEM.
 */
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

/* Was the program built with SQLCipher? */
bool key_is_possible(void);

/* Is there a file at path, and is it an encrypted one? */
bool key_is_needed(const char *path);

/* The passphrase from here on; NULL or "" for none. */
CHECKED int key_use(const char *passphrase, struct err *err);

/* Does it open the file at path? */
CHECKED int key_check(const char *path, struct err *err);

/*
 * Write the file at path anew with another passphrase, or with none, and use
 * that from here on.  Nobody may have it open.  Copies that were made before
 * stay as they are.
 */
CHECKED int key_change(const char *path, const char *passphrase,
		       struct err *err);

#endif
