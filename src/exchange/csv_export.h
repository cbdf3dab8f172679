/*
 * exchange/csv_export.h - records of one form as CSV
 *
 * Plain: UTF-8, no BOM, LF, RFC 4180, a header line; the columns of
 * exchange/columns.h, every value as it is stored, so that it can be imported
 * again.
 *
 * For a spreadsheet: a BOM, semicolons, CRLF, a decimal comma, a blank between
 * day and time, and the label of an option or a reason instead of its name.  A
 * text that a spreadsheet would take for a formula gets an apostrophe before
 * it.  Such a file is for people, and is not imported again.
 *
 * Rows go to the stream one by one.
 *
 * Owns      nothing; the stream stays the caller's.
 * Fails     as outgoing_visit(); ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_CSV_EXPORT_H
#define EXCHANGE_CSV_EXPORT_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/outgoing.h"

enum csv_manner {
	CSV_PLAIN,
	CSV_SPREADSHEET
};

CHECKED int csv_export(struct outgoing *outgoing, enum csv_manner manner,
		       FILE *out, struct err *err);

#endif
