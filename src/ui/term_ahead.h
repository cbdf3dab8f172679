/*
 * ui/term_ahead.h - keys that were read before anybody asked for them
 *
 * Owns      nothing.
 * Fails     adding to a full queue.
 */
#ifndef UI_TERM_AHEAD_H
#define UI_TERM_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term.h"

#define KEYS_AHEAD 64

/* All zeros is empty. */
struct key_queue {
	char keys[KEYS_AHEAD][KEY_NAME_MAX];
	size_t count;
};

/* Nothing can be behind a paste: the terminal holds the text of one. */
bool key_queue_is_full(const struct key_queue *queue);
/* At the end; false when it is full. */
bool key_queue_add(struct key_queue *queue, const char *key);
/* The first of them; false when there is none. */
bool key_queue_take(struct key_queue *queue, char key[KEY_NAME_MAX]);
/* Every one of this name; was there any? */
bool key_queue_remove(struct key_queue *queue, const char *key);

#endif
