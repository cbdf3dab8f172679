/* cli/daily.c - what is done when one begins to work */
#include "config.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "store/destroy.h"
#include "store/upkeep.h"

/* Go on with what was destroyed and is not gone everywhere yet. */
static void finish_destroying(struct cli *cli, char **notice)
{
	struct problem_list left = { 0 };
	struct err err = { 0 };

	if (destroy_finish(cli->store, &left, &err) != 0 || left.count > 0) {
		free(*notice);
		*notice =
			alloc_text(_("Something that was destroyed is not "
				     "gone everywhere yet; spoedpeil data "
				     "check says what"));
	}
	problem_list_done(&left);
}

/* Up to this size a copy is made before one could notice. */
#define QUICK ((off_t)8 << 20)

static bool is_quick(const char *path)
{
	struct stat found;

	return stat(path, &found) == 0 && found.st_size <= QUICK;
}

/*
 * A large file is copied by a process of its own that nobody waits for, and
 * that the end of the terminal does not end.
 */
static void copy_in_background(const char *path, const char *to)
{
	char *command =
		alloc_print("%s\n--data\n%s\ndata\nbackup\n%s\n--keep\n%d",
			    PACKAGE, path, to, UPKEEP_DAILY);
	char *words[8 + 1] = { NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t apart;
	char *rest = command;
	pid_t child;

	for (size_t i = 0; i < 8; i++)
		words[i] = strsep(&rest, "\n");
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&apart);
	posix_spawnattr_setflags(&apart, POSIX_SPAWN_SETSID);
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		posix_spawn_file_actions_addopen(&files, i, "/dev/null", O_RDWR,
						 0);
	/* What it cannot do, it tries again tomorrow. */
	if (!strchr(path, '\n') && posix_spawn(&child, "/proc/self/exe", &files,
					       &apart, words, environ))
		child = 0;
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&apart);
	free(command);
}

static void back_up(struct cli *cli, char **notice)
{
	const char *path = store_path(cli->store);
	struct err err = { 0 };
	char *made = NULL;
	char *to = NULL;
	int code = upkeep_daily(cli->store, &to, &err);

	if (code == 0 && to && is_quick(path))
		code = upkeep_backup_kept(cli->store, to, UPKEEP_DAILY, &made,
					  &err);
	else if (code == 0 && to)
		copy_in_background(path, to);
	if (code) {
		free(*notice);
		*notice = alloc_print(_("There is no backup of today: %s"),
				      err.text);
	}
	free(made);
	free(to);
}

char *cli_do_daily(struct cli *cli)
{
	char *notice = store_exposure(cli->store);

	if (store_is_read_only(cli->store) ||
	    store_has_note(cli->store, "demo") ||
	    store_has_note(cli->store, "practice"))
		return notice;
	back_up(cli, &notice);
	finish_destroying(cli, &notice);
	return notice;
}
