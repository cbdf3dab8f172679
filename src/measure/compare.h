/*
 * measure/compare.h - the figures of two selections side by side
 *
 * The other selection is of the same form: the same names in another period,
 * wider names in the same period, of which the own records are a part then, or
 * the published figures.
 *
 * A difference is own less other, in points of a per cent, in tenths for the
 * mean of a scale; rounded once, a half away from 0, from the exact fractions.
 * Its 95 % interval:
 *
 *   share   the hybrid score interval of Newcombe (1998, method 10)
 *   mean    d ± z √(s²/n + s²/n), none where one of the two has under two
 *   part    own - other is (1 - n/N) (own - rest), so the interval of own
 *           against the rest of the other, times 1 - n/N
 *   published  none: the figure is taken as it was printed, to a whole per cent
 *
 * A difference is more than chance when its interval does not hold 0; against a
 * published figure when the own interval holds nothing that rounds to it.  With
 * fewer than COMPARE_FEW records on one side, or in the rest, it is not judged.
 *
 * In a version to share, what suppression hides on one side stays hidden, and
 * of the other selection so does what would tell of a few in the rest, that is
 * other less own: a measure with all its criteria, a choice of one with all its
 * options.  Against another period the years of the figures do not show any
 * more, since a year less two of its parts is a third.
 *
 * Owns      a comparison is the caller's, to comparison_free(); the figures
 *           that it was added to own theirs.  The form is borrowed.
 * Fails     ERR_INVALID when there is no such other selection; as store/tally.
 * Costs     three counts at most.
 */
#ifndef MEASURE_COMPARE_H
#define MEASURE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "measure/figures.h"
#include "store/records.h"
#include "store/store.h"

/* Under so many records on a side, a difference is not judged. */
#define COMPARE_FEW 10

enum compare_with {
	COMPARE_BEFORE,      /* the period just before, as long */
	COMPARE_YEAR,        /* the same period a year earlier */
	COMPARE_TEAM,        /* the team of this worker */
	COMPARE_ORGANISATIE, /* the organisation of this team or worker */
	COMPARE_ALL,         /* whatever the names */
	COMPARE_NATIONAL,    /* the published figures */
	COMPARE_PERIOD       /* two days that were given */
};

/* "before", "year", "team", "organisatie", "all", "national", "period". */
const char *compare_name(enum compare_with with);
/* The first six of these; a period has two days instead. */
bool compare_read(const char *name, enum compare_with *out);

struct compare_ask {
	enum compare_with with;
	char from[DATE_ROOM], to[DATE_ROOM]; /* of a period */
};

/* A selection that has its own days; not to be copied. */
struct compare_other {
	struct selection selection; /* its names are borrowed */
	char from[DATE_ROOM], to[DATE_ROOM];
};

/* The other selection; of the published figures it is the own one. */
CHECKED int compare_other(const struct selection *own,
			  const struct compare_ask *ask,
			  struct compare_other *out, struct err *err);

enum compared_what {
	COMPARED_MEASURE,
	COMPARED_ITEM,
	COMPARED_POSITIVE,
	COMPARED_OPTION,
	COMPARED_SCALE,
	COMPARED_SHARE
};

/* One figure of one selection. */
struct compared_side {
	bool known, suppressed;
	int64_t n;   /* FIGURE_HIDDEN; of a published figure 0 */
	int64_t met; /* of a mean 0 */
	double value;
	int percent; /* of a scale: tenths */
	bool has_interval;
	double low, high;
};

struct compared {
	enum compared_what what;
	int measure; /* index in the form, of the first three */
	int field;   /* index, of an item, an option or a scale */
	int option;  /* index in the field */
	int share;   /* index in the form */
	struct compared_side own, other;
	bool has_difference;
	double difference; /* own less other */
	int points;        /* of a per cent; of a scale: tenths */
	bool has_interval;
	double low, high;
	bool is_judged;
	bool more_than_chance;
};

struct comparison {
	const struct form *form;
	enum compare_with with;
	char *from, *to; /* of the other selection */
	char *organisatie, *team, *medewerker;
	const char *published; /* the period of the published figures */
	bool is_part;          /* the own records are among the others */
	bool is_same;          /* and there are no more of them */
	int64_t own, other;    /* records that count; FIGURE_HIDDEN */
	size_t count;
	struct compared
		*rows; /* measure, its items, ..; as the form has them */
};

/*
 * The figures of one selection twice: nothing is hidden, and what must be is.
 * Without a threshold they are the same.
 */
struct figures_both {
	struct figures *all;
	struct figures *shown;
};

/* other NULL: the published figures. */
struct comparison *comparison_of(enum compare_with with,
				 const struct figures_both *own,
				 const struct figures_both *other);
/* NULL is allowed. */
void comparison_free(struct comparison *comparison);

/* Count the other selection, and put it beside the figures of the own one. */
CHECKED int figures_add_comparison(struct figures *figures, struct store *store,
				   const struct catalogue *catalogue,
				   const struct selection *selection,
				   const struct compare_ask *ask,
				   struct err *err);

#endif
