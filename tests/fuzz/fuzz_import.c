/*
 * tests/fuzz/fuzz_import.c - any bytes as a CSV file of records
 *
 * The import goes into a file that holds records already, inside a transaction
 * that is rolled back.  Whatever was taken leaves the file whole; exported, it
 * is imported again as the same.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/csv_import.h"
#include "world.h"

const char fuzz_target[] = "import";

static const struct import_options options[] = {
	{ .file = "in.csv", .form = "ash", .add_names = true },
	{ .file = "in.csv", .form = "ash", .version = "3.0" },
	{ .file = "in.csv", .add_names = true, .organisatie = "Zuid" },
	{ .file = "in.csv", .form = "nji-jeugdige", .add_names = true },
	{ .file = "in.csv", .form = "traject", .add_names = true },
	{ .file = "in.csv", .form = "ash", .strict = true },
	{ .file = "in.csv", .form = "ash", .dry_run = true },
	{ .file = "in.csv", .form = "nji-doelen", .add_names = true },
};

/* All records of a form out, and in again: nothing changes. */
static void export_and_import(struct store *store, const char *form)
{
	const struct import_options again = { .file = "out.csv",
					      .form = form,
					      .add_names = true };
	struct import_result result = { 0 };
	char *text = NULL;
	size_t length = 0;
	size_t rows = 0;
	FILE *out = open_memstream(&text, &length);

	MUST(out);
	MUST(world_export(store, world_catalogue(), form, CSV_PLAIN, out, &rows,
			  NULL) == 0);
	MUST(fclose(out) == 0);
	MUST(csv_import(store, world_catalogue(), text, length, &again, &result,
			NULL) == 0);
	for (size_t i = 0; i < result.problems.count; i++)
		fuzz_fail(__FILE__, __LINE__, result.problems.items[i].text);
	MUST(result.rows == rows);
	MUST(result.same == rows);
	import_result_done(&result);
	free(text);
}

static void check_result(const struct import_result *result,
			 const struct import_options *with)
{
	MUST(result->added + result->changed + result->same + result->refused ==
	     result->rows);
	MUST(result->conflicts <= result->refused);
	MUST((result->refused > 0) == (result->problems.count > 0));
	if (with->dry_run || (with->strict && result->refused > 0))
		MUST(!result->kept);
	fuzz_problems(&result->problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct bytes bytes = { data, data + size };
	const struct import_options *with = &options[bytes_take(&bytes) % 8];
	struct import_result result = { 0 };
	struct err err = { 0 };
	size_t length;
	char *text = bytes_rest(&bytes, &length);

	if (!store) {
		char *path = world_file("import.db");

		MUST(store_open(path, 0, &store, NULL) == 0);
		free(path);
	}
	MUST(store_begin(store, NULL) == 0);
	if (csv_import(store, world_catalogue(), text, length, with, &result,
		       &err) == 0) {
		check_result(&result, with);
		if (result.kept && result.added + result.changed > 0) {
			if (fuzz_thorough || size % 8 == 0)
				world_must_be_whole(store);
			export_and_import(store,
					  with->form ? with->form : "ash");
		}
	} else {
		MUST(err.text[0]);
	}
	store_rollback(store);
	import_result_done(&result);
	free(text);
	return 0;
}
