/*
 * ui/line_summary_private.h - parts of the figures in words
 *
 * Owns      nothing, but the sentence it is given.
 * Fails     never.
 */
#ifndef UI_LINE_SUMMARY_PRIVATE_H
#define UI_LINE_SUMMARY_PRIVATE_H

#include "base/buffer.h"
#include "ui/page_summary.h"

/* A sentence of report/sentence.h as a line; frees it; nothing for NULL. */
void line_put_sentence(struct buffer *b, char *sentence);
/* Shares and scales. */
void line_put_answers(struct buffer *b, const struct figures *f);
/* Each measure from year to year, and from month to month. */
void line_put_months(struct buffer *b, const struct figures *f);
/* One criterion by years and months; false when the form has none such. */
bool line_put_item(struct buffer *b, const struct figures *f, int field);
void line_put_comparison(struct buffer *b, const struct figures *f);
void line_put_response(struct buffer *b, const struct page_summary *page);
/* The positive outcome by the number met. */
void line_put_steps(struct buffer *b, const struct figures *f);

#endif
