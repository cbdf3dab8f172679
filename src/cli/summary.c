/* cli/summary.c - the command summary */
#include "config.h"

#include <stdlib.h>

#include "cli/cli_private.h"
#include "measure/figures.h"
#include "report/summary.h"

int command_summary(struct cli *cli)
{
	struct choice choice = { 0 };
	enum report_format format;
	int64_t threshold;
	struct figures *figures = NULL;
	struct file_output out = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	status = cli_format(cli, &format);
	if (status == 0)
		status = cli_number(cli, OPTION_SUPPRESS, 0, 1000000, 0,
				    &threshold);
	if (status)
		return status;
	code = cli_open(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	cli_choose_main_form(cli, &choice);
	code = figures_of(cli->store, cli->catalogue, &choice.selection,
			  (int)threshold, &figures, &err);
	if (code == 0)
		code = cli_output(cli, &out, &err);
	if (code == 0)
		code = report_summary(figures, cli->catalogue, format,
				      out.stream, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	figures_free(figures);
	return code ? cli_fail(&err) : EXIT_DONE;
}
