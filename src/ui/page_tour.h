/*
 * ui/page_tour.h - a tour of one minute
 *
 * A few screens of a few sentences each, with the keys as they are for this
 * person.  Nothing happens in it, and it can be left at any screen.
 *
 * Owns      nothing but itself.
 * Fails     never.
 */
#ifndef UI_PAGE_TOUR_H
#define UI_PAGE_TOUR_H

#include <stddef.h>

#include "ui/app.h"

struct page_tour {
	struct page page;
	size_t step; /* from 0 */
};

/* Head and text of a step, to free(); how many there are. */
char *page_tour_head(size_t step);
char *page_tour_text(const struct app *app, size_t step);
size_t page_tour_steps(void);

void view_tour(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
