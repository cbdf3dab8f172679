/* What a person sees of a form that is longer than the screen, and what it costs
 * to send. */
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
#include "ui/term_codes.h"

/* What terminfo keeps of the terminals before is its own affair. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:_nc_setupterm";
}

struct world {
	struct shipped in;
	struct app app;
	struct screen screen;
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
	screen_done(&w->screen);
	shipped_end(&w->in);
}

/* A new form of this kind, in a traject of its own. */
static void open_form(struct world *w, const struct form *form)
{
	static int number;
	struct traject t =
		shipped_traject(&w->in, alloc_print("T-%d", number++));
	size_t pages = w->app.page_count;

	page_form_open(&w->app, form, t.id,
		       form->per == PER_TRAJECT ? NULL : "J1");
	assert_int_equal(w->app.page_count, pages + 1);
	traject_done(&t);
}

static struct page_form *form_of(struct world *w)
{
	return (struct page_form *)app_top(&w->app);
}

static void size(struct world *w, int rows, int cols)
{
	app_size(&w->app, rows, cols);
	screen_reset(&w->screen, rows, cols);
}

static const struct screen *look(struct world *w)
{
	screen_reset(&w->screen, w->screen.rows, w->screen.cols);
	app_draw(&w->app, &w->screen);
	return &w->screen;
}

/* Some twenty answers down the form, and back up; check() sees each. */
static void walk(struct world *w, void (*check)(struct world *w, void *of),
		 void *of)
{
	static const char *const keys[] = { "Tab", "S-Tab" };
	struct page_form *form = form_of(w);

	for (size_t i = 0; i < 2; i++) {
		size_t focus = (size_t)-1;

		for (int n = 0; n < 80; n++) {
			if (focus == entry_focus(form->entry))
				break;
			focus = entry_focus(form->entry);
			check(w, of);
			app_key(&w->app, keys[i], NULL);
		}
	}
}

static void with_every_form(struct world *w,
			    void (*check)(struct world *w, void *of), void *of)
{
	for (size_t i = 0; i < catalogue_count(w->in.catalogue); i++) {
		open_form(w, catalogue_form(w->in.catalogue, i));
		walk(w, check, of);
		app_close(&w->app);
	}
}

/* The row where one is, by its mark; -1 when there is none before end. */
static int marked_row(const struct screen *s, int end)
{
	for (int row = 1; row < end; row++)
		if (s->cells[row * s->cols + 1].text[0] == '>')
			return row;
	return -1;
}

/* Does a list of options make it a page of its own? */
static bool is_long(const struct page_form *form)
{
	const struct field *field = page_form_field(form);

	return field && field->option_count > 4;
}

static void check_sight(struct world *w, void *of)
{
	const struct page_form *form = form_of(w);
	const struct screen *s = look(w);
	size_t focus = entry_focus(form->entry);
	int row = marked_row(s, s->rows - 2);

	(void)of;
	/* On a small screen such a list begins below the title. */
	assert_true(row >= (s->rows < 24 && is_long(form) ? 1 : 3));
	assert_true(s->cursor_row >= row && s->cursor_row < s->rows - 2);
	/* Something of its part stands above it. */
	if (focus > 0 && s->rows >= 24 && !is_long(form) &&
	    entry_item(form->entry, focus - 1).section ==
		    entry_item(form->entry, focus).section)
		assert_true(row > 3);
}

static void where_one_is_is_seen_and_what_was_before_it(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 16, 60 }, { 43, 132 } };
	struct world w;

	(void)state;
	begin(&w);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		size(&w, sizes[i][0], sizes[i][1]);
		with_every_form(&w, check_sight, NULL);
	}
	end(&w);
}

static void check_panel(struct world *w, void *of)
{
	const struct screen *s;

	(void)of;
	app_key(&w->app, "C-p", NULL);
	s = look(w);
	assert_in_range(s->panel, 4, s->rows);
	assert_true(marked_row(s, s->panel) >= 3);
	app_key(&w->app, "Esc", NULL);
}

static void what_stands_over_a_form_leaves_the_question_in_sight(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	size(&w, 24, 80);
	with_every_form(&w, check_panel, NULL);
	end(&w);
}

static void check_place(struct world *w, void *of)
{
	const struct page_form *form = form_of(w);
	int top;

	(void)of;
	look(w);
	top = form->window->top;
	app_key(&w->app, "C-p", NULL);
	look(w);
	app_key(&w->app, "Esc", NULL);
	look(w);
	assert_int_equal(form->window->top, top);
	look(w);
	assert_int_equal(form->window->top, top);
}

static void the_questions_stand_still_while_nothing_is_done(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	size(&w, 24, 80);
	with_every_form(&w, check_place, NULL);
	end(&w);
}

static void press_any_key(struct world *w)
{
	static const char *const keys[] = {
		"Tab",  "Tab", "Tab", "S-Tab", "Up",   "Down",   "PgUp",
		"PgDn", "1",   "0",   "2",     "-",    "Enter",  "Enter",
		"F1",   "Esc", "C-p", "F6",    "x",    "C-o",    "F4",
		"F7",   "F8",  "C-n", "+",     "Home", "C-Home", "Backspace",
	};
	struct app *app = &w->app;

	if (rand() % 40 == 0)
		size(w, rand() % 2 ? 24 : 12 + rand() % 30,
		     rand() % 2 ? 80 : 40 + rand() % 90);
	app_key(app, keys[(size_t)rand() % COUNT(keys)], NULL);
}

/* A picture hangs on what there is, and on no picture before it. */
static void drawing_twice_gives_the_same_picture(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	srand(11);
	for (size_t i = 0; i < catalogue_count(w.in.catalogue); i++) {
		size_t pages = w.app.page_count;

		size(&w, 24, 80);
		open_form(&w, catalogue_form(w.in.catalogue, i));
		for (int n = 0; n < 300 && w.app.page_count > pages; n++) {
			struct screen first = { 0 };
			const struct screen *s = look(&w);

			screen_reset(&first, s->rows, s->cols);
			memcpy(first.cells, s->cells,
			       (size_t)(s->rows * s->cols) * sizeof(*s->cells));
			screen_cursor(&first, s->cursor_row, s->cursor_col);
			s = look(&w);
			assert_memory_equal(first.cells, s->cells,
					    (size_t)(s->rows * s->cols) *
						    sizeof(*s->cells));
			assert_int_equal(first.cursor_row, s->cursor_row);
			assert_int_equal(first.cursor_col, s->cursor_col);
			screen_done(&first);
			press_any_key(&w);
		}
		while (w.app.page_count > pages)
			app_close(&w.app);
		w.app.leaving = false;
	}
	end(&w);
}

/* --- bytes */

struct sending {
	struct term_paint paint;
	const struct form *form;
	int section;
	bool was_long;
	size_t most;
	int moves;
};

static void check_bytes(struct world *w, void *of)
{
	struct sending *sending = of;
	const struct page_form *form = form_of(w);
	size_t focus = entry_focus(form->entry);
	int section = entry_item(form->entry, focus).section;
	size_t bytes = term_paint(&sending->paint, look(w), false)->length;
	bool in_part = sending->form == entry_form(form->entry) &&
		       sending->section == section && !is_long(form) &&
		       !sending->was_long;

	sending->form = entry_form(form->entry);
	sending->section = section;
	sending->was_long = is_long(form);
	assert_true(bytes <= 4000);
	if (!in_part)
		return;
	sending->moves++;
	if (bytes > sending->most)
		sending->most = bytes;
}

static void a_move_within_a_part_of_a_form_takes_500_bytes(void **state)
{
	static const char *const terminals[] = {
		"xterm-256color", "screen", "tmux-256color", "linux",
		"putty",          "vt100",  "vt220",
	};
	struct world w;

	(void)state;
	begin(&w);
	size(&w, 24, 80);
	for (size_t i = 0; i < COUNT(terminals); i++) {
		struct sending sending = { .section = -1 };

		setenv("TERM", terminals[i], 1);
		if (!term_codes_name())
			continue;
		term_codes_init(&sending.paint.codes, COLOUR_AUTO);
		with_every_form(&w, check_bytes, &sending);
		assert_true(sending.moves > 50);
		assert_in_range(sending.most, 100, 500);
		term_codes_done(&sending.paint.codes);
		term_paint_done(&sending.paint);
	}
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_one_is_is_seen_and_what_was_before_it),
		cmocka_unit_test(
			what_stands_over_a_form_leaves_the_question_in_sight),
		cmocka_unit_test(
			the_questions_stand_still_while_nothing_is_done),
		cmocka_unit_test(drawing_twice_gives_the_same_picture),
		cmocka_unit_test(
			a_move_within_a_part_of_a_form_takes_500_bytes),
	};

	unsetenv("NO_COLOR");
	return run_tests(tests);
}
