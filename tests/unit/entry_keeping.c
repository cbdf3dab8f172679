/* What entry/entry.h promises about what was typed: kept, completed, mended. */
#include "config.h"

#include "unit.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/date.h"
#include "entry_world.h"

/* What the store has of the draft is what the entry has. */
static void assert_stored(struct world *w)
{
	struct draft draft = { 0 };
	struct answers *answers;

	WORKS(drafts_in_place(
		w->store,
		&(struct form_place){
			.form = entry_form(w->entry)->name,
			.traject = w->traject,
			.jeugdige = entry_head(w->entry)->jeugdige,
			.informant = entry_head(w->entry)->informant },
		&draft, &why));
	WORKS(drafts_answers(w->store, entry_form(w->entry), draft.id, &answers,
			     &why));
	assert_true(answers_equal(answers, entry_answers(w->entry)));
	answers_free(answers);
	draft_done(&draft);
}

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

/* No file may grow: what a full disk does. */
static void fill_disk(bool full)
{
	static struct rlimit before;
	struct rlimit limit;

	if (!full) {
		setrlimit(RLIMIT_FSIZE, &before);
		return;
	}
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 4096;
	setrlimit(RLIMIT_FSIZE, &limit);
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

static void fill_in(struct world *w)
{
	fill(w, "soort", 0, "aap");
	fill(w, "s1", 0, "1");
	fill(w, "s2", 0, "0");
}

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
	fill_in(w);
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
	fill_in(w);
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
	fill_in(w);
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
	fill_in(w);
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
	fill_in(w);
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
	fill_in(w);
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
	fill_in(w);
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	complete(w);
	assert_string_equal(answer_of(w, "getal", 0)->reason, "klopt");
	WORKS(entry_reopen(w->entry, "toch niet", &why));
	fill(w, "getal", 0, "10");
	complete(w);
	assert_null(answer_of(w, "getal", 0)->reason);
}

/* --- the traject form */

static void the_head_of_the_traject_follows_its_form(void **state)
{
	struct world *w = *state;
	struct traject traject = { 0 };

	open_form(w, "traject");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J1");
	fill(w, "einde", 0, "1-6-2025");
	go(w, "team", 0);
	WORKS(entry_add_name(w->entry, "West", &why));
	complete(w);
	WORKS(trajecten_get(w->store, w->traject, &traject, &why));
	assert_string_equal(traject.ended, "2025-06-01");
	assert_string_equal(traject.team, "West");
	traject_done(&traject);
}

static void a_new_form_begins_at_what_is_still_empty(void **state)
{
	struct world *w = *state;
	struct item item;

	open_form(w, "traject");
	assert_non_null(answer_of(w, "code", 0)->value);
	item = entry_item(w->entry, entry_focus(w->entry));
	assert_null(answers_get(entry_answers(w->entry), item.field, item.row)
			    ->value);
}

static void another_organisatie_has_other_teams(void **state)
{
	struct world *w = *state;

	WORKS(names_add(w->store, "organisatie", NULL, "Noord", &why));
	open_form(w, "traject");
	fill(w, "organisatie", 0, "Noord");
	assert_null(value_of(w, "team"));
	assert_null(value_of(w, "medewerker"));
	flush(w);
	assert_stored(w);
	assert_true(entry_undo(w->entry));
	assert_string_equal(value_of(w, "team"), "Oost");
	flush(w);
	assert_stored(w);
}

static void a_code_that_is_taken_is_refused(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	world_traject(w, "T2");
	open_form(w, "traject");
	go(w, "code", 0);
	assert_int_equal(entry_type(w->entry, "T2", &err), ERR_EXISTS);
	assert_string_equal(value_of(w, "code"), "T1");
	type(w, "T3");
	flush(w);
}

static void a_jeugdige_with_forms_stays(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "traject");
	go(w, "kenmerk", 1);
	WORKS(entry_add_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 2)->value, "J2");
	close_form(w);
	open_about(w, "begin", "J1");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	close_form(w);

	open_form(w, "traject");
	go(w, "kenmerk", 1);
	assert_int_equal(entry_remove_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_type(w->entry, "Jan", &err), ERR_INVALID);
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J1");
	go(w, "kenmerk", 2);
	type(w, "Jan");
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
}

static void a_new_jeugdige_has_a_key_of_its_own(void **state)
{
	struct world *w = *state;

	open_form(w, "traject");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	go(w, "kenmerk", 1);
	WORKS(entry_remove_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J2");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 2)->value, "J3");
	assert_int_equal(fault_at(w, "kenmerk", 2), FAULT_NONE);
}

/* --- rows from another form */

static void begin_with_goals(struct world *w)
{
	open_form(w, "traject");
	fill(w, "geboren", 1, "1-2-2015");
	complete(w);
	close_form(w);
	open_about(w, "begin", "J1");
	for (int row = 1; row <= 3; row++) {
		char typed[24];

		go_add_row(w);
		WORKS(entry_add_row(w->entry, &why));
		snprintf(typed, sizeof(typed), "doel %d", row);
		fill(w, "tekst", row, typed);
	}
	complete(w);
	close_form(w);
}

static void rows_come_from_the_other_form(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	size_t item;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 3);
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 2");
	assert_focus(w, "bereikt");
	item = entry_find(w->entry, field_named(w, "tekst"), 2);
	assert_int_equal(entry_item(w->entry, item).kind, ITEM_GIVEN);
	for (size_t i = 0; i < entry_count(w->entry); i++)
		assert_true(entry_item(w->entry, i).kind != ITEM_ADD_ROW);
	assert_int_equal(entry_add_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_remove_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_move_row(w->entry, 1, &err), ERR_INVALID);
	type(w, "1");
	flush(w);
	assert_stored(w);
	complete(w);
}

static void rows_follow_the_other_form(void **state)
{
	struct world *w = *state;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	fill(w, "bereikt", 1, "0");
	fill(w, "bereikt", 3, "1");
	close_form(w);

	/* Goal 1 goes, one comes, and goal 3 is said otherwise. */
	open_about(w, "begin", "J1");
	WORKS(entry_reopen(w->entry, "andere doelen", &why));
	go(w, "tekst", 2);
	WORKS(entry_remove_row(w->entry, &why));
	go(w, "tekst", 2);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "tekst", 3, "doel 4");
	complete(w);
	close_form(w);

	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 3);
	assert_string_equal(answer_of(w, "tekst", 1)->value, "doel 1");
	assert_string_equal(answer_of(w, "bereikt", 1)->value, "0");
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 3");
	assert_string_equal(answer_of(w, "bereikt", 2)->value, "1");
	assert_string_equal(answer_of(w, "tekst", 3)->value, "doel 4");
	assert_null(answer_of(w, "bereikt", 3)->value);
	flush(w);
	assert_stored(w);
}

static void a_row_that_went_stays_while_it_has_answers(void **state)
{
	struct world *w = *state;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	fill(w, "bereikt", 1, "1");
	close_form(w);
	open_about(w, "begin", "J1");
	WORKS(entry_reopen(w->entry, "minder doelen", &why));
	go(w, "tekst", 1);
	WORKS(entry_remove_row(w->entry, &why));
	go(w, "tekst", 1);
	WORKS(entry_remove_row(w->entry, &why));
	complete(w);
	close_form(w);

	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 2);
	assert_string_equal(answer_of(w, "tekst", 1)->value, "doel 3");
	assert_null(answer_of(w, "bereikt", 1)->value);
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 1");
	assert_string_equal(answer_of(w, "bereikt", 2)->value, "1");
	go(w, "bereikt", 2);
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
}

static void without_the_other_form_there_is_an_obstacle(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "traject");
	go(w, "code", 0);
	type(w, "T9");
	complete(w);
	close_form(w);
	open_about(w, "eind", "J1");
	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_INVALID);
	assert_has(err.text, "Doelen bij het begin");
	close_form(w);
	assert_int_equal(open_in(w, "eind", w->traject, NULL, &err),
			 ERR_INVALID);
}

/* --- the previous record */

static void the_previous_record_is_at_hand(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	int64_t other = world_traject(w, "T2");

	open_form(w, "proef");
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_NOTFOUND);
	fill_in(w);
	fill(w, "soort", 0, "beer");
	WORKS(entry_complete(w->entry, "2025-01-01", &why));
	close_form(w);
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(value_of(w, "soort"), "beer");
	go(w, "s1", 0);
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_INVALID);
	fill(w, "soort", 0, "-");
	complete(w);
	close_form(w);

	other = world_traject(w, "T3");
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(answer_of(w, "soort", 0)->missing, "onbekend");
}

/* --- versions */

static void load_again(struct world *w, const char *name, const char *from,
		       const char *to)
{
	const char *at = strstr(proef_yaml, from);
	char *text = calloc(1, sizeof(proef_yaml) + strlen(to));

	assert_non_null(at);
	memcpy(text, proef_yaml, (size_t)(at - proef_yaml));
	strcat(text, to);
	strcat(text, at + strlen(from));
	world_write(w, name, text);
	free(text);
	catalogue_free(w->catalogue);
	world_load(w);
}

static void a_form_that_gained_a_field_keeps_its_draft(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "anders");
	fill(w, "soort_anders", 0, "olifant");
	fill(w, "s2", 0, "1");
	close_form(w);
	load_again(w, "proef.yaml", "  - {name: let_op,",
		   "  - {name: nieuw, type: text, label: Nieuw}\n"
		   "  - {name: let_op,");
	open_form(w, "proef");
	assert_focus(w, "s2");
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
	assert_string_equal(value_of(w, "s2"), "1");
	fill(w, "nieuw", 0, "iets");
	flush(w);
	assert_stored(w);
	complete(w);
}

static void a_draft_of_another_version_goes_first(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	type(w, "aap");
	close_form(w);
	load_again(w, "proef-2.yaml", "version: 1.0", "version: 2.0");
	assert_int_equal(open_in(w, "proef", w->traject, NULL, &err),
			 ERR_EXISTS);
	assert_has(err.text, "1.0");
}

static void a_record_opens_in_its_own_version(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill_in(w);
	complete(w);
	close_form(w);
	load_again(w, "proef-2.yaml", "version: 1.0", "version: 2.0");
	open_form(w, "proef");
	assert_string_equal(entry_form(w->entry)->version, "1.0");
	assert_string_equal(value_of(w, "soort"), "aap");
}

/* Load the forms again, with another version of this one beside it. */
static void load_with(struct world *w, char version, const char *options)
{
	char text[sizeof(proef_yaml) + 64];
	const char *old = "options: {aap: Aap, beer: Beer, anders: Anders}";
	const char *at = strstr(proef_yaml, old);

	snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - proef_yaml),
		 proef_yaml, options, at + strlen(old));
	*(strstr(text, "version: 1.0") + strlen("version: ")) = version;
	world_write(w, "proef-2.yaml", text);
	catalogue_free(w->catalogue);
	w->catalogue = NULL;
	world_load(w);
}

static void the_previous_record_may_be_of_another_version(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	int64_t other = world_traject(w, "T2");

	open_form(w, "proef");
	fill_in(w);
	fill(w, "soort", 0, "beer");
	complete(w);
	close_form(w);

	/* Where the answer could not mean the same it is not taken over. */
	load_with(w, '2',
		  "options: {aap: Aap, beer: Beer, anders: Anders, vis: V}");
	WORKS(open_in(w, "proef", other, NULL, &why));
	assert_string_equal(entry_form(w->entry)->version, "2.0");
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_NOTFOUND);
	close_form(w);

	load_with(w, '3', "options: {aap: Een aap, beer: B, anders: Anders}");
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(value_of(w, "soort"), "beer");
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
		PROMISE(the_head_of_the_traject_follows_its_form),
		PROMISE(a_new_form_begins_at_what_is_still_empty),
		PROMISE(another_organisatie_has_other_teams),
		PROMISE(a_code_that_is_taken_is_refused),
		PROMISE(a_jeugdige_with_forms_stays),
		PROMISE(a_new_jeugdige_has_a_key_of_its_own),
		PROMISE(rows_come_from_the_other_form),
		PROMISE(rows_follow_the_other_form),
		PROMISE(a_row_that_went_stays_while_it_has_answers),
		PROMISE(without_the_other_form_there_is_an_obstacle),
		PROMISE(the_previous_record_is_at_hand),
		PROMISE(the_previous_record_may_be_of_another_version),
		PROMISE(a_form_that_gained_a_field_keeps_its_draft),
		PROMISE(a_draft_of_another_version_goes_first),
		PROMISE(a_record_opens_in_its_own_version),
	};

	return run_tests(tests);
}
