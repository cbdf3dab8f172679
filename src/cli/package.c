/* cli/package.c - export --format package: look, agree, deliver */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/cli_private.h"
#include "exchange/package.h"

/* --- what leaves and what stays */

static void line(const char *text)
{
	char *harmless = utf8_harmless(text);

	fprintf(stderr, "%s\n", harmless);
	free(harmless);
}

static void count_line(const char *what, size_t count)
{
	char *text;

	if (count == 0)
		return;
	text = alloc_print("    %6zu  %s", count, what);
	line(text);
	free(text);
}

static void names_line(const struct package_form *form, enum package_why why,
		       const char *reason)
{
	struct buffer names = { 0 };

	for (size_t i = 0; i < form->staying_count; i++)
		if (form->staying[i].why == why)
			buffer_print(&names, "%s%s", names.length ? ", " : "",
				     form->staying[i].name);
	if (names.length > 0) {
		char *text =
			alloc_print("    %s: %s", reason, buffer_text(&names));

		line(text);
		free(text);
	}
	buffer_done(&names);
}

static void show_leaving(const struct package_form *form)
{
	char *text =
		alloc_print(text_plural("  %s: %zu record, in %zu columns",
					"  %s: %zu records, in %zu columns",
					(long long)form->rows),
			    form->name, form->rows, form->columns);

	line(text);
	free(text);
}

static bool has_left_out(const struct package_form *form)
{
	const struct left_out *left_out = &form->left_out;

	return left_out->drafts || left_out->invalid || left_out->consent ||
	       left_out->parts || form->telling ||
	       (form->rows > 0 && form->staying_count > 0);
}

static void show_staying(const struct package_form *form)
{
	char *text;

	if (!has_left_out(form))
		return;
	text = alloc_print("  %s", form->name);
	line(text);
	free(text);
	count_line(_("drafts"), form->left_out.drafts);
	count_line(_("do not count"), form->left_out.invalid);
	count_line(_("no consent for this purpose"), form->left_out.consent);
	count_line(_("leave without the answers that there is no consent for"),
		   form->left_out.parts);
	count_line(_("answers in which a BSN, a code, a name or a birth date "
		     "can be found"),
		   form->telling);
	if (form->rows > 0) {
		names_line(form, PACKAGE_TEXT, _("free text"));
		names_line(form, PACKAGE_BORN, _("birth dates"));
	}
}

static void show_since(const struct package *package)
{
	size_t fresh = 0;
	size_t changed = 0;
	size_t unchanged = 0;
	char *text;

	if (!package->has_last) {
		line(_("This selection was not delivered before."));
		return;
	}
	for (size_t i = 0; i < package->form_count; i++) {
		fresh += package->forms[i].fresh;
		changed += package->forms[i].changed;
		unchanged += package->forms[i].unchanged;
	}
	/* TRANSLATORS: a moment, such as 2025-03-01T14:05:00. */
	text = alloc_print(_("Since the last delivery, of %s: %zu new, %zu "
			     "changed, %zu withdrawn, %zu the same"),
			   package->last.at, fresh, changed,
			   package->last_withdrawn, unchanged);
	line(text);
	free(text);
}

static void show(const struct package *package,
		 const struct package_options *options)
{
	char *text =
		alloc_print(_("Purpose: %s"), purpose_name(options->purpose));

	line(text);
	free(text);
	show_since(package);
	line(_("This leaves:"));
	for (size_t i = 0; i < package->form_count; i++)
		if (package->forms[i].rows > 0)
			show_leaving(&package->forms[i]);
	if (package->withdrawn > 0) {
		text = alloc_print(_("  taken back: %zu"), package->withdrawn);
		line(text);
		free(text);
	}
	if (package_rows(package) + package->withdrawn == 0)
		line(_("  nothing"));
	line(_("  by pseudonym: records, trajecten, jeugdigen and workers"));
	if (options->free_text)
		line(_("  free text too: read it first, it may hold names"));
	if (options->coarse_dates)
		line(_("  of days only the month"));
	line(_("This stays:"));
	for (size_t i = 0; i < package->form_count; i++)
		show_staying(&package->forms[i]);
	for (size_t i = 0; i < package->refused_count; i++) {
		text = alloc_print(_("  %s: no rule of the programme says that "
				     "it may go"),
				   package->refused[i]);
		line(text);
		free(text);
	}
}

static bool agrees(void)
{
	char *typed = NULL;
	size_t room = 0;
	bool yes;

	fprintf(stderr, "%s ", _("Make this package? [y/N]"));
	fflush(stderr);
	yes = getline(&typed, &room, stdin) > 0 &&
	      (strchr("yYjJ", typed[0]) && typed[0]);
	free(typed);
	return yes;
}

/* --- delivering */

/* The file is there only when the delivery is written down, and the other way
 * round. */
static int deliver(struct cli *cli, const struct package *package,
		   char sum[CHECKSUM_ROOM], struct err *err)
{
	const char *path = cli->values[OPTION_OUTPUT];
	struct authorship by = cli_author(cli);
	struct file_output out = { 0 };
	int code = cli_output(cli, &out, err);

	if (code == 0)
		code = package_write(package, out.stream, sum, err);
	if (code == 0)
		code = store_begin(cli->store, err);
	if (code) {
		file_cancel(&out);
		return code;
	}
	code = package_note(cli->store, package, sum, path, &by, err);
	if (code == 0)
		code = file_commit(&out, err);
	if (code == 0)
		code = store_commit(cli->store, err);
	else
		store_rollback(cli->store);
	file_cancel(&out);
	return code;
}

static int agree_and_deliver(struct cli *cli, const struct package *package,
			     const struct package_options *options)
{
	char sum[CHECKSUM_ROOM] = "";
	struct err err = { 0 };

	show(package, options);
	if (!cli->values[OPTION_YES]) {
		if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
			return cli_usage(cli, _("nobody was asked whether this "
						"may leave; --yes says so"));
		if (!agrees())
			return cli_say(EXIT_FAILED, _("nothing was made"));
	}
	if (deliver(cli, package, sum, &err))
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
