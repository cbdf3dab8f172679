/*
 * ui/app_private.h - what app.c, app_run.c and view_app.c share
 *
 * Owns      nothing; results that say so are to be freed.
 * Fails     never.
 */
#ifndef UI_APP_PRIVATE_H
#define UI_APP_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/app.h"

/* The forms have been read: all that is on top of the first page. */
void app_open_pages(struct app *app);

/* The lowest page that is seen: those above it are drawn over it. */
size_t app_lowest_seen(const struct app *app);

/*
 * The page that a question now is asked for: the one that fills the screen,
 * even when another question stands on it already.
 */
struct page *app_asker(const struct app *app);

/* Is a question open?  Then no other one is asked; says what to do first. */
bool app_is_asking(struct app *app);

/*
 * The first count keys that mean this action on this page now, as people write
 * them, a space between; "" when there is none.
 */
void app_keys(const struct app *app, const struct page *page,
	      enum action action, int count, char *out, size_t room);

/* The same for who asks for several: what works on the page, listed once. */
#define ACTIONS_ROOM 64 /* more than any page lists */
void app_list_working(const struct app *app, const struct page *page,
		      enum action working[ACTIONS_ROOM]);
/* What works here that the page does not list. */
void app_list_everywhere(const struct app *app, const struct page *page,
			 enum action working[ACTIONS_ROOM]);
void app_keys_among(const struct app *app, const struct page *page,
		    const enum action *working, enum action action, int count,
		    char *out, size_t room);

/* "Inlezen: 120 van 300, 40 %, nog 12 s; Esc stopt"; free() it. */
struct work_state; /* base/work.h */
char *app_work_words(const struct work_state *state, const char *key);

/* Is action among these (ends with ACTION_NONE)? */
bool app_lists(const enum action *actions, enum action action);

#endif
