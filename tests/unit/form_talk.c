/* What form/catalogue.h promises of the improvement talk. */
#include "config.h"

#include "catalogues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static void the_shipped_talk_has_four_steps(void **state)
{
	static const char *const names[] = { "herkennen", "begrijpen",
					     "waarderen", "verbeteren" };
	struct catalogue *catalogue = catalogue_shipped();
	const struct talk *talk = catalogue_talk(catalogue);
	bool raised[TALK_KINDS] = { false };

	(void)state;
	assert_non_null(talk);
	assert_int_equal(talk->step_count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct talk_step *step = &talk->steps[i];

		assert_string_equal(step->name, names[i]);
		assert_true(step->lines > 0);
		for (size_t k = 0; k < step->figure_count; k++)
			raised[step->figures[k]] = true;
	}
	for (int kind = 0; kind < TALK_KINDS; kind++)
		assert_true(raised[kind]);
	assert_true(talk->steps[2].marks);
	assert_true(talk->steps[3].actions);
	catalogue_free(catalogue);
}

static void the_shipped_talk_is_in_dutch_and_english(void **state)
{
	struct catalogue *catalogue = catalogue_shipped();
	const struct talk *talk = catalogue_talk(catalogue);

	(void)state;
	assert_int_equal(talk->title.count, 2);
	assert_int_equal(talk->hint.count, 2);
	for (size_t i = 0; i < talk->step_count; i++) {
		const struct talk_step *step = &talk->steps[i];

		assert_int_equal(step->label.count, 2);
		assert_int_equal(step->hint.count, 2);
		for (size_t k = 0; k < step->question_count; k++)
			assert_int_equal(step->questions[k].count, 2);
	}
	catalogue_free(catalogue);
}

/* Holding this text to the catalogue gives one problem with these words. */
static void assert_mistake(const char *text, int line, const char *part)
{
	struct catalogue *catalogue = catalogue_shipped();
	const struct talk *before = catalogue_talk(catalogue);
	struct problem_list problems = { 0 };

	assert_true(catalogue_check(catalogue, text, strlen(text), "t.yaml",
				    &problems));
	if (problems.count != 1 || !strstr(problems.items[0].text, part) ||
	    problems.items[0].line != line)
		fail_msg("%zu: %d: %s", problems.count,
			 problems.count ? problems.items[0].line : 0,
			 problems.count ? problems.items[0].text : "");
	assert_ptr_equal(catalogue_talk(catalogue), before);
	problem_list_done(&problems);
	catalogue_free(catalogue);
}

static void mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	assert_mistake("talk: t\ntitle: T\n", 1, "steps");
	assert_mistake("talk: t\nsteps: []\n", 1, "title");
	assert_mistake("talk: t\ntitle: T\nsteps:\n- {name: a}\n", 4, "label");
	assert_mistake("talk: t\ntitle: T\nsteps:\n- {label: A}\n", 4, "name");
	assert_mistake(
		"talk: t\ntitle: T\nsteps:\n- {name: a, label: A,"
		" figures: [bellow]}\n",
		4, "\"below\"");
	assert_mistake(
		"talk: t\ntitle: T\nsteps:\n- {name: a, label: A,"
		" lines: 41}\n",
		4, "40");
	assert_mistake(
		"talk: t\ntitle: T\nsteps:\n- {name: a, label: A,"
		" line: 4}\n",
		4, "line");
}

static void a_directory_needs_no_talk(void **state)
{
	char *directory =
		alloc_print("%s/tests/data/forms/alles", getenv("srcdir"));
	struct catalogue *catalogue = catalogue_of(directory);

	(void)state;
	assert_null(catalogue_talk(catalogue));
	catalogue_free(catalogue);
	free(directory);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_talk_has_four_steps),
		cmocka_unit_test(the_shipped_talk_is_in_dutch_and_english),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(a_directory_needs_no_talk),
	};

	return run_tests(tests);
}
