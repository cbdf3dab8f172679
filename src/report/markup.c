/* report/markup.c - see report/markup_private.h */
#include "config.h"

#include "base/count.h"
#include "report/markup_private.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#define NO_BREAK_SPACE "\302\240"

/* After these the next one begins on a line of its own. */
static bool is_block(const char *element)
{
	static const char *const blocks[] = {
		"p",      "h1",    "h2",    "h3",  "section", "header",
		"footer", "li",    "ul",    "ol",  "dl",      "dd",
		"table",  "thead", "tbody", "tr",  "div",     "meta",
		"style",  "head",  "body",  "main"
	};

	for (size_t i = 0; i < COUNT(blocks); i++)
		if (strcmp(blocks[i], element) == 0)
			return true;
	return false;
}

static void end_tag(struct markup *m)
{
	if (m->in_tag)
		buffer_add_byte(m->out, '>');
	m->in_tag = false;
}

static void add_escaped(struct buffer *out, const char *text)
{
	char *harmless = utf8_harmless(text);

	for (const char *c = harmless; *c; c++) {
		if (*c == '&')
			buffer_add(out, "&amp;");
		else if (*c == '<')
			buffer_add(out, "&lt;");
		else if (*c == '>')
			buffer_add(out, "&gt;");
		else if (*c == '"')
			buffer_add(out, "&quot;");
		else if (*c == '\'')
			buffer_add(out, "&#39;");
		else if (c[0] == ' ' && c[1] == '%')
			buffer_add(out, NO_BREAK_SPACE);
		else
			buffer_add_byte(out, *c);
	}
	free(harmless);
}

void markup_open(struct markup *m, const char *element)
{
	assert(m->depth < MARKUP_DEPTH);
	end_tag(m);
	buffer_add_byte(m->out, '<');
	buffer_add(m->out, element);
	m->open[m->depth++] = element;
	m->in_tag = true;
}

void markup_set(struct markup *m, const char *name, const char *fmt, ...)
{
	va_list values;
	char *value;

	assert(m->in_tag);
	va_start(values, fmt);
	value = alloc_print_list(fmt, values);
	va_end(values);
	buffer_add_byte(m->out, ' ');
	buffer_add(m->out, name);
	buffer_add(m->out, "=\"");
	add_escaped(m->out, value);
	buffer_add_byte(m->out, '"');
	free(value);
}

void markup_text(struct markup *m, const char *text)
{
	end_tag(m);
	add_escaped(m->out, text);
}

void markup_print(struct markup *m, const char *fmt, ...)
{
	va_list values;
	char *text;

	va_start(values, fmt);
	text = alloc_print_list(fmt, values);
	va_end(values);
	markup_text(m, text);
	free(text);
}

void markup_close(struct markup *m)
{
	const char *element;

	assert(m->depth > 0);
	end_tag(m);
	element = m->open[--m->depth];
	buffer_add(m->out, "</");
	buffer_add(m->out, element);
	buffer_add_byte(m->out, '>');
	if (is_block(element))
		buffer_add_byte(m->out, '\n');
}

void markup_put(struct markup *m, const char *element, const char *class,
		const char *text)
{
	markup_open(m, element);
	if (class)
		markup_set(m, "class", "%s", class);
	if (text)
		markup_text(m, text);
	markup_close(m);
}

void markup_take(struct markup *m, const char *element, const char *class,
		 char *text)
{
	markup_put(m, element, class, text);
	free(text);
}

void markup_close_empty(struct markup *m)
{
	assert(m->in_tag && m->depth > 0);
	buffer_add(m->out, "/>\n");
	m->depth--;
	m->in_tag = false;
}

void markup_raw(struct markup *m, const char *text)
{
	end_tag(m);
	buffer_add(m->out, text);
}
