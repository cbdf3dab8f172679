/*
 * ui/line.h - the program line by line, in words
 *
 * The same app as the full screen, for whom a screen that is drawn is of no
 * use: screen readers, braille, scripts, terminals that cannot move a cursor.
 * The page on top is told in lines of plain words, then one line is read; it is
 * the answer, or a command.  Nothing that was written is written over, and
 * there is no escape in it.
 *
 * A line that begins with / is a command and nothing else; // begins an answer
 * with a slash.  Any other line is an answer first, and only where it cannot be
 * one it is a command, so at a question that takes any text it never is.  The
 * commands are the actions (ui/actions.def), by their name, by their short text
 * or the beginning of it, and what follows goes to the question that the action
 * asks: "remark seen twice".  An empty line is the key Enter.
 *
 * A script's lines are repeated in the output.  The first of them that is
 * refused ends it, since the next ones would go to the wrong question.
 *
 * Owns      nothing; the file and the descriptor are borrowed.
 * Fails     ERR_SYSTEM when the lines can't be read or written.
 */
#ifndef UI_LINE_H
#define UI_LINE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "ui/app.h"

struct line_io {
	int in;
	FILE *out;
	bool is_script; /* nobody types: the lines were there before */
	bool ascii;     /* no byte beyond ASCII in the output */
	/* What came of it: */
	unsigned long refused; /* number of the line that ended it, or 0 */
	int signal;            /* told to go by this one, or 0 */
};

/* Until the person leaves or the lines end; all that was given is kept. */
CHECKED int line_run(struct app *app, struct line_io *io, struct err *err);

#endif
