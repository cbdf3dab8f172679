/* store_scores.c - the scores that figures are counted from */
#include "config.h"

#include "store_file.h"

static void save_scores(struct file *file, const char *code, const char *s1,
			const char *s2, const char *added)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };
	bool missing = s1 && strcmp(s1, "-") == 0;

	answers_put(answers, at(file->form, "s1"), 0, missing ? NULL : s1,
		    missing ? "onbekend" : NULL);
	put(answers, "s2", s2);
	if (added)
		put(answers, "s0", added);
	GOOD(save_record(file->store, file->form,
			 add_traject(file->store, code), "2025-01-01", true,
			 answers, &head, &err));
	record_head_done(&head);
	answers_free(answers);
}

static void assert_scores(struct file *file, const char *wanted)
{
	assert_sql(file->path,
		   "SELECT group_concat(hex(__scores)) FROM alles_1_0", wanted);
}

static void assert_problems(struct file *file, size_t count, const char *words)
{
	struct problem_list problems = { 0 };

	GOOD(upkeep_check(file->store, &problems, &err));
	if (problems.count != count)
		fail_msg("%zu problems, not %zu", problems.count, count);
	if (count && !strstr(problems.items[0].text, words))
		fail_msg("\"%s\" has no \"%s\"", problems.items[0].text, words);
	problem_list_done(&problems);
}

/* Two bits each, the first score in the lowest. */
static void a_record_has_its_scores_in_two_bits_each(void **state)
{
	struct file *file = *state;

	save_scores(file, "T-2", "1", "0", NULL);
	save_scores(file, "T-3", "-", "1", NULL);
	save_scores(file, "T-4", NULL, "1", NULL);
	save_scores(file, "T-5", NULL, NULL, NULL);
	assert_scores(file, "06,0B,08,00");
	assert_problems(file, 0, NULL);
}

static void a_correction_brings_them_along(void **state)
{
	struct file *file = *state;
	struct authorship by = { .medewerker = "Anja", .why = "fout" };
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	put(answers, "s1", "1");
	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &head, &err));
	assert_scores(file, "02");
	put(answers, "s1", "0");
	put(answers, "s2", "1");
	GOOD(records_save(file->store, file->form, &head, answers, 0, &by,
			  &err));
	assert_scores(file, "09");
	assert_problems(file, 0, NULL);
	record_head_done(&head);
	answers_free(answers);
}

static void a_score_keeps_its_place_when_another_comes_before_it(void **state)
{
	struct file *file = *state;
	struct form *before = file->form;

	save_scores(file, "T-2", "1", "0", NULL);
	file->form =
		form_of(ALLES_HEAD
			"  - {name: s0, type: score, label: S0}"
			"\n" ALLES_FIELDS ALLES_CHOICES ALLES_ROWS ALLES_END,
			file->traject_form);
	save_scores(file, "T-3", "1", "0", "1");
	assert_scores(file, "06,26");
	assert_problems(file, 0, NULL);
	form_free(before);
}

static void an_older_file_gets_them_when_it_is_written(void **state)
{
	struct file *file = *state;

	save_scores(file, "T-2", "1", "0", NULL);
	save_scores(file, "T-3", "-", NULL, NULL);
	without_scores(file);
	GOOD(store_open(file->path, STORE_READ_ONLY, &file->store, &err));
	assert_problems(file, 0, NULL);
	store_close(file->store);
	GOOD(store_open(file->path, 0, &file->store, &err));
	assert_scores(file, "06,03");
	assert_problems(file, 0, NULL);
	save_scores(file, "T-4", "0", "1", NULL);
	assert_scores(file, "06,03,09");
}

static void scores_that_a_record_does_not_have_are_found(void **state)
{
	struct file *file = *state;

	save_scores(file, "T-2", "1", "0", NULL);
	run_sql(file->path, "UPDATE alles_1_0 SET __scores = x'0A'");
	assert_problems(file, 1, "andere scores");
	run_sql(file->path, "UPDATE alles_1_0 SET __scores = NULL");
	assert_problems(file, 1, "andere scores");
	run_sql(file->path, "UPDATE alles_1_0 SET __scores = x'06'");
	assert_problems(file, 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_record_has_its_scores_in_two_bits_each),
		PROMISE(a_correction_brings_them_along),
		PROMISE(a_score_keeps_its_place_when_another_comes_before_it),
		PROMISE(an_older_file_gets_them_when_it_is_written),
		PROMISE(scores_that_a_record_does_not_have_are_found),
	};

	return run_tests(tests);
}
