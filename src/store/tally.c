/* store/tally.c - see store/tally.h */
#include "config.h"

#include "store/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/selection_private.h"
#include "store/tally_private.h"

static bool make_pairs(struct tally_pairs *pairs, const struct measure *measure)
{
	size_t side = measure->item_count + 1;

	pairs->items = (int)measure->item_count;
	pairs->counts = alloc_try(side * side, sizeof(*pairs->counts));
	return pairs->counts != NULL;
}

static void pairs_free(struct tally_pairs *pairs, size_t count)
{
	for (size_t i = 0; pairs && i < count; i++)
		free(pairs[i].counts);
	free(pairs);
}

/* Pairs for each measure of the form; NULL: no memory. */
static struct tally_pairs *pairs_new(const struct form *form)
{
	struct tally_pairs *pairs =
		alloc_new(form->measure_count, sizeof(*pairs));

	for (size_t m = 0; m < form->measure_count; m++) {
		if (!make_pairs(&pairs[m], &form->measures[m])) {
			pairs_free(pairs, m);
			return NULL;
		}
	}
	return pairs;
}

struct tally_group *tally_add_group(const struct form *form,
				    struct tally_group **groups, size_t *count)
{
	struct tally_pairs *pairs = pairs_new(form);
	struct tally_group *group;

	if (!pairs)
		return NULL;
	*groups = alloc_resize(*groups, *count + 1, sizeof(**groups));
	group = &(*groups)[(*count)++];
	*group = (struct tally_group){ .measures = pairs };
	return group;
}

static void groups_free(struct tally_group *groups, size_t count,
			size_t measures)
{
	for (size_t i = 0; i < count; i++) {
		pairs_free(groups[i].measures, measures);
		free(groups[i].value);
	}
	free(groups);
}

void tally_free(struct tally *tally)
{
	if (!tally)
		return;
	pairs_free(tally->pairs, tally->measure_count);
	for (size_t m = 0; tally->items && m < tally->measure_count; m++)
		free(tally->items[m]);
	free(tally->items);
	for (size_t b = 0; b < tally->block_count; b++)
		free(tally->blocks[b].options);
	free(tally->blocks);
	groups_free(tally->groups, tally->group_count, tally->measure_count);
	groups_free(tally->years, tally->year_count, tally->measure_count);
	for (size_t v = 0; v < tally->version_count; v++)
		free(tally->versions[v]);
	free(tally->versions);
	free(tally);
}

static bool is_block(const struct field *field)
{
	enum field_type type = field_value_type(field);

	return field->in_summary && field->repeat < 0 &&
	       field->option_count > 0 &&
	       (type == FIELD_SELECT_ONE || type == FIELD_SELECT_MULTIPLE);
}

static void make_blocks(struct tally *tally, const struct form *form)
{
	tally->blocks = alloc_new(form->field_count, sizeof(*tally->blocks));
	for (size_t f = 0; f < form->field_count; f++) {
		struct tally_block *block = &tally->blocks[tally->block_count];

		if (!is_block(&form->fields[f]))
			continue;
		block->field = (int)f;
		block->option_count = form->fields[f].option_count;
		block->options =
			alloc_new(block->option_count, sizeof(*block->options));
		tally->block_count++;
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
	tally->pairs = pairs_new(form);
	make_items(tally, form);
	make_blocks(tally, form);
	if (tally->pairs)
		return tally;
	tally_free(tally);
	return NULL;
}

/* The column of a field of the form that gives the fields, or -1. */
static int column_of(const struct table *table, const struct form *form, int f)
{
	const struct field *field = &form->fields[f];
	int c = table_column(table, field->name);

	if (c < 0 || table->columns[c].repeat >= 0 || table->columns[c].head ||
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

static void add_use(struct tally_column *column, int measure,
		    struct tally_item *item)
{
	column->uses = alloc_resize(column->uses, column->use_count + 1,
				    sizeof(*column->uses));
	column->uses[column->use_count++] = (struct tally_use){ measure, item };
}

/* All measures that have this field as an item. */
static void add_score(struct tally_scan *scan, int f)
{
	const struct form *form = scan->tally->form;
	int c = column_of(scan->table, form, f);
	struct tally_column *column = NULL;

	for (size_t m = 0; m < form->measure_count && c >= 0; m++) {
		for (size_t i = 0; i < form->measures[m].item_count; i++) {
			if (form->measures[m].items[i] != f)
				continue;
			if (!column)
				column = add_column(scan, c);
			add_use(column, (int)m, &scan->tally->items[m][i]);
		}
	}
}

static void add_block(struct tally_scan *scan, struct tally_block *block)
{
	const struct field *field = &scan->tally->form->fields[block->field];
	int c = column_of(scan->table, scan->tally->form, block->field);
	const struct column *source;
	struct tally_column *column;

	if (c < 0)
		return;
	source = &scan->table->columns[c];
	column = add_column(scan, c);
	column->block = block;
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
	const struct form *form = scan->tally->form;

	for (size_t f = 0; f < form->field_count; f++)
		add_score(scan, (int)f);
	for (size_t b = 0; b < scan->tally->block_count; b++)
		add_block(scan, &scan->tally->blocks[b]);
}

/*
 * A column, and where it is empty its missing reason: one argument says both,
 * and the reason, which stands far back in the row, is only read when needed.
 */
static void print_column(struct buffer *sql, const struct tally_scan *scan,
			 const struct tally_column *column)
{
	const struct column *c = &scan->table->columns[column->column];

	if (c->missing_count == 0)
		buffer_print(sql, ", t.\"%s\"", c->name);
	else if (c->type == FIELD_SELECT_ONE)
		buffer_print(sql,
			     ", coalesce(t.\"%s\","
			     " t.\"%s__missing\" IS NOT NULL)",
			     c->name, c->name);
	else
		buffer_print(sql, ", coalesce(t.\"%s\", t.\"%s__missing\")",
			     c->name, c->name);
}

static char *make_sql(struct tally_scan *scan)
{
	const struct selection *s = scan->selection;
	struct buffer sql = { 0 };
	size_t next = 0;

	buffer_add(&sql, "SELECT ");
	do {
		buffer_print(&sql, "%stally(%d, t.counts, t.%s, t.%s",
			     scan->part_count ? ", " : "", scan->part_count,
			     s->by_ended ? "ended" : "completed",
			     scan->tally->group_by);
		for (int i = 0; i < TALLY_COLUMNS && next < scan->column_count;
		     i++)
			print_column(&sql, scan, &scan->columns[next++]);
		buffer_add(&sql, ")");
		scan->part_count++;
	} while (next < scan->column_count);
	buffer_print(&sql, " FROM \"%s\" AS t WHERE t.status <> 'withdrawn'",
		     scan->table->name);
	if (s->organisatie || s->team || s->medewerker)
		buffer_add(&sql, " AND " SELECTION_NAMES);
	return buffer_take(&sql);
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
	if (s->organisatie || s->team || s->medewerker)
		selection_bind(query, s);
	store->scan = scan;
	code = db_step(store, query, err);
	store->scan = NULL;
	db_give(store, query);
	if (scan->failed)
		return err_set(err, ERR_MEMORY,
			       _("There is not enough memory for this"));
	return code < 0 ? code : 0;
}

static void scan_reset(struct tally_scan *scan)
{
	for (size_t i = 0; i < scan->column_count; i++)
		free(scan->columns[i].uses);
	free(scan->columns);
	scan->columns = NULL;
	scan->column_count = 0;
	scan->part_count = 0;
	scan->complete = 0;
}

static int count_drafts(struct store *store, struct tally_scan *scan,
			struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT count(*) FROM draft AS d"
			   " JOIN traject AS t ON t.id = d.traject"
			   " WHERE d.form = ?7"
			   " AND (?1 IS NULL OR substr(d.changed, 1, 10) >= ?1)"
			   " AND (?2 IS NULL OR substr(d.changed, 1, 10) <= ?2)"
			   " AND " SELECTION_NAMES,
			   &query, err);

	if (code)
		return code;
	selection_bind(query, scan->selection);
	sqlite3_bind_int64(query, SELECTION_PARAMETERS + 1, scan->table->id);
	code = db_step(store, query, err);
	if (code > 0)
		scan->tally->draft += sqlite3_column_int64(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

static void add_version(struct tally *tally, const char *version)
{
	size_t at = tally->version_count;

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
		      const struct table *table, struct err *err)
{
	int code;

	scan->table = table;
	add_columns(scan);
	code = run_scan(store, scan, err);
	if (!code && scan->complete > 0)
		add_version(scan->tally, table->version);
	scan->tally->complete += scan->complete;
	if (!code && !scan->selection->no_drafts)
		code = count_drafts(store, scan, err);
	scan_reset(scan);
	return code;
}

/* Per group its name; "" where the record has none. */
static int name_group(struct store *store, struct tally_group *group,
		      int64_t id, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT text FROM name WHERE id = ?1", &query,
			   err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(store, query, err);
	group->value = code > 0 ? db_text(query, 0) : alloc_text("");
	db_give(store, query);
	return code < 0 ? code : 0;
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

static int compare_groups(const void *a, const void *b)
{
	const struct tally_group *x = a;
	const struct tally_group *y = b;
	char *left = utf8_folded(x->value);
	char *right = utf8_folded(y->value);
	int order = strcmp(left, right);

	free(left);
	free(right);
	return order ? order : strcmp(x->value, y->value);
}

static void add_group(struct tally_group *to, const struct tally_group *from,
		      size_t measures)
{
	to->valid += from->valid;
	for (size_t m = 0; m < measures; m++) {
		int side = to->measures[m].items + 1;

		for (int i = 0; i < side * side; i++)
			to->measures[m].counts[i] +=
				from->measures[m].counts[i];
	}
}

/* Two organisations may each have a worker of the same name: one group. */
static void merge_groups(struct tally *tally)
{
	size_t kept = 0;

	for (size_t i = 0; i < tally->group_count; i++) {
		struct tally_group *group = &tally->groups[i];

		if (kept &&
		    strcmp(tally->groups[kept - 1].value, group->value) == 0) {
			add_group(&tally->groups[kept - 1], group,
				  tally->measure_count);
			pairs_free(group->measures, tally->measure_count);
			free(group->value);
			continue;
		}
		tally->groups[kept++] = *group;
	}
	tally->group_count = kept;
}

static void sort(struct tally_group *groups, size_t count)
{
	if (count > 1)
		qsort(groups, count, sizeof(*groups), compare_groups);
}

static int count_all(struct store *store, const struct form *const *forms,
		     size_t form_count, struct tally_scan *scan,
		     struct err *err)
{
	const char *version = scan->selection->version;
	int code = tables_read(store, err);

	for (size_t i = 0; i < form_count && !code; i++) {
		const struct table *table = tables_find(
			&store->tables, forms[i]->name, forms[i]->version);

		if (table && (!version || strcmp(version, table->version) == 0))
			code = scan_table(store, scan, table, err);
	}
	if (!code)
		code = name_groups(store, scan, err);
	if (code)
		return code;
	sort(scan->tally->groups, scan->tally->group_count);
	merge_groups(scan->tally);
	sort(scan->tally->years, scan->tally->year_count);
	return 0;
}

static struct tally_scan *scan_new(const struct form *form,
				   const struct selection *selection)
{
	struct tally_scan *scan = alloc_new(1, sizeof(*scan));

	scan->selection = selection;
	scan->scored = alloc_new(form->measure_count, sizeof(int));
	scan->met = alloc_new(form->measure_count, sizeof(int));
	scan->tally = tally_new(form, selection);
	return scan;
}

static void scan_free(struct tally_scan *scan)
{
	scan_reset(scan);
	free(scan->ids.slots);
	free(scan->scored);
	free(scan->met);
	free(scan);
}

int tally_count(struct store *store, const struct form *const *forms,
		size_t form_count, const struct selection *selection,
		struct tally **out, struct err *err)
{
	struct tally_scan *scan = scan_new(forms[0], selection);
	int code = 0;

	if (!scan->tally)
		code = err_set(err, ERR_MEMORY,
			       _("There is not enough memory for this"));
	if (!code)
		code = store_begin_reading(store, err);
	if (!code) {
		code = count_all(store, forms, form_count, scan, err);
		store_end_reading(store);
	}
	if (code)
		tally_free(scan->tally);
	else
		*out = scan->tally;
	scan_free(scan);
	return code;
}
