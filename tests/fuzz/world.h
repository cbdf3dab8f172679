/*
 * tests/fuzz/world.h - a file with something in it, for the upper rooms
 *
 * The forms that come with the program, and a store of made-up trajecten and
 * records, with drafts; always the same ones.
 *
 * Or small: a traject form, one form `proef` with a question of most types,
 * and three records.  Its file has few tables, so it is opened in little time.
 */
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H

#include <stdio.h>

#include "base/err.h"
#include "exchange/csv_export.h"
#include "form/catalogue.h"
#include "store/store.h"

/* Loaded once; which of the two, the first call says. */
struct catalogue *world_catalogue(void);
struct catalogue *world_small_catalogue(void);

/* The small one anew, to catalogue_free(). */
struct catalogue *world_small_new(void);

/*
 * All records of a form as CSV, withdrawn ones too; rows, when not NULL, gets
 * how many.
 */
int world_export(struct store *store, const struct catalogue *catalogue,
		 const char *form, enum csv_manner manner, FILE *out,
		 size_t *rows, struct err *err);

/* Nothing may be wrong with the file of this store. */
void world_must_be_whole(struct store *store);

/* Make the file of this name in fuzz_directory() and fill it; its path. */
char *world_file(const char *name);
char *world_small_file(const char *name);

#endif
