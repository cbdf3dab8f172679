/* What a file that somebody else wrote in cannot bring about. */
#include "config.h"

#include "store_file.h"

#include "store/revisions.h"
#include "store/tally.h"

/* Out of the reach of what the file itself forbids; the store is closed. */
static void tamper(struct file *file, const char *sql)
{
	char *all = alloc_print(
		"PRAGMA ignore_check_constraints = ON;"
		" PRAGMA foreign_keys = OFF; %s",
		sql);

	store_close(file->store);
	file->store = NULL;
	run_sql(file->path, all);
	free(all);
	GOOD(store_open(file->path, 0, &file->store, &err));
}

/* A complete record with an answer of every type. */
static struct record_head add_all(struct file *file)
{
	struct answers *answers = all_answers(file->form);
	struct record_head head = save_complete(file, answers);

	answers_free(answers);
	return head;
}

static struct tally *count(struct file *file)
{
	const struct selection all = { 0 };
	const struct form *form = file->form;
	struct tally *tally = NULL;

	GOOD(tally_refresh(file->store, &form, 1, &all, &tally, &err));
	return tally;
}

static const struct tally_block *block_of(const struct tally_block *blocks,
					  size_t count, const struct file *file,
					  const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (blocks[i].field == at(file->form, name))
			return &blocks[i];
	fail_msg("%s is not counted", name);
	return NULL;
}

static void an_option_of_an_impossible_bit_is_of_no_set(void **state)
{
	struct file *file = *state;
	struct record_head head = add_all(file);
	const struct tally_block *meer;
	struct tally *tally;

	tamper(file,
	       "UPDATE form_option SET bit = iif(name = 'x', 40000000,"
	       " -70000) WHERE field = 'meer' AND name <> 'z'");
	tally = count(file);
	meer = block_of(tally->blocks, tally->block_count, file, "meer");
	assert_int_equal(meer->answered, 1);
	assert_int_equal(meer->options[0] + meer->options[1], 0);
	tally_free(tally);
	record_head_done(&head);
}

static void a_text_that_ends_before_its_end_is_no_option(void **state)
{
	struct file *file = *state;
	struct record_head head = add_all(file);
	const struct tally_block *keuze;
	struct tally *tally;

	tamper(file,
	       "UPDATE alles_1_0 SET keuze ="
	       " CAST(x'6100' || zeroblob(100000) AS TEXT)");
	tally = count(file);
	keuze = block_of(tally->blocks, tally->block_count, file, "keuze");
	assert_int_equal(keuze->answered, 1);
	assert_int_equal(keuze->options[0] + keuze->options[1], 0);
	tally_free(tally);
	record_head_done(&head);
}

static void a_number_far_from_a_scale_is_not_on_it(void **state)
{
	static const char *const numbers[] = { "9223372036854775807",
					       "-9223372036854775807 - 1" };
	struct file *file = *state;
	struct record_head head = add_all(file);

	for (size_t i = 0; i < 2; i++) {
		char *sql = alloc_print("UPDATE alles_1_0 SET schaal = %s",
					numbers[i]);
		struct tally *tally;

		tamper(file, sql);
		free(sql);
		tally = count(file);
		assert_int_equal(block_of(tally->scales, tally->scale_count,
					  file, "schaal")
					 ->answered,
				 0);
		tally_free(tally);
	}
	record_head_done(&head);
}

static void a_draft_of_an_impossible_form_is_told(void **state)
{
	struct file *file = *state;
	struct draft draft = { .traject = file->traject };
	struct record_list list = { 0 };

	GOOD(drafts_add(file->store, file->form, &draft, NULL, &err));
	tamper(file, "UPDATE draft SET form = -123456789");
	REFUSED(ERR_NOTFOUND, "concept",
		records_of_one(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 0);
	draft_done(&draft);
}

static void what_a_revision_replaced_may_be_anything(void **state)
{
	struct file *file = *state;
	struct record_head head = add_all(file);
	struct answers *answers = answers_new(file->form);
	struct answers *before = NULL;
	char *first = alloc_text(head.revision);
	const struct authorship by = { .login = "anja" };

	put(answers, "getal", "7");
	put_in(answers, "wat", 1, "iets");
	GOOD(records_save(file->store, file->form, &head, answers, 0, &by,
			  &err));
	tamper(file,
	       "INSERT OR REPLACE INTO revision_value"
	       " (revision, field, row, value, missing) VALUES"
	       " (2, 'doel', 0, '2000000000', NULL),"
	       " (2, 'wat', 2000000000, 'ver', NULL),"
	       " (2, 'wat', -3, 'ervoor', NULL),"
	       " (2, 'tekst', 5, 'ernaast', NULL),"
	       " (2, 'getal', 0, '5', 'onbekend')");
	GOOD(revisions_answers(file->store, file->form, head.id, first, &before,
			       &err));
	assert_string_equal(get(before, "getal", 0), "5");
	answers_free(before);
	answers_free(answers);
	free(first);
	record_head_done(&head);
}

static void numbers_that_are_used_up_are_told(void **state)
{
	struct file *file = *state;
	struct traject traject = { .code = alloc_text("T-9"),
				   .organisatie = alloc_text("Noord") };

	tamper(file, "UPDATE traject SET id = 9223372036854775807");
	REFUSED(ERR_SYSTEM, "traject",
		trajecten_add(file->store, &traject, &err));
	assert_int_equal(traject.id, 0);
	assert_sql(file->path, "SELECT count(*) FROM traject", "1");
	traject_done(&traject);
}

static void a_moment_that_no_calendar_has_is_shown_as_it_is(void **state)
{
	struct file *file = *state;
	struct traject traject = { 0 };

	tamper(file, "UPDATE traject SET changed = -9223372036854775807 - 1");
	GOOD(trajecten_get(file->store, file->traject, &traject, &err));
	assert_string_equal(traject.changed, "-9223372036854775808");
	traject_done(&traject);
}

/* Else it would run with the form that has such a field. */
static void the_name_of_an_option_is_no_sql(void **state)
{
	struct file *file = *state;
	struct draft draft = { .traject = file->traject };
	struct form *longer =
		form_of(ALLES_HEAD ALLES_FIELDS ALLES_CHOICES
			"  - {name: erbij, type: select_multiple, label: E,"
			" options: {p: P}}\n" ALLES_ROWS ALLES_END,
			file->traject_form);
	struct record_head head = add_all(file);

	tamper(file,
	       "INSERT INTO form_option (form, field, name, position, bit)"
	       " SELECT id, 'erbij', 'q\" INTEGER; CREATE TABLE strange (a);"
	       " --', 9, 9 FROM form WHERE name = 'alles'");
	REFUSED(ERR_SYSTEM, "strange",
		drafts_add(file->store, longer, &draft, NULL, &err));
	assert_sql(file->path,
		   "SELECT count(*) FROM sqlite_schema WHERE name = 'strange'",
		   "0");
	draft_done(&draft);
	record_head_done(&head);
	form_free(longer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(an_option_of_an_impossible_bit_is_of_no_set),
		PROMISE(a_text_that_ends_before_its_end_is_no_option),
		PROMISE(a_number_far_from_a_scale_is_not_on_it),
		PROMISE(a_draft_of_an_impossible_form_is_told),
		PROMISE(what_a_revision_replaced_may_be_anything),
		PROMISE(numbers_that_are_used_up_are_told),
		PROMISE(a_moment_that_no_calendar_has_is_shown_as_it_is),
		PROMISE(the_name_of_an_option_is_no_sql),
	};

	return run_tests(tests);
}
