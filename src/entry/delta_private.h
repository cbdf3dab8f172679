/*
 * entry/delta_private.h - what two sets of answers to one form differ in
 *
 * For undoing, and for saving no more than what changed.  Where the number of
 * rows differs, all rows of that repeat are in it, before and after.
 *
 * Owns      the delta owns copies of the answers until delta_done().
 * Fails     never.
 */
#ifndef ENTRY_DELTA_PRIVATE_H
#define ENTRY_DELTA_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "form/answers.h"

struct delta_answer {
	int field, row;
	struct answer before, after;
};

/* All answers of a repeat, row after row. */
struct delta_cells {
	int rows;
	struct answer *answers;
};

struct delta_rows {
	int repeat;
	size_t width; /* fields in a row */
	struct delta_cells before, after;
};

/* All zeros is no difference. */
struct delta {
	struct delta_answer *answers;
	size_t count, capacity;
	struct delta_rows *rows;
	size_t rows_count, rows_capacity;
};

/* Remarks and reasons too. */
void delta_between(const struct answers *before, const struct answers *after,
		   struct delta *out);
bool delta_is_empty(const struct delta *delta);

/* Make answers what they were after it, or before it. */
void delta_apply(const struct delta *delta, struct answers *answers,
		 bool forward);
void delta_done(struct delta *delta);

#endif
