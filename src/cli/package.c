/* cli/package.c - export --format package: look, agree, deliver */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/package.h"
#include "exchange/told.h"

/* What leaves and what stays. */
static void show(const struct package *package,
		 const struct package_options *options)
{
	struct buffer b = { 0 };
	char *rest;

	told_package(&b, package, options);
	rest = b.bytes;
	while (rest && *rest)
		cli_line(stderr, "%s", strsep(&rest, "\n"));
	buffer_done(&b);
}

static int agree_and_deliver(struct cli *cli, const struct package *package,
			     const struct package_options *options)
{
	struct authorship by = cli_author(cli);
	char sum[CHECKSUM_ROOM] = "";
	struct err err = { 0 };

	show(package, options);
	if (!cli->values[OPTION_YES]) {
		if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
			return cli_usage(cli, _("nobody was asked whether this "
						"may leave; --yes says so"));
		if (!cli_agrees(_("Make this package? [y/N]")))
			return cli_say(EXIT_FAILED, _("nothing was made"));
	}
	if (package_deliver(cli->store, package, cli->values[OPTION_OUTPUT],
			    &by, sum, &err))
		return cli_fail(&err);
	return cli_say(EXIT_DONE,
		       text_plural("%zu record in %s, SHA-256 %s",
				   "%zu records in %s, SHA-256 %s",
				   (long long)package_rows(package)),
		       package_rows(package), cli->values[OPTION_OUTPUT], sum);
}

int cli_export_package(struct cli *cli, enum purpose purpose)
{
	struct package_options options = {
		.purpose = purpose ? purpose : PURPOSE_BENCHMARK,
		.free_text = cli->values[OPTION_FREE_TEXT] != NULL,
		.coarse_dates = cli->values[OPTION_COARSE_DATES] != NULL,
		.since_last = cli->values[OPTION_SINCE_LAST] != NULL,
	};
	struct package *package = NULL;
	struct choice choice = { 0 };
	struct err err = { 0 };
	int status;

	if (!cli->values[OPTION_OUTPUT])
		return cli_usage(cli, _("a package is a file: -o says which"));
	if (cli->values[OPTION_ALL])
		return cli_usage(cli, _("--all does not go with %s"),
				 "package");
	if (cli_open_records(cli, false, &err))
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	options.selection = choice.selection;
	if (package_make(cli->store, cli->catalogue, &options, &package, &err))
		return cli_fail(&err);
	status = agree_and_deliver(cli, package, &options);
	package_free(package);
	return status;
}
