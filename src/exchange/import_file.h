/*
 * exchange/import_file.h - everything that can come in: a CSV file, a package,
 * another file of this program, or a directory of them
 *
 * What it is, is seen from how it begins.  A directory is taken as one: all of
 * its packages, CSV files and data files, by name; what is wrong with one of
 * them does not keep the others out.  All is one transaction.
 *
 * Another data file is only read, and must be whole (store/upkeep.h).  Its
 * records come with their history; its drafts stay.  Like a package it goes in
 * whole, but for conflicts, or not at all.
 *
 * Owns      the result belongs to the visitor for the length of its call.
 * Fails     when nothing could be done at all: ERR_NOTFOUND, ERR_INVALID for
 *           an empty directory, or what the store of the person's own says.
 *           What is wrong with one file is told to the visitor.
 */
#ifndef EXCHANGE_IMPORT_FILE_H
#define EXCHANGE_IMPORT_FILE_H

#include "exchange/csv_import.h"

/* Of one file; why is NULL when it was taken or refused row by row. */
struct import_report {
	const char *file;
	const struct import_result *result;
	size_t drafts;         /* that stay in their file */
	bool whole;            /* a package or a data file, and no CSV */
	const struct err *why; /* it was not taken at all */
	enum err_code code;    /* idem */
};

typedef void import_visitor(void *of, const struct import_report *report);

/* file of the options is the path; "-" is standard input. */
CHECKED int import_any(struct store *store, struct catalogue *catalogue,
		       const struct import_options *options,
		       import_visitor *visitor, void *of, struct err *err);

#endif
