/* bench/session.c - see bench/session.h */
#include "config.h"

#include "session.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define STILL 30  /* milliseconds without a byte: the screen stands still */
#define LONG 1500 /* the same, where something may take long */

/*
 * The terminal on the first processor, and who is measured on the last: which
 * of two programs shares one with the terminal, and which has to wake another
 * from its sleep, is chance, and the latter is a third of a key.
 */
static void choose_processor(bool last)
{
	static cpu_set_t processors;
	cpu_set_t chosen;
	size_t number = last ? CPU_SETSIZE - 1 : 0;

	if (CPU_COUNT(&processors) == 0 &&
	    sched_getaffinity(0, sizeof(processors), &processors))
		return;
	while (!CPU_ISSET(number, &processors))
		number = last ? number - 1 : number + 1;
	CPU_ZERO(&chosen);
	CPU_SET(number, &chosen);
	sched_setaffinity(0, sizeof(chosen), &chosen);
}

void session_begin(struct session *s, char **command)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	choose_processor(false);
	s->start = microseconds();
	s->process = forkpty(&s->file, NULL, NULL, &size);
	if (s->process < 0)
		fail("no terminal: %s", strerror(errno));
	if (s->process == 0) {
		choose_processor(true);
		setenv("TERM", "xterm-256color", 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		execvp(command[0], command);
		_exit(127);
	}
}

void session_end(struct session *s)
{
	/* Hanging up is how a terminal goes away. */
	kill(s->process, SIGHUP);
	close(s->file);
	waitpid(s->process, NULL, 0);
	buffer_done(&s->seen);
}

/* The moment of the byte that came, or 0 when none did in this time. */
static double read_some(struct session *s, int milliseconds)
{
	struct pollfd ready = { .fd = s->file, .events = POLLIN };
	char bytes[65536];
	double moment;
	ssize_t length;

	if (poll(&ready, 1, milliseconds) <= 0)
		return 0;
	moment = microseconds();
	length = read(s->file, bytes, sizeof(bytes));
	if (length <= 0)
		fail("the program ended");
	buffer_add_part(&s->seen, bytes, (size_t)length);
	if (s->mark && s->marked == 0 && strstr(buffer_text(&s->seen), s->mark))
		s->marked = moment;
	return moment;
}

/* Read until nothing comes any more; the moment of the last byte, or 0. */
static double settle_for(struct session *s, int first, int still)
{
	double last = read_some(s, first);
	double moment = last;

	while (moment > 0) {
		moment = read_some(s, still);
		last = moment > 0 ? moment : last;
	}
	return last;
}

double session_settle(struct session *s, int first)
{
	return settle_for(s, first, STILL);
}

double session_wait(struct session *s, const char *mark)
{
	double until = microseconds() + 1e6 * PATIENCE;
	double last = 0;

	s->mark = mark;
	while (microseconds() < until) {
		double moment = session_settle(s, 100);

		last = moment > 0 ? moment : last;
		if (s->marked > 0)
			return last;
	}
	fail("\"%s\" was not painted", mark);
}

void session_send(struct session *s, const char *bytes)
{
	size_t length = strlen(bytes);

	if (write(s->file, bytes, length) != (ssize_t)length)
		fail("cannot type: %s", strerror(errno));
}

const char *session_next_key(const char *keys, char out[KEY_ROOM])
{
	if (keys[0] == '\\' && keys[1]) {
		strcpy(out, keys[1] == 'r'   ? "\r"
			    : keys[1] == 'e' ? "\033"
			    : keys[1] == 'd' ? "\033OB"
			    : keys[1] == 'u' ? "\033OA"
			    : keys[1] == 'b' ? "\177"
					     : "");
		return keys + 2;
	}
	out[0] = keys[0];
	out[1] = '\0';
	return keys + (keys[0] != '\0');
}

void session_type(struct session *s, const char *keys)
{
	char key[KEY_ROOM];

	while (*keys) {
		keys = session_next_key(keys, key);
		if (key[0]) {
			session_send(s, key);
			session_settle(s, 1000);
		} else {
			settle_for(s, LONG, LONG);
		}
	}
}
