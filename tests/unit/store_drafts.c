/* What store/drafts.h promises. */
#include "config.h"

#include "store_file.h"

#include <signal.h>
#include <sys/wait.h>

/* An empty draft of the form, added. */
static struct draft new_draft(struct file *file)
{
	struct draft draft = { .traject = file->traject };

	GOOD(drafts_add(file->store, file->form, &draft, NULL, &err));
	return draft;
}

/* Save the answer to the field of this name and go to another one. */
static int save_and_go(struct store *store, int64_t id, struct answers *answers,
		       const char *name, const char *next, struct err *err)
{
	struct draft_change change = { DRAFT_ANSWER,
				       at(answers_form(answers), name), 0 };

	return drafts_save(store, id,
			   &(struct draft_step){ .answers = answers,
						 .changes = &change,
						 .count = 1,
						 .at_field = next },
			   err);
}

static void save_one(struct file *file, int64_t id, struct answers *answers,
		     const char *name)
{
	GOOD(save_and_go(file->store, id, answers, name, name, &err));
}

static struct answers *answers_of(struct file *file, int64_t id)
{
	struct answers *answers = NULL;

	GOOD(drafts_answers(file->store, file->form, id, &answers, &err));
	return answers;
}

static void every_answer_is_kept_also_what_is_half_done(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	struct answers *back;
	struct draft found = { 0 };

	put(answers, "tekst", "een 'tekst' met \"tekens\" \xC3\xA9");
	save_one(file, draft.id, answers, "tekst");
	put(answers, "meer", "y x");
	answers_remark(answers, at(file->form, "meer"), 0, "twijfel");
	answers_reason(answers, at(file->form, "meer"), 0, "toch");
	save_one(file, draft.id, answers, "meer");
	answers_put(answers, at(file->form, "getal"), 0, NULL, "onbekend");
	save_one(file, draft.id, answers, "getal");
	back = answers_of(file, draft.id);
	assert_true(answers_equal(answers, back));
	assert_string_equal(
		answers_get(back, at(file->form, "meer"), 0)->reason, "toch");
	GOOD(drafts_get(file->store, draft.id, &found, &err));
	assert_string_equal(found.at_field, "getal");
	assert_string_equal(found.form, "alles");
	assert_string_equal(found.record, draft.record);
	assert_int_equal(strlen(found.changed), 19);
	answers_free(back);

	put(answers, "tekst", NULL);
	save_one(file, draft.id, answers, "tekst");
	back = answers_of(file, draft.id);
	assert_null(get(back, "tekst", 0));
	answers_free(back);
	answers_free(answers);
	draft_done(&found);
	draft_done(&draft);
}

static void rows_come_and_go(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	int repeat = form_find_repeat(file->form, "doel");
	struct draft_change rows = { DRAFT_ROWS, repeat, 0 };
	struct draft_change what = { DRAFT_ANSWER, at(file->form, "wat"), 2 };
	struct draft_step step = { .answers = answers,
				   .changes = &rows,
				   .count = 1,
				   .at_field = "wat",
				   .at_row = 1 };
	struct answers *back;

	put_in(answers, "wat", 1, "een");
	put_in(answers, "wat", 2, "twee");
	answers_need_rows(answers, repeat, 3);
	GOOD(drafts_save(file->store, draft.id, &step, &err));
	back = answers_of(file, draft.id);
	assert_int_equal(answers_rows(back, repeat), 3);
	assert_string_equal(get(back, "wat", 2), "twee");
	answers_free(back);

	answers_remove_row(answers, repeat, 1);
	GOOD(drafts_save(file->store, draft.id, &step, &err));
	put_in(answers, "wat", 2, "drie");
	step.changes = &what;
	step.at_row = 2;
	GOOD(drafts_save(file->store, draft.id, &step, &err));
	back = answers_of(file, draft.id);
	assert_true(answers_equal(answers, back));
	assert_int_equal(answers_rows(back, repeat), 2);
	assert_string_equal(get(back, "wat", 1), "twee");
	assert_string_equal(get(back, "wat", 2), "drie");
	answers_free(back);
	answers_free(answers);
	draft_done(&draft);
}

static void nothing_to_save_is_no_commit(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	struct store *other = NULL;

	save_one(file, draft.id, answers, "tekst");
	GOOD(store_open(file->path, 0, &other, &err));
	store_changed(other);
	GOOD(drafts_save(
		file->store, draft.id,
		&(struct draft_step){ .answers = answers, .at_field = "tekst" },
		&err));
	assert_false(store_changed(other));
	GOOD(drafts_save(
		file->store, draft.id,
		&(struct draft_step){ .answers = answers, .at_field = "getal" },
		&err));
	assert_true(store_changed(other));
	store_close(other);
	answers_free(answers);
	draft_done(&draft);
}

static void a_place_has_one_draft(void **state)
{
	struct file *file = *state;
	struct draft draft = { .traject = file->traject };
	struct draft second = { .traject = file->traject };
	struct draft found = { 0 };
	struct err told = { 0 };

	draft.jeugdige = alloc_text("J1");
	GOOD(drafts_add(file->store, file->form, &draft, NULL, &err));
	second.jeugdige = alloc_text("J1");
	REFUSED(ERR_EXISTS, "concept",
		drafts_add(file->store, file->form, &second, NULL, &err));
	alloc_replace(&second.jeugdige, "J2");
	GOOD(drafts_add(file->store, file->form, &second, NULL, &err));
	GOOD(drafts_in_place(file->store,
			     &(struct form_place){ .form = "alles",
						   .traject = file->traject,
						   .jeugdige = "J2" },
			     &found, &err));
	assert_int_equal(found.id, second.id);
	draft_done(&found);
	assert_int_equal(drafts_in_place(file->store,
					 IN_TRAJECT("alles", file->traject),
					 &found, &told),
			 ERR_NOTFOUND);
	assert_string_equal(told.text, "");
	draft_done(&draft);
	draft_done(&second);
}

static bool is_held(struct store *store, int64_t draft)
{
	bool held;

	GOOD(drafts_ask_held(store, draft, &held, &err));
	return held;
}

static void only_one_process_has_it_open(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	struct store *other = NULL;

	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	assert_true(is_held(file->store, draft.id));
	assert_false(is_held(other, draft.id));
	REFUSED(ERR_HELD, "ergens anders open",
		drafts_hold(other, draft.id, false, &err));
	REFUSED(ERR_HELD, "ergens anders open",
		save_and_go(other, draft.id, answers, "tekst", "tekst", &err));
	REFUSED(ERR_HELD, "ergens anders open",
		drafts_discard(other, draft.id, &err));

	GOOD(drafts_hold(other, draft.id, true, &err));
	assert_false(is_held(file->store, draft.id));
	REFUSED(ERR_HELD, "ergens anders open",
		save_and_go(file->store, draft.id, answers, "tekst", "tekst",
			    &err));
	/* Who lost it cannot let go of it either. */
	GOOD(drafts_release(file->store, draft.id, true, &err));
	assert_true(is_held(other, draft.id));
	GOOD(drafts_release(other, draft.id, true, &err));
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	store_close(other);
	answers_free(answers);
	draft_done(&draft);
}

static void leaving_on_purpose_is_noted(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct draft found = { 0 };

	GOOD(drafts_hold(file->store, draft.id, false, &err));
	GOOD(drafts_release(file->store, draft.id, true, &err));
	GOOD(drafts_get(file->store, draft.id, &found, &err));
	assert_true(found.parked);
	draft_done(&found);
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	GOOD(drafts_get(file->store, draft.id, &found, &err));
	assert_false(found.parked);
	draft_done(&found);
	draft_done(&draft);
}

/* A process types one answer and is killed in the middle of the next. */
static void type_and_die(struct file *file, int64_t id)
{
	struct answers *answers = answers_new(file->form);
	struct store *store = NULL;

	put(answers, "tekst", "bewaard");
	if (store_open(file->path, 0, &store, NULL) ||
	    drafts_hold(store, id, false, NULL) ||
	    save_and_go(store, id, answers, "tekst", "getal", NULL) ||
	    store_begin(store, NULL))
		_exit(1);
	put(answers, "tekst", "half");
	if (save_and_go(store, id, answers, "tekst", "maat", NULL))
		_exit(1);
	kill(getpid(), SIGKILL);
}

static void after_a_crash_everything_typed_is_there(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct draft found = { 0 };
	struct answers *back;
	struct err told = { 0 };
	int status = 0;
	pid_t child;

	assert_int_equal(drafts_interrupted(file->store, &found, &told),
			 ERR_NOTFOUND);
	assert_string_equal(told.text, "");
	store_close(file->store);
	child = fork();
	if (child == 0)
		type_and_die(file, draft.id);
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));

	GOOD(store_open(file->path, 0, &file->store, &err));
	GOOD(drafts_interrupted(file->store, &found, &err));
	assert_int_equal(found.id, draft.id);
	assert_false(found.parked);
	assert_string_equal(found.at_field, "getal");
	back = answers_of(file, draft.id);
	assert_string_equal(get(back, "tekst", 0), "bewaard");
	/* One that is gone holds nothing. */
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	assert_int_equal(drafts_interrupted(file->store, &found, NULL),
			 ERR_NOTFOUND);
	/* Nor was it left on purpose by who is cut off. */
	draft_done(&found);
	GOOD(drafts_release(file->store, draft.id, false, &err));
	GOOD(drafts_interrupted(file->store, &found, &err));
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	GOOD(drafts_release(file->store, draft.id, true, &err));
	draft_done(&found);
	assert_int_equal(drafts_interrupted(file->store, &found, NULL),
			 ERR_NOTFOUND);
	answers_free(back);
	draft_done(&found);
	draft_done(&draft);
}

static void who_runs_is_believed_where_nobody_knows_since_when(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	char *sql = alloc_print(
		"UPDATE draft SET held_token = 'other',"
		" held_process = %ld, held_started = 0",
		(long)getppid());

	GOOD(drafts_hold(file->store, draft.id, false, &err));
	run_sql(file->path, sql);
	REFUSED(ERR_HELD, "", drafts_hold(file->store, draft.id, false, &err));
	run_sql(file->path, "UPDATE draft SET held_started = 1");
	GOOD(drafts_hold(file->store, draft.id, false, &err));
	free(sql);
	draft_done(&draft);
}

static void a_draft_of_a_gone_form_version_keeps_that_version(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct form *other =
		form_of("form: alles\nversion: '2.0'\ntitle: A\nper: traject\n"
			"sections:\n- name: een\n  label: E\n  fields:\n"
			"  - {name: tekst, type: text, label: T}\n",
			file->traject_form);
	struct answers *answers = NULL;
	struct draft found = { 0 };

	REFUSED(ERR_INVALID, "versie 1.0",
		drafts_answers(file->store, other, draft.id, &answers, &err));
	GOOD(drafts_in_place(file->store, IN_TRAJECT("alles", file->traject),
			     &found, &err));
	assert_string_equal(found.version, "1.0");
	draft_done(&found);
	draft_done(&draft);
	form_free(other);
}

static void a_discarded_draft_leaves_no_answers(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	struct draft found = { 0 };

	put(answers, "tekst", "weg ermee");
	save_one(file, draft.id, answers, "tekst");
	GOOD(drafts_discard(file->store, draft.id, &err));
	REFUSED(ERR_NOTFOUND, "concept",
		drafts_get(file->store, draft.id, &found, &err));
	assert_sql(file->path, "SELECT count(*) FROM draft_value", "0");
	assert_false(is_held(file->store, draft.id));
	answers_free(answers);
	draft_done(&draft);
}

static void a_draft_can_be_shown_as_the_record_it_will_be(void **state)
{
	struct file *file = *state;
	struct draft draft = new_draft(file);
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };
	struct answers *back = NULL;

	put(answers, "tekst", "concept");
	save_one(file, draft.id, answers, "tekst");
	GOOD(records_head(file->store, draft.record, &head, &err));
	assert_int_equal(head.status, RECORD_DRAFT);
	assert_string_equal(head.traject, "T-1");
	assert_string_equal(head.team, "Oost");
	assert_null(head.completed);
	assert_null(head.revision);
	GOOD(records_answers(file->store, file->form, draft.record, &back,
			     &err));
	assert_string_equal(get(back, "tekst", 0), "concept");
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
	draft_done(&draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(every_answer_is_kept_also_what_is_half_done),
		PROMISE(rows_come_and_go),
		PROMISE(nothing_to_save_is_no_commit),
		PROMISE(a_place_has_one_draft),
		PROMISE(only_one_process_has_it_open),
		PROMISE(leaving_on_purpose_is_noted),
		PROMISE(after_a_crash_everything_typed_is_there),
		PROMISE(who_runs_is_believed_where_nobody_knows_since_when),
		PROMISE(a_draft_of_a_gone_form_version_keeps_that_version),
		PROMISE(a_discarded_draft_leaves_no_answers),
		PROMISE(a_draft_can_be_shown_as_the_record_it_will_be),
	};

	return run_tests(tests);
}
