/* base/err.c - see base/err.h */
#include "config.h"

#include "base/err.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"

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

/* What came from outside stands in the sentence too: it gives the terminal no
 * orders, and the sentence stays on one line. */
static void make_harmless(struct err *err)
{
	char *safe = utf8_harmless(err->text);
	size_t length = strlen(safe);

	if (length >= sizeof(err->text))
		length = whole_characters(safe, sizeof(err->text) - 1);
	memcpy(err->text, safe, length);
	err->text[length] = '\0';
	free(safe);
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
	make_harmless(err);
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

int err_pass(struct err *err, const struct err *why)
{
	if (err)
		*err = *why;
	return why->code;
}

int err_memory(struct err *err)
{
	return err_set(err, ERR_MEMORY,
		       _("There is not enough memory for this"));
}

static const struct {
	int number;
	const char *text;
} reasons[] = {
	{ EACCES, N_("permission denied") },
	{ EPERM, N_("permission denied") },
	{ ENOENT, N_("no such file or directory") },
	{ ENOTDIR, N_("a part of the path is not a directory") },
	{ EISDIR, N_("it is a directory") },
	{ EEXIST, N_("it exists already") },
	{ ENOSPC, N_("the disk is full") },
	{ EDQUOT, N_("your share of the disk is full") },
	{ EFBIG, N_("the file becomes too large") },
	{ EROFS, N_("the disk can only be read") },
	{ EIO, N_("the disk fails") },
	{ EMFILE, N_("too many files are open") },
	{ ENFILE, N_("too many files are open") },
	{ ENAMETOOLONG, N_("the name is too long") },
	{ ELOOP, N_("the links lead in a circle") },
	{ EPIPE, N_("nobody reads on the other side") },
	{ EBADF, N_("it is not open") },
	{ EBUSY, N_("it is in use") },
	{ ENOMEM, N_("there is not enough memory") },
};

const char *err_reason(int number)
{
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].number == number)
			return _(reasons[i].text);
	/* Its texts are a file more to open, so not at every start. */
	setlocale(LC_MESSAGES, "");
	return strerror(number);
}
