/* store/records_list.c - records by traject and by selection; see
 * store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/work.h"
#include "store/drafts_private.h"
#include "store/records_private.h"
#include "store/selection_private.h"

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
	char *sql = alloc_print(
		"SELECT " HEAD_COLUMNS " FROM \"%s\" AS t" HEAD_JOINS
		" WHERE t.traject = ?1"
		" AND t.status <> 'withdrawn'"
		" UNION ALL SELECT " HEAD_COLUMNS " FROM \"%s\" AS t" HEAD_JOINS
		" WHERE t.traject = ?1"
		" AND t.status = 'withdrawn'",
		table->name, table->name);
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	free(sql);
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

/* traject 0: of all of them. */
static int list_drafts(struct store *store, int64_t traject,
		       struct record_list *list, struct err *err)
{
	sqlite3_stmt *query;
	char *sql = alloc_print("SELECT " DRAFT_COLUMNS DRAFT_JOINS
				" WHERE d.traject = ?1 AND %s"
				" ORDER BY d.id",
				drafts_own(store));
	int code = db_take(store, sql, &query, err);

	free(sql);
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
};

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
			     " AND traject = ?1",
			     i > from ? " UNION ALL " : "", i,
			     whose->briefly ? ""
					    : ", status, completed, informant,"
					      " counts",
			     tables->items[i]->name);
	if (whose->drafts && from + TABLES_TOGETHER >= tables->count)
		buffer_print(&sql,
			     " UNION ALL SELECT -form, traject, jeugdige%s"
			     " FROM draft AS d WHERE %s AND traject = ?1",
			     whose->briefly ? ""
					    : ", 'draft', NULL, informant, 0",
			     drafts_own(store));
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

	if (which < 0)
		code = drafts_table(store, -which, &table, err);
	else
		table = store->tables.items[which];
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

static int add_rows(struct store *store, sqlite3_stmt *query, bool briefly,
		    struct record_list *list, struct err *err)
{
	int code;

	while ((code = db_step(store, query, err)) > 0) {
		code = add_short(store, query, briefly, list, err);
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
	for (size_t i = 0; i < whose->count && !code; i++) {
		sqlite3_bind_int64(query, 1, whose->trajecten[i]);
		code = add_rows(store, query, whose->briefly, list, err);
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
	store_end_reading(store);
	if (code) {
		record_list_done(&list);
		return code;
	}
	*out = list;
	return 0;
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
	store_end_reading(store);
	if (code) {
		record_list_done(&list);
		return code;
	}
	*out = list;
	return 0;
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

static int list_all(struct store *store, const struct whose *whose,
		    struct record_list *out, struct err *err)
{
	int code = list_of(store, whose, out, err);

	if (!code && out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items),
		      compare_trajecten);
	return code;
}

int records_of_those(struct store *store, const int64_t *trajecten,
		     size_t count, struct record_list *out, struct err *err)
{
	const struct whose whose = { .trajecten = trajecten, .count = count };

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

/* A visit that is under way. */
struct visit {
	struct store *store;
	const struct form *form;
	const struct selection *selection;
	struct table *table;
	bool with_answers;
	bool annotated; /* may a record have remarks or reasons? */
	const struct binding *binding; /* when it is with answers */
	struct answers *answers;       /* of one record after the other */
	record_visitor *visitor;
	void *of;
};

struct id_list {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* The ids of what a query gives in its first column. */
static int list_ids(struct visit *v, const char *sql, bool of_form,
		    struct id_list *ids, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(v->store, sql, &query, err);

	if (code)
		return code;
	selection_bind(query, v->selection);
	if (of_form)
		sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1,
				   v->table->id);
	while ((code = db_step(v->store, query, err)) > 0) {
		ids->items = alloc_grow(ids->items, ids->count, &ids->capacity,
					sizeof(*ids->items));
		ids->items[ids->count++] = sqlite3_column_int64(query, 0);
	}
	db_give(v->store, query);
	return code;
}

/* The records of the selection in the table, as t. */
static char *records_sql(const struct visit *v, const char *what,
			 const char *behind)
{
	const char *day = v->selection->by_ended ? "ended" : "completed";

	return alloc_print(
		"%s FROM \"%s\" AS t"
		" WHERE (?6 OR t.status <> 'withdrawn')"
		" AND (?1 IS NULL OR t.%s >= ?1)"
		" AND (?2 IS NULL OR t.%s <= ?2)"
		" AND " SELECTION_NAMES "%s%s%s",
		what, v->table->name, day, day,
		v->selection->left_out ? " AND NOT t.counts" : "",
		v->selection->annotated ? " AND t.id IN (SELECT a.record FROM"
					  " annotation AS a WHERE a.form = ?7"
					  " AND (a.remark IS NOT NULL"
					  " OR a.reason IS NOT NULL))"
					: "",
		behind);
}

static int visit_record(struct visit *v, sqlite3_stmt *query, int64_t id,
			struct err *err)
{
	struct record_place place = { v->table, id };
	struct record_head head = { 0 };
	struct answers *answers = v->answers;
	int code;

	if (answers) {
		v->binding = table_bound(v->table, v->form);
		answers_clear(answers);
		code = records_read_with(v->store, query, v->binding, &place,
					 v->annotated, &head, answers, err);
	} else {
		code = records_read_head(v->store, &place, &head, err);
	}
	if (!code)
		code = v->visitor(v->of, &head, answers, err);
	record_head_done(&head);
	return code;
}

/* Has any record of the table a remark, a reason, or an answer of a client? */
static int find_annotations(struct visit *v, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(v->store,
			   "SELECT EXISTS (SELECT 1 FROM annotation"
			   " WHERE form = ?1)",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, v->table->id);
	code = db_step(v->store, query, err);
	v->annotated = code > 0 && sqlite3_column_int(query, 0);
	db_give(v->store, query);
	return code < 0 ? code : 0;
}

static int visit_records(struct visit *v, struct err *err)
{
	struct id_list ids = { 0 };
	sqlite3_stmt *query = NULL;
	char *sql =
		records_sql(v, "SELECT t.id", " ORDER BY t.completed, t.uuid");
	int code = list_ids(v, sql, v->selection->annotated, &ids, err);

	free(sql);
	if (!code)
		code = find_annotations(v, err);
	if (!code && v->with_answers)
		v->binding = table_bind(v->table, v->form);
	if (v->binding) {
		v->answers = answers_new(v->form);
		code = db_take(v->store, v->binding->select, &query, err);
	}
	work_begin(NULL, ids.count);
	for (size_t i = 0; i < ids.count && !code; i++) {
		code = work_at(i, err);
		if (!code)
			code = visit_record(v, query, ids.items[i], err);
	}
	work_end();
	answers_free(v->answers);
	db_give(v->store, query);
	free(ids.items);
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
	int code = list_ids(v, sql, true, &ids, err);

	free(sql);
	for (size_t i = 0; i < ids.count && !code; i++)
		code = visit_draft(v, ids.items[i], err);
	free(ids.items);
	return code;
}

/* Another version, or another form, is selected: then there is nothing here. */
static bool is_selected(const struct form *form,
			const struct selection *selection)
{
	return (!selection->form || strcmp(selection->form, form->name) == 0) &&
	       (!selection->version ||
		strcmp(selection->version, form->version) == 0);
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

	if (!is_selected(form, selection))
		return 0;
	code = store_begin_reading(store, err);
	if (code)
		return code;
	code = tables_read(store, err);
	if (!code)
		visit.table =
			tables_find(&store->tables, form->name, form->version);
	if (!code && visit.table && !selection->only_drafts)
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
	selection_bind(query, v->selection);
	if (v->selection->annotated)
		sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1,
				   v->table->id);
	code = db_step(v->store, query, err);
	*found = code > 0;
	db_give(v->store, query);
	return code < 0 ? code : 0;
}

int records_any(struct store *store, const struct form *form,
		const struct selection *selection, bool *found, struct err *err)
{
	struct visit visit = { .store = store, .selection = selection };
	int code;

	*found = false;
	if (!is_selected(form, selection))
		return 0;
	code = store_begin_reading(store, err);
	if (code)
		return code;
	code = tables_read(store, err);
	if (!code)
		visit.table =
			tables_find(&store->tables, form->name, form->version);
	if (!code && visit.table)
		code = any(&visit, found, err);
	store_end_reading(store);
	return code;
}
