/* What base/text.h and base/problem.h promise. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/problem.h"
#include "base/text.h"
#include "base/text_private.h"

static void dutch_is_the_language_unless_set(void **state)
{
	(void)state;
	assert_string_equal(text_language(), "nl");
	assert_string_equal(_("the disk is full"), "de schijf is vol");
	assert_true(text_set_language("en"));
	assert_string_equal(_("the disk is full"), "the disk is full");
	assert_false(text_set_language("de"));
	assert_false(text_set_language(""));
	assert_string_equal(text_language(), "en");
	assert_true(text_set_language("nl"));
}

static void an_unknown_text_comes_back(void **state)
{
	const char *unknown = "no such text in the program";

	(void)state;
	assert_ptr_equal(text_in_language(unknown), unknown);
	assert_string_equal(text_plural("one x", "many x", 1), "one x");
	assert_string_equal(text_plural("one x", "many x", 0), "many x");
	assert_string_equal(text_plural("one x", "many x", -1), "many x");
}

static void every_text_of_the_table_is_found(void **state)
{
	(void)state;
	assert_true(text_table_count > 20);
	for (size_t i = 0; i < text_table_count; i++) {
		const struct text_row *row = &text_table[i];

		const char *msgid = text_bytes + row->msgid;

		assert_ptr_equal(text_in_language(msgid),
				 text_bytes + row->one);
		if (i > 0)
			assert_true(strcmp(text_bytes + text_table[i - 1].msgid,
					   msgid) < 0);
	}
}

static void problems_are_sorted_by_their_place(void **state)
{
	struct problem_list list = { 0 };
	char *line;

	(void)state;
	problem_add(&list, "b", 1, 1, NULL, "five");
	problem_add(&list, "a", 3, 1, "x", "three %d", 3);
	problem_add(&list, "a", 3, 1, NULL, "four");
	problem_add(&list, "a", 1, 9, NULL, "two");
	problem_add(&list, NULL, 0, 0, "y", "one");
	problem_sort(&list);
	line = problem_line(&list.items[0]);
	assert_string_equal(line, "y: one");
	free(line);
	line = problem_line(&list.items[1]);
	assert_string_equal(line, "a:1:9: two");
	free(line);
	line = problem_line(&list.items[2]);
	assert_string_equal(line, "a:3:1: x: three 3");
	free(line);
	assert_string_equal(list.items[3].text, "four");
	assert_string_equal(list.items[4].text, "five");
	problem_list_done(&list);
	problem_list_done(&list);
}

static void problems_past_the_limit_are_counted(void **state)
{
	struct problem_list list = { 0 };

	(void)state;
	for (int i = 0; i < 250; i++)
		problem_add(&list, NULL, i, 0, NULL, "x");
	assert_int_equal(list.count, 200);
	assert_int_equal(list.dropped, 50);
	problem_list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dutch_is_the_language_unless_set),
		cmocka_unit_test(an_unknown_text_comes_back),
		cmocka_unit_test(every_text_of_the_table_is_found),
		cmocka_unit_test(problems_are_sorted_by_their_place),
		cmocka_unit_test(problems_past_the_limit_are_counted),
	};

	return run_tests(tests);
}
