/* ui/app_run.c - from keys to screens until the person leaves; see ui/app.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/work.h"
#include "ui/app_private.h"

static void take_key(struct app *app, struct term *term, const char *key)
{
	if (strcmp(key, "Resize") == 0)
		app_size(app, term->rows, term->cols);
	app_key(app, key, term->pasted);
	term->silent = app->settings && app->settings->silent;
	if (app->beep)
		term->kind->beep(term);
	if (app->deaf && term->kind->drop)
		term->kind->drop(term);
	term->repaint = term->repaint || app->redraw;
	app->deaf = false;
	app->beep = false;
	app->redraw = false;
}

/* Long enough to take many keys at once, too short to be seen. */
#define BATCH_MILLISECONDS 16

/* Is it something that the person did? */
static bool is_typed(const char *key)
{
	return strcmp(key, "Changed") != 0 && strcmp(key, "Resize") != 0 &&
	       strcmp(key, "Park") != 0 && strcmp(key, "Idle") != 0 &&
	       strcmp(key, "Retry") != 0;
}

/* From now on so many minutes without a key lock the screen. */
static void wait_for_idle(const struct app *app, struct term *term)
{
	const struct settings *s = app->settings;

	term->idle_at = s && s->pin && s->lock_minutes > 0
				? term_now() + s->lock_minutes * INT64_C(60000)
				: 0;
}

/*
 * A key that comes too late, as after the computer slept, only wakes: nobody
 * knows whose it is.
 */
static void take_person_key(struct app *app, struct term *term, const char *key)
{
	bool late = term->idle_at && term_now() >= term->idle_at;

	if (strcmp(key, "Idle") == 0 || (late && is_typed(key))) {
		take_key(app, term, "Idle");
		term->idle_at = 0;
	} else {
		take_key(app, term, key);
	}
	if (is_typed(key))
		wait_for_idle(app, term);
}

/* The next key; that this program itself changed the file is none. */
static bool read_key(struct app *app, struct term *term, int watch,
		     char key[KEY_NAME_MAX])
{
	do {
		if (!term->kind->read(term, watch, key))
			return false;
	} while (strcmp(key, "Changed") == 0 && !store_changed(app->store));
	return true;
}

/* Is there time for one more?  From the first on that had to wait. */
static bool has_time(int64_t *until)
{
	if (*until == 0)
		*until = term_now() + BATCH_MILLISECONDS;
	return term_now() < *until;
}

/* This key, and those that are waiting behind it. */
static void take_keys(struct app *app, struct term *term, int watch,
		      char key[KEY_NAME_MAX])
{
	int64_t until = 0;

	app->hurried = true;
	do
		take_person_key(app, term, key);
	while (!app->leaving && term->kind->waiting(term) && has_time(&until) &&
	       term->kind->read(term, watch, key));
	app->hurried = false;
	app_look(app);
}

static void paint(const struct app *app, struct term *term,
		  struct screen *screen)
{
	screen_reset(screen, term->rows, term->cols);
	app_draw(app, screen);
	term->kind->show(term, screen);
}

/* Longer than this between a picture and the disk, and a person could see it. */
#define QUICK_MILLISECONDS 50

/*
 * What a key did is seen first and saved second, before the next key is waited
 * for: nobody waits for the disk.  Where that was slow or failed, the picture
 * does not say "saved" before it is so, and a second one says it.
 */
static void paint_and_settle(struct app *app, struct term *term,
			     struct screen *screen)
{
	bool doubtful = app->slow || app->unsaved;
	int64_t start;

	paint(app, term, screen);
	start = term_now();
	(void)app_settle(app);
	app->slow = term_now() - start > QUICK_MILLISECONDS;
	if (doubtful || app->unsaved)
		paint(app, term, screen);
}

/* The screen as it was drawn last, while something takes long. */
struct showing {
	struct app *app;
	struct term *term;
	struct screen *screen;
};

char *app_work_words(const struct work_state *state, const char *key)
{
	const char *what = state->what ? state->what : _("Busy");
	size_t percent = state->total ? state->done * 100 / state->total : 0;

	/* TRANSLATORS: what is done, how far it is, and the key that stops it */
	if (state->total == 0)
		return alloc_print(_("%s: %d s; %s stops it"), what,
				   state->seconds, key);
	if (state->left < 0)
		return alloc_print(_("%s: %zu of %zu, %zu %%; %s stops it"),
				   what, state->done, state->total, percent,
				   key);
	return alloc_print(_("%s: %zu of %zu, %zu %%, %d s to go; %s stops it"),
			   what, state->done, state->total, percent,
			   state->left, key);
}

/*
 * The picture below the words: what the pages show, where they stand still
 * meanwhile; else what was drawn last, or nothing when that no longer fits.
 */
static void draw_below(const struct showing *showing)
{
	struct app *app = showing->app;
	struct term *term = showing->term;
	struct screen *s = showing->screen;
	bool resized = s->rows != term->rows || s->cols != term->cols;

	if (resized || app->steady)
		screen_reset(s, term->rows, term->cols);
	if (app->steady) {
		app->rows = term->rows;
		app->cols = term->cols;
		app_draw(app, s);
	}
}

/* On the message row, over what stands there; a key can stop it. */
static void tell_work(void *of, const struct work_state *state)
{
	const struct showing *showing = of;
	struct screen *s = showing->screen;
	struct term *term = showing->term;
	char *text;

	if (!state)
		return;
	if (term->kind->asks_to_stop &&
	    term->kind->asks_to_stop(term, showing->app->steady))
		work_stop();
	showing->app->waited = true;
	draw_below(showing);
	if (s->rows < 2)
		return;
	text = app_work_words(state, "Esc");
	screen_blank(s, s->rows - 2, 0, s->cols, STYLE_PLAIN);
	screen_put_within(s, s->rows - 2, 1, s->cols - 2, STYLE_WARN, text);
	free(text);
	term->kind->show(term, s);
}

void app_begin_work(struct app *app, const char *what)
{
	app->steady = true;
	app->waited = false;
	work_begin(what, 0);
}

void app_end_work(struct app *app)
{
	work_end();
	/* What comes next is not to be stopped too. */
	work_forget();
	app->steady = false;
	app->deaf = app->waited;
}

/*
 * Show more, by a glance at the forms, which makes room for them after; what it
 * saw.
 */
static void show_by_glance(struct app *app, struct term *term,
			   struct screen *screen, struct buffer *seen)
{
	struct catalogue *glance =
		app->start.glance ? app->start.glance(&app->start) : NULL;

	if (!glance)
		return;
	app->catalogue = glance;
	app_refresh(app);
	paint(app, term, screen);
	catalogue_seen(glance, seen);
	app->catalogue = NULL;
	catalogue_free(glance);
}

/* What turned out otherwise is shown anew: no glance, or one that was wrong. */
static void look_again(struct app *app, const struct buffer *seen)
{
	struct buffer found = { 0 };

	catalogue_seen(app->catalogue, &found);
	if (found.length != seen->length ||
	    memcmp(buffer_text(&found), buffer_text(seen), found.length) != 0)
		app_refresh(app);
	buffer_done(&found);
}

/* Show what there is, then get ready for the first key. */
static int prepare(struct app *app, struct term *term, struct screen *screen,
		   struct err *err)
{
	struct buffer seen = { 0 };
	int code;

	if (app->catalogue || !app->start.prepare)
		return 0;
	paint(app, term, screen);
	show_by_glance(app, term, screen, &seen);
	code = app->start.prepare(&app->start, err);
	if (!code) {
		app->catalogue = app->start.catalogue;
		look_again(app, &seen);
		app_open_pages(app);
	}
	buffer_done(&seen);
	return code;
}

bool app_key_waits(void *of)
{
	const struct app *app = of;

	return app->term && app->term->kind->waiting(app->term);
}

/* What a page left to do goes on as long as no key comes, without a clock. */
static bool go_on(struct app *app)
{
	struct page *page = app_top(app);

	return page && page->kind->go_on && page->kind->go_on(app, page);
}

int app_run(struct app *app, struct term *term, struct err *err)
{
	struct screen screen = { .glyphs = term->glyphs };
	struct showing showing = { app, term, &screen };
	int watch = store_watch(app->store);
	char key[KEY_NAME_MAX];
	int code;

	if (term->rows != app->rows || term->cols != app->cols)
		app_size(app, term->rows, term->cols);
	code = prepare(app, term, &screen, err);
	wait_for_idle(app, term);
	app->term = term;
	work_tell_to(tell_work, &showing);
	while (!code && !app->leaving) {
		work_forget();
		do
			paint_and_settle(app, term, &screen);
		while (go_on(app));
		term->unsaved = app->unsaved;
		if (!read_key(app, term, watch, key))
			break;
		take_keys(app, term, watch, key);
	}
	work_tell_to(NULL, NULL);
	work_forget();
	app->term = NULL;
	app_settle(app);
	screen_done(&screen);
	return code;
}
