/*
 * base/buffer.h - a text that grows
 *
 *	struct buffer b = { 0 };
 *
 *	buffer_print(&b, "%d van %d", met, scored);
 *	use(buffer_text(&b));
 *	buffer_done(&b);
 *
 * One that has a file to go to is written there in pieces as it grows, and
 * holds no more than the last of them.
 *
 * Owns      the buffer owns its bytes until buffer_take() hands them over; the
 *           file is borrowed.
 * Fails     never, but for the file: see buffer_flush().
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/attr.h"

/* All zeros is an empty text. */
struct buffer {
	char *bytes; /* terminated when not NULL */
	size_t length;
	size_t capacity;
	FILE *to;   /* or NULL */
	int failed; /* errno of the piece that the file refused; 0 */
};

void buffer_add(struct buffer *b, const char *text);
void buffer_add_part(struct buffer *b, const char *bytes, size_t length);
void buffer_add_byte(struct buffer *b, char byte);
void buffer_print(struct buffer *b, const char *fmt, ...) PRINTF(2, 3);
/* In digits, without the code that printf() takes, for what every key does. */
void buffer_add_number(struct buffer *b, int64_t number);

/* The text so far, never NULL; valid until the next change. */
const char *buffer_text(const struct buffer *b);

/* Hand the text over, to free(); the buffer is empty again.  Not with a file. */
char *buffer_take(struct buffer *b);

/* Make it empty but keep its room. */
void buffer_clear(struct buffer *b);

/*
 * Write what a text with a file still holds, and flush the file; 0, or the errno
 * of what it refused, after which nothing more is written.
 */
CHECKED int buffer_flush(struct buffer *b);

void buffer_done(struct buffer *b);

#endif
