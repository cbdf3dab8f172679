/* entry/due.c - see entry/due.h */
#include "config.h"

#include "entry/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
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
	due->who = alloc_text(todo->who);
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

static int look_at_some(struct search *s, const struct traject *trajecten,
			size_t count, struct err *err)
{
	struct todo_list lists[TOGETHER];
	int64_t ids[TOGETHER];
	int code;

	for (size_t i = 0; i < count; i++)
		ids[i] = trajecten[i].id;
	code = todo_open_of_trajecten(s->store, s->catalogue, ids, count,
				      s->today, lists, err);
	for (size_t i = 0; i < count && !code; i++) {
		look_at(s, &trajecten[i], &lists[i]);
		todo_list_done(&lists[i]);
	}
	return code;
}

static int look_at_all(struct search *s, const struct traject_list *list,
		       struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < list->count && !code; i += TOGETHER)
		code = look_at_some(s, &list->items[i],
				    list->count - i < TOGETHER ? list->count - i
							       : TOGETHER,
				    err);
	return code;
}

/* Of most trajecten nothing is to be done: they are not looked at. */
static int list_open(struct search *s, const struct traject_query *names,
		     struct traject_list *list, struct err *err)
{
	struct traject_settled settled;
	int code;

	if (!todo_settled(s->catalogue, s->today, &settled))
		return trajecten_list(s->store, names, list, NULL, err);
	code = trajecten_unsettled(s->store, names, &settled, list, err);
	todo_settled_done(&settled);
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
	struct traject_list list = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = list_open(&s, names, &list, err);
	if (!code)
		code = look_at_all(&s, &list, err);
	store_end_reading(store);
	traject_list_done(&list);
	if (code) {
		due_list_done(&s.out);
		return code;
	}
	if (s.out.count > 1)
		qsort(s.out.items, s.out.count, sizeof(*s.out.items), compare);
	*out = s.out;
	return 0;
}

void due_list_done(struct due_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		traject_done(&list->items[i].traject);
		free(list->items[i].jeugdige);
		free(list->items[i].who);
		free(list->items[i].day);
	}
	free(list->items);
	*list = (struct due_list){ 0 };
}
