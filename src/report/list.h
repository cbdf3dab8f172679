/*
 * report/list.h - filled-in forms, listed one by one
 *
 * One line (text), one row (CSV) or one object (JSON) per record, with the head
 * of the record.  What was added is printed soon after, so that a long list is
 * nowhere in memory.
 *
 *	struct listing list = { .format = format, .out = out };
 *
 *	for each head, when the format is text: listing_measure(&list, head);
 *	for each head: code = listing_add(&list, head, &err);
 *	code = listing_end(&list, &err);
 *	listing_done(&list);
 *
 * The columns of a text are as wide as what was measured; a record that is
 * wider than those sticks out.
 *
 * Owns      its buffer, until listing_done(); the rest is borrowed.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_LIST_H
#define REPORT_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "report/format.h"
#include "store/records.h"

#define LISTING_COLUMNS 10

/* Of all but the first two members zeros is right. */
struct listing {
	enum report_format format;
	FILE *out;
	bool begun;
	struct buffer text; /* not printed yet */
	struct json json;
	int widths[LISTING_COLUMNS];
};

void listing_measure(struct listing *list, const struct record_head *head);
CHECKED int listing_add(struct listing *list, const struct record_head *head,
			struct err *err);
/* Also of nothing, which as text is nothing. */
CHECKED int listing_end(struct listing *list, struct err *err);
void listing_done(struct listing *list);

#endif
