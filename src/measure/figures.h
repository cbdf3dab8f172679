/*
 * measure/figures.h - the figures of a selection, exact, ready to be printed
 *
 * From the counts of store/tally to shares, means and intervals.  Whoever
 * prints (screen, text, JSON, CSV) only prints what is here: the figure on the
 * screen is the figure in the file.
 *
 * A share is met / of.  `percent` is rounded half up, once, from the exact
 * fraction; `rate` is its nearest double, for printing.  Proportions have a
 * Wilson interval, means of record scores a normal one with s² over n - 1,
 * clipped to 0..1, none under n = 2; z = 1.959963984540054.
 *
 * What suppression hides (measure/suppress.h) is not in the figures any more:
 * a hidden number is FIGURE_HIDDEN, a hidden share or mean is not known and
 * says that it is suppressed.  Whoever prints must ask only `suppressed` and
 * `known`, and may print whatever is left.
 *
 * Two extras cost more than the one scan and are computed only when asked for:
 * why records do not count, and the response.
 *
 * Owns      figures are the caller's, to figures_free(); the form is borrowed.
 * Fails     as store/tally.
 */
#ifndef MEASURE_FIGURES_H
#define MEASURE_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

struct comparison; /* measure/compare.h */
struct fraction;   /* measure/fraction.h */
struct tally;      /* store/tally.h */

/* Stands where a number was that suppression hides. */
#define FIGURE_HIDDEN (-1)

enum verdict {
	VERDICT_NONE,     /* no target, or no interval to judge by */
	VERDICT_MET,      /* "haalt": low >= target */
	VERDICT_BELOW,    /* "onder": high < target */
	VERDICT_UNCERTAIN /* "onzeker" */
};

/* "haalt", "onder", "onzeker" (as in JSON); NULL for none. */
const char *verdict_name(enum verdict verdict);

/* met out of `of`; not known when of is 0. */
struct share {
	int64_t met;
	int64_t of;
	double rate;
	double low, high;
	int percent;
	enum verdict verdict;
	bool known;      /* of > 0, and not suppressed */
	bool suppressed; /* hidden: show nothing of it */
	bool has_interval;
	bool reached; /* the exact value is at or above the target */
};

/* The mean of record scores. */
struct mean {
	int64_t records;
	bool known;
	bool suppressed;
	double mean;         /* nearest double to the exact fraction */
	int percent;         /* from the exact fraction */
	struct share pooled; /* all met / all scored */
	bool has_interval;
	double low, high;
	bool has_deviation; /* from two records on */
	double deviation;   /* of the record scores: s, with n - 1 */
	bool reached;
	enum verdict verdict;
};

struct figure_item {
	int field;
	int benchmark; /* per cent, or -1 */
	struct share share;
	int64_t missing; /* with a missing reason */
	int64_t empty;   /* neither: not answered, or not asked */
};

struct figure_measure {
	int measure; /* index in the form */
	int target;  /* per cent; -1 when none */
	struct mean mean;
	struct fraction *exact; /* the mean; NULL: not known, or hidden */
	size_t item_count;
	struct figure_item *items;
	int benchmark; /* per cent, or -1 */
};

struct figure_option {
	const struct option *option;
	struct share share; /* of the records, or rows, that answered */
	int64_t records;    /* in a repeat: with such a row; else share.met */
	int benchmark;      /* per cent, or -1 */
};

/*
 * A choice.  In a repeat the answers of all rows are counted, and `records`
 * says how many records these are from.
 */
struct figure_block {
	int field;
	bool of_rows;
	int64_t records; /* with an answer; elsewhere the same as answered */
	int64_t answered;
	int64_t missing; /* with a missing reason */
	int64_t empty;   /* neither: not answered, or not asked */
	bool suppressed; /* answered is hidden too */
	size_t option_count;
	struct figure_option *options;
};

/*
 * A scale: how often each value was given, and the mean.  The distribution
 * alone may be suppressed, in all its shares, and the mean still show.
 */
struct figure_scale {
	int field;
	bool of_rows; /* as in figure_block */
	int64_t records, answered, missing, empty;
	bool suppressed; /* nothing of it shows */
	int from;        /* the first value */
	size_t value_count;
	struct share *values; /* of the answers: those of from, from + 1, ... */
	int64_t *value_records; /* in a repeat: with such a row; else met */
	bool known;             /* the mean; answered > 0 and not suppressed */
	double mean;
	int tenths; /* the mean in tenths, a half rounded up: 74 is 7.4 */
	bool has_interval; /* normal, clipped to the scale */
	double low, high;
	double deviation; /* s, with n - 1; where there is an interval */
};

/* What a form declares among its `shares`. */
struct figure_share {
	int share; /* index in the form */
	struct share part;
};

/* The records of a group, a year, a month, or a year in one form version. */
struct figure_group {
	char *value;   /* name; "2025"; "2025-03" */
	char *version; /* of a year in one version; else NULL */
	int64_t valid;
	/* Of a name: all that is complete, what of it does not count, drafts.
	 * With a threshold they are hidden, and a group is not there at all
	 * when none of it counts. */
	int64_t complete, invalid, draft;
	bool suppressed;
	size_t measure_count;
	struct mean *measures;
	/* Per measure, as many as it has; without a benchmark.  All of a
	 * measure are suppressed together, over all rows of a table. */
	struct figure_item **items;
	struct share positive; /* not known when the form has none */
};

/* Records with so many met of positive_by, and how many are positive. */
struct figure_step {
	int met; /* of `steps_below` and `steps_from`: -1 */
	struct share positive;
};

/* Records that do not count, because this rule is the first that fails. */
struct figure_reason {
	int rule; /* index in the form's rules; -1: of a version that is not
		   * at hand, or whose rules hold by now */
	int64_t records;
};

struct figures {
	const struct form *form;
	size_t version_count;
	char **versions;
	char *from, *to; /* ISO days, or NULL */
	bool by_ended;
	char *organisatie, *team, *medewerker; /* the filter, or NULL */
	bool practice; /* of a file to practise with: these count nowhere */
	int threshold; /* of suppression; 0 when nothing is hidden */
	int64_t complete, valid, invalid, draft;
	bool counts_suppressed; /* valid is hidden, and so is all else */
	size_t measure_count;
	struct figure_measure *measures;
	bool has_positive;
	int64_t undecided; /* counted as not positive */
	struct share positive;
	size_t block_count;
	struct figure_block *blocks;
	const char *group_by;
	size_t group_count;
	struct figure_group *groups;
	size_t year_count;
	struct figure_group *years;
	const struct benchmark *benchmark; /* measure/benchmark.h, or NULL */

	/* As blocks, of choices in a repeat. */
	size_t row_block_count;
	struct figure_block *row_blocks;
	size_t scale_count;
	struct figure_scale *scales;
	size_t share_count;
	struct figure_share *shares;

	/* The months of the selection that have records that count. */
	size_t month_count;
	struct figure_group *months;
	/* The years once more, apart by form version: by year, then version. */
	size_t part_count;
	struct figure_group *parts;

	/* Positive outcome by the number met of form->positive_by: one step
	 * for each number from 0 to all; and in two, below form->positive_from
	 * and from there on.  step_count is 0 where the form asks for none. */
	size_t step_count;
	struct figure_step *steps;
	struct figure_step steps_below, steps_from;

	/* After figures_add_reasons(): rules of which there is at least one
	 * record, in the order of the form; they add up to invalid. */
	bool has_reasons;
	size_t reason_count;
	struct figure_reason *reasons;

	struct figure_response *response; /* after figures_add_response() */
	struct comparison *comparison;    /* after figures_add_comparison() */
};

/* How one form of the programme came in, over all or in one group. */
struct figure_arrival {
	const char *form;   /* its name; borrowed from the catalogue */
	const char *group;  /* the group, or NULL: all of the selection */
	struct share came;  /* of those that were due; no verdict */
	int64_t late;       /* of those that came: after their term */
	int64_t running;    /* their term still runs; in none of the others */
	bool suppressed;    /* nothing of it shows */
	bool has_days;      /* some came, and it is not suppressed */
	int64_t days_half;  /* the median in half days: 7 is 3.5 days */
	int64_t days_tenth; /* the mean in tenths of a day, a half rounded up */
	int64_t days_most;  /* the longest; FIGURE_HIDDEN_DAYS when hidden */
};

#define FIGURE_HIDDEN_DAYS INT64_MIN

/*
 * What was due by the programme, in the period.  A record is due when the
 * condition of the programme holds for its traject and the last day of its
 * term lies in the period and not after today.  The days run from the day that
 * the programme names (`due: field`), mostly the last of the help, to
 * completion; below 0 is before it.
 */
struct figure_response {
	char *today;
	const char *group_by; /* "organisatie", "team", "medewerker" */
	size_t group_count;
	char **groups;
	size_t arrival_count; /* by form as in the programme: all, then groups */
	struct figure_arrival *arrivals;
};

/*
 * From counts to figures.  The names and days of the selection are copied;
 * the form of the tally and the catalogue's benchmarks are borrowed.
 * catalogue NULL: no benchmarks.
 */
struct figures *figures_compute(const struct tally *tally,
				const struct catalogue *catalogue,
				const struct selection *selection,
				int threshold);

/* The same, of a tally that is not needed any more and goes as it is read: both
 * as a whole take twice the memory. */
struct figures *figures_take(struct tally *tally,
			     const struct catalogue *catalogue,
			     const struct selection *selection, int threshold);

/*
 * Count and compute.  The selection's form is looked up in the catalogue, all
 * versions unless it names one; versions that only the file knows must have
 * been added to the catalogue.  threshold 0 hides nothing.
 */
CHECKED int figures_of(struct store *store, const struct catalogue *catalogue,
		       const struct selection *selection, int threshold,
		       struct figures **out, struct err *err);

/*
 * Why records do not count.  Each is worked out by the rules of its own form
 * version; a rule of another version is taken for the one of the same place and
 * text here, else it is -1.  With a threshold nothing is added: who lacks what
 * does not show in a version to share.
 */
CHECKED int figures_add_reasons(struct figures *figures, struct store *store,
				const struct catalogue *catalogue,
				const struct selection *selection,
				struct err *err);

/*
 * The response over the whole programme, whatever the form of the selection;
 * of the selection the period and the names hold.  today is an ISO day.
 */
CHECKED int figures_add_response(struct figures *figures, struct store *store,
				 const struct catalogue *catalogue,
				 const struct selection *selection,
				 const char *today, struct err *err);

/* All of these at once, as a report has them; nothing is suppressed. */
CHECKED int figures_of_all(struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection, const char *today,
			   struct figures **out, struct err *err);

/*
 * The same, and quicker when little came since: *tally is kept by the caller
 * between calls with the same selection, NULL at first, tally_free() at last.
 */
CHECKED int figures_refresh(struct store *store,
			    const struct catalogue *catalogue,
			    const struct selection *selection, int threshold,
			    struct tally **tally, struct figures **out,
			    struct err *err);
void figures_free(struct figures *figures);

/* Are there records of more than one version, over all years? */
bool figures_have_versions(const struct figures *figures);

#endif
