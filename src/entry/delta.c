/* entry/delta.c - see entry/delta_private.h */
#include "config.h"

#include "entry/delta_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/same.h"

/* In all of it, also what answer_equal() may leave out. */
static bool same_answer(const struct answer *a, const struct answer *b)
{
	return same_text(a->value, b->value) &&
	       same_text(a->missing, b->missing) &&
	       same_text(a->remark, b->remark) &&
	       same_text(a->reason, b->reason) && a->client == b->client;
}

static struct answer copy_answer(const struct answer *from)
{
	return (struct answer){
		.value = alloc_text(from->value),
		.missing = alloc_text(from->missing),
		.remark = alloc_text(from->remark),
		.reason = alloc_text(from->reason),
		.client = from->client,
	};
}

static void answer_done(struct answer *answer)
{
	free(answer->value);
	free(answer->missing);
	free(answer->remark);
	free(answer->reason);
}

static void put(struct answers *answers, int field, int row,
		const struct answer *answer)
{
	answers_put(answers, field, row, answer->value, answer->missing);
	answers_remark(answers, field, row, answer->remark);
	answers_reason(answers, field, row, answer->reason);
	answers_client(answers, field, row, answer->client);
}

static void compare(const struct answers *before, const struct answers *after,
		    int field, int row, struct delta *out)
{
	const struct answer *a = answers_get(before, field, row);
	const struct answer *b = answers_get(after, field, row);

	if (same_answer(a, b))
		return;
	out->answers = alloc_grow(out->answers, out->count, &out->capacity,
				  sizeof(*out->answers));
	out->answers[out->count++] = (struct delta_answer){
		.field = field,
		.row = row,
		.before = copy_answer(a),
		.after = copy_answer(b),
	};
}

static struct delta_cells copy_cells(const struct answers *answers, int repeat)
{
	const struct repeat *r = &answers_form(answers)->repeats[repeat];
	struct delta_cells cells = { .rows = answers_rows(answers, repeat) };
	size_t width = (size_t)(r->end - r->first);
	struct answer *at;

	at = alloc_new((size_t)cells.rows * width + 1, sizeof(*at));
	cells.answers = at;
	for (int row = 1; row <= cells.rows; row++) {
		for (int field = r->first; field < r->end; field++)
			*at++ = copy_answer(answers_get(answers, field, row));
	}
	return cells;
}

static void cells_done(struct delta_cells *cells, size_t width)
{
	for (size_t i = 0; i < (size_t)cells->rows * width; i++)
		answer_done(&cells->answers[i]);
	free(cells->answers);
}

static void compare_rows(const struct answers *before,
			 const struct answers *after, int repeat,
			 struct delta *out)
{
	const struct repeat *r = &answers_form(before)->repeats[repeat];
	int rows = answers_rows(before, repeat);

	if (rows == answers_rows(after, repeat)) {
		for (int row = 1; row <= rows; row++) {
			for (int field = r->first; field < r->end; field++)
				compare(before, after, field, row, out);
		}
		return;
	}
	out->rows = alloc_grow(out->rows, out->rows_count, &out->rows_capacity,
			       sizeof(*out->rows));
	out->rows[out->rows_count++] = (struct delta_rows){
		.repeat = repeat,
		.width = (size_t)(r->end - r->first),
		.before = copy_cells(before, repeat),
		.after = copy_cells(after, repeat),
	};
}

void delta_between(const struct answers *before, const struct answers *after,
		   struct delta *out)
{
	const struct form *form = answers_form(before);

	*out = (struct delta){ 0 };
	for (int i = 0; i < (int)form->field_count; i++) {
		if (form->fields[i].repeat < 0)
			compare(before, after, i, 0, out);
	}
	for (int i = 0; i < (int)form->repeat_count; i++)
		compare_rows(before, after, i, out);
}

bool delta_is_empty(const struct delta *delta)
{
	return delta->count == 0 && delta->rows_count == 0;
}

static void apply_rows(const struct delta_rows *rows, struct answers *answers,
		       bool forward)
{
	const struct repeat *r = &answers_form(answers)->repeats[rows->repeat];
	const struct delta_cells *cells =
		forward ? &rows->after : &rows->before;
	const struct answer *at = cells->answers;

	for (int row = answers_rows(answers, rows->repeat); row > cells->rows;
	     row--)
		answers_remove_row(answers, rows->repeat, row);
	answers_need_rows(answers, rows->repeat, cells->rows);
	for (int row = 1; row <= cells->rows; row++) {
		for (int field = r->first; field < r->end; field++)
			put(answers, field, row, at++);
	}
}

void delta_apply(const struct delta *delta, struct answers *answers,
		 bool forward)
{
	for (size_t i = 0; i < delta->rows_count; i++)
		apply_rows(&delta->rows[i], answers, forward);
	for (size_t i = 0; i < delta->count; i++) {
		const struct delta_answer *a = &delta->answers[i];

		put(answers, a->field, a->row,
		    forward ? &a->after : &a->before);
	}
}

void delta_done(struct delta *delta)
{
	for (size_t i = 0; i < delta->count; i++) {
		answer_done(&delta->answers[i].before);
		answer_done(&delta->answers[i].after);
	}
	for (size_t i = 0; i < delta->rows_count; i++) {
		cells_done(&delta->rows[i].before, delta->rows[i].width);
		cells_done(&delta->rows[i].after, delta->rows[i].width);
	}
	free(delta->answers);
	free(delta->rows);
	*delta = (struct delta){ 0 };
}
