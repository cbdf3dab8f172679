/* store/chain.c - see store/chain_private.h */
#include "config.h"

#include "store/chain_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

/* One revision as it is written, with what its digest needs. */
struct link {
	int64_t seq;
	struct revision revision;
	bool has_salt;
	unsigned char salt[SALT_BYTES];
	struct digest state; /* of no length: made of what is there */
	struct digest digest;
};

struct chain {
	struct link *links; /* oldest first */
	size_t count;
	size_t capacity;
	struct arena arena;
};

static void chain_done(struct chain *chain)
{
	free(chain->links);
	arena_done(&chain->arena);
	*chain = (struct chain){ 0 };
}

static bool read_bytes(sqlite3_stmt *row, int column, unsigned char *out,
		       int length)
{
	if (sqlite3_column_bytes(row, column) != length)
		return false;
	memcpy(out, sqlite3_column_blob(row, column), (size_t)length);
	return true;
}

static const char *keep(struct chain *chain, sqlite3_stmt *row, int column)
{
	return arena_text(&chain->arena,
			  (const char *)sqlite3_column_text(row, column));
}

static const char *keep_sure(struct chain *chain, sqlite3_stmt *row, int column)
{
	return arena_text(&chain->arena, db_peek(row, column));
}

static const char *keep_id(struct chain *chain, sqlite3_stmt *row, int column)
{
	char *id = compact_id(row, column);
	const char *kept = arena_text(&chain->arena, id);

	free(id);
	return kept;
}

static void read_link(struct chain *chain, sqlite3_stmt *row,
		      const struct revision *record)
{
	struct link *link;

	chain->links = alloc_grow(chain->links, chain->count, &chain->capacity,
				  sizeof(*chain->links));
	link = &chain->links[chain->count++];
	*link = (struct link){ .seq = sqlite3_column_int64(row, 0),
			       .revision = *record };
	link->revision.uuid = keep_id(chain, row, 1);
	link->revision.parent = keep_id(chain, row, 2);
	link->revision.at = keep_sure(chain, row, 3);
	link->revision.medewerker = keep(chain, row, 4);
	link->revision.login = keep(chain, row, 5);
	link->revision.what = keep_sure(chain, row, 6);
	link->revision.why = keep(chain, row, 7);
	link->revision.status = keep_sure(chain, row, 8);
	link->revision.completed = keep_sure(chain, row, 9);
	link->revision.counts = sqlite3_column_int(row, 10);
	link->has_salt = read_bytes(row, 11, link->salt, SALT_BYTES);
	history_read_digest(row, 12, &link->state);
	/* One of another length stays without, which no hash gives. */
	history_read_digest(row, 13, &link->digest);
}

static int read_chain(struct store *store, const struct revision *record,
		      struct chain *chain, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   REVISIONS(store,
				     "SELECT seq, uuid, parent, at,"
				     " medewerker, login, what, why, status,"
				     " completed, counts, salt, state, digest"
				     " FROM ",
				     " WHERE form = ?1 AND record = ?2"
				     " ORDER BY seq"),
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, record->table->id);
	sqlite3_bind_int64(query, 2, record->record);
	while ((code = db_step(store, query, err)) > 0)
		read_link(chain, query, record);
	db_give(store, query);
	return code;
}

/* Does the link give its digest, with this state and the digest before it? */
static bool holds(const struct chain *chain, size_t i,
		  const struct snapshot *snapshot)
{
	const struct link *link = &chain->links[i];
	static const struct digest nothing;
	struct digest state = link->state;
	struct digest digest;

	if (!state.length && link->has_salt && link->digest.length)
		history_state(&link->revision, snapshot, link->salt,
			      link->digest.length, &state);
	if (!state.length || state.length != link->digest.length)
		return false;
	history_digest(&link->revision, &state,
		       i ? &chain->links[i - 1].digest : &nothing, &digest);
	return memcmp(digest.bytes, link->digest.bytes,
		      (size_t)digest.length) == 0;
}

static void report(struct store *store, struct problem_list *problems,
		   const struct link *link)
{
	/* TRANSLATORS: the id of a record, and a moment. */
	problem_add(problems, store->path, 0, 0, link->revision.table->name,
		    _("Record %s is not as it was saved on %s: somebody "
		      "changed it outside the program"),
		    link->revision.record_uuid, link->revision.at);
}

/* The head says what the last revision said. */
static bool fits_head(const struct link *last, const struct record_head *head)
{
	return same_text(last->revision.uuid, head->revision) &&
	       same_text(last->revision.completed, head->completed) &&
	       strcmp(last->revision.status,
		      record_status_name(head->status)) == 0 &&
	       last->revision.counts == head->counts;
}

static int check_links(struct store *store, struct table *table,
		       const struct record_head *head, struct chain *chain,
		       struct problem_list *problems, struct err *err)
{
	struct snapshot snapshot = { 0 };
	const struct link *first_wrong = NULL;
	int code = snapshot_read(&snapshot, store, table,
				 chain->links[0].revision.record, err);

	if (!fits_head(&chain->links[chain->count - 1], head))
		first_wrong = &chain->links[chain->count - 1];
	for (size_t i = chain->count; i-- > 0 && !code;) {
		if (!first_wrong && !holds(chain, i, &snapshot))
			first_wrong = &chain->links[i];
		code = history_undo(store, chain->links[i].seq, &snapshot, err);
	}
	if (!code && first_wrong)
		report(store, problems, first_wrong);
	snapshot_done(&snapshot);
	return code;
}

static int check_record(struct store *store, struct table *table,
			int64_t record, struct problem_list *problems,
			struct err *err)
{
	struct record_place place = { table, record };
	struct record_head head = { 0 };
	struct traject_head traject = { 0 };
	struct revision known = { .table = table, .record = record };
	struct chain chain = { 0 };
	int code = records_read_head(store, &place, &head, err);

	if (!code)
		code = trajecten_head(store, head.traject_id, &traject, err);
	known.record_uuid = head.id;
	known.traject_uuid = traject.uuid;
	known.jeugdige = head.jeugdige;
	known.informant = head.informant;
	if (!code)
		code = read_chain(store, &known, &chain, err);
	if (!code && chain.count == 0)
		problem_add(problems, store->path, 0, 0, table->name,
			    _("Record %s has no history"), head.id);
	else if (!code)
		code = check_links(store, table, &head, &chain, problems, err);
	chain_done(&chain);
	traject_head_done(&traject);
	record_head_done(&head);
	/* What cannot be read is a fault of the file, which is told apart. */
	return code == ERR_NOTFOUND ? 0 : code;
}

static int check_table(struct store *store, struct table *table,
		       struct problem_list *problems, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err, "SELECT id FROM \"%s\"",
				 table->name);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		code = check_record(store, table,
				    sqlite3_column_int64(query, 0), problems,
				    err);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

/* A revision of a record that is gone. */
static int check_orphans(struct store *store, const struct table *table,
			 struct problem_list *problems, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT r.uuid FROM revision AS r"
				 " WHERE r.form = ?1 AND r.record NOT IN"
				 " (SELECT id FROM \"%s\")",
				 table->name);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	while ((code = db_step(store, query, err)) > 0) {
		char *id = compact_sure_id(query, 0);

		problem_add(problems, store->path, 0, 0, table->name,
			    _("The record of revision %s is gone"), id);
		free(id);
	}
	db_give(store, query);
	return code;
}

int chain_check(struct store *store, struct problem_list *problems,
		struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < store->tables.count && !code; i++) {
		code = check_table(store, store->tables.items[i], problems,
				   err);
		if (!code)
			code = check_orphans(store, store->tables.items[i],
					     problems, err);
	}
	return code;
}
