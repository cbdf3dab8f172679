/*
 * ui/page_traject.h - one traject: what it needs, and how far that is
 *
 * Owns      its texts and its list.
 * Fails     never; what cannot be read is told on the message row.
 */
#ifndef UI_PAGE_TRAJECT_H
#define UI_PAGE_TRAJECT_H

#include "entry/todo.h"
#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/list.h"

struct page_traject {
	struct page page;
	struct traject traject;
	struct todo_list todo;
	struct list list;
};

/* Above the list: title, head, heads of columns; below it: the selected one. */
#define TRAJECT_ROWS_FROM 5
#define TRAJECT_ROWS_BELOW 4

/* What a form is called here; when it was or must be completed; free() it. */
char *view_traject_title(const struct todo *todo);
char *view_traject_when(const struct todo *todo);
/* What its state means; NULL when there is no more to say; free() it. */
char *view_traject_story(const struct todo *todo);

void view_traject(const struct app *app, const struct page *page,
		  struct screen *s);

#endif
