/* store/records_read.c - one record, found and read; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/cells_private.h"
#include "store/drafts.h"
#include "store/drafts_private.h"
#include "store/records_private.h"

static const char *const status_names[] = {
	[RECORD_DRAFT] = "draft",
	[RECORD_COMPLETE] = "complete",
	[RECORD_VERIFIED] = "verified",
	[RECORD_WITHDRAWN] = "withdrawn",
};

const char *record_status_name(enum record_status status)
{
	return status_names[status];
}

bool record_status_read(const char *name, enum record_status *out)
{
	for (int i = RECORD_DRAFT; name && i <= RECORD_WITHDRAWN; i++) {
		if (strcmp(status_names[i], name) == 0) {
			*out = (enum record_status)i;
			return true;
		}
	}
	return false;
}

struct form_place record_head_place(const struct record_head *head)
{
	return (struct form_place){ .form = head->form,
				    .traject = head->traject_id,
				    .jeugdige = head->jeugdige,
				    .informant = head->informant };
}

void record_head_done(struct record_head *head)
{
	free(head->id);
	free(head->form);
	free(head->version);
	free(head->traject);
	free(head->organisatie);
	free(head->team);
	free(head->medewerker);
	free(head->completed);
	free(head->ended);
	free(head->jeugdige);
	free(head->informant);
	free(head->revision);
	free(head->changed);
	*head = (struct record_head){ 0 };
}

void record_head_copy(struct record_head *to, const struct record_head *from)
{
	*to = *from;
	to->id = alloc_text(from->id);
	to->form = alloc_text(from->form);
	to->version = alloc_text(from->version);
	to->traject = alloc_text(from->traject);
	to->organisatie = alloc_text(from->organisatie);
	to->team = alloc_text(from->team);
	to->medewerker = alloc_text(from->medewerker);
	to->completed = alloc_text(from->completed);
	to->ended = alloc_text(from->ended);
	to->jeugdige = alloc_text(from->jeugdige);
	to->informant = alloc_text(from->informant);
	to->revision = alloc_text(from->revision);
	to->changed = alloc_text(from->changed);
}

/* The name in this column, which is there by its id or as it is. */
static int read_name(struct store *store, sqlite3_stmt *row, int column,
		     char **out, struct err *err)
{
	if (sqlite3_column_type(row, column) == SQLITE_INTEGER)
		return names_text(store, sqlite3_column_int64(row, column), out,
				  err);
	*out = db_text(row, column);
	return 0;
}

void head_bind(struct store *store, sqlite3_stmt *statement,
	       const struct head_written *written)
{
	const struct record_head *head = written->head;

	compact_bind_id(store, statement, HEAD_UUID + 1, written->id);
	compact_bind_id(store, statement, HEAD_REVISION + 1, written->revision);
	sqlite3_bind_int64(statement, HEAD_TRAJECT + 1, head->traject_id);
	sqlite3_bind_int64(statement, HEAD_ORGANISATIE + 1,
			   written->names.organisatie);
	db_bind_id(statement, HEAD_TEAM + 1, written->names.team);
	db_bind_id(statement, HEAD_MEDEWERKER + 1, written->names.medewerker);
	db_bind_text(statement, HEAD_JEUGDIGE + 1, head->jeugdige);
	db_bind_text(statement, HEAD_INFORMANT + 1, head->informant);
	db_bind_text(statement, HEAD_STATUS + 1,
		     record_status_name(head->status));
	db_bind_text(statement, HEAD_COMPLETED + 1, head->completed);
	db_bind_text(statement, HEAD_ENDED + 1, written->ended);
	db_bind_text(statement, HEAD_CHANGED + 1, written->changed);
	sqlite3_bind_int(statement, HEAD_COUNTS + 1, written->counts);
	if (written->score_bytes > 0)
		sqlite3_bind_blob(statement, HEAD_SCORES + 1, written->scores,
				  (int)written->score_bytes, SQLITE_TRANSIENT);
}

int head_read(struct store *store, sqlite3_stmt *row, const struct table *table,
	      struct record_head *out, struct err *err)
{
	int code;

	out->form = alloc_text(table->form);
	out->version = alloc_text(table->version);
	out->id = compact_sure_id(row, 1);
	out->traject_id = sqlite3_column_int64(row, 2);
	out->traject = db_sure_text(row, 3);
	record_status_read(db_peek(row, 7), &out->status);
	out->completed = db_sure_text(row, 8);
	out->ended = db_text(row, 9);
	out->jeugdige = db_text(row, 10);
	out->informant = db_text(row, 11);
	out->revision = compact_id(row, 12);
	out->changed = db_sure_text(row, 13);
	out->counts = sqlite3_column_int(row, 14);
	code = read_name(store, row, 4, &out->organisatie, err);
	if (!code && !out->organisatie)
		out->organisatie = alloc_text("");
	if (!code)
		code = read_name(store, row, 5, &out->team, err);
	if (!code)
		code = read_name(store, row, 6, &out->medewerker, err);
	return code;
}

static int not_found(struct err *err, const char *id)
{
	return err_set(err, ERR_NOTFOUND, _("There is no record %s"), id);
}

/* The id in this table of a record with this uuid; 0 when it has none. */
static int find_in(struct store *store, struct table *table, const char *uuid,
		   int64_t *row, struct err *err)
{
	sqlite3_stmt *query;
	int code;

	if (!table->find)
		table->find = alloc_print(
			"SELECT id FROM \"%s\" WHERE uuid = ?1", table->name);
	code = db_take(store, table->find, &query, err);
	if (code)
		return code;
	compact_bind_id(store, query, 1, uuid);
	code = db_step(store, query, err);
	*row = code > 0 ? sqlite3_column_int64(query, 0) : 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Ids are written in order of time, so most that are new come after the last. */
static int read_highest(struct store *store, struct table *table,
			struct err *err)
{
	sqlite3_stmt *query;
	char *id;
	int code = db_take_print(store, &query, err,
				 "SELECT max(uuid) FROM \"%s\"", table->name);

	if (code)
		return code;
	code = db_step(store, query, err);
	if (code > 0) {
		id = compact_sure_id(query, 0);
		/* One that is no UUID sorts elsewhere: then nothing is beyond. */
		snprintf(table->highest, sizeof(table->highest), "%s",
			 uuid_is_valid(id) ? id
			 : id[0]           ? "~"
					   : "-");
		free(id);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Is the id higher than those of all records in the table? */
static int is_beyond(struct store *store, struct table *table, const char *id,
		     bool *out, struct err *err)
{
	int code = 0;

	*out = false;
	if (!store->trusted)
		return 0;
	if (!table->highest[0])
		code = read_highest(store, table, err);
	*out = strcmp(id, table->highest) > 0;
	return code;
}

void records_note_id(struct table *table, const char *id)
{
	if (table->highest[0] && strcmp(id, table->highest) > 0)
		memcpy(table->highest, id, UUID_ROOM);
}

/* Not in but, which may be NULL.  out->table is NULL when there is none. */
static int find(struct store *store, const char *id, const struct table *but,
		struct record_place *out, struct err *err)
{
	int code = tables_read(store, err);

	*out = (struct record_place){ 0 };
	for (size_t i = 0; i < store->tables.count && !code; i++) {
		struct table *table = store->tables.items[i];
		int64_t row = 0;
		bool beyond;

		if (table == but)
			continue;
		code = is_beyond(store, table, id, &beyond, err);
		if (!code && !beyond)
			code = find_in(store, table, id, &row, err);
		if (!code && row) {
			*out = (struct record_place){ table, row };
			break;
		}
	}
	return code;
}

int records_find(struct store *store, const char *id, struct record_place *out,
		 struct err *err)
{
	struct record_place place;
	int code = find(store, id, NULL, &place, err);

	if (code)
		return code;
	if (!place.table)
		return not_found(err, id);
	*out = place;
	return 0;
}

static int is_draft(struct store *store, const char *id, bool *out,
		    struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT 1 FROM draft WHERE record = ?1",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, id);
	code = db_step(store, query, err);
	db_give(store, query);
	if (code < 0)
		return code;
	*out = code > 0;
	return 0;
}

/* Are there no drafts at all? */
static int is_draftless(struct store *store, bool *out, struct err *err)
{
	int64_t some = 0;
	int code = 0;

	if (store->trusted && !store->draftless) {
		code = db_integer(store, "SELECT EXISTS (SELECT 1 FROM draft)",
				  &some, err);
		store->draftless = !code && !some;
	}
	*out = store->draftless;
	return code;
}

static int has(struct store *store, const char *id, const struct table *but,
	       bool *out, struct err *err)
{
	struct record_place place;
	bool draftless = false;
	int code = find(store, id, but, &place, err);

	if (!code)
		code = is_draftless(store, &draftless, err);
	if (code)
		return code;
	*out = place.table != NULL;
	return *out || draftless ? 0 : is_draft(store, id, out, err);
}

int records_has(struct store *store, const char *id, bool *out, struct err *err)
{
	return has(store, id, NULL, out, err);
}

int records_has_elsewhere(struct store *store, const struct form *form,
			  const char *id, bool *out, struct err *err)
{
	int code = tables_read(store, err);

	return code ? code
		    : has(store, id,
			  tables_find(&store->tables, form->name,
				      form->version),
			  out, err);
}

static int find_place_in(struct store *store, const struct table *table,
			 const struct form_place *place, const char *other,
			 int64_t *row, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT id FROM \"%s\" WHERE traject = ?1"
				 " AND coalesce(jeugdige, '') = ?2"
				 " AND coalesce(informant, '') = ?3"
				 " AND status <> 'withdrawn'"
				 " AND uuid IS NOT ?4",
				 table->name);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->traject);
	db_bind_text(query, 2, place->jeugdige ? place->jeugdige : "");
	db_bind_text(query, 3, place->informant ? place->informant : "");
	compact_bind_id(store, query, 4, other);
	code = db_step(store, query, err);
	*row = code > 0 ? sqlite3_column_int64(query, 0) : 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

int records_find_in_place(struct store *store, const struct form_place *place,
			  const struct table *but, const char *other,
			  struct record_place *out, struct err *err)
{
	int code = tables_list(store, err);

	*out = (struct record_place){ 0 };
	for (size_t i = 0; i < store->tables.count && !code; i++) {
		struct table *table = store->tables.items[i];
		int64_t row;

		if (table == but || strcmp(table->form, place->form) != 0)
			continue;
		code = find_place_in(store, table, place, other, &row, err);
		if (!code && row)
			code = table_read(store, table, err);
		if (!code && row) {
			*out = (struct record_place){ table, row };
			break;
		}
	}
	return code;
}

int records_read_head(struct store *store, const struct record_place *place,
		      struct record_head *head, struct err *err)
{
	sqlite3_stmt *query;
	int code =
		db_take_print(store, &query, err,
			      "SELECT " HEAD_COLUMNS
			      " FROM \"%s\" AS t" HEAD_JOINS " WHERE t.id = ?1",
			      place->table->name);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->row);
	code = db_step(store, query, err);
	if (code > 0)
		code = head_read(store, query, place->table, head, err);
	else if (!code)
		code = not_found(err, "");
	db_give(store, query);
	return code;
}

static int read_rows(struct store *store, const struct binding *binding,
		     int repeat, int64_t record, struct answers *answers,
		     struct err *err)
{
	int in_form = binding->repeat_in[repeat];
	sqlite3_stmt *query;
	int code;

	if (in_form < 0)
		return 0;
	code = db_take(store, binding->select_rows[repeat], &query, err);
	if (code)
		return code;
	sqlite3_bind_int64(query, 1, record);
	while ((code = db_step(store, query, err)) > 0) {
		int row = sqlite3_column_int(query, 0);

		if (row < 1 || row > ROWS_MAX)
			continue;
		answers_need_rows(answers, in_form, row);
		cells_read(query, 1, binding, repeat, row, answers);
	}
	db_give(store, query);
	return code;
}

static int read_annotations(struct store *store, const struct table *table,
			    const struct form *form, int64_t record,
			    struct answers *answers, struct err *err)
{
	sqlite3_stmt *query;
	int code = records_take_annotations(store, table, record, &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		int row = sqlite3_column_int(query, 1);
		int f = form_find(form, db_peek(query, 0));

		if (f < 0 || !cells_has_row(&form->fields[f], row))
			continue;
		answers_remark(answers, f, row,
			       (const char *)sqlite3_column_text(query, 2));
		answers_reason(answers, f, row,
			       (const char *)sqlite3_column_text(query, 3));
		answers_client(
			answers, f, row,
			answer_client_read(
				(const char *)sqlite3_column_text(query, 4)));
	}
	db_give(store, query);
	return code;
}

int records_read_beside(struct store *store, const struct record_reader *reader,
			int64_t record, struct answers *answers,
			struct err *err)
{
	const struct binding *binding = reader->binding;
	const struct table *table = binding->table;
	int code = 0;

	for (size_t r = 0; r < table->repeat_count && !code; r++)
		if (!binding->asked || binding->has_rows[r])
			code = read_rows(store, binding, (int)r, record,
					 answers, err);
	if (!code && reader->annotated)
		code = read_annotations(store, table, binding->form, record,
					answers, err);
	return code;
}

int records_read_with(struct store *store, const struct record_reader *reader,
		      const struct record_place *place,
		      struct record_head *head, struct answers *answers,
		      struct err *err)
{
	const struct binding *binding = reader->binding;
	struct table *table = place->table;
	int code;

	sqlite3_bind_int64(reader->query, 1, place->row);
	code = db_step(store, reader->query, err);
	if (code > 0) {
		code = head ? head_read(store, reader->query, table, head, err)
			    : 0;
		cells_read(reader->query, HEAD_COUNT, binding, -1, 0, answers);
	} else if (!code) {
		code = not_found(err, "");
	}
	sqlite3_reset(reader->query);
	if (!code)
		code = records_read_beside(store, reader, place->row, answers,
					   err);
	return code;
}

int records_read(struct store *store, const struct form *form,
		 const struct record_place *place, struct record_head *head,
		 struct answers *answers, struct err *err)
{
	struct record_reader reader = { .binding =
						table_bind(place->table, form),
					.annotated = true };
	int code = db_take(store, reader.binding->select, &reader.query, err);

	if (code)
		return code;
	code = records_read_with(store, &reader, place, head, answers, err);
	db_give(store, reader.query);
	return code;
}

static int read_asked_in(struct store *store, const struct binding *binding,
			 int64_t traject, struct answers *answers, bool *found,
			 struct err *err)
{
	sqlite3_stmt *query;
	int64_t record = 0;
	int code = db_take(store, binding->select_of_traject, &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, traject);
	code = db_step(store, query, err);
	*found = code > 0;
	if (*found) {
		record = sqlite3_column_int64(query, 0);
		cells_read(query, 1, binding, -1, 0, answers);
		code = 0;
	}
	db_give(store, query);
	for (size_t r = 0; *found && r < binding->table->repeat_count && !code;
	     r++)
		code = read_rows(store, binding, (int)r, record, answers, err);
	return code;
}

int records_read_asked(struct store *store, const struct form *form,
		       int64_t traject, const bool *asked,
		       struct answers *answers, bool *found, struct err *err)
{
	int code = tables_list(store, err);

	*found = false;
	for (size_t i = 0; i < store->tables.count && !code && !*found; i++) {
		struct table *table = store->tables.items[i];

		if (strcmp(table->form, form->name) != 0)
			continue;
		code = table_read(store, table, err);
		if (!code)
			code = read_asked_in(
				store, table_bind_asked(table, form, asked),
				traject, answers, found, err);
	}
	return code;
}

int records_head(struct store *store, const char *id, struct record_head *out,
		 struct err *err)
{
	struct record_head found = { 0 };
	struct record_place place;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_find(store, id, &place, err);
	if (!code)
		code = records_read_head(store, &place, &found, err);
	else if (code == ERR_NOTFOUND)
		code = drafts_head(store, id, &found, err);
	store_end_reading(store);
	if (code) {
		record_head_done(&found);
		return code;
	}
	*out = found;
	return 0;
}

static int read_answers(struct store *store, const struct form *form,
			const char *id, struct answers *answers,
			struct err *err)
{
	struct record_place place;
	int code = records_find(store, id, &place, err);

	if (code == ERR_NOTFOUND)
		return drafts_read_record(store, form, id, answers, err);
	if (code)
		return code;
	if (strcmp(place.table->form, form->name) != 0 ||
	    strcmp(place.table->version, form->version) != 0)
		return err_set(err, ERR_INVALID,
			       _("Record %s is of form %s version %s"), id,
			       place.table->form, place.table->version);
	return records_read(store, form, &place, NULL, answers, err);
}

int records_answers(struct store *store, const struct form *form,
		    const char *id, struct answers **out, struct err *err)
{
	struct answers *answers = answers_new(form);
	int code = store_begin_reading(store, err);

	if (!code) {
		code = read_answers(store, form, id, answers, err);
		store_end_reading(store);
	}
	if (code) {
		answers_free(answers);
		return code;
	}
	*out = answers;
	return 0;
}

int records_in_place(struct store *store, const struct form_place *where,
		     struct record_head *out, struct err *err)
{
	struct record_head found = { 0 };
	struct record_place place;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_find_in_place(store, where, NULL, NULL, &place, err);
	if (!code && !place.table)
		code = ERR_NOTFOUND;
	if (!code)
		code = records_read_head(store, &place, &found, err);
	store_end_reading(store);
	if (code) {
		record_head_done(&found);
		return code;
	}
	*out = found;
	return 0;
}
