/*
 * ui/page_words.h - the words of this work, and what they mean
 *
 * Typing filters; the word the cursor is on is explained beside the list.  They
 * come from a file among the forms (form/catalogue.h).
 *
 * Owns      its list; the words are the catalogue's.
 * Fails     never.
 */
#ifndef UI_PAGE_WORDS_H
#define UI_PAGE_WORDS_H

#include "form/catalogue.h"
#include "ui/app.h"
#include "ui/lineedit.h"
#include "ui/list.h"

struct page_words {
	struct page page;
	const struct glossary *glossary;
	struct lineedit search;
	const struct glossary_word **shown; /* those that fit what was typed */
	struct list list;
};

/* Those of the words that stand in this text, with what they mean. */
void page_words_explain(const struct app *app, const char *text,
			struct buffer *b);

void view_words(const struct app *app, const struct page *page,
		struct screen *s);

#endif
