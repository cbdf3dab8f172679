/*
 * sample.h - a small form and made-up records, counted in the plainest way
 *
 * For tests of figures: the form has two measures of three items each
 * (uitvoering with a target of 80, uitkomst with the same, positive from two
 * met on), one select_one (gezin) and one select_multiple (problemen).  The
 * tally is counted here record by record, not by store/tally.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "store/tally.h"

#define SAMPLE_ITEMS 6 /* the first three uitvoering, the others uitkomst */
#define SAMPLE_PER_MEASURE 3
#define SAMPLE_FAMILIES 4
#define SAMPLE_PROBLEMS 3
#define SAMPLE_GROUPS 5
#define SAMPLE_FIRST_YEAR 2021
#define SAMPLE_YEARS 4

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
	bool excluded; /* complete, but does not count */
	bool out_of_period;
};

extern const struct form sample_form;

/* sample_tally_free() the result. */
struct tally *sample_tally(const struct sample_record *records, size_t count);
void sample_tally_free(struct tally *tally);

#endif
