/*
 * cli/cli_private.h - one run of the program
 *
 * A command finds its options and arguments here, opens what it needs, has the
 * rooms below do the work, and says how it went.
 *
 * Owns      what a command opened is closed by cli_run(), after it.
 * Fails     with the exit status of cli/cli.h, after the person was told; a
 *           function with a struct err tells nobody.
 */
#ifndef CLI_CLI_PRIVATE_H
#define CLI_CLI_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/settings.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "exchange/outgoing.h"
#include "form/catalogue.h"
#include "measure/compare.h"
#include "report/format.h"
#include "store/records.h"
#include "store/store.h"

struct cli {
	enum command_id command;
	const char *values[OPTIONS]; /* as given; "" for one without argument */
	const char **arguments;      /* after the words of the command */
	size_t argument_count;
	const char **forms; /* every --forms, in order */
	size_t forms_count;
	char *settings_path;
	char *settings_problem; /* the first one in it; or NULL */
	struct settings settings;
	struct catalogue *catalogue;
	struct glance *glance; /* at the forms, before they are read; or NULL */
	struct store *store;
	char *notice; /* what was wrong at the start, for the screen; or NULL */
	struct problem_list form_problems; /* of cli_read_forms() */
	int signal; /* by which to die when all is shut: it was told to leave, it
		     * was stopped, or nobody reads its output any more; or 0 */
};

/* --- saying */

/* "spoedpeil: TEXT" to standard error; the result is the exit status. */
int cli_fail(const struct err *err);
int cli_say(enum exit_status status, const char *fmt, ...) PRINTF(2, 3);
/* A line as it is, harmless to a terminal, to standard output or error. */
void cli_line(FILE *to, const char *fmt, ...) PRINTF(2, 3);
/* Each line of a text, which is used up. */
void cli_say_lines(struct buffer *text);
/* Wrong usage: the sentence, and that there is help. */
int cli_usage(const struct cli *cli, const char *fmt, ...) PRINTF(2, 3);
/* One line each. */
void cli_print_problems(const struct problem_list *problems);

/*
 * Ask on standard error, and read a line of standard input, also when that is a
 * file; free() it; NULL at its end.
 */
char *cli_ask(const char *question);
/* The same, for y or j in every language; no at the end of the input. */
bool cli_agrees(const char *question);

/* --- waiting: cli/wait.c */

/* From now on Ctrl-C stops the work, and a terminal sees how far it is. */
void cli_wait_begin(void);
void cli_wait_end(void);

/* --- what a command needs */

/* The forms there are; with a store also those that only it still has. */
CHECKED int cli_open_forms(struct cli *cli, struct err *err);
/* The same, where what is wrong with them can be printed only later. */
CHECKED int cli_read_forms(struct cli *cli, struct err *err);
void cli_print_form_problems(struct cli *cli);
/* What a list of trajecten needs of them, or NULL; see form/glance.h. */
struct catalogue *cli_glance_at_forms(struct cli *cli);
/* For the next start, once they were read. */
void cli_keep_glance(struct cli *cli);
/*
 * The file of the records.  It is made where there is none only by a command
 * that a file can begin with.
 */
CHECKED int cli_open_store(struct cli *cli, bool read_only, struct err *err);
/* Where it is; free() it. */
char *cli_data_path(const struct cli *cli);
/* Both. */
CHECKED int cli_open(struct cli *cli, bool read_only, struct err *err);
/* To show or give away records; ERR_BUSY while a client has the keyboard. */
CHECKED int cli_open_records(struct cli *cli, bool read_only, struct err *err);

/*
 * The backup of the day, and what was left undone.  It keeps nobody from
 * working: what is wrong is in a sentence to show, NULL when nothing is; free()
 * it.
 */
char *cli_do_daily(struct cli *cli);

/* Who works here, for the history. */
struct authorship cli_author(const struct cli *cli);

/* --- reading options; a wrong one has been said, and the status is there */

/* A whole number of min .. max; otherwise when not given. */
CHECKED int cli_number(const struct cli *cli, enum option_id option,
		       int64_t min, int64_t max, int64_t otherwise,
		       int64_t *out);
CHECKED int cli_format(const struct cli *cli, enum report_format *out);

/* What the options say of which records; form is NULL when none was named. */
struct choice {
	struct selection selection;
	char from[DATE_ROOM], to[DATE_ROOM];
	const struct form *form;
};

/* Needs the forms.  The result is 0 or an exit status. */
CHECKED int cli_choice(const struct cli *cli, struct choice *out);

/* What --compare says, if anything. */
CHECKED int cli_compare(const struct cli *cli, struct compare_ask *ask,
			bool *asked);

/* When no form was named: the first of the programme that has measures. */
void cli_choose_main_form(const struct cli *cli, struct choice *choice);

/* The stream for results: standard output, or what -o names. */
CHECKED int cli_output(const struct cli *cli, struct file_output *out,
		       struct err *err);

/* --- parts of commands */

/* export --format package; PURPOSE_NONE is the benchmark. */
CHECKED int cli_export_package(struct cli *cli, enum purpose purpose);

/* What stayed, and why, one line each. */
void cli_say_left_out(const struct left_out *left_out, const char *purpose);

/* Export by the delivery of this name: the exit status. */
CHECKED int cli_deliver(struct cli *cli, const char *format);

/* --- help */

void cli_print_help(enum command_id command);
void cli_print_version(void);

/* Ask for the passphrase of the file at path, when it is encrypted. */
CHECKED int cli_unlock(const char *path, struct err *err);

/* --- the commands: each its exit status */

int command_screen(struct cli *cli);
int command_enter(struct cli *cli);
int command_list(struct cli *cli);
int command_show(struct cli *cli);
int command_summary(struct cli *cli);
int command_import(struct cli *cli);
int command_export(struct cli *cli);
int command_form_check(struct cli *cli);
int command_form_list(struct cli *cli);
int command_form_show(struct cli *cli);
int command_form_print(struct cli *cli);
int command_form_schema(struct cli *cli);
int command_data_info(struct cli *cli);
int command_data_check(struct cli *cli);
int command_data_backup(struct cli *cli);
int command_data_restore(struct cli *cli);
int command_data_withdraw(struct cli *cli);
int command_data_rename(struct cli *cli);
int command_data_destroy(struct cli *cli);
int command_data_pin(struct cli *cli);
int command_data_rekey(struct cli *cli);
int command_demo(struct cli *cli);

#endif
