/*
 * exchange/package_private.h - a package that is being made
 *
 * package_make.c gathers the rows, package_rows.c keeps them, package_cells.c
 * says what becomes of each column, package_secret.c finds answers that tell
 * who it is about, package_told.c says which revision a record has outside,
 * package_json.c describes it all for programs, package_codebook.c for people.
 *
 * Owns      what is being made owns its rows and lists; the package that comes
 *           of it is the caller's.
 * Fails     as exchange/package.h; what needs no file and no store never.
 */
#ifndef EXCHANGE_PACKAGE_PRIVATE_H
#define EXCHANGE_PACKAGE_PRIVATE_H

#include "base/buffer.h"
#include "exchange/package.h"
#include "exchange/record_cell.h"
#include "store/pseudonyms.h"
#include "store/trajecten.h"

#define PACKAGE_FORMAT 1 /* of what we add to the descriptor */
#define PACKAGE_DESCRIPTOR "datapackage.json"
#define PACKAGE_CODEBOOK "codebook.md"
/* Resources that are no form; no form has a dot in its name. */
#define PACKAGE_TRAJECTEN "trajecten.list"
#define PACKAGE_WITHDRAWN "withdrawn.list"
#define PACKAGE_REVISIONS ".revisions"

/* What becomes of a column on its way out. */
enum package_fate {
	FATE_LEAVES,
	FATE_ID,         /* another id */
	FATE_TRAJECT,    /* a pseudonym */
	FATE_JEUGDIGE,   /* idem */
	FATE_MEDEWERKER, /* idem */
	FATE_MONTH,      /* only the month */
	FATE_TEXT,       /* stays: free text */
	FATE_BORN        /* stays: a birth date */
};

enum package_fate package_fate(const struct package_options *options,
			       const struct columns *columns,
			       const struct column *column);
bool package_stays(enum package_fate fate);

/* The cell as it leaves, of a traject with this id; free() it; NULL: empty. */
char *package_cell(const struct pseudonyms *pseudonyms, enum package_fate fate,
		   const char *traject, struct record_cells *record,
		   const struct column *column);

/* What tells who it is about: workers, and the traject in hand. */
struct package_secrets; /* exchange/package_secret.c */

/* texts: they leave, so they are read too. */
CHECKED int package_secrets_new(struct store *store,
				const struct catalogue *catalogue, bool texts,
				struct package_secrets **out, struct err *err);
void package_secrets_free(struct package_secrets *secrets);

/*
 * How many answers, remarks and reasons of a record of this traject tell; left
 * is a copy without them, to answers_free(), NULL when there are none.
 */
CHECKED int package_secrets_take_out(struct package_secrets *secrets,
				     struct store *store,
				     const struct traject *traject,
				     const struct answers *answers,
				     struct answers **left, size_t *found,
				     struct err *err);

/* How a record that did not change stands outside. */
enum sent {
	SENT_WHOLE,
	SENT_PART, /* without some answers */
	SENT_BACK, /* not: it is taken back */
	SENT_GONE  /* idem; it is not in the file any more */
};

/*
 * The revision by which a record, whose own is this one outside, now stands as
 * wanted: itself, unless receivers were told of something that came after it.
 */
void package_step(const struct delivered_list *told, const char *record,
		  const char *revision, enum sent wanted, char out[UUID_ROOM]);

/* All revisions that were told of this record. */
typedef void package_told_visitor(void *of, const char *revision);
void package_visit_told(const struct delivered_list *told, const char *record,
			package_told_visitor *visit, void *of);

/* One file of rows, as the descriptor tells of it. */
struct package_resource {
	char *name;
	char *path;
	size_t rows;
	const struct form **versions; /* of a form; NULL for the others */
	struct columns *columns;      /* idem */
	enum package_fate *fates;
	char *of; /* the resource whose revisions these are; or NULL */
};

struct package_form_file {
	const struct form *form;
	char *path;
};

struct making {
	struct store *store;
	const struct catalogue *catalogue;
	const struct package_options *options;
	struct package *package;
	struct pseudonyms pseudonyms;
	struct package_secrets *secrets;
	struct delivered_list last; /* what the receiver has */
	struct delivered_list told; /* all there ever was for this purpose */
	size_t resource_count;
	size_t resource_capacity;
	struct package_resource *resources;
	size_t form_count; /* versions that are in it */
	size_t form_capacity;
	struct package_form_file *forms;
	struct making_rows *trajecten;
};

/* Rows of one file, to be sorted: by the order of the ids outside nothing can
 * be told. */
struct making_rows {
	struct making_row {
		char *text;
	} * items;
	size_t count;
	size_t capacity;
};

/* One more; the text is taken over. */
void making_rows_add(struct making_rows *rows, char *text);
void making_rows_cells(struct making_rows *rows, const char *const *cells,
		       size_t count);
void making_rows_done(struct making_rows *rows);

/* A file of these rows in the package, sorted, each once, with its header. */
struct package_resource *making_resource(struct making *making,
					 const char *name, const char *header,
					 struct making_rows *rows);

/* The descriptor and the codebook; free() them. */
char *package_descriptor(const struct making *making, size_t *length);
char *package_codebook(const struct making *making, size_t *length);

#endif
