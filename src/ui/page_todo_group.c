/* ui/page_todo_group.c - the warnings in groups; see ui/page_todo.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ui/page_todo.h"

/* Under what a warning falls: its question, of whatever version; or a traject. */
static int compare_keys(const struct overruled *a, const struct overruled *b,
			enum todo_by by)
{
	int order;

	if (by == TODO_BY_TRAJECT)
		return (a->head.traject_id > b->head.traject_id) -
		       (a->head.traject_id < b->head.traject_id);
	order = strcmp(a->form->name, b->form->name);
	return order ? order
		     : strcmp(a->form->fields[a->field].name,
			      b->form->fields[b->field].name);
}

/* For sorting: the list is by day already, and stays so within a group. */
struct place {
	const struct overruled *warning;
	enum todo_by by;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	int order = compare_keys(x->warning, y->warning, x->by);

	return order ? order
		     : (x->warning > y->warning) - (x->warning < y->warning);
}

/* The largest first, and of two as large the one with the youngest warning. */
static int compare_groups(const void *a, const void *b)
{
	const struct todo_group *x = a;
	const struct todo_group *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (x->warnings[0] > y->warnings[0]) -
	       (x->warnings[0] < y->warnings[0]);
}

static void cut(struct page_todo *page, size_t count)
{
	struct todo_group *group = NULL;

	page->groups = alloc_new(count + 1, sizeof(*page->groups));
	for (size_t i = 0; i < count; i++) {
		if (!group || compare_keys(group->warnings[0], page->sorted[i],
					   page->by) != 0) {
			group = &page->groups[page->group_count++];
			group->warnings = &page->sorted[i];
		}
		group->count++;
	}
	if (page->group_count > 1)
		qsort(page->groups, page->group_count, sizeof(*page->groups),
		      compare_groups);
}

void page_todo_forget_groups(struct page_todo *page)
{
	free(page->sorted);
	free(page->groups);
	page->sorted = NULL;
	page->groups = NULL;
	page->group_count = 0;
}

void page_todo_sort(struct page_todo *page)
{
	size_t count = page->overruled.count;
	struct place *places = alloc_new(count + 1, sizeof(*places));

	page_todo_forget_groups(page);
	for (size_t i = 0; i < count; i++)
		places[i] =
			(struct place){ &page->overruled.items[i], page->by };
	if (count > 1 && page->by != TODO_EACH)
		qsort(places, count, sizeof(*places), compare_places);
	page->sorted = alloc_new(count + 1, sizeof(*page->sorted));
	for (size_t i = 0; i < count; i++)
		page->sorted[i] = places[i].warning;
	free(places);
	if (page->by != TODO_EACH)
		cut(page, count);
}

/* The group that this warning of an older list falls in; NULL: it is gone. */
static const struct todo_group *find_group(const struct page_todo *page,
					   const struct overruled *warning)
{
	for (size_t i = 0; i < page->group_count; i++)
		if (compare_keys(page->groups[i].warnings[0], warning,
				 page->by) == 0)
			return &page->groups[i];
	return NULL;
}

void page_todo_sort_again(struct page_todo *page, struct overruled_list *newer)
{
	struct overruled_list older = page->overruled;
	const struct overruled *inside =
		page->inside ? page->inside->warnings[0] : NULL;

	page->overruled = *newer;
	page_todo_sort(page);
	page->inside = inside ? find_group(page, inside) : NULL;
	if (inside && !page->inside)
		page->list = page->outside;
	overruled_list_done(&older);
}

bool page_todo_shows_groups(const struct page_todo *page)
{
	return page->warnings && page->by != TODO_EACH && !page->inside;
}

size_t page_todo_count(const struct page_todo *page)
{
	if (!page->warnings)
		return due_count(&page->due);
	if (page_todo_shows_groups(page))
		return page->group_count;
	return page->inside ? page->inside->count : page->overruled.count;
}

const struct overruled *page_todo_warning(const struct page_todo *page,
					  size_t i)
{
	if (page_todo_shows_groups(page))
		return page->groups[i].warnings[0];
	return page->inside ? page->inside->warnings[i] : page->sorted[i];
}

size_t page_todo_trajecten(const struct todo_group *group)
{
	size_t count = 0;

	for (size_t i = 0; i < group->count; i++) {
		bool is_new = true;

		for (size_t k = 0; k < i && is_new; k++)
			is_new = group->warnings[k]->head.traject_id !=
				 group->warnings[i]->head.traject_id;
		count += is_new;
	}
	return count;
}
