/*
 * measure/others.h - the figures of the other forms of the programme
 *
 * For a page that shows them beside those of its own form.
 *
 * Owns      the list owns its figures until figures_list_done(), also after a
 *           failure.
 * Fails     as figures_of().
 */
#ifndef MEASURE_OTHERS_H
#define MEASURE_OTHERS_H

#include <stddef.h>

#include "base/attr.h"
#include "measure/figures.h"

/* All zeros is empty. */
struct figures_list {
	struct figures **items;
	size_t count;
	size_t capacity;
};

/* Of the same selection, each form once and the one named not. */
CHECKED int figures_of_others(struct store *store,
			      const struct catalogue *catalogue,
			      const struct selection *selection,
			      const char *form, int threshold,
			      struct figures_list *out, struct err *err);

void figures_list_done(struct figures_list *list);

#endif
