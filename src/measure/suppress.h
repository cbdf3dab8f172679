/*
 * measure/suppress.h - hiding small numbers in a version to share
 *
 * With threshold t, hidden are:
 *
 *  - a group, a year, a measure or a criterion with fewer than t records;
 *  - an option of a block when its count or its complement is under t, and
 *    a block that fewer than t records answered;
 *  - a number of records (complete, counting or not, draft) under t;
 *  - what would give these away (secondary suppression).
 *
 * What would give it away: wherever shown numbers add up to a shown total, at
 * least two are hidden or none, and those hidden make t or more together, so
 * that their sum tells nothing of fewer than t records.  Where two would not
 * do, the smallest number that still shows is hidden too.  Such sums are: the
 * groups and the selection, for their records and for each measure; the years
 * that the period touches and the selection, where what lies in those years
 * but outside the period counts as one more hidden number; a year and its
 * months; the options of a select_one and its answers; complete = counting +
 * not counting.  Where the period cuts a year in two and one of the two is
 * small, no year that it touches shows, and no month.  The form versions of a
 * year show all or not at all.
 *
 * Some numbers stand in two sums at once and show all or not at all: the items
 * of a measure over all rows of a table (over a year, for months and versions);
 * the values of a scale, whose mean is the second sum, and neither shows where
 * the mean lies so close to an end that it tells of a few; the answers in a
 * repeat, which are counted by the records they are from; the positive outcome
 * by number met, whose second sum is the pooled figure.  What nobody answered
 * may show as 0 in these, or is left out.  A share shows when its answers do,
 * or all others.  A table of one row that is the whole selection shows what
 * that shows.
 *
 * Of the response the groups of a form make its whole, by what was due and, for
 * the days, by what came; what still runs and the longest do not show.
 *
 * A measure of which a criterion is hidden is hidden too, with the groups and
 * years it could be added up from, and the positive outcome that rests on it:
 * from the mean, its interval and the other criteria that criterion can often
 * be worked out.  A criterion that nobody scored has no part in them and hides
 * nothing else.  How many records lack a score or an answer, and why, does not
 * show in a version to share at all.
 *
 * The reader is not told which numbers were hidden for their own sake and
 * which to cover another: two groups of 4 would otherwise be known by their
 * sum.  Two reports with different selections can still be subtracted; that
 * is for whoever shares them to see to.
 *
 * Owns      nothing: it changes the figures in place.
 * Fails     never.
 */
#ifndef MEASURE_SUPPRESS_H
#define MEASURE_SUPPRESS_H

#include "measure/figures.h"

/* Hide what must not show with figures->threshold; 0 hides nothing. */
void suppress(struct figures *figures);

#endif
