/* entry/due.c - see entry/due.h */
#include "config.h"

#include "entry/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/work.h"
#include "entry/todo_private.h"

/* What everything is judged by. */
struct search {
	struct store *store;
	const struct catalogue *catalogue;
	const char *today;
	struct due_list out;
};

static struct due *add(struct search *s, enum due_kind kind,
		       const struct traject *traject)
{
	struct due_list *out = &s->out;
	struct due *due;

	out->items = alloc_grow(out->items, out->count, &out->capacity,
				sizeof(*out->items));
	due = &out->items[out->count++];
	*due = (struct due){ .kind = kind };
	traject_copy(&due->traject, traject);
	out->counts[kind]++;
	return due;
}

static void add_todo(struct search *s, const struct traject *traject,
		     const struct todo *todo)
{
	bool begun = todo->state == TODO_DRAFT || todo->correcting;
	bool open = todo->state == TODO_OVERDUE || todo->state == TODO_TO_DO;
	struct due *due;

	if (!begun && !open)
		return;
	due = add(s,
		  todo->days_late > 0 ? DUE_LATE
		  : begun             ? DUE_DRAFT
				      : DUE_TO_DO,
		  traject);
	due->form = todo->form;
	due->jeugdige = alloc_text(todo->jeugdige);
	due->who = todo_who(todo);
	due->begun = begun;
	due->day = alloc_text(todo->due);
	due->days = todo->days_late;
}

static void add_no_end(struct search *s, const struct traject *traject)
{
	struct due *due;
	int64_t days;

	if (traject->ended)
		return;
	due = add(s, DUE_NO_END, traject);
	due->form = catalogue_traject(s->catalogue);
	due->day = alloc_text(traject->started);
	if (traject->started && date_days(traject->started, s->today, &days) &&
	    days > 0)
		due->days = (int)days;
}

static void look_at(struct search *s, const struct traject *traject,
		    const struct todo_list *todo)
{
	for (size_t i = 0; i < todo->count; i++)
		add_todo(s, traject, &todo->items[i]);
	add_no_end(s, traject);
}

/* So many are asked for together. */
#define TOGETHER 128

static int look_at_one(struct search *s, int64_t id,
		       const struct todo_list *todo, struct err *err)
{
	struct traject traject = { 0 };
	int code = trajecten_get(s->store, id, &traject, err);

	if (!code)
		look_at(s, &traject, todo);
	traject_done(&traject);
	return code;
}

static int look_at_some(struct search *s, const int64_t *ids, size_t count,
			struct err *err)
{
	struct todo_list lists[TOGETHER];
	int code = todo_open_of_trajecten(s->store, s->catalogue, ids, count,
					  s->today, lists, err);

	if (code)
		return code;
	for (size_t i = 0; i < count; i++) {
		if (!code)
			code = look_at_one(s, ids[i], &lists[i], err);
		todo_list_done(&lists[i]);
	}
	return code;
}

static int look_at_all(struct search *s, const struct traject_numbers *ids,
		       struct err *err)
{
	int code = 0;

	work_begin(NULL, ids->count);
	for (size_t i = 0; i < ids->count && !code; i += TOGETHER) {
		size_t left = ids->count - i;

		code = work_at(i, err);
		if (!code)
			code = look_at_some(s, &ids->items[i],
					    left < TOGETHER ? left : TOGETHER,
					    err);
	}
	work_end();
	return code;
}

/* Of most trajecten nothing is to be done: they are not looked at. */
static int find_open(struct search *s, const struct traject_query *names,
		     struct err *err)
{
	struct traject_settled settled = { 0 };
	struct traject_numbers open = { 0 };
	bool known = todo_settled(s->catalogue, s->today, &settled);
	int code = trajecten_unsettled(s->store, names, known ? &settled : NULL,
				       &open, &s->out.own, err);

	todo_settled_done(&settled);
	if (!code)
		code = look_at_all(s, &open, err);
	traject_numbers_done(&open);
	s->out.counts[DUE_TO_DO] += s->out.own.count;
	return code;
}

/* --- in order */

static int compare_texts(const char *a, const char *b)
{
	/* What has no day comes last. */
	return a && b ? strcmp(a, b) : (a == NULL) - (b == NULL);
}

static int compare(const void *a, const void *b)
{
	const struct due *x = a;
	const struct due *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = compare_texts(x->day, y->day);
	if (!order)
		order = strcmp(x->traject.code, y->traject.code);
	if (!order)
		order = x->traject.id < y->traject.id
				? -1
				: x->traject.id > y->traject.id;
	if (!order)
		order = strcmp(x->form->name, y->form->name);
	return order ? order : compare_texts(x->jeugdige, y->jeugdige);
}

int due_find(struct store *store, const struct catalogue *catalogue,
	     const struct traject_query *names, const char *today,
	     struct due_list *out, struct err *err)
{
	struct search s = { .store = store,
			    .catalogue = catalogue,
			    .today = today };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = find_open(&s, names, err);
	store_end_reading(store);
	if (code) {
		due_list_done(&s.out);
		return code;
	}
	if (s.out.count > 1)
		qsort(s.out.items, s.out.count, sizeof(*s.out.items), compare);
	s.out.own_from = s.out.count - s.out.counts[DUE_NO_END];
	*out = s.out;
	return 0;
}

static void due_done(struct due *due)
{
	traject_done(&due->traject);
	free(due->jeugdige);
	free(due->who);
	free(due->day);
}

static void forget_seen(struct due_list *list)
{
	for (size_t i = 0; i < list->seen_count; i++)
		due_done(&list->seen[i]);
	free(list->seen);
	list->seen = NULL;
	list->seen_count = 0;
}

void due_list_done(struct due_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		due_done(&list->items[i]);
	free(list->items);
	traject_numbers_done(&list->own);
	forget_seen(list);
	*list = (struct due_list){ 0 };
}

/* --- row by row */

size_t due_count(const struct due_list *list)
{
	return list->count + list->own.count;
}

static int see(struct store *store, const struct catalogue *catalogue,
	       int64_t id, struct due *out, struct err *err)
{
	int code = trajecten_get(store, id, &out->traject, err);

	out->kind = DUE_TO_DO;
	out->form = catalogue_traject(catalogue);
	/* It went meanwhile. */
	return code == ERR_NOTFOUND ? 0 : code;
}

int due_look(struct store *store, const struct catalogue *catalogue,
	     struct due_list *list, size_t from, size_t count, struct err *err)
{
	size_t end = list->own_from + list->own.count;
	size_t last = from + count < end ? from + count : end;
	size_t first = from > list->own_from ? from : list->own_from;
	int code = 0;

	if (first >= last || (first >= list->seen_from &&
			      last <= list->seen_from + list->seen_count))
		return 0;
	forget_seen(list);
	list->seen = alloc_new(last - first, sizeof(*list->seen));
	list->seen_from = first;
	for (size_t i = first; i < last && !code; i++)
		code = see(store, catalogue,
			   list->own.items[i - list->own_from],
			   &list->seen[list->seen_count++], err);
	/* What could not be read now is no traject that is gone. */
	if (code)
		forget_seen(list);
	return code;
}

const struct due *due_row(const struct due_list *list, size_t i)
{
	if (i < list->own_from)
		return &list->items[i];
	if (i >= list->own_from + list->own.count)
		return &list->items[i - list->own.count];
	if (i < list->seen_from || i >= list->seen_from + list->seen_count ||
	    list->seen[i - list->seen_from].traject.id == 0)
		return NULL;
	return &list->seen[i - list->seen_from];
}
