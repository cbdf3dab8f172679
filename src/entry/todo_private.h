/*
 * entry/todo_private.h - the list of a traject whose records are at hand, and
 * which trajecten need one
 *
 * Owns      results are the caller's.
 * Fails     never.
 */
#ifndef ENTRY_TODO_PRIVATE_H
#define ENTRY_TODO_PRIVATE_H

#include "entry/around.h"
#include "entry/todo.h"
#include "store/trajecten.h"

/* What of a traject is listed. */
enum todo_which {
	TODO_ALL,  /* as todo_of_traject() */
	TODO_OPEN, /* as todo_open_of_trajecten() */
	TODO_DUE   /* what has a last day; without who, for those who count */
};

/*
 * Among the records, which are by traject, are all of this one; around is as
 * asked.
 */
struct todo_list todo_of_case(const struct catalogue *catalogue,
			      const char *today, enum todo_which which,
			      int64_t traject,
			      const struct record_list *records,
			      const struct around *around);

/* Does an earlier line of the programme name the form of line i? */
bool programme_names_before(const struct programme *programme, size_t i);

/*
 * What a traject must have, so that todo_of_case() finds nothing in it that was
 * begun, is open or is late.  false when that cannot be told without looking at
 * each; else todo_settled_done() it.
 */
bool todo_settled(const struct catalogue *catalogue, const char *today,
		  struct traject_settled *out);
void todo_settled_done(struct traject_settled *settled);

#endif
