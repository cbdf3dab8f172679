/*
 * report/verified.h - who verified which records, and how
 *
 * One line (text), one row (CSV) or one object (JSON) per record.
 *
 * Owns      nothing; all that is given is borrowed for the call.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_VERIFIED_H
#define REPORT_VERIFIED_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "report/format.h"
#include "store/records.h"
#include "store/verifications.h"

/* of is about heads, one by one. */
CHECKED int report_verified(const struct record_head *heads,
			    const struct verification *of, size_t count,
			    enum report_format format, FILE *out,
			    struct err *err);

#endif
