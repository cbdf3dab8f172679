/*
 * store/trajecten.h - the cases
 *
 * A traject is organisatie + code.  Its head (team, worker, first and last
 * day) is kept here for lists and follows the answers of the traject form; the
 * answers themselves are an ordinary record of that form.
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     ERR_EXISTS when organisatie + code is taken, ERR_NOTFOUND,
 *           ERR_INVALID (a code that is found in several organisations).
 */
#ifndef STORE_TRAJECTEN_H
#define STORE_TRAJECTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/uuid.h"
#include "form/answers.h"
#include "store/store.h"

/* All zeros is empty. */
struct traject {
	int64_t id; /* in this file; 0 when not stored */
	char *uuid;
	char *organisatie;
	char *code;
	char *team;       /* or NULL */
	char *medewerker; /* or NULL */
	char *started;    /* ISO day or moment, or NULL */
	char *ended;      /* ISO day, or NULL */
	char *changed;    /* ISO moment: last change of it or its records */
};

void traject_done(struct traject *traject);
void traject_copy(struct traject *to, const struct traject *from);

/*
 * Add one.  id and uuid of traject are set (uuid is made when NULL; who gives
 * one knows by trajecten_ids() that no other traject has it).  Names must be in
 * their lists.
 */
CHECKED int trajecten_add(struct store *store, struct traject *traject,
			  struct err *err);

/* Would that fail for another reason than that there is one of this code, or
 * that names are not in their lists? */
CHECKED int trajecten_may_add(struct store *store,
			      const struct traject *traject, struct err *err);

/* The uuids of all trajecten.  All zeros is none. */
struct traject_ids {
	unsigned char (*items)[UUID_BYTES]; /* sorted */
	size_t count;
	size_t capacity;
};

/* As they are now; reads all trajecten once. */
CHECKED int trajecten_ids(struct store *store, struct traject_ids *out,
			  struct err *err);
bool traject_ids_have(const struct traject_ids *ids, const char *uuid);
void traject_ids_done(struct traject_ids *ids);

CHECKED int trajecten_get(struct store *store, int64_t id, struct traject *out,
			  struct err *err);

/* organisatie may be NULL when the code is in one organisation only. */
CHECKED int trajecten_find(struct store *store, const char *organisatie,
			   const char *code, struct traject *out,
			   struct err *err);

/* From "ORGANISATIE/CODE" or "CODE". */
CHECKED int trajecten_named(struct store *store, const char *named,
			    struct traject *out, struct err *err);

/*
 * Change the head; records that are complete keep the names they were
 * completed with, and their `ended` follows.
 */
CHECKED int trajecten_update(struct store *store, const struct traject *traject,
			     struct err *err);

struct traject_list {
	struct traject *items;
	size_t count;
	size_t capacity;
};

/* What to list; all zeros is everything, latest change first. */
struct traject_query {
	const char *search; /* part of code, team or medewerker, or NULL */
	const char *organisatie, *team, *medewerker; /* or NULL */
	/* Not these: their ids with commas before, between and after; or NULL. */
	const char *except;
	int64_t offset;
	int64_t limit; /* 0: all */
	/* In the order of their ids, those after this one; NULL: latest first. */
	const int64_t *after;
};

/* total, when not NULL, gets how many there are without offset and limit. */
CHECKED int trajecten_list(struct store *store,
			   const struct traject_query *query,
			   struct traject_list *out, int64_t *total,
			   struct err *err);
void traject_list_done(struct traject_list *list);

/* Trajecten by their numbers.  All zeros is none. */
struct traject_numbers {
	int64_t *items;
	size_t count;
	size_t capacity;
};
void traject_numbers_done(struct traject_numbers *numbers);

/*
 * When nothing is waited for in a traject: it has a last day, no draft, and of
 * its own form and of each of some others a record that is about the traject as
 * a whole; and these days in its own form have an answer before some day.
 */
struct traject_settled {
	const char *form; /* that of the traject */
	const char **forms;
	size_t form_count;
	struct traject_day {
		const char *field;
		enum field_type type; /* that of the form */
		char before[DATE_ROOM];
	} * days;
	size_t day_count;
	/*
	 * Is nothing else waited for in one without a record of its own form,
	 * as those that are imported, when these days of its head ("started",
	 * "ended") are before some day?
	 */
	bool has_without;
	struct traject_day *head_days;
	size_t head_day_count;
};

/*
 * All others, of these names (all that are NULL), and apart those in which
 * nothing but their own form is waited for; both in order.  Goes through the
 * trajecten and through the indexes of their records once, and reads the days.
 * settled NULL: nobody knows, and all are among the others.
 */
CHECKED int trajecten_unsettled(struct store *store,
				const struct traject_query *names,
				const struct traject_settled *settled,
				struct traject_numbers *unsettled,
				struct traject_numbers *without,
				struct err *err);

/*
 * Read what a list with a text and nothing else goes through, which is kept in
 * memory until the file is another; such a list does it by itself.  Of 180,000
 * trajecten it takes some thirty milliseconds and ten megabytes.
 */
CHECKED int trajecten_search_ahead(struct store *store, struct err *err);

/* What is known so far of such a list.  All zeros is nothing. */
struct traject_seen {
	struct traject_numbers page; /* the first of those on the page */
	int64_t total;               /* how many were found */
	bool whole;                  /* and no other is there */
};

/*
 * The same list for who types.  It looks at `most` of the trajecten that were not
 * looked at before, or when the page is full before that at fewer; 0: at all,
 * until work is given up.  ERR_STOPPED when that was before it could begin.
 * What was found of this text, and of those it begins with, is kept.
 */
CHECKED int trajecten_seek(struct store *store,
			   const struct traject_query *query, size_t most,
			   struct traject_seen *out, struct err *err);

/*
 * For a search that cannot wait (base/work.h): what is found of that list, in
 * its order from the offset on, until work is given up.  Where that was nothing
 * at all, some whose code begins with the text, which an index finds.
 */
CHECKED int trajecten_some(struct store *store,
			   const struct traject_query *query,
			   struct traject_list *out, struct err *err);

/*
 * What is known of a traject by its form: the completed record, else the
 * draft, else what the head says.  answers_free() the result.
 */
CHECKED int trajecten_answers(struct store *store,
			      const struct form *traject_form, int64_t id,
			      struct answers **out, struct err *err);

/*
 * The same for who asks only some fields of the form (one bool for each), and no
 * remarks, reasons or what a client typed.  Other answers may be there as well.
 */
CHECKED int trajecten_answers_asked(struct store *store,
				    const struct form *traject_form, int64_t id,
				    const bool *asked, struct answers **out,
				    struct err *err);

/* What the head alone says of its form; no more than that is answered. */
void trajecten_answer_head(const struct traject *traject,
			   struct answers *answers);

#endif
