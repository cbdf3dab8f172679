/* cli/form.c - the commands form check, list and show */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/cli_private.h"
#include "form/load.h"
#include "report/form.h"

/* More than a form file may be, so that its reader can say so. */
#define FORM_FILE_MAX ((size_t)16 << 20)

static int check_file(const struct cli *cli, const char *path)
{
	struct problem_list problems = { 0 };
	struct form *form;
	struct err err = { 0 };
	char *text = NULL;
	size_t length;
	int status = EXIT_DONE;

	if (file_read(path, FORM_FILE_MAX, &text, &length, &err) != 0)
		return cli_fail(&err);
	form = load_form(text, length, path,
			 cli->catalogue ? catalogue_traject(cli->catalogue)
					: NULL,
			 &problems);
	if (form)
		printf(_("%s: %s %s is good: %zu questions\n"), path,
		       form->name, form->version, form->field_count);
	else
		status = EXIT_REFUSED;
	problem_sort(&problems);
	cli_print_problems(&problems);
	problem_list_done(&problems);
	form_free(form);
	free(text);
	return status;
}

int command_form_check(struct cli *cli)
{
	struct err err = { 0 };
	int worst = EXIT_DONE;
	size_t i;

	/* Without a traject form only forms that read none can be good. */
	if (cli_open_forms(cli, &err) != 0)
		cli_fail(&err);
	for (i = 0; i < cli->argument_count; i++) {
		int status = check_file(cli, cli->arguments[i]);

		/* A file that is not there says more than one that is bad. */
		if (worst == EXIT_DONE || status == EXIT_FAILED)
			worst = status;
	}
	return worst;
}

int command_form_list(struct cli *cli)
{
	struct err err = { 0 };
	size_t i;

	if (cli_open_forms(cli, &err) != 0)
		return cli_fail(&err);
	for (i = 0; i < catalogue_count(cli->catalogue); i++) {
		const struct form *form = catalogue_form(cli->catalogue, i);
		char *name = alloc_print("%s@%s", form->name, form->version);
		char *title = utf8_harmless(words_text(&form->title));

		printf("%-24s  %s\n", name, title);
		free(title);
		free(name);
	}
	return EXIT_DONE;
}

int command_form_show(struct cli *cli)
{
	const struct form *form;
	enum report_format format;
	struct err err = { 0 };
	int status;
	int code;

	status = cli_format(cli, &format);
	if (status)
		return status;
	if (format == REPORT_CSV)
		return cli_usage(cli, _("a form is shown as text or json"));
	code = cli_open_forms(cli, &err);
	if (code == 0)
		code = catalogue_named(cli->catalogue, cli->arguments[0], &form,
				       &err);
	if (code == 0)
		code = report_form(form, format, stdout, &err);
	return code ? cli_fail(&err) : EXIT_DONE;
}
