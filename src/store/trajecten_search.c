/*
 * store/trajecten_search.c - trajecten with a text in them
 *
 * Every letter that is typed looks at every traject, so little may be done for
 * each: names are looked at once and compared as numbers, codes are read from
 * their index alone, and the rows are read of those that are shown.  What was
 * found is kept for the next page of it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
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

/* --- what is found */

/*
 * From so many on, walking all by their last change finds a page sooner than
 * sorting those that were found.
 */
#define MANY 2000

/*
 * All that hold a text were looked for, which takes long where there are many
 * trajecten: kept until the file is another, for the next page of them.
 */
struct search {
	char *text;
	int64_t version, changes; /* of the file: by others, by ourselves */
	struct buffer names;      /* that hold it, as for find_names() */
	int64_t total;
	int64_t *ids; /* of all of them, by their last change; NULL: many */
};

void trajecten_forget_search(struct store *store)
{
	struct search *search = store->search;

	if (!search)
		return;
	free(search->text);
	buffer_done(&search->names);
	free(search->ids);
	free(search);
	store->search = NULL;
}

static int count(struct store *store, struct search *search, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   search->names.length ? "SELECT count(*)" BY_NAME
						: "SELECT count(*)" BY_CODE,
			   &query, err);

	if (code)
		return code;
	bind_search(query, search->text, &search->names);
	code = db_step(store, query, err);
	if (code > 0)
		search->total = sqlite3_column_int64(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Their ids as "[3,17]"; total is more than MANY when there are more. */
static int find_few(struct store *store, struct search *search,
		    struct buffer *ids, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   search->names.length ? "SELECT k.id" BY_NAME
						: "SELECT k.id" BY_CODE,
			   &query, err);

	if (code)
		return code;
	bind_search(query, search->text, &search->names);
	while (search->total <= MANY && (code = db_step(store, query, err)) > 0)
		buffer_print(ids, "%s%lld", search->total++ ? "," : "[",
			     (long long)sqlite3_column_int64(query, 0));
	buffer_add(ids, search->total ? "]" : "[]");
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int sort_few(struct store *store, struct search *search,
		    const struct buffer *ids, struct err *err)
{
	sqlite3_stmt *query;
	size_t count = 0;
	int code = db_take(store,
			   "SELECT id FROM traject"
			   " WHERE id IN (SELECT value FROM json_each(?1))"
			   " ORDER BY +changed DESC, id DESC",
			   &query, err);

	if (code)
		return code;
	search->ids =
		alloc_new((size_t)search->total + 1, sizeof(*search->ids));
	db_bind_text(query, 1, buffer_text(ids));
	while ((code = db_step(store, query, err)) > 0 &&
	       (int64_t)count < search->total)
		search->ids[count++] = sqlite3_column_int64(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int find_all(struct store *store, struct search *search, struct err *err)
{
	struct buffer ids = { 0 };
	int code = find_names(store, search->text, &search->names, err);

	if (!code)
		code = find_few(store, search, &ids, err);
	if (!code && search->total > MANY)
		code = count(store, search, err);
	else if (!code)
		code = sort_few(store, search, &ids, err);
	buffer_done(&ids);
	return code;
}

/* The search of this text, in the file as it is. */
static int search_for(struct store *store, const char *text, struct err *err)
{
	int64_t changes = sqlite3_total_changes64(store->db);
	int64_t version = -1;
	int code = db_integer(store, "PRAGMA data_version", &version, err);

	if (code)
		return code;
	if (store->search && store->search->version == version &&
	    store->search->changes == changes &&
	    strcmp(store->search->text, text) == 0)
		return 0;
	trajecten_forget_search(store);
	store->search = alloc_new(1, sizeof(*store->search));
	*store->search = (struct search){ .text = alloc_text(text),
					  .version = version,
					  .changes = changes };
	code = find_all(store, store->search, err);
	if (code)
		trajecten_forget_search(store);
	return code;
}

/* --- a page of them */

/* A plus keeps SQLite from walking by the index of the changes. */
#define BY_CHANGE(plus) " ORDER BY " plus "j.changed DESC, j.id DESC"
#define A_PAGE " LIMIT ?3 OFFSET ?4"

static const char these[] = TRAJECT_COLUMNS TRAJECT_TABLES
	" WHERE j.id IN (SELECT value FROM json_each(?1))" BY_CHANGE("+");
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

static int read_few(struct store *store, const struct traject_query *query,
		    struct traject_list *found, struct err *err)
{
	const struct search *search = store->search;
	struct buffer ids = { 0 };
	int64_t end = search->total;
	sqlite3_stmt *listing;
	int code = db_take(store, these, &listing, err);

	if (code)
		return code;
	if (query->limit && query->limit < end - query->offset)
		end = query->offset + query->limit;
	for (int64_t i = query->offset; i < end; i++)
		buffer_print(&ids, "%s%lld", ids.length ? "," : "[",
			     (long long)search->ids[i]);
	buffer_add(&ids, ids.length ? "]" : "[]");
	db_bind_text(listing, 1, buffer_text(&ids));
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	buffer_done(&ids);
	return code;
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

int trajecten_search(struct store *store, const struct traject_query *query,
		     struct traject_list *found, int64_t *total,
		     struct err *err)
{
	int code = search_for(store, query->search, err);

	if (code)
		return code;
	*total = store->search->total;
	return store->search->ids
		       ? read_few(store, query, found, err)
		       : walk(store, query, &store->search->names, found, err);
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

int trajecten_glance(struct store *store, const struct traject_query *query,
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
