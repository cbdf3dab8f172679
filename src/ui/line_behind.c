/* ui/line_behind.c - the records behind a figure, in words; line_pages.h */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/page_behind.h"

void line_tell_behind(const struct app *app, const struct page *of,
		      struct buffer *b)
{
	const struct page_behind *page = (const struct page_behind *)of;
	char *title = page_behind_title(&page->question, app->catalogue);
	char *parts = view_behind_parts(page);
	char *where = view_behind_where(page);

	buffer_print(b, "%s, %s: %s\n", title, where, parts);
	for (size_t i = 0; i < page->behind->count; i++) {
		const struct behind_record *r = &page->behind->items[i];
		char *part = view_behind_part(page, r);

		buffer_print(b, "%zu: %s, %s, %s\n", i + 1, r->traject,
			     r->organisatie, part);
		free(part);
	}
	free(title);
	free(parts);
	free(where);
}

bool line_take_behind(struct app *app, struct page *of, const char *line)
{
	struct page_behind *page = (struct page_behind *)of;
	size_t number = line_number(line, page->behind->count);

	if (number == 0)
		return false;
	list_select(&page->list, (int64_t)number - 1);
	app_perform(app, ACTION_OPEN);
	return true;
}
