/* What form/catalogue.h promises of the words that are explained. */
#include "config.h"

#include "catalogues.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"

static void every_shipped_word_is_told_in_dutch_and_english(void **state)
{
	struct catalogue *catalogue = catalogue_shipped();
	const struct glossary *g = catalogue_glossary(catalogue);
	bool fidelity = false, attainment = false;

	(void)state;
	assert_non_null(g);
	for (size_t i = 0; i < g->word_count; i++) {
		const struct glossary_word *word = &g->words[i];

		assert_int_equal(word->word.count, 2);
		assert_int_equal(word->meaning.count, 2);
		assert_string_not_equal(words_text(&word->meaning), "");
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(word->name, g->words[k].name);
		fidelity = fidelity ||
			   strcmp(word->name, "behandelgetrouwheid") == 0;
		attainment =
			attainment || strcmp(word->name, "doelbereiking") == 0;
	}
	assert_true(fidelity && attainment);
	catalogue_free(catalogue);
}

/* Hold a text to the catalogue; the first problem, or "", to free(). */
static char *check(const char *text)
{
	struct catalogue *catalogue = catalogue_shipped();
	const struct glossary *kept = catalogue_glossary(catalogue);
	struct problem_list problems = { 0 };
	char *first;

	assert_true(catalogue_check(catalogue, text, strlen(text), "w.yaml",
				    &problems));
	assert_ptr_equal(catalogue_glossary(catalogue), kept);
	first = problems.count ? problem_line(&problems.items[0])
			       : alloc_text("");
	problem_list_done(&problems);
	catalogue_free(catalogue);
	return first;
}

static void a_mistake_has_its_place(void **state)
{
	static const struct {
		const char *text, *problem;
	} cases[] = {
		{ "glossary: a\ntitle: A\nwords:\n- {name: x, word: X, "
		  "meaning: Y}\n",
		  "" },
		{ "glossary: a\nwords: []\n", "w.yaml:1:1: title: " },
		{ "glossary: a\ntitle: A\n", "w.yaml:1:1: words: " },
		{ "glossary: a\ntitle: A\nwords:\n- {name: x, word: X}\n",
		  "w.yaml:4:3: x: meaning: " },
		{ "glossary: a\ntitle: A\nwords:\n- {name: x, wrod: X}\n",
		  "w.yaml:4:13: " },
		{ "glossary: a\ntitle: A\nwords: [x]\n", "w.yaml:3:9: " },
		{ "glossary: a\ntitle: A\nwords: x\n", "w.yaml:3:8: " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *problem = check(cases[i].text);

		if (strncmp(problem, cases[i].problem,
			    strlen(cases[i].problem)) != 0 ||
		    (!*cases[i].problem && *problem))
			fail_msg("\"%s\", not \"%s\"", problem,
				 cases[i].problem);
		free(problem);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_shipped_word_is_told_in_dutch_and_english),
		cmocka_unit_test(a_mistake_has_its_place),
	};

	return run_tests(tests);
}
