/*
 * store/upkeep_private.h - copies and checks, within the room
 *
 * Owns      nothing.
 * Fails     as store/upkeep.h; what a check finds is no failure but a problem
 *           in the list.
 */
#ifndef STORE_UPKEEP_PRIVATE_H
#define STORE_UPKEEP_PRIVATE_H

#include "store/store_private.h"
#include "store/upkeep.h"

/*
 * Make the file path, which may not exist, 0600; then fill it with a copy and
 * verify that.  One file, without a log beside it.  Left alone when it fails:
 * remove it.
 */
CHECKED int upkeep_make_copy(struct store *store, const char *path,
			     struct err *err);

/* "20261121-140500"; now. */
#define STAMP_ROOM 16
void upkeep_stamp(char out[STAMP_ROOM]);

/*
 * What the rows of one form, those of the file itself, and the tables that
 * every file has must be; each fault is a problem.
 */
CHECKED int upkeep_check_rows(struct store *store, const struct table *table,
			      struct problem_list *problems, struct err *err);
CHECKED int upkeep_check_others(struct store *store,
				struct problem_list *problems, struct err *err);
CHECKED int upkeep_check_layout(struct store *store,
				struct problem_list *problems, struct err *err);

#endif
