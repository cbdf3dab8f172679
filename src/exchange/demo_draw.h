/*
 * exchange/demo_draw.h - one made-up record
 *
 * Draws the answers of a form by the chances of a plan, in the order of the
 * plan.  What is not asked stays empty; what is not planned gets its default.
 * An answer at which a check speaks is drawn again, and left out when that
 * goes on.
 *
 * Owns      everything is borrowed.
 * Fails     false: the record could not be completed like this.
 */
#ifndef EXCHANGE_DEMO_DRAW_H
#define EXCHANGE_DEMO_DRAW_H

#include <stdbool.h>
#include <stddef.h>

#include "entry/rules.h"
#include "exchange/demo_plan.h"
#include "exchange/random.h"
#include "form/answers.h"

struct drawing {
	struct random *random;
	const struct demo_form *plan;
	double odds;           /* factor on the odds of every score */
	double unscored;       /* at least this chance of no score */
	const char *completed; /* ISO day */
	struct answers *answers;
	struct rules *rules;           /* of these answers */
	const struct answers *traject; /* or NULL, for the traject itself */
	/* Of the same traject and jeugdige, from which rows may come. */
	const struct answers *const *others;
	size_t other_count;
};

bool draw_record(struct drawing *drawing);

/* One of the chances, by weight. */
const struct chance *draw_chance(struct random *random,
				 const struct chances *chances);

#endif
