/* form/answers.c - see form/answers.h */

#include "config.h"

#include "form/answers.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"

/* The rows of one repeat; a row is one array with an answer per field. */
struct rows {
	struct answer **items;
	size_t count;
	size_t capacity;
	int first; /* field of the form */
	int width; /* fields in a row */
};

struct answers {
	const struct form *form;
	struct answer *flat; /* one per field of the form; repeats unused */
	struct rows *repeats;
};

static const struct answer empty;

static void answer_done(struct answer *a)
{
	free(a->value);
	/* Mostly there is no more than that. */
	if (a->missing)
		free(a->missing);
	if (a->remark)
		free(a->remark);
	if (a->reason)
		free(a->reason);
}

static void answer_copy(struct answer *to, const struct answer *from)
{
	to->value = alloc_text(from->value);
	to->missing = alloc_text(from->missing);
	to->remark = alloc_text(from->remark);
	to->reason = alloc_text(from->reason);
	to->client = from->client;
}

static void row_free(struct answer *row, int width)
{
	for (int i = 0; i < width; i++)
		answer_done(&row[i]);
	free(row);
}

static struct rows *rows_of(const struct answers *answers, int repeat)
{
	assert(repeat >= 0 && (size_t)repeat < answers->form->repeat_count);
	return &answers->repeats[repeat];
}

/* NULL when the answers have no such place. */
static struct answer *find(const struct answers *answers, int field, int row)
{
	const struct field *f;
	const struct rows *rows;

	assert(field >= 0 && (size_t)field < answers->form->field_count);
	f = &answers->form->fields[field];
	if (f->repeat < 0)
		return &answers->flat[field];

	rows = &answers->repeats[f->repeat];
	if (row < 1 || (size_t)row > rows->count)
		return NULL;
	return &rows->items[row - 1][field - rows->first];
}

/* The place, made when it is a row that is not there yet. */
static struct answer *need(struct answers *answers, int field, int row)
{
	int repeat = answers->form->fields[field].repeat;

	if (repeat >= 0) {
		assert(row >= 1);
		answers_need_rows(answers, repeat, row);
	}
	return find(answers, field, row);
}

struct answers *answers_new(const struct form *form)
{
	struct answers *answers = alloc_new(1, sizeof(*answers));

	answers->form = form;
	answers->flat = alloc_new(form->field_count + 1, sizeof(struct answer));
	answers->repeats =
		alloc_new(form->repeat_count + 1, sizeof(struct rows));
	for (size_t i = 0; i < form->repeat_count; i++) {
		answers->repeats[i].first = form->repeats[i].first;
		answers->repeats[i].width =
			form->repeats[i].end - form->repeats[i].first;
	}
	return answers;
}

struct answers *answers_copy(const struct answers *answers)
{
	const struct form *form = answers->form;
	struct answers *copy = answers_new(form);

	for (size_t i = 0; i < form->field_count; i++)
		answer_copy(&copy->flat[i], &answers->flat[i]);
	for (size_t i = 0; i < form->repeat_count; i++) {
		const struct rows *from = &answers->repeats[i];
		struct rows *to = &copy->repeats[i];

		answers_need_rows(copy, (int)i, (int)from->count);
		for (size_t row = 0; row < from->count; row++) {
			for (int k = 0; k < from->width; k++)
				answer_copy(&to->items[row][k],
					    &from->items[row][k]);
		}
	}
	return copy;
}

void answers_free(struct answers *answers)
{
	if (!answers)
		return;
	for (size_t i = 0; i < answers->form->field_count; i++)
		answer_done(&answers->flat[i]);
	for (size_t i = 0; i < answers->form->repeat_count; i++) {
		struct rows *rows = &answers->repeats[i];

		for (size_t row = 0; row < rows->count; row++)
			row_free(rows->items[row], rows->width);
		free(rows->items);
	}
	free(answers->flat);
	free(answers->repeats);
	free(answers);
}

void answers_clear(struct answers *answers)
{
	for (size_t i = 0; i < answers->form->field_count; i++)
		answer_done(&answers->flat[i]);
	memset(answers->flat, 0,
	       answers->form->field_count * sizeof(*answers->flat));
	for (size_t i = 0; i < answers->form->repeat_count; i++)
		while (answers->repeats[i].count > 0)
			answers_remove_row(answers, (int)i,
					   (int)answers->repeats[i].count);
}

const struct form *answers_form(const struct answers *answers)
{
	return answers->form;
}

const struct answer *answers_get(const struct answers *answers, int field,
				 int row)
{
	const struct answer *a = find(answers, field, row);

	return a ? a : &empty;
}

void answers_put(struct answers *answers, int field, int row, const char *value,
		 const char *missing)
{
	struct answer *a = need(answers, field, row);

	assert(!value || !missing);
	alloc_replace(&a->value, value);
	alloc_replace(&a->missing, missing);
	if (!value && !missing)
		a->client = CLIENT_NONE;
}

void answers_take(struct answers *answers, int field, int row, char *value,
		  const char *missing)
{
	struct answer *a = need(answers, field, row);

	assert(!value || !missing);
	free(a->value);
	a->value = value;
	alloc_replace(&a->missing, missing);
	if (!value && !missing)
		a->client = CLIENT_NONE;
}

void answers_remark(struct answers *answers, int field, int row,
		    const char *remark)
{
	alloc_replace(&need(answers, field, row)->remark, remark);
}

void answers_reason(struct answers *answers, int field, int row,
		    const char *reason)
{
	alloc_replace(&need(answers, field, row)->reason, reason);
}

void answers_client(struct answers *answers, int field, int row,
		    enum answer_client client)
{
	struct answer *a = need(answers, field, row);

	a->client = a->value || a->missing ? client : CLIENT_NONE;
}

bool answer_is_given(const struct answer *answer)
{
	return answer->value || answer->missing || answer->remark ||
	       answer->reason;
}

bool answer_is_hidden(const struct answer *answer)
{
	return answer->client == CLIENT_HIDDEN || answer->client == CLIENT_NOW;
}

bool answers_any_hidden(const struct answers *answers)
{
	for (size_t i = 0; i < answers->form->field_count; i++) {
		int repeat = answers->form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(answers, repeat);

		for (int row = repeat >= 0; row <= rows; row++)
			if (answer_is_hidden(answers_get(answers, (int)i, row)))
				return true;
	}
	return false;
}

const char *answer_client_name(enum answer_client client)
{
	switch (client) {
	case CLIENT_HIDDEN:
	case CLIENT_NOW:
		return "hidden";
	case CLIENT_SHOWN:
	case CLIENT_NOW_SHOWN:
		return "shown";
	default:
		return NULL;
	}
}

enum answer_client answer_client_read(const char *name)
{
	if (name && strcmp(name, "shown") == 0)
		return CLIENT_SHOWN;
	return name && strcmp(name, "hidden") == 0 ? CLIENT_HIDDEN
						   : CLIENT_NONE;
}

int answers_rows(const struct answers *answers, int repeat)
{
	return (int)rows_of(answers, repeat)->count;
}

void answers_need_rows(struct answers *answers, int repeat, int rows)
{
	while (answers_rows(answers, repeat) < rows)
		answers_add_row(answers, repeat,
				answers_rows(answers, repeat) + 1);
}

void answers_add_row(struct answers *answers, int repeat, int at)
{
	struct rows *rows = rows_of(answers, repeat);
	size_t i = (size_t)(at - 1);

	assert(at >= 1 && i <= rows->count);
	rows->items = alloc_grow(rows->items, rows->count, &rows->capacity,
				 sizeof(*rows->items));
	memmove(&rows->items[i + 1], &rows->items[i],
		(rows->count - i) * sizeof(*rows->items));
	rows->items[i] = alloc_new((size_t)rows->width, sizeof(struct answer));
	rows->count++;
}

void answers_remove_row(struct answers *answers, int repeat, int row)
{
	struct rows *rows = rows_of(answers, repeat);
	size_t i = (size_t)(row - 1);

	assert(row >= 1 && i < rows->count);
	row_free(rows->items[i], rows->width);
	rows->count--;
	memmove(&rows->items[i], &rows->items[i + 1],
		(rows->count - i) * sizeof(*rows->items));
}

void answers_move_row(struct answers *answers, int repeat, int row, int to)
{
	struct rows *rows = rows_of(answers, repeat);
	struct answer *moved;
	int step = to > row ? 1 : -1;

	assert(row >= 1 && (size_t)row <= rows->count);
	assert(to >= 1 && (size_t)to <= rows->count);
	moved = rows->items[row - 1];
	for (int i = row; i != to; i += step)
		rows->items[i - 1] = rows->items[i - 1 + step];
	rows->items[to - 1] = moved;
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
	return same_text(a->value, b->value) &&
	       same_text(a->missing, b->missing) &&
	       same_text(a->remark, b->remark) &&
	       same_text(a->reason, b->reason) && a->client == b->client;
}

static bool rows_equal(const struct rows *a, const struct rows *b)
{
	if (a->count != b->count)
		return false;
	for (size_t row = 0; row < a->count; row++) {
		for (int k = 0; k < a->width; k++) {
			if (!answer_equal(&a->items[row][k], &b->items[row][k]))
				return false;
		}
	}
	return true;
}

bool answers_equal(const struct answers *a, const struct answers *b)
{
	assert(a->form == b->form);
	for (size_t i = 0; i < a->form->field_count; i++) {
		if (!answer_equal(&a->flat[i], &b->flat[i]))
			return false;
	}
	for (size_t i = 0; i < a->form->repeat_count; i++) {
		if (!rows_equal(&a->repeats[i], &b->repeats[i]))
			return false;
	}
	return true;
}
