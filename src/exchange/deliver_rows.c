/* exchange/deliver_rows.c - which records are one row; see
 * exchange/deliver.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "entry/around.h"
#include "entry/rules.h"
#include "exchange/deliver_private.h"
#include "form/expr.h"

/* Later than every day. */
#define NOT_OVER "9999-99-99"

struct gathering {
	struct outgoing *outgoing;
	const struct delivery *delivery;
	struct deliver_rows *rows;
};

/* --- gathering */

static char *key_of(const struct delivery_merge *merge,
		    const struct answers *answers)
{
	struct buffer key = { 0 };
	size_t i;

	for (i = 0; i < merge->field_count; i++) {
		const char *value =
			answers_get(answers, merge->fields[i], 0)->value;

		/* A sign that stands in no answer. */
		buffer_add(&key, value ? value : "");
		buffer_add_byte(&key, '\x1f');
	}
	buffer_add(&key, "");
	return buffer_take(&key);
}

/* The first rule that is for this record. */
static int find_rule(struct gathering *gathering, struct deliver_record *record,
		     struct err *err)
{
	const struct delivery *delivery = gathering->delivery;
	struct around around = { 0 };
	struct rules *rules;
	size_t i;
	int code;

	record->rule = -1;
	code = around_load(gathering->outgoing->store,
			   gathering->outgoing->catalogue,
			   record->head.traject_id, record->head.jeugdige,
			   record->head.completed, &around, err);
	if (code)
		return code;
	rules = rules_new(record->answers, &around.seen);
	for (i = 0; i < delivery->merge_count && record->rule < 0; i++) {
		const struct delivery_merge *merge = &delivery->merges[i];
		struct expr_context context = rules_context(rules, 0);

		if (!merge->when ||
		    expr_truth(merge->when, &context) == TRUTH_TRUE)
			record->rule = (int)i;
	}
	rules_free(rules);
	around_done(&around);
	if (record->rule >= 0)
		record->key = key_of(&delivery->merges[record->rule],
				     record->answers);
	return 0;
}

static int gather(void *of, const struct record_head *head,
		  const struct answers *answers, struct err *err)
{
	struct gathering *gathering = of;
	struct deliver_rows *rows = gathering->rows;
	struct deliver_record *record;

	rows->records =
		alloc_grow(rows->records, rows->record_count,
			   &rows->record_capacity, sizeof(*rows->records));
	record = &rows->records[rows->record_count++];
	*record = (struct deliver_record){ 0 };
	record->answers = deliver_as_version(gathering->delivery->form, answers,
					     head->traject, &record->lost);
	record_head_copy(&record->head, head);
	return find_rule(gathering, record, err);
}

/* --- joining */

static const char *day_at(const struct answers *answers, int field,
			  const char *otherwise)
{
	const char *value = answers_get(answers, field, 0)->value;

	return value ? value : otherwise;
}

/* Which delivery is sorted; qsort() passes nothing on. */
struct sorting {
	const struct deliver_record *record;
	const char *from;
};

static int compare(const void *a, const void *b)
{
	const struct sorting *x = a;
	const struct sorting *y = b;
	int order = x->record->rule - y->record->rule;

	if (order == 0 && x->record->key)
		order = strcmp(x->record->key, y->record->key);
	if (order == 0)
		order = strcmp(x->from, y->from);
	return order ? order : strcmp(x->record->head.id, y->record->head.id);
}

/* In the order in which what belongs together stands together. */
static void sort_records(struct deliver_rows *rows, int from)
{
	size_t count = rows->record_count;
	struct sorting *order = alloc_new(count + 1, sizeof(*order));
	struct deliver_record *sorted = alloc_new(count + 1, sizeof(*sorted));
	size_t i;

	for (i = 0; i < count; i++)
		order[i] = (struct sorting){ &rows->records[i],
					     day_at(rows->records[i].answers,
						    from, "") };
	qsort(order, count, sizeof(*order), compare);
	for (i = 0; i < count; i++)
		sorted[i] = *order[i].record;
	free(order);
	free(rows->records);
	rows->records = sorted;
	rows->record_capacity = count + 1;
}

/* Does the record belong to a row that lasts until `until`? */
static bool belongs(const struct delivery *delivery,
		    const struct deliver_record *previous,
		    const struct deliver_record *record, const char *until)
{
	if (record->rule < 0 || record->rule != previous->rule ||
	    strcmp(record->key, previous->key) != 0)
		return false;
	return !delivery->merges[record->rule].overlapping ||
	       strcmp(day_at(record->answers, delivery->from, ""), until) <= 0;
}

static void find_rows(struct deliver_rows *rows,
		      const struct delivery *delivery)
{
	const char *until = "";
	size_t i;

	for (i = 0; i < rows->record_count; i++) {
		const struct deliver_record *record = &rows->records[i];
		const char *to =
			day_at(record->answers, delivery->to, NOT_OVER);

		if (i > 0 && belongs(delivery, record - 1, record, until)) {
			rows->items[rows->count - 1].count++;
			if (strcmp(to, until) > 0)
				until = to;
			continue;
		}
		rows->items = alloc_grow(rows->items, rows->count,
					 &rows->capacity, sizeof(*rows->items));
		rows->items[rows->count++] =
			(struct deliver_row){ .first = i, .count = 1 };
		until = to;
	}
}

/* What is empty in one comes from the other. */
static void fill_in(struct answers *to, const struct answers *from)
{
	const struct form *form = answers_form(to);
	int i;

	for (i = 0; i < (int)form->field_count; i++) {
		const struct answer *answer;

		if (form->fields[i].repeat >= 0 || answers_get(to, i, 0)->value)
			continue;
		answer = answers_get(from, i, 0);
		if (answer->value)
			answers_put(to, i, 0, answer->value, NULL);
	}
}

static void join(struct deliver_rows *rows, struct deliver_row *row,
		 const struct delivery *delivery)
{
	const struct deliver_record *records = &rows->records[row->first];
	const char *from = NULL;
	const char *to = "";
	size_t i;

	row->base = row->first;
	for (i = 0; i < row->count; i++) {
		const struct answers *answers = records[i].answers;
		const char *begin = day_at(answers, delivery->from, NULL);
		const char *end = day_at(answers, delivery->to, NOT_OVER);

		if (begin && (!from || strcmp(begin, from) < 0))
			from = begin;
		if (strcmp(end, to) > 0)
			to = end;
		if (strcmp(records[i].head.changed,
			   rows->records[row->base].head.changed) > 0)
			row->base = row->first + i;
	}
	row->answers = answers_copy(rows->records[row->base].answers);
	for (i = row->count; i-- > 0;)
		fill_in(row->answers, records[i].answers);
	answers_put(row->answers, delivery->from, 0, from, NULL);
	answers_put(row->answers, delivery->to, 0,
		    strcmp(to, NOT_OVER) == 0 ? NULL : to, NULL);
}

int deliver_rows(struct outgoing *outgoing, const struct delivery *delivery,
		 struct deliver_rows *out, struct err *err)
{
	struct gathering gathering = { outgoing, delivery, out };
	size_t i;
	int code = outgoing_visit(outgoing, gather, &gathering, err);

	if (code)
		return code;
	sort_records(out, delivery->from);
	find_rows(out, delivery);
	for (i = 0; i < out->count; i++)
		join(out, &out->items[i], delivery);
	return 0;
}

void deliver_rows_done(struct deliver_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->record_count; i++) {
		record_head_done(&rows->records[i].head);
		answers_free(rows->records[i].answers);
		problem_list_done(&rows->records[i].lost);
		free(rows->records[i].key);
	}
	for (i = 0; i < rows->count; i++)
		answers_free(rows->items[i].answers);
	free(rows->records);
	free(rows->items);
	*rows = (struct deliver_rows){ 0 };
}
