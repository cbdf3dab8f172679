/*
 * bench/screen.c - a program in a terminal of ours: when does it paint?
 *
 *	screen first COUNT KEY MARK COMMAND ... [-- KEY MARK COMMAND ...]
 *	screen keys COUNT KEY MARK BEFORE KEYS COMMAND ... [-- KEY MARK ...]
 *	screen until COUNT KEY MARK BEFORE KEY TEXT AFTER COMMAND ...
 *	screen idle SECONDS KEY MARK BEFORE COMMAND ...
 *	screen seen COUNT KEY MARK BEFORE FILE FORMS FORM COMMAND ...
 *
 * `first` is the time from exec until the screen with MARK on it stands still:
 * the moment of its last byte; KEY_seen is when MARK came.  `keys` sends the
 * keys of KEYS one by one, over and over, each when the screen stands still, and
 * takes the time until the last byte that it paints, and KEY_bytes, how many
 * bytes that were.  What stands behind -- is another program that is held
 * against it, and has its turn after each start or key, so that both see the
 * same machine.  `until` sends one key that may take long, takes the time until
 * TEXT is painted, and then sends AFTER.  `idle` says how much memory is
 * resident, how many threads there are, and how often it was woken.  `seen`
 * saves records from this process and takes the time from the end of the commit
 * until the other screen paints.  BEFORE are keys to get there; how keys are
 * written is in session.h.
 */
#include "config.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench.h"
#include "saving.h"
#include "session.h"

#define TURNS 4 /* programs that are held against each other */

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

	session_begin(&s, turn->command);
	samples_add(&turn->times,
		    (session_wait(&s, turn->mark) - s.start) / 1000);
	samples_add(&turn->others, (s.marked - s.start) / 1000);
	session_end(&s);
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
		char key[KEY_ROOM];
		double start;
		double painted;
		bool counts;

		turn->at = session_next_key(*turn->at ? turn->at : turn->keys,
					    key);
		counts = key[0] != '\0';
		if (!counts)
			turn->at = session_next_key(turn->at, key);
		buffer_clear(&s->seen);
		start = microseconds();
		session_send(s, key);
		painted = session_settle(s, 3000);
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
		session_begin(&turns[k].session, turns[k].command);
		session_wait(&turns[k].session, turns[k].mark);
		session_type(&turns[k].session, turns[k].before);
		turns[k].at = turns[k].keys;
	}
	for (int i = 0; i < count; i++) {
		for (size_t k = 0; k < turn_count; k++)
			key_once(&turns[k]);
	}
	for (size_t k = 0; k < turn_count; k++) {
		print_keys(&turns[k]);
		session_end(&turns[k].session);
	}
}

static void measure_until(const char *name, int count, const char *mark,
			  char **keys, char **command)
{
	struct samples times = { 0 };
	struct session s = { 0 };
	char key[KEY_ROOM];

	session_begin(&s, command);
	session_wait(&s, mark);
	session_type(&s, keys[0]);
	session_next_key(keys[1], key);
	for (int i = 0; i < count; i++) {
		double start;

		buffer_clear(&s.seen);
		s.marked = 0;
		start = microseconds();
		session_send(&s, key);
		session_wait(&s, keys[2]);
		samples_add(&times, (s.marked - start) / 1000);
		session_type(&s, keys[3]);
	}
	samples_print(&times, name);
	session_end(&s);
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

	session_begin(&s, command);
	session_wait(&s, mark);
	session_type(&s, before);
	sleep(1);
	woken = status_number(s.process, "voluntary_ctxt_switches:");
	sleep((unsigned)seconds);
	woken = status_number(s.process, "voluntary_ctxt_switches:") - woken;
	print_part(key, "kb", status_number(s.process, "VmRSS:"));
	print_part(key, "threads", status_number(s.process, "Threads:"));
	print_part(key, "woken", woken);
	session_end(&s);
}

static void measure_seen(const char *key, int count, const char *mark,
			 const char *before, char **from, char **command)
{
	char *p99 = alloc_print("%s_p99", key);
	struct samples times = { 0 };
	struct session s = { 0 };
	struct saving saving = { 0 };

	session_begin(&s, command);
	session_wait(&s, mark);
	session_type(&s, before);
	saving_open(&saving, from[0], from[1], from[2]);
	for (int i = 0; i < count; i++) {
		struct err err = { 0 };
		double committed;
		double painted;

		buffer_clear(&s.seen);
		check(saving_one(&saving, i, &err), &err);
		committed = microseconds();
		painted = session_settle(&s, 1000 * PATIENCE);
		if (painted == 0)
			fail("%s: a saved record was not seen", key);
		samples_add(&times, (painted - committed) / 1000);
	}
	saving_close(&saving);
	samples_print(&times, key);
	result_print(p99, samples_at(&times, 0.99));
	free(p99);
	session_end(&s);
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
