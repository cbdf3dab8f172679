/*
 * store/trajecten_unsettled.c - trajecten in which something may be waited for
 *
 * What there is of each form is listed in the order of its trajecten, from the
 * index of places, and all these lists are gone through side by side with the
 * trajecten themselves: once, in order, with nothing kept.  To look for the
 * records of each traject takes three times as long.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/work.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

/* The form of a traject itself, among those of which something is there; the
 * others follow. */
#define OWN 0

/* What is there of one form version, or the drafts. */
struct source {
	sqlite3_stmt *rows; /* by traject: it, and do its days lie behind? */
	int64_t at;         /* where it is */
	bool over;          /* it has no more */
	size_t form;
	bool drafts;
};

struct walk {
	struct store *store;
	const struct traject_settled *settled;
	struct source *sources;
	size_t count, capacity;
	/* Of the traject where one is: */
	bool *there; /* of which forms is a record there? */
	bool days;   /* with days that lie behind, in its own form */
	bool draft;
	/* What is found. */
	struct traject_numbers unsettled, without;
};

void traject_numbers_done(struct traject_numbers *numbers)
{
	free(numbers->items);
	*numbers = (struct traject_numbers){ 0 };
}

static void add_number(struct traject_numbers *numbers, int64_t id)
{
	numbers->items = alloc_grow(numbers->items, numbers->count,
				    &numbers->capacity, sizeof(id));
	numbers->items[numbers->count++] = id;
}

/* --- what is there of each form */

static int next(struct walk *walk, struct source *source, struct err *err)
{
	int code = db_step(walk->store, source->rows, err);

	source->over = code <= 0;
	if (code > 0)
		source->at = sqlite3_column_int64(source->rows, 0);
	return code < 0 ? code : 0;
}

static int add_source(struct walk *walk, size_t form, bool drafts,
		      const char *sql, struct err *err)
{
	struct source *source;

	walk->sources = alloc_grow(walk->sources, walk->count, &walk->capacity,
				   sizeof(*walk->sources));
	source = &walk->sources[walk->count++];
	*source = (struct source){ .form = form, .drafts = drafts };
	return db_take(walk->store, sql, &source->rows, err);
}

static bool has_day(const struct table *table, const struct traject_day *day)
{
	int i = table_column(table, day->field);

	return i >= 0 && (size_t)i < table->count &&
	       table->columns[i].repeat < 0 &&
	       table->columns[i].type == day->type;
}

/* The days that lie behind; none where this version does not ask for each. */
static void add_days(struct buffer *sql, const struct table *table,
		     const struct traject_settled *settled)
{
	for (size_t i = 0; i < settled->day_count; i++) {
		if (!has_day(table, &settled->days[i])) {
			buffer_add(sql, ", 0");
			return;
		}
	}
	buffer_add(sql, ", 1");
	for (size_t i = 0; i < settled->day_count; i++) {
		buffer_add(sql, " AND ");
		table_quote(sql, settled->days[i].field);
		buffer_print(sql, " < ?%zu", i + 1);
	}
}

/* Complete records about the traject, as the index of places has them. */
static int add_table(struct walk *walk, struct table *table, size_t form,
		     struct err *err)
{
	const struct traject_settled *settled = walk->settled;
	struct buffer sql = { 0 };
	struct source *source;
	int code = form == OWN ? table_read(walk->store, table, err) : 0;

	if (code)
		return code;
	buffer_add(&sql, "SELECT traject");
	if (form == OWN)
		add_days(&sql, table, settled);
	buffer_add(&sql, " FROM ");
	table_quote_table(&sql, table, -1);
	buffer_add(&sql, " WHERE status <> 'withdrawn'");
	/* Its own form is never about one of them. */
	if (form != OWN)
		buffer_add(&sql, " AND coalesce(jeugdige, '') = ''");
	buffer_add(&sql, " ORDER BY traject");
	code = add_source(walk, form, false, buffer_text(&sql), err);
	buffer_done(&sql);
	source = &walk->sources[walk->count - 1];
	for (size_t i = 0; i < settled->day_count && form == OWN && !code; i++)
		db_bind_text(source->rows, (int)i + 1, settled->days[i].before);
	return code ? code : next(walk, source, err);
}

static int add_form(struct walk *walk, const char *name, size_t form,
		    struct err *err)
{
	const struct tables *tables = &walk->store->tables;
	int code = 0;

	for (size_t i = 0; i < tables->count && !code; i++)
		if (strcmp(tables->items[i]->form, name) == 0)
			code = add_table(walk, tables->items[i], form, err);
	return code;
}

static int add_drafts(struct walk *walk, struct err *err)
{
	int code =
		add_source(walk, 0, true,
			   "SELECT traject FROM draft ORDER BY traject", err);

	return code ? code : next(walk, &walk->sources[walk->count - 1], err);
}

static int begin(struct walk *walk, struct err *err)
{
	const struct traject_settled *settled = walk->settled;
	int code = tables_list(walk->store, err);

	walk->there = alloc_new(settled->form_count + 1, sizeof(*walk->there));
	if (!code)
		code = add_drafts(walk, err);
	if (!code)
		code = add_form(walk, settled->form, OWN, err);
	for (size_t i = 0; i < settled->form_count && !code; i++)
		code = add_form(walk, settled->forms[i], i + 1, err);
	return code;
}

static void end(struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++)
		db_give(walk->store, walk->sources[i].rows);
	free(walk->sources);
	free(walk->there);
}

/* --- the trajecten */

static void look_at_row(struct walk *walk, const struct source *source)
{
	walk->draft |= source->drafts;
	walk->there[source->form] |= !source->drafts;
	if (source->form == OWN && !source->drafts)
		walk->days |= sqlite3_column_int(source->rows, 1);
}

/* What is there of this one, and of none behind it. */
static int look_at(struct walk *walk, int64_t id, struct err *err)
{
	int code = 0;

	memset(walk->there, 0,
	       (walk->settled->form_count + 1) * sizeof(*walk->there));
	walk->draft = walk->days = false;
	for (size_t i = 0; i < walk->count; i++) {
		struct source *source = &walk->sources[i];

		while (!source->over && source->at <= id && !code) {
			if (source->at == id)
				look_at_row(walk, source);
			code = next(walk, source, err);
		}
	}
	return code;
}

static bool all_are_there(const struct walk *walk)
{
	for (size_t i = 0; i < walk->settled->form_count; i++)
		if (!walk->there[i + 1])
			return false;
	return true;
}

/* The row: its number; has it a last day; do the days of its head lie behind? */
static int judge(struct walk *walk, sqlite3_stmt *row, struct err *err)
{
	int64_t id = sqlite3_column_int64(row, 0);
	int code = look_at(walk, id, err);

	if (code)
		return code;
	if (!sqlite3_column_int(row, 1) || walk->draft || !all_are_there(walk))
		add_number(&walk->unsettled, id);
	else if (!walk->there[OWN] && walk->settled->has_without &&
		 sqlite3_column_int(row, 2))
		add_number(&walk->without, id);
	else if (!walk->days)
		add_number(&walk->unsettled, id);
	return 0;
}

/* Parameters: the names, and then the days. */
#define FIRST_DAY 4

#define IS_NAME(column, list, parameter)                                       \
	"(" column " IN (SELECT id FROM name WHERE list = '" list              \
	"' AND text = " parameter ") OR " parameter " = '' AND " column        \
	" IS NULL)"

static void add_names(struct buffer *sql, const struct traject_query *names)
{
	buffer_add(sql, " FROM traject WHERE 1");
	if (names->organisatie)
		buffer_add(sql,
			   " AND " IS_NAME("organisatie", "organisatie", "?1"));
	if (names->team)
		buffer_add(sql, " AND " IS_NAME("team", "team", "?2"));
	if (names->medewerker)
		buffer_add(sql,
			   " AND " IS_NAME("medewerker", "medewerker", "?3"));
	buffer_add(sql, " ORDER BY id");
}

static void add_head_days(struct buffer *sql,
			  const struct traject_settled *settled)
{
	for (size_t i = 0; i < settled->head_day_count; i++) {
		const struct traject_day *day = &settled->head_days[i];

		buffer_print(sql, " AND %s < ?%zu", day->field, FIRST_DAY + i);
		/* One that has no time is none to a field that asks for it. */
		if (day->type == FIELD_DATETIME)
			buffer_print(sql, " AND instr(%s, 'T')", day->field);
	}
}

static int take_trajecten(struct walk *walk, const struct traject_query *names,
			  sqlite3_stmt **out, struct err *err)
{
	const struct traject_settled *settled = walk->settled;
	struct buffer sql = { 0 };
	int code;

	buffer_add(&sql, "SELECT id, ended IS NOT NULL, 1");
	add_head_days(&sql, settled);
	add_names(&sql, names);
	code = db_take(walk->store, buffer_text(&sql), out, err);
	buffer_done(&sql);
	if (code)
		return code;
	if (names->organisatie)
		db_bind_text(*out, 1, names->organisatie);
	if (names->team)
		db_bind_text(*out, 2, names->team);
	if (names->medewerker)
		db_bind_text(*out, 3, names->medewerker);
	for (size_t i = 0; i < settled->head_day_count; i++)
		db_bind_text(*out, FIRST_DAY + (int)i,
			     settled->head_days[i].before);
	return 0;
}

/* For who waits; how many there are of some names only nobody knows. */
static int count(struct store *store, const struct traject_query *names,
		 int64_t *total, struct err *err)
{
	*total = 0;
	if (names->organisatie || names->team || names->medewerker)
		return 0;
	return trajecten_count(store, total, err);
}

static int judge_all(struct walk *walk, sqlite3_stmt *trajecten,
		     struct err *err)
{
	size_t done = 0;
	int code;

	while ((code = db_step(walk->store, trajecten, err)) > 0) {
		code = work_at(done++, err);
		if (!code)
			code = judge(walk, trajecten, err);
		if (code)
			break;
	}
	return code;
}

static int go_through(struct walk *walk, const struct traject_query *names,
		      struct err *err)
{
	sqlite3_stmt *trajecten = NULL;
	int64_t total;
	int code = begin(walk, err);

	if (!code)
		code = count(walk->store, names, &total, err);
	if (!code)
		code = take_trajecten(walk, names, &trajecten, err);
	if (!code) {
		work_begin(NULL, (size_t)total);
		code = judge_all(walk, trajecten, err);
		work_end();
	}
	db_give(walk->store, trajecten);
	end(walk);
	return code;
}

int trajecten_unsettled(struct store *store, const struct traject_query *names,
			const struct traject_settled *settled,
			struct traject_numbers *unsettled,
			struct traject_numbers *without, struct err *err)
{
	/* Of a form that there is not, nothing is there. */
	static const struct traject_settled never = { .form = "" };
	struct walk walk = { .store = store,
			     .settled = settled ? settled : &never };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = go_through(&walk, names, err);
	store_end_reading(store);
	if (code) {
		traject_numbers_done(&walk.unsettled);
		traject_numbers_done(&walk.without);
		return code;
	}
	*unsettled = walk.unsettled;
	*without = walk.without;
	return 0;
}
