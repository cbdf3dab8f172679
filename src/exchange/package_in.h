/*
 * exchange/package_in.h - records from a package (exchange/package.h)
 *
 * A package comes from anybody: it is read into memory only, and taken when all
 * of it is what its descriptor says it is, with the right checksums.  Forms
 * that are not here come along from it.  It goes in whole, but for conflicts,
 * or not at all.
 *
 * What was left out of it cannot be checked or calculated again, so answers are
 * held to their types and options, and for the rest believed.
 *
 * Owns      the result is the caller's, also after a failure; the catalogue
 *           keeps the forms that it gets.
 * Fails     ERR_INVALID when it is refused, with what is wrong in the sentence
 *           or in the problems; else whatever the store says.  Then nothing
 *           went in.
 */
#ifndef EXCHANGE_PACKAGE_IN_H
#define EXCHANGE_PACKAGE_IN_H

#include "exchange/csv_import.h"

CHECKED int package_import(struct store *store, struct catalogue *catalogue,
			   const char *bytes, size_t length,
			   const struct import_options *options,
			   struct import_result *result, struct err *err);

#endif
