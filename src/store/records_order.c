/*
 * store/records_order.c - the records of a selection by day and id; see
 * store/records_private.h
 *
 * SQLite would sort days and ids in memory, at 65 bytes a record.  Here a record
 * is a number of eight bytes, of its day and its number, and the ids are looked
 * up of one day after the other.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/uuid.h"
#include "store/records_private.h"

/* A key: the day as YYYYMMDD, and so many bits of the number of the record. */
#define NUMBER_BITS 36
#define NUMBER_MAX ((INT64_C(1) << NUMBER_BITS) - 1)

struct record_of_day {
	unsigned char uuid[UUID_BYTES];
	int64_t id;
};

void records_order_done(struct record_order *order)
{
	free(order->keys);
	free(order->day);
	*order = (struct record_order){ 0 };
}

static void add(struct record_order *order, uint64_t key)
{
	order->keys = alloc_grow(order->keys, order->count, &order->capacity,
				 sizeof(key));
	order->keys[order->count++] = key;
}

/* false when it is no day, or a number that has no room. */
static bool make_key(const char *day, int64_t id, uint64_t *key)
{
	uint64_t digits = 0;

	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (day[i] != '-')
				return false;
			continue;
		}
		if (day[i] < '0' || day[i] > '9')
			return false;
		digits = digits * 10 + (uint64_t)(day[i] - '0');
	}
	if (day[10] || id < 0 || id > NUMBER_MAX)
		return false;
	*key = digits << NUMBER_BITS | (uint64_t)id;
	return true;
}

/* All as keys; false in plain when one cannot be. */
static int read_keys(struct store *store, sqlite3_stmt *query,
		     struct record_order *order, bool *plain, struct err *err)
{
	uint64_t key;
	int code;

	*plain = true;
	while ((code = db_step(store, query, err)) > 0) {
		*plain = sqlite3_column_int(query, 2) &&
			 make_key(db_peek(query, 1),
				  sqlite3_column_int64(query, 0), &key);
		if (!*plain)
			return 0;
		add(order, key);
	}
	return code;
}

/* As SQLite orders them. */
static int read_numbers(struct store *store, sqlite3_stmt *query,
			struct record_order *order, struct err *err)
{
	int code;

	order->is_done = true;
	order->count = 0;
	while ((code = db_step(store, query, err)) > 0)
		add(order, (uint64_t)sqlite3_column_int64(query, 0));
	return code;
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Most come in the order of their days, and the room to sort is not needed. */
static void sort_keys(struct record_order *order)
{
	for (size_t i = 1; i < order->count; i++) {
		if (order->keys[i - 1] > order->keys[i]) {
			qsort(order->keys, order->count, sizeof(*order->keys),
			      compare_keys);
			return;
		}
	}
}

static int take(struct store *store, const struct table *table,
		const struct selection *selection, const char *behind,
		sqlite3_stmt **out, struct err *err)
{
	char *where = records_where(selection);
	int code =
		db_take_print(store, out, err,
			      "SELECT t.id, t.completed,"
			      " typeof(t.uuid) = 'blob'"
			      " AND length(t.uuid) = %d FROM \"%s\" AS t%s%s",
			      UUID_BYTES, table->name, where, behind);

	free(where);
	if (!code)
		records_bind(*out, selection, table);
	return code;
}

int records_order(struct store *store, const struct table *table,
		  const struct selection *selection, struct record_order *out,
		  struct err *err)
{
	struct record_order order = { .table = table };
	sqlite3_stmt *query = NULL;
	bool plain = true;
	int code = take(store, table, selection, "", &query, err);

	if (!code)
		code = read_keys(store, query, &order, &plain, err);
	db_give(store, query);
	query = NULL;
	if (!code && !plain) {
		code = take(store, table, selection,
			    " ORDER BY t.completed, t.uuid", &query, err);
		if (!code)
			code = read_numbers(store, query, &order, err);
		db_give(store, query);
	}
	if (code) {
		records_order_done(&order);
		return code;
	}
	if (plain)
		sort_keys(&order);
	*out = order;
	return 0;
}

/* --- one after the other */

static int compare_ids(const void *a, const void *b)
{
	const struct record_of_day *x = a;
	const struct record_of_day *y = b;

	return memcmp(x->uuid, y->uuid, sizeof(x->uuid));
}

/* The ids of so many records, in the order in which these are. */
static int read_ids(struct store *store, sqlite3_stmt *query,
		    struct record_of_day *records, size_t count,
		    struct err *err)
{
	struct buffer numbers = { 0 };
	int code = 1;

	for (size_t i = 0; i < count; i++)
		buffer_print(&numbers, "%c%lld", i ? ',' : '[',
			     (long long)records[i].id);
	buffer_add(&numbers, "]");
	db_bind_text(query, 1, buffer_text(&numbers));
	for (size_t i = 0; i < count && code > 0; i++) {
		code = db_step(store, query, err);
		if (code > 0 && sqlite3_column_bytes(query, 0) == UUID_BYTES)
			memcpy(records[i].uuid, sqlite3_column_blob(query, 0),
			       UUID_BYTES);
	}
	sqlite3_reset(query);
	buffer_done(&numbers);
	return code < 0 ? code : 0;
}

/* So many are asked for together. */
#define TOGETHER ((size_t)256)

static int read_ids_of_day(struct store *store, struct record_order *order,
			   struct err *err)
{
	size_t count = order->day_count;
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT t.uuid FROM json_each(?1) AS n"
				 " CROSS JOIN \"%s\" AS t ON t.id = n.value",
				 order->table->name);

	if (code)
		return code;
	for (size_t i = 0; i < count && !code; i += TOGETHER)
		code = read_ids(store, query, &order->day[i],
				count - i < TOGETHER ? count - i : TOGETHER,
				err);
	db_give(store, query);
	return code;
}

/* Those of the day of the next one, by their ids. */
static int read_day(struct store *store, struct record_order *order,
		    struct err *err)
{
	uint64_t day = order->keys[order->next] >> NUMBER_BITS;
	int code = 0;

	order->day_count = order->day_next = 0;
	while (order->next < order->count &&
	       order->keys[order->next] >> NUMBER_BITS == day) {
		order->day =
			alloc_grow(order->day, order->day_count,
				   &order->day_capacity, sizeof(*order->day));
		order->day[order->day_count++].id =
			(int64_t)(order->keys[order->next++] &
				  (uint64_t)NUMBER_MAX);
	}
	if (order->day_count > 1)
		code = read_ids_of_day(store, order, err);
	if (!code && order->day_count > 1)
		qsort(order->day, order->day_count, sizeof(*order->day),
		      compare_ids);
	return code;
}

int records_next(struct store *store, struct record_order *order, int64_t *id,
		 struct err *err)
{
	int code = 0;

	if (order->is_done) {
		*id = (int64_t)order->keys[order->next++];
		return 0;
	}
	if (order->day_next == order->day_count)
		code = read_day(store, order, err);
	if (!code)
		*id = order->day[order->day_next++].id;
	return code;
}
