/*
 * ui/action.h - the actions of the full screen, made from ui/actions.def
 *
 * An action has the keys of the table, or those that a person chose
 * (ui/keymap.h) with action_bind(): once, before there is a screen.
 *
 * Owns      nothing; texts and lists live as long as the program.
 * Fails     never.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum action {
	ACTION_NONE,
#define ACTION(id, name, keys, short_text, long_text) ACTION_##id,
#include "ui/actions.def"
#undef ACTION
	ACTION_COUNT
};

const char *action_name(enum action action);
/* Translated. */
const char *action_short(enum action action);
const char *action_long(enum action action);

#define ACTION_KEYS_ROOM 96 /* bytes for all keys of an action */

/*
 * Other keys in the place of its own, by their names with a space between;
 * NULL: its own again.
 */
void action_bind(enum action action, const char *keys);

#define ACTION_WAY_ROOM 64

/*
 * The first of its keys as people write it ("F1", "Ctrl-P"); of an action
 * without a key, the way through the palette.
 */
const char *action_key(enum action action);

#define ACTION_KEY_ROOM 24 /* bytes for one key as people write it */

/* Its key number n, by its name (ui/term.h); false past the last one. */
bool action_has_key(enum action action, size_t n, char key[ACTION_KEY_ROOM]);

/* Is this one of its keys?  Of those it comes with? */
bool action_has(enum action action, const char *key);
bool action_comes_with(enum action action, const char *key);

/* A key name as people write it: "C-p" is Ctrl-P. */
void action_write_key(const char *key, char written[ACTION_KEY_ROOM]);

/* What works on every page; ends with ACTION_NONE. */
const enum action *actions_everywhere(void);

/* What works where a text is typed; ends with ACTION_NONE. */
const enum action *actions_of_text(void);

/*
 * The action among those of a page (ends with ACTION_NONE) and the ones that
 * work everywhere that this key means; takes_text keeps single characters
 * out.  Several actions may share a key: the page's own order decides.
 */
enum action action_of_key(const char *key, const enum action *actions,
			  bool takes_text);

/* ACTION_COUNT when there is none of that name. */
enum action action_named(const char *name);

#endif
