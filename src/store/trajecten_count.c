/*
 * store/trajecten_count.c - how many trajecten there are, and the next number
 *
 * SQLite knows only by reading an index from end to end, which is most of what
 * a start with many trajecten would cost.  So the file notes how many have an
 * id up to a certain one, and only those with a later id are counted: no id is
 * ever used twice, so a new traject leaves the note true, and one that is
 * destroyed corrects it.  data check compares the two.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "store/trajecten_private.h"

#define NOTE "trajecten"

struct noted {
	long long count;
	long long upto; /* this id; 0: nothing was noted */
};

/* What cannot be true was not noted by us. */
static int read_noted(struct store *store, struct noted *out, struct err *err)
{
	struct noted noted = { 0 };
	char *value = NULL;
	int code = store_noted(store, NOTE, &value, err);

	if (value &&
	    (sscanf(value, "%lld %lld", &noted.count, &noted.upto) != 2 ||
	     noted.count < 0 || noted.count > noted.upto))
		noted = (struct noted){ 0 };
	free(value);
	*out = noted;
	return code;
}

static int write_noted(struct store *store, const struct noted *noted,
		       struct err *err)
{
	char *value = alloc_print("%lld %lld", noted->count, noted->upto);
	int code = store_note(store, NOTE, value, err);

	free(value);
	return code;
}

/* All that were noted, and those that came later. */
static int count(struct store *store, int64_t *total, struct err *err)
{
	struct noted noted;
	sqlite3_stmt *query;
	int code = read_noted(store, &noted, err);

	if (code)
		return code;
	/* Without a condition SQLite counts whole pages. */
	code = db_take(store,
		       noted.upto ? "SELECT count(*) FROM traject WHERE id > ?1"
				  : "SELECT count(*) FROM traject",
		       &query, err);
	if (code)
		return code;
	if (noted.upto)
		sqlite3_bind_int64(query, 1, noted.upto);
	code = db_step(store, query, err);
	if (code > 0)
		*total = noted.count + sqlite3_column_int64(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

int trajecten_count(struct store *store, int64_t *total, struct err *err)
{
	int64_t version = -1;
	int code = db_integer(store, "PRAGMA data_version", &version, err);

	if (!code && store->trajecten_at != version)
		store->trajecten = -1;
	if (!code && store->trajecten < 0)
		code = count(store, &store->trajecten, err);
	store->trajecten_at = version;
	*total = store->trajecten;
	return code;
}

int trajecten_came(struct store *store, int64_t id, struct err *err)
{
	struct noted noted = { .upto = id };
	int64_t total;
	int code;

	store->trajecten = -1;
	if (id % TRAJECTEN_STEP != 0)
		return 0;
	code = count(store, &total, err);
	if (code)
		return code;
	noted.count = total;
	return write_noted(store, &noted, err);
}

int trajecten_went(struct store *store, int64_t id, struct err *err)
{
	struct noted noted;
	int code = read_noted(store, &noted, err);

	store->trajecten = -1;
	if (code || id > noted.upto)
		return code;
	noted.count--;
	return write_noted(store, &noted, err);
}

int trajecten_number(struct store *store, struct err *err)
{
	int64_t highest = 0;
	int code;

	if (store->next_traject)
		return 0;
	code = db_integer(store,
			  "SELECT max(coalesce((SELECT max(id) FROM traject),"
			  " 0), coalesce((SELECT CAST(value AS INTEGER)"
			  " FROM note WHERE name = '" NOTE_HIGHEST_TRAJECT
			  "'), 0))",
			  &highest, err);
	/* Numbers enough for as many as one adds in a transaction. */
	if (!code && highest > INT64_MAX / 2)
		code = db_fail_strange(store, "traject", err);
	if (!code)
		store->next_traject = highest + 1;
	return code;
}
