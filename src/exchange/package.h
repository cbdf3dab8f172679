/*
 * exchange/package.h - the records that go to somebody else, in one file
 *
 * A package is a zip that is a Tabular Data Package (Frictionless, version 1):
 * datapackage.json says what is in it, with a checksum of every file; a CSV
 * for each form, in the columns of exchange/columns.h; which revisions led to
 * each record; the trajecten; what was sent before and is taken back; the YAML
 * of every form version; and a codebook for people.
 *
 * Records, trajecten, jeugdigen and workers are in it by pseudonym
 * (store/pseudonyms.h), free text and birth dates are not, nor is any answer in
 * which a BSN, a code, a name or a birth date can be found.  It is made whole
 * in memory, so that it can be looked at before it goes, and the same records
 * give the same bytes.
 *
 *	package_make(store, catalogue, &options, &package, &err);
 *	show(package);
 *	package_deliver(store, package, path, &by, sum, &err);
 *
 * Owns      a package owns all that is in it until package_free(); the
 *           catalogue is borrowed.
 * Fails     as outgoing_begin(); nothing is written by a failure.
 */
#ifndef EXCHANGE_PACKAGE_H
#define EXCHANGE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/outgoing.h"
#include "exchange/zip.h"
#include "form/catalogue.h"
#include "store/deliveries.h"
#include "store/records.h"

struct package_options {
	struct selection selection; /* form NULL: all that may leave */
	enum purpose purpose;       /* not PURPOSE_NONE */
	bool free_text;             /* it leaves too */
	bool coarse_dates;          /* days become months */
	bool since_last;            /* only what the receiver does not have */
};

/* Why a column stays. */
enum package_why {
	PACKAGE_TEXT, /* what people typed */
	PACKAGE_BORN  /* a birth date */
};

struct package_column {
	char *name;
	enum package_why why;
};

/* What leaves and what stays of one form. */
struct package_form {
	char *name;
	const struct form *newest;
	size_t versions;
	size_t rows;      /* that leave */
	size_t columns;   /* that leave */
	size_t fresh;     /* of all of them, since the last delivery */
	size_t changed;   /* idem */
	size_t unchanged; /* idem */
	struct left_out left_out;
	size_t telling;    /* answers that stay: they tell who it is about */
	size_t telling_in; /* so many records */
	size_t staying_count;
	struct package_column *staying;
};

struct package {
	size_t form_count;
	struct package_form *forms;
	size_t refused_count; /* forms of which no rule says that they may go */
	char **refused;
	size_t withdrawn; /* taken back, that this package tells of */
	bool has_last;    /* was this selection delivered before? */
	struct delivery last;
	size_t last_withdrawn; /* taken back since then */
	char *selection;       /* in one text */
	char *versions;        /* of the forms, in one text */
	enum purpose purpose;
	struct delivered_list state; /* what the receiver has with it */
	struct zip files;
};

CHECKED int package_make(struct store *store, const struct catalogue *catalogue,
			 const struct package_options *options,
			 struct package **out, struct err *err);

/* How many records are in it. */
size_t package_rows(const struct package *package);

/* To the file at path, which is written down as a delivery: both or neither. */
CHECKED int package_deliver(struct store *store, const struct package *package,
			    const char *path, const struct authorship *by,
			    char sum[CHECKSUM_ROOM], struct err *err);

void package_free(struct package *package);

#endif
