/* What ui/list.h promises. */
#include "config.h"

#include "unit.h"

#include "base/count.h"
#include "ui/list.h"

static void assert_in_view(const struct list *list)
{
	assert_true(list->top >= 0);
	assert_true(list->selected >= list->top);
	if (list->count > 0) {
		assert_true(list->selected < list->count);
		assert_true(list->selected < list->top + list->height);
	}
}

static void an_empty_list_has_nothing_to_move_in(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 0, 10);
	assert_true(list_act(&list, ACTION_NEXT));
	assert_true(list_act(&list, ACTION_LAST));
	assert_int_equal(list.selected, 0);
	assert_int_equal(list_rows(&list), 0);
}

static void the_selected_one_stays_in_view(void **state)
{
	static const enum action moves[] = { ACTION_LAST,      ACTION_BACK,
					     ACTION_PAGE_UP,   ACTION_PAGE_UP,
					     ACTION_NEXT,      ACTION_FIRST,
					     ACTION_PAGE_DOWN, ACTION_PAGE_DOWN,
					     ACTION_PAGE_DOWN, ACTION_PAGE_DOWN,
					     ACTION_BACK };

	(void)state;
	for (int count = 1; count < 30; count += 7) {
		struct list list = { 0 };

		list_size(&list, count, 5);
		for (size_t i = 0; i < COUNT(moves); i++) {
			assert_true(list_act(&list, moves[i]));
			assert_in_view(&list);
		}
	}
}

static void moving_stops_at_both_ends(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 3, 10);
	list_act(&list, ACTION_BACK);
	assert_int_equal(list.selected, 0);
	list_act(&list, ACTION_LAST);
	list_act(&list, ACTION_NEXT);
	assert_int_equal(list.selected, 2);
	assert_int_equal(list.top, 0);
	assert_int_equal(list_rows(&list), 3);
}

static void a_page_keeps_one_row_in_sight(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 100, 10);
	list_act(&list, ACTION_PAGE_DOWN);
	assert_int_equal(list.selected, 9);
	list_act(&list, ACTION_PAGE_DOWN);
	assert_int_equal(list.selected, 18);
	list_act(&list, ACTION_PAGE_UP);
	assert_int_equal(list.selected, 9);
}

static void a_list_that_shrinks_keeps_the_nearest(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 100, 10);
	list_select(&list, 90);
	list_size(&list, 20, 10);
	assert_int_equal(list.selected, 19);
	assert_int_equal(list.top, 10);
	assert_in_view(&list);
	list_size(&list, 20, 3);
	assert_in_view(&list);
	assert_int_equal(list.selected, 19);
}

static void selecting_says_whether_it_changed(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 3, 10);
	assert_true(list_select(&list, 1));
	assert_false(list_select(&list, 1));
	assert_true(list_select(&list, 99));
	assert_false(list_select(&list, 2));
	assert_true(list_select(&list, -5));
	assert_int_equal(list.selected, 0);
}

static void other_actions_are_not_the_lists(void **state)
{
	struct list list = { 0 };

	(void)state;
	list_size(&list, 3, 10);
	assert_false(list_act(&list, ACTION_OPEN));
	assert_false(list_act(&list, ACTION_NONE));
}

static void what_moves_is_known_without_a_list(void **state)
{
	(void)state;
	assert_true(list_is_move(ACTION_NEXT));
	assert_true(list_is_move(ACTION_BACK));
	assert_true(list_is_move(ACTION_PAGE_DOWN));
	assert_true(list_is_move(ACTION_PAGE_UP));
	assert_true(list_is_move(ACTION_FIRST));
	assert_true(list_is_move(ACTION_LAST));
	assert_false(list_is_move(ACTION_OPEN));
	assert_false(list_is_move(ACTION_NONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_list_has_nothing_to_move_in),
		cmocka_unit_test(the_selected_one_stays_in_view),
		cmocka_unit_test(moving_stops_at_both_ends),
		cmocka_unit_test(a_page_keeps_one_row_in_sight),
		cmocka_unit_test(a_list_that_shrinks_keeps_the_nearest),
		cmocka_unit_test(selecting_says_whether_it_changed),
		cmocka_unit_test(other_actions_are_not_the_lists),
		cmocka_unit_test(what_moves_is_known_without_a_list),
	};

	return run_tests(tests);
}
