/* What entry/entry.h promises about what was typed: kept, completed, mended. */
#include "config.h"

#include "unit.h"

#include <signal.h>
#include <sys/wait.h>

#include "entry_world.h"

static bool has_draft(struct world *w, const char *form)
{
	struct draft draft = { 0 };
	int code = drafts_in_place(w->store, IN_TRAJECT(form, w->traject),
				   &draft, NULL);

	draft_done(&draft);
	return code == 0;
}

/* --- saving */

static void every_field_is_saved_when_flushed(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	assert_true(entry_is_saved(w->entry));
	assert_int_equal(answer_count(w), 0);
	type(w, "anders");
	assert_false(entry_is_saved(w->entry));
	assert_int_not_equal(answer_count(w), 0);
	flush(w);
	assert_true(entry_is_saved(w->entry));
	assert_stored(w);
	fill(w, "soort_anders", 0, "olifant");
	fill(w, "soort", 0, "aap");
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	WORKS(entry_remark(w->entry, "let op", &why));
	flush(w);
	assert_stored(w);
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	WORKS(entry_add_row(w->entry, &why));
	flush(w);
	assert_stored(w);
	WORKS(entry_remove_row(w->entry, &why));
	assert_true(entry_undo(w->entry));
	assert_true(entry_undo(w->entry));
	flush(w);
	assert_stored(w);
}

static void a_form_that_was_only_opened_leaves_no_trace(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	assert_true(entry_next(w->entry));
	flush(w);
	assert_true(has_draft(w, "proef"));
	close_form(w);
	assert_false(has_draft(w, "proef"));
}

static void parking_keeps_answers_and_place(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "anders");
	fill(w, "soort_anders", 0, "olifant");
	fill(w, "soort", 0, "aap");
	go(w, "s2", 0);
	close_form(w);
	open_form(w, "proef");
	assert_true(entry_is_open(w->entry));
	assert_false(entry_was_interrupted(w->entry));
	assert_focus(w, "s2");
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
	assert_int_equal(entry_head(w->entry)->status, RECORD_DRAFT);
	assert_false(entry_undo(w->entry));
	go_add_row(w);
	close_form(w);
	open_form(w, "proef");
	assert_focus(w, "+");
}

/* In a child of its own: types, then dies at once when told to. */
static pid_t start_typist(struct world *w, int *told)
{
	int ready[2];
	pid_t child;
	char byte;

	assert_int_equal(pipe(ready), 0);
	store_close(w->store);
	w->store = NULL;
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		world_open(w);
		open_form(w, "proef");
		type(w, "anders");
		fill(w, "soort_anders", 0, "olifant");
		go_add_row(w);
		WORKS(entry_add_row(w->entry, &why));
		fill(w, "wat", 1, "een");
		go(w, "hoe", 1);
		flush(w);
		type(w, "1"); /* not flushed */
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	*told = ready[0];
	world_open(w);
	return child;
}

static void a_killed_typist_loses_one_field_at_most(void **state)
{
	struct world *w = *state;
	struct draft draft = { 0 };
	siginfo_t how;
	int told, status;
	pid_t child = start_typist(w, &told);

	/* Dead, but its parent has not looked yet: that is gone too. */
	kill(child, SIGKILL);
	assert_int_equal(waitid(P_PID, (id_t)child, &how, WEXITED | WNOWAIT),
			 0);
	close(told);
	WORKS(drafts_interrupted(w->store, &draft, &why));
	assert_string_equal(draft.form, "proef");
	draft_done(&draft);

	open_form(w, "proef");
	assert_true(entry_is_open(w->entry));
	assert_true(entry_was_interrupted(w->entry));
	assert_focus(w, "hoe");
	assert_int_equal(focus_row(w), 1);
	assert_string_equal(value_of(w, "soort"), "anders");
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
	assert_string_equal(answer_of(w, "wat", 1)->value, "een");
	assert_null(answer_of(w, "hoe", 1)->value);
	close_form(w);
	open_form(w, "proef");
	assert_false(entry_was_interrupted(w->entry));
	assert_int_equal(waitpid(child, &status, 0), child);
}

static void an_open_draft_can_be_taken_over(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	int told, status;
	pid_t child = start_typist(w, &told);

	open_form(w, "proef");
	assert_false(entry_is_open(w->entry));
	assert_non_null(entry_held_by(w->entry));
	assert_string_equal(value_of(w, "soort"), "anders");
	assert_int_equal(entry_type(w->entry, "1", &err), ERR_HELD);
	assert_string_equal(err.text, entry_held_by(w->entry));
	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_HELD);
	assert_int_equal(entry_discard(w->entry, &err), ERR_HELD);
	flush(w);
	WORKS(entry_take_over(w->entry, &why));
	assert_true(entry_is_open(w->entry));
	assert_null(entry_held_by(w->entry));
	assert_false(entry_was_interrupted(w->entry));
	assert_focus(w, "hoe");
	type(w, "0");
	flush(w);
	assert_stored(w);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	close(told);
}

static void who_lost_the_draft_writes_no_more(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	struct draft draft = { 0 };
	int status;
	pid_t child;

	open_form(w, "proef");
	type(w, "aap");
	flush(w);
	WORKS(drafts_in_place(w->store, IN_TRAJECT("proef", w->traject), &draft,
			      &why));
	child = fork();
	if (child == 0) {
		struct store *store = NULL;
		int code = store_open(w->path, 0, &store, NULL);

		if (!code)
			code = drafts_hold(store, draft.id, true, NULL);
		_exit(code != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	fill(w, "getal", 0, "5");
	assert_int_equal(entry_flush(w->entry, &err), ERR_HELD);
	assert_false(entry_is_open(w->entry));
	assert_non_null(entry_held_by(w->entry));
	WORKS(entry_take_over(w->entry, &why));
	assert_true(entry_is_open(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
	draft_done(&draft);
}

static void what_could_not_be_saved_is_saved_later(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	char *text = calloc(1, 15001);

	memset(text, 'x', 15000);
	open_form(w, "proef");
	type(w, "anders");
	flush(w);
	fill(w, "soort_anders", 0, text);
	fill_disk(true);
	assert_true(entry_flush(w->entry, &err) < 0);
	assert_false(entry_is_saved(w->entry));
	assert_true(entry_is_open(w->entry));
	fill(w, "getal", 0, "5");
	assert_true(entry_flush(w->entry, &err) < 0);
	fill_disk(false);
	assert_string_equal(value_of(w, "soort_anders"), text);
	flush(w);
	assert_true(entry_is_saved(w->entry));
	assert_stored(w);
	free(text);
}

static void a_read_only_file_can_be_looked_at(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	type(w, "aap");
	close_form(w);
	store_close(w->store);
	WORKS(store_open(w->path, STORE_READ_ONLY, &w->store, &why));
	open_form(w, "proef");
	assert_false(entry_is_open(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
	assert_int_equal(entry_type(w->entry, "1", &err), ERR_INVALID);
	flush(w);
	close_form(w);
	open_form(w, "leeg");
	assert_false(entry_is_open(w->entry));
}

static void a_hundred_steps_are_undone_and_done_again(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	for (int i = 0; i < 120; i++)
		fill(w, "soort", 0, i % 2 ? "beer" : "aap");
	for (int i = 0; i < 120; i++)
		assert_true(entry_undo(w->entry));
	assert_false(entry_undo(w->entry));
	assert_int_equal(answer_count(w), 0);
	for (int i = 0; i < 120; i++)
		assert_true(entry_redo(w->entry));
	assert_false(entry_redo(w->entry));
	assert_string_equal(value_of(w, "soort"), "beer");
}

static void a_discarded_draft_is_gone(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	type(w, "aap");
	flush(w);
	WORKS(entry_discard(w->entry, &why));
	assert_false(entry_is_open(w->entry));
	assert_false(has_draft(w, "proef"));
	assert_int_equal(entry_type(w->entry, "beer", &err), ERR_INVALID);
	close_form(w);
	assert_false(has_draft(w, "proef"));
}

static void a_discarded_draft_comes_back_as_it_was(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "aap");
	WORKS(entry_remark(w->entry, "net zo", &why));
	WORKS(entry_discard(w->entry, &why));
	assert_false(has_draft(w, "proef"));
	WORKS(entry_bring_back(w->entry, &why));
	assert_true(entry_is_open(w->entry));
	flush(w);
	close_form(w);
	open_form(w, "proef");
	assert_string_equal(value_of(w, "soort"), "aap");
	WORKS(entry_discard(w->entry, &why));
	WORKS(entry_bring_back(w->entry, &why));
	type(w, "beer");
	assert_true(entry_undo(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
}

static void a_discarded_draft_does_not_come_back_over_another(void **state)
{
	struct world *w = *state;
	struct entry *gone;
	struct err err = { 0 };

	open_form(w, "proef");
	type(w, "aap");
	WORKS(entry_discard(w->entry, &why));
	gone = w->entry;
	w->entry = NULL;
	open_form(w, "proef");
	type(w, "beer");
	assert_int_equal(entry_bring_back(gone, &err), ERR_EXISTS);
	assert_false(entry_is_open(gone));
	entry_close(gone);
	flush(w);
	close_form(w);
	open_form(w, "proef");
	assert_string_equal(value_of(w, "soort"), "beer");
}

/* --- completing */

static void obstacles_are_named_and_reached(void **state)
{
	struct world *w = *state;
	struct obstacle_list list;
	struct err err = { 0 };

	open_form(w, "proef");
	fill(w, "getal", 0, "60");
	go(w, "s2", 0);
	entry_obstacles(w->entry, &list);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].fault, FAULT_REQUIRED);
	assert_string_equal(list.items[0].text, "hier is een antwoord nodig");
	assert_int_equal(list.items[1].fault, FAULT_SOFT);
	assert_string_equal(list.items[1].text, "dat is veel");
	obstacle_list_done(&list);

	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_INVALID);
	assert_true(err.text[0] != '\0');
	assert_focus(w, "soort");
	assert_true(entry_is_open(w->entry));
	type(w, "aap");
	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_INVALID);
	assert_focus(w, "getal");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	complete(w);
}

static void a_completed_form_is_a_record(void **state)
{
	struct world *w = *state;
	struct record_head head = { 0 };
	struct answers *answers;
	struct err err = { 0 };

	open_form(w, "proef");
	fill(w, "soort", 0, "anders");
	fill(w, "soort_anders", 0, "olifant");
	fill_proef(w);
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	complete(w);
	assert_false(entry_is_open(w->entry));
	assert_false(has_draft(w, "proef"));
	assert_int_equal(entry_head(w->entry)->status, RECORD_COMPLETE);
	assert_string_equal(entry_head(w->entry)->completed, "2025-06-15");
	assert_string_equal(entry_head(w->entry)->medewerker, "An");
	assert_true(entry_head(w->entry)->counts);
	assert_int_equal(entry_type(w->entry, "1", &err), ERR_INVALID);

	WORKS(records_in_place(w->store, IN_TRAJECT("proef", w->traject), &head,
			       &why));
	WORKS(records_answers(w->store, entry_form(w->entry), head.id, &answers,
			      &why));
	assert_true(answers_equal(answers, entry_answers(w->entry)));
	assert_null(
		answers_get(answers, field_named(w, "soort_anders"), 0)->value);
	assert_string_equal(
		answers_get(answers, field_named(w, "getal"), 0)->reason,
		"klopt");
	answers_free(answers);
	record_head_done(&head);

	close_form(w);
	open_form(w, "proef");
	assert_false(entry_is_open(w->entry));
	assert_null(entry_held_by(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
	assert_true(entry_next(w->entry));
}

static void it_says_whether_it_counts(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill(w, "soort", 0, "beer");
	fill(w, "s1", 0, "1");
	complete(w);
	assert_false(entry_head(w->entry)->counts);
}

static void a_pile_of_paper_is_completed_on_its_day(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	fill_proef(w);
	assert_int_equal(entry_complete(w->entry, "2025-06-16", &err),
			 ERR_INVALID);
	assert_int_equal(entry_complete(w->entry, "gisteren", &err),
			 ERR_INVALID);
	assert_true(entry_is_open(w->entry));
	WORKS(entry_complete(w->entry, "2024-12-31", &why));
	assert_string_equal(entry_head(w->entry)->completed, "2024-12-31");
}

static void a_correction_has_a_reason_and_a_history(void **state)
{
	struct world *w = *state;
	struct history history = { 0 };
	struct err err = { 0 };
	size_t changed = 0;

	open_form(w, "proef");
	assert_int_equal(entry_reopen(w->entry, "zomaar", &err), ERR_INVALID);
	fill_proef(w);
	WORKS(entry_complete(w->entry, "2025-05-01", &why));
	assert_int_equal(entry_reopen(w->entry, " ", &err), ERR_INVALID);
	WORKS(entry_reopen(w->entry, "verkeerd overgenomen", &why));
	assert_true(entry_is_open(w->entry));
	assert_true(entry_is_correction(w->entry));
	fill(w, "s2", 0, "1");
	flush(w);
	assert_stored(w);
	close_form(w);

	/* The old one counts until this is complete. */
	open_form(w, "proef");
	assert_true(entry_is_correction(w->entry));
	assert_int_equal(entry_head(w->entry)->status, RECORD_COMPLETE);
	assert_string_equal(value_of(w, "s2"), "1");
	complete(w);
	assert_false(entry_is_correction(w->entry));
	assert_string_equal(entry_head(w->entry)->completed, "2025-05-01");
	WORKS(records_history(w->store, entry_head(w->entry)->id, &history,
			      &why));
	for (size_t i = 0; i < history.count; i++) {
		const struct history_entry *h = &history.items[i];

		if (h->field && strcmp(h->field, "s2") == 0 && h->before &&
		    strcmp(h->before, "0") == 0) {
			changed++;
			assert_string_equal(h->after, "1");
			assert_string_equal(h->why, "verkeerd overgenomen");
			assert_string_equal(h->medewerker, "An");
			assert_non_null(h->login);
		}
	}
	assert_int_equal(changed, 1);
	history_done(&history);
}

static void a_correction_that_changed_nothing_leaves_no_trace(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill_proef(w);
	complete(w);
	WORKS(entry_reopen(w->entry, "even kijken", &why));
	close_form(w);
	assert_false(has_draft(w, "proef"));
	open_form(w, "proef");
	assert_string_equal(value_of(w, "soort"), "aap");
}

static void a_discarded_correction_leaves_the_record(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill_proef(w);
	complete(w);
	WORKS(entry_reopen(w->entry, "fout", &why));
	fill(w, "soort", 0, "beer");
	WORKS(entry_discard(w->entry, &why));
	close_form(w);
	open_form(w, "proef");
	assert_false(entry_is_open(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
}

static void a_second_record_in_one_place_is_a_conflict(void **state)
{
	struct world *w = *state;
	struct record_head head = { 0 };
	struct answers *answers;
	struct err err = { 0 };

	open_form(w, "proef");
	fill_proef(w);
	flush(w);
	/* An import brings one meanwhile. */
	head.form = strdup("proef");
	head.version = strdup("1.0");
	head.traject_id = w->traject;
	head.status = RECORD_COMPLETE;
	head.completed = strdup("2025-06-01");
	answers = answers_copy(entry_answers(w->entry));
	WORKS(records_save(w->store, entry_form(w->entry), &head, answers, 0,
			   NULL, &why));
	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_EXISTS);
	assert_true(entry_is_open(w->entry));
	assert_string_equal(value_of(w, "soort"), "aap");
	flush(w);
	assert_stored(w);
	answers_free(answers);
	record_head_done(&head);
}

static void a_reason_without_a_check_is_not_kept(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill_proef(w);
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	complete(w);
	assert_string_equal(answer_of(w, "getal", 0)->reason, "klopt");
	WORKS(entry_reopen(w->entry, "toch niet", &why));
	fill(w, "getal", 0, "10");
	complete(w);
	assert_null(answer_of(w, "getal", 0)->reason);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)
		PROMISE(every_field_is_saved_when_flushed),
		PROMISE(a_form_that_was_only_opened_leaves_no_trace),
		PROMISE(parking_keeps_answers_and_place),
		PROMISE(a_killed_typist_loses_one_field_at_most),
		PROMISE(an_open_draft_can_be_taken_over),
		PROMISE(who_lost_the_draft_writes_no_more),
		PROMISE(what_could_not_be_saved_is_saved_later),
		PROMISE(a_read_only_file_can_be_looked_at),
		PROMISE(a_hundred_steps_are_undone_and_done_again),
		PROMISE(a_discarded_draft_is_gone),
		PROMISE(a_discarded_draft_comes_back_as_it_was),
		PROMISE(a_discarded_draft_does_not_come_back_over_another),
		PROMISE(obstacles_are_named_and_reached),
		PROMISE(a_completed_form_is_a_record),
		PROMISE(it_says_whether_it_counts),
		PROMISE(a_pile_of_paper_is_completed_on_its_day),
		PROMISE(a_correction_has_a_reason_and_a_history),
		PROMISE(a_correction_that_changed_nothing_leaves_no_trace),
		PROMISE(a_discarded_correction_leaves_the_record),
		PROMISE(a_second_record_in_one_place_is_a_conflict),
		PROMISE(a_reason_without_a_check_is_not_kept),
	};

	return run_tests(tests);
}
