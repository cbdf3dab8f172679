/* report/history.c - see report/history.h */
#include "config.h"

#include "report/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/value.h"

static const char *deed_words(const char *what)
{
	if (strcmp(what, "complete") == 0)
		return _("completed");
	if (strcmp(what, "correct") == 0)
		return _("corrected");
	if (strcmp(what, "verify") == 0)
		return _("verified");
	if (strcmp(what, "withdraw") == 0)
		return _("withdrawn");
	if (strcmp(what, "import") == 0)
		return _("imported");
	if (strcmp(what, "package") == 0)
		return _("taken from a package");
	return what;
}

char *history_deed_of(const struct history_entry *entry)
{
	const char *how;
	char *differences;
	char *text;

	if (!entry->how)
		return alloc_text(deed_words(entry->what));
	how = entry->how == VERIFY_BLIND ? _("blind") : _("in the open");
	differences =
		alloc_print(text_plural("%lld difference", "%lld differences",
					entry->differences),
			    (long long)entry->differences);
	text = alloc_print("%s (%s, %s)", deed_words(entry->what), how,
			   differences);
	free(differences);
	return text;
}

char *history_value(const struct field *field, const char *stored, bool hidden)
{
	static const char prefix[] = "missing: ";
	const struct missing_reason *reason;
	const char *name;

	if (hidden)
		return alloc_text(_("filled in by the client"));
	if (!stored)
		return alloc_text(_("empty"));
	if (strncmp(stored, prefix, sizeof(prefix) - 1) != 0)
		return value_show(field, stored);
	name = stored + sizeof(prefix) - 1;
	reason = field_missing(field, name);
	return alloc_text(reason ? words_text(&reason->label) : name);
}
