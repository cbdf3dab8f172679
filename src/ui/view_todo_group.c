/* ui/view_todo_group.c - the warnings in groups; see ui/page_todo.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/page_todo.h"
#include "ui/view_day.h"

#define COUNT_END 9 /* of the column of numbers */
#define NAME 12
#define WHO 30 /* beside a traject */

/* --- in words */

char *view_todo_group(const struct page_todo *page,
		      const struct todo_group *group)
{
	const struct overruled *o = group->warnings[0];
	const struct field *field = &o->form->fields[o->field];

	if (page->by == TODO_BY_TRAJECT)
		return alloc_text(o->head.traject);
	return alloc_print("%s%s%s", field->number ? field->number : "",
			   field->number ? "  " : "",
			   words_text(&field->label));
}

/* Whose record it is. */
static char *whose(const struct record_head *head)
{
	return alloc_print("%s%s%s%s%s", head->organisatie,
			   head->team ? ", " : "", head->team ? head->team : "",
			   head->medewerker ? ", " : "",
			   head->medewerker ? head->medewerker : "");
}

char *view_todo_group_of(const struct page_todo *page,
			 const struct todo_group *group)
{
	const struct record_head *head = &group->warnings[0]->head;
	size_t count;

	if (page->by == TODO_BY_TRAJECT)
		return whose(head);
	count = page_todo_trajecten(group);
	return alloc_print(text_plural("in %zu traject", "in %zu trajecten",
				       (long long)count),
			   count);
}

char *view_todo_warnings(const struct page_todo *page)
{
	size_t count =
		page->inside ? page->inside->count : page->overruled.count;
	char *warnings;
	char *text;

	if (count == 0)
		return NULL;
	warnings = alloc_print(
		text_plural("%zu warning", "%zu warnings", (long long)count),
		count);
	if (page->inside) {
		char *group = view_todo_group(page, page->inside);

		text = alloc_print("%s: %s", group, warnings);
		free(group);
	} else if (page->by == TODO_EACH) {
		return warnings;
	} else {
		text = alloc_print(
			page->by == TODO_BY_KIND
				? text_plural("%s, at %zu question",
					      "%s, at %zu questions",
					      (long long)page->group_count)
				: text_plural("%s, in %zu traject",
					      "%s, in %zu trajecten",
					      (long long)page->group_count),
			warnings, page->group_count);
	}
	free(warnings);
	return text;
}

/* --- drawing */

void view_todo_group_heads(struct screen *s, const struct page_todo *page)
{
	int row = TODO_ROWS_FROM - 1;

	screen_put_right(s, row, COUNT_END, STYLE_DIM, _("How many"));
	screen_put(s, row, NAME, STYLE_DIM,
		   page->by == TODO_BY_KIND ? _("Question") : _("Traject"));
	if (page->by == TODO_BY_TRAJECT)
		screen_put(s, row, WHO, STYLE_DIM, _("Team, worker"));
	screen_put_right(s, row, TABLE_COLS(s) - 1, STYLE_DIM, _("Latest"));
}

void view_todo_group_row(struct screen *s, int row,
			 const struct page_todo *page,
			 const struct todo_group *group, bool here)
{
	enum style style = here ? STYLE_FOCUS : STYLE_PLAIN;
	int end = TABLE_COLS(s) - 1 - VIEW_DAY_COLUMNS - 2;
	char *count = alloc_print("%zu", group->count);
	char *name = view_todo_group(page, group);
	char day[VIEW_DAY_ROOM];

	view_day(group->warnings[0]->head.completed, day);
	view_todo_begin_row(s, row, here);
	screen_put_right(s, row, COUNT_END, style, count);
	if (page->by == TODO_BY_TRAJECT) {
		char *who = whose(&group->warnings[0]->head);

		screen_put_within(s, row, WHO, end - WHO, style, who);
		free(who);
		end = WHO - 1;
	}
	screen_put_within(s, row, NAME, end - NAME, style, name);
	screen_put_right(s, row, TABLE_COLS(s) - 1, style, day);
	free(count);
	free(name);
}
