/* measure/suppress_tables.c - see measure/suppress.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "measure/suppress_private.h"

/*
 * A number of each row: how many records there are (VALID), or have a score in
 * measure 0 .., or an item of it.
 */
#define VALID (-1)

struct column {
	int measure; /* or VALID */
	int item;    /* of the measure, or -1 */
};

static int64_t number_of(const struct figure_group *row, struct column c)
{
	if (c.measure == VALID)
		return row->valid;
	if (c.item >= 0)
		return row->items[c.measure][c.item].share.of;
	return row->measures[c.measure].records;
}

static int64_t total_of(const struct figures *f, struct column c)
{
	if (c.measure == VALID)
		return f->valid;
	if (c.item >= 0)
		return f->measures[c.measure].items[c.item].share.of;
	return f->measures[c.measure].mean.records;
}

/* Rows that together are the selection, or more than it. */
struct rows {
	struct figure_group **rows;
	size_t count;
	struct cell *cells; /* room for one sum */
};

static struct rows rows_new(size_t most)
{
	return (struct rows){
		.rows = alloc_new(most + 1, sizeof(struct figure_group *)),
		.cells = alloc_new(most + 1, sizeof(struct cell)),
	};
}

static void rows_done(struct rows *rows)
{
	free(rows->rows);
	free(rows->cells);
}

static int64_t sum_of(const struct rows *rows, struct column c)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows->count; i++)
		sum += number_of(rows->rows[i], c);
	return sum;
}

/* --- marking: records, measures, the positive outcome */

/* Which rows must be hidden so that the small ones stay so. */
static void mark_valid(const struct rows *rows, int64_t total,
		       int64_t threshold)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct figure_group *row = rows->rows[i];

		rows->cells[i].n = row->valid;
		rows->cells[i].hidden =
			row->suppressed || row->valid < threshold;
	}
	cover(rows->cells, rows->count, total, threshold);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i].hidden)
			rows->rows[i]->suppressed = true;
}

/* Which means of measure m must be hidden, given the rows that are. */
static void mark_measure(const struct rows *rows, size_t m, int64_t total,
			 int64_t threshold, bool all)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct figure_group *row = rows->rows[i];
		const struct mean *mean = &row->measures[m];

		rows->cells[i].n = mean->records;
		rows->cells[i].hidden = all || row->suppressed ||
					mean->suppressed ||
					mean->records < threshold;
	}
	cover(rows->cells, rows->count, total, threshold);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i].hidden)
			rows->rows[i]->measures[m].suppressed = true;
}

/* The positive outcome rests on its measure, and has all records as base. */
static void mark_positive(const struct figures *f, const struct rows *rows,
			  int64_t total, bool all)
{
	int m = f->form->positive_measure;

	for (size_t i = 0; i < rows->count; i++) {
		const struct figure_group *row = rows->rows[i];

		rows->cells[i].n = row->valid;
		rows->cells[i].hidden = all || row->suppressed ||
					row->positive.suppressed ||
					row->measures[m].suppressed;
	}
	cover(rows->cells, rows->count, total, f->threshold);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i].hidden)
			rows->rows[i]->positive.suppressed = true;
}

/* Against the selection as a whole. */
static void mark_rows(const struct figures *f, const struct rows *rows)
{
	mark_valid(rows, f->valid, f->threshold);
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct mean *mean = &f->measures[m].mean;

		mark_measure(rows, m, mean->records, f->threshold,
			     mean->suppressed);
	}
	if (f->has_positive)
		mark_positive(f, rows, f->valid, f->positive.suppressed);
}

/* A row that is in no sum hides for its own sake only. */
static void mark_small(const struct figures *f, struct figure_group *row)
{
	if (row->valid < f->threshold)
		row->suppressed = true;
	for (size_t m = 0; m < row->measure_count; m++)
		if (row->suppressed || row->measures[m].records < f->threshold)
			row->measures[m].suppressed = true;
	if (f->has_positive &&
	    row->measures[f->form->positive_measure].suppressed)
		row->positive.suppressed = true;
}

/* --- marking: items, of a measure all in a table or none */

/* Would a row tell of a few, or is something of it hidden already? */
static bool tells_few(const struct figures *f, const struct figure_group *row,
		      size_t m)
{
	const struct figure_measure *measure = &f->measures[m];

	if (row->suppressed || row->measures[m].suppressed)
		return true;
	for (size_t i = 0; i < measure->item_count; i++)
		if (!measure->items[i].share.suppressed &&
		    row->items[m][i].share.of < f->threshold)
			return true;
	return false;
}

/* rest: what of an item lies in these rows but not in the selection. */
static bool rest_is_few(const struct figures *f, const struct rows *rows,
			size_t m)
{
	for (int i = 0; i < (int)f->measures[m].item_count; i++) {
		struct column c = { (int)m, i };

		if (f->measures[m].items[i].share.suppressed)
			continue;
		if (is_few(sum_of(rows, c) - total_of(f, c), f->threshold))
			return true;
	}
	return false;
}

/* Hide the items of m in these rows, or only those that are hidden in all. */
static void hide_items_of(const struct figures *f, struct figure_group *rows,
			  size_t count, size_t m, bool hide)
{
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (hide || f->measures[m].items[i].share.suppressed)
				rows[r].items[m][i].share.suppressed = true;
}

static void hide_all_items(const struct figures *f, struct figure_group *rows,
			   size_t count)
{
	for (size_t m = 0; m < f->measure_count; m++)
		hide_items_of(f, rows, count, m, true);
}

/* A table that is one row is the whole itself: it shows what that shows. */
static bool is_whole(const struct figures *f, const struct rows *rows)
{
	struct column valid = { VALID, -1 };

	return rows->count == 1 && sum_of(rows, valid) == f->valid;
}

static void follow_whole(const struct figures *f, struct figure_group *row,
			 size_t m)
{
	for (size_t i = 0; i < f->measures[m].item_count; i++)
		row->items[m][i].share.suppressed =
			f->measures[m].items[i].share.suppressed;
}

/* few: is there a number of items of m that shows nowhere and is small? */
static void mark_items(const struct figures *f, struct figure_group *rows,
		       size_t count, const struct rows *summed,
		       bool (*few)(const struct figures *f, size_t m))
{
	for (size_t m = 0; m < f->measure_count; m++) {
		bool hide = f->measures[m].mean.suppressed ||
			    rest_is_few(f, summed, m) || (few && few(f, m));

		for (size_t r = 0; r < count && !hide; r++)
			hide = tells_few(f, &rows[r], m);
		hide_items_of(f, rows, count, m, hide);
		if (is_whole(f, summed))
			follow_whole(f, summed->rows[0], m);
	}
}

/* --- wiping */

static void wipe_items(struct figure_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		items[i].missing = FIGURE_HIDDEN;
		items[i].empty = FIGURE_HIDDEN;
		if (items[i].share.suppressed)
			hide_share(&items[i].share);
	}
}

static void wipe(const struct figures *f, struct figure_group *rows,
		 size_t count)
{
	for (size_t r = 0; r < count; r++) {
		struct figure_group *row = &rows[r];

		for (size_t m = 0; m < row->measure_count; m++) {
			if (row->suppressed || row->measures[m].suppressed)
				hide_mean(&row->measures[m]);
			wipe_items(row->items[m], f->measures[m].item_count);
		}
		if (row->suppressed || row->positive.suppressed)
			hide_share(&row->positive);
		if (row->suppressed)
			row->valid = FIGURE_HIDDEN;
	}
}

/* --- groups and years */

/* Does the period of the selection touch this year? */
static bool is_touched(const struct figures *f, const char *year)
{
	size_t digits = strlen(year);

	return (!f->from || strncmp(year, f->from, digits) >= 0) &&
	       (!f->to || strncmp(year, f->to, digits) <= 0);
}

/* What a year has in the period: the sum of its months. */
static int64_t in_period(const struct figures *f, const char *year,
			 struct column c)
{
	int64_t sum = 0;

	for (size_t i = 0; i < f->month_count; i++)
		if (strncmp(f->months[i].value, year, strlen(year)) == 0)
			sum += number_of(&f->months[i], c);
	return sum;
}

/*
 * A year that the period cuts in two: where one of the two is small, the years
 * and the selection together would tell it.
 */
static bool parts_of_years_are_few(const struct figures *f, struct column c)
{
	for (size_t y = 0; y < f->year_count; y++) {
		const struct figure_group *year = &f->years[y];
		int64_t in = in_period(f, year->value, c);
		int64_t out = number_of(year, c) - in;

		if (is_touched(f, year->value) && out > 0 &&
		    (is_few(in, f->threshold) || is_few(out, f->threshold)))
			return true;
	}
	return false;
}

static bool items_of_years_are_few(const struct figures *f, size_t m)
{
	for (int i = 0; i < (int)f->measures[m].item_count; i++)
		if (!f->measures[m].items[i].share.suppressed &&
		    parts_of_years_are_few(f, (struct column){ (int)m, i }))
			return true;
	return false;
}

/* Before the sums: years that must not show at all. */
static void mark_small_parts(const struct figures *f, const struct rows *rows)
{
	bool valid = parts_of_years_are_few(f, (struct column){ VALID, -1 });

	for (size_t i = 0; i < rows->count; i++)
		rows->rows[i]->suppressed = valid;
	for (size_t m = 0; m < f->measure_count; m++) {
		bool few = parts_of_years_are_few(
			f, (struct column){ (int)m, -1 });

		for (size_t i = 0; i < rows->count && few; i++)
			rows->rows[i]->measures[m].suppressed = true;
	}
}

static void mark_groups(struct figures *f)
{
	struct rows rows = rows_new(f->group_count);

	for (size_t i = 0; i < f->group_count; i++)
		rows.rows[rows.count++] = &f->groups[i];
	mark_rows(f, &rows);
	for (size_t i = 0; i < f->group_count; i++)
		mark_small(f, &f->groups[i]);
	mark_items(f, f->groups, f->group_count, &rows, NULL);
	rows_done(&rows);
}

static void mark_years(struct figures *f)
{
	struct rows rows = rows_new(f->year_count);

	for (size_t i = 0; i < f->year_count; i++)
		if (is_touched(f, f->years[i].value))
			rows.rows[rows.count++] = &f->years[i];
	mark_small_parts(f, &rows);
	mark_rows(f, &rows);
	for (size_t i = 0; i < f->year_count; i++)
		mark_small(f, &f->years[i]);
	mark_items(f, f->years, f->year_count, &rows, items_of_years_are_few);
	rows_done(&rows);
}

/* --- the parts of the years: in each year and column all or nothing */

static struct figure_group *find_year(const struct figures *f,
				      const char *value)
{
	for (size_t y = 0; y < f->year_count; y++)
		if (strncmp(f->years[y].value, value,
			    strlen(f->years[y].value)) == 0)
			return &f->years[y];
	return NULL;
}

/* Rows from `first` on that are of the same year. */
static size_t count_of_year(const struct figure_group *rows, size_t count,
			    const char *year)
{
	size_t n = 0;

	while (n < count && strncmp(rows[n].value, year, strlen(year)) == 0)
		n++;
	return n;
}

/* Where the year hides an item, or one row tells of a few, all of them do. */
static void mark_items_of_year(const struct figures *f,
			       const struct figure_group *year,
			       struct figure_group *rows, size_t count,
			       size_t m)
{
	bool whole = count == 1 && rows[0].valid == year->valid;
	bool hide = year->suppressed || year->measures[m].suppressed;

	for (size_t r = 0; r < count && !hide; r++)
		hide = tells_few(f, &rows[r], m);
	hide_items_of(f, rows, count, m, hide && !whole);
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (year->items[m][i].share.suppressed)
				rows[r].items[m][i].share.suppressed = true;
}

static void mark_parts_of_year(const struct figures *f,
			       const struct figure_group *year,
			       struct figure_group *parts, size_t count)
{
	bool valid = year->suppressed;

	for (size_t p = 0; p < count; p++)
		valid = valid || parts[p].valid < f->threshold;
	for (size_t m = 0; m < f->measure_count; m++) {
		bool hide = valid || year->measures[m].suppressed;

		for (size_t p = 0; p < count; p++)
			hide = hide ||
			       parts[p].measures[m].records < f->threshold;
		for (size_t p = 0; p < count; p++) {
			parts[p].measures[m].suppressed = hide;
			if (f->form->positive_measure == (int)m)
				parts[p].positive.suppressed =
					hide || year->positive.suppressed;
		}
	}
	for (size_t p = 0; p < count; p++)
		parts[p].suppressed = valid;
	for (size_t m = 0; m < f->measure_count; m++)
		mark_items_of_year(f, year, parts, count, m);
}

static void mark_parts(struct figures *f)
{
	for (size_t p = 0; p < f->part_count;) {
		struct figure_group *parts = &f->parts[p];
		const struct figure_group *year = find_year(f, parts->value);
		size_t count =
			count_of_year(parts, f->part_count - p, parts->value);

		if (year)
			mark_parts_of_year(f, year, parts, count);
		p += count;
	}
}

/* --- months */

/* The months of one year. */
struct year_months {
	const struct figure_group *year;
	struct rows rows;
};

/*
 * What lies in the year but outside the months, and what lies in no month, are
 * numbers that show nowhere; where one of them is small, no month can show.
 * The same for what the hidden years have in the period.
 */
static bool months_tell(const struct figures *f, const struct year_months *all,
			size_t count, struct column c)
{
	int64_t undated = total_of(f, c), hidden = 0;

	for (size_t y = 0; y < count; y++) {
		const struct figure_group *year = all[y].year;
		int64_t in = sum_of(&all[y].rows, c);

		undated -= in;
		if (is_few(number_of(year, c) - in, f->threshold))
			return true;
		if (year->suppressed || (c.measure != VALID &&
					 year->measures[c.measure].suppressed))
			hidden += in;
	}
	return is_few(undated, f->threshold) || is_few(hidden, f->threshold);
}

static void mark_months_of_year(const struct figures *f,
				const struct year_months *of)
{
	const struct figure_group *year = of->year;
	int64_t valid = sum_of(&of->rows, (struct column){ VALID, -1 });

	for (size_t i = 0; i < of->rows.count && year->suppressed; i++)
		of->rows.rows[i]->suppressed = true;
	mark_valid(&of->rows, valid, f->threshold);
	for (size_t m = 0; m < f->measure_count; m++)
		mark_measure(&of->rows, m,
			     sum_of(&of->rows, (struct column){ (int)m, -1 }),
			     f->threshold,
			     year->measures[m].suppressed ||
				     f->measures[m].mean.suppressed);
	if (f->has_positive)
		mark_positive(f, &of->rows, valid,
			      year->positive.suppressed ||
				      f->positive.suppressed);
}

/* Hide a column in all months. */
static void hide_months(struct figures *f, int measure)
{
	for (size_t i = 0; i < f->month_count; i++) {
		struct figure_group *month = &f->months[i];

		if (measure == VALID)
			month->suppressed = true;
		for (size_t m = 0; m < f->measure_count; m++)
			if (measure == VALID || measure == (int)m)
				month->measures[m].suppressed = true;
		if (measure == VALID || measure == f->form->positive_measure)
			month->positive.suppressed = true;
	}
}

static struct year_months *list_months(struct figures *f, size_t *count)
{
	struct year_months *all = alloc_new(f->year_count + 1, sizeof(*all));

	*count = 0;
	for (size_t i = 0; i < f->month_count;) {
		const struct figure_group *year =
			find_year(f, f->months[i].value);
		struct year_months *of = &all[*count];
		size_t n;

		/* Each record of a month is in a year too. */
		if (!year)
			break;
		n = count_of_year(&f->months[i], f->month_count - i,
				  year->value);
		*of = (struct year_months){ year, rows_new(n) };
		while (of->rows.count < n)
			of->rows.rows[of->rows.count++] = &f->months[i++];
		(*count)++;
	}
	return all;
}

static bool month_items_tell(const struct figures *f,
			     const struct year_months *all, size_t count,
			     size_t m)
{
	for (int i = 0; i < (int)f->measures[m].item_count; i++)
		if (!f->measures[m].items[i].share.suppressed &&
		    months_tell(f, all, count, (struct column){ (int)m, i }))
			return true;
	return false;
}

static void mark_month_items(struct figures *f, const struct year_months *all,
			     size_t count)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		bool hide = month_items_tell(f, all, count, m);

		for (size_t y = 0; y < count; y++)
			mark_items_of_year(f, all[y].year, all[y].rows.rows[0],
					   all[y].rows.count, m);
		hide_items_of(f, f->months, f->month_count, m,
			      hide || f->measures[m].mean.suppressed);
	}
}

/* One month that is the whole selection shows what that shows. */
static bool month_is_whole(struct figures *f)
{
	struct figure_group *month = f->months;

	if (f->month_count != 1 || month->valid != f->valid)
		return false;
	month->suppressed = f->valid < f->threshold;
	month->positive.suppressed = f->positive.suppressed;
	for (size_t m = 0; m < f->measure_count; m++) {
		month->measures[m].suppressed = f->measures[m].mean.suppressed;
		follow_whole(f, month, m);
	}
	return true;
}

static void mark_months(struct figures *f)
{
	size_t count;
	struct year_months *all;

	if (month_is_whole(f))
		return;
	all = list_months(f, &count);
	for (size_t y = 0; y < count; y++)
		mark_months_of_year(f, &all[y]);
	if (months_tell(f, all, count, (struct column){ VALID, -1 }))
		hide_months(f, VALID);
	for (size_t m = 0; m < f->measure_count; m++)
		if (months_tell(f, all, count, (struct column){ (int)m, -1 }))
			hide_months(f, (int)m);
	mark_month_items(f, all, count);
	for (size_t y = 0; y < count; y++)
		rows_done(&all[y].rows);
	free(all);
}

void suppress_years(struct figures *f)
{
	for (size_t y = 0; y < f->year_count; y++)
		f->years[y].suppressed = true;
	for (size_t p = 0; p < f->part_count; p++)
		f->parts[p].suppressed = true;
	hide_all_items(f, f->years, f->year_count);
	hide_all_items(f, f->parts, f->part_count);
	wipe(f, f->years, f->year_count);
	wipe(f, f->parts, f->part_count);
}

void suppress_tables(struct figures *f)
{
	mark_groups(f);
	mark_years(f);
	mark_parts(f);
	mark_months(f);
	wipe(f, f->groups, f->group_count);
	wipe(f, f->years, f->year_count);
	wipe(f, f->parts, f->part_count);
	wipe(f, f->months, f->month_count);
}
