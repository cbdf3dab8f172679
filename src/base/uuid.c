/* base/uuid.c - see base/uuid.h */
#include "config.h"

#include "base/uuid.h"

#include <stdlib.h>
#include <string.h>
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

/* The first of the two digits of each byte; dashes stand between. */
static const unsigned char places[UUID_BYTES] = { 0,  2,  4,  6,  9,  11,
						  14, 16, 19, 21, 24, 26,
						  28, 30, 32, 34 };

/* One more than the value of a digit; 0 for what is none. */
static const unsigned char values[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

bool uuid_read(const char *text, unsigned char out[UUID_BYTES])
{
	/* Only this far is it known to go on. */
	if (strnlen(text, UUID_ROOM) != UUID_ROOM - 1 || text[8] != '-' ||
	    text[13] != '-' || text[18] != '-' || text[23] != '-')
		return false;
	for (int i = 0; i < UUID_BYTES; i++) {
		unsigned high = values[(unsigned char)text[places[i]]];
		unsigned low = values[(unsigned char)text[places[i] + 1]];

		if (!high || !low)
			return false;
		out[i] = (unsigned char)((high - 1) << 4 | (low - 1));
	}
	return true;
}

void uuid_write(const unsigned char bytes[UUID_BYTES], char out[UUID_ROOM])
{
	for (int i = 0; i < UUID_BYTES; i++) {
		out[places[i]] = digits[bytes[i] >> 4];
		out[places[i] + 1] = digits[bytes[i] & 0xF];
	}
	out[8] = out[13] = out[18] = out[23] = '-';
	out[UUID_ROOM - 1] = '\0';
}

bool uuid_is_valid(const char *text)
{
	unsigned char bytes[UUID_BYTES];

	return uuid_read(text, bytes);
}
