/* tests/fuzz/world.c - see tests/fuzz/world.h */
#include "config.h"

#include "world.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "exchange/demo.h"
#include "fuzz.h"

static void say(const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		char *line = problem_line(&problems->items[i]);

		fprintf(stderr, "%s\n", line);
		free(line);
	}
}

struct catalogue *world_catalogue(void)
{
	static const char *const directories[] = { SOURCE_FORMSDIR };
	static struct catalogue *catalogue;
	struct problem_list problems = { 0 };

	if (catalogue)
		return catalogue;
	MUST(setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1) == 0);
	MUST(catalogue_load(directories, 1, &catalogue, &problems, NULL) == 0);
	say(&problems);
	problem_list_done(&problems);
	return catalogue;
}

static void fill(struct store *store)
{
	const struct demo_options options = {
		.records = 8, .seed = 1, .first_year = 2024, .last_year = 2024
	};
	struct problem_list problems = { 0 };
	struct demo_result result = { 0 };
	char *text = NULL;
	size_t length = 0;
	struct err err = { 0 };

	MUST(file_read(SOURCE_FORMSDIR "/demo.yaml", 1 << 20, &text, &length,
		       NULL) == 0);
	if (demo_fill(store, world_catalogue(), text, length, "demo.yaml",
		      &options, &problems, &result, &err)) {
		say(&problems);
		fuzz_fail(__FILE__, __LINE__, err.text);
	}
	problem_list_done(&problems);
	free(text);
}

char *world_file(const char *name)
{
	char *path = file_join(fuzz_directory(), name);
	struct store *store = NULL;

	world_catalogue();
	MUST(store_open(path, 0, &store, NULL) == 0);
	fill(store);
	store_close(store);
	return path;
}

int world_export(struct store *store, const char *form, enum csv_manner manner,
		 FILE *out, size_t *rows, struct err *err)
{
	const struct selection selection = { .form = form, .withdrawn = true };
	struct outgoing outgoing = { 0 };
	int code = outgoing_begin(store, world_catalogue(), &selection,
				  PURPOSE_NONE, &outgoing, err);

	if (!code)
		code = csv_export(&outgoing, manner, out, err);
	if (rows)
		*rows = outgoing.written;
	outgoing_done(&outgoing);
	return code;
}
