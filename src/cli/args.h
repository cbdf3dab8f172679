/*
 * cli/args.h - from the words of the command line to a command
 *
 * Options may stand before, between and after the words of the command.
 *
 * Owns      what is kept in the cli points into argv.
 * Fails     EXIT_USAGE, after having said what is wrong.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "cli/cli_private.h"

/* Sets command, values, arguments and forms. */
CHECKED int args_read(struct cli *cli, int argc, char **argv);

/* The language that is asked for, before anything is said; or NULL. */
const char *args_language(int argc, char **argv);

#endif
