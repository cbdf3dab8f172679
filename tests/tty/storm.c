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
 *	            and it never lies asleep for a second with work to do
 *	the terminal is as it was, also while it is stopped
 *	the file is whole: PROGRAM data check
 *
 * A round depends on its number and on the time, which is not ours: the number
 * of one that fails is said, and begins the same storm again.
 */
#include "config.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"

#include "base/count.h"

static uint64_t state;

static uint32_t any(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16) % below;
}

/* --- the weather */

static void type_keys(struct program *p)
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
		program_type(p, keys[any(COUNT(keys))]);
}

static void type_text(struct program *p)
{
	static const char *const texts[] = {
		"Zoë",      "e\xCC\x81",  "日本",    "👨‍👩‍👧",
		"1-3-2025", "31-02-2025", "-1,5",    "0103",
		"T-1",      "gisteren",   "ja\nnee", "/volgende",
		"/lijst\n", "3\n",        "  ",      "%s%n",
	};

	for (uint32_t i = any(6); i > 0; i--)
		program_type(p, texts[any(COUNT(texts))]);
}

static void type_bytes(struct program *p)
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
	program_send(p, bytes, length);
}

static void type_pieces(struct program *p)
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
		"\x9B\x41",
	};

	for (uint32_t i = any(6); i > 0; i--)
		program_type(p, pieces[any(COUNT(pieces))]);
}

static void paste(struct program *p)
{
	program_type(p, "\033[200~");
	for (uint32_t i = any(10); i > 0; i--)
		any(2) ? type_bytes(p) : type_text(p);
	if (any(4) > 0)
		program_type(p, "\033[201~");
}

static void resize(struct program *p)
{
	for (uint32_t i = 1 + any(5); i > 0; i--) {
		struct winsize size = {
			.ws_row = (unsigned short)(1 + any(any(2) ? 100 : 30)),
			.ws_col = (unsigned short)(1 + any(any(2) ? 300 : 100)),
		};

		if (any(3) == 0)
			size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
		ioctl(p->master, TIOCSWINSZ, &size);
		program_output(p, 0);
	}
	p->counts->events++;
}

/*
 * Stopped it has given the terminal back; told to go on it draws.  Nothing is
 * typed meanwhile: in the modes of before a Ctrl-Z stops it again.
 */
static bool has_stopped(struct program *p)
{
	int status = 0;

	if (waitpid(p->process, &status, WNOHANG | WUNTRACED) != p->process)
		return false;
	while (program_output(p, 0))
		;
	p->ended = !WIFSTOPPED(status);
	p->status = status;
	if (!p->ended && program_keeps(p))
		program_fail(p, "stopped, it keeps %s", program_keeps(p));
	return true;
}

static void stop(struct program *p)
{
	struct patience patience;
	unsigned long cleared;

	program_settle(p);
	patience = program_patience(p, "to stop", CPU_LIMIT);
	kill(p->process, SIGTSTP);
	p->counts->events++;
	/* Or it is told to go on at once. */
	if (any(2) == 0) {
		while (!p->ended && !has_stopped(p))
			program_wait(p, &patience);
	}
	while (program_output(p, 0))
		;
	if (p->ended)
		return;
	cleared = p->cleared;
	p->told_to_go_on = true;
	kill(p->process, SIGCONT);
	patience = program_patience(p, "to go on", CPU_LIMIT);
	while (!program_has_ended(p) && p->cleared == cleared)
		program_wait(p, &patience);
	p->told_to_go_on = false;
}

static void signal_it(struct program *p)
{
	static const int harmless[] = { SIGWINCH, SIGURG, SIGCHLD, SIGPIPE };
	uint32_t which = any(5);

	if (which == 4)
		program_go_on(p);
	else
		kill(p->process, harmless[which]);
	p->counts->events++;
}

static void any_weather(struct program *p)
{
	uint32_t what = any(20);

	if (what < 9)
		type_keys(p);
	else if (what < 12)
		type_text(p);
	else if (what < 13)
		type_bytes(p);
	else if (what < 15)
		type_pieces(p);
	else if (what < 16)
		paste(p);
	else if (what < 18)
		resize(p);
	else if (what < 19 || p->in_lines)
		signal_it(p);
	else
		stop(p);
	program_output(p, 0);
}

/* --- how a round ends */

/* In lines Ctrl-C and Ctrl-\ are signals, and what was typed may leave. */
static bool ended_well(const struct program *p, int signal)
{
	/* Without a word of its shell it cannot write that it leaves. */
	if (!WIFSIGNALED(p->status))
		return WEXITSTATUS(p->status) == 0 || (p->in_lines && p->gone);
	return WTERMSIG(p->status) == signal ||
	       (p->in_lines && (WTERMSIG(p->status) == SIGINT ||
				WTERMSIG(p->status) == SIGQUIT));
}

static void expect_end(struct program *p, const char *how, int signal,
		       bool keys)
{
	struct patience patience = program_patience(p, how, CPU_LIMIT);

	while (!program_has_ended(p)) {
		/* A mistake that is being told drops keys. */
		if (keys)
			program_remind(p, &patience,
				       p->in_lines ? "\021\n\025/stoppen\n"
						   : "\033[201~\021");
		program_wait(p, &patience);
	}
	while (program_output(p, 0))
		;
	if (!ended_well(p, signal))
		program_fail(p, "%s, it ends with status %x", how,
			     (unsigned)p->status);
	if (signal != SIGKILL && program_keeps(p))
		program_fail(p, "%s, it leaves %s behind", how,
			     program_keeps(p));
}

static void end(struct program *p)
{
	static const int signals[] = { SIGTERM, SIGHUP,  SIGINT, SIGQUIT,
				       SIGUSR1, SIGUSR2, SIGKILL };
	uint32_t how = any(12);

	program_settle(p);
	if (program_has_ended(p)) {
		expect_end(p, "by what was typed", 0, false);
		return;
	}
	if (how < 7) {
		kill(p->process, signals[how]);
		expect_end(p, strsignal(signals[how]), signals[how], false);
	} else if (how < 8) {
		/* A shell passes it on, or has gone first. */
		close(p->master);
		p->master = open("/dev/null", O_RDWR | O_CLOEXEC);
		p->gone = true;
		if (any(2))
			kill(p->process, SIGHUP);
		expect_end(p, "hung up", SIGHUP, false);
	} else {
		expect_end(p, "told to leave", 0, true);
	}
}

static void check_file(struct program *p)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execl(p->name, p->name, "-d", p->file, "data", "check",
		      (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		program_fail(p, "data check says %x", (unsigned)status);
}

/* One round, in a process of its own. */
static void play(const char *name, const char *directory, uint64_t seed,
		 struct counts *counts)
{
	static const char *const terms[] = {
		"xterm-256color", "xterm", "linux", "screen", "vt100", "vt220"
	};
	static const char *const options[] = { "--plain", "--practice", NULL,
					       NULL,      NULL,         NULL,
					       NULL,      NULL };
	static struct program p;
	const char *option;

	state = seed * 0x9E3779B97F4A7C15U + 1;
	option = options[any(8)];
	p.name = name;
	p.directory = directory;
	p.counts = counts;
	snprintf(p.file, sizeof(p.file), "%s/%s.db", directory,
		 option == options[1] ? "practice" : "file");
	program_begin(&p, terms[any(6)], option);
	for (uint32_t i = 10 + any(80); i > 0 && !program_has_ended(&p); i--) {
		any_weather(&p);
		if (any(4) == 0)
			program_ask(&p);
	}
	end(&p);
	check_file(&p);
}

static bool play_apart(const char *name, const char *directory, uint64_t seed,
		       struct counts *counts)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		play(name, directory, seed, counts);
		_exit(0);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

int main(int argc, char **argv)
{
	double begun = seconds();
	uint64_t seed, rounds, done = 0;
	struct counts *counts;
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
		if (!play_apart(argv[1], argv[2], seed + done, counts)) {
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
