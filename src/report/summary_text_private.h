/*
 * report/summary_text_private.h - the parts of a summary for people
 *
 * Owns      nothing; a sentence that is put is freed.
 * Fails     never.
 */
#ifndef REPORT_SUMMARY_TEXT_PRIVATE_H
#define REPORT_SUMMARY_TEXT_PRIVATE_H

#include "base/buffer.h"
#include "measure/figures.h"

#define INDENT "  "

/* summary_text.c */

/* "-" where there is no base; nothing where it is hidden: its n says so. */
char *text_percent(bool known, bool suppressed, int percent);
char *text_number(bool known, int64_t number);
char *text_interval(bool has, double low, double high);

/* A sentence with its full stop, on a line; NULL prints nothing. */
void text_sentence(const char *indent, char *sentence, struct buffer *out);

/* summary_text_answers.c: each with its heading, or nothing. */
void text_steps(const struct figures *f, struct buffer *out);
void text_answers(const struct figures *f, struct buffer *out);
void text_group_items(const struct figures *f, struct buffer *out);

/* summary_text_trend.c */
void text_trend(const struct figures *f, struct buffer *out);
void text_extras(const struct figures *f, struct buffer *out);

/* summary_compare.c */
void text_comparison(const struct figures *f, struct buffer *out);

#endif
