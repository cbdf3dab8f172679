/* store/tally_scan.c - see store/tally_private.h */
#include "config.h"

#include "store/scores_private.h"
#include "store/tally_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/work.h"

/* Is a before b, as days?  The shorter of two that begin alike comes first. */
static bool is_before(const char *a, size_t length, const char *b)
{
	size_t other = strlen(b);
	int order = memcmp(a, b, length < other ? length : other);

	return order < 0 || (order == 0 && length < other);
}

static bool is_in_period(const struct selection *s, const char *day,
			 size_t length)
{
	if (!day)
		return !s->from && !s->to;
	if (s->from && is_before(day, length, s->from))
		return false;
	/* The last day holds, with a time behind it too. */
	return !s->to || length == 0 ||
	       memcmp(day, s->to, length < 10 ? length : 10) <= 0;
}

/* So many digits as a number, or -1. */
static int digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = 10 * number + (text[i] - '0');
	}
	return number;
}

static void set_day(struct tally_scan *scan, const char *day, size_t length)
{
	int month = day && length >= 7 ? digits(day + 5, 2) : 0;

	scan->year = day && length >= 4 ? digits(day, 4) : -1;
	scan->month = month > 0 && month < CELL_MONTHS ? month : 0;
}

static void begin_row(struct tally_scan *scan, sqlite3_value **values)
{
	/* As bytes: as text SQLite would make a terminated copy. */
	const char *day = sqlite3_value_blob(values[2]);
	size_t length = (size_t)sqlite3_value_bytes(values[2]);
	size_t measures = scan->tally->measure_count;

	scan->counts = sqlite3_value_int(values[1]);
	scan->in_period = is_in_period(scan->selection, day, length);
	set_day(scan, day, length);
	scan->group_id = sqlite3_value_int64(values[3]);
	scan->complete += scan->in_period;
	memset(scan->scored, 0, measures * sizeof(*scan->scored));
	memset(scan->met, 0, measures * sizeof(*scan->met));
	memcpy(scan->states, scan->blank, scan->item_count);
}

static void count_score(struct tally_scan *scan, const struct tally_use *use,
			enum tally_state state)
{
	scan->scored[use->measure] +=
		state == TALLY_MET || state == TALLY_NOT_MET;
	scan->met[use->measure] += state == TALLY_MET;
	scan->states[use->index] = (unsigned char)state;
}

static void count_column(struct tally_scan *scan,
			 const struct tally_column *column,
			 sqlite3_value *value)
{
	enum tally_state state = scores_state(value);

	for (size_t i = 0; i < column->use_count; i++)
		count_score(scan, &scan->uses[column->first_use + i], state);
}

static void count_packed(struct tally_scan *scan, sqlite3_value *value)
{
	const unsigned char *scores = sqlite3_value_blob(value);
	size_t length = (size_t)sqlite3_value_bytes(value);
	const struct tally_use *uses = scan->uses;

	for (size_t i = 0; i < scan->use_count; i++)
		count_score(scan, &uses[i],
			    scores_at(scores, length, uses[i].place));
}

/* Text is an option; 1 says that it is missing on purpose. */
static void count_one(const struct tally *tally, struct tally_block *block,
		      sqlite3_value *value)
{
	const struct field *field = &tally->form->fields[block->field];
	const char *name;
	size_t length;

	if (sqlite3_value_type(value) == SQLITE_INTEGER) {
		block->missing += sqlite3_value_int(value);
		return;
	}
	name = sqlite3_value_blob(value);
	if (!name)
		return;
	length = (size_t)sqlite3_value_bytes(value);
	block->answered++;
	for (size_t i = 0; i < block->option_count; i++) {
		const char *option = field->options[i].name;

		if (strlen(option) == length &&
		    memcmp(option, name, length) == 0) {
			block->options[i]++;
			return;
		}
	}
}

/* A number is a set of options; text is a missing reason. */
static void count_many(const struct tally_column *column, sqlite3_value *value)
{
	struct tally_block *block = column->block;
	uint64_t bits;

	if (sqlite3_value_type(value) != SQLITE_INTEGER) {
		block->missing += sqlite3_value_type(value) == SQLITE_TEXT;
		return;
	}
	bits = (uint64_t)sqlite3_value_int64(value);
	block->answered++;
	for (int bit = 0; bit < OPTIONS_MAX && bits; bit++, bits >>= 1)
		if (bits & 1 && column->option_of_bit[bit] >= 0)
			block->options[column->option_of_bit[bit]]++;
}

/* A number is a value; text is a missing reason. */
static void count_value(const struct tally_column *column, sqlite3_value *value)
{
	struct tally_block *block = column->block;
	int64_t number;

	if (sqlite3_value_type(value) != SQLITE_INTEGER) {
		block->missing += sqlite3_value_type(value) == SQLITE_TEXT;
		return;
	}
	number = sqlite3_value_int64(value);
	if (number < column->from ||
	    number >= column->from + (int64_t)block->option_count)
		return;
	block->answered++;
	block->options[number - column->from]++;
}

static void count_answer(struct tally_scan *scan, struct tally_column *column,
			 sqlite3_value *value)
{
	enum field_type type = scan->table->columns[column->column].type;

	if (type == FIELD_SELECT_MULTIPLE)
		count_many(column, value);
	else if (type == FIELD_SCALE)
		count_value(column, value);
	else
		count_one(scan->tally, column->block, value);
}

static void add_pairs(const struct tally_scan *scan, struct tally_pairs *pairs)
{
	for (size_t m = 0; m < scan->tally->measure_count; m++)
		pairs[m].counts[scan->scored[m] * (pairs[m].items + 1) +
				scan->met[m]]++;
}

#define NAMES_MOST (1 << 24)

struct tally_group *tally_find_group(struct tally_scan *scan)
{
	struct tally_ids *ids = &scan->ids;
	struct tally *tally = scan->tally;
	size_t id = (size_t)scan->group_id;
	struct tally_group *group;

	/* A file that was tampered with may say anything. */
	if (scan->group_id < 0 || scan->group_id > NAMES_MOST)
		return NULL;
	if (id >= ids->count) {
		size_t count = 2 * id + 64;

		ids->slots =
			alloc_resize(ids->slots, count, sizeof(*ids->slots));
		for (size_t i = ids->count; i < count; i++)
			ids->slots[i] = -1;
		ids->count = count;
	}
	if (ids->slots[id] >= 0)
		return &tally->groups[ids->slots[id]];
	group = tally_add_group(tally->form, &tally->groups,
				&tally->group_count);
	if (group)
		ids->slots[id] = (int)tally->group_count - 1;
	return group;
}

/* Have slots for this year too. */
static void widen_cells(struct tally_cells *cells, int year)
{
	int first = cells->first_year;
	int last = first + cells->year_count - 1;
	int *slots;

	if (cells->year_count == 0)
		first = last = year;
	first = year < first ? year : first;
	last = year > last ? year : last;
	slots = alloc_new((size_t)(last - first + 1) * CELL_YEAR, sizeof(int));
	if (cells->year_count > 0)
		memcpy(slots + (cells->first_year - first) * CELL_YEAR,
		       cells->slots,
		       (size_t)(cells->year_count * CELL_YEAR) * sizeof(int));
	free(cells->slots);
	cells->slots = slots;
	cells->first_year = first;
	cells->year_count = last - first + 1;
}

static int *find_slot(struct tally_scan *scan)
{
	struct tally_cells *cells = &scan->cells;
	int year = scan->year;

	if (year < 0)
		return &cells->no_day;
	if (year < cells->first_year ||
	    year >= cells->first_year + cells->year_count)
		widen_cells(cells, year);
	return &cells->slots[(year - cells->first_year) * CELL_YEAR +
			     2 * scan->month + scan->in_period];
}

/* The cell of its month, in or outside the period; NULL: no memory. */
static struct tally_group *find_cell(struct tally_scan *scan)
{
	struct tally_cells *cells = &scan->cells;
	int *slot = find_slot(scan);
	struct tally_cell *cell;

	if (*slot)
		return &cells->items[*slot - 1].group;
	cells->items = alloc_grow(cells->items, cells->count, &cells->capacity,
				  sizeof(*cells->items));
	cell = &cells->items[cells->count];
	cell->year = scan->year;
	cell->month = scan->month;
	cell->in_period = scan->in_period;
	if (!tally_group_init(&cell->group, scan->tally->form))
		return NULL;
	*slot = (int)++cells->count;
	return &cell->group;
}

static void add_to(struct tally_scan *scan, struct tally_group *group)
{
	if (!group) {
		scan->failed = true;
		return;
	}
	group->valid++;
	add_pairs(scan, group->measures);
	for (size_t i = 0; i < scan->item_count; i++)
		group->items[i * TALLY_STATES + scan->states[i]]++;
}

static enum tally_outcome outcome(const struct tally_scan *scan)
{
	const struct form *form = scan->tally->form;
	int m = form->positive_measure;
	int open = (int)form->measures[m].item_count - scan->scored[m];

	if (scan->met[m] >= form->positive_at_least)
		return TALLY_POSITIVE;
	return scan->met[m] + open >= form->positive_at_least
		       ? TALLY_UNDECIDED
		       : TALLY_NOT_POSITIVE;
}

/* Against how much it met of the other measure. */
static void count_outcome(const struct tally_scan *scan, struct tally *tally)
{
	int met = scan->met[tally->form->positive_by];

	tally->by_met[met * TALLY_OUTCOMES + (int)outcome(scan)]++;
}

/* Now and then how far it is; that it is to stop SQLite hears by itself. */
static void tell_row(struct tally_scan *scan)
{
	if (++scan->rows % 4096 == 0 && work_at(scan->rows, NULL))
		return;
}

static void end_row(struct tally_scan *scan)
{
	struct tally *tally = scan->tally;
	struct tally_group *group = NULL;

	if (scan->in_period) {
		group = tally_find_group(scan);
		if (group)
			group->complete++;
		else
			scan->failed = true;
	}
	/* Without a day, and outside the period, it is in no figure at all. */
	if (!scan->counts || (scan->year < 0 && !scan->in_period))
		return;
	add_to(scan, find_cell(scan));
	if (!scan->in_period)
		return;
	add_to(scan, group);
	if (tally->by_met_count > 0)
		count_outcome(scan, tally);
}

/*
 * SQLite calls the parts of a row in the order of the statement; that is nowhere
 * promised, so a version that does not must not pass unseen.
 */
static bool count_scores(struct tally_scan *scan, size_t first, int count,
			 sqlite3_value **values)
{
	size_t next = first;

	if (first != scan->next)
		return false;
	if (first == 0)
		begin_row(scan, values);
	if (scan->counts && scan->packed)
		count_packed(scan, values[TALLY_HEAD]);
	else if (scan->counts)
		for (int i = TALLY_HEAD; i < count; i++)
			count_column(scan, &scan->columns[next++], values[i]);
	scan->next = first + (size_t)(count - TALLY_HEAD);
	if (scan->packed || scan->next == scan->score_count) {
		scan->next = 0;
		end_row(scan);
		tell_row(scan);
	}
	return true;
}

static void step(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	struct tally_scan *scan = store->scan;
	int first = sqlite3_value_int(values[0]);

	if (scan && first < 0) {
		for (int i = 1; i < count; i++)
			count_answer(scan, &scan->columns[i - 2 - first],
				     values[i]);
	} else if (!scan || scan->failed ||
		   !count_scores(scan, (size_t)first, count, values)) {
		if (scan)
			scan->failed = true;
		sqlite3_result_error(context, "tally", -1);
	}
}

/* What was counted is in the scan. */
static void finish(sqlite3_context *context)
{
	sqlite3_result_null(context);
}

int tally_prepare(struct store *store, struct err *err)
{
	if (sqlite3_create_function(store->db, "tally", -1,
				    SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
				    NULL, step, finish))
		return db_fail(store, err);
	return 0;
}
