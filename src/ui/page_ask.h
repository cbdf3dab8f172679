/*
 * ui/page_ask.h - a question of one line, of several, or of yes and no
 *
 * The page is off the stack when the asker gets the answer, so that it can go
 * on to another page; a refused answer puts it back.
 *
 * Owns      its texts; the asker is borrowed, and stands below it.
 * Fails     never.
 */
#ifndef UI_PAGE_ASK_H
#define UI_PAGE_ASK_H

#include "ui/app.h"
#include "ui/lineedit.h"

struct page_ask {
	struct page page;
	char *title; /* "" when there is none */
	char *question;
	struct lineedit line; /* not used by yes and no */
	bool warned;          /* that Esc throws away what was typed */
	bool goes_on;         /* line mode: the next line is of it too */
	answered *done;
	struct page *asker;
};

/* The room on the screen for a text of several lines. */
int page_ask_columns(int cols);
int page_ask_rows(int rows);

void view_ask_text(const struct app *app, const struct page *page,
		   struct screen *s);
void view_ask(const struct app *app, const struct page *page, struct screen *s);
void view_confirm(const struct app *app, const struct page *page,
		  struct screen *s);

#endif
