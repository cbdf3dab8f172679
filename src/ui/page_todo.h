/*
 * ui/page_todo.h - what is to be done, and the warnings that were kept
 *
 * Two lists on one page.  For a worker they are of the own trajecten, for a
 * team lead of the team's, by the settings; where those name nobody, of all in
 * the file.
 *
 * The warnings stand in groups, by the question they are about or by traject,
 * the largest first; Enter opens a group.  For who sees only the own ones each
 * stands by itself at first.
 *
 * Owns      its lists.
 * Fails     never; what cannot be read is told on the message row.
 */
#ifndef UI_PAGE_TODO_H
#define UI_PAGE_TODO_H

#include "entry/due.h"
#include "entry/overruled.h"
#include "ui/app.h"
#include "ui/list.h"

enum todo_by {
	TODO_BY_KIND, /* the question */
	TODO_BY_TRAJECT,
	TODO_EACH /* no groups */
};

/* Some of the warnings, the youngest first. */
struct todo_group {
	const struct overruled **warnings; /* of page_todo.sorted */
	size_t count;
};

struct page_todo {
	struct page page;
	bool warnings; /* the second list is shown */
	struct due_list due;
	struct overruled_list overruled;
	enum todo_by by;
	const struct overruled **sorted; /* group by group */
	struct todo_group *groups;       /* none when each stands by itself */
	size_t group_count;
	const struct todo_group *inside; /* the one that is open; or NULL */
	struct list list;
	struct list outside; /* where one was among the groups */
};

/* Above the list: title, what there is, the heads of the columns. */
#define TODO_ROWS_FROM 3
/* Below it: an empty row, and two of the selected one. */
#define TODO_ROWS_BELOW 3

/* Whose trajecten it is about, as trajecten_list() takes it. */
struct traject_query page_todo_names(const struct app *app);

/* --- page_todo_group.c */

/* Put the warnings in groups anew; none of them is open then. */
void page_todo_sort(struct page_todo *page);
/*
 * The same with newer warnings, taken over; the group that was open stays so, or
 * where it is gone one is among the groups again.
 */
void page_todo_sort_again(struct page_todo *page, struct overruled_list *newer);
void page_todo_forget_groups(struct page_todo *page);
/* Are groups listed now? */
bool page_todo_shows_groups(const struct page_todo *page);
/* How many rows the list has now. */
size_t page_todo_count(const struct page_todo *page);
/* The warning on row i; of a group the youngest. */
const struct overruled *page_todo_warning(const struct page_todo *page,
					  size_t i);
/* In how many trajecten they are. */
size_t page_todo_trajecten(const struct todo_group *group);

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
/*
 * How many warnings there are and of what; of an open group what it is about;
 * NULL when there are none.
 */
char *view_todo_warnings(const struct page_todo *page);
/* Its question or its traject. */
char *view_todo_group(const struct page_todo *page,
		      const struct todo_group *group);
/* Where they are, or whose: "in 4 trajecten". */
char *view_todo_group_of(const struct page_todo *page,
			 const struct todo_group *group);
/* One group on a row of the list, and the heads above them. */
void view_todo_group_row(struct screen *s, int row,
			 const struct page_todo *page,
			 const struct todo_group *group, bool here);
void view_todo_group_heads(struct screen *s, const struct page_todo *page);
/* The row that has the focus. */
void view_todo_begin_row(struct screen *s, int row, bool here);

void view_todo(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
