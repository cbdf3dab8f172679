/*
 * store/drafts_private.h - drafts as the rest of the room sees them
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     as store/drafts.h, and with the sentences of db_fail().
 */
#ifndef STORE_DRAFTS_PRIVATE_H
#define STORE_DRAFTS_PRIVATE_H

#include "store/drafts.h"
#include "store/head_private.h"

/* As HEAD_COLUMNS, from draft as d, and the id of its form behind them. */
#define DRAFT_COLUMNS                                                          \
	"d.id, d.record, d.traject, j.code, o.text, m.text, w.text, 'draft',"  \
	" NULL, j.ended, d.jeugdige, d.informant, d.revision, d.changed, 0,"   \
	" d.form"

#define DRAFT_JOINS                                                            \
	" FROM draft AS d JOIN traject AS j ON j.id = d.traject"               \
	" JOIN name AS o ON o.id = j.organisatie"                              \
	" LEFT JOIN name AS m ON m.id = j.team"                                \
	" LEFT JOIN name AS w ON w.id = j.medewerker"

/*
 * Is draft d a draft and no second entry?  A condition in SQL; what a file of
 * an older layout has are drafts.
 */
const char *drafts_own(const struct store *store);

/* A draft is not in the file any more: ERR_NOTFOUND, with a sentence. */
int drafts_gone(struct err *err);

/* The table of a draft's form, after tables_list(). */
CHECKED int drafts_table(const struct store *store, int64_t form,
			 const struct table **out, struct err *err);

/* From a row of DRAFT_COLUMNS, after tables_list(). */
CHECKED int drafts_read_head(struct store *store, sqlite3_stmt *row,
			     struct record_head *out, struct err *err);

/* The draft or second entry of a record; ERR_NOTFOUND without a sentence. */
CHECKED int drafts_of_record(struct store *store, const char *record,
			     struct draft *out, struct err *err);

/* Is the form of the draft this one, in this version? */
CHECKED int drafts_check_form(const struct form *form,
			      const struct draft *draft, struct err *err);

/* The head that a record will have; ERR_NOTFOUND when there is no draft. */
CHECKED int drafts_head(struct store *store, const char *record,
			struct record_head *out, struct err *err);

/* Its answers; ERR_NOTFOUND when there is no draft. */
CHECKED int drafts_read_record(struct store *store, const struct form *form,
			       const char *record, struct answers *answers,
			       struct err *err);

/* The answers of the draft with this id. */
CHECKED int drafts_read(struct store *store, const struct form *form,
			int64_t id, struct answers *answers, struct err *err);

/* ERR_HELD when another process that still runs has it open. */
CHECKED int drafts_check(struct store *store, int64_t id, struct err *err);

/*
 * What the draft (0: none) was for is done: remove it, unless it is gone;
 * ERR_HELD as above.
 */
CHECKED int drafts_finish(struct store *store, int64_t id, struct err *err);

#endif
