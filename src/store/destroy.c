/* store/destroy.c - see store/destroy.h */
#include "config.h"

#include "store/destroy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/copies_private.h"
#include "store/destroy_private.h"
#include "store/destroyed_private.h"
#include "store/key.h"
#include "store/users_private.h"

/* --- searching */

#define CHUNK ((size_t)1 << 20)
#define ID_LENGTH (UUID_ROOM - 1)

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* Does an id stand here? */
static bool is_id(const char *at)
{
	/* The dashes first: they decide nearly always. */
	if (at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-')
		return false;
	for (size_t i = 0; i < ID_LENGTH; i++)
		if (i != 8 && i != 13 && i != 18 && i != 23 && !is_hex(at[i]))
			return false;
	return true;
}

/* The version and the variant that RFC 9562 knows: then bytes may be an id. */
static bool may_be_id(const unsigned char *at)
{
	return (at[8] & 0xC0) == 0x80 && (at[6] & 0xF0) >= 0x10 &&
	       (at[6] & 0xF0) <= 0x80;
}

/* The id that stands here, as a text or as bytes; false when none does. */
static bool read_id(const char *at, char id[UUID_ROOM])
{
	unsigned char bytes[UUID_BYTES];

	memcpy(bytes, at, UUID_BYTES);
	if (may_be_id(bytes)) {
		uuid_write(bytes, id);
		return true;
	}
	if (!is_id(at))
		return false;
	memcpy(id, at, ID_LENGTH);
	id[ID_LENGTH] = '\0';
	return true;
}

static int search_bytes(struct store *store, const char *bytes, size_t length,
			bool *found, struct err *err)
{
	unsigned char hash[DIGEST_BYTES];
	char id[UUID_ROOM];
	int code = 0;

	for (size_t i = 0; i + ID_LENGTH <= length && !*found && !code; i++) {
		if (!read_id(bytes + i, id))
			continue;
		destroyed_hash(id, hash);
		code = destroyed_has(store, hash, found, err);
	}
	return code;
}

static int search_open(struct store *store, int file, const char *path,
		       bool *found, struct err *err)
{
	char *bytes = alloc_new(CHUNK + ID_LENGTH, 1);
	size_t kept = 0;
	ssize_t length = 0;
	int code = 0;

	while (!code && !*found &&
	       (length = read(file, bytes + kept, CHUNK - kept)) > 0) {
		kept += (size_t)length;
		code = search_bytes(store, bytes, kept, found, err);
		/* An id may go on in what is read next. */
		if (kept >= ID_LENGTH) {
			memmove(bytes, bytes + kept - (ID_LENGTH - 1),
				ID_LENGTH - 1);
			kept = ID_LENGTH - 1;
		}
	}
	/* One as bytes may stand shorter than a text before the end. */
	memset(bytes + kept, 0, ID_LENGTH);
	if (!code && !*found && length == 0)
		code = search_bytes(store, bytes, kept + ID_LENGTH, found, err);
	if (!code && !*found && length < 0)
		code = err_set(err, ERR_SYSTEM, _("%s cannot be read: %s"),
			       path, err_reason(errno));
	free(bytes);
	return code;
}

/* Is the id of anything that was destroyed in this file?  None: it is not. */
static int search_file(struct store *store, const char *path, bool *found,
		       struct err *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	int code;

	*found = false;
	if (file < 0 && errno == ENOENT)
		return 0;
	if (file < 0)
		return err_set(err, ERR_SYSTEM, _("%s cannot be read: %s"),
			       path, err_reason(errno));
	code = search_open(store, file, path, found, err);
	close(file);
	return code;
}

/* What can stand beside a file of data, and has parts of it. */
static const char *const with_beside[] = { "", "-wal", "-journal" };

/* In a file of data, or in what somebody who was killed left beside it. */
static int search_with_log(struct store *store, const char *path, bool *found,
			   struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < COUNT(with_beside) && !code && !*found; i++) {
		char *one = alloc_print("%s%s", path, with_beside[i]);

		code = search_file(store, one, found, err);
		free(one);
	}
	return code;
}

/* --- cleaning */

/* Everything that is in the log comes into the file, and the log is emptied. */
static int empty_log(struct store *store, struct err *err)
{
	int result = sqlite3_wal_checkpoint_v2(
		store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return result ? db_fail_on(store->db, result, store->path, err) : 0;
}

/* Make the file anew of what is in it, so that nothing else is. */
static int clean(struct store *store, struct err *err)
{
	int code = store->alone ? 0 : empty_log(store, err);

	if (!code)
		code = db_execute(store, "VACUUM", err);
	if (!code && !store->alone)
		code = empty_log(store, err);
	tables_forget(&store->tables);
	return code;
}

static void tell(struct problem_list *left, const char *path,
		 const struct err *why)
{
	struct users users = { 0 };
	char *names;

	if (why->code == ERR_BUSY && users_find(path, &users) > 0) {
		names = users_names(&users);
		/* TRANSLATORS: programs with their process numbers. */
		problem_add(left, path, 0, 0, NULL,
			    _("Close %s first, which has this file open"),
			    names);
		free(names);
	} else {
		problem_add(left, path, 0, 0, NULL, "%s", why->text);
	}
	users_done(&users);
}

static void tell_found(struct problem_list *left, const char *path)
{
	problem_add(left, path, 0, 0, NULL,
		    _("What was destroyed is still in this file; remove it"));
}

/* The file that is open: clean it, and look in it and in what is beside it. */
static int finish_here(struct store *store, struct problem_list *left,
		       struct err *err)
{
	struct err why = { 0 };
	bool found = false;
	int code = clean(store, &why);

	if (code) {
		tell(left, store->path, &why);
		return 0;
	}
	for (size_t i = 0; i < COUNT(with_beside) && !code; i++) {
		char *path = alloc_print("%s%s", store->path, with_beside[i]);

		code = search_file(store, path, &found, err);
		if (!code && found)
			tell_found(left, path);
		free(path);
	}
	return code;
}

static int mark_finished(struct store *store, struct err *err)
{
	char now[DATE_ROOM];
	sqlite3_stmt *update;
	int code = store_begin(store, err);

	if (code)
		return code;
	clock_moment(now);
	code = db_take(store,
		       "UPDATE destroyed SET finished = ?1"
		       " WHERE finished IS NULL",
		       &update, err);
	if (!code) {
		db_bind_text(update, 1, now);
		code = db_run(store, update, err);
	}
	return store_end(store, code, err);
}

static int finish_opened(struct store *store, struct store *copy,
			 struct problem_list *left, struct err *err)
{
	size_t before = left->count;
	int code = destroy_again(copy, store, err);

	if (!code)
		code = mark_finished(copy, err);
	if (!code)
		code = finish_here(copy, left, err);
	/* A mark that is not true yet is not written either. */
	if (!code && left->count > before)
		code = db_execute(copy, "UPDATE destroyed SET finished = NULL",
				  err);
	return code;
}

/* One copy: destroy the same in it, clean it, look in it. */
static void finish_copy(struct store *store, const char *path,
			struct problem_list *left)
{
	struct store *copy = NULL;
	struct err why = { 0 };
	bool found = false;
	int code = search_with_log(store, path, &found, &why);

	/* What has nothing of it needs no work; that is nearly all of them
	 * when this was half done before.  One that is encrypted does not show
	 * what it has. */
	if (!code && !found && !key_is_needed(path))
		return;
	if (!code)
		code = store_open_alone(path, &copy, &why);
	if (!code)
		code = finish_opened(store, copy, left, &why);
	store_close(copy);
	if (code == ERR_INVALID)
		tell_found(left, path);
	else if (code)
		tell(left, path, &why);
}

/*
 * A copy that is not there any more was removed; one whose directory is not
 * there either is on a disk that is.
 */
static int finish_noted(struct store *store, const char *path,
			struct problem_list *left, struct err *err)
{
	char *directory;
	int code = 0;

	copies_remove_unfinished(path);
	if (file_exists(path)) {
		finish_copy(store, path, left);
		return 0;
	}
	directory = file_directory(path);
	if (file_is_directory(directory))
		code = copies_forget(store, path, err);
	else
		problem_add(left, path, 0, 0, NULL,
			    _("This copy cannot be reached; connect its disk, "
			      "or make the directory %s when it is gone"),
			    directory);
	free(directory);
	return code;
}

static int finish_all(struct store *store, struct problem_list *left,
		      struct err *err)
{
	struct copies copies = { 0 };
	int code;

	copies_remove_unfinished(store->path);
	code = copies_list(store, &copies, err);
	for (size_t i = 0; i < copies.count && !code; i++)
		code = finish_noted(store, copies.paths[i], left, err);
	copies_done(&copies);
	return code ? code : finish_here(store, left, err);
}

bool destroy_is_unfinished(struct store *store)
{
	int64_t count = 0;

	return store->schema >= DESTROYED_SCHEMA &&
	       db_integer(store,
			  "SELECT count(*) FROM destroyed"
			  " WHERE finished IS NULL",
			  &count, NULL) == 0 &&
	       count > 0;
}

int destroy_finish(struct store *store, struct problem_list *left,
		   struct err *err)
{
	size_t before = left->count;
	int code;

	if (!destroy_is_unfinished(store))
		return 0;
	code = finish_all(store, left, err);
	if (code || left->count > before)
		return code;
	return mark_finished(store, err);
}

int destroy_traject(struct store *store, int64_t traject,
		    const struct authorship *by, struct problem_list *left,
		    struct err *err)
{
	struct err why = { 0 };
	int code = destroy_rows(store, traject, by, err);

	if (code)
		return code;
	if (destroy_finish(store, left, &why))
		tell(left, store->path, &why);
	return 0;
}
