/* ui/page_form_keys.c - typing an answer; see ui/page_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "ui/page_form.h"

static void refuse(struct app *app, struct page_form *form, const char *why)
{
	alloc_replace(&form->fault, why);
	app->beep = true;
}

/* What a person may type here, for someone who typed something else. */
static void say_what_is_allowed(struct app *app, const struct field *field)
{
	char *keys = alloc_text("");

	for (size_t i = 0; i < field->option_count + field->missing_count;
	     i++) {
		const char *key =
			i < field->option_count
				? field->options[i].key
				: field->missing[i - field->option_count]->key;
		char *more = alloc_print("%s%s%s", keys, i ? " " : "", key);

		free(keys);
		keys = more;
	}
	if (field->type == FIELD_SCALE)
		app_say(app, STYLE_WARN, _("Type a number from %d to %d here"),
			(int)field->from, (int)field->to);
	else
		app_say(app, STYLE_WARN, _("Type one of these here: %s"), keys);
	free(keys);
	app->beep = true;
}

/* The one name of the list that begins with what was typed, or NULL. */
static char *only_name_like(struct page_form *form, const char *typed)
{
	struct name_list names = { 0 };
	char *folded = utf8_folded(typed);
	char *found = NULL;
	size_t count = 0;

	if (entry_names(form->entry, &names, NULL) == 0) {
		for (size_t i = 0; i < names.count; i++) {
			char *name = utf8_folded(names.items[i]);

			if (strncmp(name, folded, strlen(folded)) == 0 &&
			    ++count == 1)
				found = alloc_text(names.items[i]);
			free(name);
		}
		name_list_done(&names);
	}
	free(folded);
	if (count != 1) {
		free(found);
		found = NULL;
	}
	return found;
}

static bool commit_text(struct app *app, struct page_form *form,
			const char *typed)
{
	struct err err = { 0 };
	char *name = NULL;
	int code;

	if (*typed && entry_is_new_name(form->entry, typed)) {
		name = only_name_like(form, typed);
		if (!name) {
			page_form_ask_new_name(app, form, typed);
			return false;
		}
		typed = name;
	}
	code = entry_type(form->entry, typed, &err);
	free(name);
	if (code) {
		refuse(app, form, err.text);
		return false;
	}
	page_form_focus(form);
	return true;
}

bool page_form_commit(struct app *app, struct page_form *form)
{
	if (!form->typing)
		return true;
	return commit_text(app, form, form->edit.text);
}

/* After an answer that is complete by itself. */
static void answered_at_once(struct app *app, struct page_form *form)
{
	bool insisted = form->insisted;

	page_form_focus(form);
	form->insisted = insisted;
	if (app->settings->advance || page_form_differs(form))
		page_form_next(app, form);
}

static bool give(struct app *app, struct page_form *form, int code,
		 const struct err *err)
{
	if (code) {
		page_form_focus(form);
		refuse(app, form, err->text);
	}
	return code == 0;
}

/* A key that stands for a missing reason, on any type of field. */
static bool key_is_reason(struct app *app, struct page_form *form,
			  const struct field *field, const char *key)
{
	const struct missing_reason *reason = field_missing_by_key(field, key);
	struct err err = { 0 };

	if (!reason)
		return false;
	if (give(app, form, entry_set_missing(form->entry, reason->name, &err),
		 &err))
		answered_at_once(app, form);
	return true;
}

/*
 * Was the last of several answers ticked, for a person who gives them in the
 * order of the form?
 */
static bool ends_several(const struct app *app, const struct page_form *form,
			 const struct field *field, const struct option *option)
{
	size_t last = field->option_count - 1;
	struct item item = entry_item(form->entry, entry_focus(form->entry));
	const struct answer *a =
		answers_get(entry_answers(form->entry), item.field, item.row);

	return app->settings->advance_all && option == &field->options[last] &&
	       value_bits(field, a->value) >> last & 1;
}

static bool key_chooses(struct app *app, struct page_form *form,
			const struct field *field, const char *typed)
{
	const struct option *option = field_option_by_key(field, typed);
	struct err err = { 0 };
	int code;

	if (!option)
		return false;
	if (field->type == FIELD_SELECT_MULTIPLE)
		code = entry_toggle(form->entry, option->name, &err);
	else
		code = entry_type(form->entry, typed, &err);
	if (!give(app, form, code, &err))
		return true;
	if (field->type == FIELD_SELECT_MULTIPLE &&
	    !ends_several(app, form, field, option))
		page_form_focus(form);
	else
		answered_at_once(app, form);
	return true;
}

/* Digits of a scale: wait while the code may still become another one. */
static bool key_scales(struct app *app, struct page_form *form,
		       const struct field *field, const char *typed)
{
	char *text;
	bool more;

	if (strlen(typed) != 1 || typed[0] < '0' || typed[0] > '9')
		return false;
	text = alloc_print("%s%s", form->typing ? form->edit.text : "", typed);
	lineedit_set(&form->edit, text, false);
	free(text);
	form->typing = true;
	form->insisted = false;
	more = value_may_continue(field, form->edit.text);
	if (!more && page_form_commit(app, form) &&
	    (app->settings->advance || page_form_differs(form)))
		page_form_next(app, form);
	return true;
}

static bool key_picks(struct app *app, struct page_form *form,
		      const struct field *field, const struct event *event)
{
	struct err err = { 0 };

	if (strcmp(event->key, "Backspace") == 0 ||
	    strcmp(event->key, "Delete") == 0) {
		if (!form->typing)
			(void)give(app, form, entry_clear(form->entry, &err),
				   &err);
		page_form_focus(form);
		return true;
	}
	if (!event->typed)
		return false;
	if (key_is_reason(app, form, field, event->typed) ||
	    key_chooses(app, form, field, event->typed) ||
	    (field->type == FIELD_SCALE &&
	     key_scales(app, form, field, event->typed)))
		return true;
	say_what_is_allowed(app, field);
	return true;
}

/*
 * Of a scale below zero a digit can end the code too; a sign never does.  A day
 * or time ends so only for who wants that, and where it is not being corrected.
 */
static void advance_on_line(struct app *app, struct page_form *form,
			    const struct field *field, const char *typed)
{
	bool digit = typed && typed[0] >= '0' && typed[0] <= '9' && !typed[1];
	bool may = field->type == FIELD_SCALE
			   ? app->settings->advance
			   : app->settings->advance_all &&
				     form->edit.text[form->edit.cursor] == '\0';

	if (digit && may && !value_may_continue(field, form->edit.text) &&
	    page_form_commit(app, form))
		page_form_next(app, form);
}

void page_form_edited(struct page_form *form)
{
	form->typing = form->edit.touched;
	/* Asked about another answer, one may not leave with this one. */
	form->insisted = false;
	free(form->fault);
	form->fault = NULL;
}

static bool key_edits(struct app *app, struct page_form *form,
		      const struct field *field, const struct event *event)
{
	const char *typed = event->typed;

	/* A reason's key counts only as the first thing, and not in a text. */
	if (typed && strcmp(event->key, "Paste") != 0 && !form->typing &&
	    (form->edit.replacing || form->edit.text[0] == '\0') &&
	    field->type != FIELD_TEXT && field->type != FIELD_SCALE &&
	    field->type != FIELD_INTEGER && field->type != FIELD_DECIMAL &&
	    key_is_reason(app, form, field, typed))
		return true;
	if (!lineedit_take(&form->edit, event))
		return false;
	page_form_edited(form);
	advance_on_line(app, form, field, typed);
	return true;
}

void page_form_new_line(struct app *app, struct page_form *form)
{
	if (!page_form_may_change(app, form) || !page_form_is_text(form))
		return;
	lineedit_act(&form->edit, ACTION_NEW_LINE);
	page_form_edited(form);
	(void)!entry_type(form->entry, form->edit.text, NULL);
}

bool page_form_key(struct app *app, struct page_form *form,
		   const struct event *event)
{
	const struct field *field = page_form_field(form);

	if (!field)
		return false;
	if (!event->typed && strcmp(event->key, "Backspace") != 0 &&
	    strcmp(event->key, "Delete") != 0 && !page_form_is_line(form))
		return false;
	if (!page_form_may_change(app, form))
		return true;
	if (page_form_is_given(form)) {
		app_say(app, STYLE_WARN,
			_("The program fills this in; it follows from other "
			  "answers"));
		app->beep = true;
		return true;
	}
	if (page_form_is_line(form))
		return key_edits(app, form, field, event);
	return key_picks(app, form, field, event);
}
