/* cli/choice.c - options with a meaning of their own */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/cli_private.h"
#include "store/names.h"

int cli_number(const struct cli *cli, enum option_id option, int64_t min,
	       int64_t max, int64_t otherwise, int64_t *out)
{
	const char *text = cli->values[option];
	long long number;
	char *end;

	*out = otherwise;
	if (!text)
		return 0;
	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno || *end || end == text || number < min || number > max)
		return cli_usage(
			cli, _("--%s takes a number from %lld to %lld, not %s"),
			cli_options[option].name, (long long)min,
			(long long)max, text);
	*out = number;
	return 0;
}

int cli_format(const struct cli *cli, enum report_format *out)
{
	const char *name = cli->values[OPTION_FORMAT];

	*out = REPORT_TEXT;
	if (name && !report_format_read(name, out))
		return cli_usage(cli, _("there is no format %s"), name);
	return 0;
}

/* A day as people type it, given with this option. */
static int read_day(const struct cli *cli, enum option_id option,
		    const char *typed, char out[DATE_ROOM])
{
	struct err err = { 0 };
	struct day exact;

	if (day_read(typed, &exact))
		day_write(exact, out);
	else if (day_typed(typed, clock_today(), out, &err) != 0)
		return cli_usage(cli, "--%s: %s", cli_options[option].name,
				 err.text);
	return 0;
}

/* One end of the period, if it is given. */
static int read_end(const struct cli *cli, enum option_id option,
		    char out[DATE_ROOM], const char **day)
{
	const char *typed = cli->values[option];
	int status = typed ? read_day(cli, option, typed, out) : 0;

	if (typed && status == 0)
		*day = out;
	return status;
}

static int read_period(const struct cli *cli, struct choice *choice)
{
	struct selection *selection = &choice->selection;
	int64_t year;
	int status;

	/* "24" would be long ago, and nothing is said of a year without any. */
	status = cli_number(cli, OPTION_YEAR, 1900, 9999, 0, &year);
	if (status)
		return status;
	if (year && (cli->values[OPTION_FROM] || cli->values[OPTION_TO]))
		return cli_usage(cli, _("--year does not go with --from and "
					"--to"));
	if (year) {
		day_write((struct day){ (int)year, 1, 1 }, choice->from);
		day_write((struct day){ (int)year, 12, 31 }, choice->to);
		selection->from = choice->from;
		selection->to = choice->to;
		return 0;
	}

	status = read_end(cli, OPTION_FROM, choice->from, &selection->from);
	if (status == 0)
		status = read_end(cli, OPTION_TO, choice->to, &selection->to);
	if (status == 0 && selection->from && selection->to &&
	    strcmp(selection->from, selection->to) > 0)
		return cli_usage(cli, _("--from is after --to"));
	return status;
}

static int read_form(const struct cli *cli, struct choice *choice)
{
	const char *named = cli->values[OPTION_FORM];
	struct err err = { 0 };

	if (!named)
		return 0;
	if (catalogue_named(cli->catalogue, named, &choice->form, &err) != 0)
		return cli_fail(&err);
	choice->selection.form = choice->form->name;
	if (strchr(named, '@'))
		choice->selection.version = choice->form->version;
	return 0;
}

/*
 * A name that is in no list has no records, which most often is a slip of the
 * fingers.  "" is who has none.
 */
static void note_unknown(const struct cli *cli, const char *list,
			 const char *name)
{
	struct name_list names = { 0 };
	const char *nearest;
	size_t i = 0;

	if (!name || !name[0] || !cli->store ||
	    names_of(cli->store, list, NULL, &names, NULL))
		return;
	while (i < names.count && strcmp(names.items[i], name) != 0)
		i++;
	if (i == names.count) {
		nearest = utf8_nearest(name, (const char *const *)names.items,
				       names.count);
		if (nearest)
			/* TRANSLATORS: organisatie, team or medewerker. */
			(void)cli_say(EXIT_DONE,
				      _("there is no %s %s in this file; did "
					"you mean %s?"),
				      list, name, nearest);
		else
			(void)cli_say(EXIT_DONE,
				      _("there is no %s %s in this file"), list,
				      name);
	}
	name_list_done(&names);
}

int cli_choice(const struct cli *cli, struct choice *out)
{
	struct selection *selection = &out->selection;
	const char *by = cli->values[OPTION_BY];
	int status;

	*out = (struct choice){ 0 };
	selection->by_ended = by && strcmp(by, "ended") == 0;
	selection->organisatie = cli->values[OPTION_ORGANISATIE];
	selection->team = cli->values[OPTION_TEAM];
	selection->medewerker = cli->values[OPTION_MEDEWERKER];
	selection->withdrawn = cli->values[OPTION_ALL] != NULL;
	note_unknown(cli, "organisatie", selection->organisatie);
	note_unknown(cli, "team", selection->team);
	note_unknown(cli, "medewerker", selection->medewerker);
	status = read_period(cli, out);
	return status ? status : read_form(cli, out);
}

int cli_compare(const struct cli *cli, struct compare_ask *ask, bool *asked)
{
	const char *with = cli->values[OPTION_COMPARE];
	const char *dots = with ? strstr(with, "..") : NULL;
	char *first;
	int status;

	*asked = with != NULL;
	if (!with || compare_read(with, &ask->with))
		return 0;
	if (!dots)
		return cli_usage(cli,
				 _("--compare takes before, year, team, "
				   "organisatie, all, national or two days as "
				   "2024-01-01..2024-12-31, not %s"),
				 with);
	ask->with = COMPARE_PERIOD;
	first = alloc_text_part(with, (size_t)(dots - with));
	status = read_day(cli, OPTION_COMPARE, first, ask->from);
	free(first);
	return status ? status
		      : read_day(cli, OPTION_COMPARE, dots + 2, ask->to);
}

void cli_choose_main_form(const struct cli *cli, struct choice *choice)
{
	if (!choice->form)
		choice->form = catalogue_main(cli->catalogue);
	if (!choice->form)
		choice->form = catalogue_form(cli->catalogue, 0);
	choice->selection.form = choice->form->name;
}

int cli_output(const struct cli *cli, struct file_output *out, struct err *err)
{
	const char *path = cli->values[OPTION_OUTPUT];

	/* One that is encrypted does not show what it is. */
	if (path && cli->store && file_is_same(path, store_path(cli->store)))
		return err_set(err, ERR_EXISTS,
			       _("%s holds records and is not written over; "
				 "choose another name"),
			       path);
	return file_begin(path ? path : "-", out, err);
}
