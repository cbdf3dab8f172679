/* ui/app.c - see ui/app.h */
#include "config.h"

#include "ui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/drafts.h"
#include "ui/app_private.h"
#include "ui/kept.h"
#include "ui/pages.h"
#include "ui/resume.h"

struct page *app_top(const struct app *app)
{
	return app->page_count ? app->pages[app->page_count - 1] : NULL;
}

bool app_lists(const enum action *actions, enum action action)
{
	for (; *actions != ACTION_NONE; actions++) {
		if (*actions == action)
			return true;
	}
	return false;
}

/* Does a character type text on this page? */
static bool takes_text(const struct page *page)
{
	return page->kind->takes_text && page->kind->takes_text(page);
}

static bool works_in_text(const struct app *app, const struct page *page,
			  enum action action)
{
	return !app->in_lines && takes_text(page) &&
	       app_lists(actions_of_text(), action);
}

bool app_is_guarded(const struct app *app)
{
	for (size_t i = 0; i < app->page_count; i++)
		if (app->pages[i]->kind->guards)
			return true;
	return false;
}

/* Does nothing work here but what the page lists? */
static bool is_alone(const struct app *app, const struct page *page)
{
	return page->kind->alone || app_is_guarded(app);
}

/* Is there something for it to do here, whatever the page says? */
static bool is_possible(const struct app *app, const struct page *page,
			enum action action)
{
	switch (action) {
	case ACTION_HOW_TO_LEAVE:
		/* Where there are no keys, one does not leave by accident. */
		return !app->in_lines;
	case ACTION_LOCK:
	case ACTION_PIN:
		/* A screen that is told in lines cannot be taken away. */
		return !app->in_lines;
	case ACTION_PALETTE:
	case ACTION_TOUR:
		/* A question has its own keys, and is answered first. */
		return !page->kind->over;
	case ACTION_WORDS:
		return catalogue_glossary(app->catalogue) != NULL;
	default:
		return true;
	}
}

/* Of one that the page lists. */
static bool works_on_page(const struct app *app, const struct page *page,
			  enum action action)
{
	return is_possible(app, page, action) &&
	       (!page->kind->works || page->kind->works(app, page, action));
}

/* Of one that works on every page; alone as is_alone() says. */
static bool works_everywhere(const struct app *app, const struct page *page,
			     enum action action, bool alone)
{
	return is_possible(app, page, action) &&
	       (!alone || action == ACTION_REDRAW ||
		action == ACTION_HOW_TO_LEAVE || action == ACTION_LEAVE);
}

bool app_works(const struct app *app, const struct page *page,
	       enum action action)
{
	if (app_lists(page->kind->actions, action))
		return works_on_page(app, page, action);
	return works_in_text(app, page, action) ||
	       (app_lists(actions_everywhere(), action) &&
		works_everywhere(app, page, action, is_alone(app, page)));
}

void app_list_working(const struct app *app, const struct page *page,
		      enum action working[ACTIONS_ROOM])
{
	enum action *end = working;
	enum action *last = working + ACTIONS_ROOM - 1;
	const enum action *action;

	for (action = actions_of_text(); takes_text(page) && *action; action++)
		if (end < last && app_works(app, page, *action))
			*end++ = *action;
	for (action = page->kind->actions; *action; action++)
		if (end < last && works_on_page(app, page, *action))
			*end++ = *action;
	*end = ACTION_NONE;
}

void app_list_everywhere(const struct app *app, const struct page *page,
			 enum action working[ACTIONS_ROOM])
{
	bool alone = is_alone(app, page);
	enum action *end = working;

	for (const enum action *action = actions_everywhere(); *action;
	     action++)
		if (!app_lists(page->kind->actions, *action) &&
		    works_everywhere(app, page, *action, alone))
			*end++ = *action;
	*end = ACTION_NONE;
}

/* What the key means here, among the actions that work now. */
static enum action meaning_among(const struct app *app, const struct page *page,
				 const enum action *working, const char *key)
{
	enum action action = action_of_key(key, working, takes_text(page));

	return is_alone(app, page) && !app_works(app, page, action)
		       ? ACTION_NONE
		       : action;
}

static enum action meaning(const struct app *app, const struct page *page,
			   const char *key)
{
	enum action working[ACTIONS_ROOM];

	app_list_working(app, page, working);
	return meaning_among(app, page, working, key);
}

void app_keys(const struct app *app, const struct page *page,
	      enum action action, int count, char *out, size_t room)
{
	enum action working[ACTIONS_ROOM];

	app_list_working(app, page, working);
	app_keys_among(app, page, working, action, count, out, room);
}

void app_keys_among(const struct app *app, const struct page *page,
		    const enum action *working, enum action action, int count,
		    char *out, size_t room)
{
	char key[ACTION_KEY_ROOM];
	char written[ACTION_KEY_ROOM];
	size_t used = 0, length;

	out[0] = '\0';
	for (size_t n = 0; count > 0 && action_has_key(action, n, key); n++) {
		if (meaning_among(app, page, working, key) != action)
			continue;
		action_write_key(key, written);
		length = strlen(written);
		if (used + length + 2 > room)
			break;
		if (used > 0)
			out[used++] = ' ';
		memcpy(out + used, written, length + 1);
		used += length;
		count--;
	}
}

/* --- messages */

static void forget_message(struct app *app)
{
	free(app->message);
	app->message = NULL;
}

void app_say(struct app *app, enum style style, const char *fmt, ...)
{
	va_list values;
	char *message;

	va_start(values, fmt);
	message = alloc_print_list(fmt, values);
	va_end(values);
	forget_message(app);
	app->message = message;
	app->message_style = style;
}

struct way app_way(const struct app *app, enum action action)
{
	struct way way;

	snprintf(way.text, sizeof(way.text), "%s%s", app->in_lines ? "/" : "",
		 app->in_lines ? action_short(action) : action_key(action));
	return way;
}

void app_fail(struct app *app, const struct err *err)
{
	app_say(app, STYLE_BAD, "%s", err->text);
	app->beep = true;
}

void app_keep_settings(struct app *app)
{
	struct err err = { 0 };

	if (app->settings_path &&
	    settings_save(app->settings_path, app->settings, &err))
		app_fail(app, &err);
}

/* --- pages */

size_t app_lowest_seen(const struct app *app)
{
	size_t i = app->page_count;

	while (i > 1 && app->pages[i - 1]->kind->over)
		i--;
	return i ? i - 1 : 0;
}

struct page *app_asker(const struct app *app)
{
	return app->page_count ? app->pages[app_lowest_seen(app)] : NULL;
}

void app_refresh(struct app *app)
{
	for (size_t i = app_lowest_seen(app); i < app->page_count; i++) {
		if (app->pages[i]->kind->refresh)
			app->pages[i]->kind->refresh(app, app->pages[i]);
	}
}

void app_follow_day(struct app *app)
{
	int64_t today = day_number(clock_today());

	if (today == app->day)
		return;
	app->day = today;
	app_refresh(app);
}

void app_look(struct app *app)
{
	if (!app->hurried)
		app_follow_day(app);
	for (size_t i = app_lowest_seen(app);
	     !app->hurried && i < app->page_count; i++) {
		if (app->pages[i]->kind->look)
			app->pages[i]->kind->look(app, app->pages[i]);
	}
}

void app_open(struct app *app, struct page *page)
{
	app->pages = alloc_grow(app->pages, app->page_count,
				&app->page_capacity, sizeof(*app->pages));
	app->pages[app->page_count++] = page;
}

void app_take_off(struct app *app)
{
	if (app->page_count > 0)
		app->page_count--;
}

void app_close(struct app *app)
{
	struct page *page = app_top(app);

	if (app->page_count < 2)
		return;
	app_take_off(app);
	page->kind->close(page);
	app_refresh(app);
}

/* --- events */

/* Nobody sits before a screen that stands still for longer. */
#define APP_PATIENCE 1500 /* ms */

static bool answered_leave(struct app *app, struct page *asker,
			   const char *answer)
{
	(void)asker;
	if (answer)
		app->leaving = true;
	return true;
}

static void leave(struct app *app)
{
	/* The last chance is worth a wait. */
	store_be_patient(app->store, APP_PATIENCE);
	if (app_settle(app))
		app->leaving = true;
	else
		app_confirm(app,
			    _("Not everything could be saved. Leave all the "
			      "same?"),
			    answered_leave);
}

/* Actions that mean the same on every page; true when it was one. */
static bool act_everywhere(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_HELP:
		page_help_open(app);
		return true;
	case ACTION_PALETTE:
		page_palette_open(app);
		return true;
	case ACTION_WORDS:
		page_words_open(app);
		return true;
	case ACTION_TOUR:
		page_tour_open(app);
		return true;
	case ACTION_LOCK:
		page_lock_open(app);
		return true;
	case ACTION_PIN:
		page_pin_open(app);
		return true;
	case ACTION_REDRAW:
		app->redraw = true;
		return true;
	case ACTION_HOW_TO_LEAVE:
		app_say(app, STYLE_WARN,
			is_alone(app, app_top(app))
				/* TRANSLATORS: a key, and for some another */
				? _("%s saves what is here and leaves")
				: _("%s saves where you are and leaves; %s "
				    "goes one level up"),
			app_way(app, ACTION_LEAVE).text,
			app_way(app, ACTION_LEVEL_UP).text);
		return true;
	case ACTION_LEAVE:
		leave(app);
		return true;
	default:
		return false;
	}
}

static void dispatch(struct app *app, const struct event *event)
{
	struct page *page = app_top(app);
	/* There the page itself explains where one is. */
	bool own = page && event->action == ACTION_HELP && is_alone(app, page);

	if ((!own && act_everywhere(app, event->action)) || !page)
		return;
	page->kind->update(app, page, event);
}

void app_perform(struct app *app, enum action action)
{
	dispatch(app, &(struct event){ .key = "", .action = action });
	app_look(app);
}

/* What a key types: itself when it is one character. */
static const char *typed_by(const char *key, const char *pasted)
{
	if (strcmp(key, "Paste") == 0)
		return pasted;
	if (strcmp(key, "Space") == 0)
		return " ";
	return utf8_cluster(key) == strlen(key) ? key : NULL;
}

void app_size(struct app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
	app_refresh(app);
}

/*
 * A key that stands for others where it means nothing itself: Ctrl-J is Enter
 * to a terminal, and Esc and Enter typed fast look like Alt-Enter.
 */
static const char *stands_for(const struct app *app, const char *key)
{
	static const char *const others[][2] = { { "C-j", "Enter" },
						 { "M-Enter", "Esc" } };

	for (size_t i = 0; i < COUNT(others); i++) {
		if (strcmp(key, others[i][0]) == 0 &&
		    (app->page_count == 0 ||
		     meaning(app, app_top(app), key) == ACTION_NONE))
			return others[i][1];
	}
	return key;
}

static bool is_too_small(const struct app *app)
{
	return app->rows < SCREEN_ROWS_MIN || app->cols < SCREEN_COLS_MIN;
}

/* What no character came of is not lost without a word. */
static bool was_no_character(struct app *app, const char *key)
{
	if (strcmp(key, "Refused") == 0)
		app_say(app, STYLE_BAD,
			_("That character cannot be typed here: this terminal "
			  "is set to ASCII (LC_ALL)"));
	else if (strcmp(key, "Garbled") == 0)
		app_say(app, STYLE_BAD,
			_("That character did not come through: set this "
			  "terminal to UTF-8"));
	else if (strcmp(key, "Excess") == 0)
		app_say(app, STYLE_BAD,
			_("That is too much to paste at once: at most 1 MB"));
	else
		return false;
	app->beep = true;
	return true;
}

void app_key(struct app *app, const char *key, const char *pasted)
{
	struct event event = { .key = key };

	/* What it is about is done before the next key. */
	if (strcmp(key, "Resize") == 0 || strcmp(key, "Retry") == 0)
		return;
	if (strcmp(key, "Park") == 0) {
		store_be_patient(app->store, APP_PATIENCE);
		app->leaving = app->cut_off = true;
		return;
	}
	if (strcmp(key, "Changed") == 0) {
		app_refresh(app);
		return;
	}
	if (strcmp(key, "Idle") == 0) {
		page_lock_open(app);
		return;
	}
	forget_message(app);
	event.key = stands_for(app, key);
	if (event.key != key && strcmp(key, "M-Enter") == 0) {
		app_key(app, "Esc", NULL);
		key = event.key = "Enter";
	}
	key = event.key;
	if (was_no_character(app, key))
		return;
	event.action =
		app->page_count ? meaning(app, app_top(app), key) : ACTION_NONE;
	/* What cannot be seen is not changed either. */
	if (is_too_small(app) && event.action != ACTION_LEAVE &&
	    event.action != ACTION_REDRAW)
		return;
	event.typed = typed_by(key, pasted);
	dispatch(app, &event);
	app_look(app);
}

bool app_settle(struct app *app)
{
	bool settled = true;

	for (size_t i = 0; i < app->page_count; i++) {
		struct page *page = app->pages[i];
		struct err err = { 0 };

		if (page->kind->settle && page->kind->settle(app, page, &err)) {
			app_say(app, STYLE_BAD, "%s", err.text);
			settled = false;
		}
	}
	if (settled && app->unsaved &&
	    (!app->message || app->message_style == STYLE_BAD))
		app_say(app, STYLE_ACCENT, _("It is saved after all"));
	app->unsaved = !settled;
	return settled;
}

/* --- life */

/* Who does begins with the file as a whole. */
static bool looks_after_data(const struct app *app)
{
	const char *role = app->settings ? app->settings->role : NULL;

	return role && strcmp(role, "gegevensbeheerder") == 0;
}

void app_open_pages(struct app *app)
{
	bool lent = false;

	if (drafts_lent(app->store, &lent, NULL))
		lent = false;
	if (app->start.form) {
		page_traject_open(app, app->start.traject);
		if (app->start.verify)
			page_form_open_second(
				app, app->start.form, app->start.traject,
				app->start.jeugdige, app->start.verify);
		else
			page_form_open(app, app->start.form, app->start.traject,
				       app->start.jeugdige);
	} else {
		resume_offer(app);
		if (app->page_count == 1 && looks_after_data(app))
			page_data_open(app);
	}
	if (app->start.notice && !app->message)
		app_say(app, STYLE_WARN, "%s", app->start.notice);
	/* The keyboard is still the client's, also where nothing locks. */
	if (app->settings && app->settings->pin && (lent || !app->in_lines))
		page_lock_open(app);
}

void app_init(struct app *app, const struct app_start *start)
{
	*app = (struct app){
		.store = start->store,
		.catalogue = start->catalogue,
		.settings = start->settings,
		.settings_path = start->settings_path,
		.read_only = store_is_read_only(start->store),
		.demo = store_has_note(start->store, "demo"),
		.practice = store_has_note(start->store, "practice"),
		.in_lines = start->in_lines,
		.rows = start->rows ? start->rows : 24,
		.cols = start->cols ? start->cols : 80,
		.day = day_number(clock_today()),
	};
	app->bar = alloc_new(1, sizeof(*app->bar));
	store_be_patient(app->store, APP_PATIENCE);
	app->start = *start;
	page_trajecten_open(app);
	if (app->catalogue)
		app_open_pages(app);
}

void app_done(struct app *app)
{
	while (app->page_count > 0) {
		struct page *page = app_top(app);

		app_take_off(app);
		page->kind->close(page);
	}
	if (app->discarded)
		app->discarded->kind->close(app->discarded);
	free(app->pages);
	forget_message(app);
	if (app->bar)
		kept_done(app->bar);
	free(app->bar);
	*app = (struct app){ 0 };
}
