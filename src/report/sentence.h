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
 * A short sentence stands beside a table or chart that says what the figure is
 * of: "12 van 17 (71 %), doel 80 %: het verschil kan toeval zijn".  Under
 * SENTENCE_FEW records it only says that these are too few to say anything.
 *
 * Sentences end without full stop.  Nothing that is suppressed is in them.
 *
 * Owns      results are the caller's, to free().
 * Fails     never.
 */
#ifndef REPORT_SENTENCE_H
#define REPORT_SENTENCE_H

#include "measure/compare.h"
#include "measure/figures.h"
#include "measure/run.h"

/* Under so many, a short sentence does not judge. */
#define SENTENCE_FEW 10

/* A number of records: "72", and "<5" where it is hidden. */
char *sentence_number(const struct figures *figures, int64_t number);

/* A field as people know it: "4b (its label)", or its label. */
char *sentence_field(const struct figures *figures, int field);

/* The label of a field, and why a record does not count (rule -1: another
 * rule), of no record in particular: what only a record has is "...". */
char *sentence_label(const struct figures *figures, int field);
char *sentence_rule(const struct figures *figures, int rule);

char *sentence_of_mean(const struct figures *figures,
		       const struct figure_measure *measure);

/* NULL when the form declares none. */
char *sentence_of_positive(const struct figures *figures);

/* "Er valt op: ..."; NULL when nothing does. */
char *sentence_that_stands_out(const struct figures *figures);

/* How many records there are and how many count. */
char *sentence_of_records(const struct figures *figures);

/* "gehaald", "onder", "onzeker"; "" for none. */
const char *sentence_verdict(enum verdict verdict);

/* Short sentences; target in per cent, or -1. */
char *sentence_short(const struct share *share, int target);

/* Which answer was given most often; NULL when nothing can be said. */
char *sentence_of_block(const struct figures *figures,
			const struct figure_block *block);

/* The mean and how many answered. */
char *sentence_of_scale(const struct figure_scale *scale);

char *sentence_of_share(const struct figures *figures,
			const struct figure_share *share);

/* Which special causes the rules of measure/run.h see, or none, or too few
 * points. */
char *sentence_of_run(const struct run *run);

/*
 * Measure m of the last year with a figure against the year before: further
 * apart than chance when their intervals do not touch.  NULL under two years.
 */
char *sentence_of_trend(const struct figures *figures, size_t m);

/* Which groups lie outside the funnel of measure m; NULL under two groups. */
char *sentence_of_funnel(const struct figures *figures, size_t m);

/*
 * Positive outcome under form->positive_from met and from there on; NULL when
 * the form does not ask for it.
 */
char *sentence_of_steps(const struct figures *figures);

/* The reasons why records do not count, most first; NULL when there are none. */
char *sentence_of_reasons(const struct figures *figures);

/*
 * Two selections side by side, after figures_add_comparison().  A difference is
 * judged as measure/compare.h says: "4 punten hoger; dat kan toeval zijn".
 */
char *sentence_of_comparison(const struct figures *figures);
char *sentence_own_side(const struct figures *figures);
char *sentence_other_side(const struct figures *figures);
char *sentence_compared_label(const struct figures *figures,
			      const struct compared *row);
/* "95 %", "7,4", "<5" or "-". */
char *sentence_compared_value(const struct figures *figures,
			      const struct compared *row,
			      const struct compared_side *side);
char *sentence_of_difference(const struct figures *figures,
			     const struct compared *row);
/* All of the last three. */
char *sentence_of_compared(const struct figures *figures,
			   const struct compared *row);
/* What more than chance is; not to be freed. */
const char *sentence_on_chance(void);

/* "2025", "2025 k2", "10-1-2025 – 31-3-2025"; NULL is all years. */
char *sentence_period(const char *from, const char *to);

/* 74 is "7,4"; in English "7.4". */
char *sentence_tenths(int64_t number);

char *sentence_of_arrival(const struct figure_arrival *arrival);

#endif
