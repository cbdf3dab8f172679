/*
 * store/ready.c - see store/ready.h
 *
 * What is ready: the id for the traject; the moment, the ids of record and
 * revision; salt and digest; the scores; the values of the record, and of each
 * row of each repeat; the remarks.
 */
#include "config.h"

#include "store/ready.h"

#include <string.h>

#include "base/pack.h"
#include "base/uuid.h"
#include "store/cells_private.h"
#include "store/destroyed_private.h"
#include "store/forms.h"
#include "store/head_private.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/scores_private.h"
#include "store/trajecten_private.h"

/* Behind the last value of a record or a row. */
#define NO_MORE (-1)

void ready_begin(struct store *store)
{
	store_trust(store);
	store->chance_left = 0;
	store->now[0] = '\0';
}

/* What both halves know of the first revision of a record. */
struct first {
	const struct table *table;
	const struct record_head *head;
	const struct authorship *by;
	const char *now; /* where the authorship does not say */
	const char *id;
	const char *revision;
};

static struct revision revision_of(struct store *store,
				   const struct first *first)
{
	const struct record_head *head = first->head;
	struct revision revision = {
		.table = first->table,
		.uuid = first->revision,
		.what = head->changed ? "import" : "complete",
		.status = record_status_name(head->status),
		.completed = head->completed,
		.counts = head->counts,
		.record_uuid = first->id,
		.jeugdige = head->jeugdige,
		.informant = head->informant,
	};

	history_sign(store, first->by, first->now, &revision);
	return revision;
}

/* --- making ready */

struct making {
	struct store *store;
	const struct binding *binding;
	const struct answers *answers;
	struct first first;
	char now[DATE_ROOM];
	char id[UUID_ROOM];
	char revision[UUID_ROOM];
	char traject[UUID_ROOM];
	struct buffer *out;
};

/* The ids that the head gives, or new ones. */
static void choose_ids(struct making *m)
{
	const struct record_head *head = m->first.head;

	store_new_id(m->store, m->traject);
	if (!head->id)
		store_new_id(m->store, m->id);
	if (!head->revision)
		store_new_id(m->store, m->revision);
	m->first.id = head->id ? head->id : m->id;
	m->first.revision = head->revision ? head->revision : m->revision;
}

static void pack_seal(struct making *m, const struct snapshot *answers)
{
	static const struct digest none;
	struct revision revision = revision_of(m->store, &m->first);
	unsigned char salt[SALT_BYTES];
	struct digest digest;

	revision.traject_uuid = m->traject;
	history_seal(m->store, &revision, &none, answers, salt, &digest);
	pack_bytes(m->out, salt, sizeof(salt));
	pack_bytes(m->out, digest.bytes, DIGEST_NOW);
}

static void pack_scores(struct making *m)
{
	unsigned char scores[SCORES_BYTES];
	size_t length = scores_of(m->binding, m->answers, scores);

	pack_number(m->out, (int64_t)length);
	pack_bytes(m->out, scores, length);
}

static void pack_cell(void *of, int index, struct scalar value)
{
	struct buffer *out = of;

	pack_number(out, index);
	pack_number(out, value.kind);
	if (value.kind == SCALAR_INTEGER)
		pack_number(out, value.integer);
	else if (value.kind == SCALAR_REAL)
		pack_real(out, value.real);
	else
		pack_text(out, value.text);
}

static bool pack_cells(struct making *m, int repeat, int row)
{
	const struct cells_from from = { m->binding, m->answers, repeat, row };

	if (cells_give(&from, pack_cell, m->out, NULL))
		return false;
	pack_number(m->out, NO_MORE);
	return true;
}

static bool pack_rows(struct making *m)
{
	for (int r = 0; r < (int)m->first.table->repeat_count; r++) {
		int in_form = m->binding->repeat_in[r];
		int rows = in_form < 0 ? 0 : answers_rows(m->answers, in_form);

		pack_number(m->out, rows);
		for (int row = 1; row <= rows; row++)
			if (!pack_cells(m, r, row))
				return false;
	}
	return true;
}

static void pack_remarks(struct making *m, const struct snapshot *answers)
{
	for (size_t i = 0; i < answers->count; i++) {
		const struct snapshot_entry *e = &answers->entries[i];

		if (!e->remark && !e->reason && !e->client)
			continue;
		pack_text(m->out, e->field);
		pack_number(m->out, e->row);
		pack_text(m->out, e->remark);
		pack_text(m->out, e->reason);
		pack_text(m->out, e->client);
	}
	pack_text(m->out, NULL);
}

static bool pack_record(struct making *m)
{
	struct snapshot answers = { 0 };
	bool possible;

	pack_text(m->out, m->traject);
	pack_text(m->out, m->now);
	pack_text(m->out, m->first.id);
	pack_text(m->out, m->first.revision);
	snapshot_take(&answers, m->binding, m->answers);
	pack_seal(m, &answers);
	pack_scores(m);
	possible = pack_cells(m, -1, 0) && pack_rows(m);
	if (possible)
		pack_remarks(m, &answers);
	snapshot_done(&answers);
	return possible;
}

bool ready_make(struct store *store, const struct form *form,
		const struct record_head *head, const struct answers *answers,
		const struct authorship *by, struct buffer *out)
{
	struct making m = { .store = store, .answers = answers, .out = out };
	struct table *table;
	size_t before = out->length;

	table = tables_find(&store->tables, form->name, form->version);
	if (!table || !table->binding || table->binding->form != form ||
	    !table->binding->taken)
		return false;
	m.binding = table->binding;
	m.first = (struct first){
		.table = table, .head = head, .by = by, .now = m.now
	};
	store_now(store, m.now);
	choose_ids(&m);
	if (pack_record(&m))
		return true;
	out->length = before;
	return false;
}

/* --- putting it in the file */

const char *ready_traject(const char *ready)
{
	struct unpacking in = { ready };

	return unpack_text(&in);
}

struct adding {
	struct store *store;
	const struct binding *binding;
	const struct traject *traject;
	struct first first;
	struct unpacking in;
	int64_t record;
};

static void bind_cells(struct adding *a, sqlite3_stmt *statement, int first)
{
	int64_t index;

	while ((index = unpack_number(&a->in)) != NO_MORE) {
		struct scalar value = { .kind = (enum scalar_kind)unpack_number(
						&a->in) };

		if (value.kind == SCALAR_INTEGER)
			value.integer = unpack_number(&a->in);
		else if (value.kind == SCALAR_REAL)
			value.real = unpack_real(&a->in);
		else
			value.text = unpack_text(&a->in);
		cell_bind(statement, first + (int)index, value);
	}
}

static const char *changed_at(const struct adding *a)
{
	return a->first.head->changed ? a->first.head->changed : a->first.now;
}

static int add_values(struct adding *a, struct err *err)
{
	const struct record_head *head = a->first.head;
	const struct traject *traject = a->traject;
	struct head_written written = {
		.id = a->first.id,
		.revision = a->first.revision,
		.head = head,
		.ended = traject->ended,
		.changed = changed_at(a),
		.counts = head->counts,
	};
	sqlite3_stmt *insert;
	int code = names_ids(a->store, traject->organisatie, traject->team,
			     traject->medewerker, &written.names, err);

	if (!code)
		code = db_take(a->store, a->binding->insert, &insert, err);
	if (code)
		return code;
	written.score_bytes = (size_t)unpack_number(&a->in);
	written.scores = unpack_bytes(&a->in, written.score_bytes);
	head_bind(a->store, insert, &written);
	bind_cells(a, insert, HEAD_WRITTEN_COUNT + 1);
	code = db_run(a->store, insert, err);
	if (code)
		return code;
	a->record = sqlite3_last_insert_rowid(a->store->db);
	return sqlite3_changes(a->store->db) ? 0 : ERR_EXISTS;
}

static int add_row(struct adding *a, int repeat, int row, struct err *err)
{
	sqlite3_stmt *insert;
	int code =
		db_take(a->store, a->binding->insert_row[repeat], &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, a->record);
	sqlite3_bind_int(insert, 2, row);
	bind_cells(a, insert, 3);
	return db_run(a->store, insert, err);
}

static int add_rows(struct adding *a, struct err *err)
{
	int code = 0;

	for (int r = 0; r < (int)a->first.table->repeat_count && !code; r++) {
		int rows = (int)unpack_number(&a->in);

		for (int row = 1; row <= rows && !code; row++)
			code = add_row(a, r, row, err);
	}
	return code;
}

static int add_remarks(struct adding *a, struct err *err)
{
	const char *field;
	int code = 0;

	while (!code && (field = unpack_text(&a->in))) {
		struct snapshot_entry entry = { .field = field };

		entry.row = (int)unpack_number(&a->in);
		entry.remark = unpack_text(&a->in);
		entry.reason = unpack_text(&a->in);
		entry.client = unpack_text(&a->in);
		code = records_annotate(a->store, a->first.table, a->record,
					&entry, err);
	}
	return code;
}

static int add_revision(struct adding *a, const unsigned char *salt,
			const unsigned char *digest_bytes, struct err *err)
{
	struct revision revision = revision_of(a->store, &a->first);
	struct digest digest = { .length = DIGEST_NOW };

	revision.record = a->record;
	memcpy(digest.bytes, digest_bytes, DIGEST_NOW);
	return history_put(a->store, &revision, salt, &digest, err);
}

static int add_record(struct adding *a, struct err *err)
{
	const unsigned char *salt;
	const unsigned char *digest;
	int code;

	a->first.now = unpack_text(&a->in);
	a->first.id = unpack_text(&a->in);
	a->first.revision = unpack_text(&a->in);
	salt = unpack_bytes(&a->in, SALT_BYTES);
	digest = unpack_bytes(&a->in, DIGEST_NOW);
	code = destroyed_check_record(a->store, a->first.id, err);
	if (!code)
		code = add_values(a, err);
	if (!code)
		code = add_rows(a, err);
	if (!code)
		code = add_remarks(a, err);
	if (!code)
		code = add_revision(a, salt, digest, err);
	if (!code && strcmp(a->traject->changed, changed_at(a)) < 0)
		code = trajecten_touch(a->store, a->traject->id, changed_at(a),
				       err);
	return code;
}

int ready_add(struct store *store, const struct form *form,
	      const struct record_head *head, const struct traject *traject,
	      const char *ready, const struct authorship *by, struct err *err)
{
	struct adding a = { .store = store,
			    .traject = traject,
			    .in = { ready } };
	struct table *table = NULL;
	int code = store_begin(store, err);

	if (code)
		return code;
	code = forms_take_up(store, form, err);
	if (!code)
		code = tables_read(store, err);
	if (!code) {
		table = tables_find(&store->tables, form->name, form->version);
		a.binding = table_bound(table, form);
		a.first = (struct first){ .table = table,
					  .head = head,
					  .by = by };
		unpack_text(&a.in); /* of the traject, which is there by now */
		code = add_record(&a, err);
	}
	if (!code)
		records_note_id(table, a.first.id);
	return store_end(store, code, err);
}
