/* measure/suppress_answers.c - see measure/suppress.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "measure/suppress_private.h"

static void hide_option(struct figure_option *option)
{
	option->records = FIGURE_HIDDEN;
	hide_share(&option->share);
}

static void hide_block(struct figure_block *block)
{
	block->suppressed = true;
	block->answered = FIGURE_HIDDEN;
	block->records = FIGURE_HIDDEN;
	for (size_t o = 0; o < block->option_count; o++)
		hide_option(&block->options[o]);
}

/* A choice that each record answers once. */
static void suppress_block(struct figures *f, struct figure_block *block)
{
	struct cell *cells = alloc_new(block->option_count + 1, sizeof(*cells));
	int64_t least = f->threshold, answered = block->answered;

	block->missing = FIGURE_HIDDEN;
	block->empty = FIGURE_HIDDEN;
	for (size_t o = 0; o < block->option_count; o++) {
		int64_t met = block->options[o].share.met;

		cells[o].n = met;
		cells[o].hidden = met < least || answered - met < least;
	}
	if (answered < least)
		hide_block(block);
	else if (f->form->fields[block->field].type == FIELD_SELECT_ONE)
		cover(cells, block->option_count, answered, least);
	for (size_t o = 0; o < block->option_count; o++)
		if (cells[o].hidden)
			hide_option(&block->options[o]);
	free(cells);
}

/*
 * Of rows, and of a scale, whose mean is a second sum: all or nothing.  What
 * nobody answered is nobody's answer and may show.
 */
static bool may_show(const struct share *share, int64_t records,
		     int64_t threshold)
{
	return !is_few(records, threshold) &&
	       share->of - share->met >= threshold;
}

static void suppress_row_block(struct figures *f, struct figure_block *block)
{
	bool hide = false;

	block->missing = FIGURE_HIDDEN;
	block->empty = FIGURE_HIDDEN;
	if (block->records < f->threshold) {
		hide_block(block);
		return;
	}
	for (size_t o = 0; o < block->option_count; o++)
		hide = hide ||
		       !may_show(&block->options[o].share,
				 block->options[o].records, f->threshold);
	for (size_t o = 0; o < block->option_count && hide; o++)
		hide_option(&block->options[o]);
}

static void hide_scale(struct figure_scale *scale)
{
	scale->suppressed = true;
	scale->records = FIGURE_HIDDEN;
	scale->answered = FIGURE_HIDDEN;
	scale->known = false;
	scale->mean = 0;
	scale->tenths = 0;
	scale->has_interval = false;
	scale->low = scale->high = scale->deviation = 0;
}

/*
 * A mean close to an end of the scale says that few gave anything else: no more
 * than all steps from that end together.
 */
bool is_near_an_end(const int64_t *values, size_t count, int64_t threshold)
{
	int64_t up = 0, down = 0;

	for (size_t v = 0; v < count; v++) {
		up += (int64_t)v * values[v];
		down += (int64_t)(count - 1 - v) * values[v];
	}
	return up < threshold || down < threshold;
}

static bool mean_tells(const struct figure_scale *scale, int64_t threshold)
{
	int64_t *values = alloc_new(scale->value_count + 1, sizeof(*values));
	bool tells;

	for (size_t v = 0; v < scale->value_count; v++)
		values[v] = scale->values[v].met;
	tells = is_near_an_end(values, scale->value_count, threshold);
	free(values);
	return tells;
}

static void suppress_scale(struct figures *f, struct figure_scale *scale)
{
	bool hide = scale->records < f->threshold ||
		    mean_tells(scale, f->threshold);

	scale->missing = FIGURE_HIDDEN;
	scale->empty = FIGURE_HIDDEN;
	if (hide)
		hide_scale(scale);
	for (size_t v = 0; v < scale->value_count && !hide; v++)
		hide = !may_show(&scale->values[v], scale->value_records[v],
				 f->threshold);
	for (size_t v = 0; v < scale->value_count && hide; v++) {
		scale->value_records[v] = FIGURE_HIDDEN;
		hide_share(&scale->values[v]);
	}
}

/* --- shares: shown when they say nothing that does not show already */

static const struct share *answer_of(const struct figures *f, int field,
				     size_t answer)
{
	for (size_t b = 0; b < f->block_count; b++)
		if (f->blocks[b].field == field)
			return &f->blocks[b].options[answer].share;
	for (size_t b = 0; b < f->row_block_count; b++)
		if (f->row_blocks[b].field == field)
			return &f->row_blocks[b].options[answer].share;
	for (size_t s = 0; s < f->scale_count; s++)
		if (f->scales[s].field == field)
			return &f->scales[s].values[answer];
	return NULL;
}

static size_t answer_count(const struct field *field)
{
	return field->type == FIELD_SCALE
		       ? (size_t)(field->to - field->from) + 1
		       : field->option_count;
}

static bool is_in(const struct form_share *share, int answer)
{
	for (size_t i = 0; i < share->is_count; i++)
		if (share->is[i] == answer)
			return true;
	return false;
}

static void suppress_share(struct figures *f, struct figure_share *share)
{
	const struct form_share *of = &f->form->shares[share->share];
	const struct field *field = &f->form->fields[of->field];
	int first = field->type == FIELD_SCALE ? (int)field->from : 0;
	bool these = true, others = field->type != FIELD_SELECT_MULTIPLE;

	for (size_t a = 0; a < answer_count(field); a++) {
		const struct share *answer = answer_of(f, of->field, a);

		if (answer && !answer->suppressed)
			continue;
		if (is_in(of, first + (int)a))
			these = false;
		else
			others = false;
	}
	if (share->part.of == 0 || (!these && !others))
		hide_share(&share->part);
}

void suppress_answers(struct figures *f)
{
	for (size_t b = 0; b < f->block_count; b++)
		suppress_block(f, &f->blocks[b]);
	for (size_t b = 0; b < f->row_block_count; b++)
		suppress_row_block(f, &f->row_blocks[b]);
	for (size_t s = 0; s < f->scale_count; s++)
		suppress_scale(f, &f->scales[s]);
	for (size_t s = 0; s < f->share_count; s++)
		suppress_share(f, &f->shares[s]);
}

/* --- positive outcome by the number met of another measure */

/*
 * The numbers met times their records make the pooled figure, so the steps are
 * bound by two sums: all or nothing.  A step that nobody is on is left out.
 */
static bool hide_steps(struct figures *f)
{
	size_t kept = 0;

	for (size_t k = 0; k < f->step_count; k++)
		if (is_few(f->steps[k].positive.of, f->threshold))
			return true;
	for (size_t k = 0; k < f->step_count; k++)
		if (f->steps[k].positive.of > 0)
			f->steps[kept++] = f->steps[k];
	f->step_count = kept;
	return false;
}

/* Fewer steps than this in a half could be worked out from the sums. */
#define STEPS_OF_A_HALF 3

static bool halves_may_show(const struct figures *f)
{
	int from = f->form->positive_from;
	int all = (int)f->step_count;

	return from >= STEPS_OF_A_HALF && all - from >= STEPS_OF_A_HALF &&
	       f->steps_below.positive.of >= f->threshold &&
	       f->steps_from.positive.of >= f->threshold;
}

void suppress_steps(struct figures *f)
{
	bool all, halves;

	if (f->step_count == 0)
		return;
	all = f->positive.suppressed ||
	      f->measures[f->form->positive_by].mean.suppressed;
	halves = all || !halves_may_show(f);
	all = all || hide_steps(f);
	for (size_t k = 0; k < f->step_count && all; k++)
		hide_share(&f->steps[k].positive);
	if (halves) {
		hide_share(&f->steps_below.positive);
		hide_share(&f->steps_from.positive);
	}
}
