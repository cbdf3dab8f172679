/* What ui/page_data.h promises of a file that takes long to count. */
#include "config.h"

#include "unit.h"

#include "base/alloc.h"
#include "store/records.h"
#include "ui/page_data.h"
#include "ui_slow.h"

/* More than is counted between two looks at whether anybody still waits. */
#define RECORDS 8000

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
	struct slow *s = slow_new();
	const struct form *form = catalogue_traject(s->w->catalogue);

	WORKS(store_begin(s->w->store, &why));
	for (int i = 0; i < RECORDS; i++)
		add_record(s->w, form, i);
	WORKS(store_commit(s->w->store, &why));
	slow_show(s);
	*state = s;
	return 0;
}

/* Row 3 of the page, that of the only form. */
static void assert_row(struct slow *s, const char *wanted)
{
	assert_true(slow_row_has(s, 3, wanted));
}

static void what_takes_long_to_count_is_counted_while_no_key_comes(void **state)
{
	struct slow *s = *state;
	struct page_data *page;

	app_perform(&s->app, ACTION_DATA);
	page = (struct page_data *)app_top(&s->app);
	/* As if nothing could be counted at once when it was opened. */
	page->patience = 0;
	page->slow = false;
	file_info_done(&page->info);
	app_refresh(&s->app);
	assert_true(page->uncounted);
	assert_row(s, "...         ...         ...");
	has_key = true;
	assert_false(slow_go_on(s));
	assert_true(page->uncounted);
	has_key = false;
	assert_true(slow_go_on(s));
	assert_false(page->uncounted);
	assert_row(s, "8000        4000           0");
	assert_false(slow_go_on(s));

	/* The numbers stay until there are others. */
	page->slow = false;
	app_refresh(&s->app);
	assert_true(page->uncounted);
	assert_row(s, "8000        4000           0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_takes_long_to_count_is_counted_while_no_key_comes,
			set_up, slow_tear_down),
	};

	return run_tests(tests);
}
