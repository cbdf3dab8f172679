/* ui/page_form.c - see ui/page_form.h */
#include "config.h"

#include "ui/page_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "form/value.h"
#include "ui/line_pages.h"
#include "ui/pages.h"
#include "ui/view_form.h"

/* clang-format off */
static const enum action form_actions[] = {
	ACTION_OVERRULE, ACTION_NEXT, ACTION_NEW_LINE, ACTION_BACK, ACTION_GO_TO, ACTION_DONE,
	ACTION_MISSING, ACTION_SAME, ACTION_REMARK, ACTION_SEARCH, ACTION_HELP,
	ACTION_UNDO, ACTION_LEVEL_UP, ACTION_NEXT_SECTION,
	ACTION_PREVIOUS_SECTION, ACTION_REDO, ACTION_NEXT_EMPTY, ACTION_CLEAR,
	ACTION_ADD_ROW, ACTION_REMOVE_ROW, ACTION_ROW_UP, ACTION_ROW_DOWN,
	ACTION_FIRST, ACTION_LAST, ACTION_DISCARD,
	ACTION_TAKE_OVER, ACTION_HISTORY, ACTION_TELL, ACTION_CLIENT,
	ACTION_NONE
};

/* A second entry: nothing that shows the first, and rows that stay. */
static const enum action second_actions[] = {
	ACTION_OVERRULE, ACTION_NEXT, ACTION_BACK, ACTION_GO_TO, ACTION_DONE,
	ACTION_MISSING, ACTION_REMARK, ACTION_HELP, ACTION_UNDO,
	ACTION_LEVEL_UP, ACTION_NEXT_SECTION, ACTION_PREVIOUS_SECTION,
	ACTION_REDO, ACTION_NEXT_EMPTY, ACTION_CLEAR, ACTION_ADD_ROW,
	ACTION_REMOVE_ROW, ACTION_FIRST, ACTION_LAST, ACTION_SEARCH, ACTION_DISCARD,
	ACTION_TAKE_OVER, ACTION_TELL, ACTION_NONE
};

/* A record that is only looked at has its own, shorter list. */
static const enum action look_actions[] = {
	ACTION_NEXT, ACTION_BACK, ACTION_REOPEN, ACTION_GO_TO, ACTION_HISTORY,
	ACTION_VERIFY, ACTION_LEVEL_UP, ACTION_HELP, ACTION_NEXT_SECTION,
	ACTION_PREVIOUS_SECTION, ACTION_FIRST, ACTION_LAST, ACTION_SEARCH,
	ACTION_TAKE_OVER, ACTION_TELL, ACTION_NONE
};
/* clang-format on */

const struct field *page_form_field(const struct page_form *form)
{
	size_t focus = entry_focus(form->entry);
	struct item item;

	if (focus >= entry_count(form->entry))
		return NULL;
	item = entry_item(form->entry, focus);
	return item.field < 0 ? NULL
			      : &entry_form(form->entry)->fields[item.field];
}

bool page_form_is_given(const struct page_form *form)
{
	size_t focus = entry_focus(form->entry);

	return focus < entry_count(form->entry) &&
	       entry_item(form->entry, focus).kind == ITEM_GIVEN;
}

bool page_form_is_line(const struct page_form *form)
{
	const struct field *field = page_form_field(form);

	if (!field || page_form_is_given(form))
		return false;
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return true;
	case FIELD_SCALE:
		return field->from < 0;
	default:
		return false;
	}
}

bool page_form_is_text(const struct page_form *form)
{
	const struct field *field = page_form_field(form);

	return field && field->type == FIELD_TEXT && field->lines > 1 &&
	       !field->list && !page_form_is_given(form);
}

/* The room there is on the screen for a text of several lines. */
static void measure_text(const struct app *app, struct page_form *form)
{
	const struct field *field = page_form_field(form);
	int most = app->rows / 3;

	form->text_columns = app->cols - 1 - view_form_below_col(form);
	form->text_rows = field && field->lines < most ? field->lines : most;
	lineedit_scroll(&form->edit, form->text_columns, form->text_rows);
}

void page_form_focus(struct page_form *form)
{
	const struct field *field = page_form_field(form);
	const struct answer *answer;
	struct item item;
	char *text = NULL;

	free(form->fault);
	form->fault = NULL;
	form->insisted = false;
	form->typing = false;
	if (field) {
		item = entry_item(form->entry, entry_focus(form->entry));
		answer = answers_get(entry_answers(form->entry), item.field,
				     item.row);
		if (page_form_is_line(form) &&
		    !rules_is_hidden(entry_rules(form->entry), item.field,
				     item.row))
			text = value_edit(field, answer->value);
	}
	lineedit_set(&form->edit, text, !page_form_is_text(form));
	form->edit.several = page_form_is_text(form);
	free(text);
}

bool page_form_may_change(struct app *app, struct page_form *form)
{
	if (entry_is_open(form->entry))
		return true;
	if (entry_held_by(form->entry))
		app_say(app, STYLE_WARN,
			_("This form is open elsewhere (%s); %s takes it over"),
			entry_held_by(form->entry),
			app_way(app, ACTION_TAKE_OVER).text);
	else if (app->read_only)
		app_say(app, STYLE_WARN,
			_("The file is open for reading only"));
	else
		app_say(app, STYLE_WARN,
			_("This form is completed; %s corrects it"),
			app_way(app, ACTION_REOPEN).text);
	app->beep = true;
	return false;
}

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

static void move(struct app *app, struct page_form *form,
		 const struct event *event)
{
	struct entry *e = form->entry;

	/* What cannot be taken keeps the person here once, never twice. */
	if (!page_form_commit(app, form)) {
		if (form->pending || !form->insisted) {
			form->insisted = true;
			return;
		}
		page_form_focus(form);
	}
	if (page_form_differs(form)) {
		page_form_next(app, form);
		return;
	}
	switch (event->action) {
	case ACTION_NEXT:
		/* Only Enter says that what is there is the second answer. */
		if (!entry_verifies(e) || strcmp(event->key, "Enter") == 0) {
			page_form_next(app, form);
			return;
		}
		(void)entry_next(e);
		break;
	case ACTION_BACK:
		if (!entry_back(e))
			app_say(app, STYLE_PLAIN,
				_("This is the first question"));
		break;
	case ACTION_NEXT_SECTION:
		if (!entry_next_section(e, 1))
			(void)entry_last(e);
		break;
	case ACTION_PREVIOUS_SECTION:
		if (!entry_next_section(e, -1))
			(void)entry_first(e);
		break;
	case ACTION_NEXT_EMPTY:
		if (!entry_next_empty(e))
			app_say(app, STYLE_GOOD,
				_("Every question has an answer"));
		break;
	case ACTION_FIRST:
		(void)entry_first(e);
		break;
	default:
		(void)entry_last(e);
		break;
	}
	page_form_focus(form);
}

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
	if (!page_form_commit(app, form))
		page_form_focus(form);
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

static void undo(struct app *app, struct page_form *form, bool forth)
{
	if (!page_form_may_change(app, form))
		return;
	if (page_form_is_line(form) &&
	    lineedit_act(&form->edit, forth ? ACTION_REDO : ACTION_UNDO)) {
		form->typing = form->edit.touched;
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
		app->beep = true;
	} else if (action == ACTION_SAME) {
		page_form_next(app, form);
	}
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

	if (!page_form_commit(app, form))
		page_form_focus(form);
	title = alloc_text(words_text(&entry_form(form->entry)->title));
	text = line_whole_form(app, form);
	page_reader_open(app, title, text);
	free(title);
	free(text);
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
	case ACTION_LEVEL_UP:
		level_up(app, form);
		break;
	case ACTION_GO_TO:
	case ACTION_SEARCH:
		if (!page_form_commit(app, form))
			page_form_focus(form);
		if (event->action == ACTION_SEARCH && !app->in_lines)
			page_form_ask_search(app, form);
		else
			page_form_ask_go_to(app);
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
	case ACTION_REMARK:
		page_form_ask_remark(app, form);
		break;
	case ACTION_MISSING:
		page_form_ask_missing(app, form);
		break;
	case ACTION_OVERRULE:
		page_form_ask_overrule(app, form);
		break;
	case ACTION_DONE:
		page_form_ask_done(app, form);
		break;
	case ACTION_REOPEN:
		page_form_ask_reopen(app, form);
		break;
	case ACTION_DISCARD:
		page_form_ask_discard(app, form);
		break;
	case ACTION_VERIFY:
		page_form_ask_verify(app, form);
		break;
	case ACTION_TAKE_OVER:
		take_over(app, form);
		break;
	case ACTION_HISTORY:
		page_form_show_history(app, form);
		break;
	case ACTION_TELL:
		read_whole(app, form);
		break;
	case ACTION_CLIENT:
		page_client_open(app, form);
		break;
	case ACTION_NEW_LINE:
		if (app->in_lines)
			page_form_ask_line(app, form);
		else
			page_form_new_line(app, form);
		break;
	default:
		if (!page_form_key(app, form, event))
			say_it_does_nothing(app, event->key);
		break;
	}
}

static void form_update(struct app *app, struct page *page,
			const struct event *event)
{
	struct page_form *form = (struct page_form *)page;

	if (!move_in_text(form, event->key))
		act(app, form, event);
	/* It may have been closed by what it did. */
	if (app_top(app) == page)
		measure_text(app, form);
}

static void form_refresh(struct app *app, struct page *page)
{
	measure_text(app, (struct page_form *)page);
}

static bool form_takes_text(const struct page *page)
{
	const struct page_form *form = (const struct page_form *)page;

	return entry_is_open(form->entry) && page_form_is_line(form);
}

/* Saving what was left; what is being typed is given first, if it can be. */
static int form_settle(struct app *app, struct page *page, struct err *err)
{
	struct page_form *form = (struct page_form *)page;

	if (app->cut_off)
		entry_cut_off(form->entry);
	return entry_flush(form->entry, err);
}

static char *form_title(const struct app *app, const struct page *page)
{
	const struct page_form *form = (const struct page_form *)page;
	char *title = view_form_title(form);
	char *state = view_form_state(app, form);
	char *text = alloc_print("%s; %s", title, state);

	free(title);
	free(state);
	return text;
}

/* Leaving gives what was typed, so that only a refused answer is lost. */
static void form_close(struct page *page)
{
	struct page_form *form = (struct page_form *)page;

	if (form->typing && page_form_is_line(form))
		(void)!entry_type(form->entry, form->edit.text, NULL);
	entry_close(form->entry);
	traject_done(&form->traject);
	lineedit_done(&form->edit);
	free(form->fault);
	free(form->pending);
	free(form->window);
	free(form);
}

static const struct page_kind page_form_kind = {
	.name = "form",
	.actions = form_actions,
	.bar = page_form_bar,
	.bar_changes = true,
	.works = page_form_works,
	.takes_text = form_takes_text,
	.update = form_update,
	.draw = view_form,
	.title = form_title,
	.tell = line_tell_form,
	.take_line = line_take_form,
	.refresh = form_refresh,
	.settle = form_settle,
	.help = page_form_help,
	.close = form_close,
};

/* The same page with the actions of looking; chosen when it is opened. */
static const struct page_kind page_look_kind = {
	.name = "look",
	.actions = look_actions,
	.bar = page_form_bar,
	.bar_changes = true,
	.works = page_form_works,
	.takes_text = form_takes_text,
	.update = form_update,
	.draw = view_form,
	.title = form_title,
	.tell = line_tell_form,
	.take_line = line_take_form,
	.refresh = form_refresh,
	.settle = form_settle,
	.help = page_form_help,
	.close = form_close,
};

/* And with those of a second entry. */
static const struct page_kind page_second_kind = {
	.name = "second",
	.actions = second_actions,
	.bar = page_form_bar,
	.bar_changes = true,
	.works = page_form_works,
	.takes_text = form_takes_text,
	.update = form_update,
	.draw = view_form,
	.title = form_title,
	.tell = line_tell_form,
	.take_line = line_take_form,
	.settle = form_settle,
	.help = page_form_help,
	.close = form_close,
};

void page_form_choose_kind(struct page_form *form)
{
	form->page.kind = !entry_is_open(form->entry)   ? &page_look_kind
			  : entry_verifies(form->entry) ? &page_second_kind
							: &page_form_kind;
	/* Another kind has other questions open, so others fit together. */
	*form->window = (struct window){ 0 };
}

static void open_page(struct app *app, const struct entry_start *place,
		      const char *field)
{
	struct entry_start start = *place;
	struct page_form *form;
	struct entry *entry = NULL;
	struct err err = { 0 };
	struct traject head = { 0 };

	start.store = app->store;
	start.catalogue = app->catalogue;
	start.medewerker = app->settings->medewerker;
	if (trajecten_get(app->store, start.traject, &head, &err) ||
	    entry_open(&start, &entry, &err)) {
		traject_done(&head);
		app_fail(app, &err);
		return;
	}
	form = alloc_new(1, sizeof(*form));
	form->window = alloc_new(1, sizeof(*form->window));
	form->entry = entry;
	page_form_choose_kind(form);
	form->traject = head;
	if (field)
		(void)entry_go(
			entry,
			entry_find(entry, form_find(start.form, field), 0));
	page_form_focus(form);
	measure_text(app, form);
	app_open(app, &form->page);
	if (entry_held_by(entry))
		(void)page_form_may_change(app, form);
	else if (!entry_is_open(entry) && page_form_is_begun_again(app, form))
		app_say(app, STYLE_PLAIN,
			_("A second entry of this form was begun; %s goes on "
			  "with it"),
			app_way(app, ACTION_VERIFY).text);
	else if (entry_was_interrupted(entry))
		app_say(app, STYLE_GOOD,
			_("You were busy here when the program stopped; "
			  "everything up to this question is kept"));
	else if (entry_is_open(entry) && entry_form(entry)->client)
		app_say(app, STYLE_PLAIN,
			_("%s lets the client answer at this keyboard"),
			app_way(app, ACTION_CLIENT).text);
}

void page_form_open(struct app *app, const struct form *definition,
		    int64_t traject, const char *jeugdige)
{
	page_form_open_at(app, definition, traject, jeugdige, NULL);
}

void page_form_open_at(struct app *app, const struct form *definition,
		       int64_t traject, const char *jeugdige, const char *field)
{
	struct entry_start start = { .form = definition,
				     .traject = traject,
				     .jeugdige = jeugdige };

	open_page(app, &start, field);
}

void page_form_open_second(struct app *app, const struct form *definition,
			   int64_t traject, const char *jeugdige,
			   enum verify_how how)
{
	struct entry_start start = { .form = definition,
				     .traject = traject,
				     .jeugdige = jeugdige,
				     .verify = how };

	open_page(app, &start, NULL);
}
