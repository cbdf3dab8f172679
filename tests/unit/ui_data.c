/* What ui/page_data.h promises of a file that takes long to count. */
#include "config.h"

#include "unit.h"

#include "base/alloc.h"
#include "entry_world.h"
#include "store/records.h"
#include "ui/app.h"
#include "ui/page_data.h"

/* More than is counted between two looks at whether anybody still waits. */
#define RECORDS 8000

struct large {
	struct world *w;
	struct settings settings;
	struct app app;
	struct term term;
	struct term_kind kind;
};

static bool has_key;

static bool waiting(struct term *term)
{
	(void)term;
	return has_key;
}

static void add_record(struct world *w, const struct form *form, int i)
{
	struct traject traject = { .organisatie = strdup("Zuid"),
				   .code = alloc_print("K-%d", i) };
	struct record_head head = { .form = alloc_text(form->name),
				    .version = alloc_text(form->version),
				    .status = RECORD_COMPLETE,
				    .completed = alloc_text("2025-03-01"),
				    .counts = i % 2 == 0 };
	struct answers *answers = answers_new(form);

	WORKS(trajecten_add(w->store, &traject, &why));
	head.traject_id = traject.id;
	WORKS(records_add(w->store, form, &head, &traject, answers,
			  &(struct authorship){ .login = "test" }, &why));
	answers_free(answers);
	record_head_done(&head);
	traject_done(&traject);
}

static int set_up(void **state)
{
	struct large *l = calloc(1, sizeof(*l));
	struct app_start start = { .settings = &l->settings };
	const struct form *form;

	l->w = world_new();
	world_write(l->w, "traject.yaml", traject_yaml);
	world_load(l->w);
	world_begin(l->w);
	form = catalogue_traject(l->w->catalogue);
	WORKS(store_begin(l->w->store, &why));
	for (int i = 0; i < RECORDS; i++)
		add_record(l->w, form, i);
	WORKS(store_commit(l->w->store, &why));
	start.store = l->w->store;
	start.catalogue = l->w->catalogue;
	app_init(&l->app, &start);
	app_size(&l->app, 24, 80);
	l->kind.waiting = waiting;
	l->term.kind = &l->kind;
	l->app.term = &l->term;
	has_key = false;
	*state = l;
	return 0;
}

static int tear_down(void **state)
{
	struct large *l = *state;
	void *w = l->w;

	app_done(&l->app);
	settings_done(&l->settings);
	world_tear_down(&w);
	free(l);
	return 0;
}

static bool go_on(struct large *l)
{
	struct page *page = app_top(&l->app);

	return page->kind->go_on(&l->app, page);
}

/* Row 3 of the page, that of the only form. */
static void assert_row(struct large *l, const char *wanted)
{
	struct screen screen = { 0 };
	char row[80 * sizeof(screen.cells->text) + 1] = "";

	screen_reset(&screen, 24, 80);
	app_draw(&l->app, &screen);
	for (int col = 0; col < 80; col++)
		strcat(row, screen.cells[3 * 80 + col].text);
	screen_done(&screen);
	assert_non_null(strstr(row, wanted));
}

static void what_takes_long_to_count_is_counted_while_no_key_comes(void **state)
{
	struct large *l = *state;
	struct page_data *page;

	app_perform(&l->app, ACTION_DATA);
	page = (struct page_data *)app_top(&l->app);
	/* As if nothing could be counted at once when it was opened. */
	page->patience = 0;
	page->slow = false;
	file_info_done(&page->info);
	app_refresh(&l->app);
	assert_true(page->uncounted);
	assert_row(l, "...         ...         ...");
	has_key = true;
	assert_false(go_on(l));
	assert_true(page->uncounted);
	has_key = false;
	assert_true(go_on(l));
	assert_false(page->uncounted);
	assert_row(l, "8000        4000           0");
	assert_false(go_on(l));

	/* The numbers stay until there are others. */
	page->slow = false;
	app_refresh(&l->app);
	assert_true(page->uncounted);
	assert_row(l, "8000        4000           0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_takes_long_to_count_is_counted_while_no_key_comes,
			set_up, tear_down),
	};

	return run_tests(tests);
}
