/* store/records_status.c - another status, by a revision of its own */
#include "config.h"

#include <string.h>

#include "base/same.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

/* What is worked out on the way to another status. */
struct changing {
	struct store *store;
	const struct status_change *change;
	struct record_place place;
	struct record_head before;
	struct traject_head traject;
	char now[DATE_ROOM];
	char revision[UUID_ROOM];
};

static bool counts(const struct changing *c)
{
	return c->before.counts && c->change->status != RECORD_WITHDRAWN;
}

static int check(const struct changing *c, struct err *err)
{
	if (c->before.status == RECORD_WITHDRAWN)
		return err_set(err, ERR_INVALID,
			       _("Record %s was withdrawn already"),
			       c->before.id);
	if (c->change->revision &&
	    !same_text(c->change->revision, c->before.revision))
		return err_set(err, ERR_EXISTS,
			       _("Record %s was changed by someone else in the "
				 "meantime; look at it again first"),
			       c->before.id);
	return 0;
}

static int write_status(const struct changing *c, struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take_print(c->store, &update, err,
				 "UPDATE \"%s\" SET status = ?2, counts = ?3,"
				 " revision = ?4, changed = ?5 WHERE id = ?1",
				 c->place.table->name);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, c->place.row);
	db_bind_text(update, 2, record_status_name(c->change->status));
	sqlite3_bind_int(update, 3, counts(c));
	compact_bind_id(c->store, update, 4, c->revision);
	db_bind_text(update, 5, c->now);
	return db_run(c->store, update, err);
}

/* The answers are before and after it the same. */
static int add_revision(const struct changing *c, struct err *err)
{
	struct snapshot state = { 0 };
	struct revision revision = {
		.table = c->place.table,
		.record = c->place.row,
		.uuid = c->revision,
		.parent = c->before.revision,
		.what = c->change->what,
		.status = record_status_name(c->change->status),
		.completed = c->before.completed,
		.counts = counts(c),
		.record_uuid = c->before.id,
		.traject_uuid = c->traject.uuid,
		.jeugdige = c->before.jeugdige,
		.informant = c->before.informant,
	};
	int code = snapshot_read(&state, c->store, c->place.table, c->place.row,
				 err);

	history_sign(c->store, c->change->by, c->now, &revision);
	if (!code)
		code = history_add(c->store, &revision, &state, &state, err);
	snapshot_done(&state);
	return code;
}

static int change_status(struct changing *c, struct err *err)
{
	int code = records_find(c->store, c->change->record, &c->place, err);

	if (!code)
		code = records_read_head(c->store, &c->place, &c->before, err);
	if (!code)
		code = check(c, err);
	if (!code)
		code = trajecten_head(c->store, c->before.traject_id,
				      &c->traject, err);
	if (!code)
		code = write_status(c, err);
	if (!code)
		code = add_revision(c, err);
	if (!code)
		code = trajecten_touch(c->store, c->before.traject_id, c->now,
				       err);
	return code;
}

int records_change_status(struct store *store,
			  const struct status_change *change,
			  struct record_place *place, char revision[UUID_ROOM],
			  struct err *err)
{
	struct changing c = { .store = store, .change = change };
	int code;

	clock_moment(c.now);
	uuid_new(c.revision);
	code = change_status(&c, err);
	if (!code) {
		*place = c.place;
		memcpy(revision, c.revision, sizeof(c.revision));
	}
	record_head_done(&c.before);
	traject_head_done(&c.traject);
	return code;
}

int records_withdraw(struct store *store, const char *id,
		     const struct authorship *by, struct err *err)
{
	const struct status_change change = { .record = id,
					      .status = RECORD_WITHDRAWN,
					      .what = "withdraw",
					      .by = by };
	struct record_place place;
	char revision[UUID_ROOM];
	int code;

	if (!by || !by->why || !by->why[strspn(by->why, " \t")])
		return err_set(err, ERR_INVALID,
			       _("Say why the record is withdrawn"));
	code = store_begin(store, err);
	if (code)
		return code;
	code = records_change_status(store, &change, &place, revision, err);
	return store_end(store, code, err);
}
