/*
 * entry/around.h - what lies around a record, read from the file
 *
 * The answers of the traject form, without those that are not relevant, and
 * the row of one jeugdige in them; what struct surroundings borrows.
 *
 *	struct around around = { 0 };
 *
 *	around_load(store, catalogue, traject, "J1", today, &around, &err);
 *	rules_new(answers, &around.seen);
 *	around_done(&around);
 *
 * One struct can load one traject after another, always with the same function.
 *
 * Owns      the struct around owns its answers until around_done().
 * Fails     whatever the store says.
 */
#ifndef ENTRY_AROUND_H
#define ENTRY_AROUND_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "entry/rules.h"
#include "form/catalogue.h"
#include "store/store.h"
#include "store/trajecten.h"

/* All zeros is empty. */
struct around {
	struct surroundings seen;
	struct answers *traject;
	struct rules *rules; /* of the traject form; kept for a next load */
	bool *asked;         /* which of its fields are read; NULL: all */
};

/*
 * jeugdige NULL is none; today is an ISO day.  What out held before is gone,
 * also after a failure.
 */
CHECKED int around_load(struct store *store, const struct catalogue *catalogue,
			int64_t traject, const char *jeugdige,
			const char *today, struct around *out, struct err *err);

/*
 * The same for a list of what a traject needs: of its form only the answers that
 * the programme judges by, and when and about whom it is.
 */
CHECKED int around_load_asked(struct store *store,
			      const struct catalogue *catalogue,
			      int64_t traject, const char *today,
			      struct around *out, struct err *err);

/*
 * For who goes over many records of some forms: until around_done() what is loaded
 * is only what decides about a record of them.  Sentences of the form may want
 * more.
 */
void around_ask_for(struct around *around, const struct catalogue *catalogue,
		    const struct form *const *forms, size_t count);

/* The same for a traject that was just made, so that it has no more than this
 * head. */
void around_begin(const struct catalogue *catalogue, const struct traject *head,
		  const char *today, struct around *out);

/* The same for who asks nothing of the traject. */
void around_empty(const char *today, struct around *out);

void around_done(struct around *around);

/* The row of the jeugdige with this key; 0 when there is none. */
int around_row(const struct answers *traject, const char *jeugdige);

/* Another day for today(). */
void around_set_today(struct around *around, const char *today);

#endif
