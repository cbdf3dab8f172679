/*
 * ui/screen.h - a picture of the terminal: cells, styles and a cursor
 *
 * Views draw on it, terminals show it.  Coordinates are row, column from 0;
 * what falls outside is cut.  Styles are roles, not colours.  Text is made
 * harmless on the way in (base/utf8).
 *
 * Owns      the screen owns its cells until screen_done().
 * Fails     never.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"

enum style {
	STYLE_PLAIN,
	STYLE_DIM,    /* labels, what is given */
	STYLE_STRONG, /* what matters most */
	STYLE_ACCENT, /* the one accent colour */
	STYLE_FOCUS,  /* where one is: reverse */
	STYLE_GOOD,
	STYLE_WARN,
	STYLE_BAD,
	STYLE_TITLE, /* the first line */
	STYLE_KEY,   /* a key in the help bar */
	STYLE_COUNT
};

/* Which characters may be drawn: tui glyph sets. */
enum glyphs {
	GLYPHS_UTF8,
	GLYPHS_LINUX,
	GLYPHS_ASCII
};

enum glyph {
	GLYPH_DOT,       /* · */
	GLYPH_BULLET,    /* ● the estimate */
	GLYPH_LINE,      /* ─ */
	GLYPH_LEFT,      /* ├ end of an interval */
	GLYPH_RIGHT,     /* ┤ */
	GLYPH_TARGET,    /* ┃ */
	GLYPH_CROSSING,  /* ╂ target inside an interval */
	GLYPH_ON_TARGET, /* ◆ estimate on the target */
	GLYPH_BAR,       /* █ */
	GLYPH_MORE_UP,   /* ↑ */
	GLYPH_MORE_DOWN, /* ↓ */
	GLYPH_CHECKED,   /* x in a box of choices: "x" everywhere */
	GLYPH_ELLIPSIS,  /* … */
	GLYPH_COUNT
};

/* Small, since a picture is made, compared and copied with every key. */
struct cell {
	char text[7]; /* one cluster and zeros; "" behind a wide one */
	unsigned char style;
};

struct screen {
	int rows, cols;
	struct cell *cells; /* rows * cols */
	int cursor_row, cursor_col;
	enum glyphs glyphs;
	bool wide; /* there may be wide characters on it */
	int panel; /* from this row on a page stands over another; 0: none */
};

/* Make it this size and empty; all zeros is a screen of 0 by 0. */
void screen_reset(struct screen *s, int rows, int cols);
void screen_done(struct screen *s);

/*
 * The cluster in a cell, also one that is too long for it: up to so many bytes
 * with their zero.  It holds until the next one is put on any screen.
 */
#define LONGEST_CLUSTER 24
const char *screen_text(const struct cell *cell);

/* Put text; returns the column after it.  At most columns wide when > 0: what
 * does not fit is cut behind a word, and ends with "…". */
int screen_put(struct screen *s, int row, int col, enum style style,
	       const char *text);
int screen_put_within(struct screen *s, int row, int col, int columns,
		      enum style style, const char *text);
/* What is being typed: cut at the very column, under the cursor. */
int screen_put_typed(struct screen *s, int row, int col, int columns,
		     enum style style, const char *text);
/* Ends before column end. */
int screen_put_right(struct screen *s, int row, int end, enum style style,
		     const char *text);
int screen_print(struct screen *s, int row, int col, enum style style,
		 const char *fmt, ...) PRINTF(5, 6);

/* Wrapped at columns, at most rows; returns the rows used. */
int screen_put_wrapped(struct screen *s, int row, int col, int columns,
		       int rows, enum style style, const char *text);

/* Make columns from .. end of a row empty, in this style. */
void screen_blank(struct screen *s, int row, int from, int end,
		  enum style style);

/* Put all rows of another screen, as wide as this one, from row on. */
void screen_put_rows(struct screen *s, int row, const struct screen *rows);

/* A cluster as ASCII: a letter loses its accent, the rest is "?". */
char screen_ascii(const char *cluster, size_t length);

/* A drawing character in the glyph set of this screen; put it in one cell. */
const char *screen_glyph(const struct screen *s, enum glyph glyph);
void screen_put_glyph(struct screen *s, int row, int col, enum style style,
		      enum glyph glyph);

void screen_cursor(struct screen *s, int row, int col);

/* As text: one line a row without trailing blanks, then "[cursor r,c]". */
void screen_write(const struct screen *s, FILE *out);

#endif
