/*
 * storm.c - a terminal gone mad: anything typed, any size, any signal
 *
 *	storm PROGRAM DIRECTORY SEED ROUNDS SECONDS
 *
 * Each round starts PROGRAM with DIRECTORY/file.db in a terminal of ours, sends
 * it keys, pieces of keys, bytes, pasted text, sizes and signals, and ends it in
 * one of the ways in which a program ends.  It stops after ROUNDS rounds, or
 * after SECONDS seconds when ROUNDS is 0.  What must hold of each round:
 *
 *	nothing breaks: it ends with 0, or by the signal that told it to go
 *	it answers: Ctrl-L draws before it has used a second of the processor,
 *	            and within a minute of the clock, however busy the machine
 *	the terminal is as it was, also while it is stopped
 *	the file is whole: PROGRAM data check
 *
 * A round depends on its number and on the time, which is not ours: the number
 * of one that fails is said, and begins the same storm again.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define CPU_LIMIT 1.0  /* seconds of the processor until there is an answer */
#define WAIT_LIMIT 60  /* seconds of the clock */
#define ASK_AGAIN 0.2  /* a mistake drops what was typed ahead, Ctrl-L too */
#define TAIL_ROOM 4096 /* of what was sent last, to be shown */

struct round {
	const char *program;
	const char *directory;
	char file[PATH_MAX];
	int master, slave;
	pid_t process;
	bool in_lines;
	bool gone; /* hung up: there is nothing to give back */
	bool told_to_go_on;
	bool ended;
	int status;
	struct termios before;
	unsigned long bytes;   /* that the program wrote */
	unsigned long cleared; /* how often it drew everything */
	unsigned long lines;
	/* What it set and did not reset. */
	bool alternate, hidden, paste, cursor_keys, keypad, mouse;
	char sequence[32]; /* one that is being read, or "" */
	char tail[TAIL_ROOM];
	size_t tail_length;
};

/* What all rounds, each a process of its own, count. */
static struct {
	double worst; /* seconds of the processor until an answer */
	unsigned long asked, events;
} * counts;

static uint64_t state;

static uint32_t any(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16) % below;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What it is doing, as the system sees it. */
static void show_process(const struct round *r)
{
	char path[64];
	char line[256];
	FILE *file;

	fputc('\n', stderr);
	snprintf(path, sizeof(path), "/proc/%d/status", (int)r->process);
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

static void fail(const struct round *r, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), noreturn));
static void fail(const struct round *r, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "it wrote last:\n");
	for (size_t i = 0; i < r->tail_length; i++) {
		unsigned char c = (unsigned char)r->tail[i];

		if (c == 0x1B)
			fprintf(stderr, "\n^");
		else if (c >= ' ' && c != 0x7F)
			fputc(c, stderr);
	}
	show_process(r);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	if (!r->ended)
		kill(r->process, SIGKILL);
	exit(1);
}

/* --- what the program writes */

static void take_mode(struct round *r, const char *numbers, bool on)
{
	char *end;

	for (const char *p = numbers; *p; p = *end ? end + 1 : end) {
		long mode = strtol(p, &end, 10);

		if (end == p)
			return;
		if (mode == 1049 || mode == 1047 || mode == 47)
			r->alternate = on;
		else if (mode == 25)
			r->hidden = !on;
		else if (mode == 2004)
			r->paste = on;
		else if (mode == 1)
			r->cursor_keys = on;
		else if (mode >= 1000 && mode <= 1006)
			r->mouse = on;
	}
}

static void take_sequence(struct round *r)
{
	const char *s = r->sequence;
	char last = s[strlen(s) - 1];

	if (strncmp(s, "\033[?", 3) == 0 && (last == 'h' || last == 'l'))
		take_mode(r, s + 3, last == 'h');
	else if (strcmp(s, "\033=") == 0 || strcmp(s, "\033>") == 0)
		r->keypad = last == '=';
	else if (strcmp(s, "\033[2J") == 0 || strcmp(s, "\033[J") == 0)
		r->cleared++;
}

static void take_byte(struct round *r, char byte)
{
	size_t length = strlen(r->sequence);

	r->lines += byte == '\n';
	if (byte == 0x1B) {
		strcpy(r->sequence, "\033");
		return;
	}
	if (length == 0)
		return;
	r->sequence[length] = byte;
	r->sequence[length + 1] = '\0';
	if (length == 1 && byte == '[')
		return;
	if (length > 1 && (byte < '@' || byte > '~') &&
	    length + 2 < sizeof(r->sequence))
		return;
	take_sequence(r);
	r->sequence[0] = '\0';
}

static void keep_tail(struct round *r, const char *bytes, size_t length)
{
	size_t kept = r->tail_length;

	if (length > TAIL_ROOM) {
		bytes += length - TAIL_ROOM;
		length = TAIL_ROOM;
	}
	if (kept + length > TAIL_ROOM) {
		memmove(r->tail, r->tail + (kept + length - TAIL_ROOM),
			TAIL_ROOM - length);
		kept = TAIL_ROOM - length;
	}
	memcpy(r->tail + kept, bytes, length);
	r->tail_length = kept + length;
}

/* What is there, or comes within this time; false when there is nothing. */
static bool take_output(struct round *r, int milliseconds)
{
	struct pollfd ready = { .fd = r->master, .events = POLLIN };
	char bytes[16384];
	ssize_t length;

	if (poll(&ready, 1, milliseconds) <= 0)
		return false;
	length = read(r->master, bytes, sizeof(bytes));
	if (length <= 0)
		return false;
	r->bytes += (unsigned long)length;
	for (ssize_t i = 0; i < length; i++)
		take_byte(r, bytes[i]);
	keep_tail(r, bytes, (size_t)length);
	return true;
}

/* --- the program */

static double processor_seconds(const struct round *r)
{
	char path[64];
	unsigned long long nanoseconds = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/schedstat", (int)r->process);
	file = fopen(path, "r");
	if (file) {
		if (fscanf(file, "%llu", &nanoseconds) != 1)
			nanoseconds = 0;
		fclose(file);
	}
	return (double)nanoseconds / 1e9;
}

/* It has when it did; where a Ctrl-Z stopped it, it is let go on. */
static bool has_ended(struct round *r)
{
	int status;

	if (r->ended ||
	    waitpid(r->process, &status, WNOHANG | WUNTRACED) != r->process)
		return r->ended;
	if (WIFSTOPPED(status)) {
		if (!r->told_to_go_on)
			kill(r->process, SIGCONT);
		return false;
	}
	r->ended = true;
	r->status = status;
	return true;
}

static void send(struct round *r, const char *bytes, size_t length)
{
	double until = seconds() + WAIT_LIMIT;

	while (length > 0 && !has_ended(r)) {
		ssize_t sent = write(r->master, bytes, length);

		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		} else if (seconds() > until) {
			fail(r, "it does not read what is typed");
		}
		take_output(r, sent > 0 ? 0 : 10);
	}
	counts->events++;
}

static void send_text(struct round *r, const char *text)
{
	send(r, text, strlen(text));
}

/* Has it answered to being asked?  Its echo of a line is no answer. */
static bool has_answered(const struct round *r, unsigned long cleared,
			 unsigned long lines)
{
	return r->in_lines ? r->lines > lines + 1 : r->cleared > cleared;
}

/* It must draw, or in lines say something. */
static void ask(struct round *r)
{
	double begun = seconds();
	double used = processor_seconds(r);
	double next = 0;
	unsigned long cleared, lines;

	while (take_output(r, 0))
		;
	cleared = r->cleared;
	lines = r->lines;
	counts->asked++;
	while (!has_ended(r) && !has_answered(r, cleared, lines)) {
		double cpu = processor_seconds(r) - used;

		if (cpu > CPU_LIMIT)
			fail(r, "no answer in %.1f s of the processor", cpu);
		if (seconds() - begun > WAIT_LIMIT)
			fail(r, "no answer in %d s", WAIT_LIMIT);
		if (seconds() > next) {
			/* Ctrl-V would take the next key for text. */
			send_text(r, r->in_lines ? "\021\n\025/hulp\n"
						 : "\033[201~\014");
			next = seconds() + ASK_AGAIN;
		}
		take_output(r, 20);
	}
	used = r->ended ? 0 : processor_seconds(r) - used;
	if (used > counts->worst)
		counts->worst = used;
}

static void begin(struct round *r)
{
	static const char *const terms[] = {
		"xterm-256color", "xterm", "linux", "screen", "vt100", "vt220"
	};
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	const char *term = terms[any(6)];
	uint32_t how = any(8);

	r->in_lines = how == 0;
	snprintf(r->file, sizeof(r->file), "%s/%s.db", r->directory,
		 how == 1 ? "practice" : "file");
	if (openpty(&r->master, &r->slave, NULL, NULL, &size) || setsid() < 0 ||
	    ioctl(r->slave, TIOCSCTTY, 0))
		fail(r, "no terminal: %s", strerror(errno));
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	tcgetattr(r->slave, &r->before);
	r->process = fork();
	setpgid(r->process, r->process);
	if (r->process == 0) {
		tcsetpgrp(r->slave, getpid());
		signal(SIGHUP, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		signal(SIGTTOU, SIG_DFL);
		for (int fd = 0; fd < 3; fd++)
			dup2(r->slave, fd);
		close(r->master);
		close(r->slave);
		setenv("TERM", term, 1);
		if (chdir(r->directory))
			_exit(127);
		if (how == 0)
			execl(r->program, r->program, "-d", r->file, "--plain",
			      (char *)NULL);
		else if (how == 1)
			execl(r->program, r->program, "-d", r->file,
			      "--practice", (char *)NULL);
		else
			execl(r->program, r->program, "-d", r->file,
			      (char *)NULL);
		_exit(127);
	}
	fcntl(r->master, F_SETFL, O_NONBLOCK);
	for (double until = seconds() + WAIT_LIMIT;
	     r->bytes == 0 && !has_ended(r); take_output(r, 50)) {
		if (seconds() > until)
			fail(r, "it does not begin");
	}
}

/* --- the weather */

static void type_keys(struct round *r)
{
	static const char *const keys[] = {
		"\r",       "\r",       "\t",       "\033[B",   "\033[A",
		"\033[C",   "\033[D",   "\033[Z",   "\033[H",   "\033[F",
		"\033[5~",  "\033[6~",  "\033[2~",  "\033[3~",  "\177",
		"\033OP",   "\033OQ",   "\033OR",   "\033OS",   "\033[15~",
		"\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~",
		"\033[24~", "\020",     "\006",     "\007",     "\032",
		"\031",     "\016",     "\001",     "\022",     "\030",
		"\017",     "\005",     "\027",     "\025",     "\013",
		"\033c",    "\033d",    "\033h",    "\033k",    "\033l",
		"\033p",    "\033r",    "\033t",    "\033w",    "\033x",
		"\033i",    "\033\r",   "\033",     "\033\033", "n",
		"s",        "d",        "w",        "v",        "p",
		"o",        "f",        "c",        "?",        "/",
		"0",        "1",        "2",        "3",        "4",
		"5",        "6",        "7",        "-",        "j",
	};

	for (uint32_t i = any(20); i > 0; i--)
		send_text(r, keys[any(sizeof(keys) / sizeof(keys[0]))]);
}

static void type_text(struct round *r)
{
	static const char *const texts[] = {
		"Zoë",      "e\xCC\x81",  "日本",    "👨‍👩‍👧",
		"1-3-2025", "31-02-2025", "-1,5",    "0103",
		"T-1",      "gisteren",   "ja\nnee", "/volgende",
		"/lijst\n", "3\n",        "  ",      "%s%n",
	};

	for (uint32_t i = any(6); i > 0; i--)
		send_text(r, texts[any(sizeof(texts) / sizeof(texts[0]))]);
}

static void type_bytes(struct round *r)
{
	char bytes[128];
	size_t length = 1 + any(sizeof(bytes));

	for (size_t i = 0; i < length; i++) {
		bytes[i] = (char)any(256);
		/* Leaving comes last: what is typed behind it would be for
		 * the terminal, to which Ctrl-C and Ctrl-\ are signals. */
		if (bytes[i] == 0x11)
			bytes[i] = 'q';
	}
	send(r, bytes, length);
}

static void type_pieces(struct round *r)
{
	static const char *const pieces[] = {
		"\033",
		"\033[",
		"\033O",
		"\033[1;",
		"\033[200~",
		"\033[201~",
		"[A",
		"\033[<0;3;4M",
		"\033[M !!",
		"\033[?1;2c",
		"\033[24;80R",
		"\033]0;x\007",
		"\033P1$r\033\\",
		"\xC3",
		"\xE2\x82",
		"\x80",
		"\033[99999999999~",
		"\033[[",
		"\033[I",
		"\x9B"
		"A",
	};

	for (uint32_t i = any(6); i > 0; i--)
		send_text(r, pieces[any(sizeof(pieces) / sizeof(pieces[0]))]);
}

static void paste(struct round *r)
{
	send_text(r, "\033[200~");
	for (uint32_t i = any(10); i > 0; i--)
		any(2) ? type_bytes(r) : type_text(r);
	if (any(4) > 0)
		send_text(r, "\033[201~");
}

static void resize(struct round *r)
{
	for (uint32_t i = 1 + any(5); i > 0; i--) {
		struct winsize size = {
			.ws_row = (unsigned short)(1 + any(any(2) ? 100 : 30)),
			.ws_col = (unsigned short)(1 + any(any(2) ? 300 : 100)),
		};

		if (any(3) == 0)
			size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
		ioctl(r->master, TIOCSWINSZ, &size);
		take_output(r, 0);
	}
	counts->events++;
}

static const char *mode_left(const struct round *r)
{
	struct termios now;

	if (r->gone || tcgetattr(r->slave, &now))
		return NULL;
	if (now.c_iflag != r->before.c_iflag ||
	    now.c_oflag != r->before.c_oflag ||
	    now.c_cflag != r->before.c_cflag ||
	    now.c_lflag != r->before.c_lflag ||
	    memcmp(now.c_cc, r->before.c_cc, sizeof(now.c_cc)) != 0)
		return "the modes of the line";
	return r->alternate     ? "the other screen"
	       : r->hidden      ? "a hidden cursor"
	       : r->paste       ? "pasting"
	       : r->cursor_keys ? "the mode of the arrows"
	       : r->keypad      ? "the mode of the keypad"
	       : r->mouse       ? "the mouse"
				: NULL;
}

/* Has it done all that it was asked, and does it wait for more? */
static bool is_waiting(struct round *r)
{
	char path[64];
	char line[256];
	char asleep = 0;
	unsigned long long pending = 1;
	int typed = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)r->process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		sscanf(line, "State: %c", &asleep);
		sscanf(line, "ShdPnd: %llx", &pending);
	}
	if (file)
		fclose(file);
	return !take_output(r, 2) && asleep == 'S' && pending == 0 &&
	       ioctl(r->slave, FIONREAD, &typed) == 0 && typed == 0;
}

static void settle(struct round *r)
{
	double until = seconds() + WAIT_LIMIT;

	for (int times = 0; times < 3 && !has_ended(r);) {
		times = is_waiting(r) ? times + 1 : 0;
		if (seconds() > until)
			fail(r, "it does not come to rest");
	}
}

/*
 * Stopped it has given the terminal back; told to go on it draws.  Nothing is
 * typed meanwhile: in the modes of before a Ctrl-Z stops it again.
 */
static void stop(struct round *r)
{
	double until = seconds() + WAIT_LIMIT;
	unsigned long cleared;
	int status = 0;
	bool at_once = any(2);

	settle(r);
	kill(r->process, SIGTSTP);
	counts->events++;
	while (!at_once) {
		pid_t which = waitpid(r->process, &status, WNOHANG | WUNTRACED);

		while (take_output(r, 5))
			;
		if (which == r->process && WIFSTOPPED(status)) {
			if (mode_left(r))
				fail(r, "stopped, it keeps %s", mode_left(r));
			break;
		}
		if (which == r->process) {
			r->ended = true;
			r->status = status;
			return;
		}
		if (seconds() > until)
			fail(r, "it does not stop");
	}
	while (take_output(r, 0))
		;
	cleared = r->cleared;
	r->told_to_go_on = true;
	kill(r->process, SIGCONT);
	while (!has_ended(r) && r->cleared == cleared) {
		take_output(r, 5);
		if (seconds() > until)
			fail(r, "told to go on, it does not");
	}
	r->told_to_go_on = false;
}

static void signal_it(struct round *r)
{
	static const int harmless[] = { SIGWINCH, SIGCONT, SIGURG, SIGCHLD,
					SIGPIPE };

	kill(r->process, harmless[any(5)]);
	counts->events++;
}

static void any_weather(struct round *r)
{
	uint32_t what = any(20);

	if (what < 9)
		type_keys(r);
	else if (what < 12)
		type_text(r);
	else if (what < 13)
		type_bytes(r);
	else if (what < 15)
		type_pieces(r);
	else if (what < 16)
		paste(r);
	else if (what < 18)
		resize(r);
	else if (what < 19 || r->in_lines)
		signal_it(r);
	else
		stop(r);
	take_output(r, 0);
}

/* --- how a round ends */

/* In lines Ctrl-C and Ctrl-\ are signals, and what was typed may leave. */
static bool ended_well(const struct round *r, int signal)
{
	if (!WIFSIGNALED(r->status))
		return WEXITSTATUS(r->status) == 0;
	return WTERMSIG(r->status) == signal ||
	       (r->in_lines && (WTERMSIG(r->status) == SIGINT ||
				WTERMSIG(r->status) == SIGQUIT));
}

static void expect_end(struct round *r, const char *how, int signal, bool keys)
{
	double begun = seconds();
	double used = processor_seconds(r);
	double next = 0;

	while (!has_ended(r)) {
		if (processor_seconds(r) - used > CPU_LIMIT ||
		    seconds() - begun > WAIT_LIMIT)
			fail(r, "%s does not end it", how);
		take_output(r, 10);
		/* A mistake that is being told drops keys. */
		if (keys && seconds() > next) {
			send_text(r, r->in_lines ? "\021\n\025/stoppen\n"
						 : "\033[201~\021");
			next = seconds() + ASK_AGAIN;
		}
	}
	while (take_output(r, 0))
		;
	if (!ended_well(r, signal))
		fail(r, "%s, it ends with status %x", how, (unsigned)r->status);
	if (signal != SIGKILL && mode_left(r))
		fail(r, "%s, it leaves %s behind", how, mode_left(r));
}

static void end(struct round *r)
{
	static const int signals[] = { SIGTERM, SIGHUP,  SIGINT, SIGQUIT,
				       SIGUSR1, SIGUSR2, SIGKILL };
	uint32_t how = any(12);

	settle(r);
	if (has_ended(r)) {
		expect_end(r, "by what was typed", 0, false);
		return;
	}
	if (how < 7) {
		kill(r->process, signals[how]);
		expect_end(r, strsignal(signals[how]), signals[how], false);
	} else if (how < 8) {
		/* A shell passes it on, or has gone first. */
		close(r->master);
		r->master = open("/dev/null", O_RDWR | O_CLOEXEC);
		r->gone = true;
		if (any(2))
			kill(r->process, SIGHUP);
		expect_end(r, "hung up", SIGHUP, false);
	} else {
		expect_end(r, "told to leave", 0, true);
	}
}

static void check_file(struct round *r)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execl(r->program, r->program, "-d", r->file, "data", "check",
		      (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		fail(r, "data check says %x", (unsigned)status);
}

/* One round; it is the shell of its terminal, and the program its job. */
static void play(const char *program, const char *directory, uint64_t seed)
{
	static struct round r;

	r.program = program;
	r.directory = directory;
	state = seed * 0x9E3779B97F4A7C15U + 1;
	begin(&r);
	for (uint32_t i = 10 + any(80); i > 0 && !has_ended(&r); i--) {
		any_weather(&r);
		if (any(4) == 0)
			ask(&r);
	}
	end(&r);
	check_file(&r);
}

static bool play_apart(const char *program, const char *directory,
		       uint64_t seed)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		play(program, directory, seed);
		_exit(0);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

int main(int argc, char **argv)
{
	double begun = seconds();
	uint64_t seed, rounds, done = 0;
	double time;

	if (argc != 6)
		return 2;
	counts = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (counts == MAP_FAILED)
		return 2;
	seed = strtoull(argv[3], NULL, 10);
	rounds = strtoull(argv[4], NULL, 10);
	time = strtod(argv[5], NULL);
	while (rounds > 0 ? done < rounds : seconds() - begun < time) {
		if (!play_apart(argv[1], argv[2], seed + done)) {
			fprintf(stderr, "in round %" PRIu64 "\n", seed + done);
			return 1;
		}
		done++;
	}
	printf("%" PRIu64
	       " rounds, %lu events, asked %lu times, answered "
	       "within %.0f ms of the processor\n",
	       done, counts->events, counts->asked, counts->worst * 1000);
	return 0;
}
