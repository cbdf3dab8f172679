/*
 * report/summary_private.h - the faces of a summary, each into a buffer
 *
 * Owns      nothing; the buffer is the caller's.
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

/* What only some criteria of measure m have: no column for what none has. */
struct summary_extras {
	bool benchmark;
	bool unscored;
	bool spark;
	bool by_year; /* the sparks are; else by quarter */
};

struct summary_extras summary_find_extras(const struct figures *figures,
					  size_t m);

/* "ASH, version 3.0, 2.0"; free() it. */
char *summary_form_words(const struct figures *figures);

void summary_json(const struct figures *figures,
		  const struct catalogue *catalogue, struct buffer *out);
void summary_csv(const struct figures *figures, struct buffer *out);
void summary_text(const struct figures *figures, struct buffer *out);

#endif
