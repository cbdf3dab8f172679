/* entry/entry_page.c - the items of an entry and moving among them */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "entry/entry_private.h"

#define PATH_MAX_PLACES 4096

/* --- the list */

static void add_item(struct entry *entry, struct item item)
{
	entry->items = alloc_grow(entry->items, entry->count, &entry->capacity,
				  sizeof(*entry->items));
	entry->items[entry->count++] = item;
}

bool entry_is_given(const struct entry *entry, int field)
{
	return entry->form->fields[field].calculation || entry->given[field];
}

static void add_field(struct entry *entry, int field, int row)
{
	const struct field *f = &entry->form->fields[field];
	struct item item = { .kind = ITEM_FIELD,
			     .field = field,
			     .repeat = f->repeat,
			     .row = row,
			     .section = f->section };

	if (!rules_is_relevant(entry->rules, field, row))
		return;
	if (f->type == FIELD_NOTE)
		item.kind = ITEM_NOTE;
	else if (entry_is_given(entry, field))
		item.kind = ITEM_GIVEN;
	if (item.kind == ITEM_GIVEN && entry->rules)
		item.speaks = entry_given_fault(entry, field, row, NULL) !=
			      FAULT_NONE;
	add_item(entry, item);
}

static void add_repeat(struct entry *entry, int repeat)
{
	const struct repeat *r = &entry->form->repeats[repeat];
	int rows = answers_rows(entry->answers, repeat);

	if (!rules_repeat_is_relevant(entry->rules, repeat))
		return;
	for (int row = 1; row <= rows; row++) {
		for (int field = r->first; field < r->end; field++)
			add_field(entry, field, row);
	}
	if (!r->rows_form && rows < r->max)
		add_item(entry, (struct item){ .kind = ITEM_ADD_ROW,
					       .field = -1,
					       .repeat = repeat,
					       .section = r->section });
}

void entry_list_items(struct entry *entry)
{
	const struct form *form = entry->form;

	entry->count = 0;
	for (int field = 0; field < (int)form->field_count;) {
		int repeat = form->fields[field].repeat;

		if (repeat >= 0) {
			add_repeat(entry, repeat);
			field = form->repeats[repeat].end;
		} else {
			add_field(entry, field, 0);
			field++;
		}
	}
	if (entry->focus > entry->count)
		entry->focus = entry->count;
}

size_t entry_count(const struct entry *entry)
{
	return entry->count;
}

struct item entry_item(const struct entry *entry, size_t i)
{
	return entry->items[i];
}

size_t entry_focus(const struct entry *entry)
{
	return entry->focus;
}

size_t entry_find(const struct entry *entry, int field, int row)
{
	size_t i = 0;

	while (i < entry->count && (entry->items[i].field != field ||
				    entry->items[i].row != row || field < 0))
		i++;
	return i;
}

static bool is_askable(struct item item)
{
	return item.kind == ITEM_FIELD || item.kind == ITEM_ADD_ROW ||
	       item.speaks;
}

static bool is_answered(const struct entry *entry, size_t i)
{
	const struct item *item = &entry->items[i];
	const struct answer *a;

	if (item->kind == ITEM_ADD_ROW)
		return answers_rows(entry->answers, item->repeat) >=
		       entry->form->repeats[item->repeat].min;
	if (entry->how) {
		enum compared compared = entry_compared(entry, i);

		return compared != COMPARED_NOT && compared != COMPARED_ASKED;
	}
	if (item->kind == ITEM_GIVEN)
		return true;
	a = answers_get(entry->answers, item->field, item->row);
	return a->value || a->missing;
}

void entry_progress(const struct entry *entry, size_t *asked, size_t *answered)
{
	*asked = 0;
	*answered = 0;
	for (size_t i = 0; i < entry->count; i++) {
		if (entry->items[i].kind != ITEM_FIELD)
			continue;
		++*asked;
		if (is_answered(entry, i))
			++*answered;
	}
}

/* --- places */

static struct place place_of(struct item item)
{
	return (struct place){ .field = item.field,
			       .repeat = item.repeat,
			       .row = item.row };
}

struct place entry_place(const struct entry *entry)
{
	if (entry->focus >= entry->count)
		return NOWHERE;
	return place_of(entry->items[entry->focus]);
}

static size_t find_place(const struct entry *entry, struct place place)
{
	size_t i = 0;

	while (i < entry->count && (entry->items[i].field != place.field ||
				    entry->items[i].repeat != place.repeat ||
				    entry->items[i].row != place.row))
		i++;
	return i;
}

/* Below 0 when a comes earlier on the page. */
static int compare_places(const struct form *form, struct place a,
			  struct place b)
{
	int top_a = a.repeat >= 0 ? form->repeats[a.repeat].first : a.field;
	int top_b = b.repeat >= 0 ? form->repeats[b.repeat].first : b.field;
	int row_a = a.field < 0 ? INT_MAX : a.row;
	int row_b = b.field < 0 ? INT_MAX : b.row;

	if (top_a != top_b)
		return top_a < top_b ? -1 : 1;
	if (row_a != row_b)
		return row_a < row_b ? -1 : 1;
	return a.field < b.field ? -1 : a.field > b.field;
}

/* The next or previous askable item from i on; entry->count when none. */
static size_t askable(const struct entry *entry, size_t i, int direction)
{
	while (i < entry->count && !is_askable(entry->items[i])) {
		if (direction < 0 && i == 0)
			return entry->count;
		i = direction < 0 ? i - 1 : i + 1;
	}
	return i;
}

void entry_focus_on(struct entry *entry, struct place place)
{
	size_t i = 0;

	while (i < entry->count &&
	       (!is_askable(entry->items[i]) ||
		compare_places(entry->form, place_of(entry->items[i]), place) <
			0))
		i++;
	if (i == entry->count && i > 0)
		i = askable(entry, i - 1, -1);
	entry->focus = i;
}

void entry_relist(struct entry *entry)
{
	struct place place = entry_place(entry);

	entry_list_items(entry);
	entry_focus_on(entry, place);
}

/* --- the path */

void entry_path_add(struct entry *entry, struct place place)
{
	struct places *path = &entry->path;

	if (path->count == PATH_MAX_PLACES) {
		path->count /= 2;
		memmove(path->items, path->items + path->count,
			path->count * sizeof(*path->items));
	}
	path->items = alloc_grow(path->items, path->count, &path->capacity,
				 sizeof(*path->items));
	path->items[path->count++] = place;
}

static void walk_to(struct entry *entry, size_t i)
{
	entry_path_add(entry, entry_place(entry));
	entry->focus = i;
}

/* What a row's number becomes; below 0 when the row is gone. */
static int new_row(int row, int from, int to)
{
	if (from > 0 && row == from)
		return to > 0 ? to : -1;
	if (from > 0 && row > from)
		row--;
	if (to > 0 && row >= to)
		row++;
	return row;
}

void entry_path_rows(struct entry *entry, int repeat, int from, int to)
{
	size_t kept = 0;

	for (size_t i = 0; i < entry->path.count; i++) {
		struct place place = entry->path.items[i];

		if (place.repeat == repeat && place.field >= 0)
			place.row = new_row(place.row, from, to);
		if (place.row >= 0)
			entry->path.items[kept++] = place;
	}
	entry->path.count = kept;
}

bool entry_next(struct entry *entry)
{
	size_t i = askable(entry, entry->focus + 1, 1);

	if (i >= entry->count)
		return false;
	walk_to(entry, i);
	return true;
}

static bool up_the_page(struct entry *entry)
{
	size_t i;

	if (entry->focus == 0 || entry->focus >= entry->count)
		return false;
	i = askable(entry, entry->focus - 1, -1);
	if (i >= entry->count)
		return false;
	entry->focus = i;
	return true;
}

bool entry_back(struct entry *entry)
{
	while (entry->path.count > 0) {
		struct place place = entry->path.items[--entry->path.count];
		size_t i = find_place(entry, place);

		if (i < entry->count && i != entry->focus &&
		    is_askable(entry->items[i])) {
			entry->focus = i;
			return true;
		}
	}
	return up_the_page(entry);
}

bool entry_go(struct entry *entry, size_t item)
{
	if (item >= entry->count || !is_askable(entry->items[item]))
		return false;
	if (item != entry->focus)
		walk_to(entry, item);
	return true;
}

/* The first askable item of this section, or entry->count. */
static size_t first_of_section(const struct entry *entry, int section)
{
	for (size_t i = 0; i < entry->count; i++) {
		if (entry->items[i].section == section &&
		    is_askable(entry->items[i]))
			return i;
	}
	return entry->count;
}

bool entry_next_section(struct entry *entry, int direction)
{
	int section;

	if (entry->focus >= entry->count)
		return false;
	section = entry->items[entry->focus].section + direction;
	for (; section >= 0 && section < (int)entry->form->section_count;
	     section += direction) {
		size_t i = first_of_section(entry, section);

		if (i < entry->count)
			return entry_go(entry, i);
	}
	return false;
}

bool entry_first(struct entry *entry)
{
	size_t i = askable(entry, 0, 1);

	return i != entry->focus && entry_go(entry, i);
}

bool entry_last(struct entry *entry)
{
	size_t i;

	if (entry->count == 0)
		return false;
	i = askable(entry, entry->count - 1, -1);
	return i != entry->focus && entry_go(entry, i);
}

bool entry_next_empty(struct entry *entry)
{
	for (size_t step = 1; step < entry->count; step++) {
		size_t i = (entry->focus + step) % entry->count;

		if (is_askable(entry->items[i]) && !is_answered(entry, i))
			return entry_go(entry, i);
	}
	return false;
}
