/* store/verifications.c - see store/verifications.h */
#include "config.h"

#include "store/verifications.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/cells_private.h"
#include "store/drafts_private.h"
#include "store/records_private.h"
#include "store/revisions.h"
#include "store/verifications_private.h"

static const char *const how_names[] = {
	[VERIFY_BLIND] = "blind",
	[VERIFY_OPEN] = "open",
};

const char *verify_how_name(enum verify_how how)
{
	return how_names[how];
}

enum verify_how verify_how_read(const char *name)
{
	for (int i = VERIFY_BLIND; i <= VERIFY_OPEN; i++)
		if (strcmp(how_names[i], name) == 0)
			return (enum verify_how)i;
	return VERIFY_NOT;
}

void verification_done(struct verification *verification)
{
	free(verification->at);
	free(verification->medewerker);
	free(verification->login);
	free(verification->entered_by);
	free(verification->entered_login);
	*verification = (struct verification){ 0 };
}

bool verification_is_own(const struct verification *v)
{
	if (v->medewerker && v->entered_by)
		return strcmp(v->medewerker, v->entered_by) == 0;
	return v->login && v->entered_login &&
	       strcmp(v->login, v->entered_login) == 0;
}

/* --- the mark */

int verification_read(struct store *store, const struct record_place *place,
		      const char *revision, enum verify_how *how,
		      int64_t *differences, struct err *err)
{
	sqlite3_stmt *query;
	int code;

	*how = VERIFY_NOT;
	if (store->schema < VERIFICATION_SCHEMA)
		return 0;
	code = db_take(store,
		       "SELECT how, differences FROM verification"
		       " WHERE form = ?1 AND record = ?2 AND revision = ?3",
		       &query, err);
	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->table->id);
	sqlite3_bind_int64(query, 2, place->row);
	db_bind_text(query, 3, revision);
	code = db_step(store, query, err);
	if (code > 0) {
		*how = verify_how_read(db_peek(query, 0));
		*differences = sqlite3_column_int64(query, 1);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

int verification_add(struct store *store, const struct record_place *place,
		     const char *revision, enum verify_how how,
		     int64_t differences, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT OR REPLACE INTO verification"
			   " (form, record, revision, how, differences)"
			   " VALUES (?1, ?2, ?3, ?4, ?5)",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, place->table->id);
	sqlite3_bind_int64(insert, 2, place->row);
	db_bind_text(insert, 3, revision);
	db_bind_text(insert, 4, verify_how_name(how));
	sqlite3_bind_int64(insert, 5, differences);
	return db_run(store, insert, err);
}

static bool is_deed(const struct known_revision *revision, const char *what)
{
	return revision->what && strcmp(revision->what, what) == 0;
}

/*
 * Did this revision enter the record?  What a second entry corrected is of the
 * same moment as the mark that follows it.
 */
static bool is_entry(const struct revision_list *list, size_t i)
{
	const struct known_revision *revision = &list->items[i];
	const struct known_revision *next =
		i + 1 < list->count ? &list->items[i + 1] : NULL;

	if (is_deed(revision, "verify") || is_deed(revision, "withdraw"))
		return false;
	return !is_deed(revision, "correct") || !next ||
	       !is_deed(next, "verify") || !next->at || !revision->at ||
	       strcmp(next->at, revision->at) != 0;
}

/* Of the revisions, oldest first, the last that entered and the last at all. */
static void read_authors(const struct revision_list *list,
			 enum record_status status, struct verification *out)
{
	const struct known_revision *last = NULL;
	const struct known_revision *entered = NULL;

	for (size_t i = 0; i < list->count; i++) {
		if (!list->items[i].has_values)
			continue;
		last = &list->items[i];
		if (is_entry(list, i))
			entered = last;
	}
	/* Who brings a file in need not have entered what is in it. */
	if (entered && !is_deed(entered, "import") &&
	    !is_deed(entered, "package")) {
		out->entered_by = alloc_text(entered->medewerker);
		out->entered_login = alloc_text(entered->login);
	}
	/* Of one that was verified elsewhere it is not known by whom. */
	if (!last || status != RECORD_VERIFIED || !is_deed(last, "verify"))
		return;
	out->how = last->how;
	out->differences = last->differences;
	out->at = alloc_text(last->at);
	out->medewerker = alloc_text(last->medewerker);
	out->login = alloc_text(last->login);
}

int verifications_of(struct store *store, const char *record,
		     struct verification *out, struct err *err)
{
	struct revision_list list = { 0 };
	struct record_head head = { 0 };
	struct verification found = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_head(store, record, &head, err);
	if (!code && head.status != RECORD_DRAFT)
		code = revisions_of(store, record, &list, err);
	store_end_reading(store);
	if (!code) {
		read_authors(&list, head.status, &found);
		*out = found;
	}
	record_head_done(&head);
	revision_list_done(&list);
	return code;
}

/* --- marking */

static int mark(struct store *store, const struct second_entry *second,
		const struct authorship *by, struct record_head *out,
		struct err *err)
{
	const struct status_change change = { .record = second->record,
					      .revision = second->revision,
					      .status = RECORD_VERIFIED,
					      .what = "verify",
					      .by = by };
	struct record_place place;
	char revision[UUID_ROOM];
	int code = records_change_status(store, &change, &place, revision, err);

	if (!code && second->how)
		code = verification_add(store, &place, revision, second->how,
					second->differences, err);
	if (!code)
		code = drafts_finish(store, second->draft, err);
	return code ? code : records_read_head(store, &place, out, err);
}

int verifications_mark(struct store *store, const struct second_entry *second,
		       const struct authorship *by, struct record_head *out,
		       struct err *err)
{
	struct record_head head = { 0 };
	int code = store_begin(store, err);

	if (code)
		return code;
	code = store_end(store, mark(store, second, by, &head, err), err);
	if (code) {
		record_head_done(&head);
		return code;
	}
	*out = head;
	return 0;
}

/* --- a second entry that goes on */

int verifying_add(struct store *store, int64_t draft, enum verify_how how,
		  struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(store,
			   "INSERT INTO verifying (draft, how) VALUES (?1, ?2)",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, draft);
	db_bind_text(insert, 2, verify_how_name(how));
	return db_run(store, insert, err);
}

int verifications_begun(struct store *store, const char *record,
			struct draft *out, struct err *err)
{
	struct draft draft = { 0 };
	int code = drafts_of_record(store, record, &draft, err);

	if (!code && !draft.verifies)
		code = ERR_NOTFOUND;
	if (code) {
		draft_done(&draft);
		return code;
	}
	*out = draft;
	return 0;
}

static void read_outcome(sqlite3_stmt *row, const struct form *form,
			 struct answers *outcomes)
{
	int f = form_find(form, db_peek(row, 0));
	int number = sqlite3_column_int(row, 1);

	if (f < 0 || !cells_has_row(&form->fields[f], number))
		return;
	if (number > 0)
		answers_need_rows(outcomes, form->fields[f].repeat, number);
	answers_put(outcomes, f, number, db_peek(row, 2), NULL);
}

int verifications_outcomes(struct store *store, const struct form *form,
			   int64_t draft, struct answers **out, struct err *err)
{
	struct answers *outcomes;
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT field, row, outcome FROM verifying_value"
			   " WHERE draft = ?1",
			   &query, err);

	if (code)
		return code;
	outcomes = answers_new(form);
	sqlite3_bind_int64(query, 1, draft);
	while ((code = db_step(store, query, err)) > 0)
		read_outcome(query, form, outcomes);
	db_give(store, query);
	if (code) {
		answers_free(outcomes);
		return code;
	}
	*out = outcomes;
	return 0;
}

int verifications_keep(struct store *store, int64_t draft, const char *field,
		       int row, const char *outcome, struct err *err)
{
	sqlite3_stmt *write;
	int code = store_begin(store, err);

	if (code)
		return code;
	code = db_take(store,
		       outcome ? "INSERT OR REPLACE INTO verifying_value"
				 " (draft, field, row, outcome)"
				 " VALUES (?1, ?2, ?3, ?4)"
			       : "DELETE FROM verifying_value WHERE draft = ?1"
				 " AND field = ?2 AND row = ?3",
		       &write, err);
	if (!code) {
		sqlite3_bind_int64(write, 1, draft);
		db_bind_text(write, 2, field);
		sqlite3_bind_int(write, 3, row);
		if (outcome)
			db_bind_text(write, 4, outcome);
		code = db_run(store, write, err);
	}
	return store_end(store, code, err);
}
