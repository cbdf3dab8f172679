/* cli/cli.c - see cli/cli.h */
#include "config.h"

#include "cli/cli.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/work.h"
#include "cli/args.h"
#include "cli/cli_private.h"
#include "form/glance.h"
#include "store/drafts.h"
#include "store/forms.h"
#include "store/upkeep.h"
#include "ui/keymap.h"

/* --- saying */

/* With nothing in it that a terminal would obey. */
static void print_line(FILE *to, const char *line)
{
	char *harmless = utf8_harmless(line);

	if (to == stderr)
		work_hide();
	fprintf(to, "%s\n", harmless);
	free(harmless);
}

void cli_line(FILE *to, const char *fmt, ...)
{
	va_list values;
	char *line;

	va_start(values, fmt);
	line = alloc_print_list(fmt, values);
	va_end(values);
	print_line(to, line);
	free(line);
}

static void say(const char *fmt, va_list values, const char *more)
{
	char *text = alloc_print_list(fmt, values);
	char *line = alloc_print("%s: %s%s", PACKAGE, text, more);

	print_line(stderr, line);
	free(line);
	free(text);
}

int cli_say(enum exit_status status, const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	say(fmt, values, "");
	va_end(values);
	return (int)status;
}

void cli_say_lines(struct buffer *text)
{
	char *rest = text->bytes;

	while (rest && *rest)
		cli_say(EXIT_DONE, "%s", strsep(&rest, "\n"));
}

/*
 * Did the reader of standard output go away before the end, as head does?  Then
 * nobody waits for the rest, which is no fault to be told of.  A terminal that
 * hung up looks alike, and is none.
 */
static bool reader_left(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO };
	struct stat status;

	return ferror(stdout) && fstat(STDOUT_FILENO, &status) == 0 &&
	       (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)) &&
	       poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

int cli_fail(const struct err *err)
{
	if (reader_left())
		return EXIT_FAILED;
	if (err->line)
		return cli_say(EXIT_FAILED, "%d:%d: %s", err->line, err->column,
			       err->text);
	return cli_say(EXIT_FAILED, "%s", err->text);
}

int cli_usage(const struct cli *cli, const char *fmt, ...)
{
	const char *name = commands[cli->command].name;
	va_list values;
	char *more;

	/* TRANSLATORS: follows a message about wrong usage. */
	more = alloc_print(_(" (try: %s%s%s --help)"), PACKAGE,
			   name[0] ? " " : "", name);
	va_start(values, fmt);
	say(fmt, values, more);
	va_end(values);
	free(more);
	return EXIT_USAGE;
}

void cli_print_problems(const struct problem_list *problems)
{
	size_t i;

	for (i = 0; i < problems->count; i++) {
		char *line = problem_line(&problems->items[i]);

		print_line(stderr, line);
		free(line);
	}
	if (problems->dropped > 0)
		cli_say(EXIT_DONE,
			text_plural("and %zu more like these",
				    "and %zu more like these",
				    (long long)problems->dropped),
			problems->dropped);
}

char *cli_ask(const char *question)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	fprintf(stderr, "%s ", question);
	length = getline(&line, &room, stdin);
	if (length <= 0) {
		fputc('\n', stderr);
		free(line);
		return NULL;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return line;
}

bool cli_agrees(const char *question)
{
	char *typed = cli_ask(question);
	bool agreed = typed && typed[0] && strchr("yYjJ", typed[0]);

	free(typed);
	return agreed;
}

/* --- what a command needs */

/* A mistake in it is a problem, and no failure. */
static int add_kept_form(struct cli *cli, struct catalogue *catalogue,
			 const struct kept_form *form, struct err *err)
{
	struct err why = { 0 };
	char *source = NULL;
	char *name;
	int code = forms_source(cli->store, form, &source, err);

	if (code)
		return code;
	name = alloc_print("%s@%s", form->name, form->version);
	if (catalogue_add(catalogue, source, strlen(source), name, &why) != 0)
		problem_add(&cli->form_problems, NULL, 0, 0, NULL, "%s",
			    why.text);
	free(name);
	free(source);
	return 0;
}

/* Forms that only the file still has, so that its records can be read. */
static int add_kept_forms(struct cli *cli, struct catalogue *catalogue,
			  struct err *err)
{
	struct kept_form_list kept = { 0 };
	size_t i;
	int code;

	code = forms_kept(cli->store, &kept, err);
	for (i = 0; code == 0 && i < kept.count; i++) {
		const struct kept_form *form = &kept.items[i];

		/* Reading a form takes longer than all else at the start. */
		if (!catalogue_find(catalogue, form->name, form->version))
			code = add_kept_form(cli, catalogue, form, err);
	}
	kept_form_list_done(&kept);
	return code;
}

/*
 * Forms of one's own may bring a traject form that those of the program cannot
 * live with: these are left out, which is one line and not a page.
 */
void cli_print_form_problems(struct cli *cli)
{
	const struct problem_list *problems = &cli->form_problems;
	struct problem_list others = { 0 };
	char *own = file_forms_directory();
	size_t length = strlen(own);
	bool left_out = false;
	size_t i;

	for (i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];

		if (cli->forms_count > 0 && p->file &&
		    strncmp(p->file, own, length) == 0)
			left_out = true;
		else
			problem_add(&others, p->file, p->line, p->column,
				    p->field, "%s", p->text);
	}
	others.dropped += problems->dropped;
	cli_print_problems(&others);
	problem_list_done(&others);
	if (left_out)
		cli_say(EXIT_DONE,
			_("forms in %s that do not go with those of --forms "
			  "are left out"),
			own);
	free(own);
	problem_list_done(&cli->form_problems);
}

/* Where the forms are, the program's own first; free() both. */
static const char **list_directories(const struct cli *cli, char **own)
{
	const char **directories =
		alloc_new(cli->forms_count + 1, sizeof(*directories));

	*own = file_forms_directory();
	directories[0] = *own;
	for (size_t i = 0; i < cli->forms_count; i++)
		directories[i + 1] = cli->forms[i];
	return directories;
}

int cli_read_forms(struct cli *cli, struct err *err)
{
	char *own;
	const char **directories = list_directories(cli, &own);
	int code = catalogue_load(directories, cli->forms_count + 1,
				  &cli->catalogue, &cli->form_problems, err);

	free(directories);
	free(own);
	if (code == 0 && cli->store)
		code = add_kept_forms(cli, cli->catalogue, err);
	return code;
}

struct catalogue *cli_glance_at_forms(struct cli *cli)
{
	char *own;
	const char **directories = list_directories(cli, &own);
	char *path = file_in_cache_home("glance");
	struct catalogue *seen;

	cli->glance = glance_open(path, directories, cli->forms_count + 1);
	seen = glance_catalogue(cli->glance);
	free(path);
	free(directories);
	free(own);
	if (!seen)
		return NULL;
	/* What is wrong is told of when all is read. */
	if (add_kept_forms(cli, seen, NULL) || cli->form_problems.count > 0) {
		problem_list_done(&cli->form_problems);
		catalogue_free(seen);
		return NULL;
	}
	return seen;
}

void cli_keep_glance(struct cli *cli)
{
	glance_keep(cli->glance, cli->catalogue);
	glance_free(cli->glance);
	cli->glance = NULL;
}

int cli_open_forms(struct cli *cli, struct err *err)
{
	int code = cli_read_forms(cli, err);

	cli_print_form_problems(cli);
	return code;
}

char *cli_data_path(const struct cli *cli)
{
	const char *given = cli->values[OPTION_DATA];
	const char *set = getenv("SPOEDPEIL_DATA");

	if (given)
		return alloc_text(given);
	if (cli->values[OPTION_PRACTICE])
		return file_in_data_home("practice.db");
	if (set && set[0])
		return alloc_text(set);
	return file_in_data_home("spoedpeil.db");
}

/* A file to practise with says so of itself; one that is empty may become it. */
static int mark_practice(struct cli *cli, struct err *err)
{
	struct file_info info = { 0 };
	int code = upkeep_info(cli->store, &info, err);

	if (code || info.practice)
		goto out;
	if (info.trajecten > 0 || info.drafts > 0 || info.demo ||
	    store_is_read_only(cli->store))
		code = err_set(err, ERR_INVALID,
			       _("%s is not a file to practise with; an empty "
				 "one can become it"),
			       store_path(cli->store));
	else
		code = store_note(cli->store, "practice", "1", err);
out:
	file_info_done(&info);
	return code;
}

static void warn_of_exposure(const struct cli *cli)
{
	char *exposure = store_exposure(cli->store);

	if (exposure)
		cli_say(EXIT_DONE, "%s", exposure);
	free(exposure);
}

/*
 * Can a file begin with this command?  Who wants to change what is in one, and
 * made a mistake in its name, finds no new file made.
 */
static bool begins_file(enum command_id command)
{
	return command == COMMAND_SCREEN || command == COMMAND_IMPORT ||
	       command == COMMAND_DEMO || command == COMMAND_DATA_REKEY;
}

int cli_open_store(struct cli *cli, bool read_only, struct err *err)
{
	char *path = cli_data_path(cli);
	unsigned flags = cli->command == COMMAND_IMPORT ? STORE_FILL : 0;
	int code;

	if (cli->values[OPTION_READ_ONLY] ||
	    (read_only && !store_is_half_made(path)) ||
	    (!begins_file(cli->command) && !file_exists(path)))
		flags = STORE_READ_ONLY;
	code = cli_unlock(path, err);
	if (code == 0)
		code = store_open(path, flags, &cli->store, err);
	if (code == 0 && cli->values[OPTION_PRACTICE])
		code = mark_practice(cli, err);
	if (code == 0)
		warn_of_exposure(cli);
	free(path);
	return code;
}

int cli_open(struct cli *cli, bool read_only, struct err *err)
{
	int code = cli_open_store(cli, read_only, err);

	return code ? code : cli_open_forms(cli, err);
}

int cli_open_records(struct cli *cli, bool read_only, struct err *err)
{
	bool lent = false;
	int code = cli_open(cli, read_only, err);

	if (!code && cli->settings.pin)
		code = drafts_lent(cli->store, &lent, err);
	if (!lent)
		return code;
	return err_set(
		err, ERR_BUSY,
		_("a client has the keyboard; start %s and type your PIN "
		  "first"),
		PACKAGE);
}

struct authorship cli_author(const struct cli *cli)
{
	return (struct authorship){ .medewerker = cli->settings.medewerker };
}

/* --- the start and the end */

static void out_of_memory(void)
{
	static const char text[] = PACKAGE ": out of memory\n";
	ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);

	(void)written;
}

/*
 * Characters are UTF-8, also on a machine that lacks the person's locale,
 * unless plain C was asked for.  Nothing else is the locale's: each category is a
 * file to open at every start.
 */
static void set_locale(void)
{
	const char *wanted = setlocale(LC_CTYPE, "");
	const char *asked = getenv("LC_ALL");

	if (!asked || !asked[0])
		asked = getenv("LC_CTYPE");
	if (!asked || !asked[0])
		asked = getenv("LANG");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 &&
	    !(wanted && asked &&
	      (strcmp(asked, "C") == 0 || strcmp(asked, "POSIX") == 0)))
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* The first language of the list in LANGUAGE that we have. */
static void set_listed_language(const char *list)
{
	while (list && *list) {
		char two[3] = { 0 };
		size_t length = strcspn(list, ":");

		if (length >= 2) {
			memcpy(two, list, 2);
			if ((length == 2 || list[2] == '_') &&
			    text_set_language(two))
				return;
		}
		list += length;
		list += *list == ':';
	}
}

static void set_language(const struct cli *cli, const char *asked)
{
	if (asked && text_set_language(asked))
		return;
	if (cli->settings.language && text_set_language(cli->settings.language))
		return;
	set_listed_language(getenv("LANGUAGE"));
}

static void load_settings(struct cli *cli, const char *language)
{
	struct problem_list problems = { 0 };
	struct err err = { 0 };
	int code;

	set_language(cli, language);
	cli->settings_path = file_in_config_home("config.yaml");
	code = settings_load(cli->settings_path, &cli->settings, &problems,
			     &err);
	set_language(cli, language);
	keymap_apply(&cli->settings, cli->settings_path, &problems);
	cli_print_problems(&problems);
	if (problems.count > 0)
		cli->settings_problem = problem_line(&problems.items[0]);
	if (code)
		cli_fail(&err);
	problem_list_done(&problems);
}

/* Ctrl-C is a key to the full screen, and an ending to the lines. */
static int run_command(struct cli *cli)
{
	bool is_screen =
		cli->command == COMMAND_SCREEN || cli->command == COMMAND_ENTER;
	int status;

	if (!is_screen)
		cli_wait_begin();
	status = commands[cli->command].run(cli);
	if (!is_screen)
		cli_wait_end();
	if (work_is_stopped() && status == EXIT_FAILED)
		cli->signal = SIGINT;
	return status;
}

static int run(struct cli *cli)
{
	if (cli->values[OPTION_HELP])
		cli_print_help(cli->command);
	else if (cli->values[OPTION_VERSION])
		cli_print_version();
	else
		return run_command(cli);
	return EXIT_DONE;
}

/*
 * What could not be written was not done; who has no reader ends by the signal
 * that says so to the shell, once all is shut.
 */
static int finish_output(struct cli *cli, int status)
{
	bool failed = fflush(stdout) != 0 || ferror(stdout);

	if (failed && reader_left())
		cli->signal = SIGPIPE;
	else if (failed && status != EXIT_FAILED)
		return cli_say(EXIT_FAILED,
			       _("cannot write to standard output: %s"),
			       err_reason(errno));
	return status;
}

int cli_run(int argc, char **argv)
{
	struct cli cli = { 0 };
	int status;

	alloc_on_exhaustion(out_of_memory);
	set_locale();
	clock_set_zone();
	load_settings(&cli, args_language(argc, argv));

	status = args_read(&cli, argc, argv);
	if (status == 0) {
		status = run(&cli);
		if (!cli.signal)
			status = finish_output(&cli, status);
	}

	store_close(cli.store);
	catalogue_free(cli.catalogue);
	glance_free(cli.glance);
	settings_done(&cli.settings);
	free(cli.settings_path);
	free(cli.settings_problem);
	free(cli.notice);
	free(cli.arguments);
	free(cli.forms);
	if (cli.signal) {
		/* One that main lets pass is obeyed now. */
		signal(cli.signal, SIG_DFL);
		raise(cli.signal);
	}
	return status;
}
