/* report/paper_text.c - a form on paper, as text */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/paper_private.h"

#define COLUMNS 76
#define INDENT 6

/* Lines of text, wrapped, all at this column; the first after `first`. */
static void add_wrapped(struct buffer *b, const char *first, int indent,
			const char *text)
{
	size_t length;
	const char *next;

	buffer_print(b, "%s%*s", first, indent - utf8_columns(first), "");
	for (;;) {
		next = utf8_wrap(text, COLUMNS - indent, &length);
		buffer_print(b, "%.*s\n", (int)length, text);
		if (!next || !*next)
			return;
		text = next;
		buffer_print(b, "%*s", indent, "");
	}
}

static void add_repeated(struct buffer *b, char byte, int times)
{
	while (times-- > 0)
		buffer_add_byte(b, byte);
}

static void text_heading(void *of, enum paper_level level, const char *text)
{
	struct buffer *b = of;

	if (level != PAPER_FORM)
		buffer_add(b, "\n");
	add_wrapped(b, "", 0, text);
	if (level == PAPER_GROUP)
		return;
	add_repeated(b, level == PAPER_FORM ? '=' : '-', COLUMNS);
	buffer_add(b, "\n");
}

static void text_begin(void *of, const struct form *form, const char *title)
{
	(void)form;
	text_heading(of, PAPER_FORM, title);
}

static void text_remark(void *of, const char *text)
{
	add_wrapped(of, "", 0, text);
}

static void text_head_line(void *of, const char *label, int columns)
{
	struct buffer *b = of;

	buffer_print(b, "\n%-24s ", label);
	add_repeated(b, '_', columns + INDENT);
	buffer_add(b, "\n");
}

static void text_note(void *of, const char *text)
{
	struct buffer *b = of;

	buffer_add(b, "\n");
	add_wrapped(b, "", INDENT, text);
}

static char *harmless(const struct words *words)
{
	return utf8_harmless(words_text(words));
}

static void add_box(struct buffer *b, const char *key,
		    const struct words *label)
{
	struct buffer box = { 0 };
	char *text = harmless(label);

	buffer_print(&box, "%*s[ ] %s", INDENT, "", key);
	add_wrapped(b, buffer_text(&box), INDENT + 7, text);
	free(text);
	buffer_done(&box);
}

/* One for each option, below its heading where it has one. */
static void add_boxes(struct buffer *b, const struct field *field)
{
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];

		if (option->heading.count > 0) {
			char *heading = harmless(&option->heading);

			add_wrapped(b, "", INDENT, heading);
			free(heading);
		}
		add_box(b, option->key, &option->label);
	}
}

/* One for each reason why there is no answer. */
static void add_missing(struct buffer *b, const struct field *field)
{
	for (size_t i = 0; i < field->missing_count; i++)
		add_box(b, field->missing[i]->key, &field->missing[i]->label);
}

static void add_short_box(struct buffer *b, const char *between,
			  const char *key, const struct words *label)
{
	char *text = harmless(label);

	buffer_print(b, "%s[ ] %s %s", between, key, text);
	free(text);
}

/* A score, and why there is none, on one line. */
static void add_score(struct buffer *b, const struct field *field)
{
	const char *between = "";

	buffer_print(b, "%*s", INDENT, "");
	for (size_t i = 0; i < field->option_count; i++, between = "   ")
		add_short_box(b, between, field->options[i].key,
			      &field->options[i].label);
	for (size_t i = 0; i < field->missing_count; i++)
		add_short_box(b, "   ", field->missing[i]->key,
			      &field->missing[i]->label);
	buffer_add(b, "\n");
}

static void add_scale(struct buffer *b, const struct field *field)
{
	if (field->low.count > 0 || field->high.count > 0) {
		char *low = harmless(&field->low);
		char *high = harmless(&field->high);
		char *ends =
			alloc_print(_("%d is: %s; %d is: %s"), (int)field->from,
				    low, (int)field->to, high);

		add_wrapped(b, "", INDENT, ends);
		free(ends);
		free(high);
		free(low);
	}
	buffer_print(b, "%*s", INDENT, "");
	for (int i = (int)field->from; i <= (int)field->to; i++)
		buffer_print(b, i < (int)field->to ? "%d   " : "%d\n", i);
}

static void add_lines(struct buffer *b, int lines)
{
	while (lines-- > 0) {
		buffer_print(b, "%*s", INDENT, "");
		add_repeated(b, '_', COLUMNS - INDENT);
		buffer_add(b, "\n");
	}
}

static void text_question(void *of, const struct paper_question *question)
{
	const struct field *field = question->field;
	struct buffer *b = of;
	const char *blank = paper_blank(field);

	buffer_add(b, "\n");
	add_wrapped(b, question->number ? question->number : "", INDENT,
		    question->label);
	if (question->only)
		add_wrapped(b, "", INDENT, question->only);
	if (question->hint)
		add_wrapped(b, "", INDENT, question->hint);
	if (field->type == FIELD_SCORE) {
		add_score(b, field);
		return;
	}
	if (field->option_count > 0)
		add_boxes(b, field);
	else if (field->type == FIELD_SCALE)
		add_scale(b, field);
	else if (blank)
		buffer_print(b, "%*s%s\n", INDENT, "", blank);
	else
		add_lines(b, field->lines);
	add_missing(b, field);
}

static void text_end(void *of)
{
	(void)of;
}

const struct paper_face paper_text = {
	.begin = text_begin,
	.heading = text_heading,
	.remark = text_remark,
	.head_line = text_head_line,
	.note = text_note,
	.question = text_question,
	.end = text_end,
};
