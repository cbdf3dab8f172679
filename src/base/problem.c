/* base/problem.c - see base/problem.h */
#include "config.h"

#include "base/problem.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/err.h"

#define PROBLEM_LIMIT 200

bool problem_list_is_full(const struct problem_list *list)
{
	return list->count >= PROBLEM_LIMIT;
}

static char *copy_name(const char *name)
{
	struct err shown = { 0 };

	if (!name)
		return NULL;
	err_set(&shown, ERR_INVALID, "%s", name);
	return alloc_text(shown.text);
}

void problem_add_list(struct problem_list *list, const char *file, int line,
		      int column, const char *field, const char *fmt,
		      va_list values)
{
	struct problem *problem;
	struct err shown = { 0 };

	if (problem_list_is_full(list)) {
		list->dropped++;
		return;
	}
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	problem = &list->items[list->count++];
	problem->file = alloc_text(file);
	problem->line = line;
	problem->column = column;
	problem->field = copy_name(field);
	err_set_list(&shown, ERR_INVALID, line, column, fmt, values);
	problem->text = alloc_text(shown.text);
}

void problem_add(struct problem_list *list, const char *file, int line,
		 int column, const char *field, const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	problem_add_list(list, file, line, column, field, fmt, values);
	va_end(values);
}

static int by_place(const struct problem *a, const struct problem *b)
{
	int order = strcmp(a->file ? a->file : "", b->file ? b->file : "");

	if (order)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

void problem_sort(struct problem_list *list)
{
	/* Insertion: it is stable, and the list is short. */
	for (size_t i = 1; i < list->count; i++) {
		struct problem moved = list->items[i];
		size_t j = i;

		while (j > 0 && by_place(&list->items[j - 1], &moved) > 0) {
			list->items[j] = list->items[j - 1];
			j--;
		}
		list->items[j] = moved;
	}
}

char *problem_line(const struct problem *problem)
{
	struct buffer b = { 0 };

	if (problem->file)
		buffer_add(&b, problem->file);
	if (problem->line > 0)
		buffer_print(&b, "%s%d", b.length ? ":" : "", problem->line);
	if (problem->line > 0 && problem->column > 0)
		buffer_print(&b, ":%d", problem->column);
	if (problem->field)
		buffer_print(&b, "%s%s", b.length ? ": " : "", problem->field);
	buffer_print(&b, "%s%s", b.length ? ": " : "", problem->text);
	return buffer_take(&b);
}

void problem_list_cut(struct problem_list *list, size_t count, size_t dropped)
{
	while (list->count > count) {
		struct problem *problem = &list->items[--list->count];

		free(problem->file);
		free(problem->field);
		free(problem->text);
	}
	list->dropped = dropped;
}

void problem_list_done(struct problem_list *list)
{
	problem_list_cut(list, 0, 0);
	free(list->items);
	*list = (struct problem_list){ 0 };
}
