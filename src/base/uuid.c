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

bool uuid_is_valid(const char *text)
{
	for (int i = 0; i < 36; i++) {
		bool digit = (text[i] >= '0' && text[i] <= '9') ||
			     (text[i] >= 'a' && text[i] <= 'f');
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : !digit)
			return false;
	}
	return text[36] == '\0';
}
