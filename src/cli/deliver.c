/* cli/deliver.c - export to an authority, by a delivery among the forms */
#include "config.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/deliver.h"

/* Options of a selection that a delivery has no use for. */
static int refuse_options(const struct cli *cli, const char *format)
{
	static const enum option_id useless[] = { OPTION_FORM, OPTION_YEAR,
						  OPTION_BY, OPTION_ALL,
						  OPTION_EXCEL };
	size_t i;

	for (i = 0; i < COUNT(useless); i++)
		if (cli->values[useless[i]])
			return cli_usage(cli, _("--%s does not go with %s"),
					 cli_options[useless[i]].name, format);
	return 0;
}

static int find_delivery(const struct cli *cli, const char *name,
			 const struct delivery **out, struct err *err)
{
	*out = catalogue_delivery(cli->catalogue, name);
	if (*out)
		return 0;
	return err_set(err, ERR_NOTFOUND,
		       _("there is no file with delivery: %s among the forms"),
		       name);
}

static void say_result(const struct delivery *delivery,
		       const struct deliver_period *period,
		       const struct deliver_result *result)
{
	cli_say_left_out(&result->left_out, purpose_name(delivery->purpose));
	if (result->outside)
		cli_say(EXIT_DONE,
			text_plural("left out: %zu record outside the period",
				    "left out: %zu records outside the period",
				    (long long)result->outside),
			result->outside);
	if (result->merged)
		cli_say(EXIT_DONE,
			text_plural("%zu record became one with another",
				    "%zu records became one with another",
				    (long long)result->merged),
			result->merged);
	cli_say(EXIT_DONE,
		text_plural("%zu row from %s to %s", "%zu rows from %s to %s",
			    (long long)result->rows),
		result->rows, period->from, period->to);
	if (delivery->note.count)
		cli_say(EXIT_DONE, _("note: %s"), words_text(&delivery->note));
}

static int write_delivery(struct cli *cli, const struct delivery *delivery,
			  const struct choice *choice,
			  const struct deliver_period *period, struct err *err)
{
	struct deliver_ask ask = { .delivery = delivery,
				   .of = &choice->selection,
				   .period = period };
	struct deliver_result result = { 0 };
	struct file_output out = { 0 };
	int code = cli_output(cli, &out, err);

	if (code == 0)
		code = deliver(cli->store, cli->catalogue, &ask, out.stream,
			       &result, err);
	if (code == 0)
		code = file_commit(&out, err);
	if (code == 0)
		say_result(delivery, period, &result);
	cli_print_problems(&result.problems);
	file_cancel(&out);
	deliver_done(&result);
	return code;
}

int cli_deliver(struct cli *cli, const char *format)
{
	const char *purpose = cli->values[OPTION_PURPOSE];
	const struct delivery *delivery = NULL;
	struct deliver_period period;
	struct choice choice = { 0 };
	struct err err = { 0 };
	int status = refuse_options(cli, format);
	int code;

	if (status)
		return status;
	code = cli_open_records(cli, true, &err);
	if (code == 0)
		code = find_delivery(cli, format, &delivery, &err);
	if (code)
		return cli_fail(&err);
	if (purpose && strcmp(purpose, purpose_name(delivery->purpose)) != 0)
		return cli_usage(cli, _("%s is for %s, not for %s"), format,
				 purpose_name(delivery->purpose), purpose);
	status = cli_choice(cli, &choice);
	if (status)
		return status;
	code = deliver_period(delivery, choice.selection.from,
			      choice.selection.to, clock_today(), &period,
			      &err);
	if (code)
		return cli_fail(&err);
	code = write_delivery(cli, delivery, &choice, &period, &err);
	if (code == 0)
		return EXIT_DONE;
	cli_fail(&err);
	return code == ERR_INVALID ? EXIT_REFUSED : EXIT_FAILED;
}
