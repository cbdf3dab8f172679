/* What a person's fingers may count on at the questions of a form. */
#include "config.h"

#include "ui_shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "entry/entry.h"
#include "ui/app.h"
#include "ui/page_form.h"
#include "ui/pages.h"

struct world {
	struct shipped in;
	struct traject traject;
	struct app app;
	size_t keys; /* that were pressed */
};

static void begin(struct world *w)
{
	struct app_start start;

	*w = (struct world){ 0 };
	shipped_begin(&w->in);
	start = shipped_start(&w->in);
	app_init(&w->app, &start);
}

static void end(struct world *w)
{
	app_done(&w->app);
	traject_done(&w->traject);
	shipped_end(&w->in);
}

static void begin_traject(struct world *w, const char *code)
{
	traject_done(&w->traject);
	w->traject = shipped_traject(&w->in, alloc_text(code));
}

static void press(struct world *w, const char *key)
{
	app_key(&w->app, key, NULL);
	w->keys++;
}

static struct page_form *form_of(struct world *w)
{
	return (struct page_form *)app_top(&w->app);
}

/* --- the help bar */

static bool row_has(const struct screen *s, int row, const char *text)
{
	char *all = NULL, *line;
	size_t length = 0;
	FILE *out = open_memstream(&all, &length);
	bool found;

	screen_write(s, out);
	fclose(out);
	line = all;
	for (int i = 0; i < row; i++)
		line = strchr(line, '\n') + 1;
	*strchr(line, '\n') = '\0';
	found = strstr(line, text) != NULL;
	if (!found)
		print_message("no \"%s\" in: %s\n", text, line);
	free(all);
	return found;
}

static void bar_is_whole(struct world *w)
{
	static const struct {
		enum action action;
		const char *entry;
	} wanted[] = {
		{ ACTION_SEARCH, "F3 zoek" },
		{ ACTION_REMARK, "F4 opmerking" },
		{ ACTION_SAME, "F5 zelfde" },
		{ ACTION_GO_TO, "F6 ga naar" },
		{ ACTION_MISSING, "F8 reden" },
		{ ACTION_HELP, "F1 hulp" },
		{ ACTION_LEVEL_UP, "Esc sluit" },
	};
	struct screen s = { 0 };

	screen_reset(&s, 24, 80);
	app_draw(&w->app, &s);
	for (size_t i = 0; i < COUNT(wanted); i++)
		if (app_works(&w->app, app_top(&w->app), wanted[i].action))
			assert_true(row_has(&s, 23, wanted[i].entry));
	screen_done(&s);
}

/* A name that is new is asked about first. */
static void move(struct world *w, const char *key)
{
	size_t pages = w->app.page_count;

	press(w, key);
	if (w->app.page_count > pages)
		press(w, "j");
	assert_int_equal(w->app.page_count, pages);
}

/* The answers make more questions, and other states of the page. */
static void walk(struct world *w, const char *const *answers)
{
	struct page_form *form = form_of(w);

	for (size_t n = 0; n < 100; n++) {
		size_t focus = entry_focus(form->entry);

		bar_is_whole(w);
		for (size_t i = 0; answers[i]; i++) {
			press(w, answers[i]);
			bar_is_whole(w);
			assert_ptr_equal(app_top(&w->app), form);
		}
		move(w, "Tab");
		if (entry_focus(form->entry) == focus)
			move(w, "Tab");
		if (entry_focus(form->entry) == focus)
			break;
	}
}

static void
at_every_question_of_every_form_the_bar_has_each_key_that_works(void **state)
{
	static const char *const answers[][3] = { { NULL },
						  { "1", NULL },
						  { "-", NULL } };
	struct world w;

	(void)state;
	begin(&w);
	for (size_t i = 0; i < catalogue_count(w.in.catalogue); i++) {
		const struct form *form = catalogue_form(w.in.catalogue, i);
		size_t pages = w.app.page_count;
		char code[32];

		snprintf(code, sizeof(code), "T-%zu", i);
		begin_traject(&w, code);
		page_form_open(&w.app, form, w.traject.id,
			       form->per == PER_TRAJECT ? NULL : "J1");
		assert_true(w.app.page_count > pages);
		for (size_t n = 0; n < 3; n++) {
			move(&w, "C-Home");
			walk(&w, answers[n]);
		}
		while (w.app.page_count > pages)
			app_close(&w.app);
	}
	assert_true(w.keys > 300);
	end(&w);
}

/* --- what goes on by itself */

static const char *at_field(struct world *w)
{
	const struct field *field = page_form_field(form_of(w));

	return field ? field->name : "";
}

static void type(struct world *w, const char *text)
{
	for (; *text; text++) {
		char key[] = { *text, '\0' };

		press(w, *text == ' ' ? "Space" : key);
	}
}

static void a_day_goes_on_by_itself_for_who_wants_that(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	begin_traject(&w, "T-1");
	for (int all = 0; all < 2; all++) {
		w.in.settings.advance_all = all;
		page_form_open_at(
			&w.app, catalogue_find(w.in.catalogue, "traject", NULL),
			w.traject.id, NULL, "start");
		type(&w, "1-4 14:05");
		assert_string_equal(at_field(&w), all ? "einde" : "start");
		press(&w, all ? "C-l" : "Enter");
		assert_string_equal(at_field(&w), "einde");
		type(&w, "20-4-20");
		assert_string_equal(at_field(&w), "einde");
		type(&w, "25");
		assert_int_equal(strcmp(at_field(&w), "einde") == 0, !all);
		press(&w, "Esc");
		if (!all)
			press(&w, "Esc");
	}
	end(&w);
}

static void the_last_of_several_answers_goes_on_for_who_wants_that(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	begin_traject(&w, "T-1");
	page_form_open_at(&w.app, catalogue_find(w.in.catalogue, "ash", "3.0"),
			  w.traject.id, NULL, "werkdoelen");
	type(&w, "18");
	assert_string_equal(at_field(&w), "werkdoelen");
	type(&w, "8");
	w.in.settings.advance_all = true;
	type(&w, "28");
	assert_string_equal(at_field(&w), "werkdoelen_anders");
	press(&w, "Up");
	/* Another one, or taking it away, is no end. */
	type(&w, "3");
	assert_string_equal(at_field(&w), "werkdoelen");
	type(&w, "8");
	assert_string_equal(at_field(&w), "werkdoelen");
	end(&w);
}

/* --- how many keys a form takes */

/* The same draws every time. */
static unsigned draw(unsigned below)
{
	static unsigned long long seed = 20250602;

	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(seed >> 33) % below;
}

/* Each box with its own chance in a thousand; at least one, and the keys. */
static size_t tick(struct world *w, const char *keys, const unsigned *chances)
{
	size_t ticks = 0;

	while (ticks == 0) {
		for (size_t i = 0; keys[i]; i++) {
			const char key[] = { keys[i], '\0' };

			if (draw(1000) >= chances[i])
				continue;
			press(w, key);
			ticks++;
		}
	}
	return ticks;
}

/* The answers on one paper form, with the chances published about 2025. */
static size_t key_in(struct world *w)
{
	static const unsigned problems[] = { 386, 207, 75,  47,  113,
					     631, 226, 170, 160, 198 };
	static const unsigned goals[] = { 806, 481, 531, 295, 167, 118, 255 };
	static const unsigned advice[] = { 315, 126, 183, 57, 19 };
	static const char *const families[] = { "1", "2", "3" };
	size_t answers = 15;

	press(w, families[draw(3)]);
	answers += tick(w, "123456789a", problems);
	press(w, "Enter");
	answers += tick(w, "1234567", goals);
	press(w, "Enter");
	for (int i = 0; i < 14; i++) {
		unsigned chance = draw(100);

		/* 4b follows 4a, or a check would speak. */
		press(w, chance < 95 || i == 6 || i == 7 ? "1"
			 : chance < 98                   ? "0"
							 : "-");
	}
	answers += tick(w, "12345", advice);
	press(w, "F9");
	press(w, "Enter");
	return answers;
}

/*
 * A paper form is keyed as a clerk does, with the least keys.  A key is one
 * press, Enter and F9 too, from the first question until the form is complete.
 * An answer is what stands on the paper: a choice, a score, or one box that is
 * ticked; each is a column of its own in what is exported.  At most 1.3 keys an
 * answer on each form.  By question a form of 18 takes 19 keys and one for each
 * box that is ticked, of which these have 6 or 7 in three questions; so that is
 * 1.4.
 */
static void
a_form_from_practice_takes_at_most_13_keys_for_10_answers(void **state)
{
	size_t keys = 0;
	struct world w;

	(void)state;
	begin(&w);
	for (int i = 0; i < 20; i++) {
		size_t pages = w.app.page_count;
		char code[32];
		size_t answers;

		snprintf(code, sizeof(code), "T-%d", i);
		begin_traject(&w, code);
		page_form_open(&w.app,
			       catalogue_find(w.in.catalogue, "ash", "3.0"),
			       w.traject.id, NULL);
		w.keys = 0;
		answers = key_in(&w);
		assert_non_null(entry_head(form_of(&w)->entry)->id);
		assert_false(entry_is_open(form_of(&w)->entry));
		assert_true(w.keys * 10 <= answers * 13);
		keys += w.keys;
		while (w.app.page_count > pages)
			app_close(&w.app);
	}
	assert_true(keys * 100 <= 20 * 18 * 142);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			at_every_question_of_every_form_the_bar_has_each_key_that_works),
		cmocka_unit_test(a_day_goes_on_by_itself_for_who_wants_that),
		cmocka_unit_test(
			the_last_of_several_answers_goes_on_for_who_wants_that),
		cmocka_unit_test(
			a_form_from_practice_takes_at_most_13_keys_for_10_answers),
	};

	return run_tests(tests);
}
