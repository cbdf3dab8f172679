/*
 * What entry/entry.h, entry/rules.h and store/drafts.h promise about a client
 * at the keyboard: the answers are like any other, and the worker sees no more
 * of them than was agreed, whatever becomes of the program.
 */
#include "config.h"

#include "unit.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "entry_world.h"
#include "store/revisions.h"

static void lend(struct world *w)
{
	WORKS(entry_lend(w->entry, &why));
}

static bool is_lent(struct world *w)
{
	bool lent = false;

	WORKS(drafts_lent(w->store, &lent, &why));
	return lent;
}

static bool is_hidden(struct world *w, const char *name, int row)
{
	return rules_is_hidden(entry_rules(w->entry), field_named(w, name),
			       row);
}

/* The form is open and two answers of the client are in it. */
static void open_lent(struct world *w)
{
	open_form(w, "proef");
	fill(w, "soort", 0, "beer");
	lend(w);
	fill(w, "getal", 0, "12");
	fill(w, "s1", 0, "1");
}

/* --- whose it is */

static void what_the_client_types_is_known(void **state)
{
	struct world *w = *state;

	open_lent(w);
	assert_int_equal(answer_of(w, "soort", 0)->client, CLIENT_NONE);
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_NOW);
	assert_int_equal(entry_client_count(w->entry), 2);
	type(w, "");
	assert_int_equal(answer_of(w, "s1", 0)->client, CLIENT_NONE);
	type(w, "-");
	assert_int_equal(answer_of(w, "s1", 0)->client, CLIENT_NOW);
}

static void the_client_sees_it_and_the_worker_does_not(void **state)
{
	struct world *w = *state;

	open_lent(w);
	assert_false(is_hidden(w, "getal", 0));
	entry_return(w->entry);
	assert_true(is_hidden(w, "getal", 0));
	assert_true(is_hidden(w, "s1", 0));
	assert_false(is_hidden(w, "soort", 0));
	assert_string_equal(value_of(w, "getal"), "12");
}

static void what_is_worked_out_from_it_is_hidden_too(void **state)
{
	struct world *w = *state;

	open_lent(w);
	assert_false(is_hidden(w, "dubbel", 0));
	entry_return(w->entry);
	assert_string_equal(value_of(w, "dubbel"), "24");
	assert_true(is_hidden(w, "dubbel", 0));
	assert_true(rules_score_is_hidden(entry_rules(w->entry), 0));
	fill(w, "getal", 0, "3");
	assert_false(is_hidden(w, "dubbel", 0));
}

static void texts_say_only_that_the_client_gave_it(void **state)
{
	struct world *w = *state;
	const struct form *form;
	char *label;

	open_form(w, "proef");
	lend(w);
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "wat", 1, "bellen");
	form = entry_form(w->entry);
	label = rules_fill(entry_rules(w->entry),
			   &form->fields[field_named(w, "hoe")].label, 1);
	assert_string_equal(label, "Hoe ging bellen");
	free(label);
	entry_return(w->entry);
	label = rules_fill(entry_rules(w->entry),
			   &form->fields[field_named(w, "hoe")].label, 1);
	assert_string_equal(label, "Hoe ging door cliënt ingevuld");
	free(label);
}

static void who_agrees_is_seen(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_client_agrees(w->entry, true);
	entry_return(w->entry);
	assert_false(is_hidden(w, "getal", 0));
	assert_false(rules_score_is_hidden(entry_rules(w->entry), 0));
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_SHOWN);
}

static void who_no_longer_agrees_is_not(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_client_agrees(w->entry, true);
	entry_client_agrees(w->entry, false);
	entry_return(w->entry);
	assert_true(is_hidden(w, "getal", 0));
}

static void an_answer_after_agreeing_is_hidden(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_client_agrees(w->entry, true);
	fill(w, "getal", 0, "14");
	entry_return(w->entry);
	assert_true(is_hidden(w, "getal", 0));
	assert_false(is_hidden(w, "s1", 0));
}

static void agreeing_later_shows_nothing_of_an_earlier_time(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_return(w->entry);
	lend(w);
	assert_true(is_hidden(w, "getal", 0));
	assert_int_equal(entry_client_count(w->entry), 0);
	fill(w, "s2", 0, "1");
	entry_client_agrees(w->entry, true);
	entry_return(w->entry);
	assert_true(is_hidden(w, "getal", 0));
	assert_false(is_hidden(w, "s2", 0));
}

/* --- the worker */

static void the_worker_may_write_over_it(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_return(w->entry);
	/* The same value is the worker's own too, and says nothing. */
	fill(w, "getal", 0, "12");
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_NONE);
	assert_true(entry_undo(w->entry));
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_HIDDEN);
	assert_true(is_hidden(w, "getal", 0));
}

static void options_are_not_added_to_what_is_hidden(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	lend(w);
	go(w, "meer", 0);
	WORKS(entry_toggle(w->entry, "x", &why));
	WORKS(entry_toggle(w->entry, "y", &why));
	assert_string_equal(value_of(w, "meer"), "x y");
	entry_return(w->entry);
	WORKS(entry_toggle(w->entry, "z", &why));
	assert_string_equal(value_of(w, "meer"), "z");
}

static void nobody_undoes_what_the_other_did(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill(w, "soort", 0, "beer");
	lend(w);
	assert_false(entry_undo(w->entry));
	fill(w, "getal", 0, "12");
	entry_return(w->entry);
	assert_false(entry_undo(w->entry));
	assert_string_equal(value_of(w, "getal"), "12");
}

static void a_previous_answer_that_is_hidden_is_not_taken_over(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	lend(w);
	fill(w, "soort", 0, "beer");
	entry_return(w->entry);
	complete(w);
	close_form(w);
	w->traject = world_traject(w, "T2");
	open_form(w, "proef");
	go(w, "soort", 0);
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_NOTFOUND);
	assert_null(value_of(w, "soort"));
}

static void rows_of_another_form_stay_hidden(void **state)
{
	struct world *w = *state;

	open_about(w, "begin", "J1");
	lend(w);
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "tekst", 1, "Rust in huis");
	close_form(w);
	open_about(w, "eind", "J1");
	assert_string_equal(answer_of(w, "tekst", 1)->value, "Rust in huis");
	assert_true(is_hidden(w, "tekst", 1));
}

/* --- kept */

static void it_is_kept_hidden_before_anything_was_agreed(void **state)
{
	struct world *w = *state;

	open_lent(w);
	flush(w);
	close_form(w);
	open_form(w, "proef");
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_HIDDEN);
	assert_int_equal(answer_of(w, "soort", 0)->client, CLIENT_NONE);
	assert_true(is_hidden(w, "getal", 0));
}

static void agreeing_is_kept(void **state)
{
	struct world *w = *state;

	open_lent(w);
	entry_client_agrees(w->entry, true);
	flush(w);
	close_form(w);
	open_form(w, "proef");
	assert_int_equal(answer_of(w, "getal", 0)->client, CLIENT_SHOWN);
}

static void a_record_and_its_history_keep_it(void **state)
{
	struct world *w = *state;
	struct history history = { 0 };
	struct revision_list revisions = { 0 };
	struct answers *answers;
	char *id;

	open_lent(w);
	entry_return(w->entry);
	complete(w);
	id = strdup(entry_head(w->entry)->id);
	assert_true(is_hidden(w, "getal", 0));
	WORKS(entry_reopen(w->entry, "tikfout", &why));
	assert_true(is_hidden(w, "getal", 0));
	fill(w, "getal", 0, "20");
	complete(w);
	assert_false(is_hidden(w, "getal", 0));
	assert_true(is_hidden(w, "s1", 0));

	WORKS(records_history(w->store, id, &history, &why));
	for (size_t i = 0; i < history.count; i++) {
		const struct history_entry *e = &history.items[i];

		if (!e->field || strcmp(e->field, "getal") != 0)
			continue;
		assert_true(e->before_hidden);
		assert_false(e->after_hidden);
	}
	assert_int_equal(history.count, 3); /* made, getal, dubbel */
	history_done(&history);

	WORKS(revisions_of(w->store, id, &revisions, &why));
	WORKS(revisions_answers(w->store, entry_form(w->entry), id,
				revisions.items[0].id, &answers, &why));
	assert_int_equal(
		answers_get(answers, field_named(w, "getal"), 0)->client,
		CLIENT_HIDDEN);
	answers_free(answers);
	revision_list_done(&revisions);
	free(id);
}

static void it_is_no_remark(void **state)
{
	struct world *w = *state;
	struct selection selection = { .form = "proef", .annotated = true };
	bool any = true;

	open_lent(w);
	entry_return(w->entry);
	complete(w);
	WORKS(records_any(w->store, entry_form(w->entry), &selection, &any,
			  &why));
	assert_false(any);
}

/* --- the keyboard */

static void the_file_knows_who_has_the_keyboard(void **state)
{
	struct world *w = *state;

	assert_false(is_lent(w));
	open_form(w, "proef");
	lend(w);
	assert_true(is_lent(w));
	close_form(w);
	assert_true(is_lent(w));
	WORKS(drafts_return(w->store, &why));
	assert_false(is_lent(w));
}

static void a_draft_without_an_answer_still_knows(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	lend(w);
	close_form(w);
	assert_true(is_lent(w));
}

/* Another process opens the form, lends it, and is killed, or waits. */
static pid_t lend_elsewhere(struct world *w, int *ready)
{
	int to_us[2];
	char byte = 0;
	pid_t child;

	assert_int_equal(pipe(to_us), 0);
	store_close(w->store);
	w->store = NULL;
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		world_open(w);
		open_lent(w);
		flush(w);
		(void)!write(to_us[1], "x", 1);
		pause();
		_exit(0);
	}
	close(to_us[1]);
	assert_int_equal(read(to_us[0], &byte, 1), 1);
	*ready = to_us[0];
	world_open(w);
	return child;
}

static void killed_it_is_known_until_the_worker_has_it_back(void **state)
{
	struct world *w = *state;
	int ready, status;
	pid_t child = lend_elsewhere(w, &ready);

	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	close(ready);
	assert_true(is_lent(w));
	open_form(w, "proef");
	assert_true(is_hidden(w, "getal", 0));
	WORKS(drafts_return(w->store, &why));
	assert_false(is_lent(w));
}

static void what_runs_elsewhere_is_not_taken_back(void **state)
{
	struct world *w = *state;
	int ready, status;
	pid_t child = lend_elsewhere(w, &ready);

	WORKS(drafts_return(w->store, &why));
	assert_true(is_lent(w));
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	close(ready);
	WORKS(drafts_return(w->store, &why));
	assert_false(is_lent(w));
}

static void what_is_only_looked_at_is_not_lent(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	fill(w, "soort", 0, "beer");
	complete(w);
	assert_int_equal(entry_lend(w->entry, &err), ERR_INVALID);
	assert_false(entry_is_lent(w->entry));
	assert_false(is_lent(w));
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_client_types_is_known),
		TEST(the_client_sees_it_and_the_worker_does_not),
		TEST(what_is_worked_out_from_it_is_hidden_too),
		TEST(texts_say_only_that_the_client_gave_it),
		TEST(who_agrees_is_seen),
		TEST(who_no_longer_agrees_is_not),
		TEST(an_answer_after_agreeing_is_hidden),
		TEST(agreeing_later_shows_nothing_of_an_earlier_time),
		TEST(the_worker_may_write_over_it),
		TEST(options_are_not_added_to_what_is_hidden),
		TEST(nobody_undoes_what_the_other_did),
		TEST(a_previous_answer_that_is_hidden_is_not_taken_over),
		TEST(rows_of_another_form_stay_hidden),
		TEST(it_is_kept_hidden_before_anything_was_agreed),
		TEST(agreeing_is_kept),
		TEST(a_record_and_its_history_keep_it),
		TEST(it_is_no_remark),
		TEST(the_file_knows_who_has_the_keyboard),
		TEST(a_draft_without_an_answer_still_knows),
		TEST(killed_it_is_known_until_the_worker_has_it_back),
		TEST(what_runs_elsewhere_is_not_taken_back),
		TEST(what_is_only_looked_at_is_not_lent),
	};

	return run_tests(tests);
}
