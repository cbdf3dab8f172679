/* What entry/recheck.h promises. */
#include "config.h"

#include "entry_world.h"

#include "entry/recheck.h"
#include "store/upkeep.h"

/* A record that is as it should be: it counts, and its sum is right. */
static struct answers *good_answers(struct world *w)
{
	const struct form *form = catalogue_find(w->catalogue, "proef", NULL);
	struct answers *answers = answers_new(form);

	answers_put(answers, form_find(form, "soort"), 0, "aap", NULL);
	answers_put(answers, form_find(form, "getal"), 0, "20", NULL);
	answers_put(answers, form_find(form, "dubbel"), 0, "40", NULL);
	answers_put(answers, form_find(form, "s1"), 0, "1", NULL);
	answers_put(answers, form_find(form, "s2"), 0, "0", NULL);
	return answers;
}

static void put(struct answers *answers, const char *name, const char *value)
{
	answers_put(answers, form_find(answers_form(answers), name), 0, value,
		    NULL);
}

/* As the program would never write it: the store knows no rules. */
static void save(struct world *w, const struct answers *answers, bool counts)
{
	struct record_head head = { 0 };

	head.form = strdup("proef");
	head.version = strdup("1.0");
	head.traject_id = w->traject;
	head.status = RECORD_COMPLETE;
	head.completed = strdup("2025-06-01");
	head.counts = counts;
	WORKS(records_save(w->store, answers_form(answers), &head, answers, 0,
			   NULL, &why));
	record_head_done(&head);
}

/* The file is whole, and the rules find this many faults, with these words. */
static void assert_finds(struct world *w, size_t count, const char *words)
{
	struct problem_list problems = { 0 };

	WORKS(upkeep_check(w->store, &problems, &why));
	assert_int_equal(problems.count, 0);
	WORKS(recheck(w->store, w->catalogue, &problems, &why));
	for (size_t i = 0; i < problems.count && problems.count != count; i++)
		fprintf(stderr, "# %s\n", problems.items[i].text);
	assert_int_equal(problems.count, count);
	if (count && !strstr(problems.items[0].text, words))
		fail_msg("\"%s\" has no \"%s\"", problems.items[0].text, words);
	problem_list_done(&problems);
}

static void find_in(struct world *w, const char *name, const char *value,
		    bool counts, const char *words)
{
	struct answers *answers = good_answers(w);

	put(answers, name, value);
	save(w, answers, counts);
	assert_finds(w, 1, words);
	answers_free(answers);
}

static void what_was_completed_has_no_faults(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	assert_finds(w, 0, NULL);
	save(w, answers, true);
	answers_free(answers);
	open_about(w, "begin", "J1");
	close_form(w);
	assert_finds(w, 0, NULL);
}

static void a_calculated_value_is_calculated_again(void **state)
{
	find_in(*state, "dubbel", "41", true, "berekend");
}

static void a_constraint_holds_again(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	put(answers, "getal", "7");
	put(answers, "dubbel", "14");
	save(w, answers, true);
	assert_finds(w, 1, "regel van de vraag");
	answers_free(answers);
}

static void a_hard_check_speaks_again(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	put(answers, "getal", "13");
	put(answers, "dubbel", "26");
	save(w, answers, true);
	assert_finds(w, 1, "opzij");
	answers_free(answers);
}

static void a_soft_check_is_no_fault(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	put(answers, "getal", "60");
	put(answers, "dubbel", "120");
	save(w, answers, true);
	assert_finds(w, 0, NULL);
	answers_free(answers);
}

static void a_value_out_of_range_is_found(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	put(answers, "getal", "100");
	put(answers, "dubbel", "200");
	save(w, answers, true);
	assert_finds(w, 1, "past niet");
	answers_free(answers);
}

static void what_is_required_is_there(void **state)
{
	find_in(*state, "soort", NULL, true, "ontbreekt");
}

static void what_is_not_asked_has_no_answer(void **state)
{
	find_in(*state, "soort_anders", "iets", true, "niets wordt gevraagd");
}

static void whether_it_counts_is_worked_out_again(void **state)
{
	struct world *w = *state;
	struct answers *answers = good_answers(w);

	save(w, answers, false);
	assert_finds(w, 1, "telt mee volgens de regels");
	answers_free(answers);
}

static void one_that_should_not_count_is_found(void **state)
{
	find_in(*state, "s2", NULL, true, "niet volgens de regels");
}

/* A form that looks at the traject. */
static const char buiten_yaml[] =
	"form: proef\n"
	"version: 1.0\n"
	"title: Proef\n"
	"per: traject\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: soort, type: text, label: Soort,"
	" relevant: traject.soort = 'a'}\n";

static void
what_comes_of_a_later_change_of_the_traject_is_no_fault(void **state)
{
	struct world *w = *state;
	struct answers *answers;

	world_write(w, "proef.yaml", buiten_yaml);
	world_load(w);
	answers = answers_new(catalogue_find(w->catalogue, "proef", NULL));
	put(answers, "soort", "was gevraagd");
	save(w, answers, true);
	/* Nothing is known of the traject. */
	assert_finds(w, 0, NULL);
	setenv("SPOEDPEIL_NOW", "2025-06-15T11:00", 1);
	open_form(w, "traject");
	fill(w, "soort", 0, "b");
	fill(w, "kenmerk", 1, "J1");
	flush(w);
	complete(w);
	close_form(w);
	/* It was known before the record was made. */
	assert_finds(w, 1, "niets wordt gevraagd");
	setenv("SPOEDPEIL_NOW", "2025-06-15T13:00", 1);
	open_form(w, "traject");
	WORKS(entry_reopen(w->entry, "vergissing", &why));
	fill(w, "kenmerk", 1, "J2");
	flush(w);
	complete(w);
	close_form(w);
	assert_finds(w, 0, NULL);
	answers_free(answers);
}

#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(what_was_completed_has_no_faults),
		PROMISE(a_calculated_value_is_calculated_again),
		PROMISE(a_constraint_holds_again),
		PROMISE(a_hard_check_speaks_again),
		PROMISE(a_soft_check_is_no_fault),
		PROMISE(a_value_out_of_range_is_found),
		PROMISE(what_is_required_is_there),
		PROMISE(what_is_not_asked_has_no_answer),
		PROMISE(whether_it_counts_is_worked_out_again),
		PROMISE(one_that_should_not_count_is_found),
		PROMISE(what_comes_of_a_later_change_of_the_traject_is_no_fault),
	};

	return run_tests(tests);
}
