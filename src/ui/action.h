/*
 * ui/action.h - the actions of the full screen, made from ui/actions.def
 *
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

struct page; /* ui/app.h */

const char *action_name(enum action action);
/* Translated. */
const char *action_short(enum action action);
const char *action_long(enum action action);
/* The first of its keys as people write it ("F1", "Ctrl-P"), or "". */
const char *action_key(enum action action);

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
