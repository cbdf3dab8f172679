/* What base/ahead.h promises. */
#include "config.h"

#include "unit.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/ahead.h"

static struct ahead *begin(ahead_work *work, void *of)
{
	struct ahead *ahead = ahead_begin(work, of);

	assert_non_null(ahead);
	return ahead;
}

static void do_nothing(void *of, struct ahead *to)
{
	(void)of;
	(void)to;
}

/* Where there is one processor there is nobody. */
static bool is_somebody(void)
{
	struct ahead *ahead = ahead_begin(do_nothing, NULL);
	bool is = ahead != NULL;

	ahead_end(ahead);
	return is;
}

#define MESSAGES 20000

static void count(void *of, struct ahead *to)
{
	const int *from = of;

	for (int i = *from; i < *from + MESSAGES; i++)
		if (!ahead_send(to, &i, sizeof(i)))
			return;
}

static void messages_come_in_their_order(void **state)
{
	int from = 7;
	struct ahead *ahead = begin(count, &from);
	size_t length;
	const void *message;
	int expected = 7;

	(void)state;
	from = 1000; /* It has what was there when it began. */
	while ((message = ahead_take(ahead, &length))) {
		int number;

		assert_int_equal(length, sizeof(number));
		memcpy(&number, message, sizeof(number));
		assert_int_equal(number, expected++);
	}
	assert_int_equal(expected, 7 + MESSAGES);
	assert_null(ahead_take(ahead, &length));
	ahead_end(ahead);
}

#define LARGE 1000000

static void send_large(void *of, struct ahead *to)
{
	char *bytes = malloc(LARGE);

	(void)of;
	if (!bytes)
		return;
	memset(bytes, 'x', LARGE);
	for (size_t i = 1; i <= LARGE; i *= 10)
		if (!ahead_send(to, bytes, i))
			break;
	free(bytes);
}

static void a_message_may_be_larger_than_the_pipe(void **state)
{
	struct ahead *ahead = begin(send_large, NULL);
	size_t length;

	(void)state;
	for (size_t i = 1; i <= LARGE; i *= 10) {
		const char *message = ahead_take(ahead, &length);

		assert_non_null(message);
		assert_int_equal(length, i);
		assert_true(message[0] == 'x' && message[length - 1] == 'x');
	}
	assert_null(ahead_take(ahead, &length));
	ahead_end(ahead);
}

struct told {
	size_t before;
	volatile size_t after;
};

static void tell_unread(void *of, struct ahead *to)
{
	static char bytes[100000];
	struct told *told = of;

	told->before = ahead_unread(to);
	if (ahead_send(to, bytes, sizeof(bytes)))
		told->after = ahead_unread(to);
}

static void what_is_not_taken_yet_is_known(void **state)
{
	struct told *told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct ahead *ahead;
	size_t length;

	(void)state;
	assert_true(told != MAP_FAILED);
	told->before = 1;
	ahead = begin(tell_unread, told);
	while (!told->after)
		usleep(1000);
	assert_int_equal(told->before, 0);
	assert_true(told->after >= 100000);
	assert_non_null(ahead_take(ahead, &length));
	ahead_end(ahead);
	munmap(told, sizeof(*told));
}

static void never_end(void *of, struct ahead *to)
{
	(void)of;
	while (ahead_send(to, "x", 1))
		;
	for (;;)
		pause();
}

static void it_is_gone_when_it_is_not_needed(void **state)
{
	struct ahead *ahead = begin(never_end, NULL);
	size_t length;

	(void)state;
	assert_non_null(ahead_take(ahead, &length));
	ahead_end(ahead);
	ahead_end(NULL);
}

static void die(void *of, struct ahead *to)
{
	char bytes[100000] = { 0 };

	(void)of;
	if (ahead_send(to, bytes, sizeof(bytes)))
		raise(SIGKILL);
}

static void after_its_death_there_are_no_more(void **state)
{
	struct ahead *ahead = begin(die, NULL);
	size_t length;

	(void)state;
	assert_non_null(ahead_take(ahead, &length));
	assert_int_equal(length, 100000);
	assert_null(ahead_take(ahead, &length));
	ahead_end(ahead);
}

static void look_at_file(void *of, struct ahead *to)
{
	const int *file = of;
	bool open = fcntl(*file, F_GETFD) >= 0;

	if (!ahead_send(to, &open, sizeof(open)))
		return;
}

static void it_has_no_file_of_ours_open(void **state)
{
	int file = open("/dev/null", O_RDONLY);
	struct ahead *ahead = begin(look_at_file, &file);
	size_t length;
	const bool *open = ahead_take(ahead, &length);

	(void)state;
	assert_non_null(open);
	assert_false(*open);
	ahead_end(ahead);
	close(file);
}

static void with_one_processor_there_is_nobody(void **state)
{
	cpu_set_t before;
	cpu_set_t one;
	int from = 0;
	size_t processor = 0;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof(before), &before), 0);
	while (!CPU_ISSET(processor, &before))
		processor++;
	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	assert_null(ahead_begin(count, &from));
	assert_int_equal(sched_setaffinity(0, sizeof(before), &before), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_come_in_their_order),
		cmocka_unit_test(a_message_may_be_larger_than_the_pipe),
		cmocka_unit_test(what_is_not_taken_yet_is_known),
		cmocka_unit_test(it_is_gone_when_it_is_not_needed),
		cmocka_unit_test(after_its_death_there_are_no_more),
		cmocka_unit_test(it_has_no_file_of_ours_open),
		cmocka_unit_test(with_one_processor_there_is_nobody),
	};

	/* skip() of cmocka is a failure in TAP. */
	if (!is_somebody()) {
		puts("1..0 # SKIP nobody works ahead on one processor");
		return 0;
	}
	return run_tests(tests);
}
