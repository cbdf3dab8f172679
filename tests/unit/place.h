/*
 * place.h - a directory of one's own for a test
 *
 * It stands in TMPDIR, which tests/apart.sh sets and looks into afterwards.
 *
 * Owns      place_new() gives what place_remove() frees.
 */
#ifndef PLACE_H
#define PLACE_H

#include "unit.h"

#include <stdlib.h>

#include "base/alloc.h"

static inline char *place_new(void)
{
	const char *parent = getenv("TMPDIR");
	char *place =
		alloc_print("%s/spoedpeil-XXXXXX", parent ? parent : "/tmp");

	assert_non_null(mkdtemp(place));
	return place;
}

/* With all that is in it. */
static inline void place_remove(char *place)
{
	char *command = alloc_print("rm -rf '%s'", place);

	assert_int_equal(system(command), 0);
	free(command);
	free(place);
}

#endif
