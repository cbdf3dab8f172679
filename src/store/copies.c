/* store/copies.c - see store/copies_private.h */
#include "config.h"

#include "store/copies_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

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

/* A path that means the same from everywhere; free() it. */
static char *whole_path(const char *path)
{
	char *real = realpath(path, NULL);
	char *result = alloc_text(real ? real : path);

	free(real);
	return result;
}

static bool is_daily(const struct store *store, const char *path)
{
	char *ours = copies_directory(store->path);
	char *directory = file_directory(path);
	char *a = whole_path(ours);
	char *b = whole_path(directory);
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
		db_now(now);
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
	whole = whole_path(path);
	code = write_path(store,
			  "INSERT OR REPLACE INTO copy (path, made)"
			  " VALUES (?1, ?2)",
			  whole, true, err);
	free(whole);
	return code;
}

int copies_forget(struct store *store, const char *path, struct err *err)
{
	return write_path(store, "DELETE FROM copy WHERE path = ?1", path,
			  false, err);
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

	if (store->schema < 3)
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
		if (strcmp(names[i], ".") != 0 && strcmp(names[i], "..") != 0)
			add(copies, file_join(directory, names[i]));
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
