/* store/drafts_read.c - what drafts hold, read; see store/drafts.h */
#include "config.h"

#include "base/alloc.h"
#include "base/text.h"
#include "store/cells_private.h"
#include "store/drafts_private.h"

static int read_counts(struct store *store, const struct form *form, int64_t id,
		       struct answers *answers, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT repeat, count FROM draft_rows"
			   " WHERE draft = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	while ((code = db_step(store, query, err)) > 0) {
		int r = form_find_repeat(form, db_peek(query, 0));
		int rows = sqlite3_column_int(query, 1);

		if (r >= 0 && rows > 0 && rows <= ROWS_MAX)
			answers_need_rows(answers, r, rows);
	}
	db_give(store, query);
	return code;
}

static void read_answer(sqlite3_stmt *row, const struct form *form,
			struct answers *answers)
{
	int f = form_find(form, db_peek(row, 0));
	int number = sqlite3_column_int(row, 1);
	const char *value = (const char *)sqlite3_column_text(row, 2);
	const char *missing = (const char *)sqlite3_column_text(row, 3);

	if (f < 0 || !cells_has_row(&form->fields[f], number))
		return;
	if (number > 0)
		answers_need_rows(answers, form->fields[f].repeat, number);
	/* Only a damaged file has both. */
	answers_put(answers, f, number, value, value ? NULL : missing);
	answers_remark(answers, f, number,
		       (const char *)sqlite3_column_text(row, 4));
	answers_reason(answers, f, number,
		       (const char *)sqlite3_column_text(row, 5));
	answers_client(
		answers, f, number,
		answer_client_read((const char *)sqlite3_column_text(row, 6)));
}

#define DRAFT_ANSWERS(client)                                                  \
	"SELECT field, row, value, missing, remark, reason, " client           \
	" FROM draft_value WHERE draft = ?1"

int drafts_read(struct store *store, const struct form *form, int64_t id,
		struct answers *answers, struct err *err)
{
	sqlite3_stmt *query;
	int code = read_counts(store, form, id, answers, err);

	if (!code)
		code = db_take(store,
			       store_knows_client(store)
				       ? DRAFT_ANSWERS("client")
				       : DRAFT_ANSWERS("NULL"),
			       &query, err);
	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	while ((code = db_step(store, query, err)) > 0)
		read_answer(query, form, answers);
	db_give(store, query);
	return code;
}

int drafts_answers(struct store *store, const struct form *form, int64_t id,
		   struct answers **out, struct err *err)
{
	struct answers *answers = answers_new(form);
	struct draft draft = { 0 };
	int code = store_begin_reading(store, err);

	if (!code) {
		code = drafts_get(store, id, &draft, err);
		if (!code)
			code = drafts_check_form(form, &draft, err);
		if (!code)
			code = drafts_read(store, form, id, answers, err);
		store_end_reading(store);
	}
	draft_done(&draft);
	if (code) {
		answers_free(answers);
		return code;
	}
	*out = answers;
	return 0;
}

int drafts_read_record(struct store *store, const struct form *form,
		       const char *record, struct answers *answers,
		       struct err *err)
{
	struct draft draft = { 0 };
	int code = drafts_of_record(store, record, &draft, err);

	/* A second entry stands beside the record that has these answers. */
	if (code == ERR_NOTFOUND || (!code && draft.verifies)) {
		draft_done(&draft);
		return err_set(err, ERR_NOTFOUND, _("There is no record %s"),
			       record);
	}
	if (!code)
		code = drafts_check_form(form, &draft, err);
	if (!code)
		code = drafts_read(store, form, draft.id, answers, err);
	draft_done(&draft);
	return code;
}

int drafts_table(const struct store *store, int64_t form,
		 const struct table **out, struct err *err)
{
	const struct tables *tables = &store->tables;

	for (size_t i = 0; i < tables->count; i++) {
		if (tables->items[i]->id != form)
			continue;
		*out = tables->items[i];
		return 0;
	}
	return drafts_gone(err);
}

int drafts_read_head(struct store *store, sqlite3_stmt *row,
		     struct record_head *out, struct err *err)
{
	const struct table *table = NULL;
	int code = drafts_table(store, sqlite3_column_int64(row, HEAD_COUNT),
				&table, err);

	if (code)
		return code;
	code = head_read(store, row, table, out, err);
	alloc_replace(&out->completed, NULL);
	return code;
}

int drafts_head(struct store *store, const char *record,
		struct record_head *out, struct err *err)
{
	sqlite3_stmt *query;
	int code = tables_read(store, err);

	if (!code)
		code = db_take(store,
			       "SELECT " DRAFT_COLUMNS DRAFT_JOINS
			       " WHERE d.record = ?1",
			       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, record);
	code = db_step(store, query, err);
	if (code > 0)
		code = drafts_read_head(store, query, out, err);
	else if (!code)
		code = err_set(err, ERR_NOTFOUND, _("There is no record %s"),
			       record);
	db_give(store, query);
	return code;
}
