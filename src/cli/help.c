/* cli/help.c - what can be typed, from the tables */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/cli_private.h"
#include "exchange/sav.h"
#include "store/key.h"

#define HELP_COLUMN 28

#define HELP_COLUMNS 80

/* "  WHAT" and from the same column on what it means, wrapped. */
static void print_line(const char *what, const char *help)
{
	int room = HELP_COLUMN - 2 - utf8_columns(what);
	size_t length;

	printf("  %s", what);
	if (room < 2)
		printf("\n%*s", HELP_COLUMN, "");
	else
		printf("%*s", room, "");
	while (help && *help) {
		const char *next =
			utf8_wrap(help, HELP_COLUMNS - HELP_COLUMN, &length);

		printf("%.*s\n", (int)length, help);
		if (next && *next)
			printf("%*s", HELP_COLUMN, "");
		help = next;
	}
}

/* formats: what --format takes where this is printed, or NULL. */
static void print_option(const struct cli_option *option, const char *formats)
{
	const char *argument = option == &cli_options[OPTION_FORMAT] && formats
				       ? formats
				       : option->argument;
	char *letter = option->letter ? alloc_print("-%c, ", option->letter)
				      : alloc_text("    ");
	char *what = argument ? alloc_print("%s--%s %s", letter, option->name,
					    _(argument))
			      : alloc_print("%s--%s", letter, option->name);

	print_line(what, _(option->help));
	free(what);
	free(letter);
}

static void print_command(const struct command *command)
{
	const char *name = command->name[0] ? command->name : _("(no command)");
	char *what = command->arguments[0]
			     ? alloc_print("%s %s", name, _(command->arguments))
			     : alloc_text(name);

	print_line(what, _(command->help));
	free(what);
}

static void print_general(void)
{
	size_t i;

	printf(_("Use: %s [OPTION...] [COMMAND [ARGUMENT...]]\n"), PACKAGE);
	printf("\n%s\n", _("Commands"));
	for (i = 0; i < COMMANDS; i++)
		print_command(&commands[i]);
	printf("\n%s\n", _("Options of every command"));
	for (i = 0; i < OPTIONS; i++)
		if (cli_options[i].commands == 0)
			print_option(&cli_options[i], NULL);
	printf("\n");
	printf(_("What else a command takes: %s COMMAND --help\n"), PACKAGE);
	printf(
		_("Without -d the file is the one that SPOEDPEIL_DATA names, "
		  "else your own.\n"));
}

static void print_one(enum command_id id)
{
	const struct command *command = &commands[id];
	bool any = false;
	size_t i;

	printf(_("Use: %s %s [OPTION...]%s%s\n"), PACKAGE, command->name,
	       command->arguments[0] ? " " : "",
	       command->arguments[0] ? _(command->arguments) : "");
	printf("\n  %s\n", _(command->help));
	for (i = 0; i < OPTIONS; i++) {
		if (cli_options[i].commands == 0 ||
		    !cli_option_is_for(&cli_options[i], id))
			continue;
		if (!any)
			printf("\n%s\n", _("Options"));
		any = true;
		print_option(&cli_options[i], commands[id].formats);
	}
	printf("\n");
	printf(_("Options of every command: %s --help\n"), PACKAGE);
}

void cli_print_help(enum command_id command)
{
	if (command == COMMAND_SCREEN)
		print_general();
	else
		print_one(command);
}

void cli_print_version(void)
{
	printf("%s\n", PACKAGE_STRING);
	printf("%s\n", _("Licence EUPL-1.2, without any warranty"));
	/* TRANSLATORS: parts of the program that were not built in. */
	printf("%s\n", sav_is_there()
			       ? _("Left out: nothing")
			       : _("Left out: ReadStat (export to SPSS and "
				   "Stata)"));
	printf("%s\n", key_is_possible()
			       ? _("With SQLCipher: data rekey encrypts")
			       : _("Without SQLCipher: encrypt the disk"));
}
