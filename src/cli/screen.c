/* cli/screen.c - the full screen or the line mode, and the command enter */
#include "config.h"

#include <langinfo.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "entry/around.h"
#include "store/trajecten.h"
#include "store/verifications.h"
#include "ui/app.h"
#include "ui/line.h"
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

	for (i = 0; name && i < COUNT(colours); i++)
		if (strcmp(colours[i].name, name) == 0)
			return colours[i].colour;
	return COLOUR_AUTO;
}

/* Line by line: asked for, or because a screen cannot be drawn here. */
static bool wants_lines(const struct cli *cli)
{
	const char *accessible = getenv("ACCESSIBLE");

	return cli->values[OPTION_PLAIN] ||
	       (accessible && accessible[0] && strcmp(accessible, "0") != 0) ||
	       !term_curses_can_open();
}

static int run_lines(struct cli *cli, const struct app_start *start)
{
	struct line_io io = { .in = STDIN_FILENO,
			      .out = stdout,
			      .is_script = !isatty(STDIN_FILENO),
			      .ascii = cli->values[OPTION_ASCII] ||
				       strcmp(nl_langinfo(CODESET), "UTF-8") };
	struct app app;
	struct err err = { 0 };
	int code;

	app_init(&app, start);
	code = line_run(&app, &io, &err);
	app_done(&app);
	cli->signal = io.signal;
	if (code)
		return cli_fail(&err);
	if (io.refused)
		return cli_say(EXIT_REFUSED,
			       _("line %lu was refused; what was given before "
				 "it is kept"),
			       io.refused);
	return EXIT_DONE;
}

static int run_terminal(struct cli *cli, struct app_start *start)
{
	bool ascii = cli->values[OPTION_ASCII] != NULL;
	struct term *term = NULL;
	struct app app;
	struct err err = { 0 };
	int code;

	code = term_curses_open(colour_of(cli), ascii, &term, &err);
	if (code)
		return cli_fail(&err);
	start->rows = term->rows;
	start->cols = term->cols;
	app_init(&app, start);
	code = app_run(&app, term, &err);
	app_done(&app);
	cli->signal = term->signal;
	term->kind->close(term);
	return code ? cli_fail(&err) : EXIT_DONE;
}

static void get_ready(struct app_start *start)
{
	struct cli *cli = start->of;

	cli->notice = cli_do_daily(cli);
	/* What is printed stands behind the full screen. */
	start->notice = cli->notice ? cli->notice : cli->settings_problem;
	start->catalogue = cli->catalogue;
}

static struct catalogue *glance(struct app_start *start)
{
	return cli_glance_at_forms(start->of);
}

/* After the first picture: nobody waits for the forms to see anything. */
static int prepare(struct app_start *start, struct err *err)
{
	struct cli *cli = start->of;
	int code = cli_read_forms(cli, err);

	if (!code) {
		cli_keep_glance(cli);
		get_ready(start);
	}
#ifdef __GLIBC__
	/* The forms took more room to read than they take now. */
	malloc_trim(0);
#endif
	return code;
}

static struct app_start plain_start(struct cli *cli)
{
	return (struct app_start){ .store = cli->store,
				   .catalogue = cli->catalogue,
				   .settings = &cli->settings,
				   .settings_path = cli->settings_path,
				   .glance = glance,
				   .prepare = prepare,
				   .of = cli };
}

/* The forms have been read. */
static int run_screen(struct cli *cli, struct app_start *start)
{
	get_ready(start);
	start->in_lines = wants_lines(cli);
	return start->in_lines ? run_lines(cli, start)
			       : run_terminal(cli, start);
}

/* What is written of memory until the list is complete, at any size. */
#define START_MEMORY ((size_t)880 * 1024)

int command_screen(struct cli *cli)
{
	struct app_start start;
	struct err err = { 0 };
	int status;

	alloc_ahead(START_MEMORY);
	if (cli_open_store(cli, false, &err))
		return cli_fail(&err);
	/* Behind a lock nothing is to be seen first. */
	if (wants_lines(cli) || cli->settings.pin) {
		if (cli_open_forms(cli, &err))
			return cli_fail(&err);
		start = plain_start(cli);
		return run_screen(cli, &start);
	}
	start = plain_start(cli);
	status = run_terminal(cli, &start);
	cli_print_form_problems(cli);
	return status;
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
	if (cli->values[OPTION_VERIFY])
		start->verify = verify_how_read(cli->values[OPTION_VERIFY]);
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

	if (!cli->values[OPTION_FORM] || !cli->values[OPTION_TRAJECT])
		return cli_usage(cli, _("enter needs --form and --traject"));
	if (cli_open(cli, false, &err))
		return cli_fail(&err);

	status = find_place(cli, &start, &traject);
	if (status == EXIT_DONE)
		status = run_screen(cli, &start);
	traject_done(&traject);
	return status;
}
