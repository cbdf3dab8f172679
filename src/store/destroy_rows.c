/* store/destroy_rows.c - the rows of a traject; see store/destroy_private.h */
#include "config.h"

#include "store/destroy_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/deeds_private.h"
#include "store/destroyed_private.h"
#include "store/drafts_private.h"
#include "store/tally_private.h"
#include "store/trajecten_private.h"

/* What is being destroyed. */
struct destroying {
	struct store *store;
	int64_t traject;
	int64_t mark;
};

/* Run a statement whose only values are the traject and the mark. */
static int run(struct destroying *d, const char *sql, struct err *err)
{
	sqlite3_stmt *statement;
	int code = db_take(d->store, sql, &statement, err);

	if (code)
		return code;
	sqlite3_bind_int64(statement, 1, d->traject);
	if (sqlite3_bind_parameter_count(statement) > 1)
		sqlite3_bind_int64(statement, 2, d->mark);
	return db_run(d->store, statement, err);
}

/* --- counting, and who has it open */

static int count(struct destroying *d, const char *sql, int64_t *total,
		 struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(d->store, sql, &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, d->traject);
	code = db_step(d->store, query, err);
	if (code > 0)
		*total += sqlite3_column_int64(query, 0);
	db_give(d->store, query);
	return code < 0 ? code : 0;
}

static int count_all(struct destroying *d, struct destroy_counts *counts,
		     struct err *err)
{
	const struct tables *tables = &d->store->tables;
	int code = tables_read(d->store, err);

	for (size_t i = 0; i < tables->count && !code; i++) {
		char *sql = alloc_print(
			"SELECT count(*) FROM \"%s\""
			" WHERE traject = ?1",
			tables->items[i]->name);

		code = count(d, sql, &counts->records, err);
		free(sql);
	}
	return code ? code
		    : count(d, "SELECT count(*) FROM draft WHERE traject = ?1",
			    &counts->drafts, err);
}

int destroy_look(struct store *store, int64_t traject,
		 struct destroy_counts *out, struct err *err)
{
	struct destroying d = { .store = store, .traject = traject };
	struct destroy_counts counts = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = count_all(&d, &counts, err);
	store_end_reading(store);
	if (!code)
		*out = counts;
	return code;
}

static int check_drafts(struct destroying *d, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(d->store, "SELECT id FROM draft WHERE traject = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, d->traject);
	while ((code = db_step(d->store, query, err)) > 0) {
		code = drafts_check(d->store, sqlite3_column_int64(query, 0),
				    err);
		if (code)
			break;
	}
	db_give(d->store, query);
	return code;
}

/* --- the mark */

/* In the row are the id, the organisation and the code of the traject. */
static int insert_mark(struct destroying *d, sqlite3_stmt *row,
		       const struct authorship *by, struct err *err)
{
	static const unsigned char nothing[DIGEST_BYTES];
	unsigned char traject[DIGEST_BYTES];
	unsigned char place[DIGEST_BYTES];
	char now[DATE_ROOM];
	sqlite3_stmt *insert = NULL;
	int code = destroyed_place(d->store, sqlite3_column_int64(row, 1),
				   (const char *)sqlite3_column_text(row, 2),
				   place, err);

	if (!code)
		code = db_take(d->store,
			       "INSERT INTO destroyed (at, medewerker, login,"
			       " traject, place, digest)"
			       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			       &insert, err);
	if (code)
		return code;
	clock_moment(now);
	destroyed_hash_of(row, 0, traject);
	db_bind_text(insert, 1, by && by->at ? by->at : now);
	db_bind_text(insert, 2, by ? by->medewerker : NULL);
	db_bind_text(insert, 3,
		     by && by->login ? by->login : store_login(d->store));
	sqlite3_bind_blob(insert, 4, traject, DIGEST_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob(insert, 5, place, DIGEST_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob(insert, 6, nothing, DIGEST_BYTES, SQLITE_STATIC);
	code = db_run(d->store, insert, err);
	d->store->whole = false;
	if (!code)
		d->mark = sqlite3_last_insert_rowid(d->store->db);
	return code;
}

static int make_mark(struct destroying *d, const struct authorship *by,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(d->store,
			   "SELECT uuid, organisatie, code FROM traject"
			   " WHERE id = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, d->traject);
	code = db_step(d->store, query, err);
	if (code > 0)
		code = insert_mark(d, query, by, err);
	else if (!code)
		code = trajecten_gone(err);
	db_give(d->store, query);
	return code;
}

static int mark_record(struct destroying *d, sqlite3_stmt *row, struct err *err)
{
	unsigned char hash[DIGEST_BYTES];
	sqlite3_stmt *insert;
	int code = db_take(d->store,
			   "INSERT OR REPLACE INTO destroyed_record"
			   " (record, mark, last) VALUES (?1, ?2, ?3)",
			   &insert, err);

	if (code)
		return code;
	destroyed_hash_of(row, 0, hash);
	sqlite3_bind_blob(insert, 1, hash, DIGEST_BYTES, SQLITE_STATIC);
	sqlite3_bind_int64(insert, 2, d->mark);
	sqlite3_bind_value(insert, 3, sqlite3_column_value(row, 1));
	return db_run(d->store, insert, err);
}

/* Rows of an id and the last digest of its history. */
static int mark_records(struct destroying *d, const char *sql, int64_t form,
			struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(d->store, sql, &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, d->traject);
	if (form)
		sqlite3_bind_int64(query, 2, form);
	while ((code = db_step(d->store, query, err)) > 0) {
		code = mark_record(d, query, err);
		if (code)
			break;
	}
	db_give(d->store, query);
	return code;
}

static int seal_mark(struct destroying *d, struct err *err)
{
	unsigned char digest[DIGEST_BYTES];
	sqlite3_stmt *update;
	int code = destroyed_digest(d->store, d->mark, digest, err);

	if (!code)
		code = db_take(d->store,
			       "UPDATE destroyed SET digest = ?2"
			       " WHERE seq = ?1",
			       &update, err);
	if (code)
		return code;
	sqlite3_bind_int64(update, 1, d->mark);
	sqlite3_bind_blob(update, 2, digest, DIGEST_BYTES, SQLITE_STATIC);
	return db_run(d->store, update, err);
}

/* --- the rows */

/* Everything that hangs on the records of one form, then these. */
static int remove_records(struct destroying *d, const struct table *table,
			  struct err *err)
{
	static const char *const by_record[] = { "revision", "known_revision",
						 "annotation", "verification" };
	struct buffer which = { 0 };
	struct buffer sql = { 0 };
	int code = 0;

	buffer_add(&which, "(SELECT id FROM ");
	table_quote_table(&which, table, -1);
	buffer_add(&which, " WHERE traject = ?1)");

	buffer_print(&sql,
		     "DELETE FROM revision_value WHERE revision IN"
		     " (SELECT seq FROM revision WHERE form = %lld"
		     " AND record IN %s)",
		     (long long)table->id, buffer_text(&which));
	code = run(d, buffer_text(&sql), err);
	for (int i = 0; i < 4 && !code; i++) {
		buffer_clear(&sql);
		buffer_print(&sql,
			     "DELETE FROM %s WHERE form = %lld"
			     " AND record IN %s",
			     by_record[i], (long long)table->id,
			     buffer_text(&which));
		code = run(d, buffer_text(&sql), err);
	}
	for (int r = (int)table->repeat_count - 1; r >= -1 && !code; r--) {
		buffer_clear(&sql);
		buffer_add(&sql, "DELETE FROM ");
		table_quote_table(&sql, table, r);
		buffer_print(&sql, " WHERE id IN %s", buffer_text(&which));
		code = run(d, buffer_text(&sql), err);
	}
	buffer_done(&which);
	buffer_done(&sql);
	return code;
}

static int take_form(struct destroying *d, const struct table *table,
		     struct err *err)
{
	char *sql = alloc_print(
		"SELECT t.uuid, (SELECT digest FROM revision AS r"
		" WHERE r.form = ?2 AND r.record = t.id"
		" ORDER BY seq DESC LIMIT 1)"
		" FROM \"%s\" AS t WHERE t.traject = ?1",
		table->name);
	int code = mark_records(d, sql, table->id, err);

	free(sql);
	return code ? code : remove_records(d, table, err);
}

static int take_all(struct destroying *d, const struct authorship *by,
		    struct err *err)
{
	const struct tables *tables = &d->store->tables;
	int code = tables_read(d->store, err);

	if (!code)
		code = make_mark(d, by, err);
	/* First the drafts: one that corrects a record has its id, and the
	 * record with its history takes the place in the mark. */
	if (!code)
		code = mark_records(d,
				    "SELECT record, NULL FROM draft"
				    " WHERE traject = ?1",
				    0, err);
	if (!code)
		code = run(d, "DELETE FROM draft WHERE traject = ?1", err);
	for (size_t i = 0; i < tables->count && !code; i++)
		code = take_form(d, tables->items[i], err);
	if (!code)
		code = run(d,
			   "INSERT INTO note (name, value)"
			   " VALUES ('" NOTE_HIGHEST_TRAJECT
			   "', ?1)"
			   " ON CONFLICT (name) DO UPDATE"
			   " SET value = max(CAST(value AS INTEGER), ?1)",
			   err);
	if (!code)
		code = run(d, "DELETE FROM traject WHERE id = ?1", err);
	if (!code)
		code = trajecten_went(d->store, d->traject, err);
	if (!code)
		code = deeds_clean(d->store, err);
	/* Who keeps counts has to count anew. */
	if (!code)
		code = tally_moved(d->store, err);
	return code ? code : seal_mark(d, err);
}

int destroy_rows(struct store *store, int64_t traject,
		 const struct authorship *by, struct err *err)
{
	struct destroying d = { .store = store, .traject = traject };
	int code = store_begin(store, err);

	if (code)
		return code;
	/* In a copy nobody has anything open. */
	code = store->alone ? 0 : check_drafts(&d, err);
	if (!code)
		code = take_all(&d, by, err);
	return store_end(store, code, err);
}

/* --- the same in a copy */

/* The traject here that the mark in this row is about; 0 when there is none. */
static int find_traject(struct store *store, const void *hash, int64_t *out,
			struct err *err)
{
	unsigned char own[DIGEST_BYTES];
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT id, uuid FROM traject", &query, err);

	*out = 0;
	if (code)
		return code;
	while (!*out && (code = db_step(store, query, err)) > 0) {
		destroyed_hash_of(query, 1, own);
		if (memcmp(own, hash, DIGEST_BYTES) == 0)
			*out = sqlite3_column_int64(query, 0);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Is there a mark here of the same traject? */
static int is_marked(struct store *store, const void *hash, bool *out,
		     struct err *err)
{
	unsigned char own[DIGEST_BYTES];

	memcpy(own, hash, DIGEST_BYTES);
	return destroyed_has(store, own, out, err);
}

static int copy_records(struct destroying *d, struct store *from, int64_t mark,
			struct err *err)
{
	sqlite3_stmt *insert = NULL;
	sqlite3_stmt *query;
	int code = db_take(from,
			   "SELECT record, last FROM destroyed_record"
			   " WHERE mark = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, mark);
	while ((code = db_step(from, query, err)) > 0) {
		code = db_take(d->store,
			       "INSERT OR IGNORE INTO destroyed_record"
			       " (record, mark, last) VALUES (?1, ?2, ?3)",
			       &insert, err);
		if (code)
			break;
		sqlite3_bind_value(insert, 1, sqlite3_column_value(query, 0));
		sqlite3_bind_int64(insert, 2, d->mark);
		sqlite3_bind_value(insert, 3, sqlite3_column_value(query, 1));
		code = db_run(d->store, insert, err);
		if (code)
			break;
	}
	db_give(from, query);
	return code;
}

/* A traject that this file does not have may not come into it either. */
static int copy_mark(struct destroying *d, struct store *from,
		     sqlite3_stmt *mark, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(d->store,
			   "INSERT INTO destroyed (at, medewerker, login,"
			   " traject, place, digest)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, zeroblob(32))",
			   &insert, err);

	if (code)
		return code;
	for (int i = 0; i < 5; i++)
		sqlite3_bind_value(insert, i + 1,
				   sqlite3_column_value(mark, i));
	code = db_run(d->store, insert, err);
	d->store->whole = false;
	d->mark = sqlite3_last_insert_rowid(d->store->db);
	if (!code)
		code = copy_records(d, from, sqlite3_column_int64(mark, 5),
				    err);
	return code ? code : seal_mark(d, err);
}

static int follow_mark(struct store *store, struct store *from,
		       sqlite3_stmt *mark, struct err *err)
{
	struct authorship by = {
		.at = (const char *)sqlite3_column_text(mark, 0),
		.medewerker = (const char *)sqlite3_column_text(mark, 1),
		.login = (const char *)sqlite3_column_text(mark, 2),
	};
	struct destroying d = { .store = store };
	bool marked = false;
	int code;

	if (sqlite3_column_bytes(mark, 3) != DIGEST_BYTES)
		return 0;
	code = find_traject(store, sqlite3_column_blob(mark, 3), &d.traject,
			    err);
	if (!code && d.traject)
		return destroy_rows(store, d.traject, &by, err);
	if (!code)
		code = is_marked(store, sqlite3_column_blob(mark, 3), &marked,
				 err);
	return code || marked ? code : copy_mark(&d, from, mark, err);
}

/* With the same key a place gives the same hash here. */
static int take_key(struct store *store, struct store *from, struct err *err)
{
	char *here = NULL;
	char *there = NULL;
	int code = store_noted(store, "destroyed_key", &here, err);

	if (!code)
		code = store_noted(from, "destroyed_key", &there, err);
	if (!code && !here && there)
		code = store_note(store, "destroyed_key", there, err);
	free(here);
	free(there);
	return code;
}

static int follow_marks(struct store *store, struct store *from,
			struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(from,
			   "SELECT at, medewerker, login, traject, place, seq"
			   " FROM destroyed ORDER BY seq",
			   &query, err);

	if (code)
		return code;
	while ((code = db_step(from, query, err)) > 0) {
		code = follow_mark(store, from, query, err);
		if (code)
			break;
	}
	db_give(from, query);
	return code;
}

int destroy_again(struct store *store, struct store *from, struct err *err)
{
	int code;

	if (from->schema < DESTROYED_SCHEMA)
		return 0;
	code = store_begin(store, err);
	if (code)
		return code;
	code = take_key(store, from, err);
	if (!code)
		code = follow_marks(store, from, err);
	return store_end(store, code, err);
}
