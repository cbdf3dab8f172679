/*
 * tests/fuzz/fuzz_screen.c - any form, filled in at the full screen
 *
 * The input is a form and, behind a zero byte, a script of keys; without one,
 * keys that go through every question.  The form gets its tables, is filled in
 * and summarised, in a transaction that is rolled back; the file is whole.
 */
#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "exchange/csv_import.h"
#include "measure/figures.h"
#include "report/summary.h"
#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/term.h"
#include "world.h"

const char fuzz_target[] = "screen";

static const char some_keys[] =
	"1\nEnter\n1\nEnter\nEnter\ntype 1-3-2025\nEnter\ntype 9:30\nEnter\n"
	"F1\nEsc\n0\nEnter\n-\nEnter\ntype abc\nEnter\nF4\ntype x\nEnter\n"
	"Up\nUp\nF7\nEnter\nEnter\nEnter\nC-o\ntype zo is het\nEnter\nEnter\n"
	"resize 60x16\nPgDn\nEnter\n2\nEnter\n1\nEnter\nEnd\nF6\ntype "
	"1\nEnter\n"
	"F9\nEnter\nEnter\nEsc\nF9\nPark\n";

static void play(struct store *store, struct catalogue *catalogue,
		 const struct form *form, char *script)
{
	struct settings settings = { .advance = true };
	struct app_start start = { .store = store,
				   .catalogue = catalogue,
				   .settings = &settings,
				   .form = form,
				   .traject = 1 };
	FILE *keys = fmemopen(script, strlen(script) + 1, "r");
	FILE *out = fopen("/dev/null", "we");
	struct term *term;
	struct app app;

	MUST(keys && out);
	term = term_script_open(keys, out, 24, 80, GLYPHS_UTF8);
	app_init(&app, &start);
	MUST(app_run(&app, term, NULL) == 0);
	app_done(&app);
	term->kind->close(term);
	settings_done(&settings);
	fclose(keys);
	fclose(out);
}

static void summarise(struct store *store, const struct catalogue *catalogue,
		      const struct form *form)
{
	const struct selection selection = { .form = form->name };
	struct figures *figures = NULL;
	struct err err = { 0 };
	FILE *out = fopen("/dev/null", "we");

	MUST(out);
	MUST(figures_of(store, catalogue, &selection, 0, &figures, &err) == 0);
	MUST(report_summary(figures, catalogue, REPORT_TEXT, out, &err) == 0);
	MUST(report_summary(figures, catalogue, REPORT_JSON, out, &err) == 0);
	MUST(report_summary(figures, catalogue, REPORT_CSV, out, &err) == 0);
	figures_free(figures);
	MUST(world_export(store, catalogue, form->name, CSV_PLAIN, out, NULL,
			  &err) == 0);
	fclose(out);
}

static const struct form *find(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue_count(catalogue); i++) {
		const struct form *form = catalogue_form(catalogue, i);

		if (form != catalogue_traject(catalogue) &&
		    strcmp(form->table, "proef_1_0") != 0)
			return form;
	}
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct bytes bytes = { data, data + size };
	char *text = bytes_text(&bytes);
	char *script = bytes_text(&bytes);
	struct catalogue *catalogue = world_small_new();
	const struct form *form;
	struct err err = { 0 };

	if (!store) {
		char *path = world_small_file("screen.db");

		MUST(store_open(path, 0, &store, NULL) == 0);
		free(path);
	}
	if (catalogue_add(catalogue, text, strlen(text), "form.yaml", &err))
		MUST(err.text[0]);
	form = find(catalogue);
	if (!form && fuzz_thorough)
		fprintf(stderr, "not taken: %s\n", err.text);
	MUST(store_begin(store, NULL) == 0);
	if (form) {
		if (!script[0])
			alloc_replace(&script, some_keys);
		play(store, catalogue, form, script);
		summarise(store, catalogue, form);
		if (fuzz_thorough || size % 8 == 0)
			world_must_be_whole(store);
	}
	store_rollback(store);
	catalogue_free(catalogue);
	free(text);
	free(script);
	return 0;
}
