/* ui/line_input.c - see ui/line_input.h */
#include "config.h"

#include "ui/line_input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

#define LINE_MAX_BYTES ((size_t)1 << 20)

/*
 * The same terminal, but reading never waits: a Ctrl-Z or Ctrl-C after poll()
 * takes away the line that was there, and would be heard at the next one.  Not
 * waiting is of what was opened, which the shell has open too, so it is opened
 * anew; who may not do that reads as ever.
 */
static int open_unwaiting(int fd)
{
	char path[40];
	int opened = -1;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (isatty(fd))
		opened = open(path,
			      O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return opened < 0 ? fd : opened;
}

int line_input_open(struct line_input *input, int fd, struct err *err)
{
	*input = (struct line_input){ .fd = fd };
	term_signals_init(&input->signals, fd);
	if (term_signals_take(&input->signals))
		return err_set(err, ERR_SYSTEM, "%s", err_reason(errno));
	input->unwaiting = open_unwaiting(fd);
	return 0;
}

void line_input_close(struct line_input *input)
{
	if (input->unwaiting != input->fd)
		close(input->unwaiting);
	line_input_echo(input, true);
	term_signals_leave(&input->signals);
	buffer_done(&input->held);
}

void line_input_echo(struct line_input *input, bool echo)
{
	struct termios modes;

	if (echo != input->is_silent || tcgetattr(input->fd, &modes))
		return;
	if (echo)
		modes.c_lflag |= (tcflag_t)ECHO;
	else
		modes.c_lflag &= ~(tcflag_t)ECHO;
	if (tcsetattr(input->fd, TCSADRAIN, &modes) == 0)
		input->is_silent = !echo;
}

/* The first length bytes of what is held; skip more bytes go with them. */
static char *take_held(struct line_input *input, size_t length, size_t skip)
{
	char *line = alloc_text_part(buffer_text(&input->held), length);
	size_t rest = input->held.length - length - skip;

	memmove(input->held.bytes, input->held.bytes + length + skip, rest);
	input->held.length = rest;
	input->held.bytes[rest] = '\0';
	input->number++;
	input->was_too_long = input->is_endless;
	input->is_endless = false;
	if (length > 0 && line[length - 1] == '\r')
		line[length - 1] = '\0';
	return line;
}

/* More bytes, or the end, or a signal. */
static void read_more(struct line_input *input)
{
	struct pollfd fds[] = {
		{ .fd = input->fd, .events = POLLIN },
		{ .fd = input->signals.wake[0], .events = POLLIN },
		{ .fd = input->signals.stop, .events = POLLIN },
	};
	char bytes[4096];
	ssize_t length;

	if (poll(fds, 3, -1) < 0 && errno != EINTR)
		input->ended = true;
	if (fds[1].revents & POLLIN)
		term_signals_empty(&input->signals);
	if (fds[2].revents & POLLIN)
		term_signals_stop(&input->signals);
	if (input->signals.end || !fds[0].revents)
		return;
	length = read(input->unwaiting, bytes, sizeof(bytes));
	if (length > 0)
		buffer_add_part(&input->held, bytes, (size_t)length);
	else if (length == 0 || (errno != EINTR && errno != EAGAIN))
		input->ended = true;
}

bool line_input_interrupted(struct line_input *input)
{
	int signal = input->signals.end;

	if (signal == SIGINT)
		term_signals_go_on(&input->signals);
	return signal != 0;
}

char *line_input_take(struct line_input *input)
{
	for (;;) {
		const char *held = buffer_text(&input->held);
		const char *end = memchr(held, '\n', input->held.length);

		if (input->signals.end)
			return NULL;
		if (end)
			return take_held(input, (size_t)(end - held), 1);
		/* A part would be an answer, and the rest that to another
		 * question. */
		if (input->held.length > LINE_MAX_BYTES) {
			input->is_endless = true;
			buffer_clear(&input->held);
		}
		if (input->ended)
			return input->held.length || input->is_endless
				       ? take_held(input, input->held.length, 0)
				       : NULL;
		read_more(input);
	}
}
