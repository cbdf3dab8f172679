/*
 * store/selection_private.h - a selection as a condition in SQL
 *
 * Parameters 1 and 2 are the days, 3 to 5 the names, 6 whether withdrawn ones
 * are wanted.
 *
 * Owns      nothing: the texts of a selection are borrowed until the statement
 *           is given back.
 * Fails     never.
 */
#ifndef STORE_SELECTION_PRIVATE_H
#define STORE_SELECTION_PRIVATE_H

#include "store/db_private.h"
#include "store/records.h"

#define SELECTION_PARAMETERS 6

/*
 * On the three names of t, a record or a traject.  What IN looks in is made
 * once per query.  A team or medewerker "" is none; no name has id 0.
 */
#define SELECTION_NAMES                                                        \
	"(?3 IS NULL OR t.organisatie IN (SELECT id FROM name"                 \
	" WHERE list = 'organisatie' AND text = ?3))"                          \
	" AND (?4 IS NULL OR coalesce(t.team, 0) IN (SELECT id FROM name"      \
	" WHERE list = 'team' AND text = ?4"                                   \
	" UNION ALL SELECT 0 WHERE ?4 = ''))"                                  \
	" AND (?5 IS NULL OR coalesce(t.medewerker, 0) IN (SELECT id FROM "    \
	"name"                                                                 \
	" WHERE list = 'medewerker' AND text = ?5"                             \
	" UNION ALL SELECT 0 WHERE ?5 = ''))"

/* A statement that has fewer parameters takes those that it has. */
static inline void selection_bind(sqlite3_stmt *statement,
				  const struct selection *selection)
{
	db_bind_text(statement, 1, selection->from);
	db_bind_text(statement, 2, selection->to);
	db_bind_text(statement, 3, selection->organisatie);
	db_bind_text(statement, 4, selection->team);
	db_bind_text(statement, 5, selection->medewerker);
	sqlite3_bind_int(statement, 6, selection->withdrawn);
}

#endif
