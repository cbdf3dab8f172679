/*
 * ui/filter.h - which records a page is about, for as long as it is there
 *
 * Owns      the filter owns its texts until filter_done().
 * Fails     never.
 */
#ifndef UI_FILTER_H
#define UI_FILTER_H

#include "store/records.h"

/* As in struct selection; all zeros is everything. */
struct filter {
	char *form;
	char *from, *to;
	char *organisatie, *team, *medewerker;
};

void filter_set(struct filter *filter, const struct selection *selection);
/* Its texts are borrowed from the filter. */
struct selection filter_selection(const struct filter *filter);
void filter_done(struct filter *filter);

#endif
