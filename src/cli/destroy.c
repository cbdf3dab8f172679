/* cli/destroy.c - the command data destroy */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "store/destroy.h"
#include "store/trajecten.h"

/* Say how far it is; the result is the exit status. */
static int report(const struct problem_list *left, const char *named)
{
	if (left->count == 0)
		return cli_say(EXIT_DONE,
			       _("%s is destroyed, here and in the backups"),
			       named);
	cli_print_problems(left);
	return cli_say(EXIT_FAILED,
		       _("%s is destroyed, but what it left behind is not all "
			 "gone yet; then give this command again (%s also "
			 "tries when it starts)"),
		       named, PACKAGE);
}

static int finish(struct cli *cli)
{
	struct problem_list left = { 0 };
	struct err err = { 0 };
	int status;

	if (destroy_finish(cli->store, &left, &err) != 0)
		status = cli_fail(&err);
	else
		status = report(&left, cli->arguments[0]);
	problem_list_done(&left);
	return status;
}

static int ask(struct cli *cli, const struct traject *traject, char **typed)
{
	struct destroy_counts counts = { 0 };
	struct err err = { 0 };

	if (destroy_look(cli->store, traject->id, &counts, &err) != 0)
		return cli_fail(&err);
	cli_line(stderr,
		 _("Traject %s of %s, with %lld forms and %lld drafts, "
		   "will be gone for good, also from the backups."),
		 traject->code, traject->organisatie, (long long)counts.records,
		 (long long)counts.drafts);
	*typed = cli_ask(_("Type its code to destroy it:"));
	return EXIT_DONE;
}

/* Is the code there a second time?  0 or the status. */
static int confirm(struct cli *cli, const struct traject *traject)
{
	char *typed = NULL;
	int status = EXIT_DONE;

	if (cli->argument_count > 1)
		typed = alloc_text(cli->arguments[1]);
	else if (cli->values[OPTION_YES])
		return cli_usage(cli, _("with --yes the code must be given a "
					"second time"));
	else
		status = ask(cli, traject, &typed);
	if (status == EXIT_DONE &&
	    (!typed || strcmp(typed, traject->code) != 0))
		status = cli_say(EXIT_FAILED,
				 _("that is not the code %s; nothing was "
				   "destroyed"),
				 traject->code);
	free(typed);
	return status;
}

static int destroy(struct cli *cli, const struct traject *traject)
{
	struct authorship by = cli_author(cli);
	struct problem_list left = { 0 };
	struct err err = { 0 };
	int status = confirm(cli, traject);

	if (status)
		return status;
	if (destroy_traject(cli->store, traject->id, &by, &left, &err) != 0)
		status = cli_fail(&err);
	else
		status = report(&left, cli->arguments[0]);
	problem_list_done(&left);
	return status;
}

int command_data_destroy(struct cli *cli)
{
	struct traject traject = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	code = cli_open_store(cli, false, &err);
	if (code)
		return cli_fail(&err);
	code = trajecten_named(cli->store, cli->arguments[0], &traject, &err);
	if (code == ERR_NOTFOUND && destroy_is_unfinished(cli->store))
		return finish(cli);
	if (code)
		return cli_fail(&err);
	status = destroy(cli, &traject);
	traject_done(&traject);
	return status;
}
