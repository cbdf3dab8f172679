/* ui/line_client.c - the client's questions, in words; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/line_pages.h"
#include "ui/page_client.h"

static void put(struct buffer *b, char *text)
{
	if (text && *text)
		buffer_print(b, "%s\n", text);
	free(text);
}

static void put_choices(struct buffer *b, const struct page_client *client)
{
	const struct field *field = page_form_field(client->form);
	struct client_choices choices;
	size_t i = 0;

	client_choices(client, &choices);
	/* A scale is told by its ends. */
	if (client_is_scale(client)) {
		buffer_print(b, "%d: %s\n", (int)field->from,
			     words_text(&field->low));
		buffer_print(b, "%d: %s\n", (int)field->to,
			     words_text(&field->high));
		while (i < choices.count && !choices.items[i].apart)
			i++;
	}
	for (; i < choices.count; i++) {
		const struct client_choice *c = &choices.items[i];

		if (*c->heading)
			buffer_print(b, "%s\n", c->heading);
		buffer_print(b, "%s: %s", c->key, c->label);
		if (*c->hint)
			buffer_print(b, " (%s)", c->hint);
		buffer_print(b, "%s\n", c->chosen ? _(" - chosen") : "");
	}
	free(choices.items);
}

/* What is written, or the number on a scale. */
static void put_written(struct buffer *b, const struct page_client *client)
{
	bool told =
		client_way(client) == CLIENT_WRITE || client_is_scale(client);

	if (told && client->line.text && client->line.text[0])
		buffer_print(b, _("Answered: %s\n"), client->line.text);
}

void line_tell_client(const struct app *app, const struct page *page,
		      struct buffer *b)
{
	const struct page_client *client = (const struct page_client *)page;

	(void)app;
	put(b, client_progress(client));
	put(b, client_before(client));
	put(b, client_question(client));
	put(b, client_hint(client));
	put_choices(b, client);
	put_written(b, client);
	put(b, client_remark(client));
}

/* --- what is typed */

/* The option behind this sign; NULL when none is. */
static const struct option *option_of_sign(const struct page_client *client,
					   const struct field *field,
					   const char *sign)
{
	struct client_choices choices;
	const struct option *found = NULL;

	client_choices(client, &choices);
	for (size_t i = 0; i < field->option_count && !found; i++)
		if (strcmp(choices.items[i].key, sign) == 0)
			found = &field->options[i];
	free(choices.items);
	return found;
}

/* The names of the options with these signs; NULL when one is none. */
static char *option_names(const struct page_client *client,
			  const struct field *field, const char *line)
{
	struct buffer names = { 0 };

	while (*(line += strspn(line, " "))) {
		size_t length = strcspn(line, " ");
		char *sign = alloc_text_part(line, length);
		const struct option *option =
			option_of_sign(client, field, sign);

		free(sign);
		if (!option) {
			buffer_done(&names);
			return NULL;
		}
		buffer_print(&names, "%s%s", names.length ? " " : "",
			     option->name);
		line += length;
	}
	return names.length ? buffer_take(&names) : NULL;
}

/* The option of these words, or of a letter of the form; NULL: none. */
static const struct option *option_of_words(const struct field *field,
					    const char *line)
{
	bool is_digit = line[0] >= '0' && line[0] <= '9';
	const struct option *found =
		is_digit ? NULL : field_option_by_key(field, line);
	char *typed = utf8_folded(line);

	for (size_t i = 0; i < field->option_count && !found; i++) {
		char *label = utf8_folded(words_text(&field->options[i].label));

		if (strcmp(label, typed) == 0)
			found = &field->options[i];
		free(label);
	}
	free(typed);
	return found;
}

/*
 * A line of the signs that stand before the options, the words of one, or a
 * reason's key.
 */
static bool take_signs(struct page_client *client, const struct field *field,
		       const char *line)
{
	const struct missing_reason *reason = field_missing_by_key(field, line);
	char *names = reason ? NULL : option_names(client, field, line);
	const struct option *option =
		names ? NULL : option_of_words(field, line);
	struct err err = { 0 };
	bool is_one, done = false;

	if (!names && option)
		names = alloc_text(option->name);
	is_one = names && !strchr(names, ' ');
	if (reason)
		done = entry_set_missing(client->form->entry, reason->name,
					 &err) == 0;
	else if (is_one || (names && field->type == FIELD_SELECT_MULTIPLE))
		done = entry_type(client->form->entry, names, &err) == 0;
	else
		err_set(&err, ERR_INVALID,
			_("\"%s\" is no choice of this question"), line);
	if (!done)
		client_refuse(client, err.text);
	free(names);
	return done;
}

static bool take(struct app *app, struct page_client *client, const char *line)
{
	const struct field *field = page_form_field(client->form);
	struct err err = { 0 };
	bool done;

	if (client->stage != CLIENT_QUESTION || !field) {
		if (client_take_choice(app, client, line))
			return true;
		client_refuse(client, _("Choose one of these first"));
		return false;
	}
	client_refuse(client, NULL);
	done = field->option_count > 0
		       ? take_signs(client, field, line)
		       : client_taken(
				 client,
				 entry_type(client->form->entry, line, &err),
				 &err);
	if (done)
		client_go_on(app, client);
	return done;
}

bool line_take_client(struct app *app, struct page *page, const char *line)
{
	struct page_client *client = (struct page_client *)page;
	const struct field *field = page_form_field(client->form);

	if (client->stage == CLIENT_AGREE ||
	    (client->stage == CLIENT_QUESTION && !field)) {
		if (line_is_word(line, ACTION_YES))
			line = "1";
		else if (line_is_word(line, ACTION_NO))
			line = "2";
	}
	if (take(app, client, line))
		return true;
	app_say(app, STYLE_BAD, "%s", client->fault);
	free(client->fault);
	client->fault = NULL;
	/* Of a text there is nothing else that it could mean. */
	return client->stage == CLIENT_QUESTION && field &&
	       field->type == FIELD_TEXT;
}
