/*
 * report/summary_csv_private.h - the parts of a summary in CSV
 *
 * Fails     never.
 */
#ifndef REPORT_SUMMARY_CSV_PRIVATE_H
#define REPORT_SUMMARY_CSV_PRIVATE_H

#include "base/buffer.h"
#include "measure/figures.h"

/* Where a row stands and what it is of. */
struct csv_place {
	const char *figure;
	const char *by, *group; /* NULL: the whole selection */
	const char *name;
};

/* summary_csv.c */

void csv_add_share(struct buffer *out, const struct csv_place *place,
		   const struct share *share, int target, int benchmark);
/* A bare number of records. */
void csv_add_count(struct buffer *out, const struct csv_place *place,
		   int64_t number);
/* A value that is no share, in the column rate; and with an interval. */
void csv_add_value(struct buffer *out, const struct csv_place *place, int64_t n,
		   bool known, double value, bool suppressed);
void csv_add_interval_value(struct buffer *out, const struct csv_place *place,
			    int64_t n, bool known, double value, bool has,
			    double low, double high, bool suppressed);

/* summary_csv_answers.c: row blocks, scales, shares, steps; reasons and
 * response. */
void csv_answers(struct buffer *out, const struct figures *f);
void csv_extras(struct buffer *out, const struct figures *f);

#endif
