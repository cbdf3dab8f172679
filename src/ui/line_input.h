/*
 * ui/line_input.h - lines that a person types or a script holds
 *
 * Owns      the signals of the terminal, from open to close.
 * Fails     ERR_SYSTEM when opening.
 */
#ifndef UI_LINE_INPUT_H
#define UI_LINE_INPUT_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "ui/term_signals.h"

struct line_input {
	int fd;
	int unwaiting; /* fd, or the same terminal for reading */
	bool ended;
	unsigned long number; /* of the last line */
	struct buffer held;   /* read, and not yet given */
	bool is_endless;      /* what it begins with is too long, and gone */
	bool was_too_long;    /* the last line, of which only the end is left */
	struct term_signals signals;
	bool is_silent; /* the terminal shows nothing of what is typed */
};

CHECKED int line_input_open(struct line_input *input, int fd, struct err *err);
void line_input_close(struct line_input *input);

/* Does a terminal show what is typed from here on? */
void line_input_echo(struct line_input *input, bool echo);

/*
 * While something takes long: was Ctrl-C typed, or is the program told to go?
 * The first only stops what takes long, and is forgotten.
 */
bool line_input_interrupted(struct line_input *input);

/*
 * The next line without its end; free() it.  NULL when there are no more, or
 * when told to go: ->signals.end says by which signal.
 */
char *line_input_take(struct line_input *input);

#endif
