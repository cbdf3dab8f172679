/*
 * report/summary.h - the figures of a selection, printed
 *
 * Text is for people: a sentence per measure, then the tables, each figure
 * with its n, its interval and its definition.  JSON is the form that other
 * programs read.  CSV is one long table with a header:
 *
 *   figure,by,group,name,n,met,rate,percent,low,high,interval,target,reached,
 *   verdict,benchmark,suppressed
 *
 *   figure      form, version, from, to, period, filter (what was selected, in
 *               name; for filter the list is in by), practice (1: of a file to
 *               practise with), records (name: complete,
 *               valid, invalid, draft), measure (the mean of record scores),
 *               pooled (all met of all scored), item, positive, undecided,
 *               block (how many answered), option; of a group or year
 *               valid; of a group complete, invalid, draft
 *               row_block and row_records (of a choice in a repeat: how many
 *               rows answered, and of how many records), row_option, scale
 *               (the mean stands in rate), scale_value, share, step (positive
 *               outcome by the number met of another measure), steps_below and
 *               steps_from, reason (records that do not count, by rule), came
 *               (of what was due by the programme), late, running, days_median,
 *               days_mean and days_most (the days stand in rate)
 *               Of the other selection, beside it: compare_from, compare_to
 *               and compare_filter; FIGURE_difference, own less other (rate),
 *               in points of a per cent (percent), and whether it is more than
 *               chance (verdict: verschil or toeval)
 *   by, group   empty for the whole selection; organisatie, team or
 *               medewerker and its name; year and the year; version and
 *               YEAR@VERSION; month and YEAR-MONTH; compare and what with
 *   name        of the measure or field; FIELD/OPTION for an option,
 *               FIELD/VALUE for a value of a scale, MEASURE/N for a step;
 *               of came and after it, the form
 *   n           what it is a share or mean of; met, how many of those
 *   rate        met/n, or the mean, as a fraction; percent, rounded exactly
 *   reached     1 or 0; suppressed 1 where a number is hidden
 *
 * A number without base is an empty cell.
 *
 * Owns      nothing.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "measure/figures.h"
#include "report/format.h"

/* catalogue gives the benchmarks; it may be NULL. */
CHECKED int report_summary(const struct figures *figures,
			   const struct catalogue *catalogue,
			   enum report_format format, FILE *out,
			   struct err *err);

#endif
