/* store/ready.c - making records ready; see store/ready_private.h */
#include "config.h"

#include "store/ready_private.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/pack.h"
#include "base/uuid.h"
#include "store/cells_private.h"
#include "store/head_private.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/scores_private.h"

void ready_begin(struct store *store)
{
	store_trust(store);
	store->chance_left = 0;
	store->now[0] = '\0';
}

struct making {
	struct store *store;
	const struct table *table;
	const struct binding *binding;
	const struct record_head *head;
	const struct answers *answers;
	const struct authorship *by;
	bool hashed;
	char now[DATE_ROOM];
	char id[UUID_ROOM];
	char revision[UUID_ROOM];
	char traject[UUID_ROOM];
	struct buffer *out;
};

/* The ids that the head gives, or new ones. */
static void choose_id(struct making *m, const char *given, char out[UUID_ROOM])
{
	if (given)
		snprintf(out, UUID_ROOM, "%s", given);
	else
		store_new_id(m->store, out);
}

/* --- cells */

static void pack_cell(struct making *m, int index, struct given_cell cell)
{
	pack_number(m->out, index);
	pack_number(m->out, cell.kind);
	if (cell.kind == GIVEN_INTEGER) {
		pack_number(m->out, cell.integer);
	} else if (cell.kind == GIVEN_REAL) {
		pack_real(m->out, cell.real);
	} else {
		pack_number(m->out, cell.length);
		pack_bytes(m->out, cell.bytes, (size_t)cell.length);
	}
}

static void pack_integer_cell(struct making *m, int index, int64_t integer)
{
	pack_cell(m, index,
		  (struct given_cell){ .kind = GIVEN_INTEGER,
				       .integer = integer });
}

static void pack_text_cell(struct making *m, int index, const char *text)
{
	if (text)
		pack_cell(m, index,
			  (struct given_cell){ .kind = GIVEN_TEXT,
					       .length = (int)strlen(text),
					       .bytes = text });
}

static void pack_blob_cell(struct making *m, int index, const void *bytes,
			   size_t length)
{
	if (length > 0)
		pack_cell(m, index,
			  (struct given_cell){ .kind = GIVEN_BLOB,
					       .length = (int)length,
					       .bytes = bytes });
}

static void pack_id_cell(struct making *m, int index, const char *id)
{
	unsigned char bytes[UUID_BYTES];

	if (uuid_read(id, bytes))
		pack_blob_cell(m, index, bytes, sizeof(bytes));
	else
		pack_text_cell(m, index, id);
}

static void pack_end(struct making *m)
{
	pack_number(m->out, NO_MORE);
}

/* --- the rows that a record becomes */

static void pack_traject(struct making *m)
{
	const struct record_head *head = m->head;
	int64_t seconds = 0;

	(void)compact_seconds(head->changed ? head->changed : m->now, &seconds);
	pack_id_cell(m, TRAJECT_UUID, m->traject);
	pack_text_cell(m, TRAJECT_CODE, head->traject);
	pack_text_cell(m, TRAJECT_ENDED, head->ended);
	pack_integer_cell(m, TRAJECT_CHANGED, seconds);
	pack_end(m);
}

/* Without what only the file knows. */
static void pack_head(struct making *m)
{
	const struct record_head *head = m->head;
	unsigned char scores[SCORES_BYTES];

	pack_id_cell(m, HEAD_UUID, m->id);
	pack_id_cell(m, HEAD_REVISION, m->revision);
	pack_text_cell(m, HEAD_JEUGDIGE, head->jeugdige);
	pack_text_cell(m, HEAD_INFORMANT, head->informant);
	pack_text_cell(m, HEAD_STATUS, record_status_name(head->status));
	pack_text_cell(m, HEAD_COMPLETED, head->completed);
	pack_text_cell(m, HEAD_ENDED, head->ended);
	pack_text_cell(m, HEAD_CHANGED, head->changed ? head->changed : m->now);
	pack_integer_cell(m, HEAD_COUNTS, head->counts);
	pack_blob_cell(m, HEAD_SCORES, scores,
		       scores_of(m->binding, m->answers, scores));
}

struct taking {
	struct making *making;
	int first;
};

static void take_value(void *of, int index, struct scalar value)
{
	const struct taking *taking = of;

	index += taking->first;
	if (value.kind == SCALAR_INTEGER)
		pack_integer_cell(taking->making, index, value.integer);
	else if (value.kind == SCALAR_REAL)
		pack_cell(taking->making, index,
			  (struct given_cell){ .kind = GIVEN_REAL,
					       .real = value.real });
	else if (value.kind == SCALAR_TEXT)
		pack_text_cell(taking->making, index, value.text);
}

static bool pack_values(struct making *m, int repeat, int row, int first)
{
	const struct cells_from from = { m->binding, m->answers, repeat, row };
	struct taking taking = { m, first };

	if (cells_give(&from, take_value, &taking, NULL))
		return false;
	pack_end(m);
	return true;
}

static bool pack_rows(struct making *m)
{
	for (int r = 0; r < (int)m->table->repeat_count; r++) {
		int in_form = m->binding->repeat_in[r];
		int rows = in_form < 0 ? 0 : answers_rows(m->answers, in_form);

		pack_number(m->out, rows);
		for (int row = 1; row <= rows; row++)
			if (!pack_values(m, r, row, ROW_FIRST))
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

static void pack_revision(struct making *m, const struct snapshot *answers)
{
	const struct record_head *head = m->head;
	struct revision revision = {
		.table = m->table,
		.uuid = m->revision,
		.what = READY_WHAT(head),
		.status = record_status_name(head->status),
		.completed = head->completed,
		.counts = head->counts,
		.record_uuid = m->id,
		.traject_uuid = m->traject,
		.jeugdige = head->jeugdige,
		.informant = head->informant,
	};
	unsigned char salt[SALT_BYTES];

	history_sign(m->store, m->by, m->now, &revision);
	store_random(m->store, salt, sizeof(salt));
	history_pack(&revision, answers, salt, m->hashed, m->out);
	pack_id_cell(m, REVISION_UUID, m->revision);
	pack_text_cell(m, REVISION_WHY, revision.why);
	pack_text_cell(m, REVISION_STATUS, revision.status);
	pack_text_cell(m, REVISION_COMPLETED, revision.completed);
	pack_integer_cell(m, REVISION_COUNTS, revision.counts);
	pack_blob_cell(m, REVISION_SALT, salt, sizeof(salt));
	pack_end(m);
}

static bool pack_record(struct making *m)
{
	struct snapshot answers = { 0 };
	bool possible;

	pack_text(m->out, m->now);
	pack_text(m->out, m->id);
	pack_text(m->out, m->traject);
	pack_traject(m);
	pack_head(m);
	possible = pack_values(m, -1, 0, HEAD_WRITTEN_COUNT) && pack_rows(m);
	if (!possible)
		return false;
	snapshot_take(&answers, m->binding, m->answers);
	pack_remarks(m, &answers);
	pack_revision(m, &answers);
	snapshot_done(&answers);
	return true;
}

bool ready_make(struct store *store, const struct form *form,
		const struct record_head *head, const struct answers *answers,
		const struct authorship *by, bool hashed, struct buffer *out)
{
	struct making m = {
		.store = store,
		.head = head,
		.answers = answers,
		.by = by,
		.hashed = hashed,
		.out = out,
	};
	size_t before = out->length;

	m.table = tables_find(&store->tables, form->name, form->version);
	if (!m.table || !m.table->binding || m.table->binding->form != form ||
	    !m.table->binding->taken || !store_is_compact(store))
		return false;
	m.binding = m.table->binding;
	store_now(store, m.now);
	store_new_id(store, m.traject);
	choose_id(&m, head->id, m.id);
	choose_id(&m, head->revision, m.revision);
	if (pack_record(&m))
		return true;
	out->length = before;
	return false;
}
