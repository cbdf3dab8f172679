/* What entry/entry.h promises while a form is filled in. */
#include "config.h"

#include "unit.h"

#include "entry_world.h"

static int set_up(void **state)
{
	world_set_up(state);
	open_form(*state, "proef");
	return 0;
}

/* --- moving */

static void next_walks_the_relevant_questions(void **state)
{
	static const char *const walk[] = { "soort", "getal", "meer",
					    "s1",    "s2",    "+" };
	struct world *w = *state;

	for (size_t i = 0; i < 6; i++) {
		assert_focus(w, walk[i]);
		assert_int_equal(entry_next(w->entry), i < 5);
	}
	assert_focus(w, "+");
}

static void an_answer_opens_a_question(void **state)
{
	struct world *w = *state;

	type(w, "3");
	assert_string_equal(value_of(w, "soort"), "anders");
	assert_true(entry_next(w->entry));
	assert_focus(w, "soort_anders");
}

static void back_follows_the_path(void **state)
{
	struct world *w = *state;

	type(w, "1");
	go(w, "s2", 0);
	go(w, "getal", 0);
	assert_true(entry_next(w->entry));
	assert_focus(w, "meer");
	assert_true(entry_back(w->entry));
	assert_focus(w, "getal");
	assert_true(entry_back(w->entry));
	assert_focus(w, "s2");
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
	assert_false(entry_back(w->entry));
	assert_focus(w, "soort");
}

static void before_the_path_back_goes_up_the_page(void **state)
{
	struct world *w = *state;

	go(w, "meer", 0);
	flush(w);
	close_form(w);
	open_form(w, "proef");
	/* Untouched, so it was not kept; touch it and try again. */
	go(w, "meer", 0);
	type(w, "1");
	close_form(w);
	open_form(w, "proef");
	assert_focus(w, "meer");
	assert_true(entry_back(w->entry));
	assert_focus(w, "getal");
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
	assert_false(entry_back(w->entry));
}

static void back_passes_over_what_went_away(void **state)
{
	struct world *w = *state;

	type(w, "anders");
	assert_true(entry_next(w->entry));
	assert_focus(w, "soort_anders");
	go(w, "getal", 0);
	go(w, "soort", 0);
	type(w, "aap");
	go(w, "s1", 0);
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
	assert_true(entry_back(w->entry));
	assert_focus(w, "getal");
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
	assert_false(entry_back(w->entry));
}

static void sections_and_ends_are_one_step(void **state)
{
	struct world *w = *state;

	assert_false(entry_first(w->entry));
	assert_true(entry_next_section(w->entry, 1));
	assert_focus(w, "s1");
	assert_true(entry_next_section(w->entry, 1));
	assert_focus(w, "+");
	assert_false(entry_next_section(w->entry, 1));
	assert_true(entry_next_section(w->entry, -1));
	assert_focus(w, "s1");
	assert_true(entry_last(w->entry));
	assert_focus(w, "+");
	assert_true(entry_first(w->entry));
	assert_focus(w, "soort");
}

static void the_next_empty_question_is_found_round(void **state)
{
	struct world *w = *state;

	type(w, "-");
	assert_true(entry_next_empty(w->entry));
	assert_focus(w, "getal");
	type(w, "3");
	fill(w, "meer", 0, "2");
	fill(w, "s2", 0, "1");
	assert_true(entry_next_empty(w->entry));
	assert_focus(w, "s1");
	type(w, "0");
	assert_false(entry_next_empty(w->entry));
	assert_focus(w, "s1");
}

static void progress_counts_what_is_asked(void **state)
{
	struct world *w = *state;
	size_t asked, count;

	entry_progress(w->entry, &asked, &count);
	assert_int_equal(asked, 5);
	assert_int_equal(count, 0);
	type(w, "anders");
	go(w, "s1", 0);
	type(w, "-");
	entry_progress(w->entry, &asked, &count);
	assert_int_equal(asked, 7);
	assert_int_equal(count, 2);
}

static void jumps_take_number_name_section_and_words(void **state)
{
	struct world *w = *state;

	WORKS(entry_jump(w->entry, "5B", &why));
	assert_focus(w, "s2");
	WORKS(entry_jump(w->entry, "getal", &why));
	assert_focus(w, "getal");
	WORKS(entry_jump(w->entry, "scores", &why));
	assert_focus(w, "s1");
	WORKS(entry_jump(w->entry, " rijen ", &why));
	assert_focus(w, "+");
	WORKS(entry_jump(w->entry, "MET plan", &why));
	assert_focus(w, "s2");
	WORKS(entry_jump(w->entry, "let_op", &why));
	assert_focus(w, "getal");
	/* A number on paper goes before the number of a section. */
	WORKS(entry_jump(w->entry, "2", &why));
	assert_focus(w, "getal");
	WORKS(entry_jump(w->entry, "wat", &why));
	assert_focus(w, "+");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	go(w, "soort", 0);
	WORKS(entry_jump(w->entry, "wat", &why));
	assert_focus(w, "wat");
	assert_int_equal(focus_row(w), 1);
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
}

static void a_jump_that_fails_says_why(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	assert_int_equal(entry_jump(w->entry, "1b", &err), ERR_NOTFOUND);
	assert_string_equal(err.text,
			    "\"1b\" wordt overgeslagen door het "
			    "antwoord op \"1\"");
	assert_int_equal(entry_jump(w->entry, "andere soort", &err),
			 ERR_NOTFOUND);
	assert_string_equal(err.text,
			    "\"1b\" wordt overgeslagen door het "
			    "antwoord op \"1\"");
	assert_int_equal(entry_jump(w->entry, "dubbel", &err), ERR_NOTFOUND);
	assert_int_equal(entry_jump(w->entry, "olifant", &err), ERR_NOTFOUND);
	assert_string_equal(err.text, "er is geen vraag met \"olifant\"");
	assert_int_equal(entry_jump(w->entry, "  ", &err), ERR_NOTFOUND);
	assert_focus(w, "soort");
}

/* --- answering */

static void a_skipped_answer_comes_back(void **state)
{
	struct world *w = *state;

	type(w, "anders");
	fill(w, "soort_anders", 0, "olifant");
	fill(w, "soort", 0, "beer");
	assert_int_equal(
		entry_find(w->entry, field_named(w, "soort_anders"), 0),
		entry_count(w->entry));
	fill(w, "soort", 0, "anders");
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
}

static void reasons_for_missing_are_typed_by_key_or_name(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	type(w, "-");
	assert_string_equal(answer_of(w, "soort", 0)->missing, "onbekend");
	type(w, "aap");
	assert_null(answer_of(w, "soort", 0)->missing);
	type(w, "onbekend");
	assert_null(value_of(w, "soort"));
	assert_string_equal(answer_of(w, "soort", 0)->missing, "onbekend");
	assert_int_equal(fault_at(w, "soort", 0), FAULT_NONE);
	WORKS(entry_clear(w->entry, &why));
	assert_int_equal(fault_at(w, "soort", 0), FAULT_REQUIRED);
	WORKS(entry_set_missing(w->entry, "onbekend", &why));
	assert_string_equal(answer_of(w, "soort", 0)->missing, "onbekend");
	assert_int_equal(entry_set_missing(w->entry, "zomaar", &err),
			 ERR_INVALID);
	go(w, "getal", 0);
	assert_int_equal(entry_set_missing(w->entry, "onbekend", &err),
			 ERR_INVALID);
	assert_int_equal(entry_type(w->entry, "-", &err), ERR_INVALID);
}

static void a_wrong_answer_is_refused_and_nothing_moves(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	fill(w, "getal", 0, "5");
	assert_int_equal(entry_type(w->entry, "honderd", &err), ERR_INVALID);
	assert_true(err.text[0] != '\0');
	assert_focus(w, "getal");
	assert_string_equal(value_of(w, "getal"), "5");
	assert_int_equal(entry_type(w->entry, "100", &err), ERR_INVALID);
	assert_string_equal(value_of(w, "getal"), "5");
	type(w, "  ");
	assert_null(value_of(w, "getal"));
}

static void options_toggle(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	WORKS(entry_toggle(w->entry, "beer", &why));
	assert_string_equal(value_of(w, "soort"), "beer");
	go(w, "meer", 0);
	WORKS(entry_toggle(w->entry, "z", &why));
	WORKS(entry_toggle(w->entry, "x", &why));
	assert_string_equal(value_of(w, "meer"), "x z");
	WORKS(entry_toggle(w->entry, "z", &why));
	WORKS(entry_toggle(w->entry, "x", &why));
	assert_null(value_of(w, "meer"));
	assert_int_equal(entry_toggle(w->entry, "q", &err), ERR_INVALID);
}

static void calculations_are_shown_not_asked(void **state)
{
	struct world *w = *state;
	size_t item = entry_find(w->entry, field_named(w, "dubbel"), 0);

	assert_int_equal(entry_item(w->entry, item).kind, ITEM_GIVEN);
	assert_false(entry_go(w->entry, item));
	fill(w, "getal", 0, "21");
	assert_string_equal(value_of(w, "dubbel"), "42");
}

static void scores_live_along(void **state)
{
	struct world *w = *state;
	struct score score;
	char *why;

	why = rules_why_not(entry_rules(w->entry), 0);
	assert_string_equal(why, "nog 2 te gaan");
	free(why);
	type(w, "aap");
	fill(w, "s1", 0, "1");
	fill(w, "s2", 0, "-");
	fill(w, "s3", 0, "0");
	score = rules_score(entry_rules(w->entry), 0);
	assert_int_equal(score.met, 1);
	assert_int_equal(score.scored, 2);
	assert_int_equal(score.items, 3);
	assert_true(rules_counts(entry_rules(w->entry)));

	/* A question that is skipped does not count, answered or not. */
	fill(w, "soort", 0, "beer");
	score = rules_score(entry_rules(w->entry), 0);
	assert_int_equal(score.scored, 1);
	assert_int_equal(score.items, 2);
	assert_false(rules_counts(entry_rules(w->entry)));
}

static void hard_checks_cannot_be_overruled(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	char *message;

	fill(w, "getal", 0, "13");
	assert_int_equal(entry_fault(w->entry, entry_focus(w->entry), &message),
			 FAULT_HARD);
	assert_string_equal(message, "dertien kan niet");
	free(message);
	assert_int_equal(entry_overrule(w->entry, "toch", &err), ERR_INVALID);
	type(w, "7");
	assert_int_equal(fault_at(w, "getal", 0), FAULT_CONSTRAINT);
	assert_int_equal(entry_overrule(w->entry, "toch", &err), ERR_INVALID);
}

static void a_soft_check_takes_a_reason_until_the_answer_changes(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	fill(w, "getal", 0, "60");
	assert_int_equal(fault_at(w, "getal", 0), FAULT_SOFT);
	assert_int_equal(entry_overrule(w->entry, "  ", &err), ERR_INVALID);
	WORKS(entry_overrule(w->entry, " het klopt ", &why));
	assert_int_equal(fault_at(w, "getal", 0), FAULT_OVERRULED);
	assert_string_equal(answer_of(w, "getal", 0)->reason, "het klopt");
	type(w, "60");
	assert_int_equal(fault_at(w, "getal", 0), FAULT_OVERRULED);
	type(w, "61");
	assert_int_equal(fault_at(w, "getal", 0), FAULT_SOFT);
	assert_null(answer_of(w, "getal", 0)->reason);
}

static void a_default_comes_once(void **state)
{
	struct world *w = *state;

	fill(w, "meer", 0, "1");
	assert_string_equal(value_of(w, "zin"), "zomaar");
	go(w, "zin", 0);
	WORKS(entry_clear(w->entry, &why));
	fill(w, "meer", 0, "2");
	fill(w, "meer", 0, "1");
	assert_null(value_of(w, "zin"));
	close_form(w);
	open_form(w, "proef");
	assert_null(value_of(w, "zin"));
	assert_string_equal(value_of(w, "meer"), "x");
}

static void a_default_leaves_an_answer_alone(void **state)
{
	struct world *w = *state;

	fill(w, "meer", 0, "1");
	fill(w, "zin", 0, "eigen");
	fill(w, "meer", 0, "2");
	fill(w, "meer", 0, "1");
	assert_string_equal(value_of(w, "zin"), "eigen");
}

static void remarks_hang_on_questions(void **state)
{
	struct world *w = *state;

	WORKS(entry_remark(w->entry, " nagaan ", &why));
	assert_string_equal(answer_of(w, "soort", 0)->remark, "nagaan");
	type(w, "aap");
	assert_string_equal(answer_of(w, "soort", 0)->remark, "nagaan");
	WORKS(entry_remark(w->entry, NULL, &why));
	assert_null(answer_of(w, "soort", 0)->remark);
}

/* --- rows */

static void add_rows(struct world *w, int rows)
{
	for (int i = 0; i < rows; i++) {
		go_add_row(w);
		WORKS(entry_add_row(w->entry, &why));
	}
}

static void rows_are_added_up_to_their_number(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	add_rows(w, 1);
	assert_focus(w, "wat");
	assert_int_equal(focus_row(w), 1);
	assert_string_equal(answer_of(w, "wat", 1)->value, "r1");
	WORKS(entry_add_row(w->entry, &why));
	assert_int_equal(focus_row(w), 2);
	add_rows(w, 3);
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 5);
	assert_int_equal(entry_add_row(w->entry, &err), ERR_INVALID);
	go(w, "soort", 0);
	assert_int_equal(entry_add_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_remove_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_move_row(w->entry, 1, &err), ERR_INVALID);
	assert_true(entry_last(w->entry));
	assert_focus(w, "hoe");
	assert_int_equal(focus_row(w), 5);
}

static void a_row_goes_with_its_answers(void **state)
{
	struct world *w = *state;

	add_rows(w, 3);
	fill(w, "wat", 1, "een");
	fill(w, "wat", 2, "twee");
	fill(w, "wat", 3, "drie");
	fill(w, "hoe", 3, "1");
	go(w, "hoe", 2);
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 2);
	assert_string_equal(answer_of(w, "wat", 2)->value, "drie");
	assert_string_equal(answer_of(w, "hoe", 2)->value, "1");
	assert_focus(w, "hoe");
	assert_int_equal(focus_row(w), 2);
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(focus_row(w), 1);
	WORKS(entry_remove_row(w->entry, &why));
	assert_focus(w, "+");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 0);
}

static void a_row_moves_with_the_focus(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	add_rows(w, 3);
	fill(w, "wat", 1, "een");
	fill(w, "wat", 2, "twee");
	fill(w, "wat", 3, "drie");
	go(w, "wat", 1);
	WORKS(entry_move_row(w->entry, 1, &why));
	assert_int_equal(focus_row(w), 2);
	assert_string_equal(answer_of(w, "wat", 1)->value, "twee");
	assert_string_equal(answer_of(w, "wat", 2)->value, "een");
	WORKS(entry_move_row(w->entry, 1, &why));
	assert_int_equal(entry_move_row(w->entry, 1, &err), ERR_INVALID);
	assert_int_equal(focus_row(w), 3);
	assert_string_equal(answer_of(w, "wat", 3)->value, "een");
}

static void the_path_follows_the_rows(void **state)
{
	struct world *w = *state;

	add_rows(w, 3);
	go(w, "wat", 3);
	go(w, "hoe", 2);
	go(w, "soort", 0);
	go(w, "wat", 1);
	WORKS(entry_remove_row(w->entry, &why));
	go(w, "getal", 0);
	/* wat 1 was removed with its row; then soort, hoe 2 is hoe 1 ... */
	assert_true(entry_back(w->entry));
	assert_focus(w, "wat");
	assert_int_equal(focus_row(w), 1);
	assert_true(entry_back(w->entry));
	assert_focus(w, "soort");
	assert_true(entry_back(w->entry));
	assert_focus(w, "hoe");
	assert_int_equal(focus_row(w), 1);
	assert_true(entry_back(w->entry));
	assert_focus(w, "wat");
	assert_int_equal(focus_row(w), 2);
}

/* --- undo */

static void undo_takes_back_step_by_step(void **state)
{
	struct world *w = *state;

	assert_false(entry_undo(w->entry));
	type(w, "aap");
	type(w, "anders");
	fill(w, "soort_anders", 0, "olifant");
	go(w, "s1", 0);
	assert_true(entry_undo(w->entry));
	assert_focus(w, "soort_anders");
	assert_null(value_of(w, "soort_anders"));
	assert_true(entry_undo(w->entry));
	assert_focus(w, "soort");
	assert_string_equal(value_of(w, "soort"), "aap");
	assert_true(entry_undo(w->entry));
	assert_null(value_of(w, "soort"));
	assert_false(entry_undo(w->entry));

	assert_true(entry_redo(w->entry));
	assert_true(entry_redo(w->entry));
	assert_true(entry_redo(w->entry));
	assert_false(entry_redo(w->entry));
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
	assert_true(entry_undo(w->entry));
	type(w, "giraf");
	assert_false(entry_redo(w->entry));
}

static void rows_remarks_and_reasons_are_undone_too(void **state)
{
	struct world *w = *state;

	add_rows(w, 2);
	fill(w, "wat", 1, "een");
	WORKS(entry_remark(w->entry, "let op", &why));
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
	assert_true(entry_undo(w->entry));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 2);
	assert_string_equal(answer_of(w, "wat", 1)->value, "een");
	assert_string_equal(answer_of(w, "wat", 1)->remark, "let op");
	assert_focus(w, "wat");
	assert_int_equal(focus_row(w), 1);
	assert_true(entry_undo(w->entry));
	assert_null(answer_of(w, "wat", 1)->remark);
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	type(w, "61");
	assert_true(entry_undo(w->entry));
	assert_string_equal(value_of(w, "getal"), "60");
	assert_string_equal(answer_of(w, "getal", 0)->reason, "klopt");
	assert_true(entry_undo(w->entry));
	assert_null(answer_of(w, "getal", 0)->reason);
}

static void a_default_is_undone_with_what_brought_it(void **state)
{
	struct world *w = *state;

	fill(w, "meer", 0, "1");
	assert_string_equal(value_of(w, "zin"), "zomaar");
	assert_true(entry_undo(w->entry));
	assert_null(value_of(w, "zin"));
	fill(w, "meer", 0, "1");
	assert_string_equal(value_of(w, "zin"), "zomaar");
}

static void two_hundred_steps_can_be_undone(void **state)
{
	struct world *w = *state;
	char typed[8];

	go(w, "getal", 0);
	for (int i = 0; i < 200; i++) {
		snprintf(typed, sizeof(typed), "%d", 1 + i % 99);
		type(w, typed);
	}
	for (int i = 0; i < 200; i++)
		assert_true(entry_undo(w->entry));
	assert_null(value_of(w, "getal"));
	for (int i = 0; i < 200; i++)
		assert_true(entry_redo(w->entry));
	assert_string_equal(value_of(w, "getal"), "2");
}

static void a_long_visit_forgets_its_oldest_steps(void **state)
{
	struct world *w = *state;
	int undone = 0;

	go(w, "getal", 0);
	for (int i = 0; i < 3000; i++) {
		type(w, i % 2 ? "1" : "2");
		go(w, i % 2 ? "getal" : "s1", 0);
		go(w, "getal", 0);
	}
	while (entry_undo(w->entry))
		undone++;
	assert_true(undone >= 200);
	assert_true(undone < 3000);
	assert_non_null(value_of(w, "getal"));
	while (entry_back(w->entry))
		undone++;
	assert_focus(w, "soort");
}

/* --- lists of names */

static void names_come_from_their_list(void **state)
{
	struct world *w = *state;
	struct name_list names = { 0 };
	struct err err = { 0 };

	close_form(w);
	open_form(w, "traject");
	assert_string_equal(value_of(w, "code"), "T1");
	assert_string_equal(value_of(w, "organisatie"), "Zuid");
	assert_string_equal(value_of(w, "team"), "Oost");
	assert_string_equal(value_of(w, "medewerker"), "An");
	go(w, "team", 0);
	WORKS(entry_names(w->entry, &names, &why));
	assert_int_equal(names.count, 1);
	assert_string_equal(names.items[0], "Oost");
	name_list_done(&names);
	assert_true(entry_is_new_name(w->entry, "West"));
	assert_false(entry_is_new_name(w->entry, "oost"));
	assert_false(entry_is_new_name(w->entry, " "));
	assert_int_equal(entry_type(w->entry, "West", &err), ERR_INVALID);
	assert_string_equal(value_of(w, "team"), "Oost");
	type(w, "OOST");
	assert_string_equal(value_of(w, "team"), "Oost");
	WORKS(entry_add_name(w->entry, "West", &why));
	assert_string_equal(value_of(w, "team"), "West");
	assert_false(entry_is_new_name(w->entry, "West"));
	go(w, "code", 0);
	assert_false(entry_is_new_name(w->entry, "West"));
	assert_int_equal(entry_add_name(w->entry, "West", &err), ERR_INVALID);
	WORKS(entry_names(w->entry, &names, &why));
	assert_int_equal(names.count, 0);
}

/* --- a form with nothing to ask */

static void nothing_to_ask_is_no_trouble(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	close_form(w);
	open_form(w, "leeg");
	assert_int_equal(entry_count(w->entry), 1);
	assert_int_equal(entry_focus(w->entry), 1);
	assert_false(entry_next(w->entry));
	assert_false(entry_back(w->entry));
	assert_false(entry_first(w->entry));
	assert_false(entry_last(w->entry));
	assert_false(entry_next_empty(w->entry));
	assert_false(entry_next_section(w->entry, 1));
	assert_false(entry_go(w->entry, 0));
	assert_int_equal(entry_type(w->entry, "1", &err), ERR_INVALID);
	assert_int_equal(entry_add_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_jump(w->entry, "lees", &err), ERR_NOTFOUND);
	assert_false(entry_undo(w->entry));
	flush(w);
	assert_int_equal(answer_count(w), 0);
	complete(w);
	assert_false(entry_is_open(w->entry));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, set_up, world_tear_down)
		PROMISE(next_walks_the_relevant_questions),
		PROMISE(an_answer_opens_a_question),
		PROMISE(back_follows_the_path),
		PROMISE(before_the_path_back_goes_up_the_page),
		PROMISE(back_passes_over_what_went_away),
		PROMISE(sections_and_ends_are_one_step),
		PROMISE(the_next_empty_question_is_found_round),
		PROMISE(progress_counts_what_is_asked),
		PROMISE(jumps_take_number_name_section_and_words),
		PROMISE(a_jump_that_fails_says_why),
		PROMISE(a_skipped_answer_comes_back),
		PROMISE(reasons_for_missing_are_typed_by_key_or_name),
		PROMISE(a_wrong_answer_is_refused_and_nothing_moves),
		PROMISE(options_toggle),
		PROMISE(calculations_are_shown_not_asked),
		PROMISE(scores_live_along),
		PROMISE(hard_checks_cannot_be_overruled),
		PROMISE(a_soft_check_takes_a_reason_until_the_answer_changes),
		PROMISE(a_default_comes_once),
		PROMISE(a_default_leaves_an_answer_alone),
		PROMISE(remarks_hang_on_questions),
		PROMISE(rows_are_added_up_to_their_number),
		PROMISE(a_row_goes_with_its_answers),
		PROMISE(a_row_moves_with_the_focus),
		PROMISE(the_path_follows_the_rows),
		PROMISE(undo_takes_back_step_by_step),
		PROMISE(rows_remarks_and_reasons_are_undone_too),
		PROMISE(a_default_is_undone_with_what_brought_it),
		PROMISE(two_hundred_steps_can_be_undone),
		PROMISE(a_long_visit_forgets_its_oldest_steps),
		PROMISE(names_come_from_their_list),
		PROMISE(nothing_to_ask_is_no_trouble),
	};

	return run_tests(tests);
}
