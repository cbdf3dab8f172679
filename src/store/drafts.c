/* store/drafts.c - drafts and their answers; see store/drafts.h */
#include "config.h"

#include "store/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/cells_private.h"
#include "store/destroyed_private.h"
#include "store/drafts_private.h"
#include "store/forms.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"
#include "store/verifications.h"
#include "store/verifications_private.h"

#define COLUMNS                                                                \
	"SELECT d.id, d.record, f.name, f.version, d.traject, d.jeugdige,"     \
	" d.informant, d.revision, d.why, d.at_field, d.at_row, d.parked,"     \
	" d.changed, "
#define OF_DRAFT " FROM draft AS d JOIN form AS f ON f.id = d.form "

const char *drafts_own(const struct store *store)
{
	return store->schema < VERIFICATION_SCHEMA
		       ? "1"
		       : "NOT EXISTS (SELECT 1 FROM verifying AS y"
			 " WHERE y.draft = d.id)";
}

/* A query of whole drafts; where is its condition. */
static int take_drafts(struct store *store, const char *where,
		       sqlite3_stmt **query, struct err *err)
{
	return db_take_print(
		store, query, err, COLUMNS "%s" OF_DRAFT "%s",
		store->schema < VERIFICATION_SCHEMA
			? "NULL"
			: "(SELECT how FROM verifying WHERE draft = d.id)",
		where);
}

void draft_done(struct draft *draft)
{
	free(draft->record);
	free(draft->form);
	free(draft->version);
	free(draft->jeugdige);
	free(draft->informant);
	free(draft->revision);
	free(draft->why);
	free(draft->at_field);
	free(draft->changed);
	*draft = (struct draft){ 0 };
}

static void read_row(sqlite3_stmt *row, struct draft *out)
{
	out->id = sqlite3_column_int64(row, 0);
	out->record = db_sure_text(row, 1);
	out->form = db_sure_text(row, 2);
	out->version = db_sure_text(row, 3);
	out->traject = sqlite3_column_int64(row, 4);
	out->jeugdige = db_text(row, 5);
	out->informant = db_text(row, 6);
	out->revision = db_text(row, 7);
	out->why = db_text(row, 8);
	out->at_field = db_text(row, 9);
	out->at_row = sqlite3_column_int(row, 10);
	out->parked = sqlite3_column_int(row, 11);
	out->changed = db_sure_text(row, 12);
	out->verifies = verify_how_read(db_peek(row, 13));
}

/* The one row of a query with its values bound; the query is given back. */
static int read_one(struct store *store, sqlite3_stmt *query, struct draft *out,
		    struct err *err)
{
	int code = db_step(store, query, err);

	if (code > 0)
		read_row(query, out);
	db_give(store, query);
	return code > 0 ? 0 : code ? code : ERR_NOTFOUND;
}

int drafts_gone(struct err *err)
{
	return err_set(err, ERR_NOTFOUND,
		       _("This draft is not in the file any more"));
}

int drafts_get(struct store *store, int64_t id, struct draft *out,
	       struct err *err)
{
	sqlite3_stmt *query;
	int code = take_drafts(store, "WHERE d.id = ?1", &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = read_one(store, query, out, err);
	return code == ERR_NOTFOUND ? drafts_gone(err) : code;
}

static int find_in_place(struct store *store, const struct form_place *place,
			 const char *which, struct draft *out, struct err *err)
{
	sqlite3_stmt *query;
	char *where = alloc_print(
		"WHERE d.traject = ?1 AND f.name = ?2"
		" AND coalesce(d.jeugdige, '') = ?3"
		" AND coalesce(d.informant, '') = ?4"
		" AND %s",
		which);
	int code = take_drafts(store, where, &query, err);

	free(where);
	if (code)
		return code;
	sqlite3_bind_int64(query, 1, place->traject);
	db_bind_text(query, 2, place->form);
	db_bind_text(query, 3, place->jeugdige ? place->jeugdige : "");
	db_bind_text(query, 4, place->informant ? place->informant : "");
	return read_one(store, query, out, err);
}

int drafts_of_record(struct store *store, const char *record, struct draft *out,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = take_drafts(store, "WHERE d.record = ?1", &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, record);
	return read_one(store, query, out, err);
}

int drafts_in_place(struct store *store, const struct form_place *place,
		    struct draft *out, struct err *err)
{
	return find_in_place(store, place, drafts_own(store), out, err);
}

static int put_answer(struct store *store, int64_t id, const char *field,
		      int row, const struct answer *answer, struct err *err)
{
	bool empty = !answer->value && !answer->missing && !answer->remark &&
		     !answer->reason;
	sqlite3_stmt *write;
	int code;

	code = db_take(store,
		       empty ? "DELETE FROM draft_value WHERE draft = ?1"
			       " AND field = ?2 AND row = ?3"
			     : "INSERT OR REPLACE INTO draft_value (draft,"
			       " field, row, value, missing, remark, reason,"
			       " client) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
			       " ?8)",
		       &write, err);
	if (code)
		return code;
	sqlite3_bind_int64(write, 1, id);
	db_bind_text(write, 2, field);
	sqlite3_bind_int(write, 3, row);
	if (!empty) {
		db_bind_text(write, 4, answer->value);
		db_bind_text(write, 5, answer->missing);
		db_bind_text(write, 6, answer->remark);
		db_bind_text(write, 7, answer->reason);
		db_bind_text(write, 8, answer_client_name(answer->client));
	}
	return db_run(store, write, err);
}

/* All rows of one field; 1 .. rows for one in a repeat, else 0. */
static int put_field(struct store *store, int64_t id,
		     const struct answers *answers, int f, struct err *err)
{
	const struct form *form = answers_form(answers);
	const struct field *field = &form->fields[f];
	int first = field->repeat >= 0;
	int last = first ? answers_rows(answers, field->repeat) : 0;
	int code = 0;

	for (int row = first; row <= last && !code; row++)
		code = put_answer(store, id, field->name, row,
				  answers_get(answers, f, row), err);
	return code;
}

static int put_count(struct store *store, int64_t id, const char *repeat,
		     int count, struct err *err)
{
	sqlite3_stmt *write;
	int code = db_take(store,
			   "INSERT OR REPLACE INTO draft_rows"
			   " (draft, repeat, count) VALUES (?1, ?2, ?3)",
			   &write, err);

	if (code)
		return code;
	sqlite3_bind_int64(write, 1, id);
	db_bind_text(write, 2, repeat);
	sqlite3_bind_int(write, 3, count);
	return db_run(store, write, err);
}

/* Rows below the last one: of a row that was removed. */
static int cut_field(struct store *store, int64_t id, const char *field,
		     int rows, struct err *err)
{
	sqlite3_stmt *delete;
	int code = db_take(store,
			   "DELETE FROM draft_value WHERE draft = ?1"
			   " AND field = ?2 AND row > ?3",
			   &delete, err);

	if (code)
		return code;
	sqlite3_bind_int64(delete, 1, id);
	db_bind_text(delete, 2, field);
	sqlite3_bind_int(delete, 3, rows);
	return db_run(store, delete, err);
}

static int put_rows(struct store *store, int64_t id,
		    const struct answers *answers, int repeat, struct err *err)
{
	const struct form *form = answers_form(answers);
	const struct repeat *r = &form->repeats[repeat];
	int rows = answers_rows(answers, repeat);
	int code = put_count(store, id, r->name, rows, err);

	for (int f = r->first; f < r->end && !code; f++) {
		code = put_field(store, id, answers, f, err);
		if (!code)
			code = cut_field(store, id, form->fields[f].name, rows,
					 err);
	}
	return code;
}

static int put_all(struct store *store, int64_t id,
		   const struct answers *answers, struct err *err)
{
	const struct form *form = answers_form(answers);
	int code = 0;

	for (size_t f = 0; f < form->field_count && !code; f++)
		if (form->fields[f].repeat < 0)
			code = put_field(store, id, answers, (int)f, err);
	for (size_t r = 0; r < form->repeat_count && !code; r++)
		if (answers_rows(answers, (int)r) > 0)
			code = put_rows(store, id, answers, (int)r, err);
	return code;
}

static int insert(struct store *store, const struct draft *draft, int64_t form,
		  int64_t *id, struct err *err)
{
	sqlite3_stmt *statement;
	int code = db_take(store,
			   "INSERT INTO draft (record, form, traject, jeugdige,"
			   " informant, revision, why, at_field, at_row,"
			   " parked, changed)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
			   " ?11)",
			   &statement, err);

	store->draftless = false;
	if (code)
		return code;
	db_bind_text(statement, 1, draft->record);
	sqlite3_bind_int64(statement, 2, form);
	sqlite3_bind_int64(statement, 3, draft->traject);
	db_bind_text(statement, 4, draft->jeugdige);
	db_bind_text(statement, 5, draft->informant);
	db_bind_text(statement, 6, draft->revision);
	db_bind_text(statement, 7, draft->why);
	db_bind_text(statement, 8, draft->at_field);
	sqlite3_bind_int(statement, 9, draft->at_row);
	sqlite3_bind_int(statement, 10, draft->parked);
	db_bind_text(statement, 11, draft->changed);
	code = db_run(store, statement, err);
	if (!code)
		*id = sqlite3_last_insert_rowid(store->db);
	return code;
}

static int check_place(struct store *store, const struct form *form,
		       const struct draft *draft, struct err *err)
{
	const struct form_place place = { .form = form->name,
					  .traject = draft->traject,
					  .jeugdige = draft->jeugdige,
					  .informant = draft->informant };
	struct draft other = { 0 };
	int code = find_in_place(store, &place, "1", &other, err);
	bool verifies = other.verifies;

	draft_done(&other);
	if (code == ERR_NOTFOUND)
		return 0;
	if (code)
		return code;
	return err_set(err, ERR_EXISTS,
		       verifies ? _("Form %s of this traject is being entered "
				    "a second time; complete or discard that "
				    "first")
				: _("There is a draft of form %s in this "
				    "traject already; open that one"),
		       form->name);
}

static int add(struct store *store, const struct form *form,
	       const struct draft *draft, const struct answers *answers,
	       int64_t *id, struct err *err)
{
	const struct table *table;
	int code = forms_take_up(store, form, err);

	if (!code)
		code = tables_read(store, err);
	if (!code)
		code = check_place(store, form, draft, err);
	if (!code)
		code = destroyed_check_record(store, draft->record, err);
	if (code)
		return code;
	table = tables_find(&store->tables, form->name, form->version);
	code = insert(store, draft, table->id, id, err);
	if (!code && draft->verifies)
		code = verifying_add(store, *id, draft->verifies, err);
	if (!code && answers)
		code = put_all(store, *id, answers, err);
	/* A second entry is no change of the traject. */
	if (!code && !draft->verifies)
		code = trajecten_touch(store, draft->traject, draft->changed,
				       err);
	return code;
}

int drafts_add(struct store *store, const struct form *form,
	       struct draft *draft, const struct answers *answers,
	       struct err *err)
{
	struct draft whole = *draft;
	char record[UUID_ROOM];
	char now[DATE_ROOM];
	int64_t id = 0;
	int code;

	if (!whole.record) {
		uuid_new(record);
		whole.record = record;
	}
	if (!whole.changed) {
		clock_moment(now);
		whole.changed = now;
	}
	code = store_begin(store, err);
	if (code)
		return code;
	code = store_end(store, add(store, form, &whole, answers, &id, err),
			 err);
	if (code)
		return code;
	draft->id = id;
	if (!draft->record)
		draft->record = alloc_text(record);
	if (!draft->changed)
		draft->changed = alloc_text(now);
	alloc_replace(&draft->form, form->name);
	alloc_replace(&draft->version, form->version);
	return 0;
}

int drafts_check_form(const struct form *form, const struct draft *draft,
		      struct err *err)
{
	if (strcmp(draft->form, form->name) == 0 &&
	    strcmp(draft->version, form->version) == 0)
		return 0;
	return err_set(err, ERR_INVALID,
		       _("Record %s is of form %s version %s"), draft->record,
		       draft->form, draft->version);
}

static int put_change(struct store *store, int64_t id,
		      const struct answers *answers,
		      const struct draft_change *change, struct err *err)
{
	const struct form *form = answers_form(answers);

	if (change->kind == DRAFT_ROWS)
		return put_rows(store, id, answers, change->index, err);
	return put_answer(
		store, id, form->fields[change->index].name, change->row,
		answers_get(answers, change->index, change->row), err);
}

static int put_place(struct store *store, int64_t id,
		     const struct draft_step *step, const char *changed,
		     struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take(store,
			   "UPDATE draft SET at_field = ?2, at_row = ?3,"
			   " changed = coalesce(?4, changed) WHERE id = ?1",
			   &update, err);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, id);
	db_bind_text(update, 2, step->at_field);
	sqlite3_bind_int(update, 3, step->at_row);
	db_bind_text(update, 4, changed);
	return db_run(store, update, err);
}

static bool is_in_head(const struct traject_fields *fields, int f)
{
	return f == fields->code || f == fields->organisatie ||
	       f == fields->team || f == fields->medewerker ||
	       f == fields->started || f == fields->ended;
}

/* Per field: did it change, and does the head say it?  NULL: none. */
static bool *head_changes(const struct form *form,
			  const struct draft_step *step)
{
	bool *which = alloc_new(form->field_count + 1, sizeof(*which));
	bool any = false;

	for (size_t i = 0; i < step->count; i++) {
		int f = step->changes[i].index;

		if (step->changes[i].kind == DRAFT_ANSWER &&
		    is_in_head(&form->traject, f))
			any = which[f] = true;
	}
	if (any)
		return which;
	free(which);
	return NULL;
}

/*
 * Let the traject's head follow the fields that changed, unless a completed
 * record says it.  What was typed is kept in any case: a code that is taken, or
 * a name that is in no list, is said when the form is completed.
 */
static int follow(struct store *store, const struct draft *draft,
		  const struct draft_step *step, struct err *err)
{
	const struct form *form = answers_form(step->answers);
	const struct form_place where = { .form = form->name,
					  .traject = draft->traject };
	struct record_place place;
	bool *which;
	int code;

	if (!form->is_traject)
		return 0;
	which = head_changes(form, step);
	if (!which)
		return 0;
	code = records_find_in_place(store, &where, NULL, NULL, &place, err);
	if (code || place.table) {
		free(which);
		return code;
	}
	code = store_begin(store, err);
	if (!code) {
		code = trajecten_follow(store, form, draft->traject,
					step->answers, which, err);
		code = store_end(store, code, err);
	}
	free(which);
	return code == ERR_EXISTS || code == ERR_NOTFOUND || code == ERR_INVALID
		       ? 0
		       : code;
}

static int save(struct store *store, const struct draft *draft,
		const struct draft_step *step, struct err *err)
{
	char now[DATE_ROOM];
	int code = drafts_check(store, draft->id, err);

	if (code)
		return code;
	clock_moment(now);
	for (size_t i = 0; i < step->count && !code; i++)
		code = put_change(store, draft->id, step->answers,
				  &step->changes[i], err);
	if (!code)
		code = put_place(store, draft->id, step,
				 step->count ? now : NULL, err);
	if (!code && step->count && !draft->verifies)
		code = trajecten_touch(store, draft->traject, now, err);
	if (!code && step->count)
		code = follow(store, draft, step, err);
	return code;
}

int drafts_save(struct store *store, int64_t id, const struct draft_step *step,
		struct err *err)
{
	struct draft draft = { 0 };
	int code = drafts_get(store, id, &draft, err);

	if (!code)
		code = drafts_check_form(answers_form(step->answers), &draft,
					 err);
	if (!code && (step->count || step->at_row != draft.at_row ||
		      !same_text(step->at_field, draft.at_field))) {
		code = store_begin(store, err);
		if (!code)
			code = store_end(store, save(store, &draft, step, err),
					 err);
	}
	draft_done(&draft);
	return code;
}

static int remove_draft(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *delete;
	int code =
		db_take(store, "DELETE FROM draft WHERE id = ?1", &delete, err);

	if (code)
		return code;
	sqlite3_bind_int64(delete, 1, id);
	code = db_run(store, delete, err);
	if (!code && sqlite3_changes(store->db) == 0)
		return drafts_gone(err);
	return code;
}

int drafts_finish(struct store *store, int64_t id, struct err *err)
{
	int code;

	if (!id)
		return 0;
	code = drafts_check(store, id, err);
	if (!code)
		code = remove_draft(store, id, err);
	/* Gone already: that is no reason to lose what is in hand. */
	return code == ERR_NOTFOUND ? 0 : code;
}

static int discard(struct store *store, int64_t id, struct err *err)
{
	int code = drafts_check(store, id, err);

	return code ? code : remove_draft(store, id, err);
}

int drafts_discard(struct store *store, int64_t id, struct err *err)
{
	int code = store_begin(store, err);

	if (code)
		return code;
	return store_end(store, discard(store, id, err), err);
}
