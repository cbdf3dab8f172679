/*
 * store/tally.h - counting the records of a selection, in one scan
 *
 * One aggregate function in C reads the columns of the typed table and counts;
 * nothing is divided here.  Versions of a form are counted together, by the
 * names of their fields; the fields are those of the form that is given
 * (normally the newest version), and an older version adds to those that it
 * has too.
 *
 * Owns      the tally is the caller's, to tally_free().
 * Fails     ERR_SYSTEM, ERR_BUSY.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "form/form.h"
#include "store/records.h"

/*
 * How often (scored, met) occurred among the records that count: index
 * scored * (items + 1) + met.
 */
struct tally_pairs {
	int items;
	int64_t *counts; /* (items + 1) * (items + 1) */
};

struct tally_item {
	int field; /* index in the form */
	int64_t scored;
	int64_t met;
	int64_t missing; /* with a missing reason */
	int64_t empty;   /* neither: not answered, or not asked */
};

/*
 * The answers to one field that is in the summary: a choice by its options, a
 * scale by its values from the first on.  Of a field in a repeat the answers in
 * all rows; records_of says in how many records each was given.  A value that
 * the scale of this version does not have is no answer.
 */
struct tally_block {
	int field;
	int64_t answered;
	int64_t missing;
	int64_t rows;    /* in a repeat: all rows, answered or not */
	int64_t records; /* in a repeat: with an answered row */
	size_t option_count;
	int64_t *options;
	int64_t *records_of; /* in a repeat: per option; else NULL */
};

/* What an item is in one record. */
enum tally_state {
	TALLY_EMPTY, /* neither: not answered, or not asked */
	TALLY_NOT_MET,
	TALLY_MET,
	TALLY_MISSING, /* with a missing reason */
	TALLY_ABSENT,  /* the form version of the record does not have it */
	TALLY_STATES
};

/* The records that count in one group: pairs and items of each measure. */
struct tally_group {
	char *value;         /* name; "2025"; "2025-03" */
	const char *version; /* of a part: borrowed from the form; else NULL */
	int64_t complete;    /* of a name only, as the next but one */
	int64_t valid;
	int64_t draft;                /* by the name of the traject */
	struct tally_pairs *measures; /* as many as the form has */
	/* Counts by tally_state of the items of all measures, in order:
	 * index tally_item_index() * TALLY_STATES + state. */
	int64_t *items;
};

/* What became of a record, against how much of another measure it met. */
enum tally_outcome {
	TALLY_NOT_POSITIVE,
	TALLY_UNDECIDED,
	TALLY_POSITIVE,
	TALLY_OUTCOMES
};

/* The id of a revision in hexadecimal, also of the layouts where it is a text. */
#define TALLY_ID_ROOM 73

struct tally {
	const struct form *form;
	int64_t complete; /* complete or verified */
	int64_t valid;    /* of those: counts */
	int64_t draft;    /* by the day of their last change */
	size_t measure_count;
	struct tally_pairs *pairs; /* per measure */
	struct tally_item **items; /* per measure, per item */
	size_t block_count;
	struct tally_block *blocks; /* choices outside repeats */
	size_t row_block_count;
	struct tally_block *row_blocks; /* choices in repeats */
	size_t scale_count;
	struct tally_block *scales; /* both */
	/* By the number met of form->positive_by, from 0: per tally_outcome;
	 * by_met_count is 0 when the form asks for none. */
	size_t by_met_count;
	int64_t *by_met;
	const char *group_by; /* "organisatie", "team", "medewerker" */
	size_t group_count;
	struct tally_group *groups; /* by name; also if none of it counts */
	size_t year_count;
	struct tally_group *years; /* whole file under the filter, by year */
	size_t month_count;
	struct tally_group *months; /* of the selection, by month */
	size_t part_count;
	struct tally_group *parts; /* the years, apart by form version */
	size_t version_count;
	char **versions; /* with records in the selection, newest first */
	/* What of the file is in it; for tally_refresh(). */
	int64_t seq;              /* the last revision */
	char last[TALLY_ID_ROOM]; /* and which one that was; "" for none */
	int64_t moved; /* another whenever a counted record is changed else */
};

/*
 * Bring *tally up to date; NULL is counted from the beginning.  forms are all
 * versions to count, the first one giving the fields; they and the selection
 * must be those that *tally was counted by.  The period holds for everything but
 * the years and their parts; the names hold for all.  Groups are by organisatie,
 * by team when the selection has an organisatie, by medewerker when it has a
 * team.
 *
 * When nothing but new records came since, only those are counted and added;
 * after a correction all is counted again.  After a failure *tally is as it was.
 */
CHECKED int tally_refresh(struct store *store, const struct form *const *forms,
			  size_t form_count, const struct selection *selection,
			  struct tally **tally, struct err *err);
void tally_free(struct tally *tally);
/* Of a tally whose other parts are still wanted: one list, to be NULL then. */
void tally_groups_free(struct tally_group *groups, size_t count,
		       size_t measures);

/* The place of item i of measure m among the items of all measures. */
size_t tally_item_index(const struct form *form, size_t m, size_t i);

#endif
