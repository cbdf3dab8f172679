/* cli/export.c - the command export */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/csv_export.h"

int command_export(struct cli *cli)
{
	const char *format = cli->values[OPTION_FORMAT];
	struct choice choice = { 0 };
	struct file_output out = { 0 };
	struct err err = { 0 };
	size_t rows = 0;
	int status;
	int code;

	if (format && strcmp(format, "csv") != 0)
		return cli_usage(cli, _("an export is csv, not %s"), format);
	code = cli_open(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	cli_choose_main_form(cli, &choice);
	code = cli_output(cli, &out, &err);
	if (code == 0)
		code = csv_export(cli->store, cli->catalogue, &choice.selection,
				  out.stream, &rows, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	if (code)
		return cli_fail(&err);
	return cli_say(EXIT_DONE,
		       text_plural("%zu record of %s", "%zu records of %s",
				   (long long)rows),
		       rows, choice.form->name);
}
