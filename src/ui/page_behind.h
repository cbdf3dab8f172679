/*
 * ui/page_behind.h - the records behind one figure
 *
 * Owns      its list and its texts.
 * Fails     never; what cannot be read is told on the message row.
 */
#ifndef UI_PAGE_BEHIND_H
#define UI_PAGE_BEHIND_H

#include "base/date.h"
#include "measure/behind.h"
#include "store/store.h"
#include "ui/app.h"
#include "ui/filter.h"
#include "ui/list.h"

struct page_behind {
	struct page page;
	struct filter filter;
	struct behind_question question;
	struct behind *behind;
	struct store_mark found_in; /* the file as it was found in */
	char today[DATE_ROOM];      /* on this day */
	struct list list;
};

/* Above the list: title, the numbers of the parts, an empty row. */
#define BEHIND_ROWS_FROM 3
/* Below it: an empty row, and all of what is said of the selected one. */
#define BEHIND_ROWS_BELOW 2

/* The figure that is looked behind; free() it. */
char *page_behind_title(const struct behind_question *question,
			const struct catalogue *catalogue);
/* "1626 behaald, 94 niet behaald, 43 buiten; samen 1763"; free() it. */
char *view_behind_parts(const struct page_behind *page);
/* The narrowest name and the period: "Oost, 2025"; free() it. */
char *view_behind_where(const struct page_behind *page);
/* How one record counts here: "niet behaald", "buiten: niet gescoord". */
char *view_behind_part(const struct page_behind *page,
		       const struct behind_record *record);

void view_behind(const struct app *app, const struct page *page,
		 struct screen *s);

#endif
