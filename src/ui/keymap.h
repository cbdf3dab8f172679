/*
 * ui/keymap.h - the keys that a person chose, out of the settings
 *
 * Under `keys` in the settings stands the name of an action (ui/actions.def)
 * with its keys, in the place of those it comes with.  Keys may be written as
 * this program names them (C-g, M-x, S-Tab) or as people do (Ctrl-G, Alt-X).
 *
 * Some keys keep their meaning whatever is asked, so that nobody is ever locked
 * in: Enter, Esc, F1, Ctrl-P, Ctrl-C and Ctrl-Q, and those that type.  A key
 * that another action has is refused until that one has been given another.
 * Alt with a digit follows the function key of that number.
 *
 * Owns      nothing.
 * Fails     never: what is wrong is a problem with its place in the file, and
 *           that action keeps the keys it comes with.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>

#include "base/problem.h"
#include "base/settings.h"
#include "ui/action.h"

/* Give all actions the keys of these settings; path is for the problems. */
void keymap_apply(const struct settings *settings, const char *path,
		  struct problem_list *problems);

/*
 * The name of a key (ui/term.h) from how a person wrote it; false when no
 * terminal sends such a key.
 */
bool keymap_read_key(const char *written, char key[ACTION_KEY_ROOM]);

#endif
