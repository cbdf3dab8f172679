/*
 * store/names.h - the lists of organisations, teams and workers
 *
 * Three lists: "organisatie", "team" (of one organisatie), "medewerker" (of
 * one organisatie).
 *
 * Owns      lists are the caller's, to name_list_done().
 * Fails     ERR_INVALID (no such list, empty name), ERR_EXISTS, ERR_NOTFOUND.
 */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

struct name_list {
	char **items; /* sorted as people sort */
	size_t count;
	size_t capacity;
};

/* organisatie NULL or, for the list of organisations itself: all. */
CHECKED int names_of(struct store *store, const char *list,
		     const char *organisatie, struct name_list *out,
		     struct err *err);
void name_list_done(struct name_list *list);

CHECKED int names_has(struct store *store, const char *list,
		      const char *organisatie, const char *name, bool *out,
		      struct err *err);

/* Adding what is there already does nothing. */
CHECKED int names_add(struct store *store, const char *list,
		      const char *organisatie, const char *name,
		      struct err *err);

/* Everywhere in the file; ERR_EXISTS when to is in the list too. */
CHECKED int names_rename(struct store *store, const char *list,
			 const char *from, const char *to, struct err *err);

#endif
