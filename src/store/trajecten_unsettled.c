/*
 * store/trajecten_unsettled.c - trajecten in which something may be waited for
 *
 * Of each condition the trajecten that meet it are listed in the order of their
 * ids, from the index of places, and taken from all that there are; with ORDER
 * BY, EXCEPT goes through both lists side by side.  To look for the records of
 * each traject takes three times as long.
 */
#include "config.h"

#include <string.h>

#include "store/records_private.h"
#include "store/trajecten_private.h"

/* Parameters: the names, and then the days. */
#define FIRST_DAY 4

/* A complete record about the traject, as the index of places has it. */
static void add_places(struct buffer *sql, const struct table *table)
{
	buffer_add(sql, " EXCEPT SELECT traject FROM ");
	table_quote_table(sql, table, -1);
	buffer_add(sql,
		   " WHERE status <> 'withdrawn'"
		   " AND coalesce(jeugdige, '') = ''");
}

static const struct column *find_day(const struct table *table,
				     const struct traject_day *day)
{
	int i = table_column(table, day->field);

	if (i < 0 || (size_t)i >= table->count ||
	    table->columns[i].repeat >= 0 ||
	    table->columns[i].type != day->type)
		return NULL;
	return &table->columns[i];
}

/* Nothing when this version of the form does not ask for each of the days. */
static void add_days(struct buffer *sql, const struct table *table,
		     const struct traject_settled *settled)
{
	for (size_t i = 0; i < settled->day_count; i++)
		if (!find_day(table, &settled->days[i]))
			return;
	add_places(sql, table);
	for (size_t i = 0; i < settled->day_count; i++) {
		buffer_add(sql, " AND ");
		table_quote(sql, settled->days[i].field);
		buffer_print(sql, " < ?%zu", FIRST_DAY + i);
	}
}

/* All trajecten but those that have a record of this form. */
static int add_without(struct store *store, const char *form,
		       const struct traject_settled *days, struct buffer *sql,
		       struct err *err)
{
	int code = 0;

	buffer_add(sql, " UNION ALL SELECT id FROM (SELECT id FROM traject");
	for (size_t i = 0; i < store->tables.count && !code; i++) {
		struct table *table = store->tables.items[i];

		if (strcmp(table->form, form) != 0)
			continue;
		if (!days) {
			add_places(sql, table);
			continue;
		}
		code = table_read(store, table, err);
		if (!code)
			add_days(sql, table, days);
	}
	buffer_add(sql, " ORDER BY 1)");
	return code;
}

static int make_sql(struct store *store, const struct traject_settled *settled,
		    struct buffer *sql, struct err *err)
{
	int code = tables_list(store, err);

	buffer_add(sql, TRAJECT_COLUMNS TRAJECT_TABLES
		   " WHERE (?1 IS NULL OR o.text = ?1)"
		   " AND (?2 IS NULL OR coalesce(m.text, '') = ?2)"
		   " AND (?3 IS NULL OR coalesce(w.text, '') = ?3)"
		   " AND j.id IN (SELECT id FROM traject WHERE ended IS NULL"
		   " UNION ALL SELECT traject FROM draft");
	if (!code)
		code = add_without(store, settled->form, settled, sql, err);
	for (size_t i = 0; i < settled->form_count && !code; i++)
		code = add_without(store, settled->forms[i], NULL, sql, err);
	buffer_add(sql, ")");
	return code;
}

static int list(struct store *store, const struct traject_query *names,
		const struct traject_settled *settled,
		struct traject_list *found, struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *listing = NULL;
	int code = make_sql(store, settled, &sql, err);

	if (!code)
		code = db_take(store, buffer_text(&sql), &listing, err);
	buffer_done(&sql);
	if (code)
		return code;
	db_bind_text(listing, 1, names->organisatie);
	db_bind_text(listing, 2, names->team);
	db_bind_text(listing, 3, names->medewerker);
	for (size_t i = 0; i < settled->day_count; i++)
		db_bind_text(listing, FIRST_DAY + (int)i,
			     settled->days[i].before);
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	return code;
}

int trajecten_unsettled(struct store *store, const struct traject_query *names,
			const struct traject_settled *settled,
			struct traject_list *out, struct err *err)
{
	struct traject_list found = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = list(store, names, settled, &found, err);
	store_end_reading(store);
	if (code)
		traject_list_done(&found);
	else
		*out = found;
	return code;
}
