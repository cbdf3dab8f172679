/*
 * program.h - the program in a terminal of ours, held to what it promises there
 *
 * The process that begins it becomes the shell of the terminal and the program
 * its job, so there is one program in a process.  A promise that is broken ends
 * the process: it says on standard error what was wrong, what the program was
 * doing and what it wrote last.
 */
#ifndef TESTS_TTY_PROGRAM_H
#define TESTS_TTY_PROGRAM_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#define CPU_LIMIT 1.0   /* seconds of the processor until there is an answer */
#define WORK_LIMIT 10.0 /* the same, for all that was typed before */
#define WAIT_LIMIT 3600 /* seconds of the clock: the test is to end */
#define LOOK_EVERY 5    /* ms */
#define REST 3          /* looks at which it was asleep: it is at rest */
#define STILL_LIMIT 200 /* the same: it will never wake up */
#define ASK_LIMIT 20    /* a mistake drops what was typed ahead, Ctrl-L too */
#define TAIL_ROOM 4096  /* of what it wrote last, to be shown */

struct counts {
	double worst; /* seconds of the processor until an answer */
	unsigned long asked, events;
};

struct program {
	const char *name;
	const char *directory;
	char file[PATH_MAX];
	struct counts *counts;
	int master, slave;
	pid_t process;
	bool in_lines;
	bool gone; /* hung up: there is nothing to give back */
	bool stopped;
	bool told_to_go_on;
	bool ended;
	int status;
	struct termios before;
	unsigned long bytes;   /* that it wrote */
	unsigned long cleared; /* how often it drew everything */
	unsigned long lines;
	/* What it set and did not reset. */
	bool alternate, hidden, paste, cursor_keys, keypad, mouse;
	char sequence[32]; /* one that is being read, or "" */
	char tail[TAIL_ROOM];
	size_t tail_length;
};

double seconds(void);

/* Begin it on its file in its directory, with this option or NULL. */
void program_begin(struct program *p, const char *term, const char *option);

void program_fail(const struct program *p, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), noreturn));

void program_send(struct program *p, const char *bytes, size_t length);
void program_type(struct program *p, const char *text);

/* What is there, or comes within this time; false when there is nothing. */
bool program_output(struct program *p, int milliseconds);

/*
 * How long one waits for it.  A busy machine takes what time it wants, so that
 * is told by what the program does: it fails when it has used this much of the
 * processor, or lies asleep at each of the looks of a second, each of them after
 * all was read that it wrote.
 */
struct patience {
	const char *what; /* for which one waits: "to answer" */
	double limit;     /* seconds of the processor */
	double begun, used;
	double until;
	int still; /* looks at which it was asleep */
	char state;
	bool signalled;
	int asked;
};

struct patience program_patience(const struct program *p, const char *what,
				 double limit);

/* A look at it, and what it wrote.  To be called until what one waits for. */
void program_wait(struct program *p, struct patience *patience);

/* Has it done all that it was told, and does it wait for more? */
bool program_rests(const struct program *p, const struct patience *patience);

/* Type these keys, and again whenever it is at rest. */
void program_remind(struct program *p, struct patience *patience,
		    const char *keys);

/* It must draw, or in lines say something. */
void program_ask(struct program *p);

/* Until it has done all that it was asked, and waits. */
void program_settle(struct program *p);

/* Has it?  Where a Ctrl-Z stopped it, it is let go on. */
bool program_has_ended(struct program *p);

/* SIGCONT, when that can do no harm: was it sent? */
bool program_go_on(const struct program *p);

/* What of the terminal is not as it was before, or NULL. */
const char *program_keeps(const struct program *p);

#endif
