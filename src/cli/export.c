/* cli/export.c - the command export */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/csv_export.h"
#include "exchange/jsonl.h"

static int write_plain(struct outgoing *outgoing, FILE *out, struct err *err)
{
	return csv_export(outgoing, CSV_PLAIN, out, err);
}

static int write_for_spreadsheet(struct outgoing *outgoing, FILE *out,
				 struct err *err)
{
	return csv_export(outgoing, CSV_SPREADSHEET, out, err);
}

/* The formats that are one form and one stream. */
static const struct writer {
	const char *format;
	int (*write)(struct outgoing *outgoing, FILE *out, struct err *err);
} writers[] = {
	{ "csv", write_plain },
	{ "jsonl", jsonl_export },
};

/* Which formats there are, the reader of the options knows. */
static const struct writer *find_writer(const char *format, bool excel)
{
	static const struct writer for_spreadsheet = { "csv",
						       write_for_spreadsheet };
	size_t i = 0;

	while (strcmp(writers[i].format, format) != 0)
		i++;
	return excel ? &for_spreadsheet : &writers[i];
}

static int export_records(struct cli *cli, const struct writer *writer,
			  const struct choice *choice, size_t *rows,
			  struct err *err)
{
	struct outgoing outgoing = { 0 };
	struct file_output out = { 0 };
	int code;

	code = outgoing_begin(cli->store, cli->catalogue, &choice->selection,
			      &outgoing, err);
	if (code == 0)
		code = cli_output(cli, &out, err);
	if (code == 0)
		code = writer->write(&outgoing, out.stream, err);
	if (code == 0)
		code = file_commit(&out, err);
	*rows = outgoing.written;
	file_cancel(&out);
	outgoing_done(&outgoing);
	return code;
}

int command_export(struct cli *cli)
{
	const char *format = cli->values[OPTION_FORMAT];
	bool excel = cli->values[OPTION_EXCEL] != NULL;
	struct choice choice = { 0 };
	struct err err = { 0 };
	size_t rows = 0;
	int status;
	int code;

	if (!format)
		format = "csv";
	if (excel && strcmp(format, "csv") != 0)
		return cli_usage(cli, _("--excel does not go with %s"), format);
	code = cli_open(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	cli_choose_main_form(cli, &choice);
	code = export_records(cli, find_writer(format, excel), &choice, &rows,
			      &err);
	if (code)
		return cli_fail(&err);
	return cli_say(EXIT_DONE,
		       text_plural("%zu record of %s", "%zu records of %s",
				   (long long)rows),
		       rows, choice.form->name);
}
