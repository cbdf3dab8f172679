/* store/db.c - see store/db_private.h */

#include "config.h"

#include "store/db_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/work.h"
#include "store/key.h"
#include "store/store_private.h"

/* Beyond this many, the one that was not used for longest goes. */
#define STATEMENTS_MAX 200

struct statement {
	uint64_t hash; /* of the text */
	char *sql;
	sqlite3_stmt *prepared;
	bool lent;
	uint64_t used; /* the count of loans when it was last lent */
};

void statements_done(struct statements *statements)
{
	for (size_t i = 0; i < statements->count; i++) {
		sqlite3_finalize(statements->items[i].prepared);
		free(statements->items[i].sql);
	}
	free(statements->items);
	*statements = (struct statements){ 0 };
}

/* Eight bytes at a time: the statements of a large form are long. */
static uint64_t hash_text(const char *text, size_t length)
{
	uint64_t hash = length * 0x9E3779B97F4A7C15u;
	uint64_t part = 0;

	for (; length >= sizeof(part); length -= sizeof(part)) {
		memcpy(&part, text, sizeof(part));
		hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 29;
		text += sizeof(part);
	}
	part = 0;
	memcpy(&part, text, length);
	hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

/* Where the statement that this very text was last lent as may stand. */
static uint32_t *hint_of(struct statements *all, const char *sql)
{
	return &all->hints[(uintptr_t)sql / sizeof(void *) % STATEMENT_HINTS];
}

/* What stands where it did needs no hash. */
static struct statement *find_again(struct statements *all, const char *sql)
{
	size_t i = *hint_of(all, sql);
	struct statement *s = i < all->count ? &all->items[i] : NULL;

	return s && !s->lent && strcmp(s->sql, sql) == 0 ? s : NULL;
}

/* One that is not lent, so that a statement may be used inside itself. */
static struct statement *find(struct statements *all, uint64_t hash,
			      const char *sql)
{
	for (size_t i = 0; i < all->count; i++) {
		struct statement *s = &all->items[i];

		if (s->hash == hash && !s->lent && strcmp(s->sql, sql) == 0)
			return s;
	}
	return NULL;
}

/* Where the next statement can stand. */
static struct statement *make_room(struct statements *all)
{
	struct statement *oldest = NULL;

	if (all->count >= STATEMENTS_MAX) {
		for (size_t i = 0; i < all->count; i++) {
			struct statement *s = &all->items[i];

			if (!s->lent && (!oldest || s->used < oldest->used))
				oldest = s;
		}
	}
	if (oldest) {
		sqlite3_finalize(oldest->prepared);
		free(oldest->sql);
		return oldest;
	}
	all->items = alloc_grow(all->items, all->count, &all->capacity,
				sizeof(*all->items));
	return &all->items[all->count++];
}

int db_take(struct store *store, const char *sql, sqlite3_stmt **out,
	    struct err *err)
{
	struct statements *all = &store->statements;
	struct statement *s = find_again(all, sql);
	sqlite3_stmt *prepared = NULL;
	uint64_t hash = 0;

	if (!s) {
		hash = hash_text(sql, strlen(sql));
		s = find(all, hash, sql);
	}
	if (!s) {
		if (sqlite3_prepare_v3(store->db, sql, -1,
				       SQLITE_PREPARE_PERSISTENT, &prepared,
				       NULL))
			return db_fail(store, err);
		s = make_room(all);
		*s = (struct statement){ .hash = hash,
					 .sql = alloc_text(sql),
					 .prepared = prepared };
	}
	*hint_of(all, sql) = (uint32_t)(s - all->items);
	s->lent = true;
	s->used = ++all->loans;
	*out = s->prepared;
	return 0;
}

int db_take_print(struct store *store, sqlite3_stmt **out, struct err *err,
		  const char *fmt, ...)
{
	va_list values;
	char *sql;
	int code;

	va_start(values, fmt);
	sql = alloc_print_list(fmt, values);
	va_end(values);
	code = db_take(store, sql, out, err);
	free(sql);
	return code;
}

void db_give(struct store *store, sqlite3_stmt *statement)
{
	struct statements *all = &store->statements;

	if (!statement)
		return;
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i].prepared == statement) {
			all->items[i].lent = false;
			return;
		}
	}
}

int db_step(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	int result = sqlite3_step(statement);

	if (result == SQLITE_ROW)
		return 1;
	if (result == SQLITE_DONE)
		return 0;
	return db_fail(store, err);
}

int db_run(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	int code;

	do
		code = db_step(store, statement, err);
	while (code > 0);
	db_give(store, statement);
	return code;
}

int db_execute(struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL))
		return db_fail(store, err);
	return 0;
}

int db_repeat(struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *statement;
	int code = db_take(store, sql, &statement, err);

	return code ? code : db_run(store, statement, err);
}

int db_integer(struct store *store, const char *sql, int64_t *out,
	       struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	if (code)
		return code;
	code = db_step(store, query, err);
	if (code >= 0)
		*out = code ? sqlite3_column_int64(query, 0) : 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

void db_bind_text(sqlite3_stmt *statement, int parameter, const char *text)
{
	/* Borrowed, so this cannot fail for want of memory. */
	if (text)
		sqlite3_bind_text(statement, parameter, text, -1,
				  SQLITE_STATIC);
	else
		sqlite3_bind_null(statement, parameter);
}

void db_bind_id(sqlite3_stmt *statement, int parameter, int64_t id)
{
	if (id)
		sqlite3_bind_int64(statement, parameter, id);
	else
		sqlite3_bind_null(statement, parameter);
}

char *db_text(sqlite3_stmt *statement, int column)
{
	return alloc_text((const char *)sqlite3_column_text(statement, column));
}

const char *db_peek(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? text : "";
}

char *db_sure_text(sqlite3_stmt *statement, int column)
{
	return alloc_text(db_peek(statement, column));
}

static int fail_strange(const char *path, const char *what, struct err *err)
{
	return err_set(err, ERR_SYSTEM,
		       _("%s is not as this program made it (%s); keep it "
			 "apart and go on with a backup"),
		       path, what);
}

static int fail_full(struct err *err)
{
	return err_set(err, ERR_SYSTEM,
		       _("The disk is full and nothing was saved; make room "
			 "and try again"));
}

static int fail_io(sqlite3 *db, const char *path, struct err *err)
{
	int number = db ? sqlite3_system_errno(db) : 0;

	/* EFBIG: more than this person may write. */
	if (number == ENOSPC || number == EDQUOT || number == EFBIG)
		return fail_full(err);
	return err_set(err, ERR_SYSTEM,
		       /* TRANSLATORS: the reason, the name of a file. */
		       _("Reading or writing failed (%s); look whether the "
			 "disk is still there (%s)"),
		       number ? err_reason(number) : "SQLITE_IOERR", path);
}

static int fail_open(sqlite3 *db, const char *path, struct err *err)
{
	int number = db ? sqlite3_system_errno(db) : 0;

	return err_set(err, ERR_SYSTEM, _("%s cannot be opened: %s"), path,
		       number ? err_reason(number) : sqlite3_errmsg(db));
}

static int fail_read_only(int result, const char *path, struct err *err)
{
	if (result == SQLITE_READONLY_ROLLBACK ||
	    result == SQLITE_READONLY_RECOVERY)
		return err_set(
			err, ERR_SYSTEM,
			/* TRANSLATORS: the name of a file. */
			_("The file was being written when the program was "
			  "stopped; open it once without --read-only (%s)"),
			path);
	return err_set(err, ERR_SYSTEM,
		       /* TRANSLATORS: the name of a file. */
		       _("The file cannot be written to; ask for permission, "
			 "or look at it with --read-only (%s)"),
		       path);
}

static int fail_other_file(const char *path, struct err *err)
{
	if (key_is_needed(path))
		return err_set(err, ERR_INVALID,
			       _("That is not the passphrase of %s"), path);
	return err_set(err, ERR_INVALID,
		       _("%s is not a file of spoedpeil; choose another with "
			 "-d"),
		       path);
}

int db_fail_on(sqlite3 *db, int result, const char *path, struct err *err)
{
	switch (result & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(
			err, ERR_BUSY,
			/* TRANSLATORS: the name of a file. */
			_("Another program is busy; try again in a moment "
			  "(%s)"),
			path);
	case SQLITE_INTERRUPT:
		return work_fail(err);
	case SQLITE_NOMEM:
		return err_memory(err);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return fail_read_only(result, path, err);
	case SQLITE_FULL:
		return fail_full(err);
	case SQLITE_IOERR:
		return fail_io(db, path, err);
	case SQLITE_CANTOPEN:
		return fail_open(db, path, err);
	case SQLITE_CORRUPT:
		return err_set(
			err, ERR_SYSTEM,
			_("%s is damaged; keep it apart and go on with a "
			  "backup"),
			path);
	case SQLITE_NOTADB:
		return fail_other_file(path, err);
	case SQLITE_ERROR:
		/* A table, column or view that is not what it was. */
		return fail_strange(path, db ? sqlite3_errmsg(db) : "?", err);
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_TOOBIG:
		return err_set(err, ERR_INVALID,
			       _("%s does not take this value: %s"), path,
			       sqlite3_errmsg(db));
	default:
		return err_set(err, ERR_SYSTEM, "%s: %s", path,
			       db ? sqlite3_errmsg(db)
				  : sqlite3_errstr(result));
	}
}

int db_fail(struct store *store, struct err *err)
{
	return db_fail_on(store->db, sqlite3_extended_errcode(store->db),
			  store->path, err);
}

int db_fail_strange(struct store *store, const char *what, struct err *err)
{
	return fail_strange(store->path, what, err);
}
