/* cli/data.c - the commands about the file itself */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "cli/find.h"
#include "entry/recheck.h"
#include "store/names.h"
#include "store/upkeep.h"
#include "ui/action.h"

static void print_count(const char *what, int64_t count)
{
	printf("  %-22s %10lld\n", what, (long long)count);
}

static void print_info(const struct cli *cli, const struct file_info *info)
{
	size_t i;

	cli_line(stdout, "%s", store_path(cli->store));
	if (info->demo)
		printf("%s\n", _("made-up records (demo)"));
	if (info->practice)
		printf("%s\n", _("to practise with"));
	print_count(_("bytes"), info->bytes);
	print_count(_("layout of the file"), info->schema_version);
	print_count(_("trajecten"), info->trajecten);
	print_count(_("drafts"), info->drafts);
	for (i = 0; i < info->form_count; i++) {
		printf("%s@%s\n", info->forms[i].name, info->forms[i].version);
		print_count(_("completed"), info->forms[i].complete);
		print_count(_("that count"), info->forms[i].counting);
		print_count(_("withdrawn"), info->forms[i].withdrawn);
		print_count(_("drafts"), info->forms[i].drafts);
	}
}

int command_data_info(struct cli *cli)
{
	struct file_info info = { 0 };
	struct err err = { 0 };
	int code;

	code = cli_open_store(cli, true, &err);
	if (code == 0)
		code = upkeep_info(cli->store, &info, &err);
	if (code)
		return cli_fail(&err);
	print_info(cli, &info);
	file_info_done(&info);
	return EXIT_DONE;
}

int command_data_check(struct cli *cli)
{
	struct problem_list problems = { 0 };
	struct err err = { 0 };
	int status = EXIT_DONE;
	bool whole;
	int code;

	code = cli_open_store(cli, true, &err);
	if (code == 0)
		code = upkeep_check(cli->store, &problems, &err);
	/* Of a file that is not whole the records say nothing. */
	whole = problems.count == 0;
	if (code == 0 && whole)
		code = cli_open_forms(cli, &err);
	if (code == 0 && whole)
		code = recheck(cli->store, cli->catalogue, &problems, &err);
	if (code) {
		status = cli_fail(&err);
	} else if (problems.count > 0) {
		cli_print_problems(&problems);
		status = cli_say(
			EXIT_FAILED,
			whole ? _("%s is whole, but not all records in it "
				  "keep to their form")
			      : _("%s is damaged"),
			store_path(cli->store));
	} else {
		cli_line(stdout, _("%s is whole"), store_path(cli->store));
	}
	problem_list_done(&problems);
	return status;
}

/* For writing where that can be: the copy is noted in the file. */
static int open_to_copy(struct cli *cli, struct err *err)
{
	char *path = cli_data_path(cli);
	bool writable = access(path, W_OK) == 0;

	free(path);
	return cli_open_store(cli, !writable, err);
}

/* A copy that the file does not know of is not cleaned by destroying. */
static int note_copy(struct cli *cli, const char *path)
{
	struct err err = { 0 };

	if (!store_is_read_only(cli->store) &&
	    upkeep_note_copy(cli->store, path, &err) == 0)
		return EXIT_DONE;
	return cli_say(EXIT_DONE,
		       _("this copy could not be noted in the file, so what is "
			 "destroyed later stays in the copy"));
}

int command_data_backup(struct cli *cli)
{
	const char *path = cli->arguments[0];
	struct err err = { 0 };
	char *made = NULL;
	int64_t keep;
	int status = cli_number(cli, OPTION_KEEP, 1, 1000, 0, &keep);
	int code;

	if (status)
		return status;
	code = open_to_copy(cli, &err);
	if (code == 0 && keep)
		code = upkeep_backup_kept(cli->store, path, (int)keep, &made,
					  &err);
	else if (code == 0)
		code = upkeep_backup(cli->store, path, &err);
	if (code)
		return cli_fail(&err);
	cli_say(EXIT_DONE, _("copied to %s and checked"), made ? made : path);
	status = note_copy(cli, made ? made : path);
	free(made);
	return status;
}

/* What is in the copy, and may it take the place of the file?  0 or status. */
static int confirm_restore(struct cli *cli, const char *copy, const char *path)
{
	struct file_info info = { 0 };
	struct err err = { 0 };

	if (cli_unlock(copy, &err) != 0 ||
	    upkeep_copy_info(copy, &info, &err) != 0)
		return cli_fail(&err);
	cli_line(stderr,
		 _("%s has %lld trajecten and will take the place of %s."),
		 copy, (long long)info.trajecten, path);
	file_info_done(&info);
	if (cli->values[OPTION_YES])
		return EXIT_DONE;
	/* TRANSLATORS: yes and no, by their first letter. */
	return cli_agrees(_("Go on? (y/n)"))
		       ? EXIT_DONE
		       : cli_say(EXIT_FAILED, _("nothing was changed"));
}

int command_data_restore(struct cli *cli)
{
	const char *copy = cli->arguments[0];
	char *path = cli_data_path(cli);
	struct problem_list left = { 0 };
	struct err err = { 0 };
	char *aside = NULL;
	int status = confirm_restore(cli, copy, path);

	if (status == EXIT_DONE &&
	    upkeep_restore(copy, path, &aside, &left, &err) != 0) {
		status = cli_fail(&err);
	} else if (status == EXIT_DONE) {
		cli_print_problems(&left);
		if (aside)
			cli_say(EXIT_DONE, _("what was there is in %s"), aside);
		cli_say(EXIT_DONE, _("%s is now the copy of %s"), path, copy);
	}
	problem_list_done(&left);
	free(aside);
	free(path);
	return status;
}

/* The reason that was given, or else typed; free() it; NULL when none. */
static char *ask_reason(const struct cli *cli)
{
	const char *given = cli->values[OPTION_REASON];
	char *typed;

	if (given)
		return alloc_text(given);
	typed = isatty(STDIN_FILENO) ? cli_ask(_("Why is it withdrawn?"))
				     : NULL;
	if (typed && typed[0])
		return typed;
	free(typed);
	return NULL;
}

int command_data_withdraw(struct cli *cli)
{
	struct authorship by = cli_author(cli);
	struct record_head head = { 0 };
	struct err err = { 0 };
	char *reason = ask_reason(cli);
	int status;
	int code;

	if (!reason)
		return cli_usage(cli, _("withdrawing needs a --reason"));
	by.why = reason;
	code = cli_open(cli, false, &err);
	if (code == 0)
		code = find_record(cli, cli->arguments[0], &head, &err);
	if (code == 0)
		code = records_withdraw(cli->store, head.id, &by, &err);
	status = code ? cli_fail(&err)
		      : cli_say(EXIT_DONE, _("%s is withdrawn"), head.id);
	free(reason);
	record_head_done(&head);
	return status;
}

int command_data_rename(struct cli *cli)
{
	const char *kind = cli->arguments[0];
	struct err err = { 0 };
	int code;

	if (strcmp(kind, "organisatie") != 0 && strcmp(kind, "team") != 0 &&
	    strcmp(kind, "medewerker") != 0)
		return cli_usage(cli,
				 _("%s is none of organisatie, team and "
				   "medewerker"),
				 kind);
	code = cli_open_store(cli, false, &err);
	if (code == 0)
		code = names_rename(cli->store, kind, cli->arguments[1],
				    cli->arguments[2], &err);
	if (code)
		return cli_fail(&err);
	return cli_say(EXIT_DONE, _("%s is now %s"), cli->arguments[1],
		       cli->arguments[2]);
}

int command_data_pin(struct cli *cli)
{
	struct settings *settings = &cli->settings;
	struct err err = { 0 };

	if (cli->values[OPTION_RESET]) {
		alloc_replace(&settings->pin, NULL);
		if (settings_save(cli->settings_path, settings, &err) != 0)
			return cli_fail(&err);
	}
	if (!settings->pin)
		/* TRANSLATORS: a key */
		printf(_("The screen has no PIN; %s in the full screen sets "
			 "one\n"),
		       action_key(ACTION_PIN));
	else if (settings->lock_minutes > 0)
		printf(text_plural("The screen has a PIN, and locks after %d "
				   "minute without a key\n",
				   "The screen has a PIN, and locks after %d "
				   "minutes without a key\n",
				   settings->lock_minutes),
		       settings->lock_minutes);
	else
		printf("%s\n", _("The screen has a PIN, and only locks when "
				 "asked to"));
	return EXIT_DONE;
}
