/* ui/page_client_words.c - what is asked of a client; see ui/page_client.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/value.h"
#include "ui/line_pages.h"
#include "ui/page_client.h"

#define SCALE_CHOICES_MAX 11

bool client_may_answer(const struct form *form, const struct item *item)
{
	if (!form->sections[item->section].client)
		return false;
	return item->kind == ITEM_ADD_ROW ||
	       (item->kind == ITEM_FIELD && !form->fields[item->field].list);
}

static struct item item_of(const struct page_client *client)
{
	return entry_item(client->form->entry,
			  entry_focus(client->form->entry));
}

/* The question that is asked now, or NULL. */
static const struct field *field_of(const struct page_client *client)
{
	return client->stage == CLIENT_QUESTION ? page_form_field(client->form)
						: NULL;
}

static const struct answer *answer_of(const struct page_client *client)
{
	struct item item = item_of(client);

	return answers_get(entry_answers(client->form->entry), item.field,
			   item.row);
}

/* Given at an earlier time, and kept from who has the keyboard now. */
static bool was_given(const struct page_client *client)
{
	struct item item = item_of(client);

	return item.field >= 0 &&
	       rules_is_hidden(entry_rules(client->form->entry), item.field,
			       item.row);
}

/* --- how it is answered */

bool client_is_scale(const struct page_client *client)
{
	const struct field *field = field_of(client);

	return field && field->type == FIELD_SCALE &&
	       field->to - field->from < SCALE_CHOICES_MAX;
}

int client_scale_length(const struct page_client *client)
{
	const struct field *field = field_of(client);

	return client_is_scale(client) ? (int)(field->to - field->from) + 1 : 0;
}

enum client_way client_way(const struct page_client *client)
{
	const struct field *field = field_of(client);

	if (!field || client_is_scale(client))
		return CLIENT_PICK;
	switch (field->type) {
	case FIELD_SELECT_ONE:
	case FIELD_SCORE:
		return CLIENT_PICK;
	case FIELD_SELECT_MULTIPLE:
		return CLIENT_MANY;
	default:
		return CLIENT_WRITE;
	}
}

/* --- what can be chosen */

static struct client_choice *add(struct client_choices *out, const char *key,
				 const char *label)
{
	struct client_choice *choice;
	size_t length = strnlen(key, sizeof(choice->key) - 1);

	out->items = alloc_grow(out->items, out->count, &out->capacity,
				sizeof(*out->items));
	choice = &out->items[out->count++];
	*choice = (struct client_choice){ .label = label,
					  .hint = "",
					  .heading = "" };
	memcpy(choice->key, key, length);
	return choice;
}

/*
 * The sign in front of choice n, which is 1, 2, 3 ..., then a, b, c: codes of
 * paper say nothing to a client.  Those of the reasons are theirs.
 */
static void sign_of(const struct field *field, size_t n, char sign[2])
{
	static const char signs[] =
		"123456789abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	sign[1] = '\0';
	for (const char *at = signs; *at; at++) {
		sign[0] = *at;
		if (field && field_missing_by_key(field, sign))
			continue;
		if (n-- == 0)
			return;
	}
	sign[0] = '\0';
}

static struct client_choice *add_signed(struct client_choices *out,
					const struct field *field,
					const char *label)
{
	char sign[2];

	sign_of(field, out->count, sign);
	return add(out, sign, label);
}

static void add_options(struct client_choices *out, const struct field *field,
			const char *value)
{
	uint64_t bits = field->type == FIELD_SELECT_MULTIPLE
				? value_bits(field, value)
				: 0;

	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *o = &field->options[i];
		struct client_choice *choice =
			add_signed(out, field, words_text(&o->label));

		choice->hint = words_text(&o->hint);
		choice->heading = words_text(&o->heading);
		choice->chosen = field->type == FIELD_SELECT_MULTIPLE
					 ? (bits >> i & 1) != 0
					 : value && strcmp(value, o->name) == 0;
	}
}

static void add_scale(struct client_choices *out, const struct field *field,
		      const char *value)
{
	char key[8];

	for (int i = (int)field->from; i <= (int)field->to; i++) {
		snprintf(key, sizeof(key), "%d", i);
		add(out, key, "")->chosen = value && strcmp(value, key) == 0;
	}
}

static void add_reasons(struct client_choices *out, const struct field *field,
			const char *missing)
{
	for (size_t i = 0; i < field->missing_count; i++) {
		const struct missing_reason *r = field->missing[i];
		struct client_choice *choice =
			add(out, r->key, words_text(&r->label));

		choice->apart = true;
		choice->chosen = missing && strcmp(missing, r->name) == 0;
	}
}

/* A language in its own words. */
static const char *language_name(const char *code)
{
	static const struct {
		const char *code, *name;
	} names[] = {
		{ "nl", "Nederlands" }, { "en", "English" },
		{ "ar", "العربية" },    { "de", "Deutsch" },
		{ "es", "Español" },    { "fa", "فارسی" },
		{ "fr", "Français" },   { "fy", "Frysk" },
		{ "it", "Italiano" },   { "pl", "Polski" },
		{ "pt", "Português" },  { "ru", "Русский" },
		{ "so", "Soomaali" },   { "ti", "ትግርኛ" },
		{ "tr", "Türkçe" },     { "uk", "Українська" },
		{ "zh", "中文" },
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i].code, code) == 0)
			return names[i].name;
	return code;
}

void client_choices(const struct page_client *client,
		    struct client_choices *out)
{
	const struct field *field = field_of(client);
	const struct answer *answer;
	bool given;

	*out = (struct client_choices){ 0 };
	if (client->stage == CLIENT_LANGUAGE) {
		for (size_t i = 0; i < client->language_count; i++)
			add_signed(out, NULL,
				   language_name(client->languages[i]));
		return;
	}
	if (!field) {
		add_signed(out, NULL, _("Yes"));
		add_signed(out, NULL, _("No"));
		return;
	}
	given = was_given(client);
	answer = answer_of(client);
	if (client_is_scale(client))
		add_scale(out, field, given ? NULL : answer->value);
	else
		add_options(out, field, given ? NULL : answer->value);
	add_reasons(out, field, given ? NULL : answer->missing);
}

/* --- the words */

static char *filled(const struct page_client *client, const struct words *words)
{
	return rules_fill(entry_rules(client->form->entry), words,
			  item_of(client).row);
}

static char *agree_question(const struct page_client *client)
{
	struct entry *entry = client->form->entry;
	size_t left = 0;

	for (size_t i = 0; i < entry_count(entry); i++) {
		struct item item = entry_item(entry, i);
		const struct answer *a;

		if (item.kind != ITEM_FIELD ||
		    !client_may_answer(entry_form(entry), &item))
			continue;
		a = answers_get(entry_answers(entry), item.field, item.row);
		left += !a->value && !a->missing;
	}
	if (left == 0)
		return alloc_text(
			_("That was all. May your care worker see "
			  "your answers?"));
	return alloc_print(
		text_plural("%zu question has no answer yet, and that is all "
			    "right. May your care worker see your answers?",
			    "%zu questions have no answer yet, and that is "
			    "all right. May your care worker see your "
			    "answers?",
			    (long long)left),
		left);
}

char *client_question(const struct page_client *client)
{
	const struct field *field = field_of(client);
	const char *label;
	struct item item;

	if (client->stage == CLIENT_LANGUAGE)
		/* Nobody can be asked this in one language. */
		return alloc_text("Welke taal? / Which language?");
	if (client->stage == CLIENT_AGREE)
		return agree_question(client);
	if (field)
		return filled(client, &field->label);
	item = item_of(client);
	label = words_text(
		&entry_form(client->form->entry)->repeats[item.repeat].label);
	if (answers_rows(entry_answers(client->form->entry), item.repeat) == 0)
		/* TRANSLATORS: what it is about, such as "Goals" */
		return alloc_print(_("%s: do you want to add one?"), label);
	return alloc_print(_("%s: do you want to add one more?"), label);
}

static void add_lines(const struct page_client *client, struct buffer *b,
		      const struct words *words)
{
	char *text;

	if (words->count == 0)
		return;
	text = filled(client, words);
	buffer_print(b, "%s%s", b->length ? "\n" : "", text);
	free(text);
}

/* "Doel 2", where its first question is asked. */
static void add_row_heading(const struct page_client *client, struct buffer *b)
{
	struct item item = item_of(client);
	const struct repeat *r;
	char *text;

	if (item.repeat < 0 || item.field < 0)
		return;
	r = &entry_form(client->form->entry)->repeats[item.repeat];
	text = filled(client, &r->row_label);
	if (*text)
		buffer_print(b, "%s%s", b->length ? "\n" : "", text);
	else
		buffer_print(b, "%s%s %d", b->length ? "\n" : "",
			     words_text(&r->label), item.row);
	free(text);
}

char *client_before(const struct page_client *client)
{
	struct entry *entry = client->form->entry;
	const struct form *form = entry_form(entry);
	struct buffer b = { 0 };
	size_t focus = entry_focus(entry);
	size_t first = focus;

	if (client->stage != CLIENT_QUESTION)
		return alloc_text("");
	while (first > 0 && entry_item(entry, first - 1).kind == ITEM_NOTE &&
	       entry_item(entry, first - 1).section ==
		       entry_item(entry, focus).section)
		first--;
	for (; first < focus; first++) {
		const struct field *note =
			&form->fields[entry_item(entry, first).field];

		add_lines(client, &b, &note->label);
		add_lines(client, &b, &note->hint);
	}
	add_row_heading(client, &b);
	buffer_add(&b, "");
	return buffer_take(&b);
}

char *client_hint(const struct page_client *client)
{
	const struct field *field = field_of(client);
	struct buffer b = { 0 };
	const char *way;

	if (client->stage == CLIENT_AGREE)
		return alloc_text(
			_("If you say no, your care worker sees only that you "
			  "have answered. Your answers do count in the "
			  "figures."));
	if (!field)
		return alloc_text("");
	add_lines(client, &b, &field->hint);
	way = field->type == FIELD_SELECT_MULTIPLE
		      ? _("More than one answer is possible")
		      : line_way_to_answer(field);
	if (way && !client_is_scale(client))
		buffer_print(&b, "%s%s", b.length ? "\n" : "", way);
	buffer_add(&b, "");
	return buffer_take(&b);
}

char *client_progress(const struct page_client *client)
{
	struct entry *entry = client->form->entry;
	size_t at = 0, all = 0;

	if (!field_of(client))
		return alloc_text("");
	for (size_t i = 0; i < entry_count(entry); i++) {
		struct item item = entry_item(entry, i);

		if (item.kind != ITEM_FIELD ||
		    !client_may_answer(entry_form(entry), &item))
			continue;
		all++;
		at += i <= entry_focus(entry);
	}
	/* TRANSLATORS: which question of how many */
	return alloc_print(_("Question %zu of %zu"), at, all);
}

char *client_remark(const struct page_client *client)
{
	struct entry *entry = client->form->entry;
	enum field_fault fault;
	char *message = NULL;
	char *text = NULL;

	if (client->fault)
		return alloc_text(client->fault);
	if (client->stage != CLIENT_QUESTION)
		return NULL;
	if (was_given(client))
		return alloc_text(
			_("You have answered this before. A new "
			  "answer takes its place."));
	fault = entry_fault(entry, entry_focus(entry), &message);
	if (fault == FAULT_SOFT)
		text = alloc_print(_("%s. Is it right? Then just go on."),
				   message);
	else if (fault_blocks(fault) && fault != FAULT_REQUIRED)
		text = alloc_text(message);
	free(message);
	return text;
}

/* How to answer and to go on: with keys, or line by line. */
static void add_way(const struct app *app, const struct page_client *client,
		    struct buffer *b)
{
	if (app->in_lines) {
		buffer_print(b,
			     _("Type your answer. An empty line goes on, %s "
			       "goes back. You may skip a question, and change "
			       "an answer."),
			     app_way(app, ACTION_BACK).text);
		if (client->line.several)
			buffer_print(b, _(" %s with words adds a line."),
				     app_way(app, ACTION_NEW_LINE).text);
		return;
	}
	if (client_way(client) == CLIENT_PICK)
		buffer_add(b, _("Type the sign in front of your answer, or go "
				"there with the arrow keys."));
	else if (client_way(client) == CLIENT_MANY)
		buffer_add(b, _("Type the signs in front of your answers, or "
				"go there with the arrow keys and press the "
				"space bar. Once more takes an answer away."));
	else
		buffer_add(b, _("Type your answer."));
	if (client->line.several)
		buffer_print(b, _(" %s begins a new line."),
			     app_way(app, ACTION_NEW_LINE).text);
	buffer_add(b, "\n\n");
	buffer_add(b, _("Enter goes on, PgUp goes back. You may skip a "
			"question, and change an answer."));
}

char *client_help(const struct app *app, const struct page_client *client)
{
	const struct field *field = field_of(client);
	struct buffer b = { 0 };
	char *before = client_before(client);

	/* On a low screen it may have been left out. */
	buffer_add(&b, before);
	free(before);
	if (field)
		add_lines(client, &b, &field->help);
	if (b.length)
		buffer_add(&b, "\n\n");
	add_way(app, client, &b);
	buffer_add(&b, "\n\n");
	buffer_add(&b, _("Everything is kept at once. At the end you say "
			 "whether your care worker may see your answers."));
	return buffer_take(&b);
}

/* --- languages */

static bool has_language(const struct words *words, const char *language)
{
	/* Nothing to say, or words of the program itself. */
	if (words->count == 0 || words->in[0].language[0] == '\0')
		return true;
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->in[i].language, language) == 0)
			return true;
	return false;
}

static bool field_has_language(const struct field *f, const char *language)
{
	bool has = has_language(&f->label, language) &&
		   has_language(&f->low, language) &&
		   has_language(&f->high, language);

	for (size_t i = 0; i < f->option_count && has; i++)
		has = has_language(&f->options[i].label, language);
	for (size_t i = 0; i < f->missing_count && has; i++)
		has = has_language(&f->missing[i]->label, language);
	return has;
}

static bool form_has_language(const struct form *form, const char *language)
{
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];

		for (int i = section->first;
		     section->client && i < section->end; i++)
			if (!form->fields[i].list &&
			    !form->fields[i].calculation &&
			    !field_has_language(&form->fields[i], language))
				return false;
	}
	return true;
}

void client_find_languages(struct page_client *client)
{
	const struct form *form = entry_form(client->form->entry);

	/* The title has them all, or the form is not translated. */
	for (size_t i = 0; i < form->title.count &&
			   client->language_count < CLIENT_LANGUAGES_MAX;
	     i++) {
		const char *code = form->title.in[i].language;

		if (strlen(code) == 2 && form_has_language(form, code))
			memcpy(client->languages[client->language_count++],
			       code, 3);
	}
}
