/* ui/term_signals.c - see ui/term_signals.h */
#include "config.h"

#include "ui/term_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/alloc.h"

enum {
	CRASHES_FROM = 7,
	CRASHES_END = 14
};

static const int numbers[TERM_SIGNALS] = {
	/* told to go */
	SIGTERM,
	SIGHUP,
	SIGINT,
	SIGQUIT,
	SIGUSR1,
	SIGUSR2,
	SIGXCPU,
	/* gone wrong */
	SIGSEGV,
	SIGBUS,
	SIGFPE,
	SIGILL,
	SIGABRT,
	SIGSYS,
	SIGTRAP,
	/* the terminal */
	SIGWINCH,
	SIGCONT,
	SIGALRM,
};

/* How long a terminal that is told to go gets to take what it was sent. */
#define LAST_WORDS 300 /* ms */

/*
 * The one that has the signals: a handler, and the end for want of memory, are
 * given no argument of ours.
 */
static struct term_signals *the_signals;

/* Another program may have left the terminal so that writing does not wait. */
static void wait_for_room(int fd)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	poll(&room, 1, -1);
}

void term_send(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = write(fd, bytes, length);

		if (sent < 0 && ((errno != EINTR && errno != EAGAIN) ||
				 (the_signals && the_signals->end)))
			return;
		if (sent < 0 && errno == EAGAIN)
			wait_for_room(fd);
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
}

/* Only calls that are allowed in a handler. */
static void give_terminal_back(void)
{
	if (!the_signals)
		return;
	term_send(the_signals->out, the_signals->restore,
		  the_signals->restore_length);
	tcsetattr(the_signals->tty, TCSANOW, &the_signals->modes);
}

static void end_for_want_of_memory(void)
{
	static const char text[] = PACKAGE ": out of memory\n";

	give_terminal_back();
	term_send(STDERR_FILENO, text, sizeof(text) - 1);
}

static void on_crash(int number)
{
	give_terminal_back();
	for (int i = 0; the_signals && i < TERM_SIGNALS; i++) {
		if (numbers[i] == number)
			sigaction(number, &the_signals->old[i], NULL);
	}
	raise(number);
}

static void on_signal(int number)
{
	int saved = errno;
	ssize_t sent;

	if (the_signals) {
		if (number == SIGWINCH) {
			the_signals->resized = 1;
		} else if (number == SIGCONT) {
			the_signals->resumed = 1;
		} else if (number != SIGALRM) {
			the_signals->end = number;
		}
		/* A terminal that takes nothing would keep us in write(). */
		if (number == SIGALRM)
			tcflush(the_signals->out, TCOFLUSH);
		if (the_signals->end)
			alarm(1);
		/* A full pipe wakes as well as another byte would. */
		sent = write(the_signals->wake[1], "", 1);
		(void)sent;
	}
	errno = saved;
}

void term_signals_init(struct term_signals *signals, int tty)
{
	*signals = (struct term_signals){
		.tty = tty,
		.out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3),
		.wake = { -1, -1 },
		.stop = -1,
	};
	tcgetattr(tty, &signals->modes);
	for (int i = 0; i < TERM_SIGNALS; i++)
		sigaction(numbers[i], NULL, &signals->old[i]);
	sigaction(SIGTSTP, NULL, &signals->old_stop);
}

void term_signals_restore(struct term_signals *signals, const char *bytes)
{
	size_t length = strlen(bytes);

	if (signals->restore_length + length > TERM_RESTORE_ROOM)
		return;
	memcpy(signals->restore + signals->restore_length, bytes, length);
	signals->restore_length += length;
}

static void take_signal(int i)
{
	bool ends = i < CRASHES_FROM;
	bool crash = !ends && i < CRASHES_END;
	struct sigaction action = { .sa_handler =
					    crash ? on_crash : on_signal };

	/* One at a time, but a crash in a handler is a crash. */
	if (crash)
		sigemptyset(&action.sa_mask);
	else
		sigfillset(&action.sa_mask);
	/* A line that is being written is written, unless we are to go, or the
	 * terminal that takes nothing is to let us. */
	if (!ends && numbers[i] != SIGALRM)
		action.sa_flags = SA_RESTART;
	sigaction(numbers[i], &action, NULL);
}

/*
 * SIGTSTP has no handler: it waits, blocked, until the terminal was given back.
 * Then it stops us, as it would have without us: not where no shell could let
 * us go on, and not when SIGCONT came meanwhile, which takes it away.  A handler
 * that sent itself another one would take away such a SIGCONT.
 */
static int take_stop(struct term_signals *signals)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t set;

	sigemptyset(&plain.sa_mask);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	signals->stop = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signals->stop < 0)
		return -1;
	sigprocmask(SIG_BLOCK, &set, &signals->mask);
	sigaction(SIGTSTP, &plain, NULL);
	return 0;
}

int term_signals_take(struct term_signals *signals)
{
	if (pipe2(signals->wake, O_CLOEXEC | O_NONBLOCK))
		return -1;
	if (take_stop(signals)) {
		close(signals->wake[0]);
		close(signals->wake[1]);
		return -1;
	}
	the_signals = signals;
	alloc_on_exhaustion(end_for_want_of_memory);
	for (int i = 0; i < TERM_SIGNALS; i++)
		take_signal(i);
	return 0;
}

void term_signals_stop(struct term_signals *signals)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signals->resumed = 0;
}

void term_signals_unblock(const struct term_signals *signals, int out)
{
	struct pollfd fd = { .fd = out, .events = POLLOUT };

	if (signals->end && isatty(out) && poll(&fd, 1, LAST_WORDS) < 1)
		tcflush(out, TCOFLUSH);
}

void term_signals_leave(struct term_signals *signals)
{
	/* SIGALRM is the last: until then another one sets the alarm. */
	for (int i = 0; i < TERM_SIGNALS; i++) {
		if (numbers[i] == SIGALRM)
			alarm(0);
		sigaction(numbers[i], &signals->old[i], NULL);
	}
	sigaction(SIGTSTP, &signals->old_stop, NULL);
	sigprocmask(SIG_SETMASK, &signals->mask, NULL);
	the_signals = NULL;
	close(signals->wake[0]);
	close(signals->wake[1]);
	close(signals->stop);
	close(signals->out);
}

void term_signals_go_on(struct term_signals *signals)
{
	alarm(0);
	signals->end = 0;
}

void term_signals_empty(struct term_signals *signals)
{
	char bytes[64];

	while (read(signals->wake[0], bytes, sizeof(bytes)) > 0)
		;
}
