/* form/expr_functions.c - see form/expr_functions.h */

#include "config.h"

#include "form/expr_functions.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"

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
		size_t n = (size_t)(strchrnul(p, ' ') - p);

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
		size_t n = (size_t)(strchrnul(p, ' ') - p);

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

static const struct expr_function functions[] = {
	{ "selected", 2, selected }, { "count_selected", 1, count_selected },
	{ "days", 2, days },         { "hours", 2, hours },
	{ "age", 2, age },           { NULL, 0, NULL },
};

static int add(sqlite3 *db, const struct expr_function *list,
	       struct expr_work *work)
{
	int rc = SQLITE_OK;

	for (; rc == SQLITE_OK && list->name; list++)
		rc = sqlite3_create_function_v2(
			db, list->name, list->values,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
			work, list->call, NULL, NULL, NULL);
	return rc;
}

int expr_functions_register(sqlite3 *db, struct expr_work *work)
{
	int rc = add(db, functions, work);

	return rc == SQLITE_OK ? add(db, expr_texts, work) : rc;
}
