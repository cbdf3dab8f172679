/*
 * entry/todo_private.h - the list of a traject whose records are at hand
 */
#ifndef ENTRY_TODO_PRIVATE_H
#define ENTRY_TODO_PRIVATE_H

#include "entry/around.h"
#include "entry/todo.h"

/* As todo_of_traject(); heads are those of the traject and no other. */
struct todo_list todo_of_case(const struct catalogue *catalogue,
			      const char *today,
			      const struct record_head *heads,
			      size_t head_count, const struct around *around);

#endif
