/* store/tally.c - see store/tally.h */
#include "config.h"

#include "store/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/work.h"
#include "store/drafts_private.h"
#include "store/scores_private.h"
#include "store/selection_private.h"
#include "store/tally_private.h"

static void blocks_free(struct tally_block *blocks, size_t count)
{
	for (size_t b = 0; b < count; b++) {
		free(blocks[b].options);
		free(blocks[b].records_of);
	}
	free(blocks);
}

void tally_free(struct tally *tally)
{
	size_t measures = tally ? tally->measure_count : 0;

	if (!tally)
		return;
	tally_pairs_free(tally->pairs, measures);
	for (size_t m = 0; tally->items && m < measures; m++)
		free(tally->items[m]);
	free(tally->items);
	blocks_free(tally->blocks, tally->block_count);
	blocks_free(tally->row_blocks, tally->row_block_count);
	blocks_free(tally->scales, tally->scale_count);
	free(tally->by_met);
	tally_groups_free(tally->groups, tally->group_count, measures);
	tally_groups_free(tally->years, tally->year_count, measures);
	tally_groups_free(tally->months, tally->month_count, measures);
	tally_groups_free(tally->parts, tally->part_count, measures);
	for (size_t v = 0; v < tally->version_count; v++)
		free(tally->versions[v]);
	free(tally->versions);
	free(tally);
}

static void add_block(struct tally_block **blocks, size_t *count, int f,
		      const struct field *field)
{
	struct tally_block *block;

	*blocks = alloc_resize(*blocks, *count + 1, sizeof(**blocks));
	block = &(*blocks)[(*count)++];
	*block = (struct tally_block){ .field = f };
	block->option_count = field_value_type(field) == FIELD_SCALE
				      ? (size_t)(field->to - field->from) + 1
				      : field->option_count;
	block->options =
		alloc_new(block->option_count, sizeof(*block->options));
	if (field->repeat >= 0)
		block->records_of = alloc_new(block->option_count,
					      sizeof(*block->records_of));
}

static void make_blocks(struct tally *tally, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		enum field_type type = field_value_type(field);
		bool choice = type == FIELD_SELECT_ONE ||
			      type == FIELD_SELECT_MULTIPLE;

		if (!field->in_summary)
			continue;
		if (type == FIELD_SCALE)
			add_block(&tally->scales, &tally->scale_count, (int)i,
				  field);
		else if (choice && field->repeat >= 0)
			add_block(&tally->row_blocks, &tally->row_block_count,
				  (int)i, field);
		else if (choice)
			add_block(&tally->blocks, &tally->block_count, (int)i,
				  field);
	}
}

static void make_items(struct tally *tally, const struct form *form)
{
	tally->items = alloc_new(form->measure_count, sizeof(*tally->items));
	for (size_t m = 0; m < form->measure_count; m++) {
		const struct measure *measure = &form->measures[m];

		tally->items[m] =
			alloc_new(measure->item_count, sizeof(**tally->items));
		for (size_t i = 0; i < measure->item_count; i++)
			tally->items[m][i].field = measure->items[i];
	}
}

static void make_by_met(struct tally *tally, const struct form *form)
{
	if (form->positive_measure < 0 || form->positive_by < 0)
		return;
	tally->by_met_count = form->measures[form->positive_by].item_count + 1;
	tally->by_met = alloc_new(tally->by_met_count,
				  TALLY_OUTCOMES * sizeof(*tally->by_met));
}

static const char *group_by(const struct selection *selection)
{
	if (selection->team)
		return "medewerker";
	return selection->organisatie ? "team" : "organisatie";
}

static struct tally *tally_new(const struct form *form,
			       const struct selection *selection)
{
	struct tally *tally = alloc_new(1, sizeof(*tally));

	tally->form = form;
	tally->measure_count = form->measure_count;
	tally->group_by = group_by(selection);
	make_items(tally, form);
	make_blocks(tally, form);
	make_by_met(tally, form);
	if (tally_pairs_new(&tally->pairs, form))
		return tally;
	tally_free(tally);
	return NULL;
}

int tally_column_of(const struct table *table, const struct field *field)
{
	int c = table_column(table, field->name);

	if (c < 0 || (table->columns[c].repeat >= 0) != (field->repeat >= 0) ||
	    table->columns[c].head ||
	    table->columns[c].type != table_field_type(field))
		return -1;
	return c;
}

static struct tally_column *add_column(struct tally_scan *scan, int column)
{
	struct tally_column *added;

	scan->columns = alloc_resize(scan->columns, scan->column_count + 1,
				     sizeof(*scan->columns));
	added = &scan->columns[scan->column_count++];
	*added = (struct tally_column){ .column = column };
	return added;
}

static void add_use(struct tally_scan *scan, struct tally_column *column,
		    int measure, size_t index)
{
	if (column->use_count++ == 0)
		column->first_use = scan->use_count;
	scan->uses = alloc_resize(scan->uses, scan->use_count + 1,
				  sizeof(*scan->uses));
	scan->uses[scan->use_count++] = (struct tally_use){
		.measure = measure,
		.place = scan->table->columns[column->column].score,
		.index = index
	};
	scan->blank[index] = TALLY_EMPTY;
}

/* All measures that have this field as an item. */
static void add_score(struct tally_scan *scan, int f)
{
	const struct form *form = scan->tally->form;
	int c = tally_column_of(scan->table, &form->fields[f]);
	struct tally_column *column = NULL;

	for (size_t m = 0; m < form->measure_count && c >= 0; m++) {
		for (size_t i = 0; i < form->measures[m].item_count; i++) {
			size_t index = tally_item_index(form, m, i);

			if (form->measures[m].items[i] != f)
				continue;
			if (!column)
				column = add_column(scan, c);
			add_use(scan, column, (int)m, index);
		}
	}
}

static void add_answers(struct tally_scan *scan, struct tally_block *block)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	int c = tally_column_of(scan->table, field);
	const struct column *source;
	struct tally_column *column;

	if (c < 0 || field->repeat >= 0)
		return;
	source = &scan->table->columns[c];
	column = add_column(scan, c);
	column->block = block;
	column->from = (int)field->from;
	for (int bit = 0; bit < OPTIONS_MAX; bit++)
		column->option_of_bit[bit] = -1;
	for (size_t o = 0; o < source->option_count; o++)
		if (source->options[o].bit >= 0)
			column->option_of_bit[source->options[o].bit] =
				field_option_index(field,
						   source->options[o].name);
}

static void add_columns(struct tally_scan *scan)
{
	struct tally *tally = scan->tally;

	memset(scan->blank, TALLY_ABSENT, scan->item_count);
	for (size_t f = 0; f < tally->form->field_count; f++)
		add_score(scan, (int)f);
	scan->score_count = scan->column_count;
	for (size_t b = 0; b < tally->block_count; b++)
		add_answers(scan, &tally->blocks[b]);
	for (size_t b = 0; b < tally->scale_count; b++)
		add_answers(scan, &tally->scales[b]);
}

static void print_column(struct buffer *sql, const struct tally_scan *scan,
			 const struct tally_column *column)
{
	const struct column *c = &scan->table->columns[column->column];

	if (c->missing_count > 0 && c->type == FIELD_SELECT_ONE)
		buffer_print(sql,
			     ", coalesce(t.\"%s\","
			     " t.\"%s__missing\" IS NOT NULL)",
			     c->name, c->name);
	else
		table_add_value(sql, c);
}

static size_t print_columns(struct buffer *sql, const struct tally_scan *scan,
			    size_t first, size_t end)
{
	for (size_t n = 0; first < end && n < TALLY_COLUMNS; n++)
		print_column(sql, scan, &scan->columns[first++]);
	return first;
}

static void print_scores(struct buffer *sql, const struct tally_scan *scan)
{
	const char *day = scan->selection->by_ended ? "ended" : "completed";
	size_t next = 0;

	do {
		buffer_print(sql, "%stally(%zu, t.counts, t.%s, t.%s",
			     next ? ", " : "", next, day,
			     scan->tally->group_by);
		if (scan->packed) {
			buffer_add(sql, ", t.__scores)");
			return;
		}
		next = print_columns(sql, scan, next, scan->score_count);
		buffer_add(sql, ")");
	} while (next < scan->score_count);
}

/*
 * Of the years only the scores are told: of who is outside the period the other
 * answers are not even read.
 */
static void print_answers(struct buffer *sql, const struct tally_scan *scan)
{
	const char *day = scan->selection->by_ended ? "ended" : "completed";
	size_t next = scan->score_count;

	while (next < scan->column_count) {
		buffer_print(sql, ", tally(%d", -1 - (int)next);
		next = print_columns(sql, scan, next, scan->column_count);
		buffer_add(sql, ") FILTER (WHERE t.counts");
		if (scan->selection->from)
			buffer_print(sql, " AND t.%s >= ?1", day);
		/* The last day holds, with a time behind it too. */
		if (scan->selection->to)
			buffer_print(sql, " AND t.%s <= ?2 || 'U'", day);
		buffer_add(sql, ")");
	}
}

static char *make_sql(const struct tally_scan *scan)
{
	const struct selection *s = scan->selection;
	struct buffer sql = { 0 };

	buffer_add(&sql, "SELECT ");
	print_scores(&sql, scan);
	print_answers(&sql, scan);
	/* Else SQLite goes by the index of places, row by row, because that
	 * has no withdrawn ones.  None of those counts: of most records the
	 * status, a text, need not be looked at. */
	buffer_print(&sql,
		     " FROM \"%s\" AS t NOT INDEXED"
		     " WHERE (t.counts OR t.status <> 'withdrawn')",
		     scan->table->name);
	if (s->organisatie || s->team || s->medewerker)
		buffer_add(&sql, " AND " SELECTION_NAMES);
	if (scan->since)
		buffer_add(&sql, TALLY_SINCE);
	return buffer_take(&sql);
}

void tally_bind_since(sqlite3_stmt *query, const struct tally_scan *scan)
{
	if (!scan->since)
		return;
	sqlite3_bind_int64(query, 8, scan->since);
	sqlite3_bind_int64(query, 9, scan->table->id);
}

static int run_scan(struct store *store, struct tally_scan *scan,
		    struct err *err)
{
	const struct selection *s = scan->selection;
	char *sql = make_sql(scan);
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	free(sql);
	if (code)
		return code;
	selection_bind(query, s);
	tally_bind_since(query, scan);
	store->scan = scan;
	code = db_step(store, query, err);
	store->scan = NULL;
	db_give(store, query);
	if (!tally_fold(scan) || scan->failed)
		return err_memory(err);
	return code < 0 ? code : 0;
}

static void scan_reset(struct tally_scan *scan)
{
	free(scan->uses);
	free(scan->columns);
	scan->uses = NULL;
	scan->use_count = 0;
	scan->columns = NULL;
	scan->column_count = 0;
	scan->score_count = 0;
	scan->complete = 0;
}

static bool add_drafts(struct tally_scan *scan, int64_t id, int64_t drafts)
{
	struct tally_group *group;

	scan->group_id = id;
	group = tally_find_group(scan);
	if (!group)
		return false;
	group->draft += drafts;
	scan->tally->draft += drafts;
	return true;
}

/* A draft has the names of its traject. */
static int count_drafts(struct store *store, struct tally_scan *scan,
			struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(
		store, &query, err,
		"SELECT t.%s, count(*) FROM draft AS d"
		" JOIN traject AS t ON t.id = d.traject"
		" WHERE d.form = ?7"
		" AND (?1 IS NULL OR substr(d.changed, 1, 10) >= ?1)"
		" AND (?2 IS NULL OR substr(d.changed, 1, 10) <= ?2)"
		" AND %s AND " SELECTION_NAMES " GROUP BY 1",
		scan->tally->group_by, drafts_own(store));

	if (code)
		return code;
	selection_bind(query, scan->selection);
	sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1, scan->table->id);
	while ((code = db_step(store, query, err)) > 0)
		if (!add_drafts(scan, sqlite3_column_int64(query, 0),
				sqlite3_column_int64(query, 1))) {
			code = err_memory(err);
			break;
		}
	db_give(store, query);
	return code;
}

void tally_add_version(struct tally *tally, const char *version)
{
	size_t at = tally->version_count;

	for (size_t i = 0; i < at; i++)
		if (strcmp(tally->versions[i], version) == 0)
			return;
	tally->versions =
		alloc_resize(tally->versions, at + 1, sizeof(*tally->versions));
	while (at > 0 &&
	       version_compare(tally->versions[at - 1], version) < 0) {
		tally->versions[at] = tally->versions[at - 1];
		at--;
	}
	tally->versions[at] = alloc_text(version);
	tally->version_count++;
}

static int scan_table(struct store *store, struct tally_scan *scan,
		      const struct table *table, const char *version,
		      struct err *err)
{
	int code;

	scan->table = table;
	scan->version = version;
	add_columns(scan);
	code = run_scan(store, scan, err);
	if (!code && scan->complete > 0)
		tally_add_version(scan->tally, table->version);
	scan->tally->complete += scan->complete;
	if (!code)
		code = tally_count_rows(store, scan, err);
	if (!code && !scan->selection->no_drafts)
		code = count_drafts(store, scan, err);
	scan_reset(scan);
	return code;
}

/* Per group its name; "" where the record has none. */
static int name_group(struct store *store, struct tally_group *group,
		      int64_t id, struct err *err)
{
	char *name = NULL;
	int code = names_text(store, id, &name, err);

	group->value = name ? name : alloc_text("");
	return code;
}

static int name_groups(struct store *store, struct tally_scan *scan,
		       struct err *err)
{
	int code = 0;

	for (size_t id = 0; id < scan->ids.count && !code; id++)
		if (scan->ids.slots[id] >= 0)
			code = name_group(
				store,
				&scan->tally->groups[scan->ids.slots[id]],
				(int64_t)id, err);
	return code;
}

static void sort_all(struct tally *tally)
{
	tally_groups_sort(tally->groups, &tally->group_count, tally->form);
	tally_groups_sort(tally->years, &tally->year_count, tally->form);
	tally_groups_sort(tally->months, &tally->month_count, tally->form);
	tally_groups_sort(tally->parts, &tally->part_count, tally->form);
}

/* NULL: there are no records of this form, or others are asked for. */
static const struct table *table_for(struct store *store,
				     const struct tally_scan *scan,
				     const struct form *form)
{
	const struct table *table =
		tables_find(&store->tables, form->name, form->version);
	const char *version = scan->selection->version;

	if (table && version && strcmp(version, table->version) != 0)
		return NULL;
	return table;
}

/* About how many records are to be read, for who waits. */
static int expect(struct store *store, const struct table *table, size_t *total,
		  struct err *err)
{
	char *sql = alloc_print("SELECT max(id) FROM \"%s\"", table->name);
	int64_t last = 0;
	int code = db_integer(store, sql, &last, err);

	free(sql);
	if (!code && last > 0)
		*total += (size_t)last;
	return code;
}

static int scan_all(struct store *store, const struct form *const *forms,
		    size_t form_count, struct tally_scan *scan, struct err *err)
{
	const struct table *table;
	size_t total = 0;
	int code = 0;

	for (size_t i = 0; i < form_count && !code && !scan->since; i++) {
		table = table_for(store, scan, forms[i]);
		if (table)
			code = expect(store, table, &total, err);
	}
	work_begin(NULL, total);
	for (size_t i = 0; i < form_count && !code; i++) {
		table = table_for(store, scan, forms[i]);
		if (table)
			code = scan_table(store, scan, table, forms[i]->version,
					  err);
	}
	work_end();
	return code;
}

/* A scan comes by each page once, and many of them kept are of no use. */
#define SCAN_CACHE "PRAGMA cache_size = -100"

static int scan_sparingly(struct store *store, const struct form *const *forms,
			  size_t form_count, struct tally_scan *scan,
			  struct err *err)
{
	int code = db_execute(store, SCAN_CACHE, err);
	int after;

	if (!code)
		code = scan_all(store, forms, form_count, scan, err);
	after = db_execute(store, SMALL_CACHE, code ? NULL : err);
	return code ? code : after;
}

static int count_all(struct store *store, const struct form *const *forms,
		     size_t form_count, struct tally_scan *scan,
		     struct err *err)
{
	int code = tables_read(store, err);

	if (!code && scan->since)
		code = scan_all(store, forms, form_count, scan, err);
	else if (!code)
		code = scan_sparingly(store, forms, form_count, scan, err);
	if (!code)
		code = name_groups(store, scan, err);
	/* What came since goes into groups that are in order (tally_add()). */
	if (!code && !scan->since)
		sort_all(scan->tally);
	return code;
}

static struct tally_scan *scan_new(const struct store *store,
				   const struct form *form,
				   const struct selection *selection)
{
	struct tally_scan *scan = alloc_new(1, sizeof(*scan));

	scan->packed = store_has_scores(store);
	scan->selection = selection;
	scan->scored = alloc_new(form->measure_count, sizeof(int));
	scan->met = alloc_new(form->measure_count, sizeof(int));
	scan->item_count = tally_item_index(form, form->measure_count, 0);
	scan->blank = alloc_new(scan->item_count, 1);
	scan->states = alloc_new(scan->item_count, 1);
	scan->tally = tally_new(form, selection);
	return scan;
}

/* Its cells were folded into the tally, which is not its own. */
static void scan_free(struct tally_scan *scan)
{
	scan_reset(scan);
	free(scan->ids.slots);
	free(scan->cells.items);
	free(scan->cells.slots);
	free(scan->blank);
	free(scan->states);
	free(scan->scored);
	free(scan->met);
	free(scan);
}

/* Count what has a revision after since; 0 counts all. */
static int count_since(struct store *store, const struct form *const *forms,
		       size_t form_count, const struct selection *selection,
		       int64_t since, struct tally **out, struct err *err)
{
	struct tally_scan *scan = scan_new(store, forms[0], selection);
	struct tally *tally;
	int code = 0;

	if (!scan->tally)
		code = err_memory(err);
	scan->since = since;
	if (!code)
		code = count_all(store, forms, form_count, scan, err);
	tally = scan->tally;
	scan_free(scan);
	if (code)
		tally_free(tally);
	else
		*out = tally;
	return code;
}

static int refresh(struct store *store, const struct form *const *forms,
		   size_t form_count, const struct selection *selection,
		   struct tally **tally, struct err *err)
{
	struct tally *counted = NULL;
	struct tally_marks marks = { 0 };
	int code = tally_read_marks(store, *tally ? (*tally)->seq : 0, &marks,
				    err);
	bool add = !code && tally_can_add(*tally, forms[0], &marks);

	if (!code)
		code = count_since(store, forms, form_count, selection,
				   add ? (*tally)->seq : 0, &counted, err);
	if (code)
		return code;
	counted->seq = marks.seq;
	memcpy(counted->last, marks.last, sizeof(counted->last));
	counted->moved = marks.moved;
	if (add) {
		tally_add(*tally, counted);
		tally_free(counted);
	} else {
		tally_free(*tally);
		*tally = counted;
	}
	return 0;
}

int tally_refresh(struct store *store, const struct form *const *forms,
		  size_t form_count, const struct selection *selection,
		  struct tally **tally, struct err *err)
{
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = refresh(store, forms, form_count, selection, tally, err);
	store_end_reading(store);
	return code;
}
