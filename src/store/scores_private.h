/*
 * store/scores_private.h - the scores of a record once more, in two bits each
 *
 * The figures of a form are counted from its scores, of every record in the
 * file.  As columns of their own that is some thirty for SQLite to find in each
 * row; the column __scores of the head has them in a few bytes, which takes a
 * third of the time.  The place of a score among them is form_field.score: it
 * never means another field, and a score that a form was given later comes
 * behind the others.  What stands in the columns is what holds: data check
 * compares.
 *
 * Files of the layouts before 8 do not have it; a summary of such a file, which
 * can only be opened for reading, goes by the columns.
 *
 * Owns      nothing.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_SCORES_PRIVATE_H
#define STORE_SCORES_PRIVATE_H

#include <sqlite3.h>

#include "form/answers.h"
#include "store/table_private.h"
#include "store/tally.h"

struct problem_list;

/* More scores than a table can have columns. */
#define SCORES_MOST 2048
#define SCORES_BYTES (SCORES_MOST / 4)

/* Does the file have them? */
bool store_has_scores(const struct store *store);

/*
 * The scores of these answers, in SCORES_BYTES at out; how many bytes, 0 for a
 * form without scores.
 */
size_t scores_of(const struct binding *binding, const struct answers *answers,
		 unsigned char *out);

/* One of the four states that a score can be in; EMPTY beyond the end. */
static inline enum tally_state scores_at(const unsigned char *scores,
					 size_t length, int place)
{
	size_t byte = (size_t)place / 4;

	if (byte >= length)
		return TALLY_EMPTY;
	return (enum tally_state)(scores[byte] >> (place % 4 * 2) & 3);
}

/* What table_add_value() gives for a score. */
enum tally_state scores_state(sqlite3_value *value);

/* Write the column for all records of the table. */
CHECKED int scores_fill(struct store *store, const struct table *table,
			struct err *err);

/* Records of the table whose column does not say what their scores are. */
CHECKED int scores_check(struct store *store, const struct table *table,
			 struct problem_list *problems, struct err *err);

#endif
