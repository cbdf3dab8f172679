/*
 * exchange/columns.h - the columns of a CSV file of one form
 *
 * Head columns first, then the fields in form order, newest version first, a
 * field of an older version only where no newer one has it.  A select_multiple
 * is a column per option, "problematiek/opvoeding"; a missing reason
 * stands directly after its field, "c4b/missing"; a repeat names its row,
 * "doel/1/tekst"; "reason/FIELD" and "remark/FIELD" come last, where in use.
 * Fields of the traject form that have the name of a head column are that
 * column.
 *
 * Owns      columns own their names; the forms are borrowed.
 * Fails     never; a name that is no column is not found.
 */
#ifndef EXCHANGE_COLUMNS_H
#define EXCHANGE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "form/answers.h"
#include "form/form.h"

enum head_column {
	HEAD_ID,
	HEAD_FORM,
	HEAD_VERSION,
	HEAD_TRAJECT,
	HEAD_ORGANISATIE,
	HEAD_TEAM,
	HEAD_MEDEWERKER,
	HEAD_STATUS,
	HEAD_COMPLETED,
	HEAD_ENDED,
	HEAD_JEUGDIGE,
	HEAD_INFORMANT,
	HEAD_REVISION,
	HEAD_CHANGED,
	HEAD_COUNTS,
	HEAD_COLUMNS /* how many */
};

extern const char *const head_column_names[HEAD_COLUMNS];

enum column_kind {
	COLUMN_HEAD,
	COLUMN_VALUE,
	COLUMN_OPTION,
	COLUMN_MISSING,
	COLUMN_REASON, /* why a soft check was overruled */
	COLUMN_REMARK,
	COLUMN_CLIENT /* the client gave the answer: "hidden" or "shown" */
};

/* What a column is in one version of the form; -1: not there. */
struct column_place {
	int field;
	int option;
};

struct column {
	char *name;
	enum column_kind kind;
	enum head_column head;       /* of COLUMN_HEAD */
	int row;                     /* in a repeat from 1, else 0 */
	struct column_place *places; /* one per version */
};

/* What the records in hand have: rows of repeats, reasons, remarks, and
 * answers that clients gave. */
struct column_use;

struct columns {
	const struct form *const *forms; /* versions, newest first */
	size_t form_count;
	struct column *items;
	size_t count;
	size_t capacity;
};

/* Is this field a column at all?  A head column of the traject form is not. */
bool columns_hold(const struct form *form, const struct field *field);

/* The versions are of one form, newest first. */
struct column_use *column_use_new(const struct form *const *forms,
				  size_t form_count);
/* True when these answers use something that was not noted before. */
bool column_use_note(struct column_use *use, const struct answers *answers);
void column_use_free(struct column_use *use);

/*
 * All columns of these versions; forms is borrowed.  use NULL: one row per
 * repeat, no reasons, no remarks and no answers of clients.
 */
struct columns *columns_new(const struct form *const *forms, size_t form_count,
			    const struct column_use *use);
void columns_free(struct columns *columns);

/*
 * The column that this name means in these versions, whatever its row; false
 * when it means none.  column_done() it.
 */
bool column_read(const struct form *const *forms, size_t form_count,
		 const char *name, struct column *out);
void column_done(struct column *column);

/*
 * The version in forms that is this one, by name and number; form_count when
 * there is none.
 */
size_t columns_version(const struct form *const *forms, size_t form_count,
		       const char *version);

#endif
