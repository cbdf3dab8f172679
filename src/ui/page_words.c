/* ui/page_words.c - see ui/page_words.h */
#include "config.h"

#include "ui/page_words.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

static bool fits(const struct glossary_word *word, const char *typed, bool in)
{
	return utf8_contains(words_text(in ? &word->meaning : &word->word),
			     typed);
}

/* Words that have it themselves come before those that are told with it. */
static void filter(struct app *app, struct page_words *page)
{
	const struct glossary *g = page->glossary;
	const char *typed = page->search.text;
	int64_t count = 0;

	for (size_t i = 0; i < g->word_count; i++)
		if (fits(&g->words[i], typed, false))
			page->shown[count++] = &g->words[i];
	for (size_t i = 0; i < g->word_count; i++)
		if (!fits(&g->words[i], typed, false) &&
		    fits(&g->words[i], typed, true))
			page->shown[count++] = &g->words[i];
	page->list = (struct list){ 0 };
	list_size(&page->list, count, app->rows - 6);
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_words *page = (struct page_words *)of;

	if (event->action == ACTION_LEVEL_UP)
		app_close(app);
	else if (!list_act(&page->list, event->action) &&
		 lineedit_take(&page->search, event))
		filter(app, page);
}

static void refresh(struct app *app, struct page *of)
{
	struct page_words *page = (struct page_words *)of;

	list_size(&page->list, page->list.count, app->rows - 6);
}

static bool takes_text(const struct page *of)
{
	(void)of;
	return true;
}

static char *title(const struct app *app, const struct page *of)
{
	(void)app;
	return alloc_text(
		words_text(&((const struct page_words *)of)->glossary->title));
}

static void tell(const struct app *app, const struct page *of, struct buffer *b)
{
	const struct page_words *page = (const struct page_words *)of;

	if (page->list.count == 0)
		buffer_print(b, "%s\n", _("No word fits that"));
	for (int64_t i = 0; i < page->list.count; i++)
		buffer_print(b, "%s: %s\n", words_text(&page->shown[i]->word),
			     words_text(&page->shown[i]->meaning));
	buffer_print(b, _("A part of a word shows what fits; %s goes back\n"),
		     app_way(app, ACTION_LEVEL_UP).text);
}

static bool take_line(struct app *app, struct page *of, const char *line)
{
	struct page_words *page = (struct page_words *)of;

	lineedit_set(&page->search, line, false);
	filter(app, page);
	return true;
}

static void close_words(struct page *of)
{
	struct page_words *page = (struct page_words *)of;

	lineedit_done(&page->search);
	free(page->shown);
	free(page);
}

static const struct page_kind kind = {
	.name = "words",
	.actions = (const enum action[]){ ACTION_LEVEL_UP, ACTION_NEXT,
					  ACTION_BACK, ACTION_PAGE_DOWN,
					  ACTION_PAGE_UP, ACTION_FIRST,
					  ACTION_LAST, ACTION_NONE },
	.takes_text = takes_text,
	.update = update,
	.draw = view_words,
	.title = title,
	.tell = tell,
	.take_line = take_line,
	.refresh = refresh,
	.close = close_words,
};

#define SHORTEST_IN_TEXT 4 /* letters: shorter ones are part of others */

void page_words_explain(const struct app *app, const char *text,
			struct buffer *b)
{
	const struct glossary *g = catalogue_glossary(app->catalogue);

	for (size_t i = 0; g && i < g->word_count; i++) {
		const char *word = words_text(&g->words[i].word);

		if (utf8_columns(word) >= SHORTEST_IN_TEXT &&
		    utf8_contains(text, word))
			buffer_print(b, "\n%s: %s\n", word,
				     words_text(&g->words[i].meaning));
	}
}

void page_words_open(struct app *app)
{
	const struct glossary *glossary = catalogue_glossary(app->catalogue);
	struct page_words *page;

	if (!glossary) {
		app_say(app, STYLE_PLAIN,
			_("There is no list of words among the forms"));
		return;
	}
	if (app_top(app)->kind == &kind) {
		app_close(app);
		return;
	}
	page = alloc_new(1, sizeof(*page));
	page->page.kind = &kind;
	page->glossary = glossary;
	page->shown = alloc_new(glossary->word_count + 1, sizeof(*page->shown));
	lineedit_set(&page->search, "", false);
	filter(app, page);
	app_open(app, &page->page);
}
