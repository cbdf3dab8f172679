/* ui/lineedit.c - see ui/lineedit.h */
#include "config.h"

#include "ui/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/utf8.h"
#include "ui/app.h"

/* --- what it was */

#define STATES_MAX 200

static void forget(struct lineedit_states *states)
{
	while (states->count > 0)
		free(states->items[--states->count].text);
	free(states->items);
	*states = (struct lineedit_states){ 0 };
}

static void push(struct lineedit_states *states, const struct lineedit *e)
{
	if (states->count == STATES_MAX) {
		free(states->items[0].text);
		memmove(states->items, states->items + 1,
			--states->count * sizeof(*states->items));
	}
	states->items = alloc_grow(states->items, states->count,
				   &states->capacity, sizeof(*states->items));
	states->items[states->count++] =
		(struct lineedit_state){ .text = alloc_text(e->text),
					 .cursor = e->cursor };
}

/* Before a change; one that goes on with the last one is part of it. */
static void remember(struct lineedit *e, enum lineedit_deed deed)
{
	bool goes_on = deed == e->last && deed != LINEEDIT_OTHER;

	e->last = deed;
	if (e->forgetful || goes_on)
		return;
	push(&e->before, e);
	forget(&e->after);
}

static bool go_to_state(struct lineedit *e, struct lineedit_states *from,
			struct lineedit_states *to)
{
	struct lineedit_state *state;

	if (from->count == 0)
		return false;
	push(to, e);
	state = &from->items[--from->count];
	free(e->text);
	e->text = state->text;
	e->cursor = state->cursor;
	e->replacing = false;
	e->touched = e->before.count > 0;
	e->last = LINEEDIT_NOTHING;
	return true;
}

void lineedit_set(struct lineedit *e, const char *text, bool replacing)
{
	char *copy = alloc_text(text ? text : "");
	char *cut = e->cut;

	free(e->text);
	forget(&e->before);
	forget(&e->after);
	*e = (struct lineedit){ .text = copy,
				.cut = cut,
				.cursor = strlen(copy),
				.replacing = replacing && copy[0] != '\0' };
}

void lineedit_done(struct lineedit *e)
{
	free(e->text);
	free(e->cut);
	forget(&e->before);
	forget(&e->after);
	*e = (struct lineedit){ 0 };
}

/* --- changes */

/* Put text in the place of the bytes from .. to; the cursor is behind it. */
static void splice(struct lineedit *e, size_t from, size_t to, const char *text)
{
	struct buffer b = { 0 };

	buffer_add_part(&b, e->text, from);
	buffer_add(&b, text);
	buffer_add(&b, e->text + to);
	if (e->forgetful)
		explicit_bzero(e->text, strlen(e->text));
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

static void erase_part(struct lineedit *e, size_t from, size_t to)
{
	if (e->replacing) {
		from = 0;
		to = strlen(e->text);
	}
	if (from == to)
		return;
	remember(e, LINEEDIT_DELETED);
	splice(e, from, to, "");
}

/* Pieces that are cut one after another come back together. */
static void cut_part(struct lineedit *e, size_t from, size_t to)
{
	bool goes_on = e->last == LINEEDIT_CUT && e->cut;
	bool before = to == e->cursor;
	char *piece;

	if (from == to)
		return;
	remember(e, LINEEDIT_CUT);
	piece = alloc_text_part(e->text + from, to - from);
	if (!e->forgetful) {
		char *whole =
			alloc_print("%s%s%s", before ? piece : "",
				    goes_on ? e->cut : "", before ? "" : piece);

		free(e->cut);
		e->cut = whole;
	}
	free(piece);
	splice(e, from, to, "");
}

/* --- where words and lines begin and end */

static bool is_word_at(const char *text)
{
	unsigned char c = (unsigned char)*text;

	return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static size_t word_before(const struct lineedit *e)
{
	size_t at = e->cursor;
	bool inside = false;

	while (at > 0) {
		size_t length = utf8_cluster_before(e->text, at);

		if (!is_word_at(e->text + at - length) && inside)
			break;
		inside = inside || is_word_at(e->text + at - length);
		at -= length;
	}
	return at;
}

static size_t word_after(const struct lineedit *e)
{
	size_t at = e->cursor;
	bool inside = false;

	while (e->text[at]) {
		if (!is_word_at(e->text + at) && inside)
			break;
		inside = inside || is_word_at(e->text + at);
		at += utf8_cluster(e->text + at);
	}
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t blank_before(const struct lineedit *e)
{
	size_t at = e->cursor;

	while (at > 0 && is_blank(e->text[at - 1]))
		at--;
	while (at > 0 && !is_blank(e->text[at - 1]))
		at--;
	return at;
}

static size_t line_start(const struct lineedit *e)
{
	size_t at = e->cursor;

	while (at > 0 && e->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct lineedit *e)
{
	return e->cursor + strcspn(e->text + e->cursor, "\n");
}

/* --- keys */

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
	e->cursor = line_start(e);
}

static void move_end(struct lineedit *e)
{
	e->cursor = line_end(e);
}

static void delete_before(struct lineedit *e)
{
	erase_part(e, e->cursor - utf8_cluster_before(e->text, e->cursor),
		   e->cursor);
}

static void delete_after(struct lineedit *e)
{
	erase_part(e, e->cursor, e->cursor + utf8_cluster(e->text + e->cursor));
}

static const struct {
	const char *key;
	void (*edit)(struct lineedit *e);
	bool moves;
} keys[] = {
	{ "Left", move_left, true },
	{ "Right", move_right, true },
	{ "Home", move_home, true },
	{ "End", move_end, true },
	{ "Backspace", delete_before, false },
	{ "Delete", delete_after, false },
};

static void type(struct lineedit *e, const char *typed)
{
	/* A word with the blanks behind it is one change. */
	if (e->last == LINEEDIT_TYPED && e->cursor > 0 &&
	    is_blank(e->text[e->cursor - 1]) && !is_blank(typed[0]))
		e->last = LINEEDIT_NOTHING;
	lineedit_paste(e, typed);
}

static void begin(struct lineedit *e)
{
	if (!e->text)
		lineedit_set(e, "", false);
	e->wanted = 0;
}

bool lineedit_key(struct lineedit *e, const char *key, const char *typed)
{
	begin(e);
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (strcmp(keys[i].key, key) != 0)
			continue;
		keys[i].edit(e);
		if (keys[i].moves)
			e->last = LINEEDIT_NOTHING;
		e->replacing = false;
		return true;
	}
	if (!typed)
		return false;
	if (strcmp(key, "Paste") == 0)
		e->last = LINEEDIT_NOTHING;
	type(e, typed);
	if (strcmp(key, "Paste") == 0)
		e->last = LINEEDIT_OTHER;
	return true;
}

/* --- actions */

static void cut_to_end(struct lineedit *e)
{
	size_t to = line_end(e);

	/* Of an empty rest it is the end of the line that goes. */
	if (to == e->cursor && e->text[to] == '\n')
		to++;
	cut_part(e, e->cursor, to);
}

static bool move_to(struct lineedit *e, size_t at)
{
	e->cursor = at;
	e->last = LINEEDIT_NOTHING;
	return true;
}

static void put_back(struct lineedit *e)
{
	if (!e->cut)
		return;
	remember(e, LINEEDIT_OTHER);
	e->last = LINEEDIT_OTHER;
	insert(e, e->cut);
}

static void new_line(struct lineedit *e)
{
	if (!e->several)
		return;
	remember(e, LINEEDIT_OTHER);
	insert(e, "\n");
}

static bool act(struct lineedit *e, enum action action)
{
	switch (action) {
	case ACTION_WORD_LEFT:
		return move_to(e, word_before(e));
	case ACTION_WORD_RIGHT:
		return move_to(e, word_after(e));
	case ACTION_CUT_WORD:
		cut_part(e, blank_before(e), e->cursor);
		return true;
	case ACTION_CUT_NEXT_WORD:
		cut_part(e, e->cursor, word_after(e));
		return true;
	case ACTION_CUT_TO_START:
		cut_part(e, line_start(e), e->cursor);
		return true;
	case ACTION_CUT_TO_END:
		cut_to_end(e);
		return true;
	case ACTION_PUT_BACK:
		put_back(e);
		return true;
	case ACTION_NEW_LINE:
		new_line(e);
		return true;
	case ACTION_UNDO:
		return go_to_state(e, &e->before, &e->after);
	case ACTION_REDO:
		return go_to_state(e, &e->after, &e->before);
	default:
		return false;
	}
}

bool lineedit_act(struct lineedit *e, enum action action)
{
	begin(e);
	if (!act(e, action))
		return false;
	e->replacing = false;
	return true;
}

bool lineedit_take(struct lineedit *e, const struct event *event)
{
	return lineedit_act(e, event->action) ||
	       lineedit_key(e, event->key, event->typed);
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
		if (character == '\n' || character == '\r')
			buffer_add(&b, e->several ? "\n" : " ");
		else if (character == '\t')
			buffer_add(&b, " ");
		else if (character >= ' ' && character != 0xFFFD &&
			 (character < 0x7F || character > 0x9F))
			buffer_add_part(&b, from, (size_t)(text - from));
	}
	if (b.length > 0) {
		remember(e, LINEEDIT_TYPED);
		insert(e, buffer_text(&b));
	}
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
