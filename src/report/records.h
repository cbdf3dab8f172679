/*
 * report/records.h - filled-in forms, shown
 *
 * All of one record; text has the questions and the answers in words, with
 * remarks, reasons of missing and of overruling, and what was changed since.
 *
 * Owns      nothing; all that is given is borrowed for the call.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_RECORDS_H
#define REPORT_RECORDS_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "entry/rules.h"
#include "form/answers.h"
#include "form/form.h"
#include "report/format.h"
#include "store/records.h"

/* One record and what belongs to it. */
struct report_record {
	const struct form *form; /* its version */
	const struct record_head *head;
	const struct answers *answers;
	struct rules *rules; /* of these answers: skips what is not relevant
			      * and fills in texts; or NULL */
	const struct history *history; /* or NULL */
};

CHECKED int report_record(const struct report_record *record,
			  enum report_format format, FILE *out,
			  struct err *err);

#endif
