/*
 * cli/wait.c - a person who waits: how far it is, and Ctrl-C
 *
 * What is stopped undoes what it did, and then the program dies by the signal.
 * A second Ctrl-C ends it at once.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/work.h"
#include "cli/cli_private.h"

#define WHAT_COLUMNS 30

static void stop_work(int signal)
{
	(void)signal;
	work_stop();
}

/* "cijfers.csv: 43 %, nog 12 s (Ctrl-C stopt)" */
static char *line_of(const struct work_state *state)
{
	char *what = utf8_harmless(state->what ? state->what : _("Busy"));
	char *line;

	what[utf8_fit(what, WHAT_COLUMNS)] = '\0';
	if (state->total == 0)
		line = alloc_print(_("%s: %d s (Ctrl-C stops it)"), what,
				   state->seconds);
	else if (state->left < 0)
		line = alloc_print(_("%s: %zu %% (Ctrl-C stops it)"), what,
				   state->done * 100 / state->total);
	else
		line = alloc_print(
			_("%s: %zu %%, %d s to go (Ctrl-C stops it)"), what,
			state->done * 100 / state->total, state->left);
	free(what);
	return line;
}

static void tell(void *of, const struct work_state *state)
{
	char *line = state ? line_of(state) : NULL;

	(void)of;
	fprintf(stderr, "\r%s\033[K", line ? line : "");
	fflush(stderr);
	free(line);
}

static bool can_wipe(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && term && *term &&
	       strcmp(term, "dumb") != 0;
}

void cli_wait_begin(void)
{
	/* Not SA_RESTART: what waits for input is to stop as well. */
	struct sigaction action = { .sa_handler = stop_work,
				    .sa_flags = (int)SA_RESETHAND };
	struct sigaction before;

	sigemptyset(&action.sa_mask);
	/* Where it is ignored, as in the background, it stays so. */
	if (sigaction(SIGINT, NULL, &before) == 0 &&
	    before.sa_handler != SIG_IGN)
		sigaction(SIGINT, &action, NULL);
	if (can_wipe())
		work_tell_to(tell, NULL);
}

void cli_wait_end(void)
{
	work_hide();
	work_tell_to(NULL, NULL);
}
