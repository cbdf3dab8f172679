/* base/err.c - see base/err.h */
#include "config.h"

#include "base/err.h"

#include <stdio.h>
#include <string.h>

/* Where a text that was cut at length may end: before a half character. */
static size_t whole_characters(const char *text, size_t length)
{
	size_t start = length;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return length;

	unsigned char lead = (unsigned char)text[start - 1];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (lead < 0xC0 || length - (start - 1) >= wanted)
		return length;
	return start - 1;
}

int err_set_list(struct err *err, enum err_code code, int line, int column,
		 const char *fmt, va_list values)
{
	int needed;

	if (!err)
		return code;
	err->code = code;
	err->line = line;
	err->column = column;
	needed = vsnprintf(err->text, sizeof(err->text), fmt, values);
	if (needed >= (int)sizeof(err->text))
		err->text[whole_characters(err->text, strlen(err->text))] =
			'\0';
	return code;
}

int err_set_at(struct err *err, enum err_code code, int line, int column,
	       const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	err_set_list(err, code, line, column, fmt, values);
	va_end(values);
	return code;
}

int err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	err_set_list(err, code, 0, 0, fmt, values);
	va_end(values);
	return code;
}
