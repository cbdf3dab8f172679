/*
 * ui/list.h - where one is in a list that may be longer than the screen
 *
 * Knows numbers only: how many there are, which one is selected, which one is
 * at the top of so many rows.  The selected one is always in view.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/action.h"

/* All zeros is an empty list. */
struct list {
	int64_t count;
	int64_t selected; /* 0 when there is none */
	int64_t top;
	int height;
};

/* How many there are and how many rows show them; keeps the place if it can. */
void list_size(struct list *list, int64_t count, int height);

/* Select this one, or the nearest there is; is it another than before? */
bool list_select(struct list *list, int64_t selected);

/*
 * NEXT, BACK, PAGE_DOWN, PAGE_UP, FIRST and LAST move; false for any other
 * action.
 */
bool list_act(struct list *list, enum action action);

/* Is it one of those moves? */
bool list_is_move(enum action action);

/* How many of its rows are in use. */
int list_rows(const struct list *list);

#endif
