/*
 * report/summary_json_private.h - the parts of a summary in JSON
 *
 * Owns      nothing; the JSON is the caller's.
 * Fails     never.
 */
#ifndef REPORT_SUMMARY_JSON_PRIVATE_H
#define REPORT_SUMMARY_JSON_PRIVATE_H

#include "base/json.h"
#include "measure/figures.h"

/* summary_json.c */

/* A number of records, or null where it is hidden. */
void json_put_count(struct json *j, const char *key, int64_t number);
void json_put_number(struct json *j, const char *key, bool known,
		     double number);
void json_put_percent(struct json *j, const char *key, bool known, int percent);
void json_put_suppressed(struct json *j, bool suppressed);
/* low, high, and by which method. */
void json_put_interval(struct json *j, bool has, double low, double high,
		       const char *method);
/* rate, percent and interval of a share, after its base. */
void json_put_share(struct json *j, const struct share *share);
void json_put_verdict(struct json *j, bool known, int target, bool reached,
		      enum verdict verdict);

/* summary_json_tables.c: groups and trend; trend_versions and months. */
void json_tables(struct json *j, const struct figures *f);
void json_more_tables(struct json *j, const struct figures *f);

/* summary_json_answers.c: what positive says more, row_blocks, scales, shares;
 * runs; reasons and response. */
void json_steps(struct json *j, const struct figures *f);
void json_answers(struct json *j, const struct figures *f);
void json_runs(struct json *j, const struct figures *f);
void json_extras(struct json *j, const struct figures *f);

/* summary_compare.c */
void json_comparison(struct json *j, const struct figures *f);

#endif
