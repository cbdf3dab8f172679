/*
 * report/markup_private.h - writing HTML, with SVG in it, that cannot be broken
 *
 *	struct markup m = { .out = &buffer };
 *
 *	markup_open(&m, "p");
 *	markup_set(&m, "class", "quiet");
 *	markup_text(&m, name);
 *	markup_close(&m);
 *
 * What is opened is closed in order, so the result is well-formed as XML too.
 * Texts and values of attributes may be anything: what has a meaning in HTML
 * is escaped, control characters and those that turn the direction of writing
 * are shown as U+FFFD.  A per cent sign stays on the line of its number.
 *
 * Owns      nothing; the buffer and the names of elements are borrowed.
 * Fails     never.
 */
#ifndef REPORT_MARKUP_PRIVATE_H
#define REPORT_MARKUP_PRIVATE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/buffer.h"

#define MARKUP_DEPTH 32

struct markup {
	struct buffer *out;
	const char *open[MARKUP_DEPTH];
	int depth;
	bool in_tag; /* attributes can still be added */
};

void markup_open(struct markup *m, const char *element);

/* An attribute of the element that was opened last. */
void markup_set(struct markup *m, const char *name, const char *fmt, ...)
	PRINTF(3, 4);

void markup_text(struct markup *m, const char *text);
void markup_print(struct markup *m, const char *fmt, ...) PRINTF(2, 3);
void markup_close(struct markup *m);

/* A whole element; class and text may be NULL. */
void markup_put(struct markup *m, const char *element, const char *class,
		const char *text);

/* As markup_put(), and frees text. */
void markup_take(struct markup *m, const char *element, const char *class,
		 char *text);

/* An element that has no end, such as meta; attributes were set. */
void markup_close_empty(struct markup *m);

/* As it is: for constants of the program only. */
void markup_raw(struct markup *m, const char *text);

#endif
