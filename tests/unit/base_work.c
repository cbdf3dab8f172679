/* What base/work.h promises. */
#include "config.h"

#include "unit.h"

#include <string.h>
#include <time.h>

#include "base/text.h"
#include "base/work.h"

/* What was told last, and how often. */
struct heard {
	struct work_state state;
	int told;
	int wiped;
};

static void hear(void *of, const struct work_state *state)
{
	struct heard *heard = of;

	if (state) {
		heard->state = *state;
		heard->told++;
	} else {
		heard->wiped++;
	}
}

static void pause_for(long milliseconds)
{
	struct timespec t = { milliseconds / 1000,
			      milliseconds % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static void short_work_is_not_told(void **state)
{
	struct heard heard = { 0 };

	(void)state;
	work_tell_to(hear, &heard);
	work_begin("short", 100);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(work_at(i, NULL), 0);
	work_end();
	work_tell_to(NULL, NULL);
	assert_int_equal(heard.told, 0);
	assert_int_equal(heard.wiped, 0);
}

static void long_work_tells_how_far_it_is_and_wipes_it(void **state)
{
	struct heard heard = { 0 };

	(void)state;
	work_tell_to(hear, &heard);
	work_begin("long", 64);
	pause_for(400);
	assert_int_equal(work_at(16, NULL), 0);
	assert_int_equal(heard.told, 1);
	assert_string_equal(heard.state.what, "long");
	assert_int_equal(heard.state.done, 16);
	assert_int_equal(heard.state.total, 64);
	assert_int_equal(heard.state.left, -1);
	/* After more than a second for a quarter, three are left. */
	pause_for(700);
	assert_int_equal(work_at(16, NULL), 0);
	assert_int_equal(heard.told, 2);
	assert_in_range(heard.state.left, 3, 30);
	work_end();
	assert_int_equal(heard.wiped, 1);
	work_tell_to(NULL, NULL);
}

/* As the questions of one key after the other are. */
static void many_short_ones_are_no_long_work(void **state)
{
	struct heard heard = { 0 };

	(void)state;
	work_tell_to(hear, &heard);
	for (int i = 0; i < 16; i++) {
		work_forget();
		pause_for(100);
		assert_true(work_goes_on());
	}
	work_tell_to(NULL, NULL);
	assert_int_equal(heard.told, 0);
}

static void work_within_work_is_part_of_it(void **state)
{
	struct heard heard = { 0 };

	(void)state;
	work_tell_to(hear, &heard);
	work_begin("outer", 10);
	work_begin("inner", 1000);
	pause_for(400);
	assert_int_equal(work_at(160, NULL), 0);
	assert_int_equal(heard.state.total, 10);
	assert_int_equal(heard.state.done, 0);
	work_end();
	assert_int_equal(heard.wiped, 0);
	work_end();

	/* Where the outer one does not know, the inner one counts. */
	work_begin("outer", 0);
	work_begin(NULL, 32);
	pause_for(400);
	assert_int_equal(work_at(16, NULL), 0);
	assert_string_equal(heard.state.what, "outer");
	assert_int_equal(heard.state.total, 32);
	assert_int_equal(heard.state.done, 16);
	work_end();
	work_end();
	work_tell_to(NULL, NULL);
}

static void a_step_counts_however_deep_it_is(void **state)
{
	struct heard heard = { 0 };

	(void)state;
	work_tell_to(hear, &heard);
	work_begin("outer", 100);
	work_begin(NULL, 50);
	for (int i = 0; i < 40; i++)
		work_step();
	pause_for(400);
	assert_int_equal(work_at(16, NULL), 0);
	assert_int_equal(heard.state.done, 40);
	assert_int_equal(heard.state.total, 100);
	work_end();
	work_end();
	/* Where nothing is counted there are no steps. */
	work_step();
	work_tell_to(NULL, NULL);
}

static void what_is_to_stop_stops_at_the_next_thing(void **state)
{
	struct err err = { 0 };

	(void)state;
	work_begin(NULL, 10);
	assert_int_equal(work_at(1, &err), 0);
	assert_true(work_goes_on());
	work_stop();
	assert_true(work_is_stopped());
	assert_false(work_goes_on());
	assert_int_equal(work_at(2, &err), ERR_STOPPED);
	assert_string_equal(err.text, "Gestopt; er is niets veranderd");
	work_end();
	work_forget();
	assert_false(work_is_stopped());
	assert_int_equal(work_at(1, NULL), 0);
}

static bool is_third_time(void *of)
{
	int *times = of;

	return ++*times >= 3;
}

static void what_nobody_waits_for_is_given_up_and_not_told(void **state)
{
	struct heard heard = { 0 };
	int times = 0;

	(void)state;
	work_tell_to(hear, &heard);
	work_give_up_when(is_third_time, &times);
	work_begin("long", 100);
	assert_int_equal(work_at(0, NULL), 0);
	pause_for(400);
	assert_true(work_goes_on());
	assert_false(work_goes_on());
	assert_int_equal(work_at(16, NULL), ERR_STOPPED);
	work_end();
	work_give_up_when(NULL, NULL);
	/* It was not the person who stopped it. */
	assert_false(work_is_stopped());
	assert_true(work_goes_on());
	assert_int_equal(heard.told, 0);
	work_tell_to(NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_work_is_not_told),
		cmocka_unit_test(long_work_tells_how_far_it_is_and_wipes_it),
		cmocka_unit_test(many_short_ones_are_no_long_work),
		cmocka_unit_test(work_within_work_is_part_of_it),
		cmocka_unit_test(a_step_counts_however_deep_it_is),
		cmocka_unit_test(what_is_to_stop_stops_at_the_next_thing),
		cmocka_unit_test(
			what_nobody_waits_for_is_given_up_and_not_told),
	};

	return run_tests(tests);
}
