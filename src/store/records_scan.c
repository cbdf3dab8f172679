/* store/records_scan.c - a little of many records; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/work.h"
#include "store/cells_private.h"
#include "store/records_private.h"

struct scan {
	struct store *store;
	const struct form *form;
	const struct selection *selection;
	const bool *asked; /* or NULL */
	const struct table *table;
	struct record_reader reader;
	struct answers *answers; /* of one record after the other, or NULL */
	record_visitor *visitor;
	void *of;
};

static int scan_row(struct scan *s, struct err *err)
{
	sqlite3_stmt *row = s->reader.query;
	int64_t id = sqlite3_column_int64(row, 0);
	struct record_head head = { 0 };
	int code = work_at((size_t)id, err);

	if (code)
		return code;
	code = head_read(s->store, row, s->table, &head, err);
	if (!code && s->answers) {
		answers_clear(s->answers);
		cells_read(row, HEAD_COUNT, s->reader.binding, -1, 0,
			   s->answers);
		code = records_read_beside(s->store, &s->reader, id, s->answers,
					   err);
	}
	if (!code)
		code = s->visitor(s->of, &head, s->answers, err);
	record_head_done(&head);
	return code;
}

/* Through the table itself: by an index each row would be looked up. */
static int take_query(struct scan *s, struct err *err)
{
	char *where = records_where(s->selection);
	char *sql = alloc_print("%s%s ORDER BY t.id",
				s->reader.binding->select_some, where);
	int code = db_take(s->store, sql, &s->reader.query, err);

	if (!code)
		records_bind(s->reader.query, s->selection, s->table);
	free(sql);
	free(where);
	return code;
}

/* Ids are passed in their order, so the last one tells how far it is. */
static int scan_rows(struct scan *s, struct err *err)
{
	char *sql = alloc_print("SELECT coalesce(max(id), 0) FROM \"%s\"",
				s->table->name);
	int64_t last = 0;
	int code = db_integer(s->store, sql, &last, err);

	free(sql);
	if (!code)
		code = take_query(s, err);
	if (code)
		return code;
	work_begin(NULL, (size_t)last);
	while ((code = db_step(s->store, s->reader.query, err)) > 0) {
		code = scan_row(s, err);
		if (code)
			break;
	}
	work_end();
	db_give(s->store, s->reader.query);
	return code;
}

static int scan_table(struct scan *s, struct err *err)
{
	bool *none = alloc_new(s->form->field_count + 1, sizeof(*none));
	struct binding *binding =
		binding_new(s->table, s->form, s->asked ? s->asked : none);
	int code;

	s->reader.binding = binding;
	code = records_find_annotations(s->store, s->table,
					&s->reader.annotated, err);
	if (!code) {
		s->answers = s->asked ? answers_new(s->form) : NULL;
		code = scan_rows(s, err);
		answers_free(s->answers);
	}
	binding_free(binding);
	free(none);
	return code;
}

int records_scan(struct store *store, const struct form *form,
		 const struct selection *selection, const bool *asked,
		 record_visitor *visitor, void *of, struct err *err)
{
	struct scan scan = { .store = store,
			     .form = form,
			     .selection = selection,
			     .asked = asked,
			     .visitor = visitor,
			     .of = of };
	int code;

	if (!records_is_selected(form, selection))
		return 0;
	code = store_begin_reading(store, err);
	if (code)
		return code;
	code = tables_read(store, err);
	if (!code)
		scan.table =
			tables_find(&store->tables, form->name, form->version);
	if (!code && scan.table)
		code = scan_table(&scan, err);
	store_end_reading(store);
	return code;
}
