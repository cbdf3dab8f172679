/* What entry/due.h and entry/overruled.h promise: the oldest first. */
#include "config.h"

#include "unit.h"

#include "entry/due.h"
#include "entry/overruled.h"
#include "entry_world.h"

/* The traject form as a draft: its days are known then. */
static int64_t add_traject(struct world *w, const char *name,
			   const char *started, const char *ended)
{
	int64_t id = world_traject(w, name);

	WORKS(open_in(w, "traject", id, NULL, &why));
	fill(w, "start", 0, started);
	if (ended)
		fill(w, "einde", 0, ended);
	fill(w, "voorziening", 0, "n");
	flush(w);
	close_form(w);
	return id;
}

static void find(struct world *w, const char *medewerker, const char *today,
		 struct due_list *list)
{
	const struct traject_query names = { .medewerker = medewerker };

	due_list_done(list);
	WORKS(due_find(w->store, w->catalogue, &names, today, list, &why));
}

/* Those of this kind, with commas between: "T2 ash, T3 ash". */
static void assert_kind(const struct due_list *list, enum due_kind kind,
			const char *form, const char *wanted)
{
	char got[400] = "";

	for (size_t i = 0; i < list->count; i++) {
		const struct due *due = &list->items[i];

		if (due->kind != kind || strcmp(due->form->name, form) != 0)
			continue;
		if (got[0])
			strcat(got, " ");
		strcat(got, due->traject.code);
	}
	assert_string_equal(got, wanted);
}

static void what_is_late_comes_first_and_the_oldest_of_it(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	add_traject(w, "B", "1-2-2025 10:00", "28-2-2025");
	add_traject(w, "C", "1-5-2025 10:00", "28-5-2025");
	find(w, NULL, "2025-06-01", &list);
	assert_kind(&list, DUE_LATE, "ash", "B A");
	/* T1 has no days at all, so there is time. */
	assert_kind(&list, DUE_TO_DO, "ash", "C T1");
	assert_string_equal(list.items[0].traject.code, "B");
	assert_int_equal(list.items[0].kind, DUE_LATE);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.items[i - 1].kind <= list.items[i].kind);
	find(w, NULL, "2025-06-01", &list);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].form->name, "ash") == 0 &&
		    strcmp(list.items[i].traject.code, "B") == 0)
			assert_int_equal(list.items[i].days, 72);
	due_list_done(&list);
}

static void drafts_and_trajecten_without_an_end_are_there(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };
	int64_t id;

	add_traject(w, "OUD", "1-3-2025 10:00", NULL);
	id = add_traject(w, "NIEUW", "1-6-2025 10:00", NULL);
	WORKS(open_in(w, "ash", id, NULL, &why));
	fill(w, "gezinstype", 0, "1");
	close_form(w);
	find(w, NULL, "2025-06-15", &list);
	assert_kind(&list, DUE_DRAFT, "ash", "NIEUW");
	/* T1 has no first day, and so comes last. */
	assert_kind(&list, DUE_NO_END, "traject", "OUD NIEUW T1");
	assert_int_equal(list.counts[DUE_NO_END], 3);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == DUE_NO_END &&
		    strcmp(list.items[i].traject.code, "OUD") == 0)
			assert_int_equal(list.items[i].days, 106);
	due_list_done(&list);
}

static void it_is_of_the_names_that_are_asked_for(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	find(w, "An", "2025-06-01", &list);
	assert_true(list.count > 0);
	find(w, "Bo", "2025-06-01", &list);
	assert_int_equal(list.count, 0);
	due_list_done(&list);
}

static void many_trajecten_give_the_same_as_few(void **state)
{
	struct world *w = *state;
	struct due_list few = { 0 };
	struct due_list many = { 0 };
	char name[16];

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	add_traject(w, "B", "1-6-2025 10:00", NULL);
	find(w, NULL, "2025-06-15", &few);
	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "Z%02d", i);
		world_traject(w, name);
	}
	find(w, NULL, "2025-06-15", &many);
	assert_true(many.count > few.count);
	for (size_t i = 0, k = 0; i < few.count; i++) {
		const struct due *a = &few.items[i];

		while (k < many.count &&
		       (many.items[k].traject.id != a->traject.id ||
			many.items[k].kind != a->kind ||
			many.items[k].form != a->form))
			k++;
		assert_true(k < many.count);
		assert_int_equal(many.items[k].days, a->days);
	}
	due_list_done(&few);
	due_list_done(&many);
}

static void a_warning_that_was_kept_has_its_reason_and_its_words(void **state)
{
	struct world *w = *state;
	struct overruled_list list = { 0 };
	const struct selection all = { 0 };
	const struct selection other = { .medewerker = "Bo" };

	open_form(w, "proef");
	type(w, "aap");
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "geteld", &why));
	complete(w);
	WORKS(overruled_find(w->store, w->catalogue, &all, &list, &why));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].head.traject, "T1");
	assert_string_equal(
		list.items[0].form->fields[list.items[0].field].name, "getal");
	assert_string_equal(list.items[0].message, "dat is veel");
	assert_string_equal(list.items[0].reason, "geteld");
	overruled_list_done(&list);
	WORKS(overruled_find(w->store, w->catalogue, &other, &list, &why));
	assert_int_equal(list.count, 0);
	overruled_list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define SHIPPED(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up_shipped,            \
					world_tear_down)
		SHIPPED(what_is_late_comes_first_and_the_oldest_of_it),
		SHIPPED(drafts_and_trajecten_without_an_end_are_there),
		SHIPPED(it_is_of_the_names_that_are_asked_for),
		SHIPPED(many_trajecten_give_the_same_as_few),
		cmocka_unit_test_setup_teardown(
			a_warning_that_was_kept_has_its_reason_and_its_words,
			world_set_up, world_tear_down),
	};

	return run_tests(tests);
}
