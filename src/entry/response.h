/*
 * entry/response.h - what was due by the programme, and what came
 *
 * Of every traject under the selection's names each form that the programme
 * asks for, with the last day of its term (entry/todo).  It is due when that
 * day lies in the selection's period and not after today; when today is
 * earlier, it still runs.
 *
 * Owns      a response is the caller's, to response_done(); all zeros is
 *           empty.  Names of forms are borrowed from the catalogue.
 * Fails     whatever the store says.
 * Costs     reads the traject form of each traject whose term may lie in the
 *           period: some thousands a second.
 */
#ifndef ENTRY_RESPONSE_H
#define ENTRY_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

/* How many came after so many days, the fewest days first.  All zeros: none. */
struct response_days {
	struct response_day {
		int64_t days;
		int64_t records;
	} * items;
	size_t count;
	size_t capacity;
};

void response_days_add(struct response_days *to, int64_t days, int64_t records);
void response_days_done(struct response_days *days);

/* One form in one group. */
struct response_row {
	const char *form;
	char *group; /* "" for trajecten without such a name */
	int64_t due;
	int64_t came;
	int64_t late;    /* of those that came, after the last day */
	int64_t running; /* not due yet; in none of the others */
	/* Of each that came: days from the day that the programme names to
	 * completion; below 0 is before it. */
	struct response_days days;
};

struct response {
	const char *group_by; /* "organisatie", "team", "medewerker" */
	size_t count;
	size_t capacity;
	struct response_row *rows; /* by form as in the programme, by group */
};

/*
 * Groups are by organisatie, by team when the selection has an organisatie, by
 * medewerker when it has a team.  Of the selection only the period and the
 * names are used; today is an ISO day.
 */
CHECKED int response_count(struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection, const char *today,
			   struct response *out, struct err *err);
void response_done(struct response *response);

/* One form that was due of one traject, or whose term still runs. */
struct response_case {
	const struct traject *traject; /* store/trajecten.h */
	const struct todo *todo;       /* entry/todo.h */
	const char *group;             /* "" for none */
	bool running;
};

typedef void response_visitor(void *of, const struct response_case *c);

/* Each of them, traject by traject; what is passed lives for the call. */
CHECKED int response_visit(struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection, const char *today,
			   response_visitor *visitor, void *of,
			   struct err *err);

#endif
