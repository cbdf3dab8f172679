/* cli/import.c - the command import */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/csv_import.h"

/* As much as a spreadsheet could hold many times over. */
#define IMPORT_MAX ((size_t)1 << 30)

static void say_result(const struct cli *cli,
		       const struct import_result *result)
{
	cli_say(EXIT_DONE,
		_("%zu rows: %zu new, %zu changed, %zu the same, %zu refused"),
		result->rows, result->added, result->changed, result->same,
		result->refused);
	if (result->trajecten > 0)
		cli_say(EXIT_DONE,
			text_plural(
				"%zu traject was not known and was made",
				"%zu trajecten were not known and were made",
				(long long)result->trajecten),
			result->trajecten);
	if (!result->kept)
		cli_say(EXIT_DONE, cli->values[OPTION_DRY_RUN]
					   ? _("this was a try: nothing was "
					       "changed")
					   : _("nothing was changed, because "
					       "not every row is good"));
}

int command_import(struct cli *cli)
{
	struct import_options options = {
		.file = cli->arguments[0],
		.organisatie = cli->settings.organisatie,
		.strict = cli->values[OPTION_STRICT] != NULL,
		.dry_run = cli->values[OPTION_DRY_RUN] != NULL,
		.add_names = cli->values[OPTION_ADD_NAMES] != NULL,
		.by = cli_author(cli),
	};
	struct import_result result = { 0 };
	struct choice choice = { 0 };
	struct err err = { 0 };
	char *text = NULL;
	size_t length = 0;
	int status;
	int code;

	code = file_read(cli->arguments[0], IMPORT_MAX, &text, &length, &err);
	if (code == 0)
		code = cli_open(cli, false, &err);
	if (code) {
		free(text);
		return cli_fail(&err);
	}

	status = cli_choice(cli, &choice);
	if (status == 0) {
		options.form = choice.selection.form;
		options.version = choice.selection.version;
		code = csv_import(cli->store, cli->catalogue, text, length,
				  &options, &result, &err);
		cli_print_problems(&result.problems);
		if (code)
			status = cli_fail(&err);
		else
			say_result(cli, &result);
		if (code == 0 && result.refused > 0)
			status = EXIT_REFUSED;
	}
	import_result_done(&result);
	free(text);
	return status;
}
