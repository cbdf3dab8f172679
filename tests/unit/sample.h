/*
 * sample.h - a small form and made-up records, counted in the plainest way
 *
 * For tests of figures: the form has two measures of three items each
 * (uitvoering with a target of 80, uitkomst with the same, positive from two
 * met on, held against uitvoering), one select_one (gezin) and one
 * select_multiple (problemen), a scale (cijfer) and, in a repeat, one choice
 * (bereikt), of which a record has as many rows as it says, all answered alike.
 * Shares are of gezin, cijfer and bereikt.  The tally is counted here record by
 * record, not by store/tally.  A year's records have version 1.0 or 2.0.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "measure/figures.h"
#include "store/tally.h"

#define SAMPLE_ITEMS 6 /* the first three uitvoering, the others uitkomst */
#define SAMPLE_PER_MEASURE 3
#define SAMPLE_FAMILIES 4
#define SAMPLE_PROBLEMS 3
#define SAMPLE_GROUPS 5
#define SAMPLE_FIRST_YEAR 2021
#define SAMPLE_YEARS 4
#define SAMPLE_MARKS 5 /* of the scale, from 1 */
#define SAMPLE_GOALS 3 /* options of the choice in a repeat */

enum sample_score {
	NOT_MET,
	MET,
	UNSCORED,
	REASON /* unscored, with a missing reason */
};

struct sample_record {
	enum sample_score scores[SAMPLE_ITEMS];
	int family;    /* option, or -1: not answered */
	int problems;  /* bits, or -1: not answered */
	int group;     /* "team A" ... */
	int year;      /* from 0 */
	int month;     /* from 0 */
	bool old;      /* of version 1.0 where others are of 2.0 */
	int mark;      /* 1 .. SAMPLE_MARKS, or 0: not answered */
	int goals;     /* rows */
	int goal;      /* their answer */
	bool excluded; /* complete, but does not count */
	bool out_of_period;
};

extern const struct form sample_form;

/* sample_tally_free() the result. */
struct tally *sample_tally(const struct sample_record *records, size_t count);
void sample_tally_free(struct tally *tally);

/* All of them together; figures_free() them. */
struct figures *sample_figures(const struct sample_record *records,
			       size_t count, int threshold);

/* Below limit, and the same every time from the same state. */
unsigned sample_random(unsigned *state, unsigned limit);

#endif
