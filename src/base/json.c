/* base/json.c - see base/json.h */
#include "config.h"

#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

static void new_line(struct json *j)
{
	if (j->compact)
		return;
	buffer_add_byte(j->out, '\n');
	for (int i = 0; i < j->depth; i++)
		buffer_add(j->out, "  ");
}

static void put_quoted(struct buffer *out, const char *text)
{
	uint32_t c;

	buffer_add_byte(out, '"');
	for (;;) {
		size_t plain = 0;
		char bytes[5];

		/* Most texts are plain from end to end. */
		while (text[plain] >= ' ' && text[plain] < 0x7F &&
		       text[plain] != '"' && text[plain] != '\\')
			plain++;
		buffer_add_part(out, text, plain);
		text += plain;
		c = utf8_take(&text);
		if (c == 0)
			break;

		if (c == '"' || c == '\\')
			buffer_print(out, "\\%c", (char)c);
		else if (c == '\n')
			buffer_add(out, "\\n");
		else if (c == '\t')
			buffer_add(out, "\\t");
		else if (c < 0x20 || c == 0x7F)
			buffer_print(out, "\\u%04x", (unsigned)c);
		else
			buffer_add_part(out, bytes, utf8_put(bytes, c));
	}
	buffer_add_byte(out, '"');
}

/* The comma, the line and the key before a value. */
static void begin_value(struct json *j, const char *key)
{
	if (j->depth > 0) {
		bool in_object = j->closing[j->depth - 1] == '}';

		assert(in_object == (key != NULL));
		(void)in_object;
		if (j->filled[j->depth - 1])
			buffer_add_byte(j->out, ',');
		j->filled[j->depth - 1] = true;
		new_line(j);
	}
	if (key) {
		put_quoted(j->out, key);
		buffer_add(j->out, j->compact ? ":" : ": ");
	}
}

/* What ends the whole text, once its outermost value is complete. */
static void end_value(struct json *j)
{
	if (j->depth == 0)
		buffer_add_byte(j->out, '\n');
}

void json_open(struct json *j, const char *key, char what)
{
	assert(what == '{' || what == '[');
	assert(j->depth < JSON_DEPTH);
	begin_value(j, key);
	buffer_add_byte(j->out, what);
	j->closing[j->depth] = what == '{' ? '}' : ']';
	j->filled[j->depth] = false;
	j->depth++;
}

void json_close(struct json *j)
{
	assert(j->depth > 0);
	j->depth--;
	if (j->filled[j->depth])
		new_line(j);
	buffer_add_byte(j->out, j->closing[j->depth]);
	end_value(j);
}

static void put_plain(struct json *j, const char *key, const char *value)
{
	begin_value(j, key);
	buffer_add(j->out, value);
	end_value(j);
}

void json_text(struct json *j, const char *key, const char *value)
{
	if (!value) {
		json_null(j, key);
		return;
	}
	begin_value(j, key);
	put_quoted(j->out, value);
	end_value(j);
}

void json_words(struct json *j, const char *key, const char *words)
{
	json_open(j, key, '[');
	while (*words) {
		size_t length = strcspn(words, " ");
		char *word = alloc_text_part(words, length);

		json_text(j, NULL, word);
		free(word);
		words += length + (words[length] == ' ');
	}
	json_close(j);
}

void json_integer(struct json *j, const char *key, int64_t value)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, value);
	put_plain(j, key, text);
}

void json_number(struct json *j, const char *key, double value)
{
	char text[32];
	char *comma;

	if (!isfinite(value)) {
		json_null(j, key);
		return;
	}
	snprintf(text, sizeof(text), "%.15g", value);
	/* The locale may write its own decimal sign. */
	comma = strchr(text, ',');
	if (comma)
		*comma = '.';
	put_plain(j, key, text);
}

void json_bool(struct json *j, const char *key, bool value)
{
	put_plain(j, key, value ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
	put_plain(j, key, "null");
}
