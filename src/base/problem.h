/*
 * base/problem.h - all that is wrong with one input, in the order of the input
 *
 * A reader that can find several mistakes in one run adds each of them here;
 * err.h is for the one failure that ends a call.
 *
 * Owns      the list owns its texts.
 * Fails     never.  At most 200 problems are kept; later ones are counted.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct problem {
	char *file;  /* as the person named it, or NULL */
	int line;    /* from 1; 0 when there is no place */
	int column;  /* from 1, in characters; 0 when unknown */
	char *field; /* the field or key it is about, or NULL */
	char *text;  /* one translated sentence, no newline, no full stop */
};

/* All zeros is an empty list. */
struct problem_list {
	struct problem *items;
	size_t count;
	size_t capacity;
	size_t dropped; /* found, but past the limit */
};

/*
 * file and field may be NULL; all texts are copied, and cut and made harmless
 * as those of a struct err.
 */
void problem_add(struct problem_list *list, const char *file, int line,
		 int column, const char *field, const char *fmt, ...)
	PRINTF(6, 7);
void problem_add_list(struct problem_list *list, const char *file, int line,
		      int column, const char *field, const char *fmt,
		      va_list values) PRINTF(6, 0);

/* Is another problem only counted?  Then it needs no explanation. */
bool problem_list_is_full(const struct problem_list *list);

/* Forget those that were added since there were so many, and dropped. */
void problem_list_cut(struct problem_list *list, size_t count, size_t dropped);

/* Sort by file, line, column; stable. */
void problem_sort(struct problem_list *list);

/* "FILE:LINE:COLUMN: FIELD: TEXT", leaving out what is not there; free() it. */
char *problem_line(const struct problem *problem);

void problem_list_done(struct problem_list *list);

#endif
