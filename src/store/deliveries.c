/* store/deliveries.c - see store/deliveries.h */
#include "config.h"

#include "store/deliveries.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

#define COLUMNS                                                                \
	"SELECT id, at, medewerker, login, purpose, selection, records,"       \
	" withdrawn, forms, checksum, file FROM delivery"

void delivery_done(struct delivery *delivery)
{
	free(delivery->at);
	free(delivery->medewerker);
	free(delivery->login);
	free(delivery->purpose);
	free(delivery->selection);
	free(delivery->forms);
	free(delivery->checksum);
	free(delivery->file);
	*delivery = (struct delivery){ 0 };
}

void delivery_list_done(struct delivery_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		delivery_done(&list->items[i]);
	free(list->items);
	*list = (struct delivery_list){ 0 };
}

void delivered_list_done(struct delivered_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].record);
		free(list->items[i].form);
		free(list->items[i].revision);
	}
	free(list->items);
	*list = (struct delivered_list){ 0 };
}

void delivered_list_add(struct delivered_list *list, const char *record,
			const char *form, const char *revision, bool withdrawn)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count++] =
		(struct delivered){ .record = alloc_text(record),
				    .form = alloc_text(form),
				    .revision = alloc_text(revision),
				    .withdrawn = withdrawn };
}

static int compare(const void *a, const void *b)
{
	const struct delivered *x = a;
	const struct delivered *y = b;

	return strcmp(x->record, y->record);
}

void delivered_list_sort(struct delivered_list *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items), compare);
}

const struct delivered *delivered_list_find(const struct delivered_list *list,
					    const char *record)
{
	size_t low = 0;
	size_t high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(list->items[middle].record, record);

		if (order == 0)
			return &list->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int add_delivery(struct store *store, struct delivery *delivery,
			const struct authorship *by, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT INTO delivery (at, medewerker, login,"
			   " purpose, selection, records, withdrawn, forms,"
			   " checksum, file)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
			   &insert, err);

	if (code)
		return code;
	db_bind_text(insert, 1, delivery->at);
	db_bind_text(insert, 2, by ? by->medewerker : NULL);
	db_bind_text(insert, 3, by ? by->login : NULL);
	db_bind_text(insert, 4, delivery->purpose);
	db_bind_text(insert, 5, delivery->selection);
	sqlite3_bind_int64(insert, 6, delivery->records);
	sqlite3_bind_int64(insert, 7, delivery->withdrawn);
	db_bind_text(insert, 8, delivery->forms);
	db_bind_text(insert, 9, delivery->checksum);
	db_bind_text(insert, 10, delivery->file);
	code = db_run(store, insert, err);
	if (!code)
		delivery->id = sqlite3_last_insert_rowid(store->db);
	return code;
}

static int add_delivered(struct store *store, int64_t delivery,
			 const struct delivered *item, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT INTO delivered"
			   " (delivery, record, form, revision, withdrawn)"
			   " VALUES (?1, ?2, ?3, ?4, ?5)",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, delivery);
	db_bind_text(insert, 2, item->record);
	db_bind_text(insert, 3, item->form);
	db_bind_text(insert, 4, item->revision);
	sqlite3_bind_int(insert, 5, item->withdrawn);
	return db_run(store, insert, err);
}

int deliveries_add(struct store *store, struct delivery *delivery,
		   const struct delivered_list *state,
		   const struct authorship *by, struct err *err)
{
	char now[DATE_ROOM];
	int code = store_begin(store, err);

	if (code)
		return code;
	clock_moment(now);
	alloc_replace(&delivery->at, by && by->at ? by->at : now);
	code = add_delivery(store, delivery, by, err);
	for (size_t i = 0; i < state->count && !code; i++)
		code = add_delivered(store, delivery->id, &state->items[i],
				     err);
	return store_end(store, code, err);
}

static void read_delivery(sqlite3_stmt *row, struct delivery *out)
{
	out->id = sqlite3_column_int64(row, 0);
	out->at = db_sure_text(row, 1);
	out->medewerker = db_text(row, 2);
	out->login = db_text(row, 3);
	out->purpose = db_sure_text(row, 4);
	out->selection = db_sure_text(row, 5);
	out->records = sqlite3_column_int64(row, 6);
	out->withdrawn = sqlite3_column_int64(row, 7);
	out->forms = db_sure_text(row, 8);
	out->checksum = db_sure_text(row, 9);
	out->file = db_text(row, 10);
}

/* The rest of the query, which is given back. */
static int read_delivered(struct store *store, sqlite3_stmt *query,
			  struct delivered_list *state, struct err *err)
{
	int code;

	while ((code = db_step(store, query, err)) > 0)
		delivered_list_add(state, db_peek(query, 0), db_peek(query, 1),
				   db_peek(query, 2),
				   sqlite3_column_int(query, 3));
	db_give(store, query);
	return code;
}

static int read_state(struct store *store, int64_t delivery,
		      struct delivered_list *state, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT record, form, revision, withdrawn"
			   " FROM delivered WHERE delivery = ?1"
			   " ORDER BY record",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, delivery);
	return read_delivered(store, query, state, err);
}

int deliveries_told(struct store *store, const char *purpose,
		    struct delivered_list *out, struct err *err)
{
	struct delivered_list list = { 0 };
	sqlite3_stmt *query;
	int code;

	*out = list;
	if (store->schema < DELIVERIES_SCHEMA)
		return 0;
	code = db_take(store,
		       "SELECT DISTINCT record, form, revision, withdrawn"
		       " FROM delivered WHERE delivery IN"
		       " (SELECT id FROM delivery WHERE purpose = ?1)"
		       " ORDER BY record, revision",
		       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, purpose);
	code = read_delivered(store, query, &list, err);
	if (code) {
		delivered_list_done(&list);
		return code;
	}
	*out = list;
	return 0;
}

static int find_last(struct store *store, const char *purpose,
		     const char *selection, struct delivery *out,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   COLUMNS
			   " WHERE purpose = ?1 AND selection = ?2"
			   " ORDER BY id DESC LIMIT 1",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, purpose);
	db_bind_text(query, 2, selection);
	code = db_step(store, query, err);
	if (code > 0)
		read_delivery(query, out);
	db_give(store, query);
	if (code > 0)
		return 0;
	return code ? code : ERR_NOTFOUND;
}

int deliveries_last(struct store *store, const char *purpose,
		    const char *selection, struct delivery *out,
		    struct delivered_list *state, struct err *err)
{
	struct delivery found = { 0 };
	struct delivered_list list = { 0 };
	int code;

	if (store->schema < DELIVERIES_SCHEMA)
		return ERR_NOTFOUND;
	code = find_last(store, purpose, selection, &found, err);
	if (!code)
		code = read_state(store, found.id, &list, err);
	if (code) {
		delivery_done(&found);
		delivered_list_done(&list);
		return code;
	}
	*out = found;
	*state = list;
	return 0;
}

int deliveries_all(struct store *store, struct delivery_list *out,
		   struct err *err)
{
	struct delivery_list list = { 0 };
	sqlite3_stmt *query;
	int code;

	if (store->schema < DELIVERIES_SCHEMA) {
		*out = list;
		return 0;
	}
	code = db_take(store, COLUMNS " ORDER BY id DESC", &query, err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		list.items = alloc_grow(list.items, list.count, &list.capacity,
					sizeof(*list.items));
		list.items[list.count] = (struct delivery){ 0 };
		read_delivery(query, &list.items[list.count++]);
	}
	db_give(store, query);
	if (code) {
		delivery_list_done(&list);
		return code;
	}
	*out = list;
	return 0;
}
