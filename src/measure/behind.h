/*
 * measure/behind.h - the records behind one figure
 *
 * Every complete record of the selection is in one part: in the numerator, in
 * the denominator only, or left out, with the reason in words.  The parts add
 * up to the complete records of the selection, and to the numbers of the figure
 * itself; but a record where a client answered who did not agree that this is
 * seen stands apart, whatever it counts as.  Of answers in a repeat a record
 * with one such row is in the numerator, and the rows are counted beside.
 *
 * Drafts have one part only, and are by the day of their last change.
 *
 * Of the response the parts are what came, what did not, and what still runs;
 * together all that the programme asks for in the period.
 *
 * Owns      the list is the caller's, to behind_free(), with its texts; forms
 *           are borrowed from the catalogue.
 * Fails     whatever the store says; ERR_STOPPED (base/work.h).
 * Costs     a visit of all records of the selection: not for every key.
 */
#ifndef MEASURE_BEHIND_H
#define MEASURE_BEHIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"

/* Which figure; fields and options by their names, over all versions. */
struct behind_question {
	enum behind_kind {
		BEHIND_MEASURE,  /* the mean of the records' scores */
		BEHIND_RECORDS,  /* how many count */
		BEHIND_ITEM,     /* one criterion */
		BEHIND_OPTION,   /* one option of a choice */
		BEHIND_SCALE,    /* the mean of a scale */
		BEHIND_VALUE,    /* one value of it */
		BEHIND_SHARE,    /* one of the form's shares */
		BEHIND_POSITIVE, /* the positive outcome */
		BEHIND_STEP,     /* the same of those with so many met */
		BEHIND_RESPONSE, /* what came of what was due */
		BEHIND_DRAFTS    /* how many are in draft: none is complete */
	} kind;
	const struct form *form; /* as the figures have it */
	int measure;             /* index, of a measure */
	int field;               /* index, of an item, a choice or a scale */
	int option;              /* index, of an option; of a value: itself */
	int share;               /* index, of a share */
	int met_from, met_to;    /* of a step, both ends included */
	const char *due;         /* of the response: a form of the programme */
};

enum behind_part {
	BEHIND_REST, /* in the denominator only: first, since it asks most */
	BEHIND_IN,   /* in the numerator; of a mean: in it */
	BEHIND_OUT,
	BEHIND_HIDDEN /* in any of the three: the client answered */
};

struct behind_record {
	const struct form *form; /* its version */
	int64_t traject_id;
	enum behind_part part;
	const char *id; /* uuid; NULL for a draft of a new record */
	const char *traject;
	const char *organisatie;
	const char *team;      /* or NULL */
	const char *jeugdige;  /* or NULL */
	const char *completed; /* NULL for a draft, and what did not come */
	const char *changed;   /* of a draft; else NULL */
	const char
		*why; /* of OUT the reason, else the score, if any; or NULL */
	char *texts;  /* which has all of these */
};

struct behind {
	struct behind_record *items; /* by part, latest completed first */
	size_t count;
	size_t capacity;
	size_t parts[4]; /* how many in each */
	bool of_rows;    /* of answers in a repeat: */
	int64_t rows_met, rows_of;
};

/* The response is as it was on that day; today is an ISO day. */
CHECKED int behind_find(struct store *store, const struct catalogue *catalogue,
			const struct selection *selection,
			const struct behind_question *question,
			const char *today, struct behind **out,
			struct err *err);
/* NULL is allowed. */
void behind_free(struct behind *behind);

#endif
