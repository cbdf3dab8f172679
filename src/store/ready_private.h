/*
 * store/ready_private.h - what a record that is ready looks like
 *
 *	now, id, traject	texts: the moment it was made ready, and its ids
 *	the traject		cells, as below
 *	the record		cells: HEAD_WRITTEN, and the values behind it
 *	its repeats		of each how many rows, and the cells of those
 *	remarks			field, row and three texts each; NULL
 *	the revision		what its digest is of, and cells
 *
 * Cells are an index, a kind and a value each, and NO_MORE.  What only the file
 * knows is not among them: the numbers of rows, names and deeds.
 */
#ifndef STORE_READY_PRIVATE_H
#define STORE_READY_PRIVATE_H

#include "store/given_private.h"
#include "store/ready.h"

/* Behind the last cell of a row. */
#define NO_MORE (-1)

/* The columns of each table, in the order of its statement. */
enum {
	TRAJECT_ID,
	TRAJECT_UUID,
	TRAJECT_CODE,
	TRAJECT_ORGANISATIE,
	TRAJECT_TEAM,
	TRAJECT_MEDEWERKER,
	TRAJECT_ENDED,
	TRAJECT_CHANGED, /* at least: it is made now */
	TRAJECT_CELLS
};

enum {
	REVISION_FORM,
	REVISION_RECORD,
	REVISION_UUID,
	REVISION_DEED,
	REVISION_WHY,
	REVISION_STATUS,
	REVISION_COMPLETED,
	REVISION_COUNTS,
	REVISION_SALT,
	REVISION_DIGEST,
	REVISION_CELLS
};

/* Of a row of a repeat: behind id and row. */
#define ROW_FIRST 2

/* What the first revision of such a record says of itself. */
#define READY_WHAT(head) ((head)->changed ? "import" : "complete")

#endif
