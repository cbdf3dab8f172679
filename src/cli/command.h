/*
 * cli/command.h - every command and every option, once
 *
 * The reader of the command line and the help go by these two tables; the manual
 * and the completion are held to them by tests/arch/manual.sh.
 *
 * Owns      nothing: the tables are constant.
 * Fails     never.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct cli; /* cli/cli_private.h */

enum command_id {
	COMMAND_SCREEN, /* no command: the full screen */
	COMMAND_ENTER,
	COMMAND_LIST,
	COMMAND_SHOW,
	COMMAND_SUMMARY,
	COMMAND_IMPORT,
	COMMAND_EXPORT,
	COMMAND_FORM_CHECK,
	COMMAND_FORM_LIST,
	COMMAND_FORM_SHOW,
	COMMAND_FORM_PRINT,
	COMMAND_FORM_SCHEMA,
	COMMAND_DATA_INFO,
	COMMAND_DATA_CHECK,
	COMMAND_DATA_BACKUP,
	COMMAND_DATA_RESTORE,
	COMMAND_DATA_WITHDRAW,
	COMMAND_DATA_RENAME,
	COMMAND_DATA_DESTROY,
	COMMAND_DATA_PIN,
	COMMAND_DATA_REKEY,
	COMMAND_DEMO,
	COMMANDS /* how many */
};

struct command {
	const char *name;      /* one word, or two: "form check" */
	const char *arguments; /* as the help shows them; "" when none */
	int min, max;          /* how many; max -1: any number */
	const char *formats;   /* for --format, with | between; or NULL */
	const char *help;      /* one line */
	int (*run)(struct cli *cli);
};

extern const struct command commands[COMMANDS];

enum option_id {
	OPTION_DATA,
	OPTION_FORMS,
	OPTION_LANG,
	OPTION_PLAIN,
	OPTION_ASCII,
	OPTION_COLOR,
	OPTION_READ_ONLY,
	OPTION_PRACTICE,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_FORM,
	OPTION_TRAJECT,
	OPTION_JEUGDIGE,
	OPTION_VERIFY,
	OPTION_FROM,
	OPTION_TO,
	OPTION_YEAR,
	OPTION_BY,
	OPTION_ORGANISATIE,
	OPTION_TEAM,
	OPTION_MEDEWERKER,
	OPTION_SUPPRESS,
	OPTION_REASONS,
	OPTION_RESPONSE,
	OPTION_COMPARE,
	OPTION_FORMAT,
	OPTION_PURPOSE,
	OPTION_EXCEL,
	OPTION_FORM_FILE,
	OPTION_FREE_TEXT,
	OPTION_COARSE_DATES,
	OPTION_SINCE_LAST,
	OPTION_OUTPUT,
	OPTION_ALL,
	OPTION_VERIFIED,
	OPTION_DRY_RUN,
	OPTION_STRICT,
	OPTION_PREFER,
	OPTION_ADD_NAMES,
	OPTION_REASON,
	OPTION_YES,
	OPTION_KEEP,
	OPTION_RESET,
	OPTION_RECORDS,
	OPTION_SEED,
	OPTION_YEARS,
	OPTIONS /* how many */
};

struct cli_option {
	const char *name;     /* without the dashes */
	char letter;          /* or '\0' */
	const char *argument; /* as the help shows it; NULL: takes none */
	/* The words that may be given, with | between; NULL: anything. */
	const char *words;
	unsigned commands; /* one bit for each that knows it; 0: all of them */
	const char *help;
};

extern const struct cli_option cli_options[OPTIONS];

bool cli_option_is_for(const struct cli_option *option,
		       enum command_id command);

#endif
