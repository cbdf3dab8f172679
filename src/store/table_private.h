/*
 * store/table_private.h - what the typed tables of the forms look like
 *
 * A struct table is read from form, form_field, form_option and form_missing,
 * so it knows what the file has, whatever the YAML of today says.  A binding
 * ties it to a form in memory: which field has which column, which option has
 * which bit, and the SQL that reads and writes a record.
 *
 * A record's columns: value columns in the order of form_field, each followed
 * by its FIELD__missing when it has one.  Fields of a repeat are in
 * TABLE__REPEAT, keyed by (id, row).  Three fields of the traject form, those
 * named organisatie, team and medewerker, have no column of their own: the
 * head of the record says them.
 *
 * Owns      tables belong to the store and live until tables_forget(), which
 *           only the start or the end of an outermost call may bring about.
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_TABLE_PRIVATE_H
#define STORE_TABLE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/uuid.h"
#include "form/form.h"

struct store; /* store/store_private.h */

struct column_option {
	char *name;
	int bit; /* -1 unless of a select_multiple */
};

struct column {
	char *name;           /* of the field */
	enum field_type type; /* of its values; never note or calculate */
	int repeat;           /* index in the table's repeats, or -1 */
	bool head;            /* the head of the record says it */
	bool sealed;          /* its values are in the hashes */
	char *list;           /* "team", ...; or NULL */
	int score; /* of a score: its place in store/scores_private.h; or -1 */
	size_t option_count;
	struct column_option *options; /* by position */
	size_t missing_count;
	char **missing; /* reasons; none: there is no FIELD__missing */
};

struct table {
	int64_t id; /* of the row in form */
	char *form;
	char *version;
	char *name;
	bool is_traject;
	bool whole; /* what follows was read */
	size_t count;
	struct column *columns; /* in the order of the form */
	size_t score_count;     /* the last place of a score, and one */
	size_t repeat_count;
	char **repeats; /* names */
	/* All columns and repeats by name: an index in columns, or
	 * count + index in repeats. */
	size_t *by_name;
	char **select_all; /* per repeat + 1: see table_select_all() */
	char *find;        /* the record of an id; or NULL */
	/* No id of a record sorts behind this one; "": not known. */
	char highest[UUID_ROOM];
	struct binding *binding; /* to the form used last, or NULL */
	struct binding *asked;   /* to some fields of it; or NULL */
};

/* All zeros is empty. */
struct tables {
	struct table **items; /* by form name, newest version first */
	size_t count;
	size_t capacity;
	int64_t schema; /* PRAGMA schema_version when they were read */
	bool loaded;
	bool whole;   /* each of them */
	bool checked; /* in this transaction */
	bool made;    /* this transaction made or changed some */
	/* The form that was taken up last, while rows are trusted; or NULL. */
	const struct form *taken;
};

/* NULL is allowed. */
void table_free(struct table *table);
void tables_done(struct tables *tables);
void tables_forget(struct tables *tables);

/* Make sure store->tables is what the file has. */
CHECKED int tables_read(struct store *store, struct err *err);

/*
 * The same, of which only names are needed: form, version, name and id.  What
 * more a table has comes with table_read(), which forgets all when it fails.
 */
CHECKED int tables_list(struct store *store, struct err *err);
CHECKED int table_read(struct store *store, struct table *table,
		       struct err *err);

/* NULL when the file has no such form; after tables_list(). */
struct table *tables_find(const struct tables *tables, const char *form,
			  const char *version);

/* The index of a column or repeat by name, or -1. */
int table_column(const struct table *table, const char *name);
int table_repeat(const struct table *table, const char *name);

/* The type that decides on the column of this field. */
enum field_type table_field_type(const struct field *field);
/* Does the head of a record of this form say the field? */
bool table_is_head(const struct form *form, const struct field *field);

/* A name between double quotes; names are validated, but SQL has its words. */
void table_quote(struct buffer *sql, const char *name);
/* "TABLE" or "TABLE__REPEAT", quoted; repeat -1 for the table itself. */
void table_quote_table(struct buffer *sql, const struct table *table,
		       int repeat);

/*
 * ", " and what a column of t has, or its missing reason: one value says both,
 * and the reason, which stands far back in the row, is only read when needed.
 */
void table_add_value(struct buffer *sql, const struct column *column);

/*
 * SQL that reads all that the table has, of a record (repeat -1) or of the rows
 * of a repeat, by id: the row's number first (0 for the record), then the
 * columns.  It lives as long as the table.
 */
const char *table_select_all(struct table *table, int repeat);

struct binding {
	const struct table *table; /* whose it is */
	const struct form *form;
	char *source; /* the YAML of that form; the same address may be another
		       * form later */
	size_t source_length;
	bool taken;     /* the file keeps this very YAML */
	bool *asked;    /* fields that it is about; NULL: all */
	int *column_of; /* per field of the form; -1: no column */
	int *repeat_of; /* per repeat of the form; -1: no table */
	int *field_of;  /* per column; -1: the form has no such field */
	int *repeat_in; /* per repeat of the table */
	int **bit_of; /* per column: per option of the field its bit, or NULL */
	char *select; /* head and values of one record */
	/* Of some fields: head and values of all records, up to a condition; id
	 * and values of the record of a traject. */
	char *select_some, *select_of_traject;
	char *insert;      /* one record with its head */
	char *insert_many; /* binding_insert_many(), once it was asked for */
	int cells;         /* that each of them has */
	char *update;
	char **select_rows; /* per repeat of the table */
	bool *has_rows; /* per repeat of the table: is a field of it meant? */
	char **insert_row;
};

/* The binding to this form; made when it is another than before. */
struct binding *table_bind(struct table *table, const struct form *form);
/* The same where the form was bound before and lives since: it is not compared
 * with what it was. */
struct binding *table_bound(struct table *table, const struct form *form);
/* To these fields only (one bool for each), to read them. */
struct binding *table_bind_asked(struct table *table, const struct form *form,
				 const bool *asked);
/* The same, for as long as one wants: binding_free() it. */
struct binding *binding_new(const struct table *table, const struct form *form,
			    const bool *asked);
/* The same as insert, of rows that are given (store/given_private.h). */
const char *binding_insert_many(struct binding *b);
/* NULL is allowed; the table is as it was. */
void binding_free(struct binding *binding);

#endif
