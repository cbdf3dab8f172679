/* store/trajecten_list.c - a page of trajecten; see store/trajecten.h */
#include "config.h"

#include "store/trajecten.h"

#include "store/trajecten_private.h"

#define WANTED                                                                 \
	" WHERE (?1 IS NULL OR o.text = ?1)"                                   \
	" AND (?2 IS NULL OR coalesce(m.text, '') = ?2)"                       \
	" AND (?3 IS NULL OR coalesce(w.text, '') = ?3)"                       \
	" AND (?4 IS NULL OR contains(j.code, ?4) OR contains(m.text, ?4)"     \
	"  OR contains(w.text, ?4))"

static void bind_query(sqlite3_stmt *statement,
		       const struct traject_query *query)
{
	bool search = query->search && *query->search;

	db_bind_text(statement, 1, query->organisatie);
	db_bind_text(statement, 2, query->team);
	db_bind_text(statement, 3, query->medewerker);
	db_bind_text(statement, 4, search ? query->search : NULL);
}

static bool wants_all(const struct traject_query *query)
{
	return !query->organisatie && !query->team && !query->medewerker &&
	       !(query->search && *query->search);
}

static int count(struct store *store, const struct traject_query *query,
		 int64_t *total, struct err *err)
{
	sqlite3_stmt *counting;
	int code;

	if (wants_all(query))
		return trajecten_count(store, total, err);
	code = db_take(store, "SELECT count(*)" TRAJECT_TABLES WANTED,
		       &counting, err);
	if (code)
		return code;
	bind_query(counting, query);
	code = db_step(store, counting, err);
	if (code > 0)
		*total = sqlite3_column_int64(counting, 0);
	db_give(store, counting);
	return code < 0 ? code : 0;
}

#define IN_ORDER " ORDER BY j.changed DESC, j.id DESC LIMIT ?5 OFFSET ?6"

/* The first list has no conditions, and is there sooner without. */
static const char *list_sql(const struct traject_query *query)
{
	if (query->after)
		return TRAJECT_COLUMNS TRAJECT_TABLES WANTED
			" AND j.id > ?7 ORDER BY j.id LIMIT ?5 OFFSET ?6";
	if (wants_all(query) && !query->except)
		return TRAJECT_COLUMNS TRAJECT_TABLES IN_ORDER;
	return TRAJECT_COLUMNS TRAJECT_TABLES WANTED
		" AND (?7 IS NULL OR instr(?7, ',' || j.id || ',') = "
		"0)" IN_ORDER;
}

/* From here on it is quicker to pass by the others in their index alone. */
#define FAR 500
#define FAR_PAGE(order)                                                        \
	TRAJECT_COLUMNS TRAJECT_TABLES                                         \
		" WHERE j.id IN (SELECT id FROM traject ORDER BY "             \
		"changed" order ", id" order                                   \
		" LIMIT ?5 OFFSET ?6)"                                         \
		" ORDER BY +j.changed DESC, j.id DESC"

static bool is_far(const struct traject_query *query)
{
	return wants_all(query) && !query->except && !query->after &&
	       query->limit && query->offset >= FAR;
}

/* From the end that is nearer. */
static int list_far(struct store *store, const struct traject_query *query,
		    struct traject_list *found, struct err *err)
{
	int64_t limit = query->limit;
	int64_t offset = query->offset;
	int64_t total;
	sqlite3_stmt *listing;
	bool is_nearer_end;
	int code = trajecten_count(store, &total, err);

	if (code || offset >= total)
		return code;
	is_nearer_end = offset > total / 2;
	if (is_nearer_end) {
		limit = limit < total - offset ? limit : total - offset;
		offset = total - offset - limit;
	}
	code = db_take(store, is_nearer_end ? FAR_PAGE("") : FAR_PAGE(" DESC"),
		       &listing, err);
	if (code)
		return code;
	sqlite3_bind_int64(listing, 5, limit);
	sqlite3_bind_int64(listing, 6, offset);
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	return code;
}

static int list(struct store *store, const struct traject_query *query,
		struct traject_list *found, struct err *err)
{
	sqlite3_stmt *listing;
	int code = db_take(store, list_sql(query), &listing, err);

	if (code)
		return code;
	bind_query(listing, query);
	sqlite3_bind_int64(listing, 5, query->limit ? query->limit : -1);
	sqlite3_bind_int64(listing, 6, query->offset);
	if (query->after)
		sqlite3_bind_int64(listing, 7, *query->after);
	else if (query->except)
		db_bind_text(listing, 7, query->except);
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	return code;
}

/* Only a text, as a person searches? */
static bool is_search(const struct traject_query *query)
{
	return query->search && *query->search && !query->organisatie &&
	       !query->team && !query->medewerker && !query->except &&
	       !query->after;
}

int trajecten_list(struct store *store, const struct traject_query *query,
		   struct traject_list *out, int64_t *total, struct err *err)
{
	struct traject_list found = { 0 };
	int64_t all = 0;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	if (is_search(query)) {
		code = trajecten_search(store, query, &found, &all, err);
	} else {
		code = is_far(query) ? list_far(store, query, &found, err)
				     : list(store, query, &found, err);
		if (!code && total)
			code = count(store, query, &all, err);
	}
	store_end_reading(store);
	if (code) {
		traject_list_done(&found);
		return code;
	}
	*out = found;
	if (total)
		*total = all;
	return 0;
}
