/*
 * report/sentence.h - what a figure says, in one plain sentence
 *
 * For the text report and the screen.  A figure is held against its target
 * like this:
 *
 *   haalt     "haalt het doel": the whole interval is at or above it
 *   onder     "ligt onder het doel": the whole interval is below it
 *   onzeker   at or above, or below, "maar dat kan toeval zijn"; a figure that
 *             rounds to the target without reaching it is "net onder"
 *   no interval (one record): the figure, and that it is too little to judge
 *
 * What stands out is the criterion furthest under its target: of those whose
 * whole interval is below it; where there is none, of those not reached.
 *
 * Sentences end without full stop.  Nothing that is suppressed is in them.
 *
 * Owns      results are the caller's, to free().
 * Fails     never.
 */
#ifndef REPORT_SENTENCE_H
#define REPORT_SENTENCE_H

#include "measure/figures.h"

/* A number of records: "72", and "<5" where it is hidden. */
char *sentence_number(const struct figures *figures, int64_t number);

/* A field as people know it: "4b (its label)", or its label. */
char *sentence_field(const struct figures *figures, int field);

char *sentence_of_mean(const struct figures *figures,
		       const struct figure_measure *measure);

/* target in per cent, or -1: that of the item's measure. */
char *sentence_of_item(const struct figures *figures,
		       const struct figure_item *item, int target);

/* NULL when the form declares none. */
char *sentence_of_positive(const struct figures *figures);

/* "Er valt op: ..."; NULL when nothing does. */
char *sentence_that_stands_out(const struct figures *figures);

/* How many records there are and how many count. */
char *sentence_of_records(const struct figures *figures);

#endif
