/* base/text.c - see base/text.h */
#include "config.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/text_private.h"

/* Every message and every form depends on them (see the header). */
static bool english;
static char of_forms[3];

bool text_set_language(const char *language)
{
	if (strcmp(language, "nl") != 0 && strcmp(language, "en") != 0)
		return false;
	english = strcmp(language, "en") == 0;
	return true;
}

const char *text_language(void)
{
	return english ? "en" : "nl";
}

bool text_set_forms_language(const char *language)
{
	if (language && strlen(language) != 2)
		return false;
	memset(of_forms, 0, sizeof(of_forms));
	if (language)
		memcpy(of_forms, language, 2);
	return true;
}

const char *text_forms_language(void)
{
	return of_forms[0] ? of_forms : text_language();
}

static int by_msgid(const void *msgid, const void *row)
{
	return strcmp(msgid, ((const struct text_row *)row)->msgid);
}

static const struct text_row *find_row(const char *msgid)
{
	if (english)
		return NULL;
	return bsearch(msgid, text_table, text_table_count,
		       sizeof(text_table[0]), by_msgid);
}

const char *text_in_language(const char *msgid)
{
	const struct text_row *row = find_row(msgid);

	return row ? row->one : msgid;
}

const char *text_plural(const char *one, const char *many, long long count)
{
	const struct text_row *row = find_row(one);

	if (!row)
		return count == 1 ? one : many;
	return count == 1 || !row->many ? row->one : row->many;
}
