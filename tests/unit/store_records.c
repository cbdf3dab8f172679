/* What store/records.h promises. */
#include "config.h"

#include "store_file.h"

#include "base/count.h"
#include "base/uuid.h"

static struct answers *all_answers(const struct form *form)
{
	struct answers *answers = answers_new(form);

	put(answers, "tekst", "Het 'gezin' \"A\"; DROP TABLE note");
	put(answers, "getal", "-12");
	put(answers, "maat", "1.5");
	put(answers, "dag", "2025-03-01");
	put(answers, "tijd", "14:05");
	put(answers, "moment", "2025-03-01T14:05");
	put(answers, "s1", "1");
	put(answers, "s2", "0");
	put(answers, "schaal", "-1");
	put(answers, "wie", "Anja");
	put(answers, "keuze", "b");
	put(answers, "meer", "x z");
	put_in(answers, "wat", 1, "slapen");
	put_in(answers, "hoe", 1, "goed");
	put_in(answers, "wat", 2, "eten");
	answers_remark(answers, at(form, "getal"), 0, "geschat");
	answers_reason(answers, at(form, "wat"), 2, "zo besproken");
	return answers;
}

static struct record_head save(struct file *file, const struct answers *answers)
{
	struct record_head head = { 0 };

	GOOD(save_record(file->store, file->form, file->traject, "2025-03-02",
			 true, answers, &head, &err));
	return head;
}

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
	struct record_head head = save(file, answers);
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
	head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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
	struct record_head head = save(file, answers);
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

static void a_traject_lists_all_of_its_records_and_drafts(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = save(file, answers);
	struct authorship by = { .why = "dubbel" };
	struct draft draft = { .traject = file->traject };
	struct record_list list = { 0 };
	struct record_head other = { .jeugdige = alloc_text("J1") };
	int64_t both[2];

	GOOD(records_withdraw(file->store, head.id, &by, &err));
	record_head_done(&head);
	head = save(file, answers);
	GOOD(drafts_add(file->store, file->traject_form, &draft, NULL, &err));
	both[0] = add_traject(file->store, "T-2");
	both[1] = file->traject;
	GOOD(save_record(file->store, file->form, both[0], "2025-02-01", true,
			 answers, &other, &err));
	GOOD(records_of_traject(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].id, head.id);
	assert_int_equal(list.items[1].status, RECORD_WITHDRAWN);
	assert_int_equal(list.items[2].status, RECORD_DRAFT);
	assert_string_equal(list.items[2].form, "traject");
	record_list_done(&list);
	/* In short: what is due is judged by. */
	GOOD(records_of_one(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].form, "alles");
	assert_string_equal(list.items[0].completed, head.completed);
	assert_int_equal(list.items[0].status, RECORD_COMPLETE);
	assert_int_equal(list.items[0].counts, head.counts);
	assert_int_equal(list.items[1].status, RECORD_DRAFT);
	record_list_done(&list);
	/* And of several, no more than that it is there. */
	GOOD(records_there(file->store, both, 2, &list, &err));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].form, "alles");
	assert_string_equal(list.items[0].version, head.version);
	assert_int_equal(list.items[0].traject_id, file->traject);
	assert_null(list.items[0].jeugdige);
	assert_int_equal(list.items[0].status, RECORD_COMPLETE);
	assert_string_equal(list.items[1].form, "traject");
	assert_int_equal(list.items[1].status, RECORD_DRAFT);
	assert_int_equal(list.items[2].traject_id, both[0]);
	assert_string_equal(list.items[2].jeugdige, "J1");
	assert_int_equal(record_list_first(&list, both[0]), 2);
	record_list_done(&list);
	record_head_done(&other);
	answers_free(answers);
	draft_done(&draft);
	record_head_done(&head);
}

struct visited {
	struct buffer days;
	int stop_after;
	bool answers;
};

static int visit(void *of, const struct record_head *head,
		 const struct answers *answers, struct err *err)
{
	struct visited *visited = of;

	(void)err;
	buffer_print(&visited->days, "%s%s%s", visited->days.length ? " " : "",
		     head->completed ? head->completed + 5 : "concept",
		     head->status == RECORD_WITHDRAWN ? "!" : "");
	visited->answers = answers != NULL;
	if (answers && !head->completed)
		assert_string_equal(get(answers, "tekst", 0), "d");
	return --visited->stop_after == 0 ? 7 : 0;
}

static void assert_visit(struct file *file, const struct selection *selection,
			 const char *wanted)
{
	struct visited visited = { 0 };

	GOOD(records_visit(file->store, file->form, selection, true, visit,
			   &visited, &err));
	assert_string_equal(buffer_text(&visited.days), wanted);
	buffer_done(&visited.days);
}

static void add_record(struct file *file, const char *code, const char *day)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	GOOD(save_record(file->store, file->form,
			 add_traject(file->store, code), day, true, answers,
			 &head, &err));
	record_head_done(&head);
	answers_free(answers);
}

static void a_selection_is_visited_by_day_and_drafts_come_last(void **state)
{
	struct file *file = *state;
	struct selection selection = { .form = "alles" };
	struct answers *answers = answers_new(file->form);
	struct draft draft = { .traject = file->traject };
	struct visited visited = { .stop_after = 2 };

	assert_visit(file, &selection, "");
	add_record(file, "T-2", "2025-05-02");
	add_record(file, "T-3", "2025-03-01");
	add_record(file, "T-4", "2025-04-30");
	put(answers, "tekst", "d");
	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	run_sql(file->path,
		"UPDATE alles_1_0 SET status = 'withdrawn'"
		" WHERE completed = '2025-04-30';"
		"UPDATE alles_1_0 SET team = 4"
		" WHERE completed = '2025-05-02';"
		"UPDATE alles_1_0 SET ended = '2025-06-01'"
		" WHERE completed = '2025-03-01';"
		"UPDATE draft SET changed = '2025-03-05T10:00:00'");
	assert_visit(file, &selection, "03-01 05-02 concept");
	selection.withdrawn = true;
	assert_visit(file, &selection, "03-01 04-30! 05-02 concept");
	selection.no_drafts = true;
	assert_visit(file, &selection, "03-01 04-30! 05-02");
	selection.withdrawn = selection.no_drafts = false;
	selection.team = "West";
	assert_visit(file, &selection, "05-02");
	selection.team = NULL;
	selection.from = "2025-03-01";
	selection.to = "2025-03-31";
	assert_visit(file, &selection, "03-01 concept");
	selection.by_ended = true;
	assert_visit(file, &selection, "concept");
	selection.to = "2025-06-01";
	assert_visit(file, &selection, "03-01 concept");
	selection.version = "2.0";
	assert_visit(file, &selection, "");
	/* Of T-2 a remark, of T-3 a check that was overruled. */
	run_sql(file->path,
		"INSERT INTO annotation (form, record, field, row, remark,"
		" reason) SELECT (SELECT id FROM form WHERE name = 'alles'),"
		" id, 'tekst', 0, iif(completed = '2025-05-02', 'o', NULL),"
		" iif(completed = '2025-03-01', 'r', NULL) FROM alles_1_0"
		" WHERE status <> 'withdrawn'");
	selection = (struct selection){ .form = "alles",
					.no_drafts = true,
					.annotated = true };
	assert_visit(file, &selection, "03-01 05-02");
	selection.overruled = true;
	assert_visit(file, &selection, "03-01");
	selection.annotated = false;
	assert_visit(file, &selection, "03-01");

	selection = (struct selection){ .form = "alles" };
	assert_int_equal(records_visit(file->store, file->form, &selection,
				       false, visit, &visited, NULL),
			 7);
	assert_string_equal(buffer_text(&visited.days), "03-01 05-02");
	assert_false(visited.answers);
	buffer_done(&visited.days);
	answers_free(answers);
	draft_done(&draft);
}

struct in_order {
	char last[64]; /* the day and the id of the last one */
	size_t count;
};

static int assert_in_order(void *of, const struct record_head *head,
			   const struct answers *answers, struct err *why)
{
	struct in_order *order = of;
	char here[64];

	(void)answers;
	(void)why;
	snprintf(here, sizeof(here), "%s %s", head->completed, head->id);
	assert_true(strcmp(order->last, here) < 0);
	memcpy(order->last, here, sizeof(here));
	order->count++;
	return 0;
}

/* More on one day than are asked for together, and days that come and go. */
static void a_visit_goes_by_day_and_then_by_id(void **state)
{
	struct file *file = *state;
	const struct selection selection = { .form = "alles" };
	struct in_order order = { 0 };

	GOOD(store_begin(file->store, &err));
	for (int i = 0; i < 700; i++) {
		char code[16];
		char day[16];

		snprintf(code, sizeof(code), "V-%d", i);
		snprintf(day, sizeof(day), "2025-0%d-0%d", 1 + i % 2,
			 i % 4 == 0 ? 1 + i % 9 : 5);
		add_record(file, code, day);
	}
	GOOD(store_commit(file->store, &err));
	/* As ids are that were made elsewhere, at other times. */
	run_sql(file->path, "UPDATE alles_1_0 SET uuid = randomblob(16)");
	GOOD(records_visit(file->store, file->form, &selection, false,
			   assert_in_order, &order, &err));
	assert_int_equal(order.count, 700);
	/* Of one that is no id the same is true. */
	run_sql(file->path,
		"UPDATE alles_1_0 SET uuid = 'vreemd' WHERE id = 7;"
		"UPDATE alles_1_0 SET completed = '2024'"
		" WHERE id = 7");
	order = (struct in_order){ 0 };
	GOOD(records_visit(file->store, file->form, &selection, false,
			   assert_in_order, &order, &err));
	assert_int_equal(order.count, 700);
}

static void assert_days_of(struct file *file, const int64_t *trajecten,
			   size_t count, const char *wanted)
{
	struct record_list list = { 0 };
	struct buffer days = { 0 };

	GOOD(records_of_those(file->store, trajecten, count, &list, &err));
	for (size_t i = 0; i < list.count; i++)
		buffer_print(&days, "%s%s", i ? " " : "",
			     list.items[i].completed);
	assert_string_equal(buffer_text(&days), wanted);
	buffer_done(&days);
	record_list_done(&list);
}

/* However they stand: in a row, with one left out, far apart, backwards. */
static void records_of_several_trajecten_are_by_traject(void **state)
{
	struct file *file = *state;
	struct traject_list all = { 0 };
	struct traject_query by_id = { .after = &(int64_t){ 0 } };
	int64_t id[4];

	add_record(file, "T-2", "2025-05-02");
	add_record(file, "T-3", "2025-03-01");
	add_record(file, "T-4", "2025-04-30");
	GOOD(trajecten_list(file->store, &by_id, &all, NULL, &err));
	assert_int_equal(all.count, COUNT(id));
	for (size_t i = 0; i < COUNT(id); i++)
		id[i] = all.items[i].id;
	traject_list_done(&all);
	assert_days_of(file, id, 4, "2025-05-02 2025-03-01 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[1], id[3] }, 2,
		       "2025-05-02 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[0], id[3] }, 2, "2025-04-30");
	assert_days_of(file, (int64_t[]){ id[3], id[1] }, 2,
		       "2025-05-02 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[2] }, 1, "2025-03-01");
	assert_days_of(file, NULL, 0, "");
}

/* What was asked of each record, in a row with its day. */
static int note_asked(void *of, const struct record_head *head,
		      const struct answers *answers, struct err *err)
{
	struct buffer *seen = of;

	(void)err;
	assert_string_equal(head->organisatie, "Noord");
	buffer_print(seen, "%s%s", head->completed, head->counts ? "+" : "-");
	if (answers) {
		int wat = at(answers_form(answers), "wat");

		assert_null(get(answers, "tekst", 0));
		buffer_print(seen, " %s %d", get(answers, "meer", 0),
			     answers_rows(answers, 0));
		assert_string_equal(answers_get(answers, wat, 2)->reason,
				    "zo besproken");
	}
	return 0;
}

static void
a_scan_reads_what_is_asked_of_the_records_of_a_selection(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct selection selection = { .form = "alles" };
	struct draft draft = { .traject = add_traject(file->store, "T-9") };
	struct record_head head = save(file, answers);
	bool *asked = alloc_new(file->form->field_count, sizeof(*asked));
	struct buffer seen = { 0 };

	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	asked[at(file->form, "meer")] = asked[at(file->form, "wat")] = true;
	GOOD(records_scan(file->store, file->form, &selection, asked,
			  note_asked, &seen, &err));
	assert_string_equal(buffer_text(&seen), "2025-03-02+ x z 2");
	buffer_clear(&seen);
	GOOD(records_scan(file->store, file->form, &selection, NULL, note_asked,
			  &seen, &err));
	assert_string_equal(buffer_text(&seen), "2025-03-02+");
	buffer_clear(&seen);
	selection.from = "2025-03-03";
	GOOD(records_scan(file->store, file->form, &selection, NULL, note_asked,
			  &seen, &err));
	assert_string_equal(buffer_text(&seen), "");
	buffer_done(&seen);
	free(asked);
	draft_done(&draft);
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

/* How many ids begin so; the last of them. */
static size_t count_named(const struct record_list *list, const char *beginning,
			  const char **id)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *one = list->items[i].id;

		if (strncmp(one, beginning, strlen(beginning)) != 0 ||
		    (count > 0 && strcmp(*id, one) == 0))
			continue;
		*id = one;
		count++;
	}
	return count;
}

static void assert_named(struct file *file, const struct record_list *list,
			 const char *beginning)
{
	const char *wanted = NULL;
	size_t count = count_named(list, beginning, &wanted);
	char *id = NULL;
	bool several = false;
	struct err err = { 0 };
	int code = records_named(file->store, beginning, &id, &several, &err);

	assert_int_equal(code, count ? 0 : ERR_NOTFOUND);
	if (count == 1)
		assert_string_equal(id, wanted);
	if (count)
		assert_int_equal(several, count > 1);
	free(id);
}

static void a_record_is_named_by_the_beginning_of_its_id(void **state)
{
	static const char *const ids[] = {
		"01a60f0d-8fb6-71dc-994c-bdeabfc5b4c2",
		"01a60f0d-8fb6-71dc-994c-bdeabfc5b4c3",
		"01a60f0d-8fb6-71dc-9a4c-bdeabfc5b4c2",
		"01a60f0d-8fb7-71dc-994c-bdeabfc5b4c2",
		"f1a60f0d-8fb6-71dc-994c-bdeabfc5b4c2",
		"ffffffff-ffff-7fff-bfff-ffffffffffff",
	};
	struct file *file = *state;
	struct record_list list = { 0 };
	struct answers *answers = answers_new(file->form);
	struct draft draft = { .record = alloc_text(
				       "01a60f0e-8fb6-71dc-994c-bdeabfc5b4c2"),
			       .form = alloc_text(file->form->name),
			       .version = alloc_text(file->form->version),
			       .traject = file->traject };

	assert_named(file, &list, "0");
	for (size_t i = 0; i < COUNT(ids); i++) {
		struct record_head head = { .id = alloc_text(ids[i]) };

		head.jeugdige = alloc_print("J%zu", i);
		GOOD(save_record(file->store, file->form, file->traject,
				 "2025-02-01", true, answers, &head, &err));
		record_head_done(&head);
	}
	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	GOOD(records_of_traject(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 7);
	for (size_t i = 0; i < list.count; i++) {
		for (size_t length = 0; length <= 36; length++) {
			char text[40];

			snprintf(text, sizeof(text), "%.*s", (int)length,
				 list.items[i].id);
			assert_named(file, &list, text);
			strcat(text, "-");
			assert_named(file, &list, text);
			text[length] = 'F';
			assert_named(file, &list, text);
			text[length] = '0';
			assert_named(file, &list, text);
		}
	}
	record_list_done(&list);
	draft_done(&draft);
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

static bool knows(struct store *store, const char *id)
{
	bool known = false;

	GOOD(store_begin(store, &err));
	store_trust(store);
	GOOD(records_has(store, id, &known, &err));
	GOOD(store_commit(store, &err));
	return known;
}

/*
 * Which id is the last, and that there is no draft, is known as long as nobody
 * else can write.
 */
static void what_came_from_elsewhere_is_known(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head first = { 0 };
	struct record_head second = { 0 };
	struct draft draft = { 0 };
	struct store *other = NULL;

	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &first, &err));
	assert_true(knows(file->store, first.id));
	assert_false(
		knows(file->store, "019b0000-0000-7000-8000-000000000000"));
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(save_record(other, file->form, add_traject(other, "T-2"),
			 "2025-01-02", true, answers, &second, &err));
	draft.traject = add_traject(other, "T-3");
	GOOD(drafts_add(other, file->form, &draft, NULL, &err));
	assert_true(knows(file->store, second.id));
	assert_true(knows(file->store, draft.record));
	store_close(other);
	draft_done(&draft);
	record_head_done(&first);
	record_head_done(&second);
	answers_free(answers);
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
		PROMISE(a_traject_lists_all_of_its_records_and_drafts),
		PROMISE(a_selection_is_visited_by_day_and_drafts_come_last),
		PROMISE(a_visit_goes_by_day_and_then_by_id),
		PROMISE(records_of_several_trajecten_are_by_traject),
		PROMISE(a_scan_reads_what_is_asked_of_the_records_of_a_selection),
		PROMISE(a_failed_save_inside_a_transaction_leaves_the_others),
		PROMISE(a_record_is_named_by_the_beginning_of_its_id),
		PROMISE(a_status_reads_as_it_is_written),
		PROMISE(what_came_from_elsewhere_is_known),
	};

	return run_tests(tests);
}
