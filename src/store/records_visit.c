/* store/records_visit.c - records by selection; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/work.h"
#include "store/drafts_private.h"
#include "store/records_private.h"
#include "store/selection_private.h"

/* A visit that is under way. */
struct visit {
	struct store *store;
	const struct form *form;
	const struct selection *selection;
	struct table *table;
	bool with_answers;
	struct record_reader reader; /* when it is with answers */
	struct answers *answers; /* of one record after the other, or NULL */
	record_visitor *visitor;
	void *of;
};

struct id_list {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* The ids of what a query of a form gives in its first column. */
static int list_ids(struct visit *v, const char *sql, struct id_list *ids,
		    struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(v->store, sql, &query, err);

	if (code)
		return code;
	selection_bind(query, v->selection);
	sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1, v->table->id);
	while ((code = db_step(v->store, query, err)) > 0) {
		ids->items = alloc_grow(ids->items, ids->count, &ids->capacity,
					sizeof(*ids->items));
		ids->items[ids->count++] = sqlite3_column_int64(query, 0);
	}
	db_give(v->store, query);
	return code;
}

/* Is it of records with something on their answers?  Its form is ?7 then. */
static bool is_annotated(const struct selection *selection)
{
	return selection->annotated || selection->overruled;
}

static const char *annotated_sql(const struct selection *selection)
{
	if (selection->overruled)
		return " AND t.id IN (SELECT a.record FROM annotation AS a"
		       " WHERE a.form = ?7 AND a.reason IS NOT NULL)";
	if (selection->annotated)
		return " AND t.id IN (SELECT a.record FROM annotation AS a"
		       " WHERE a.form = ?7"
		       " AND (a.remark IS NOT NULL OR a.reason IS NOT NULL))";
	return "";
}

char *records_where(const struct selection *selection)
{
	const char *day = selection->by_ended ? "ended" : "completed";

	return alloc_print(
		" WHERE (?6 OR t.status <> 'withdrawn')"
		" AND (?1 IS NULL OR t.%s >= ?1)"
		" AND (?2 IS NULL OR t.%s <= ?2)"
		" AND " SELECTION_NAMES "%s%s",
		day, day, selection->left_out ? " AND NOT t.counts" : "",
		annotated_sql(selection));
}

void records_bind(sqlite3_stmt *query, const struct selection *selection,
		  const struct table *table)
{
	selection_bind(query, selection);
	if (is_annotated(selection))
		sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1, table->id);
}

/* The records of the selection in the table, as t. */
static char *records_sql(const struct visit *v, const char *what,
			 const char *behind)
{
	char *where = records_where(v->selection);
	char *sql = alloc_print("%s FROM \"%s\" AS t%s%s", what, v->table->name,
				where, behind);

	free(where);
	return sql;
}

static int visit_record(struct visit *v, int64_t id, struct err *err)
{
	struct record_place place = { v->table, id };
	struct record_head head = { 0 };
	struct answers *answers = v->answers;
	int code;

	if (answers) {
		v->reader.binding = table_bound(v->table, v->form);
		answers_clear(answers);
		code = records_read_with(v->store, &v->reader, &place, &head,
					 answers, err);
	} else {
		code = records_read_head(v->store, &place, &head, err);
	}
	if (!code)
		code = v->visitor(v->of, &head, answers, err);
	record_head_done(&head);
	return code;
}

int records_find_annotations(struct store *store, const struct table *table,
			     bool *out, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT EXISTS (SELECT 1 FROM annotation"
			   " WHERE form = ?1)",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	code = db_step(store, query, err);
	*out = code > 0 && sqlite3_column_int(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int visit_in_order(struct visit *v, struct record_order *order,
			  struct err *err)
{
	int64_t id;
	int code = 0;

	work_begin(NULL, order->count);
	for (size_t i = 0; i < order->count && !code; i++) {
		code = work_at(i, err);
		if (!code)
			code = records_next(v->store, order, &id, err);
		if (!code)
			code = visit_record(v, id, err);
	}
	work_end();
	return code;
}

static int visit_records(struct visit *v, struct err *err)
{
	struct record_order order = { 0 };
	int code = records_order(v->store, v->table, v->selection, &order, err);

	if (!code)
		code = records_find_annotations(v->store, v->table,
						&v->reader.annotated, err);
	if (!code && v->with_answers) {
		v->reader.binding = table_bind(v->table, v->form);
		v->answers = answers_new(v->form);
		code = db_take(v->store, v->reader.binding->select,
			       &v->reader.query, err);
	}
	if (!code)
		code = visit_in_order(v, &order, err);
	answers_free(v->answers);
	db_give(v->store, v->reader.query);
	records_order_done(&order);
	return code;
}

static int read_draft_head(struct visit *v, int64_t id,
			   struct record_head *head, struct err *err)
{
	sqlite3_stmt *query;
	int code =
		db_take(v->store,
			"SELECT " DRAFT_COLUMNS DRAFT_JOINS " WHERE d.id = ?1",
			&query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(v->store, query, err);
	if (code > 0)
		code = drafts_read_head(v->store, query, head, err);
	else if (!code)
		code = ERR_NOTFOUND;
	db_give(v->store, query);
	return code;
}

static int visit_draft(struct visit *v, int64_t id, struct err *err)
{
	struct record_head head = { 0 };
	struct answers *answers = NULL;
	int code = read_draft_head(v, id, &head, err);

	/* It was completed or discarded since it was listed. */
	if (code == ERR_NOTFOUND)
		return 0;
	if (!code && v->with_answers) {
		answers = answers_new(v->form);
		code = drafts_read(v->store, v->form, id, answers, err);
	}
	if (!code)
		code = v->visitor(v->of, &head, answers, err);
	answers_free(answers);
	record_head_done(&head);
	return code;
}

static int visit_drafts(struct visit *v, struct err *err)
{
	struct id_list ids = { 0 };
	char *sql = alloc_print(
		"SELECT d.id FROM draft AS d"
		" JOIN traject AS t ON t.id = d.traject"
		" WHERE d.form = ?7"
		" AND (?1 IS NULL OR substr(d.changed, 1, 10) >= ?1)"
		" AND (?2 IS NULL OR substr(d.changed, 1, 10) <= ?2)"
		" AND %s AND " SELECTION_NAMES " ORDER BY d.changed, d.record",
		drafts_own(v->store));
	int code = list_ids(v, sql, &ids, err);

	free(sql);
	for (size_t i = 0; i < ids.count && !code; i++)
		code = visit_draft(v, ids.items[i], err);
	free(ids.items);
	return code;
}

bool records_is_selected(const struct form *form,
			 const struct selection *selection)
{
	return (!selection->form || strcmp(selection->form, form->name) == 0) &&
	       (!selection->version ||
		strcmp(selection->version, form->version) == 0);
}

/* Begin reading, of the table of the form; NULL when the file has none. */
static int begin_visit(struct visit *v, struct err *err)
{
	int code = store_begin_reading(v->store, err);

	if (code)
		return code;
	code = tables_read(v->store, err);
	if (code)
		store_end_reading(v->store);
	else
		v->table = tables_find(&v->store->tables, v->form->name,
				       v->form->version);
	return code;
}

int records_visit(struct store *store, const struct form *form,
		  const struct selection *selection, bool with_answers,
		  record_visitor *visitor, void *of, struct err *err)
{
	struct visit visit = { .store = store,
			       .form = form,
			       .selection = selection,
			       .with_answers = with_answers,
			       .visitor = visitor,
			       .of = of };
	int code;

	if (!records_is_selected(form, selection))
		return 0;
	code = begin_visit(&visit, err);
	if (code)
		return code;
	if (visit.table && !selection->only_drafts)
		code = visit_records(&visit, err);
	if (!code && visit.table && !selection->no_drafts)
		code = visit_drafts(&visit, err);
	store_end_reading(store);
	return code;
}

static int any(struct visit *v, bool *found, struct err *err)
{
	char *sql = records_sql(v, "SELECT 1", " LIMIT 1");
	sqlite3_stmt *query;
	int code = db_take(v->store, sql, &query, err);

	free(sql);
	if (code)
		return code;
	records_bind(query, v->selection, v->table);
	code = db_step(v->store, query, err);
	*found = code > 0;
	db_give(v->store, query);
	return code < 0 ? code : 0;
}

int records_any(struct store *store, const struct form *form,
		const struct selection *selection, bool *found, struct err *err)
{
	struct visit visit = { .store = store,
			       .form = form,
			       .selection = selection };
	int code;

	*found = false;
	if (!records_is_selected(form, selection))
		return 0;
	code = begin_visit(&visit, err);
	if (code)
		return code;
	if (visit.table)
		code = any(&visit, found, err);
	store_end_reading(store);
	return code;
}

/* So many records that came last are looked at, of each version. */
#define RECENT "100"

static int recent_of(struct store *store, const struct table *table, char **day,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT max(completed) FROM"
				 " (SELECT completed, counts FROM \"%s\""
				 " ORDER BY id DESC LIMIT " RECENT
				 ") WHERE counts",
				 table->name);

	if (code)
		return code;
	code = db_step(store, query, err);
	if (code > 0 && sqlite3_column_type(query, 0) != SQLITE_NULL &&
	    (!*day || strcmp(db_peek(query, 0), *day) > 0))
		alloc_replace(day, db_peek(query, 0));
	db_give(store, query);
	return code < 0 ? code : 0;
}

int records_recent(struct store *store, const char *form, char **day,
		   struct err *err)
{
	const struct tables *tables = &store->tables;
	char *found = NULL;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = tables_list(store, err);
	for (size_t i = 0; i < tables->count && !code; i++)
		if (strcmp(tables->items[i]->form, form) == 0)
			code = recent_of(store, tables->items[i], &found, err);
	store_end_reading(store);
	if (code)
		free(found);
	else
		*day = found;
	return code;
}
