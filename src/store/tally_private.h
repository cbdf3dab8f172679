/*
 * store/tally_private.h - one scan over the records of a form version
 *
 * SQLite calls the aggregate "tally" once per row and part: the columns that
 * are counted go in parts because a function takes at most 127 arguments.
 * Before its columns a part of scores has the place of its first column,
 * whether the record counts, its day, and the id of the name it is grouped by;
 * where the file has the scores in few bytes (store/scores_private.h) those are
 * all of its columns; a part of other answers, which is only called for records
 * that count in the period, has that place as -1 - place.
 *
 * Owns      the tally of a scan is its own until it is handed over.
 * Fails     inside the aggregate nothing can be said: it notes that it failed,
 *           and the scan ends with ERR_MEMORY.
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
	int place;    /* among the scores of a record */
	size_t index; /* tally_item_index() */
};

/* A column that is read. */
struct tally_column {
	int column;       /* in the table */
	size_t first_use; /* of a score, in scan->uses; else */
	size_t use_count;
	struct tally_block *block;      /* of a choice or a scale */
	int from;                       /* of a scale: its first value */
	int option_of_bit[OPTIONS_MAX]; /* in the block; -1: unknown there */
};

/* Groups by the id of their name. */
struct tally_ids {
	int *slots; /* per id: index in the groups, or -1 */
	size_t count;
};

/*
 * The records of one table are counted once, by month and by whether they are
 * in the period; what years, months and the whole have is added up from these
 * cells when the table is done.  Month 0 is for a day that has none.
 */
#define CELL_MONTHS 13
#define CELL_YEAR (2 * CELL_MONTHS) /* slots of one year */

struct tally_cell {
	int year; /* -1: no day */
	int month;
	bool in_period;
	struct tally_group group;
};

/* Slots are there for the years from the first to the last that was seen. */
struct tally_cells {
	int *slots; /* index in the items + 1; 0: none */
	int first_year;
	int year_count;
	int no_day; /* as a slot */
	size_t count;
	size_t capacity;
	struct tally_cell *items;
};

struct tally_scan {
	struct tally *tally;
	const struct selection *selection;
	int64_t since; /* only records with a later revision; 0: all */
	const struct table *table;
	const char *version; /* of the table, as its form says it */
	size_t column_count;
	struct tally_column *columns; /* first the scores */
	size_t score_count;
	size_t use_count;
	struct tally_use *uses; /* of the scores */
	int64_t complete;       /* of this table, in the period */
	struct tally_ids ids;
	struct tally_cells cells;
	size_t item_count;    /* of all measures */
	unsigned char *blank; /* per item: absent here, or empty */
	bool packed;          /* are all scores in one column? */
	bool failed;          /* no memory, or parts out of order */
	size_t rows;          /* read so far, of all tables */

	/* The row that is being read. */
	size_t next; /* column: 0 is a new row */
	bool counts;
	bool in_period;
	int year;  /* or -1 */
	int month; /* 0: none */
	int64_t group_id;
	int *scored; /* per measure */
	int *met;
	unsigned char *states; /* per item: a tally_state */
};

/* Give the connection its aggregate. */
CHECKED int tally_prepare(struct store *store, struct err *err);

/* tally_scan.c: the group of scan->group_id, made when there is none yet; NULL:
 * no memory. */
struct tally_group *tally_find_group(struct tally_scan *scan);

/* tally_group.c */

/* Room for the counts of a group; false: no memory. */
bool tally_group_init(struct tally_group *group, const struct form *form);
void tally_group_done(struct tally_group *group, size_t measures);

/* A new group at the end; NULL: no memory. */
struct tally_group *tally_add_group(const struct form *form,
				    struct tally_group **groups, size_t *count);

/* to += from: the numbers, not what they are of. */
void tally_group_add(struct tally_group *to, const struct tally_group *from,
		     const struct form *form);

/* Groups by name, those of one name made one; years and months in order. */
void tally_groups_sort(struct tally_group *groups, size_t *count,
		       const struct form *form);

bool tally_pairs_new(struct tally_pairs **out, const struct form *form);
void tally_pairs_free(struct tally_pairs *pairs, size_t count);

/*
 * Add the cells of a table to the whole, the years, their parts and the months,
 * and empty them; false: no memory.
 */
bool tally_fold(struct tally_scan *scan);

/* tally_refresh.c */

struct tally_marks {
	int64_t seq; /* the last revision */
	char last[TALLY_ID_ROOM];
	int64_t moved;             /* see tally_moved() */
	bool corrected;            /* has a record changed since? */
	char since[TALLY_ID_ROOM]; /* the revision that was the last then */
};

CHECKED int tally_read_marks(struct store *store, int64_t since,
			     struct tally_marks *marks, struct err *err);
/* Is what came since all new? */
bool tally_can_add(const struct tally *tally, const struct form *form,
		   const struct tally_marks *marks);
/* to += from, the count of later records; from is left without its groups. */
void tally_add(struct tally *to, struct tally *from);

/*
 * Who changes counted records without a revision of theirs says so, in the same
 * transaction, so that no screen adds to figures that do not hold any more.
 */
CHECKED int tally_moved(struct store *store, struct err *err);

/*
 * The records with a revision after ?8, of the form that has id ?9.  By seq, not
 * by the index on the form: few came since.
 */
#define TALLY_SINCE                                                            \
	" AND t.id IN (SELECT record FROM revision"                            \
	" WHERE seq > ?8 AND +form = ?9)"
void tally_bind_since(sqlite3_stmt *query, const struct tally_scan *scan);

void tally_pairs_add(struct tally_pairs *to, const struct tally_pairs *from);
/* Unless it is there. */
void tally_add_version(struct tally *tally, const char *version);

/* tally_rows.c: what stands in the repeats of the table. */
CHECKED int tally_count_rows(struct store *store, struct tally_scan *scan,
			     struct err *err);

/* The column of a field of the form that gives the fields, or -1. */
int tally_column_of(const struct table *table, const struct field *field);

#endif
