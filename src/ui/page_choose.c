/* ui/page_choose.c - see ui/page_choose.h */
#include "config.h"

#include "ui/page_choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/line_pages.h"

#define CHOICES_MAX 12
#define NAME_ROWS_MAX 3

/* Does the name begin with this, apart from blanks? */
static bool begins(const char *name, const char *typed)
{
	char *folded = utf8_folded(name + strspn(name, " "));
	char *with = utf8_folded(typed);
	bool same = strncmp(folded, with, strlen(with)) == 0;

	free(folded);
	free(with);
	return same;
}

static bool same_name(const char *a, const char *b)
{
	char *folded_a = utf8_folded(a);
	char *folded_b = utf8_folded(b);
	bool same = strcmp(folded_a, folded_b) == 0;

	free(folded_a);
	free(folded_b);
	return same;
}

int choose_columns(const struct page_choose *choose, int cols)
{
	return cols - 7 - 3 * choose->lettered - CHOOSE_INDENT;
}

int choose_rows_of(const struct page_choose *choose, const char *name, int cols)
{
	int columns = choose_columns(choose, cols);
	size_t length;
	int rows = 0;

	if (!name || utf8_columns(name) <= columns + CHOOSE_INDENT)
		return 1;
	while (name && rows < NAME_ROWS_MAX) {
		name = utf8_wrap(name, columns, &length);
		rows += name != NULL;
	}
	return rows;
}

int choose_extra(const struct page_choose *choose, int cols)
{
	int most = 1;

	for (size_t i = 0; i < choose->count; i++) {
		int rows = choose_rows_of(choose, choose->names[i], cols);

		most = rows > most ? rows : most;
	}
	return most - 1;
}

/*
 * As many rows as there are, and no more than leave the page below in sight: the
 * one that is selected is whole.
 */
static int height_of(const struct app *app, const struct page_choose *choose)
{
	int room = app->rows - 8 - choose_extra(choose, app->cols);
	int wanted = (int)(choose->count < CHOICES_MAX ? choose->count
						       : CHOICES_MAX) +
		     choose->open;

	return wanted < room ? wanted : room;
}

/* Work out which names fit; the first of them is selected. */
static void filter(const struct app *app, struct page_choose *choose)
{
	const char *typed = choose->line.text;
	int64_t count;

	choose->shown_count = 0;
	choose->has_other = choose->open && typed[0] != '\0';
	for (size_t i = 0; i < choose->count; i++) {
		if (!utf8_contains(choose->names[i], typed) &&
		    !(choose->also && utf8_contains(choose->also[i], typed)))
			continue;
		if (same_name(choose->names[i], typed))
			choose->has_other = false;
		choose->shown[choose->shown_count++] = i;
	}
	count = (int64_t)choose->shown_count + choose->has_other;
	choose->list = (struct list){ 0 };
	list_size(&choose->list, count, height_of(app, choose));
	/* The best one: what begins with it, and before that what is it. */
	for (size_t i = choose->shown_count; typed[0] && i > 0; i--) {
		if (begins(choose->names[choose->shown[i - 1]], typed))
			list_select(&choose->list, (int64_t)i - 1);
	}
	for (size_t i = 0; i < choose->shown_count; i++) {
		if (same_name(choose->names[choose->shown[i]], typed))
			list_select(&choose->list, (int64_t)i);
	}
}

/* The name that is selected, or NULL when there is none. */
static const char *selected(const struct page_choose *choose)
{
	size_t i = (size_t)choose->list.selected;

	if (choose->list.count == 0)
		return choose->open ? choose->line.text : NULL;
	return i < choose->shown_count ? choose->names[choose->shown[i]]
				       : choose->line.text;
}

/* Of one of the names itself, not of a text that is the same. */
static size_t place_of(const struct page_choose *choose, const char *name)
{
	size_t i = 0;

	while (i < choose->count && choose->names[i] != name)
		i++;
	return i;
}

void page_choose_answer(struct app *app, struct page_choose *choose,
			const char *given)
{
	char *name = alloc_text(given);
	bool taken;

	app->chosen = place_of(choose, given);
	app_take_off(app);
	taken = choose->done(app, choose->asker, name);
	if (taken || !given) {
		choose->page.kind->close(&choose->page);
		app_refresh(app);
	} else {
		app_open(app, &choose->page);
	}
	free(name);
}

static void choose_selected(struct app *app, struct page_choose *choose)
{
	const char *name = selected(choose);

	if (name)
		page_choose_answer(app, choose, name);
	else
		app->beep = true;
}

char *choose_letter(const char *name)
{
	char *folded = utf8_folded(name);
	size_t length = 1;

	while ((folded[length] & 0xC0) == 0x80)
		length++;
	folded[length] = '\0';
	return folded;
}

static void say_letters(struct app *app)
{
	app_say(app, STYLE_WARN, _("Type the letter before a line"));
	app->beep = true;
}

/* Does the name begin with this letter, great or small? */
static bool begins_with(const char *name, const char *letter)
{
	char *a = utf8_folded(name);
	char *b = utf8_folded(letter);
	bool begins = *b && strncmp(a, b, strlen(b)) == 0;

	free(a);
	free(b);
	return begins;
}

static void pick(struct app *app, struct page_choose *choose, const char *typed)
{
	for (size_t i = 0; i < choose->count; i++) {
		if (begins_with(choose->names[i], typed)) {
			page_choose_answer(app, choose, choose->names[i]);
			return;
		}
	}
	say_letters(app);
}

static void update(struct app *app, struct page *page,
		   const struct event *event)
{
	struct page_choose *choose = (struct page_choose *)page;

	if (event->action == ACTION_LEVEL_UP) {
		page_choose_answer(app, choose, NULL);
	} else if (event->action == ACTION_CHOOSE && choose->lettered &&
		   !choose->in_list) {
		say_letters(app);
	} else if (event->action == ACTION_CHOOSE) {
		choose_selected(app, choose);
	} else if (list_act(&choose->list, event->action)) {
		choose->in_list = true;
	} else if (choose->lettered) {
		if (event->typed)
			pick(app, choose, event->typed);
	} else if (lineedit_take(&choose->line, event)) {
		choose->in_list = false;
		filter(app, choose);
	}
}

static void refresh(struct app *app, struct page *page)
{
	struct page_choose *choose = (struct page_choose *)page;

	list_size(&choose->list, choose->list.count, height_of(app, choose));
}

static bool takes_text(const struct page *page)
{
	(void)page;
	return true;
}

/* Moving is offered where there is somewhere to go. */
static bool works(const struct app *app, const struct page *page,
		  enum action action)
{
	const struct page_choose *choose = (const struct page_choose *)page;

	(void)app;
	switch (action) {
	case ACTION_NEXT:
	case ACTION_BACK:
	case ACTION_FIRST:
	case ACTION_LAST:
		return choose->list.count > (choose->lettered ? 0 : 1);
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
		return choose->list.count > choose->list.height;
	default:
		return true;
	}
}

static const enum action *bar(const struct app *app, const struct page *page)
{
	static const enum action needed[] = { ACTION_CHOOSE, ACTION_NEXT,
					      ACTION_BACK, ACTION_PAGE_DOWN,
					      ACTION_NONE };
	const struct page_choose *choose = (const struct page_choose *)page;

	(void)app;
	/* There Enter only says that a letter is to be typed. */
	return choose->lettered && !choose->in_list ? needed + 1 : needed;
}

static void close_choose(struct page *page)
{
	struct page_choose *choose = (struct page_choose *)page;

	for (size_t i = 0; i < choose->count; i++) {
		free(choose->names[i]);
		if (choose->also)
			free(choose->also[i]);
	}
	free(choose->also);
	free(choose->names);
	free(choose->shown);
	lineedit_done(&choose->line);
	free(choose->title);
	free(choose);
}

static char *help(const struct app *app, const struct page *page)
{
	const struct page_choose *choose = (const struct page_choose *)page;
	const char *how;

	/* There the numbers of the names are read out with them. */
	if (app->in_lines)
		return NULL;
	if (choose->lettered)
		how = _("Type the letter that stands before your choice.");
	else if (choose->open && choose->count == 0)
		how = _("There are no names yet: type the name, and then "
			"Enter.");
	else if (choose->open)
		how = _("Go to your choice with the arrows, or type a piece "
			"of it; Enter takes what > stands before. What is not "
			"there yet, you type whole.");
	else
		how = _("Go to your choice with the arrows, or type a piece "
			"of it; Enter takes what > stands before.");
	return alloc_print("%s\n%s", choose->title, how);
}

static const struct page_kind kind = {
	.name = "choose",
	.actions =
		(const enum action[]){ ACTION_CHOOSE, ACTION_LEVEL_UP,
				       ACTION_HELP, ACTION_NEXT, ACTION_BACK,
				       ACTION_PAGE_DOWN, ACTION_PAGE_UP,
				       ACTION_FIRST, ACTION_LAST, ACTION_NONE },
	.over = true,
	.bar = bar,
	.works = works,
	.takes_text = takes_text,
	.update = update,
	.draw = view_choose,
	.tell = line_tell_choose,
	.take_line = line_take_choose,
	.refresh = refresh,
	.help = help,
	.close = close_choose,
};

static struct page_choose *new_choose(const char *title,
				      const char *const *names, size_t count,
				      answered *done)
{
	struct page_choose *choose = alloc_new(1, sizeof(*choose));

	choose->page.kind = &kind;
	choose->title = alloc_text(title);
	choose->names = alloc_new(count + 1, sizeof(*choose->names));
	choose->shown = alloc_new(count + 1, sizeof(*choose->shown));
	for (size_t i = 0; i < count; i++)
		choose->names[i] = alloc_text(names[i]);
	choose->count = count;
	choose->done = done;
	lineedit_set(&choose->line, "", false);
	return choose;
}

static void open_choose(struct app *app, struct page_choose *choose)
{
	choose->asker = app_asker(app);
	filter(app, choose);
	app_open(app, &choose->page);
}

void app_choose(struct app *app, const char *title, const char *const *names,
		size_t count, bool open, answered *done)
{
	struct page_choose *choose;

	if (app_is_asking(app))
		return;
	choose = new_choose(title, names, count, done);
	choose->open = open;
	choose->in_list = count > 0;
	open_choose(app, choose);
}

void page_choose_also(struct app *app, const char *const *words)
{
	struct page *top = app_top(app);
	struct page_choose *choose = (struct page_choose *)top;

	if (!top || top->kind != &kind || choose->also)
		return;
	choose->also = alloc_new(choose->count + 1, sizeof(*choose->also));
	for (size_t i = 0; i < choose->count; i++)
		choose->also[i] = alloc_text(words[i]);
}

void app_pick(struct app *app, const char *title, const char *const *names,
	      size_t count, answered *done)
{
	struct page_choose *choose;

	if (app_is_asking(app))
		return;
	choose = new_choose(title, names, count, done);
	choose->lettered = true;
	open_choose(app, choose);
}
