/*
 * ui/term_signals.h - what the system tells the program while it has a terminal
 *
 * Handlers only set a flag and write a byte to a pipe, which the terminal
 * polls beside its keys.  When the program goes wrong they give the terminal
 * back first and let it die after.
 *
 * Owns      the signals and the pipe, from take to leave.  One at a time.
 * Fails     term_signals_take() with -1: no pipe.
 */
#ifndef UI_TERM_SIGNALS_H
#define UI_TERM_SIGNALS_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

#include "base/attr.h"

#define TERM_SIGNALS 17
#define TERM_RESTORE_ROOM 256

struct term_signals {
	int tty;
	int out; /* the terminal, whatever standard output is at the moment */
	int wake[2];                     /* poll wake[0] */
	int stop;                        /* and this: SIGTSTP came */
	volatile sig_atomic_t end;       /* told to go, by this signal */
	volatile sig_atomic_t resized;   /* SIGWINCH; the reader clears it */
	volatile sig_atomic_t resumed;   /* SIGCONT; the reader clears it */
	struct termios modes;            /* of the terminal, before us */
	char restore[TERM_RESTORE_ROOM]; /* what gives it back */
	size_t restore_length;
	struct sigaction old[TERM_SIGNALS];
	struct sigaction old_stop;
	sigset_t mask;
};

/*
 * Remember how the terminal and the signals are, before anything is changed:
 * curses has handlers of its own, which are not what one goes back to.
 */
void term_signals_init(struct term_signals *signals, int tty);

/* Add to what is sent to give the terminal back. */
void term_signals_restore(struct term_signals *signals, const char *bytes);

/* From here on; signals must stay where it is until term_signals_leave(). */
CHECKED int term_signals_take(struct term_signals *signals);
void term_signals_leave(struct term_signals *signals);

/*
 * Stop, as SIGTSTP asked, until somebody lets us go on; not when that was said
 * already, or nobody is there to say it.
 */
void term_signals_stop(struct term_signals *signals);

/*
 * When told to go: what a terminal does not take is thrown away, so that the
 * last that is written finds room.
 */
void term_signals_unblock(const struct term_signals *signals, int out);

/* It was told to go, and stays all the same. */
void term_signals_go_on(struct term_signals *signals);

/* Take the bytes out of the pipe. */
void term_signals_empty(struct term_signals *signals);

/*
 * Write all bytes, straight to the terminal; allowed in a handler.  One that
 * takes none does not keep us when we are told to go.
 */
void term_send(int fd, const char *bytes, size_t length);

#endif
