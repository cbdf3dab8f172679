/* store/drafts_hold.c - who has a draft open; see store/drafts.h */
#include "config.h"

#include "store/drafts.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/drafts_private.h"

#define HOST_ROOM 256

struct holder {
	char *token; /* of its store; NULL: nobody */
	char *host;
	int64_t process;
	int64_t started;
	char *since;
};

static void holder_done(struct holder *holder)
{
	free(holder->token);
	free(holder->host);
	free(holder->since);
	*holder = (struct holder){ 0 };
}

/* The ids of drafts. */
struct id_list {
	int64_t *items;
	size_t count, capacity;
};

static void get_host(char out[HOST_ROOM])
{
	if (gethostname(out, HOST_ROOM))
		out[0] = '\0';
	out[HOST_ROOM - 1] = '\0';
}

/*
 * When a process began, in ticks since the machine did: a number may be given
 * out again, but not with the same beginning.  0 where /proc does not say, -1
 * for one that has ended and only waits to be noticed by its parent.
 */
static int64_t started_at(int64_t process)
{
	char *path = alloc_print("/proc/%lld/stat", (long long)process);
	FILE *file = fopen(path, "r");
	char line[1024];
	long long started = 0;
	const char *at = NULL;

	free(path);
	if (!file)
		return 0;
	if (fgets(line, sizeof(line), file))
		at = strrchr(line, ')');
	fclose(file);
	if (at && (strncmp(at, ") Z", 3) == 0 || strncmp(at, ") X", 3) == 0))
		return -1;
	/* After the name between brackets comes field 3; this is field 22. */
	for (int field = 3; at && field <= 22; field++)
		at = strchr(at + 1, ' ');
	if (at && sscanf(at, " %lld", &started) != 1)
		started = 0;
	return started;
}

static bool is_here(const struct holder *holder)
{
	char host[HOST_ROOM];

	get_host(host);
	return holder->host && strcmp(holder->host, host) == 0;
}

/*
 * A process on another machine can only be believed, and so can one of another
 * person here where the system does not say when it began.
 */
static bool is_running(const struct holder *holder)
{
	int64_t started;

	if (!is_here(holder))
		return true;
	started = started_at(holder->process);
	if (kill((pid_t)holder->process, 0) && errno == ESRCH)
		return false;
	return !started || !holder->started || started == holder->started;
}

static bool is_ours(const struct store *store, const struct holder *holder)
{
	return holder->token && strcmp(holder->token, store->token) == 0;
}

static int read_holder(struct store *store, int64_t id, struct holder *out,
		       struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT held_token, held_host, held_process,"
			   " held_started, held_since FROM draft"
			   " WHERE id = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(store, query, err);
	if (code > 0) {
		out->token = db_text(query, 0);
		out->host = db_text(query, 1);
		out->process = sqlite3_column_int64(query, 2);
		out->started = sqlite3_column_int64(query, 3);
		out->since = db_text(query, 4);
		code = 0;
	} else if (!code) {
		code = drafts_gone(err);
	}
	db_give(store, query);
	return code;
}

static int refuse(const struct holder *holder, struct err *err)
{
	char since[64];

	date_show(holder->since ? holder->since : "", since, sizeof(since));
	/* TRANSLATORS: the name of a computer, a process number, a time. */
	return err_set(err, ERR_HELD,
		       _("This form is open elsewhere: on %s, process %lld, "
			 "since %s"),
		       holder->host ? holder->host : "?",
		       (long long)holder->process, since);
}

int drafts_check(struct store *store, int64_t id, struct err *err)
{
	struct holder holder = { 0 };
	int code = read_holder(store, id, &holder, err);

	if (!code && holder.token && !is_ours(store, &holder) &&
	    is_running(&holder))
		code = refuse(&holder, err);
	holder_done(&holder);
	return code;
}

static int write_holder(struct store *store, int64_t id, struct err *err)
{
	char host[HOST_ROOM];
	char now[DATE_ROOM];
	sqlite3_stmt *update;
	int code = db_take(store,
			   "UPDATE draft SET held_token = ?2, held_host = ?3,"
			   " held_process = ?4, held_started = ?5,"
			   " held_since = ?6, parked = 0 WHERE id = ?1",
			   &update, err);

	if (code)
		return code;
	get_host(host);
	clock_moment(now);
	sqlite3_bind_int64(update, 1, id);
	db_bind_text(update, 2, store->token);
	db_bind_text(update, 3, host);
	sqlite3_bind_int64(update, 4, getpid());
	sqlite3_bind_int64(update, 5, started_at(getpid()));
	db_bind_text(update, 6, now);
	return db_run(store, update, err);
}

static int hold(struct store *store, int64_t id, bool take_over,
		struct err *err)
{
	struct holder holder = { 0 };
	int code = read_holder(store, id, &holder, err);

	if (!code && !take_over && holder.token && !is_ours(store, &holder) &&
	    is_running(&holder))
		code = refuse(&holder, err);
	if (!code)
		code = write_holder(store, id, err);
	holder_done(&holder);
	return code;
}

int drafts_hold(struct store *store, int64_t id, bool take_over,
		struct err *err)
{
	int code = store_begin(store, err);

	if (code)
		return code;
	return store_end(store, hold(store, id, take_over, err), err);
}

int drafts_ask_held(struct store *store, int64_t id, bool *held,
		    struct err *err)
{
	struct holder holder = { 0 };
	struct err why = { 0 };
	int code = read_holder(store, id, &holder, &why);

	if (code && code != ERR_NOTFOUND)
		return err_pass(err, &why);
	*held = !code && is_ours(store, &holder);
	holder_done(&holder);
	return 0;
}

/*
 * Who no longer holds it has nothing to let go of.  Of one that was not left on
 * purpose it stays known since when it was held.
 */
static int release(struct store *store, int64_t id, bool parked,
		   struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take(store,
			   "UPDATE draft SET held_token = NULL,"
			   " held_host = NULL, held_process = NULL,"
			   " held_started = NULL,"
			   " held_since = CASE WHEN ?3 THEN NULL"
			   "  ELSE held_since END,"
			   " parked = ?3 WHERE id = ?1 AND held_token = ?2",
			   &update, err);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, id);
	db_bind_text(update, 2, store->token);
	sqlite3_bind_int(update, 3, parked);
	return db_run(store, update, err);
}

int drafts_release(struct store *store, int64_t id, bool parked,
		   struct err *err)
{
	int code = store_begin(store, err);

	if (code)
		return code;
	return store_end(store, release(store, id, parked, err), err);
}

/* Is the draft of this row held by a process that ended without a word? */
static bool is_abandoned(sqlite3_stmt *row)
{
	struct holder holder = { .host = db_text(row, 1),
				 .process = sqlite3_column_int64(row, 2),
				 .started = sqlite3_column_int64(row, 3) };
	bool result = is_here(&holder) && !is_running(&holder);

	holder_done(&holder);
	return result;
}

int drafts_interrupted(struct store *store, struct draft *out, struct err *err)
{
	sqlite3_stmt *query;
	int64_t id = 0;
	int code = db_take(store,
			   "SELECT id, held_host, held_process, held_started"
			   " FROM draft WHERE held_since IS NOT NULL"
			   " AND NOT parked"
			   " ORDER BY changed DESC, id DESC",
			   &query, err);

	if (code)
		return code;
	while (!id && (code = db_step(store, query, err)) > 0)
		if (sqlite3_column_type(query, 1) == SQLITE_NULL ||
		    is_abandoned(query))
			id = sqlite3_column_int64(query, 0);
	db_give(store, query);
	if (code < 0)
		return code;
	return id ? drafts_get(store, id, out, err) : ERR_NOTFOUND;
}

/* --- the keyboard of the client */

#define KEYBOARD_ROOM ((size_t)2 * HOST_ROOM)

/* Whose keyboard this is: of one person on one computer. */
static void get_keyboard(struct store *store, char out[KEYBOARD_ROOM])
{
	const char *login = store_login(store);
	char host[HOST_ROOM];

	get_host(host);
	snprintf(out, KEYBOARD_ROOM, "%.*s@%s", HOST_ROOM - 2,
		 login ? login : "", host);
}

static int put_keyboard(struct store *store, int64_t id, const char *at,
			struct err *err)
{
	sqlite3_stmt *update;
	int code =
		db_take(store, "UPDATE draft SET client_at = ?2 WHERE id = ?1",
			&update, err);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, id);
	db_bind_text(update, 2, at);
	return db_run(store, update, err);
}

int drafts_lend(struct store *store, int64_t id, struct err *err)
{
	char at[KEYBOARD_ROOM];
	int code = store_begin(store, err);

	if (code)
		return code;
	get_keyboard(store, at);
	code = drafts_check(store, id, err);
	if (!code)
		code = put_keyboard(store, id, at, err);
	return store_end(store, code, err);
}

/* The drafts at which a client has this keyboard; at lives as long as query. */
static int take_lent(struct store *store, char at[KEYBOARD_ROOM],
		     sqlite3_stmt **query, struct err *err)
{
	int code = db_take(store,
			   "SELECT id FROM draft WHERE client_at = ?1"
			   " ORDER BY id",
			   query, err);

	if (code)
		return code;
	get_keyboard(store, at);
	db_bind_text(*query, 1, at);
	return 0;
}

int drafts_lent(struct store *store, bool *lent, struct err *err)
{
	char at[KEYBOARD_ROOM];
	sqlite3_stmt *query;
	int code;

	*lent = false;
	if (!store_knows_client(store))
		return 0;
	code = take_lent(store, at, &query, err);
	if (code)
		return code;
	code = db_step(store, query, err);
	*lent = code > 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* One that another program still has open is not ours to take back. */
static int take_back(struct store *store, struct err *err)
{
	struct id_list ids = { 0 };
	char at[KEYBOARD_ROOM];
	sqlite3_stmt *query;
	int code = take_lent(store, at, &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		ids.items = alloc_grow(ids.items, ids.count, &ids.capacity,
				       sizeof(*ids.items));
		ids.items[ids.count++] = sqlite3_column_int64(query, 0);
	}
	db_give(store, query);
	for (size_t i = 0; i < ids.count && !code; i++)
		if (drafts_check(store, ids.items[i], NULL) != ERR_HELD)
			code = put_keyboard(store, ids.items[i], NULL, err);
	free(ids.items);
	return code;
}

int drafts_return(struct store *store, struct err *err)
{
	bool lent = false;
	int code = drafts_lent(store, &lent, err);

	if (code || !lent)
		return code;
	code = store_begin(store, err);
	return code ? code : store_end(store, take_back(store, err), err);
}
