/* ui/page_data_export.c - records leave for a file; see ui/page_data.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_export.h"
#include "exchange/told.h"
#include "ui/page_data.h"
#include "ui/pages.h"

/* The first letter picks one, so they differ in it. */
static const char *const kinds[DATA_KINDS] = {
	[DATA_PACKAGE] = N_("Package for the central upload, by pseudonym"),
	[DATA_DELIVERED] = N_("Only what counts and may leave, as CSV"),
	[DATA_CSV] = N_("CSV of everything, to be imported again"),
	[DATA_SHEET] = N_("Sheet of everything, in words, for Excel"),
};

static enum purpose purpose_of(const struct data_choice *choice)
{
	return choice->kind == DATA_PACKAGE || choice->kind == DATA_DELIVERED
		       ? PURPOSE_BENCHMARK
		       : PURPOSE_NONE;
}

static const char *suffix_of(const struct data_choice *choice)
{
	return choice->kind == DATA_PACKAGE ? ".zip" : ".csv";
}

/* --- the records of one form */

static int count_record(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	(void)of;
	(void)head;
	(void)answers;
	(void)err;
	return 0;
}

/*
 * Pass the records by: to out, or only to see what would leave and what would
 * stay.
 */
static int pass(struct app *app, const struct data_choice *choice, FILE *out,
		size_t *written, struct left_out *left_out, struct err *err)
{
	struct selection selection = page_data_selection(choice);
	struct outgoing outgoing = { 0 };
	int code = outgoing_begin(app->store, app->catalogue, &selection,
				  purpose_of(choice), &outgoing, err);

	/* As many as there were when one only looked. */
	outgoing.expected = choice->passed;
	if (code == 0 && out)
		code = csv_export(&outgoing,
				  choice->kind == DATA_SHEET ? CSV_SPREADSHEET
							     : CSV_PLAIN,
				  out, err);
	else if (code == 0)
		code = outgoing_visit(&outgoing, count_record, NULL, err);
	*written = outgoing.written;
	*left_out = outgoing.left_out;
	outgoing_done(&outgoing);
	return code;
}

static int write_records(struct app *app, const struct data_choice *choice,
			 size_t *written, struct err *err)
{
	struct file_output out = { 0 };
	struct left_out left_out;
	int code = file_begin(choice->path, &out, err);

	if (code == 0)
		code = pass(app, choice, out.stream, written, &left_out, err);
	if (code == 0)
		code = file_commit(&out, err);
	file_cancel(&out);
	return code;
}

/* --- and then it leaves */

static int deliver(struct app *app, const struct data_choice *choice,
		   size_t *written, struct err *err)
{
	struct authorship by = { .medewerker = app->settings->medewerker };
	char sum[CHECKSUM_ROOM] = "";

	*written = package_rows(choice->package);
	return package_deliver(app->store, choice->package, choice->path, &by,
			       sum, err);
}

static bool agreed(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;
	struct data_choice *choice = &page->choice;
	struct err err = { 0 };
	size_t written = 0;
	char *detail;
	int code;

	if (!answer) {
		app_say(app, STYLE_PLAIN, _("Nothing was written"));
		page_data_choice_done(choice);
		return true;
	}
	app_begin_work(app, _("Exporting"));
	code = choice->package ? deliver(app, choice, &written, &err)
			       : write_records(app, choice, &written, &err);
	app_end_work(app);
	if (code) {
		app_fail(app, &err);
		page_data_choice_done(choice);
		return true;
	}
	detail = page_data_records(written);
	app_say(app, STYLE_GOOD, _("%s written to %s"), detail, choice->path);
	page_data_note(app, "exported", written);
	page_data_look(app, page);
	page_data_choice_done(choice);
	free(detail);
	return true;
}

/* --- what leaves and what stays */

static int look_at_package(struct app *app, struct data_choice *choice,
			   struct buffer *b, struct err *err)
{
	struct package_options options = { .purpose = purpose_of(choice),
					   .selection = page_data_selection(
						   choice) };
	int code = package_make(app->store, app->catalogue, &options,
				&choice->package, err);

	if (code == 0)
		told_package(b, choice->package, &options);
	return code;
}

static int look_at_records(struct app *app, struct data_choice *choice,
			   struct buffer *b, struct err *err)
{
	struct left_out left_out = { 0 };
	struct buffer stays = { 0 };
	size_t leaving = 0;
	int code = pass(app, choice, NULL, &leaving, &left_out, err);

	if (code)
		return code;
	choice->passed = leaving + left_out.invalid + left_out.consent;
	buffer_print(b, "%s\n", _("This leaves:"));
	buffer_print(b,
		     text_plural("  %s, %s: %zu record",
				 "  %s, %s: %zu records", (long long)leaving),
		     words_text(&choice->form->title), choice->period, leaving);
	buffer_print(b, "\n%s\n", _("This stays:"));
	told_left_out(&stays, &left_out, purpose_name(purpose_of(choice)));
	if (purpose_of(choice) == PURPOSE_NONE)
		buffer_print(&stays, "%s\n", _("what was withdrawn"));
	if (stays.length == 0)
		buffer_print(&stays, "%s\n", _("nothing"));
	for (const char *line = buffer_text(&stays); *line;) {
		size_t length = strcspn(line, "\n");

		buffer_print(b, "  %.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
	}
	buffer_done(&stays);
	return 0;
}

static void look(struct app *app, struct data_choice *choice)
{
	struct buffer b = { 0 };
	struct err err = { 0 };
	int code;

	app_begin_work(app, _("Looking what leaves"));
	code = choice->kind == DATA_PACKAGE
		       ? look_at_package(app, choice, &b, &err)
		       : look_at_records(app, choice, &b, &err);
	app_end_work(app);
	if (code) {
		app_fail(app, &err);
	} else {
		buffer_print(&b, "\n%s\n  %s\n", _("To this file:"),
			     choice->path);
		if (file_exists(choice->path))
			buffer_print(&b, "%s\n",
				     _("  which is there already, and will be "
				       "replaced"));
		page_reader_ask(app, _("Export"), buffer_text(&b),
				_("Write this file?"), false, agreed);
	}
	buffer_done(&b);
}

/* --- the questions */

static bool path_given(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;
	struct data_choice *choice = &page->choice;
	char *name;
	char *path;

	if (!answer)
		return true;
	name = page_data_likely_name(choice, suffix_of(choice));
	path = page_data_path(app, answer, name);
	free(name);
	if (!path)
		return false;
	free(choice->path);
	choice->path = path;
	look(app, choice);
	return true;
}

static bool period_given(struct app *app, struct page *asker,
			 const char *answer)
{
	struct data_choice *choice = &((struct page_data *)asker)->choice;

	return page_data_period_given(
		app, choice, answer,
		(struct data_question){ _("Export"),
					_("To which file?  You see what leaves "
					  "before it is written"),
					suffix_of(choice), path_given });
}

static bool form_given(struct app *app, struct page *asker, const char *answer)
{
	struct data_choice *choice = &((struct page_data *)asker)->choice;

	if (!answer)
		return true;
	choice->form = page_data_form(app);
	page_data_ask_period(app, period_given);
	return true;
}

static bool kind_given(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;

	if (!answer)
		return true;
	page_data_choice_done(&page->choice);
	for (int i = 0; i < DATA_KINDS; i++)
		if (strcmp(_(kinds[i]), answer) == 0)
			page->choice.kind = (enum data_kind)i;
	if (page->choice.kind == DATA_PACKAGE)
		page_data_ask_period(app, period_given);
	else
		page_data_ask_form(app, _("Which form?"), form_given);
	return true;
}

void page_data_export(struct app *app, struct page_data *page)
{
	const char *names[DATA_KINDS];

	(void)page;
	for (int i = 0; i < DATA_KINDS; i++)
		names[i] = _(kinds[i]);
	app_pick(app, _("What leaves?"), names, DATA_KINDS, kind_given);
}
