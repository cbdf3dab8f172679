/*
 * store/trajecten_some.c - some trajecten with a text in them, for one who
 * cannot wait; see store/trajecten.h
 *
 * All are walked by their last change, so that a page of many is found soon.
 * Names are looked at once, and compared as numbers.
 */
#include "config.h"

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

static void bind_search(sqlite3_stmt *statement, const char *text,
			const struct buffer *names)
{
	db_bind_text(statement, 1, text);
	if (names->length)
		db_bind_text(statement, 2, buffer_text(names));
}

/* --- a page of them */

/* A plus keeps SQLite from walking by the index of the changes. */
#define BY_CHANGE(plus) " ORDER BY " plus "j.changed DESC, j.id DESC"
#define A_PAGE " LIMIT ?3 OFFSET ?4"

static const char many_by_code[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE contains(j.code, ?1)" BY_CHANGE("") A_PAGE;
static const char many_by_name[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE j.team IN (SELECT value FROM json_each(?2))"
	" OR j.medewerker IN (SELECT value FROM json_each(?2))"
	" OR contains(j.code, ?1)" BY_CHANGE("") A_PAGE;

/* Found by the index of the codes, and no more than a few screens of them. */
static const char by_beginning[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE j.id IN (SELECT id FROM traject WHERE code >= ?1"
	"  AND code < ?1 || char(0x10FFFF) LIMIT 200)" BY_CHANGE("+") A_PAGE;

static void bind_page(sqlite3_stmt *statement,
		      const struct traject_query *query)
{
	sqlite3_bind_int64(statement, 3, query->limit ? query->limit : -1);
	sqlite3_bind_int64(statement, 4, query->offset);
}

/* All of them are walked by their last change, until the page is full. */
static int walk(struct store *store, const struct traject_query *query,
		const struct buffer *names, struct traject_list *found,
		struct err *err)
{
	sqlite3_stmt *listing;
	int code = db_take(store, names->length ? many_by_name : many_by_code,
			   &listing, err);

	if (code)
		return code;
	bind_search(listing, query->search, names);
	bind_page(listing, query);
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	return code;
}

static int read_beginning(struct store *store,
			  const struct traject_query *query,
			  struct traject_list *found, struct err *err)
{
	sqlite3_stmt *listing;
	int code = db_take(store, by_beginning, &listing, err);

	if (code)
		return code;
	db_bind_text(listing, 1, query->search);
	bind_page(listing, query);
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	return code;
}

int trajecten_some(struct store *store, const struct traject_query *query,
		   struct traject_list *out, struct err *err)
{
	struct traject_list found = { 0 };
	struct buffer names = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = find_names(store, query->search, &names, err);
	if (!code)
		code = walk(store, query, &names, &found, err);
	if (code == ERR_STOPPED)
		code = found.count ? 0
				   : read_beginning(store, query, &found, err);
	store_end_reading(store);
	buffer_done(&names);
	if (code)
		traject_list_done(&found);
	else
		*out = found;
	return code;
}
