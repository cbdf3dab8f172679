/* What store/revisions.h, deliveries.h and pseudonyms.h promise. */
#include "config.h"

#include "store_file.h"

#include "base/problem.h"
#include "store/checksum.h"
#include "store/deliveries.h"
#include "store/pseudonyms.h"
#include "store/revisions.h"
#include "store/upkeep.h"

static const char first[] = "0194268d-0000-7000-8000-000000000001";
static const char second[] = "0194268d-0000-7000-8000-000000000002";
static const char third[] = "0194268d-0000-7000-8000-000000000003";
static const char record[] = "0194268d-0000-7000-8000-00000000000a";

static struct record_head head_of(const struct file *file)
{
	return (struct record_head){
		.id = alloc_text(record),
		.form = alloc_text("alles"),
		.version = alloc_text("1.0"),
		.traject_id = file->traject,
		.status = RECORD_COMPLETE,
		.completed = alloc_text("2025-03-02"),
		.changed = alloc_text("2025-03-02T10:00:00"),
		.counts = true,
	};
}

/* As it became elsewhere, with this number. */
static void take(struct file *file, const char *id, const char *parent,
		 const char *number)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = head_of(file);
	struct known_revision revision = {
		.id = alloc_text(id),
		.parent = alloc_text(parent),
		.at = alloc_text("2025-03-02T10:00:00"),
		.login = alloc_text("bram"),
		.what = alloc_text(parent ? "correct" : "complete"),
		.status = RECORD_COMPLETE,
		.completed = alloc_text("2025-03-02"),
		.counts = true,
	};
	struct revision_list list = { &revision, 1, 1 };

	put(answers, "getal", number);
	put_in(answers, "wat", 1, number);
	GOOD(records_take(file->store, file->form, &head, answers, &revision,
			  &err));
	assert_string_equal(head.revision, id);
	answers_free(answers);
	record_head_done(&head);
	list.items = alloc_new(1, sizeof(revision));
	list.items[0] = revision;
	revision_list_done(&list);
}

static void assert_whole(struct file *file)
{
	struct problem_list problems = { 0 };

	GOOD(upkeep_check(file->store, &problems, &err));
	for (size_t i = 0; i < problems.count; i++)
		print_error("# %s\n", problems.items[i].text);
	assert_int_equal(problems.count, 0);
	problem_list_done(&problems);
}

static void what_was_made_elsewhere_keeps_its_ids_and_its_chain(void **state)
{
	struct file *file = *state;
	struct revision_list list = { 0 };

	take(file, first, NULL, "1");
	take(file, third, second, "3");
	GOOD(revisions_of(file->store, record, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, first);
	assert_string_equal(list.items[1].id, third);
	assert_string_equal(list.items[1].parent, second);
	assert_string_equal(list.items[1].login, "bram");
	assert_true(revision_list_has(&list, first));
	assert_false(revision_list_has(&list, second));
	revision_list_done(&list);
	assert_whole(file);
}

static void an_earlier_state_is_read_back(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;

	take(file, first, NULL, "1");
	take(file, second, first, "2");
	take(file, third, second, "3");
	GOOD(revisions_answers(file->store, file->form, record, second,
			       &answers, &err));
	assert_string_equal(get(answers, "getal", 0), "2");
	assert_string_equal(get(answers, "wat", 1), "2");
	answers_free(answers);
	answers = NULL;
	REFUSED(ERR_NOTFOUND, record,
		revisions_answers(file->store, file->form, record, record,
				  &answers, &err));
	assert_null(answers);
}

static void ids_that_were_passed_over_are_known_once(void **state)
{
	struct file *file = *state;
	struct revision_list theirs = { 0 };
	struct revision_list list = { 0 };

	take(file, first, NULL, "1");
	revision_list_add(&theirs, first, NULL);
	revision_list_add(&theirs, second, first);
	GOOD(revisions_note(file->store, record, &theirs, &err));
	GOOD(revisions_note(file->store, record, &theirs, &err));
	GOOD(revisions_of(file->store, record, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, second);
	assert_string_equal(list.items[0].parent, first);
	assert_false(list.items[0].has_values);
	assert_true(list.items[1].has_values);
	revision_list_done(&list);
	revision_list_done(&theirs);
	assert_whole(file);
}

static void a_delivery_tells_what_the_receiver_has(void **state)
{
	struct file *file = *state;
	const struct authorship by = { .medewerker = "Anja", .login = "anja" };
	struct delivered_list sent = { 0 };
	struct delivered_list found = { 0 };
	struct delivery delivery = { 0 };
	struct delivery last = { 0 };
	struct delivery_list all = { 0 };

	delivery.purpose = alloc_text("benchmark");
	delivery.selection = alloc_text("form=ash");
	delivery.forms = alloc_text("ash@3.0");
	delivery.checksum = alloc_text("0");
	delivery.records = 1;
	delivered_list_add(&sent, third, "ash", second, true);
	delivered_list_add(&sent, first, "ash", second, false);
	GOOD(deliveries_add(file->store, &delivery, &sent, &by, &err));
	GOOD(deliveries_add(file->store, &delivery, &sent, &by, &err));
	assert_int_equal(deliveries_last(file->store, "cbs", "form=ash", &last,
					 &found, NULL),
			 ERR_NOTFOUND);
	GOOD(deliveries_last(file->store, "benchmark", "form=ash", &last,
			     &found, &err));
	assert_int_equal(last.id, 2);
	assert_string_equal(last.medewerker, "Anja");
	assert_int_equal(strlen(last.at), 19);
	assert_int_equal(found.count, 2);
	assert_string_equal(found.items[0].record, first);
	assert_true(delivered_list_find(&found, third)->withdrawn);
	assert_null(delivered_list_find(&found, record));
	GOOD(deliveries_all(file->store, &all, &err));
	assert_int_equal(all.count, 2);
	assert_int_equal(all.items[0].id, 2);
	delivery_list_done(&all);
	delivered_list_done(&found);
	delivered_list_done(&sent);
	delivery_done(&last);
	delivery_done(&delivery);
}

static void
a_pseudonym_is_the_same_each_time_and_another_elsewhere(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "ander.db");
	struct pseudonyms one = { 0 };
	struct pseudonyms two = { 0 };
	struct store *other = NULL;
	char a[PSEUDONYM_ROOM], b[PSEUDONYM_ROOM];
	char id[UUID_ROOM], again[UUID_ROOM];

	GOOD(pseudonyms_load(file->store, &one, &err));
	GOOD(pseudonyms_load(file->store, &two, &err));
	pseudonym_code(&one, 'T', "Noord", "T-1", a);
	pseudonym_code(&two, 'T', "Noord", "T-1", b);
	assert_string_equal(a, b);
	assert_int_equal(strlen(a), 22);
	pseudonym_code(&one, 'T', "Zuid", "T-1", b);
	assert_string_not_equal(a, b);
	pseudonym_code(&one, 'T', "NoordT", "-1", b);
	assert_string_not_equal(a, b);
	pseudonym_id(&one, record, id);
	assert_true(uuid_is_valid(id));
	assert_string_not_equal(id, record);

	GOOD(store_open(path, 0, &other, &err));
	GOOD(pseudonyms_load(other, &two, &err));
	pseudonym_code(&two, 'T', "Noord", "T-1", b);
	assert_string_not_equal(a, b);
	pseudonym_id(&two, record, again);
	assert_string_not_equal(id, again);
	pseudonym_mark(&one, a);
	pseudonym_mark(&two, b);
	assert_string_not_equal(a, b);
	pseudonym_follow("x", record, id);
	pseudonym_follow("x", record, again);
	assert_string_equal(id, again);
	assert_true(uuid_is_valid(id));
	store_close(other);
	pseudonyms_done(&one);
	pseudonyms_done(&two);
	free(path);
}

static void a_checksum_is_that_of_other_programs(void **state)
{
	char sum[CHECKSUM_ROOM];

	(void)state;
	checksum_of("abc", 3, sum);
	assert_string_equal(sum,
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	checksum_end(NULL, sum);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(what_was_made_elsewhere_keeps_its_ids_and_its_chain),
		PROMISE(an_earlier_state_is_read_back),
		PROMISE(ids_that_were_passed_over_are_known_once),
		PROMISE(a_delivery_tells_what_the_receiver_has),
		PROMISE(a_pseudonym_is_the_same_each_time_and_another_elsewhere),
		PROMISE(a_checksum_is_that_of_other_programs),
	};

	return run_tests(tests);
}
