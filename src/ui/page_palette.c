/* ui/page_palette.c - the actions of the page on top, by what they do */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"
#include "ui/page_choose.h"
#include "ui/pages.h"

#define NAME_COLUMNS 47
#define NAME_COLUMNS_NARROW 40

/* "Complete this form                  F9 F10 Ctrl-D". */
static char *row_of(const struct app *app, const struct page *page,
		    enum action action)
{
	bool narrow = app->cols < 80;
	struct buffer b = { 0 };
	char keys[64];

	if (app->in_lines)
		return alloc_print("%s: %s", action_short(action),
				   action_long(action));
	app_keys(app, page, action, narrow ? 1 : 3, keys, sizeof(keys));
	buffer_add(&b, action_long(action));
	for (int i = utf8_columns(action_long(action));
	     i < (narrow ? NAME_COLUMNS_NARROW : NAME_COLUMNS); i++)
		buffer_add_byte(&b, ' ');
	buffer_print(&b, "  %s", keys);
	return buffer_take(&b);
}

/* The screen may have another width by now, and the row other blanks. */
static bool is_row_of(const struct app *app, enum action action,
		      const char *row)
{
	size_t before = app->in_lines ? strlen(action_short(action)) + 2 : 0;
	size_t length = strlen(action_long(action));

	if (before > strlen(row))
		return false;
	row += before;
	return strncmp(row, action_long(action), length) == 0 &&
	       (!row[length] || strncmp(row + length, "  ", 2) == 0);
}

static bool perform(struct app *app, struct page *asker, const char *answer)
{
	(void)asker;
	for (int i = ACTION_NONE + 1; answer && i < ACTION_COUNT; i++) {
		if (is_row_of(app, (enum action)i, answer)) {
			app_perform(app, (enum action)i);
			break;
		}
	}
	return true;
}

/* The rows, and the words beside them by which each is found too. */
struct rows {
	char *shown[ACTION_COUNT * 2];
	char *also[ACTION_COUNT * 2];
	size_t count;
};

static void add_rows(const struct app *app, const struct page *page,
		     const enum action *actions, struct rows *rows)
{
	for (; *actions != ACTION_NONE; actions++) {
		if (*actions == ACTION_PALETTE ||
		    !app_works(app, page, *actions))
			continue;
		rows->shown[rows->count] = row_of(app, page, *actions);
		rows->also[rows->count++] = alloc_print(
			"%s %s", action_short(*actions), action_name(*actions));
	}
}

void page_palette_open(struct app *app)
{
	const struct page *page = app_top(app);
	struct rows rows = { .count = 0 };

	if (!page || !app_works(app, page, ACTION_PALETTE)) {
		app->beep = true;
		return;
	}
	add_rows(app, page, page->kind->actions, &rows);
	for (const enum action *a = actions_everywhere(); *a != ACTION_NONE;
	     a++) {
		const enum action one[] = { *a, ACTION_NONE };

		if (!app_lists(page->kind->actions, *a))
			add_rows(app, page, one, &rows);
	}
	app_choose(app, _("Actions"), (const char *const *)rows.shown,
		   rows.count, false, perform);
	page_choose_also(app, (const char *const *)rows.also);
	while (rows.count > 0) {
		free(rows.shown[--rows.count]);
		free(rows.also[rows.count]);
	}
}
