/*
 * store/names_private.h - names as the numbers that records keep
 *
 * Owns      what is remembered is the store's; a text that is given is the
 *           caller's.
 * Fails     ERR_NOTFOUND where it says so, else with the sentences of db_fail().
 */
#ifndef STORE_NAMES_PRIVATE_H
#define STORE_NAMES_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct store; /* store/store_private.h */

/*
 * Names that were looked up in a transaction; the first look in a next one finds
 * out whether anything was changed elsewhere.  All zeros is empty.
 */
struct names_seen {
	struct name_seen *items; /* ids by name */
	size_t places;           /* for them */
	size_t seen;             /* in this era */
	struct name_text *texts; /* names by id */
	size_t text_count;
	uint64_t era;         /* only what was seen in this one holds */
	int64_t data_version; /* of the file, then */
	bool checked;         /* against that of this transaction */
};
void names_forget(struct store *store);
void names_done(struct store *store);

/* The three that a traject and a record have; 0 for a name there is not. */
struct name_ids {
	int64_t organisatie;
	int64_t team;
	int64_t medewerker;
};

/*
 * Look them up.  organisatie is required, the others may be NULL or "".
 * ERR_NOTFOUND names the one that is in no list.
 */
CHECKED int names_ids(struct store *store, const char *organisatie,
		      const char *team, const char *medewerker,
		      struct name_ids *out, struct err *err);

/* A copy of the name with this id, to free(); NULL when there is none. */
CHECKED int names_text(struct store *store, int64_t id, char **out,
		       struct err *err);

/* 0 when it is not there; parent 0: of whichever organisation. */
CHECKED int names_id(struct store *store, const char *list, int64_t parent,
		     const char *name, int64_t *out, struct err *err);

#endif
