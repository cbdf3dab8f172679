/*
 * ui/view_form.c - the page on which a form is filled in
 *
 * A part of the form that does not fit on the screen scrolls, no further than it
 * must, so that the eyes need not look for where one is: the open question goes
 * down the page, and at its end the others go up.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_form.h"

#define BODY_TOP 3
#define LABEL_COLS 46
#define ANSWER_COLS 32 /* at least, where labels have more than LABEL_COLS */

char *view_form_state(const struct app *app, const struct page_form *form)
{
	const struct entry *e = form->entry;
	const struct record_head *head = entry_head(e);
	const char *saved = _("saved");

	if ((app->unsaved || app->slow) && !entry_is_saved(e))
		saved = app->unsaved ? _("NOT SAVED YET") : _("being saved");
	if (entry_is_open(e) && entry_verifies(e))
		return alloc_print("%s, %s",
				   entry_verifies(e) == VERIFY_BLIND
					   ? _("second entry, blind")
					   : _("second entry, open"),
				   saved);
	if (entry_is_open(e))
		return alloc_print("%s, %s",
				   entry_is_correction(e) ? _("correction")
							  : _("draft"),
				   saved);
	if (entry_held_by(e))
		return alloc_text(_("open elsewhere, to look at"));
	if (head->status == RECORD_WITHDRAWN)
		return alloc_text(_("withdrawn"));
	if (head->status == RECORD_VERIFIED)
		return alloc_text(_("complete, verified"));
	return alloc_text(head->status == RECORD_DRAFT ? _("to look at")
						       : _("complete"));
}

char *view_form_title(const struct page_form *form)
{
	const struct form *f = entry_form(form->entry);
	const struct record_head *head = entry_head(form->entry);
	const struct traject *t = &form->traject;

	return alloc_print(
		"%s%s%s   %s   %s%s%s", t->code, head->jeugdige ? " / " : "",
		head->jeugdige ? head->jeugdige : "", words_text(&f->title),
		t->organisatie, t->team ? " / " : "", t->team ? t->team : "");
}

/* The title as long as there is room for: whose it is goes first. */
static char *fitting_title(const struct page_form *form, int columns)
{
	const struct traject *t = &form->traject;
	char *title = view_form_title(form);
	size_t whose = strlen(t->organisatie) +
		       (t->team ? strlen(" / ") + strlen(t->team) : 0);

	if (utf8_columns(title) > columns)
		title[strlen(title) - whose - strlen("   ")] = '\0';
	return title;
}

/* The column behind the names of parts first .. at. */
static int parts_width(const struct page_form *form, int first, int at)
{
	const struct form *f = entry_form(form->entry);
	int width = 1;

	for (int i = first; i <= at; i++)
		if (rules_section_is_relevant(entry_rules(form->entry), i))
			width += utf8_columns(
					 words_text(&f->sections[i].label)) +
				 (i < 9 ? 4 : 5);
	return width;
}

static char *progress(const struct entry *e, size_t filled, size_t asked)
{
	size_t differences = entry_differences(e);

	if (!entry_verifies(e))
		return alloc_print(_("%zu of %zu answered"), filled, asked);
	if (differences == 0)
		return alloc_print(_("%zu of %zu compared"), filled, asked);
	return alloc_print(text_plural("%zu of %zu compared, %zu difference",
				       "%zu of %zu compared, %zu differences",
				       (long long)differences),
			   filled, asked, differences);
}

static void draw_parts(struct screen *s, const struct page_form *form,
		       int section)
{
	const struct form *f = entry_form(form->entry);
	size_t asked = 0, filled = 0;
	int col = 1, first = 0, end = s->cols - 1;
	char *text;

	entry_progress(form->entry, &asked, &filled);
	text = progress(form->entry, filled, asked);
	screen_put_right(s, 1, end, STYLE_DIM, text);
	end -= utf8_columns(text) + 2;
	free(text);

	while (first < section && parts_width(form, first, section) > end)
		first++;
	for (int i = first; i < (int)f->section_count; i++) {
		const char *label = words_text(&f->sections[i].label);

		if (!rules_section_is_relevant(entry_rules(form->entry), i))
			continue;
		text = alloc_print(i == section ? "[%d %s]" : " %d %s ", i + 1,
				   label);
		if (col + utf8_columns(text) <= end || i == section)
			col = screen_put_within(
				s, 1, col, end - col,
				i == section ? STYLE_ACCENT : STYLE_DIM, text);
		free(text);
		if (col >= end)
			break;
	}
}

static bool has_numbers(const struct form *f)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (f->fields[i].number)
			return true;
	return false;
}

static int label_col(const struct page_form *form)
{
	return has_numbers(entry_form(form->entry)) ? 8 : 3;
}

/* Without numbers in front, only this tells a question from its hint. */
int view_form_below_col(const struct page_form *form)
{
	return has_numbers(entry_form(form->entry)) ? 8 : 5;
}

/* Room for the questions; more than usual on a wide screen that needs it. */
static int label_room(const struct page_form *form, int cols)
{
	const struct form *f = entry_form(form->entry);
	int most = cols - label_col(form) - ANSWER_COLS;
	int *longest = &form->window->label_cols;

	if (most <= LABEL_COLS)
		return LABEL_COLS;
	for (size_t i = 0; *longest == 0 && i < f->field_count; i++) {
		int wide = utf8_columns(words_text(&f->fields[i].label)) + 2;

		*longest = wide > *longest ? wide : *longest;
	}
	return *longest < LABEL_COLS ? LABEL_COLS
	       : *longest < most     ? *longest
				     : most;
}

static struct pen pen_for(const struct page_form *form, int rows, int cols)
{
	struct pen pen = { 0 };

	pen.cols = cols;
	pen.end = rows;
	pen.body_rows = rows;
	pen.label_col = label_col(form);
	pen.below_col = view_form_below_col(form);
	pen.answer_col = pen.label_col + label_room(form, cols);
	if (pen.answer_col > cols * 7 / 10)
		pen.answer_col = cols * 7 / 10;
	return pen;
}

static int height(const struct page_form *form, const struct pen *like,
		  size_t item, bool open)
{
	struct pen pen = *like;

	pen.s = NULL;
	pen.row = 0;
	view_form_item(&pen, form, item, open);
	return pen.row;
}

#define TALL 10 /* rows of an open question */

/*
 * The line of the part that is to stand at the top, where this one did: so that
 * the open question, of which the first line is said, is seen in so many rows,
 * and the one before it too.  A long list of options that fills them begins at
 * the top.
 */
static int top_line(int top, int line, int open, int rows)
{
	bool alone = open > TALL && rows - open < rows / 4;

	if (top >= line)
		top = line - 1;
	if (top < line + open - rows)
		top = line + open - rows;
	if (alone || top > line)
		top = line;
	return top < 0 ? 0 : top;
}

/*
 * The line at the top now of the part that begins at item from; a panel may stand
 * over the page, and leave so many rows.
 */
static int scroll(const struct page_form *form, const struct pen *pen,
		  size_t from, int panel)
{
	struct window *window = form->window;
	size_t focus = entry_focus(form->entry);
	int open = height(form, pen, focus, true);
	int line = 0;

	for (size_t i = from; i < focus; i++)
		line += height(form, pen, i, false);
	if (window->rows != pen->body_rows || window->cols != pen->cols ||
	    window->from != from)
		window->top = 0;
	window->rows = pen->body_rows;
	window->cols = pen->cols;
	window->from = from;
	window->top = top_line(window->top, line, open, pen->body_rows);
	/* What is asked is about the question, which stays in sight. */
	if (panel < pen->body_rows)
		return top_line(window->top, line, open, panel);
	return window->top;
}

static void draw_more(struct screen *s, int row, enum glyph glyph, size_t n)
{
	char *text;

	if (n == 0)
		return;
	text = alloc_print("%s %zu", screen_glyph(s, glyph), n);
	screen_put_right(s, row, s->cols - 1, STYLE_DIM, text);
	free(text);
}

/*
 * As many as fit from first on, and always the one with the focus; returns the
 * one behind them.  *fits is whether all that matters of the focus was seen.
 */
static size_t draw_items(struct pen *pen, const struct page_form *form,
			 size_t first, size_t to, bool *fits)
{
	size_t focus = entry_focus(form->entry);
	size_t i;

	for (i = first; i < to; i++) {
		if (i > focus &&
		    pen->row + height(form, pen, i, false) > pen->end)
			break;
		pen->needed = 0;
		view_form_item(pen, form, i, i == focus);
		if (i == focus)
			*fits = pen->needed <= pen->end;
	}
	return i;
}

/* The part that is items from .. to-1. */
static void draw_part(struct screen *s, const struct page_form *form, int rows,
		      size_t from, size_t to)
{
	struct pen pen = pen_for(form, rows, s->cols);
	int panel = s->panel > 0 ? s->panel - BODY_TOP : rows;
	size_t focus = entry_focus(form->entry), first = from, end;
	bool fits;

	pen.row = BODY_TOP - scroll(form, &pen, from, panel);
	/* What is above the page, and the question with the focus never is. */
	while (first < focus) {
		int below = pen.row + height(form, &pen, first, false);

		if (below > BODY_TOP)
			break;
		pen.row = below;
		first++;
	}
	pen.s = s;
	pen.begin = BODY_TOP;
	pen.end = BODY_TOP + rows;
	end = draw_items(&pen, form, first, to, &fits);
	if (!fits) {
		/* Then the question alone, and first what one cannot miss. */
		for (int row = BODY_TOP; row < pen.end; row++)
			screen_blank(s, row, 0, s->cols, STYLE_PLAIN);
		pen.tight = true;
		pen.row = BODY_TOP;
		first = focus;
		end = draw_items(&pen, form, first, to, &fits);
	}
	draw_more(s, BODY_TOP - 1, GLYPH_MORE_UP, first - from);
	draw_more(s, BODY_TOP + rows, GLYPH_MORE_DOWN, to - end);
}

static void draw_body(struct screen *s, const struct page_form *form, int rows)
{
	const struct entry *e = form->entry;
	size_t count = entry_count(e), focus = entry_focus(e);
	size_t from = focus, to = focus;
	int section;

	if (focus >= count) {
		screen_put(s, BODY_TOP, 3, STYLE_DIM,
			   _("There is nothing to fill in on this form"));
		screen_cursor(s, BODY_TOP, 3);
		return;
	}
	section = entry_item(e, focus).section;
	while (from > 0 && entry_item(e, from - 1).section == section)
		from--;
	while (to < count && entry_item(e, to).section == section)
		to++;
	draw_part(s, form, rows, from, to);
}

#define QUESTION_ROWS 8 /* at most, of a question without its options */

/* Would options stand side by side, with their words cut? */
static bool is_cramped(const struct screen *s, const struct page_form *form,
		       int rows)
{
	const struct field *field = page_form_field(form);
	struct pen pen = pen_for(form, rows, s->cols);

	if (!field || (int)field->option_count + QUESTION_ROWS <= rows)
		return false;
	view_form_item(&pen, form, entry_focus(form->entry), true);
	return pen.across > 1;
}

/* Then the question has the page for itself; the parts and scores wait. */
static void draw_alone(struct screen *s, const struct page_form *form)
{
	struct pen pen = pen_for(form, FRAME_BODY_END(s) - 1, s->cols);

	pen.tight = height(form, &pen, entry_focus(form->entry), true) >
		    pen.body_rows;
	pen.s = s;
	pen.row = pen.begin = 1;
	pen.end = FRAME_BODY_END(s);
	view_form_item(&pen, form, entry_focus(form->entry), true);
}

void view_form(const struct app *app, const struct page *page, struct screen *s)
{
	const struct page_form *form = (const struct page_form *)page;
	const struct entry *e = form->entry;
	char *right = view_form_state(app, form);
	char *left = fitting_title(form, app_frame_room(app, s, right));
	char *counts = view_form_counts(form);
	int score = view_form_score_rows(s, form, counts);
	int body_end = FRAME_BODY_END(s) - score - 1;
	int section = 0;

	if (entry_focus(e) < entry_count(e))
		section = entry_item(e, entry_focus(e)).section;
	app_draw_frame(app, s, left, right);
	if (is_cramped(s, form, body_end - BODY_TOP)) {
		draw_alone(s, form);
	} else {
		draw_parts(s, form, section);
		draw_body(s, form, body_end - BODY_TOP);
		view_form_score(s, body_end + 1, form, counts);
	}
	free(counts);
	free(left);
	free(right);
}
