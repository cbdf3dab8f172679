/* store/upkeep_backup.c - a verified copy; see store/upkeep.h */
#include "config.h"

#include "store/upkeep_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "base/work.h"
#include "store/copies_private.h"
#include "store/key_private.h"

/* The copy is ours alone, so it needs no locks: it may be on any drive. */
static const char alone[] =
	"PRAGMA locking_mode = EXCLUSIVE;"
	"PRAGMA synchronous = FULL;"
	"PRAGMA secure_delete = ON;";

static int make(const char *path, struct err *err)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file < 0)
		return err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"),
			       path, err_reason(errno));
	close(file);
	return 0;
}

#define PAGES_AT_ONCE 256
#define STEPS_UNIT 100000 /* of SQLite's machine: some milliseconds */

/* How many pages there are is known once there are some. */
static int copy_pages(sqlite3_backup *backup, struct err *err)
{
	int code = work_goes_on() ? 0 : work_fail(err);
	int result;
	size_t total;

	if (code)
		return code;
	result = sqlite3_backup_step(backup, PAGES_AT_ONCE);
	total = (size_t)sqlite3_backup_pagecount(backup);
	work_begin(NULL, total);
	while (result == SQLITE_OK && !code) {
		code = work_at(total - (size_t)sqlite3_backup_remaining(backup),
			       err);
		result = sqlite3_backup_step(backup, PAGES_AT_ONCE);
	}
	work_end();
	return code;
}

static int copy_within(struct store *store, sqlite3 *to, const char *path,
		       struct err *err)
{
	sqlite3_backup *backup =
		sqlite3_backup_init(to, "main", store->db, "main");
	int result;
	int code;

	if (!backup)
		return db_fail_on(to, sqlite3_extended_errcode(to), path, err);
	code = copy_pages(backup, err);
	result = sqlite3_backup_finish(backup);
	if (code)
		return code;
	return result ? db_fail_on(to, result, path, err) : 0;
}

static int run(sqlite3 *db, const char *sql, const char *path, struct err *err)
{
	int result = sqlite3_exec(db, sql, NULL, NULL, NULL);

	return result ? db_fail_on(db, result, path, err) : 0;
}

/* One view of the file, whoever writes meanwhile. */
static int copy(struct store *store, sqlite3 *to, const char *path,
		struct err *err)
{
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	/* It begins with the first look. */
	code = run(store->db, "SELECT count(*) FROM sqlite_schema", store->path,
		   err);
	if (!code)
		code = copy_within(store, to, path, err);
	store_end_reading(store);
	return code;
}

/* It can be stopped here too. */
static int is_to_stop(void *of)
{
	(void)of;
	return !work_goes_on();
}

static int verify(sqlite3 *db, const char *path, struct err *err)
{
	sqlite3_stmt *query = NULL;
	bool good = false;
	int result = sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1,
					&query, NULL);

	sqlite3_progress_handler(db, STEPS_UNIT, is_to_stop, NULL);
	if (!result && sqlite3_step(query) == SQLITE_ROW)
		good = strcmp(db_peek(query, 0), "ok") == 0;
	result = sqlite3_finalize(query);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	if (good)
		return 0;
	if (result == SQLITE_INTERRUPT)
		return work_fail(err);
	return err_set(err, ERR_SYSTEM,
		       _("The copy %s is not good; look whether the disk is, "
			 "and try again"),
		       path);
}

/* Into path, which is there and empty; one file without a log beside it. */
static int write_copy(struct store *store, const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	int result =
		sqlite3_open_v2(path, &db,
				SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
					SQLITE_OPEN_EXRESCODE,
				"unix-none");
	int code = 0;

	if (result)
		code = db_fail_on(db, result, path, err);
	if (!code)
		code = key_give(db, path, store->path, err);
	if (!code)
		code = run(db, alone, path, err);
	if (!code)
		code = copy(store, db, path, err);
	if (!code)
		code = run(db, "PRAGMA journal_mode = DELETE", path, err);
	if (!code)
		code = verify(db, path, err);
	if (sqlite3_close(db) && !code)
		code = err_set(err, ERR_SYSTEM, _("%s cannot be closed"), path);
	return code;
}

/* Give it its name, but never that of a file that came meanwhile. */
static int give_name(const char *from, const char *path, struct err *err)
{
	int result = link(from, path);

	if (result == 0) {
		unlink(from);
	} else if (errno == EEXIST) {
		return err_set(err, ERR_EXISTS,
			       _("%s is there already; choose another name"),
			       path);
	} else {
		/* A drive without links. */
		result = rename(from, path);
	}
	if (result || !file_sync_directory(path))
		return err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"),
			       path, err_reason(errno));
	return 0;
}

int upkeep_make_copy(struct store *store, const char *path, struct err *err)
{
	int code = make(path, err);

	return code ? code : write_copy(store, path, err);
}

int upkeep_backup(struct store *store, const char *path, struct err *err)
{
	char *partial;
	bool noted;
	int code;

	if (access(path, F_OK) == 0)
		return err_set(err, ERR_EXISTS,
			       _("%s is there already; choose another name"),
			       path);
	/* Noted first: what a program that is killed leaves is a copy too. */
	noted = !store->read_only && copies_note(store, path, NULL) == 0;
	partial = copies_partial(path);
	code = upkeep_make_copy(store, partial, err);
	if (!code)
		code = give_name(partial, path, err);
	if (code)
		unlink(partial);
	if (code && noted && copies_forget(store, path, NULL))
		noted = false;
	free(partial);
	return code;
}

int upkeep_note_copy(struct store *store, const char *path, struct err *err)
{
	return copies_note(store, path, err);
}
