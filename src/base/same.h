/*
 * base/same.h - are two texts the same, either of which may be absent?
 *
 * Absent is the same as absent only, not as empty, unless it says so.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef BASE_SAME_H
#define BASE_SAME_H

#include <stdbool.h>
#include <string.h>

static inline bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Of two that are there, where many are looked at and most begin otherwise. */
static inline bool same_key(const char *a, const char *b)
{
	return *a == *b && strcmp(a, b) == 0;
}

/* Here it is the same as empty, too. */
static inline bool same_or_empty(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

#endif
