/*
 * form/expr_texts.c - LIKE, GLOB, instr(), replace() and trim() anew
 *
 * What these say is what SQLite's own say.  SQLite's own take time as pattern
 * times text, or far more, and nothing can stop them; these count their work,
 * and an expression that has done all it may has no value.
 */

#include "config.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/expr_functions.h"

/* As many bytes that are copied or searched take the time of one step. */
#define BYTES_OF_STEP 16

static const char *text_of(sqlite3_value *value)
{
	return (const char *)sqlite3_value_text(value);
}

/* Take this from what is left; false, and no result, when that is less. */
static bool spend(sqlite3_context *c, int64_t steps)
{
	struct expr_work *work = sqlite3_user_data(c);

	work->left -= steps;
	if (work->left >= 0)
		return true;
	sqlite3_result_error_toobig(c);
	return false;
}

static bool spend_bytes(sqlite3_context *c, size_t bytes)
{
	return spend(c, 1 + (int64_t)(bytes / BYTES_OF_STEP));
}

static uint32_t small(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

struct wildcards {
	uint32_t many, one, set; /* set 0: there are no sets */
	uint32_t escape;         /* or 0 */
	bool any_case;
	int64_t left; /* steps that may be made */
};

/*
 * Match one character against the set behind "[", which *pattern moves past;
 * a set that never ends matches nothing.
 */
static bool in_set(const char **pattern, uint32_t character,
		   struct wildcards *w)
{
	const char *p = *pattern;
	bool inverse = *p == '^';
	bool found = false;
	bool first = true;

	p += inverse;
	while (*p && (first || *p != ']')) {
		uint32_t low = utf8_take(&p);
		uint32_t high = low;

		first = false;
		w->left--;
		if (p[0] == '-' && p[1] && p[1] != ']') {
			p++;
			high = utf8_take(&p);
		}
		if (character >= low && character <= high)
			found = true;
	}
	if (*p == '\0')
		return false;
	*pattern = p + 1;
	return found != inverse;
}

/*
 * Match one element of the pattern, not `many`, against one character; both
 * move on.  An element is a character, `one` or a set.
 */
static bool match_one(const char **pattern, const char **text,
		      struct wildcards *w)
{
	uint32_t c = utf8_take(text);
	uint32_t p = utf8_take(pattern);

	w->left--;
	if (w->set && p == w->set)
		return in_set(pattern, c, w);
	if (w->escape && p == w->escape)
		p = utf8_take(pattern);
	else if (p == w->one)
		return true;
	return w->any_case ? small(p) == small(c) : p == c;
}

/*
 * Only the last `many` is ever tried again: what stood before it has matched
 * as early as it can.  So the work is at most pattern times text.
 */
static bool matches(const char *pattern, const char *text, struct wildcards *w)
{
	const char *again = NULL;
	const char *from = NULL;

	while (*text && w->left > 0) {
		if ((unsigned char)*pattern == w->many) {
			again = ++pattern;
			from = text;
			continue;
		}
		if (*pattern && match_one(&pattern, &text, w))
			continue;
		if (!again)
			return false;
		w->left--;
		utf8_take(&from);
		pattern = again;
		text = from;
	}
	while (*pattern && (unsigned char)*pattern == w->many)
		pattern++;
	return *pattern == '\0';
}

static void result_match(sqlite3_context *c, const char *pattern,
			 const char *text, struct wildcards *w)
{
	const struct expr_work *work = sqlite3_user_data(c);
	bool found;

	w->left = work->left;
	found = matches(pattern, text, w);
	if (spend(c, work->left - w->left + 1))
		sqlite3_result_int(c, found);
}

/* like(pattern, text[, escape]) is text LIKE pattern. */
static void like(sqlite3_context *c, int count, sqlite3_value **values)
{
	struct wildcards w = { .many = '%', .one = '_', .any_case = true };
	const char *pattern = text_of(values[0]);
	const char *text = text_of(values[1]);

	if (!pattern || !text)
		return;
	if (count == 3) {
		const char *escape = text_of(values[2]);

		if (!escape)
			return;
		w.escape = utf8_take(&escape);
	}
	result_match(c, pattern, text, &w);
}

/* glob(pattern, text) is text GLOB pattern. */
static void glob(sqlite3_context *c, int count, sqlite3_value **values)
{
	struct wildcards w = { .many = '*', .one = '?', .set = '[' };
	const char *pattern = text_of(values[0]);
	const char *text = text_of(values[1]);

	(void)count;
	if (pattern && text)
		result_match(c, pattern, text, &w);
}

/* A text with its length, which is not to be counted again and again. */
struct span {
	const char *start;
	size_t length;
};

static struct span span_of(const char *text)
{
	return (struct span){ text, strlen(text) };
}

/* Where what begins in the text from this place on; NULL when nowhere. */
static const char *find(struct span text, const char *from, struct span what)
{
	return memmem(from, text.length - (size_t)(from - text.start),
		      what.start, what.length);
}

/* instr(text, what): the place of the first what, in characters from 1. */
static void instr(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *text = text_of(values[0]);
	const char *what = text_of(values[1]);
	const char *found;
	int place = 1;

	(void)count;
	if (!text || !what || !spend_bytes(c, 2 * strlen(text)))
		return;
	found = find(span_of(text), text, span_of(what));
	if (!found) {
		sqlite3_result_int(c, 0);
		return;
	}
	for (; text < found; text++)
		place += ((unsigned char)text[1] & 0xC0) != 0x80;
	sqlite3_result_int(c, place);
}

static char *put(char *to, const char *from, size_t bytes)
{
	memcpy(to, from, bytes);
	return to + bytes;
}

/* The text of so many bytes that has with for every what. */
static char *replaced(struct span text, struct span what, struct span with,
		      size_t bytes)
{
	char *out = alloc_new(bytes + 1, 1);
	const char *end = text.start + text.length;
	const char *from = text.start;
	const char *next;
	char *to = out;

	while ((next = find(text, from, what))) {
		to = put(to, from, (size_t)(next - from));
		to = put(to, with.start, with.length);
		from = next + what.length;
	}
	put(to, from, (size_t)(end - from));
	return out;
}

static size_t count_times(struct span text, struct span what)
{
	const char *from = text.start;
	size_t times = 0;

	while ((from = find(text, from, what))) {
		from += what.length;
		times++;
	}
	return times;
}

/* replace(text, what, with) */
static void replace(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *text = text_of(values[0]);
	const char *what = text_of(values[1]);
	const char *with = text_of(values[2]);
	struct span parts[3];
	size_t times, bytes;

	(void)count;
	if (!text || !what)
		return;
	if (what[0] == '\0') {
		sqlite3_result_value(c, values[0]);
		return;
	}
	if (!with)
		return;
	parts[0] = span_of(text);
	parts[1] = span_of(what);
	parts[2] = span_of(with);
	/* All lengths are within SQLite's limit, so their product fits. */
	times = count_times(parts[0], parts[1]);
	bytes = parts[0].length - times * parts[1].length +
		times * parts[2].length;
	/* Each search is some steps by itself. */
	if (!spend(c, (int64_t)times) ||
	    !spend_bytes(c, 4 * parts[0].length + bytes))
		return;
	sqlite3_result_text(c, replaced(parts[0], parts[1], parts[2], bytes),
			    (int)bytes, free);
}

/* Does set have the character of so many bytes? */
static bool has_character(const char *set, const char *character, size_t bytes)
{
	while (*set) {
		const char *next = set;

		utf8_take(&next);
		if ((size_t)(next - set) == bytes &&
		    memcmp(set, character, bytes) == 0)
			return true;
		set = next;
	}
	return false;
}

/* trim(text[, characters]), at one end or both. */
static void trim_ends(sqlite3_context *c, int count, sqlite3_value **values,
		      bool left, bool right)
{
	const char *text = text_of(values[0]);
	const char *set = count == 2 ? text_of(values[1]) : " ";
	const char *start = text;
	const char *end;
	const char *at;

	if (!text || !set || !spend_bytes(c, strlen(text)))
		return;
	while (left && *start) {
		at = start;
		utf8_take(&at);
		if (!spend(c, 1 + (int64_t)strlen(set)))
			return;
		if (!has_character(set, start, (size_t)(at - start)))
			break;
		start = at;
	}
	end = start + strlen(start);
	while (right && end > start) {
		at = end - 1;
		while (at > start && ((unsigned char)*at & 0xC0) == 0x80)
			at--;
		if (!spend(c, 1 + (int64_t)strlen(set)))
			return;
		if (!has_character(set, at, (size_t)(end - at)))
			break;
		end = at;
	}
	sqlite3_result_text(c, start, (int)(end - start), SQLITE_TRANSIENT);
}

static void trim(sqlite3_context *c, int count, sqlite3_value **values)
{
	trim_ends(c, count, values, true, true);
}

static void ltrim(sqlite3_context *c, int count, sqlite3_value **values)
{
	trim_ends(c, count, values, true, false);
}

static void rtrim(sqlite3_context *c, int count, sqlite3_value **values)
{
	trim_ends(c, count, values, false, true);
}

const struct expr_function expr_texts[] = {
	{ "like", 2, like },   { "like", 3, like },       { "glob", 2, glob },
	{ "instr", 2, instr }, { "replace", 3, replace }, { "trim", 1, trim },
	{ "trim", 2, trim },   { "ltrim", 1, ltrim },     { "ltrim", 2, ltrim },
	{ "rtrim", 1, rtrim }, { "rtrim", 2, rtrim },     { NULL, 0, NULL },
};
