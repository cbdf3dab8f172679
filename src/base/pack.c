/* base/pack.c - see base/pack.h */
#include "config.h"

#include "base/pack.h"

#include <stdbool.h>
#include <string.h>

void pack_bytes(struct buffer *out, const void *bytes, size_t length)
{
	buffer_add_part(out, bytes, length);
}

/* Most of what is put is small, and there is room for it. */
static bool put_byte(struct buffer *out, uint64_t byte)
{
	if (byte >= 0x80 || out->capacity - out->length < 2)
		return false;
	out->bytes[out->length++] = (char)byte;
	out->bytes[out->length] = '\0';
	return true;
}

/* Seven bits a byte, the low ones first; the sign is the lowest of all. */
void pack_number(struct buffer *out, int64_t number)
{
	uint64_t left = (uint64_t)number << 1 ^ -(uint64_t)(number < 0);
	char bytes[10];
	size_t count = 0;

	if (put_byte(out, left))
		return;
	for (; left >= 0x80; left >>= 7)
		bytes[count++] = (char)(left | 0x80);
	bytes[count++] = (char)left;
	pack_bytes(out, bytes, count);
}

void pack_real(struct buffer *out, double number)
{
	pack_bytes(out, &number, sizeof(number));
}

/* Its length and one, and its bytes with their end; 0: there is none. */
void pack_text(struct buffer *out, const char *text)
{
	size_t length = text ? strlen(text) + 1 : 0;

	pack_number(out, (int64_t)length);
	if (text)
		pack_bytes(out, text, length);
}

const void *unpack_bytes(struct unpacking *in, size_t length)
{
	const char *bytes = in->at;

	in->at += length;
	return bytes;
}

int64_t unpack_number(struct unpacking *in)
{
	uint64_t number = 0;
	unsigned char byte;
	int shift = 0;

	do {
		byte = (unsigned char)*in->at++;
		number |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
	} while (byte & 0x80);
	return (int64_t)(number >> 1 ^ -(number & 1));
}

double unpack_real(struct unpacking *in)
{
	double number;

	memcpy(&number, unpack_bytes(in, sizeof(number)), sizeof(number));
	return number;
}

const char *unpack_text(struct unpacking *in)
{
	size_t length = (size_t)unpack_number(in);

	return length ? unpack_bytes(in, length) : NULL;
}
