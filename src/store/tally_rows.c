/* store/tally_rows.c - answers in repeats; see store/tally_private.h */
#include "config.h"

#include <stdlib.h>

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

/* Is it in the scale?  A choice is answered by whatever stands there. */
static void print_answered(struct buffer *sql, const struct field *field,
			   const struct column *column)
{
	buffer_print(sql, "r.\"%s\" IS NOT NULL", column->name);
	if (column->type == FIELD_SCALE)
		buffer_print(sql, " AND r.\"%s\" BETWEEN %d AND %d",
			     column->name, (int)field->from, (int)field->to);
}

static int count_whole(struct store *store, struct tally_scan *scan,
		       struct tally_block *block, const struct column *column,
		       struct err *err)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	struct buffer sql = { 0 };
	sqlite3_stmt *query;
	int code;

	buffer_add(&sql, "SELECT count(*), count(CASE WHEN ");
	print_answered(&sql, field, column);
	buffer_add(&sql, " THEN 1 END), count(DISTINCT CASE WHEN ");
	print_answered(&sql, field, column);
	buffer_add(&sql, " THEN r.id END), ");
	if (column->missing_count > 0)
		buffer_print(&sql, "count(r.\"%s__missing\")", column->name);
	else
		buffer_add(&sql, "0");
	print_from(&sql, scan, column);
	code = take(store, scan, &sql, &query, err);
	if (code)
		return code;
	code = db_step(store, query, err);
	if (code > 0) {
		block->rows += sqlite3_column_int64(query, 0);
		block->answered += sqlite3_column_int64(query, 1);
		block->records += sqlite3_column_int64(query, 2);
		block->missing += sqlite3_column_int64(query, 3);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Which option or value a grouped row is of; -1: none that is known. */
static int option_of_row(sqlite3_stmt *row, const struct field *field)
{
	int64_t at;

	if (field_value_type(field) != FIELD_SCALE)
		return field_option_index(field, db_peek(row, 0));
	at = sqlite3_column_int64(row, 0) - (int64_t)field->from;
	return at < 0 || at > (int64_t)(field->to - field->from) ? -1 : (int)at;
}

/* A select_one or a scale: rows of one value together. */
static int count_values(struct store *store, struct tally_scan *scan,
			struct tally_block *block, const struct column *column,
			struct err *err)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	struct buffer sql = { 0 };
	sqlite3_stmt *query;
	int code;

	buffer_print(&sql, "SELECT r.\"%s\", count(*), count(DISTINCT r.id)",
		     column->name);
	print_from(&sql, scan, column);
	buffer_print(&sql, " AND r.\"%s\" IS NOT NULL GROUP BY 1",
		     column->name);
	code = take(store, scan, &sql, &query, err);
	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		int o = option_of_row(query, field);

		if (o < 0)
			continue;
		block->options[o] += sqlite3_column_int64(query, 1);
		block->records_of[o] += sqlite3_column_int64(query, 2);
	}
	db_give(store, query);
	return code;
}

/* One option of a select_multiple, by its bit. */
static int count_bit(struct store *store, struct tally_scan *scan,
		     struct tally_block *block, const struct column *column,
		     const struct column_option *option, struct err *err)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	int o = field_option_index(field, option->name);
	struct buffer sql = { 0 };
	sqlite3_stmt *query;
	int code;

	if (o < 0 || option->bit < 0)
		return 0;
	buffer_add(&sql, "SELECT count(*), count(DISTINCT r.id)");
	print_from(&sql, scan, column);
	buffer_print(&sql, " AND r.\"%s\" & %lld", column->name,
		     1LL << option->bit);
	code = take(store, scan, &sql, &query, err);
	if (code)
		return code;
	code = db_step(store, query, err);
	if (code > 0) {
		block->options[o] += sqlite3_column_int64(query, 0);
		block->records_of[o] += sqlite3_column_int64(query, 1);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int count_block(struct store *store, struct tally_scan *scan,
		       struct tally_block *block, struct err *err)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	int c = tally_column_of(scan->table, field);
	const struct column *column;
	int code;

	if (c < 0 || field->repeat < 0)
		return 0;
	column = &scan->table->columns[c];
	code = count_whole(store, scan, block, column, err);
	if (!code && column->type != FIELD_SELECT_MULTIPLE)
		return count_values(store, scan, block, column, err);
	for (size_t o = 0; o < column->option_count && !code; o++)
		code = count_bit(store, scan, block, column,
				 &column->options[o], err);
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
