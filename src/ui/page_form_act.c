/* ui/page_form_act.c - what each action does in a form; see ui/page_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/page_form.h"
#include "ui/pages.h"
#include "ui/view_form.h"

/* --- from question to question */

void page_form_next(struct app *app, struct page_form *form)
{
	size_t focus = entry_focus(form->entry);
	enum field_fault fault = FAULT_NONE;
	char *message = NULL;

	if (!page_form_is_compared(app, form))
		return;
	if (focus < entry_count(form->entry) && entry_is_open(form->entry))
		fault = entry_fault(form->entry, focus, &message);
	if (fault_blocks(fault) && fault != FAULT_REQUIRED && !form->insisted) {
		form->insisted = true;
		app->beep = true;
		if (fault == FAULT_SOFT)
			app_say(app, STYLE_WARN,
				_("%s keeps this answer and asks why; Enter "
				  "goes on"),
				app_way(app, ACTION_OVERRULE).text);
		else
			app_say(app, STYLE_WARN,
				_("Change the answer, or go on with Enter and "
				  "come back later"));
	} else if (entry_next(form->entry)) {
		page_form_focus(form);
	} else if (entry_is_open(form->entry)) {
		app_say(app, STYLE_PLAIN,
			_("This was the last question; %s completes the form"),
			app_way(app, ACTION_DONE).text);
	} else {
		app_say(app, STYLE_PLAIN, _("This was the last question"));
	}
	free(message);
}

/* What cannot be taken keeps the person here once, never twice. */
static bool may_leave(struct app *app, struct page_form *form)
{
	if (page_form_commit(app, form))
		return true;
	if (form->pending || !form->insisted) {
		form->insisted = true;
		return false;
	}
	page_form_focus(form);
	return true;
}

/* What was typed is given; what is refused is given up. */
static void give_or_forget(struct app *app, struct page_form *form)
{
	if (!page_form_commit(app, form))
		page_form_focus(form);
}

/* False when there is no question there. */
static bool step(struct entry *entry, enum action action)
{
	switch (action) {
	case ACTION_NEXT:
		return entry_next(entry);
	case ACTION_BACK:
		return entry_back(entry);
	case ACTION_NEXT_SECTION:
		return entry_next_section(entry, 1) || entry_last(entry);
	case ACTION_PREVIOUS_SECTION:
		return entry_next_section(entry, -1) || entry_first(entry);
	case ACTION_NEXT_EMPTY:
		return entry_next_empty(entry);
	case ACTION_FIRST:
		return entry_first(entry);
	default:
		return entry_last(entry);
	}
}

/* Only Enter says that what is there is the second answer. */
static bool goes_on(const struct page_form *form, const struct event *event)
{
	return event->action == ACTION_NEXT &&
	       (!entry_verifies(form->entry) ||
		strcmp(event->key, "Enter") == 0);
}

static void move(struct app *app, struct page_form *form,
		 const struct event *event)
{
	bool moved;

	if (!may_leave(app, form))
		return;
	if (page_form_differs(form) || goes_on(form, event)) {
		page_form_next(app, form);
		return;
	}
	moved = step(form->entry, event->action);
	if (!moved && event->action == ACTION_BACK)
		app_say(app, STYLE_PLAIN, _("This is the first question"));
	if (!moved && event->action == ACTION_NEXT_EMPTY)
		app_say(app, STYLE_GOOD, _("Every question has an answer"));
	page_form_focus(form);
}

/* Up and Down go through a text of several lines before they leave it. */
static bool move_in_text(struct page_form *form, const char *key)
{
	int direction = strcmp(key, "Up") == 0     ? -1
			: strcmp(key, "Down") == 0 ? 1
						   : 0;

	return direction != 0 && page_form_is_text(form) &&
	       entry_is_open(form->entry) &&
	       lineedit_move_row(&form->edit, form->text_columns, direction);
}

/* --- at a question */

static void change_rows(struct app *app, struct page_form *form,
			enum action action)
{
	size_t focus = entry_focus(form->entry);
	int repeat = focus < entry_count(form->entry)
			     ? entry_item(form->entry, focus).repeat
			     : -1;
	struct err err = { 0 };
	char *one;
	int code;

	if (!page_form_may_change(app, form))
		return;
	give_or_forget(app, form);
	switch (action) {
	case ACTION_ADD_ROW:
		code = entry_add_row(form->entry, &err);
		break;
	case ACTION_REMOVE_ROW:
		code = entry_remove_row(form->entry, &err);
		break;
	case ACTION_ROW_UP:
		code = entry_move_row(form->entry, -1, &err);
		break;
	default:
		code = entry_move_row(form->entry, 1, &err);
		break;
	}
	if (code) {
		app_fail(app, &err);
	} else if (action == ACTION_REMOVE_ROW && repeat >= 0) {
		one = view_form_one_of(
			&entry_form(form->entry)->repeats[repeat]);
		app_say(app, STYLE_PLAIN,
			/* TRANSLATORS: what is gone; a key, or a command */
			_("%s is gone; %s brings it back"), one,
			app_way(app, ACTION_UNDO).text);
		free(one);
	}
	page_form_focus(form);
}

/* Does this key add a row, where it would go on elsewhere? */
static bool adds_row(const struct page_form *form, const char *key)
{
	const struct entry *entry = form->entry;
	size_t focus = entry_focus(entry);

	return focus < entry_count(entry) &&
	       entry_item(entry, focus).kind == ITEM_ADD_ROW &&
	       strcmp(key, "Enter") == 0 && entry_is_open(entry) &&
	       !entry_verifies(entry);
}

static void undo(struct app *app, struct page_form *form, bool forth)
{
	if (!page_form_may_change(app, form))
		return;
	if (page_form_is_line(form) &&
	    lineedit_act(&form->edit, forth ? ACTION_REDO : ACTION_UNDO)) {
		page_form_edited(form);
		return;
	}
	if (form->typing) {
		page_form_focus(form);
		return;
	}
	if (!(forth ? entry_redo(form->entry) : entry_undo(form->entry)))
		app_say(app, STYLE_PLAIN,
			forth ? _("Nothing to do again")
			      : _("Nothing to undo"));
	page_form_focus(form);
}

static void answer_by_action(struct app *app, struct page_form *form,
			     enum action action)
{
	struct err err = { 0 };
	int code;

	if (!page_form_may_change(app, form))
		return;
	code = action == ACTION_SAME ? entry_same_as_previous(form->entry, &err)
				     : entry_clear(form->entry, &err);
	page_form_focus(form);
	if (code) {
		app_fail(app, &err);
	} else if (action == ACTION_SAME) {
		page_form_next(app, form);
	}
}

/* --- the form as a whole */

/*
 * Esc gives the old answer back first; only then it goes up.  A text of several
 * lines is too much to lose by one key, so it is kept.
 */
static void level_up(struct app *app, struct page_form *form)
{
	if (page_form_is_text(form) && page_form_commit(app, form)) {
		app_close(app);
		return;
	}
	if (form->typing || form->fault) {
		page_form_focus(form);
		return;
	}
	app_close(app);
}

static void take_over(struct app *app, struct page_form *form)
{
	struct err err = { 0 };

	if (!entry_held_by(form->entry))
		return;
	if (entry_take_over(form->entry, &err))
		app_fail(app, &err);
	else
		app_say(app, STYLE_GOOD, _("You have this form now"));
	page_form_choose_kind(form);
	page_form_focus(form);
}

static void read_whole(struct app *app, struct page_form *form)
{
	char *title;
	char *text;

	give_or_forget(app, form);
	title = alloc_text(words_text(&entry_form(form->entry)->title));
	text = line_whole_form(app, form);
	page_reader_open(app, title, text);
	free(title);
	free(text);
}

/* --- which action is which */

static void go_to(struct app *app, struct page_form *form)
{
	give_or_forget(app, form);
	page_form_ask_go_to(app);
}

/* In line mode one types a word of the question as well. */
static void search(struct app *app, struct page_form *form)
{
	give_or_forget(app, form);
	if (app->in_lines)
		page_form_ask_go_to(app);
	else
		page_form_ask_search(app, form);
}

static void new_line(struct app *app, struct page_form *form)
{
	if (app->in_lines)
		page_form_ask_line(app, form);
	else
		page_form_new_line(app, form);
}

/* Those for which it is enough to know where. */
static void (*const acts[ACTION_COUNT])(struct app *, struct page_form *) = {
	[ACTION_LEVEL_UP] = level_up,
	[ACTION_GO_TO] = go_to,
	[ACTION_SEARCH] = search,
	[ACTION_NEW_LINE] = new_line,
	[ACTION_TAKE_OVER] = take_over,
	[ACTION_TELL] = read_whole,
	[ACTION_REMARK] = page_form_ask_remark,
	[ACTION_MISSING] = page_form_ask_missing,
	[ACTION_OVERRULE] = page_form_ask_overrule,
	[ACTION_DONE] = page_form_ask_done,
	[ACTION_REOPEN] = page_form_ask_reopen,
	[ACTION_DISCARD] = page_form_ask_discard,
	[ACTION_VERIFY] = page_form_ask_verify,
	[ACTION_HISTORY] = page_form_show_history,
	[ACTION_CLIENT] = page_client_open,
};

static void say_it_does_nothing(struct app *app, const char *key)
{
	char written[ACTION_KEY_ROOM];

	app->beep = true;
	if (!key[0] || app->in_lines)
		return;
	action_write_key(key, written);
	/* TRANSLATORS: two keys */
	app_say(app, STYLE_WARN,
		_("%s does nothing at this question; %s says what does"),
		written, app_way(app, ACTION_HELP).text);
}

static void act(struct app *app, struct page_form *form,
		const struct event *event)
{
	switch (event->action) {
	case ACTION_NEXT:
		if (adds_row(form, event->key))
			change_rows(app, form, ACTION_ADD_ROW);
		else
			move(app, form, event);
		break;
	case ACTION_BACK:
	case ACTION_NEXT_SECTION:
	case ACTION_PREVIOUS_SECTION:
	case ACTION_NEXT_EMPTY:
	case ACTION_FIRST:
	case ACTION_LAST:
		move(app, form, event);
		break;
	case ACTION_ADD_ROW:
	case ACTION_REMOVE_ROW:
	case ACTION_ROW_UP:
	case ACTION_ROW_DOWN:
		change_rows(app, form, event->action);
		break;
	case ACTION_UNDO:
	case ACTION_REDO:
		undo(app, form, event->action == ACTION_REDO);
		break;
	case ACTION_SAME:
	case ACTION_CLEAR:
		answer_by_action(app, form, event->action);
		break;
	default:
		if (!page_form_key(app, form, event))
			say_it_does_nothing(app, event->key);
		break;
	}
}

void page_form_act(struct app *app, struct page_form *form,
		   const struct event *event)
{
	if (move_in_text(form, event->key))
		return;
	if (acts[event->action])
		acts[event->action](app, form);
	else
		act(app, form, event);
}
