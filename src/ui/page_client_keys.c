/* ui/page_client_keys.c - what a client's keys do; see ui/page_client.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/page_client.h"

static void move_cursor(struct page_client *client, int by)
{
	struct client_choices choices;
	int first = client_way(client) == CLIENT_WRITE ? -1 : 0;
	int last, to = client->cursor + by;

	client_choices(client, &choices);
	last = (int)choices.count - 1;
	free(choices.items);
	client->cursor = to < first ? first : to > last ? last : to;
	client_refuse(client, NULL);
}

/* To what stands below the numbers, if anything does. */
static int down_from_scale(const struct page_client *client, int across)
{
	const struct field *field = page_form_field(client->form);

	if (client->cursor < 0)
		return 1;
	return field->missing_count > 0 ? across - client->cursor : 0;
}

/* The arrows, Space on a choice; false when it is none of them. */
static bool take_arrow(struct app *app, struct page_client *client,
		       const char *key)
{
	int across = client_scale_length(client);
	bool in_scale = client->cursor < across;

	if (strcmp(key, "Down") == 0 && (!across || !in_scale))
		move_cursor(client, 1);
	else if (strcmp(key, "Down") == 0)
		move_cursor(client, down_from_scale(client, across));
	else if (strcmp(key, "Up") == 0)
		move_cursor(client, across && in_scale ? 0 : -1);
	else if (across && in_scale && strcmp(key, "Right") == 0)
		move_cursor(client, client->cursor + 1 < across);
	else if (across && in_scale && strcmp(key, "Left") == 0)
		move_cursor(client, -1);
	else if (strcmp(key, "Space") == 0 && client->cursor >= 0)
		client_choose(app, client, (size_t)client->cursor);
	else if (strcmp(key, "PgUp") == 0)
		client_back(client);
	else if (strcmp(key, "PgDn") == 0)
		client_go_on(app, client);
	else
		return false;
	return true;
}

static int find_key(const struct client_choices *choices, const char *key)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->items[i].key, key) == 0)
			return (int)i;
	return -1;
}

/* A digit after a digit may be a longer number: 1 and 0 are 10. */
static int find_typed(struct page_client *client,
		      const struct client_choices *choices, const char *typed)
{
	char longer[sizeof(client->digits) + 8];
	int found;

	snprintf(longer, sizeof(longer), "%s%s", client->digits, typed);
	found = find_key(choices, longer);
	if (found < 0) {
		snprintf(longer, sizeof(longer), "%s", typed);
		found = find_key(choices, typed);
	}
	if (strlen(longer) < sizeof(client->digits))
		memcpy(client->digits, longer, strlen(longer) + 1);
	return found;
}

/* j and n are yes and no too. */
static int yes_or_no(const struct page_client *client, const char *typed)
{
	bool asks = client->stage == CLIENT_AGREE ||
		    (client->stage == CLIENT_QUESTION &&
		     !page_form_field(client->form));

	if (!asks)
		return -1;
	if (action_of_key(
		    typed,
		    (const enum action[]){ ACTION_YES, ACTION_NO, ACTION_NONE },
		    false) == ACTION_YES)
		return 0;
	return strcmp(typed, "n") == 0 ? 1 : -1;
}

/* A letter of the form, such as j for yes, though it is not shown. */
static int find_letter(const struct page_client *client, const char *typed)
{
	const struct field *field = page_form_field(client->form);
	const struct option *option;

	if (client->stage != CLIENT_QUESTION || !field ||
	    (typed[0] >= '0' && typed[0] <= '9'))
		return -1;
	option = field_option_by_key(field, typed);
	return option ? (int)(option - field->options) : -1;
}

static int find_choice(struct page_client *client, const char *typed)
{
	struct client_choices choices;
	int found;

	client_choices(client, &choices);
	found = find_typed(client, &choices, typed);
	free(choices.items);
	if (found < 0)
		found = yes_or_no(client, typed);
	return found < 0 ? find_letter(client, typed) : found;
}

bool client_take_choice(struct app *app, struct page_client *client,
			const char *typed)
{
	int found = find_choice(client, typed);
	char *folded;

	/* With the capitals on by accident. */
	if (found < 0) {
		folded = utf8_folded(typed);
		found = find_choice(client, folded);
		free(folded);
	}
	if (found < 0)
		return false;
	client_choose(app, client, (size_t)found);
	/* What there is to be said of it is seen before one goes on. */
	client->insisted =
		client->stage == CLIENT_QUESTION && client_is_answered(client);
	return true;
}

static void write_key(struct app *app, struct page_client *client,
		      const struct event *event)
{
	if (client->cursor >= 0 && event->typed) {
		struct client_choices choices;
		int reason;

		client_choices(client, &choices);
		reason = find_key(&choices, event->typed);
		free(choices.items);
		if (reason >= 0) {
			client_choose(app, client, (size_t)reason);
			return;
		}
		client->cursor = -1;
	}
	if (!lineedit_take(&client->line, event))
		return;
	client->typing = client->typing || client->line.touched;
	client->insisted = false;
	client_refuse(client, NULL);
}

void client_new_line(struct page_client *client)
{
	client->cursor = -1;
	client->typing = lineedit_act(&client->line, ACTION_NEW_LINE);
}

/* Up and Down go through a text of several lines before they leave it. */
static bool move_in_text(const struct app *app, struct page_client *client,
			 const char *key)
{
	int direction = strcmp(key, "Up") == 0     ? -1
			: strcmp(key, "Down") == 0 ? 1
						   : 0;

	return direction != 0 && client->cursor < 0 && client->line.several &&
	       lineedit_move_row(&client->line,
				 client_writing_columns(app->cols), direction);
}

static void say_no_answer(const struct app *app, struct page_client *client)
{
	char *text = alloc_print(_("That key is no answer here. %s is help."),
				 app_way(app, ACTION_HELP).text);

	client_refuse(client, text);
	free(text);
}

void client_key(struct app *app, struct page_client *client,
		const struct event *event)
{
	char digits[sizeof(client->digits)];

	memcpy(digits, client->digits, sizeof(digits));
	client->digits[0] = '\0';
	if (move_in_text(app, client, event->key) ||
	    take_arrow(app, client, event->key))
		return;
	client_refuse(client, NULL);
	if (client_way(client) == CLIENT_WRITE) {
		write_key(app, client, event);
		return;
	}
	if (!event->typed)
		return;
	memcpy(client->digits, digits, sizeof(digits));
	if (client_take_choice(app, client, event->typed))
		return;
	client->digits[0] = '\0';
	say_no_answer(app, client);
}
