/* ui/view_todo.c - drawing of ui/page_todo.h */
#include "config.h"

#include "ui/page_todo.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_day.h"

#define WHEN_COLUMNS 18
#define CODE_COLUMNS 15

/* --- in words */

char *view_todo_whose(const struct app *app)
{
	struct traject_query names = page_todo_names(app);

	if (names.medewerker)
		return alloc_text(names.medewerker);
	if (names.team)
		return alloc_print("%s, %s", names.organisatie, names.team);
	if (names.organisatie)
		return alloc_text(names.organisatie);
	return alloc_text(_("all in this file"));
}

static void add_count(struct buffer *b, char *text, size_t count)
{
	if (count > 0)
		buffer_print(b, "%s%s", b->length ? ", " : "", text);
	free(text);
}

char *view_todo_counts(const struct due_list *list)
{
	struct buffer b = { 0 };
	size_t late = list->counts[DUE_LATE];
	size_t drafts = list->counts[DUE_DRAFT];
	size_t open = list->counts[DUE_TO_DO];
	size_t endless = list->counts[DUE_NO_END];

	add_count(&b,
		  alloc_print(text_plural("%zu form late", "%zu forms late",
					  (long long)late),
			      late),
		  late);
	add_count(&b,
		  alloc_print(text_plural("%zu draft", "%zu drafts",
					  (long long)drafts),
			      drafts),
		  drafts);
	add_count(&b, alloc_print(_("%zu to do"), open), open);
	add_count(&b,
		  alloc_print(text_plural("%zu traject without a last day",
					  "%zu trajecten without a last day",
					  (long long)endless),
			      endless),
		  endless);
	return b.length ? buffer_take(&b) : NULL;
}

char *view_todo_when(const struct due *due)
{
	char day[VIEW_DAY_ROOM];

	view_day(due->day, day);
	switch (due->kind) {
	case DUE_LATE:
		return alloc_print(
			text_plural("%d day late", "%d days late", due->days),
			due->days);
	case DUE_DRAFT:
		return alloc_text(_("draft"));
	case DUE_NO_END:
		if (!day[0])
			return alloc_text(_("no first day"));
		return alloc_print(
			text_plural("runs %d day", "runs %d days", due->days),
			due->days);
	default:
		break;
	}
	if (day[0])
		/* TRANSLATORS: the last day on which a form may be filled in */
		return alloc_print(_("by %s"), day);
	return alloc_text(_("to do"));
}

char *view_todo_what(const struct due *due)
{
	const char *title = words_text(&due->form->title);

	if (due->kind == DUE_NO_END)
		return alloc_text(_("No last day yet"));
	return alloc_print("%s%s%s%s", title, due->who ? ", " : "",
			   due->who ? due->who : "",
			   due->kind == DUE_LATE && due->begun ? _(" (draft)")
							       : "");
}

/* Where there is little room: whom it is about comes first. */
static char *short_what(const struct due *due)
{
	char *what;

	if (!due->jeugdige || due->kind == DUE_NO_END)
		return view_todo_what(due);
	what = alloc_print("%s: %s", due->jeugdige,
			   words_text(&due->form->title));
	return what;
}

char *view_todo_question(const struct overruled *o)
{
	const struct field *field = &o->form->fields[o->field];

	if (o->row > 0)
		return alloc_print("%s (%d)",
				   field->number ? field->number
						 : words_text(&field->label),
				   o->row);
	return alloc_print("%s%s%s", field->number ? field->number : "",
			   field->number ? "  " : "",
			   words_text(&field->label));
}

/* --- drawing */

void view_todo_begin_row(struct screen *s, int row, bool here)
{
	if (!here)
		return;
	screen_blank(s, row, 1, s->cols - 1, STYLE_FOCUS);
	screen_put(s, row, 1, STYLE_FOCUS, ">");
	screen_cursor(s, row, 3);
}

static void draw_due(struct screen *s, int row, const struct due *due,
		     bool here)
{
	static const enum style styles[] = {
		[DUE_LATE] = STYLE_BAD,
		[DUE_DRAFT] = STYLE_WARN,
		[DUE_TO_DO] = STYLE_PLAIN,
		[DUE_NO_END] = STYLE_DIM,
	};
	enum style plain = here ? STYLE_FOCUS : STYLE_PLAIN;
	int what = 3 + WHEN_COLUMNS + 1 + CODE_COLUMNS + 2;
	char *when;
	char *text;

	view_todo_begin_row(s, row, here);
	if (!due)
		return;
	when = view_todo_when(due);
	text = short_what(due);
	screen_put_within(s, row, 3, WHEN_COLUMNS,
			  here ? STYLE_FOCUS : styles[due->kind], when);
	screen_put_within(s, row, 3 + WHEN_COLUMNS + 1, CODE_COLUMNS, plain,
			  due->traject.code);
	screen_put_within(s, row, what, s->cols - 1 - what, plain, text);
	free(when);
	free(text);
}

/* Of one question whose it is says more than the question. */
static bool is_of_one_question(const struct page_todo *page)
{
	return page->inside && page->by == TODO_BY_KIND;
}

/* In a narrow column: without the organisation. */
static char *short_who(const struct record_head *head)
{
	bool both = head->team && head->medewerker;

	return alloc_print("%s%s%s", head->team ? head->team : "",
			   both ? ", " : "",
			   head->medewerker ? head->medewerker : "");
}

static void draw_warning(struct screen *s, int row,
			 const struct page_todo *page,
			 const struct overruled *o, bool here)
{
	enum style plain = here ? STYLE_FOCUS : STYLE_PLAIN;
	int question = 3 + VIEW_DAY_COLUMNS + 2 + CODE_COLUMNS + 2;
	int reason = question + (s->cols - question) * 2 / 5;
	char *text = is_of_one_question(page) ? short_who(&o->head)
					      : view_todo_question(o);
	char day[VIEW_DAY_ROOM];

	view_day(o->head.completed, day);
	view_todo_begin_row(s, row, here);
	screen_put(s, row, 3, plain, day);
	screen_put_within(s, row, 3 + VIEW_DAY_COLUMNS + 2, CODE_COLUMNS, plain,
			  o->head.traject);
	screen_put_within(s, row, question, reason - question - 2, plain, text);
	screen_put_within(s, row, reason, s->cols - 1 - reason, plain,
			  o->reason);
	free(text);
}

static void draw_heads(struct screen *s, const struct page_todo *page)
{
	bool warnings = page->warnings;
	int code = 3 + (warnings ? VIEW_DAY_COLUMNS + 2 : WHEN_COLUMNS + 1);
	int what = code + CODE_COLUMNS + 2;
	int row = TODO_ROWS_FROM - 1;

	screen_put(s, row, 3, STYLE_DIM, warnings ? _("Completed") : _("When"));
	screen_put(s, row, code, STYLE_DIM, _("Traject"));
	screen_put(s, row, what, STYLE_DIM,
		   !warnings                  ? _("Form")
		   : is_of_one_question(page) ? _("Team, worker")
					      : _("Question"));
	if (warnings)
		screen_put_within(s, row, what + (s->cols - what) * 2 / 5, 12,
				  STYLE_DIM, _("Reason"));
}

/* In so many columns; the names go first. */
static char *when_words(const struct due *due, const char *day,
			const char *names, int columns)
{
	char *when;
	char *text;

	if (!day[0] || (due->kind != DUE_LATE && due->kind != DUE_NO_END))
		return alloc_text(names);
	when = alloc_print(due->kind == DUE_LATE
				   ? _("Should have been there by %s.")
				   : _("Began on %s."),
			   day);
	text = alloc_print("%s  %s", when, names);
	if (utf8_columns(text) > columns)
		alloc_replace(&text, when);
	free(when);
	return text;
}

/* What is to be done, and on the second row whose traject it is. */
static char *due_words(const struct due *due, int columns, char **second)
{
	const struct traject *t = &due->traject;
	char day[VIEW_DAY_ROOM];
	char *names =
		alloc_print("%s%s%s%s%s", t->organisatie, t->team ? ", " : "",
			    t->team ? t->team : "", t->medewerker ? ", " : "",
			    t->medewerker ? t->medewerker : "");

	view_day(due->day, day);
	*second = when_words(due, day, names, columns);
	free(names);
	return view_todo_what(due);
}

/* Whose traject it is, and what the check says or by when it had to be. */
static void draw_selected(struct screen *s, const struct page_todo *page)
{
	size_t i = (size_t)page->list.selected;
	int row = FRAME_BODY_END(s) - TODO_ROWS_BELOW + 1;
	const struct due *due;
	char *first;
	char *second;

	if (page_todo_shows_groups(page)) {
		const struct todo_group *group = &page->groups[i];
		const char *message = group->warnings[0]->message;

		first = view_todo_group_of(page, group);
		second = alloc_text(message ? message : "");
	} else if (page->warnings) {
		const struct overruled *o = page_todo_warning(page, i);

		first = alloc_text(o->message ? o->message : "");
		second = alloc_print(_("Kept: %s"), o->reason);
	} else {
		due = due_row(&page->due, i);
		if (!due)
			return;
		first = due_words(due, s->cols - 6, &second);
	}
	screen_put_within(s, row, 3, s->cols - 6, STYLE_DIM, first);
	screen_put_within(s, row + 1, 3, s->cols - 6, STYLE_DIM, second);
	free(first);
	free(second);
}

void view_todo(const struct app *app, const struct page *of, struct screen *s)
{
	const struct page_todo *page = (const struct page_todo *)of;
	char *whose = view_todo_whose(app);
	char *counts = page->warnings ? view_todo_warnings(page)
				      : view_todo_counts(&page->due);

	app_draw_frame(app, s,
		       page->warnings ? _("Warnings that were kept")
				      : _("To do"),
		       whose);
	if (counts)
		screen_put_within(s, 1, 3, s->cols - 4, STYLE_STRONG, counts);
	if (page->list.count == 0) {
		screen_put(s, TODO_ROWS_FROM, 3, STYLE_PLAIN,
			   page->warnings ? _("No warning was overruled.")
					  : _("There is nothing to be done."));
		screen_cursor(s, TODO_ROWS_FROM, 3);
	} else {
		if (page_todo_shows_groups(page))
			view_todo_group_heads(s, page);
		else
			draw_heads(s, page);
		draw_selected(s, page);
	}
	for (int i = 0; i < list_rows(&page->list); i++) {
		int64_t at = page->list.top + i;
		bool here = at == page->list.selected;

		if (page_todo_shows_groups(page))
			view_todo_group_row(s, TODO_ROWS_FROM + i, page,
					    &page->groups[at], here);
		else if (page->warnings)
			draw_warning(s, TODO_ROWS_FROM + i, page,
				     page_todo_warning(page, (size_t)at), here);
		else
			draw_due(s, TODO_ROWS_FROM + i,
				 due_row(&page->due, (size_t)at), here);
	}
	free(whose);
	free(counts);
}
