/* ui/view_traject.c - drawing of ui/page_traject.h */
#include "config.h"

#include "ui/page_traject.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_day.h"

#define STATE_COLUMNS 12
#define DETAIL_COLUMNS 20

static enum style style_of(const struct todo *todo)
{
	switch (todo->state) {
	case TODO_COMPLETE:
		return todo->has_rules && !todo->counts ? STYLE_WARN
							: STYLE_GOOD;
	case TODO_DRAFT:
		return STYLE_WARN;
	case TODO_OVERDUE:
		return STYLE_BAD;
	case TODO_TO_DO:
		return STYLE_STRONG;
	default:
		return STYLE_DIM;
	}
}

char *view_traject_when(const struct todo *todo)
{
	char day[VIEW_DAY_ROOM];

	if (todo->state == TODO_COMPLETE) {
		view_day(todo->completed, day);
		return alloc_text(day);
	}
	if (todo->state == TODO_OVERDUE)
		return alloc_print(text_plural("%d day late", "%d days late",
					       todo->days_late),
				   todo->days_late);
	view_day(todo->due, day);
	if (day[0] == '\0' || todo->state == TODO_NOT_NEEDED ||
	    todo->state == TODO_MISSED)
		return alloc_text("");
	/* TRANSLATORS: the last day on which a form may be filled in */
	return alloc_print(_("by %s"), day);
}

char *view_traject_title(const struct todo *todo)
{
	const char *title = words_text(&todo->form->title);
	char *who = todo_who(todo);
	char *text =
		who ? alloc_print("%s, %s", title, who) : alloc_text(title);

	free(who);
	return text;
}

char *view_traject_story(const struct todo *todo)
{
	struct buffer b = { 0 };
	char day[VIEW_DAY_ROOM];

	view_day(todo->due, day);
	switch (todo->state) {
	case TODO_COMPLETE:
		if (todo->has_rules)
			buffer_add(&b, todo->counts
					       ? _("Counts in the figures.")
					       : _("Does not count in the "
						   "figures."));
		if (todo->verified)
			buffer_print(&b, "%s%s", b.length ? " " : "",
				     _("Entered twice, and verified."));
		if (todo->correcting)
			buffer_print(&b, "%s%s", b.length ? " " : "",
				     _("A correction was begun; it is not "
				       "completed yet."));
		break;
	case TODO_DRAFT:
		buffer_add(&b, _("Was begun. Enter goes on where you were."));
		break;
	case TODO_OVERDUE:
		/* TRANSLATORS: a day */
		buffer_print(&b, _("Should have been there by %s."), day);
		break;
	case TODO_NOT_NEEDED:
		buffer_add(&b, _("Is not needed for this traject."));
		break;
	case TODO_MISSED:
		/* TRANSLATORS: a day */
		buffer_print(&b,
			     _("Had to be there by %s; it can still be filled "
			       "in."),
			     day);
		break;
	case TODO_LATER:
		buffer_add(&b, _("Can wait; its time has not come yet."));
		break;
	case TODO_OPTIONAL:
		buffer_add(&b, _("Not in the programme, but it may be filled "
				 "in."));
		break;
	case TODO_TO_DO:
		break;
	}
	return buffer_take(&b);
}

static int title_columns(const struct screen *s)
{
	return TABLE_COLS(s) - 1 - DETAIL_COLUMNS - STATE_COLUMNS - 1 - 5;
}

/*
 * Where there is no room for all of one name, whom it is about comes first, in
 * every row: a list in which some are told so is not read at a glance.
 */
static bool is_narrow(const struct todo_list *list, const struct screen *s)
{
	bool narrow = false;

	for (size_t i = 0; i < list->count && !narrow; i++) {
		char *title = view_traject_title(&list->items[i]);

		narrow = list->items[i].jeugdige &&
			 utf8_columns(title) > title_columns(s);
		free(title);
	}
	return narrow;
}

static char *row_title(const struct todo *todo, bool narrow)
{
	if (todo->jeugdige && narrow)
		return alloc_print("%s: %s", todo->jeugdige,
				   words_text(&todo->form->title));
	return view_traject_title(todo);
}

/* Nothing is said twice: a name that the list shows whole has no line here. */
static void draw_story(const struct todo *todo, bool narrow, struct screen *s)
{
	int end = FRAME_BODY_END(s);
	int row = end - TRAJECT_ROWS_BELOW + 1;
	char *title = view_traject_title(todo);
	char *story = view_traject_story(todo);

	if ((story && *story) || (todo->jeugdige && narrow) ||
	    utf8_columns(title) > title_columns(s))
		row += screen_put_wrapped(s, row, 3, s->cols - 6, 2, STYLE_DIM,
					  title);
	if (story)
		screen_put_wrapped(s, row, 3, s->cols - 6, end - row, STYLE_DIM,
				   story);
	free(title);
	free(story);
}

static void draw_row(const struct todo *todo, bool focus, bool narrow,
		     struct screen *s, int row)
{
	int detail = TABLE_COLS(s) - 1 - DETAIL_COLUMNS;
	int state = detail - STATE_COLUMNS - 1;
	enum style plain = focus ? STYLE_FOCUS : STYLE_PLAIN;
	char *title = row_title(todo, narrow);
	char *when = view_traject_when(todo);

	if (focus) {
		screen_blank(s, row, 1, s->cols - 1, plain);
		screen_put(s, row, 1, plain, ">");
	}
	screen_put_within(s, row, 3, title_columns(s), plain, title);
	screen_put_within(s, row, state, STATE_COLUMNS,
			  focus ? plain : style_of(todo),
			  todo_state_text(todo->state));
	screen_put_within(s, row, detail, DETAIL_COLUMNS, plain, when);
	free(title);
	free(when);
}

/* The days have their place first: half a date is another date. */
static void draw_head(const struct page_traject *page, struct screen *s)
{
	const struct traject *t = &page->traject;
	int days = utf8_columns(_("From")) + utf8_columns(_("To")) +
		   2 * VIEW_DAY_COLUMNS + 5;
	int at = TABLE_COLS(s) - 1 - days;
	char started[VIEW_DAY_ROOM];
	char ended[VIEW_DAY_ROOM];
	int col;

	if (at > TABLE_COLS(s) / 2)
		at = TABLE_COLS(s) / 2;
	view_day(t->started, started);
	view_day(t->ended, ended);
	col = screen_put(s, 2, 3, STYLE_DIM, _("Worker"));
	screen_put_within(s, 2, col + 1, at - col - 3, STYLE_PLAIN,
			  t->medewerker ? t->medewerker : "-");
	col = screen_put(s, 2, at, STYLE_DIM, _("From"));
	col = screen_put(s, 2, col + 1, STYLE_PLAIN,
			 started[0] ? started : "-");
	col = screen_put(s, 2, col + 3, STYLE_DIM, _("To"));
	screen_put(s, 2, col + 1, STYLE_PLAIN, ended[0] ? ended : "-");
}

static void draw_heads(struct screen *s)
{
	int detail = TABLE_COLS(s) - 1 - DETAIL_COLUMNS;
	int row = TRAJECT_ROWS_FROM - 1;

	screen_put(s, row, 3, STYLE_DIM, _("Form"));
	screen_put(s, row, detail - STATE_COLUMNS - 1, STYLE_DIM, _("State"));
	screen_put(s, row, detail, STYLE_DIM, _("When"));
}

void view_traject(const struct app *app, const struct page *of,
		  struct screen *s)
{
	const struct page_traject *page = (const struct page_traject *)of;
	const struct traject *t = &page->traject;
	const struct list *list = &page->list;
	bool narrow = is_narrow(&page->todo, s);
	char *left = alloc_print(_("Traject %s"), t->code);
	char *right = alloc_print("%s%s%s", t->organisatie, t->team ? ", " : "",
				  t->team ? t->team : "");

	app_draw_frame(app, s, left, right);
	free(left);
	free(right);
	draw_head(page, s);
	draw_heads(s);
	for (int i = 0; i < list_rows(list); i++) {
		int64_t item = list->top + i;

		draw_row(&page->todo.items[item], item == list->selected,
			 narrow, s, TRAJECT_ROWS_FROM + i);
	}
	if (list->count == 0)
		return;
	screen_cursor(s, TRAJECT_ROWS_FROM + (int)(list->selected - list->top),
		      3);
	draw_story(&page->todo.items[list->selected], narrow, s);
}
