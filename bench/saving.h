/*
 * bench/saving.h - records to save: copies of one that the file has
 *
 * Each gets a traject of its own, since a traject has one record of a form.
 */
#ifndef BENCH_SAVING_H
#define BENCH_SAVING_H

#include "bench.h"
#include "store/records.h"

struct saving {
	struct catalogue *catalogue;
	struct store *store; /* NULL when it is closed */
	const struct form *form;
	struct record_head head;
	struct answers *answers;
};

/* FILE, the directory of the forms, and the form to copy a record of. */
void saving_open(struct saving *saving, const char *path, const char *forms,
		 const char *form);
void saving_close(struct saving *saving);

/* Trajecten to save in, made in one commit; free() them. */
int64_t *saving_places(struct saving *saving, long count);
/* One record in this traject: one commit. */
CHECKED int saving_record(struct saving *saving, int64_t traject,
			  struct err *err);
/* A traject and its record in one commit; number is not given twice. */
CHECKED int saving_one(struct saving *saving, long number, struct err *err);

#endif
