/*
 * tests/fuzz/fuzz_keys.c - any keys at the full screen
 *
 * The input is a script of ui/term_script: one key a line.  Every screen is
 * as large as the terminal and holds nothing that could order it about, and
 * the file is whole after the last key.  All of it is one transaction that is
 * rolled back.
 */
#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "store/names.h"
#include "ui/app.h"
#include "ui/term.h"
#include "world.h"

const char fuzz_target[] = "keys";

static const struct term_kind *script;

static void check_cell(const char *text)
{
	if (text[0] >= ' ' && text[0] < 0x7F && !text[1])
		return;
	MUST(utf8_is_valid(text, strlen(text)));
	for (const char *p = text; *p;) {
		uint32_t c = utf8_take(&p);

		MUST(c >= 0x20 && !(c >= 0x7F && c <= 0x9F));
		MUST(!(c >= 0x202A && c <= 0x202E));
		MUST(!(c >= 0x2066 && c <= 0x2069));
	}
}

static void show(struct term *term, const struct screen *screen)
{
	MUST(screen->rows == term->rows && screen->cols == term->cols);
	for (int row = 0; row < screen->rows; row++) {
		for (int col = 0; col < screen->cols; col++)
			check_cell(
				screen->cells[row * screen->cols + col].text);
	}
	/* As text it is only wanted in a test. */
	if (fuzz_thorough)
		script->show(term, screen);
}

static void play(struct store *store, FILE *keys, FILE *out)
{
	struct settings settings = { .advance = true };
	struct app_start start = { .store = store,
				   .catalogue = world_catalogue(),
				   .settings = &settings };
	struct term *term = term_script_open(keys, out, 24, 80, GLYPHS_UTF8);
	struct term_kind checking = *term->kind;
	struct app app;

	script = term->kind;
	checking.show = show;
	term->kind = &checking;
	app_init(&app, &start);
	MUST(app_run(&app, term, NULL) == 0);
	MUST(app_settle(&app));
	app_done(&app);
	script->close(term);
	settings_done(&settings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct bytes bytes = { data, data + size };
	size_t length;
	char *text = bytes_rest(&bytes, &length);
	FILE *keys, *out;

	if (!store) {
		char *path = world_file("keys.db");

		MUST(store_open(path, 0, &store, NULL) == 0);
		free(path);
	}
	/* A file of memory is never empty. */
	keys = fmemopen(text, length + 1, "r");
	out = fopen("/dev/null", "we");
	MUST(keys && out);
	MUST(store_begin(store, NULL) == 0);
	play(store, keys, out);
	if (fuzz_thorough || size % 8 == 0)
		world_must_be_whole(store);
	store_rollback(store);
	fclose(keys);
	fclose(out);
	free(text);
	return 0;
}
