/* exchange/import_file.c - see exchange/import_file.h */
#include "config.h"

#include "exchange/import_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "base/work.h"
#include "exchange/import_private.h"
#include "exchange/package_in.h"
#include "exchange/zip.h"

/* As much as a spreadsheet could hold many times over. */
#define TEXT_MAX ((size_t)1 << 30)

struct going_in {
	struct store *store;
	struct catalogue *catalogue;
	const struct import_options *options;
	import_visitor *visitor;
	void *of;
	size_t files;
	size_t refused; /* files or rows that were */
};

static int take_bytes(struct going_in *g, const struct import_options *options,
		      struct import_result *result, bool *whole,
		      struct err *err)
{
	char *bytes = NULL;
	size_t length = 0;
	int code = file_read(options->file, TEXT_MAX, &bytes, &length, err);

	if (code)
		return code;
	*whole = zip_is(bytes, length);
	if (*whole)
		code = package_import(g->store, g->catalogue, bytes, length,
				      options, result, err);
	else
		code = csv_import(g->store, g->catalogue, bytes, length,
				  options, result, err);
	free(bytes);
	return code;
}

/* Trouble of the store itself shows at the end, when it is to be kept. */
static void take_file(struct going_in *g, const char *path)
{
	struct import_options options = *g->options;
	struct import_result result = { 0 };
	struct err why = { 0 };
	struct import_report report = { .file = path, .result = &result };
	int code;

	options.file = path;
	work_begin(file_name(path), 0);
	report.whole = file_is_database(path);
	if (report.whole)
		code = import_store(g->store, g->catalogue, &options, &result,
				    &report.drafts, &why);
	else
		code = take_bytes(g, &options, &result, &report.whole, &why);
	work_end();
	g->files++;
	g->refused += code ? 1 : result.refused;
	if (code) {
		report.why = &why;
		report.code = (enum err_code)code;
	}
	g->visitor(g->of, &report);
	import_result_done(&result);
}

/* --- a directory */

/* All that can be imported, by name. */
static int list_files(const char *directory, char ***names, size_t *count,
		      struct err *err)
{
	static const char *const suffixes[] = { ".csv", ".db", ".zip" };
	char **all = NULL;
	size_t total = 0;
	int code = 0;

	for (size_t i = 0; i < COUNT(suffixes) && !code; i++) {
		char **some = NULL;
		size_t n = 0;

		code = file_list(directory, suffixes[i], &some, &n, err);
		if (code)
			break;
		if (n > 0) {
			all = alloc_resize(all, total + n, sizeof(*all));
			memcpy(all + total, some, n * sizeof(*all));
			total += n;
		}
		free(some);
	}
	file_sort(all, total);
	*names = all;
	*count = total;
	return code;
}

static int take_directory(struct going_in *g, const char *directory,
			  struct err *err)
{
	char **names = NULL;
	size_t count = 0;
	int code = list_files(directory, &names, &count, err);

	if (!code && count == 0)
		code = err_set(err, ERR_INVALID,
			       _("%s holds no package, CSV file or data file"),
			       directory);
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(directory, names[i]);

		if (!code && !work_is_stopped())
			take_file(g, path);
		free(path);
		free(names[i]);
	}
	free(names);
	return code;
}

int import_any(struct store *store, struct catalogue *catalogue,
	       const struct import_options *options, import_visitor *visitor,
	       void *of, struct err *err)
{
	/* A try of one file must be seen by the next. */
	struct import_options each = *options;
	struct going_in g = { .store = store,
			      .catalogue = catalogue,
			      .options = &each,
			      .visitor = visitor,
			      .of = of };
	int code;

	each.dry_run = false;
	code = store_begin(store, err);
	if (code)
		return code;
	if (file_is_directory(options->file))
		code = take_directory(&g, options->file, err);
	else
		take_file(&g, options->file);
	/* What other files put in goes too. */
	if (!code && work_is_stopped())
		code = work_fail(err);
	if (!code && !options->dry_run && !(options->strict && g.refused > 0))
		return store_commit(store, err);
	store_rollback(store);
	return code;
}
