/* What base/problem.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/problem.h"

#define LIMIT 200

static void assert_line(const struct problem *problem, const char *wanted)
{
	char *line = problem_line(problem);

	assert_string_equal(line, wanted);
	free(line);
}

static void a_problem_is_one_line_without_what_is_not_there(void **state)
{
	struct problem_list list = { 0 };

	(void)state;
	problem_add(&list, "f.yaml", 3, 4, "naam", "no %s", "label");
	problem_add(&list, NULL, 3, 4, NULL, "no");
	problem_add(&list, "f.yaml", 0, 0, NULL, "no");
	assert_line(&list.items[0], "f.yaml:3:4: naam: no label");
	assert_line(&list.items[1], "3:4: no");
	assert_line(&list.items[2], "f.yaml: no");
	problem_list_done(&list);
	problem_list_done(&list);
}

static void problems_are_put_in_the_order_of_the_input(void **state)
{
	struct problem_list list = { 0 };

	(void)state;
	problem_add(&list, "b", 1, 1, NULL, "4");
	problem_add(&list, "a", 2, 1, NULL, "3");
	problem_add(&list, "a", 1, 9, NULL, "1");
	problem_add(&list, "a", 1, 9, NULL, "2");
	problem_sort(&list);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.items[i].text[0], '1' + (int)i);
	problem_list_done(&list);
}

static void past_the_limit_they_are_counted(void **state)
{
	struct problem_list list = { 0 };

	(void)state;
	for (int i = 0; i < LIMIT + 5; i++) {
		assert_int_equal(problem_list_is_full(&list), i >= LIMIT);
		problem_add(&list, "f", i, 1, NULL, "no");
	}
	assert_int_equal(list.count, LIMIT);
	assert_int_equal(list.dropped, 5);
	problem_list_done(&list);
}

static void what_is_said_is_short_and_harmless(void **state)
{
	struct problem_list list = { 0 };
	char *longer = malloc(100001);

	(void)state;
	memset(longer, 'x', 100000);
	longer[100000] = '\0';
	problem_add(&list, "f", 1, 1, longer, "no \"%s\"", longer);
	problem_add(&list, "f", 1, 1, "a\x1B]0;b\a", "no \"%s\"", "\x9B\n");
	assert_true(strlen(list.items[0].field) < 1000);
	assert_true(strlen(list.items[0].text) < 1000);
	assert_string_equal(list.items[1].field,
			    "a\xEF\xBF\xBD]0;b\xEF\xBF\xBD");
	assert_string_equal(list.items[1].text, "no \"\xEF\xBF\xBD \"");
	problem_list_done(&list);
	free(longer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_problem_is_one_line_without_what_is_not_there),
		cmocka_unit_test(problems_are_put_in_the_order_of_the_input),
		cmocka_unit_test(past_the_limit_they_are_counted),
		cmocka_unit_test(what_is_said_is_short_and_harmless),
	};

	return run_tests(tests);
}
