/* ui/term_script.c - a terminal without a person; see ui/term.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "ui/term.h"

struct script_term {
	struct term term;
	FILE *keys;
	FILE *out;
	char *line; /* the last one read */
	size_t line_room;
	const char *typing;  /* what is left of a "type" line, or NULL */
	struct buffer shown; /* the screen as text */
};

static struct script_term *script(struct term *t)
{
	return (struct script_term *)t;
}

static void show(struct term *t, const struct screen *s)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);

	buffer_clear(&script(t)->shown);
	t->repaint = false;
	if (!out)
		return;
	screen_write(s, out);
	fclose(out);
	buffer_add_part(&script(t)->shown, bytes, length);
	free(bytes);
}

static void copy_key(char key[KEY_NAME_MAX], const char *name, size_t length)
{
	if (length >= KEY_NAME_MAX)
		length = KEY_NAME_MAX - 1;
	memcpy(key, name, length);
	key[length] = '\0';
}

static bool take_typed(struct script_term *t, char key[KEY_NAME_MAX])
{
	size_t length = t->typing ? utf8_cluster(t->typing) : 0;

	if (length == 0) {
		t->typing = NULL;
		return false;
	}
	if (t->typing[0] == ' ')
		copy_key(key, "Space", 5);
	else
		copy_key(key, t->typing, length);
	t->typing += length;
	return true;
}

/* What follows word and a space in line, or NULL. */
static const char *after(const char *line, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(line, word, length) != 0 || line[length] != ' ')
		return NULL;
	return line + length + 1;
}

static char *with_newlines(const char *text)
{
	struct buffer b = { 0 };

	for (; *text; text++) {
		bool newline = text[0] == '\\' && text[1] == 'n';

		buffer_add_byte(&b, newline ? '\n' : *text);
		text += newline;
	}
	return buffer_take(&b);
}

static bool resize(struct term *t, const char *size)
{
	char *end;
	long cols = strtol(size, &end, 10);
	long rows = *end == 'x' ? strtol(end + 1, NULL, 10) : 0;

	if (cols < 1 || cols > 1000 || rows < 1 || rows > 1000)
		return false;
	t->cols = (int)cols;
	t->rows = (int)rows;
	return true;
}

/* One line of the script: true when it is a key. */
static bool take_line(struct script_term *t, char key[KEY_NAME_MAX])
{
	const char *line = t->line;
	const char *rest;

	if (line[0] == '\0' || after(line, "#"))
		return false;
	if ((rest = after(line, "="))) {
		fprintf(t->out, "= %s\n%s", rest, buffer_text(&t->shown));
		return false;
	}
	if ((rest = after(line, "type"))) {
		t->typing = rest;
		return take_typed(t, key);
	}
	if ((rest = after(line, "paste"))) {
		free(t->term.pasted);
		t->term.pasted = with_newlines(rest);
		line = "Paste";
	} else if ((rest = after(line, "resize"))) {
		if (!resize(&t->term, rest))
			return false;
		line = "Resize";
	} else if (strcmp(line, "changed") == 0) {
		line = "Changed";
	} else if (strcmp(line, "idle") == 0) {
		line = "Idle";
	} else if (strcmp(line, "retry") == 0) {
		line = "Retry";
	}
	copy_key(key, line, strlen(line));
	return true;
}

static bool read_key(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct script_term *t = script(term);
	ssize_t length;

	(void)watch;
	if (take_typed(t, key))
		return true;
	while ((length = getline(&t->line, &t->line_room, t->keys)) >= 0) {
		if (length > 0 && t->line[length - 1] == '\n')
			t->line[length - 1] = '\0';
		if (take_line(t, key))
			return true;
	}
	return false;
}

/* Each key is answered on its own, so that every screen can be seen. */
static bool waiting(struct term *t)
{
	(void)t;
	return false;
}

static void beep(struct term *t)
{
	(void)t;
}

static void close_term(struct term *term)
{
	struct script_term *t = script(term);

	buffer_done(&t->shown);
	free(t->line);
	free(t->term.pasted);
	free(t);
}

static const struct term_kind kind = {
	.show = show,
	.read = read_key,
	.waiting = waiting,
	.beep = beep,
	.close = close_term,
};

struct term *term_script_open(FILE *keys, FILE *out, int rows, int cols,
			      enum glyphs glyphs)
{
	struct script_term *t = alloc_new(1, sizeof(*t));

	t->term = (struct term){
		.kind = &kind, .rows = rows, .cols = cols, .glyphs = glyphs
	};
	t->keys = keys;
	t->out = out;
	return &t->term;
}
