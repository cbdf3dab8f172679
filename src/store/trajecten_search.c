/*
 * store/trajecten_search.c - trajecten with a text in them
 *
 * Every letter that is typed looks at every traject, so little may be done for
 * each: names are looked at once and compared as numbers, codes are read from
 * their index alone, and the rows are read of those that are shown.
 */
#include "config.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "store/trajecten_private.h"

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static int lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
}

static bool begins_with(const char *text, const char *part)
{
	while (*part && lower(*text) == lower(*part)) {
		text++;
		part++;
	}
	return *part == '\0';
}

static bool holds(const char *text, const char *part)
{
	int first = lower(*part);

	for (; *text; text++)
		if (lower(*text) == first && begins_with(text, part))
			return true;
	return first == '\0';
}

/* contains(text, part): is part in text, as people search? */
static void contains(sqlite3_context *context, int count,
		     sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *part = (const char *)sqlite3_value_text(values[1]);
	bool found = false;

	(void)count;
	/* Folding accents away costs more than all the rest of the search. */
	if (text && part && is_ascii(text) && is_ascii(part))
		found = holds(text, part);
	else if (text && part)
		found = utf8_contains(text, part);
	sqlite3_result_int(context, found);
}

int trajecten_prepare(struct store *store, struct err *err)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

	if (sqlite3_create_function(store->db, "contains", 2, flags, NULL,
				    contains, NULL, NULL))
		return db_fail(store, err);
	return 0;
}

/* The teams and workers that hold the text, as "[3,17]"; "" when none do. */
static int find_names(struct store *store, const char *text, struct buffer *out,
		      struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT id FROM name WHERE list <> 'organisatie'"
			   " AND contains(text, ?1)",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, text);
	while ((code = db_step(store, query, err)) > 0)
		buffer_print(out, "%s%lld", out->length ? "," : "[",
			     (long long)sqlite3_column_int64(query, 0));
	if (out->length)
		buffer_add(out, "]");
	db_give(store, query);
	return code;
}

/* Without names the index of the codes has all there is to look at. */
#define BY_CODE " FROM traject AS k WHERE contains(k.code, ?1)"
#define BY_NAME                                                                \
	" FROM traject AS k"                                                   \
	" WHERE k.team IN (SELECT value FROM json_each(?2))"                   \
	" OR k.medewerker IN (SELECT value FROM json_each(?2))"                \
	" OR contains(k.code, ?1)"

static void bind_search(sqlite3_stmt *statement, const char *text,
			const struct buffer *names)
{
	db_bind_text(statement, 1, text);
	if (names->length)
		db_bind_text(statement, 2, buffer_text(names));
}

static int count(struct store *store, const char *text,
		 const struct buffer *names, int64_t *total, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   names->length ? "SELECT count(*)" BY_NAME
					 : "SELECT count(*)" BY_CODE,
			   &query, err);

	if (code)
		return code;
	bind_search(query, text, names);
	code = db_step(store, query, err);
	if (code > 0)
		*total = sqlite3_column_int64(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* From so many on, walking all by their last change finds a page sooner than
 * sorting those that were found. */
#define MANY 2000

/* Those that were found, as "[3,17]"; *total is more than MANY when there are
 * more than that. */
static int find_few(struct store *store, const char *text,
		    const struct buffer *names, struct buffer *ids,
		    int64_t *total, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   names->length ? "SELECT k.id" BY_NAME
					 : "SELECT k.id" BY_CODE,
			   &query, err);

	if (code)
		return code;
	bind_search(query, text, names);
	*total = 0;
	while (*total <= MANY && (code = db_step(store, query, err)) > 0)
		buffer_print(ids, "%s%lld", (*total)++ ? "," : "[",
			     (long long)sqlite3_column_int64(query, 0));
	buffer_add(ids, *total ? "]" : "[]");
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* A plus keeps SQLite from walking by the index of the changes. */
#define BY_CHANGE(plus)                                                        \
	" ORDER BY " plus "j.changed DESC, j.id DESC LIMIT ?3 OFFSET ?4"

static const char few_of_them[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE j.id IN (SELECT value FROM json_each(?1))" BY_CHANGE("+");
static const char many_by_code[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE contains(j.code, ?1)" BY_CHANGE("");
static const char many_by_name[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE j.team IN (SELECT value FROM json_each(?2))"
	" OR j.medewerker IN (SELECT value FROM json_each(?2))"
	" OR contains(j.code, ?1)" BY_CHANGE("");

int trajecten_search(struct store *store, const struct traject_query *query,
		     struct traject_list *found, int64_t *total,
		     struct err *err)
{
	struct buffer names = { 0 };
	struct buffer ids = { 0 };
	sqlite3_stmt *listing = NULL;
	bool many = false;
	int code = find_names(store, query->search, &names, err);

	if (!code)
		code = find_few(store, query->search, &names, &ids, total, err);
	if (!code && *total > MANY) {
		many = true;
		code = count(store, query->search, &names, total, err);
	}
	if (!code)
		code = db_take(store,
			       !many          ? few_of_them
			       : names.length ? many_by_name
					      : many_by_code,
			       &listing, err);
	if (!code) {
		if (many)
			bind_search(listing, query->search, &names);
		else
			db_bind_text(listing, 1, buffer_text(&ids));
		sqlite3_bind_int64(listing, 3,
				   query->limit ? query->limit : -1);
		sqlite3_bind_int64(listing, 4, query->offset);
		code = trajecten_read(store, listing, found, err);
		db_give(store, listing);
	}
	buffer_done(&names);
	buffer_done(&ids);
	return code;
}
