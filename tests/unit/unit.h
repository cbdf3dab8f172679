/*
 * unit.h - what every unit test includes first
 *
 * A test program is one group of promises:  return run_tests(tests).
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The tests of one program, reported as TAP; cmocka's own macro of this name is
 * a thing of the past. */
#undef run_tests
#define run_tests(tests)                                                       \
	(cmocka_set_message_output(CM_OUTPUT_TAP),                             \
	 cmocka_run_group_tests(tests, NULL, NULL))

/* Is the text this one?  It is freed. */
static inline void assert_says(char *text, const char *wanted)
{
	assert_non_null(text);
	assert_string_equal(text, wanted);
	free(text);
}

static inline void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("%s\nis not in\n%s", part, text);
}

static inline void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("%s\nis in\n%s", part, text);
}

#endif
