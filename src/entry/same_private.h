/*
 * entry/same_private.h - are two texts, either of which may be absent, the same?
 */
#ifndef ENTRY_SAME_PRIVATE_H
#define ENTRY_SAME_PRIVATE_H

#include <stdbool.h>
#include <string.h>

static inline bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

#endif
