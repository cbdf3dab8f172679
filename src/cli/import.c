/* cli/import.c - the command import */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/cli_private.h"
#include "exchange/import_file.h"
#include "exchange/told.h"

/* What a person decided about one conflict. */
struct decision {
	char *key;
	enum import_prefer prefer;
};

/* One import, as it is told. */
struct telling {
	const struct cli *cli;
	enum import_prefer prefer;
	bool silent;   /* only gather the conflicts, to ask about them */
	bool is_asked; /* the decisions say what holds */
	int status;
	struct decision *decisions;
	size_t count;
	size_t capacity;
};

/* --- conflicts */

static char *key_of(const struct import_conflict *conflict)
{
	return alloc_print(
		"%s %s %s", conflict->ours->id, conflict->theirs->id,
		conflict->theirs->revision ? conflict->theirs->revision : "");
}

static const char *or_dash(const char *text)
{
	return text && *text ? text : "-";
}

#define BOTH_COLUMNS 28

static int blanks_after(const char *text)
{
	int columns = utf8_columns(text);

	return columns < BOTH_COLUMNS ? BOTH_COLUMNS - columns : 0;
}

static void print_both(const char *what, const char *ours, const char *theirs)
{
	ours = or_dash(ours);
	cli_line(stderr, "    %s%*s %s%*s %s", what, blanks_after(what), "",
		 ours, blanks_after(ours), "", or_dash(theirs));
}

/* Both, field by field. */
static void print_conflict(const struct import_conflict *conflict)
{
	const struct record_head *ours = conflict->ours;
	const struct record_head *theirs = conflict->theirs;
	char *place = conflict->line ? alloc_print("%s:%d", conflict->file,
						   conflict->line)
				     : alloc_text(conflict->file);

	cli_line(stderr,
		 conflict->same_place
			 ? _("%s: %s of traject %s is there twice, here as %s "
			     "and there as another")
			 : _("%s: %s of traject %s (%s) was changed here and "
			     "there"),
		 place, theirs->form, ours->traject, ours->id);
	/* TRANSLATORS: above two columns: in this file, and in the other. */
	print_both("", _("here"), _("there"));
	print_both(_("last change"), ours->changed, theirs->changed);
	for (size_t i = 0; i < conflict->count; i++) {
		const struct import_difference *d = &conflict->differences[i];

		print_both(d->field, d->ours, d->theirs);
	}
	free(place);
}

static enum import_prefer ask(void)
{
	enum import_prefer prefer = PREFER_NOTHING;
	/* TRANSLATORS: the letters must be h, t or d, n and s or o. */
	char *typed = cli_ask(
		_("Which holds: [h]ere, [t]here, the [n]ewest, or [s]kip it?"));
	char letter = typed ? typed[0] : '\0';

	free(typed);
	if (letter && strchr("hH", letter))
		prefer = PREFER_OURS;
	else if (letter && strchr("tTdD", letter))
		prefer = PREFER_THEIRS;
	else if (letter && strchr("nN", letter))
		prefer = PREFER_NEWER;
	return prefer;
}

static void gather(struct telling *t, const struct import_conflict *conflict)
{
	print_conflict(conflict);
	t->decisions = alloc_grow(t->decisions, t->count, &t->capacity,
				  sizeof(*t->decisions));
	t->decisions[t->count++] =
		(struct decision){ key_of(conflict), PREFER_NOTHING };
}

static enum import_prefer find_decision(const struct telling *t,
					const struct import_conflict *conflict)
{
	enum import_prefer prefer = PREFER_NOTHING;
	char *key = key_of(conflict);

	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->decisions[i].key, key) == 0)
			prefer = t->decisions[i].prefer;
	free(key);
	return prefer;
}

static enum import_prefer decide(void *of,
				 const struct import_conflict *conflict)
{
	struct telling *t = of;

	if (t->silent) {
		gather(t, conflict);
		return PREFER_NOTHING;
	}
	if (t->is_asked)
		return find_decision(t, conflict);
	print_conflict(conflict);
	return t->prefer;
}

/* --- results */

static void say_counts(const struct import_report *report)
{
	struct buffer b = { 0 };

	told_import(&b, report, false);
	cli_say_lines(&b);
	buffer_done(&b);
}

static void worsen(struct telling *t, int status)
{
	if (t->status != EXIT_REFUSED)
		t->status = status;
}

/* A fault of the whole file, at its place where there is one. */
static int say_why(const struct import_report *report)
{
	const struct err *why = report->why;

	if (!why->line)
		return cli_fail(why);
	return cli_say(EXIT_FAILED, "%s:%d:%d: %s", report->file, why->line,
		       why->column, why->text);
}

static void tell(void *of, const struct import_report *report)
{
	struct telling *t = of;
	const struct import_result *result = report->result;
	bool several = file_is_directory(t->cli->arguments[0]);

	if (t->silent)
		return;
	if (several)
		cli_say(EXIT_DONE, "%s", report->file);
	cli_print_problems(&result->problems);
	/* It is told once, of all of it. */
	if (report->why && report->code == ERR_STOPPED)
		return;
	if (report->why) {
		int status = say_why(report);

		worsen(t,
		       several || (report->whole && report->code == ERR_INVALID)
			       ? EXIT_REFUSED
			       : status);
		return;
	}
	if (result->own) {
		cli_say(EXIT_DONE, _("this package was made from this very "
				     "file: there is nothing to take in"));
		return;
	}
	say_counts(report);
	if (result->refused > 0)
		worsen(t, EXIT_REFUSED);
	if (!result->kept)
		cli_say(EXIT_DONE, _("nothing was changed, because not every "
				     "row is good"));
}

/* --- the command */

static void ask_all(struct telling *t)
{
	for (size_t i = 0; i < t->count; i++) {
		fprintf(stderr, "%zu/%zu ", i + 1, t->count);
		t->decisions[i].prefer = ask();
	}
}

/*
 * Nobody is asked while the file is held: first it is tried, then it is asked
 * what holds where it must be, then it is done.
 */
static int try_and_ask(struct telling *t, struct import_options options,
		       struct err *err)
{
	int code;

	options.dry_run = true;
	t->silent = true;
	code = import_any(t->cli->store, t->cli->catalogue, &options, tell, t,
			  err);
	t->silent = false;
	t->is_asked = true;
	if (code == 0)
		ask_all(t);
	return code;
}

static int run_import(struct cli *cli, const struct import_options *given)
{
	struct import_options options = *given;
	struct telling t = { .cli = cli };
	const char *prefer = cli->values[OPTION_PREFER];
	struct err err = { 0 };
	int code = 0;

	options.decide = decide;
	options.of = &t;
	if (prefer)
		(void)import_prefer_read(prefer, &t.prefer);
	else if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
		 file_stays(options.file) && !options.dry_run)
		code = try_and_ask(&t, options, &err);
	if (code == 0)
		code = import_any(cli->store, cli->catalogue, &options, tell,
				  &t, &err);
	if (code)
		t.status = cli_fail(&err);
	else if (options.dry_run)
		cli_say(EXIT_DONE, _("this was a try: nothing was changed"));
	for (size_t i = 0; i < t.count; i++)
		free(t.decisions[i].key);
	free(t.decisions);
	return t.status;
}

/* So that no data file is made for nothing. */
static int check_readable(const char *path, struct err *err)
{
	if (strcmp(path, "-") == 0 || access(path, R_OK) == 0)
		return 0;
	return err_set(err, ERR_NOTFOUND, _("%s cannot be read: %s"), path,
		       err_reason(errno));
}

int command_import(struct cli *cli)
{
	struct import_options options = {
		.file = cli->arguments[0],
		.organisatie = cli->settings.organisatie,
		.strict = cli->values[OPTION_STRICT] != NULL,
		.dry_run = cli->values[OPTION_DRY_RUN] != NULL,
		.add_names = cli->values[OPTION_ADD_NAMES] != NULL,
		.by = cli_author(cli),
	};
	struct choice choice = { 0 };
	struct err err = { 0 };
	int status;

	if (check_readable(options.file, &err) || cli_open(cli, false, &err))
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;
	options.form = choice.selection.form;
	options.version = choice.selection.version;
	return run_import(cli, &options);
}
