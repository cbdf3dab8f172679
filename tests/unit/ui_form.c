/* What ui/page_form.h and ui/view_form.h promise of a form as anybody may make
 * one: with questions of the same name, and names that are long. */
#include "config.h"

#include "ui_shipped.h"

#include <string.h>

#include "entry/entry.h"
#include "ui/app.h"
#include "ui/page_form.h"
#include "ui/pages.h"

/* clang-format off */
static const char made[] =
	"form: gemaakt\n"
	"version: 1\n"
	"title: Gemaakt\n"
	"per: traject\n"
	"sections:\n"
	"- name: deel\n"
	"  label: Deel\n"
	"  missing: [weet_niet, geen_antwoord]\n"
	"  fields:\n"
	"  - {name: a, type: integer, label: Aantal, required: true}\n"
	"  - {name: b, type: text, label: Toelichting, required: true}\n"
	"  - {name: c, type: integer, label: Aantal, required: true}\n"
	"  - {name: d, type: text, label: Toelichting, required: true}\n"
	"  - {name: gelukt, type: score, label: Gelukt}\n"
	"missing:\n"
	"  weet_niet: {key: w, label: Onbekend}\n"
	"  geen_antwoord: {key: g, label: Onbekend}\n"
	"measures:\n"
	"  lang:\n"
	"    label: Een maat met een naam die alleen op een heel breed scherm"
	" naast haar score zou passen, en op geen ander\n"
	"    items: [gelukt]\n";
/* clang-format on */

struct world {
	struct shipped in;
	struct app app;
	struct screen screen;
};

static int set_up(void **state)
{
	struct world *w = alloc_new(1, sizeof(*w));
	struct app_start start;
	struct traject traject;

	shipped_begin(&w->in);
	assert_int_equal(catalogue_add(w->in.catalogue, made, strlen(made),
				       "gemaakt.yaml", &why),
			 0);
	start = shipped_start(&w->in);
	app_init(&w->app, &start);
	traject = shipped_traject(&w->in, alloc_text("T-1"));
	page_form_open(&w->app,
		       catalogue_find(w->in.catalogue, "gemaakt", NULL),
		       traject.id, NULL);
	traject_done(&traject);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	app_done(&w->app);
	screen_done(&w->screen);
	shipped_end(&w->in);
	free(w);
	return 0;
}

static void press(struct world *w, const char *const *keys)
{
	for (; *keys; keys++)
		app_key(&w->app, *keys, NULL);
}

#define PRESS(w, ...) press(w, (const char *const[]){ __VA_ARGS__, NULL })

/* The name of the field that one is at. */
static const char *place(struct world *w)
{
	return page_form_field((struct page_form *)app_top(&w->app))->name;
}

static bool shows(struct world *w, int cols, const char *text)
{
	char *written = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&written, &length);
	bool found;

	app_size(&w->app, 24, cols);
	screen_reset(&w->screen, 24, cols);
	app_draw(&w->app, &w->screen);
	screen_write(&w->screen, out);
	fclose(out);
	found = strstr(written, text) != NULL;
	free(written);
	return found;
}

static void each_of_two_questions_with_one_name_is_found(void **state)
{
	struct world *w = *state;

	PRESS(w, "F3", "Down", "Down", "Enter");
	assert_string_equal(place(w), "c");
	PRESS(w, "F3", "t", "o", "e", "Down", "Enter");
	assert_string_equal(place(w), "d");
	PRESS(w, "F3", "t", "o", "e", "Enter");
	assert_string_equal(place(w), "b");
}

static void so_is_each_that_keeps_the_form_from_being_complete(void **state)
{
	struct world *w = *state;

	PRESS(w, "F9", "Down", "Down", "Down", "Enter");
	assert_string_equal(place(w), "d");
}

static void so_is_each_of_two_reasons_with_one_name(void **state)
{
	struct world *w = *state;
	struct page_form *form = (struct page_form *)app_top(&w->app);

	PRESS(w, "F8", "Down", "Enter");
	assert_string_equal(
		answers_get(entry_answers(form->entry), 0, 0)->missing,
		"geen_antwoord");
}

static void what_is_said_of_an_answer_goes_when_it_is_undone(void **state)
{
	struct world *w = *state;

	PRESS(w, "x", "Enter");
	assert_true(shows(w, 80, "typ een heel getal"));
	PRESS(w, "F7");
	assert_false(shows(w, 80, "typ een heel getal"));
}

static void a_long_name_of_a_measure_leaves_room_for_its_score(void **state)
{
	struct world *w = *state;

	for (int cols = SCREEN_COLS_MIN; cols <= 200; cols += 20) {
		assert_true(shows(w, cols, "Een maat met"));
		assert_true(shows(w, cols, "nog niets gescoord (1"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_of_two_questions_with_one_name_is_found, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			so_is_each_that_keeps_the_form_from_being_complete,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			so_is_each_of_two_reasons_with_one_name, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_said_of_an_answer_goes_when_it_is_undone,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_long_name_of_a_measure_leaves_room_for_its_score,
			set_up, tear_down),
	};

	return run_tests(tests);
}
