/* store/scores.c - see store/scores_private.h */
#include "config.h"

#include "store/scores_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/problem.h"
#include "base/text.h"
#include "form/value.h"
#include "store/store_private.h"

bool store_has_scores(const struct store *store)
{
	return store->schema >= SCORES_SCHEMA;
}

static void put(unsigned char *scores, int place, enum tally_state state)
{
	scores[place / 4] |= (unsigned char)(state << (place % 4 * 2));
}

/* All empty; how many bytes the scores of this table take. */
static size_t begin(const struct table *table, unsigned char *out)
{
	size_t length = (table->score_count + 3) / 4;

	memset(out, 0, length);
	return length;
}

static enum tally_state state_of(const struct field *field,
				 const struct answer *answer)
{
	if (answer->missing)
		return TALLY_MISSING;
	if (!answer->value)
		return TALLY_EMPTY;
	return value_scalar(field, answer->value).integer ? TALLY_MET
							  : TALLY_NOT_MET;
}

size_t scores_of(const struct binding *binding, const struct answers *answers,
		 unsigned char *out)
{
	const struct table *table = binding->table;
	size_t length = begin(table, out);

	for (size_t i = 0; i < table->count; i++) {
		int place = table->columns[i].score;
		int f = binding->field_of[i];

		if (place >= 0 && f >= 0)
			put(out, place,
			    state_of(&binding->form->fields[f],
				     answers_get(answers, f, 0)));
	}
	return length;
}

enum tally_state scores_state(sqlite3_value *value)
{
	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		return sqlite3_value_int(value) ? TALLY_MET : TALLY_NOT_MET;
	case SQLITE_TEXT:
		return TALLY_MISSING;
	default:
		return TALLY_EMPTY;
	}
}

/* --- all records of a table */

/* Gives the ids of a record, what its column has, and then its scores. */
static int take_all(struct store *store, const struct table *table,
		    sqlite3_stmt **out, struct err *err)
{
	struct buffer sql = { 0 };
	int code;

	buffer_add(&sql, "SELECT t.id, t.uuid, t.__scores");
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].score >= 0)
			table_add_value(&sql, &table->columns[i]);
	buffer_print(&sql, " FROM \"%s\" AS t", table->name);
	code = db_take(store, buffer_text(&sql), out, err);
	buffer_done(&sql);
	return code;
}

static size_t read_scores(sqlite3_stmt *row, const struct table *table,
			  unsigned char *out)
{
	size_t length = begin(table, out);
	int index = 3;

	for (size_t i = 0; i < table->count; i++) {
		int place = table->columns[i].score;

		if (place >= 0)
			put(out, place,
			    scores_state(sqlite3_column_value(row, index++)));
	}
	return length;
}

static int write_scores(struct store *store, const struct table *table,
			int64_t id, const unsigned char *scores, size_t length,
			struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *update;
	int code;

	buffer_print(&sql, "UPDATE \"%s\" SET __scores = ?2 WHERE id = ?1",
		     table->name);
	code = db_take(store, buffer_text(&sql), &update, err);
	buffer_done(&sql);
	if (code)
		return code;
	sqlite3_bind_int64(update, 1, id);
	sqlite3_bind_blob(update, 2, scores, (int)length, SQLITE_STATIC);
	return db_run(store, update, err);
}

int scores_fill(struct store *store, const struct table *table, struct err *err)
{
	unsigned char scores[SCORES_BYTES];
	sqlite3_stmt *query;
	int code;

	if (table->score_count == 0)
		return 0;
	code = take_all(store, table, &query, err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		size_t length = read_scores(query, table, scores);

		code = write_scores(store, table,
				    sqlite3_column_int64(query, 0), scores,
				    length, err);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

/* What a form was given later is empty where it is not there. */
static bool is_same(sqlite3_stmt *row, const struct table *table,
		    const unsigned char *scores)
{
	const unsigned char *kept = sqlite3_column_blob(row, 2);
	size_t length = (size_t)sqlite3_column_bytes(row, 2);

	for (size_t i = 0; i < table->count; i++) {
		int place = table->columns[i].score;

		if (place >= 0 &&
		    scores_at(kept, length, place) !=
			    scores_at(scores, SCORES_BYTES, place))
			return false;
	}
	return true;
}

int scores_check(struct store *store, const struct table *table,
		 struct problem_list *problems, struct err *err)
{
	unsigned char scores[SCORES_BYTES];
	sqlite3_stmt *query;
	int code;

	if (!store_has_scores(store) || table->score_count == 0)
		return 0;
	code = take_all(store, table, &query, err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		char *id = compact_sure_id(query, 1);

		read_scores(query, table, scores);
		if (!is_same(query, table, scores))
			problem_add(problems, store->path, 0, 0, table->name,
				    _("The figures would count other scores "
				      "than the record has: %s"),
				    id);
		free(id);
	}
	db_give(store, query);
	return code;
}
