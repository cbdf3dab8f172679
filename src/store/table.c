/* store/table.c - see store/table_private.h */

#include "config.h"

#include "store/table_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/scores_private.h"
#include "store/store_private.h"

void table_free(struct table *table)
{
	if (!table)
		return;
	binding_free(table->binding);
	binding_free(table->asked);
	for (size_t i = 0; i < table->count; i++) {
		struct column *c = &table->columns[i];

		for (size_t o = 0; o < c->option_count; o++)
			free(c->options[o].name);
		for (size_t m = 0; m < c->missing_count; m++)
			free(c->missing[m]);
		free(c->options);
		free(c->missing);
		free(c->list);
		free(c->name);
	}
	for (size_t i = 0; table->select_all && i <= table->repeat_count; i++)
		free(table->select_all[i]);
	for (size_t i = 0; i < table->repeat_count; i++)
		free(table->repeats[i]);
	free(table->select_all);
	free(table->find);
	free(table->columns);
	free(table->repeats);
	free(table->by_name);
	free(table->form);
	free(table->version);
	free(table->name);
	free(table);
}

void tables_forget(struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		table_free(tables->items[i]);
	tables->count = 0;
	tables->loaded = false;
	tables->whole = false;
	tables->checked = false;
	tables->taken = NULL;
}

void tables_done(struct tables *tables)
{
	tables_forget(tables);
	free(tables->items);
	*tables = (struct tables){ 0 };
}

enum field_type table_field_type(const struct field *field)
{
	enum field_type type = field_value_type(field);

	/* A calculation can give the names of options, but has none itself. */
	if (type == FIELD_SELECT_MULTIPLE && field->option_count == 0)
		return FIELD_TEXT;
	return type;
}

static bool is_head_name(const char *name)
{
	return strcmp(name, "organisatie") == 0 || strcmp(name, "team") == 0 ||
	       strcmp(name, "medewerker") == 0;
}

bool table_is_head(const struct form *form, const struct field *field)
{
	return form->is_traject && field->repeat < 0 &&
	       is_head_name(field->name);
}

static enum field_type type_by_name(const char *name)
{
	for (int t = FIELD_TEXT; t < FIELD_CALCULATE; t++)
		if (strcmp(field_type_name((enum field_type)t), name) == 0)
			return (enum field_type)t;
	return FIELD_TEXT;
}

int table_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}

int table_repeat(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->repeat_count; i++)
		if (strcmp(table->repeats[i], name) == 0)
			return (int)i;
	return -1;
}

static int repeat_named(struct table *table, const char *name)
{
	int found = table_repeat(table, name);

	if (found >= 0)
		return found;
	table->repeats = alloc_resize(table->repeats, table->repeat_count + 1,
				      sizeof(*table->repeats));
	table->repeats[table->repeat_count] = alloc_text(name);
	return (int)table->repeat_count++;
}

/* Rows come by field, so mostly it is the one of the row before. */
static struct column *column_of(struct table *table, const char *name,
				struct column *before)
{
	int i;

	if (before && strcmp(before->name, name) == 0)
		return before;
	i = table_column(table, name);
	return i < 0 ? NULL : &table->columns[i];
}

static bool is_plain(const char *name)
{
	return name[0] && strspn(name,
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789_") == strlen(name);
}

/* -1: of no set of options; a damaged file says anything. */
static int read_bit(sqlite3_stmt *row, int column)
{
	int64_t bit = sqlite3_column_int64(row, column);

	return bit >= 0 && bit < OPTIONS_MAX ? (int)bit : -1;
}

static int read_options(struct store *store, struct table *table,
			struct err *err)
{
	struct column *c = NULL;
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT field, name, coalesce(bit, -1)"
			   " FROM form_option WHERE form = ?1"
			   " ORDER BY field, position",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	while ((code = db_step(store, query, err)) > 0) {
		c = column_of(table, db_peek(query, 0), c);
		if (!c)
			continue;
		/* It becomes part of the name of a column. */
		if (!is_plain(db_peek(query, 1))) {
			code = db_fail_strange(store, db_peek(query, 1), err);
			break;
		}
		c->options = alloc_resize(c->options, c->option_count + 1,
					  sizeof(*c->options));
		c->options[c->option_count++] = (struct column_option){
			.name = db_sure_text(query, 1),
			.bit = read_bit(query, 2),
		};
	}
	db_give(store, query);
	return code;
}

static int read_missing(struct store *store, struct table *table,
			struct err *err)
{
	struct column *c = NULL;
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT field, name FROM form_missing"
			   " WHERE form = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	while ((code = db_step(store, query, err)) > 0) {
		c = column_of(table, db_peek(query, 0), c);
		if (!c)
			continue;
		c->missing = alloc_resize(c->missing, c->missing_count + 1,
					  sizeof(*c->missing));
		c->missing[c->missing_count++] = db_sure_text(query, 1);
	}
	db_give(store, query);
	return code;
}

static void add_column(struct table *table, sqlite3_stmt *row)
{
	const char *repeat = (const char *)sqlite3_column_text(row, 2);
	struct column *c;

	table->columns = alloc_resize(table->columns, table->count + 1,
				      sizeof(*table->columns));
	c = &table->columns[table->count++];
	*c = (struct column){ .name = db_sure_text(row, 0),
			      .type = type_by_name(db_peek(row, 1)),
			      .repeat = -1,
			      .list = db_text(row, 3),
			      .sealed = sqlite3_column_int(row, 4),
			      .score = sqlite3_column_int(row, 5) };
	if (repeat)
		c->repeat = repeat_named(table, repeat);
	c->head = table->is_traject && !repeat && is_head_name(c->name);
	if (c->score >= SCORES_MOST)
		c->score = -1;
	if (c->score >= (int)table->score_count)
		table->score_count = (size_t)c->score + 1;
}

#define COLUMNS(score)                                                         \
	"SELECT name, type, repeat, list, sealed, " score                      \
	" FROM form_field WHERE form = ?1 ORDER BY position"

static int read_columns(struct store *store, struct table *table,
			struct err *err)
{
	sqlite3_stmt *query;
	int code =
		db_take(store,
			store_has_scores(store) ? COLUMNS("coalesce(score, -1)")
						: COLUMNS("-1"),
			&query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	while ((code = db_step(store, query, err)) > 0)
		add_column(table, query);
	db_give(store, query);
	return code;
}

static const char *name_at(const struct table *table, size_t i)
{
	return i < table->count ? table->columns[i].name
				: table->repeats[i - table->count];
}

/* Insertion: there are few, they are read once, and qsort() has no context. */
static void sort_names(struct table *table)
{
	size_t count = table->count + table->repeat_count;

	table->by_name = alloc_new(count + 1, sizeof(*table->by_name));
	for (size_t i = 0; i < count; i++) {
		size_t at = i;

		while (at > 0 && strcmp(name_at(table, table->by_name[at - 1]),
					name_at(table, i)) > 0) {
			table->by_name[at] = table->by_name[at - 1];
			at--;
		}
		table->by_name[at] = i;
	}
}

/* These names become part of statements. */
static int check_names(struct store *store, const struct table *table,
		       struct err *err)
{
	for (size_t i = 0; i < table->count + table->repeat_count; i++) {
		if (!is_plain(name_at(table, i)))
			return db_fail_strange(store, name_at(table, i), err);
	}
	return 0;
}

static int read_parts(struct store *store, struct table *table, struct err *err)
{
	int code = read_columns(store, table, err);

	if (!code)
		code = check_names(store, table, err);
	if (!code)
		code = read_options(store, table, err);
	if (!code)
		code = read_missing(store, table, err);
	if (!code)
		sort_names(table);
	return code;
}

int table_read(struct store *store, struct table *table, struct err *err)
{
	int code;

	if (table->whole)
		return 0;
	code = read_parts(store, table, err);
	if (code)
		tables_forget(&store->tables);
	else
		table->whole = true;
	return code;
}

static int compare_tables(const void *a, const void *b)
{
	const struct table *const *x = a;
	const struct table *const *y = b;
	int order = strcmp((*x)->form, (*y)->form);

	return order ? order : version_compare((*y)->version, (*x)->version);
}

static int read_all(struct store *store, struct err *err)
{
	struct tables *tables = &store->tables;
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT id, name, version, table_name, is_traject"
			   " FROM form",
			   &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		struct table *table = alloc_new(1, sizeof(*table));

		table->id = sqlite3_column_int64(query, 0);
		table->form = db_sure_text(query, 1);
		table->version = db_sure_text(query, 2);
		table->name = db_sure_text(query, 3);
		table->is_traject = sqlite3_column_int(query, 4);
		tables->items =
			alloc_grow(tables->items, tables->count,
				   &tables->capacity, sizeof(*tables->items));
		tables->items[tables->count++] = table;
	}
	db_give(store, query);
	for (size_t i = 0; i < tables->count && !code; i++)
		if (!is_plain(tables->items[i]->name))
			code = db_fail_strange(store, tables->items[i]->name,
					       err);
	if (!code && tables->count > 1)
		qsort(tables->items, tables->count, sizeof(*tables->items),
		      compare_tables);
	return code;
}

int tables_list(struct store *store, struct err *err)
{
	struct tables *tables = &store->tables;
	int64_t schema = 0;
	int code;

	if (tables->checked && store->depth > 0)
		return 0;
	/* Every change of a table here changes the schema too. */
	code = db_integer(store, "PRAGMA schema_version", &schema, err);
	if (code)
		return code;
	if (!tables->loaded || schema != tables->schema) {
		tables_forget(tables);
		code = read_all(store, err);
		if (code) {
			tables_forget(tables);
			return code;
		}
		tables->loaded = true;
		tables->schema = schema;
	}
	tables->checked = store->depth > 0;
	return 0;
}

int tables_read(struct store *store, struct err *err)
{
	struct tables *tables = &store->tables;
	int code = tables_list(store, err);

	if (code || tables->whole)
		return code;
	for (size_t i = 0; i < tables->count && !code; i++)
		code = table_read(store, tables->items[i], err);
	tables->whole = !code;
	return code;
}

struct table *tables_find(const struct tables *tables, const char *form,
			  const char *version)
{
	for (size_t i = 0; i < tables->count; i++)
		if (strcmp(tables->items[i]->form, form) == 0 &&
		    strcmp(tables->items[i]->version, version) == 0)
			return tables->items[i];
	return NULL;
}

void table_quote(struct buffer *sql, const char *name)
{
	buffer_add_byte(sql, '"');
	for (; *name; name++) {
		if (*name == '"')
			buffer_add_byte(sql, '"');
		buffer_add_byte(sql, *name);
	}
	buffer_add_byte(sql, '"');
}

void table_quote_table(struct buffer *sql, const struct table *table,
		       int repeat)
{
	char *name;

	if (repeat < 0) {
		table_quote(sql, table->name);
		return;
	}
	name = alloc_print("%s__%s", table->name, table->repeats[repeat]);
	table_quote(sql, name);
	free(name);
}

void table_add_value(struct buffer *sql, const struct column *column)
{
	if (column->missing_count == 0)
		buffer_print(sql, ", t.\"%s\"", column->name);
	else
		buffer_print(sql, ", coalesce(t.\"%s\", t.\"%s__missing\")",
			     column->name, column->name);
}
