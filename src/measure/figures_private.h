/*
 * measure/figures_private.h - what the files that compute figures share
 *
 * Owns      what is computed is of the figures, until figures_free().
 * Fails     never.
 */
#ifndef MEASURE_FIGURES_PRIVATE_H
#define MEASURE_FIGURES_PRIVATE_H

#include "measure/figures.h"
#include "store/tally.h"

/* target in per cent, or -1 */
struct share share_of(int64_t met, int64_t of, int target);

/* figures_answers.c: blocks, scales, shares and steps. */
void compute_answers(struct figures *f, const struct tally *tally);
void answers_done(struct figures *f);

/* figures_response.c; NULL is allowed. */
void response_free(struct figure_response *response);

#endif
