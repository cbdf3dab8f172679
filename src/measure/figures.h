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
 * says that it is suppressed.
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

struct tally; /* store/tally.h */

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
	bool known;      /* of > 0, and not suppressed */
	bool suppressed; /* hidden: show nothing of it */
	int percent;
	double rate;
	bool has_interval;
	double low, high;
	bool reached; /* the exact value is at or above the target */
	enum verdict verdict;
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
	bool reached;
	enum verdict verdict;
};

struct figure_item {
	int field;
	struct share share;
	int64_t missing; /* with a missing reason */
	int64_t empty;   /* neither: not answered, or not asked */
	int benchmark;   /* per cent, or -1 */
};

struct figure_measure {
	int measure; /* index in the form */
	int target;  /* per cent; -1 when none */
	struct mean mean;
	size_t item_count;
	struct figure_item *items;
	int benchmark; /* per cent, or -1 */
};

struct figure_option {
	const struct option *option;
	struct share share; /* of the records that answered the block */
	int benchmark;      /* per cent, or -1 */
};

struct figure_block {
	int field;
	int64_t answered;
	int64_t missing;
	bool suppressed; /* answered is hidden too */
	size_t option_count;
	struct figure_option *options;
};

struct figure_group {
	char *value;
	int64_t valid;
	bool suppressed;
	size_t measure_count;
	struct mean *measures;
};

struct figures {
	const struct form *form;
	size_t version_count;
	char **versions;
	char *from, *to; /* ISO days, or NULL */
	bool by_ended;
	char *organisatie, *team, *medewerker; /* the filter, or NULL */
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

/*
 * Count and compute.  The selection's form is looked up in the catalogue, all
 * versions unless it names one; versions that only the file knows must have
 * been added to the catalogue.  threshold 0 hides nothing.
 */
CHECKED int figures_of(struct store *store, const struct catalogue *catalogue,
		       const struct selection *selection, int threshold,
		       struct figures **out, struct err *err);
void figures_free(struct figures *figures);

#endif
