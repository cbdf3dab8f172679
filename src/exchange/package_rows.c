/* exchange/package_rows.c - the rows of one file of a package; see
 * exchange/package_private.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "exchange/package_private.h"

void making_rows_add(struct making_rows *rows, char *text)
{
	rows->items = alloc_grow(rows->items, rows->count, &rows->capacity,
				 sizeof(*rows->items));
	rows->items[rows->count++].text = text;
}

void making_rows_done(struct making_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->items[i].text);
	free(rows->items);
	*rows = (struct making_rows){ 0 };
}

static int compare_rows(const void *a, const void *b)
{
	const struct making_row *x = a;
	const struct making_row *y = b;

	return strcmp(x->text, y->text);
}

/* Sorted, each once; how many there are. */
static size_t write_rows(struct making_rows *rows, struct buffer *out)
{
	size_t written = 0;

	if (rows->count > 1)
		qsort(rows->items, rows->count, sizeof(*rows->items),
		      compare_rows);
	for (size_t i = 0; i < rows->count; i++) {
		if (i > 0 &&
		    strcmp(rows->items[i].text, rows->items[i - 1].text) == 0)
			continue;
		buffer_add(out, rows->items[i].text);
		written++;
	}
	return written;
}

void making_rows_cells(struct making_rows *rows, const char *const *cells,
		       size_t count)
{
	struct buffer row = { 0 };

	for (size_t i = 0; i < count; i++)
		csv_add(&row, cells[i]);
	csv_end(&row);
	making_rows_add(rows, buffer_take(&row));
}

struct package_resource *making_resource(struct making *making,
					 const char *name, const char *header,
					 struct making_rows *rows)
{
	struct package_resource *resource;
	struct buffer text = { 0 };
	size_t length;

	making->resources = alloc_grow(
		making->resources, making->resource_count,
		&making->resource_capacity, sizeof(*making->resources));
	resource = &making->resources[making->resource_count++];
	*resource = (struct package_resource){ .name = alloc_text(name) };
	resource->path = alloc_print("data/%s.csv", name);
	buffer_add(&text, header);
	resource->rows = write_rows(rows, &text);
	length = text.length;
	zip_add(&making->package->files, resource->path, buffer_take(&text),
		length);
	return resource;
}
