/*
 * cli/cli.h - the commands of the program
 *
 * Reads the command line, runs one command and says what went wrong.  Results
 * go to standard output, everything else to standard error.
 *
 * Owns      nothing.
 * Fails     with an exit status: 0 done; 1 could not, or a check found
 *           something; 2 wrong usage; 3 a row or form was refused or in
 *           conflict.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_REFUSED = 3
};

/* Run the program; the result is its exit status. */
int cli_run(int argc, char **argv);

#endif
