/* cli/args.c - see cli/args.h */
#include "config.h"

#include "cli/args.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"

/* What is being read. */
struct reading {
	struct cli *cli;
	int argc;
	char **argv;
	int at;
	bool literal; /* after --, everything is an argument */
};

/* --- options */

static const struct cli_option *find_long(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		if (strlen(cli_options[i].name) == length &&
		    strncmp(cli_options[i].name, name, length) == 0)
			return &cli_options[i];
	return NULL;
}

static const struct cli_option *find_letter(char letter)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		if (cli_options[i].letter && cli_options[i].letter == letter)
			return &cli_options[i];
	return NULL;
}

static int unknown_option(const struct cli *cli, const char *given)
{
	const char *names[OPTIONS];
	const char *nearest;
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		names[i] = cli_options[i].name;
	nearest = given[0] == '-' && given[1] == '-'
			  ? utf8_nearest(given + 2, names, OPTIONS)
			  : NULL;
	if (nearest)
		return cli_usage(cli,
				 _("there is no option %s; did you mean --%s?"),
				 given, nearest);
	return cli_usage(cli, _("there is no option %s"), given);
}

/* Is value one of the words with | between them? */
static bool is_word(const char *words, const char *value)
{
	size_t length = strlen(value);

	while (words) {
		const char *end = strchr(words, '|');
		size_t word = end ? (size_t)(end - words) : strlen(words);

		if (word == length && strncmp(words, value, word) == 0)
			return true;
		words = end ? end + 1 : NULL;
	}
	return false;
}

/* What it may be is looked at when it is known of which command it is. */
static void keep_option(struct cli *cli, const struct cli_option *option,
			const char *value)
{
	size_t id = (size_t)(option - cli_options);

	cli->values[id] = value;
	if (id == OPTION_FORMS)
		cli->forms[cli->forms_count++] = value;
}

/* The argument after this one, for an option that needs one; "" at the end. */
static const char *take_value(struct reading *reading)
{
	if (reading->at + 1 >= reading->argc)
		return "";
	return reading->argv[++reading->at];
}

static int read_long(struct reading *reading, const char *given)
{
	const char *equals = strchr(given, '=');
	size_t length =
		equals ? (size_t)(equals - given) - 2 : strlen(given) - 2;
	const struct cli_option *option = find_long(given + 2, length);
	const char *value = "";

	if (!option)
		return unknown_option(reading->cli, given);
	if (equals && !option->argument)
		return cli_usage(reading->cli, _("--%s takes nothing"),
				 option->name);
	if (equals)
		value = equals + 1;
	else if (option->argument)
		value = take_value(reading);
	keep_option(reading->cli, option, value);
	return 0;
}

static int read_letters(struct reading *reading, const char *given)
{
	const char *letter;

	for (letter = given + 1; *letter; letter++) {
		const struct cli_option *option = find_letter(*letter);

		if (!option)
			return unknown_option(reading->cli, given);
		if (option->argument) {
			keep_option(reading->cli, option,
				    letter[1] ? letter + 1
					      : take_value(reading));
			return 0;
		}
		keep_option(reading->cli, option, "");
	}
	return 0;
}

/* --- the command */

/* Is word the first of the two words of a command? */
static bool is_first_word(const char *name, const char *word)
{
	size_t length = strlen(word);

	return strncmp(name, word, length) == 0 && name[length] == ' ';
}

static bool is_group(const char *word)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		if (is_first_word(commands[i].name, word))
			return true;
	return false;
}

static int unknown_command(const struct cli *cli)
{
	const char *names[COMMANDS];
	const char *word = cli->arguments[0];
	const char *nearest;
	char *given;
	int status;
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	if (is_group(word) && cli->argument_count == 1)
		return cli_usage(cli, _("%s needs a second word"), word);

	given = is_group(word) ? alloc_print("%s %s", word, cli->arguments[1])
			       : alloc_text(word);
	nearest = utf8_nearest(given, names, COMMANDS);
	if (nearest && nearest[0])
		status = cli_usage(
			cli, _("there is no command %s; did you mean %s?"),
			given, nearest);
	else
		status = cli_usage(cli, _("there is no command %s"), given);
	free(given);
	return status;
}

/* How many of the arguments are the words of this command; 0: it is not. */
static size_t words_of(const struct cli *cli, const struct command *command)
{
	const char *space = strchr(command->name, ' ');

	if (!command->name[0] || cli->argument_count == 0)
		return 0;
	if (!space)
		return strcmp(command->name, cli->arguments[0]) == 0;
	if (cli->argument_count > 1 &&
	    is_first_word(command->name, cli->arguments[0]) &&
	    strcmp(space + 1, cli->arguments[1]) == 0)
		return 2;
	return 0;
}

static int find_command(struct cli *cli)
{
	size_t i;

	if (cli->argument_count == 0)
		return 0;
	for (i = 0; i < COMMANDS; i++) {
		size_t words = words_of(cli, &commands[i]);

		if (words == 0)
			continue;
		cli->command = (enum command_id)i;
		cli->argument_count -= words;
		memmove(cli->arguments, cli->arguments + words,
			cli->argument_count * sizeof(*cli->arguments));
		return 0;
	}
	/* "form --help" asks which there are. */
	if (is_group(cli->arguments[0]) && cli->argument_count == 1 &&
	    cli->values[OPTION_HELP])
		return 0;
	return unknown_command(cli);
}

static int check_option(const struct cli *cli, const struct cli_option *option,
			const char *value)
{
	const struct command *command = &commands[cli->command];

	if (!cli_option_is_for(option, cli->command) && !command->name[0])
		return cli_usage(cli, _("--%s needs a command"), option->name);
	if (!cli_option_is_for(option, cli->command))
		return cli_usage(cli, _("--%s does not go with %s"),
				 option->name, command->name);
	if (option->argument && !value[0])
		return cli_usage(cli, _("--%s needs %s"), option->name,
				 _(option->argument));
	if (option->words && !is_word(option->words, value))
		return cli_usage(cli, _("--%s takes %s, not %s"), option->name,
				 option->words, value);
	return 0;
}

static int check_arguments(const struct cli *cli)
{
	const struct command *command = &commands[cli->command];
	int status = 0;

	for (size_t i = 0; i < OPTIONS && status == 0; i++)
		if (cli->values[i])
			status = check_option(cli, &cli_options[i],
					      cli->values[i]);
	if (status)
		return status;
	if (cli->values[OPTION_FORMAT] &&
	    !is_word(command->formats, cli->values[OPTION_FORMAT]))
		return cli_usage(cli, _("--%s takes %s, not %s"),
				 cli_options[OPTION_FORMAT].name,
				 command->formats, cli->values[OPTION_FORMAT]);
	if (cli->argument_count < (size_t)command->min)
		return cli_usage(cli, _("%s needs %s"), command->name,
				 _(command->arguments));
	if (command->max >= 0 && cli->argument_count > (size_t)command->max)
		return cli_usage(cli, _("%s is one argument too many"),
				 cli->arguments[command->max]);
	return 0;
}

int args_read(struct cli *cli, int argc, char **argv)
{
	struct reading reading = { .cli = cli, .argc = argc, .argv = argv };
	int status = 0;

	cli->arguments = alloc_new((size_t)argc, sizeof(*cli->arguments));
	cli->forms = alloc_new((size_t)argc, sizeof(*cli->forms));
	for (reading.at = 1; reading.at < argc && status == 0; reading.at++) {
		const char *given = argv[reading.at];

		if (reading.literal || given[0] != '-' || !given[1])
			cli->arguments[cli->argument_count++] = given;
		else if (strcmp(given, "--") == 0)
			reading.literal = true;
		else if (given[1] == '-')
			status = read_long(&reading, given);
		else
			status = read_letters(&reading, given);
	}
	if (status == 0)
		status = find_command(cli);
	if (status == 0 && !cli->values[OPTION_HELP] &&
	    !cli->values[OPTION_VERSION])
		status = check_arguments(cli);
	return status;
}

const char *args_language(int argc, char **argv)
{
	const char *language = NULL;
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			language = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			language = argv[++i];
	}
	return language;
}
