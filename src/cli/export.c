/* cli/export.c - the command export */
#include "config.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/csv_export.h"
#include "exchange/fhir.h"
#include "exchange/jsonl.h"
#include "exchange/sav.h"
#include "exchange/told.h"

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
	{ "csv", write_plain },  { "jsonl", jsonl_export },
	{ "sav", sav_export },   { "dta", dta_export },
	{ "fhir", fhir_export },
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

void cli_say_left_out(const struct left_out *left_out, const char *purpose)
{
	struct buffer b = { 0 };

	told_left_out(&b, left_out, purpose);
	cli_say_lines(&b);
	buffer_done(&b);
}

static int export_records(struct cli *cli, const struct writer *writer,
			  const struct choice *choice, enum purpose purpose,
			  struct err *err)
{
	struct outgoing outgoing = { 0 };
	struct file_output out = { 0 };
	int code;

	code = outgoing_begin(cli->store, cli->catalogue, &choice->selection,
			      purpose, &outgoing, err);
	if (code == 0)
		code = cli_output(cli, &out, err);
	if (code == 0)
		code = writer->write(&outgoing, out.stream, err);
	if (code == 0)
		code = file_commit(&out, err);
	if (code == 0) {
		cli_say_left_out(&outgoing.left_out, purpose_name(purpose));
		cli_say(EXIT_DONE,
			text_plural("%zu record of %s", "%zu records of %s",
				    (long long)outgoing.written),
			outgoing.written, choice->form->name);
	}
	file_cancel(&out);
	outgoing_done(&outgoing);
	return code;
}

/* What only a package can do; NULL when nothing of that was asked for. */
static const char *asked_of_package(const struct cli *cli)
{
	static const enum option_id options[] = { OPTION_FREE_TEXT,
						  OPTION_COARSE_DATES,
						  OPTION_SINCE_LAST,
						  OPTION_YES };

	for (size_t i = 0; i < COUNT(options); i++)
		if (cli->values[options[i]])
			return cli_options[options[i]].name;
	return NULL;
}

int command_export(struct cli *cli)
{
	const char *format = cli->values[OPTION_FORMAT];
	const char *named = cli->values[OPTION_PURPOSE];
	bool excel = cli->values[OPTION_EXCEL] != NULL;
	enum purpose purpose = PURPOSE_NONE;
	struct choice choice = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	if (!format)
		format = "csv";
	if (excel && strcmp(format, "csv") != 0)
		return cli_usage(cli, _("--excel does not go with %s"), format);
	if (named)
		(void)purpose_read(named, &purpose);
	if (strcmp(format, "package") == 0)
		return cli_export_package(cli, purpose);
	if (asked_of_package(cli))
		return cli_usage(cli, _("--%s goes with --format package only"),
				 asked_of_package(cli));
	if (strcmp(format, "cbs") == 0)
		return cli_deliver(cli, format);
	code = cli_open_records(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	cli_choose_main_form(cli, &choice);
	code = export_records(cli, find_writer(format, excel), &choice, purpose,
			      &err);
	return code ? cli_fail(&err) : EXIT_DONE;
}
