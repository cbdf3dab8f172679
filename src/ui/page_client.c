/* ui/page_client.c - see ui/page_client.h */
#include "config.h"

#include "ui/page_client.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "store/drafts.h"
#include "ui/line_pages.h"
#include "ui/pages.h"

static struct entry *entry_of(const struct page_client *client)
{
	return client->form->entry;
}

/* --- where one is */

void client_refuse(struct page_client *client, const char *why)
{
	alloc_replace(&client->fault, why);
}

static void set_line(struct page_client *client, const char *text)
{
	bool several = page_form_is_text(client->form) &&
		       client->stage == CLIENT_QUESTION;

	/* A text of several lines goes on at its end. */
	lineedit_set(&client->line, text, !several);
	client->line.several = several;
}

static void show_answer(struct page_client *client)
{
	const struct field *field = page_form_field(client->form);
	struct item item =
		entry_item(entry_of(client), entry_focus(entry_of(client)));
	char *text = NULL;

	/* What was given at an earlier time is not read back. */
	if (field && !rules_is_hidden(entry_rules(entry_of(client)), item.field,
				      item.row))
		text = value_edit(field,
				  answers_get(entry_answers(entry_of(client)),
					      item.field, item.row)
					  ->value);
	set_line(client, text);
	free(text);
}

/* Begin anew at this place: on the answer that is there. */
static void settle_here(struct page_client *client)
{
	struct client_choices choices;

	client_refuse(client, NULL);
	client->insisted = false;
	client->typing = false;
	client->helping = false;
	client->digits[0] = '\0';
	client->cursor = -1;
	lineedit_set(&client->line, "", false);
	if (client->stage == CLIENT_QUESTION)
		show_answer(client);
	client_choices(client, &choices);
	for (size_t i = 0; i < choices.count; i++)
		if (choices.items[i].chosen && client->cursor < 0)
			client->cursor = (int)i;
	free(choices.items);
}

static void go_to_stage(struct page_client *client, enum client_stage stage)
{
	client->stage = stage;
	settle_here(client);
}

/* The next question for the client from item on; entry_count() past the end. */
static size_t find_question(const struct entry *entry, size_t from,
			    int direction)
{
	size_t count = entry_count(entry);

	for (size_t i = from; i < count; i += (size_t)direction) {
		struct item item = entry_item(entry, i);

		if (client_may_answer(entry_form(entry), &item))
			return i;
	}
	return count;
}

static bool step(struct page_client *client, int direction)
{
	struct entry *entry = entry_of(client);
	size_t focus = entry_focus(entry);
	size_t to = focus == 0 && direction < 0
			    ? entry_count(entry)
			    : find_question(entry, focus + (size_t)direction,
					    direction);

	if (to >= entry_count(entry) || !entry_go(entry, to))
		return false;
	settle_here(client);
	return true;
}

/* The first question without an answer, or the first of all. */
static void go_to_first(struct page_client *client)
{
	struct entry *entry = entry_of(client);
	size_t first = find_question(entry, 0, 1);
	size_t open = first;

	while (open < entry_count(entry)) {
		struct item item = entry_item(entry, open);
		const struct answer *a;

		if (item.field < 0)
			break;
		a = answers_get(entry_answers(entry), item.field, item.row);
		if (!a->value && !a->missing)
			break;
		open = find_question(entry, open + 1, 1);
	}
	if (open >= entry_count(entry))
		open = first;
	(void)entry_go(entry, open);
}

/* --- the end */

static struct page_client *client_on_top(struct app *app)
{
	return (struct page_client *)app_top(app);
}

/* The PIN was typed: the keyboard is the worker's again. */
static void give_back(struct app *app)
{
	struct page_client *client = client_on_top(app);
	struct page_form *form = client->form;
	size_t given = entry_client_count(form->entry);
	struct err err = { 0 };

	entry_return(form->entry);
	app_close(app);
	page_form_choose_kind(form);
	page_form_focus(form);
	if (drafts_return(app->store, &err))
		app_fail(app, &err);
	else
		app_say(app, STYLE_GOOD,
			text_plural("The keyboard is yours again; the client "
				    "gave %zu answer",
				    "The keyboard is yours again; the client "
				    "gave %zu answers",
				    (long long)given),
			given);
}

static void ask_pin(struct app *app)
{
	page_return_open(app, give_back);
}

static void finish(struct app *app, struct page_client *client)
{
	if (client->stage == CLIENT_QUESTION &&
	    entry_client_count(entry_of(client)) > 0)
		go_to_stage(client, CLIENT_AGREE);
	else
		ask_pin(app);
}

/* --- answering */

bool client_taken(struct page_client *client, int code, const struct err *err)
{
	if (code) {
		client_refuse(client, err->text);
		return false;
	}
	client_refuse(client, NULL);
	client->typing = false;
	return true;
}

/* What was written, as the answer. */
static bool commit(struct page_client *client)
{
	struct err err = { 0 };

	if (!client->typing || client->stage != CLIENT_QUESTION)
		return true;
	return client_taken(
		client, entry_type(entry_of(client), client->line.text, &err),
		&err);
}

static void choose_language(struct page_client *client, size_t i)
{
	const char *code = client->languages[i];

	(void)text_set_forms_language(code);
	/* Of a language that only the form has, the rest is the worker's. */
	if (!text_set_language(code))
		(void)text_set_language(client->language);
	go_to_first(client);
	go_to_stage(client, CLIENT_QUESTION);
}

/* Yes is 0. */
static void add_row(struct app *app, struct page_client *client, size_t i)
{
	struct err err = { 0 };

	if (i == 0) {
		if (client_taken(client, entry_add_row(entry_of(client), &err),
				 &err))
			settle_here(client);
	} else if (!step(client, 1)) {
		finish(app, client);
	}
}

static void set_answer(struct page_client *client, const struct field *field,
		       size_t i)
{
	struct entry *entry = entry_of(client);
	size_t answers = field->option_count;
	struct err err = { 0 };
	char number[16];
	int code;

	if (client_is_scale(client))
		answers = (size_t)(field->to - field->from) + 1;
	if (i >= answers) {
		code = entry_set_missing(
			entry, field->missing[i - answers]->name, &err);
	} else if (field->option_count > 0) {
		code = entry_toggle(entry, field->options[i].name, &err);
	} else {
		snprintf(number, sizeof(number), "%d",
			 (int)field->from + (int)i);
		code = entry_type(entry, number, &err);
	}
	client->cursor = (int)i;
	if (client_taken(client, code, &err) &&
	    client_way(client) == CLIENT_WRITE)
		set_line(client, "");
}

void client_choose(struct app *app, struct page_client *client, size_t i)
{
	const struct field *field = page_form_field(client->form);

	switch (client->stage) {
	case CLIENT_LANGUAGE:
		choose_language(client, i);
		break;
	case CLIENT_AGREE:
		entry_client_agrees(entry_of(client), i == 0);
		ask_pin(app);
		break;
	case CLIENT_QUESTION:
		if (field)
			set_answer(client, field, i);
		else
			add_row(app, client, i);
		break;
	}
}

/* --- going on */

bool client_is_answered(const struct page_client *client)
{
	struct entry *entry = entry_of(client);
	struct item item = entry_item(entry, entry_focus(entry));
	const struct answer *a;

	if (item.field < 0)
		return true;
	a = answers_get(entry_answers(entry), item.field, item.row);
	return a->value || a->missing;
}

/* Is there something to look at once more before one goes on? */
static bool holds_back(struct app *app, struct page_client *client)
{
	enum field_fault fault;

	if (client->insisted || app->in_lines)
		return false;
	client->insisted = true;
	if (!client_is_answered(client)) {
		client_refuse(client,
			      _("You have not answered this. You may skip it: "
				"then go on once more."));
		return true;
	}
	fault = entry_fault(entry_of(client), entry_focus(entry_of(client)),
			    NULL);
	return fault_blocks(fault) && fault != FAULT_REQUIRED;
}

void client_go_on(struct app *app, struct page_client *client)
{
	if (client->stage != CLIENT_QUESTION) {
		client_refuse(client, _("Choose one of these first"));
		return;
	}
	if (!commit(client)) {
		if (!client->insisted) {
			client->insisted = true;
			return;
		}
		client->typing = false;
	}
	if (holds_back(app, client))
		return;
	if (!step(client, 1))
		finish(app, client);
}

void client_back(struct page_client *client)
{
	if (client->stage == CLIENT_AGREE) {
		go_to_stage(client, CLIENT_QUESTION);
		return;
	}
	if (client->stage == CLIENT_QUESTION && !commit(client))
		client->typing = false;
	if (client->stage == CLIENT_QUESTION && !step(client, -1) &&
	    client->language_count > 1)
		go_to_stage(client, CLIENT_LANGUAGE);
}

/* Enter: what the cursor is on, and on. */
static void enter(struct app *app, struct page_client *client)
{
	struct client_choices choices;
	bool choice = false, chosen = false;

	client_choices(client, &choices);
	if (client->cursor >= 0 && (size_t)client->cursor < choices.count) {
		choice = true;
		chosen = choices.items[client->cursor].chosen;
	}
	free(choices.items);
	if (choice && client->stage == CLIENT_QUESTION &&
	    page_form_field(client->form)) {
		/* Of many, Enter adds none: it is the way on. */
		if (!chosen && client_way(client) != CLIENT_MANY) {
			client_choose(app, client, (size_t)client->cursor);
			client->insisted = false;
		}
		client_go_on(app, client);
	} else if (choice) {
		client_choose(app, client, (size_t)client->cursor);
	} else {
		client_go_on(app, client);
	}
}

/* --- events */

/* In line mode a text of several lines grows by one at a time. */
static bool add_line(struct app *app, struct page *asker, const char *answer)
{
	struct page_client *client = (struct page_client *)asker;
	struct err err = { 0 };
	char *text;

	if (!answer)
		return true;
	text = alloc_print("%s%s%s", client->line.text,
			   client->line.text[0] ? "\n" : "", answer);
	if (client_taken(client, entry_type(entry_of(client), text, &err),
			 &err))
		set_line(client, text);
	else
		app_say(app, STYLE_BAD, "%s", client->fault);
	free(text);
	return true;
}

static void ask_line(struct app *app)
{
	app_ask(app, "", _("The next line of the text"), "", add_line);
}

static void help(struct app *app, struct page_client *client)
{
	char *text;

	client->helping = !app->in_lines;
	if (client->helping)
		return;
	text = client_help(app, client);
	app_say(app, STYLE_PLAIN, "%s", text);
	free(text);
}

static void update(struct app *app, struct page *page,
		   const struct event *event)
{
	struct page_client *client = (struct page_client *)page;
	bool arrow = strcmp(event->key, "Down") == 0 ||
		     strcmp(event->key, "Up") == 0;

	if (client->helping) {
		client->helping = false;
		return;
	}
	if (arrow) {
		client_key(app, client, event);
		return;
	}
	switch (event->action) {
	case ACTION_NEXT:
		enter(app, client);
		break;
	case ACTION_BACK:
		client_back(client);
		break;
	case ACTION_HELP:
		help(app, client);
		break;
	case ACTION_NEW_LINE:
		if (app->in_lines)
			ask_line(app);
		else
			client_new_line(client);
		break;
	case ACTION_CLIENT_STOP:
		if (!commit(client))
			client->typing = false;
		finish(app, client);
		break;
	default:
		client_key(app, client, event);
		break;
	}
}

static bool works(const struct app *app, const struct page *page,
		  enum action action)
{
	const struct page_client *client = (const struct page_client *)page;

	(void)app;
	return action != ACTION_NEW_LINE ||
	       (client->line.several && client->stage == CLIENT_QUESTION);
}

static bool takes_text(const struct page *page)
{
	const struct page_client *client = (const struct page_client *)page;

	return client->stage == CLIENT_QUESTION && client->cursor < 0 &&
	       !client->helping && client_way(client) == CLIENT_WRITE;
}

/* Also when the program ends: what was written is kept, if it can be. */
static void close_page(struct page *page)
{
	struct page_client *client = (struct page_client *)page;

	if (entry_is_lent(entry_of(client)))
		(void)!commit(client);
	(void)text_set_language(client->language);
	(void)text_set_forms_language(NULL);
	lineedit_done(&client->line);
	free(client->fault);
	free(client);
}

static const struct page_kind client_kind = {
	.name = "client",
	/* What must be seen on a narrow screen comes first. */
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_CLIENT_STOP,
					  ACTION_HELP, ACTION_BACK,
					  ACTION_NEW_LINE, ACTION_LEAVE,
					  ACTION_NONE },
	.alone = true,
	.guards = true,
	.walked = true,
	.takes_text = takes_text,
	.works = works,
	.update = update,
	.draw = view_client,
	.tell = line_tell_client,
	.take_line = line_take_client,
	.close = close_page,
};

static void open_page(struct app *app, struct page_form *form)
{
	struct page_client *client;
	struct err err = { 0 };

	/* Those of the worker are never seen by the client. */
	if (find_question(form->entry, 0, 1) == entry_count(form->entry)) {
		app_say(app, STYLE_WARN,
			_("There is no question for the client here now"));
		app->beep = true;
		return;
	}
	if (entry_lend(form->entry, &err)) {
		app_fail(app, &err);
		return;
	}
	/* What was said to the worker is not for the client. */
	free(app->message);
	app->message = NULL;
	client = alloc_new(1, sizeof(*client));
	client->page.kind = &client_kind;
	client->form = form;
	client->language = text_language();
	client_find_languages(client);
	client->stage =
		client->language_count > 1 ? CLIENT_LANGUAGE : CLIENT_QUESTION;
	go_to_first(client);
	settle_here(client);
	app_open(app, &client->page);
}

/* After a PIN was set: the form is on top again. */
static void open_after_pin(struct app *app)
{
	open_page(app, (struct page_form *)app_top(app));
}

void page_client_open(struct app *app, struct page_form *form)
{
	if (!page_form_may_change(app, form) || !page_form_commit(app, form))
		return;
	if (!app->settings) {
		app_say(app, STYLE_WARN,
			_("There is no PIN to give the "
			  "keyboard back with"));
		return;
	}
	if (app->settings->pin) {
		open_page(app, form);
		return;
	}
	page_pin_open_first(app, open_after_pin);
	app_say(app, STYLE_WARN,
		_("First choose a PIN: only with that the keyboard is yours "
		  "again"));
}
