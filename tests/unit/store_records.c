/* What store/records.h promises. */
#include "config.h"

#include "store_file.h"

#include "base/uuid.h"

/* Save it again with a reason, as what was seen. */
static int correct(struct file *file, struct record_head *head,
		   const struct answers *answers, const char *why,
		   struct err *err)
{
	struct authorship by = { .medewerker = "Bram",
				 .login = "bram",
				 .why = why,
				 .at = "2025-04-05T06:07:08" };

	return records_save(file->store, file->form, head, answers, 0, &by,
			    err);
}

static struct answers *answers_of(struct file *file, const char *id)
{
	struct answers *answers = NULL;

	GOOD(records_answers(file->store, file->form, id, &answers, &err));
	return answers;
}

static void every_type_of_value_comes_back_as_it_was(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct answers *back = answers_of(file, head.id);
	int getal = at(file->form, "getal");
	int wat = at(file->form, "wat");

	assert_true(answers_equal(answers, back));
	assert_string_equal(answers_get(back, getal, 0)->remark, "geschat");
	assert_string_equal(answers_get(back, wat, 2)->reason, "zo besproken");
	assert_sql(file->path,
		   "SELECT getal || ' ' || maat || ' ' || s1 || ' ' || meer ||"
		   " ' ' || meer__x || meer__y || meer__z FROM alles_1_0",
		   "-12 1.5 1 5 101");
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
}

static void a_missing_reason_stands_apart_from_the_value(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head;
	struct answers *back;

	answers_put(answers, at(file->form, "s1"), 0, NULL, "onbekend");
	answers_put(answers, at(file->form, "meer"), 0, NULL, "onbekend");
	answers_need_rows(answers, 0, 1);
	answers_put(answers, at(file->form, "hoe"), 1, NULL, "onbekend");
	head = save_complete(file, answers);
	back = answers_of(file, head.id);
	assert_true(answers_equal(answers, back));
	assert_string_equal(get_missing(back, "s1"), "onbekend");
	assert_sql(file->path,
		   "SELECT s1 IS NULL AND s1__missing = 'onbekend'"
		   " FROM alles_1_0",
		   "1");
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
}

static void a_reason_that_the_field_does_not_have_is_refused(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	answers_put(answers, at(file->form, "s2"), 0, NULL, "onbekend");
	REFUSED(ERR_INVALID, "s2",
		save_record(file->store, file->form, file->traject,
			    "2025-03-02", true, answers, &head, &err));
	assert_sql(file->path, "SELECT count(*) FROM traject", "1");
	answers_free(answers);
	record_head_done(&head);
}

/* As only a damaged file has it: no such row, both a value and a reason. */
static void what_cannot_be_is_not_read(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct answers *found;

	answers_free(answers);
	run_sql(file->path,
		"PRAGMA ignore_check_constraints = ON;"
		"UPDATE alles_1_0__doel SET row = 2000000000 WHERE row = 2;"
		"UPDATE alles_1_0 SET getal__missing = 'onbekend';"
		"UPDATE annotation SET row = -3 WHERE field = 'wat';"
		"UPDATE annotation SET row = 7 WHERE field = 'getal'");
	found = answers_of(file, head.id);
	assert_int_equal(answers_rows(found, 0), 1);
	assert_string_equal(get(found, "wat", 1), "slapen");
	assert_string_equal(get(found, "getal", 0), "-12");
	assert_null(get_missing(found, "getal"));
	answers_free(found);
	record_head_done(&head);
}

static void a_name_that_is_sql_is_refused(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct answers *found = NULL;

	answers_free(answers);
	run_sql(file->path,
		"UPDATE form SET table_name = 'x\" UNION SELECT 1; --'"
		" WHERE name = 'alles'; CREATE TABLE change_of_schema (a)");
	REFUSED(ERR_SYSTEM, "reservekopie",
		records_answers(file->store, file->form, head.id, &found,
				&err));
	record_head_done(&head);
}

static void the_head_is_filled_in(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = save_complete(file, answers);
	struct record_head found = { 0 };

	assert_true(uuid_is_valid(head.id));
	assert_true(uuid_is_valid(head.revision));
	assert_string_equal(head.traject, "T-1");
	assert_string_equal(head.organisatie, "Noord");
	assert_string_equal(head.team, "Oost");
	assert_string_equal(head.medewerker, "Anja");
	assert_string_equal(head.completed, "2025-03-02");
	assert_int_equal(strlen(head.changed), 19);
	assert_true(head.counts);
	GOOD(records_head(file->store, head.id, &found, &err));
	assert_string_equal(found.revision, head.revision);
	assert_string_equal(found.form, "alles");
	assert_string_equal(found.version, "1.0");
	assert_int_equal(found.status, RECORD_COMPLETE);
	REFUSED(ERR_NOTFOUND, "niets",
		records_head(file->store, "niets", &found, &err));
	answers_free(answers);
	record_head_done(&head);
	record_head_done(&found);
}

static void a_second_complete_record_in_a_place_is_a_conflict(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = save_complete(file, answers);
	struct record_head second = { 0 };
	struct record_head found = { 0 };
	struct err told = { 0 };

	REFUSED(ERR_EXISTS, head.id,
		save_record(file->store, file->form, file->traject,
			    "2025-03-03", true, answers, &second, &err));
	record_head_done(&second);
	second.jeugdige = alloc_text("J1");
	GOOD(save_record(file->store, file->form, file->traject, "2025-03-03",
			 true, answers, &second, &err));
	record_head_done(&second);
	second.jeugdige = alloc_text("J1");
	second.informant = alloc_text("ouder");
	GOOD(save_record(file->store, file->form, file->traject, "2025-03-03",
			 true, answers, &second, &err));
	GOOD(records_in_place(file->store,
			      &(struct form_place){ .form = "alles",
						    .traject = file->traject,
						    .jeugdige = "J1",
						    .informant = "ouder" },
			      &found, &err));
	assert_string_equal(found.id, second.id);
	record_head_done(&found);
	assert_int_equal(
		records_in_place(file->store,
				 &(struct form_place){ .form = "alles",
						       .traject = file->traject,
						       .jeugdige = "J2" },
				 &found, &told),
		ERR_NOTFOUND);
	assert_string_equal(told.text, "");
	answers_free(answers);
	record_head_done(&head);
	record_head_done(&second);
}

static void another_version_of_the_form_is_the_same_place(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = save_complete(file, answers);
	struct record_head second = { 0 };
	struct form *newer =
		form_of("form: alles\nversion: '2.0'\ntitle: A\nper: traject\n"
			"sections:\n- name: een\n  label: E\n  fields:\n"
			"  - {name: tekst, type: text, label: T}\n",
			file->traject_form);
	struct answers *other = answers_new(newer);
	struct authorship by = { .why = "verkeerd traject" };

	REFUSED(ERR_EXISTS, head.id,
		save_record(file->store, newer, file->traject, "2025-03-03",
			    true, other, &second, &err));
	record_head_done(&second);
	GOOD(records_withdraw(file->store, head.id, &by, &err));
	GOOD(save_record(file->store, newer, file->traject, "2025-03-03", true,
			 other, &second, &err));
	record_head_done(&head);
	GOOD(records_in_place(file->store, IN_TRAJECT("alles", file->traject),
			      &head, &err));
	assert_string_equal(head.version, "2.0");
	answers_free(answers);
	answers_free(other);
	record_head_done(&head);
	record_head_done(&second);
	form_free(newer);
}

static void a_correction_keeps_the_row_and_the_old_values(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct history history = { 0 };
	struct answers *back;
	char *id = alloc_text(head.id);
	char *revision = alloc_text(head.revision);

	put(answers, "getal", "13");
	answers_put(answers, at(file->form, "s1"), 0, NULL, "onbekend");
	put(answers, "maat", NULL);
	put_in(answers, "wat", 1, "rust");
	GOOD(correct(file, &head, answers, "vergissing", &err));
	assert_string_equal(head.id, id);
	assert_string_not_equal(head.revision, revision);
	back = answers_of(file, id);
	assert_true(answers_equal(answers, back));
	assert_sql(file->path, "SELECT count(*) || max(id) FROM alles_1_0",
		   "11");

	GOOD(records_history(file->store, id, &history, &err));
	assert_int_equal(history.count, 5);
	assert_string_equal(history.items[0].what, "complete");
	assert_null(history.items[0].field);
	assert_string_equal(history.items[0].revision, revision);
	assert_string_equal(history.items[1].what, "correct");
	assert_string_equal(history.items[1].why, "vergissing");
	assert_string_equal(history.items[1].medewerker, "Bram");
	assert_string_equal(history.items[1].login, "bram");
	assert_string_equal(history.items[1].at, "2025-04-05T06:07:08");
	assert_string_equal(history.items[1].field, "getal");
	assert_string_equal(history.items[1].before, "-12");
	assert_string_equal(history.items[1].after, "13");
	assert_string_equal(history.items[2].field, "maat");
	assert_string_equal(history.items[2].before, "1.5");
	assert_null(history.items[2].after);
	assert_string_equal(history.items[3].field, "s1");
	assert_string_equal(history.items[3].after, "missing: onbekend");
	assert_string_equal(history.items[4].field, "wat");
	assert_int_equal(history.items[4].row, 1);
	assert_string_equal(history.items[4].before, "slapen");
	assert_string_equal(history.items[4].after, "rust");
	history_done(&history);
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
	free(id);
	free(revision);
}

static void each_correction_tells_its_own_change(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct history history = { 0 };

	put(answers, "tekst", "twee");
	GOOD(correct(file, &head, answers, "een", &err));
	put(answers, "tekst", "drie");
	answers_remove_row(answers, 0, 2);
	GOOD(correct(file, &head, answers, "twee", &err));
	answers_remark(answers, at(file->form, "getal"), 0, "gemeten");
	GOOD(correct(file, &head, answers, "drie", &err));
	GOOD(records_history(file->store, head.id, &history, &err));
	assert_int_equal(history.count, 6);
	assert_string_equal(history.items[1].after, "twee");
	assert_string_equal(history.items[2].field, "doel");
	assert_string_equal(history.items[2].before, "2");
	assert_string_equal(history.items[2].after, "1");
	assert_string_equal(history.items[3].field, "tekst");
	assert_string_equal(history.items[3].before, "twee");
	assert_string_equal(history.items[3].after, "drie");
	assert_string_equal(history.items[4].field, "wat");
	assert_string_equal(history.items[4].before, "eten");
	assert_null(history.items[4].after);
	assert_null(history.items[5].field);
	assert_string_equal(history.items[5].why, "drie");
	history_done(&history);
	answers_free(answers);
	record_head_done(&head);
}

static void only_what_was_seen_can_be_corrected(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct record_head old = { 0 };

	record_head_copy(&old, &head);
	put(answers, "tekst", "eerst");
	GOOD(correct(file, &head, answers, "een", &err));
	put(answers, "tekst", "later");
	REFUSED(ERR_EXISTS, "intussen",
		correct(file, &old, answers, "twee", &err));
	alloc_replace(&head.jeugdige, "J1");
	REFUSED(ERR_INVALID, "T-1",
		correct(file, &head, answers, "drie", &err));
	answers_free(answers);
	answers = answers_of(file, old.id);
	assert_string_equal(get(answers, "tekst", 0), "eerst");
	answers_free(answers);
	record_head_done(&head);
	record_head_done(&old);
}

static void withdrawing_takes_a_reason_and_keeps_the_record(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);
	struct record_head found = { 0 };
	struct authorship by = { .medewerker = "Bram", .why = " " };
	struct history history = { 0 };
	struct answers *back;

	REFUSED(ERR_INVALID, "waarom",
		records_withdraw(file->store, head.id, &by, &err));
	by.why = "dubbel";
	GOOD(records_withdraw(file->store, head.id, &by, &err));
	GOOD(records_head(file->store, head.id, &found, &err));
	assert_int_equal(found.status, RECORD_WITHDRAWN);
	assert_false(found.counts);
	back = answers_of(file, head.id);
	assert_true(answers_equal(answers, back));
	REFUSED(ERR_INVALID, "al ingetrokken",
		records_withdraw(file->store, head.id, &by, &err));
	GOOD(records_history(file->store, head.id, &history, &err));
	assert_int_equal(history.count, 2);
	assert_string_equal(history.items[1].what, "withdraw");
	assert_string_equal(history.items[1].why, "dubbel");
	history_done(&history);
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
	record_head_done(&found);
}

static void completing_takes_the_draft_away_and_its_id_over(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct draft draft = { .traject = file->traject };
	struct record_head head = { 0 };
	struct authorship by = { .medewerker = "Anja" };

	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	head.traject_id = file->traject;
	head.status = RECORD_COMPLETE;
	head.completed = alloc_text("2025-03-02");
	GOOD(records_save(file->store, file->form, &head, answers, draft.id,
			  &by, &err));
	assert_string_equal(head.id, draft.record);
	assert_sql(file->path,
		   "SELECT (SELECT count(*) FROM draft) ||"
		   " (SELECT count(*) FROM draft_value) ||"
		   " (SELECT count(*) FROM draft_rows)",
		   "000");
	answers_free(answers);
	draft_done(&draft);
	record_head_done(&head);
}

static void a_draft_that_someone_took_over_is_not_completed(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct draft draft = { .traject = file->traject };
	struct record_head head = { 0 };
	struct authorship by = { .medewerker = "Anja" };
	struct store *other = NULL;

	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(drafts_hold(other, draft.id, true, &err));
	head.traject_id = file->traject;
	head.status = RECORD_COMPLETE;
	head.completed = alloc_text("2025-03-02");
	REFUSED(ERR_HELD, "ergens anders",
		records_save(file->store, file->form, &head, answers, draft.id,
			     &by, &err));
	assert_sql(file->path, "SELECT count(*) FROM alles_1_0", "0");
	store_close(other);
	answers_free(answers);
	draft_done(&draft);
	record_head_done(&head);
}

static void an_import_keeps_ids_days_and_names(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };
	struct history history = { 0 };

	head.id = alloc_text("018f0000-0000-7000-8000-000000000001");
	head.revision = alloc_text("018f0000-0000-7000-8000-000000000002");
	head.changed = alloc_text("2023-01-02T03:04:05");
	head.organisatie = alloc_text("Zuid");
	head.team = alloc_text("Oost");
	GOOD(save_record(file->store, file->form, file->traject, "2023-01-02",
			 false, answers, &head, &err));
	assert_string_equal(head.id, "018f0000-0000-7000-8000-000000000001");
	assert_string_equal(head.revision,
			    "018f0000-0000-7000-8000-000000000002");
	assert_string_equal(head.changed, "2023-01-02T03:04:05");
	assert_string_equal(head.organisatie, "Zuid");
	assert_string_equal(head.team, "Oost");
	assert_null(head.medewerker);
	GOOD(records_history(file->store, head.id, &history, &err));
	assert_string_equal(history.items[0].what, "import");
	history_done(&history);
	record_head_done(&head);

	head.jeugdige = alloc_text("J1");
	head.team = alloc_text("Nergens");
	REFUSED(ERR_NOTFOUND, "\"Nergens\"",
		save_record(file->store, file->form, file->traject,
			    "2023-01-02", false, answers, &head, &err));
	record_head_done(&head);
	head.id = alloc_text("geen id");
	REFUSED(ERR_INVALID, "geen id",
		save_record(file->store, file->form, file->traject,
			    "2023-01-02", false, answers, &head, &err));
	record_head_done(&head);
	REFUSED(ERR_INVALID, "dag",
		save_record(file->store, file->form, file->traject,
			    "2023-02-30", false, answers, &head, &err));
	record_head_done(&head);
	answers_free(answers);
}

static void a_failed_save_inside_a_transaction_leaves_the_others(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	GOOD(store_begin(file->store, &err));
	add_record(file, "T-2", "2025-05-02");
	answers_put(answers, at(file->form, "s2"), 0, NULL, "onbekend");
	assert_int_equal(save_record(file->store, file->form, file->traject,
				     "2025-03-02", true, answers, &head, NULL),
			 ERR_INVALID);
	record_head_done(&head);
	add_record(file, "T-3", "2025-05-03");
	GOOD(store_commit(file->store, &err));
	assert_sql(file->path,
		   "SELECT (SELECT count(*) FROM alles_1_0) ||"
		   " (SELECT count(*) FROM revision)",
		   "22");
	answers_free(answers);
}

static void a_status_reads_as_it_is_written(void **state)
{
	enum record_status status = RECORD_DRAFT;

	(void)state;
	for (int i = RECORD_DRAFT; i <= RECORD_WITHDRAWN; i++) {
		assert_true(record_status_read(
			record_status_name((enum record_status)i), &status));
		assert_int_equal(status, i);
	}
	assert_false(record_status_read("klaar", &status));
	assert_false(record_status_read(NULL, &status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(every_type_of_value_comes_back_as_it_was),
		PROMISE(a_missing_reason_stands_apart_from_the_value),
		PROMISE(a_reason_that_the_field_does_not_have_is_refused),
		PROMISE(what_cannot_be_is_not_read),
		PROMISE(a_name_that_is_sql_is_refused),
		PROMISE(the_head_is_filled_in),
		PROMISE(a_second_complete_record_in_a_place_is_a_conflict),
		PROMISE(another_version_of_the_form_is_the_same_place),
		PROMISE(a_correction_keeps_the_row_and_the_old_values),
		PROMISE(each_correction_tells_its_own_change),
		PROMISE(only_what_was_seen_can_be_corrected),
		PROMISE(withdrawing_takes_a_reason_and_keeps_the_record),
		PROMISE(completing_takes_the_draft_away_and_its_id_over),
		PROMISE(a_draft_that_someone_took_over_is_not_completed),
		PROMISE(an_import_keeps_ids_days_and_names),
		PROMISE(a_failed_save_inside_a_transaction_leaves_the_others),
		PROMISE(a_status_reads_as_it_is_written),
	};

	return run_tests(tests);
}
