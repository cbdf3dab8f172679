/* base/uuid.c - see base/uuid.h */
#include "config.h"

#include "base/uuid.h"

#include <stdlib.h>
#include <sys/random.h>

#include "base/date.h"

static const char digits[] = "0123456789abcdef";

void uuid_make(int64_t milliseconds, uint64_t random_high, uint64_t random_low,
	       char out[UUID_ROOM])
{
	/* 48 bits of time, 4 of version, 12 random; 2 of variant, 62 random. */
	uint64_t high =
		(uint64_t)milliseconds << 16 | 0x7000 | (random_high & 0xFFF);
	uint64_t low = UINT64_C(1) << 63 | (random_low & (UINT64_MAX >> 2));
	int at = 0;

	for (int i = 0; i < 32; i++) {
		uint64_t half = i < 16 ? high : low;

		if (i == 8 || i == 12 || i == 16 || i == 20)
			out[at++] = '-';
		out[at++] = digits[half >> (60 - 4 * (i % 16)) & 0xF];
	}
	out[at] = '\0';
}

void uuid_new(char out[UUID_ROOM])
{
	uint64_t random[2];

	/* Up to 256 bytes come whole, once the system has begun. */
	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		abort();
	uuid_make(clock_milliseconds(), random[0], random[1], out);
}

/* A dash stands before these bytes. */
static bool is_after_dash(int byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

/* 0 to 15, or -1. */
static int value_of(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool uuid_read(const char *text, unsigned char out[UUID_BYTES])
{
	for (int i = 0; i < UUID_BYTES; i++) {
		int high;
		int low;

		if (is_after_dash(i) && *text++ != '-')
			return false;
		high = value_of(*text++);
		low = high < 0 ? -1 : value_of(*text++);
		if (low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return *text == '\0';
}

void uuid_write(const unsigned char bytes[UUID_BYTES], char out[UUID_ROOM])
{
	for (int i = 0; i < UUID_BYTES; i++) {
		if (is_after_dash(i))
			*out++ = '-';
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 0xF];
	}
	*out = '\0';
}

bool uuid_is_valid(const char *text)
{
	unsigned char bytes[UUID_BYTES];

	return uuid_read(text, bytes);
}
