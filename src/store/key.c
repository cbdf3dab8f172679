/* store/key.c - see store/key.h */
#include "config.h"

#include "store/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/key_private.h"

#ifdef HAVE_SQLCIPHER

#include <sodium.h>

#include "base/file.h"
#include "store/copies_private.h"
#include "store/store_private.h"
#include "store/upkeep_private.h"
#include "store/users_private.h"

/*
 * The passphrase of this run, or NULL.  Not in a struct: it belongs to the
 * person, not to one file, and is in memory of its own kind.
 */
static char *the_passphrase;

bool key_is_possible(void)
{
	return true;
}

bool key_is_needed(const char *path)
{
	static const char plain[] = "SQLite format 3";
	char begin[sizeof(plain)] = { 0 };
	struct stat found;
	FILE *file = fopen(path, "rb");
	bool needed = false;

	if (!file)
		return false;
	/* Whole pages, and the first begins with a salt. */
	if (fstat(fileno(file), &found) == 0 && found.st_size > 0 &&
	    found.st_size % 512 == 0 &&
	    fread(begin, 1, sizeof(begin), file) == sizeof(begin))
		needed = memcmp(begin, plain, sizeof(plain)) != 0;
	(void)fclose(file);
	return needed;
}

int key_use(const char *passphrase, struct err *err)
{
	char *kept = NULL;
	size_t room = passphrase ? strlen(passphrase) + 1 : 0;

	if (room > 1) {
		if (sodium_init() < 0 || !(kept = sodium_malloc(room)))
			return err_memory(err);
		memcpy(kept, passphrase, room);
	}
	sodium_free(the_passphrase);
	the_passphrase = kept;
	return 0;
}

int key_give(sqlite3 *db, const char *path, const char *like, struct err *err)
{
	struct stat found;
	bool empty = stat(path, &found) == 0 && found.st_size == 0;

	if (!(empty ? like && key_is_needed(like) : key_is_needed(path)))
		return 0;
	if (!the_passphrase)
		return err_set(err, ERR_INVALID,
			       _("%s is encrypted, and there is no passphrase"),
			       path);
	/* It says on standard error what we say ourselves. */
	sqlite3_exec(db, "PRAGMA cipher_log = off", NULL, NULL, NULL);
	if (sqlite3_key(db, the_passphrase, (int)strlen(the_passphrase)))
		return db_fail_on(db, sqlite3_extended_errcode(db), path, err);
	return 0;
}

int key_check(const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	int result = sqlite3_open_v2(
		path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
	int code = result ? db_fail_on(db, result, path, err)
			  : key_give(db, path, NULL, err);

	if (!code) {
		result = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema",
				      NULL, NULL, NULL);
		if (result == SQLITE_NOTADB)
			code = err_set(err, ERR_INVALID,
				       _("That is not the passphrase of %s"),
				       path);
		else if (result)
			code = db_fail_on(db, result, path, err);
	}
	sqlite3_close(db);
	return code;
}

/* All that is in the store, into an empty file. */
static int export(struct store *store, const char *to, const char *passphrase,
		  struct err *err)
{
	char *marks = alloc_print(
		"PRAGMA target.application_id = %d;"
		"PRAGMA target.user_version = %d;"
		"DETACH target",
		STORE_APPLICATION, store->schema);
	sqlite3_stmt *attach = NULL;
	int file = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int code = 0;

	if (file < 0 || close(file))
		code = err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"), to,
			       err_reason(errno));
	if (!code)
		code = db_take(store, "ATTACH ?1 AS target KEY ?2", &attach,
			       err);
	if (!code) {
		db_bind_text(attach, 1, to);
		db_bind_text(attach, 2, passphrase ? passphrase : "");
		code = db_run(store, attach, err);
	}
	if (!code)
		code = db_execute(store, "SELECT sqlcipher_export('target')",
				  err);
	if (!code)
		code = db_execute(store, marks, err);
	free(marks);
	return code;
}

/* Is what was written whole, by the new passphrase? */
static int verify(const char *path, struct err *err)
{
	struct problem_list problems = { 0 };
	struct store *store = NULL;
	int code = key_is_needed(path) ? key_check(path, err) : 0;

	if (!code)
		code = store_open_alone(path, &store, err);
	if (!code)
		code = upkeep_check(store, &problems, err);
	if (!code && problems.count > 0)
		code = err_set(err, ERR_SYSTEM, "%s", problems.items[0].text);
	store_close(store);
	problem_list_done(&problems);
	return code;
}

static int write_anew(struct store *store, const char *path, const char *to,
		      const char *passphrase, struct err *err)
{
	char *before = NULL;
	int code = export(store, to, passphrase, err);

	if (code)
		return code;
	if (the_passphrase)
		before = alloc_text(the_passphrase);
	code = key_use(passphrase, err);
	if (!code)
		code = verify(to, err);
	if (!code && (rename(to, path) || !file_sync_directory(path)))
		code = err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"),
			       path, err_reason(errno));
	if (code && key_use(before, NULL))
		code = ERR_MEMORY;
	if (before)
		sodium_memzero(before, strlen(before));
	free(before);
	return code;
}

int key_change(const char *path, const char *passphrase, struct err *err)
{
	char *to = copies_partial(path);
	struct store *store = NULL;
	int code = users_refuse(path, err);

	if (!code)
		code = store_open_alone(path, &store, err);
	if (!code)
		code = write_anew(store, path, to, passphrase, err);
	if (code)
		unlink(to);
	store_close(store);
	free(to);
	return code;
}

#else

bool key_is_possible(void)
{
	return false;
}

bool key_is_needed(const char *path)
{
	(void)path;
	return false;
}

int key_use(const char *passphrase, struct err *err)
{
	(void)passphrase;
	(void)err;
	return 0;
}

int key_give(sqlite3 *db, const char *path, const char *like, struct err *err)
{
	(void)db;
	(void)path;
	(void)like;
	(void)err;
	return 0;
}

int key_check(const char *path, struct err *err)
{
	(void)path;
	(void)err;
	return 0;
}

int key_change(const char *path, const char *passphrase, struct err *err)
{
	(void)passphrase;
	return err_set(err, ERR_INVALID,
		       _("%s stays as it is: this program was built without "
			 "SQLCipher; put the file on an encrypted disk"),
		       path);
}

#endif
