/* report/table.c - see report/table_private.h */
#include "config.h"

#include "report/table_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#define GUTTER 2

void table_add(struct table *table, const char *cell)
{
	table->cells = alloc_grow(table->cells, table->count, &table->capacity,
				  sizeof(*table->cells));
	table->cells[table->count++] = utf8_harmless(cell ? cell : "");
}

void table_take(struct table *table, char *cell)
{
	table_add(table, cell);
	free(cell);
}

static int widest(const struct table *table, size_t column, size_t columns)
{
	int width = 0;

	for (size_t i = column; i < table->count; i += columns) {
		int cell = utf8_columns(table->cells[i]);

		if (cell > width)
			width = cell;
	}
	return width;
}

static void put_blanks(struct buffer *out, int count)
{
	while (count-- > 0)
		buffer_add_byte(out, ' ');
}

void table_print_row(const char *const *cells, const char *align,
		     const int *widths, struct buffer *out)
{
	int owed = 0; /* blanks that only show if something follows */

	for (size_t c = 0; align[c]; c++) {
		const char *cell = cells[c];
		int left = widths[c] - utf8_columns(cell);

		if (align[c] == 'r' || !*cell) {
			owed += left;
			left = 0;
		}
		if (*cell) {
			put_blanks(out, owed);
			buffer_add(out, cell);
			owed = 0;
		}
		owed += left + GUTTER;
	}
	buffer_add_byte(out, '\n');
}

void table_print(struct table *table, const char *indent, struct buffer *out)
{
	size_t columns = strlen(table->align);
	int *widths = alloc_new(columns, sizeof(*widths));

	for (size_t c = 0; c < columns; c++)
		widths[c] = widest(table, c, columns);
	for (size_t row = 0; row < table->count / columns; row++) {
		buffer_add(out, indent);
		table_print_row(
			(const char *const *)&table->cells[row * columns],
			table->align, widths, out);
	}
	for (size_t i = 0; i < table->count; i++)
		free(table->cells[i]);
	free(table->cells);
	free(widths);
	*table = (struct table){ .align = table->align };
}
