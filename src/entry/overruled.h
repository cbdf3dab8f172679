/*
 * entry/overruled.h - checks that were overruled, with their reasons
 *
 * Of the completed records of a worker or a team, the youngest first.
 *
 * Owns      the list owns its texts; forms are borrowed from the catalogue.
 * Fails     whatever the store says.
 */
#ifndef ENTRY_OVERRULED_H
#define ENTRY_OVERRULED_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

struct overruled {
	struct record_head head;
	const struct form *form;
	int field;
	int row;
	char *message; /* what the check says; or NULL when it is silent now */
	char *reason;
};

struct overruled_list {
	struct overruled *items;
	size_t count, capacity;
};

/* Of the selection only the names and the period are used. */
CHECKED int overruled_find(struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection,
			   struct overruled_list *out, struct err *err);
void overruled_list_done(struct overruled_list *list);

#endif
