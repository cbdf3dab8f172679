/*
 * ui/lineedit.h - a text being typed, of one line or several, without a screen
 *
 * Moves and deletes by what people call characters, and by words.  Replacing:
 * when it was begun on a filled field, the first typed character replaces the
 * text; Home, End, Left, Right begin editing inside it.  Each change can be
 * undone and done again; a run of typed characters up to the next word is one
 * change.  What is cut can be put in again, also in the next text.
 *
 * A text of several lines is wrapped in rows; Up and Down move among them.
 *
 * Owns      the text, its former states and what was cut, until
 *           lineedit_done().
 * Fails     never.
 */
#ifndef UI_LINEEDIT_H
#define UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/action.h"

struct event; /* ui/app.h */

/* A text as it was. */
struct lineedit_state {
	char *text;
	size_t cursor;
};

struct lineedit_states {
	struct lineedit_state *items;
	size_t count, capacity;
};

/* What was done last, so that the same again is one change. */
enum lineedit_deed {
	LINEEDIT_NOTHING,
	LINEEDIT_TYPED,
	LINEEDIT_DELETED,
	LINEEDIT_CUT,
	LINEEDIT_OTHER
};

/* All zeros is empty. */
struct lineedit {
	char *text;     /* never NULL after lineedit_set() */
	size_t cursor;  /* bytes */
	bool replacing; /* the next typed character replaces everything */
	bool touched;   /* changed since it was set */
	bool several;   /* lines: newlines may stand in it */
	bool forgetful; /* a secret: nothing of what it was is kept */
	char *cut;      /* what was cut last; stays when another text is set */
	int top;        /* the first row in view, see lineedit_scroll() */
	int wanted;     /* column that Up and Down keep to, +1; 0: none */
	struct lineedit_states before, after;
	enum lineedit_deed last;
};

/* One line; for several, set ->several after it. */
void lineedit_set(struct lineedit *e, const char *text, bool replacing);
void lineedit_done(struct lineedit *e);

/*
 * One key (ui/term.h) or, with typed, its text; false when the key is none of
 * the editor's, and nothing changed.
 */
bool lineedit_key(struct lineedit *e, const char *key, const char *typed);

/*
 * An action on a text: by words, cutting, undo; false when it is none, or
 * there is nothing to undo.
 */
bool lineedit_act(struct lineedit *e, enum action action);

/* Either of the two. */
bool lineedit_take(struct lineedit *e, const struct event *event);

/*
 * Text as pasted: control characters dropped; newlines become spaces, but in a
 * text of several lines.
 */
void lineedit_paste(struct lineedit *e, const char *text);

/*
 * What to show in columns: the first byte, so that the cursor is in view, and
 * the cursor's column from there.
 */
size_t lineedit_view(const struct lineedit *e, int columns, int *cursor);

/* --- rows, of a text of several lines in so many columns */

struct lineedit_row {
	size_t from, length; /* bytes that are shown */
	size_t next;         /* where the row after it begins */
	bool is_last;
};

/* Begin with all zeros; false when there is no further row. */
bool lineedit_next_row(const struct lineedit *e, int columns,
		       struct lineedit_row *row);
int lineedit_rows(const struct lineedit *e, int columns);
/* Row and column of the cursor. */
void lineedit_where(const struct lineedit *e, int columns, int *row, int *col);
/* A row up (-1) or down; false when there is none, and nothing moved. */
bool lineedit_move_row(struct lineedit *e, int columns, int direction);
/* Choose ->top so that the cursor is among so many rows in view. */
void lineedit_scroll(struct lineedit *e, int columns, int rows);

#endif
