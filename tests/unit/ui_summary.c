/* On which year the figures open, and that a number is never beside another. */
#include "config.h"

#include "ui_shipped.h"

#include <string.h>

#include "base/buffer.h"
#include "store/records.h"
#include "ui/app.h"
#include "ui/page_summary.h"
#include "ui/pages.h"

struct looking {
	struct shipped in;
	struct app app;
};

static int set_up(void **state)
{
	struct looking *l = calloc(1, sizeof(*l));

	shipped_begin(&l->in);
	assert_int_equal(
		names_add(l->in.store, "organisatie", NULL, "Zuid", &why), 0);
	*state = l;
	return 0;
}

static int tear_down(void **state)
{
	struct looking *l = *state;

	app_done(&l->app);
	shipped_end(&l->in);
	free(l);
	return 0;
}

/* So many that count, of this team, completed on one day. */
static void add_of(struct looking *l, const struct form *form, const char *team,
		   const char *day, int count)
{
	static int number;
	struct answers *answers = answers_new(form);
	const struct authorship by = { 0 };

	for (int f = 0; f < (int)form->field_count; f++)
		if (form->fields[f].type == FIELD_SCORE)
			answers_put(answers, f, 0, "1", NULL);
	assert_int_equal(store_begin(l->in.store, &why), 0);
	assert_int_equal(names_add(l->in.store, "team", "Zuid", team, &why), 0);
	for (int i = 0; i < count; i++) {
		struct traject traject = { .organisatie = alloc_text("Zuid"),
					   .code = alloc_print("S%d", number++),
					   .team = alloc_text(team) };
		struct record_head head = { .form = alloc_text(form->name),
					    .version =
						    alloc_text(form->version),
					    .status = RECORD_COMPLETE,
					    .counts = true,
					    .completed = alloc_text(day) };

		assert_int_equal(trajecten_add(l->in.store, &traject, &why), 0);
		head.traject_id = traject.id;
		assert_int_equal(records_save(l->in.store, form, &head, answers,
					      0, &by, &why),
				 0);
		record_head_done(&head);
		traject_done(&traject);
	}
	assert_int_equal(store_commit(l->in.store, &why), 0);
	answers_free(answers);
}

static void add(struct looking *l, const char *team, const char *day, int count)
{
	add_of(l, catalogue_find(l->in.catalogue, "ash", NULL), team, day,
	       count);
}

/* The page with the figures opens on this year. */
static void assert_opens_on(struct looking *l, const char *from)
{
	struct app_start start = shipped_start(&l->in);
	const struct page_summary *page;

	app_init(&l->app, &start);
	page_summary_open(&l->app, NULL);
	page = (const struct page_summary *)app_top(&l->app);
	if (from)
		assert_string_equal(page->filter.from, from);
	else
		assert_null(page->filter.from);
	assert_non_null(page->figures);
}

static void assert_recent(struct looking *l, const char *wanted)
{
	char *day = NULL;

	assert_int_equal(records_recent(l->in.store, "ash", &day, &why), 0);
	if (wanted)
		assert_string_equal(day, wanted);
	else
		assert_null(day);
	free(day);
}

/* A form with more measures than fit beside each other. */
static const struct form *many_measures(struct looking *l)
{
	struct buffer yaml = { 0 };

	buffer_add(&yaml,
		   "form: maten\nversion: 1\ntitle: Maten\n"
		   "per: traject\nsections:\n- name: deel\n"
		   "  label: Deel\n  fields:\n");
	for (int i = 0; i < 14; i++)
		buffer_print(&yaml, "  - {name: v%d, type: score, label: V}\n",
			     i);
	buffer_add(&yaml, "measures:\n");
	for (int i = 0; i < 14; i++)
		buffer_print(&yaml, "  m%d: {label: M%d, items: [v%d]}\n", i, i,
			     i);
	assert_int_equal(catalogue_add(l->in.catalogue, buffer_text(&yaml),
				       yaml.length, "maten.yaml", &why),
			 0);
	buffer_done(&yaml);
	return catalogue_find(l->in.catalogue, "maten", NULL);
}

static char *shown(struct looking *l, int cols)
{
	struct screen screen = { 0 };
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	app_size(&l->app, 24, cols);
	screen_reset(&screen, 24, cols);
	app_draw(&l->app, &screen);
	screen_write(&screen, out);
	fclose(out);
	screen_done(&screen);
	return text;
}

static void measures_that_do_not_fit_are_said_and_not_squeezed_in(void **state)
{
	struct looking *l = *state;
	struct app_start start = shipped_start(&l->in);

	add_of(l, many_measures(l), "Oost", "2025-03-01", 1);
	app_init(&l->app, &start);
	page_summary_open(&l->app, "maten");
	for (int tab = ACTION_TAB_4; tab <= ACTION_TAB_5; tab++) {
		app_perform(&l->app, (enum action)tab);
		for (int cols = SCREEN_COLS_MIN; cols <= 180; cols += 20) {
			char *text = shown(l, cols);

			assert_non_null(strstr(text, "100 %"));
			assert_null(strstr(text, "%1"));
			if (cols < 120)
				assert_has(text, "niet passen");
			else if (cols > 140)
				assert_lacks(text, "niet passen");
			free(text);
		}
	}
}

static void an_empty_file_opens_on_all_years(void **state)
{
	assert_recent(*state, NULL);
	assert_opens_on(*state, NULL);
}

static void a_file_opens_on_its_last_year(void **state)
{
	add(*state, "Oost", "2021-03-01", 1);
	add(*state, "Oost", "2022-05-01", 1);
	add(*state, "Oost", "2022-04-01", 1);
	assert_recent(*state, "2022-05-01");
	assert_opens_on(*state, "2022-01-01");
}

static void of_a_team_it_is_the_last_of_that_team(void **state)
{
	struct looking *l = *state;

	add(l, "Oost", "2021-03-01", 1);
	add(l, "West", "2023-05-01", 1);
	l->in.settings.organisatie = alloc_text("Zuid");
	l->in.settings.team = alloc_text("Oost");
	assert_recent(l, "2023-05-01");
	assert_opens_on(l, "2021-01-01");
}

/* Only those that came last are looked at, so that is a guess. */
static void what_came_last_need_not_be_of_the_last_year(void **state)
{
	add(*state, "Oost", "2024-03-01", 1);
	add(*state, "Oost", "2019-03-01", 120);
	assert_recent(*state, "2019-03-01");
	assert_opens_on(*state, "2024-01-01");
}

int main(void)
{
#define LOOKS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		LOOKS(an_empty_file_opens_on_all_years),
		LOOKS(a_file_opens_on_its_last_year),
		LOOKS(of_a_team_it_is_the_last_of_that_team),
		LOOKS(what_came_last_need_not_be_of_the_last_year),
		LOOKS(measures_that_do_not_fit_are_said_and_not_squeezed_in),
	};

	return run_tests(tests);
}
