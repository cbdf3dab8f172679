/* store/transaction.c - transactions within each other; see store/store.h */

#include "config.h"

#include <sodium.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/deeds_private.h"
#include "store/schema_private.h"
#include "store/store_private.h"
#include "store/trajecten_private.h"
#include "store/turn_private.h"

/* So many calls are many, and worth a large cache. */
#define MANY_CALLS 20

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/*
 * Is what we have open still the file of that name?  A file that was removed or
 * replaced under us would take everything, and nobody would find it again.
 */
static int check_still_there(struct store *store, struct err *err)
{
	struct stat found;
	char *log;
	bool there = stat(store->path, &found) == 0 &&
		     same_file(&found, &store->opened);

	if (there && !store->alone) {
		log = alloc_print("%s-wal", store->path);
		if (stat(log, &found))
			found = (struct stat){ 0 };
		free(log);
		there = store->log.st_ino == 0 ||
			same_file(&found, &store->log);
		if (store->log.st_ino == 0)
			store->log = found;
	}
	if (there)
		return 0;
	return err_set(
		err, ERR_SYSTEM,
		_("Not saved: the file was moved, removed or replaced; put "
		  "it back (%s)"),
		store->path);
}

/* What was known in this transaction need not hold any more. */
static void forget(struct store *store)
{
	store->names.checked = false;
	deeds_forget(store);
	store->whole = false;
	store->next_traject = 0;
}

static int begin_writing(struct store *store, struct err *err)
{
	int code;

	if (store->read_only)
		return db_fail_on(store->db, SQLITE_READONLY, store->path, err);
	code = check_still_there(store, err);
	if (!code)
		code = turn_take(store, err);
	if (code)
		return code;
	store->tables.checked = false;
	store->depth = 1;
	code = schema_look_again(store, err);
	if (code)
		store_rollback(store);
	return code;
}

/* Savepoints are named by their depth, so that each keeps its statement. */
static int at_savepoint(struct store *store, const char *verb, int depth,
			struct err *err)
{
	char sql[48];

	sqlite3_snprintf(sizeof(sql), sql, "%s level%d", verb, depth);
	return db_repeat(store, sql, err);
}

static int fail_half_way(const struct store *store, struct err *err)
{
	return err_set(err, ERR_SYSTEM,
		       _("Writing to %s failed half way; nothing was saved"),
		       store->path);
}

/*
 * SQLite takes back the whole transaction by itself when the disk is full, also
 * from inside a savepoint.  What the outer levels still want to do may not
 * become a transaction of its own.
 */
static int check_transaction(struct store *store, struct err *err)
{
	return sqlite3_get_autocommit(store->db) ? fail_half_way(store, err)
						 : 0;
}

/* Is a level of this depth without a savepoint? */
static bool is_trusted(const struct store *store, int depth)
{
	return store->trusted && depth >= store->trusted && depth < DEPTH_MAX;
}

/* What was only known as long as nobody else could write. */
static void stop_trusting(struct store *store)
{
	store->trusted = 0;
	store->torn = false;
	store->draftless = false;
	store->now[0] = '\0';
	store->chance_left = 0;
	sodium_memzero(store->chance, sizeof(store->chance));
	store->tables.taken = NULL;
	for (size_t i = 0; i < store->tables.count; i++)
		store->tables.items[i]->highest[0] = '\0';
}

/* The level that was trusted ends. */
static void end_trust(struct store *store)
{
	if (store->depth <= store->trusted)
		stop_trusting(store);
}

int store_begin(struct store *store, struct err *err)
{
	int code;

	if (store->depth == 0)
		return begin_writing(store, err);
	code = check_transaction(store, err);
	if (!code && !store->large && !store->reading &&
	    ++store->calls > MANY_CALLS) {
		code = db_execute(store, LARGE_CACHE, err);
		store->large = !code;
	}
	if (!code && is_trusted(store, store->depth))
		store->wrote[store->depth] = sqlite3_total_changes64(store->db);
	else if (!code)
		code = at_savepoint(store, "SAVEPOINT", store->depth, err);
	if (!code)
		store->depth++;
	return code;
}

void store_vouch(struct store *store, bool vouched)
{
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, !vouched,
			  NULL);
}

void store_trust(struct store *store)
{
	if (!store->trusted)
		store->trusted = store->depth;
}

bool store_is_torn(const struct store *store)
{
	return store->torn;
}

static void leave(struct store *store)
{
	store->depth = 0;
	store->tables.checked = false;
	store->tables.made = false;
	stop_trusting(store);
	store->calls = 0;
	forget(store);
	if (store->large)
		sqlite3_exec(store->db, SMALL_CACHE, NULL, NULL, NULL);
	store->large = false;
	schema_end_filling(store);
}

int store_commit(struct store *store, struct err *err)
{
	int code;

	if (store->depth > 1 && is_trusted(store, store->depth - 1)) {
		store->depth--;
		return 0;
	}
	code = store->torn ? fail_half_way(store, err) : 0;
	if (!code && store->depth > 1)
		code = at_savepoint(store, "RELEASE", store->depth - 1, err);
	if (!code && store->depth > 1) {
		end_trust(store);
		store->depth--;
		return 0;
	}
	if (!code)
		code = check_transaction(store, err);
	if (!code)
		code = db_repeat(store, "COMMIT", err);
	if (code) {
		store_rollback(store);
		return code;
	}
	leave(store);
	turn_end(store);
	return 0;
}

/* When this fails the whole transaction is lost, which the next call sees. */
static void undo_savepoint(struct store *store, int depth)
{
	if (sqlite3_get_autocommit(store->db))
		return;
	if (at_savepoint(store, "ROLLBACK TO", depth, NULL) ||
	    at_savepoint(store, "RELEASE", depth, NULL))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Did a trusted level write nothing? */
static bool is_untouched(const struct store *store)
{
	return store->depth > 1 && is_trusted(store, store->depth - 1) &&
	       sqlite3_total_changes64(store->db) ==
		       store->wrote[store->depth - 1];
}

void store_rollback(struct store *store)
{
	if (store->depth == 0)
		return;
	/* Then all that is known still holds. */
	if (is_untouched(store)) {
		store->depth--;
		return;
	}
	store->trajecten = -1;
	trajecten_forget_search(store);
	/* Tables that were made here may be gone again. */
	if (store->tables.made)
		tables_forget(&store->tables);
	names_forget(store);
	forget(store);
	if (store->depth > 1 && is_trusted(store, store->depth - 1)) {
		store->depth--;
		store->torn = true;
		return;
	}
	end_trust(store);
	if (store->depth > 1) {
		store->depth--;
		undo_savepoint(store, store->depth);
		return;
	}
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	leave(store);
}

int store_end(struct store *store, int code, struct err *err)
{
	if (!code)
		return store_commit(store, err);
	store_rollback(store);
	return code;
}

int store_begin_reading(struct store *store, struct err *err)
{
	int code = 0;

	if (store->depth == 0) {
		code = db_repeat(store, "BEGIN", err);
		store->reading = !code;
	}
	if (!code)
		store->depth++;
	return code;
}

void store_end_reading(struct store *store)
{
	store->depth--;
	if (store->depth > 0)
		return;
	store->reading = false;
	store->tables.checked = false;
	forget(store);
	sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}
