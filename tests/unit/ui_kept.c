/* What is kept of a picture is what would be drawn. */
#include "config.h"

#include "ui_shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "ui/app.h"
#include "ui/kept.h"
#include "ui/page_form.h"
#include "ui/pages.h"

/* The same draws every time. */
static size_t draw(size_t below)
{
	static unsigned long long seed = 20250602;

	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(seed >> 33) % below;
}

static bool is_form(const struct page *page)
{
	const char *name = page->kind->name;

	return strcmp(name, "form") == 0 || strcmp(name, "second") == 0 ||
	       strcmp(name, "look") == 0;
}

static void forget_kept(struct app *app)
{
	kept_done(app->bar);
	for (size_t i = 0; i < app->page_count; i++) {
		struct page *page = app->pages[i];

		if (!is_form(page))
			continue;
		kept_done(&((struct page_form *)page)->window->parts);
		kept_done(&((struct page_form *)page)->window->scores);
	}
}

static void fill(const struct app *app, struct screen *s)
{
	screen_reset(s, app->rows, app->cols);
	app_draw(app, s);
}

static void assert_same(const struct screen *a, const struct screen *b)
{
	size_t row = (size_t)a->cols * sizeof(*a->cells);

	for (int i = 0; i < a->rows; i++) {
		if (memcmp(&a->cells[i * a->cols], &b->cells[i * a->cols],
			   row) == 0)
			continue;
		screen_write(a, stderr);
		screen_write(b, stderr);
		fail_msg("row %d", i);
	}
	assert_int_equal(a->cursor_row, b->cursor_row);
	assert_int_equal(a->cursor_col, b->cursor_col);
}

/* One key, or something else that a picture depends on. */
static void happen(struct app *app)
{
	static const char *const keys[] = {
		"1",   "1",      "0",    "2",     "-",         "a",     "Space",
		"Up",  "Up",     "Down", "Tab",   "Enter",     "Enter", "Esc",
		"F1",  "F2",     "F4",   "F6",    "F8",        "F9",    "C-z",
		"C-y", "C-Home", "PgDn", "C-End", "Backspace", "j",     "3",
	};
	static const int sizes[][2] = {
		{ 24, 80 }, { 16, 60 }, { 40, 120 }, { 24, 79 }
	};
	static const char *const languages[] = { "nl", "en", "pl", NULL };
	const int *size = sizes[draw(COUNT(sizes))];

	switch (draw(40)) {
	case 0:
		app_size(app, size[0], size[1]);
		break;
	case 1:
		(void)text_set_language(languages[draw(2)]);
		break;
	case 2:
		(void)text_set_forms_language(
			languages[draw(COUNT(languages))]);
		break;
	case 3:
		(void)app_settle(app);
		break;
	default:
		app_key(app, keys[draw(COUNT(keys))], NULL);
		break;
	}
}

static void open_one(struct app *app, const struct shipped *in, int64_t traject)
{
	size_t count = catalogue_count(in->catalogue);
	const struct form *form = catalogue_form(in->catalogue, draw(count));

	while (app->page_count > 1)
		app_close(app);
	page_form_open(app, form, traject,
		       form->per == PER_TRAJECT ? NULL : "J1");
}

static void after_any_keys_what_is_kept_is_what_would_be_drawn(void **state)
{
	struct screen kept = { 0 }, anew = { 0 };
	struct traject traject;
	struct app_start start;
	struct shipped in;
	struct app app;

	(void)state;
	shipped_begin(&in);
	traject = shipped_traject(&in, alloc_text("T-1"));
	start = shipped_start(&in);
	app_init(&app, &start);
	for (int i = 0; i < 4000; i++) {
		if (i % 100 == 0 || app.page_count == 1)
			open_one(&app, &in, traject.id);
		happen(&app);
		fill(&app, &kept);
		/* Some of it is kept for long. */
		if (draw(4) > 0)
			continue;
		forget_kept(&app);
		fill(&app, &anew);
		assert_same(&kept, &anew);
	}
	screen_done(&kept);
	screen_done(&anew);
	app_done(&app);
	traject_done(&traject);
	shipped_end(&in);
	(void)text_set_language("nl");
	(void)text_set_forms_language(NULL);
}

static void rows_are_drawn_anew_when_one_byte_differs(void **state)
{
	struct screen s = { 0 };
	struct kept kept = { 0 };

	(void)state;
	screen_reset(&s, 4, 20);
	assert_non_null(kept_begin(&kept, &s, 2, "a\0b", 3));
	screen_put(&kept.rows, 1, 2, STYLE_GOOD, "first");
	assert_null(kept_begin(&kept, &s, 2, "a\0b", 3));
	kept_put(&kept, &s, 1);
	assert_string_equal(s.cells[2 * 20 + 2].text, "f");
	assert_int_equal(s.cells[2 * 20 + 2].style, STYLE_GOOD);

	assert_non_null(kept_begin(&kept, &s, 2, "a\0c", 3));
	kept_put(&kept, &s, 1);
	assert_string_equal(s.cells[2 * 20 + 2].text, " ");
	assert_non_null(kept_begin(&kept, &s, 2, "a\0", 2));
	assert_non_null(kept_begin(&kept, &s, 1, "a\0", 2));
	assert_non_null(
		kept_begin(&kept, &(struct screen){ .cols = 21 }, 1, "a\0", 2));
	assert_null(
		kept_begin(&kept, &(struct screen){ .cols = 21 }, 1, "a\0", 2));
	assert_true(text_set_language("en"));
	assert_non_null(
		kept_begin(&kept, &(struct screen){ .cols = 21 }, 1, "a\0", 2));
	assert_true(text_set_language("nl"));
	kept_done(&kept);
	screen_done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_drawn_anew_when_one_byte_differs),
		cmocka_unit_test(
			after_any_keys_what_is_kept_is_what_would_be_drawn),
	};

	return run_tests(tests);
}
