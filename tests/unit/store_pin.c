/* What store/pin.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "store/pin.h"

static void assert_same(const char *kept, const char *pin, bool wanted)
{
	struct err err = { 0 };
	bool same = !wanted;

	assert_int_equal(pin_compare(kept, pin, &same, &err), 0);
	assert_true(same == wanted);
}

static void only_the_same_pin_is_the_same(void **state)
{
	struct err err = { 0 };
	char *kept = NULL;

	(void)state;
	assert_int_equal(pin_keep("12-é4", &kept, &err), 0);
	assert_same(kept, "12-é4", true);
	assert_same(kept, "12-é5", false);
	assert_same(kept, "12-é", false);
	assert_same(kept, "", false);
	free(kept);
}

static void what_is_kept_does_not_show_it(void **state)
{
	struct err err = { 0 };
	char *one = NULL;
	char *other = NULL;

	(void)state;
	assert_int_equal(pin_keep("4711", &one, &err), 0);
	assert_int_equal(pin_keep("4711", &other, &err), 0);
	assert_lacks(one, "4711");
	assert_string_not_equal(one, other);
	assert_memory_equal(one, "$argon2id$", 10);
	free(one);
	free(other);
}

static void a_short_pin_is_refused(void **state)
{
	struct err err = { 0 };
	char *kept = NULL;

	(void)state;
	assert_int_equal(pin_keep("123", &kept, &err), ERR_INVALID);
	assert_int_equal(pin_keep("", &kept, &err), ERR_INVALID);
	assert_null(kept);
}

static void what_was_spoilt_in_the_settings_fits_no_pin(void **state)
{
	(void)state;
	assert_same("", "1234", false);
	assert_same("1234", "1234", false);
	assert_same("$argon2id$v=19$m=1,t=1,p=1$x$y", "1234", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_same_pin_is_the_same),
		cmocka_unit_test(what_is_kept_does_not_show_it),
		cmocka_unit_test(a_short_pin_is_refused),
		cmocka_unit_test(what_was_spoilt_in_the_settings_fits_no_pin),
	};

	return run_tests(tests);
}
