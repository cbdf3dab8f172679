/*
 * bench/figures.c - the summary against SQL, a bare scan and a packed array
 *
 *	figures FILE FORMS FORM YEAR ROUNDS [ORGANISATIE]
 *
 * Four ways to the same figures of one year, in one process on one file, each
 * in every round: the program's own; all in SQL (what stands in one record
 * each, then per organisatie, then per year); a loop in C over an array that
 * holds the same records in 24 bytes each; and, as a floor, a scan that only
 * counts one column.  The first three are held against each other, number by
 * number, before any time is said.
 */
#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "bench.h"
#include "measure/figures.h"

#define ITEMS_MAX 32
#define OPTIONS_IN_ALL 64
#define GROUPS_MAX 4096
#define YEARS_MAX 64

struct packed {
	uint32_t scored; /* per item one bit */
	uint32_t met;
	uint64_t options; /* of all blocks, one after another */
	uint16_t group;
	uint16_t year; /* since 2000 */
	uint8_t counts;
	uint8_t answered; /* per block one bit */
};

struct counted {
	int64_t valid;
	int64_t scored[ITEMS_MAX];
	int64_t met[ITEMS_MAX];
	int64_t answered[8];
	int64_t options[OPTIONS_IN_ALL];
	/* per measure: of (scored, met), all, per group and per year */
	int64_t pairs[2][ITEMS_MAX * ITEMS_MAX];
	int64_t groups[2][GROUPS_MAX][ITEMS_MAX];
	int64_t group_valid[GROUPS_MAX];
	int64_t year_valid[YEARS_MAX];
	int64_t years[2][YEARS_MAX][ITEMS_MAX * ITEMS_MAX];
};

struct bench {
	struct store *store;
	struct catalogue *catalogue;
	const struct form *form;
	struct selection selection;
	char from[16], to[16];
	int year;
	sqlite3 *db;
	sqlite3_stmt *totals, *by_group, *by_year, *bare;
	/* The items: scores that are in a measure, in the order of the form. */
	size_t item_count;
	int items[ITEMS_MAX];
	size_t block_count;
	int blocks[8];
	uint32_t of_measure[2];
	struct packed *array;
	size_t array_count;
	struct counted *counted;
	double *sums;
	size_t sum_count;
};

static bool is_block(const struct field *f)
{
	return f->in_summary && f->repeat < 0 &&
	       (f->type == FIELD_SELECT_ONE ||
		f->type == FIELD_SELECT_MULTIPLE);
}

static bool is_item(const struct measure *m, size_t field)
{
	for (size_t i = 0; i < m->item_count; i++)
		if (m->items[i] == (int)field)
			return true;
	return false;
}

static void find_columns(struct bench *b)
{
	for (size_t f = 0; f < b->form->field_count; f++) {
		bool item = false;

		for (size_t m = 0; m < b->form->measure_count; m++) {
			if (!is_item(&b->form->measures[m], f))
				continue;
			b->of_measure[m] |= UINT32_C(1) << b->item_count;
			item = true;
		}
		if (item && b->item_count == ITEMS_MAX)
			fail("too many items");
		if (item)
			b->items[b->item_count++] = (int)f;
		if (is_block(&b->form->fields[f]) && b->block_count < 8)
			b->blocks[b->block_count++] = (int)f;
	}
	if (b->form->measure_count != 2)
		fail("this asks for a form with two measures");
}

static const char *item_name(const struct bench *b, size_t i)
{
	return b->form->fields[b->items[i]].name;
}

/* met / scored of one record, NULL when nothing was scored. */
static void put_score(const struct bench *b, struct buffer *sql, size_t measure)
{
	for (int scored = 0; scored < 2; scored++) {
		const char *plus = "";

		buffer_add(sql, scored ? " / nullif(" : "1.0 * (");
		for (size_t i = 0; i < b->item_count; i++) {
			if (!(b->of_measure[measure] >> i & 1))
				continue;
			buffer_print(sql,
				     scored ? "%s(\"%s\" IS NOT NULL)"
					    : "%scoalesce(\"%s\", 0)",
				     plus, item_name(b, i));
			plus = " + ";
		}
		buffer_add(sql, scored ? ", 0)" : ")");
	}
}

static void put_means(const struct bench *b, struct buffer *sql)
{
	for (size_t m = 0; m < 2; m++) {
		buffer_add(sql, ", avg(");
		put_score(b, sql, m);
		buffer_add(sql, ")");
	}
}

static void put_block(const struct field *f, struct buffer *sql)
{
	buffer_print(sql, ", count(\"%s\")", f->name);
	for (size_t o = 0; o < f->option_count; o++) {
		if (f->type == FIELD_SELECT_ONE)
			buffer_print(sql, ", total(\"%s\" = '%s')", f->name,
				     f->options[o].name);
		else
			buffer_print(sql, ", total(\"%s__%s\")", f->name,
				     f->options[o].name);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL))
		fail("%s: %s", sqlite3_errmsg(db), sql);
	return statement;
}

/* The rest of the statement, which is then prepared. */
static sqlite3_stmt *finish(const struct bench *b, struct buffer *sql,
			    bool in_year, const char *group)
{
	sqlite3_stmt *statement;

	buffer_print(sql, " FROM \"%s\" WHERE counts", b->form->table);
	if (in_year)
		buffer_print(sql,
			     " AND completed >= '%s' AND completed <= '%s'",
			     b->from, b->to);
	if (b->selection.organisatie)
		buffer_print(sql,
			     " AND organisatie = (SELECT id FROM name WHERE"
			     " list = 'organisatie' AND text = '%s')",
			     b->selection.organisatie);
	buffer_add(sql, group);
	statement = prepare(b->db, buffer_text(sql));
	buffer_done(sql);
	return statement;
}

static void prepare_sql(struct bench *b)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "SELECT count(*)");
	for (size_t i = 0; i < b->item_count; i++)
		buffer_print(&sql, ", count(\"%s\"), total(\"%s\")",
			     item_name(b, i), item_name(b, i));
	for (size_t k = 0; k < b->block_count; k++)
		put_block(&b->form->fields[b->blocks[k]], &sql);
	put_means(b, &sql);
	b->totals = finish(b, &sql, true, "");

	buffer_add(&sql, "SELECT count(*)");
	put_means(b, &sql);
	buffer_print(&sql, ", %s",
		     b->selection.organisatie ? "team" : "organisatie");
	b->by_group =
		finish(b, &sql, true,
		       b->selection.organisatie ? " GROUP BY team"
						: " GROUP BY organisatie");

	buffer_add(&sql, "SELECT count(*)");
	put_means(b, &sql);
	buffer_add(&sql, ", CAST(substr(completed, 1, 4) AS INTEGER)");
	b->by_year =
		finish(b, &sql, false, " GROUP BY substr(completed, 1, 4)");

	buffer_print(&sql, "SELECT count(\"%s\") FROM \"%s\"",
		     item_name(b, b->item_count - 1), b->form->table);
	b->bare = prepare(b->db, buffer_text(&sql));
	buffer_done(&sql);
}

/* All numbers of a statement, one after another. */
static void collect(struct bench *b, sqlite3_stmt *statement)
{
	while (sqlite3_step(statement) == SQLITE_ROW)
		for (int c = 0; c < sqlite3_column_count(statement); c++)
			if (b->sum_count < 8 * GROUPS_MAX)
				b->sums[b->sum_count++] =
					sqlite3_column_double(statement, c);
	if (sqlite3_reset(statement))
		fail("%s", sqlite3_errmsg(b->db));
}

static void run_sql(struct bench *b)
{
	b->sum_count = 0;
	collect(b, b->totals);
	collect(b, b->by_group);
	collect(b, b->by_year);
}

/* --- the packed array */

static void pack_row(struct bench *b, sqlite3_stmt *row, struct packed *p)
{
	int column = 3;
	int bit = 0;

	p->counts = (uint8_t)sqlite3_column_int(row, 0);
	p->year = (uint16_t)(sqlite3_column_int(row, 1) - 2000);
	p->group = (uint16_t)sqlite3_column_int(row, 2);
	for (size_t i = 0; i < b->item_count; i++, column++) {
		if (sqlite3_column_type(row, column) != SQLITE_INTEGER)
			continue;
		p->scored |= UINT32_C(1) << i;
		if (sqlite3_column_int(row, column))
			p->met |= UINT32_C(1) << i;
	}
	for (size_t k = 0; k < b->block_count; k++) {
		const struct field *f = &b->form->fields[b->blocks[k]];

		if (sqlite3_column_int(row, column++))
			p->answered |= (uint8_t)(1u << k);
		for (size_t o = 0; o < f->option_count; o++, column++, bit++)
			if (sqlite3_column_int(row, column))
				p->options |= UINT64_C(1) << bit;
	}
	if (bit > OPTIONS_IN_ALL || p->group >= GROUPS_MAX)
		fail("too many options or groups");
}

static void fill_array(struct bench *b)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *rows;
	size_t capacity = 0;

	buffer_print(&sql,
		     "SELECT counts, CAST(substr(completed, 1, 4) AS"
		     " INTEGER), %s",
		     b->selection.organisatie ? "team" : "organisatie");
	for (size_t i = 0; i < b->item_count; i++)
		buffer_print(&sql, ", \"%s\"", item_name(b, i));
	for (size_t k = 0; k < b->block_count; k++) {
		const struct field *f = &b->form->fields[b->blocks[k]];

		buffer_print(&sql, ", \"%s\" IS NOT NULL", f->name);
		for (size_t o = 0; o < f->option_count; o++) {
			if (f->type == FIELD_SELECT_ONE)
				buffer_print(&sql, ", \"%s\" = '%s'", f->name,
					     f->options[o].name);
			else
				buffer_print(&sql, ", \"%s__%s\"", f->name,
					     f->options[o].name);
		}
	}
	rows = finish(b, &sql, false, "");
	while (sqlite3_step(rows) == SQLITE_ROW) {
		b->array = alloc_grow(b->array, b->array_count, &capacity,
				      sizeof(*b->array));
		b->array[b->array_count] = (struct packed){ 0 };
		pack_row(b, rows, &b->array[b->array_count++]);
	}
	sqlite3_finalize(rows);
}

static int bits(uint32_t mask)
{
	return __builtin_popcount(mask);
}

static void run_array(struct bench *b)
{
	struct counted *c = b->counted;
	uint16_t year = (uint16_t)(b->year - 2000);

	memset(c, 0, sizeof(*c));
	for (size_t r = 0; r < b->array_count; r++) {
		const struct packed *p = &b->array[r];
		int pair[2];

		if (!p->counts)
			continue;
		for (int m = 0; m < 2; m++) {
			uint32_t of = b->of_measure[m];

			pair[m] = bits(p->scored & of) * ITEMS_MAX +
				  bits(p->met & of);
			c->years[m][p->year % YEARS_MAX][pair[m]]++;
		}
		c->year_valid[p->year % YEARS_MAX]++;
		if (p->year != year)
			continue;
		c->valid++;
		c->group_valid[p->group]++;
		for (int m = 0; m < 2; m++) {
			c->pairs[m][pair[m]]++;
			c->groups[m][p->group][pair[m] % ITEMS_MAX]++;
		}
		for (size_t i = 0; i < b->item_count; i++) {
			c->scored[i] += p->scored >> i & 1;
			c->met[i] += p->met >> i & 1;
		}
		for (size_t k = 0; k < b->block_count; k++)
			c->answered[k] += p->answered >> k & 1;
		for (uint64_t left = p->options; left; left &= left - 1)
			c->options[__builtin_ctzll(left)]++;
	}
}

static struct figures *run_figures(struct bench *b)
{
	struct figures *figures = NULL;
	struct err err = { 0 };

	check(figures_of(b->store, b->catalogue, &b->selection, 0, &figures,
			 &err),
	      &err);
	return figures;
}

/* --- are they the same? */

static void same(double a, double b, const char *what)
{
	if (fabs(a - b) > 1e-9)
		fail("%s: %.12g is not %.12g", what, a, b);
}

static double array_mean(const int64_t *pairs)
{
	double sum = 0;
	double count = 0;

	for (int scored = 1; scored < ITEMS_MAX; scored++) {
		for (int met = 0; met <= scored; met++) {
			double n = (double)pairs[scored * ITEMS_MAX + met];

			sum += n * met / scored;
			count += n;
		}
	}
	return count > 0 ? sum / count : 0;
}

static const struct figure_item *find_item(const struct figures *f, int field)
{
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (f->measures[m].items[i].field == field)
				return &f->measures[m].items[i];
	fail("an item is not in the figures");
}

static void compare(struct bench *b, const struct figures *f)
{
	const struct counted *c = b->counted;
	const double *sum = b->sums;
	size_t option = 0;
	double groups = 0;

	same((double)f->valid, *sum++, "records that count, in SQL");
	same((double)f->valid, (double)c->valid, "records that count");
	for (size_t i = 0; i < b->item_count; i++) {
		const struct figure_item *item = find_item(f, b->items[i]);

		same((double)item->share.of, *sum++, "scored, in SQL");
		same((double)item->share.met, *sum++, "met, in SQL");
		same((double)item->share.of, (double)c->scored[i], "scored");
		same((double)item->share.met, (double)c->met[i], "met");
	}
	for (size_t k = 0; k < f->block_count; k++) {
		const struct figure_block *block = &f->blocks[k];

		same((double)block->answered, *sum++, "answered, in SQL");
		same((double)block->answered, (double)c->answered[k],
		     "answered");
		for (size_t o = 0; o < block->option_count; o++, option++) {
			double met = (double)block->options[o].share.met;

			same(met, *sum++, "an option, in SQL");
			same(met, (double)c->options[option], "an option");
		}
	}
	for (size_t m = 0; m < 2; m++) {
		same(f->measures[m].mean.mean, *sum++, "a mean, in SQL");
		same(f->measures[m].mean.mean, array_mean(c->pairs[m]),
		     "a mean");
	}
	/* The groups stand in another order: their sum must be right. */
	for (size_t g = 0; g < f->group_count; g++, sum += 4)
		groups += *sum;
	same((double)f->valid, groups, "the groups, in SQL");
	for (size_t y = 0; y < f->year_count; y++, sum += 4) {
		int year = atoi(f->years[y].value) - 2000;

		same((double)f->years[y].valid, sum[0], "a year, in SQL");
		same((double)f->years[y].valid, (double)c->year_valid[year],
		     "a year");
		same(f->years[y].measures[0].mean, sum[1], "its mean, in SQL");
		same(f->years[y].measures[0].mean,
		     array_mean(c->years[0][year]), "its mean");
	}
	same((double)(sum - b->sums), (double)b->sum_count, "rows of SQL");
}

static void round_of_all(struct bench *b, struct samples times[4])
{
	struct figures *figures;
	double start = microseconds();

	figures = run_figures(b);
	samples_add(&times[0], microseconds() - start);
	start = microseconds();
	run_sql(b);
	samples_add(&times[1], microseconds() - start);
	start = microseconds();
	run_array(b);
	samples_add(&times[2], microseconds() - start);
	start = microseconds();
	while (sqlite3_step(b->bare) == SQLITE_ROW)
		;
	sqlite3_reset(b->bare);
	samples_add(&times[3], microseconds() - start);
	compare(b, figures);
	figures_free(figures);
}

int main(int argc, char **argv)
{
	static const char *const keys[] = { "figures", "figures_sql",
					    "figures_array", "figures_bare" };
	struct samples times[4] = { { 0 } };
	struct bench b = { 0 };
	struct err err = { 0 };

	if (argc < 6)
		fail("figures FILE FORMS FORM YEAR ROUNDS [ORGANISATIE]");
	b.store = open_store(argv[1]);
	b.catalogue = load_forms(argv[2]);
	check(catalogue_named(b.catalogue, argv[3], &b.form, &err), &err);
	b.year = atoi(argv[4]);
	snprintf(b.from, sizeof(b.from), "%d-01-01", b.year % 10000);
	snprintf(b.to, sizeof(b.to), "%d-12-31", b.year % 10000);
	b.selection = (struct selection){
		.form = b.form->name,
		.version = b.form->version,
		.from = b.from,
		.to = b.to,
		.organisatie = argc > 6 ? argv[6] : NULL,
	};
	if (sqlite3_open_v2(argv[1], &b.db, SQLITE_OPEN_READONLY, NULL))
		fail("%s: %s", argv[1], sqlite3_errmsg(b.db));
	b.counted = alloc_new(1, sizeof(*b.counted));
	b.sums = alloc_new(8 * GROUPS_MAX, sizeof(*b.sums));
	find_columns(&b);
	prepare_sql(&b);
	fill_array(&b);
	for (int i = 0; i < atoi(argv[5]); i++)
		round_of_all(&b, times);
	for (int i = 0; i < 4; i++)
		samples_print(&times[i], keys[i]);
	result_print("figures_records", (double)b.array_count);
	return 0;
}
