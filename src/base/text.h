/*
 * base/text.h - the program's own texts, in the person's language
 *
 * Messages are written in English in the source, as _("...") or, in tables,
 * N_("...").  The Dutch stands in po/nl.po; the build turns it into a table
 * inside the program, so that Dutch needs no locale and no installed catalogue.
 * Dutch is the language unless another is set.
 *
 * The language is file-scope state of text.c, set at the start and for as long
 * as a client has the keyboard: every message of every room depends on it, as
 * with gettext itself.
 *
 * Owns      nothing of the caller's; results live as long as the program.
 * Fails     never.  A text without translation comes back as it is.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>

#define _(msgid) text_in_language(msgid)
#define N_(msgid) msgid

/* "nl" or "en"; false, and no change, when language is neither. */
bool text_set_language(const char *language);

/* The two-letter code that is set: "nl" unless changed. */
const char *text_language(void);

/*
 * The words of forms may be in a language that the program itself lacks: two
 * letters; NULL is that of the program.  false, and no change, when it is none.
 */
bool text_set_forms_language(const char *language);
const char *text_forms_language(void);

const char *text_in_language(const char *msgid) __attribute__((format_arg(1)));

/* The form for count, as ngettext(). */
const char *text_plural(const char *one, const char *many, long long count)
	__attribute__((format_arg(1), format_arg(2)));

#endif
