/* What form/answers.h promises. */
#include "config.h"

#include "unit.h"

#include "form_help.h"

static const char two_repeats[] = FORM_START
	"  - {name: a, type: text, label: A}\n"
	"  - {name: r, type: repeat, label: R, fields: [\n"
	"     {name: x, type: text, label: X}, {name: y, type: text, label: "
	"Y}]}\n"
	"  - {name: b, type: text, label: B}\n"
	"  - {name: q, type: repeat, label: Q, fields: [\n"
	"     {name: z, type: text, label: Z}]}\n";

static struct form *form;

static int set_up(void **state)
{
	form = form_of(two_repeats, NULL);
	*state = answers_new(form);
	return 0;
}

static int tear_down(void **state)
{
	answers_free(*state);
	form_free(form);
	return 0;
}

static const char *value(const struct answers *answers, const char *name,
			 int row)
{
	const char *v = answers_get(answers,
				    form_find(answers_form(answers), name), row)
				->value;

	return v ? v : "-";
}

static void a_new_record_is_empty(void **state)
{
	const struct answer *a = answers_get(*state, 0, 0);

	assert_null(a->value);
	assert_null(a->missing);
	assert_int_equal(answers_rows(*state, 0), 0);
}

static void a_row_that_is_not_there_is_empty(void **state)
{
	assert_null(answers_get(*state, 1, 3)->value);
	assert_null(answers_get(*state, 1, 0)->value);
	assert_int_equal(answers_rows(*state, 0), 0);
}

static void values_are_copied(void **state)
{
	char text[] = "ja";

	put(*state, "a", 0, text);
	text[0] = 'x';
	assert_string_equal(value(*state, "a", 0), "ja");
}

static void a_value_ends_a_missing_reason_and_the_other_way_round(void **state)
{
	answers_put(*state, 0, 0, NULL, "onbekend");
	assert_string_equal(answers_get(*state, 0, 0)->missing, "onbekend");
	answers_put(*state, 0, 0, "x", NULL);
	assert_null(answers_get(*state, 0, 0)->missing);
	answers_put(*state, 0, 0, NULL, "onbekend");
	assert_null(answers_get(*state, 0, 0)->value);
}

static void a_remark_and_a_reason_stay_when_the_value_changes(void **state)
{
	answers_remark(*state, 0, 0, "let op");
	answers_reason(*state, 0, 0, "klopt toch");
	answers_put(*state, 0, 0, "x", NULL);
	assert_string_equal(answers_get(*state, 0, 0)->remark, "let op");
	assert_string_equal(answers_get(*state, 0, 0)->reason, "klopt toch");
	answers_remark(*state, 0, 0, NULL);
	assert_null(answers_get(*state, 0, 0)->remark);
}

static void putting_in_a_row_makes_the_rows_before_it(void **state)
{
	put(*state, "y", 3, "derde");
	assert_int_equal(answers_rows(*state, 0), 3);
	assert_int_equal(answers_rows(*state, 1), 0);
	assert_string_equal(value(*state, "y", 3), "derde");
	assert_string_equal(value(*state, "y", 2), "-");
}

static void fill(struct answers *answers)
{
	put(answers, "x", 1, "een");
	put(answers, "x", 2, "twee");
	put(answers, "x", 3, "drie");
	put(answers, "z", 1, "ander");
}

static void a_row_can_come_between(void **state)
{
	fill(*state);
	answers_add_row(*state, 0, 2);
	assert_int_equal(answers_rows(*state, 0), 4);
	assert_string_equal(value(*state, "x", 1), "een");
	assert_string_equal(value(*state, "x", 2), "-");
	assert_string_equal(value(*state, "x", 3), "twee");
	assert_string_equal(value(*state, "z", 1), "ander");
}

static void a_row_can_go(void **state)
{
	fill(*state);
	answers_remove_row(*state, 0, 2);
	assert_int_equal(answers_rows(*state, 0), 2);
	assert_string_equal(value(*state, "x", 2), "drie");
}

static void a_row_can_move_both_ways(void **state)
{
	fill(*state);
	answers_move_row(*state, 0, 1, 3);
	assert_string_equal(value(*state, "x", 1), "twee");
	assert_string_equal(value(*state, "x", 3), "een");
	answers_move_row(*state, 0, 3, 1);
	assert_string_equal(value(*state, "x", 1), "een");
	assert_string_equal(value(*state, "x", 2), "twee");
}

static void a_copy_is_equal_and_lives_alone(void **state)
{
	struct answers *copy;

	fill(*state);
	answers_put(*state, 0, 0, NULL, "onbekend");
	answers_remark(*state, 0, 0, "let op");
	copy = answers_copy(*state);
	assert_true(answers_equal(*state, copy));
	put(copy, "x", 2, "anders");
	assert_false(answers_equal(*state, copy));
	assert_string_equal(value(*state, "x", 2), "twee");
	answers_free(copy);
}

static void a_remark_a_reason_or_a_row_makes_a_difference(void **state)
{
	struct answers *copy = answers_copy(*state);

	answers_remark(copy, 0, 0, "let op");
	assert_false(answers_equal(*state, copy));
	answers_remark(copy, 0, 0, NULL);
	answers_reason(copy, 0, 0, "klopt");
	assert_false(answers_equal(*state, copy));
	answers_reason(copy, 0, 0, NULL);
	assert_true(answers_equal(*state, copy));
	answers_need_rows(copy, 0, 1);
	assert_false(answers_equal(*state, copy));
	answers_free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_record_is_empty, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_row_that_is_not_there_is_empty, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_are_copied, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_value_ends_a_missing_reason_and_the_other_way_round,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_remark_and_a_reason_stay_when_the_value_changes,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			putting_in_a_row_makes_the_rows_before_it, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_row_can_come_between, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_row_can_go, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_row_can_move_both_ways,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_copy_is_equal_and_lives_alone,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_remark_a_reason_or_a_row_makes_a_difference, set_up,
			tear_down),
	};

	return run_tests(tests);
}
