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

struct tally_block {
	int field; /* a select_one or select_multiple that is in the summary */
	int64_t answered;
	int64_t missing;
	size_t option_count;
	int64_t *options;
};

/* The pairs of each measure over the records that count in one group. */
struct tally_group {
	char *value; /* name, or the year */
	int64_t valid;
	struct tally_pairs *measures; /* as many as the form has */
};

struct tally {
	const struct form *form;
	int64_t complete; /* complete or verified */
	int64_t valid;    /* of those: counts */
	int64_t draft;    /* by the day of their last change */
	size_t measure_count;
	struct tally_pairs *pairs; /* per measure */
	struct tally_item **items; /* per measure, per item */
	size_t block_count;
	struct tally_block *blocks;
	const char *group_by; /* "organisatie", "team", "medewerker" */
	size_t group_count;
	struct tally_group *groups; /* by name */
	size_t year_count;
	struct tally_group *years; /* whole file under the filter, by year */
	size_t version_count;
	char **versions; /* with records in the selection, newest first */
};

/*
 * Count.  forms are all versions to count, the first one giving the fields.
 * The period holds for everything but the years; the names hold for all.
 * Groups are by organisatie, by team when the selection has an organisatie, by
 * medewerker when it has a team.
 */
CHECKED int tally_count(struct store *store, const struct form *const *forms,
			size_t form_count, const struct selection *selection,
			struct tally **out, struct err *err);
void tally_free(struct tally *tally);

#endif
