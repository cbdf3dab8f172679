/*
 * exchange/package_in_private.h - a package that is being read
 *
 * package_read.c opens it and holds it to its descriptor, package_in.c puts
 * its records in.
 *
 * Owns      a package owns its texts and its bytes unpacked, until
 *           package_in_done().
 * Fails     ERR_INVALID for what is no package, or says of itself what does not
 *           hold.
 */
#ifndef EXCHANGE_PACKAGE_IN_PRIVATE_H
#define EXCHANGE_PACKAGE_IN_PRIVATE_H

#include "exchange/import_private.h"
#include "exchange/zip.h"

/* A file of rows. */
struct package_rows {
	char *name;
	struct zip_entry *entry;
};

/* One line of a file of revisions. */
struct package_revision {
	char *record;
	char *id;
	char *parent; /* or NULL */
};

struct json_library; /* exchange/library.h */

/* All zeros is empty. */
struct package_in {
	/* Reads what the package says of itself. */
	const struct json_library *json;
	struct zip zip;
	char *key; /* which file it was made from */
	size_t rows_count;
	struct package_rows *rows;
	size_t form_count;
	struct package_form_in {
		char *name;
		char *version;
		struct zip_entry *entry;
	} * forms;
	bool coarse;  /* days are months */
	char **parts; /* forms of which some answers were left out */
	size_t part_count;
	struct package_revision *revisions; /* of the rows in hand, by record */
	size_t revision_count;
	size_t revision_capacity;
};

CHECKED int package_read(const char *bytes, size_t length,
			 struct package_in *out, struct err *err);
void package_in_done(struct package_in *package);

/* NULL when there is no such file of rows. */
const struct package_rows *package_find_rows(const struct package_in *package,
					     const char *name);

/* The revisions of these rows; none when the file is not there. */
CHECKED int package_read_revisions(struct package_in *package, const char *name,
				   struct err *err);

/* All that the package knows of a record. */
void package_lineage(const struct package_in *package, const char *record,
		     const char *revision, struct revision_list *out);

/* A row whose traject is import->traject. */
CHECKED int package_in_row(struct import *import, struct import_row *row,
			   struct err *err);

#endif
