/*
 * report/paper_private.h - the two faces of a form on paper
 *
 * paper.c walks through the form and says what stands there; a face writes it.
 * Texts are harmless and in the program's language; NULL is none.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef REPORT_PAPER_PRIVATE_H
#define REPORT_PAPER_PRIVATE_H

#include "base/buffer.h"
#include "form/form.h"

enum paper_level {
	PAPER_FORM,
	PAPER_SECTION,
	PAPER_GROUP, /* also one row of a repeat */
};

/* What one question looks like. */
struct paper_question {
	const char *number; /* or NULL */
	const char *label;
	const char *hint; /* or NULL */
	const char *only; /* when it is asked, or NULL */
	const struct field *field;
};

struct paper_face {
	void (*begin)(void *of, const struct form *form, const char *title);
	void (*heading)(void *of, enum paper_level level, const char *text);
	void (*remark)(void *of, const char *text);
	/* A place to write that is no question: "Day". */
	void (*head_line)(void *of, const char *label, int columns);
	void (*note)(void *of, const char *text);
	void (*question)(void *of, const struct paper_question *question);
	void (*end)(void *of);
};

/* What a day, a time or a number is written on: "__-__-____"; NULL: a line. */
const char *paper_blank(const struct field *field);

extern const struct paper_face paper_text; /* of a struct buffer */
extern const struct paper_face paper_html; /* of a struct markup */

#endif
