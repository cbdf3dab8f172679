/*
 * ui/page_todo.h - what is to be done, and the warnings that were kept
 *
 * Two lists on one page.  For a worker they are of the own trajecten, for a
 * team lead of the team's, by the settings; where those name nobody, of all in
 * the file.
 *
 * Owns      its lists.
 */
#ifndef UI_PAGE_TODO_H
#define UI_PAGE_TODO_H

#include "entry/due.h"
#include "entry/overruled.h"
#include "ui/app.h"
#include "ui/list.h"

struct page_todo {
	struct page page;
	bool warnings; /* the second list is shown */
	struct due_list due;
	struct overruled_list overruled;
	struct list list;
};

/* Above the list: title, what there is, the heads of the columns. */
#define TODO_ROWS_FROM 3
/* Below it: an empty row, and two of the selected one. */
#define TODO_ROWS_BELOW 3

/* Is the person a team lead? */
bool page_todo_is_lead(const struct app *app);

/* Whose trajecten it is about, as trajecten_list() takes it. */
struct traject_query page_todo_names(const struct app *app);

/* --- in words, for every driver; free() them */

/* Whose it is about. */
char *view_todo_whose(const struct app *app);
/* "3 te laat, 1 concept, 2 zonder laatste dag"; NULL when there is nothing. */
char *view_todo_counts(const struct due_list *list);
/* "34 dagen te laat", "concept", "voor 12-3-2025", "loopt 45 dagen". */
char *view_todo_when(const struct due *due);
/* The form and whom it is about. */
char *view_todo_what(const struct due *due);
/* The question of a warning. */
char *view_todo_question(const struct overruled *o);

void view_todo(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
