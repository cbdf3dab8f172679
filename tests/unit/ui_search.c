/* What ui/page_trajecten.h promises of a search. */
#include "config.h"

#include "unit.h"

#include "base/work.h"
#include "ui/page_trajecten.h"
#include "ui_slow.h"

/* More than is read between two looks at whether anybody still waits. */
#define TRAJECTEN 30000

static void add_traject(struct world *w, const char *named)
{
	struct traject traject = { .organisatie = strdup("Zuid"),
				   .code = strdup(named) };

	WORKS(trajecten_add(w->store, &traject, &why));
	traject_done(&traject);
}

static struct page_trajecten *page_of(struct slow *s)
{
	return (struct page_trajecten *)app_top(&s->app);
}

static int set_up(void **state)
{
	struct slow *s = slow_new();

	WORKS(store_begin(s->w->store, &why));
	add_traject(s->w, "K-\xC3\xA9\xC3\xA9n");
	for (int i = 0; i < TRAJECTEN; i++) {
		char code[16];

		snprintf(code, sizeof(code), "K-%05d", i);
		add_traject(s->w, code);
	}
	WORKS(store_commit(s->w->store, &why));
	slow_show(s);
	/* Nothing is found at once, however quick this computer is. */
	page_of(s)->patience = 0;
	*state = s;
	return 0;
}

static void assert_title(struct slow *s, const char *wanted, bool is)
{
	assert_int_equal(slow_row_has(s, 0, wanted), is);
}

/* Ask for a text, and type at once. */
static void begin_search(struct slow *s)
{
	app_key(&s->app, "/", NULL);
	assert_false(page_of(s)->unfinished);
	has_key = true;
	assert_false(slow_go_on(s));
	has_key = false;
}

static void what_takes_long_goes_on_while_no_key_comes(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);

	begin_search(s);
	app_key(&s->app, "\xC3\xA9", NULL);
	app_key(&s->app, "\xC3\xA9", NULL);
	assert_true(page->unfinished);
	assert_title(s, "zoekt verder", true);
	has_key = true;
	assert_false(slow_go_on(s));
	assert_true(page->unfinished);
	has_key = false;
	assert_true(slow_go_on(s));
	assert_false(page->unfinished);
	assert_title(s, "zoekt verder", false);
	assert_title(s, "1 traject", true);
	assert_int_equal(page->row_count, 1);
	assert_string_equal(page->rows[0].traject.code, "K-\xC3\xA9\xC3\xA9n");
	assert_false(slow_go_on(s));
	/* All is known now, and the next letter is answered at once. */
	app_key(&s->app, "Backspace", NULL);
	app_key(&s->app, "n", NULL);
	assert_false(page->unfinished);
	assert_int_equal(page->row_count, 1);
}

static void who_waits_before_typing_has_it_all_at_once(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);

	app_key(&s->app, "/", NULL);
	assert_false(slow_go_on(s));
	app_key(&s->app, "k", NULL);
	assert_false(page->unfinished);
	assert_int_equal(page->list.count, TRAJECTEN + 1);
	app_key(&s->app, "-", NULL);
	app_key(&s->app, "2", NULL);
	app_key(&s->app, "9", NULL);
	app_key(&s->app, "9", NULL);
	assert_false(page->unfinished);
	assert_int_equal(page->list.count, 100);
	assert_string_equal(page->rows[0].traject.code, "K-29999");
}

/* Each letter that could not wait reads on from where the last one was. */
static void who_types_on_gets_there_too(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);
	int letters = 0;

	begin_search(s);
	do {
		app_key(&s->app, letters % 2 ? "Backspace" : "k", NULL);
		letters++;
	} while ((page->unfinished || page->search.text[0] == '\0') &&
		 letters < 1000);
	assert_false(page->unfinished);
	assert_int_equal(page->list.count, TRAJECTEN + 1);
}

static void where_everything_fits_the_first_ones_are_there_at_once(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);
	int64_t id;

	begin_search(s);
	/* Read as k, by who folds accents away. */
	app_key(&s->app, "\xE1\xB8\xB1", NULL);
	assert_true(page->unfinished);
	assert_int_equal(page->row_count, page->list.height);
	assert_string_equal(page->rows[0].traject.code, "K-29999");
	/* The cursor stays where it is when all are known. */
	app_key(&s->app, "Down", NULL);
	assert_int_equal(page->list.selected, 1);
	id = page->rows[1].traject.id;
	assert_true(slow_go_on(s));
	assert_int_equal(page->list.count, TRAJECTEN + 1);
	assert_int_equal(page->list.selected, 1);
	assert_int_equal(page->rows[1].traject.id, id);
}

static void another_search_leaves_nothing_of_the_last_one(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);

	begin_search(s);
	app_key(&s->app, "\xC3\xA9", NULL);
	assert_true(page->unfinished);
	app_key(&s->app, "Esc", NULL);
	assert_false(page->unfinished);
	assert_false(slow_go_on(s));
	/* That of world_begin() too. */
	assert_true(page->list.count > TRAJECTEN);
}

/* Another program changed the file while what was found is looked at. */
static void what_is_shown_stays_until_it_is_found_anew(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);

	begin_search(s);
	app_key(&s->app, "\xE1\xB8\xB1", NULL);
	assert_true(slow_go_on(s));
	add_traject(s->w, "K-nieuw");
	app_refresh(&s->app);
	assert_true(page->unfinished);
	assert_string_equal(page->rows[0].traject.code, "K-29999");
	assert_int_equal(page->list.count, TRAJECTEN + 1);
	assert_true(slow_go_on(s));
	assert_string_equal(page->rows[0].traject.code, "K-nieuw");
	assert_int_equal(page->list.count, TRAJECTEN + 2);
}

#define MORE (3 * TRAJECTEN)

/* Later than the others: they are first in the list. */
static void add_more(struct slow *s)
{
	WORKS(store_begin(s->w->store, &why));
	for (int i = 0; i < MORE; i++) {
		char code[16];

		snprintf(code, sizeof(code), "L-%05d", i);
		add_traject(s->w, code);
	}
	WORKS(store_commit(s->w->store, &why));
}

/* The rows are painted when they are known, and their number when that is. */
static void how_many_there_are_follows_the_rows(void **state)
{
	struct slow *s = *state;
	struct page_trajecten *page = page_of(s);
	int64_t id;

	add_more(s);
	app_key(&s->app, "/", NULL);
	assert_false(slow_go_on(s));
	app_key(&s->app, "l", NULL);
	assert_true(page->unfinished);
	assert_int_equal(page->row_count, page->list.height);
	assert_string_equal(page->rows[0].traject.code, "L-89999");
	assert_title(s, "\xE2\x80\xA6 trajecten", true);
	assert_title(s, "zoekt verder", false);
	id = page->rows[0].traject.id;
	has_key = true;
	assert_false(slow_go_on(s));
	has_key = false;
	assert_true(slow_go_on(s));
	assert_title(s, "90000 trajecten", true);
	assert_int_equal(page->rows[0].traject.id, id);
	assert_false(slow_go_on(s));
	/* A letter before they are counted, and one back. */
	app_key(&s->app, "-", NULL);
	app_key(&s->app, "7", NULL);
	assert_int_equal(page->row_count, page->list.height);
	assert_string_equal(page->rows[0].traject.code, "L-79999");
	assert_true(slow_go_on(s));
	assert_title(s, "10000 trajecten", true);
	app_key(&s->app, "Backspace", NULL);
	app_key(&s->app, "Backspace", NULL);
	assert_false(page->unfinished);
	assert_title(s, "90000 trajecten", true);
}

static bool count_looks(void *of)
{
	int *looks = of;

	return ++*looks > 1;
}

/* All is in memory, and yet it takes long to look through two million. */
static void what_is_looked_through_in_vain_can_be_given_up(void **state)
{
	struct slow *s = *state;
	const struct traject_query query = { .search = "zz" };
	struct traject_list found = { 0 };
	int64_t total = -1;
	int looks = 0;

	add_more(s);
	WORKS(trajecten_search_ahead(s->w->store, &why));
	work_give_up_when(count_looks, &looks);
	assert_int_equal(
		trajecten_list(s->w->store, &query, &found, &total, NULL),
		ERR_STOPPED);
	work_give_up_when(NULL, NULL);
	assert_int_equal(looks, 2);
	WORKS(trajecten_list(s->w->store, &query, &found, &total, &why));
	assert_int_equal(total, 0);
}

int main(void)
{
#define SEARCH(test)                                                           \
	cmocka_unit_test_setup_teardown(test, set_up, slow_tear_down)
	const struct CMUnitTest tests[] = {
		SEARCH(what_takes_long_goes_on_while_no_key_comes),
		SEARCH(who_waits_before_typing_has_it_all_at_once),
		SEARCH(who_types_on_gets_there_too),
		SEARCH(where_everything_fits_the_first_ones_are_there_at_once),
		SEARCH(another_search_leaves_nothing_of_the_last_one),
		SEARCH(what_is_shown_stays_until_it_is_found_anew),
		SEARCH(how_many_there_are_follows_the_rows),
		SEARCH(what_is_looked_through_in_vain_can_be_given_up),
	};

	return run_tests(tests);
}
