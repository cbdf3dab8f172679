/* ui/page_data_import.c - records come in from a file; see ui/page_data.h */
#include "config.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/told.h"
#include "ui/page_data.h"
#include "ui/pages.h"
#include "ui/path.h"

/* --- a try, and the real thing */

/* What is told of it, and what has to be known to go on. */
struct telling {
	struct buffer counts, problems;
	struct buffer both; /* what was changed here and there */
	size_t told;        /* conflicts in it */
	size_t coming;      /* new or changed */
	size_t refused, conflicts;
	bool misses_names; /* that could be added */
	enum import_prefer prefer;
};

static void telling_done(struct telling *t)
{
	buffer_done(&t->counts);
	buffer_done(&t->problems);
	buffer_done(&t->both);
}

static bool misses_names(const struct problem_list *problems)
{
	static const char *const lists[] = { "organisatie", "team",
					     "medewerker" };

	for (size_t i = 0; i < problems->count; i++)
		for (size_t k = 0; k < COUNT(lists); k++)
			if (problems->items[i].field &&
			    strcmp(problems->items[i].field, lists[k]) == 0)
				return true;
	return false;
}

static void hear(void *of, const struct import_report *report)
{
	struct telling *t = of;
	const struct import_result *result = report->result;

	buffer_print(&t->counts, "%s\n", file_name(report->file));
	page_data_add_problems(&t->problems, &result->problems);
	t->misses_names = t->misses_names || misses_names(&result->problems);
	if (report->why) {
		buffer_print(&t->counts, "%s\n", report->why->text);
	} else if (result->own) {
		buffer_print(&t->counts, "%s\n",
			     _("this package was made from this very file: "
			       "there is nothing to take in"));
	} else {
		told_import(&t->counts, report, true);
		t->coming += result->added + result->changed;
		t->refused += result->refused;
		t->conflicts += result->conflicts;
	}
}

#define CONFLICTS_TOLD 50

static const char *or_dash(const char *text)
{
	return text && *text ? text : "-";
}

/* Both, field by field. */
static void add_conflict(struct telling *t,
			 const struct import_conflict *conflict)
{
	buffer_print(&t->both, "%s, %s\n", conflict->ours->traject,
		     conflict->theirs->form);
	for (size_t i = 0; i < conflict->count; i++) {
		const struct import_difference *d = &conflict->differences[i];

		buffer_print(&t->both, _("  %s: here %s, there %s\n"), d->field,
			     or_dash(d->ours), or_dash(d->theirs));
	}
}

static enum import_prefer decide(void *of,
				 const struct import_conflict *conflict)
{
	struct telling *t = of;

	if (t->told++ < CONFLICTS_TOLD)
		add_conflict(t, conflict);
	return t->prefer;
}

static int run(struct app *app, const struct data_import *import, bool dry_run,
	       struct telling *t, struct err *err)
{
	struct import_options options = {
		.file = import->path,
		.form = import->form,
		.organisatie = app->demo ? NULL : app->settings->organisatie,
		.add_names = import->add_names,
		.dry_run = dry_run,
		.decide = decide,
		.of = t,
		.by = { .medewerker = app->settings->medewerker },
	};
	int code;

	app_begin_work(app, dry_run ? _("Trying") : _("Importing"));
	code = import_any(app->store, app->catalogue, &options, hear, t, err);
	app_end_work(app);
	return code;
}

static char *text_of(const struct telling *t)
{
	struct buffer b = { 0 };

	buffer_add(&b, buffer_text(&t->counts));
	if (t->conflicts > 0 && t->both.length > 0)
		buffer_print(&b, "\n%s\n%s", _("Changed here and there:"),
			     buffer_text(&t->both));
	if (t->problems.length > 0)
		buffer_print(&b, "\n%s\n%s", _("What is wrong:"),
			     buffer_text(&t->problems));
	return buffer_take(&b);
}

static void import_now(struct app *app, struct page_data *page,
		       enum import_prefer prefer)
{
	struct telling t = { .prefer = prefer };
	struct err err = { 0 };
	char *text;

	if (run(app, &page->import, false, &t, &err)) {
		app_fail(app, &err);
	} else {
		text = text_of(&t);
		page_data_look(app, page);
		page_reader_open(app, _("Imported"), text);
		free(text);
	}
	telling_done(&t);
}

/* --- agreed to, with which of two holds where that must be said */

/* The first letter picks one, so they differ in it. */
static const char *const holds[] = {
	[PREFER_NOTHING] = N_("Leave them as they are here, undecided"),
	[PREFER_OURS] = N_("Here: what is in this file holds"),
	[PREFER_THEIRS] = N_("There: what is in the other file holds"),
	[PREFER_NEWER] = N_("Newest: the last change holds"),
};

#define HOLDS COUNT(holds)

static bool holds_given(struct app *app, struct page *asker, const char *answer)
{
	for (size_t i = 0; answer && i < HOLDS; i++)
		if (strcmp(_(holds[i]), answer) == 0)
			import_now(app, (struct page_data *)asker,
				   (enum import_prefer)i);
	return true;
}

static void try_it(struct app *app, struct page_data *page);

static bool agreed(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;
	const char *names[HOLDS];

	if (!answer) {
		app_say(app, STYLE_PLAIN, _("Nothing was taken in"));
	} else if (strcmp(answer, "+") == 0) {
		page->import.add_names = true;
		try_it(app, page);
	} else if (page->import.conflicts > 0) {
		for (size_t i = 0; i < HOLDS; i++)
			names[i] = _(holds[i]);
		app_pick(app,
			 _("What was changed here and there: which holds?"),
			 names, HOLDS, holds_given);
	} else {
		import_now(app, page, PREFER_NOTHING);
	}
	return true;
}

static bool names_agreed(struct app *app, struct page *asker,
			 const char *answer)
{
	return agreed(app, asker, answer ? "+" : NULL);
}

static void show_try(struct app *app, struct page_data *page,
		     const struct telling *t)
{
	char *told = text_of(t);
	char *text = alloc_print("%s\n\n%s",
				 _("This was a try: nothing was changed yet."),
				 told);
	bool adds = t->misses_names && !page->import.add_names;

	page->import.conflicts = t->conflicts;
	if (t->coming + t->conflicts > 0)
		page_reader_ask(app, _("Import"), text,
				t->refused > t->conflicts
					? _("Take in the rows that are good?")
					: _("Take this in?"),
				adds, agreed);
	else if (adds)
		page_reader_ask(app, _("Import"), text,
				_("Add the names that are not known here, and "
				  "try again?"),
				false, names_agreed);
	else
		page_reader_open(app, _("Import"), text);
	free(told);
	free(text);
}

static void try_it(struct app *app, struct page_data *page)
{
	struct telling t = { 0 };
	struct err err = { 0 };

	if (run(app, &page->import, true, &t, &err))
		app_fail(app, &err);
	else
		show_try(app, page, &t);
	telling_done(&t);
}

/* --- of which form, where the file does not say */

#define HEADER_MAX ((size_t)1 << 20)

/* Is it a CSV file whose header has no column for it? */
static bool needs_form(const char *path)
{
	struct csv_reader reader = { 0 };
	struct err err = { 0 };
	char *text = NULL;
	size_t length = 0;
	bool needs = false;

	if (file_is_directory(path) ||
	    file_read_start(path, HEADER_MAX, &text, &length, &err))
		return false;
	if (!memchr(text, '\0', length < 512 ? length : 512)) {
		csv_open(&reader, text, length);
		needs = csv_row(&reader, &err) == 1;
		for (size_t i = 0; needs && i < reader.count; i++)
			needs = strcmp(reader.cells[i], "form") != 0;
		csv_done(&reader);
	}
	free(text);
	return needs;
}

static bool form_given(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;
	const struct form *form = answer ? page_data_form(app) : NULL;

	if (!form)
		return true;
	alloc_replace(&page->import.form, form->name);
	try_it(app, page);
	return true;
}

/* --- which file */

/* A list of names that grows. */
struct names {
	char **items;
	size_t count, capacity;
};

static void add_name(struct names *names, char *name)
{
	names->items = alloc_grow(names->items, names->count, &names->capacity,
				  sizeof(char *));
	names->items[names->count++] = name;
}

static bool can_come_in(const char *name)
{
	static const char *const suffixes[] = { ".csv", ".zip", ".db" };
	size_t length = strlen(name);

	for (size_t i = 0; i < 3; i++) {
		size_t suffix = strlen(suffixes[i]);

		if (length > suffix &&
		    strcmp(name + length - suffix, suffixes[i]) == 0)
			return true;
	}
	return false;
}

/* What can be chosen in a directory: files first, then where one can go on. */
static struct names list_directory(const struct app *app, const char *directory)
{
	const char *slash = strrchr(store_path(app->store), '/');
	const char *own = slash ? slash + 1 : store_path(app->store);
	struct names files = { 0 }, all = { 0 };
	DIR *stream = opendir(directory);
	const struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		char *path = file_join(directory, entry->d_name);
		bool is_directory = file_is_directory(path);

		if (entry->d_name[0] != '.' && is_directory)
			add_name(&all, alloc_print("%s/", entry->d_name));
		else if (entry->d_name[0] != '.' &&
			 can_come_in(entry->d_name) &&
			 strcmp(entry->d_name, own) != 0)
			add_name(&files, alloc_text(entry->d_name));
		free(path);
	}
	if (stream)
		closedir(stream);
	file_sort(all.items, all.count);
	file_sort(files.items, files.count);
	for (size_t i = 0; i < all.count; i++)
		add_name(&files, all.items[i]);
	add_name(&files, alloc_text("../"));
	free(all.items);
	return files;
}

static void ask_file(struct app *app, struct page_data *page);

static bool file_given(struct app *app, struct page *asker, const char *answer)
{
	struct page_data *page = (struct page_data *)asker;
	struct data_import *import = &page->import;
	char *path;

	if (!answer || !*answer)
		return true;
	path = path_within(import->directory, answer);
	if (file_is_directory(path)) {
		free(import->directory);
		import->directory = file_whole(path);
		free(path);
		ask_file(app, page);
		return true;
	}
	/* A pipe would keep one waiting for who writes to it. */
	if (access(path, R_OK) || !file_stays(path)) {
		app_say(app, STYLE_BAD, _("%s cannot be read"), path);
		app->beep = true;
		free(path);
		return false;
	}
	free(import->path);
	import->path = path;
	import->add_names = false;
	alloc_replace(&import->form, NULL);
	if (needs_form(path))
		page_data_ask_form(
			app,
			_("The file does not say of which form it is. Which?"),
			form_given);
	else
		try_it(app, page);
	return true;
}

static void ask_file(struct app *app, struct page_data *page)
{
	struct names names = list_directory(app, page->import.directory);
	char *title = alloc_print(
		/* TRANSLATORS: a directory */
		_("Which file?  %s"), page->import.directory);

	app_choose(app, title, (const char *const *)names.items, names.count,
		   true, file_given);
	for (size_t i = 0; i < names.count; i++)
		free(names.items[i]);
	free(names.items);
	free(title);
}

void page_data_import(struct app *app, struct page_data *page)
{
	if (!page->import.directory)
		page->import.directory = file_whole(".");
	ask_file(app, page);
}
