/* store/snapshot.c - see store/snapshot_private.h */
#include "config.h"

#include "store/snapshot_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/count.h"
#include "base/same.h"
#include "form/value.h"
#include "store/cells_private.h"
#include "store/records_private.h"
#include "store/store_private.h"

void snapshot_done(struct snapshot *snapshot)
{
	free(snapshot->entries);
	arena_done(&snapshot->arena);
	*snapshot = (struct snapshot){ 0 };
}

static bool is_empty(const struct snapshot_entry *entry)
{
	return !entry->value && !entry->missing && !entry->remark &&
	       !entry->reason;
}

static void append(struct snapshot *snapshot,
		   const struct snapshot_entry *entry)
{
	if (is_empty(entry))
		return;
	snapshot->entries =
		alloc_grow(snapshot->entries, snapshot->count,
			   &snapshot->capacity, sizeof(*snapshot->entries));
	snapshot->entries[snapshot->count++] = *entry;
}

static void append_rows(struct snapshot *snapshot, const char *repeat, int rows)
{
	struct snapshot_entry entry = { .field = repeat };

	if (rows == 0)
		return;
	entry.value = arena_print(&snapshot->arena, "%d", rows);
	append(snapshot, &entry);
}

/* A decimal as it will be read back from the file. */
static const char *stored_value(struct snapshot *snapshot,
				const struct column *column,
				const struct field *field, const char *value)
{
	const char *stored;
	char *text;

	if (!value || column->type != FIELD_DECIMAL)
		return value;
	text = value_from_scalar(field, value_scalar(field, value));
	stored = arena_text(&snapshot->arena, text);
	free(text);
	return stored;
}

static void take_column(struct snapshot *snapshot,
			const struct binding *binding, size_t i,
			const struct answers *answers)
{
	const struct column *c = &binding->table->columns[i];
	int f = binding->field_of[i];
	int last = 0;

	if (f < 0)
		return;
	if (c->repeat >= 0)
		last = answers_rows(answers, binding->repeat_in[c->repeat]);
	for (int row = c->repeat >= 0; row <= last; row++) {
		const struct answer *answer = answers_get(answers, f, row);
		struct snapshot_entry entry = { .field = c->name,
						.column = i + 1,
						.row = row,
						.missing = answer->missing,
						.remark = answer->remark,
						.reason = answer->reason,
						.client = answer_client_name(
							answer->client) };

		entry.value = stored_value(
			snapshot, c, &binding->form->fields[f], answer->value);
		append(snapshot, &entry);
	}
}

void snapshot_take(struct snapshot *snapshot, const struct binding *binding,
		   const struct answers *answers)
{
	const struct table *table = binding->table;

	snapshot->capacity = table->count + table->repeat_count + 1;
	snapshot->entries = alloc_resize(snapshot->entries, snapshot->capacity,
					 sizeof(*snapshot->entries));
	for (size_t k = 0; k < table->count + table->repeat_count; k++) {
		size_t i = table->by_name[k];

		if (i < table->count)
			take_column(snapshot, binding, i, answers);
		else if (binding->repeat_in[i - table->count] >= 0)
			append_rows(
				snapshot, table->repeats[i - table->count],
				answers_rows(
					answers,
					binding->repeat_in[i - table->count]));
	}
}

int snapshot_compare(const struct snapshot_entry *a,
		     const struct snapshot_entry *b)
{
	int order = strcmp(a->field, b->field);

	return order ? order : (a->row > b->row) - (a->row < b->row);
}

static int compare(const void *a, const void *b)
{
	return snapshot_compare(a, b);
}

bool snapshot_same(const struct snapshot_entry *a,
		   const struct snapshot_entry *b)
{
	return same_text(a->value, b->value) &&
	       same_text(a->missing, b->missing) &&
	       same_text(a->remark, b->remark) &&
	       same_text(a->reason, b->reason) &&
	       same_text(a->client, b->client);
}

/* Where an entry stands, or would stand. */
static size_t place(const struct snapshot *snapshot,
		    const struct snapshot_entry *entry)
{
	size_t low = 0;
	size_t high = snapshot->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (snapshot_compare(&snapshot->entries[middle], entry) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool stands_at(const struct snapshot *snapshot, size_t at,
		      const struct snapshot_entry *entry)
{
	return at < snapshot->count &&
	       snapshot_compare(&snapshot->entries[at], entry) == 0;
}

const struct snapshot_entry *snapshot_find(const struct snapshot *snapshot,
					   const char *field, int row)
{
	struct snapshot_entry wanted = { .field = field, .row = row };
	size_t at = place(snapshot, &wanted);

	return stands_at(snapshot, at, &wanted) ? &snapshot->entries[at] : NULL;
}

static struct snapshot_entry copy_into(struct arena *arena,
				       const struct snapshot_entry *entry)
{
	return (struct snapshot_entry){
		.field = arena_text(arena, entry->field),
		.column = entry->column,
		.row = entry->row,
		.value = arena_text(arena, entry->value),
		.missing = arena_text(arena, entry->missing),
		.remark = arena_text(arena, entry->remark),
		.reason = arena_text(arena, entry->reason),
		.client = arena_text(arena, entry->client),
	};
}

void snapshot_put(struct snapshot *snapshot, const struct snapshot_entry *entry)
{
	size_t at = place(snapshot, entry);
	size_t behind = snapshot->count - at;

	if (stands_at(snapshot, at, entry)) {
		if (is_empty(entry)) {
			memmove(&snapshot->entries[at],
				&snapshot->entries[at + 1],
				(behind - 1) * sizeof(*entry));
			snapshot->count--;
			return;
		}
	} else {
		if (is_empty(entry))
			return;
		snapshot->entries = alloc_grow(
			snapshot->entries, snapshot->count, &snapshot->capacity,
			sizeof(*snapshot->entries));
		memmove(&snapshot->entries[at + 1], &snapshot->entries[at],
			behind * sizeof(*entry));
		snapshot->count++;
	}
	snapshot->entries[at] = copy_into(&snapshot->arena, entry);
}

static void read_column(struct snapshot *snapshot, sqlite3_stmt *query,
			int *index, const struct table *table, size_t i,
			int row)
{
	const struct column *c = &table->columns[i];
	struct snapshot_entry entry = { .field = c->name,
					.column = i + 1,
					.row = row };
	char *value = cell_text(query, (*index)++, c);

	entry.value = arena_text(&snapshot->arena, value);
	free(value);
	if (c->missing_count > 0)
		entry.missing = arena_text(
			&snapshot->arena,
			(const char *)sqlite3_column_text(query, (*index)++));
	append(snapshot, &entry);
}

/* The columns of the record, or of the rows of a repeat. */
static int read_values(struct snapshot *snapshot, struct store *store,
		       struct table *table, int repeat, int64_t record,
		       struct err *err)
{
	sqlite3_stmt *query;
	int rows = 0;
	int code = db_take(store, table_select_all(table, repeat), &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, record);
	while ((code = db_step(store, query, err)) > 0) {
		int row = repeat < 0 ? 0 : sqlite3_column_int(query, 0);
		int index = 1;

		rows++;
		for (size_t i = 0; i < table->count; i++)
			if (table->columns[i].repeat == repeat)
				read_column(snapshot, query, &index, table, i,
					    row);
	}
	db_give(store, query);
	if (!code && repeat >= 0)
		append_rows(snapshot, table->repeats[repeat], rows);
	return code;
}

/* After the values: a remark may stand where no value is. */
static int read_annotations(struct snapshot *snapshot, struct store *store,
			    const struct table *table, int64_t record,
			    struct err *err)
{
	sqlite3_stmt *query;
	int code = records_take_annotations(store, table, record, &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		struct snapshot_entry entry = { 0 };
		const struct snapshot_entry *known;

		entry.field = db_peek(query, 0);
		entry.row = sqlite3_column_int(query, 1);
		known = snapshot_find(snapshot, entry.field, entry.row);
		if (known)
			entry = *known;
		entry.remark = (const char *)sqlite3_column_text(query, 2);
		entry.reason = (const char *)sqlite3_column_text(query, 3);
		entry.client = (const char *)sqlite3_column_text(query, 4);
		snapshot_put(snapshot, &entry);
	}
	db_give(store, query);
	return code;
}

int snapshot_read(struct snapshot *snapshot, struct store *store,
		  struct table *table, int64_t record, struct err *err)
{
	int code = 0;

	for (int r = -1; r < (int)table->repeat_count && !code; r++)
		code = read_values(snapshot, store, table, r, record, err);
	if (snapshot->count > 1)
		qsort(snapshot->entries, snapshot->count,
		      sizeof(*snapshot->entries), compare);
	if (!code)
		code = read_annotations(snapshot, store, table, record, err);
	return code;
}

void snapshot_hash_text(crypto_hash_sha256_state *hash, const char *text)
{
	size_t length = text ? strlen(text) : 0xFFFFFFFFu;
	unsigned char prefix[4];

	for (int i = 0; i < 4; i++)
		prefix[i] = (unsigned char)(length >> 8 * i & 0xFF);
	crypto_hash_sha256_update(hash, prefix, sizeof(prefix));
	if (text)
		crypto_hash_sha256_update(hash, (const unsigned char *)text,
					  length);
}

/* A name of an option, in a text. */
struct word {
	const char *text;
	size_t length;
};

static int compare_words(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;
	size_t length = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->text, y->text, length);

	return order ? order
		     : (x->length > y->length) - (x->length < y->length);
}

/* By name: the form may give its options another order later. */
static void feed_options(struct feed *feed, const char *value)
{
	struct word words[OPTIONS_MAX];
	struct buffer sorted = { 0 };
	size_t count = 0;

	while (*value && count < OPTIONS_MAX) {
		size_t length = (size_t)(strchrnul(value, ' ') - value);

		if (length > 0)
			words[count++] = (struct word){ value, length };
		value += length + (value[length] == ' ');
	}
	if (count > 1)
		qsort(words, count, sizeof(*words), compare_words);
	for (size_t i = 0; i < count; i++) {
		buffer_add_part(&sorted, words[i].text, words[i].length);
		buffer_add_byte(&sorted, ' ');
	}
	feed_text(feed, buffer_text(&sorted));
	buffer_done(&sorted);
}

/* Mostly there is nothing of it. */
static void feed_rest(const struct snapshot_entry *entry, struct feed *feed)
{
	const char *const texts[] = { entry->missing, entry->remark,
				      entry->reason };

	if (entry->missing || entry->remark || entry->reason)
		feed_texts(feed, texts, COUNT(texts));
	else
		feed_none(feed, COUNT(texts));
}

void snapshot_feed(const struct snapshot *snapshot, const struct table *table,
		   struct feed *feed)
{
	for (size_t i = 0; i < snapshot->count; i++) {
		const struct snapshot_entry *entry = &snapshot->entries[i];
		int c = entry->column ? (int)entry->column - 1
				      : table_column(table, entry->field);

		if (c >= 0 && !table->columns[c].sealed)
			continue;
		feed_text(feed, entry->field);
		feed_byte(feed, entry->row);
		if (c >= 0 && entry->value &&
		    table->columns[c].type == FIELD_SELECT_MULTIPLE)
			feed_options(feed, entry->value);
		else
			feed_text(feed, entry->value);
		feed_rest(entry, feed);
		/* No name of a field: it is in no hash where it is not. */
		if (entry->client)
			feed_text(feed, entry->client[0] == 'h' ? "/hidden"
								: "/shown");
	}
}
