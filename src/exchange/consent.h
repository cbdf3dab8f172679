/*
 * exchange/consent.h - may this record leave for this purpose?
 *
 * The rules are the programme's (`purposes:`).  A rule that is about a whole
 * form keeps the record back, one that is about fields keeps these back.  A
 * birth date leaves for the CBS only.
 *
 * A form without a rule leaves for the CBS, because that delivery is a legal
 * duty, and for the benchmark where the programme says that no consent is
 * required.  For anything else there is no telling, so it is refused.
 *
 * Owns      a consent owns what it read until consent_done(); what it was given
 *           is borrowed.
 * Fails     consent_covers(): ERR_INVALID when the programme says nothing
 *           about this form; consent_ask(): whatever the store says.
 */
#ifndef EXCHANGE_CONSENT_H
#define EXCHANGE_CONSENT_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "entry/around.h"
#include "form/answers.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

enum consent_answer {
	CONSENT_WHOLE, /* it leaves as it is */
	CONSENT_PART,  /* without some fields: consent_take_out() */
	CONSENT_NONE   /* it stays */
};

struct consent {
	struct store *store;
	const struct catalogue *catalogue;
	enum purpose purpose;
	struct around around; /* of the last record */
	int64_t traject;      /* of the last record; 0: none */
	char *jeugdige;
};

/* Does the programme say when this form may leave? */
CHECKED int consent_covers(const struct catalogue *catalogue,
			   enum purpose purpose, const struct form *form,
			   struct err *err);

CHECKED int consent_ask(struct consent *consent, const struct record_head *head,
			const struct answers *answers, enum consent_answer *out,
			struct err *err);

/* Empty the fields that may not leave; only after that record was asked. */
void consent_take_out(struct consent *consent, struct answers *answers);

void consent_done(struct consent *consent);

#endif
