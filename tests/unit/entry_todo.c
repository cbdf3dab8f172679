/* What entry/todo.h promises, with the forms and programme that are shipped. */
#include "config.h"

#include "unit.h"

#include "base/alloc.h"
#include "base/count.h"
#include "entry/around.h"
#include "entry/todo.h"
#include "entry_world.h"

/* The line about a form and a jeugdige; NULL when it is not listed. */
static const struct todo *line(const struct todo_list *list, const char *form,
			       const char *jeugdige)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct todo *todo = &list->items[i];

		if (strcmp(todo->form->name, form) == 0 &&
		    !jeugdige == !todo->jeugdige &&
		    (!jeugdige || strcmp(todo->jeugdige, jeugdige) == 0))
			return todo;
	}
	return NULL;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void assert_same(const struct todo *a, const struct todo *b)
{
	assert_string_equal(a->form->name, b->form->name);
	assert_string_equal(a->form->version, b->form->version);
	assert_int_equal(a->age, b->age);
	assert_true(same(a->jeugdige, b->jeugdige));
	assert_true(same(a->due, b->due));
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->days_late, b->days_late);
	assert_int_equal(a->correcting, b->correcting);
}

static bool is_open(const struct todo *todo)
{
	return todo->correcting ||
	       (todo->state != TODO_COMPLETE &&
		todo->state != TODO_NOT_NEEDED && todo->state != TODO_OPTIONAL);
}

/* What is asked of the traject form says what it says when all of it is read. */
static void assert_asked(struct world *w, const struct catalogue *catalogue,
			 int64_t traject, const char *today,
			 struct around *asked)
{
	const struct form *form = catalogue_traject(catalogue);
	struct around whole = { 0 };

	WORKS(around_load(w->store, catalogue, traject, NULL, today, &whole,
			  &why));
	WORKS(around_load_asked(w->store, catalogue, traject, today, asked,
				&why));
	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(whole.traject, repeat);

		if (repeat >= 0)
			assert_int_equal(answers_rows(asked->traject, repeat),
					 rows);
		for (int row = repeat >= 0; row <= rows; row++) {
			const struct answer *got =
				answers_get(asked->traject, i, row);
			const struct answer *is =
				answers_get(whole.traject, i, row);

			assert_true(same(got->value,
					 asked->asked[i] ? is->value : NULL));
			assert_true(same(got->missing,
					 asked->asked[i] ? is->missing : NULL));
		}
	}
	around_done(&whole);
}

/* What is asked of several is what of each alone is open. */
static void assert_open(struct world *w, const struct catalogue *catalogue,
			const int64_t *ids, size_t count, const char *today)
{
	struct todo_list *found = alloc_new(count, sizeof(*found));
	struct todo_list whole = { 0 };
	struct around asked = { 0 };

	WORKS(todo_open_of_trajecten(w->store, catalogue, ids, count, today,
				     found, &why));
	for (size_t n = 0; n < count; n++) {
		size_t k = 0;

		WORKS(todo_of_traject(w->store, catalogue, ids[n], today,
				      &whole, &why));
		for (size_t i = 0; i < whole.count; i++) {
			if (!is_open(&whole.items[i]))
				continue;
			assert_true(k < found[n].count);
			assert_same(&whole.items[i], &found[n].items[k++]);
		}
		assert_int_equal(k, found[n].count);
		assert_asked(w, catalogue, ids[n], today, &asked);
		todo_list_done(&found[n]);
		todo_list_done(&whole);
	}
	around_done(&asked);
	free(found);
}

/* A glance at the forms is enough, for any list here. */
static void assert_glance(struct world *w, const char *today,
			  const struct todo_list *list)
{
	size_t length;
	const char *bytes = catalogue_packed(w->catalogue, &length);
	struct catalogue *glance = catalogue_glance(bytes, length);
	struct todo_list found = { 0 };

	assert_non_null(glance);
	WORKS(todo_of_traject(w->store, glance, w->traject, today, &found,
			      &why));
	assert_int_equal(found.count, list->count);
	for (size_t i = 0; i < list->count; i++) {
		const struct todo *a = &list->items[i];
		const struct todo *b = &found.items[i];

		assert_same(a, b);
		assert_true(same(a->completed, b->completed));
		assert_int_equal(a->counts, b->counts);
		assert_int_equal(a->verified, b->verified);
	}
	todo_list_done(&found);
	assert_open(w, glance, &w->traject, 1, today);
	catalogue_free(glance);
}

static void list_other(struct world *w, const char *today,
		       struct todo_list *list)
{
	todo_list_done(list);
	WORKS(todo_of_traject(w->store, w->catalogue, w->traject, today, list,
			      &why));
	assert_open(w, w->catalogue, &w->traject, 1, today);
}

/* With the forms that are shipped. */
static void list_todo(struct world *w, const char *today,
		      struct todo_list *list)
{
	list_other(w, today, list);
	assert_glance(w, today, list);
}

static void assert_state(const struct todo_list *list, const char *form,
			 const char *jeugdige, enum todo_state state)
{
	const struct todo *todo = line(list, form, jeugdige);

	if (!todo || todo->state != state)
		fprintf(stderr, "# %s %s is %s\n", form,
			jeugdige ? jeugdige : "",
			todo ? todo_state_text(todo->state) : "not listed");
	assert_non_null(todo);
	assert_int_equal(todo->state, state);
}

static void a_new_traject_needs_its_own_form_first(void **state)
{
	struct world *w = *state;
	struct todo_list list = { 0 };

	list_todo(w, "2025-03-02", &list);
	assert_string_equal(list.items[0].form->name, "traject");
	assert_int_equal(list.items[0].state, TODO_TO_DO);
	assert_null(todo_who(&list.items[0]));
	assert_string_equal(todo_state_text(TODO_TO_DO), "te doen");
	assert_state(&list, "ash", NULL, TODO_TO_DO);
	assert_null(line(&list, "ash", NULL)->due);
	assert_null(line(&list, "nji-jeugdige", "J1"));
	todo_list_done(&list);
}

static void age_says_who_answers(void **state)
{
	static const char *const born[] = { "1-1-2018", "1-1-2012",
					    "1-1-2008" };
	struct world *w = *state;
	struct todo_list list = { 0 };

	fill_traject(w, "25-3-2025", "j", born, 3);
	flush(w);
	list_todo(w, "2025-03-20", &list);
	assert_int_equal(list.items[0].state, TODO_DRAFT);
	assert_state(&list, "nji-jeugdige", "J1", TODO_NOT_NEEDED);
	assert_state(&list, "nji-ouder", "J1", TODO_TO_DO);
	assert_state(&list, "nji-jeugdige", "J2", TODO_TO_DO);
	assert_state(&list, "nji-ouder", "J2", TODO_TO_DO);
	assert_state(&list, "nji-jeugdige", "J3", TODO_TO_DO);
	assert_state(&list, "nji-ouder", "J3", TODO_NOT_NEEDED);
	assert_state(&list, "nji-doelen", "J1", TODO_TO_DO);
	assert_says(todo_who(line(&list, "nji-ouder", "J1")),
		    "jeugdige J1 (7 jaar)");
	assert_says(todo_who(line(&list, "nji-ouder", "J3")),
		    "jeugdige J3 (17 jaar)");

	/* Who cannot answer is answered for. */
	fill(w, "zelf", 3, "n");
	fill(w, "voorziening", 0, "n");
	flush(w);
	list_todo(w, "2025-03-20", &list);
	assert_state(&list, "nji-jeugdige", "J3", TODO_NOT_NEEDED);
	assert_state(&list, "nji-ouder", "J3", TODO_TO_DO);
	assert_state(&list, "nji-doelen", "J1", TODO_NOT_NEEDED);
	todo_list_done(&list);
}

static void what_is_skipped_on_the_traject_does_not_decide(void **state)
{
	static const char *const born[] = { "1-1-2008" };
	struct world *w = *state;
	struct todo_list list = { 0 };

	fill_traject(w, "25-3-2025", "j", born, 1);
	fill(w, "zelf", 1, "n");
	/* Not asked under 12; the answer is kept, and means nothing. */
	fill(w, "geboortedatum", 1, "1-1-2018");
	flush(w);
	assert_string_equal(answer_of(w, "zelf", 1)->value, "nee");
	list_todo(w, "2025-03-20", &list);
	assert_state(&list, "nji-jeugdige", "J1", TODO_NOT_NEEDED);
	fill(w, "geboortedatum", 1, "1-1-2008");
	flush(w);
	list_todo(w, "2025-03-20", &list);
	assert_state(&list, "nji-jeugdige", "J1", TODO_NOT_NEEDED);
	assert_state(&list, "nji-ouder", "J1", TODO_TO_DO);
	todo_list_done(&list);
}

static void the_day_of_the_end_picks_the_version(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;
	struct todo_list list = { 0 };

	fill_traject(w, "25-3-2025", "j", born, 1);
	flush(w);
	list_todo(w, "2025-03-20", &list);
	assert_string_equal(line(&list, "ash", NULL)->form->version, "3.0");
	fill(w, "einde", 0, "31-12-2022");
	flush(w);
	list_todo(w, "2025-03-20", &list);
	assert_string_equal(line(&list, "ash", NULL)->form->version, "2.0");

	/* What was begun stays what it is. */
	close_form(w);
	open_form(w, "ash");
	assert_string_equal(entry_form(w->entry)->version, "3.0");
	type(w, "1");
	close_form(w);
	list_todo(w, "2025-03-20", &list);
	assert_string_equal(line(&list, "ash", NULL)->form->version, "3.0");
	assert_state(&list, "ash", NULL, TODO_DRAFT);
	todo_list_done(&list);
}

static void the_term_is_kept(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;
	struct todo_list list = { 0 };
	const struct todo *todo;

	fill_traject(w, "31-3-2025", "j", born, 1);
	flush(w);
	list_todo(w, "2025-03-09", &list);
	assert_state(&list, "ash", NULL, TODO_LATER);
	assert_string_equal(line(&list, "ash", NULL)->due, "2025-04-21");
	list_todo(w, "2025-03-10", &list);
	assert_state(&list, "ash", NULL, TODO_TO_DO);
	list_todo(w, "2025-04-21", &list);
	assert_state(&list, "ash", NULL, TODO_TO_DO);
	assert_int_equal(line(&list, "ash", NULL)->days_late, 0);
	list_todo(w, "2025-04-24", &list);
	assert_state(&list, "ash", NULL, TODO_OVERDUE);
	assert_int_equal(line(&list, "ash", NULL)->days_late, 3);
	/* Due after the start, which is a moment. */
	todo = line(&list, "nji-doelen", "J1");
	assert_string_equal(todo->due, "2025-03-22");
	assert_state(&list, "nji-doelen", "J1", TODO_OVERDUE);
	/* In the end nobody waits for it. */
	list_todo(w, "2025-05-03", &list);
	assert_state(&list, "nji-doelen", "J1", TODO_OVERDUE);
	list_todo(w, "2025-05-04", &list);
	assert_state(&list, "nji-doelen", "J1", TODO_MISSED);
	assert_int_equal(line(&list, "nji-doelen", "J1")->days_late, 0);
	assert_string_equal(line(&list, "nji-doelen", "J1")->due, "2025-03-22");
	assert_state(&list, "ash", NULL, TODO_OVERDUE);
	todo_list_done(&list);
}

static void a_complete_form_says_so(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;
	struct todo_list list = { 0 };
	const struct todo *todo;

	fill_traject(w, "25-3-2025", "j", born, 1);
	complete(w);
	close_form(w);
	fill_ash(w);
	assert_int_equal(rules_score(entry_rules(w->entry), 0).met, 11);
	assert_int_equal(rules_score(entry_rules(w->entry), 0).items, 11);
	assert_int_equal(rules_score(entry_rules(w->entry), 1).met, 3);
	assert_true(rules_counts(entry_rules(w->entry)));
	complete(w);
	list_todo(w, "2025-07-01", &list);
	assert_state(&list, "traject", NULL, TODO_COMPLETE);
	assert_false(line(&list, "traject", NULL)->has_rules);
	assert_state(&list, "ash", NULL, TODO_COMPLETE);
	todo = line(&list, "ash", NULL);
	assert_string_equal(todo->completed, "2025-06-15");
	assert_true(todo->counts);
	assert_true(todo->has_rules);
	assert_false(todo->correcting);
	assert_int_equal(todo->days_late, 0);

	WORKS(entry_reopen(w->entry, "toch anders", &why));
	fill(w, "c1", 0, "-");
	flush(w);
	list_todo(w, "2025-07-01", &list);
	assert_state(&list, "ash", NULL, TODO_COMPLETE);
	assert_true(line(&list, "ash", NULL)->correcting);
	todo_list_done(&list);
}

static void a_withdrawn_form_is_to_do_again(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;
	struct todo_list list = { 0 };
	struct authorship by = { .why = "verkeerd traject" };

	fill_traject(w, "25-3-2025", "j", born, 1);
	complete(w);
	close_form(w);
	fill_ash(w);
	complete(w);
	WORKS(records_withdraw(w->store, entry_head(w->entry)->id, &by, &why));
	list_todo(w, "2025-04-01", &list);
	assert_state(&list, "ash", NULL, TODO_TO_DO);
	todo_list_done(&list);
}

static void goals_of_the_start_are_scored_at_the_end(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;

	fill_traject(w, "25-3-2025", "j", born, 1);
	complete(w);
	close_form(w);
	open_about(w, "nji-doelen", "J1");
	fill(w, "tekst", 1, "weer naar school");
	complete(w);
	close_form(w);
	open_about(w, "nji-jeugdige", "J1");
	fill(w, "doelen_vraag", 0, "1");
	assert_string_equal(answer_of(w, "tekst", 1)->value,
			    "weer naar school");
	go(w, "bereikt", 1);
}

static size_t count_form(const struct todo_list *list, const char *form)
{
	size_t n = 0;

	for (size_t i = 0; i < list->count; i++)
		n += strcmp(list->items[i].form->name, form) == 0;
	return n;
}

static void
what_only_a_programme_offers_is_there_once_it_was_begun(void **state)
{
	static const char *const born[] = { "1-1-2010" };
	struct world *w = *state;
	struct todo_list list = { 0 };

	fill_traject(w, "25-3-2025", "j", born, 1);
	complete(w);
	close_form(w);
	list_todo(w, "2025-04-01", &list);
	assert_int_equal(count_form(&list, "cbs"), 0);
	open_about(w, "cbs", "J1");
	go(w, "bsn", 0);
	type(w, "999990019");
	close_form(w);
	list_todo(w, "2025-04-01", &list);
	assert_state(&list, "cbs", "J1", TODO_DRAFT);
	todo_list_done(&list);
}

static void without_a_programme_every_form_may(void **state)
{
	struct world *w = *state;
	struct todo_list list = { 0 };

	open_form(w, "traject");
	go(w, "code", 0);
	type(w, "T9");
	close_form(w);
	list_other(w, "2025-04-01", &list);
	assert_state(&list, "traject", NULL, TODO_DRAFT);
	assert_state(&list, "proef", NULL, TODO_OPTIONAL);
	assert_state(&list, "begin", "J1", TODO_OPTIONAL);
	assert_state(&list, "eind", "J1", TODO_OPTIONAL);
	assert_int_equal(list.count, 5);

	/* A form about a jeugdige without a row stays in sight. */
	open_about(w, "begin", "J7");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	close_form(w);
	list_other(w, "2025-04-01", &list);
	assert_state(&list, "begin", "J7", TODO_DRAFT);
	assert_says(todo_who(line(&list, "begin", "J7")), "jeugdige J7");
	todo_list_done(&list);
}

/* A traject of this code, with its form begun or completed. */
static int64_t add_other(struct world *w, const char *name, const char *end,
			 const char *const *born, int count, bool completed)
{
	w->traject = world_traject(w, name);
	if (count > 0)
		fill_traject(w, end, "j", born, count);
	if (completed)
		complete(w);
	if (count > 0)
		close_form(w);
	return w->traject;
}

static void several_together_are_told_as_each_alone(void **state)
{
	static const char *const born[] = { "1-1-2018", "1-1-2012",
					    "1-1-2008" };
	static const char *const days[] = { "2025-03-02", "2025-04-20",
					    "2025-07-01" };
	struct authorship by = { .why = "verkeerd traject" };
	struct world *w = *state;
	const struct form *form = catalogue_traject(w->catalogue);
	struct around asked = { 0 };
	int64_t ids[7];

	ids[6] = w->traject;
	ids[5] = add_other(w, "leeg", NULL, NULL, 0, false);
	ids[4] = add_other(w, "begonnen", "25-3-2025", born, 2, false);
	ids[3] = add_other(w, "klaar", "25-3-2025", born, 3, true);
	fill_ash(w);
	complete(w);
	close_form(w);
	open_about(w, "nji-ouder", "J1");
	close_form(w);
	open_about(w, "nji-jeugdige", "J2");
	go(w, "tevredenheid", 0);
	type(w, "7");
	close_form(w);
	ids[2] = add_other(w, "ouder", "20-12-2022", born, 1, false);
	ids[1] = add_other(w, "teruggetrokken", "25-3-2025", born, 1, true);
	fill_ash(w);
	complete(w);
	WORKS(records_withdraw(w->store, entry_head(w->entry)->id, &by, &why));
	close_form(w);
	ids[0] = add_other(w, "verbeterd", "25-3-2025", born, 3, true);
	fill_ash(w);
	complete(w);
	WORKS(entry_reopen(w->entry, "toch anders", &why));
	fill(w, "c1", 0, "-");
	flush(w);
	close_form(w);
	for (size_t i = 0; i < COUNT(days); i++)
		assert_open(w, w->catalogue, ids, 7, days[i]);
	/* The rest is not looked at: zelf is asked, and with it its condition. */
	assert_asked(w, w->catalogue, ids[3], days[0], &asked);
	assert_true(asked.asked[form_find(form, "zelf")]);
	assert_true(asked.asked[form_find(form, "leeftijd")]);
	assert_false(asked.asked[form_find(form, "beperking")]);
	assert_false(asked.asked[form_find(form, "team")]);
	around_done(&asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up_shipped,            \
					world_tear_down)
		PROMISE(a_new_traject_needs_its_own_form_first),
		PROMISE(age_says_who_answers),
		PROMISE(what_is_skipped_on_the_traject_does_not_decide),
		PROMISE(the_day_of_the_end_picks_the_version),
		PROMISE(the_term_is_kept),
		PROMISE(a_complete_form_says_so),
		PROMISE(a_withdrawn_form_is_to_do_again),
		PROMISE(goals_of_the_start_are_scored_at_the_end),
		PROMISE(what_only_a_programme_offers_is_there_once_it_was_begun),
		PROMISE(several_together_are_told_as_each_alone),
		cmocka_unit_test_setup_teardown(
			without_a_programme_every_form_may, world_set_up,
			world_tear_down),
	};

	return run_tests(tests);
}
