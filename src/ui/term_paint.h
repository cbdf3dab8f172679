/*
 * ui/term_paint.h - from what the terminal shows to what it is to show
 *
 * Only what differs to the eye is sent, in one piece, and rows that moved are
 * moved by the terminal: a screen that is written in dozens of small parts
 * flickers, travels as many packets, and lets a screen reader see the cursor in
 * places where it only passes by.  curses could do this too, at ten times the
 * work and a write for every move.
 *
 * Owns      the paint owns its copy of the screen, until term_paint_done().
 * Fails     never.
 */
#ifndef UI_TERM_PAINT_H
#define UI_TERM_PAINT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "ui/screen.h"

/* The language of this terminal; what is returned holds until the next call. */
struct term_codes {
	void *of;
	const char *(*restyle)(void *of, enum style from, enum style to);
	/* The shortest way; from_row is -1 when nobody knows where it is. */
	const char *(*move)(void *of, int from_row, int row, int col);
	/* Of all rows, top .. end-1 go down, or up when by is below zero; what
	 * comes in is empty, and nobody knows where the cursor is.  Or NULL. */
	const char *(*shift)(void *of, int rows, int top, int end, int by);
	const char *clear;       /* the whole screen, and all styles */
	const char *clear_right; /* to the end of the row, or NULL */
	const char *bell;
	int step;     /* the bytes of a move within the row, about */
	bool scrolls; /* when the last cell of the last row is written */
	bool fills[STYLE_COUNT]; /* a blank in this style can be seen */
};

struct term_paint {
	struct term_codes codes;
	struct screen shown; /* 0 by 0: nobody knows */
	struct buffer bytes;
	enum style style;
	int row, col; /* of the cursor; row is -1 when nobody knows */
	bool rings;   /* with the next picture, which is one write */
};

/* What to send to have this screen; anew clears it first. */
const struct buffer *term_paint(struct term_paint *paint,
				const struct screen *s, bool anew);
/* The terminal was made empty, at this size. */
void term_paint_cleared(struct term_paint *paint, int rows, int cols);
/* The terminal may show anything now. */
void term_paint_forget(struct term_paint *paint);
void term_paint_done(struct term_paint *paint);

#endif
