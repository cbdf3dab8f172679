/* cli/list.c - the command list */
#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "cli/cli_private.h"
#include "cli/find.h"
#include "report/records.h"

int command_list(struct cli *cli)
{
	struct choice choice = { 0 };
	enum report_format format;
	struct record_list list = { 0 };
	struct file_output out = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	status = cli_format(cli, &format);
	if (status)
		return status;
	code = cli_open(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	code = find_records(cli, &choice.selection, &list, &err);
	if (code == 0)
		code = cli_output(cli, &out, &err);
	if (code == 0)
		code = report_record_list(list.items, list.count, format,
					  out.stream, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	record_list_done(&list);
	return code ? cli_fail(&err) : EXIT_DONE;
}
