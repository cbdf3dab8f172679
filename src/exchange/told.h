/*
 * exchange/told.h - what goes out, stays or came in, told to a person
 *
 * The same sentences for a command and for a screen: one on each line, added
 * to a buffer.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef EXCHANGE_TOLD_H
#define EXCHANGE_TOLD_H

#include <stdbool.h>

#include "base/buffer.h"
#include "exchange/import_file.h"
#include "exchange/outgoing.h"
#include "exchange/package.h"

/* What stayed of one form, and why; purpose is NULL for none. */
void told_left_out(struct buffer *b, const struct left_out *left_out,
		   const char *purpose);

/* What leaves and what stays, before it is agreed to. */
void told_package(struct buffer *b, const struct package *package,
		  const struct package_options *options);

/*
 * How many rows of a file were new, changed, the same, refused.  Of a conflict
 * it says what decides, unless the person can be asked.
 */
void told_import(struct buffer *b, const struct import_report *report,
		 bool can_ask);

#endif
