/* What store/trajecten.h promises. */
#include "config.h"

#include "store_file.h"

#include "base/count.h"
#include "base/work.h"
#include "store/destroy.h"

static int add(struct store *store, const char *organisatie, const char *code,
	       const char *team, struct err *err)
{
	struct traject traject = { 0 };
	int result;

	traject.organisatie = alloc_text(organisatie);
	traject.code = alloc_text(code);
	traject.team = alloc_text(team);
	result = trajecten_add(store, &traject, err);
	traject_done(&traject);
	return result;
}

static void a_traject_comes_back_as_it_was(void **state)
{
	struct file *file = *state;
	struct traject traject = { 0 };
	struct traject back = { 0 };

	traject.organisatie = alloc_text("Noord");
	traject.code = alloc_text("X 12");
	traject.team = alloc_text("West");
	traject.medewerker = alloc_text("Bram");
	traject.started = alloc_text("2025-01-02T10:00");
	traject.ended = alloc_text("2025-01-20");
	GOOD(trajecten_add(file->store, &traject, &err));
	assert_true(traject.id > 0);
	assert_non_null(traject.uuid);
	GOOD(trajecten_get(file->store, traject.id, &back, &err));
	assert_string_equal(back.uuid, traject.uuid);
	assert_string_equal(back.organisatie, "Noord");
	assert_string_equal(back.code, "X 12");
	assert_string_equal(back.team, "West");
	assert_string_equal(back.medewerker, "Bram");
	assert_string_equal(back.started, "2025-01-02T10:00");
	assert_string_equal(back.ended, "2025-01-20");
	assert_int_equal(strlen(back.changed), 19);
	traject_done(&back);
	traject_done(&traject);
	REFUSED(ERR_NOTFOUND, "niet meer",
		trajecten_get(file->store, 999, &back, &err));
}

static void a_code_is_used_once_per_organisation(void **state)
{
	struct file *file = *state;

	REFUSED(ERR_EXISTS, "Noord heeft al een traject T-1",
		add(file->store, "Noord", "T-1", NULL, &err));
	GOOD(add(file->store, "Zuid", "T-1", NULL, &err));
	REFUSED(ERR_INVALID, "code", add(file->store, "Zuid", " ", NULL, &err));
}

static void a_name_that_is_in_no_list_is_refused_by_name(void **state)
{
	struct file *file = *state;

	REFUSED(ERR_NOTFOUND, "\"Nergens\"",
		add(file->store, "Nergens", "T-9", NULL, &err));
	REFUSED(ERR_NOTFOUND, "\"West\"",
		add(file->store, "Zuid", "T-9", "West", &err));
	REFUSED(ERR_INVALID, "organisatie",
		add(file->store, "", "T-9", "West", &err));
}

static void a_traject_is_found_by_what_people_write(void **state)
{
	struct file *file = *state;
	struct traject found = { 0 };

	GOOD(trajecten_named(file->store, "T-1", &found, &err));
	traject_done(&found);
	GOOD(add(file->store, "Zuid", "T-1", NULL, &err));
	REFUSED(ERR_INVALID, "/T-1",
		trajecten_named(file->store, "T-1", &found, &err));
	GOOD(trajecten_named(file->store, "Zuid/T-1", &found, &err));
	assert_string_equal(found.organisatie, "Zuid");
	traject_done(&found);
	REFUSED(ERR_NOTFOUND, "T-7",
		trajecten_named(file->store, "T-7", &found, &err));
	REFUSED(ERR_NOTFOUND, "Oost/T-1",
		trajecten_named(file->store, "Oost/T-1", &found, &err));

	GOOD(names_add(file->store, "organisatie", NULL, "A/B", &err));
	GOOD(add(file->store, "A/B", "12/3", NULL, &err));
	GOOD(trajecten_named(file->store, "A/B/12/3", &found, &err));
	assert_string_equal(found.code, "12/3");
	traject_done(&found);
	GOOD(trajecten_named(file->store, "12/3", &found, &err));
	traject_done(&found);
}

static void assert_list(struct store *store, const struct traject_query *query,
			int64_t all, const char *wanted)
{
	struct traject_list list = { 0 };
	struct buffer codes = { 0 };
	int64_t total = -1;

	GOOD(trajecten_list(store, query, &list, &total, &err));
	for (size_t i = 0; i < list.count; i++)
		buffer_print(&codes, "%s%s", i ? " " : "", list.items[i].code);
	assert_string_equal(buffer_text(&codes), wanted);
	assert_int_equal(total, all);
	buffer_done(&codes);
	traject_list_done(&list);
}

static void the_list_is_latest_first_and_can_be_searched(void **state)
{
	struct file *file = *state;
	struct traject_query query = { 0 };

	run_sql(file->path,
		"UPDATE traject SET changed = '2025-01-01T00:00:00'");
	GOOD(names_add(file->store, "team", "Noord", "Crisisteam Óverijssel",
		       &err));
	GOOD(add(file->store, "Noord", "B-2", "Crisisteam Óverijssel", &err));
	GOOD(add(file->store, "Noord", "B-3", "West", &err));
	GOOD(add(file->store, "Zuid", "C-4", "Oost", &err));
	run_sql(file->path,
		"UPDATE traject SET changed = '2025-01-03T00:00:00'"
		" WHERE code = 'B-2'");
	run_sql(file->path,
		"UPDATE traject SET changed = '2025-01-02T00:00:00'"
		" WHERE code IN ('B-3', 'C-4')");
	assert_list(file->store, &query, 4, "B-2 C-4 B-3 T-1");
	query.limit = 2;
	query.offset = 1;
	assert_list(file->store, &query, 4, "C-4 B-3");
	query = (struct traject_query){ .search = "overij" };
	assert_list(file->store, &query, 1, "B-2");
	query.search = "b-";
	assert_list(file->store, &query, 2, "B-2 B-3");
	query.search = "ANJA";
	assert_list(file->store, &query, 1, "T-1");
	query.search = "%";
	assert_list(file->store, &query, 0, "");
	query = (struct traject_query){ .organisatie = "Noord",
					.team = "West" };
	assert_list(file->store, &query, 1, "B-3");
	query = (struct traject_query){ .medewerker = "Anja", .search = "" };
	assert_list(file->store, &query, 1, "T-1");
}

/* Few and many are found in different ways. */
static void a_search_of_many_finds_what_a_search_of_few_does(void **state)
{
	struct file *file = *state;
	struct traject_query query = { .limit = 3 };

	GOOD(store_begin(file->store, &err));
	for (int i = 0; i < 2500; i++) {
		char code[16];

		snprintf(code, sizeof(code), "M-%04d", i);
		GOOD(add(file->store, "Noord", code, i % 2 ? "West" : NULL,
			 &err));
	}
	GOOD(store_commit(file->store, &err));
	run_sql(file->path,
		"UPDATE traject SET changed = '2025-01-' ||"
		" substr('0' || (1 + id % 28), -2) WHERE code LIKE 'M-%'");
	run_sql(file->path,
		"UPDATE traject SET changed = '2099' WHERE"
		" code IN ('M-1234', 'M-1235', 'M-0007')");
	query.search = "m-";
	assert_list(file->store, &query, 2500, "M-1235 M-1234 M-0007");
	query.search = "M-123";
	assert_list(file->store, &query, 10, "M-1235 M-1234 M-1239");
	query.offset = 1;
	assert_list(file->store, &query, 10, "M-1234 M-1239 M-1238");
	query = (struct traject_query){ .search = "wEs", .limit = 2 };
	assert_list(file->store, &query, 1250, "M-1235 M-0007");
	/* How many there are follows what is added, here and elsewhere. */
	query = (struct traject_query){ .limit = 1 };
	assert_list(file->store, &query, 2501, "M-1235");
	GOOD(add(file->store, "Noord", "M-9999", NULL, &err));
	assert_list(file->store, &query, 2502, "M-1235");
	run_sql(file->path, "DELETE FROM traject WHERE code = 'M-9999'");
	assert_list(file->store, &query, 2501, "M-1235");
	GOOD(store_begin(file->store, &err));
	GOOD(add(file->store, "Noord", "M-9999", NULL, &err));
	assert_list(file->store, &query, 2502, "M-1235");
	store_rollback(file->store);
	assert_list(file->store, &query, 2501, "M-1235");
}

/* What was found is kept, but not longer than it holds. */
static void a_search_is_of_the_file_as_it_is(void **state)
{
	struct file *file = *state;
	struct traject_query query = { .search = "b-" };
	struct store *other = NULL;

	assert_list(file->store, &query, 0, "");
	GOOD(add(file->store, "Noord", "B-1", NULL, &err));
	assert_list(file->store, &query, 1, "B-1");
	run_sql(file->path,
		"UPDATE traject SET code = 'B-3'"
		" WHERE code = 'B-1'");
	assert_list(file->store, &query, 1, "B-3");
	GOOD(store_begin(file->store, &err));
	GOOD(add(file->store, "Noord", "B-2", NULL, &err));
	assert_list(file->store, &query, 2, "B-2 B-3");
	store_rollback(file->store);
	assert_list(file->store, &query, 1, "B-3");
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(add(other, "Noord", "B-0", NULL, &err));
	store_close(other);
	assert_list(file->store, &query, 2, "B-0 B-3");
	query.search = "3";
	assert_list(file->store, &query, 1, "B-3");
	query.search = "4";
	assert_list(file->store, &query, 0, "");
	query.search = "B";
	query.offset = 2;
	assert_list(file->store, &query, 2, "");
}

static bool at_once(void *of)
{
	(void)of;
	return true;
}

static void assert_glance(struct store *store,
			  const struct traject_query *query, const char *wanted)
{
	struct traject_list list = { 0 };
	struct buffer codes = { 0 };

	GOOD(trajecten_some(store, query, &list, &err));
	for (size_t i = 0; i < list.count; i++)
		buffer_print(&codes, "%s%s", i ? " " : "", list.items[i].code);
	assert_string_equal(buffer_text(&codes), wanted);
	buffer_done(&codes);
	traject_list_done(&list);
}

static void a_glance_is_the_list_as_far_as_it_came(void **state)
{
	struct file *file = *state;
	struct traject_query query = { .search = "X-", .limit = 3 };
	struct traject_list list = { 0 };

	/* More than SQLite goes through before it asks whether to go on. */
	run_sql(file->path,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		" SELECT i + 1 FROM n WHERE i < 60000)"
		" INSERT INTO traject (uuid, code, organisatie, changed)"
		" SELECT 'u' || i, iif(i > 59000, 'X-', 'Y-') ||"
		" substr('0000' || i, -5), 1, '2024' FROM n");
	assert_glance(file->store, &query, "X-60000 X-59999 X-59998");
	work_give_up_when(at_once, NULL);
	assert_int_equal(trajecten_list(file->store, &query, &list, NULL, NULL),
			 ERR_STOPPED);
	/* Those that changed last are there before it is given up. */
	assert_glance(file->store, &query, "X-60000 X-59999 X-59998");
	query.search = "y-00001";
	assert_glance(file->store, &query, "");
	query.search = "Y-00001";
	assert_glance(file->store, &query, "Y-00001");
	query.search = "Y-0000";
	assert_glance(file->store, &query, "Y-00009 Y-00008 Y-00007");
	work_give_up_when(NULL, NULL);
	assert_glance(file->store, &query, "Y-00009 Y-00008 Y-00007");
	query.search = "y-00001";
	assert_glance(file->store, &query, "Y-00001");
	assert_list(file->store, &query, 1, "Y-00001");
}

static int save_traject(struct file *file, const struct answers *answers,
			struct record_head *head, struct err *err)
{
	return save_record(file->store, file->traject_form, file->traject,
			   "2025-02-01", false, answers, head, err);
}

static struct answers *traject_answers(const struct file *file,
				       const char *code, const char *end)
{
	struct answers *answers = answers_new(file->traject_form);

	put(answers, "code", code);
	put(answers, "organisatie", "Noord");
	put(answers, "team", "West");
	put(answers, "medewerker", "Bram");
	put(answers, "start", "2025-01-02T10:00");
	put(answers, "einde", end);
	put_in(answers, "kenmerk", 1, "J1");
	put_in(answers, "geboren", 1, "2012-05-06");
	return answers;
}

static void the_head_follows_the_traject_form(void **state)
{
	struct file *file = *state;
	struct answers *answers = traject_answers(file, "T-1b", "2025-01-30");
	struct answers *other = answers_new(file->form);
	struct answers *back = NULL;
	struct traject traject = { 0 };
	struct record_head head = { 0 };
	struct record_head saved = { 0 };

	GOOD(save_record(file->store, file->form, file->traject, "2025-01-20",
			 true, other, &head, &err));
	assert_null(head.ended);
	GOOD(save_traject(file, answers, &saved, &err));
	assert_string_equal(saved.team, "West");
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.code, "T-1b");
	assert_string_equal(traject.team, "West");
	assert_string_equal(traject.medewerker, "Bram");
	assert_string_equal(traject.started, "2025-01-02T10:00");
	assert_string_equal(traject.ended, "2025-01-30");
	record_head_done(&head);
	/* A complete record keeps its names, and its last day follows. */
	GOOD(records_in_place(file->store, IN_TRAJECT("alles", file->traject),
			      &head, &err));
	assert_string_equal(head.ended, "2025-01-30");
	assert_string_equal(head.team, "Oost");
	assert_string_equal(head.traject, "T-1b");
	GOOD(trajecten_answers(file->store, file->traject_form, file->traject,
			       &back, &err));
	assert_true(answers_equal(answers, back));
	answers_free(back);
	answers_free(answers);
	answers_free(other);
	traject_done(&traject);
	record_head_done(&head);
	record_head_done(&saved);
}

static void a_form_with_a_code_that_is_taken_is_not_completed(void **state)
{
	struct file *file = *state;
	struct answers *answers = traject_answers(file, "T-2", NULL);
	struct record_head head = { 0 };
	struct traject traject = { 0 };

	add_traject(file->store, "T-2");
	REFUSED(ERR_EXISTS, "T-2", save_traject(file, answers, &head, &err));
	record_head_done(&head);
	put(answers, "code", "T-1");
	put(answers, "medewerker", "Onbekende");
	REFUSED(ERR_NOTFOUND, "\"Onbekende\"",
		save_traject(file, answers, &head, &err));
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.medewerker, "Anja");
	assert_string_equal(traject.code, "T-1");
	answers_free(answers);
	record_head_done(&head);
	traject_done(&traject);
}

static void the_head_follows_the_draft_while_there_is_no_record(void **state)
{
	struct file *file = *state;
	struct answers *answers = traject_answers(file, "T-5", "2025-01-30");
	struct draft draft = { .traject = file->traject };
	struct traject traject = { 0 };
	struct draft_change changes[] = {
		{ DRAFT_ANSWER, at(file->traject_form, "code"), 0 },
		{ DRAFT_ANSWER, at(file->traject_form, "einde"), 0 },
	};

	GOOD(drafts_add(file->store, file->traject_form, &draft, NULL, &err));
	GOOD(drafts_save(file->store, draft.id,
			 &(struct draft_step){ .answers = answers,
					       .changes = changes,
					       .count = 2,
					       .at_field = "einde" },
			 &err));
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.code, "T-5");
	assert_string_equal(traject.ended, "2025-01-30");
	/* What was not typed yet stays. */
	assert_string_equal(traject.team, "Oost");
	traject_done(&traject);

	/* A code that is taken is kept in the draft, not in the head. */
	add_traject(file->store, "T-6");
	put(answers, "code", "T-6");
	GOOD(drafts_save(file->store, draft.id,
			 &(struct draft_step){ .answers = answers,
					       .changes = changes,
					       .count = 1,
					       .at_field = "code" },
			 &err));
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.code, "T-5");
	traject_done(&traject);
	answers_free(answers);
	GOOD(drafts_answers(file->store, file->traject_form, draft.id, &answers,
			    &err));
	assert_string_equal(get(answers, "code", 0), "T-6");
	answers_free(answers);
	draft_done(&draft);
}

static void a_draft_beside_a_record_does_not_move_the_head(void **state)
{
	struct file *file = *state;
	struct answers *answers = traject_answers(file, "T-1", NULL);
	struct draft draft = { .traject = file->traject };
	struct draft_change change = { DRAFT_ANSWER,
				       at(file->traject_form, "team"), 0 };
	struct record_head head = { 0 };
	struct traject traject = { 0 };
	struct answers *known = NULL;

	GOOD(save_traject(file, answers, &head, &err));
	draft.record = alloc_text(head.id);
	draft.revision = alloc_text(head.revision);
	GOOD(drafts_add(file->store, file->traject_form, &draft, answers,
			&err));
	put(answers, "team", "Oost");
	GOOD(drafts_save(file->store, draft.id,
			 &(struct draft_step){ .answers = answers,
					       .changes = &change,
					       .count = 1,
					       .at_field = "team" },
			 &err));
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.team, "West");
	/* What is known is what was completed. */
	GOOD(trajecten_answers(file->store, file->traject_form, file->traject,
			       &known, &err));
	assert_string_equal(get(known, "team", 0), "West");
	answers_free(known);
	answers_free(answers);
	traject_done(&traject);
	record_head_done(&head);
	draft_done(&draft);
}

static void without_a_form_the_head_is_what_is_known(void **state)
{
	struct file *file = *state;
	struct answers *known = NULL;

	GOOD(trajecten_answers(file->store, file->traject_form, file->traject,
			       &known, &err));
	assert_string_equal(get(known, "code", 0), "T-1");
	assert_string_equal(get(known, "organisatie", 0), "Noord");
	assert_string_equal(get(known, "team", 0), "Oost");
	assert_null(get(known, "einde", 0));
	answers_free(known);
}

static void a_changed_head_is_checked_like_a_new_one(void **state)
{
	struct file *file = *state;
	struct traject traject = { 0 };
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	GOOD(save_record(file->store, file->form, file->traject, "2025-01-20",
			 true, answers, &head, &err));
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	alloc_replace(&traject.team, "West");
	alloc_replace(&traject.ended, "2025-02-03");
	GOOD(trajecten_update(file->store, &traject, &err));
	record_head_done(&head);
	GOOD(records_in_place(file->store, IN_TRAJECT("alles", file->traject),
			      &head, &err));
	assert_string_equal(head.team, "Oost");
	assert_string_equal(head.ended, "2025-02-03");
	add_traject(file->store, "T-2");
	alloc_replace(&traject.code, "T-2");
	REFUSED(ERR_EXISTS, "T-2",
		trajecten_update(file->store, &traject, &err));
	traject_done(&traject);
	record_head_done(&head);
	answers_free(answers);
}

static void count_is(struct file *file, int64_t expected)
{
	struct traject_query query = { .limit = 1 };
	struct traject_list found = { 0 };
	int64_t total = -1;

	GOOD(trajecten_list(file->store, &query, &found, &total, &err));
	assert_int_equal(total, expected);
	traject_list_done(&found);
}

static void no_faults(struct file *file)
{
	struct problem_list problems = { 0 };

	GOOD(upkeep_check(file->store, &problems, &err));
	assert_int_equal(problems.count, 0);
	problem_list_done(&problems);
}

/* The first of the file is T-1, which has id 1. */
static void add_until(struct file *file, int64_t last)
{
	static int number = 100;
	int64_t id = 0;

	while (id < last) {
		char code[32];

		snprintf(code, sizeof(code), "N-%d", number++);
		id = add_traject(file->store, code);
	}
}

static void their_number_is_noted_and_stays_right(void **state)
{
	static const char noted[] =
		"SELECT coalesce((SELECT value FROM note"
		" WHERE name = 'trajecten'), 'nothing')";
	struct file *file = *state;
	struct problem_list left = { 0 };

	count_is(file, 1);
	add_until(file, 255);
	assert_sql(file->path, noted, "nothing");
	add_until(file, 300);
	assert_sql(file->path, noted, "256 256");
	count_is(file, 300);
	GOOD(destroy_traject(file->store, 20, NULL, &left, &err));
	GOOD(destroy_traject(file->store, 300, NULL, &left, &err));
	assert_sql(file->path, noted, "255 256");
	count_is(file, 298);
	/* What is taken back was never there. */
	GOOD(store_begin(file->store, &err));
	add_until(file, 600);
	count_is(file, 598);
	store_rollback(file->store);
	count_is(file, 298);
	add_until(file, 600);
	assert_sql(file->path, noted, "510 512");
	count_is(file, 598);
	no_faults(file);
}

static void a_number_that_cannot_be_true_is_no_number(void **state)
{
	static const char *const values[] = { "", "x", "7", "-1 3", "5 4" };
	struct file *file = *state;

	add_until(file, 300);
	for (size_t i = 0; i < COUNT(values); i++) {
		char *sql = alloc_print(
			"UPDATE note SET value = '%s'"
			" WHERE name = 'trajecten'",
			values[i]);

		run_sql(file->path, sql);
		free(sql);
		count_is(file, 300);
	}
	add_until(file, 512);
	assert_sql(file->path,
		   "SELECT value FROM note WHERE name = 'trajecten'",
		   "512 512");
}

static void a_number_that_is_not_true_is_told_of(void **state)
{
	struct file *file = *state;
	struct problem_list problems = { 0 };

	add_until(file, 300);
	run_sql(file->path,
		"UPDATE note SET value = '255 256'"
		" WHERE name = 'trajecten'");
	GOOD(upkeep_check(file->store, &problems, &err));
	assert_int_equal(problems.count, 1);
	assert_has(problems.items[0].text, "255 256");
	problem_list_done(&problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_traject_comes_back_as_it_was),
		PROMISE(a_code_is_used_once_per_organisation),
		PROMISE(a_name_that_is_in_no_list_is_refused_by_name),
		PROMISE(a_traject_is_found_by_what_people_write),
		PROMISE(the_list_is_latest_first_and_can_be_searched),
		PROMISE(a_search_of_many_finds_what_a_search_of_few_does),
		PROMISE(a_search_is_of_the_file_as_it_is),
		PROMISE(a_glance_is_the_list_as_far_as_it_came),
		PROMISE(the_head_follows_the_traject_form),
		PROMISE(a_form_with_a_code_that_is_taken_is_not_completed),
		PROMISE(the_head_follows_the_draft_while_there_is_no_record),
		PROMISE(a_draft_beside_a_record_does_not_move_the_head),
		PROMISE(without_a_form_the_head_is_what_is_known),
		PROMISE(a_changed_head_is_checked_like_a_new_one),
		PROMISE(their_number_is_noted_and_stays_right),
		PROMISE(a_number_that_cannot_be_true_is_no_number),
		PROMISE(a_number_that_is_not_true_is_told_of),
	};

	return run_tests(tests);
}
