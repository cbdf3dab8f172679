/* store/tally_rows.c - answers in repeats; see store/tally_private.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/selection_private.h"
#include "store/tally_private.h"

/* The rows of the records that count, under the selection. */
static void print_from(struct buffer *sql, const struct tally_scan *scan,
		       const struct column *column)
{
	const char *day = scan->selection->by_ended ? "ended" : "completed";

	buffer_add(sql, " FROM ");
	table_quote_table(sql, scan->table, column->repeat);
	buffer_print(sql,
		     " AS r JOIN \"%s\" AS t ON t.id = r.id"
		     " WHERE t.status <> 'withdrawn' AND t.counts"
		     " AND (?1 IS NULL OR t.%s >= ?1)"
		     " AND (?2 IS NULL OR substr(t.%s, 1, 10) <= ?2)"
		     " AND " SELECTION_NAMES,
		     scan->table->name, day, day);
	if (scan->since)
		buffer_add(sql, TALLY_SINCE);
}

static int take(struct store *store, const struct tally_scan *scan,
		struct buffer *sql, sqlite3_stmt **out, struct err *err)
{
	char *text = buffer_take(sql);
	int code = db_take(store, text, out, err);

	free(text);
	if (!code) {
		selection_bind(*out, scan->selection);
		tally_bind_since(*out, scan);
	}
	return code;
}

/* One question in a repeat, all of whose rows come by, record by record. */
struct counting {
	struct tally_block *block;
	const struct field *field;
	const struct column *column;
	int64_t *bits;  /* per option, of a select_multiple; else NULL */
	int64_t *last;  /* per option: the record that had it last */
	int64_t record; /* ... that had any */
};

/* The bit of each option that the field has now. */
static int64_t *find_bits(const struct field *field,
			  const struct column *column)
{
	int64_t *bits;

	if (column->type != FIELD_SELECT_MULTIPLE)
		return NULL;
	bits = alloc_new(field->option_count + 1, sizeof(*bits));
	for (size_t i = 0; i < column->option_count; i++) {
		const struct column_option *option = &column->options[i];
		int o = field_option_index(field, option->name);

		if (o >= 0 && option->bit >= 0)
			bits[o] = INT64_C(1) << option->bit;
	}
	return bits;
}

static void add_option(struct counting *c, size_t o, int64_t record)
{
	c->block->options[o]++;
	c->block->records_of[o] += c->last[o] != record;
	c->last[o] = record;
}

/*
 * Is it an answer?  Of a scale only what is in it; a choice is answered by
 * whatever stands there.
 */
static bool add_answer(struct counting *c, sqlite3_stmt *row, int64_t record)
{
	int64_t value;
	int o;

	if (c->bits) {
		value = sqlite3_column_int64(row, 1);
		for (size_t i = 0; i < c->block->option_count; i++)
			if (value & c->bits[i])
				add_option(c, i, record);
		return true;
	}
	if (field_value_type(c->field) == FIELD_SCALE) {
		value = sqlite3_column_int64(row, 1);
		if (value < (int64_t)c->field->from ||
		    value > (int64_t)c->field->to)
			return false;
		add_option(c, (size_t)(value - (int64_t)c->field->from),
			   record);
		return true;
	}
	o = field_option_index(c->field, db_peek(row, 1));
	if (o >= 0)
		add_option(c, (size_t)o, record);
	return true;
}

static void add_row(struct counting *c, sqlite3_stmt *row)
{
	int64_t record = sqlite3_column_int64(row, 0);

	c->block->rows++;
	if (sqlite3_column_type(row, 2) != SQLITE_NULL)
		c->block->missing++;
	if (sqlite3_column_type(row, 1) == SQLITE_NULL ||
	    !add_answer(c, row, record))
		return;
	c->block->answered++;
	c->block->records += c->record != record;
	c->record = record;
}

/*
 * In the order in which they stand, so that how often a record has an answer is
 * known without keeping which ones had it: all rows of a large file take no more
 * memory than those of a small one.
 */
static int count_rows(struct store *store, struct tally_scan *scan,
		      struct counting *c, struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *query;
	int code;

	buffer_print(&sql, "SELECT r.id, r.\"%s\", ", c->column->name);
	if (c->column->missing_count > 0)
		buffer_print(&sql, "r.\"%s__missing\"", c->column->name);
	else
		buffer_add(&sql, "NULL");
	print_from(&sql, scan, c->column);
	buffer_add(&sql, " ORDER BY r.id");
	code = take(store, scan, &sql, &query, err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0)
		add_row(c, query);
	db_give(store, query);
	return code;
}

static int count_block(struct store *store, struct tally_scan *scan,
		       struct tally_block *block, struct err *err)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	int at = tally_column_of(scan->table, field);
	struct counting c = { block, field, NULL, NULL, NULL, 0 };
	int code;

	if (at < 0 || field->repeat < 0)
		return 0;
	c.column = &scan->table->columns[at];
	c.bits = find_bits(field, c.column);
	c.last = alloc_new(block->option_count + 1, sizeof(*c.last));
	code = count_rows(store, scan, &c, err);
	free(c.last);
	free(c.bits);
	return code;
}

int tally_count_rows(struct store *store, struct tally_scan *scan,
		     struct err *err)
{
	struct tally *tally = scan->tally;
	int code = 0;

	for (size_t b = 0; b < tally->row_block_count && !code; b++)
		code = count_block(store, scan, &tally->row_blocks[b], err);
	for (size_t b = 0; b < tally->scale_count && !code; b++)
		code = count_block(store, scan, &tally->scales[b], err);
	return code;
}
