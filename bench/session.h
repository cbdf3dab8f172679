/*
 * bench/session.h - a program in a terminal of ours, 24 x 80
 *
 * Keys are written as they are, but for those of a key with a name: Enter is
 * \r, Esc \e, Down \d, Up \u, Backspace \b; \w waits until the screen stands
 * still, also for who tells only now and then how far it is, and the key after
 * \z is sent but not measured.  Moments are those of microseconds().
 *
 * Owns      a session owns its process and what it painted, until session_end().
 * Fails     as bench.h: a program that ends or paints nothing ends this one.
 */
#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include <sys/types.h>

#include "base/buffer.h"

#define PATIENCE 20 /* seconds until something must have been painted */
#define KEY_ROOM 8

struct session {
	int file;
	pid_t process;
	double start;       /* when it was begun */
	const char *mark;   /* looked for in what it paints; or NULL */
	double marked;      /* when that came, or 0 */
	struct buffer seen; /* what it painted */
};

void session_begin(struct session *s, char **command);
void session_end(struct session *s);

/*
 * Read until the screen stands still; first is how many milliseconds the first
 * byte may take.  The moment of the last byte, or 0 when there was none.
 */
double session_settle(struct session *s, int first);

/* Settle until this was painted; the moment of the last byte. */
double session_wait(struct session *s, const char *mark);

void session_send(struct session *s, const char *bytes);

/* Send these keys, each when the screen stands still. */
void session_type(struct session *s, const char *keys);

/* One key of a list of keys, "" for one that waits; returns what is behind it. */
const char *session_next_key(const char *keys, char out[KEY_ROOM]);

#endif
