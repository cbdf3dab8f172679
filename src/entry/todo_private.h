/*
 * entry/todo_private.h - the list of a traject whose records are at hand
 */
#ifndef ENTRY_TODO_PRIVATE_H
#define ENTRY_TODO_PRIVATE_H

#include "entry/around.h"
#include "entry/todo.h"

/*
 * As todo_of_traject(), or with open as todo_open_of_trajecten(); among the
 * records, which are by traject, are all of this one; around is as asked.
 */
struct todo_list todo_of_case(const struct catalogue *catalogue,
			      const char *today, bool open, int64_t traject,
			      const struct record_list *records,
			      const struct around *around);

#endif
