/* entry/due.c - see entry/due.h */
#include "config.h"

#include "entry/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "entry/todo_private.h"

/* From so many trajecten on, the heads of all records are read at once. */
#define MANY 50

/* What everything is judged by. */
struct search {
	struct store *store;
	const struct catalogue *catalogue;
	const char *today;
	bool at_once;
	struct record_list records; /* of all trajecten, by traject */
	struct around around;       /* one after the other */
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

static int list_todo(struct search *s, int64_t traject, struct todo_list *todo,
		     struct err *err)
{
	int code;

	if (!s->at_once)
		return todo_open_of_trajecten(s->store, s->catalogue, &traject,
					      1, s->today, todo, err);
	code = around_load_asked(s->store, s->catalogue, traject, s->today,
				 &s->around, err);
	if (!code)
		*todo = todo_of_case(s->catalogue, s->today, true, traject,
				     &s->records, &s->around);
	return code;
}

static int look_at(struct search *s, const struct traject *traject,
		   struct err *err)
{
	struct todo_list todo = { 0 };
	int code = list_todo(s, traject->id, &todo, err);

	if (code)
		return code;
	for (size_t i = 0; i < todo.count; i++)
		add_todo(s, traject, &todo.items[i]);
	add_no_end(s, traject);
	todo_list_done(&todo);
	return 0;
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
	int code = trajecten_list(store, names, &list, NULL, err);

	s.at_once = list.count > MANY;
	if (!code && s.at_once)
		code = records_of_names(store, names, &s.records, err);
	for (size_t i = 0; i < list.count && !code; i++)
		code = look_at(&s, &list.items[i], err);
	traject_list_done(&list);
	record_list_done(&s.records);
	around_done(&s.around);
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
