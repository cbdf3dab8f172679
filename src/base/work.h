/*
 * base/work.h - long work: how far it is, and whether it is to stop
 *
 * Who goes over many things says so here, and asks at each of them whether to
 * go on.  Who started the work hears now and then how far it is, with an
 * estimate of the time that is left, and can have it stopped.
 *
 *	work_begin(_("Reading"), count);
 *	for (i = 0; i < count && !code; i++) {
 *		code = work_at(i, &err);
 *		...
 *	}
 *	work_end();
 *
 * What is stopped undoes what it did, as after any failure.
 *
 * There is one of it, since there is one person who waits.
 *
 * Owns      nothing: what is told, and who hears of it, is borrowed.
 * Fails     work_at() with ERR_STOPPED, with a sentence for the person.
 */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"

struct work_state {
	const char *what;   /* or NULL */
	size_t done, total; /* total 0: nobody knows */
	int seconds;        /* since it began */
	int left;           /* seconds still to go; -1: nobody knows */
};

/*
 * Called some times a second, once the work has taken a while; with NULL when
 * what was told is over.
 */
typedef void work_teller(void *of, const struct work_state *state);

/* Who hears of it; NULL: nobody. */
void work_tell_to(work_teller *teller, void *of);

/*
 * A piece of work begins; what is borrowed until work_end().  Work within work
 * is part of it: the outermost that has a total is the one that counts, and
 * the outermost says what it is.
 */
void work_begin(const char *what, size_t total);
/* How far it is, and whether to go on. */
CHECKED int work_at(size_t done, struct err *err);
/* One more is done of the work that counts, however deep in it one is. */
void work_step(void);
void work_end(void);

/* Something else is to be shown: what was told is wiped. */
void work_hide(void);

/* As work_at() where nobody counts: false when it is to stop. */
bool work_goes_on(void);

/*
 * Work that nobody is to wait for: it fails with ERR_STOPPED as soon as this
 * says so, and nothing is told of it.  NULL: from here on work as it was.
 */
typedef bool work_check(void *of);
void work_give_up_when(work_check *check, void *of);

/* It is to stop: also for a handler of signals. */
void work_stop(void);
bool work_is_stopped(void);
/* It may go on again: what was stopped is over, and what nobody counted. */
void work_forget(void);
/* ERR_STOPPED with its sentence. */
int work_fail(struct err *err);

#endif
