/*
 * base/err.h - one failure, told so that a person can act on it
 *
 * A function that can fail returns 0, or a negative code from enum err_code.
 * If it also takes a struct err, it fills it on failure: the code for the
 * program, the message (already translated) for the person, and the place in
 * a file where that is known.  The lowest function that knows what went wrong
 * writes the message; those above it add nothing and pass the code on.
 *
 * Owns      nothing: a struct err is plain storage and needs no release.
 * Fails     never.  A message too long for its room is cut at a character;
 *           what cannot be shown harmlessly is shown as U+FFFD.
 * Asks of   the caller: err may be NULL, for "I will not show this".
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>

#include "base/attr.h"

/* What a caller may want to tell apart; anything finer belongs in the text. */
enum err_code {
	ERR_NONE = 0,
	ERR_INVALID = -1,  /* the input breaks a rule it was held to */
	ERR_NOTFOUND = -2, /* the named thing does not exist */
	ERR_EXISTS = -3,   /* the named thing exists already, or conflicts */
	ERR_BUSY = -4,     /* someone else is writing; trying again may help */
	ERR_SYSTEM = -5,   /* the system refused; the reason is in the text */
	ERR_MEMORY = -6,   /* no memory for something sized by data */
	ERR_HELD = -7,     /* somebody works in it; until that is taken over */
	ERR_STOPPED = -8   /* the person wanted it to stop (base/work.h) */
};

struct err {
	enum err_code code;
	int line;       /* from 1; 0 when there is no place */
	int column;     /* from 1, in characters; 0 when unknown */
	char text[512]; /* one sentence, no newline, no full stop */
};

/*
 * Fill *err, when given, and return code, so that a failing function ends in
 * one line:  return err_set(err, ERR_INVALID, _("..."), ...);
 */
int err_set(struct err *err, enum err_code code, const char *fmt, ...)
	PRINTF(3, 4);

/* As err_set, with the place in the file where the fault was found. */
int err_set_at(struct err *err, enum err_code code, int line, int column,
	       const char *fmt, ...) PRINTF(5, 6);

/* As err_set_at, for functions that have a va_list in hand. */
int err_set_list(struct err *err, enum err_code code, int line, int column,
		 const char *fmt, va_list values) PRINTF(5, 0);

/* Pass on a failure that was held back in why, and return its code. */
int err_pass(struct err *err, const struct err *why);

/* Something sized by data did not fit: ERR_MEMORY, with its sentence. */
int err_memory(struct err *err);

/*
 * What the system means by this errno, in the person's language; what is not
 * known here comes from strerror().  Valid until the next call.
 */
const char *err_reason(int number);

#endif
