/* The records behind every figure add up to the figure, on made-up years. */
#include "config.h"

#include "catalogues.h"
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
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
	char *directory;
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
	char *demo = file_join(forms, "demo.yaml");
	char *text = NULL;

	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	w->directory = place_new();
	w->path = file_join(w->directory, "file.db");
	w->catalogue = catalogue_shipped();
	WORKS(store_open(w->path, 0, &w->store, &why));
	WORKS(file_read(demo, 1 << 20, &text, &options.plan_length, &why));
	options.plan = text;
	options.plan_file = demo;
	WORKS(demo_fill(w->store, w->catalogue, &options, &problems, &result,
			&why));
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

	figures_free(w->figures);
	store_close(w->store);
	catalogue_free(w->catalogue);
	place_remove(w->directory);
	free(w->path);
	free(w);
	return 0;
}

#define TODAY "2025-06-02"

/*
 * In the numerator, in the denominator; together all that is complete in the
 * selection, and each that is left out has a reason.
 */
static void adds_up_in(struct world *w, const struct selection *selection,
		       const struct behind_question *q, int64_t met, int64_t of)
{
	struct selection complete = *selection;
	struct behind *behind = NULL;
	struct figures *all = NULL;

	WORKS(behind_find(w->store, w->catalogue, selection, q, TODAY, &behind,
			  &why));
	WORKS(figures_of(w->store, w->catalogue, &complete, 0, &all, &why));
	if (behind->of_rows) {
		assert_int_equal(behind->rows_met, met);
		assert_int_equal(behind->rows_of, of);
	} else {
		assert_int_equal(behind->parts[BEHIND_IN], met);
		assert_int_equal(behind->parts[BEHIND_IN] +
					 behind->parts[BEHIND_REST],
				 of);
	}
	assert_int_equal(behind->parts[BEHIND_IN] + behind->parts[BEHIND_REST] +
				 behind->parts[BEHIND_OUT],
			 behind->count);
	assert_int_equal(behind->count, all->complete);
	for (size_t i = 0; i < behind->count; i++)
		if (behind->items[i].part == BEHIND_OUT)
			assert_non_null(behind->items[i].why);
	figures_free(all);
	behind_free(behind);
}

static void adds_up(struct world *w, const struct behind_question *q,
		    int64_t met, int64_t of)
{
	adds_up_in(w, &w->selection, q, met, of);
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

static void positive_by_number_met_adds_up(void **state)
{
	struct world *w = *state;
	const struct figures *f = w->figures;
	int from = f->form->positive_from, last = (int)f->step_count - 1;
	struct behind_question q = { .kind = BEHIND_STEP, .form = f->form };

	assert_true(f->step_count > 0 && from > 0);
	for (int k = 0; k <= last; k++) {
		q.met_from = q.met_to = k;
		adds_up(w, &q, f->steps[k].positive.met,
			f->steps[k].positive.of);
	}
	q.met_from = 0;
	q.met_to = from - 1;
	adds_up(w, &q, f->steps_below.positive.met, f->steps_below.positive.of);
	q.met_from = from;
	q.met_to = last;
	adds_up(w, &q, f->steps_from.positive.met, f->steps_from.positive.of);
}

/* What counts, the measures and the criteria of one row of a table. */
static void row_adds_up(struct world *w, const struct selection *selection,
			const struct figure_group *row)
{
	const struct figures *f = w->figures;
	struct behind_question q = { .kind = BEHIND_RECORDS, .form = f->form };

	adds_up_in(w, selection, &q, row->valid, row->valid);
	for (size_t m = 0; m < row->measure_count; m++) {
		const struct figure_item *item = &row->items[m][0];

		q.kind = BEHIND_MEASURE;
		q.measure = (int)m;
		adds_up_in(w, selection, &q, row->measures[m].records,
			   row->measures[m].records);
		q.kind = BEHIND_ITEM;
		q.field = item->field;
		adds_up_in(w, selection, &q, item->share.met, item->share.of);
	}
	q.kind = BEHIND_POSITIVE;
	adds_up_in(w, selection, &q, row->positive.met, row->positive.of);
}

static void every_year_month_and_group_adds_up(void **state)
{
	struct world *w = *state;
	const struct figures *f = w->figures;
	struct selection part;
	char from[DATE_ROOM], to[DATE_ROOM];

	assert_true(f->year_count >= 4 && f->month_count > 12);
	for (size_t y = 0; y < f->year_count; y++) {
		part = (struct selection){ .form = "ash",
					   .from = from,
					   .to = to };
		snprintf(from, sizeof(from), "%s-01-01", f->years[y].value);
		snprintf(to, sizeof(to), "%s-12-31", f->years[y].value);
		row_adds_up(w, &part, &f->years[y]);
	}
	for (size_t i = 0; i < f->month_count; i++) {
		part = (struct selection){ .form = "ash",
					   .from = from,
					   .to = to };
		snprintf(from, sizeof(from), "%s-01", f->months[i].value);
		snprintf(to, sizeof(to), "%s-31", f->months[i].value);
		row_adds_up(w, &part, &f->months[i]);
	}
	for (size_t g = 0; g < f->group_count; g++) {
		part = w->selection;
		part.organisatie = f->groups[g].value;
		row_adds_up(w, &part, &f->groups[g]);
	}
}

/* The records of those who have no name in this list. */
static void a_group_without_a_name_adds_up(void **state)
{
	struct world *w = *state;
	struct selection part = w->selection;
	struct figures *f = NULL;

	part.organisatie = w->figures->groups[0].value;
	part.team = "";
	WORKS(figures_of(w->store, w->catalogue, &part, 0, &f, &why));
	assert_int_equal(f->complete, 0);
	figures_free(f);
	adds_up_in(w, &part,
		   &(struct behind_question){ .kind = BEHIND_RECORDS,
					      .form = w->figures->form },
		   0, 0);
}

static void the_drafts_are_as_many_as_are_told(void **state)
{
	struct world *w = *state;
	struct selection all = { .form = "ash" };
	struct behind_question q = { .kind = BEHIND_DRAFTS,
				     .form = w->figures->form };
	struct figures *f = NULL;
	struct behind *behind = NULL;
	int64_t in_groups = 0;

	WORKS(figures_of(w->store, w->catalogue, &all, 0, &f, &why));
	assert_true(f->draft > 0);
	WORKS(behind_find(w->store, w->catalogue, &all, &q, TODAY, &behind,
			  &why));
	assert_int_equal(behind->count, f->draft);
	behind_free(behind);
	for (size_t g = 0; g < f->group_count; g++) {
		struct selection part = all;

		part.organisatie = f->groups[g].value;
		WORKS(behind_find(w->store, w->catalogue, &part, &q, TODAY,
				  &behind, &why));
		assert_int_equal(behind->count, f->groups[g].draft);
		in_groups += f->groups[g].draft;
		behind_free(behind);
	}
	assert_int_equal(in_groups, f->draft);
	figures_free(f);
}

/* Every number that a form can have: choices, scales, shares, in repeats too. */
static void all_of_a_form_adds_up(struct world *w, const char *name)
{
	struct selection of = { .form = name,
				.from = "2021-07-01",
				.to = "2024-06-30" };
	struct behind_question q = { 0 };
	struct figures *f = NULL;

	WORKS(figures_of(w->store, w->catalogue, &of, 0, &f, &why));
	q.form = f->form;
	assert_true(f->complete > 0);
	q.kind = BEHIND_RECORDS;
	adds_up_in(w, &of, &q, f->valid, f->valid);
	for (size_t i = 0; i < f->scale_count; i++) {
		const struct figure_scale *scale = &f->scales[i];

		q.kind = BEHIND_SCALE;
		q.field = scale->field;
		adds_up_in(w, &of, &q, scale->answered, scale->answered);
		q.kind = BEHIND_VALUE;
		for (size_t v = 0; v < scale->value_count; v++) {
			q.option = scale->from + (int)v;
			adds_up_in(w, &of, &q, scale->values[v].met,
				   scale->answered);
		}
	}
	for (size_t i = 0; i < f->share_count; i++) {
		q.kind = BEHIND_SHARE;
		q.share = f->shares[i].share;
		adds_up_in(w, &of, &q, f->shares[i].part.met,
			   f->shares[i].part.of);
	}
	q.kind = BEHIND_OPTION;
	for (size_t b = 0; b < f->block_count + f->row_block_count; b++) {
		const struct figure_block *block =
			b < f->block_count ? &f->blocks[b]
					   : &f->row_blocks[b - f->block_count];

		q.field = block->field;
		for (size_t o = 0; o < block->option_count; o++) {
			q.option = (int)o;
			adds_up_in(w, &of, &q, block->options[o].share.met,
				   block->answered);
		}
	}
	figures_free(f);
}

static void every_number_of_every_form_adds_up(void **state)
{
	struct world *w = *state;
	const struct programme *p = catalogue_programme(w->catalogue);
	size_t scales = 0, rows = 0;

	for (size_t i = 0; i < p->form_count; i++) {
		const struct form *form =
			catalogue_find(w->catalogue, p->forms[i].form, NULL);

		for (size_t k = 0; k < form->field_count; k++) {
			scales += form->fields[k].type == FIELD_SCALE;
			rows += form->fields[k].repeat >= 0;
		}
		all_of_a_form_adds_up(w, form->name);
	}
	assert_true(scales >= 2 && rows > 0);
}

/* What came, what did not and what still runs are the numbers of the table. */
static void the_response_adds_up(void **state)
{
	struct world *w = *state;
	struct figures *f = w->figures;
	size_t groups = 0, missed = 0;

	WORKS(figures_add_response(f, w->store, w->catalogue, &w->selection,
				   TODAY, &why));
	for (size_t i = 0; i < f->response->arrival_count; i++) {
		const struct figure_arrival *a = &f->response->arrivals[i];
		struct selection part = w->selection;
		struct behind_question q = { .kind = BEHIND_RESPONSE,
					     .form = f->form,
					     .due = a->form };
		struct behind *behind = NULL;

		if (a->group)
			part.organisatie = a->group;
		WORKS(behind_find(w->store, w->catalogue, &part, &q, TODAY,
				  &behind, &why));
		assert_int_equal(behind->parts[BEHIND_IN], a->came.met);
		assert_int_equal(behind->parts[BEHIND_REST],
				 a->came.of - a->came.met);
		assert_int_equal(behind->parts[BEHIND_OUT], a->running);
		groups += a->group != NULL;
		missed += behind->parts[BEHIND_REST];
		behind_free(behind);
	}
	assert_true(groups > 20 && missed > 0);
}

/* The first record of the newest version that counts, its id copied. */
static int note_first(void *of, const struct record_head *head,
		      const struct answers *answers, struct err *err)
{
	char **id = of;

	(void)err;
	if (!*id && head->counts &&
	    answers_get(answers, form_find(answers_form(answers), "c1"), 0)
		    ->value)
		*id = strdup(head->id);
	return 0;
}

static void what_a_client_gave_stands_apart(void **state)
{
	struct world *w = *state;
	const struct form *form = catalogue_find(w->catalogue, "ash", NULL);
	struct authorship by = { .why = "de cliënt" };
	struct behind_question q = { .form = w->figures->form };
	struct record_head head = { 0 };
	struct answers *answers = NULL;
	struct behind *behind = NULL;
	char *id = NULL;

	WORKS(records_visit(w->store, form, &w->selection, true, note_first,
			    &id, &why));
	assert_non_null(id);
	WORKS(records_head(w->store, id, &head, &why));
	WORKS(records_answers(w->store, form, id, &answers, &why));
	answers_client(answers, form_find(form, "c1"), 0, CLIENT_HIDDEN);
	WORKS(records_save(w->store, form, &head, answers, 0, &by, &why));

	for (int kind = BEHIND_MEASURE; kind <= BEHIND_ITEM; kind++) {
		q.kind = (enum behind_kind)kind;
		q.measure = 0;
		q.field = form_find(q.form, "c1");
		WORKS(behind_find(w->store, w->catalogue, &w->selection, &q,
				  TODAY, &behind, &why));
		assert_int_equal(behind->parts[BEHIND_HIDDEN],
				 kind == BEHIND_RECORDS ? 0 : 1);
		for (size_t i = 0; i < behind->count; i++) {
			if (strcmp(behind->items[i].id, id) != 0 ||
			    kind == BEHIND_RECORDS)
				continue;
			assert_int_equal(behind->items[i].part, BEHIND_HIDDEN);
			assert_null(behind->items[i].why);
			/* Its place in the list says nothing either. */
			assert_int_equal(i, behind->count - 1);
		}
		behind_free(behind);
	}
	answers_free(answers);
	record_head_done(&head);
	free(id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_criterion_and_mean_adds_up),
		cmocka_unit_test(every_option_of_every_block_adds_up),
		cmocka_unit_test(the_positive_outcome_adds_up),
		cmocka_unit_test(positive_by_number_met_adds_up),
		cmocka_unit_test(every_year_month_and_group_adds_up),
		cmocka_unit_test(a_group_without_a_name_adds_up),
		cmocka_unit_test(the_drafts_are_as_many_as_are_told),
		cmocka_unit_test(every_number_of_every_form_adds_up),
		cmocka_unit_test(the_response_adds_up),
		cmocka_unit_test(what_a_client_gave_stands_apart),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
