/* cli/demo.c - the command demo */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "cli/cli_private.h"
#include "exchange/demo.h"

#define PLAN_MAX ((size_t)1 << 20)

/* "2021" or "2021-2025". */
static int read_years(const struct cli *cli, struct demo_options *options)
{
	const char *text = cli->values[OPTION_YEARS];
	long first, last;
	char *end;

	if (!text)
		return 0;
	first = strtol(text, &end, 10);
	last = first;
	if (end != text && *end == '-')
		last = strtol(end + 1, &end, 10);
	if (*end || first < 1970 || last < first || last > 9999)
		return cli_usage(cli,
				 _("--years takes years like 2021-2025, not "
				   "%s"),
				 text);
	options->first_year = (int)first;
	options->last_year = (int)last;
	return 0;
}

/* The plan in the last directory of forms that has one; free() it. */
static char *find_plan(const struct cli *cli)
{
	char *own = file_forms_directory();
	size_t i = cli->forms_count;
	char *path;

	do {
		path = file_join(i > 0 ? cli->forms[i - 1] : own, "demo.yaml");
		if (file_exists(path))
			break;
		if (i > 0) {
			free(path);
			path = NULL;
		}
	} while (i-- > 0);
	free(own);
	return path;
}

static int fill(struct cli *cli, const struct demo_options *asked,
		struct demo_result *result, struct err *err)
{
	struct demo_options options = *asked;
	struct problem_list problems = { 0 };
	char *path = find_plan(cli);
	char *text = NULL;
	int code = file_read(path, PLAN_MAX, &text, &options.plan_length, err);

	options.plan = text;
	options.plan_file = path;
	if (code == 0)
		code = demo_fill(cli->store, cli->catalogue, &options,
				 &problems, result, err);
	cli_print_problems(&problems);
	problem_list_done(&problems);
	free(text);
	free(path);
	return code;
}

int command_demo(struct cli *cli)
{
	struct demo_options options = { 0 };
	struct demo_result result = { 0 };
	struct err err = { 0 };
	int64_t records, seed;
	int status;
	int code;

	status = cli_number(cli, OPTION_RECORDS, 0, 10000000, 1763, &records);
	if (status == 0)
		status = cli_number(cli, OPTION_SEED, 0, INT64_MAX, 8, &seed);
	if (status == 0)
		status = read_years(cli, &options);
	if (status)
		return status;

	options.records = (size_t)records;
	options.seed = (uint64_t)seed;
	code = cli_open(cli, false, &err);
	if (code == 0)
		code = fill(cli, &options, &result, &err);
	if (code)
		return cli_fail(&err);
	return cli_say(EXIT_DONE,
		       _("%zu records that count, %zu that do not, %zu of "
			 "other forms and %zu drafts in %s"),
		       result.counting, result.not_counting, result.others,
		       result.drafts, store_path(cli->store));
}
