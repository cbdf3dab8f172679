/* ui/page_form.c - see ui/page_form.h */
#include "config.h"

#include "ui/page_form.h"

#include <stdlib.h>

#include "base/alloc.h"
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

static void form_update(struct app *app, struct page *page,
			const struct event *event)
{
	struct page_form *form = (struct page_form *)page;

	page_form_act(app, form, event);
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

/* What was left; what is being typed is no answer yet. */
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

static void forget_window(struct window *window)
{
	kept_done(&window->parts);
	kept_done(&window->scores);
	*window = (struct window){ 0 };
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
	forget_window(form->window);
	free(form->window);
	free(form);
}

/* One page, of which the state of the record says what can be done. */
#define FORM_KIND(its_name, its_actions)                                       \
	{                                                                      \
		.name = its_name, .actions = its_actions,                      \
		.bar = page_form_bar, .bar_changes = true,                     \
		.works = page_form_works, .takes_text = form_takes_text,       \
		.update = form_update, .draw = view_form, .title = form_title, \
		.tell = line_tell_form, .take_line = line_take_form,           \
		.refresh = form_refresh, .settle = form_settle,                \
		.help = page_form_help, .close = form_close,                   \
	}

static const struct page_kind filling = FORM_KIND("form", form_actions);
static const struct page_kind second = FORM_KIND("second", second_actions);
static const struct page_kind looking = FORM_KIND("look", look_actions);

void page_form_choose_kind(struct page_form *form)
{
	form->page.kind = !entry_is_open(form->entry)   ? &looking
			  : entry_verifies(form->entry) ? &second
							: &filling;
	/* Another kind has other questions open, so others fit together. */
	forget_window(form->window);
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
