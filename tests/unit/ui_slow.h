/*
 * ui_slow.h - the screen on a file that takes long, and a key that may wait
 *
 *	struct slow *s = slow_new();
 *	... records into s->w->store ...
 *	slow_show(s);
 *
 * Includes entry_world.h, whose traject form is the only one.
 */
#ifndef UI_SLOW_H
#define UI_SLOW_H

#include "entry_world.h"
#include "ui/app.h"

struct slow {
	struct world *w;
	struct settings settings;
	struct app app;
	struct term term;
	struct term_kind kind;
};

static bool has_key;

static bool slow_waiting(struct term *term)
{
	(void)term;
	return has_key;
}

/* A new file, with nothing in it yet that takes long. */
static inline struct slow *slow_new(void)
{
	struct slow *s = calloc(1, sizeof(*s));

	s->w = world_new();
	world_write(s->w, "traject.yaml", traject_yaml);
	world_load(s->w);
	world_begin(s->w);
	return s;
}

/* The first page, of 24 rows and 80 columns; no key waits. */
static inline void slow_show(struct slow *s)
{
	struct app_start start = { .settings = &s->settings,
				   .store = s->w->store,
				   .catalogue = s->w->catalogue };

	app_init(&s->app, &start);
	app_size(&s->app, 24, 80);
	s->kind.waiting = slow_waiting;
	s->term.kind = &s->kind;
	s->app.term = &s->term;
	has_key = false;
}

static inline int slow_tear_down(void **state)
{
	struct slow *s = *state;
	void *w = s->w;

	app_done(&s->app);
	settings_done(&s->settings);
	world_tear_down(&w);
	free(s);
	return 0;
}

/* What the page does while no key comes; false when there is nothing left. */
static inline bool slow_go_on(struct slow *s)
{
	struct page *page = app_top(&s->app);

	return page->kind->go_on(&s->app, page);
}

static inline bool slow_row_has(struct slow *s, int row, const char *wanted)
{
	struct screen screen = { 0 };
	char text[80 * sizeof(screen.cells->text) + 1] = "";

	screen_reset(&screen, 24, 80);
	app_draw(&s->app, &screen);
	for (int col = 0; col < 80; col++)
		strcat(text, screen.cells[row * 80 + col].text);
	screen_done(&screen);
	return strstr(text, wanted) != NULL;
}

#endif
