/* base/utf8_near.c - the name that was meant; see base/utf8.h */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

/* Nobody makes a slip of the fingers in a name this long. */
#define LENGTH_MAX 200

/* The characters of text, ended by 0; free() them. */
static uint32_t *characters(const char *text, size_t *count)
{
	uint32_t *list = alloc_new(strlen(text) + 1, sizeof(*list));

	*count = 0;
	while ((list[*count] = utf8_take(&text)) != 0)
		(*count)++;
	return list;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int utf8_distance(const char *a, const char *b)
{
	size_t rows, columns;
	uint32_t *from = characters(a, &rows);
	uint32_t *to = characters(b, &columns);
	/* The rows of the table for i - 2, i - 1 and i. */
	int *older = alloc_new(columns + 1, sizeof(*older));
	int *old = alloc_new(columns + 1, sizeof(*old));
	int *row = alloc_new(columns + 1, sizeof(*row));
	int distance;

	for (size_t j = 0; j <= columns; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= rows; i++) {
		int *spare = older;

		older = old;
		old = row;
		row = spare;
		row[0] = (int)i;
		for (size_t j = 1; j <= columns; j++) {
			int change = from[i - 1] != to[j - 1];

			row[j] = least(least(old[j], row[j - 1]) + 1,
				       old[j - 1] + change);
			/* Two letters in the wrong order are one slip. */
			if (i > 1 && j > 1 && from[i - 1] == to[j - 2] &&
			    from[i - 2] == to[j - 1])
				row[j] = least(row[j], older[j - 2] + 1);
		}
	}
	distance = row[columns];
	free(from);
	free(to);
	free(older);
	free(old);
	free(row);
	return distance;
}

const char *utf8_nearest(const char *name, const char *const *names,
			 size_t count)
{
	const char *nearest = NULL;
	size_t length;
	char *typed;
	int limit;

	/* The work grows with the square of the length. */
	if (strlen(name) > LENGTH_MAX)
		return NULL;
	typed = utf8_folded(name);
	length = strlen(typed);
	limit = length < 2 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3;
	for (size_t i = 0; i < count; i++) {
		size_t longer, apart;
		char *known;

		if (strlen(names[i]) > LENGTH_MAX)
			continue;
		known = utf8_folded(names[i]);
		longer = strlen(known);
		apart = longer > length ? longer - length : length - longer;

		/* Cheap first: a length that differs more cannot be near. */
		if (apart <= 3) {
			int distance = utf8_distance(typed, known);

			if (distance <= limit) {
				nearest = names[i];
				limit = distance - 1;
			}
		}
		free(known);
	}
	free(typed);
	return nearest;
}
