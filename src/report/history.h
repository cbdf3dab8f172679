/*
 * report/history.h - the history of a record, in words
 *
 * Owns      what is marked so is the caller's, to free().
 * Fails     never; what is not known comes back as it is.
 */
#ifndef REPORT_HISTORY_H
#define REPORT_HISTORY_H

#include <stdbool.h>

#include "form/form.h"
#include "store/records.h"

/*
 * The same of this entry, with how it was verified: "verified (blind, 2
 * differences)".  free() it.
 */
char *history_deed_of(const struct history_entry *entry);

/*
 * A stored old or new value; "missing: NAME" is a reason.  Of a hidden one only
 * that the client gave it.  free() it.
 */
char *history_value(const struct field *field, const char *stored, bool hidden);

#endif
