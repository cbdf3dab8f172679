/*
 * store/tally_private.h - one scan over the records of a form version
 *
 * SQLite calls the aggregate "tally" once per row and part: the columns that
 * are counted go in parts because a function takes at most 127 arguments.
 * Before its columns each part has its number, whether the record counts, its
 * day, and the id of the name it is grouped by.
 */
#ifndef STORE_TALLY_PRIVATE_H
#define STORE_TALLY_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store_private.h"
#include "store/tally.h"

#define TALLY_HEAD 4
#define TALLY_COLUMNS (127 - TALLY_HEAD)

/* A field is an item of as many measures as have it. */
struct tally_use {
	int measure;
	struct tally_item *item;
};

/* A column that is read. */
struct tally_column {
	int column; /* in the table */
	size_t use_count;
	struct tally_use *uses;         /* of a score; else */
	struct tally_block *block;      /* of a choice */
	int option_of_bit[OPTIONS_MAX]; /* in the block; -1: unknown there */
};

/* Groups by the id of their name. */
struct tally_ids {
	int *slots; /* per id: index in the groups, or -1 */
	size_t count;
};

struct tally_scan {
	struct tally *tally;
	const struct selection *selection;
	const struct table *table;
	size_t column_count;
	struct tally_column *columns;
	int part_count;
	int64_t complete; /* of this table, in the period */
	struct tally_ids ids;
	int years[10000]; /* index in the years + 1; 0: none */
	bool failed;      /* no memory, or parts out of order */

	/* The row that is being read. */
	int next_part;
	bool counts;
	bool in_period;
	int year; /* or -1 */
	int64_t group_id;
	int *scored; /* per measure */
	int *met;
};

/* Give the connection its aggregate. */
CHECKED int tally_prepare(struct store *store, struct err *err);

/* A new group at the end, with pairs for each measure; NULL: no memory. */
struct tally_group *tally_add_group(const struct form *form,
				    struct tally_group **groups, size_t *count);

#endif
