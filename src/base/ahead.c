/* base/ahead.c - see base/ahead.h */
#include "config.h"

#include "base/ahead.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"

/* Bytes that go through the pipe at once, and that it may hold. */
#define PART 65536
#define PIPE_ROOM 262144

struct ahead {
	pid_t process; /* that works; 0 in that one */
	int pipe;      /* our end of it */
	char *bytes;   /* not sent yet, or not taken yet */
	size_t room;
	size_t begin; /* of what was not taken yet */
	size_t end;
};

static bool has_processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 &&
	       CPU_COUNT(&set) > 1;
}

static struct ahead *ahead_new(pid_t process, int pipe)
{
	struct ahead *ahead = alloc_new(1, sizeof(*ahead));

	ahead->process = process;
	ahead->pipe = pipe;
	return ahead;
}

/* --- the other process */

/*
 * Ctrl-C goes to both: the one that is waited for decides what becomes of it.
 * All else that ends a process may end this one.
 */
static void forget_signals(void)
{
	sigset_t none;

	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Only the three that all have, and the pipe: no lock is kept by this one. */
static void close_others(int pipe)
{
	if (pipe > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)pipe - 1, 0);
	close_range((unsigned)pipe + 1, UINT_MAX, 0);
}

static bool send_all(struct ahead *to)
{
	while (to->begin < to->end) {
		ssize_t sent = write(to->pipe, to->bytes + to->begin,
				     to->end - to->begin);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		to->begin += (size_t)sent;
	}
	to->begin = to->end = 0;
	return true;
}

static void work_ahead(ahead_work *work, void *of, int pipe)
{
	struct ahead *to = ahead_new(0, pipe);

	forget_signals();
	close_others(pipe);
	/* The terminal is not ours to give back. */
	alloc_on_exhaustion(NULL);
	work(of, to);
	if (to->end > to->begin)
		send_all(to);
	/* All that is to be done at the end of a program, and what it told the
	 * system, is for the process that began this one. */
	raise(SIGKILL);
}

/* --- messages: a length, and as many bytes */

static void need_room(struct ahead *ahead, size_t length)
{
	if (ahead->end + length <= ahead->room)
		return;
	ahead->room = ahead->end + length + PART;
	ahead->bytes = alloc_resize(ahead->bytes, ahead->room, 1);
}

bool ahead_send(struct ahead *to, const void *bytes, size_t length)
{
	need_room(to, sizeof(length) + length);
	memcpy(to->bytes + to->end, &length, sizeof(length));
	memcpy(to->bytes + to->end + sizeof(length), bytes, length);
	to->end += sizeof(length) + length;
	return to->end < PART / 2 || send_all(to);
}

size_t ahead_unread(const struct ahead *to)
{
	int bytes = 0;

	return ioctl(to->pipe, FIONREAD, &bytes) == 0 ? (size_t)bytes : 0;
}

/* Have at least so many bytes; false when they do not come. */
static bool receive(struct ahead *from, size_t length)
{
	if (from->end - from->begin >= length)
		return true;
	memmove(from->bytes, from->bytes + from->begin,
		from->end - from->begin);
	from->end -= from->begin;
	from->begin = 0;
	need_room(from, length > PART ? length : PART);
	while (from->end < length) {
		ssize_t got = read(from->pipe, from->bytes + from->end,
				   from->room - from->end);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		from->end += (size_t)got;
	}
	return true;
}

const void *ahead_take(struct ahead *from, size_t *length)
{
	const char *message;

	if (!receive(from, sizeof(*length)))
		return NULL;
	memcpy(length, from->bytes + from->begin, sizeof(*length));
	if (!receive(from, sizeof(*length) + *length))
		return NULL;
	message = from->bytes + from->begin + sizeof(*length);
	from->begin += sizeof(*length) + *length;
	return message;
}

/* --- its life */

struct ahead *ahead_begin(ahead_work *work, void *of)
{
	struct ahead *from;
	pid_t process;
	int ends[2];

	if (!has_processors() || pipe2(ends, O_CLOEXEC) != 0)
		return NULL;
	process = fork();
	if (process == 0)
		work_ahead(work, of, ends[1]);
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		return NULL;
	}
	fcntl(ends[0], F_SETPIPE_SZ, PIPE_ROOM);
	from = ahead_new(process, ends[0]);
	need_room(from, PART);
	return from;
}

void ahead_end(struct ahead *from)
{
	if (!from)
		return;
	close(from->pipe);
	kill(from->process, SIGKILL);
	while (waitpid(from->process, NULL, 0) < 0 && errno == EINTR)
		;
	free(from->bytes);
	free(from);
}
