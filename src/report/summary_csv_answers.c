/* report/summary_csv_answers.c - answers and extras; see report/summary.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "form/expr.h"
#include "report/summary_csv_private.h"

static void add_row_block(struct buffer *out, const struct figures *f,
			  const struct figure_block *block)
{
	const char *field = f->form->fields[block->field].name;

	csv_add_count(out,
		      &(struct csv_place){ "row_block", NULL, NULL, field },
		      block->answered);
	csv_add_count(out,
		      &(struct csv_place){ "row_records", NULL, NULL, field },
		      block->records);
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];
		char *name = alloc_print("%s/%s", field, option->option->name);

		csv_add_share(
			out,
			&(struct csv_place){ "row_option", NULL, NULL, name },
			&option->share, -1, -1);
		free(name);
	}
}

static void add_scale(struct buffer *out, const struct figures *f,
		      const struct figure_scale *scale)
{
	const char *field = f->form->fields[scale->field].name;

	csv_add_value(out, &(struct csv_place){ "scale", NULL, NULL, field },
		      &(struct csv_value){ .n = scale->answered,
					   .known = scale->known,
					   .suppressed = scale->suppressed,
					   .value = scale->mean,
					   .has_interval = scale->has_interval,
					   .low = scale->low,
					   .high = scale->high });
	for (size_t v = 0; v < scale->value_count; v++) {
		char *name = alloc_print("%s/%d", field, scale->from + (int)v);

		csv_add_share(
			out,
			&(struct csv_place){ "scale_value", NULL, NULL, name },
			&scale->values[v], -1, -1);
		free(name);
	}
}

static void add_steps(struct buffer *out, const struct figures *f)
{
	const char *measure;

	if (f->form->positive_by < 0)
		return;
	measure = f->form->measures[f->form->positive_by].name;
	for (size_t k = 0; k < f->step_count; k++) {
		char *name = alloc_print("%s/%d", measure, f->steps[k].met);

		csv_add_share(out,
			      &(struct csv_place){ "step", NULL, NULL, name },
			      &f->steps[k].positive, -1, -1);
		free(name);
	}
	if (f->form->positive_from <= 0)
		return;
	csv_add_share(out,
		      &(struct csv_place){ "steps_below", NULL, NULL, measure },
		      &f->steps_below.positive, -1, -1);
	csv_add_share(out,
		      &(struct csv_place){ "steps_from", NULL, NULL, measure },
		      &f->steps_from.positive, -1, -1);
}

void csv_answers(struct buffer *out, const struct figures *f)
{
	for (size_t b = 0; b < f->row_block_count; b++)
		add_row_block(out, f, &f->row_blocks[b]);
	for (size_t s = 0; s < f->scale_count; s++)
		add_scale(out, f, &f->scales[s]);
	for (size_t s = 0; s < f->share_count; s++) {
		const char *name = f->form->shares[f->shares[s].share].name;

		csv_add_share(out,
			      &(struct csv_place){ "share", NULL, NULL, name },
			      &f->shares[s].part, -1, -1);
	}
	add_steps(out, f);
}

static void add_arrival(struct buffer *out, const struct figures *f,
			const struct figure_arrival *a)
{
	struct csv_place place = { "came",
				   a->group ? f->response->group_by : NULL,
				   a->group, a->form };
	struct csv_value days = { .n = a->came.met,
				  .known = a->has_days,
				  .suppressed = a->suppressed };

	csv_add_share(out, &place, &a->came, -1, -1);
	place.figure = "late";
	csv_add_count(out, &place, a->late);
	place.figure = "running";
	csv_add_count(out, &place, a->running);
	place.figure = "days_median";
	days.value = (double)a->days_half / 2;
	csv_add_value(out, &place, &days);
	place.figure = "days_mean";
	days.value = (double)a->days_tenth / 10;
	csv_add_value(out, &place, &days);
	place.figure = "days_most";
	days.value = (double)a->days_most;
	days.known = a->has_days && a->days_most != FIGURE_HIDDEN_DAYS;
	days.suppressed = a->has_days && !days.known;
	csv_add_value(out, &place, &days);
}

void csv_extras(struct buffer *out, const struct figures *f)
{
	for (size_t i = 0; f->has_reasons && i < f->reason_count; i++) {
		int rule = f->reasons[i].rule;
		struct csv_place place = {
			"reason", NULL, NULL,
			rule < 0 ? NULL : expr_text(f->form->rules[rule].rule)
		};

		csv_add_count(out, &place, f->reasons[i].records);
	}
	for (size_t i = 0; f->response && i < f->response->arrival_count; i++)
		add_arrival(out, f, &f->response->arrivals[i]);
}
