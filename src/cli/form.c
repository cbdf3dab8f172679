/* cli/form.c - the commands form check, list, show, print and schema */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "cli/cli_private.h"
#include "exchange/demo_plan.h"
#include "exchange/jsonl.h"
#include "form/load.h"
#include "report/form.h"
#include "report/paper.h"

/* More than a form file may be, so that its reader can say so. */
#define FORM_FILE_MAX ((size_t)16 << 20)

/* Is it good?  Says so, or else there are problems. */
static void check_text(const struct cli *cli, const char *path,
		       const char *text, size_t length,
		       struct problem_list *problems)
{
	const struct form *traject =
		cli->catalogue ? catalogue_traject(cli->catalogue) : NULL;
	struct form *form;

	if (cli->catalogue &&
	    catalogue_check(cli->catalogue, text, length, path, problems)) {
		if (problems->count == 0)
			cli_line(stdout, _("%s is good"), path);
		return;
	}
	form = load_form(text, length, path, traject, problems);
	if (form)
		cli_line(stdout, _("%s: %s %s is good: %zu questions"), path,
			 form->name, form->version, form->field_count);
	form_free(form);
}

/* The plan of the demo stands among the forms, and names a form too. */
static bool check_plan(const struct cli *cli, const char *path,
		       const char *text, size_t length,
		       struct problem_list *problems)
{
	struct problem_list syntax = { 0 };
	struct yaml_file *file = yaml_read(text, length, path, &syntax);
	bool is_plan =
		cli->catalogue && file && yaml_get(yaml_root(file), "demo");
	struct demo_plan *plan;

	problem_list_done(&syntax);
	yaml_file_free(file);
	if (!is_plan)
		return false;
	plan = demo_plan_read(text, length, path, cli->catalogue, problems);
	if (plan)
		cli_line(stdout, _("%s is good"), path);
	demo_plan_free(plan);
	return true;
}

static int check_file(const struct cli *cli, const char *path)
{
	struct problem_list problems = { 0 };
	struct err err = { 0 };
	char *text = NULL;
	size_t length;
	int status = EXIT_DONE;
	int code;

	code = file_read(path, FORM_FILE_MAX, &text, &length, &err);
	if (code) {
		cli_fail(&err);
		return code == ERR_INVALID ? EXIT_REFUSED : EXIT_FAILED;
	}
	if (!check_plan(cli, path, text, length, &problems))
		check_text(cli, path, text, length, &problems);
	if (problems.count > 0)
		status = EXIT_REFUSED;
	problem_sort(&problems);
	cli_print_problems(&problems);
	problem_list_done(&problems);
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
	code = cli_open_forms(cli, &err);
	if (code == 0)
		code = catalogue_named(cli->catalogue, cli->arguments[0], &form,
				       &err);
	if (code == 0)
		code = report_form(form, format, stdout, &err);
	return code ? cli_fail(&err) : EXIT_DONE;
}

int command_form_print(struct cli *cli)
{
	const char *named = cli->values[OPTION_FORMAT];
	bool html = named && strcmp(named, "html") == 0;
	const struct form *form;
	struct file_output out = { 0 };
	struct err err = { 0 };
	int code;

	code = cli_open_forms(cli, &err);
	if (code == 0)
		code = catalogue_named(cli->catalogue, cli->arguments[0], &form,
				       &err);
	if (code == 0)
		code = cli_output(cli, &out, &err);
	if (code == 0)
		code = report_paper(form, catalogue_traject(cli->catalogue),
				    html, out.stream, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	return code ? cli_fail(&err) : EXIT_DONE;
}

/* --- schema */

/* The versions that were asked for, newest first; free() it. */
static const struct form **schema_forms(const struct cli *cli,
					const struct form *named, size_t *count)
{
	const char *asked = cli->argument_count ? cli->arguments[0] : "";
	size_t all = catalogue_count(cli->catalogue);
	const struct form **forms = alloc_new(all, sizeof(struct form *));
	size_t i;

	*count = 0;
	for (i = 0; i < all; i++) {
		const struct form *form = catalogue_form(cli->catalogue, i);

		if (!named || form == named ||
		    (!strchr(asked, '@') &&
		     strcmp(form->name, named->name) == 0))
			forms[(*count)++] = form;
	}
	return forms;
}

/* The schema of form files stands among the forms. */
static int print_file_schema(struct err *err)
{
	char *directory = file_forms_directory();
	char *path = file_join(directory, "form-file.schema.json");
	char *text = NULL;
	size_t length;
	int code = file_read(path, FORM_FILE_MAX, &text, &length, err);

	if (code == 0)
		fwrite(text, 1, length, stdout);
	free(text);
	free(path);
	free(directory);
	return code;
}

int command_form_schema(struct cli *cli)
{
	const struct form *named = NULL;
	const struct form **forms;
	struct err err = { 0 };
	size_t count;
	int code;

	if (cli->values[OPTION_FORM_FILE] && cli->argument_count > 0)
		return cli_usage(cli, _("--form-file takes no form"));
	if (cli->values[OPTION_FORM_FILE])
		return print_file_schema(&err) ? cli_fail(&err) : EXIT_DONE;
	code = cli_open_forms(cli, &err);
	if (code == 0 && cli->argument_count > 0)
		code = catalogue_named(cli->catalogue, cli->arguments[0],
				       &named, &err);
	if (code)
		return cli_fail(&err);
	forms = schema_forms(cli, named, &count);
	code = jsonl_schema(forms, count, stdout, &err);
	free(forms);
	return code ? cli_fail(&err) : EXIT_DONE;
}
