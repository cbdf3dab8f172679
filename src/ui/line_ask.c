/* ui/line_ask.c - questions, choices and texts; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/line_pages.h"
#include "ui/page_ask.h"
#include "ui/page_choose.h"
#include "ui/page_lock.h"
#include "ui/page_reader.h"

#define CHOICES_TOLD 40

/* --- one line */

void line_tell_ask(const struct app *app, const struct page *page,
		   struct buffer *b)
{
	const struct page_ask *ask = (const struct page_ask *)page;

	if (ask->title[0])
		buffer_print(b, "%s\n", ask->title);
	buffer_print(b, "%s\n", ask->question);
	if (ask->goes_on)
		buffer_print(b, "%s\n", ask->line.text);
	else if (ask->line.text[0])
		buffer_print(b, _("Enter gives: %s\n"), ask->line.text);
	if (ask->line.several)
		buffer_print(b, "%s\n",
			     _("A line that ends in \\ goes on in the next"));
	buffer_print(b, _("%s goes back without an answer\n"),
		     app_way(app, ACTION_LEVEL_UP).text);
}

/* Of several lines, the last one without a sign at its end closes it. */
bool line_take_ask(struct app *app, struct page *page, const char *line)
{
	struct page_ask *ask = (struct page_ask *)page;
	size_t length = strlen(line);
	bool several = ask->line.several;
	bool goes_on = several && length > 0 && line[length - 1] == '\\';
	char *text;

	length -= goes_on;
	while (goes_on && length > 0 && line[length - 1] == ' ')
		length--;
	text = alloc_print("%s%s%.*s", ask->goes_on ? ask->line.text : "",
			   ask->goes_on ? "\n" : "", (int)length, line);
	lineedit_set(&ask->line, text, false);
	ask->line.several = several;
	ask->goes_on = goes_on;
	free(text);
	if (!goes_on)
		app_perform(app, ACTION_NEXT);
	return true;
}

/* --- a PIN */

void line_tell_lock(const struct app *app, const struct page *page,
		    struct buffer *b)
{
	const struct page_lock *lock = (const struct page_lock *)page;

	(void)app;
	if (lock->stage == LOCK_RETURN)
		buffer_print(b, "%s\n", page_lock_thanks());
	buffer_print(b, "%s\n", page_lock_question(lock));
}

bool line_take_lock(struct app *app, struct page *page, const char *line)
{
	struct page_lock *lock = (struct page_lock *)page;

	lineedit_set(&lock->line, line, false);
	app_perform(app, ACTION_NEXT);
	return true;
}

/* --- yes or no */

void line_tell_confirm(const struct app *app, const struct page *page,
		       struct buffer *b)
{
	const struct page_ask *ask = (const struct page_ask *)page;

	(void)app;
	buffer_print(b, "%s\n", ask->question);
	buffer_print(b, _("%s or %s\n"), action_short(ACTION_YES),
		     action_short(ACTION_NO));
}

bool line_take_confirm(struct app *app, struct page *page, const char *line)
{
	(void)page;
	app_say(app, STYLE_BAD, _("Answer %s or %s, not %s"),
		action_short(ACTION_YES), action_short(ACTION_NO), line);
	return false;
}

/* --- one of many */

/* By its number, or by the letter that picks it. */
static void put_choice(struct buffer *b, const struct page_choose *choose,
		       size_t i)
{
	char *letter;

	if (!choose->lettered) {
		buffer_print(b, "%zu: %s\n", i + 1, choose->names[i]);
		return;
	}
	letter = choose_letter(choose->names[i]);
	buffer_print(b, "%s: %s\n", letter, choose->names[i]);
	free(letter);
}

void line_tell_choose(const struct app *app, const struct page *page,
		      struct buffer *b)
{
	const struct page_choose *choose = (const struct page_choose *)page;

	buffer_print(b, "%s\n", choose->title);
	for (size_t i = 0; i < choose->count && i < CHOICES_TOLD; i++)
		put_choice(b, choose, i);
	if (choose->count > CHOICES_TOLD)
		buffer_print(b, _("and %zu more; type the name\n"),
			     choose->count - CHOICES_TOLD);
	buffer_print(b,
		     choose->lettered ? _("A letter; %s goes back\n")
		     : choose->open   ? _("A number, or a name; %s goes back\n")
				    : _("A number or the name; %s goes back\n"),
		     app_way(app, ACTION_LEVEL_UP).text);
}

/*
 * The name that the line means: its number, the whole name, or the beginning of
 * one only.  count when there is none; count + 1 when there are several.
 */
static size_t find_name(const struct page_choose *choose, const char *line)
{
	size_t number = choose->lettered ? 0 : line_number(line, choose->count);
	char *typed = utf8_folded(line);
	size_t found = choose->count;
	bool whole = false;

	for (size_t i = 0; i < choose->count && !whole; i++) {
		char *name = utf8_folded(choose->names[i]);

		whole = strcmp(name, typed) == 0;
		if (whole)
			found = i;
		else if (typed[0] && strncmp(name, typed, strlen(typed)) == 0)
			found = found == choose->count ? i : choose->count + 1;
		free(name);
	}
	free(typed);
	return !whole && number > 0 ? number - 1 : found;
}

bool line_take_choose(struct app *app, struct page *page, const char *line)
{
	struct page_choose *choose = (struct page_choose *)page;
	size_t found = find_name(choose, line);

	if (found < choose->count) {
		page_choose_answer(app, choose, choose->names[found]);
		return true;
	}
	if (found == choose->count && choose->open && line[0]) {
		page_choose_answer(app, choose, line);
		return true;
	}
	if (found > choose->count)
		app_say(app, STYLE_BAD,
			_("Several begin like that: type more of it, or the "
			  "number"));
	else
		app_say(app, STYLE_BAD, _("There is no %s to choose from"),
			line);
	return false;
}

/* --- a text */

void line_tell_reader(const struct app *app, const struct page *page,
		      struct buffer *b)
{
	const struct page_reader *reader = (const struct page_reader *)page;

	buffer_print(b, "%s\n%s", reader->title, reader->text);
	if (b->length > 0 && b->bytes[b->length - 1] != '\n')
		buffer_add_byte(b, '\n');
	if (!reader->question)
		return;
	buffer_print(b, "%s\n", reader->question);
	buffer_print(b, _("%s or %s\n"), action_short(ACTION_YES),
		     action_short(ACTION_NO));
	if (reader->can_add_names)
		buffer_print(b, "%s: %s\n", app_way(app, ACTION_ADD_NAMES).text,
			     action_long(ACTION_ADD_NAMES));
}
