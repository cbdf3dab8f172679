/*
 * ui/page_reader.h - a text to read, line by line
 *
 * Owns      its texts.
 */
#ifndef UI_PAGE_READER_H
#define UI_PAGE_READER_H

#include "ui/app.h"
#include "ui/list.h"

struct page_reader {
	struct page page;
	char *title;
	char *text;
	struct reader_line {
		const char *text; /* in the text above */
		size_t length;
	} * lines; /* as they are wrapped now */
	size_t line_count, line_capacity;
	struct list list;
};

void view_reader(const struct app *app, const struct page *page,
		 struct screen *s);

#endif
