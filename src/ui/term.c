/* ui/term.c - see ui/term.h */
#include "config.h"

#include "ui/term.h"

#include <time.h>

int64_t term_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

bool term_is_late(void *until)
{
	const int64_t *then = until;

	return term_now() >= *then;
}
