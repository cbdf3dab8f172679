/*
 * store/head_private.h - the columns that every record has
 *
 * Read in the order of HEAD_COLUMNS from a form's table as t, and written in
 * the order of HEAD_WRITTEN.
 *
 * Owns      a head that was read is the caller's.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_HEAD_PRIVATE_H
#define STORE_HEAD_PRIVATE_H

#include "store/records.h"
#include "store/store_private.h"

#define HEAD_COLUMNS                                                           \
	"t.id, t.uuid, t.traject, j.code, t.organisatie, t.team,"              \
	" t.medewerker, t.status, t.completed, t.ended, t.jeugdige,"           \
	" t.informant, t.revision, t.changed, t.counts"

#define HEAD_JOINS " JOIN traject AS j ON j.id = t.traject"

/* How many HEAD_COLUMNS are: the first column of a value. */
#define HEAD_COUNT 15

#define HEAD_WRITTEN                                                           \
	"uuid, revision, traject, organisatie, team, medewerker, jeugdige,"    \
	" informant, status, completed, ended, changed, counts, __scores"

/* Its columns, in that order; the parameter of each is one more. */
enum {
	HEAD_UUID,
	HEAD_REVISION,
	HEAD_TRAJECT,
	HEAD_ORGANISATIE,
	HEAD_TEAM,
	HEAD_MEDEWERKER,
	HEAD_JEUGDIGE,
	HEAD_INFORMANT,
	HEAD_STATUS,
	HEAD_COMPLETED,
	HEAD_ENDED,
	HEAD_CHANGED,
	HEAD_COUNTS,
	HEAD_SCORES,
	HEAD_WRITTEN_COUNT
};

#define HEAD_PARAMETERS                                                        \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14"

/* What a correction may change: not the place, which is why it is there. */
#define HEAD_ASSIGNED                                                          \
	"revision = ?2, organisatie = ?4, team = ?5, medewerker = ?6,"         \
	" status = ?9, completed = ?10, ended = ?11, changed = ?12,"           \
	" counts = ?13, __scores = ?14"

/* What of a record goes into HEAD_WRITTEN; all is borrowed. */
struct head_written {
	const char *id;
	const char *revision;
	const struct record_head *head; /* the rest of it */
	struct name_ids names;
	const char *ended; /* of its traject; or NULL */
	const char *changed;
	bool counts;
	const unsigned char *scores; /* copied */
	size_t score_bytes;
};

void head_bind(struct store *store, sqlite3_stmt *statement,
	       const struct head_written *written);

/* Fill a head from a row of HEAD_COLUMNS; the three names may be texts too. */
CHECKED int head_read(struct store *store, sqlite3_stmt *row,
		      const struct table *table, struct record_head *out,
		      struct err *err);

#endif
