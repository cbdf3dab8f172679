/* ui/view_data.c - drawing of ui/page_data.h */
#include "config.h"

#include "ui/page_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_private.h"

#define LEFT 3
#define WIDE 106          /* of a table that the eye can follow */
#define NUMBER_COLUMNS 12 /* each of the three at the right */
#define NAME_COLUMNS 18   /* before the facts and beside the jobs */

/* --- in words */

char *view_data_form(const struct app *app, const struct file_info_form *of)
{
	const struct form *form =
		catalogue_find(app->catalogue, of->name, of->version);

	if (!form)
		return alloc_print("%s %s", of->name, of->version);
	return alloc_print("%s", words_text(&form->title));
}

const char *view_data_job(enum action job)
{
	switch (job) {
	case ACTION_EXPORT:
		return _("to send, or to work with elsewhere");
	case ACTION_IMPORT:
		return _("a file of somebody else, tried first");
	case ACTION_CHECK:
		return _("is the file whole, is every form right?");
	case ACTION_BACKUP:
		return _("a spare one of this file, checked");
	default:
		return _("all figures as one page to print");
	}
}

/* --- drawing */

/* Where the last column ends: the names are not so long. */
static int table_end(const struct screen *s)
{
	return (s->cols < WIDE ? s->cols : WIDE) - LEFT;
}

static void draw_heads(struct screen *s, int row)
{
	int end = table_end(s);

	screen_put(s, row, LEFT, STYLE_DIM, _("Form"));
	screen_put_right(s, row, end, STYLE_DIM, _("draft"));
	screen_put_right(s, row, end - NUMBER_COLUMNS, STYLE_DIM,
			 _("that count"));
	screen_put_right(s, row, end - 2 * NUMBER_COLUMNS, STYLE_DIM,
			 _("complete"));
}

static void draw_number(struct screen *s, int row, int end, int64_t number)
{
	char *text;

	if (number < 0) {
		screen_put_right(s, row, end, STYLE_DIM, "...");
		return;
	}
	text = alloc_print("%lld", (long long)number);
	screen_put_right(s, row, end, number ? STYLE_PLAIN : STYLE_DIM, text);
	free(text);
}

static void draw_counts(struct screen *s, int row, const char *name,
			const struct file_info_form *form)
{
	int end = table_end(s);
	int room = end - 2 * NUMBER_COLUMNS - 10 - LEFT;

	screen_put_within(s, row, LEFT, room, STYLE_PLAIN, name);
	draw_number(s, row, end, form->drafts);
	draw_number(s, row, end - NUMBER_COLUMNS, form->counting);
	draw_number(s, row, end - 2 * NUMBER_COLUMNS, form->complete);
}

/* All of them from one on, as one. */
static struct file_info_form sum_from(const struct file_info *info, size_t from)
{
	struct file_info_form sum = { 0 };

	for (size_t i = from; i < info->form_count; i++) {
		sum.complete += info->forms[i].complete;
		sum.counting += info->forms[i].counting;
		sum.drafts += info->forms[i].drafts;
	}
	return sum;
}

/* In so many rows at most; returns the row below them. */
static int draw_forms(const struct app *app, const struct page_data *page,
		      struct screen *s, int row, int rows)
{
	const struct file_info *info = &page->info;
	size_t count = info->form_count;
	size_t shown = count <= (size_t)rows ? count : (size_t)rows - 1;
	struct file_info_form rest = sum_from(info, shown);
	char *name;

	if (count == 0) {
		screen_put(s, row, LEFT, STYLE_PLAIN,
			   _("There is no form in this file yet."));
		return row + 1;
	}
	for (size_t i = 0; i < shown; i++) {
		name = view_data_form(app, &info->forms[i]);
		draw_counts(s, row++, name, &info->forms[i]);
		free(name);
	}
	if (shown < count) {
		name = alloc_print(shown ? _("%zu other forms")
					 : _("all %zu forms"),
				   count - shown);
		draw_counts(s, row++, name, &rest);
		free(name);
	}
	return row;
}

static void draw_fact(struct screen *s, int row, const char *name,
		      const char *fact)
{
	screen_put_within(s, row, LEFT, NAME_COLUMNS, STYLE_DIM, name);
	screen_put_within(
		s, row, LEFT + NAME_COLUMNS, s->cols - 2 * LEFT - NAME_COLUMNS,
		fact ? STYLE_PLAIN : STYLE_DIM, fact ? fact : _("never"));
}

static void draw_job(const struct app *app, const struct page_data *page,
		     struct screen *s, int row, int i)
{
	enum action job = data_jobs[i];
	bool here = i == (int)page->list.selected;
	bool can = app_works(app, &page->page, job);
	enum style style = here ? STYLE_FOCUS : can ? STYLE_PLAIN : STYLE_DIM;
	char key[ACTION_KEY_ROOM];
	int what = LEFT + NAME_COLUMNS;

	if (here) {
		screen_blank(s, row, 1, s->cols - 1, style);
		screen_put(s, row, 1, style, ">");
		screen_cursor(s, row, LEFT);
	}
	app_keys(app, &page->page, job, 1, key, sizeof(key));
	screen_put_within(s, row, LEFT, 2, here ? style : STYLE_KEY, key);
	screen_put_within(s, row, LEFT + 3, NAME_COLUMNS - 4, style,
			  action_short(job));
	screen_put_within(s, row, what, s->cols - what - LEFT,
			  here ? style : STYLE_DIM, view_data_job(job));
}

/* The name of the file, with as much of where it is as there is room for. */
static const char *where(const struct app *app, const struct screen *s)
{
	const char *path = store_path(app->store);

	return utf8_columns(path) > s->cols / 2 ? file_name(path) : path;
}

void view_data(const struct app *app, const struct page *of, struct screen *s)
{
	const struct page_data *page = (const struct page_data *)of;
	/* Heads, three facts, the jobs, and what stands between them. */
	int fixed = 1 + 1 + 3 + 1 + DATA_JOBS;
	int spare = FRAME_BODY_END(s) - 1 - fixed;
	int row = spare > 2 ? 2 : 1;
	int forms = spare - (row == 2) > 1 ? spare - (row == 2) : 1;

	app_draw_frame(app, s, _("Data"), where(app, s));
	if (page->info.form_count > 0)
		draw_heads(s, row);
	row = draw_forms(app, page, s, row + 1, forms) + 1;
	draw_fact(s, row++, _("Last export"), page->exported);
	draw_fact(s, row++, _("Last copy"), page->copied);
	draw_fact(s, row++, _("Last check"), page->checked);
	row++;
	for (int i = 0; i < DATA_JOBS; i++)
		draw_job(app, page, s, row + i, i);
}
