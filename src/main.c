/* main.c - the program: the exit status, and the signals */
#include "config.h"

#include <signal.h>
#include <stddef.h>

#include "cli/cli.h"

/* A reader that goes away is a failed write, and is said as one. */
static void ignore_broken_pipes(void)
{
	struct sigaction action = { .sa_handler = SIG_IGN };

	sigemptyset(&action.sa_mask);
	sigaction(SIGPIPE, &action, NULL);
}

int main(int argc, char **argv)
{
	ignore_broken_pipes();
	return cli_run(argc, argv);
}
