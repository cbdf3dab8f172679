/* The records behind every figure add up to the figure, on made-up years. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "exchange/demo.h"
#include "measure/behind.h"
#include "measure/figures.h"

#define WORKS(call)                                                            \
	do {                                                                   \
		struct err why = { 0 };                                        \
		if (call)                                                      \
			fail_msg("%s", why.text);                              \
	} while (0)

struct world {
	char directory[32];
	char *path;
	struct catalogue *catalogue;
	struct store *store;
	struct figures *figures;
	struct selection selection;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct demo_options options = {
		.records = 300, .seed = 3, .first_year = 2021, .last_year = 2024
	};
	struct demo_result result = { 0 };
	struct problem_list problems = { 0 };
	char *forms = file_join(getenv("srcdir"), "forms");
	const char *directory = forms;
	char *demo = file_join(forms, "demo.yaml");
	char *text = NULL;
	size_t length = 0;

	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	strcpy(w->directory, "/tmp/spoedpeil-XXXXXX");
	assert_non_null(mkdtemp(w->directory));
	w->path = file_join(w->directory, "file.db");
	WORKS(catalogue_load(&directory, 1, &w->catalogue, &problems, &why));
	WORKS(store_open(w->path, 0, &w->store, &why));
	WORKS(file_read(demo, 1 << 20, &text, &length, &why));
	WORKS(demo_fill(w->store, w->catalogue, text, length, demo, &options,
			&problems, &result, &why));
	w->selection = (struct selection){ .form = "ash",
					   .from = "2022-01-01",
					   .to = "2023-12-31" };
	WORKS(figures_of(w->store, w->catalogue, &w->selection, 0, &w->figures,
			 &why));
	problem_list_done(&problems);
	free(text);
	free(demo);
	free(forms);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	char *command;

	figures_free(w->figures);
	store_close(w->store);
	catalogue_free(w->catalogue);
	command = file_join(w->directory, "file.db-queue");
	unlink(command);
	free(command);
	unlink(w->path);
	rmdir(w->directory);
	free(w->path);
	free(w);
	return 0;
}

/* in the numerator, in the denominator; together all that is complete */
static void adds_up(struct world *w, const struct behind_question *q,
		    int64_t met, int64_t of)
{
	struct behind *behind = NULL;

	WORKS(behind_find(w->store, w->catalogue, &w->selection, q, &behind,
			  &why));
	assert_int_equal(behind->parts[BEHIND_IN], met);
	assert_int_equal(behind->parts[BEHIND_IN] + behind->parts[BEHIND_REST],
			 of);
	assert_int_equal(behind->count, w->figures->complete);
	for (size_t i = 0; i < behind->count; i++)
		if (behind->items[i].part == BEHIND_OUT)
			assert_non_null(behind->items[i].why);
	behind_free(behind);
}

static void every_criterion_and_mean_adds_up(void **state)
{
	struct world *w = *state;
	const struct figures *f = w->figures;

	assert_true(f->complete > 100 && f->invalid > 0);
	assert_int_equal(f->version_count, 2);
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];

		adds_up(w,
			&(struct behind_question){ .kind = BEHIND_MEASURE,
						   .form = f->form,
						   .measure =
							   measure->measure },
			measure->mean.records, measure->mean.records);
		for (size_t i = 0; i < measure->item_count; i++)
			adds_up(w,
				&(struct behind_question){
					.kind = BEHIND_ITEM,
					.form = f->form,
					.field = measure->items[i].field },
				measure->items[i].share.met,
				measure->items[i].share.of);
	}
}

static void every_option_of_every_block_adds_up(void **state)
{
	struct world *w = *state;
	const struct figures *f = w->figures;

	for (size_t b = 0; b < f->block_count; b++)
		for (size_t o = 0; o < f->blocks[b].option_count; o++)
			adds_up(w,
				&(struct behind_question){
					.kind = BEHIND_OPTION,
					.form = f->form,
					.field = f->blocks[b].field,
					.option = (int)o },
				f->blocks[b].options[o].share.met,
				f->blocks[b].answered);
}

static void the_positive_outcome_adds_up(void **state)
{
	struct world *w = *state;

	adds_up(w,
		&(struct behind_question){ .kind = BEHIND_POSITIVE,
					   .form = w->figures->form },
		w->figures->positive.met, w->figures->positive.of);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_criterion_and_mean_adds_up),
		cmocka_unit_test(every_option_of_every_block_adds_up),
		cmocka_unit_test(the_positive_outcome_adds_up),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
