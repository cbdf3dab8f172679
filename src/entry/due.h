/*
 * entry/due.h - what is to be done, over all trajecten of a worker or a team
 *
 * Forms that should have been there, with how long ago; drafts; forms whose
 * time has come; and trajecten without a last day.  In that order, the oldest
 * first.
 *
 * Owns      the list owns its texts; forms are borrowed from the catalogue.
 * Fails     whatever the store says.
 * Costs     of a traject in which nothing can be waited for a step in some
 *           indexes: a million a second; of others their form is read.
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

struct due_list {
	struct due *items;
	size_t count, capacity;
	size_t counts[DUE_KINDS];
};

/* Of the trajecten of these names (all that are NULL); today is an ISO day. */
CHECKED int due_find(struct store *store, const struct catalogue *catalogue,
		     const struct traject_query *names, const char *today,
		     struct due_list *out, struct err *err);
void due_list_done(struct due_list *list);

#endif
