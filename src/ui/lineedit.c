/* ui/lineedit.c - see ui/lineedit.h */
#include "config.h"

#include "ui/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"

void lineedit_set(struct lineedit *e, const char *text, bool replacing)
{
	char *copy = alloc_text(text ? text : "");

	free(e->text);
	*e = (struct lineedit){ .text = copy,
				.cursor = strlen(copy),
				.replacing = replacing && copy[0] != '\0' };
}

void lineedit_done(struct lineedit *e)
{
	free(e->text);
	*e = (struct lineedit){ 0 };
}

/* Put text in the place of the bytes from .. to; the cursor is behind it. */
static void splice(struct lineedit *e, size_t from, size_t to, const char *text)
{
	struct buffer b = { 0 };

	buffer_add_part(&b, e->text, from);
	buffer_add(&b, text);
	buffer_add(&b, e->text + to);
	free(e->text);
	e->text = buffer_take(&b);
	if (!e->text)
		e->text = alloc_text("");
	e->cursor = from + strlen(text);
	e->touched = true;
}

static void insert(struct lineedit *e, const char *text)
{
	if (e->replacing)
		splice(e, 0, strlen(e->text), text);
	else
		splice(e, e->cursor, e->cursor, text);
	e->replacing = false;
}

static void move_left(struct lineedit *e)
{
	e->cursor -= utf8_cluster_before(e->text, e->cursor);
}

static void move_right(struct lineedit *e)
{
	e->cursor += utf8_cluster(e->text + e->cursor);
}

static void move_home(struct lineedit *e)
{
	e->cursor = 0;
}

static void move_end(struct lineedit *e)
{
	e->cursor = strlen(e->text);
}

static void delete_before(struct lineedit *e)
{
	size_t from = e->cursor - utf8_cluster_before(e->text, e->cursor);

	if (e->replacing)
		splice(e, 0, strlen(e->text), "");
	else if (from < e->cursor)
		splice(e, from, e->cursor, "");
}

static void delete_after(struct lineedit *e)
{
	size_t to = e->cursor + utf8_cluster(e->text + e->cursor);

	if (e->replacing)
		splice(e, 0, strlen(e->text), "");
	else if (to > e->cursor)
		splice(e, e->cursor, to, "");
}

static void delete_to_start(struct lineedit *e)
{
	if (e->cursor > 0)
		splice(e, 0, e->cursor, "");
}

static void delete_to_end(struct lineedit *e)
{
	if (e->text[e->cursor] != '\0')
		splice(e, e->cursor, strlen(e->text), "");
}

static void delete_word(struct lineedit *e)
{
	size_t from = e->cursor;

	while (from > 0 && e->text[from - 1] == ' ')
		from--;
	while (from > 0 && e->text[from - 1] != ' ')
		from--;
	if (from < e->cursor)
		splice(e, from, e->cursor, "");
}

static const struct {
	const char *key;
	void (*edit)(struct lineedit *e);
} keys[] = {
	{ "Left", move_left },          { "Right", move_right },
	{ "Home", move_home },          { "End", move_end },
	{ "Backspace", delete_before }, { "Delete", delete_after },
	{ "C-u", delete_to_start },     { "C-k", delete_to_end },
	{ "C-w", delete_word },
};

bool lineedit_key(struct lineedit *e, const char *key, const char *typed)
{
	if (!e->text)
		lineedit_set(e, "", false);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(keys[i].key, key) != 0)
			continue;
		keys[i].edit(e);
		e->replacing = false;
		return true;
	}
	if (!typed)
		return false;
	lineedit_paste(e, typed);
	return true;
}

void lineedit_paste(struct lineedit *e, const char *text)
{
	struct buffer b = { 0 };

	if (!e->text)
		lineedit_set(e, "", false);
	while (*text) {
		const char *from = text;
		uint32_t character = utf8_take(&text);

		if (character == '\r' && *text == '\n')
			continue;
		if (character == '\n' || character == '\r' || character == '\t')
			buffer_add(&b, " ");
		else if (character >= ' ' && character != 0xFFFD &&
			 (character < 0x7F || character > 0x9F))
			buffer_add_part(&b, from, (size_t)(text - from));
	}
	if (b.length > 0)
		insert(e, buffer_text(&b));
	buffer_done(&b);
}

size_t lineedit_view(const struct lineedit *e, int columns, int *cursor)
{
	const char *text = e->text ? e->text : "";
	int before = utf8_width(text, e->cursor);
	size_t first = 0;

	/* The cursor may stand behind the last character, inside columns. */
	while (before >= columns && first < e->cursor) {
		size_t length = utf8_cluster(text + first);

		before -= utf8_width(text + first, length);
		first += length;
	}
	*cursor = before;
	return first;
}
