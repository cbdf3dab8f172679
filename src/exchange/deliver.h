/*
 * exchange/deliver.h - a delivery to an authority, by form/delivery.h
 *
 * Takes every completed record of the delivery's form of which the help fell
 * in the period, whatever else the rules of the benchmark say; makes one row of
 * records that are one by the merge rules; and writes the columns.  A period is
 * always delivered whole, because what is not in it counts as taken back.
 *
 * Of records that are one, the answers of the one that was changed last go
 * first; what it leaves empty comes from the others, and the days are the first
 * and the last of all.
 *
 * Owns      the result is the caller's, to deliver_done(), also after a
 *           failure.
 * Fails     ERR_INVALID when a row cannot be delivered: the rows and columns
 *           are in the problems, and nothing was written; for a period that
 *           is none, or too long ago, or not over yet; for a demo or a practice
 *           file.  Else what the store says; ERR_SYSTEM when the stream
 *           refuses.
 */
#ifndef EXCHANGE_DELIVER_H
#define EXCHANGE_DELIVER_H

#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "base/problem.h"
#include "exchange/outgoing.h"
#include "form/catalogue.h"
#include "form/delivery.h"
#include "store/store.h"

struct deliver_period {
	char from[DATE_ROOM]; /* ISO days, both included */
	char to[DATE_ROOM];
};

/*
 * The period that begins on from and ends on to; either may be NULL.  With
 * neither it is the last one that is over.
 */
CHECKED int deliver_period(const struct delivery *delivery, const char *from,
			   const char *to, struct day today,
			   struct deliver_period *out, struct err *err);

struct deliver_result {
	size_t records; /* of the form, whole and relevant or not */
	size_t merged;  /* that became one with another */
	size_t outside; /* rows outside the period */
	size_t rows;    /* written */
	struct left_out left_out;
	struct problem_list problems;
};

struct deliver_ask {
	const struct delivery *delivery;
	const struct selection *of; /* whom; form and days are not looked at */
	const struct deliver_period *period;
};

CHECKED int deliver(struct store *store, const struct catalogue *catalogue,
		    const struct deliver_ask *ask, FILE *out,
		    struct deliver_result *result, struct err *err);

void deliver_done(struct deliver_result *result);

#endif
