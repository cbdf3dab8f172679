/*
 * store/users_private.h - which programs have a file open
 *
 * As far as /proc shows them: those of the same person.
 *
 * Owns      the list is the caller's, to users_done().
 * Fails     users_refuse() alone; who is not seen is not in the list.
 */
#ifndef STORE_USERS_PRIVATE_H
#define STORE_USERS_PRIVATE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"

struct users {
	struct user {
		long process;
		char name[32];
	} * items;
	size_t count;
	size_t capacity;
};

void users_done(struct users *users);

/* Other processes than this one; how many there are. */
size_t users_find(const char *path, struct users *out);

/* "spoedpeil (123), sqlite3 (456)"; free() it. */
char *users_names(const struct users *users);

/* ERR_BUSY, with their names, when others have the file open. */
CHECKED int users_refuse(const char *path, struct err *err);

#endif
