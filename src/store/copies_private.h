/*
 * store/copies_private.h - the copies of the file that this program made
 *
 * Those in the directory of the daily backups are known by being there; the
 * others are noted when they are made, so that what is destroyed can be
 * destroyed in them too.
 *
 * Owns      lists are the caller's, to copies_done().
 * Fails     with the sentences of db_fail(); ERR_SYSTEM for a directory that
 *           cannot be read.
 */
#ifndef STORE_COPIES_PRIVATE_H
#define STORE_COPIES_PRIVATE_H

#include "store/store_private.h"

struct copies {
	char **paths;
	size_t count;
	size_t capacity;
};

void copies_done(struct copies *copies);

/* The directory of the daily backups of the file at path; free() it. */
char *copies_directory(const char *path);

/* Note that a copy was put at path; nothing when it is a daily backup. */
CHECKED int copies_note(struct store *store, const char *path, struct err *err);

/*
 * The name under which this process makes a copy that will be at path; free()
 * it.  Not one that a person would give: left behind, it is removed.
 */
char *copies_partial(const char *path);

/*
 * Remove what programs that are no more left of copies they were making to
 * this path, which is the copy's or that of the file itself.
 */
void copies_remove_unfinished(const char *path);

/* Forget that one was there. */
CHECKED int copies_forget(struct store *store, const char *path,
			  struct err *err);

/* Add all that are noted. */
CHECKED int copies_noted(struct store *store, struct copies *copies,
			 struct err *err);

/* All that are noted, and every file among the daily backups. */
CHECKED int copies_list(struct store *store, struct copies *out,
			struct err *err);

#endif
