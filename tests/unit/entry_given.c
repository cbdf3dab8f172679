/* What entry/entry.h promises where the program fills in and a check speaks. */
#include "config.h"

#include "unit.h"

#include "entry_world.h"

static const char som_yaml[] =
	"form: som\n"
	"version: 1.0\n"
	"title: Som\n"
	"per: traject\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: a, type: integer, label: A}\n"
	"  - {name: som, type: calculate, as: integer, label: Samen, "
	"calculation: a + b, "
	"checks: [{soft: som > 10, message: dat is veel samen}, "
	"{hard: som > 100, message: dat kan niet samen}]}\n"
	"  - {name: b, type: integer, label: B}\n";

/* The texts of the goals come from another form. */
static const char later_yaml[] =
	"form: later\n"
	"version: 1.0\n"
	"title: Later\n"
	"per: jeugdige\n"
	"sections:\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  rows: begin.doel\n"
	"  fields:\n"
	"  - {name: tekst, type: text, label: Doel, "
	"checks: [{soft: length(tekst) < 3, message: dat doel is erg kort}]}\n"
	"  - {name: bereikt, type: score, label: Gelukt}\n";

static int set_up(void **state)
{
	struct world *w;

	world_set_up(state);
	w = *state;
	world_write(w, "som.yaml", som_yaml);
	world_write(w, "later.yaml", later_yaml);
	world_load(w);
	return 0;
}

static bool is_reached(struct world *w, const char *name, int row)
{
	size_t item = entry_find(w->entry, field_named(w, name), row);

	return item < entry_count(w->entry) && entry_go(w->entry, item);
}

static size_t count_obstacles(struct world *w)
{
	struct obstacle_list list = { 0 };
	size_t count;

	entry_obstacles(w->entry, &list);
	count = list.count;
	for (size_t i = 0; i < count; i++)
		assert_true(entry_go(w->entry, list.items[i].item));
	obstacle_list_done(&list);
	return count;
}

static void one_stops_only_where_something_is_said(void **state)
{
	struct world *w = *state;

	open_form(w, "som");
	type(w, "3");
	assert_true(entry_next(w->entry));
	assert_focus(w, "b");
	type(w, "4");
	assert_false(is_reached(w, "som", 0));
	type(w, "8");
	assert_true(is_reached(w, "som", 0));
	go(w, "a", 0);
	assert_true(entry_next(w->entry));
	assert_focus(w, "som");
	assert_int_equal(fault_at(w, "som", 0), FAULT_SOFT);
}

static void it_keeps_the_form_from_being_complete_until_overruled(void **state)
{
	struct world *w = *state;
	struct record_head head = { 0 };
	struct answers *answers;

	open_form(w, "som");
	type(w, "3");
	fill(w, "b", 0, "8");
	assert_int_equal(count_obstacles(w), 1);
	assert_int_equal(entry_complete(w->entry, NULL, NULL), ERR_INVALID);
	assert_focus(w, "som");
	assert_int_equal(entry_overrule(w->entry, " ", NULL), ERR_INVALID);
	WORKS(entry_overrule(w->entry, "geteld", &why));
	assert_int_equal(fault_at(w, "som", 0), FAULT_OVERRULED);
	assert_int_equal(count_obstacles(w), 0);
	close_form(w);
	open_form(w, "som");
	assert_string_equal(answer_of(w, "som", 0)->reason, "geteld");
	complete(w);
	WORKS(records_in_place(w->store, IN_TRAJECT("som", w->traject), &head,
			       &why));
	WORKS(records_answers(w->store, entry_form(w->entry), head.id, &answers,
			      &why));
	assert_string_equal(
		answers_get(answers, field_named(w, "som"), 0)->reason,
		"geteld");
	answers_free(answers);
	record_head_done(&head);
}

static void the_reason_is_of_that_value_only(void **state)
{
	struct world *w = *state;

	open_form(w, "som");
	type(w, "3");
	fill(w, "b", 0, "8");
	go(w, "som", 0);
	WORKS(entry_overrule(w->entry, "geteld", &why));
	fill(w, "b", 0, "9");
	assert_null(answer_of(w, "som", 0)->reason);
	assert_int_equal(fault_at(w, "som", 0), FAULT_SOFT);
	assert_true(entry_undo(w->entry));
	assert_string_equal(answer_of(w, "som", 0)->reason, "geteld");
}

static void what_the_program_fills_in_is_not_typed(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "som");
	type(w, "3");
	fill(w, "b", 0, "8");
	go(w, "som", 0);
	assert_int_equal(entry_type(w->entry, "5", &err), ERR_INVALID);
	assert_has(err.text, "andere antwoorden");
	assert_int_equal(entry_clear(w->entry, NULL), ERR_INVALID);
	assert_string_equal(value_of(w, "som"), "11");
}

static void a_hard_check_there_is_a_jump_too(void **state)
{
	struct world *w = *state;

	open_form(w, "som");
	type(w, "3");
	fill(w, "b", 0, "98");
	assert_int_equal(count_obstacles(w), 1);
	assert_focus(w, "som");
	assert_int_equal(entry_overrule(w->entry, "toch", NULL), ERR_INVALID);
}

static void what_another_form_gives_can_be_overruled(void **state)
{
	struct world *w = *state;

	open_form(w, "traject");
	fill(w, "kenmerk", 1, "J1");
	close_form(w);
	open_about(w, "begin", "J1");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "tekst", 1, "ja");
	complete(w);
	close_form(w);
	open_about(w, "later", "J1");
	assert_int_equal(fault_at(w, "tekst", 1), FAULT_SOFT);
	assert_int_equal(count_obstacles(w), 1);
	assert_focus(w, "tekst");
	WORKS(entry_overrule(w->entry, "zo zei het kind het", &why));
	fill(w, "bereikt", 1, "1");
	complete(w);
	assert_string_equal(answer_of(w, "tekst", 1)->reason,
			    "zo zei het kind het");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, set_up, world_tear_down)
		PROMISE(one_stops_only_where_something_is_said),
		PROMISE(it_keeps_the_form_from_being_complete_until_overruled),
		PROMISE(the_reason_is_of_that_value_only),
		PROMISE(what_the_program_fills_in_is_not_typed),
		PROMISE(a_hard_check_there_is_a_jump_too),
		PROMISE(what_another_form_gives_can_be_overruled),
	};

	return run_tests(tests);
}
