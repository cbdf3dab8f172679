/* measure/figures_answers.c - what was answered; see measure/figures.h */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "measure/benchmark.h"
#include "measure/figures_private.h"
#include "measure/interval.h"

/* --- choices */

/* In how many records is this answer? */
static int64_t records_of(const struct tally_block *from, size_t o)
{
	return from->records_of ? from->records_of[o] : from->options[o];
}

static struct figure_option *compute_options(const struct figures *f,
					     const struct tally_block *from)
{
	const struct field *field = &f->form->fields[from->field];
	struct figure_option *options =
		alloc_new(from->option_count, sizeof(*options));

	for (size_t o = 0; o < from->option_count; o++)
		options[o] = (struct figure_option){
			.option = &field->options[o],
			.share = share_of(from->options[o], from->answered, -1),
			.records = records_of(from, o),
			.benchmark = benchmark_percent(
				f->benchmark, BENCHMARK_OPTION, field->name,
				field->options[o].name),
		};
	return options;
}

static struct figure_block *compute_blocks(const struct figures *f,
					   const struct tally_block *blocks,
					   size_t count)
{
	struct figure_block *result = alloc_new(count, sizeof(*result));

	for (size_t b = 0; b < count; b++) {
		const struct tally_block *from = &blocks[b];
		bool of_rows = f->form->fields[from->field].repeat >= 0;
		int64_t all = of_rows ? from->rows : f->valid;

		result[b] = (struct figure_block){
			.field = from->field,
			.of_rows = of_rows,
			.records = of_rows ? from->records : from->answered,
			.answered = from->answered,
			.missing = from->missing,
			.empty = all - from->answered - from->missing,
			.option_count = from->option_count,
			.options = compute_options(f, from),
		};
	}
	return result;
}

/* --- scales */

/*
 * The mean and the variance of the answers.  Values are counted from 0, so
 * that all sums are whole and none is negative.
 */
static void compute_mean(struct figure_scale *scale,
			 const struct tally_block *from)
{
	int64_t n = from->answered, sum = 0, squares = 0;
	long double top;
	double reach, last;

	if (n == 0)
		return;
	for (size_t v = 0; v < from->option_count; v++) {
		sum += (int64_t)v * from->options[v];
		squares += (int64_t)(v * v) * from->options[v];
	}
	scale->known = true;
	scale->mean = scale->from + (double)sum / (double)n;
	scale->tenths = 10 * scale->from + (int)((20 * sum + n) / (2 * n));
	if (n < 2)
		return;

	top = (long double)n * (long double)squares -
	      (long double)sum * (long double)sum;
	scale->deviation =
		(double)sqrtl(top / (long double)n / (long double)(n - 1));
	reach = INTERVAL_Z * scale->deviation / sqrt((double)n);
	last = scale->from + (double)(from->option_count - 1);
	scale->has_interval = true;
	scale->low = fmax(scale->mean - reach, scale->from);
	scale->high = fmin(scale->mean + reach, last);
}

static void compute_scales(struct figures *f, const struct tally *tally)
{
	f->scale_count = tally->scale_count;
	f->scales = alloc_new(f->scale_count, sizeof(*f->scales));
	for (size_t s = 0; s < f->scale_count; s++) {
		const struct tally_block *from = &tally->scales[s];
		const struct field *field = &f->form->fields[from->field];
		struct figure_scale *to = &f->scales[s];
		bool of_rows = field->repeat >= 0;
		int64_t all = of_rows ? from->rows : f->valid;

		to->field = from->field;
		to->of_rows = of_rows;
		to->records = of_rows ? from->records : from->answered;
		to->answered = from->answered;
		to->missing = from->missing;
		to->empty = all - from->answered - from->missing;
		to->from = (int)field->from;
		to->value_count = from->option_count;
		to->values = alloc_new(to->value_count, sizeof(*to->values));
		to->value_records =
			alloc_new(to->value_count, sizeof(*to->value_records));
		for (size_t v = 0; v < to->value_count; v++) {
			to->values[v] =
				share_of(from->options[v], from->answered, -1);
			to->value_records[v] = records_of(from, v);
		}
		compute_mean(to, from);
	}
}

/* --- shares */

static const struct tally_block *find_answers(const struct tally *tally,
					      int field)
{
	for (size_t b = 0; b < tally->block_count; b++)
		if (tally->blocks[b].field == field)
			return &tally->blocks[b];
	for (size_t b = 0; b < tally->row_block_count; b++)
		if (tally->row_blocks[b].field == field)
			return &tally->row_blocks[b];
	for (size_t b = 0; b < tally->scale_count; b++)
		if (tally->scales[b].field == field)
			return &tally->scales[b];
	return NULL;
}

static void compute_shares(struct figures *f, const struct tally *tally)
{
	f->share_count = f->form->share_count;
	f->shares = alloc_new(f->share_count, sizeof(*f->shares));
	for (size_t s = 0; s < f->share_count; s++) {
		const struct form_share *share = &f->form->shares[s];
		const struct field *field = &f->form->fields[share->field];
		const struct tally_block *from =
			find_answers(tally, share->field);
		int first = field->type == FIELD_SCALE ? (int)field->from : 0;
		int64_t met = 0;

		f->shares[s].share = (int)s;
		if (!from)
			continue;
		for (size_t i = 0; i < share->is_count; i++)
			met += from->options[share->is[i] - first];
		f->shares[s].part = share_of(met, from->answered, -1);
	}
}

/* --- positive outcome by the number met of another measure */

static struct figure_step step_of(const struct tally *tally, size_t first,
				  size_t end, int met)
{
	int64_t positive = 0, of = 0;

	for (size_t k = first; k < end; k++) {
		const int64_t *n = &tally->by_met[k * TALLY_OUTCOMES];

		positive += n[TALLY_POSITIVE];
		of += n[TALLY_POSITIVE] + n[TALLY_UNDECIDED] +
		      n[TALLY_NOT_POSITIVE];
	}
	return (struct figure_step){ .met = met,
				     .positive = share_of(positive, of, -1) };
}

static void compute_steps(struct figures *f, const struct tally *tally)
{
	size_t count = tally->by_met_count;
	size_t from = (size_t)f->form->positive_from;

	f->step_count = count;
	f->steps = alloc_new(count, sizeof(*f->steps));
	for (size_t k = 0; k < count; k++)
		f->steps[k] = step_of(tally, k, k + 1, (int)k);
	if (count == 0 || from == 0)
		return;
	f->steps_below = step_of(tally, 0, from, -1);
	f->steps_from = step_of(tally, from, count, -1);
}

void compute_answers(struct figures *f, const struct tally *tally)
{
	f->block_count = tally->block_count;
	f->blocks = compute_blocks(f, tally->blocks, tally->block_count);
	f->row_block_count = tally->row_block_count;
	f->row_blocks =
		compute_blocks(f, tally->row_blocks, tally->row_block_count);
	compute_scales(f, tally);
	compute_shares(f, tally);
	compute_steps(f, tally);
}

static void blocks_free(struct figure_block *blocks, size_t count)
{
	for (size_t b = 0; b < count; b++)
		free(blocks[b].options);
	free(blocks);
}

void answers_done(struct figures *f)
{
	blocks_free(f->blocks, f->block_count);
	blocks_free(f->row_blocks, f->row_block_count);
	for (size_t s = 0; s < f->scale_count; s++) {
		free(f->scales[s].value_records);
		free(f->scales[s].values);
	}
	free(f->scales);
	free(f->shares);
	free(f->steps);
}
