/* store/store.c - see store/store.h */

#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "base/uuid.h"
#include "base/work.h"
#include "form/expr.h"
#include "store/deeds_private.h"
#include "store/key_private.h"
#include "store/schema_private.h"
#include "store/store_private.h"
#include "store/tally_private.h"
#include "store/trajecten_private.h"
#include "store/turn_private.h"
#include "store/users_private.h"

/* For every connection; what is in the file itself comes with schema.c. */
static const char settings[] =
	"PRAGMA foreign_keys = ON;"
	"PRAGMA synchronous = FULL;"
	"PRAGMA secure_delete = ON;"
	"PRAGMA trusted_schema = OFF;"
	"PRAGMA temp_store = MEMORY;"
	/* After a large import the log gives its room back, but not what many
	 * writers fill (store/turn_private.h): a file that need not grow is
	 * quicker to sync. */
	"PRAGMA journal_size_limit = 41943040;";

/* No log: what was in one is brought into the file first.  And nothing stays in
 * the journal, which is there until the file is closed. */
static const char on_its_own[] =
	"PRAGMA locking_mode = EXCLUSIVE;"
	"PRAGMA journal_size_limit = 0;"
	"PRAGMA journal_mode = DELETE;"
	"BEGIN EXCLUSIVE;"
	"COMMIT;";

/* Bytes of one value; the longest of ours is a form of 1 MiB. */
#define LENGTH_MAX (64 << 20)

/* Make the file ourselves: SQLite would take the rights from the umask. */
static int make_file(const char *path, struct err *err)
{
	char *directory = file_directory(path);
	int code = 0;
	int file;

	if (!file_is_directory(directory))
		code = file_make_directory(directory, err);
	free(directory);
	if (code)
		return code;
	file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0 && errno != EEXIST)
		return err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"),
			       path, err_reason(errno));
	if (file >= 0)
		close(file);
	return 0;
}

static int look_at_path(const char *path, unsigned flags, struct err *err)
{
	struct stat found;
	int code;

	if (stat(path, &found) == 0) {
		if (!S_ISREG(found.st_mode))
			return err_set(err, ERR_INVALID,
				       _("%s is not a file; choose another "
					 "with -d"),
				       path);
		return queue_refuse_network(path, err);
	}
	if (errno != ENOENT && errno != ENOTDIR)
		return err_set(err, ERR_SYSTEM, _("%s cannot be opened: %s"),
			       path, err_reason(errno));
	if (flags & STORE_READ_ONLY)
		return err_set(err, ERR_NOTFOUND,
			       _("There is no file %s yet; open the program "
				 "once, without --read-only, or choose another "
				 "with -d"),
			       path);
	code = make_file(path, err);
	return code ? code : queue_refuse_network(path, err);
}

/* "file:PATH?immutable=1", with what would end the path written as %XX. */
static char *unchanging_name(const char *path)
{
	char *name = sqlite3_mprintf("file:");

	for (; name && *path; path++) {
		char *longer = strchr("%?#", *path)
				       ? sqlite3_mprintf("%z%%%02X", name,
							 (unsigned)*path)
				       : sqlite3_mprintf("%z%c", name, *path);

		name = longer;
	}
	return name ? sqlite3_mprintf("%z?immutable=1", name) : NULL;
}

/*
 * In a directory where nothing can be made, WAL cannot work; without a WAL file
 * the data file is whole by itself and may be read as it is.
 */
static bool is_unchanging(const char *path)
{
	char *log = alloc_print("%s-wal", path);
	char *directory = file_directory(path);
	bool result = access(directory, W_OK) != 0 && !file_exists(log);

	free(log);
	free(directory);
	return result;
}

/* Asked after so many steps of SQLite's machine: a millisecond where each row is
 * looked for in a large file, and mostly a tenth of one. */
#define STEPS_UNIT 4000

/* A question that takes long can be stopped while it runs. */
static int is_to_stop(void *of)
{
	(void)of;
	return !work_goes_on();
}

static int prepare_functions(struct store *store, struct err *err)
{
	int code = trajecten_prepare(store, err);

	return code ? code : tally_prepare(store, err);
}

static int connect(struct store *store, struct err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	char *name = NULL;
	int result;
	int code;

	expr_prepare_sqlite();
	if (store->read_only && is_unchanging(store->path))
		name = unchanging_name(store->path);
	flags |=
		store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	result = sqlite3_open_v2(name ? name : store->path, &store->db,
				 flags | (name ? SQLITE_OPEN_URI : 0), NULL);
	sqlite3_free(name);
	if (result)
		return db_fail_on(store->db, result, store->path, err);
	code = key_give(store->db, store->path, NULL, err);
	if (code)
		return code;
	if (!store->read_only && sqlite3_db_readonly(store->db, "main") == 1)
		return db_fail_on(store->db, SQLITE_READONLY, store->path, err);

	turn_prepare(store);
	sqlite3_progress_handler(store->db, STEPS_UNIT, is_to_stop, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	/* What runs is what this program says, not what a file says: a view
	 * in the place of a table need never end. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	result = db_execute(store, settings, err);
	if (!result)
		result = db_execute(store, SMALL_CACHE, err);
	if (!result && store->alone)
		result = db_execute(store, on_its_own, err);
	return result ? result : prepare_functions(store, err);
}

static int open_file(const char *path, unsigned flags, bool alone,
		     struct store **out, struct err *err)
{
	struct store *store = alloc_new(1, sizeof(*store));
	int code;

	store->path = alloc_text(path);
	store->read_only = flags & STORE_READ_ONLY;
	store->alone = alone;
	store->filling = flags & STORE_FILL;
	store->patience = alone ? 0 : STORE_PATIENCE;
	queue_open(&store->queue, path);
	uuid_new(store->token);
	store->trajecten = -1;

	if (stat(path, &store->opened))
		store->opened = (struct stat){ 0 };
	code = alone ? 0
		     : queue_check_locks(&store->queue, !store->read_only, err);
	if (!code)
		code = connect(store, err);
	if (!code)
		code = schema_prepare(store, err);
	if (!code)
		code = db_integer(store, "PRAGMA data_version",
				  &store->data_version, err);
	if (code) {
		store_close(store);
		return code;
	}
	*out = store;
	return 0;
}

#define ALONE_PATIENCE 2000 /* ms, and microseconds between two looks: */
#define ALONE_LOOK 10000

/* Each time from the beginning: of two who both hold a part of what they need
 * and wait for the rest, none would get it. */
int store_open_alone(const char *path, struct store **out, struct err *err)
{
	int64_t until = queue_clock() + ALONE_PATIENCE;
	int code = open_file(path, 0, true, out, err);

	while (code == ERR_BUSY && queue_clock() < until) {
		queue_pause(ALONE_LOOK);
		code = open_file(path, 0, true, out, err);
	}
	return code;
}

/*
 * Give a file of an older layout that of now, which is done alone: who has it
 * open reads it as it was, and an older program could not save any more.
 */
static int raise_layout(const char *path, struct err *err)
{
	struct err why = { 0 };
	struct store *store = NULL;
	int code = store_open_alone(path, &store, &why);

	store_close(store);
	if (!code)
		return 0;
	/* Who they are, where that can be seen. */
	if (code == ERR_BUSY)
		code = users_refuse(path, err);
	return code == ERR_BUSY ? code : err_pass(err, &why);
}

int store_open(const char *path, unsigned flags, struct store **out,
	       struct err *err)
{
	struct store *store = NULL;
	int code = look_at_path(path, flags, err);

	if (!code)
		code = open_file(path, flags, false, &store, err);
	while (!code && !store->read_only && store->schema < STORE_SCHEMA) {
		store_close(store);
		code = raise_layout(path, err);
		if (!code)
			code = open_file(path, flags, false, &store, err);
	}
	if (!code)
		*out = store;
	return code;
}

int store_open_copy(const char *path, struct store **out, struct err *err)
{
	struct stat found;

	if (stat(path, &found))
		return err_set(err, errno == ENOENT ? ERR_NOTFOUND : ERR_SYSTEM,
			       _("%s cannot be read: %s"), path,
			       err_reason(errno));
	if (!S_ISREG(found.st_mode))
		return err_set(err, ERR_INVALID, _("%s is not a file"), path);
	if (found.st_size == 0)
		return err_set(err, ERR_INVALID, _("%s is empty"), path);
	return open_file(path, STORE_READ_ONLY, false, out, err);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	while (store->depth > 0 && !store->reading)
		store_rollback(store);
	schema_end_filling(store);
	trajecten_forget_search(store);
	tables_done(&store->tables);
	statements_done(&store->statements);
	/* The last one to close brings the log into the file and removes it;
	 * another one leaves at least nothing to be done. */
	if (store->db && !store->read_only && !store->alone)
		sqlite3_wal_checkpoint_v2(
			store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	sqlite3_close(store->db);
	queue_close(&store->queue);
	names_done(store);
	given_done(&store->given);
	deeds_forget(store);
	free(store->login);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

bool store_is_half_made(const char *path)
{
	char *journal = alloc_print("%s-journal", path);
	struct stat found;
	bool half = stat(path, &found) == 0 && S_ISREG(found.st_mode) &&
		    access(path, W_OK) == 0 &&
		    (found.st_size == 0 || access(journal, F_OK) == 0);

	free(journal);
	return half;
}

char *store_exposure(const struct store *store)
{
	static const char *const files[] = { "", "-wal", "-backups" };

	for (size_t i = 0; i < COUNT(files); i++) {
		char *path = alloc_print("%s%s", store->path, files[i]);
		struct stat found;
		bool open = stat(path, &found) == 0 && found.st_mode & 077;
		char *result = NULL;

		if (open)
			result = alloc_print(
				_("Other users of this computer can get at "
				  "%s; make it yours alone with: chmod %s %s"),
				path, S_ISDIR(found.st_mode) ? "700" : "600",
				path);
		free(path);
		if (result)
			return result;
	}
	return NULL;
}

bool store_is_read_only(const struct store *store)
{
	return store->read_only;
}

void store_be_patient(struct store *store, int milliseconds)
{
	if (!store)
		return;
	store->patience = milliseconds;
	store->gave_up = false;
}

void store_now(struct store *store, char out[DATE_ROOM])
{
	if (!store->trusted) {
		clock_moment(out);
		return;
	}
	if (!store->now[0])
		clock_moment(store->now);
	memcpy(out, store->now, DATE_ROOM);
}

void store_random(struct store *store, void *out, size_t length)
{
	if (!store->trusted || length > sizeof(store->chance)) {
		randombytes_buf(out, length);
		return;
	}
	if (length > store->chance_left) {
		randombytes_buf(store->chance, sizeof(store->chance));
		store->chance_left = sizeof(store->chance);
	}
	store->chance_left -= length;
	memcpy(out, store->chance + store->chance_left, length);
}

void store_new_id(struct store *store, char out[UUID_ROOM])
{
	uint64_t random[2];

	store_random(store, random, sizeof(random));
	uuid_make(clock_milliseconds(), random[0], random[1], out);
}

const char *store_login(struct store *store)
{
	if (!store->login_known) {
		const struct passwd *user = getpwuid(getuid());

		store->login = alloc_text(user ? user->pw_name : getlogin());
		store->login_known = true;
	}
	return store->login;
}

int store_noted(struct store *store, const char *name, char **value,
		struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT value FROM note WHERE name = ?1",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, name);
	code = db_step(store, query, err);
	if (code >= 0)
		*value = code ? db_text(query, 0) : NULL;
	db_give(store, query);
	return code < 0 ? code : 0;
}

int store_is_noted(struct store *store, const char *name, bool *noted,
		   struct err *err)
{
	char *value = NULL;
	int code = store_noted(store, name, &value, err);

	if (!code)
		*noted = value && strcmp(value, "1") == 0;
	free(value);
	return code;
}

bool store_has_note(struct store *store, const char *name)
{
	bool noted;

	return store_is_noted(store, name, &noted, NULL) == 0 && noted;
}

static int note(struct store *store, const char *name, const char *value,
		struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT INTO note (name, value) VALUES (?1, ?2)"
			   " ON CONFLICT (name) DO UPDATE SET value = ?2",
			   &insert, err);

	if (code)
		return code;
	db_bind_text(insert, 1, name);
	db_bind_text(insert, 2, value);
	return db_run(store, insert, err);
}

int store_note(struct store *store, const char *name, const char *value,
	       struct err *err)
{
	int code = store_begin(store, err);

	if (code)
		return code;
	return store_end(store, note(store, name, value, err), err);
}

int store_watch(struct store *store)
{
	return queue_watch(&store->queue);
}

bool store_changed(struct store *store)
{
	int64_t before = store->data_version;

	queue_clear_watch(&store->queue);
	if (db_integer(store, "PRAGMA data_version", &store->data_version,
		       NULL))
		return false;
	return store->data_version != before;
}

bool store_is_as(struct store *store, struct store_mark *mark)
{
	struct store_mark now = {
		.own = sqlite3_total_changes64(store->db),
	};
	bool same;

	now.known =
		!db_integer(store, "PRAGMA data_version", &now.others, NULL);
	same = now.known && mark->known && now.others == mark->others &&
	       now.own == mark->own;
	*mark = now;
	return same;
}
