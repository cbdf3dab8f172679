/*
 * entry/due.h - what is to be done, over all trajecten of a worker or a team
 *
 * Forms that should have been there, with how long ago; drafts; forms whose
 * time has come; and trajecten without a last day.  In that order, the oldest
 * first.
 *
 * Whoever imports a file may have any number of trajecten of which nothing but
 * their own form is to be done.  These come last among the forms whose time has
 * come, in the order in which they came, and of them the list has the numbers
 * only: who shows rows looks at them first.
 *
 *	due_find(store, catalogue, &names, today, &list, &err);
 *	due_look(store, catalogue, &list, 40, 20, &err);
 *	for (i = 40; i < 60 && i < due_count(&list); i++)
 *		show(due_row(&list, i));
 *
 * Owns      the list owns its texts; forms are borrowed from the catalogue.
 * Fails     whatever the store says.
 * Costs     of a traject in which nothing can be waited for, or nothing but its
 *           own form, a step in some indexes: two million a second; of others
 *           their form is read.
 */
#ifndef ENTRY_DUE_H
#define ENTRY_DUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/store.h"
#include "store/trajecten.h"

enum due_kind {
	DUE_LATE,   /* past its day; also when it was begun */
	DUE_DRAFT,  /* begun, and not late */
	DUE_TO_DO,  /* its time has come */
	DUE_NO_END, /* the traject has no last day */
	DUE_KINDS
};

struct due {
	enum due_kind kind;
	struct traject traject;
	const struct form *form; /* DUE_NO_END: that of the traject */
	char *jeugdige;          /* key, or NULL */
	char *who;               /* "jeugdige J1 (14 jaar)", or NULL */
	bool begun;              /* there is a draft of it */
	char *day; /* the last day, or the first of the traject; or NULL */
	int days;  /* late, or since the first day; else 0 */
};

/* All zeros is empty. */
struct due_list {
	struct due *items;
	size_t count, capacity;
	/* Only their own form, DUE_TO_DO: behind so many of the items. */
	struct traject_numbers own;
	size_t own_from;
	/* Those of them that were looked at last, from this row on. */
	struct due *seen;
	size_t seen_from, seen_count;
	size_t counts[DUE_KINDS]; /* rows of each kind */
};

/* Of the trajecten of these names (all that are NULL); today is an ISO day. */
CHECKED int due_find(struct store *store, const struct catalogue *catalogue,
		     const struct traject_query *names, const char *today,
		     struct due_list *out, struct err *err);
void due_list_done(struct due_list *list);

/* How many rows there are. */
size_t due_count(const struct due_list *list);
/* Before due_row() of any of these rows, of which there may be fewer. */
CHECKED int due_look(struct store *store, const struct catalogue *catalogue,
		     struct due_list *list, size_t from, size_t count,
		     struct err *err);
/* NULL for one that was not looked at, or of a traject that is gone. */
const struct due *due_row(const struct due_list *list, size_t i);

#endif
