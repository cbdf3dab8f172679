/*
 * store/records_named.c - a record by the beginning of its id; see
 * store/records.h
 *
 * Ids are bytes, and texts where a file has what is no id or is of an older
 * layout: the index of a table is asked for a range of each.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/compact_private.h"
#include "store/drafts_private.h"
#include "store/records_private.h"

/* What is looked for, and what was found. */
struct naming {
	const char *beginning;
	unsigned char low[UUID_BYTES], high[UUID_BYTES];
	bool is_id; /* what begins so may be sixteen bytes */
	char *id;
	bool several;
};

/* The lowest and the highest that it may be; false when it begins no id. */
static bool find_range(struct naming *n)
{
	static const char digits[] = "0123456789abcdef";
	size_t count = 0;

	memset(n->low, 0, sizeof(n->low));
	memset(n->high, 0xFF, sizeof(n->high));
	for (const char *at = n->beginning; *at; at++) {
		size_t place = (size_t)(at - n->beginning);
		bool dash =
			place == 8 || place == 13 || place == 18 || place == 23;
		const char *digit = strchr(digits, *at);
		unsigned value;

		if (dash && *at == '-')
			continue;
		if (dash || !digit || count == 2 * sizeof(n->low))
			return false;
		value = (unsigned)(digit - digits);
		if (count % 2 == 0) {
			n->low[count / 2] = (unsigned char)(value << 4);
			n->high[count / 2] = (unsigned char)(value << 4 | 15);
		} else {
			n->low[count / 2] |= (unsigned char)value;
			n->high[count / 2] = n->low[count / 2];
		}
		count++;
	}
	return true;
}

/* One that was found already is a draft that corrects it. */
static void take_id(struct naming *n, char *id)
{
	if (strncmp(id, n->beginning, strlen(n->beginning)) != 0 ||
	    (n->id && strcmp(n->id, id) == 0)) {
		free(id);
		return;
	}
	n->several = n->id != NULL;
	if (n->several)
		free(id);
	else
		n->id = id;
}

static int find_rows(struct store *store, const char *sql, struct naming *n,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, n->beginning);
	if (n->is_id) {
		sqlite3_bind_blob(query, 2, n->low, UUID_BYTES, SQLITE_STATIC);
		sqlite3_bind_blob(query, 3, n->high, UUID_BYTES, SQLITE_STATIC);
	}
	while (!n->several && (code = db_step(store, query, err)) > 0)
		take_id(n, compact_sure_id(query, 0));
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int find_in_table(struct store *store, const struct table *table,
			 struct naming *n, struct err *err)
{
	char *sql = alloc_print(
		"SELECT uuid FROM \"%s\""
		" WHERE uuid BETWEEN ?2 AND ?3 OR uuid >= ?1"
		" AND uuid < ?1 || char(0x10FFFF)",
		table->name);
	int code = find_rows(store, sql, n, err);

	free(sql);
	return code;
}

static int find_drafts(struct store *store, struct naming *n, struct err *err)
{
	char *sql = alloc_print(
		"SELECT record FROM draft AS d"
		" WHERE record >= ?1"
		" AND record < ?1 || char(0x10FFFF) AND %s",
		drafts_own(store));
	int code = find_rows(store, sql, n, err);

	free(sql);
	return code;
}

static int find_all(struct store *store, struct naming *n, struct err *err)
{
	int code = tables_list(store, err);

	for (size_t i = 0; i < store->tables.count && !code; i++)
		code = find_in_table(store, store->tables.items[i], n, err);
	return code ? code : find_drafts(store, n, err);
}

int records_named(struct store *store, const char *beginning, char **id,
		  bool *several, struct err *err)
{
	struct naming n = { .beginning = beginning };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	n.is_id = find_range(&n);
	code = find_all(store, &n, err);
	store_end_reading(store);
	if (!code && !n.id)
		code = ERR_NOTFOUND;
	if (code) {
		free(n.id);
		return code;
	}
	*id = n.id;
	*several = n.several;
	return 0;
}
