/* store/upkeep_restore.c - a copy in the place of the file; see store/upkeep.h
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "store/copies_private.h"
#include "store/destroy_private.h"
#include "store/upkeep_private.h"
#include "store/users_private.h"

struct restoring {
	const char *path;
	char *partial;         /* what will be the file */
	char *aside;           /* where the one that is there goes; or NULL */
	struct store *present; /* NULL when it is damaged or gone */
};

/*
 * Hold the file that is there, so that nobody opens it meanwhile.  One that is
 * damaged cannot be held, and is the reason to be here.
 */
static int hold_present(struct restoring *r, struct err *err)
{
	struct err why = { 0 };
	char stamp[STAMP_ROOM];
	int code;

	if (!file_exists(r->path))
		return 0;
	code = users_refuse(r->path, err);
	if (code)
		return code;
	upkeep_stamp(stamp);
	r->aside = alloc_print("%s-replaced-%s", r->path, stamp);
	for (int i = 2; i < 100 && file_exists(r->aside); i++) {
		free(r->aside);
		r->aside = alloc_print("%s-replaced-%s-%d", r->path, stamp, i);
	}
	code = store_open_alone(r->path, &r->present, &why);
	if (code == ERR_BUSY)
		return err_pass(err, &why);
	return 0;
}

static int copy_noted(struct store *fresh, struct store *present,
		      struct err *err)
{
	struct copies copies = { 0 };
	int code = copies_noted(present, &copies, err);

	for (size_t i = 0; i < copies.count && !code; i++)
		code = copies_note(fresh, copies.paths[i], err);
	copies_done(&copies);
	return code;
}

/* Into a new file, which then knows what the one that is there knew. */
static int prepare(struct restoring *r, struct store *from, const char *copy,
		   struct err *err)
{
	struct store *fresh = NULL;
	int code = upkeep_make_copy(from, r->partial, err);

	if (!code)
		code = store_open_alone(r->partial, &fresh, err);
	if (!code && r->present)
		code = destroy_again(fresh, r->present, err);
	if (!code && r->present)
		code = copy_noted(fresh, r->present, err);
	if (!code)
		code = copies_note(fresh, copy, err);
	if (!code && r->aside)
		code = copies_note(fresh, r->aside, err);
	store_close(fresh);
	return code;
}

/* The log of a damaged file stays with it. */
static void move_log(const struct restoring *r)
{
	char *log = alloc_print("%s-wal", r->path);
	char *with = alloc_print("%s-wal", r->aside);
	char *index = alloc_print("%s-shm", r->path);

	if (rename(log, with) == 0 || errno == ENOENT)
		unlink(index);
	free(log);
	free(with);
	free(index);
}

/* At no moment is there no file of that name. */
static int replace(struct restoring *r, struct err *err)
{
	int code = 0;

	if (r->aside) {
		if (link(r->path, r->aside) && rename(r->path, r->aside))
			return err_set(err, ERR_SYSTEM,
				       _("%s cannot be made: %s"), r->aside,
				       err_reason(errno));
		if (!r->present)
			move_log(r);
	}
	if (rename(r->partial, r->path) || !file_sync_directory(r->path))
		code = err_set(err, ERR_SYSTEM, _("%s cannot be made: %s"),
			       r->path, err_reason(errno));
	return code;
}

static int restore(struct restoring *r, struct store *from, const char *copy,
		   struct err *err)
{
	char *directory = file_directory(r->path);
	int code = 0;

	if (!file_is_directory(directory))
		code = file_make_directory(directory, err);
	free(directory);
	if (!code)
		code = hold_present(r, err);
	if (!code)
		code = prepare(r, from, copy, err);
	if (!code)
		code = replace(r, err);
	if (code)
		unlink(r->partial);
	return code;
}

/* What was destroyed goes from here too, and from wherever it came. */
static int finish(const char *path, struct problem_list *left, struct err *err)
{
	struct store *store = NULL;
	int code = store_open(path, 0, &store, err);

	if (!code)
		code = destroy_finish(store, left, err);
	store_close(store);
	return code;
}

/* By whatever name: it would be waited for itself. */
static int refuse_itself(const char *copy, const char *path, struct err *err)
{
	if (!file_is_same(copy, path))
		return 0;
	return err_set(err, ERR_INVALID,
		       _("%s is the file itself; choose a copy of it"), copy);
}

int upkeep_restore(const char *copy, const char *path, char **aside,
		   struct problem_list *left, struct err *err)
{
	struct restoring r = { .path = path };
	struct store *from = NULL;
	int code = refuse_itself(copy, path, err);

	if (!code)
		code = store_open_copy(copy, &from, err);
	if (code)
		return code;
	r.partial = copies_partial(path);
	code = restore(&r, from, copy, err);
	store_close(from);
	store_close(r.present);
	free(r.partial);
	if (code) {
		free(r.aside);
		return code;
	}
	*aside = r.aside;
	return finish(path, left, err);
}
