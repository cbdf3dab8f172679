/*
 * slow.c - a long way to a program: all that goes in and out is late
 *
 *	slow MILLISECONDS PROGRAM [ARGUMENT...]
 *
 * It is ended when its input ends, when the program has closed its output, or
 * when nobody reads what it says.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PIECES 64

struct piece {
	char bytes[4096];
	size_t length;
	long long due;
};

/* One of the two directions. */
struct way {
	int from, to;
	struct piece pieces[PIECES];
	size_t first, count;
	bool ended;
};

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void take(struct way *way, long long delay)
{
	struct piece *p = &way->pieces[(way->first + way->count) % PIECES];
	ssize_t length = read(way->from, p->bytes, sizeof(p->bytes));

	if (length > 0) {
		p->length = (size_t)length;
		p->due = now() + delay;
		way->count++;
	} else if (length == 0 || errno != EINTR) {
		way->ended = true;
	}
}

/* What has been on its way for long enough; false when nobody takes it. */
static bool give(struct way *way)
{
	while (way->count > 0 && way->pieces[way->first].due <= now()) {
		const struct piece *p = &way->pieces[way->first];

		for (size_t done = 0; done < p->length;) {
			ssize_t sent = write(way->to, p->bytes + done,
					     p->length - done);

			if (sent < 0)
				return false;
			done += (size_t)sent;
		}
		way->first = (way->first + 1) % PIECES;
		way->count--;
	}
	return true;
}

/* How long until the next piece arrives. */
static int patience(const struct way *ways)
{
	long long least = -1;

	for (int i = 0; i < 2; i++) {
		long long left = ways[i].pieces[ways[i].first].due - now();

		if (ways[i].count > 0 && (least < 0 || left < least))
			least = left < 0 ? 0 : left;
	}
	return (int)least;
}

static void carry(struct way *ways, long long delay)
{
	while ((!ways[0].ended || ways[0].count > 0) &&
	       (!ways[1].ended || ways[1].count > 0)) {
		struct pollfd fds[2];

		for (int i = 0; i < 2; i++) {
			bool takes = !ways[i].ended && ways[i].count < PIECES;

			fds[i] = (struct pollfd){
				.fd = takes ? ways[i].from : -1,
				.events = POLLIN,
			};
		}
		poll(fds, 2, patience(ways));
		for (int i = 0; i < 2; i++) {
			if (fds[i].revents)
				take(&ways[i], delay);
			if (!give(&ways[i]))
				return;
		}
	}
}

int main(int argc, char **argv)
{
	static struct way ways[2];
	int ends[2];
	pid_t child;

	if (argc < 3 || socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		return 2;
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDIN_FILENO);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	close(ends[1]);
	ways[0] = (struct way){ .from = STDIN_FILENO, .to = ends[0] };
	ways[1] = (struct way){ .from = ends[0], .to = STDOUT_FILENO };
	carry(ways, atoll(argv[1]));
	return child < 0;
}
