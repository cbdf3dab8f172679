/*
 * tests/fuzz/fuzz_settings.c - any bytes as config.yaml
 *
 * A file that is not right gives problems and the defaults, never a failure;
 * what was read and saved is read back.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/same.h"
#include "base/settings.h"
#include "base/yaml.h"

const char fuzz_target[] = "settings";

static void save_and_load(const struct settings *settings)
{
	struct problem_list problems = { 0 };
	struct settings again = { 0 };
	char *path = fuzz_file("saved.yaml", "", 0);

	MUST(settings_save(path, settings, NULL) == 0);
	MUST(settings_load(path, &again, &problems, NULL) == 0);
	MUST(problems.count == 0);
	MUST(same_text(again.organisatie, settings->organisatie));
	MUST(same_text(again.team, settings->team));
	MUST(same_text(again.medewerker, settings->medewerker));
	MUST(same_text(again.role, settings->role));
	MUST(same_text(again.language, settings->language));
	MUST(again.advance == settings->advance);
	MUST(again.no_letters == settings->no_letters);
	settings_done(&again);
	free(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problem_list problems = { 0 };
	struct settings settings = { 0 };
	struct err err = { 0 };
	char *path = fuzz_file("config.yaml", data, size);
	int code = settings_load(path, &settings, &problems, &err);

	MUST(code == 0 || size > YAML_LIMIT);
	fuzz_problems(&problems);
	if (code == 0)
		save_and_load(&settings);
	settings_done(&settings);
	problem_list_done(&problems);
	free(path);
	return 0;
}
