/* ui/page_trajecten_states.c - the state of each traject, in a few words; see
 * ui/page_trajecten.h */
#include "config.h"

#include "ui/page_trajecten.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/todo.h"

static void count_states(const struct todo_list *list, int *late, int *drafts,
			 int *open, int *days)
{
	*late = *drafts = *open = *days = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct todo *todo = &list->items[i];

		*late += todo->days_late > 0;
		*drafts += todo->state == TODO_DRAFT || todo->correcting;
		*open += todo->state == TODO_TO_DO;
		if (todo->days_late > *days)
			*days = todo->days_late;
	}
}

static void set_state(struct trajecten_row *row, const struct todo_list *list)
{
	int late, drafts, open;

	count_states(list, &late, &drafts, &open, &row->late);
	row->style = STYLE_PLAIN;
	if (late > 0) {
		row->style = STYLE_BAD;
		/* TRANSLATORS: at most 12 columns with three digits */
		row->state = alloc_print(
			text_plural("%d day over", "%d days over", row->late),
			row->late);
	} else if (drafts > 0) {
		row->style = STYLE_WARN;
		row->state = alloc_text(_("draft"));
	} else if (open > 0) {
		row->state = alloc_print(_("%d to do"), open);
	} else {
		row->style = STYLE_GOOD;
		row->state = alloc_text(_("done"));
	}
}

/* Of all of these rows, or none. */
static int find_states_of(struct app *app, struct trajecten_row **rows,
			  size_t count, struct err *err)
{
	int64_t *ids = alloc_new(count + 1, sizeof(*ids));
	struct todo_list *lists = alloc_new(count + 1, sizeof(*lists));
	char today[DATE_ROOM];
	int code;

	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i]->traject.id;
	day_write(clock_today(), today);
	code = todo_open_of_trajecten(app->store, app->catalogue, ids, count,
				      today, lists, err);
	for (size_t i = 0; i < count && !code; i++) {
		set_state(rows[i], &lists[i]);
		todo_list_done(&lists[i]);
	}
	free(lists);
	free(ids);
	return code;
}

/* One that is damaged does not keep the others from being seen. */
static void find_one_by_one(struct app *app, struct trajecten_row **rows,
			    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct err err = { 0 };

		if (find_states_of(app, &rows[i], 1, &err) == 0)
			continue;
		app_fail(app, &err);
		rows[i]->state = alloc_text("?");
	}
}

void page_trajecten_find_states(struct app *app, struct trajecten_row *rows,
				size_t count)
{
	struct trajecten_row **unknown = alloc_new(count + 1, sizeof(*unknown));
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		/* Not yet: the first picture does not wait for the forms. */
		if (!rows[i].state && !app->catalogue)
			rows[i].state = alloc_text("");
		else if (!rows[i].state)
			unknown[found++] = &rows[i];
	}
	if (found > 0 && find_states_of(app, unknown, found, NULL))
		find_one_by_one(app, unknown, found);
	free(unknown);
}
