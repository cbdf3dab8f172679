/*
 * exchange/deliver_private.h - the records of a delivery, and which are one
 *
 * deliver_rows.c gathers and joins them, deliver.c writes their columns.
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
	int rule;  /* of the merge rules; -1: none */
	char *key; /* of that rule; NULL with none */
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

/* Every record of the form, gathered and joined; rows_done() them. */
CHECKED int deliver_rows(struct outgoing *outgoing,
			 const struct delivery *delivery,
			 struct deliver_rows *out,
			 struct problem_list *problems, struct err *err);
void deliver_rows_done(struct deliver_rows *rows);

#endif
