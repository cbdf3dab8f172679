/* form/expr_functions.c - see form/expr_functions.h */

#include "config.h"

#include "form/expr_functions.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

static const char *text_of(sqlite3_value *value)
{
	return (const char *)sqlite3_value_text(value);
}

/* selected(list, name): is name one of the words of list? */
static void selected(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *list = text_of(values[0]);
	const char *name = text_of(values[1]);
	size_t length;

	(void)count;
	if (!list || !name || name[0] == '\0') {
		sqlite3_result_int(c, 0);
		return;
	}
	length = strlen(name);
	for (const char *p = list; *p;) {
		size_t n = strcspn(p, " ");

		if (n == length && memcmp(p, name, n) == 0) {
			sqlite3_result_int(c, 1);
			return;
		}
		p += n + strspn(p + n, " ");
	}
	sqlite3_result_int(c, 0);
}

static void count_selected(sqlite3_context *c, int count,
			   sqlite3_value **values)
{
	const char *p = text_of(values[0]);
	int words = 0;

	(void)count;
	while (p && *p) {
		size_t n = strcspn(p, " ");

		words += n > 0;
		p += n + strspn(p + n, " ");
	}
	sqlite3_result_int(c, words);
}

static void days(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *a = text_of(values[0]);
	const char *b = text_of(values[1]);
	int64_t result;

	(void)count;
	if (a && b && date_days(a, b, &result))
		sqlite3_result_int64(c, result);
}

static void hours(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *a = text_of(values[0]);
	const char *b = text_of(values[1]);
	double result;

	(void)count;
	if (a && b && date_hours(a, b, &result))
		sqlite3_result_double(c, result);
}

static void age(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *born = text_of(values[0]);
	const char *day = text_of(values[1]);
	int64_t result;

	(void)count;
	if (born && day && date_age(born, day, &result))
		sqlite3_result_int64(c, result);
}

static uint32_t small(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/*
 * Match one character against the set behind "[", which *pattern moves past;
 * a set that never ends matches nothing.
 */
static bool in_set(const char **pattern, uint32_t character)
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

struct wildcards {
	uint32_t many, one, set; /* set 0: there are no sets */
	uint32_t escape;         /* or 0 */
	bool any_case;
};

/*
 * Match one element of the pattern, not `many`, against one character; both
 * move on.  An element is a character, `one` or a set.
 */
static bool match_one(const char **pattern, const char **text,
		      const struct wildcards *w)
{
	uint32_t c = utf8_take(text);
	uint32_t p = utf8_take(pattern);

	if (w->set && p == w->set)
		return in_set(pattern, c);
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
static bool matches(const char *pattern, const char *text,
		    const struct wildcards *w)
{
	const char *again = NULL;
	const char *from = NULL;

	while (*text) {
		if ((unsigned char)*pattern == w->many) {
			again = ++pattern;
			from = text;
			continue;
		}
		if (*pattern && match_one(&pattern, &text, w))
			continue;
		if (!again)
			return false;
		utf8_take(&from);
		pattern = again;
		text = from;
	}
	while (*pattern && (unsigned char)*pattern == w->many)
		pattern++;
	return *pattern == '\0';
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
	sqlite3_result_int(c, matches(pattern, text, &w));
}

/* glob(pattern, text) is text GLOB pattern. */
static void glob(sqlite3_context *c, int count, sqlite3_value **values)
{
	static const struct wildcards w = { .many = '*',
					    .one = '?',
					    .set = '[' };
	const char *pattern = text_of(values[0]);
	const char *text = text_of(values[1]);

	(void)count;
	if (pattern && text)
		sqlite3_result_int(c, matches(pattern, text, &w));
}

static const struct registered {
	const char *name;
	int values;
	void (*call)(sqlite3_context *, int, sqlite3_value **);
} registered[] = {
	{ "selected", 2, selected }, { "count_selected", 1, count_selected },
	{ "days", 2, days },         { "hours", 2, hours },
	{ "age", 2, age },           { "like", 2, like },
	{ "like", 3, like },         { "glob", 2, glob },
};

int expr_functions_register(sqlite3 *db)
{
	for (size_t i = 0; i < sizeof(registered) / sizeof(registered[0]);
	     i++) {
		const struct registered *r = &registered[i];
		int rc = sqlite3_create_function_v2(
			db, r->name, r->values,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
			NULL, r->call, NULL, NULL, NULL);

		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}
