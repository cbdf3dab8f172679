/*
 * exchange/relevant.h - what of a set of answers goes into or out of a file
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef EXCHANGE_RELEVANT_H
#define EXCHANGE_RELEVANT_H

#include <stdbool.h>

#include "entry/rules.h"
#include "form/answers.h"
#include "form/form.h"

/* Take out every answer that is not relevant, with its remark and reason. */
void relevant_keep(struct answers *answers, const struct rules *rules);

/* Take out one answer, with its remark and reason. */
void relevant_take_out(struct answers *answers, int field, int row);

/* Is relevance in this form up to the traject? */
bool relevant_needs_traject(const struct form *form);

/* Does this form calculate? */
bool relevant_calculates(const struct form *form);

/* Does nothing that decides about a record of this form read its traject?  Soft
 * checks, and the words of others, may. */
bool relevant_is_alone(const struct form *form);

/*
 * Is anything known of this traject?  Of one that was made for a record of
 * another form there are no answers yet.
 */
bool relevant_is_known(const struct answers *traject);

/* The last row of a repeat in which anything was answered; 0: none. */
int relevant_last_row(const struct answers *answers, int repeat);

/*
 * Take out the rows at the end of each repeat in which nothing was answered:
 * no file of columns can tell them from rows that are not there.
 */
void relevant_trim_rows(struct answers *answers);

#endif
