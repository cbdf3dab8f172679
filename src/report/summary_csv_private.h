/*
 * report/summary_csv_private.h - the parts of a summary in CSV
 *
 * Owns      nothing; the buffer is the caller's.
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
/* The mean of record scores, as its parts say; no target. */
void csv_add_mean_of(struct buffer *out, const struct csv_place *place,
		     const struct share *mean);
/* A bare number of records. */
void csv_add_count(struct buffer *out, const struct csv_place *place,
		   int64_t number);
/* A value that is no share, in the column rate. */
struct csv_value {
	int64_t n; /* over so many */
	bool known, suppressed;
	double value;
	bool has_interval;
	double low, high;
};

void csv_add_value(struct buffer *out, const struct csv_place *place,
		   const struct csv_value *value);

/* summary_csv_answers.c: row blocks, scales, shares, steps; reasons and
 * response. */
void csv_answers(struct buffer *out, const struct figures *f);
void csv_extras(struct buffer *out, const struct figures *f);

/* summary_compare.c; summary_csv.c */
void csv_comparison(struct buffer *out, const struct figures *f);

/* A difference: no base, a rate with its interval, and whether it is chance. */
struct csv_difference {
	bool known, suppressed;
	double value;
	bool has_points; /* in per cent */
	int points;
	bool has_interval;
	double low, high;
	const char *method;
	const char *verdict; /* or NULL */
};

void csv_add_difference(struct buffer *out, const struct csv_place *place,
			const struct csv_difference *difference);

#endif
