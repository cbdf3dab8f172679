/*
 * report/print_private.h - a finished text, to a file
 *
 * Owns      nothing.
 * Fails     ERR_SYSTEM, when the file refuses.
 */
#ifndef REPORT_PRINT_PRIVATE_H
#define REPORT_PRINT_PRIVATE_H

#include <stdio.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"

/* Write it and flush; ERR_SYSTEM when the system takes less than all. */
CHECKED int print_all(const struct buffer *text, FILE *out, struct err *err);

#endif
