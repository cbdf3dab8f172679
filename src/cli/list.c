/* cli/list.c - the command list */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "cli/cli_private.h"
#include "cli/find.h"
#include "report/list.h"
#include "report/verified.h"
#include "store/verifications.h"

static int measure(void *of, const struct record_head *head,
		   const struct answers *answers, struct err *err)
{
	(void)answers;
	(void)err;
	listing_measure(of, head);
	return 0;
}

static int add(void *of, const struct record_head *head,
	       const struct answers *answers, struct err *err)
{
	(void)answers;
	return listing_add(of, head, err);
}

/* How wide the columns are: in no order, which is quicker; drafts apart. */
static int measure_all(struct cli *cli, const struct selection *selection,
		       struct listing *list, struct err *err)
{
	struct selection drafts = *selection;
	int code = 0;

	for (size_t i = 0; i < catalogue_count(cli->catalogue) && !code &&
			   !selection->only_drafts;
	     i++)
		code = records_scan(cli->store,
				    catalogue_form(cli->catalogue, i),
				    selection, NULL, measure, list, err);
	drafts.only_drafts = true;
	return code ? code : find_records(cli, &drafts, measure, list, err);
}

/* Twice where the columns have a width, in one reading: nothing comes between. */
static int list_records(struct cli *cli, const struct selection *selection,
			struct listing *list, struct err *err)
{
	int code = store_begin_reading(cli->store, err);

	if (code)
		return code;
	if (list->format == REPORT_TEXT)
		code = measure_all(cli, selection, list, err);
	if (!code)
		code = find_records(cli, selection, add, list, err);
	store_end_reading(cli->store);
	if (!code)
		code = listing_end(list, err);
	listing_done(list);
	return code;
}

/* Those that were entered a second time, with who did that. */
struct verified {
	struct store *store;
	struct record_list records;
	struct verification *of; /* one for each */
	size_t capacity;
};

static int add_verified(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct verified *v = of;
	struct record_list *list = &v->records;
	int code;

	(void)answers;
	if (head->status != RECORD_VERIFIED)
		return 0;
	v->of = alloc_grow(v->of, list->count, &v->capacity, sizeof(*v->of));
	v->of[list->count] = (struct verification){ 0 };
	code = verifications_of(v->store, head->id, &v->of[list->count], err);
	if (code)
		return code;
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	record_head_copy(&list->items[list->count++], head);
	return 0;
}

static int list_verified(struct cli *cli, const struct selection *selection,
			 enum report_format format, FILE *out, struct err *err)
{
	struct verified v = { .store = cli->store };
	struct selection complete = *selection;
	int code;

	complete.no_drafts = true;
	code = find_records(cli, &complete, add_verified, &v, err);
	if (!code)
		code = report_verified(v.records.items, v.of, v.records.count,
				       format, out, err);
	for (size_t i = 0; i < v.records.count; i++)
		verification_done(&v.of[i]);
	free(v.of);
	record_list_done(&v.records);
	return code;
}

int command_list(struct cli *cli)
{
	struct choice choice = { 0 };
	struct listing list = { 0 };
	struct file_output out = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	status = cli_format(cli, &list.format);
	if (status)
		return status;
	code = cli_open_records(cli, true, &err);
	if (code)
		return cli_fail(&err);
	status = cli_choice(cli, &choice);
	if (status)
		return status;

	code = cli_output(cli, &out, &err);
	list.out = out.stream;
	if (code == 0 && cli->values[OPTION_VERIFIED])
		code = list_verified(cli, &choice.selection, list.format,
				     out.stream, &err);
	else if (code == 0)
		code = list_records(cli, &choice.selection, &list, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	return code ? cli_fail(&err) : EXIT_DONE;
}
