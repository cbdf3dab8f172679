/* store/revisions.c - see store/revisions.h */
#include "config.h"

#include "store/revisions.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/cells_private.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/verifications_private.h"

static void known_done(struct known_revision *revision)
{
	free(revision->id);
	free(revision->parent);
	free(revision->at);
	free(revision->medewerker);
	free(revision->login);
	free(revision->what);
	free(revision->why);
	free(revision->completed);
	*revision = (struct known_revision){ 0 };
}

void revision_list_done(struct revision_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		known_done(&list->items[i]);
	free(list->items);
	*list = (struct revision_list){ 0 };
}

static struct known_revision *add(struct revision_list *list)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count] = (struct known_revision){ 0 };
	return &list->items[list->count++];
}

void revision_list_add(struct revision_list *list, const char *id,
		       const char *parent)
{
	struct known_revision *revision = add(list);

	revision->id = alloc_text(id);
	revision->parent = alloc_text(parent);
}

bool revision_list_has(const struct revision_list *list, const char *id)
{
	for (size_t i = 0; id && i < list->count; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return true;
	return false;
}

static int read_ids(struct store *store, const struct record_place *place,
		    struct revision_list *list, struct err *err)
{
	sqlite3_stmt *query;
	int code;

	if (store->schema < DELIVERIES_SCHEMA)
		return 0;
	code = db_take(store,
		       "SELECT uuid, parent FROM known_revision"
		       " WHERE form = ?1 AND record = ?2 ORDER BY uuid",
		       &query, err);
	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->table->id);
	sqlite3_bind_int64(query, 2, place->row);
	while ((code = db_step(store, query, err)) > 0)
		revision_list_add(list, db_peek(query, 0),
				  (const char *)sqlite3_column_text(query, 1));
	db_give(store, query);
	return code;
}

static int read_revision(struct store *store, sqlite3_stmt *row,
			 const struct record_place *place,
			 struct known_revision *revision, struct err *err)
{
	revision->id = compact_sure_id(row, 0);
	revision->parent = compact_id(row, 1);
	revision->has_values = true;
	revision->at = db_text(row, 2);
	revision->medewerker = db_text(row, 3);
	revision->login = db_text(row, 4);
	revision->what = db_text(row, 5);
	revision->why = db_text(row, 6);
	record_status_read((const char *)sqlite3_column_text(row, 7),
			   &revision->status);
	revision->completed = db_text(row, 8);
	revision->counts = sqlite3_column_int(row, 9);
	if (revision->status != RECORD_VERIFIED)
		return 0;
	return verification_read(store, place, revision->id, &revision->how,
				 &revision->differences, err);
}

static int read_revisions(struct store *store, const struct record_place *place,
			  struct revision_list *list, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   REVISIONS(store,
				     "SELECT uuid, parent, at, medewerker,"
				     " login, what, why, status, completed,"
				     " counts FROM ",
				     " WHERE form = ?1 AND record = ?2"
				     " ORDER BY seq"),
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->table->id);
	sqlite3_bind_int64(query, 2, place->row);
	while ((code = db_step(store, query, err)) > 0) {
		code = read_revision(store, query, place, add(list), err);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

int revisions_of(struct store *store, const char *record,
		 struct revision_list *out, struct err *err)
{
	struct revision_list list = { 0 };
	struct record_place place;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_find(store, record, &place, err);
	if (!code)
		code = read_ids(store, &place, &list, err);
	if (!code)
		code = read_revisions(store, &place, &list, err);
	store_end_reading(store);
	if (code) {
		revision_list_done(&list);
		return code;
	}
	*out = list;
	return 0;
}

/* Undo all that came after this revision. */
static int undo_until(struct store *store, const struct record_place *place,
		      const char *revision, struct snapshot *snapshot,
		      struct err *err)
{
	sqlite3_stmt *query;
	bool found = false;
	int code = db_take(store,
			   "SELECT seq, uuid FROM revision"
			   " WHERE form = ?1 AND record = ?2 ORDER BY seq DESC",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->table->id);
	sqlite3_bind_int64(query, 2, place->row);
	while ((code = db_step(store, query, err)) > 0) {
		char *uuid = compact_sure_id(query, 1);

		found = strcmp(uuid, revision) == 0;
		free(uuid);
		if (found)
			break;
		code = history_undo(store, sqlite3_column_int64(query, 0),
				    snapshot, err);
		if (code)
			break;
	}
	db_give(store, query);
	if (code >= 0 && !found)
		return err_set(err, ERR_NOTFOUND,
			       _("The record has no revision %s"), revision);
	return code < 0 ? code : 0;
}

/*
 * How many rows a repeat has is an entry under its name.  A damaged file says
 * any number, and both a value and a reason.
 */
static void put_entry(struct answers *answers,
		      const struct snapshot_entry *entry)
{
	const struct form *form = answers_form(answers);
	int field = form_find(form, entry->field);
	int repeat = form_find_repeat(form, entry->field);
	long rows;

	if (field < 0 && repeat >= 0 && entry->value) {
		rows = strtol(entry->value, NULL, 10);
		if (rows > 0 && rows <= ROWS_MAX)
			answers_need_rows(answers, repeat, (int)rows);
		return;
	}
	if (field < 0 || !cells_has_row(&form->fields[field], entry->row))
		return;
	if (entry->row > 0)
		answers_need_rows(answers, form->fields[field].repeat,
				  entry->row);
	answers_put(answers, field, entry->row, entry->value,
		    entry->value ? NULL : entry->missing);
	answers_remark(answers, field, entry->row, entry->remark);
	answers_reason(answers, field, entry->row, entry->reason);
	answers_client(answers, field, entry->row,
		       answer_client_read(entry->client));
}

static int read_answers(struct store *store, const struct form *form,
			const char *record, const char *revision,
			struct answers *answers, struct err *err)
{
	struct snapshot snapshot = { 0 };
	struct record_place place;
	int code = records_find(store, record, &place, err);

	if (!code && (strcmp(place.table->form, form->name) != 0 ||
		      strcmp(place.table->version, form->version) != 0))
		code = err_set(err, ERR_INVALID,
			       _("Record %s is of form %s version %s"), record,
			       place.table->form, place.table->version);
	if (!code)
		code = snapshot_read(&snapshot, store, place.table, place.row,
				     err);
	if (!code)
		code = undo_until(store, &place, revision, &snapshot, err);
	for (size_t i = 0; i < snapshot.count && !code; i++)
		put_entry(answers, &snapshot.entries[i]);
	snapshot_done(&snapshot);
	return code;
}

int revisions_answers(struct store *store, const struct form *form,
		      const char *record, const char *revision,
		      struct answers **out, struct err *err)
{
	struct answers *answers = answers_new(form);
	int code = store_begin_reading(store, err);

	if (!code) {
		code = read_answers(store, form, record, revision, answers,
				    err);
		store_end_reading(store);
	}
	if (code) {
		answers_free(answers);
		return code;
	}
	*out = answers;
	return 0;
}

static int note_id(struct store *store, const struct record_place *place,
		   const struct known_revision *revision, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT INTO known_revision"
			   " (form, record, uuid, parent)"
			   " SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS"
			   " (SELECT 1 FROM revision WHERE form = ?1"
			   " AND record = ?2 AND uuid = ?5)"
			   " ON CONFLICT DO NOTHING",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, place->table->id);
	sqlite3_bind_int64(insert, 2, place->row);
	db_bind_text(insert, 3, revision->id);
	db_bind_text(insert, 4, revision->parent);
	compact_bind_id(store, insert, 5, revision->id);
	return db_run(store, insert, err);
}

int revisions_note(struct store *store, const char *record,
		   const struct revision_list *theirs, struct err *err)
{
	struct record_place place;
	int code = store_begin(store, err);

	if (code)
		return code;
	code = records_find(store, record, &place, err);
	for (size_t i = 0; i < theirs->count && !code; i++)
		code = note_id(store, &place, &theirs->items[i], err);
	return store_end(store, code, err);
}

static int insert_taken_back(struct store *store, const char *record,
			     const char *revision, struct err *err)
{
	sqlite3_stmt *insert;
	int code =
		db_take(store,
			revision ? "INSERT INTO taken_back (record, revision)"
				   " VALUES (?1, ?2) ON CONFLICT (record)"
				   " DO UPDATE SET revision = ?2"
				 : "DELETE FROM taken_back"
				   " WHERE record = ?1",
			&insert, err);

	if (code)
		return code;
	db_bind_text(insert, 1, record);
	if (revision)
		db_bind_text(insert, 2, revision);
	return db_run(store, insert, err);
}

int revisions_take_back(struct store *store, const char *record,
			const char *revision, struct err *err)
{
	int code = store_begin(store, err);

	if (code)
		return code;
	return store_end(store, insert_taken_back(store, record, revision, err),
			 err);
}

int revisions_taken_back(struct store *store, const char *record,
			 char **revision, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT revision FROM taken_back WHERE record = ?1",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, record);
	code = db_step(store, query, err);
	if (code >= 0)
		*revision = code ? db_text(query, 0) : NULL;
	db_give(store, query);
	return code < 0 ? code : 0;
}
