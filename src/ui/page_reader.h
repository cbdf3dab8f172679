/*
 * ui/page_reader.h - a text to read, line by line
 *
 * There can be a question below it, of yes and no.  As with ui/page_ask.h the
 * page is off the stack when the asker gets the answer.
 *
 * Owns      its texts.
 * Fails     never.
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
		int indent;
	} * lines; /* as they are wrapped now */
	size_t line_count, line_capacity;
	struct list list;
	/* A question below it; NULL when there is none. */
	char *question;
	answered *done;
	struct page *asker;
	bool can_add_names; /* that is an answer too: "+" */
};

/* The rows of the question, with an empty one above it. */
#define READER_ROWS_ASKED 3

void view_reader(const struct app *app, const struct page *page,
		 struct screen *s);

#endif
