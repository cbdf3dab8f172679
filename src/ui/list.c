/* ui/list.c - see ui/list.h */
#include "config.h"

#include "ui/list.h"

static void keep_in_view(struct list *list)
{
	int64_t last_top = list->count - list->height;

	if (list->selected < list->top)
		list->top = list->selected;
	if (list->selected >= list->top + list->height)
		list->top = list->selected - list->height + 1;
	if (list->top > last_top)
		list->top = last_top;
	if (list->top < 0)
		list->top = 0;
}

void list_size(struct list *list, int64_t count, int height)
{
	list->count = count < 0 ? 0 : count;
	list->height = height < 1 ? 1 : height;
	list_select(list, list->selected);
}

bool list_select(struct list *list, int64_t selected)
{
	int64_t before = list->selected;

	if (selected >= list->count)
		selected = list->count - 1;
	list->selected = selected < 0 ? 0 : selected;
	keep_in_view(list);
	return list->selected != before;
}

bool list_act(struct list *list, enum action action)
{
	/* One row stays in view when a whole screen is passed. */
	int page = list->height > 1 ? list->height - 1 : 1;

	switch (action) {
	case ACTION_NEXT:
		list_select(list, list->selected + 1);
		return true;
	case ACTION_BACK:
		list_select(list, list->selected - 1);
		return true;
	case ACTION_PAGE_DOWN:
		list_select(list, list->selected + page);
		return true;
	case ACTION_PAGE_UP:
		list_select(list, list->selected - page);
		return true;
	case ACTION_FIRST:
		list_select(list, 0);
		return true;
	case ACTION_LAST:
		list_select(list, list->count - 1);
		return true;
	default:
		return false;
	}
}

bool list_is_move(enum action action)
{
	struct list nowhere = { 0 };

	return list_act(&nowhere, action);
}

int list_rows(const struct list *list)
{
	int64_t left = list->count - list->top;

	return left < list->height ? (int)left : list->height;
}
