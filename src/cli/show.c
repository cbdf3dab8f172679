/* cli/show.c - the command show */
#include "config.h"

#include "base/date.h"
#include "base/text.h"
#include "cli/cli_private.h"
#include "cli/find.h"
#include "entry/around.h"
#include "report/records.h"
#include "store/drafts.h"

static int read_answers(struct cli *cli, const struct form *form,
			const struct record_head *head, struct answers **out,
			struct err *err)
{
	const struct form_place place = record_head_place(head);
	struct draft draft = { 0 };
	int code;

	if (head->status != RECORD_DRAFT)
		return records_answers(cli->store, form, head->id, out, err);
	code = drafts_in_place(cli->store, &place, &draft, err);
	if (code == 0)
		code = drafts_answers(cli->store, form, draft.id, out, err);
	draft_done(&draft);
	return code;
}

static int print_record(struct cli *cli, const struct record_head *head,
			enum report_format format, FILE *out, struct err *err)
{
	const struct form *form =
		catalogue_find(cli->catalogue, head->form, head->version);
	struct report_record record = { .form = form, .head = head };
	struct history history = { 0 };
	struct answers *answers = NULL;
	struct around around = { 0 };
	char today[DATE_ROOM];
	int code;

	day_write(clock_today(), today);
	code = read_answers(cli, form, head, &answers, err);
	if (code == 0 && head->status != RECORD_DRAFT)
		code = records_history(cli->store, head->id, &history, err);
	if (code == 0)
		code = around_load(cli->store, cli->catalogue, head->traject_id,
				   head->jeugdige,
				   head->completed ? head->completed : today,
				   &around, err);
	if (code == 0) {
		record.answers = answers;
		record.rules = rules_new(answers, &around.seen);
		record.history = &history;
		code = report_record(&record, format, out, err);
		rules_free(record.rules);
	}
	history_done(&history);
	around_done(&around);
	answers_free(answers);
	return code;
}

int command_show(struct cli *cli)
{
	enum report_format format;
	struct record_head head = { 0 };
	struct file_output out = { 0 };
	struct err err = { 0 };
	int status;
	int code;

	status = cli_format(cli, &format);
	if (status)
		return status;
	code = cli_open_records(cli, true, &err);
	if (code == 0)
		code = find_record(cli, cli->arguments[0], &head, &err);
	if (code == 0)
		code = cli_output(cli, &out, &err);
	if (code == 0)
		code = print_record(cli, &head, format, out.stream, &err);
	if (code == 0)
		code = file_commit(&out, &err);
	file_cancel(&out);
	record_head_done(&head);
	return code ? cli_fail(&err) : EXIT_DONE;
}
