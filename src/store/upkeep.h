/*
 * store/upkeep.h - is the file whole, how large is it, and a copy of it
 *
 * Owns      the info is the caller's, to file_info_done().
 * Fails     ERR_SYSTEM, ERR_BUSY; what a check finds is in the problems.
 */
#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

#include <stdbool.h>
#include <stdint.h>

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
void file_info_done(struct file_info *info);

/*
 * Everything the file can say about itself: integrity, foreign keys, tables
 * against the forms kept in it, names and trajecten of every record, the chain
 * of hashes of the history.  Each fault is a problem; none is a clean file.
 */
CHECKED int upkeep_check(struct store *store, struct problem_list *problems,
			 struct err *err);

/* A verified copy, while others may go on writing.  path must not exist. */
CHECKED int upkeep_backup(struct store *store, const char *path,
			  struct err *err);

#endif
