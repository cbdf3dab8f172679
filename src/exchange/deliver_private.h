/*
 * exchange/deliver_private.h - the records of a delivery, and which are one
 *
 * deliver_rows.c gathers and joins them, deliver_version.c reads them as the
 * newest version, deliver.c writes their columns.
 *
 * Owns      the rows own their records and texts, until deliver_rows_done().
 * Fails     as outgoing_visit(); what does not fit is a problem of its record.
 */
#ifndef EXCHANGE_DELIVER_PRIVATE_H
#define EXCHANGE_DELIVER_PRIVATE_H

#include <stddef.h>

#include "exchange/deliver.h"
#include "form/answers.h"
#include "store/records.h"

struct deliver_record {
	struct record_head head;
	struct answers *answers;
	struct problem_list lost; /* answers that the newest version has not */
	int rule;                 /* of the merge rules; -1: none */
	char *key;                /* of that rule; NULL with none */
};

/* The records that are one row: count of them, from first on. */
struct deliver_row {
	size_t first;
	size_t count;
	struct answers *answers; /* of all together; NULL until joined */
	size_t base;             /* the record that was changed last */
};

struct deliver_rows {
	struct deliver_record *records; /* in the order of their rows */
	size_t record_count;
	size_t record_capacity;
	struct deliver_row *items;
	size_t count;
	size_t capacity;
};

/*
 * The answers as the other version of the form has them: a question of the same
 * name means the same.  An answer that is none there is a problem, who is of
 * whom it is.  answers_free() the result.
 */
struct answers *deliver_as_version(const struct form *version,
				   const struct answers *answers,
				   const char *who,
				   struct problem_list *problems);

/* Every record of the form, gathered and joined; rows_done() them. */
CHECKED int deliver_rows(struct outgoing *outgoing,
			 const struct delivery *delivery,
			 struct deliver_rows *out, struct err *err);
void deliver_rows_done(struct deliver_rows *rows);

#endif
