/*
 * store/upkeep.h - is the file whole, how large is it, copies and back
 *
 * Owns      the info is the caller's, to file_info_done().
 * Fails     ERR_SYSTEM, ERR_BUSY; what a check finds is in the problems.
 */
#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/problem.h"
#include "store/store.h"

struct file_info {
	int64_t bytes;
	int schema_version;
	int64_t trajecten;
	int64_t drafts;
	bool demo, practice;
	size_t form_count;
	struct file_info_form {
		char *name, *version;
		int64_t complete, counting, withdrawn, drafts;
	} * forms;
};

CHECKED int upkeep_info(struct store *store, struct file_info *out,
			struct err *err);
/* The same of a copy; it is not changed. */
CHECKED int upkeep_copy_info(const char *path, struct file_info *out,
			     struct err *err);
void file_info_done(struct file_info *info);

/*
 * Everything the file can say about itself: integrity, foreign keys, tables
 * against the forms kept in it, options and rows, names and trajecten of every
 * record, drafts, the chain of hashes of the history, the marks of what was
 * destroyed.  Each fault is a problem; none is a clean file.  What the rules of
 * the forms say comes from entry/recheck.h.
 */
CHECKED int upkeep_check(struct store *store, struct problem_list *problems,
			 struct err *err);

/* A verified copy, while others may go on writing.  path must not exist. */
CHECKED int upkeep_backup(struct store *store, const char *path,
			  struct err *err);

/*
 * Note in the file that a copy was put at path, so that what is destroyed later
 * is destroyed there too.  The daily copies need no note.
 */
CHECKED int upkeep_note_copy(struct store *store, const char *path,
			     struct err *err);

/*
 * A copy with the moment in its name, NAME-20261121-140500.EXT for NAME.EXT;
 * then the oldest of those go until keep (1 or more) are left.  *made gets the
 * path; free() it.
 */
CHECKED int upkeep_backup_kept(struct store *store, const char *path, int keep,
			       char **made, struct err *err);

#define UPKEEP_DAILY 7 /* daily copies that are kept */

/*
 * The path to give to upkeep_backup_kept() for the copy of today, in the
 * directory FILE-backups, which is made; *path is NULL when there is one of
 * today, or when nothing changed since the last.  free() it.
 */
CHECKED int upkeep_daily(struct store *store, char **path, struct err *err);

/* The newest daily copy of the file at path; NULL when none; free() it. */
char *upkeep_newest_daily(const char *path);

/*
 * The copy that was made last, of the daily ones and those that were noted, as
 * far as they are still there: when, an ISO moment, and its path, to free().
 * *path is NULL when there is none.
 */
CHECKED int upkeep_last_copy(struct store *store, char when[DATE_ROOM],
			     char **path, struct err *err);

/*
 * Put a copy in the place of the file at path, which may be damaged or gone.
 * The file that was there stays beside it; *aside gets its path, or NULL when
 * there was none; free() it.  What was destroyed in that one is destroyed in
 * the copy too; what is still to be done for that is in left.  ERR_INVALID for
 * a copy that is not ours or of a newer program, ERR_BUSY when the file is open
 * in another program.
 */
CHECKED int upkeep_restore(const char *copy, const char *path, char **aside,
			   struct problem_list *left, struct err *err);

#endif
