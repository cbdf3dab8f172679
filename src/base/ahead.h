/*
 * base/ahead.h - another process that works ahead of this one
 *
 * It is forked off, so it begins with all that is in memory here, and sends
 * what it makes, message by message.  It stays ahead by as much as a pipe
 * holds, and is gone when its work is done, when nobody takes its messages any
 * more, and when the process that began it is gone.
 *
 * Who takes the messages does without where there are none: on a machine with
 * one processor, where no process is to be had, or after it was killed.
 *
 * Owns      an ahead is the caller's until ahead_end(), and so are its
 *           messages.
 * Forbids   in the work: files that were open (they are closed), the terminal,
 *           and a connection to a file of SQLite.
 * Fails     never.
 */
#ifndef BASE_AHEAD_H
#define BASE_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

struct ahead;

/* What the other process does; it ends when this returns. */
typedef void ahead_work(void *of, struct ahead *to);

/* NULL when there is nobody to work ahead. */
struct ahead *ahead_begin(ahead_work *work, void *of);

/* For the work: a message, copied; false when nobody wants more. */
bool ahead_send(struct ahead *to, const void *bytes, size_t length);

/* For the work: how many bytes were sent, and are not taken yet. */
size_t ahead_unread(const struct ahead *to);

/*
 * The next message, which lives until the one after it; it is waited for.  NULL
 * when there are no more.
 */
const void *ahead_take(struct ahead *from, size_t *length);

/* It is not needed any more, whatever it does; NULL is allowed. */
void ahead_end(struct ahead *from);

#endif
