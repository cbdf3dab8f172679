/* ui/line_todo.c - what is to be done, in words; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/page_todo.h"

static void put_due(struct buffer *b, size_t number, const struct due *due)
{
	char *when;
	char *what;

	if (!due)
		return;
	when = view_todo_when(due);
	what = view_todo_what(due);
	buffer_print(b, "%zu: %s, %s, %s\n", number, when, due->traject.code,
		     what);
	free(when);
	free(what);
}

static void put_warning(struct buffer *b, size_t number,
			const struct overruled *o)
{
	char *question = view_todo_question(o);

	buffer_print(b, "%zu: %s, %s", number, o->head.traject, question);
	if (o->message)
		buffer_print(b, ": %s", o->message);
	buffer_add(b, ". ");
	buffer_print(b, _("Kept: %s"), o->reason);
	buffer_add_byte(b, '\n');
	free(question);
}

static void put_group(struct buffer *b, size_t number,
		      const struct page_todo *page,
		      const struct todo_group *group)
{
	char *name = view_todo_group(page, group);
	char *of = view_todo_group_of(page, group);

	buffer_print(b,
		     text_plural("%zu: %zu time, %s, %s\n",
				 "%zu: %zu times, %s, %s\n",
				 (long long)group->count),
		     number, group->count, name, of);
	free(name);
	free(of);
}

void line_tell_todo(const struct app *app, const struct page *of,
		    struct buffer *b)
{
	const struct page_todo *page = (const struct page_todo *)of;
	size_t count = (size_t)page->list.count;
	size_t first = (size_t)page->list.top;
	size_t end = first + (size_t)list_rows(&page->list);
	char *whose = view_todo_whose(app);
	char *counts = page->warnings ? view_todo_warnings(page)
				      : view_todo_counts(&page->due);

	buffer_print(b, "%s, %s\n",
		     page->warnings ? _("Warnings that were kept") : _("To do"),
		     whose);
	if (counts)
		buffer_print(b, "%s\n", counts);
	if (count == 0)
		buffer_print(b, "%s\n",
			     page->warnings ? _("No warning was overruled.")
					    : _("There is nothing to be "
						"done."));
	for (size_t i = first; i < end; i++) {
		if (page_todo_shows_groups(page))
			put_group(b, i + 1, page, &page->groups[i]);
		else if (page->warnings)
			put_warning(b, i + 1, page_todo_warning(page, i));
		else
			put_due(b, i + 1, due_row(&page->due, i));
	}
	if (end < count)
		buffer_print(b, _("%s gives more of them\n"),
			     app_way(app, ACTION_PAGE_DOWN).text);
	if (count > 0)
		buffer_print(b, "%s\n",
			     page_todo_shows_groups(page)
				     ? _("A number opens the warnings")
				     : _("A number opens the form"));
	free(whose);
	free(counts);
}

bool line_take_todo(struct app *app, struct page *of, const char *line)
{
	struct page_todo *page = (struct page_todo *)of;
	size_t number = line_number(line, (size_t)page->list.count);

	if (number == 0)
		return false;
	list_select(&page->list, (int64_t)number - 1);
	app_perform(app, ACTION_OPEN);
	return true;
}
