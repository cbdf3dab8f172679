/*
 * tests/fuzz/fuzz_demo.c - any bytes as the plan of a demo
 *
 * A plan may come with forms from elsewhere.  By one that is right a few
 * records are drawn, in a transaction that is rolled back; the file is whole.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>

#include "base/file.h"
#include "exchange/demo.h"
#include "world.h"

const char fuzz_target[] = "demo";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct demo_options options = { .records = 2,
					.seed = size,
					.first_year = 2024,
					.last_year = 2024 };
	struct bytes bytes = { data, data + size };
	struct problem_list problems = { 0 };
	struct demo_result result = { 0 };
	struct err err = { 0 };
	char *text = bytes_rest(&bytes, &options.plan_length);

	if (!store) {
		char *path = file_join(fuzz_directory(), "demo.db");

		world_small_catalogue();
		MUST(store_open(path, 0, &store, NULL) == 0);
		free(path);
	}
	options.plan = text;
	options.plan_file = "demo.yaml";
	MUST(store_begin(store, NULL) == 0);
	if (demo_fill(store, world_small_catalogue(), &options, &problems,
		      &result, &err) == 0) {
		MUST(result.counting == 2);
		if (fuzz_thorough || size % 8 == 0)
			world_must_be_whole(store);
	} else {
		MUST(err.text[0] || problems.count > 0);
	}
	fuzz_problems(&problems);
	store_rollback(store);
	problem_list_done(&problems);
	free(text);
	return 0;
}
