/*
 * ui/lineedit.h - one line of text being typed, without any screen
 *
 * Moves and deletes by what people call characters.  Replacing: when it was
 * begun on a filled field, the first typed character replaces the text; Home,
 * End, Left, Right begin editing inside it.
 *
 * Owns      the text, until lineedit_done().
 * Fails     never.
 */
#ifndef UI_LINEEDIT_H
#define UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

/* All zeros is empty. */
struct lineedit {
	char *text;     /* never NULL after lineedit_set() */
	size_t cursor;  /* bytes */
	bool replacing; /* the next typed character replaces everything */
	bool touched;   /* changed since it was set */
};

void lineedit_set(struct lineedit *e, const char *text, bool replacing);
void lineedit_done(struct lineedit *e);

/*
 * One key (ui/term.h) or, with typed, its text; false when the key is none of
 * the editor's, and nothing changed.
 */
bool lineedit_key(struct lineedit *e, const char *key, const char *typed);

/* Text as pasted: control characters dropped, newlines become spaces. */
void lineedit_paste(struct lineedit *e, const char *text);

/*
 * What to show in columns: the first byte, so that the cursor is in view, and
 * the cursor's column from there.
 */
size_t lineedit_view(const struct lineedit *e, int columns, int *cursor);

#endif
