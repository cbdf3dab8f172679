/* program.c - see program.h */
#include "config.h"

#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What it is doing, as the system sees it. */
static void show_process(const struct program *p)
{
	char path[64];
	char line[256];
	FILE *file;

	fputc('\n', stderr);
	snprintf(path, sizeof(path), "/proc/%d/status", (int)p->process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "State", 5) == 0 ||
		    strncmp(line, "Sig", 3) == 0 ||
		    strncmp(line, "ShdPnd", 6) == 0)
			fputs(line, stderr);
	}
	if (file)
		fclose(file);
}

void program_fail(const struct program *p, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "it wrote last:\n");
	for (size_t i = 0; i < p->tail_length; i++) {
		unsigned char c = (unsigned char)p->tail[i];

		if (c == 0x1B)
			fprintf(stderr, "\n^");
		else if (c >= ' ' && c != 0x7F)
			fputc(c, stderr);
	}
	show_process(p);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	if (!p->ended)
		kill(p->process, SIGKILL);
	exit(1);
}

/* --- what the program writes */

static void take_mode(struct program *p, const char *numbers, bool on)
{
	char *end;

	for (const char *n = numbers; *n; n = *end ? end + 1 : end) {
		long mode = strtol(n, &end, 10);

		if (end == n)
			return;
		if (mode == 1049 || mode == 1047 || mode == 47)
			p->alternate = on;
		else if (mode == 25)
			p->hidden = !on;
		else if (mode == 2004)
			p->paste = on;
		else if (mode == 1)
			p->cursor_keys = on;
		else if (mode >= 1000 && mode <= 1006)
			p->mouse = on;
	}
}

static void take_sequence(struct program *p)
{
	const char *s = p->sequence;
	char last = s[strlen(s) - 1];

	if (strncmp(s, "\033[?", 3) == 0 && (last == 'h' || last == 'l'))
		take_mode(p, s + 3, last == 'h');
	else if (strcmp(s, "\033=") == 0 || strcmp(s, "\033>") == 0)
		p->keypad = last == '=';
	else if (strcmp(s, "\033[2J") == 0 || strcmp(s, "\033[J") == 0)
		p->cleared++;
}

static void take_byte(struct program *p, char byte)
{
	size_t length = strlen(p->sequence);

	p->lines += byte == '\n';
	if (byte == 0x1B) {
		strcpy(p->sequence, "\033");
		return;
	}
	if (length == 0)
		return;
	p->sequence[length] = byte;
	p->sequence[length + 1] = '\0';
	if (length == 1 && byte == '[')
		return;
	if (length > 1 && (byte < '@' || byte > '~') &&
	    length + 2 < sizeof(p->sequence))
		return;
	take_sequence(p);
	p->sequence[0] = '\0';
}

static void keep_tail(struct program *p, const char *bytes, size_t length)
{
	size_t kept = p->tail_length;

	if (length > TAIL_ROOM) {
		bytes += length - TAIL_ROOM;
		length = TAIL_ROOM;
	}
	if (kept + length > TAIL_ROOM) {
		memmove(p->tail, p->tail + (kept + length - TAIL_ROOM),
			TAIL_ROOM - length);
		kept = TAIL_ROOM - length;
	}
	memcpy(p->tail + kept, bytes, length);
	p->tail_length = kept + length;
}

/* What is there, or comes within this time; false when there is nothing. */
bool program_output(struct program *p, int milliseconds)
{
	struct pollfd ready = { .fd = p->master, .events = POLLIN };
	char bytes[16384];
	ssize_t length;

	if (poll(&ready, 1, milliseconds) <= 0)
		return false;
	length = read(p->master, bytes, sizeof(bytes));
	if (length <= 0)
		return false;
	p->bytes += (unsigned long)length;
	for (ssize_t i = 0; i < length; i++)
		take_byte(p, bytes[i]);
	keep_tail(p, bytes, (size_t)length);
	return true;
}

/* --- the program */

static FILE *process_file(const struct program *p, const char *name)
{
	char path[80];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)p->process, name);
	return fopen(path, "r");
}

/* Seconds of the processor that it used. */
static double used_by(const struct program *p)
{
	unsigned long long nanoseconds = 0;
	FILE *file = process_file(p, "schedstat");

	if (file) {
		if (fscanf(file, "%llu", &nanoseconds) != 1)
			nanoseconds = 0;
		fclose(file);
	}
	return (double)nanoseconds / 1e9;
}

/* Its state, as a letter, and whether a signal is on its way to it. */
static char state_of(const struct program *p, bool *signalled)
{
	char line[256];
	char state = 0;
	unsigned long long pending = 0;
	FILE *file = process_file(p, "status");

	while (file && fgets(line, sizeof(line), file)) {
		sscanf(line, "State: %c", &state);
		sscanf(line, "ShdPnd: %llx", &pending);
	}
	if (file)
		fclose(file);
	*signalled = pending != 0;
	return state;
}

/* At its end a process stops it, to look for leaks. */
static bool is_traced(const struct program *p)
{
	char line[256];
	int tracer = 0;
	FILE *file = process_file(p, "status");

	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "TracerPid: %d", &tracer);
	if (file)
		fclose(file);
	return tracer != 0;
}

/* It would take away the SIGSTOP of who looks for leaks. */
bool program_go_on(const struct program *p)
{
	return !is_traced(p) && kill(p->process, SIGCONT) == 0;
}

/* A process works for it. */
static bool has_child(const struct program *p)
{
	char name[40];
	int child = 0;
	FILE *file;

	snprintf(name, sizeof(name), "task/%d/children", (int)p->process);
	file = process_file(p, name);
	if (file) {
		if (fscanf(file, "%d", &child) != 1)
			child = 0;
		fclose(file);
	}
	return child > 0;
}

struct patience program_patience(const struct program *p, const char *what,
				 double limit)
{
	double used = used_by(p);

	return (struct patience){ .what = what,
				  .limit = limit,
				  .begun = used,
				  .used = used,
				  .until = seconds() + WAIT_LIMIT };
}

void program_wait(struct program *p, struct patience *patience)
{
	bool wrote = program_output(p, LOOK_EVERY);
	double used;
	bool asleep;

	/* Hung up, there is nothing that could be waited for. */
	if (p->gone)
		poll(NULL, 0, LOOK_EVERY);
	while (program_output(p, 0))
		;
	used = used_by(p);
	patience->state = state_of(p, &patience->signalled);
	asleep = patience->state == 'S' || patience->state == 'T';
	if (wrote || used > patience->used || !asleep || has_child(p))
		patience->still = 0;
	else
		patience->still++;
	patience->used = used;
	if (used - patience->begun > patience->limit)
		program_fail(p, "%s: not after %.1f s of the processor",
			     patience->what, used - patience->begun);
	if (patience->still > STILL_LIMIT)
		program_fail(p, "%s: it stands still", patience->what);
	if (seconds() > patience->until)
		program_fail(p, "%s: not in %d s", patience->what, WAIT_LIMIT);
}

bool program_rests(const struct program *p, const struct patience *patience)
{
	int typed = 0;

	return patience->still >= REST && patience->state == 'S' &&
	       !patience->signalled && ioctl(p->slave, FIONREAD, &typed) == 0 &&
	       typed == 0;
}

void program_remind(struct program *p, struct patience *patience,
		    const char *keys)
{
	if (patience->asked > 0 && !program_rests(p, patience))
		return;
	if (patience->asked++ == ASK_LIMIT)
		program_fail(p, "%s: told %d times, and at rest",
			     patience->what, ASK_LIMIT);
	program_type(p, keys);
	patience->still = 0;
}

/* It has when it did; where a Ctrl-Z stopped it, it is let go on. */
bool program_has_ended(struct program *p)
{
	int status;

	if (p->stopped && !p->told_to_go_on && program_go_on(p))
		p->stopped = false;
	if (p->ended ||
	    waitpid(p->process, &status, WNOHANG | WUNTRACED) != p->process)
		return p->ended;
	if (WIFSTOPPED(status)) {
		p->stopped = true;
		return false;
	}
	p->ended = true;
	p->status = status;
	return true;
}

void program_send(struct program *p, const char *bytes, size_t length)
{
	struct patience patience =
		program_patience(p, "to read what is typed", WORK_LIMIT);

	while (length > 0 && !program_has_ended(p)) {
		ssize_t sent = write(p->master, bytes, length);

		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
			program_output(p, 0);
		} else {
			program_wait(p, &patience);
		}
	}
	p->counts->events++;
}

void program_type(struct program *p, const char *text)
{
	program_send(p, text, strlen(text));
}

/* Has it answered to being asked?  Its echo of a line is no answer. */
static bool has_answered(const struct program *p, unsigned long cleared,
			 unsigned long lines)
{
	return p->in_lines ? p->lines > lines + 1 : p->cleared > cleared;
}

/* It must draw, or in lines say something. */
void program_ask(struct program *p)
{
	struct patience patience;
	unsigned long cleared, lines;

	while (program_output(p, 0))
		;
	patience = program_patience(p, "to answer", CPU_LIMIT);
	cleared = p->cleared;
	lines = p->lines;
	p->counts->asked++;
	while (!program_has_ended(p) && !has_answered(p, cleared, lines)) {
		/* Ctrl-V would take the next key for text. */
		program_remind(p, &patience,
			       p->in_lines ? "\021\n\025/hulp\n"
					   : "\033[201~\014");
		program_wait(p, &patience);
	}
	if (patience.used - patience.begun > p->counts->worst)
		p->counts->worst = patience.used - patience.begun;
}

const char *program_keeps(const struct program *p)
{
	struct termios now;

	if (p->gone || tcgetattr(p->slave, &now))
		return NULL;
	if (now.c_iflag != p->before.c_iflag ||
	    now.c_oflag != p->before.c_oflag ||
	    now.c_cflag != p->before.c_cflag ||
	    now.c_lflag != p->before.c_lflag ||
	    memcmp(now.c_cc, p->before.c_cc, sizeof(now.c_cc)) != 0)
		return "the modes of the line";
	return p->alternate     ? "the other screen"
	       : p->hidden      ? "a hidden cursor"
	       : p->paste       ? "pasting"
	       : p->cursor_keys ? "the mode of the arrows"
	       : p->keypad      ? "the mode of the keypad"
	       : p->mouse       ? "the mouse"
				: NULL;
}

void program_settle(struct program *p)
{
	struct patience patience;

	/* In lines the terminal itself has Ctrl-S, and stands still. */
	if (p->in_lines)
		program_type(p, "\021");
	patience = program_patience(p, "to come to rest", WORK_LIMIT);
	while (!program_has_ended(p) && !program_rests(p, &patience))
		program_wait(p, &patience);
}

/* In the new process: the job of its terminal. */
static void become(const struct program *p, const char *term)
{
	tcsetpgrp(p->slave, getpid());
	signal(SIGHUP, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGTTOU, SIG_DFL);
	for (int fd = 0; fd < 3; fd++)
		dup2(p->slave, fd);
	close(p->master);
	close(p->slave);
	setenv("TERM", term, 1);
	if (chdir(p->directory))
		_exit(127);
}

void program_begin(struct program *p, const char *term, const char *option)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct patience patience;

	p->in_lines = option && strcmp(option, "--plain") == 0;
	if (openpty(&p->master, &p->slave, NULL, NULL, &size) || setsid() < 0 ||
	    ioctl(p->slave, TIOCSCTTY, 0))
		program_fail(p, "no terminal: %s", strerror(errno));
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	tcgetattr(p->slave, &p->before);
	p->process = fork();
	setpgid(p->process, p->process);
	if (p->process == 0) {
		become(p, term);
		execl(p->name, p->name, "-d", p->file, option, (char *)NULL);
		_exit(127);
	}
	fcntl(p->master, F_SETFL, O_NONBLOCK);
	patience = program_patience(p, "to begin", WORK_LIMIT);
	while (p->bytes == 0 && !program_has_ended(p))
		program_wait(p, &patience);
}
