/* ui/page_trajecten_due.c - what stands on top; see ui/page_trajecten.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "ui/page_todo.h"
#include "ui/page_trajecten.h"

/*
 * It is looked for at the start where that does not keep anybody waiting: of so
 * many trajecten, or of the person's own in a file of so many.  Else when asked.
 */
#define LOOKED_AT 200
#define LOOKED_THROUGH 20000

void page_trajecten_forget_due(struct page_trajecten *page)
{
	free(page->due);
	free(page->first);
	free(page->first_ids);
	page->due = NULL;
	page->first = NULL;
	page->first_ids = NULL;
	page->first_count = 0;
}

static bool is_first(const struct page_trajecten *page, int64_t id)
{
	for (size_t i = 0; i < page->first_count; i++)
		if (page->first[i] == id)
			return true;
	return false;
}

static void take_due(struct page_trajecten *page, const struct due_list *list)
{
	struct buffer ids = { 0 };

	page->due = view_todo_counts(list);
	page->first = alloc_new(list->count + 1, sizeof(*page->first));
	for (size_t i = 0; i < list->count; i++) {
		const struct due *due = &list->items[i];

		if ((due->kind != DUE_LATE && due->kind != DUE_DRAFT) ||
		    is_first(page, due->traject.id))
			continue;
		page->first[page->first_count++] = due->traject.id;
		buffer_print(&ids, "%s%lld,", ids.length ? "" : ",",
			     (long long)due->traject.id);
	}
	page->first_ids = ids.length ? buffer_take(&ids) : NULL;
}

int64_t page_trajecten_find_due(struct app *app, struct page_trajecten *page)
{
	struct traject_query names = page_todo_names(app);
	struct traject_query one = { .limit = 1 };
	struct traject_list found = { 0 };
	struct due_list list = { 0 };
	char today[DATE_ROOM];
	int64_t total = 0;

	page_trajecten_forget_due(page);
	if (!app->catalogue ||
	    trajecten_list(app->store, &one, &found, &total, NULL))
		return -1;
	traject_list_done(&found);
	page->unlooked =
		total > (names.organisatie || names.medewerker ? LOOKED_THROUGH
							       : LOOKED_AT);
	if (page->unlooked)
		return total;
	day_write(clock_today(), today);
	/* Without it the list is there all the same. */
	if (due_find(app->store, app->catalogue, &names, today, &list, NULL) ==
	    0)
		take_due(page, &list);
	due_list_done(&list);
	return total;
}
