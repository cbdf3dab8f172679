/* cli/key.c - asking for a passphrase, and the command data rekey */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "store/key.h"

#define TRIES 3
#define PASSPHRASE_MAX 1000 /* bytes */

/* Of nobody's any more. */
static void forget(char *passphrase)
{
	if (passphrase)
		explicit_bzero(passphrase, strlen(passphrase));
	free(passphrase);
}

/* One line, typed; false when it was broken off. */
static bool read_typed(int tty, struct buffer *line)
{
	char c;

	while (read(tty, &c, 1) == 1) {
		if (c == '\r' || c == '\n')
			return true;
		if (c == 3 || c == 4) /* Ctrl-C, Ctrl-D */
			return false;
		if (c == 8 || c == 127) {
			while (line->length > 0 &&
			       (line->bytes[--line->length] & 0xC0) == 0x80)
				continue;
			if (line->bytes)
				line->bytes[line->length] = '\0';
		} else if (line->length < PASSPHRASE_MAX) {
			buffer_add_part(line, &c, 1);
		}
	}
	return false;
}

/* Typed at the terminal and not shown; NULL when broken off, or without one. */
static char *ask_typed(const char *question)
{
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
	struct termios before;
	struct termios quiet;
	struct buffer line = { 0 };
	char *text = alloc_print("%s ", question);
	char *typed = NULL;

	if (tty >= 0 && tcgetattr(tty, &before) == 0 &&
	    write(tty, text, strlen(text)) >= 0) {
		quiet = before;
		/* Keys that would end the program come as characters, so that
		 * it never ends with a terminal that shows nothing. */
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
		tcsetattr(tty, TCSAFLUSH, &quiet);
		if (read_typed(tty, &line))
			typed = line.length ? buffer_take(&line)
					    : alloc_text("");
		tcsetattr(tty, TCSAFLUSH, &before);
		if (write(tty, "\r\n", 2) < 0)
			errno = 0;
	}
	if (tty >= 0)
		close(tty);
	if (line.bytes)
		explicit_bzero(line.bytes, line.length);
	buffer_done(&line);
	free(text);
	return typed;
}

/* The first line of the file that SPOEDPEIL_PASSPHRASE_FILE names; or NULL. */
static int read_given(char **out, struct err *err)
{
	const char *path = getenv("SPOEDPEIL_PASSPHRASE_FILE");
	size_t length = 0;
	int code = 0;

	if (path && path[0])
		code = file_read(path, PASSPHRASE_MAX, out, &length, err);
	if (!code && *out)
		(*out)[strcspn(*out, "\r\n")] = '\0';
	return code;
}

/* Use this passphrase for path, if it is the one. */
static int try_passphrase(const char *passphrase, const char *path,
			  struct err *err)
{
	int code = key_use(passphrase, err);

	return code ? code : key_check(path, err);
}

int cli_unlock(const char *path, struct err *err)
{
	char *question;
	char *given = NULL;
	int code;

	if (!key_is_needed(path))
		return 0;
	code = read_given(&given, err);
	if (code)
		return code;
	if (given) {
		code = try_passphrase(given, path, err);
		forget(given);
		return code;
	}
	/* TRANSLATORS: the name of a file. */
	question = alloc_print(_("Passphrase of %s:"), path);
	for (int times = 1; times <= TRIES; times++) {
		given = ask_typed(question);
		if (!given) {
			code = err_set(err, ERR_INVALID,
				       _("%s is encrypted, and there is no "
					 "passphrase"),
				       path);
			break;
		}
		code = try_passphrase(given, path, err);
		forget(given);
		if (code != ERR_INVALID)
			break;
		if (times < TRIES)
			cli_say(EXIT_FAILED, "%s", err->text);
	}
	free(question);
	return code;
}

/* Typed, or a line of standard input when that is no terminal. */
static char *ask_new(const char *question)
{
	return isatty(STDIN_FILENO) ? ask_typed(question) : cli_ask(question);
}

/* A new passphrase, twice the same; NULL when it was not. */
static char *ask_twice(void)
{
	char *first = ask_new(_("New passphrase (empty: not encrypted):"));
	char *again = first ? ask_new(_("The same again:")) : NULL;
	bool same = first && again && strcmp(first, again) == 0;

	forget(again);
	if (same)
		return first;
	forget(first);
	return NULL;
}

/* Copies that were made before stay as they are. */
static int report(const char *path, const char *passphrase)
{
	char *backups = alloc_print("%s-backups", path);

	if (passphrase[0])
		cli_say(EXIT_DONE, _("%s is encrypted now"), path);
	else
		cli_say(EXIT_DONE, _("%s is not encrypted now"), path);
	cli_say(EXIT_DONE,
		_("Copies that were made before stay as they were, also in %s; "
		  "make a new one and remove those"),
		backups);
	free(backups);
	return EXIT_DONE;
}

int command_data_rekey(struct cli *cli)
{
	char *path = cli_data_path(cli);
	struct err err = { 0 };
	char *passphrase = NULL;
	int status = EXIT_DONE;

	if (!key_is_possible()) {
		if (key_change(path, NULL, &err))
			status = cli_fail(&err);
	} else if (cli_open_store(cli, false, &err)) {
		status = cli_fail(&err);
	} else {
		store_close(cli->store);
		cli->store = NULL;
		passphrase = ask_twice();
		if (!passphrase)
			status = cli_say(EXIT_FAILED,
					 _("that was not twice the same; "
					   "nothing was changed"));
		else if (key_change(path, passphrase, &err))
			status = cli_fail(&err);
		else
			status = report(path, passphrase);
	}
	forget(passphrase);
	free(path);
	return status;
}
