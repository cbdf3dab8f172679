/*
 * exchange/csv_export.h - records of one form as CSV
 *
 * UTF-8, no BOM, LF, RFC 4180, a header line; the columns of
 * exchange/columns.h, for the versions that have records in the selection (the
 * newest one when there are none).  Completed records first, version by
 * version, newest first; then drafts.  Answers that are not relevant are not
 * there.
 *
 * The file is read twice: once to know which columns are in use, once to
 * write.  Rows go to the stream one by one, so memory does not grow with their
 * number.
 *
 * Fails     ERR_INVALID for a practice file, whose records never leave it;
 *           ERR_NOTFOUND (no such form); ERR_BUSY when another process
 *           changed the file in between; ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_CSV_EXPORT_H
#define EXCHANGE_CSV_EXPORT_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

/* rows, when not NULL, gets how many were written. */
CHECKED int csv_export(struct store *store, const struct catalogue *catalogue,
		       const struct selection *selection, FILE *out,
		       size_t *rows, struct err *err);

#endif
