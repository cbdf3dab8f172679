/*
 * form/place.c - where in the file a byte of a scalar's text stands
 *
 * The reader of YAML gives the place where a scalar begins and its text with
 * quotes and folding undone.  Here the two are walked side by side: blanks
 * and line ends in the file against a blank or line end in the text.  Where
 * they part (an escape), the place of the scalar itself has to do.
 */

#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "form/load_private.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The byte of the file at this line and column; NULL when there is none. */
static const char *find(const char *text, const char *end, int line, int column)
{
	const char *p = text;

	while (--line > 0) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			return NULL;
		p++;
	}
	while (--column > 0 && p < end)
		utf8_take(&p);
	return p < end ? p : NULL;
}

/* From where a scalar begins to its first character of text. */
static const char *skip_opening(const char *p, const char *end)
{
	if (*p == '\'' || *p == '"')
		return p + 1;
	if (*p != '|' && *p != '>')
		return p;
	while (p < end && *p != '\n')
		p++;
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* Move both past the same character or run of blanks. */
static bool step(const char **text, const char **file, const char *end,
		 char quote)
{
	if (*file >= end)
		return false;
	if (is_blank(**text) && is_blank(**file)) {
		while (is_blank(**text))
			(*text)++;
		while (*file < end && is_blank(**file))
			(*file)++;
		return true;
	}
	if (**text != **file)
		return false;
	if (quote == '\'' && **file == '\'')
		(*file)++;
	(*text)++;
	(*file)++;
	return true;
}

static void place_of(const char *text, const char *at, int *line, int *column)
{
	const char *start = text;

	*line = 1;
	for (const char *p = text; p < at; p++) {
		if (*p == '\n') {
			(*line)++;
			start = p + 1;
		}
	}
	*column = 1;
	while (start < at) {
		utf8_take(&start);
		(*column)++;
	}
}

static void find_place(const struct loader *l, const struct yaml *node,
		       size_t offset, int *line, int *column)
{
	const char *end = l->text + l->length;
	const char *at = find(l->text, end, node->line, node->column);
	const char *p = node->text;
	char quote;

	*line = node->line;
	*column = node->column;
	if (!at)
		return;
	quote = *at;
	at = skip_opening(at, end);
	while (p < node->text + offset) {
		if (!step(&p, &at, end, quote))
			return;
	}
	if (*p && (at >= end || *at != *p))
		return;
	place_of(l->text, at, line, column);
}

void load_mistake_in(struct loader *l, const struct yaml *node, size_t offset,
		     const char *field, const struct err *why)
{
	int line, column;

	find_place(l, node, offset, &line, &column);
	load_mistake_at(l, line, column, field, "%s", why->text);
}
