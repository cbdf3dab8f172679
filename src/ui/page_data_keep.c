/* ui/page_data_keep.c - check, copy and report; see ui/page_data.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "entry/recheck.h"
#include "measure/others.h"
#include "report/html.h"
#include "ui/page_data.h"
#include "ui/pages.h"
#include "ui/path.h"

/* --- check */

/* Of a file that is not whole the records say nothing. */
static int check(struct app *app, struct problem_list *problems, bool *whole,
		 struct err *err)
{
	int code = upkeep_check(app->store, problems, err);

	*whole = problems->count == 0;
	if (code == 0 && *whole)
		code = recheck(app->store, app->catalogue, problems, err);
	return code;
}

static void show_problems(struct app *app, const struct problem_list *problems,
			  bool whole)
{
	struct buffer b = { 0 };

	buffer_print(&b,
		     whole ? _("%s is whole, but not all records in it "
			       "keep to their form")
			   : _("%s is damaged"),
		     store_path(app->store));
	buffer_add(&b, "\n\n");
	page_data_add_problems(&b, problems);
	page_reader_open(app, _("Check"), buffer_text(&b));
	buffer_done(&b);
}

void page_data_check(struct app *app, struct page_data *page)
{
	struct problem_list problems = { 0 };
	struct err err = { 0 };
	size_t found;
	bool whole;
	int code;

	app_begin_work(app, _("Checking"));
	code = check(app, &problems, &whole, &err);
	app_end_work(app);
	found = problems.count + problems.dropped;
	if (code) {
		app_fail(app, &err);
	} else {
		page_data_note(app, "checked", found);
		page_data_look(app, page);
		if (found)
			show_problems(app, &problems, whole);
		else
			app_say(app, STYLE_GOOD, _("%s is whole"),
				store_path(app->store));
	}
	problem_list_done(&problems);
}

/* --- a copy */

/* "spoedpeil-20250602.db" */
static char *name_of_copy(const struct app *app)
{
	const char *name = file_name(store_path(app->store));
	const char *dot = strrchr(name, '.');
	struct day today = clock_today();

	if (!dot || dot == name)
		dot = name + strlen(name);
	return alloc_print("%.*s-%04d%02d%02d%s", (int)(dot - name), name,
			   today.year, today.month, today.day, dot);
}

static bool copy_to(struct app *app, struct page *asker, const char *answer)
{
	struct err err = { 0 };
	char *name;
	char *path;
	int code;

	if (!answer)
		return true;
	name = name_of_copy(app);
	path = page_data_path(app, answer, name);
	free(name);
	if (!path)
		return false;
	app_begin_work(app, _("Copying"));
	code = upkeep_backup(app->store, path, &err);
	app_end_work(app);
	if (code) {
		app_fail(app, &err);
	} else {
		app_say(app, STYLE_GOOD, _("copied to %s and checked"), path);
		/* What is destroyed later is to be destroyed there too. */
		if (store_is_read_only(app->store) ||
		    upkeep_note_copy(app->store, path, &err))
			app_say(app, STYLE_WARN,
				_("this copy could not be noted in the file, "
				  "so what is destroyed later stays in the "
				  "copy"));
		page_data_look(app, (struct page_data *)asker);
	}
	free(path);
	return code == 0;
}

void page_data_backup(struct app *app, struct page_data *page)
{
	char *name = name_of_copy(app);

	(void)page;
	app_ask(app, _("Copy of the file"),
		_("To which file?  On another disk it is safest, such as a "
		  "USB stick"),
		name, copy_to);
	free(name);
}

/* --- a page with all figures */

/* As the command summary with --format html. */
static int write_page(struct app *app, const struct data_choice *choice,
		      FILE *out, struct err *err)
{
	struct selection selection = page_data_selection(choice);
	struct figures_list others = { 0 };
	struct figures *figures = NULL;
	char today[DATE_ROOM];
	int code;

	day_write(clock_today(), today);
	code = figures_of_all(app->store, app->catalogue, &selection, today,
			      &figures, err);
	if (!code)
		code = figures_of_others(app->store, app->catalogue, &selection,
					 choice->form->name, 0, &others, err);
	if (!code)
		code = report_html(
			&(struct report_html){ .figures = figures,
					       .others = others.items,
					       .other_count = others.count,
					       .catalogue = app->catalogue },
			out, err);
	figures_list_done(&others);
	figures_free(figures);
	return code;
}

static void report(struct app *app, struct data_choice *choice)
{
	struct file_output out = { 0 };
	struct err err = { 0 };
	int code = file_begin(choice->path, &out, &err);

	app_begin_work(app, _("Making the report"));
	if (!code)
		code = write_page(app, choice, out.stream, &err);
	if (!code)
		code = file_commit(&out, &err);
	file_cancel(&out);
	app_end_work(app);
	if (code)
		app_fail(app, &err);
	else
		path_say_written(app, choice->path);
}

static bool replace_agreed(struct app *app, struct page *asker,
			   const char *answer)
{
	if (answer)
		report(app, &((struct page_data *)asker)->choice);
	else
		app_say(app, STYLE_PLAIN, _("Nothing was written"));
	return true;
}

static bool report_to(struct app *app, struct page *asker, const char *answer)
{
	struct data_choice *choice = &((struct page_data *)asker)->choice;
	char *name;
	char *question;

	if (!answer)
		return true;
	name = page_data_likely_name(choice, ".html");
	free(choice->path);
	choice->path = page_data_path(app, answer, name);
	free(name);
	if (!choice->path)
		return false;
	if (!file_exists(choice->path)) {
		report(app, choice);
		return true;
	}
	question = alloc_print(_("%s is there already. Replace it?"),
			       choice->path);
	app_confirm(app, question, replace_agreed);
	free(question);
	return true;
}

static bool period_given(struct app *app, struct page *asker,
			 const char *answer)
{
	struct data_choice *choice = &((struct page_data *)asker)->choice;

	return page_data_period_given(
		app, choice, answer,
		(struct data_question){ _("Report"), _("To which file?"),
					".html", report_to });
}

void page_data_report(struct app *app, struct page_data *page)
{
	page_data_choice_done(&page->choice);
	page->choice.form = catalogue_main(app->catalogue);
	if (page->choice.form)
		page_data_ask_period(app, period_given);
	else
		app_say(app, STYLE_WARN,
			_("None of the forms has measures, so there are no "
			  "figures"));
}
