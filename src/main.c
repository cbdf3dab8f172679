/* main.c - the program: what holds for the whole process */
#include "config.h"

#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cli/cli.h"

/*
 * A reader that goes away, or a file that may not grow, is a failed write, so
 * that nothing is left half done.
 */
static void let_writing_fail(void)
{
	struct sigaction action = { .sa_handler = SIG_IGN };

	sigemptyset(&action.sa_mask);
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
}

/*
 * No memory of this program goes to a core file, and files are the person's
 * alone.  A sanitizer must be able to look into its own process.
 */
static void keep_to_ourselves(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

int main(int argc, char **argv)
{
	keep_to_ourselves();
	let_writing_fail();
	return cli_run(argc, argv);
}
