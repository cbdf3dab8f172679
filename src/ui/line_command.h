/*
 * ui/line_command.h - which action a line means
 *
 * Owns      nothing.
 * Fails     never: a line that means none gives ACTION_NONE.
 */
#ifndef UI_LINE_COMMAND_H
#define UI_LINE_COMMAND_H

#include "ui/app.h"

/*
 * The action that works on this page now and that the line begins with: its
 * name, its short text or the beginning of that, or the one character that is
 * its key.  *rest is what follows, in line.  ACTION_COUNT when several fit.
 */
enum action line_command(const struct app *app, const struct page *page,
			 const char *line, const char **rest);

/* The words of all that work here, with a comma between; free() it. */
char *line_commands(const struct app *app, const struct page *page);

#endif
