/* store/ready_rows.c - records that are ready go in, many at once */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/pack.h"
#include "store/deeds_private.h"
#include "store/destroyed_private.h"
#include "store/forms.h"
#include "store/head_private.h"
#include "store/history_private.h"
#include "store/names_private.h"
#include "store/ready_private.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

struct ready_row {
	struct unpacking in; /* what was not used yet */
	const char *id;
	const char *now;
	const char *what;
	struct name_ids names;
	int64_t traject;
	int64_t record;
	int64_t deed;
	struct digest digest;
};

struct ready {
	struct store *store;
	const struct authorship *by;
	/* All rows are of this form. */
	const struct form *form;
	struct table *table;
	struct binding *binding;
	struct ready_row rows[READY_MOST];
	size_t count;
	struct name_ids names; /* of the next one; no organisatie: unknown */
	size_t given;          /* of them, to the statement that runs */
	int64_t moment;
};

struct ready *ready_new(struct store *store, const struct authorship *by)
{
	struct ready *ready = alloc_new(1, sizeof(*ready));

	ready->store = store;
	ready->by = by;
	return ready;
}

void ready_free(struct ready *ready)
{
	free(ready);
}

void ready_drop(struct ready *ready)
{
	ready->count = 0;
}

/* --- the cells of a row */

/* Its index, or NO_MORE. */
static int unpack_cell(struct unpacking *in, struct given_cell *cell)
{
	int index = (int)unpack_number(in);

	if (index == NO_MORE)
		return index;
	cell->kind = (enum given_kind)unpack_number(in);
	if (cell->kind == GIVEN_INTEGER) {
		cell->integer = unpack_number(in);
	} else if (cell->kind == GIVEN_REAL) {
		cell->real = unpack_real(in);
	} else {
		cell->length = (int)unpack_number(in);
		cell->bytes = unpack_bytes(in, (size_t)cell->length);
	}
	return index;
}

static void unpack_cells(struct unpacking *in, struct given_cell *cells)
{
	struct given_cell cell;
	int index;

	while ((index = unpack_cell(in, &cell)) != NO_MORE)
		cells[index] = cell;
}

static void put_integer(struct given_cell *cell, int64_t integer)
{
	cell->kind = GIVEN_INTEGER;
	cell->integer = integer;
}

/* 0 is none. */
static void put_id(struct given_cell *cell, int64_t id)
{
	if (id)
		put_integer(cell, id);
}

static struct ready_row *next_row(struct ready *ready)
{
	return ready->given < ready->count ? &ready->rows[ready->given++]
					   : NULL;
}

/* Each row must have come: who else has its place is not told here. */
static int run(struct ready *ready, const char *sql, int columns,
	       given_next *next, struct err *err)
{
	int code;

	ready->given = 0;
	code = given_run(ready->store, sql, columns, next, ready, err);
	if (code)
		return code;
	return (size_t)sqlite3_changes(ready->store->db) == ready->count
		       ? 0
		       : ERR_EXISTS;
}

/* --- the trajecten */

static bool give_traject(void *of, struct given_cell *cells)
{
	struct ready *ready = of;
	struct ready_row *row = next_row(ready);

	if (!row)
		return false;
	put_integer(&cells[TRAJECT_ID], row->traject);
	put_integer(&cells[TRAJECT_ORGANISATIE], row->names.organisatie);
	put_id(&cells[TRAJECT_TEAM], row->names.team);
	put_id(&cells[TRAJECT_MEDEWERKER], row->names.medewerker);
	unpack_cells(&row->in, cells);
	if (cells[TRAJECT_CHANGED].integer < ready->moment)
		cells[TRAJECT_CHANGED].integer = ready->moment;
	return true;
}

static int add_trajecten(struct ready *ready, struct err *err)
{
	char now[DATE_ROOM];
	int code;

	store_now(ready->store, now);
	(void)compact_seconds(now, &ready->moment);
	code = run(ready,
		   "INSERT OR IGNORE INTO traject (id, uuid, code, "
		   "organisatie, team,"
		   " medewerker, ended, changed)"
		   " SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM given",
		   TRAJECT_CELLS, give_traject, err);
	if (code)
		return code;
	return trajecten_came(ready->store,
			      ready->rows[ready->count - 1].traject, err);
}

/* --- the records */

static bool give_record(void *of, struct given_cell *cells)
{
	struct ready_row *row = next_row(of);

	if (!row)
		return false;
	put_integer(&cells[HEAD_TRAJECT], row->traject);
	put_integer(&cells[HEAD_ORGANISATIE], row->names.organisatie);
	put_id(&cells[HEAD_TEAM], row->names.team);
	put_id(&cells[HEAD_MEDEWERKER], row->names.medewerker);
	unpack_cells(&row->in, cells);
	return true;
}

static int find_last(struct ready *ready, int64_t *out, struct err *err)
{
	sqlite3_stmt *query;
	int code =
		db_take_print(ready->store, &query, err,
			      "SELECT max(id) FROM \"%s\"", ready->table->name);

	if (code)
		return code;
	code = db_step(ready->store, query, err);
	*out = code > 0 ? sqlite3_column_int64(query, 0) : 0;
	db_give(ready->store, query);
	return code < 0 ? code : 0;
}

/* They get the numbers behind the last one, in order. */
static int add_values(struct ready *ready, struct err *err)
{
	const char *sql = binding_insert_many(ready->binding);
	int64_t last;
	int code = find_last(ready, &last, err);

	if (!code)
		code = run(ready, sql, ready->binding->cells, give_record, err);
	if (code)
		return code;
	for (size_t i = 0; i < ready->count; i++) {
		ready->rows[i].record = ++last;
		records_note_id(ready->table, ready->rows[i].id);
	}
	return sqlite3_last_insert_rowid(ready->store->db) == last ? 0
								   : ERR_EXISTS;
}

/* --- what hangs on a record, which few have much of */

static void bind_cell(sqlite3_stmt *statement, int parameter,
		      const struct given_cell *cell)
{
	if (cell->kind == GIVEN_INTEGER)
		sqlite3_bind_int64(statement, parameter, cell->integer);
	else if (cell->kind == GIVEN_REAL)
		sqlite3_bind_double(statement, parameter, cell->real);
	else
		sqlite3_bind_text(statement, parameter, cell->bytes,
				  cell->length, SQLITE_STATIC);
}

static int add_row(struct ready *ready, struct ready_row *row, int repeat,
		   int number, struct err *err)
{
	struct given_cell cell;
	sqlite3_stmt *insert;
	int index;
	int code = db_take(ready->store, ready->binding->insert_row[repeat],
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, row->record);
	sqlite3_bind_int(insert, 2, number);
	while ((index = unpack_cell(&row->in, &cell)) != NO_MORE)
		bind_cell(insert, index + 1, &cell);
	return db_run(ready->store, insert, err);
}

static int add_rows(struct ready *ready, struct ready_row *row, struct err *err)
{
	int code = 0;

	for (int r = 0; r < (int)ready->table->repeat_count && !code; r++) {
		int rows = (int)unpack_number(&row->in);

		for (int i = 1; i <= rows && !code; i++)
			code = add_row(ready, row, r, i, err);
	}
	return code;
}

static int add_remarks(struct ready *ready, struct ready_row *row,
		       struct err *err)
{
	const char *field;
	int code = 0;

	while (!code && (field = unpack_text(&row->in))) {
		struct snapshot_entry entry = { .field = field };

		entry.row = (int)unpack_number(&row->in);
		entry.remark = unpack_text(&row->in);
		entry.reason = unpack_text(&row->in);
		entry.client = unpack_text(&row->in);
		code = records_annotate(ready->store, ready->table, row->record,
					&entry, err);
	}
	return code;
}

static int add_what_hangs(struct ready *ready, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < ready->count && !code; i++) {
		code = add_rows(ready, &ready->rows[i], err);
		if (!code)
			code = add_remarks(ready, &ready->rows[i], err);
	}
	return code;
}

/* --- the revisions */

static bool give_revision(void *of, struct given_cell *cells)
{
	struct ready *ready = of;
	struct ready_row *row = next_row(ready);

	if (!row)
		return false;
	put_integer(&cells[REVISION_FORM], ready->table->id);
	put_integer(&cells[REVISION_RECORD], row->record);
	put_integer(&cells[REVISION_DEED], row->deed);
	history_unpack(&row->in, &row->digest);
	cells[REVISION_DIGEST] =
		(struct given_cell){ .kind = GIVEN_BLOB,
				     .length = DIGEST_NOW,
				     .bytes = row->digest.bytes };
	unpack_cells(&row->in, cells);
	return true;
}

static int find_deed(struct ready *ready, struct ready_row *row,
		     struct err *err)
{
	struct revision revision = { .what = row->what };

	history_sign(ready->store, ready->by, row->now, &revision);
	return deeds_id(ready->store, &revision, &row->deed, err);
}

static int add_revisions(struct ready *ready, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < ready->count && !code; i++)
		code = find_deed(ready, &ready->rows[i], err);
	if (code)
		return code;
	return run(
		ready,
		"INSERT OR IGNORE INTO revision (form, record, uuid, deed, why,"
		" status, completed, counts, salt, digest)"
		" SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 FROM given",
		REVISION_CELLS, give_revision, err);
}

int ready_flush(struct ready *ready, struct err *err)
{
	int code;

	if (ready->count == 0)
		return 0;
	code = add_trajecten(ready, err);
	if (!code)
		code = add_values(ready, err);
	if (!code)
		code = add_what_hangs(ready, err);
	if (!code)
		code = add_revisions(ready, err);
	ready->count = 0;
	return code;
}

/* --- a row */

/* The first of those that go in together: all are of its form. */
static int begin(struct ready *ready, const struct form *form, struct err *err)
{
	struct store *store = ready->store;
	int code = forms_take_up(store, form, err);

	if (!code)
		code = tables_read(store, err);
	if (code)
		return code;
	ready->form = form;
	ready->table = tables_find(&store->tables, form->name, form->version);
	ready->binding = table_bound(ready->table, form);
	return trajecten_number(store, err);
}

bool ready_has_names(struct ready *ready, const struct record_head *head)
{
	ready->names = (struct name_ids){ 0 };
	return names_ids(ready->store, head->organisatie, head->team,
			 head->medewerker, &ready->names, NULL) == 0;
}

int ready_add(struct ready *ready, const struct form *form,
	      const struct record_head *head, const char *bytes,
	      struct err *err)
{
	struct store *store = ready->store;
	struct ready_row *row;
	const char *traject;
	int code = 0;

	/* Without the number of the next traject something was undone. */
	if (ready->count == READY_MOST || ready->form != form ||
	    !store->next_traject)
		code = ready_flush(ready, err);
	if (!code && ready->count == 0)
		code = begin(ready, form, err);
	if (code)
		return code;
	row = &ready->rows[ready->count];
	*row = (struct ready_row){ .in = { bytes }, .what = READY_WHAT(head) };
	row->now = unpack_text(&row->in);
	row->id = unpack_text(&row->in);
	traject = unpack_text(&row->in);
	if (!ready->names.organisatie)
		code = names_ids(store, head->organisatie, head->team,
				 head->medewerker, &ready->names, err);
	row->names = ready->names;
	if (!code)
		code = destroyed_check_traject(store, traject,
					       row->names.organisatie,
					       head->traject, err);
	if (!code)
		code = destroyed_check_record(store, row->id, err);
	if (code)
		return code;
	row->traject = store->next_traject++;
	ready->count++;
	/* As the last one of those that go in, it is counted. */
	return row->traject % TRAJECTEN_STEP ? 0 : ready_flush(ready, err);
}
