/*
 * report/questions.h - the questions that figures raise in the talk about them
 *
 * A figure does not say what is behind it; the people in the talk do.  So from
 * figures come questions, never conclusions, by these rules, for any form:
 *
 *   population  of each block the answer that differs most from the published
 *               figure, if that lies outside its 95 % range; where no block
 *               has one, the answer that was given most in the first block
 *   excluded    when there are records that do not count
 *   unscored    the two criteria most often left without a score, if that is
 *               in a tenth of the records or more
 *   below       the three criteria furthest under their target: those that
 *               are so for certain first, then those where it can be chance
 *   changed     measures of which the last two years lie apart, their ranges
 *               not touching
 *   national    measures of which the range does not hold the published figure
 *   strong      the two criteria that reach their target for certain with the
 *               highest figures
 *   target      each measure, with its target where it has one; the positive
 *               outcome
 *   next        the criterion furthest under its target, as in
 *               sentence_that_stands_out(); when all reach it, the lowest
 *
 * What is not known or suppressed raises nothing.  Groups, and so workers,
 * raise nothing either.
 *
 * Owns      a list owns its questions; they end with their question mark.
 * Fails     never.
 */
#ifndef REPORT_QUESTIONS_H
#define REPORT_QUESTIONS_H

#include <stddef.h>

#include "form/catalogue.h"
#include "measure/figures.h"

/* All zeros is empty. */
struct question_list {
	char **items;
	size_t count;
	size_t capacity;
};

/* Add the questions of this kind. */
void questions_add(struct question_list *list, const struct figures *figures,
		   enum talk_kind kind);
void question_list_done(struct question_list *list);

#endif
