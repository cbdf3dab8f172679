/*
 * bench/screen.c - a program in a terminal of ours: when does it paint?
 *
 *	screen first COUNT KEY MARK COMMAND ... [-- KEY MARK COMMAND ...]
 *	screen keys COUNT KEY MARK BEFORE KEYS COMMAND ... [-- KEY MARK ...]
 *	screen until COUNT KEY MARK BEFORE KEY TEXT AFTER COMMAND ...
 *	screen idle SECONDS KEY MARK BEFORE COMMAND ...
 *	screen seen COUNT KEY MARK BEFORE FILE FORMS FORM COMMAND ...
 *
 * The terminal is 24 x 80.  `first` is the time from exec until the screen with
 * MARK on it stands still: the moment of its last byte; KEY_seen is when MARK
 * came.  `keys` sends the keys of KEYS one by one, over and over, each when the
 * screen stands still, and takes the time until the last byte that it paints,
 * and KEY_bytes, how many bytes that were.  What stands behind -- is another
 * program that is held against it, and has its turn after each start or key, so
 * that both see the same machine.  `until` sends one key that may take
 * long, takes the time until TEXT is painted, and then sends AFTER.  `idle` says
 * how much memory is resident, how many threads there are, and how often it was
 * woken.  `seen` saves records from this process and takes the time from the end
 * of the commit until the other screen paints.  BEFORE are keys to get there:
 * Enter is \r, Esc \e, Down \d, Up \u, Backspace \b; \w waits until the screen
 * stands still, also for who tells only now and then how far it is, and the key
 * after \z is sent but not measured.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "bench.h"
#include "saving.h"

#define STILL 30    /* milliseconds without a byte: the screen stands still */
#define LONG 1500   /* the same, where something may take long */
#define PATIENCE 20 /* seconds until something must have been painted */
#define TURNS 4     /* programs that are held against each other */

struct session {
	int file;
	pid_t process;
	double start;
	const char *mark;
	double marked; /* when it came, or 0 */
	struct buffer seen;
};

static void begin(struct session *s, char **command)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	s->start = microseconds();
	s->process = forkpty(&s->file, NULL, NULL, &size);
	if (s->process < 0)
		fail("no terminal: %s", strerror(errno));
	if (s->process == 0) {
		setenv("TERM", "xterm-256color", 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		execvp(command[0], command);
		_exit(127);
	}
}

static void end(struct session *s)
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

static double settle(struct session *s, int first)
{
	return settle_for(s, first, STILL);
}

static double wait_for(struct session *s, const char *mark)
{
	double until = microseconds() + 1e6 * PATIENCE;
	double last = 0;

	s->mark = mark;
	while (microseconds() < until) {
		double moment = settle(s, 100);

		last = moment > 0 ? moment : last;
		if (s->marked > 0)
			return last;
	}
	fail("\"%s\" was not painted", mark);
}

static void send(struct session *s, const char *bytes)
{
	size_t length = strlen(bytes);

	if (write(s->file, bytes, length) != (ssize_t)length)
		fail("cannot type: %s", strerror(errno));
}

/* One key of a list of keys; returns what is behind it. */
static const char *next_key(const char *keys, char out[8])
{
	size_t length = 1;

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
	out[length] = '\0';
	return keys + length;
}

static void type(struct session *s, const char *keys)
{
	char key[8];

	while (*keys) {
		keys = next_key(keys, key);
		if (key[0]) {
			send(s, key);
			settle(s, 1000);
		} else {
			settle_for(s, LONG, LONG);
		}
	}
}

/* One of the programs that have a turn each. */
struct turn {
	const char *key;
	const char *mark;
	const char *before; /* of keys, as the next three */
	const char *keys;
	const char *at; /* what is left of the keys */
	int silent;     /* keys that painted nothing */
	char **command;
	struct session session;
	struct samples times;
	struct samples others; /* when the mark came, or how many bytes */
};

static void start_once(struct turn *turn)
{
	struct session s = { 0 };

	begin(&s, turn->command);
	samples_add(&turn->times, (wait_for(&s, turn->mark) - s.start) / 1000);
	samples_add(&turn->others, (s.marked - s.start) / 1000);
	end(&s);
}

static void measure_first(struct turn *turns, size_t turn_count, int count)
{
	for (int i = 0; i < count; i++) {
		for (size_t k = 0; k < turn_count; k++)
			start_once(&turns[k]);
	}
	for (size_t k = 0; k < turn_count; k++) {
		char *seen = alloc_print("%s_seen", turns[k].key);

		samples_print(&turns[k].times, turns[k].key);
		samples_print(&turns[k].others, seen);
		free(seen);
	}
}

/* Send keys until one is measured. */
static void key_once(struct turn *turn)
{
	struct session *s = &turn->session;
	size_t measured = turn->times.count;

	while (turn->times.count == measured) {
		char key[8];
		double start;
		double painted;
		bool counts;

		turn->at = next_key(*turn->at ? turn->at : turn->keys, key);
		counts = key[0] != '\0';
		if (!counts)
			turn->at = next_key(turn->at, key);
		buffer_clear(&s->seen);
		start = microseconds();
		send(s, key);
		painted = settle(s, 3000);
		if (painted > 0 && counts) {
			samples_add(&turn->times, (painted - start) / 1000);
			samples_add(&turn->others, (double)s->seen.length);
		} else if (counts && ++turn->silent > 3)
			fail("%s: a key painted nothing", turn->key);
	}
}

static void print_keys(struct turn *turn)
{
	char *p99 = alloc_print("%s_p99", turn->key);
	char *bytes = alloc_print("%s_bytes", turn->key);

	samples_print(&turn->times, turn->key);
	result_print(p99, samples_at(&turn->times, 0.99));
	result_print(bytes, samples_at(&turn->others, 0.99));
	free(bytes);
	free(p99);
}

static void measure_keys(struct turn *turns, size_t turn_count, int count)
{
	for (size_t k = 0; k < turn_count; k++) {
		begin(&turns[k].session, turns[k].command);
		wait_for(&turns[k].session, turns[k].mark);
		type(&turns[k].session, turns[k].before);
		turns[k].at = turns[k].keys;
	}
	for (int i = 0; i < count; i++) {
		for (size_t k = 0; k < turn_count; k++)
			key_once(&turns[k]);
	}
	for (size_t k = 0; k < turn_count; k++) {
		print_keys(&turns[k]);
		end(&turns[k].session);
	}
}

static void measure_until(const char *name, int count, const char *mark,
			  char **keys, char **command)
{
	struct samples times = { 0 };
	struct session s = { 0 };
	char key[8];

	begin(&s, command);
	wait_for(&s, mark);
	type(&s, keys[0]);
	next_key(keys[1], key);
	for (int i = 0; i < count; i++) {
		double start;

		buffer_clear(&s.seen);
		s.marked = 0;
		start = microseconds();
		send(&s, key);
		wait_for(&s, keys[2]);
		samples_add(&times, (s.marked - start) / 1000);
		type(&s, keys[3]);
	}
	samples_print(&times, name);
	end(&s);
}

static long status_number(pid_t process, const char *name)
{
	char *path = alloc_print("/proc/%ld/status", (long)process);
	FILE *file = fopen(path, "r");
	char line[256];
	long number = -1;

	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, name, strlen(name)) == 0)
			number = atol(line + strlen(name));
	if (file)
		fclose(file);
	free(path);
	return number;
}

static void print_part(const char *key, const char *part, long value)
{
	char *name = alloc_print("%s_%s", key, part);

	result_print(name, (double)value);
	free(name);
}

static void measure_idle(const char *key, int seconds, const char *mark,
			 const char *before, char **command)
{
	struct session s = { 0 };
	long woken;

	begin(&s, command);
	wait_for(&s, mark);
	type(&s, before);
	sleep(1);
	woken = status_number(s.process, "voluntary_ctxt_switches:");
	sleep((unsigned)seconds);
	woken = status_number(s.process, "voluntary_ctxt_switches:") - woken;
	print_part(key, "kb", status_number(s.process, "VmRSS:"));
	print_part(key, "threads", status_number(s.process, "Threads:"));
	print_part(key, "woken", woken);
	end(&s);
}

static void measure_seen(const char *key, int count, const char *mark,
			 const char *before, char **from, char **command)
{
	char *p99 = alloc_print("%s_p99", key);
	struct samples times = { 0 };
	struct session s = { 0 };
	struct saving saving = { 0 };

	begin(&s, command);
	wait_for(&s, mark);
	type(&s, before);
	saving_open(&saving, from[0], from[1], from[2]);
	for (int i = 0; i < count; i++) {
		struct err err = { 0 };
		double committed;
		double painted;

		buffer_clear(&s.seen);
		check(saving_one(&saving, i, &err), &err);
		committed = microseconds();
		painted = settle(&s, 1000 * PATIENCE);
		if (painted == 0)
			fail("%s: a saved record was not seen", key);
		samples_add(&times, (painted - committed) / 1000);
	}
	saving_close(&saving);
	samples_print(&times, key);
	result_print(p99, samples_at(&times, 0.99));
	free(p99);
	end(&s);
}

/*
 * The programs of the command line, apart by --, each behind its own words;
 * argv is theirs.
 */
static size_t take_turns(struct turn *turns, bool keys, char **argv)
{
	const int words = keys ? 4 : 2;
	size_t count = 0;

	while (*argv) {
		int length = 0;
		bool more;

		while (argv[length] && strcmp(argv[length], "--") != 0)
			length++;
		if (length <= words || count >= TURNS)
			fail("each of at most %d programs needs %d words and a "
			     "command",
			     TURNS, words);
		turns[count++] = (struct turn){ .key = argv[0],
						.mark = argv[1],
						.before = keys ? argv[2] : NULL,
						.keys = keys ? argv[3] : NULL,
						.command = argv + words };
		more = argv[length] != NULL;
		argv[length] = NULL;
		argv += length + more;
	}
	return count;
}

int main(int argc, char **argv)
{
	const char *what = argc > 5 ? argv[1] : "";
	struct turn turns[TURNS];

	signal(SIGPIPE, SIG_IGN);
	if (strcmp(what, "first") == 0)
		measure_first(turns, take_turns(turns, false, argv + 3),
			      atoi(argv[2]));
	else if (strcmp(what, "keys") == 0)
		measure_keys(turns, take_turns(turns, true, argv + 3),
			     atoi(argv[2]));
	else if (strcmp(what, "until") == 0 && argc > 9)
		measure_until(argv[3], atoi(argv[2]), argv[4], argv + 5,
			      argv + 9);
	else if (strcmp(what, "idle") == 0 && argc > 6)
		measure_idle(argv[3], atoi(argv[2]), argv[4], argv[5],
			     argv + 6);
	else if (strcmp(what, "seen") == 0 && argc > 9)
		measure_seen(argv[3], atoi(argv[2]), argv[4], argv[5], argv + 6,
			     argv + 9);
	else
		fail("screen first|keys|until|idle|seen N KEY MARK ...");
	return 0;
}
