/*
 * ui/term.h - where keys come from and screens go to
 *
 * Two kinds exist.  term_curses.c is a person at a terminal and the only file
 * that may include curses.  term_script.c reads key names from a file and
 * prints screens when asked to, and is what the tests use.
 *
 * Keys are names: "a", "é", " " is "Space", "Enter", "Tab", "S-Tab", "Esc",
 * "Up", "Home", "PgDn", "Backspace", "Delete", "F1", "C-p", "M-1" (Alt); pasted
 * text comes as "Paste" with ->pasted; "Resize"; "Changed" when the file was
 * changed by another process; "Park" when the program is told to go (SIGTERM,
 * SIGHUP, the terminal is gone): save and leave; "Idle" at the moment idle_at;
 * "Retry" now and then as long as ->unsaved; "Refused" for a character that the
 * locale of the person cannot hold, "Garbled" for bytes that are none, "Excess" for
 * a paste that is too long to take.
 *
 * Owns      close() ends what the opener began and frees the struct.
 * Fails     ERR_SYSTEM, when opening: no terminal, TERM unknown or dumb.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "ui/screen.h"

#define KEY_NAME_MAX 32

struct term {
	const struct term_kind *kind;
	int rows, cols; /* kept up to date by read() */
	enum glyphs glyphs;
	char *pasted; /* with "Paste": owned by the terminal */
	bool repaint; /* the next show() draws everything; it then is false */
	int signal;   /* with "Park": the signal to die by after close() */
	bool silent;  /* a mistake is not heard */
	bool unsaved; /* something could not be saved and is to be tried again */
	int64_t idle_at; /* when "Idle" comes, by term_now(); 0: never */
};

struct term_kind {
	void (*show)(struct term *t, const struct screen *s);
	/*
	 * Wait for a key; true and its name; false when there will be no more.
	 * watch is a descriptor that gives "Changed" when readable; without
	 * one (-1), "Changed" comes every few seconds.
	 */
	bool (*read)(struct term *t, int watch, char key[KEY_NAME_MAX]);
	/* Is another key waiting already? */
	bool (*waiting)(struct term *t);
	/* Sound, unless ->silent, and drop the keys that were typed ahead. */
	void (*beep)(struct term *t);
	void (*close)(struct term *t);
	/*
	 * While something takes long: is Esc or Ctrl-C the next key, or with
	 * anywhere one of those that were typed, or is the program told to go?
	 * The others stay to be read; the size is that of now.  NULL: nobody
	 * can ask to stop.
	 */
	bool (*asks_to_stop)(struct term *t, bool anywhere);
	/* Forget the keys that were typed ahead; or NULL. */
	void (*drop)(struct term *t);
};

/* Milliseconds that passed since some moment, also while the computer slept. */
int64_t term_now(void);
/* Is it this int64_t of them?  A check for work_give_up_when(). */
bool term_is_late(void *until);

enum term_colour {
	COLOUR_AUTO,
	COLOUR_NO,
	COLOUR_8,
	COLOUR_16,
	COLOUR_CONTRAST
};

/* Is there a terminal, and one that can move its cursor? */
bool term_curses_can_open(void);

/* The locale has been set: where it is not UTF-8, only ASCII is drawn. */
CHECKED int term_curses_open(enum term_colour colour, bool ascii,
			     struct term **out, struct err *err);

/*
 * Keys from one file, one name a line; "# ..." is a remark; "= title" writes
 * the title and the screen to out; "resize COLSxROWS"; "type some text" is its
 * characters one by one; "paste some text", with \n for a newline; "changed"
 * is "Changed", "idle" is "Idle", "retry" is "Retry".  The files are borrowed.
 */
struct term *term_script_open(FILE *keys, FILE *out, int rows, int cols,
			      enum glyphs glyphs);

#endif
