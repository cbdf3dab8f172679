/* store/history.c - see store/history_private.h */
#include "config.h"

#include "store/history_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/pack.h"
#include "base/same.h"
#include "store/deeds_private.h"
#include "store/records_private.h"
#include "store/verifications_private.h"

static void feed_state(const struct revision *revision,
		       const struct snapshot *snapshot,
		       const unsigned char salt[SALT_BYTES], struct feed *feed)
{
	feed_bytes(feed, salt, SALT_BYTES);
	feed_text(feed, revision->table->form);
	feed_text(feed, revision->table->version);
	feed_text(feed, revision->traject_uuid);
	feed_text(feed, revision->jeugdige);
	feed_text(feed, revision->informant);
	feed_text(feed, revision->why);
	snapshot_feed(snapshot, revision->table, feed);
}

void history_state(const struct revision *revision,
		   const struct snapshot *snapshot,
		   const unsigned char salt[SALT_BYTES], int length,
		   struct digest *state)
{
	struct feed feed;

	feed_begin(&feed, length);
	feed_state(revision, snapshot, salt, &feed);
	feed_end(&feed, state);
}

/* A chain that begins, and one that goes on after a digest of before. */
static void feed_before(struct feed *feed, const struct digest *before)
{
	static const struct digest nothing = { .length = DIGEST_BEFORE };

	if (feed->length == DIGEST_NOW)
		feed_byte(feed, before->length);
	else if (!before->length)
		before = &nothing;
	feed_bytes(feed, before->bytes, (size_t)before->length);
}

/* All that the link is made of, up to the state. */
static void feed_link(const struct revision *revision,
		      const struct digest *before, struct feed *feed)
{
	feed_before(feed, before);
	feed_text(feed, revision->record_uuid);
	feed_text(feed, revision->uuid);
	feed_text(feed, revision->parent);
	feed_text(feed, revision->at);
	feed_text(feed, revision->medewerker);
	feed_text(feed, revision->login);
	feed_text(feed, revision->what);
	feed_text(feed, revision->status);
	feed_text(feed, revision->completed);
	feed_text(feed, revision->counts ? "1" : "0");
}

void history_digest(const struct revision *revision, const struct digest *state,
		    const struct digest *before, struct digest *digest)
{
	struct feed feed;

	feed_begin(&feed, state->length);
	feed_link(revision, before, &feed);
	feed_bytes(&feed, state->bytes, (size_t)state->length);
	feed_end(&feed, digest);
}

bool history_read_digest(sqlite3_stmt *row, int column, struct digest *out)
{
	int length = sqlite3_column_bytes(row, column);

	if (length != DIGEST_NOW && length != DIGEST_BEFORE)
		return false;
	memcpy(out->bytes, sqlite3_column_blob(row, column), (size_t)length);
	out->length = length;
	return true;
}

/* The digest of the last revision; of no length when there is none. */
static int last_digest(struct store *store, const struct revision *revision,
		       struct digest *digest, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT digest FROM revision"
			   " WHERE form = ?1 AND record = ?2"
			   " ORDER BY seq DESC LIMIT 1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, revision->table->id);
	sqlite3_bind_int64(query, 2, revision->record);
	code = db_step(store, query, err);
	digest->length = 0;
	if (code > 0)
		history_read_digest(query, 0, digest);
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int put(struct store *store, const struct revision *revision,
	       const unsigned char salt[SALT_BYTES],
	       const struct digest *digest, struct err *err)
{
	sqlite3_stmt *statement;
	int64_t deed;
	int code = deeds_id(store, revision, &deed, err);

	if (!code)
		code = db_take(store,
			       "INSERT INTO revision (form, record, uuid,"
			       " parent, deed, why, status, completed, counts,"
			       " salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
			       " ?7, ?8, ?9, ?10, ?11)",
			       &statement, err);
	if (code)
		return code;
	sqlite3_bind_int64(statement, 1, revision->table->id);
	sqlite3_bind_int64(statement, 2, revision->record);
	compact_bind_id(store, statement, 3, revision->uuid);
	compact_bind_id(store, statement, 4, revision->parent);
	sqlite3_bind_int64(statement, 5, deed);
	db_bind_text(statement, 6, revision->why);
	db_bind_text(statement, 7, revision->status);
	db_bind_text(statement, 8, revision->completed);
	sqlite3_bind_int(statement, 9, revision->counts);
	sqlite3_bind_blob(statement, 10, salt, SALT_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob(statement, 11, digest->bytes, digest->length,
			  SQLITE_STATIC);
	return db_run(store, statement, err);
}

static int insert_value(struct store *store, int64_t seq,
			const struct snapshot_entry *before, struct err *err)
{
	sqlite3_stmt *statement;
	int code = db_take(store,
			   "INSERT INTO revision_value (revision, field, row,"
			   " value, missing, remark, reason, client)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
			   &statement, err);

	if (code)
		return code;
	sqlite3_bind_int64(statement, 1, seq);
	db_bind_text(statement, 2, before->field);
	sqlite3_bind_int(statement, 3, before->row);
	db_bind_text(statement, 4, before->value);
	db_bind_text(statement, 5, before->missing);
	db_bind_text(statement, 6, before->remark);
	db_bind_text(statement, 7, before->reason);
	db_bind_text(statement, 8, before->client);
	return db_run(store, statement, err);
}

/* Walk both lists, which are in the same order, and keep what differs. */
static int insert_values(struct store *store, int64_t seq,
			 const struct snapshot *before,
			 const struct snapshot *after, struct err *err)
{
	size_t a = 0;
	size_t b = 0;
	int code = 0;

	while ((a < before->count || b < after->count) && !code) {
		const struct snapshot_entry *was = &before->entries[a];
		const struct snapshot_entry *is = &after->entries[b];
		int order = a == before->count  ? 1
			    : b == after->count ? -1
						: snapshot_compare(was, is);

		if (order > 0) {
			/* It was empty, and that is kept too. */
			struct snapshot_entry nothing = { .field = is->field,
							  .row = is->row };

			code = insert_value(store, seq, &nothing, err);
		} else if (order < 0 || !snapshot_same(was, is)) {
			code = insert_value(store, seq, was, err);
		}
		a += order <= 0;
		b += order >= 0;
	}
	return code;
}

void history_sign(struct store *store, const struct authorship *by,
		  const char *now, struct revision *revision)
{
	static const struct authorship nobody;

	if (!by)
		by = &nobody;
	revision->at = by->at ? by->at : now;
	revision->medewerker = by->medewerker;
	revision->login = by->login ? by->login : store_login(store);
	revision->why = by->why;
}

static void pack_feed(struct feed *feed, struct buffer *out)
{
	pack_number(out, (int64_t)feed->count);
	pack_bytes(out, feed->now, feed->count);
	feed_drop(feed);
}

void history_pack(const struct revision *revision, const struct snapshot *after,
		  const unsigned char salt[SALT_BYTES], bool hashed,
		  struct buffer *out)
{
	static const struct digest none;
	struct digest digest;
	struct feed feed;

	pack_number(out, hashed);
	if (hashed) {
		history_state(revision, after, salt, DIGEST_NOW, &digest);
		history_digest(revision, &digest, &none, &digest);
		pack_bytes(out, digest.bytes, DIGEST_NOW);
		return;
	}
	feed_begin(&feed, DIGEST_NOW);
	feed_state(revision, after, salt, &feed);
	pack_feed(&feed, out);
	feed_begin(&feed, DIGEST_NOW);
	feed_link(revision, &none, &feed);
	pack_feed(&feed, out);
}

void history_unpack(struct unpacking *in, struct digest *digest)
{
	bool hashed = unpack_number(in) != 0;
	struct digest state;
	struct feed feed;
	size_t length;

	if (hashed) {
		digest->length = DIGEST_NOW;
		memcpy(digest->bytes, unpack_bytes(in, DIGEST_NOW), DIGEST_NOW);
		return;
	}
	length = (size_t)unpack_number(in);
	feed_hash(unpack_bytes(in, length), length, &state);
	length = (size_t)unpack_number(in);
	feed_begin(&feed, DIGEST_NOW);
	feed_bytes(&feed, unpack_bytes(in, length), length);
	feed_bytes(&feed, state.bytes, DIGEST_NOW);
	feed_end(&feed, digest);
}

int history_add(struct store *store, const struct revision *revision,
		const struct snapshot *before, const struct snapshot *after,
		struct err *err)
{
	unsigned char salt[SALT_BYTES];
	struct digest state;
	struct digest digest;
	struct digest last = { 0 };
	int code = 0;

	if (before)
		code = last_digest(store, revision, &last, err);
	if (code)
		return code;
	store_random(store, salt, SALT_BYTES);
	history_state(revision, after, salt, DIGEST_NOW, &state);
	history_digest(revision, &state, &last, &digest);
	code = put(store, revision, salt, &digest, err);
	if (!code && before)
		code = insert_values(store,
				     sqlite3_last_insert_rowid(store->db),
				     before, after, err);
	return code;
}

/* What a revision replaced. */
#define REPLACED(client)                                                       \
	"SELECT field, row, value, missing, remark, reason, " client           \
	" FROM revision_value WHERE revision = ?1"

int history_undo(struct store *store, int64_t seq, struct snapshot *snapshot,
		 struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   store_knows_client(store) ? REPLACED("client")
						     : REPLACED("NULL"),
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, seq);
	while ((code = db_step(store, query, err)) > 0) {
		struct snapshot_entry entry = { 0 };

		entry.field = (const char *)sqlite3_column_text(query, 0);
		entry.row = sqlite3_column_int(query, 1);
		entry.value = (const char *)sqlite3_column_text(query, 2);
		entry.missing = (const char *)sqlite3_column_text(query, 3);
		entry.remark = (const char *)sqlite3_column_text(query, 4);
		entry.reason = (const char *)sqlite3_column_text(query, 5);
		entry.client = (const char *)sqlite3_column_text(query, 6);
		snapshot_put(snapshot, &entry);
	}
	db_give(store, query);
	return code;
}

static void entry_done(struct history_entry *entry)
{
	free(entry->at);
	free(entry->medewerker);
	free(entry->login);
	free(entry->what);
	free(entry->why);
	free(entry->revision);
	free(entry->field);
	free(entry->before);
	free(entry->after);
	*entry = (struct history_entry){ 0 };
}

void history_done(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		entry_done(&history->items[i]);
	free(history->items);
	*history = (struct history){ 0 };
}

/* A value as it is, a missing reason with a word before it. */
static char *in_history(const char *value, const char *missing)
{
	return missing ? alloc_print("missing: %s", missing)
		       : alloc_text(value);
}

static bool is_hidden(const char *client)
{
	return answer_client_read(client) == CLIENT_HIDDEN;
}

static void add_entry(struct history *history, sqlite3_stmt *row)
{
	struct history_entry *entry;

	history->items =
		alloc_grow(history->items, history->count, &history->capacity,
			   sizeof(*history->items));
	entry = &history->items[history->count++];
	*entry = (struct history_entry){ 0 };
	entry->at = db_sure_text(row, 1);
	entry->medewerker = db_text(row, 2);
	entry->login = db_text(row, 3);
	entry->what = db_sure_text(row, 4);
	entry->why = db_text(row, 5);
	entry->revision = compact_sure_id(row, 6);
	entry->field = db_text(row, 7);
	entry->row = sqlite3_column_int(row, 8);
	entry->before = in_history((const char *)sqlite3_column_text(row, 9),
				   (const char *)sqlite3_column_text(row, 10));
	entry->before_hidden =
		is_hidden((const char *)sqlite3_column_text(row, 11));
}

/*
 * What an entry led to is what the next change of the same answer replaced, or
 * what the record holds.
 */
static void find_after(struct history *history, size_t i,
		       const struct snapshot *now)
{
	struct history_entry *entry = &history->items[i];
	const struct snapshot_entry *current;

	for (size_t k = i + 1; k < history->count; k++) {
		const struct history_entry *later = &history->items[k];

		if (later->field && later->row == entry->row &&
		    strcmp(later->field, entry->field) == 0) {
			entry->after = alloc_text(later->before);
			entry->after_hidden = later->before_hidden;
			return;
		}
	}
	current = snapshot_find(now, entry->field, entry->row);
	if (!current)
		return;
	entry->after = in_history(current->value, current->missing);
	entry->after_hidden = is_hidden(current->client);
}

static size_t end_of_revision(const struct history *history, size_t first)
{
	size_t end = first;

	while (end < history->count &&
	       strcmp(history->items[end].revision,
		      history->items[first].revision) == 0)
		end++;
	return end;
}

/*
 * Keep the answers that changed.  A revision in which none did (a change of a
 * remark only) is told once, without a field.
 */
static void drop_unchanged(struct history *history)
{
	size_t kept = 0;
	size_t end;

	for (size_t first = 0; first < history->count; first = end) {
		size_t begin = kept;

		end = end_of_revision(history, first);
		for (size_t i = first; i < end; i++) {
			struct history_entry *entry = &history->items[i];
			bool changed = entry->field &&
				       !same_text(entry->before, entry->after);

			if (!changed && (kept > begin || i + 1 < end)) {
				entry_done(entry);
				continue;
			}
			if (!changed) {
				alloc_replace(&entry->field, NULL);
				alloc_replace(&entry->before, NULL);
				alloc_replace(&entry->after, NULL);
				entry->row = 0;
			}
			if (kept != i) {
				history->items[kept] = *entry;
				*entry = (struct history_entry){ 0 };
			}
			kept++;
		}
	}
	history->count = kept;
}

static int read_verifications(struct store *store,
			      const struct record_place *place,
			      struct history *history, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < history->count && !code; i++) {
		struct history_entry *entry = &history->items[i];

		if (strcmp(entry->what, "verify") == 0)
			code = verification_read(store, place, entry->revision,
						 &entry->how,
						 &entry->differences, err);
	}
	return code;
}

/* All that became of a record, an answer that was replaced a row. */
#define CHANGES(store, client)                                                 \
	REVISIONS(store,                                                       \
		  "SELECT r.seq, r.at, r.medewerker, r.login, r.what, r.why,"  \
		  " r.uuid, v.field, v.row, v.value, v.missing, " client       \
		  " FROM ",                                                    \
		  " AS r LEFT JOIN revision_value AS v ON v.revision = r.seq"  \
		  " WHERE r.form = ?1 AND r.record = ?2"                       \
		  " ORDER BY r.seq, v.field, v.row")

static int read_history(struct store *store, struct table *table,
			int64_t record, struct history *history,
			struct err *err)
{
	struct snapshot now = { 0 };
	sqlite3_stmt *query;
	int code =
		db_take(store,
			store_knows_client(store) ? CHANGES(store, "v.client")
						  : CHANGES(store, "NULL"),
			&query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	sqlite3_bind_int64(query, 2, record);
	while ((code = db_step(store, query, err)) > 0)
		add_entry(history, query);
	db_give(store, query);
	if (!code)
		code = snapshot_read(&now, store, table, record, err);
	if (!code)
		code = read_verifications(
			store, &(struct record_place){ table, record }, history,
			err);
	for (size_t i = 0; i < history->count && !code; i++)
		if (history->items[i].field)
			find_after(history, i, &now);
	snapshot_done(&now);
	if (!code)
		drop_unchanged(history);
	return code;
}

int records_history(struct store *store, const char *id, struct history *out,
		    struct err *err)
{
	struct history history = { 0 };
	struct record_place place;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_find(store, id, &place, err);
	if (!code)
		code = read_history(store, place.table, place.row, &history,
				    err);
	store_end_reading(store);
	if (code) {
		history_done(&history);
		return code;
	}
	*out = history;
	return 0;
}
