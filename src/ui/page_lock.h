/*
 * ui/page_lock.h - the screen is locked, or its PIN is being set
 *
 * One page over everything, which shows nothing of what is below it.  Locked,
 * it takes the PIN and nothing else; leaving always works, and saves.  Each
 * wrong PIN makes that the next is taken later.  The same page gives the
 * keyboard back that a client had (ui/page_client.h).  It is order for a laptop
 * on a kitchen table, not protection: who has the file can read it.
 *
 * Owns      its texts; what was typed is wiped.
 * Fails     never; what is wrong is said.
 */
#ifndef UI_PAGE_LOCK_H
#define UI_PAGE_LOCK_H

#include "ui/app.h"
#include "ui/lineedit.h"
#include "ui/pages.h"

enum lock_stage {
	LOCK_LOCKED,
	LOCK_RETURN,  /* the client had the keyboard */
	LOCK_CURRENT, /* setting: the PIN of now */
	LOCK_FRESH,   /* the new one */
	LOCK_AGAIN,   /* and once more */
	LOCK_MINUTES  /* after how long it locks by itself */
};

struct page_lock {
	struct page page;
	enum lock_stage stage;
	struct lineedit line;
	char *fresh;     /* the new PIN, kept; NULL: none */
	char *typed;     /* the new PIN while it is typed once more */
	int64_t until;   /* no PIN is taken before; milliseconds */
	page_then *then; /* after the right PIN, or the new one; or NULL */
	char *message;   /* what stood on the message row, or NULL */
	enum style message_style;
};

/* What this stage asks. */
const char *page_lock_question(const struct page_lock *page);

/* Where the client has the keyboard: what is said first. */
const char *page_lock_thanks(void);

void view_return(const struct app *app, const struct page *page,
		 struct screen *s);
void view_lock(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
