/*
 * ui/term_paint.h - from what the terminal shows to what it is to show
 *
 * Only cells that differ are sent, in one piece: a screen that is written in
 * dozens of small parts flickers, travels as many packets, and lets a screen
 * reader see the cursor in places where it only passes by.  curses could do
 * this too, at ten times the work and a write for every move.
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
	const char *(*move)(void *of, int row, int col);
	const char *(*slide)(void *of, int col); /* in its row; or NULL */
	const char *clear;                       /* the whole screen */
	const char *clear_right; /* to the end of the row, or NULL */
	bool scrolls; /* when the last cell of the last row is written */
};

struct term_paint {
	struct term_codes codes;
	struct screen shown; /* 0 by 0: nobody knows */
	struct buffer bytes;
	enum style style;
	int row, col; /* of the cursor; row is -1 when nobody knows */
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
