/*
 * report/print_private.h - a text that goes to a file as it is made
 *
 *	struct buffer text = { .to = out };
 *
 *	buffer_add(&text, ...);
 *	return print_end(&text, err);
 *
 * Owns      nothing.
 * Fails     ERR_SYSTEM, when the file did not take all of it.
 */
#ifndef REPORT_PRINT_PRIVATE_H
#define REPORT_PRINT_PRIVATE_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"

/* Write the rest of text, flush its file, and free it. */
CHECKED int print_end(struct buffer *text, struct err *err);

#endif
