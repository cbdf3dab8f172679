/* ui/page_form_help.c - F1 at a question; see ui/page_form.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "ui/page_form.h"
#include "ui/page_words.h"
#include "ui/view_form.h"

/* How one comes to the next question from here. */
static void add_how_on(const struct app *app, const struct field *field,
		       struct buffer *b)
{
	const struct settings *s = app->settings;
	bool at_once = field->type == FIELD_SCORE ||
		       field->type == FIELD_SELECT_ONE ||
		       field->type == FIELD_SCALE;
	bool full = field->type == FIELD_DATE || field->type == FIELD_TIME ||
		    field->type == FIELD_DATETIME;
	struct way on = app_way(app, ACTION_NEXT);

	/* There every line goes on. */
	if (app->in_lines)
		return;
	if (at_once && s->advance)
		buffer_print(b, "\n%s\n",
			     _("After the answer it goes on by itself."));
	else if (full && s->advance_all)
		buffer_print(
			b,
			/* TRANSLATORS: a key */
			_("\nWith four digits of the year, or the minutes, "
			  "it goes on by itself; %s does too.\n"),
			on.text);
	else if (field->type == FIELD_SELECT_MULTIPLE && s->advance_all)
		buffer_print(b,
			     _("\nAfter the last of these it goes on by "
			       "itself; %s does too.\n"),
			     on.text);
	else
		buffer_print(b, _("\n%s goes on.\n"), on.text);
}

/* Question, hint and help: what one reads before one answers. */
static char *words_of(const struct page_form *form, const struct field *field)
{
	const struct words *const parts[] = { &field->label, &field->hint,
					      &field->help };
	int row = entry_item(form->entry, entry_focus(form->entry)).row;
	struct buffer b = { 0 };

	for (size_t i = 0; i < COUNT(parts); i++) {
		char *text =
			rules_fill(entry_rules(form->entry), parts[i], row);

		if (*text)
			buffer_print(&b, "%s\n", text);
		free(text);
	}
	return buffer_take(&b);
}

/* What can be typed, and what it means. */
static void add_codes(const struct field *field, struct buffer *b)
{
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *o = &field->options[i];

		buffer_print(b, "\n  %s  %s", o->key, words_text(&o->label));
		if (o->hint.count > 0)
			buffer_print(b, " - %s", words_text(&o->hint));
	}
	for (size_t i = 0; i < field->missing_count; i++)
		buffer_print(b, "\n  %s  %s", field->missing[i]->key,
			     words_text(&field->missing[i]->label));
	if (field->option_count + field->missing_count > 0)
		buffer_add_byte(b, '\n');
}

static void add_why_not(const struct page_form *form, struct buffer *b)
{
	char *why;

	if (entry_form(form->entry)->rule_count == 0 ||
	    rules_counts(entry_rules(form->entry)))
		return;
	why = view_form_counts(form);
	buffer_print(b, "\n%s\n", why);
	free(why);
}

char *page_form_help(const struct app *app, const struct page *page)
{
	const struct page_form *form = (const struct page_form *)page;
	const struct field *field = page_form_field(form);
	struct buffer b = { 0 };
	char *words;

	if (!field)
		return alloc_text(_("There is no question here"));
	words = words_of(form, field);
	buffer_add(&b, words);
	add_codes(field, &b);
	if (entry_is_open(form->entry) && !page_form_is_given(form))
		add_how_on(app, field, &b);
	page_words_explain(app, words, &b);
	free(words);
	add_why_not(form, &b);
	buffer_print(&b, "\n%s: %s",
		     _("Name of this question in exports and formulas"),
		     field->name);
	return buffer_take(&b);
}
