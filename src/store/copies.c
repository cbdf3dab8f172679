/* store/copies.c - see store/copies_private.h */
#include "config.h"

#include "store/copies_private.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"

void copies_done(struct copies *copies)
{
	for (size_t i = 0; i < copies->count; i++)
		free(copies->paths[i]);
	free(copies->paths);
	*copies = (struct copies){ 0 };
}

char *copies_directory(const char *path)
{
	return alloc_print("%s-backups", path);
}

#define PARTIAL ".partial-"

char *copies_partial(const char *path)
{
	return alloc_print("%s" PARTIAL "%ld", path, (long)getpid());
}

/*
 * Is what is behind a name ".partial-1234", or the journal of that, of a dead
 * process?
 */
static bool is_of_the_dead(const char *behind)
{
	size_t length = strlen(PARTIAL);
	char *end;
	long process;

	if (strncmp(behind, PARTIAL, length) != 0 || behind[length] < '1' ||
	    behind[length] > '9')
		return false;
	process = strtol(behind + length, &end, 10);
	return (*end == '\0' || strcmp(end, "-journal") == 0) &&
	       kill((pid_t)process, 0) && errno == ESRCH;
}

void copies_remove_unfinished(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char *directory = file_directory(path);
	char **names = NULL;
	size_t count = 0;

	if (file_list(directory, "", &names, &count, NULL))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		char *left = file_join(directory, names[i]);

		if (strncmp(names[i], name, strlen(name)) == 0 &&
		    is_of_the_dead(names[i] + strlen(name)))
			unlink(left);
		free(left);
		free(names[i]);
	}
	free(names);
	free(directory);
}

static bool is_daily(const struct store *store, const char *path)
{
	char *ours = copies_directory(store->path);
	char *directory = file_directory(path);
	char *a = file_whole(ours);
	char *b = file_whole(directory);
	bool result = strcmp(a, b) == 0;

	free(a);
	free(b);
	free(ours);
	free(directory);
	return result;
}

static int write_path(struct store *store, const char *sql, const char *path,
		      bool with_time, struct err *err)
{
	char now[DATE_ROOM];
	sqlite3_stmt *write;
	int code = store_begin(store, err);

	if (code)
		return code;
	code = db_take(store, sql, &write, err);
	if (!code) {
		clock_moment(now);
		db_bind_text(write, 1, path);
		if (with_time)
			db_bind_text(write, 2, now);
		code = db_run(store, write, err);
	}
	return store_end(store, code, err);
}

int copies_note(struct store *store, const char *path, struct err *err)
{
	char *whole;
	int code;

	if (is_daily(store, path))
		return 0;
	whole = file_whole(path);
	code = write_path(store,
			  "INSERT OR REPLACE INTO copy (path, made)"
			  " VALUES (?1, ?2)",
			  whole, true, err);
	free(whole);
	return code;
}

int copies_forget(struct store *store, const char *path, struct err *err)
{
	char *whole = file_whole(path);
	int code = write_path(store, "DELETE FROM copy WHERE path = ?1", whole,
			      false, err);

	free(whole);
	return code;
}

static void add(struct copies *copies, char *path)
{
	copies->paths = alloc_grow(copies->paths, copies->count,
				   &copies->capacity, sizeof(*copies->paths));
	copies->paths[copies->count++] = path;
}

int copies_noted(struct store *store, struct copies *copies, struct err *err)
{
	sqlite3_stmt *query;
	int code;

	if (store->schema < DESTROYED_SCHEMA)
		return 0;
	code = db_take(store, "SELECT path FROM copy ORDER BY path", &query,
		       err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0)
		add(copies, db_text(query, 0));
	db_give(store, query);
	return code;
}

/* A daily copy that was being made: its name ends as that of the file did. */
static bool is_unfinished(const struct store *store, const char *name)
{
	const char *slash = strrchr(store->path, '/');
	const char *ends = strrchr(slash ? slash : store->path, '.');
	const char *dot = strrchr(name, '.');
	size_t length = ends ? strlen(ends) : 0;

	return dot && (size_t)(dot - name) >= length &&
	       strncmp(dot - length, ends ? ends : "", length) == 0 &&
	       is_of_the_dead(dot);
}

static int list_daily(struct store *store, struct copies *copies,
		      struct err *err)
{
	char *directory = copies_directory(store->path);
	char **names = NULL;
	size_t count = 0;
	int code = 0;

	if (file_is_directory(directory))
		code = file_list(directory, "", &names, &count, err);
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(directory, names[i]);

		if (is_unfinished(store, names[i]) && unlink(path) == 0)
			free(path);
		else
			add(copies, path);
		free(names[i]);
	}
	free(names);
	free(directory);
	return code;
}

int copies_list(struct store *store, struct copies *out, struct err *err)
{
	struct copies found = { 0 };
	int code = copies_noted(store, &found, err);

	if (!code)
		code = list_daily(store, &found, err);
	if (code) {
		copies_done(&found);
		return code;
	}
	*out = found;
	return 0;
}
