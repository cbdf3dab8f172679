/*
 * report/summary_private.h - the faces of a summary, each into a buffer
 *
 * Fails     never.
 */
#ifndef REPORT_SUMMARY_PRIVATE_H
#define REPORT_SUMMARY_PRIVATE_H

#include "base/buffer.h"
#include "form/catalogue.h"
#include "measure/figures.h"

/* "complete", "valid", "invalid", "draft": a name and a number each. */
#define SUMMARY_COUNTS 4

struct summary_count {
	const char *name;
	int64_t number;
};

void summary_counts(const struct figures *figures,
		    struct summary_count out[SUMMARY_COUNTS]);

void summary_json(const struct figures *figures,
		  const struct catalogue *catalogue, struct buffer *out);
void summary_csv(const struct figures *figures, struct buffer *out);
void summary_text(const struct figures *figures, struct buffer *out);

#endif
