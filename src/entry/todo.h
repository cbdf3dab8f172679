/*
 * entry/todo.h - what a traject needs, and how far that is
 *
 * The traject form; the programme's forms, per traject or per jeugdige and
 * informant, under their conditions; the other forms at hand, but for those that
 * only a programme offers; and whatever else has records here; each with its
 * state.  Of a form that was begun its own
 * version is listed, else the version that the programme asks for, else the
 * newest.
 *
 * Owns      the list owns its texts; forms are borrowed from the catalogue.
 * Fails     whatever the store says.
 */
#ifndef ENTRY_TODO_H
#define ENTRY_TODO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

enum todo_state {
	TODO_COMPLETE,
	TODO_DRAFT,
	TODO_TO_DO,
	TODO_LATER, /* may not be filled in yet */
	TODO_OVERDUE,
	TODO_MISSED,     /* it did not come, and nobody waits for it any more */
	TODO_NOT_NEEDED, /* its condition does not hold */
	TODO_OPTIONAL    /* not in the programme; can be filled in */
};

struct todo {
	const struct form *form;
	char *jeugdige; /* key, or NULL */
	int age;        /* of that jeugdige, in years; -1: not known */
	enum todo_state state;
	bool correcting; /* complete, with a draft beside it */
	char *due;       /* ISO day it must be there, or NULL */
	int due_days;    /* that is so many days after the programme's day */
	int days_late;   /* past that day, waited for, not complete; else 0 */
	char *completed; /* ISO day, when complete */
	bool counts;     /* when complete */
	bool verified;   /* when complete */
	bool has_rules;  /* whether counting means anything for this form */
};

struct todo_list {
	struct todo *items;
	size_t count;
	size_t capacity;
};

/* The traject form comes first.  today is an ISO day. */
CHECKED int todo_of_traject(struct store *store,
			    const struct catalogue *catalogue, int64_t traject,
			    const char *today, struct todo_list *out,
			    struct err *err);
/*
 * Of each of these only what is open: what was begun, corrections too, and what
 * has to be done, later or already too late; in a quarter of the time.  Whether
 * what is corrected counts and when it was completed is not told.  out has room
 * for count.
 */
CHECKED int todo_open_of_trajecten(struct store *store,
				   const struct catalogue *catalogue,
				   const int64_t *trajecten, size_t count,
				   const char *today, struct todo_list *out,
				   struct err *err);
void todo_list_done(struct todo_list *list);

/* "jeugdige 1 (14 jaar)"; NULL when it is about no jeugdige.  free() it. */
char *todo_who(const struct todo *todo);

/* In one word, translated: "te doen". */
const char *todo_state_text(enum todo_state state);

#endif
