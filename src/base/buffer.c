/* base/buffer.c - see base/buffer.h */
#include "config.h"

#include "base/buffer.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Of a text with a file this much is kept before it is written. */
#define PIECE 16384

static void write_piece(struct buffer *b)
{
	errno = 0;
	if (!b->failed && b->length > 0 &&
	    fwrite(b->bytes, b->length, 1, b->to) != 1)
		b->failed = errno ? errno : EIO;
	buffer_clear(b);
}

/* What make_room() does when there is none. */
static void grow(struct buffer *b, size_t length)
{
	size_t needed;

	/* Before more is added: whoever adds may look at the last byte. */
	if (b->to && b->length >= PIECE)
		write_piece(b);
	if (length > SIZE_MAX / 4 - b->length) {
		/* More than can be: let it end as want of memory does. */
		b->bytes = alloc_resize(b->bytes, SIZE_MAX, 2);
		return;
	}
	needed = b->length + length + 1;
	if (needed <= b->capacity)
		return;
	if (needed < 2 * b->capacity)
		needed = 2 * b->capacity;
	if (needed < 64)
		needed = 64;
	b->bytes = alloc_resize(b->bytes, needed, 1);
	b->capacity = needed;
}

/* Room for length more bytes and their end. */
static void make_room(struct buffer *b, size_t length)
{
	if (length >= b->capacity - b->length)
		grow(b, length);
}

void buffer_add_part(struct buffer *b, const char *bytes, size_t length)
{
	make_room(b, length);
	if (length > 0)
		memcpy(b->bytes + b->length, bytes, length);
	b->length += length;
	b->bytes[b->length] = '\0';
}

void buffer_add(struct buffer *b, const char *text)
{
	buffer_add_part(b, text, strlen(text));
}

void buffer_add_byte(struct buffer *b, char byte)
{
	buffer_add_part(b, &byte, 1);
}

void buffer_add_number(struct buffer *b, int64_t number)
{
	char digits[20]; /* of the smallest, with its sign */
	size_t at = sizeof(digits);
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		digits[--at] = '-';
	buffer_add_part(b, digits + at, sizeof(digits) - at);
}

void buffer_print(struct buffer *b, const char *fmt, ...)
{
	va_list values, again;
	int length;

	va_start(values, fmt);
	va_copy(again, values);
	make_room(b, 32);
	length = vsnprintf(b->bytes + b->length, b->capacity - b->length, fmt,
			   values);
	if (length >= 0 && (size_t)length >= b->capacity - b->length) {
		make_room(b, (size_t)length);
		vsnprintf(b->bytes + b->length, b->capacity - b->length, fmt,
			  again);
	}
	if (length > 0)
		b->length += (size_t)length;
	b->bytes[b->length] = '\0';
	va_end(again);
	va_end(values);
}

const char *buffer_text(const struct buffer *b)
{
	return b->bytes ? b->bytes : "";
}

char *buffer_take(struct buffer *b)
{
	char *text = b->bytes ? b->bytes : alloc_text("");

	assert(!b->to);
	*b = (struct buffer){ 0 };
	return text;
}

void buffer_clear(struct buffer *b)
{
	b->length = 0;
	if (b->bytes)
		b->bytes[0] = '\0';
}

int buffer_flush(struct buffer *b)
{
	write_piece(b);
	errno = 0;
	if (!b->failed && fflush(b->to) != 0)
		b->failed = errno ? errno : EIO;
	return b->failed;
}

void buffer_done(struct buffer *b)
{
	free(b->bytes);
	*b = (struct buffer){ 0 };
}
