/* report/summary_json.c - the figures for other programs; see report/summary.h */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/json.h"
#include "report/summary_json_private.h"
#include "report/summary_private.h"

void json_put_count(struct json *j, const char *key, int64_t number)
{
	if (number == FIGURE_HIDDEN)
		json_null(j, key);
	else
		json_integer(j, key, number);
}

void json_put_number(struct json *j, const char *key, bool known, double number)
{
	json_number(j, key, known ? number : (double)NAN);
}

void json_put_percent(struct json *j, const char *key, bool known, int percent)
{
	if (known)
		json_integer(j, key, percent);
	else
		json_null(j, key);
}

void json_put_suppressed(struct json *j, bool suppressed)
{
	if (suppressed)
		json_bool(j, "suppressed", true);
}

void json_put_interval(struct json *j, bool has, double low, double high,
		       const char *method)
{
	json_put_number(j, "low", has, low);
	json_put_number(j, "high", has, high);
	json_text(j, "interval", has ? method : NULL);
}

void json_put_verdict(struct json *j, bool known, int target, bool reached,
		      enum verdict verdict)
{
	if (known && target >= 0)
		json_bool(j, "reached", reached);
	else
		json_null(j, "reached");
	json_text(j, "verdict", verdict_name(verdict));
}

void json_put_share(struct json *j, const struct share *share)
{
	json_put_number(j, "rate", share->known, share->rate);
	json_put_percent(j, "percent", share->known, share->percent);
	json_put_interval(j, share->has_interval, share->low, share->high,
			  "wilson");
}

static void put_differs(struct json *j, const struct field *field)
{
	if (field->differs.count > 0)
		json_text(j, "differs", words_text(&field->differs));
}

static void put_selection(struct json *j, const struct figures *f)
{
	json_text(j, "form", f->form->name);
	json_open(j, "versions", '[');
	for (size_t i = 0; i < f->version_count; i++)
		json_text(j, NULL, f->versions[i]);
	json_close(j);
	json_text(j, "from", f->from);
	json_text(j, "to", f->to);
	json_text(j, "by", f->by_ended ? "ended" : "completed");
	json_open(j, "filter", '{');
	json_text(j, "organisatie", f->organisatie);
	json_text(j, "team", f->team);
	json_text(j, "medewerker", f->medewerker);
	json_close(j);
	if (f->threshold > 0)
		json_integer(j, "threshold", f->threshold);
	if (f->practice)
		json_bool(j, "practice", true);
}

static void put_records(struct json *j, const struct figures *f)
{
	struct summary_count counts[SUMMARY_COUNTS];
	bool hidden = false;

	summary_counts(f, counts);
	json_open(j, "records", '{');
	for (size_t i = 0; i < SUMMARY_COUNTS; i++) {
		json_put_count(j, counts[i].name, counts[i].number);
		hidden = hidden || counts[i].number == FIGURE_HIDDEN;
	}
	json_put_suppressed(j, hidden);
	json_close(j);
}

static void put_item(struct json *j, const struct figures *f,
		     const struct figure_item *item, int target)
{
	const struct share *share = &item->share;

	json_open(j, NULL, '{');
	json_text(j, "name", f->form->fields[item->field].name);
	json_text(j, "number", f->form->fields[item->field].number);
	json_put_count(j, "scored", share->of);
	json_put_count(j, "met", share->met);
	json_put_share(j, share);
	json_put_verdict(j, share->known, target, share->reached,
			 share->verdict);
	if (f->threshold == 0) {
		json_integer(j, "missing", item->missing);
		json_integer(j, "empty", item->empty);
	}
	put_differs(j, &f->form->fields[item->field]);
	json_put_percent(j, "benchmark", item->benchmark >= 0, item->benchmark);
	json_put_suppressed(j, share->suppressed);
	json_close(j);
}

static void put_measure(struct json *j, const struct figures *f,
			const struct figure_measure *measure)
{
	const struct mean *mean = &measure->mean;

	json_open(j, NULL, '{');
	json_text(j, "name", f->form->measures[measure->measure].name);
	json_put_number(j, "target", measure->target >= 0,
			measure->target / 100.0);
	json_put_count(j, "records", mean->records);
	json_put_number(j, "mean", mean->known, mean->mean);
	json_put_number(j, "pooled", mean->pooled.known, mean->pooled.rate);
	json_put_count(j, "pooled_met", mean->pooled.met);
	json_put_count(j, "pooled_scored", mean->pooled.of);
	json_put_percent(j, "pooled_percent", mean->pooled.known,
			 mean->pooled.percent);
	json_put_percent(j, "percent", mean->known, mean->percent);
	json_put_interval(j, mean->has_interval, mean->low, mean->high,
			  "normal");
	json_put_verdict(j, mean->known, measure->target, mean->reached,
			 mean->verdict);
	json_put_number(j, "deviation", mean->has_deviation, mean->deviation);
	json_put_percent(j, "benchmark", measure->benchmark >= 0,
			 measure->benchmark);
	json_put_suppressed(j, mean->suppressed);
	json_open(j, "items", '[');
	for (size_t i = 0; i < measure->item_count; i++)
		put_item(j, f, &measure->items[i], measure->target);
	json_close(j);
	json_close(j);
}

static void put_positive(struct json *j, const struct figures *f)
{
	if (!f->has_positive) {
		json_null(j, "positive");
		return;
	}
	json_open(j, "positive", '{');
	json_put_count(j, "records", f->positive.of);
	json_put_count(j, "met", f->positive.met);
	json_put_count(j, "undecided", f->undecided);
	json_put_share(j, &f->positive);
	json_put_suppressed(j, f->positive.suppressed);
	json_steps(j, f);
	json_close(j);
}

static void put_block(struct json *j, const struct figures *f,
		      const struct figure_block *block)
{
	json_open(j, NULL, '{');
	json_text(j, "field", f->form->fields[block->field].name);
	json_put_count(j, "answered", block->answered);
	if (f->threshold == 0) {
		json_integer(j, "missing", block->missing);
		json_integer(j, "empty", block->empty);
	}
	json_put_suppressed(j, block->suppressed);
	json_open(j, "options", '[');
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		json_open(j, NULL, '{');
		json_text(j, "name", option->option->name);
		json_put_count(j, "count", option->share.met);
		json_put_share(j, &option->share);
		json_put_percent(j, "benchmark", option->benchmark >= 0,
				 option->benchmark);
		json_put_suppressed(j, option->share.suppressed);
		json_close(j);
	}
	json_close(j);
	json_close(j);
}

/* The published values of one kind, as in the benchmarks file. */
static void put_values(struct json *j, const char *key,
		       const struct benchmark *b, enum benchmark_kind kind)
{
	json_open(j, key, '{');
	for (size_t i = 0; i < b->value_count; i++)
		if (b->values[i].kind == kind)
			json_number(j, b->values[i].name, b->values[i].percent);
	json_close(j);
}

static bool is_first_of_field(const struct benchmark *b, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (b->values[k].kind == BENCHMARK_OPTION &&
		    strcmp(b->values[k].name, b->values[i].name) == 0)
			return false;
	return true;
}

static void put_option_values(struct json *j, const struct benchmark *b)
{
	json_open(j, "options", '{');
	for (size_t i = 0; i < b->value_count; i++) {
		const struct benchmark_value *first = &b->values[i];

		if (first->kind != BENCHMARK_OPTION || !is_first_of_field(b, i))
			continue;
		json_open(j, first->name, '{');
		for (size_t k = i; k < b->value_count; k++)
			if (b->values[k].kind == BENCHMARK_OPTION &&
			    strcmp(b->values[k].name, first->name) == 0)
				json_number(j, b->values[k].option,
					    b->values[k].percent);
		json_close(j);
	}
	json_close(j);
}

static void put_benchmarks(struct json *j, const struct figures *f,
			   const struct catalogue *catalogue)
{
	size_t count = catalogue ? catalogue_benchmark_count(catalogue) : 0;

	json_open(j, "benchmarks", '[');
	for (size_t i = 0; i < count; i++) {
		const struct benchmark *b = catalogue_benchmark(catalogue, i);

		if (strcmp(b->form, f->form->name) != 0)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "period", b->period);
		json_text(j, "version", b->version);
		json_text(j, "source", b->source);
		json_put_percent(j, "records", b->records > 0, b->records);
		json_put_percent(j, "organisations", b->organisations > 0,
				 b->organisations);
		json_bool(j, "compared", b == f->benchmark);
		put_values(j, "measures", b, BENCHMARK_MEASURE);
		put_values(j, "items", b, BENCHMARK_ITEM);
		put_option_values(j, b);
		json_close(j);
	}
	json_close(j);
}

void summary_json(const struct figures *figures,
		  const struct catalogue *catalogue, struct buffer *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	put_selection(&j, figures);
	put_records(&j, figures);
	json_open(&j, "measures", '[');
	for (size_t m = 0; m < figures->measure_count; m++)
		put_measure(&j, figures, &figures->measures[m]);
	json_close(&j);
	put_positive(&j, figures);
	json_open(&j, "blocks", '[');
	for (size_t b = 0; b < figures->block_count; b++)
		put_block(&j, figures, &figures->blocks[b]);
	json_close(&j);
	json_tables(&j, figures);
	put_benchmarks(&j, figures, catalogue);
	json_more_tables(&j, figures);
	json_answers(&j, figures);
	json_runs(&j, figures);
	json_extras(&j, figures);
	json_comparison(&j, figures);
	json_close(&j);
}
