/*
 * base/same.h - are two texts the same, either of which may be absent?
 *
 * Absent is the same as absent only, not as empty.
 *
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

#endif
