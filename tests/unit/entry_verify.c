/* What entry/entry.h promises about a second entry of a completed record. */
#include "config.h"

#include "unit.h"

#include "entry_world.h"
#include "store/tally.h"
#include "store/verifications.h"

/* A completed form with an answer of each kind. */
static void complete_first(struct world *w)
{
	open_form(w, "proef");
	type(w, "aap");
	fill(w, "getal", 0, "5");
	fill(w, "meer", 0, "y z");
	fill(w, "s1", 0, "1");
	fill(w, "s2", 0, "0");
	go(w, "s3", 0);
	WORKS(entry_set_missing(w->entry, "onbekend", &why));
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "wat", 1, "lezen");
	fill(w, "hoe", 1, "1");
	complete(w);
	close_form(w);
}

static int open_second(struct world *w, enum verify_how how, const char *by,
		       struct err *err)
{
	struct entry_start start = {
		.store = w->store,
		.catalogue = w->catalogue,
		.form = catalogue_find(w->catalogue, "proef", NULL),
		.traject = w->traject,
		.medewerker = by,
		.verify = how,
	};

	return entry_open(&start, &w->entry, err);
}

static void begin(struct world *w, enum verify_how how)
{
	WORKS(open_second(w, how, "Bo", &why));
	assert_int_equal(entry_verifies(w->entry), how);
	assert_true(entry_is_open(w->entry));
}

static enum compared compared_at(struct world *w, const char *name, int row)
{
	return entry_compared(w->entry,
			      entry_find(w->entry, field_named(w, name), row));
}

/* Everything that is not compared yet is right as it is. */
static void confirm_rest(struct world *w)
{
	for (size_t i = 0; i < entry_count(w->entry); i++) {
		if (entry_compared(w->entry, i) != COMPARED_NOT)
			continue;
		assert_true(entry_go(w->entry, i));
		WORKS(entry_confirm(w->entry, &why));
	}
}

static size_t count_obstacles(struct world *w)
{
	struct obstacle_list list = { 0 };
	size_t count;

	entry_obstacles(w->entry, &list);
	count = list.count;
	obstacle_list_done(&list);
	return count;
}

static void read_head(struct world *w, struct record_head *head)
{
	*head = (struct record_head){ 0 };
	WORKS(records_in_place(w->store, IN_TRAJECT("proef", w->traject), head,
			       &why));
}

static size_t count_revisions(struct world *w, const char *what)
{
	struct history history = { 0 };
	struct record_head head;
	size_t count = 0;

	read_head(w, &head);
	WORKS(records_history(w->store, head.id, &history, &why));
	for (size_t i = 0; i < history.count; i++)
		count += strcmp(history.items[i].what, what) == 0 &&
			 (i == 0 || strcmp(history.items[i].revision,
					   history.items[i - 1].revision) != 0);
	history_done(&history);
	record_head_done(&head);
	return count;
}

static void
what_is_the_same_is_marked_with_who_when_how_and_nothing_else(void **state)
{
	struct world *w = *state;
	struct verification v = { 0 };
	struct record_head before;
	struct record_head head;

	complete_first(w);
	read_head(w, &before);
	begin(w, VERIFY_OPEN);
	confirm_rest(w);
	assert_int_equal(entry_differences(w->entry), 0);
	complete(w);
	assert_false(entry_is_open(w->entry));
	assert_int_equal(entry_head(w->entry)->status, RECORD_VERIFIED);
	read_head(w, &head);
	assert_int_equal(head.status, RECORD_VERIFIED);
	assert_string_equal(head.completed, before.completed);
	assert_int_equal(head.counts, before.counts);
	assert_int_equal(count_revisions(w, "correct"), 0);
	assert_int_equal(count_revisions(w, "verify"), 1);
	WORKS(verifications_of(w->store, head.id, &v, &why));
	assert_int_equal(v.how, VERIFY_OPEN);
	assert_int_equal(v.differences, 0);
	assert_string_equal(v.medewerker, "Bo");
	assert_string_equal(v.entered_by, "An");
	assert_string_equal(v.at, "2025-06-15T12:00:00");
	assert_false(verification_is_own(&v));
	verification_done(&v);
	record_head_done(&head);
	record_head_done(&before);
}

static void blind_begins_empty_with_the_rows_of_the_first(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_BLIND);
	assert_null(value_of(w, "soort"));
	assert_null(value_of(w, "getal"));
	assert_null(answer_of(w, "s3", 0)->missing);
	assert_null(answer_of(w, "wat", 1)->value);
	assert_true(entry_find(w->entry, field_named(w, "wat"), 1) <
		    entry_count(w->entry));
	type(w, "aap");
	assert_int_equal(compared_at(w, "soort", 0), COMPARED_SAME);
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_NOT);
}

static void each_difference_has_to_be_settled(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_OPEN);
	fill(w, "getal", 0, "6");
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_ASKED);
	confirm_rest(w);
	assert_int_equal(count_obstacles(w), 1);
	assert_int_equal(entry_complete(w->entry, NULL, NULL), ERR_INVALID);
	assert_focus(w, "getal");
	WORKS(entry_settle_difference(w->entry, COMPARED_FIRST, &why));
	assert_string_equal(value_of(w, "getal"), "5");
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_FIRST);
	fill(w, "s1", 0, "0");
	WORKS(entry_settle_difference(w->entry, COMPARED_SECOND, &why));
	assert_string_equal(value_of(w, "s1"), "0");
	/* Neither: a third answer settles it. */
	fill(w, "wat", 1, "rekenen");
	assert_int_equal(compared_at(w, "wat", 1), COMPARED_ASKED);
	type(w, "schrijven");
	assert_int_equal(compared_at(w, "wat", 1), COMPARED_NEITHER);
	/* The same once more: the second is right. */
	fill(w, "hoe", 1, "0");
	type(w, "0");
	assert_int_equal(compared_at(w, "hoe", 1), COMPARED_SECOND);
	/* And after all as the first. */
	fill(w, "s2", 0, "1");
	type(w, "0");
	assert_int_equal(compared_at(w, "s2", 0), COMPARED_FIRST);
	assert_int_equal(entry_differences(w->entry), 5);
	assert_int_equal(count_obstacles(w), 0);
	complete(w);
	assert_string_equal(value_of(w, "getal"), "5");
	assert_string_equal(value_of(w, "s1"), "0");
	assert_string_equal(answer_of(w, "wat", 1)->value, "schrijven");
}

static void what_is_right_becomes_a_correction_and_then_the_mark(void **state)
{
	struct world *w = *state;
	struct verification v = { 0 };
	struct history history = { 0 };
	struct record_head head;

	complete_first(w);
	begin(w, VERIFY_BLIND);
	fill(w, "s1", 0, "0");
	WORKS(entry_settle_difference(w->entry, COMPARED_SECOND, &why));
	fill(w, "soort", 0, "aap");
	fill(w, "getal", 0, "5");
	fill(w, "meer", 0, "y z");
	fill(w, "s2", 0, "0");
	fill(w, "s3", 0, "-");
	fill(w, "wat", 1, "lezen");
	fill(w, "hoe", 1, "1");
	assert_int_equal(count_obstacles(w), 0);
	complete(w);
	read_head(w, &head);
	assert_int_equal(head.status, RECORD_VERIFIED);
	WORKS(records_history(w->store, head.id, &history, &why));
	assert_int_equal(history.count, 3);
	assert_string_equal(history.items[1].what, "correct");
	assert_string_equal(history.items[1].why, "dubbele invoer");
	assert_string_equal(history.items[1].field, "s1");
	assert_string_equal(history.items[1].before, "1");
	assert_string_equal(history.items[1].after, "0");
	assert_string_equal(history.items[2].what, "verify");
	assert_int_equal(history.items[2].how, VERIFY_BLIND);
	assert_int_equal(history.items[2].differences, 1);
	history_done(&history);
	WORKS(verifications_of(w->store, head.id, &v, &why));
	assert_string_equal(v.entered_by, "An");
	verification_done(&v);
	record_head_done(&head);
}

static void a_correction_takes_the_mark_away(void **state)
{
	struct world *w = *state;
	struct verification v = { 0 };
	struct record_head head;

	complete_first(w);
	begin(w, VERIFY_OPEN);
	confirm_rest(w);
	complete(w);
	close_form(w);
	open_form(w, "proef");
	assert_int_equal(entry_head(w->entry)->status, RECORD_VERIFIED);
	WORKS(entry_reopen(w->entry, "typefout", &why));
	fill(w, "getal", 0, "8");
	complete(w);
	read_head(w, &head);
	assert_int_equal(head.status, RECORD_COMPLETE);
	WORKS(verifications_of(w->store, head.id, &v, &why));
	assert_null(v.at);
	assert_null(v.medewerker);
	verification_done(&v);
	record_head_done(&head);
}

static void it_is_parked_and_goes_on_as_it_was_begun(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_BLIND);
	type(w, "aap");
	fill(w, "getal", 0, "6");
	go(w, "s2", 0);
	close_form(w);
	/* What was asked for does not matter once it was begun. */
	WORKS(open_second(w, VERIFY_OPEN, "Cor", &why));
	assert_int_equal(entry_verifies(w->entry), VERIFY_BLIND);
	assert_false(entry_was_interrupted(w->entry));
	assert_focus(w, "s2");
	assert_null(value_of(w, "s1"));
	assert_int_equal(compared_at(w, "soort", 0), COMPARED_SAME);
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_ASKED);
	assert_int_equal(compared_at(w, "s1", 0), COMPARED_NOT);
}

static void what_could_not_be_saved_of_it_is_saved_later(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	complete_first(w);
	begin(w, VERIFY_BLIND);
	fill(w, "getal", 0, "7");
	fill_disk(true);
	assert_true(entry_flush(w->entry, &err) < 0);
	fill_disk(false);
	flush(w);
	close_form(w);
	begin(w, VERIFY_BLIND);
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_ASKED);
}

static void one_that_was_only_opened_leaves_no_trace(void **state)
{
	struct world *w = *state;
	struct record_head head;
	struct draft draft = { 0 };

	complete_first(w);
	begin(w, VERIFY_BLIND);
	close_form(w);
	read_head(w, &head);
	assert_int_equal(verifications_begun(w->store, head.id, &draft, NULL),
			 ERR_NOTFOUND);
	record_head_done(&head);
}

static void to_all_others_it_is_no_draft(void **state)
{
	struct world *w = *state;
	struct draft draft = { 0 };
	struct record_list list = { 0 };
	struct tally *tally = NULL;
	const struct selection all = { .form = "proef" };
	const struct form *form = catalogue_find(w->catalogue, "proef", NULL);

	complete_first(w);
	begin(w, VERIFY_OPEN);
	confirm_rest(w);
	close_form(w);
	assert_int_equal(drafts_in_place(w->store,
					 IN_TRAJECT("proef", w->traject),
					 &draft, NULL),
			 ERR_NOTFOUND);
	WORKS(records_of_traject(w->store, w->traject, &list, &why));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].status, RECORD_COMPLETE);
	record_list_done(&list);
	WORKS(tally_refresh(w->store, &form, 1, &all, &tally, &why));
	assert_int_equal(tally->draft, 0);
	assert_int_equal(tally->complete, 1);
	tally_free(tally);
	open_form(w, "proef");
	assert_false(entry_is_open(w->entry));
	assert_int_equal(entry_head(w->entry)->status, RECORD_COMPLETE);
}

static void a_record_that_changed_is_compared_anew(void **state)
{
	struct world *w = *state;
	struct record_head head;
	struct record_head back = { 0 };
	struct answers *answers;
	const struct form *form = catalogue_find(w->catalogue, "proef", NULL);

	complete_first(w);
	begin(w, VERIFY_OPEN);
	confirm_rest(w);
	close_form(w);
	read_head(w, &head);
	WORKS(records_answers(w->store, form, head.id, &answers, &why));
	record_head_copy(&back, &head);
	WORKS(records_save(w->store, form, &back, answers, 0, NULL, &why));
	answers_free(answers);
	record_head_done(&head);
	record_head_done(&back);
	begin(w, VERIFY_BLIND);
	assert_true(entry_began_anew(w->entry));
	assert_int_equal(compared_at(w, "soort", 0), COMPARED_NOT);
}

static void an_empty_answer_is_an_answer_too(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "aap");
	complete(w);
	close_form(w);
	begin(w, VERIFY_BLIND);
	type(w, "aap");
	go(w, "getal", 0);
	WORKS(entry_confirm(w->entry, &why));
	assert_int_equal(compared_at(w, "getal", 0), COMPARED_SAME);
	go(w, "s1", 0);
	type(w, "1");
	assert_int_equal(compared_at(w, "s1", 0), COMPARED_ASKED);
	WORKS(entry_settle_difference(w->entry, COMPARED_FIRST, &why));
	assert_null(value_of(w, "s1"));
	confirm_rest(w);
	complete(w);
	assert_int_equal(entry_head(w->entry)->status, RECORD_VERIFIED);
	close_form(w);
}

static void several_options_are_compared_when_they_are_left(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_BLIND);
	go(w, "meer", 0);
	WORKS(entry_toggle(w->entry, "y", &why));
	assert_int_equal(compared_at(w, "meer", 0), COMPARED_NOT);
	WORKS(entry_toggle(w->entry, "z", &why));
	WORKS(entry_confirm(w->entry, &why));
	assert_int_equal(compared_at(w, "meer", 0), COMPARED_SAME);
	WORKS(entry_toggle(w->entry, "z", &why));
	WORKS(entry_confirm(w->entry, &why));
	assert_int_equal(compared_at(w, "meer", 0), COMPARED_ASKED);
}

static void what_is_undone_is_not_compared(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_BLIND);
	type(w, "aap");
	assert_true(entry_undo(w->entry));
	assert_int_equal(compared_at(w, "soort", 0), COMPARED_NOT);
}

static void a_remark_and_a_reason_of_the_first_stay(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "aap");
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "klopt", &why));
	WORKS(entry_remark(w->entry, "geteld", &why));
	complete(w);
	close_form(w);
	begin(w, VERIFY_BLIND);
	type(w, "aap");
	fill(w, "getal", 0, "60");
	assert_int_equal(fault_at(w, "getal", 0), FAULT_OVERRULED);
	confirm_rest(w);
	complete(w);
	assert_string_equal(answer_of(w, "getal", 0)->reason, "klopt");
	assert_string_equal(answer_of(w, "getal", 0)->remark, "geteld");
	assert_int_equal(count_revisions(w, "correct"), 0);
}

static void rows_can_be_added_but_stay_where_they_are(void **state)
{
	struct world *w = *state;

	complete_first(w);
	begin(w, VERIFY_OPEN);
	go(w, "wat", 1);
	assert_int_equal(entry_remove_row(w->entry, NULL), ERR_INVALID);
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	assert_int_equal(compared_at(w, "wat", 2), COMPARED_NOT);
	fill(w, "wat", 2, "zwemmen");
	assert_int_equal(compared_at(w, "wat", 2), COMPARED_ASKED);
	WORKS(entry_settle_difference(w->entry, COMPARED_SECOND, &why));
	/* One that was added in this entry can go again. */
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "wat", 3, "te veel");
	flush(w);
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(compared_at(w, "wat", 2), COMPARED_SECOND);
	close_form(w);
	begin(w, VERIFY_OPEN);
	assert_true(entry_find(w->entry, field_named(w, "wat"), 3) ==
		    entry_count(w->entry));
	confirm_rest(w);
	complete(w);
	assert_string_equal(answer_of(w, "wat", 2)->value, "zwemmen");
	assert_int_equal(count_revisions(w, "correct"), 1);
}

static void it_and_a_correction_do_not_go_together(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	complete_first(w);
	begin(w, VERIFY_OPEN);
	type(w, "aap");
	close_form(w);
	open_form(w, "proef");
	assert_int_equal(entry_reopen(w->entry, "fout", &err), ERR_EXISTS);
	close_form(w);
	begin(w, VERIFY_OPEN);
	WORKS(entry_discard(w->entry, &why));
	close_form(w);
	open_form(w, "proef");
	WORKS(entry_reopen(w->entry, "fout", &why));
	fill(w, "getal", 0, "6");
	close_form(w);
	assert_int_equal(open_second(w, VERIFY_OPEN, "Bo", &err), ERR_EXISTS);
	w->entry = NULL;
}

static void only_what_is_complete_can_be_entered_again(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	assert_int_equal(open_second(w, VERIFY_OPEN, "Bo", &err), ERR_NOTFOUND);
	w->entry = NULL;
}

static void who_did_both_is_known(void **state)
{
	struct world *w = *state;
	struct verification v = { 0 };
	struct record_head head;

	complete_first(w);
	WORKS(open_second(w, VERIFY_OPEN, "An", &why));
	confirm_rest(w);
	complete(w);
	read_head(w, &head);
	WORKS(verifications_of(w->store, head.id, &v, &why));
	assert_true(verification_is_own(&v));
	verification_done(&v);
	record_head_done(&head);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)
		PROMISE(what_is_the_same_is_marked_with_who_when_how_and_nothing_else),
		PROMISE(blind_begins_empty_with_the_rows_of_the_first),
		PROMISE(each_difference_has_to_be_settled),
		PROMISE(what_is_right_becomes_a_correction_and_then_the_mark),
		PROMISE(a_correction_takes_the_mark_away),
		PROMISE(it_is_parked_and_goes_on_as_it_was_begun),
		PROMISE(what_could_not_be_saved_of_it_is_saved_later),
		PROMISE(one_that_was_only_opened_leaves_no_trace),
		PROMISE(to_all_others_it_is_no_draft),
		PROMISE(a_record_that_changed_is_compared_anew),
		PROMISE(an_empty_answer_is_an_answer_too),
		PROMISE(several_options_are_compared_when_they_are_left),
		PROMISE(what_is_undone_is_not_compared),
		PROMISE(a_remark_and_a_reason_of_the_first_stay),
		PROMISE(rows_can_be_added_but_stay_where_they_are),
		PROMISE(it_and_a_correction_do_not_go_together),
		PROMISE(only_what_is_complete_can_be_entered_again),
		PROMISE(who_did_both_is_known),
	};

	return run_tests(tests);
}
