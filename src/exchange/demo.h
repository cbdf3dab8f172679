/*
 * exchange/demo.h - a file full of made-up trajecten and records
 *
 * Which forms, with which chances, for which made-up organisations, is said by
 * a plan (exchange/demo_plan.h): here is only how many and when.  The same
 * plan, seed and years give the same records, with the same ids and times.
 * The file is marked as a demo.
 *
 * Owns      nothing; the options are borrowed for the length of the call.
 * Fails     ERR_EXISTS when the file holds trajecten already; ERR_INVALID when
 *           the plan has mistakes, which are in the problems, or asks for
 *           records that the forms do not allow; else what the store says.
 *           After a failure nothing was written.
 */
#ifndef EXCHANGE_DEMO_H
#define EXCHANGE_DEMO_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/problem.h"
#include "form/catalogue.h"
#include "store/store.h"

struct demo_options {
	const char *plan; /* its text, of so many bytes */
	size_t plan_length;
	const char *plan_file; /* as the person knows it */
	size_t records;        /* that count */
	uint64_t seed;
	int first_year; /* 0: the last full calendar year */
	int last_year;
};

struct demo_result {
	size_t counting;
	size_t not_counting;
	size_t drafts;
	size_t others; /* records of other forms */
};

CHECKED int demo_fill(struct store *store, const struct catalogue *catalogue,
		      const struct demo_options *options,
		      struct problem_list *problems, struct demo_result *result,
		      struct err *err);

#endif
