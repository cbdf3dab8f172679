/* store/records_list.c - records by traject; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/drafts_private.h"
#include "store/records_private.h"

void record_list_done(struct record_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		record_head_done(&list->items[i]);
	free(list->items);
	*list = (struct record_list){ 0 };
}

size_t record_list_first(const struct record_list *list, int64_t traject)
{
	size_t low = 0;
	size_t high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->items[middle].traject_id < traject)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct record_head *add(struct record_list *list)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count] = (struct record_head){ 0 };
	return &list->items[list->count++];
}

/* Each half has its own index. */
static int list_table(struct store *store, const struct table *table,
		      int64_t traject, struct record_list *list,
		      struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(
		store, &query, err,
		"SELECT " HEAD_COLUMNS " FROM \"%s\" AS t" HEAD_JOINS
		" WHERE t.traject = ?1"
		" AND t.status <> 'withdrawn'"
		" UNION ALL SELECT " HEAD_COLUMNS " FROM \"%s\" AS t" HEAD_JOINS
		" WHERE t.traject = ?1"
		" AND t.status = 'withdrawn'",
		table->name, table->name);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, traject);
	while ((code = db_step(store, query, err)) > 0) {
		code = head_read(store, query, table, add(list), err);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

static int list_drafts(struct store *store, int64_t traject,
		       struct record_list *list, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT " DRAFT_COLUMNS DRAFT_JOINS
				 " WHERE d.traject = ?1 AND %s"
				 " ORDER BY d.id",
				 drafts_own(store));

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, traject);
	while ((code = db_step(store, query, err)) > 0) {
		code = drafts_read_head(store, query, add(list), err);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

/* SQLite takes so many in one statement, and then some. */
#define TABLES_TOGETHER 32

/* Whose records are listed. */
struct whose {
	const int64_t *trajecten;
	size_t count;
	bool drafts;  /* these too */
	bool briefly; /* only what the index of places says */
	bool dense;   /* they ascend, and are most of those in between */
};

/* Many in a row are looked up as one piece of each index. */
static bool is_dense(const int64_t *trajecten, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (trajecten[i] <= trajecten[i - 1])
			return false;
	/* As unsigned, since a damaged file has any number. */
	return count > 1 &&
	       (uint64_t)trajecten[count - 1] - (uint64_t)trajecten[0] <
		       2 * (uint64_t)count;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a;
	const int64_t *y = b;

	return *x < *y ? -1 : *x > *y;
}

static bool is_of(const struct whose *whose, int64_t traject)
{
	return !whose->dense ||
	       bsearch(&traject, whose->trajecten, whose->count,
		       sizeof(traject), compare_ids);
}

/*
 * What is due is judged by these columns, of this table and those after it, and
 * by the drafts where that is asked.
 */
static char *short_sql(const struct store *store, size_t from,
		       const struct whose *whose)
{
	const struct tables *tables = &store->tables;
	struct buffer sql = { 0 };

	for (size_t i = from; i < tables->count && i < from + TABLES_TOGETHER;
	     i++)
		buffer_print(&sql,
			     "%sSELECT %zu, traject, coalesce(jeugdige, '')%s"
			     " FROM \"%s\" WHERE status <> 'withdrawn'"
			     " AND traject %s",
			     i > from ? " UNION ALL " : "", i,
			     whose->briefly ? ""
					    : ", status, completed, informant,"
					      " counts",
			     tables->items[i]->name,
			     whose->dense ? "BETWEEN ?1 AND ?2" : "= ?1");
	if (whose->drafts && from + TABLES_TOGETHER >= tables->count)
		buffer_print(&sql,
			     " UNION ALL SELECT -CAST(form AS INTEGER), "
			     "traject, jeugdige%s"
			     " FROM draft AS d WHERE %s AND traject %s",
			     whose->briefly ? ""
					    : ", 'draft', NULL, informant, 0",
			     drafts_own(store),
			     whose->dense ? "BETWEEN ?1 AND ?2" : "= ?1");
	return buffer_take(&sql);
}

/* The first column says which table a row is of, or less: which form. */
static int add_short(const struct store *store, sqlite3_stmt *row, bool briefly,
		     struct record_list *list, struct err *err)
{
	int64_t which = sqlite3_column_int64(row, 0);
	const struct table *table = NULL;
	struct record_head *head;
	int code = 0;

	if (which >= 0 && which < (int64_t)store->tables.count)
		table = store->tables.items[which];
	else
		code = drafts_table(store, -which, &table, err);
	if (code)
		return code;
	head = add(list);
	head->form = alloc_text(table->form);
	head->version = alloc_text(table->version);
	head->traject_id = sqlite3_column_int64(row, 1);
	head->jeugdige = db_peek(row, 2)[0] ? db_text(row, 2) : NULL;
	head->status = which < 0 ? RECORD_DRAFT : RECORD_COMPLETE;
	if (briefly)
		return 0;
	record_status_read(db_peek(row, 3), &head->status);
	head->completed = which < 0 ? NULL : db_sure_text(row, 4);
	head->informant = db_text(row, 5);
	head->counts = sqlite3_column_int(row, 6);
	return 0;
}

static int add_rows(struct store *store, sqlite3_stmt *query,
		    const struct whose *whose, struct record_list *list,
		    struct err *err)
{
	int code;

	while ((code = db_step(store, query, err)) > 0) {
		code = 0;
		if (is_of(whose, sqlite3_column_int64(query, 1)))
			code = add_short(store, query, whose->briefly, list,
					 err);
		if (code)
			break;
	}
	sqlite3_reset(query);
	return code;
}

static int list_together(struct store *store, size_t from,
			 const struct whose *whose, struct record_list *list,
			 struct err *err)
{
	char *sql = short_sql(store, from, whose);
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	free(sql);
	if (code)
		return code;
	if (whose->dense)
		sqlite3_bind_int64(query, 2,
				   whose->trajecten[whose->count - 1]);
	for (size_t i = 0; i < (whose->dense ? 1 : whose->count) && !code;
	     i++) {
		sqlite3_bind_int64(query, 1, whose->trajecten[i]);
		code = add_rows(store, query, whose, list, err);
	}
	db_give(store, query);
	return code;
}

static int list_short(struct store *store, const struct whose *whose,
		      struct record_list *list, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < store->tables.count && !code;
	     i += TABLES_TOGETHER)
		code = list_together(store, i, whose, list, err);
	return code;
}

/* Hand over what was read, unless that failed. */
static int end_list(struct store *store, struct record_list *list, int code,
		    struct record_list *out)
{
	store_end_reading(store);
	if (code)
		record_list_done(list);
	else
		*out = *list;
	return code;
}

/* In one reading, so that it is of one moment. */
static int list_of(struct store *store, const struct whose *whose,
		   struct record_list *out, struct err *err)
{
	struct record_list list = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = tables_list(store, err);
	if (!code)
		code = list_short(store, whose, &list, err);
	return end_list(store, &list, code, out);
}

int records_of_traject(struct store *store, int64_t traject,
		       struct record_list *out, struct err *err)
{
	struct record_list list = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = tables_list(store, err);
	for (size_t i = 0; i < store->tables.count && !code; i++)
		code = list_table(store, store->tables.items[i], traject, &list,
				  err);
	if (!code)
		code = list_drafts(store, traject, &list, err);
	return end_list(store, &list, code, out);
}

int records_of_one(struct store *store, int64_t traject,
		   struct record_list *out, struct err *err)
{
	const struct whose whose = { .trajecten = &traject,
				     .count = 1,
				     .drafts = true };

	return list_of(store, &whose, out, err);
}

static int compare_trajecten(const void *a, const void *b)
{
	const struct record_head *x = a;
	const struct record_head *y = b;

	return x->traject_id < y->traject_id ? -1
					     : x->traject_id > y->traject_id;
}

static bool is_sorted(const struct record_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		if (list->items[i].traject_id < list->items[i - 1].traject_id)
			return false;
	return true;
}

static int list_all(struct store *store, const struct whose *whose,
		    struct record_list *out, struct err *err)
{
	int code = list_of(store, whose, out, err);

	/* Mostly they came in that order. */
	if (!code && !is_sorted(out))
		qsort(out->items, out->count, sizeof(*out->items),
		      compare_trajecten);
	return code;
}

int records_of_those(struct store *store, const int64_t *trajecten,
		     size_t count, struct record_list *out, struct err *err)
{
	const struct whose whose = { .trajecten = trajecten,
				     .count = count,
				     .dense = is_dense(trajecten, count) };

	return list_all(store, &whose, out, err);
}

int records_there(struct store *store, const int64_t *trajecten, size_t count,
		  struct record_list *out, struct err *err)
{
	const struct whose whose = { .trajecten = trajecten,
				     .count = count,
				     .drafts = true,
				     .briefly = true };

	return list_all(store, &whose, out, err);
}
