/* report/summary_json_answers.c - answers, runs and extras in JSON */
#include "config.h"

#include "base/count.h"
#include "form/expr.h"
#include "measure/run.h"
#include "report/summary_json_private.h"

/* --- positive outcome by the number met of another measure */

static void put_step(struct json *j, const char *key,
		     const struct figure_step *step)
{
	json_open(j, key, '{');
	if (step->met >= 0)
		json_integer(j, "met", step->met);
	json_put_count(j, "records", step->positive.of);
	json_put_count(j, "positive", step->positive.met);
	json_put_share(j, &step->positive);
	json_put_suppressed(j, step->positive.suppressed);
	json_close(j);
}

void json_steps(struct json *j, const struct figures *f)
{
	const struct form *form = f->form;

	if (form->positive_by < 0) {
		json_null(j, "by");
		return;
	}
	json_open(j, "by", '{');
	json_text(j, "measure", form->measures[form->positive_by].name);
	json_open(j, "steps", '[');
	for (size_t k = 0; k < f->step_count; k++)
		put_step(j, NULL, &f->steps[k]);
	json_close(j);
	if (form->positive_from > 0) {
		json_integer(j, "from", form->positive_from);
		put_step(j, "below", &f->steps_below);
		put_step(j, "from_on", &f->steps_from);
	}
	json_close(j);
}

/* --- answers */

/* Of how many the answers to one field are. */
struct base {
	int field;
	int64_t records, answered, missing, empty;
};

static void put_base(struct json *j, const struct figures *f,
		     const struct base *base)
{
	const struct field *of = &f->form->fields[base->field];

	json_text(j, "field", of->name);
	json_text(j, "repeat",
		  of->repeat < 0 ? NULL : f->form->repeats[of->repeat].name);
	json_put_count(j, "records", base->records);
	json_put_count(j, "answered", base->answered);
	if (f->threshold == 0) {
		json_integer(j, "missing", base->missing);
		json_integer(j, "empty", base->empty);
	}
}

static void put_row_block(struct json *j, const struct figures *f,
			  const struct figure_block *block)
{
	json_open(j, NULL, '{');
	put_base(j, f,
		 &(struct base){ block->field, block->records, block->answered,
				 block->missing, block->empty });
	json_put_suppressed(j, block->suppressed);
	json_open(j, "options", '[');
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		json_open(j, NULL, '{');
		json_text(j, "name", option->option->name);
		json_put_count(j, "count", option->share.met);
		json_put_count(j, "records", option->records);
		json_put_share(j, &option->share);
		json_put_suppressed(j, option->share.suppressed);
		json_close(j);
	}
	json_close(j);
	json_close(j);
}

static void put_scale(struct json *j, const struct figures *f,
		      const struct figure_scale *scale)
{
	json_open(j, NULL, '{');
	put_base(j, f,
		 &(struct base){ scale->field, scale->records, scale->answered,
				 scale->missing, scale->empty });
	json_put_number(j, "mean", scale->known, scale->mean);
	json_put_number(j, "rounded", scale->known, scale->tenths / 10.0);
	json_put_number(j, "deviation", scale->has_interval, scale->deviation);
	json_put_interval(j, scale->has_interval, scale->low, scale->high,
			  "normal");
	json_put_suppressed(j, scale->suppressed);
	json_open(j, "values", '[');
	for (size_t v = 0; v < scale->value_count; v++) {
		json_open(j, NULL, '{');
		json_integer(j, "value", scale->from + (int)v);
		json_put_count(j, "count", scale->values[v].met);
		if (scale->of_rows)
			json_put_count(j, "records", scale->value_records[v]);
		json_put_share(j, &scale->values[v]);
		json_put_suppressed(j, scale->values[v].suppressed);
		json_close(j);
	}
	json_close(j);
	json_close(j);
}

static void put_answer_share(struct json *j, const struct figures *f,
			     const struct figure_share *share)
{
	const struct form_share *of = &f->form->shares[share->share];
	const struct field *field = &f->form->fields[of->field];

	json_open(j, NULL, '{');
	json_text(j, "name", of->name);
	json_text(j, "field", field->name);
	json_open(j, "is", '[');
	for (size_t i = 0; i < of->is_count; i++) {
		if (field->type == FIELD_SCALE)
			json_integer(j, NULL, of->is[i]);
		else
			json_text(j, NULL, field->options[of->is[i]].name);
	}
	json_close(j);
	json_put_count(j, "answered", share->part.of);
	json_put_count(j, "met", share->part.met);
	json_put_share(j, &share->part);
	json_put_suppressed(j, share->part.suppressed);
	json_close(j);
}

void json_answers(struct json *j, const struct figures *f)
{
	json_open(j, "row_blocks", '[');
	for (size_t b = 0; b < f->row_block_count; b++)
		put_row_block(j, f, &f->row_blocks[b]);
	json_close(j);
	json_open(j, "scales", '[');
	for (size_t s = 0; s < f->scale_count; s++)
		put_scale(j, f, &f->scales[s]);
	json_close(j);
	json_open(j, "shares", '[');
	for (size_t s = 0; s < f->share_count; s++)
		put_answer_share(j, f, &f->shares[s]);
	json_close(j);
}

/* --- runs */

static void put_signals(struct json *j, unsigned signals)
{
	static const struct {
		enum run_signal signal;
		const char *name;
	} names[] = {
		{ RUN_SHIFT_UP, "shift_up" },
		{ RUN_SHIFT_DOWN, "shift_down" },
		{ RUN_TREND_UP, "trend_up" },
		{ RUN_TREND_DOWN, "trend_down" },
		{ RUN_BEYOND_HIGH, "beyond_high" },
		{ RUN_BEYOND_LOW, "beyond_low" },
	};

	json_open(j, "signals", '[');
	for (size_t i = 0; i < COUNT(names); i++)
		if (signals & names[i].signal)
			json_text(j, NULL, names[i].name);
	json_close(j);
}

/* Points that say more than their month does. */
static void put_run(struct json *j, const char *measure, const char *item,
		    struct run run)
{
	json_open(j, NULL, '{');
	json_text(j, "measure", measure);
	json_text(j, "item", item);
	json_put_number(j, "centre", run.has_centre, run.centre);
	json_bool(j, "read", run.is_read);
	put_signals(j, run.signals);
	json_open(j, "points", '[');
	for (size_t i = 0; i < run.count; i++) {
		const struct run_point *p = &run.points[i];

		if (!p->has_limits && !p->signals)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "month", p->month);
		json_put_number(j, "low", p->has_limits, p->low);
		json_put_number(j, "high", p->has_limits, p->high);
		put_signals(j, p->signals);
		json_close(j);
	}
	json_close(j);
	json_close(j);
	run_done(&run);
}

void json_runs(struct json *j, const struct figures *f)
{
	json_open(j, "runs", '[');
	for (size_t m = 0; m < f->measure_count; m++)
		put_run(j, f->form->measures[m].name, NULL,
			run_of_measure(f, m));
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			put_run(j, f->form->measures[m].name,
				f->form->fields[f->measures[m].items[i].field]
					.name,
				run_of_item(f, m, i));
	json_close(j);
}

/* --- extras */

static void put_reasons(struct json *j, const struct figures *f)
{
	if (!f->has_reasons) {
		json_null(j, "reasons");
		return;
	}
	json_open(j, "reasons", '[');
	for (size_t i = 0; i < f->reason_count; i++) {
		int rule = f->reasons[i].rule;

		json_open(j, NULL, '{');
		json_text(j, "rule",
			  rule < 0 ? NULL
				   : expr_text(f->form->rules[rule].rule));
		json_integer(j, "records", f->reasons[i].records);
		json_close(j);
	}
	json_close(j);
}

static void put_arrival(struct json *j, const struct figures *f,
			const struct figure_arrival *a)
{
	bool most = a->has_days && a->days_most != FIGURE_HIDDEN_DAYS;

	json_open(j, NULL, '{');
	json_text(j, "form", a->form);
	json_text(j, "by", a->group ? f->response->group_by : NULL);
	json_text(j, "value", a->group);
	json_put_count(j, "due", a->came.of);
	json_put_count(j, "came", a->came.met);
	json_put_share(j, &a->came);
	json_put_count(j, "late", a->late);
	json_put_count(j, "running", a->running);
	json_put_number(j, "days_median", a->has_days,
			(double)a->days_half / 2);
	json_put_number(j, "days_mean", a->has_days,
			(double)a->days_tenth / 10);
	json_put_number(j, "days_most", most, (double)a->days_most);
	json_put_suppressed(j, a->suppressed);
	json_close(j);
}

void json_extras(struct json *j, const struct figures *f)
{
	put_reasons(j, f);
	if (!f->response) {
		json_null(j, "response");
		return;
	}
	json_open(j, "response", '[');
	for (size_t i = 0; i < f->response->arrival_count; i++)
		put_arrival(j, f, &f->response->arrivals[i]);
	json_close(j);
}
