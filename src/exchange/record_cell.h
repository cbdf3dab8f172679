/*
 * exchange/record_cell.h - what one record has in one column
 *
 * Owns      nothing: the record and its form are borrowed.
 * Fails     never; an empty cell is NULL.
 */
#ifndef EXCHANGE_RECORD_CELL_H
#define EXCHANGE_RECORD_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "exchange/columns.h"
#include "form/answers.h"
#include "store/records.h"

/* One record that is written, column by column. */
struct record_cells {
	const struct record_head *head;
	const struct answers *answers;
	size_t version; /* index of its form in the columns */
	/* The bits of the last select_multiple; record_cells() begins them. */
	int bits_field, bits_row;
	uint64_t bits;
};

struct record_cells record_cells(const struct record_head *head,
				 const struct answers *answers, size_t version);

/* The text that stands in plain CSV, borrowed from the record. */
const char *record_cell_text(struct record_cells *record,
			     const struct column *column);

/*
 * The field that the column is about in the version of the record, or NULL:
 * of a head column, or one that this version does not have.
 */
const struct field *record_cell_field(const struct record_cells *record,
				      const struct column *column);

#endif
