/* ui/term_ahead.c - see ui/term_ahead.h */
#include "config.h"

#include "ui/term_ahead.h"

#include <string.h>

bool key_queue_is_full(const struct key_queue *queue)
{
	return queue->count == KEYS_AHEAD ||
	       (queue->count > 0 &&
		strcmp(queue->keys[queue->count - 1], "Paste") == 0);
}

bool key_queue_add(struct key_queue *queue, const char *key)
{
	if (key_queue_is_full(queue))
		return false;
	strncpy(queue->keys[queue->count], key, KEY_NAME_MAX - 1);
	queue->keys[queue->count++][KEY_NAME_MAX - 1] = '\0';
	return true;
}

static void remove_at(struct key_queue *queue, size_t i)
{
	queue->count--;
	memmove(queue->keys[i], queue->keys[i + 1],
		(queue->count - i) * sizeof(queue->keys[0]));
}

bool key_queue_take(struct key_queue *queue, char key[KEY_NAME_MAX])
{
	if (queue->count == 0)
		return false;
	memcpy(key, queue->keys[0], KEY_NAME_MAX);
	remove_at(queue, 0);
	return true;
}

bool key_queue_remove(struct key_queue *queue, const char *key)
{
	size_t before = queue->count;

	for (size_t i = queue->count; i > 0; i--)
		if (strcmp(queue->keys[i - 1], key) == 0)
			remove_at(queue, i - 1);
	return queue->count < before;
}
