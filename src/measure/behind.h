/*
 * measure/behind.h - the records behind one figure
 *
 * Every complete record of the selection is in one of three parts: in the
 * numerator, in the denominator only, or left out, with the reason in words.
 * The parts add up to the complete records of the selection, and to the
 * numbers of the figure itself.
 *
 * Owns      the list is the caller's, to behind_free(); the form of the
 *           question is borrowed for the call.
 * Fails     whatever the store says.
 * Costs     a visit of all records of the selection: not for every key.
 */
#ifndef MEASURE_BEHIND_H
#define MEASURE_BEHIND_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"

/* Which figure; fields and options by their names, over all versions. */
struct behind_question {
	enum behind_kind {
		BEHIND_MEASURE, /* the mean of the records' scores */
		BEHIND_ITEM,    /* one criterion */
		BEHIND_OPTION,  /* one option of a block */
		BEHIND_POSITIVE /* the positive outcome */
	} kind;
	const struct form *form; /* as the figures have it */
	int measure;             /* index, of a measure */
	int field;               /* index, of an item or a block */
	int option;              /* index, of an option */
};

enum behind_part {
	BEHIND_REST, /* in the denominator only: first, since it asks most */
	BEHIND_IN,   /* in the numerator; of a mean: in it */
	BEHIND_OUT
};

struct behind_record {
	struct record_head head;
	enum behind_part part;
	char *why; /* of OUT the reason, of a mean the score; or NULL */
};

struct behind {
	struct behind_record *items; /* by part, latest completed first */
	size_t count;
	size_t capacity;
	size_t parts[3]; /* how many in each */
};

CHECKED int behind_find(struct store *store, const struct catalogue *catalogue,
			const struct selection *selection,
			const struct behind_question *question,
			struct behind **out, struct err *err);
/* NULL is allowed. */
void behind_free(struct behind *behind);

#endif
