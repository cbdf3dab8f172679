/* ui/page_data.c - see ui/page_data.h */
#include "config.h"

#include "ui/page_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "base/work.h"
#include "store/deliveries.h"
#include "store/forms.h"
#include "ui/line_pages.h"
#include "ui/page_summary.h"
#include "ui/pages.h"
#include "ui/path.h"
#include "ui/view_day.h"

const enum action data_jobs[DATA_JOBS] = { ACTION_EXPORT, ACTION_IMPORT,
					   ACTION_CHECK, ACTION_BACKUP,
					   ACTION_REPORT };

/* --- what was done, and when */

void page_data_note(struct app *app, const char *name, size_t count)
{
	char now[DATE_ROOM];
	char *value;

	if (store_is_read_only(app->store))
		return;
	moment_write(clock_now(), now);
	value = alloc_print("%s %zu", now, count);
	/* Without it the work is done all the same. */
	if (store_note(app->store, name, value, NULL))
		app_say(app, STYLE_WARN,
			_("It is done, but the file could not note it"));
	free(value);
}

char *page_data_records(size_t count)
{
	return alloc_print(
		text_plural("%zu record", "%zu records", (long long)count),
		count);
}

/* "3 fouten"; free() it. */
static char *show_faults(size_t count)
{
	if (count == 0)
		return alloc_text(_("no faults"));
	return alloc_print(
		text_plural("%zu fault", "%zu faults", (long long)count),
		count);
}

/* "02-06-2025 10:04, 4 formulieren" */
static char *show_done(const char *stored, char *detail)
{
	char day[VIEW_DAY_ROOM];
	struct moment m;
	char *words;

	view_day(stored, day);
	if (moment_read(stored, &m))
		words = alloc_print("%s %02d:%02d, %s", day, m.hour, m.minute,
				    detail);
	else
		words = alloc_text(detail);
	free(detail);
	return words;
}

/* What page_data_note() noted; false when it never did. */
static bool find_note(struct app *app, const char *name, char moment[DATE_ROOM],
		      size_t *count)
{
	char *value = NULL;
	bool found = false;

	if (store_noted(app->store, name, &value, NULL) == 0 && value)
		found = sscanf(value, "%23s %zu", moment, count) == 2;
	free(value);
	return found;
}

/* By the page, or a package or delivery, also when a command made it. */
static void find_exported(struct app *app, struct page_data *page)
{
	struct delivery_list list = { 0 };
	char moment[DATE_ROOM] = "";
	size_t count = 0;
	bool here = find_note(app, "exported", moment, &count);

	if (deliveries_all(app->store, &list, NULL) == 0 && list.count > 0 &&
	    (!here || strcmp(list.items[0].at, moment) > 0)) {
		snprintf(moment, sizeof(moment), "%s", list.items[0].at);
		count = (size_t)list.items[0].records;
	}
	delivery_list_done(&list);
	free(page->exported);
	page->exported =
		moment[0] ? show_done(moment, page_data_records(count)) : NULL;
}

static void find_copied(struct app *app, struct page_data *page)
{
	char when[DATE_ROOM];
	char *path = NULL;

	free(page->copied);
	page->copied = NULL;
	if (upkeep_last_copy(app->store, when, &path, NULL) == 0 && path)
		page->copied = show_done(when, alloc_text(file_name(path)));
	free(path);
}

static void find_checked(struct app *app, struct page_data *page)
{
	char moment[DATE_ROOM];
	size_t count;

	free(page->checked);
	page->checked = find_note(app, "checked", moment, &count)
				? show_done(moment, show_faults(count))
				: NULL;
}

/* --- what is in the file */

/* Longer than this, and it is not done for every change of others. */
#define LOOK_MILLISECONDS 100

/* Nobody waits longer for the numbers; they come when no key does. */
#define PATIENCE 8 /* ms */

/* False when it was given up. */
static bool count_forms(struct app *app, struct page_data *page)
{
	int64_t start = term_now();
	struct file_info info = { 0 };
	struct err err = { 0 };
	int code = upkeep_info(app->store, &info, &err);

	if (code == ERR_STOPPED && !app->in_lines)
		return false;
	page->uncounted = false;
	page->slow = term_now() - start > LOOK_MILLISECONDS;
	if (code) {
		app_fail(app, &err);
	} else {
		file_info_done(&page->info);
		page->info = info;
	}
	return true;
}

/* Which forms there are, whose numbers are not known yet. */
static void name_forms(struct app *app, struct page_data *page)
{
	struct kept_form_list kept = { 0 };

	if (page->info.form_count > 0 ||
	    forms_kept(app->store, &kept, NULL) != 0)
		return;
	page->info.forms = alloc_new(kept.count, sizeof(*page->info.forms));
	for (size_t i = 0; i < kept.count; i++)
		page->info.forms[page->info.form_count++] =
			(struct file_info_form){
				.name = alloc_text(kept.items[i].name),
				.version = alloc_text(kept.items[i].version),
				.complete = -1,
				.counting = -1,
				.withdrawn = -1,
				.drafts = -1,
			};
	kept_form_list_done(&kept);
}

static void count_at_once(struct app *app, struct page_data *page)
{
	int64_t until = term_now() + page->patience;

	/* In words all is told at once, and who waits is told so. */
	if (!app->in_lines)
		work_give_up_when(term_is_late, &until);
	page->uncounted = !count_forms(app, page);
	work_give_up_when(NULL, NULL);
	if (page->uncounted)
		name_forms(app, page);
}

static bool go_on(struct app *app, struct page *of)
{
	struct page_data *page = (struct page_data *)of;
	bool counted;

	if (!page->uncounted)
		return false;
	work_give_up_when(app_key_waits, app);
	counted = count_forms(app, page);
	work_give_up_when(NULL, NULL);
	return counted;
}

void page_data_look(struct app *app, struct page_data *page)
{
	count_at_once(app, page);
	find_exported(app, page);
	find_copied(app, page);
	find_checked(app, page);
}

/* --- a choice */

void page_data_choice_done(struct data_choice *choice)
{
	free(choice->period);
	free(choice->path);
	package_free(choice->package);
	*choice = (struct data_choice){ 0 };
}

struct selection page_data_selection(const struct data_choice *choice)
{
	return (struct selection){
		.form = choice->form ? choice->form->name : NULL,
		.from = choice->from[0] ? choice->from : NULL,
		.to = choice->to[0] ? choice->to : NULL,
	};
}

/* The newest version of every form, the one with measures first. */
static const struct form **list_forms(const struct app *app, size_t *count)
{
	size_t total = catalogue_count(app->catalogue);
	const struct form **forms = alloc_new(total + 1, sizeof(*forms));
	const struct form *first = catalogue_main(app->catalogue);
	size_t n = 0;

	if (first)
		forms[n++] = first;
	for (size_t i = 0; i < total; i++) {
		const struct form *form = catalogue_form(app->catalogue, i);

		if (form == catalogue_find(app->catalogue, form->name, NULL) &&
		    form != first)
			forms[n++] = form;
	}
	*count = n;
	return forms;
}

void page_data_ask_form(struct app *app, const char *question, answered *done)
{
	size_t count;
	const struct form **forms = list_forms(app, &count);
	const char **names = alloc_new(count + 1, sizeof(*names));

	for (size_t i = 0; i < count; i++)
		names[i] = words_text(&forms[i]->title);
	app_choose(app, question, names, count, false, done);
	free(names);
	free(forms);
}

const struct form *page_data_form(const struct app *app)
{
	size_t count;
	const struct form **forms = list_forms(app, &count);
	const struct form *chosen =
		app->chosen < count ? forms[app->chosen] : NULL;

	free(forms);
	return chosen;
}

#define YEARS_OFFERED 3

void page_data_ask_period(struct app *app, answered *done)
{
	const char *names[YEARS_OFFERED + 1];
	char years[YEARS_OFFERED][12];
	int year = clock_today().year;

	for (int i = 0; i < YEARS_OFFERED; i++) {
		snprintf(years[i], sizeof(years[i]), "%d", year - i);
		names[i] = years[i];
	}
	names[YEARS_OFFERED] = _("all years");
	app_choose(app, _("Period: a year, 2025 k2, or 1-1-2025 - 31-3-2025"),
		   names, YEARS_OFFERED + 1, true, done);
}

char *page_data_likely_name(const struct data_choice *choice,
			    const char *suffix)
{
	struct buffer b = { 0 };

	buffer_add(&b, choice->form ? choice->form->name : PACKAGE);
	if (choice->from[0])
		path_add_name(&b, choice->period);
	buffer_add(&b, suffix);
	return buffer_take(&b);
}

void page_data_add_problems(struct buffer *b,
			    const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		char *line = problem_line(&problems->items[i]);

		buffer_print(b, "%s\n", line);
		free(line);
	}
	if (problems->dropped > 0) {
		buffer_print(b,
			     text_plural("and %zu more like these",
					 "and %zu more like these",
					 (long long)problems->dropped),
			     problems->dropped);
		buffer_add_byte(b, '\n');
	}
}

/* False, and said why, when it is none. */
static bool take_period(struct app *app, struct data_choice *choice,
			const char *answer)
{
	struct err err = { 0 };

	choice->from[0] = choice->to[0] = '\0';
	if (strcmp(answer, _("all years")) != 0 &&
	    page_summary_read_period(answer, choice->from, choice->to, &err)) {
		app_fail(app, &err);
		return false;
	}
	alloc_replace(&choice->period, answer);
	return true;
}

bool page_data_period_given(struct app *app, struct data_choice *choice,
			    const char *answer, struct data_question next)
{
	char *name;

	if (!answer)
		return true;
	if (!take_period(app, choice, answer))
		return false;
	name = page_data_likely_name(choice, next.suffix);
	app_ask(app, next.title, next.question, name, next.done);
	free(name);
	return true;
}

char *page_data_path(struct app *app, const char *typed, const char *name)
{
	char *path = path_typed(typed);
	char *whole;

	if (file_is_directory(path)) {
		char *within = file_join(path, name);

		free(path);
		path = within;
	}
	whole = file_whole(path);
	free(path);
	if (*typed && strcmp(typed, "-") != 0 && !file_is_directory(whole))
		return whole;
	free(whole);
	app_say(app, STYLE_BAD, _("Type the name of a file"));
	app->beep = true;
	return NULL;
}

/* --- events */

/* What data_jobs[] do. */
static void (*const jobs[DATA_JOBS])(struct app *, struct page_data *) = {
	page_data_export, page_data_import, page_data_check,
	page_data_backup, page_data_report,
};

/* Its place in data_jobs[]; or -1. */
static int find_job(enum action action)
{
	for (int i = 0; i < DATA_JOBS; i++)
		if (data_jobs[i] == action)
			return i;
	return -1;
}

static bool works(const struct app *app, const struct page *of,
		  enum action action)
{
	(void)of;
	return action != ACTION_IMPORT || !app->read_only;
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_data *page = (struct page_data *)of;
	enum action action = event->action;
	int job;

	if (action == ACTION_OPEN)
		action = data_jobs[page->list.selected];
	job = find_job(action);
	if (job >= 0 && works(app, of, action)) {
		list_select(&page->list, job);
		jobs[job](app, page);
	} else if (job >= 0) {
		app_say(app, STYLE_WARN, "%s",
			_("The file is open for reading only"));
		app->beep = true;
	} else if (action == ACTION_LEVEL_UP) {
		app_close(app);
	} else {
		list_act(&page->list, action);
	}
}

static void refresh(struct app *app, struct page *of)
{
	struct page_data *page = (struct page_data *)of;

	if (!page->slow)
		page_data_look(app, page);
}

static char *help(const struct app *app, const struct page *of)
{
	(void)app;
	(void)of;
	return alloc_text(
		_("This is the file as a whole: how many forms are in it, and "
		  "when it was last sent, copied and checked. Sending and "
		  "taking in first say what will happen, and ask whether that "
		  "is right; a file that is there is never written over "
		  "without a question. What takes long says how far it is; "
		  "Esc stops it, and then nothing has changed. Other formats, "
		  "for SPSS, Stata, FHIR and CBS, are with the command "
		  "export."));
}

static void close_page(struct page *of)
{
	struct page_data *page = (struct page_data *)of;

	file_info_done(&page->info);
	free(page->exported);
	free(page->copied);
	free(page->checked);
	page_data_choice_done(&page->choice);
	free(page->import.directory);
	free(page->import.path);
	free(page->import.form);
	free(page);
}

/* clang-format off */
static const enum action data_actions[] = {
	ACTION_OPEN, ACTION_LEVEL_UP, ACTION_HELP, ACTION_EXPORT,
	ACTION_IMPORT, ACTION_CHECK, ACTION_BACKUP, ACTION_REPORT,
	ACTION_PALETTE, ACTION_LEAVE, ACTION_NEXT, ACTION_BACK, ACTION_FIRST, ACTION_LAST,
	ACTION_NONE
};
/* clang-format on */

static const struct page_kind kind = {
	.name = "data",
	.actions = data_actions,
	.works = works,
	.update = update,
	.draw = view_data,
	.tell = line_tell_data,
	.take_line = line_take_data,
	.refresh = refresh,
	.go_on = go_on,
	.help = help,
	.close = close_page,
};

void page_data_open(struct app *app)
{
	struct page_data *page = alloc_new(1, sizeof(*page));

	page->page.kind = &kind;
	page->patience = PATIENCE;
	list_size(&page->list, DATA_JOBS, DATA_JOBS);
	page_data_look(app, page);
	app_open(app, &page->page);
}
