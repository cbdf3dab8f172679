/* ui/page_lock.c - see ui/page_lock.h */
#include "config.h"

#include "ui/page_lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/drafts.h"
#include "store/pin.h"
#include "ui/app_private.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

#define LONGEST_WAIT 64 /* seconds */
#define MINUTES_MAX 999

static struct page_lock *lock_of(struct page *page)
{
	return (struct page_lock *)page;
}

/* Nothing of what was typed stays in memory. */
static void wipe(char **text)
{
	if (*text)
		explicit_bzero(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

static void begin(struct page_lock *lock, enum lock_stage stage)
{
	wipe(&lock->line.text);
	lineedit_set(&lock->line, "", false);
	lock->line.forgetful = true;
	lock->stage = stage;
}

const char *page_lock_question(const struct page_lock *lock)
{
	switch (lock->stage) {
	case LOCK_LOCKED:
		return _("Type your PIN to go on");
	case LOCK_RETURN:
		return _("Worker: type your PIN to go on");
	case LOCK_CURRENT:
		return _("Your PIN of now");
	case LOCK_FRESH:
		return _("A new PIN, of at least 4 characters; empty: no PIN");
	case LOCK_AGAIN:
		return _("The new PIN once more");
	default:
		return _(
			"Lock after how many minutes without a key? 0 is "
			"never");
	}
}

const char *page_lock_thanks(void)
{
	return _("Thank you. Now give the keyboard back to your care worker.");
}

/* Whoever the keyboard was lent to, the worker is here. */
static void take_back(struct app *app)
{
	struct err err = { 0 };

	if (!app->read_only && !app_is_guarded(app) &&
	    drafts_return(app->store, &err))
		app_fail(app, &err);
}

/* The page below comes back, with what it said. */
static void go_on(struct app *app, struct page_lock *lock)
{
	char *message = lock->message;
	enum style style = lock->message_style;

	lock->message = NULL;
	if (lock->stage == LOCK_LOCKED)
		take_back(app);
	app_close(app);
	if (message)
		app_say(app, style, "%s", message);
	free(message);
}

/* --- the PIN that there is */

static void wait_longer(struct app *app)
{
	int seconds = 1;

	for (int i = 1; i < app->wrong_pins && seconds < LONGEST_WAIT; i++)
		seconds *= 2;
	app->pin_after = term_now() + seconds * INT64_C(1000);
	app_say(app, STYLE_BAD,
		text_plural("That is not the PIN; wait %d second",
			    "That is not the PIN; wait %d seconds", seconds),
		seconds);
}

static bool is_right(struct app *app, struct page_lock *lock)
{
	int64_t left = app->pin_after - term_now();
	struct err err = { 0 };
	bool same = false;

	if (left > 0) {
		int seconds = (int)((left + 999) / 1000);

		app_say(app, STYLE_BAD,
			text_plural("Wait %d second", "Wait %d seconds",
				    seconds),
			seconds);
		return false;
	}
	if (pin_compare(app->settings->pin, lock->line.text, &same, &err)) {
		app_fail(app, &err);
		return false;
	}
	app->wrong_pins = same ? 0 : app->wrong_pins + 1;
	if (!same)
		wait_longer(app);
	return same;
}

/* --- a new one */

static void take_fresh(struct app *app, struct page_lock *lock)
{
	struct err err = { 0 };

	if (lock->line.text[0] == '\0') {
		alloc_replace(&app->settings->pin, NULL);
		app_keep_settings(app);
		go_on(app, lock);
		app_say(app, STYLE_GOOD, _("The screen has no PIN"));
		return;
	}
	if (pin_keep(lock->line.text, &lock->fresh, &err)) {
		begin(lock, LOCK_FRESH);
		app_fail(app, &err);
		return;
	}
	lock->typed = alloc_text(lock->line.text);
	begin(lock, LOCK_AGAIN);
}

static void take_again(struct app *app, struct page_lock *lock)
{
	bool same = strcmp(lock->typed, lock->line.text) == 0;
	char minutes[16];

	wipe(&lock->typed);
	if (!same) {
		wipe(&lock->fresh);
		begin(lock, LOCK_FRESH);
		app_say(app, STYLE_BAD, _("That was not the same PIN twice"));
		return;
	}
	begin(lock, LOCK_MINUTES);
	snprintf(minutes, sizeof(minutes), "%d", app->settings->lock_minutes);
	lineedit_set(&lock->line, minutes, true);
}

static void take_minutes(struct app *app, struct page_lock *lock)
{
	page_then *then = lock->then;
	const char *text = lock->line.text;
	char *end;
	long minutes = strtol(text, &end, 10);

	if (end == text || *end || minutes < 0 || minutes > MINUTES_MAX) {
		app_say(app, STYLE_BAD, _("A number from 0 to %d"),
			MINUTES_MAX);
		return;
	}
	alloc_replace(&app->settings->pin, lock->fresh);
	app->settings->lock_minutes = (int)minutes;
	app_keep_settings(app);
	go_on(app, lock);
	app_say(app, STYLE_GOOD, _("The screen has a PIN; %s locks it at once"),
		app_way(app, ACTION_LOCK).text);
	if (then)
		then(app);
}

/* --- the page */

static void enter(struct app *app, struct page_lock *lock)
{
	page_then *then = lock->then;
	bool right;

	switch (lock->stage) {
	case LOCK_RETURN:
		right = is_right(app, lock);
		if (!right) {
			begin(lock, LOCK_RETURN);
			break;
		}
		app_close(app);
		then(app);
		break;
	case LOCK_LOCKED:
	case LOCK_CURRENT:
		right = is_right(app, lock);
		if (right && lock->stage == LOCK_LOCKED)
			go_on(app, lock);
		else
			begin(lock, right ? LOCK_FRESH : lock->stage);
		break;
	case LOCK_FRESH:
		take_fresh(app, lock);
		break;
	case LOCK_AGAIN:
		take_again(app, lock);
		break;
	default:
		take_minutes(app, lock);
		break;
	}
}

static void update(struct app *app, struct page *page,
		   const struct event *event)
{
	struct page_lock *lock = lock_of(page);

	bool back = event->action == ACTION_LEVEL_UP ||
		    event->action == ACTION_BACK ||
		    strcmp(event->key, "PgUp") == 0 ||
		    action_has(ACTION_LEVEL_UP, event->key);

	if (event->action == ACTION_NEXT)
		enter(app, lock);
	else if (back && lock->stage != LOCK_LOCKED)
		go_on(app, lock);
	else
		lineedit_take(&lock->line, event);
}

static bool works(const struct app *app, const struct page *page,
		  enum action action)
{
	(void)app;
	return action != ACTION_LEVEL_UP ||
	       ((const struct page_lock *)page)->stage != LOCK_LOCKED;
}

static bool takes_text(const struct page *page)
{
	(void)page;
	return true;
}

static bool secret(const struct page *page)
{
	return ((const struct page_lock *)page)->stage != LOCK_MINUTES;
}

static void close_lock(struct page *page)
{
	struct page_lock *lock = lock_of(page);

	wipe(&lock->line.text);
	lineedit_done(&lock->line);
	wipe(&lock->typed);
	wipe(&lock->fresh);
	free(lock->message);
	free(lock);
}

static const struct page_kind kind = {
	.name = "lock",
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_LEVEL_UP,
					  ACTION_NONE },
	.alone = true,
	.secret = secret,
	.takes_text = takes_text,
	.works = works,
	.update = update,
	.draw = view_lock,
	.tell = line_tell_lock,
	.take_line = line_take_lock,
	.close = close_lock,
};

/* The client may go back to the questions. */
static const struct page_kind return_kind = {
	.name = "return",
	.actions =
		(const enum action[]){ ACTION_NEXT, ACTION_BACK, ACTION_NONE },
	.alone = true,
	.walked = true,
	.secret = secret,
	.takes_text = takes_text,
	.update = update,
	.draw = view_return,
	.tell = line_tell_lock,
	.take_line = line_take_lock,
	.close = close_lock,
};

static void open_at(struct app *app, enum lock_stage stage, page_then *then)
{
	struct page_lock *lock = alloc_new(1, sizeof(*lock));

	lock->page.kind = stage == LOCK_RETURN ? &return_kind : &kind;
	lock->then = then;
	begin(lock, stage);
	/* What was said may name a traject. */
	lock->message = app->message;
	lock->message_style = app->message_style;
	app->message = NULL;
	app_open(app, &lock->page);
}

/* Is it there already, perhaps below the question whether to leave? */
static bool is_locked(const struct app *app)
{
	for (size_t i = 0; i < app->page_count; i++)
		if (app->pages[i]->kind == &return_kind ||
		    (app->pages[i]->kind == &kind &&
		     lock_of(app->pages[i])->stage == LOCK_LOCKED))
			return true;
	return false;
}

void page_lock_open(struct app *app)
{
	if (!app->settings || !app->settings->pin)
		app_say(app, STYLE_WARN, _("There is no PIN yet; %s sets one"),
			app_way(app, ACTION_PIN).text);
	else if (!is_locked(app))
		open_at(app, LOCK_LOCKED, NULL);
}

void page_pin_open(struct app *app)
{
	if (app->settings)
		open_at(app, app->settings->pin ? LOCK_CURRENT : LOCK_FRESH,
			NULL);
}

void page_pin_open_first(struct app *app, page_then *then)
{
	if (app->settings)
		open_at(app, LOCK_FRESH, then);
}

void page_return_open(struct app *app, page_then *then)
{
	open_at(app, LOCK_RETURN, then);
}
