/* What ui/app.h promises, with a page made for it. */
#include "config.h"

#include "place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/date.h"
#include "base/file.h"
#include "ui/app.h"
#include "ui/pages.h"

struct fake {
	struct page page;
	enum action last;
	char typed[64];
	int updates, refreshes, looks, settles, closes;
	bool slow; /* to settle */
	bool takes_text;
	bool fails;   /* to settle */
	bool refuses; /* the next answer */
	char answer[64];
	int answers;
};

static void update(struct app *app, struct page *page,
		   const struct event *event)
{
	struct fake *fake = (struct fake *)page;

	(void)app;
	fake->updates++;
	fake->last = event->action;
	snprintf(fake->typed, sizeof(fake->typed), "%s",
		 event->typed ? event->typed : "");
}

static void draw(const struct app *app, const struct page *page,
		 struct screen *s)
{
	(void)page;
	app_draw_frame(app, s, "left", "right");
	screen_cursor(s, 5, 5);
}

static bool takes_text(const struct page *page)
{
	return ((const struct fake *)page)->takes_text;
}

static void refresh(struct app *app, struct page *page)
{
	(void)app;
	((struct fake *)page)->refreshes++;
}

static void look(struct app *app, struct page *page)
{
	assert_false(app->hurried);
	((struct fake *)page)->looks++;
}

static int settle(struct app *app, struct page *page, struct err *err)
{
	struct fake *fake = (struct fake *)page;

	(void)app;
	fake->settles++;
	if (fake->slow)
		usleep(60000);
	return fake->fails ? err_set(err, ERR_SYSTEM, "the disk is full") : 0;
}

static bool works(const struct app *app, const struct page *page,
		  enum action action)
{
	(void)app;
	(void)page;
	return action != ACTION_REDO;
}

static char *help(const struct app *app, const struct page *page)
{
	(void)app;
	(void)page;
	return alloc_text("This is a page of a test.");
}

static void close_page(struct page *page)
{
	((struct fake *)page)->closes++;
}

static const struct page_kind kind = {
	.name = "fake",
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_NEW, ACTION_REDO,
					  ACTION_DONE, ACTION_NONE },
	.takes_text = takes_text,
	.update = update,
	.draw = draw,
	.refresh = refresh,
	.look = look,
	.settle = settle,
	.help = help,
	.close = close_page,
	.works = works,
};

static bool take_answer(struct app *app, struct page *asker, const char *answer)
{
	struct fake *fake = (struct fake *)asker;

	fake->answers++;
	snprintf(fake->answer, sizeof(fake->answer), "%s",
		 answer ? answer : "(none)");
	if (fake->refuses)
		app_say(app, STYLE_BAD, "not that");
	return !fake->refuses;
}

/* An app with one page of a test on it. */
static void begin(struct app *app, struct fake *fake)
{
	*app = (struct app){ .rows = 24, .cols = 80 };
	app->day = day_number(clock_today());
	*fake = (struct fake){ .page = { &kind } };
	app_open(app, &fake->page);
}

static void type(struct app *app, const char *text)
{
	for (; *text; text++) {
		char key[2] = { *text, '\0' };

		app_key(app, *text == ' ' ? "Space" : key, NULL);
	}
}

/* Row of the screen as it would be shown; free() it. */
static char *row_of(const struct app *app, int row)
{
	struct screen s = { 0 };
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	screen_reset(&s, 24, 80);
	app_draw(app, &s);
	for (int col = 0; col < 80; col++)
		fputs(s.cells[(row < 0 ? 24 + row : row) * 80 + col].text, out);
	fclose(out);
	screen_done(&s);
	return text;
}

static void assert_row_has(const struct app *app, int row, const char *wanted)
{
	char *text = row_of(app, row);

	if (!strstr(text, wanted))
		fail_msg("no \"%s\" in: %s", wanted, text);
	free(text);
}

static void assert_row_has_not(const struct app *app, int row,
			       const char *unwanted)
{
	char *text = row_of(app, row);

	if (strstr(text, unwanted))
		fail_msg("\"%s\" in: %s", unwanted, text);
	free(text);
}

static void a_key_becomes_an_action_or_text(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_key(&app, "Enter", NULL);
	assert_int_equal(fake.last, ACTION_NEXT);
	assert_string_equal(fake.typed, "");
	app_key(&app, "n", NULL);
	assert_int_equal(fake.last, ACTION_NEW);
	fake.takes_text = true;
	app_key(&app, "n", NULL);
	assert_int_equal(fake.last, ACTION_NONE);
	assert_string_equal(fake.typed, "n");
	app_key(&app, "Space", NULL);
	assert_string_equal(fake.typed, " ");
	app_key(&app, "é", NULL);
	assert_string_equal(fake.typed, "é");
	app_key(&app, "Paste", "a paste");
	assert_string_equal(fake.typed, "a paste");
	app_done(&app);
	assert_int_equal(fake.closes, 1);
}

static void what_does_not_work_now_is_no_key_and_not_in_the_bar(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_key(&app, "C-y", NULL);
	assert_int_equal(fake.last, ACTION_NONE);
	assert_row_has(&app, -1, "Enter verder");
	assert_row_has(&app, -1, "F9 klaar");
	assert_row_has(&app, -1, "F1 hulp");
	assert_row_has_not(&app, -1, "opnieuw");
	app_done(&app);
}

static void the_bar_shows_keys_that_work_while_text_is_typed(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	assert_row_has(&app, -1, "n nieuw");
	fake.takes_text = true;
	assert_row_has(&app, -1, "F5 nieuw");
	app_done(&app);
}

static void a_message_stands_until_the_next_key(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_say(&app, STYLE_PLAIN, "message %d", 7);
	assert_row_has(&app, -2, "message 7");
	app_key(&app, "Resize", NULL);
	assert_row_has(&app, -2, "message 7");
	app_key(&app, "Enter", NULL);
	assert_row_has_not(&app, -2, "message");
	app_done(&app);
}

static void a_question_gives_its_answer_to_who_asked(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_ask(&app, "Title", "What is it?", "old", take_answer);
	assert_row_has(&app, 18, "Title");
	assert_row_has(&app, 19, "What is it?");
	assert_row_has(&app, 20, "> old");
	type(&app, "nw 1");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "nw 1");
	assert_ptr_equal(app_top(&app), &fake.page);
	assert_int_equal(fake.updates, 0);
	app_done(&app);
}

static void a_refused_answer_keeps_the_question(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_ask(&app, NULL, "What is it?", "", take_answer);
	fake.refuses = true;
	type(&app, "abc");
	app_key(&app, "Enter", NULL);
	assert_int_equal(app.page_count, 2);
	assert_row_has(&app, -2, "not that");
	assert_row_has(&app, 20, "> abc");
	app_key(&app, "Esc", NULL);
	assert_int_equal(app.page_count, 1);
	assert_string_equal(fake.answer, "(none)");
	app_done(&app);
}

static void a_second_question_waits_for_the_first(void **state)
{
	struct app app;
	struct fake fake;

	(void)state;
	begin(&app, &fake);
	app_ask(&app, NULL, "What is it?", "", take_answer);
	app_confirm(&app, "Sure?", take_answer);
	app_choose(&app, "Which?", NULL, 0, true, take_answer);
	assert_int_equal(app.page_count, 2);
	assert_has(app.message, "Esc");
	type(&app, "x");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "x");
	assert_int_equal(fake.answers, 1);
	assert_ptr_equal(app_top(&app), &fake.page);
	app_confirm(&app, "Sure?", take_answer);
	assert_int_equal(app.page_count, 2);
	app_done(&app);
}

static void yes_and_no_are_one_key(void **state)
{
	static const struct {
		const char *key;
		const char *answer;
		int answers;
	} cases[] = { { "j", "j", 1 },      { "y", "j", 1 },
		      { "n", "(none)", 1 }, { "Esc", "(none)", 1 },
		      { "x", "", 0 },       { "Enter", "", 0 } };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake fake;
		struct app app;

		begin(&app, &fake);
		app_confirm(&app, "Sure?", take_answer);
		app_key(&app, cases[i].key, NULL);
		assert_int_equal(fake.answers, cases[i].answers);
		assert_string_equal(fake.answer, cases[i].answer);
		app_done(&app);
	}
}

static void typing_filters_what_can_be_chosen(void **state)
{
	static const char *const names[] = { "Noordoost", "Oost", "Wést" };
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_choose(&app, "Team", names, 3, false, take_answer);
	type(&app, "west");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "Wést");

	/* A name in full goes before one that only holds it. */
	app_choose(&app, "Team", names, 3, false, take_answer);
	type(&app, "oost");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "Oost");

	app_choose(&app, "Team", names, 3, false, take_answer);
	app_key(&app, "Down", NULL);
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "Oost");

	app_choose(&app, "Team", names, 3, false, take_answer);
	type(&app, "zuid");
	app_key(&app, "Enter", NULL);
	assert_int_equal(app.page_count, 2);
	app_done(&app);
}

static void another_name_may_be_given_where_that_is_open(void **state)
{
	static const char *const names[] = { "Noordoost", "West" };
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_choose(&app, "Team", names, 2, true, take_answer);
	type(&app, "Zuid");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "Zuid");

	/* Below those that fit, so that a slip makes no new name. */
	app_choose(&app, "Team", names, 2, true, take_answer);
	type(&app, "oost");
	app_key(&app, "Down", NULL);
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "oost");

	app_choose(&app, "Team", names, 2, true, take_answer);
	type(&app, "west");
	app_key(&app, "Enter", NULL);
	assert_string_equal(fake.answer, "West");
	app_done(&app);
}

static void the_palette_does_what_was_chosen(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_key(&app, "C-p", NULL);
	assert_int_equal(app.page_count, 2);
	type(&app, "dit formulier klaar");
	app_key(&app, "Enter", NULL);
	assert_int_equal(fake.last, ACTION_DONE);
	assert_int_equal(app.page_count, 1);

	app_key(&app, "C-p", NULL);
	type(&app, "bewaar");
	app_key(&app, "Enter", NULL);
	assert_true(app.leaving);
	app_done(&app);
}

static void the_palette_stays_away_from_questions(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_ask(&app, NULL, "What is it?", "", take_answer);
	app_key(&app, "C-p", NULL);
	assert_int_equal(app.page_count, 2);
	assert_row_has_not(&app, -1, "acties");
	app_done(&app);
}

static void help_says_where_one_is_and_which_keys_work(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_key(&app, "F1", NULL);
	assert_row_has(&app, 2, "This is a page of a test.");
	assert_row_has(&app, 4, "Toetsen die hier werken");
	assert_row_has(&app, 6, "Enter Tab Omlaag");
	app_key(&app, "F1", NULL);
	assert_ptr_equal(app_top(&app), &fake.page);
	assert_int_equal(fake.refreshes, 1);
	app_done(&app);
}

static void all_is_saved_before_waiting(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_ask(&app, NULL, "What is it?", "", take_answer);
	assert_true(app_settle(&app));
	assert_int_equal(fake.settles, 1);
	app_done(&app);
}

/* A terminal that writes down in which order it is used. */
struct order {
	struct term term;
	char log[64];
	struct fake *fake;
	int settles; /* that are written down */
	int keys;    /* that were given */
};

static void note_settles(struct order *order)
{
	for (; order->settles < order->fake->settles; order->settles++)
		strcat(order->log, "s");
}

static void show_in_order(struct term *term, const struct screen *s)
{
	struct order *order = (struct order *)term;
	const char *cell = s->cells[(s->rows - 2) * s->cols + 1].text;

	note_settles(order);
	strcat(order->log, *cell == 't' ? "F" : "p");
}

/* It goes wrong at the second key, and is right again after the third. */
static bool read_in_order(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct order *order = (struct order *)term;

	(void)watch;
	note_settles(order);
	strcat(order->log, "k");
	order->fake->fails = order->keys == 1 || order->keys == 2;
	strcpy(key, "Down");
	return ++order->keys < 6;
}

/* Saving takes long at the second and the third key. */
static bool read_slowly(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct order *order = (struct order *)term;
	bool more = read_in_order(term, watch, key);

	order->fake->fails = false;
	order->fake->slow = order->keys == 2 || order->keys == 3;
	return more;
}

static bool never_waiting(struct term *term)
{
	(void)term;
	return false;
}

/* Three keys come at once, and then the next. */
static bool read_at_once(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct order *order = (struct order *)term;

	(void)watch;
	note_settles(order);
	strcat(order->log, "k");
	strcpy(key, "Down");
	return ++order->keys < 6;
}

static bool three_are_waiting(struct term *term)
{
	int keys = ((struct order *)term)->keys;

	return keys > 0 && keys < 3;
}

/* What happened, in order: k is a key, p a picture, F one that tells of the
 * failure, s saving. */
static void assert_order(const struct term_kind *kind_of_term,
			 const char *wanted, int looks)
{
	struct order order = { .term = { kind_of_term, .rows = 24,
					 .cols = 80 } };
	char *place = place_new();
	char *path = file_join(place, "file.db");
	struct err err = { 0 };
	struct fake fake;
	struct app app;

	begin(&app, &fake);
	order.fake = &fake;
	assert_int_equal(store_open(path, 0, &app.store, &err), 0);
	assert_int_equal(app_run(&app, &order.term, &err), 0);
	assert_string_equal(order.log, wanted);
	assert_int_equal(fake.looks, looks);
	store_close(app.store);
	app_done(&app);
	place_remove(place);
	free(path);
}

static void on_another_day_what_is_shown_is_of_that_day(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	setenv("SPOEDPEIL_NOW", "2025-06-30T23:59", 1);
	begin(&app, &fake);
	app_key(&app, "a", NULL);
	assert_int_equal(fake.refreshes, 0);
	setenv("SPOEDPEIL_NOW", "2025-07-01T00:01", 1);
	app.hurried = true;
	app_key(&app, "a", NULL);
	assert_int_equal(fake.refreshes, 0);
	app.hurried = false;
	app_key(&app, "a", NULL);
	assert_int_equal(fake.refreshes, 1);
	app_key(&app, "a", NULL);
	assert_int_equal(fake.refreshes, 1);
	unsetenv("SPOEDPEIL_NOW");
	app_done(&app);
}

static void a_key_is_seen_first_and_saved_before_the_next(void **state)
{
	static const struct term_kind in_order = { .show = show_in_order,
						   .read = read_in_order,
						   .waiting = never_waiting };

	(void)state;
	/* After a failure it is said, until it went well. */
	assert_order(&in_order,
		     "psk"
		     "psk"
		     "psFk"
		     "psFk"
		     "pspk"
		     "psk",
		     5);
}

static void a_slow_disk_is_not_waited_for_by_the_picture(void **state)
{
	static const struct term_kind slow = { .show = show_in_order,
					       .read = read_slowly,
					       .waiting = never_waiting };

	(void)state;
	/* After a slow one a second picture says that it is saved. */
	assert_order(&slow,
		     "psk"
		     "psk"
		     "psk"
		     "pspk"
		     "pspk"
		     "psk",
		     5);
}

static void
keys_that_come_at_once_are_looked_up_painted_and_saved_once(void **state)
{
	static const struct term_kind at_once = { .show = show_in_order,
						  .read = read_at_once,
						  .waiting =
							  three_are_waiting };

	(void)state;
	assert_order(&at_once, "pskkkpskpskpsk", 3);
}

static void leaving_unsaved_is_asked_and_possible(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	fake.fails = true;
	app_key(&app, "C-q", NULL);
	assert_false(app.leaving);
	assert_row_has(&app, -2, "the disk is full");
	app_key(&app, "n", NULL);
	assert_false(app.leaving);
	app_key(&app, "C-q", NULL);
	app_key(&app, "j", NULL);
	assert_true(app.leaving);
	app_done(&app);
}

static void told_to_go_it_goes_at_once(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	fake.fails = true;
	app_key(&app, "Park", NULL);
	assert_true(app.leaving);
	app_done(&app);
}

static void too_small_is_said_and_changes_nothing(void **state)
{
	struct fake fake;
	struct app app;
	struct screen s = { 0 };

	(void)state;
	begin(&app, &fake);
	app_size(&app, 15, 80);
	app_key(&app, "Enter", NULL);
	assert_int_equal(fake.updates, 0);
	for (int rows = 1; rows < 16; rows++) {
		for (int cols = 1; cols < 60; cols += 7) {
			screen_reset(&s, rows, cols);
			app_draw(&app, &s);
			assert_string_not_equal(s.cells[0].text, " ");
		}
	}
	app_size(&app, 16, 60);
	app_key(&app, "Enter", NULL);
	assert_int_equal(fake.updates, 1);
	app_size(&app, 1, 1);
	app_key(&app, "C-q", NULL);
	assert_true(app.leaving);
	screen_done(&s);
	app_done(&app);
}

static void ctrl_c_only_says_how_to_leave(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_key(&app, "C-c", NULL);
	assert_false(app.leaving);
	assert_row_has(&app, -2, "Ctrl-Q");
	app_done(&app);
}

static void the_last_page_is_not_closed(void **state)
{
	struct fake fake;
	struct app app;

	(void)state;
	begin(&app, &fake);
	app_close(&app);
	assert_ptr_equal(app_top(&app), &fake.page);
	app_done(&app);
	assert_int_equal(fake.closes, 1);
	app_done(&app);
}

static void a_reader_shows_all_of_a_long_text(void **state)
{
	struct fake fake;
	struct app app;
	char text[4096] = "";

	(void)state;
	for (int i = 1; i <= 100; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "line number %d\n", i);
	begin(&app, &fake);
	page_reader_open(&app, "Long", text);
	assert_row_has(&app, 2, "> line number 1");
	app_key(&app, "C-End", NULL);
	assert_row_has(&app, -3, "> line number 100");
	app_key(&app, "Esc", NULL);
	assert_ptr_equal(app_top(&app), &fake.page);
	app_done(&app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_becomes_an_action_or_text),
		cmocka_unit_test(
			what_does_not_work_now_is_no_key_and_not_in_the_bar),
		cmocka_unit_test(
			the_bar_shows_keys_that_work_while_text_is_typed),
		cmocka_unit_test(a_message_stands_until_the_next_key),
		cmocka_unit_test(a_question_gives_its_answer_to_who_asked),
		cmocka_unit_test(a_refused_answer_keeps_the_question),
		cmocka_unit_test(a_second_question_waits_for_the_first),
		cmocka_unit_test(yes_and_no_are_one_key),
		cmocka_unit_test(typing_filters_what_can_be_chosen),
		cmocka_unit_test(another_name_may_be_given_where_that_is_open),
		cmocka_unit_test(the_palette_does_what_was_chosen),
		cmocka_unit_test(the_palette_stays_away_from_questions),
		cmocka_unit_test(help_says_where_one_is_and_which_keys_work),
		cmocka_unit_test(all_is_saved_before_waiting),
		cmocka_unit_test(on_another_day_what_is_shown_is_of_that_day),
		cmocka_unit_test(a_key_is_seen_first_and_saved_before_the_next),
		cmocka_unit_test(a_slow_disk_is_not_waited_for_by_the_picture),
		cmocka_unit_test(
			keys_that_come_at_once_are_looked_up_painted_and_saved_once),
		cmocka_unit_test(leaving_unsaved_is_asked_and_possible),
		cmocka_unit_test(told_to_go_it_goes_at_once),
		cmocka_unit_test(too_small_is_said_and_changes_nothing),
		cmocka_unit_test(ctrl_c_only_says_how_to_leave),
		cmocka_unit_test(the_last_page_is_not_closed),
		cmocka_unit_test(a_reader_shows_all_of_a_long_text),
	};

	return run_tests(tests);
}
