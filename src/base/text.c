/* base/text.c - see base/text.h */
#include "config.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
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
	const struct text_row *found = row;

	return strcmp(msgid, text_bytes + found->msgid);
}

/*
 * A picture asks for the same few dozen texts each time, and looking one up goes
 * through memory that nothing else needs.  So what was found is remembered by
 * where the text stands, and compared, since another may stand there later.
 */
static const struct text_row *find_row(const char *msgid)
{
	static const struct text_row *found[256];
	const struct text_row **last =
		&found[((uintptr_t)msgid ^ (uintptr_t)msgid >> 8) %
		       COUNT(found)];

	if (english)
		return NULL;
	if (!*last || strcmp(text_bytes + (*last)->msgid, msgid) != 0)
		*last = bsearch(msgid, text_table, text_table_count,
				sizeof(text_table[0]), by_msgid);
	return *last;
}

const char *text_in_language(const char *msgid)
{
	const struct text_row *row = find_row(msgid);

	return row ? text_bytes + row->one : msgid;
}

const char *text_plural(const char *one, const char *many, long long count)
{
	const struct text_row *row = find_row(one);

	if (!row)
		return count == 1 ? one : many;
	return text_bytes + (count == 1 || !row->many ? row->one : row->many);
}
