/* store/records_withdraw.c - withdrawing a record; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

/* What is known on the way to a withdrawn record. */
struct withdrawing {
	struct store *store;
	const struct authorship *by;
	struct record_place place;
	struct record_head before;
	struct traject_head traject;
	char now[DATE_ROOM];
	char revision[UUID_ROOM];
};

static void withdrawing_done(struct withdrawing *w)
{
	record_head_done(&w->before);
	traject_head_done(&w->traject);
}

static int mark_withdrawn(struct withdrawing *w, struct err *err)
{
	char *sql = alloc_print(
		"UPDATE \"%s\" SET status = 'withdrawn',"
		" counts = 0, revision = ?2, changed = ?3"
		" WHERE id = ?1",
		w->place.table->name);
	sqlite3_stmt *update;
	int code = db_take(w->store, sql, &update, err);

	free(sql);
	if (code)
		return code;
	sqlite3_bind_int64(update, 1, w->place.row);
	compact_bind_id(w->store, update, 2, w->revision);
	db_bind_text(update, 3, w->now);
	return db_run(w->store, update, err);
}

static int note_withdrawal(struct withdrawing *w, struct err *err)
{
	struct snapshot state = { 0 };
	struct revision revision = {
		.table = w->place.table,
		.record = w->place.row,
		.uuid = w->revision,
		.parent = w->before.revision,
		.what = "withdraw",
		.status = record_status_name(RECORD_WITHDRAWN),
		.completed = w->before.completed,
		.counts = false,
		.record_uuid = w->before.id,
		.traject_uuid = w->traject.uuid,
		.jeugdige = w->before.jeugdige,
		.informant = w->before.informant,
	};
	int code = snapshot_read(&state, w->store, w->place.table, w->place.row,
				 err);

	history_sign(w->store, w->by, w->now, &revision);
	if (!code)
		code = history_add(w->store, &revision, &state, &state, err);
	snapshot_done(&state);
	return code;
}

static int withdraw(struct withdrawing *w, const char *id, struct err *err)
{
	int code = records_find(w->store, id, &w->place, err);

	if (!code)
		code = records_read_head(w->store, &w->place, &w->before, err);
	if (code)
		return code;
	if (w->before.status == RECORD_WITHDRAWN)
		return err_set(err, ERR_INVALID,
			       _("Record %s was withdrawn already"), id);
	uuid_new(w->revision);
	code = trajecten_head(w->store, w->before.traject_id, &w->traject, err);
	if (!code)
		code = mark_withdrawn(w, err);
	if (!code)
		code = note_withdrawal(w, err);
	if (!code)
		code = trajecten_touch(w->store, w->before.traject_id, w->now,
				       err);
	return code;
}

int records_withdraw(struct store *store, const char *id,
		     const struct authorship *by, struct err *err)
{
	struct withdrawing w = { .store = store, .by = by };
	int code;

	if (!by || !by->why || !by->why[strspn(by->why, " \t")])
		return err_set(err, ERR_INVALID,
			       _("Say why the record is withdrawn"));
	code = store_begin(store, err);
	if (code)
		return code;
	db_now(w.now);
	code = store_end(store, withdraw(&w, id, err), err);
	withdrawing_done(&w);
	return code;
}
