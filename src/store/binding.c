/* store/binding.c - see store/table_private.h */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/given_private.h"
#include "store/head_private.h"
#include "store/table_private.h"

void binding_free(struct binding *binding)
{
	if (!binding)
		return;
	for (size_t i = 0; i < binding->table->repeat_count; i++) {
		free(binding->select_rows[i]);
		free(binding->insert_row[i]);
	}
	for (size_t i = 0; i < binding->table->count; i++)
		free(binding->bit_of[i]);
	free(binding->select_rows);
	free(binding->has_rows);
	free(binding->insert_row);
	free(binding->bit_of);
	free(binding->column_of);
	free(binding->repeat_of);
	free(binding->field_of);
	free(binding->repeat_in);
	free(binding->select);
	free(binding->select_some);
	free(binding->select_of_traject);
	free(binding->insert);
	free(binding->insert_many);
	free(binding->update);
	free(binding->source);
	free(binding->asked);
	free(binding);
}

/* Per option of the form's field its bit in the file, or -1. */
static int *match_bits(const struct column *column, const struct field *field)
{
	int *bits = alloc_new(field->option_count + 1, sizeof(*bits));

	for (size_t i = 0; i < field->option_count; i++) {
		bits[i] = -1;
		for (size_t o = 0; o < column->option_count; o++)
			if (strcmp(column->options[o].name,
				   field->options[i].name) == 0)
				bits[i] = column->options[o].bit;
	}
	return bits;
}

/* Fields and columns find each other by name; another type is another field. */
static void match_fields(struct binding *b, const struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];
		int f = form_find(b->form, c->name);
		const struct field *field;

		b->field_of[i] = -1;
		if (f < 0 || (b->asked && !b->asked[f]))
			continue;
		field = &b->form->fields[f];
		if (!field_is_stored(field) ||
		    table_field_type(field) != c->type ||
		    (field->repeat < 0) != (c->repeat < 0))
			continue;
		b->field_of[i] = f;
		b->column_of[f] = (int)i;
		if (c->repeat >= 0)
			b->has_rows[c->repeat] = true;
		if (c->type == FIELD_SELECT_MULTIPLE)
			b->bit_of[i] = match_bits(c, field);
	}
}

static void match_repeats(struct binding *b, const struct table *table)
{
	for (size_t i = 0; i < table->repeat_count; i++) {
		int r = form_find_repeat(b->form, table->repeats[i]);

		b->repeat_in[i] = r;
		if (r >= 0)
			b->repeat_of[r] = (int)i;
	}
}

/* Without a binding all columns are meant. */
static bool is_bound(const struct binding *b, const struct column *columns,
		     size_t i, int repeat)
{
	return columns[i].repeat == repeat && (!b || b->field_of[i] >= 0);
}

/* ", "v", "v__missing"" of every column that is bound in this repeat. */
static void add_names(struct buffer *sql, const struct table *table,
		      const struct binding *b, int repeat)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		if (!is_bound(b, table->columns, i, repeat))
			continue;
		if (!c->head) {
			buffer_add(sql, ", ");
			table_quote(sql, c->name);
		}
		if (c->missing_count > 0)
			buffer_print(sql, ", \"%s__missing\"", c->name);
	}
}

/* The same with a parameter each, from first on: ", ?14" or ", "v" = ?14". */
static void add_parameters(struct buffer *sql, const struct table *table,
			   const struct binding *b, int repeat, int first,
			   bool named)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		if (!is_bound(b, table->columns, i, repeat))
			continue;
		for (int part = c->head; part < 1 + (c->missing_count > 0);
		     part++) {
			buffer_add(sql, ", ");
			if (named)
				buffer_print(sql, "\"%s%s\" = ", c->name,
					     part ? "__missing" : "");
			buffer_print(sql, "?%d", first++);
		}
	}
}

/* The same to be read: head fields as the names they are. */
static void add_values(struct buffer *sql, const struct table *table,
		       const struct binding *b, int repeat)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		if (!is_bound(b, table->columns, i, repeat))
			continue;
		if (c->head)
			buffer_print(sql,
				     ", (SELECT text FROM name"
				     " WHERE id = t.\"%s\")",
				     c->name);
		else
			buffer_print(sql, ", t.\"%s\"", c->name);
		if (c->missing_count > 0)
			buffer_print(sql, ", t.\"%s__missing\"", c->name);
	}
}

static char *make_select(const struct table *table, const struct binding *b,
			 const char *which)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "SELECT " HEAD_COLUMNS);
	add_values(&sql, table, b, -1);
	buffer_add(&sql, " FROM ");
	table_quote(&sql, table->name);
	buffer_print(&sql, " AS t" HEAD_JOINS "%s", which);
	return buffer_take(&sql);
}

static char *make_select_of_traject(const struct table *table,
				    const struct binding *b)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "SELECT t.id");
	add_values(&sql, table, b, -1);
	buffer_add(&sql, " FROM ");
	table_quote(&sql, table->name);
	buffer_add(&sql,
		   " AS t WHERE t.traject = ?1"
		   " AND t.status <> 'withdrawn'");
	return buffer_take(&sql);
}

static char *make_insert(const struct table *table, const struct binding *b)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "INSERT INTO ");
	table_quote(&sql, table->name);
	buffer_add(&sql, " (" HEAD_WRITTEN);
	add_names(&sql, table, b, -1);
	buffer_add(&sql, ") VALUES (" HEAD_PARAMETERS);
	add_parameters(&sql, table, b, -1, HEAD_WRITTEN_COUNT + 1, false);
	/* Who inserts looks whether it was done: see store/records.c. */
	buffer_add(&sql, ") ON CONFLICT DO NOTHING");
	return buffer_take(&sql);
}

/* How many cells of a row of the table itself are written. */
static int count_cells(const struct table *table, const struct binding *b)
{
	int count = HEAD_WRITTEN_COUNT;

	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		if (is_bound(b, table->columns, i, -1))
			count += !c->head + (c->missing_count > 0);
	}
	return count;
}

const char *binding_insert_many(struct binding *b)
{
	const struct table *table = b->table;
	struct buffer sql = { 0 };

	if (b->insert_many)
		return b->insert_many;
	b->cells = count_cells(table, b);
	buffer_add(&sql, "INSERT OR IGNORE INTO ");
	table_quote(&sql, table->name);
	buffer_add(&sql, " (" HEAD_WRITTEN);
	add_names(&sql, table, b, -1);
	buffer_add(&sql, ") SELECT ");
	given_columns(&sql, b->cells);
	buffer_add(&sql, " FROM given");
	b->insert_many = buffer_take(&sql);
	return b->insert_many;
}

static char *make_update(const struct table *table, const struct binding *b)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "UPDATE ");
	table_quote(&sql, table->name);
	buffer_add(&sql, " SET " HEAD_ASSIGNED);
	add_parameters(&sql, table, b, -1, HEAD_WRITTEN_COUNT + 1, true);
	buffer_add(&sql, " WHERE uuid = ?1");
	return buffer_take(&sql);
}

static char *make_select_rows(const struct table *table,
			      const struct binding *b, int repeat)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "SELECT t.row");
	add_values(&sql, table, b, repeat);
	buffer_add(&sql, " FROM ");
	table_quote_table(&sql, table, repeat);
	buffer_add(&sql, " AS t WHERE t.id = ?1 ORDER BY t.row");
	return buffer_take(&sql);
}

static char *make_insert_row(const struct table *table, const struct binding *b,
			     int repeat)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "INSERT INTO ");
	table_quote_table(&sql, table, repeat);
	buffer_add(&sql, " (id, row");
	add_names(&sql, table, b, repeat);
	buffer_add(&sql, ") VALUES (?1, ?2");
	add_parameters(&sql, table, b, repeat, 3, false);
	buffer_add(&sql, ")");
	return buffer_take(&sql);
}

const char *table_select_all(struct table *table, int repeat)
{
	struct buffer sql = { 0 };

	if (!table->select_all)
		table->select_all =
			alloc_new(table->repeat_count + 1, sizeof(char *));
	if (table->select_all[repeat + 1])
		return table->select_all[repeat + 1];
	buffer_add(&sql, repeat < 0 ? "SELECT 0" : "SELECT t.row");
	add_values(&sql, table, NULL, repeat);
	buffer_add(&sql, " FROM ");
	table_quote_table(&sql, table, repeat);
	buffer_add(&sql, " AS t WHERE t.id = ?1");
	if (repeat >= 0)
		buffer_add(&sql, " ORDER BY t.row");
	table->select_all[repeat + 1] = buffer_take(&sql);
	return table->select_all[repeat + 1];
}

static void make_sql(struct binding *b, const struct table *table)
{
	for (size_t i = 0; i < table->repeat_count; i++)
		b->select_rows[i] = make_select_rows(table, b, (int)i);
	if (b->asked) {
		b->select_some = make_select(table, b, "");
		b->select_of_traject = make_select_of_traject(table, b);
		return;
	}
	b->select = make_select(table, b, " WHERE t.id = ?1");
	b->insert = make_insert(table, b);
	b->update = make_update(table, b);
	for (size_t i = 0; i < table->repeat_count; i++)
		b->insert_row[i] = make_insert_row(table, b, (int)i);
}

/* asked NULL: all fields. */
struct binding *binding_new(const struct table *table, const struct form *form,
			    const bool *asked)
{
	struct binding *b = alloc_new(1, sizeof(*b));

	b->table = table;
	b->form = form;
	b->source = alloc_text_part(form->source, form->source_length);
	b->source_length = form->source_length;
	if (asked) {
		b->asked = alloc_new(form->field_count + 1, sizeof(*b->asked));
		memcpy(b->asked, asked, form->field_count * sizeof(*asked));
	}
	b->column_of = alloc_new(form->field_count + 1, sizeof(int));
	b->repeat_of = alloc_new(form->repeat_count + 1, sizeof(int));
	b->field_of = alloc_new(table->count + 1, sizeof(int));
	b->repeat_in = alloc_new(table->repeat_count + 1, sizeof(int));
	b->bit_of = alloc_new(table->count + 1, sizeof(*b->bit_of));
	b->select_rows = alloc_new(table->repeat_count + 1, sizeof(char *));
	b->has_rows = alloc_new(table->repeat_count + 1, sizeof(bool));
	b->insert_row = alloc_new(table->repeat_count + 1, sizeof(char *));
	for (size_t i = 0; i < form->field_count; i++)
		b->column_of[i] = -1;
	for (size_t i = 0; i < form->repeat_count; i++)
		b->repeat_of[i] = -1;
	match_fields(b, table);
	match_repeats(b, table);
	make_sql(b, table);
	return b;
}

static bool is_to(const struct binding *b, const struct form *form)
{
	return b && b->form == form &&
	       b->source_length == form->source_length &&
	       memcmp(b->source, form->source, form->source_length) == 0;
}

struct binding *table_bind(struct table *table, const struct form *form)
{
	if (is_to(table->binding, form))
		return table->binding;
	binding_free(table->binding);
	table->binding = binding_new(table, form, NULL);
	return table->binding;
}

struct binding *table_bind_asked(struct table *table, const struct form *form,
				 const bool *asked)
{
	struct binding *b = table->asked;

	if (is_to(b, form) &&
	    memcmp(b->asked, asked, form->field_count * sizeof(*asked)) == 0)
		return b;
	binding_free(b);
	table->asked = binding_new(table, form, asked);
	return table->asked;
}

struct binding *table_bound(struct table *table, const struct form *form)
{
	struct binding *b = table->binding;

	return b && b->form == form ? b : table_bind(table, form);
}
