/*
 * base/pack.h - numbers and texts in a row of bytes, for another process of ours
 *
 * What was put is taken in the same order.  The bytes never leave the machine,
 * nor the program: they are those of its memory, and are not checked.
 *
 *	pack_text(&out, "Zandhorn");         unpack(&in, bytes);
 *	pack_number(&out, 12);               name = unpack_text(&in);
 *	                                     n = unpack_number(&in);
 *
 * Owns      what is taken is borrowed from the bytes.
 * Fails     never.
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <stdint.h>

#include "base/buffer.h"

/* NULL differs from "". */
void pack_text(struct buffer *out, const char *text);
void pack_number(struct buffer *out, int64_t number);
void pack_real(struct buffer *out, double number);
void pack_bytes(struct buffer *out, const void *bytes, size_t length);

/* Where in the bytes one is. */
struct unpacking {
	const char *at;
};

const char *unpack_text(struct unpacking *in);
int64_t unpack_number(struct unpacking *in);
double unpack_real(struct unpacking *in);
/* As many as were put, where the caller knows how many. */
const void *unpack_bytes(struct unpacking *in, size_t length);

#endif
