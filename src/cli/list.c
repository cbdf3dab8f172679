/* cli/list.c - the command list */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/cli_private.h"
#include "cli/find.h"
#include "report/records.h"
#include "report/verified.h"
#include "store/verifications.h"

/* Those that were entered a second time, with who did that. */
static int list_verified(struct cli *cli, struct record_list *list,
			 enum report_format format, FILE *out, struct err *err)
{
	struct verification *of = alloc_new(list->count + 1, sizeof(*of));
	size_t kept = 0;
	int code = 0;

	for (size_t i = 0; i < list->count && !code; i++) {
		if (list->items[i].status != RECORD_VERIFIED) {
			record_head_done(&list->items[i]);
			continue;
		}
		if (kept != i) {
			list->items[kept] = list->items[i];
			list->items[i] = (struct record_head){ 0 };
		}
		code = verifications_of(cli->store, list->items[kept].id,
					&of[kept], err);
		kept++;
	}
	if (!code)
		list->count = kept;
	if (!code)
		code = report_verified(list->items, of, kept, format, out, err);
	for (size_t i = 0; i < kept; i++)
		verification_done(&of[i]);
	free(of);
	return code;
}

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
	code = cli_open_records(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	if (cli->values[OPTION_VERIFIED])
		choice.selection.no_drafts = true;
	code = find_records(cli, &choice.selection, &list, &err);
	if (code == 0)
		code = cli_output(cli, &out, &err);
	if (code == 0 && cli->values[OPTION_VERIFIED])
		code = list_verified(cli, &list, format, out.stream, &err);
	else if (code == 0)
		code = report_record_list(list.items, list.count, format,
					  out.stream, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	record_list_done(&list);
	return code ? cli_fail(&err) : EXIT_DONE;
}
