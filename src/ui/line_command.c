/* ui/line_command.c - see ui/line_command.h */
#include "config.h"

#include "ui/line_command.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "ui/app_private.h"

/* How well a line fits an action, in bytes of the line; 0: not at all. */
struct fit {
	enum action action;
	size_t whole; /* the line begins with all of its words */
	bool begins;  /* the first word of the line is the beginning of them */
};

/*
 * How many bytes of the line these words are, without regard to case and
 * accents; 0 when it does not begin with them.
 */
static size_t begins_with(const char *line, const char *words)
{
	size_t length = 0;
	bool same = false;

	while (line[length] && !same) {
		char *part;

		length += strcspn(line + length, " ");
		part = alloc_text_part(line, length);
		same = utf8_contains(words, part) && utf8_contains(part, words);
		free(part);
		if (!same)
			length += strspn(line + length, " ");
	}
	return same ? length : 0;
}

/*
 * Is the first word of the line, of two letters or more, their beginning?  Or
 * are they, of four or more, its beginning: "stoppen" is stop too.
 */
static bool is_beginning(const char *line, const char *words)
{
	size_t length = strcspn(line, " ");
	char *first = alloc_text_part(line, length);
	char *typed = utf8_folded(first);
	char *folded = utf8_folded(words);
	size_t has = strlen(typed), whole = strlen(folded);
	bool begins = (has > 1 && strncmp(folded, typed, has) == 0) ||
		      (whole > 3 && strncmp(folded, typed, whole) == 0);

	free(first);
	free(typed);
	free(folded);
	return begins;
}

static bool is_key(enum action action, const char *line)
{
	char key[ACTION_KEY_ROOM];

	for (size_t n = 0; action_has_key(action, n, key); n++)
		if (strlen(key) == 1 && strcmp(key, line) == 0)
			return true;
	return false;
}

static struct fit fit_of(enum action action, const char *line)
{
	struct fit fit = { .action = action };
	size_t by_name = begins_with(line, action_name(action));

	fit.whole = begins_with(line, action_short(action));
	if (by_name > fit.whole)
		fit.whole = by_name;
	if (fit.whole == 0 && is_key(action, line))
		fit.whole = strlen(line);
	fit.begins = is_beginning(line, action_short(action)) ||
		     is_beginning(line, action_name(action));
	return fit;
}

/* The next action that works here, from *i on; ACTION_NONE past the last. */
static enum action next_working(const struct app *app, const struct page *page,
				size_t *i)
{
	const enum action *own = page->kind->actions;
	size_t count = 0;

	while (own[count] != ACTION_NONE)
		count++;
	for (;; (*i)++) {
		bool is_own = *i < count;
		enum action action =
			is_own ? own[*i] : actions_everywhere()[*i - count];

		if (action == ACTION_NONE)
			return ACTION_NONE;
		if (!app_works(app, page, action) ||
		    (!is_own && app_lists(own, action)))
			continue;
		(*i)++;
		return action;
	}
}

enum action line_command(const struct app *app, const struct page *page,
			 const char *line, const char **rest)
{
	struct fit best = { 0 };
	size_t beginning = 0, i = 0;
	enum action action;

	while ((action = next_working(app, page, &i)) != ACTION_NONE) {
		struct fit fit = fit_of(action, line);

		if (fit.whole > best.whole)
			best = fit;
		if (best.whole == 0 && fit.begins) {
			best.action = action;
			beginning++;
		}
	}
	if (best.whole == 0 && beginning > 1)
		return ACTION_COUNT;
	*rest = line + (best.whole ? best.whole : strcspn(line, " "));
	*rest += strspn(*rest, " ");
	return best.action;
}

char *line_commands(const struct app *app, const struct page *page)
{
	struct buffer b = { 0 };
	size_t i = 0;
	enum action action;

	while ((action = next_working(app, page, &i)) != ACTION_NONE)
		buffer_print(&b, "%s%s", b.length ? ", " : "",
			     action_short(action));
	return buffer_take(&b);
}
