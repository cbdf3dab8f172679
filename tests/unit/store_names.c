/* What store/names.h promises. */
#include "config.h"

#include "store_file.h"

#include "store/names_private.h"

static void assert_names(struct store *store, const char *list,
			 const char *organisatie, const char *wanted)
{
	struct name_list names = { 0 };
	struct buffer all = { 0 };

	GOOD(names_of(store, list, organisatie, &names, &err));
	for (size_t i = 0; i < names.count; i++)
		buffer_print(&all, "%s%s", i ? "," : "", names.items[i]);
	assert_string_equal(buffer_text(&all), wanted);
	buffer_done(&all);
	name_list_done(&names);
}

static void lists_are_sorted_as_people_sort(void **state)
{
	struct file *file = *state;

	GOOD(names_add(file->store, "medewerker", "Zuid", "Élise", &err));
	GOOD(names_add(file->store, "medewerker", "Zuid", "zoë", &err));
	GOOD(names_add(file->store, "medewerker", "Zuid", "Eva", &err));
	GOOD(names_add(file->store, "medewerker", "Zuid", "adam", &err));
	assert_names(file->store, "medewerker", "Zuid", "adam,Élise,Eva,zoë");
}

static void a_name_is_of_its_own_organisation(void **state)
{
	struct file *file = *state;
	bool there = false;

	assert_names(file->store, "organisatie", NULL, "Noord,Zuid");
	assert_names(file->store, "organisatie", "Noord", "Noord,Zuid");
	assert_names(file->store, "team", "Noord", "Oost,West");
	assert_names(file->store, "team", "Zuid", "Oost");
	assert_names(file->store, "team", NULL, "Oost,West");
	GOOD(names_has(file->store, "team", "Zuid", "West", &there, &err));
	assert_false(there);
	GOOD(names_has(file->store, "team", "Noord", "West", &there, &err));
	assert_true(there);
	GOOD(names_has(file->store, "team", "Nergens", "West", &there, &err));
	assert_false(there);
	GOOD(names_has(file->store, "team", NULL, "West", &there, &err));
	assert_true(there);
}

static void adding_twice_does_nothing(void **state)
{
	struct file *file = *state;

	GOOD(names_add(file->store, "team", "Noord", "West", &err));
	assert_names(file->store, "team", "Noord", "Oost,West");
}

static void what_cannot_be_a_name_is_refused(void **state)
{
	struct file *file = *state;

	REFUSED(ERR_INVALID, "leeg",
		names_add(file->store, "team", "Noord", "", &err));
	REFUSED(ERR_INVALID, "leeg",
		names_add(file->store, "team", "Noord", "  ", &err));
	REFUSED(ERR_INVALID, "lijst straat",
		names_add(file->store, "straat", "Noord", "A", &err));
	REFUSED(ERR_NOTFOUND, "Nergens",
		names_add(file->store, "team", "Nergens", "A", &err));
	REFUSED(ERR_NOTFOUND, "Organisatie",
		names_add(file->store, "team", NULL, "Nieuw", &err));
}

static void a_name_is_mended_everywhere(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct answers *back = NULL;
	struct record_head head = { 0 };
	struct draft draft = { .traject = file->traject };
	struct answers *typed = answers_new(file->traject_form);
	int64_t second = add_traject(file->store, "T-2");

	put(answers, "wie", "Anja");
	put(answers, "tekst", "Anja");
	GOOD(save_record(file->store, file->form, second, "2025-01-01", true,
			 answers, &head, &err));
	put(typed, "medewerker", "Anja");
	put(typed, "code", "Anja");
	GOOD(drafts_add(file->store, file->traject_form, &draft, typed, &err));

	GOOD(names_rename(file->store, "medewerker", "Anja", "Anna", &err));
	assert_names(file->store, "medewerker", "Noord", "Anna,Bram");
	GOOD(records_answers(file->store, file->form, head.id, &back, &err));
	assert_string_equal(get(back, "wie", 0), "Anna");
	assert_string_equal(get(back, "tekst", 0), "Anja");
	answers_free(back);
	record_head_done(&head);
	GOOD(records_in_place(file->store, IN_TRAJECT("alles", second), &head,
			      &err));
	assert_string_equal(head.medewerker, "Anna");
	GOOD(drafts_answers(file->store, file->traject_form, draft.id, &back,
			    &err));
	assert_string_equal(get(back, "medewerker", 0), "Anna");
	assert_string_equal(get(back, "code", 0), "Anja");
	answers_free(back);
	answers_free(answers);
	answers_free(typed);
	record_head_done(&head);
	draft_done(&draft);
}

static void two_names_never_become_one(void **state)
{
	struct file *file = *state;

	REFUSED(ERR_EXISTS, "Bram",
		names_rename(file->store, "medewerker", "Anja", "Bram", &err));
	REFUSED(ERR_NOTFOUND, "Kees",
		names_rename(file->store, "medewerker", "Kees", "Jan", &err));
	REFUSED(ERR_INVALID, "leeg",
		names_rename(file->store, "medewerker", "Anja", " ", &err));
	assert_names(file->store, "medewerker", "Noord", "Anja,Bram");
}

/* The number of a worker of Noord; 0: there is none. */
static int64_t worker(struct store *store, const char *name)
{
	struct name_ids ids = { 0 };
	int code;

	GOOD(store_begin(store, &err));
	code = names_ids(store, "Noord", NULL, name, &ids, NULL);
	assert_true(code == 0 || code == ERR_NOTFOUND);
	GOOD(store_commit(store, &err));
	return code ? 0 : ids.medewerker;
}

static void assert_text(struct store *store, int64_t id, const char *wanted)
{
	char *text = NULL;

	GOOD(store_begin_reading(store, &err));
	GOOD(names_text(store, id, &text, &err));
	store_end_reading(store);
	assert_string_equal(text, wanted);
	free(text);
}

static void a_name_that_was_mended_elsewhere_is_the_new_one_here(void **state)
{
	struct file *file = *state;
	struct store *other = NULL;
	int64_t id = worker(file->store, "Anja");

	assert_true(id > 0);
	assert_text(file->store, id, "Anja");
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(names_rename(other, "medewerker", "Anja", "Anna", &err));
	assert_int_equal(worker(file->store, "Anja"), 0);
	assert_int_equal(worker(file->store, "Anna"), id);
	assert_text(file->store, id, "Anna");
	store_close(other);
}

static void a_name_that_was_mended_here_is_not_remembered(void **state)
{
	struct file *file = *state;
	int64_t id = worker(file->store, "Anja");
	bool there = true;

	assert_text(file->store, id, "Anja");
	GOOD(names_rename(file->store, "medewerker", "Anja", "Anna", &err));
	assert_int_equal(worker(file->store, "Anja"), 0);
	assert_int_equal(worker(file->store, "Anna"), id);
	assert_text(file->store, id, "Anna");
	GOOD(store_begin(file->store, &err));
	GOOD(names_has(file->store, "medewerker", NULL, "Anja", &there, &err));
	GOOD(store_commit(file->store, &err));
	assert_false(there);
}

static void a_name_that_was_taken_back_is_not_there(void **state)
{
	struct file *file = *state;
	struct name_ids ids = { 0 };

	GOOD(store_begin(file->store, &err));
	GOOD(names_add(file->store, "medewerker", "Noord", "Kees", &err));
	GOOD(names_ids(file->store, "Noord", NULL, "Kees", &ids, &err));
	store_rollback(file->store);
	assert_int_equal(worker(file->store, "Kees"), 0);
	GOOD(names_add(file->store, "medewerker", "Noord", "Klaas", &err));
	assert_text(file->store, worker(file->store, "Klaas"), "Klaas");
}

/* More than there are places for at first. */
static void each_of_many_names_is_found(void **state)
{
	struct file *file = *state;
	struct name_ids ids = { 0 };
	char name[24];
	char *text;

	GOOD(store_begin(file->store, &err));
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "Kees %d", i);
		GOOD(names_add(file->store, "medewerker", "Noord", name, &err));
	}
	for (int i = 0; i < 6000; i++) {
		snprintf(name, sizeof(name), "Kees %d", i % 3000);
		GOOD(names_ids(file->store, "Noord", "West", name, &ids, &err));
		GOOD(names_text(file->store, ids.medewerker, &text, &err));
		assert_string_equal(text, name);
		free(text);
	}
	GOOD(store_commit(file->store, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(lists_are_sorted_as_people_sort),
		PROMISE(a_name_is_of_its_own_organisation),
		PROMISE(adding_twice_does_nothing),
		PROMISE(what_cannot_be_a_name_is_refused),
		PROMISE(a_name_is_mended_everywhere),
		PROMISE(two_names_never_become_one),
		PROMISE(a_name_that_was_mended_elsewhere_is_the_new_one_here),
		PROMISE(a_name_that_was_mended_here_is_not_remembered),
		PROMISE(a_name_that_was_taken_back_is_not_there),
		PROMISE(each_of_many_names_is_found),
	};

	return run_tests(tests);
}
