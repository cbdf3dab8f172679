/* cli/daily.c - what is done when one begins to work */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "store/destroy.h"
#include "store/upkeep.h"

static bool is_noted(struct store *store, const char *name)
{
	char *value = NULL;
	bool noted = store_noted(store, name, &value, NULL) == 0 && value;

	free(value);
	return noted;
}

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

char *cli_do_daily(struct cli *cli)
{
	char *notice = store_exposure(cli->store);
	struct err err = { 0 };
	char *made = NULL;

	if (store_is_read_only(cli->store) || is_noted(cli->store, "demo") ||
	    is_noted(cli->store, "practice"))
		return notice;
	if (upkeep_backup_daily(cli->store, &made, &err) != 0) {
		free(notice);
		notice = alloc_print(_("There is no backup of today: %s"),
				     err.text);
	}
	free(made);
	finish_destroying(cli, &notice);
	return notice;
}
