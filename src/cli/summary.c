/* cli/summary.c - the command summary */
#include "config.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "measure/compare.h"
#include "measure/figures.h"
#include "measure/others.h"
#include "report/html.h"
#include "report/summary.h"

/* How the figures are wanted. */
struct asked {
	bool is_page; /* as one page, and not in a format: */
	enum report_format format;
	int threshold;
	bool compare;
	struct compare_ask with;
};

/* What costs more than the figures themselves: all of it, or when asked for. */
static int add_extras(const struct cli *cli, const struct selection *selection,
		      bool all, struct figures *figures, struct err *err)
{
	char today[DATE_ROOM];
	int code = 0;

	day_write(clock_today(), today);
	if (all || cli->values[OPTION_REASONS])
		code = figures_add_reasons(figures, cli->store, cli->catalogue,
					   selection, err);
	if (!code && (all || cli->values[OPTION_RESPONSE]))
		code = figures_add_response(figures, cli->store, cli->catalogue,
					    selection, today, err);
	return code;
}

/* A page holds the other forms of the programme too, unless one was named. */
static int print_page(const struct cli *cli, const struct choice *choice,
		      const struct figures *figures, FILE *out, struct err *err)
{
	struct figures_list others = { 0 };
	struct report_html page = { .figures = figures,
				    .catalogue = cli->catalogue };
	int code = 0;

	if (!cli->values[OPTION_FORM])
		code = figures_of_others(cli->store, cli->catalogue,
					 &choice->selection, choice->form->name,
					 figures->threshold, &others, err);
	page.others = others.items;
	page.other_count = others.count;
	if (code == 0)
		code = report_html(&page, out, err);
	figures_list_done(&others);
	return code;
}

/* The figures, counted, into the output. */
static int print_summary(struct cli *cli, const struct choice *choice,
			 const struct asked *asked, struct err *err)
{
	struct figures *figures = NULL;
	struct file_output out = { 0 };
	int code = figures_of(cli->store, cli->catalogue, &choice->selection,
			      asked->threshold, &figures, err);

	if (code == 0)
		code = add_extras(cli, &choice->selection, asked->is_page,
				  figures, err);
	if (code == 0 && asked->compare)
		code = figures_add_comparison(
			figures, cli->store, cli->catalogue, &choice->selection,
			&asked->with, err);
	if (code == 0)
		code = cli_output(cli, &out, err);
	if (code == 0 && asked->is_page)
		code = print_page(cli, choice, figures, out.stream, err);
	else if (code == 0)
		code = report_summary(figures, cli->catalogue, asked->format,
				      out.stream, err);
	if (code == 0)
		code = file_commit(&out, err);
	file_cancel(&out);
	figures_free(figures);
	return code;
}

/* A page has other forms in it, and what costs more reads them. */
static bool needs_other_forms(const struct cli *cli, const struct asked *asked)
{
	return asked->is_page || cli->values[OPTION_REASONS] ||
	       cli->values[OPTION_RESPONSE];
}

/* What the options say, of how; or the status to end with. */
static int read_asked(struct cli *cli, struct asked *asked)
{
	const char *named = cli->values[OPTION_FORMAT];
	int64_t threshold = 0;
	int status = 0;

	asked->is_page = named && strcmp(named, "html") == 0;
	if (!asked->is_page)
		status = cli_format(cli, &asked->format);
	if (status == 0)
		status = cli_number(cli, OPTION_SUPPRESS, 0, 1000000, 0,
				    &threshold);
	if (status == 0)
		status = cli_compare(cli, &asked->with, &asked->compare);
	asked->threshold = (int)threshold;
	return status;
}

int command_summary(struct cli *cli)
{
	struct choice choice = { 0 };
	struct asked asked = { 0 };
	struct err err = { 0 };
	int status = read_asked(cli, &asked);
	int code;

	if (status)
		return status;
	code = cli_open(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;
	cli_choose_main_form(cli, &choice);
	if (!needs_other_forms(cli, &asked))
		catalogue_narrow(cli->catalogue, choice.selection.form);
	code = print_summary(cli, &choice, &asked, &err);
	return code ? cli_fail(&err) : EXIT_DONE;
}
