/*
 * ui/page_trajecten.h - the list of trajecten, and making one
 *
 * Trajecten with a late form come first, the oldest of those on top, then
 * those with a draft, then all others by their last change; in a file of very
 * many all are by their last change.  Of the others only the rows that are
 * seen are read, with their state, once for all keys that were waiting; moving
 * within them reads nothing.
 *
 * A letter of a search shows the first that it finds, and how many there are when
 * that is known, in a moment or while no key comes.
 *
 * Owns      its rows and texts.
 * Fails     never; what cannot be read is told on the message row.
 */
#ifndef UI_PAGE_TRAJECTEN_H
#define UI_PAGE_TRAJECTEN_H

#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/lineedit.h"
#include "ui/list.h"
#include "ui/view_day.h"

struct trajecten_row {
	struct traject traject;
	/* As it is drawn, and drawn again with every key. */
	char *whose;
	char start[VIEW_DAY_ROOM], end[VIEW_DAY_ROOM];
	char *state; /* "klaar", "2 te doen", "34 dgn laat" */
	int late;    /* days that the oldest form is late; else 0 */
	enum style style;
};

struct page_trajecten {
	struct page page;
	struct list list;
	struct lineedit search;
	bool searching;  /* characters go to the search */
	bool searched;   /* for something else than what the rows are of */
	bool unfinished; /* not all of what fits it was found */
	int patience;    /* milliseconds that a search may take at once */
	bool in_list;    /* the arrows were used last */
	struct trajecten_row *rows; /* those in view */
	size_t row_count;
	int64_t rows_from;    /* the place of the first of them in the list */
	struct traject fresh; /* what is known of the one being made */
	/* What is due in the person's trajecten stands on top of the list. */
	char *due;      /* how much that is, in words; or NULL */
	int64_t *first; /* those trajecten, the oldest first */
	size_t first_count;
	char *first_ids; /* as in struct traject_query, or NULL */
	bool unlooked;   /* there are so many that nobody looked what is due */
	bool early;      /* the rows were read before there were any forms */
};

/* The list begins below the title, the search and the heads of the columns. */
#define TRAJECTEN_ROWS_FROM 3

/* Of those of these rows that have no state. */
void page_trajecten_find_states(struct app *app, struct trajecten_row *rows,
				size_t count);

/* --- page_trajecten_due.c */

/*
 * Look what is due, where that keeps nobody waiting; how many trajecten there
 * are, -1 when that is not known.
 */
int64_t page_trajecten_find_due(struct app *app, struct page_trajecten *page);
void page_trajecten_forget_due(struct page_trajecten *page);

/* Ask what a new traject needs, one question at a time, and make it. */
void page_trajecten_new(struct app *app, struct page_trajecten *page);

/* Show only those that hold this text; "" shows all. */
void page_trajecten_search(struct app *app, struct page_trajecten *page,
			   const char *text);

/* Whose it is, without what is the same for all of one's own; free() it. */
char *view_trajecten_who(const struct app *app, const struct traject *traject);

/* In what order they are when it was not looked what is due; free() it. */
char *view_trajecten_order(const struct app *app);

void view_trajecten(const struct app *app, const struct page *page,
		    struct screen *s);

#endif
