/* What store/destroy.h promises. */
#include "config.h"

#include "store_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/count.h"
#include "store/destroy.h"
#include "store/store_private.h"
#include "store/tally_private.h"
#include "store/upkeep.h"

/* Found nowhere but in the traject that is destroyed. */
static const char *const secrets[] = {
	"geheime tekst",   "gehei me opmerking", "eerst anders geweest",
	"weggegooid veld", "reden om te wissen", "slaapt slecht thuis",
	"T-GEHEIM-7",      "2019-07-13",         "kladje van een concept",
	"98765.4321"
};

#define SECRETS COUNT(secrets)

static void fill(struct answers *answers)
{
	put(answers, "tekst", "eerst anders geweest");
	put(answers, "dag", "2019-07-13");
	put(answers, "maat", "98765.4321");
	put_in(answers, "wat", 1, "slaapt slecht thuis");
	answers_remark(answers, at(answers_form(answers), "maat"), 0,
		       "gehei me opmerking");
}

/* A traject with a record that was corrected, and a draft of a correction. */
/* The id of the record that goes. */
static unsigned char secret_id[UUID_BYTES];

static int64_t add_secret(struct file *file)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };
	struct authorship by = { .why = "reden om te wissen" };
	struct draft draft = { 0 };
	int64_t traject = add_traject(file->store, "T-GEHEIM-7");

	fill(answers);
	GOOD(save_record(file->store, file->form, traject, "2025-03-02", true,
			 answers, &head, &err));
	put(answers, "tekst", "weggegooid veld");
	GOOD(records_save(file->store, file->form, &head, answers, 0, &by,
			  &err));
	put(answers, "tekst", "geheime tekst");
	GOOD(records_save(file->store, file->form, &head, answers, 0, &by,
			  &err));
	put(answers, "tekst", "kladje van een concept");
	draft.record = alloc_text(head.id);
	draft.revision = alloc_text(head.revision);
	draft.traject = traject;
	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	assert_true(uuid_read(head.id, secret_id));
	answers_free(answers);
	draft_done(&draft);
	record_head_done(&head);
	return traject;
}

/* One that stays, so that there is something beside it. */
static void add_other(struct file *file)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	put(answers, "tekst", "blijft staan");
	GOOD(save_record(file->store, file->form, file->traject, "2025-03-02",
			 true, answers, &head, &err));
	answers_free(answers);
	record_head_done(&head);
}

/* How many of the secrets are in one file, a decimal as its eight bytes and an
 * id as its sixteen. */
static int secrets_in(const char *path)
{
	char *bytes = NULL;
	size_t length = 0;
	double number = 98765.4321;
	unsigned char big[8];
	int found = 0;

	if (file_read(path, (size_t)1 << 30, &bytes, &length, NULL))
		return 0;
	for (size_t i = 0; i < SECRETS; i++)
		found += memmem(bytes, length, secrets[i],
				strlen(secrets[i])) != NULL;
	/* As SQLite writes it: the highest byte first. */
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = ((unsigned char *)&number)[sizeof(big) - 1 - i];
	found += memmem(bytes, length, big, sizeof(big)) != NULL;
	found += memmem(bytes, length, secret_id, UUID_BYTES) != NULL;
	free(bytes);
	return found;
}

static int secrets_below(const char *directory)
{
	DIR *list = opendir(directory);
	struct dirent *entry;
	int found = 0;

	while (list && (entry = readdir(list))) {
		char *path = file_join(directory, entry->d_name);

		if (file_is_directory(path) && entry->d_name[0] != '.')
			found += secrets_below(path);
		else if (file_exists(path))
			found += secrets_in(path);
		free(path);
	}
	if (list)
		closedir(list);
	return found;
}

static void assert_clean_check(struct store *store)
{
	struct problem_list problems = { 0 };

	GOOD(upkeep_check(store, &problems, &err));
	if (problems.count)
		fail_msg("%s", problems.items[0].text);
	problem_list_done(&problems);
}

static void nothing_of_it_is_in_any_file(void **state)
{
	struct file *file = *state;
	struct authorship by = { .medewerker = "Anja", .login = "anja" };
	struct problem_list left = { 0 };
	int64_t traject;

	add_other(file);
	traject = add_secret(file);
	assert_true(secrets_below(file->directory) > 8);
	GOOD(destroy_traject(file->store, traject, &by, &left, &err));
	assert_int_equal(left.count, 0);
	assert_int_equal(secrets_below(file->directory), 0);
	assert_clean_check(file->store);
	assert_sql(file->path, "SELECT count(*) FROM alles_1_0", "1");
	assert_sql(file->path, "SELECT tekst FROM alles_1_0", "blijft staan");
	assert_sql(file->path,
		   "SELECT medewerker || ' ' || login FROM destroyed",
		   "Anja anja");
	assert_sql(file->path, "SELECT finished IS NOT NULL FROM destroyed",
		   "1");
}

static void who_keeps_counts_knows_of_it(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	struct tally_marks before = { 0 };
	struct tally_marks after = { 0 };
	int64_t traject = add_secret(file);

	GOOD(tally_read_marks(file->store, 0, &before, &err));
	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	GOOD(tally_read_marks(file->store, 0, &after, &err));
	assert_true(after.moved != before.moved);
}

static void the_question_says_how_much_goes(void **state)
{
	struct file *file = *state;
	struct destroy_counts counts = { 0 };

	GOOD(destroy_look(file->store, add_secret(file), &counts, &err));
	assert_int_equal(counts.records, 1);
	assert_int_equal(counts.drafts, 1);
}

static void it_goes_from_the_copies_too(void **state)
{
	struct file *file = *state;
	char *aside = file_join(file->directory, "elders.db");
	struct problem_list left = { 0 };
	struct store *copy = NULL;
	char *made = NULL;
	char *directory = alloc_print("%s-backups", file->path);
	int64_t traject;

	add_other(file);
	traject = add_secret(file);
	GOOD(upkeep_backup(file->store, aside, &err));
	GOOD(upkeep_note_copy(file->store, aside, &err));
	GOOD(make_daily(file->store, &made, &err));
	assert_non_null(made);
	/* Somebody looked into the copy and left a log beside it. */
	GOOD(store_open(aside, 0, &copy, &err));
	GOOD(store_note(copy, "gezien", "1", &err));
	store_close(copy);
	assert_true(secrets_in(aside) > 8);
	assert_true(secrets_in(made) > 8);

	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	for (size_t i = 0; i < left.count; i++)
		print_error("%s\n", left.items[i].text);
	assert_int_equal(left.count, 0);
	assert_int_equal(secrets_below(file->directory), 0);
	GOOD(store_open(made, STORE_READ_ONLY, &copy, &err));
	assert_clean_check(copy);
	store_close(copy);
	assert_sql(aside, "SELECT count(*) FROM alles_1_0", "1");
	assert_sql(aside, "SELECT finished IS NOT NULL FROM destroyed", "1");
	free(directory);
	free(aside);
	free(made);
}

/* Then the journal of what is destroyed is longer than what is written after. */
static void it_goes_from_a_copy_of_which_it_was_the_most(void **state)
{
	struct file *file = *state;
	char *aside = file_join(file->directory, "elders.db");
	struct answers *answers = answers_new(file->form);
	struct problem_list left = { 0 };
	char *text = alloc_new(60001, 1);
	int64_t traject = add_traject(file->store, "T-GEHEIM-7");

	for (int i = 0; i < 12; i++) {
		struct record_head head = { 0 };
		char *child = alloc_print("J%d", i);

		memset(text, 'a' + i, 60000);
		put(answers, "tekst", text);
		head.jeugdige = child;
		GOOD(save_record(file->store, file->form, traject, "2025-03-02",
				 true, answers, &head, &err));
		record_head_done(&head);
	}
	GOOD(upkeep_backup(file->store, aside, &err));
	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	for (size_t i = 0; i < left.count; i++)
		print_error("%s\n", left.items[i].text);
	assert_int_equal(left.count, 0);
	answers_free(answers);
	free(aside);
	free(text);
}

static void it_cannot_come_back(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	struct record_head head = { 0 };
	struct answers *answers = answers_new(file->form);
	struct draft draft = { .traject = file->traject };
	struct traject again = { 0 };
	int64_t traject = add_secret(file);
	char *id = ask_sql(file->path,
			   "SELECT " COMPACT_ID("uuid") " FROM alles_1_0");
	char *uuid = ask_sql(file->path,
			     "SELECT " COMPACT_ID("uuid") " FROM traject"
			     " WHERE code = 'T-GEHEIM-7'");

	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	again.code = alloc_text("T-GEHEIM-7");
	again.organisatie = alloc_text("Noord");
	REFUSED(ERR_EXISTS, "vernietigd",
		trajecten_add(file->store, &again, &err));
	/* The same code of another organisation is another traject. */
	alloc_replace(&again.organisatie, "Zuid");
	GOOD(trajecten_add(file->store, &again, &err));
	traject_done(&again);

	again.code = alloc_text("anders");
	again.organisatie = alloc_text("Noord");
	again.uuid = alloc_text(uuid);
	REFUSED(ERR_EXISTS, "vernietigd",
		trajecten_add(file->store, &again, &err));
	traject_done(&again);

	head.id = alloc_text(id);
	REFUSED(ERR_EXISTS, "vernietigd",
		save_record(file->store, file->form, file->traject,
			    "2025-03-02", true, answers, &head, &err));
	draft.record = id;
	REFUSED(ERR_EXISTS, "vernietigd",
		drafts_add(file->store, file->form, &draft, answers, &err));
	record_head_done(&head);
	answers_free(answers);
	free(uuid);
	free(id);
}

static void a_rename_of_the_organisation_does_not_let_it_in(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	struct traject again = { 0 };

	GOOD(destroy_traject(file->store, add_secret(file), NULL, &left, &err));
	GOOD(names_rename(file->store, "organisatie", "Noord", "Nrd", &err));
	again.code = alloc_text("T-GEHEIM-7");
	again.organisatie = alloc_text("Nrd");
	REFUSED(ERR_EXISTS, "vernietigd",
		trajecten_add(file->store, &again, &err));
	traject_done(&again);
}

/* Somebody reads, so that the log cannot be emptied. */
static void what_is_read_by_another_is_finished_later(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	sqlite3 *reader = NULL;
	int64_t traject = add_secret(file);

	assert_int_equal(sqlite3_open(file->path, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader,
				      "BEGIN; SELECT count(*) FROM traject",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	assert_int_equal(left.count, 1);
	assert_true(destroy_is_unfinished(file->store));
	sqlite3_close(reader);
	problem_list_done(&left);

	/* Also by a program that was started later. */
	store_close(file->store);
	GOOD(store_open(file->path, 0, &file->store, &err));
	GOOD(destroy_finish(file->store, &left, &err));
	assert_int_equal(left.count, 0);
	assert_false(destroy_is_unfinished(file->store));
	assert_int_equal(secrets_below(file->directory), 0);
}

static void a_copy_that_cannot_be_reached_is_told(void **state)
{
	struct file *file = *state;
	char *disk = file_join(file->directory, "stick");
	char *copy = file_join(disk, "kopie.db");
	struct problem_list left = { 0 };
	int64_t traject = add_secret(file);
	char *away = file_join(file->directory, "weg");

	assert_int_equal(mkdir(disk, 0700), 0);
	GOOD(upkeep_backup(file->store, copy, &err));
	GOOD(upkeep_note_copy(file->store, copy, &err));
	assert_int_equal(rename(disk, away), 0);
	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	assert_int_equal(left.count, 1);
	assert_has(left.items[0].text, "bereikt");
	problem_list_done(&left);

	assert_int_equal(rename(away, disk), 0);
	GOOD(destroy_finish(file->store, &left, &err));
	assert_int_equal(left.count, 0);
	assert_int_equal(secrets_below(file->directory), 0);
	free(disk);
	free(copy);
	free(away);
}

/* What is neither cleaned nor readable as a copy may not be passed over. */
static void leftovers_beside_the_file_are_found(void **state)
{
	struct file *file = *state;
	char *directory = alloc_print("%s-backups", file->path);
	char *half = file_join(directory, "half.copy");
	char *quarter = file_join(directory, "quarter.copy");
	char *dead = file_join(directory, "half.db.partial-999999999");
	char *beside = alloc_print("%s.partial-999999999", file->path);
	char *own = alloc_print("%s.999999999", file->path);
	struct problem_list left = { 0 };
	int64_t traject = add_secret(file);
	unsigned char bytes[UUID_BYTES];
	FILE *out;
	char *uuid = ask_sql(file->path,
			     "SELECT " COMPACT_ID("uuid") " FROM traject"
			     " WHERE code = 'T-GEHEIM-7'");

	assert_int_equal(mkdir(directory, 0700), 0);
	out = fopen(half, "w");
	fprintf(out, "een halve kopie met %s erin", uuid);
	fclose(out);
	/* As the file itself has it, at the very end. */
	assert_true(uuid_read(uuid, bytes));
	out = fopen(quarter, "w");
	fprintf(out, "nog minder van een kopie");
	fwrite(bytes, 1, sizeof(bytes), out);
	fclose(out);
	assert_int_equal(link(half, dead), 0);
	assert_int_equal(link(half, beside), 0);
	assert_int_equal(link(half, own), 0);
	GOOD(destroy_traject(file->store, traject, NULL, &left, &err));
	assert_int_equal(left.count, 2);
	/* What a program left that is no more goes by itself. */
	assert_false(file_exists(dead));
	assert_false(file_exists(beside));
	/* But not what a person may have called so: "data.db.2025". */
	assert_true(file_exists(own));
	assert_true(destroy_is_unfinished(file->store));
	problem_list_done(&left);
	unlink(half);
	unlink(quarter);
	GOOD(destroy_finish(file->store, &left, &err));
	assert_int_equal(left.count, 0);
	assert_false(destroy_is_unfinished(file->store));
	rmdir(directory);
	free(uuid);
	free(half);
	free(quarter);
	free(dead);
	free(beside);
	free(own);
	free(directory);
}

static void a_form_that_is_open_elsewhere_keeps_it(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	struct store *other = NULL;
	int64_t traject = add_secret(file);

	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(drafts_hold(other, 1, false, &err));
	REFUSED(ERR_HELD, "open",
		destroy_traject(file->store, traject, NULL, &left, &err));
	assert_sql(file->path,
		   "SELECT count(*) FROM traject WHERE code = 'T-GEHEIM-7'",
		   "1");
	store_close(other);
}

static void assert_noticed(struct file *file, const char *sql)
{
	struct problem_list problems = { 0 };

	run_sql(file->path, sql);
	GOOD(upkeep_check(file->store, &problems, &err));
	assert_true(problems.count > 0);
	problem_list_done(&problems);
}

static void a_mark_that_is_changed_by_hand_is_found(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };

	GOOD(destroy_traject(file->store, add_secret(file), NULL, &left, &err));
	GOOD(destroy_traject(file->store, file->traject, NULL, &left, &err));
	assert_clean_check(file->store);
	assert_noticed(file,
		       "UPDATE destroyed SET login = 'een ander'"
		       " WHERE seq = 1");
}

static void a_mark_that_is_removed_by_hand_is_found(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };

	GOOD(destroy_traject(file->store, add_secret(file), NULL, &left, &err));
	GOOD(destroy_traject(file->store, file->traject, NULL, &left, &err));
	assert_noticed(file,
		       "DELETE FROM destroyed_record WHERE mark = 1;"
		       "DELETE FROM destroyed WHERE seq = 1");
}

static void its_number_is_never_used_again(void **state)
{
	struct file *file = *state;
	struct problem_list left = { 0 };
	int64_t gone = add_secret(file);

	GOOD(destroy_traject(file->store, gone, NULL, &left, &err));
	assert_true(add_traject(file->store, "T-8") > gone);
	/* Nor when one before it goes later. */
	GOOD(destroy_traject(file->store, gone + 1, NULL, &left, &err));
	GOOD(destroy_traject(file->store, file->traject, NULL, &left, &err));
	assert_int_equal(add_traject(file->store, "T-9"), gone + 2);
}

/*
 * Every table there is, with what becomes of it: who adds one must say whether
 * destroying has to know of it.
 */
static void every_table_is_accounted_for(void **state)
{
	struct file *file = *state;

	add_other(file);
	assert_sql(file->path,
		   "SELECT group_concat(name, ' ') FROM (SELECT name"
		   " FROM sqlite_schema WHERE type = 'table' ORDER BY name)",
		   "alles_1_0 alles_1_0__doel annotation copy deed delivered"
		   " delivery destroyed destroyed_record draft draft_rows"
		   " draft_value form form_field form_missing form_option"
		   " known_revision name note revision revision_value"
		   " sqlite_sequence taken_back traject verification"
		   " verifying verifying_value");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(nothing_of_it_is_in_any_file),
		PROMISE(who_keeps_counts_knows_of_it),
		PROMISE(the_question_says_how_much_goes),
		PROMISE(it_goes_from_the_copies_too),
		PROMISE(it_goes_from_a_copy_of_which_it_was_the_most),
		PROMISE(it_cannot_come_back),
		PROMISE(a_rename_of_the_organisation_does_not_let_it_in),
		PROMISE(what_is_read_by_another_is_finished_later),
		PROMISE(a_copy_that_cannot_be_reached_is_told),
		PROMISE(leftovers_beside_the_file_are_found),
		PROMISE(a_form_that_is_open_elsewhere_keeps_it),
		PROMISE(a_mark_that_is_changed_by_hand_is_found),
		PROMISE(a_mark_that_is_removed_by_hand_is_found),
		PROMISE(its_number_is_never_used_again),
		PROMISE(every_table_is_accounted_for),
	};

	return run_tests(tests);
}
