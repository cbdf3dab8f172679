/* cli/screen.c - the full screen, and the command enter */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli_private.h"
#include "entry/around.h"
#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/term.h"

static enum term_colour colour_of(const struct cli *cli)
{
	static const struct {
		const char *name;
		enum term_colour colour;
	} colours[] = { { "no", COLOUR_NO },
			{ "8", COLOUR_8 },
			{ "16", COLOUR_16 },
			{ "contrast", COLOUR_CONTRAST } };
	const char *name = cli->values[OPTION_COLOR];
	size_t i;

	if (cli->values[OPTION_PLAIN])
		return COLOUR_NO;
	for (i = 0; name && i < sizeof(colours) / sizeof(colours[0]); i++)
		if (strcmp(colours[i].name, name) == 0)
			return colours[i].colour;
	return COLOUR_AUTO;
}

static int check_terminal(struct err *err)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return 0;
	return err_set(err, ERR_SYSTEM,
		       _("the full screen needs a terminal for input and "
			 "output"));
}

static int run_screen(struct cli *cli, const struct app_start *start,
		      struct err *err)
{
	bool ascii = cli->values[OPTION_ASCII] || cli->values[OPTION_PLAIN];
	struct term *term = NULL;
	struct app app;
	int code;

	code = term_curses_open(colour_of(cli), ascii, &term, err);
	if (code)
		return code;
	app_init(&app, start);
	code = app_run(&app, term, err);
	app_done(&app);
	cli->signal = term->signal;
	term->kind->close(term);
	return code;
}

static struct app_start plain_start(struct cli *cli)
{
	return (struct app_start){ .store = cli->store,
				   .catalogue = cli->catalogue,
				   .settings = &cli->settings,
				   .settings_path = cli->settings_path };
}

int command_screen(struct cli *cli)
{
	struct app_start start;
	struct err err = { 0 };
	int code;

	code = check_terminal(&err);
	if (code == 0)
		code = cli_open(cli, false, &err);
	if (code == 0) {
		start = plain_start(cli);
		code = run_screen(cli, &start, &err);
	}
	return code ? cli_fail(&err) : EXIT_DONE;
}

/* Is this jeugdige in the traject? */
static int check_jeugdige(struct cli *cli, const struct traject *traject,
			  const char *jeugdige, struct err *err)
{
	struct answers *answers = NULL;
	int code;

	code = trajecten_answers(cli->store, catalogue_traject(cli->catalogue),
				 traject->id, &answers, err);
	if (code == 0 && around_row(answers, jeugdige) == 0)
		code = err_set(err, ERR_NOTFOUND,
			       _("traject %s has no jeugdige %s"),
			       traject->code, jeugdige);
	answers_free(answers);
	return code;
}

/* The form, traject and jeugdige that enter is about; 0 or the status. */
static int find_place(struct cli *cli, struct app_start *start,
		      struct traject *traject)
{
	struct choice choice = { 0 };
	struct err err = { 0 };
	int status;

	status = cli_choice(cli, &choice);
	if (status)
		return status;
	*start = plain_start(cli);
	start->form = choice.form;
	start->jeugdige = cli->values[OPTION_JEUGDIGE];
	if (start->form->per != PER_TRAJECT && !start->jeugdige)
		return cli_usage(cli,
				 _("%s is per jeugdige, so it needs "
				   "--jeugdige"),
				 start->form->name);
	if (start->form->per == PER_TRAJECT && start->jeugdige)
		return cli_usage(cli, _("%s is per traject, not per jeugdige"),
				 start->form->name);
	if (trajecten_named(cli->store, cli->values[OPTION_TRAJECT], traject,
			    &err) != 0)
		return cli_fail(&err);
	if (start->jeugdige &&
	    check_jeugdige(cli, traject, start->jeugdige, &err) != 0)
		return cli_fail(&err);
	start->traject = traject->id;
	return EXIT_DONE;
}

int command_enter(struct cli *cli)
{
	struct traject traject = { 0 };
	struct app_start start;
	struct err err = { 0 };
	int status;
	int code;

	if (!cli->values[OPTION_FORM] || !cli->values[OPTION_TRAJECT])
		return cli_usage(cli, _("enter needs --form and --traject"));
	code = check_terminal(&err);
	if (code == 0)
		code = cli_open(cli, false, &err);
	if (code)
		return cli_fail(&err);

	status = find_place(cli, &start, &traject);
	if (status == EXIT_DONE && run_screen(cli, &start, &err) != 0)
		status = cli_fail(&err);
	traject_done(&traject);
	return status;
}
