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
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_form.h"

#define BODY_TOP 3
#define LABEL_COLS 46
#define ANSWER_COLS 32 /* at least, where labels have more than LABEL_COLS */

static char *state_of_open(const char *what, const char *saved)
{
	struct buffer b = { 0 };

	buffer_add(&b, what);
	buffer_add(&b, ", ");
	buffer_add(&b, saved);
	return buffer_take(&b);
}

char *view_form_state(const struct app *app, const struct page_form *form)
{
	const struct entry *e = form->entry;
	const struct record_head *head = entry_head(e);
	const char *saved = _("saved");

	if ((app->unsaved || app->slow) && !entry_is_saved(e))
		saved = app->unsaved ? _("NOT SAVED YET") : _("being saved");
	if (entry_is_open(e) && entry_verifies(e))
		return state_of_open(entry_verifies(e) == VERIFY_BLIND
					     ? _("second entry, blind")
					     : _("second entry, open"),
				     saved);
	if (entry_is_open(e))
		return state_of_open(entry_is_correction(e) ? _("correction")
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
	const char *parts[] = {
		t->code,        head->jeugdige ? " / " : "", head->jeugdige,
		"   ",          words_text(&f->title),       "   ",
		t->organisatie, t->team ? " / " : "",        t->team,
	};
	struct buffer b = { 0 };

	for (size_t i = 0; i < COUNT(parts); i++)
		buffer_add(&b, parts[i] ? parts[i] : "");
	return buffer_take(&b);
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

/* All that the row of parts depends on. */
struct parts_from {
	int section;
	enum verify_how how;
	size_t asked, filled, differences;
	bool relevant[]; /* one for each section of the form */
};

/* The column behind the names of parts first .. at. */
static int parts_width(const struct form *f, const struct parts_from *from,
		       int first, int at)
{
	int width = 1;

	for (int i = first; i <= at; i++)
		if (from->relevant[i])
			width += utf8_columns(
					 words_text(&f->sections[i].label)) +
				 (i < 9 ? 4 : 5);
	return width;
}

static char *progress(const struct parts_from *from)
{
	if (!from->how)
		return alloc_print(_("%zu of %zu answered"), from->filled,
				   from->asked);
	if (from->differences == 0)
		return alloc_print(_("%zu of %zu compared"), from->filled,
				   from->asked);
	return alloc_print(text_plural("%zu of %zu compared, %zu difference",
				       "%zu of %zu compared, %zu differences",
				       (long long)from->differences),
			   from->filled, from->asked, from->differences);
}

static void put_parts(struct screen *s, const struct form *f,
		      const struct parts_from *from)
{
	int col = 1, first = 0, end = s->cols - 1;
	char *text = progress(from);

	screen_put_right(s, 0, end, STYLE_DIM, text);
	end -= utf8_columns(text) + 2;
	free(text);

	while (first < from->section &&
	       parts_width(f, from, first, from->section) > end)
		first++;
	for (int i = first; i < (int)f->section_count && col < end; i++) {
		const char *label = words_text(&f->sections[i].label);
		bool here = i == from->section;

		if (!from->relevant[i])
			continue;
		text = alloc_print(here ? "[%d %s]" : " %d %s ", i + 1, label);
		if (col + utf8_columns(text) <= end || here)
			col = screen_put_within(s, 0, col, end - col,
						here ? STYLE_ACCENT : STYLE_DIM,
						text);
		free(text);
	}
}

static void draw_parts(struct screen *s, const struct page_form *form,
		       int section)
{
	const struct form *f = entry_form(form->entry);
	struct rules *rules = entry_rules(form->entry);
	size_t size = sizeof(struct parts_from) + f->section_count;
	struct parts_from *from = alloc_new(1, size);
	struct screen *anew;

	from->section = section;
	from->how = entry_verifies(form->entry);
	if (from->how)
		from->differences = entry_differences(form->entry);
	entry_progress(form->entry, &from->asked, &from->filled);
	for (int i = 0; i < (int)f->section_count; i++)
		from->relevant[i] = rules_section_is_relevant(rules, i);
	anew = kept_begin(&form->window->parts, s, 1, from, size);
	if (anew)
		put_parts(anew, f, from);
	kept_put(&form->window->parts, s, 1);
	free(from);
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

/* The items of a part: how many rows each takes while it is not open. */
struct part {
	size_t from, to;
	int *heights; /* -1: not known yet */
};

static void forget_heights(const struct part *part)
{
	for (size_t i = part->from; i < part->to; i++)
		part->heights[i - part->from] = -1;
}

static int closed_height(const struct page_form *form, const struct pen *like,
			 const struct part *part, size_t item)
{
	int *rows = &part->heights[item - part->from];

	if (*rows < 0)
		*rows = height(form, like, item, false);
	return *rows;
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
 * The line of the part that is at the top now; a panel may stand over the page,
 * and leave so many rows.
 */
static int scroll(const struct page_form *form, const struct pen *pen,
		  const struct part *part, int panel)
{
	struct window *window = form->window;
	size_t focus = entry_focus(form->entry);
	int open = height(form, pen, focus, true);
	int line = 0;

	for (size_t i = part->from; i < focus; i++)
		line += closed_height(form, pen, part, i);
	if (window->rows != pen->body_rows || window->cols != pen->cols ||
	    window->from != part->from)
		window->top = 0;
	window->rows = pen->body_rows;
	window->cols = pen->cols;
	window->from = part->from;
	window->top = top_line(window->top, line, open, pen->body_rows);
	/* What is asked is about the question, which stays in sight. */
	if (panel < pen->body_rows)
		return top_line(window->top, line, open, panel);
	return window->top;
}

static void draw_more(struct screen *s, int row, enum glyph glyph, size_t n)
{
	struct buffer text = { 0 };
	int col;

	if (n == 0)
		return;
	buffer_add(&text, " ");
	buffer_add_number(&text, (int64_t)n);
	col = s->cols - 1 - (int)text.length;
	screen_put(s, row, col, STYLE_DIM, buffer_text(&text));
	screen_put_glyph(s, row, col - 1, STYLE_DIM, glyph);
	buffer_done(&text);
}

/*
 * As many as fit from first on, and always the one with the focus; returns the
 * one behind them.  *fits is whether all that matters of the focus was seen.
 */
static size_t draw_items(struct pen *pen, const struct page_form *form,
			 const struct part *part, size_t first, bool *fits)
{
	size_t focus = entry_focus(form->entry);
	size_t i;

	for (i = first; i < part->to; i++) {
		if (i > focus &&
		    pen->row + closed_height(form, pen, part, i) > pen->end)
			break;
		pen->needed = 0;
		view_form_item(pen, form, i, i == focus);
		if (i == focus)
			*fits = pen->needed <= pen->end;
	}
	return i;
}

static void draw_part(struct screen *s, const struct page_form *form, int rows,
		      const struct part *part)
{
	struct pen pen = pen_for(form, rows, s->cols);
	int panel = s->panel > 0 ? s->panel - BODY_TOP : rows;
	size_t focus = entry_focus(form->entry), first = part->from, end;
	bool fits;

	pen.row = BODY_TOP - scroll(form, &pen, part, panel);
	/* What is above the page, and the question with the focus never is. */
	while (first < focus) {
		int below = pen.row + closed_height(form, &pen, part, first);

		if (below > BODY_TOP)
			break;
		pen.row = below;
		first++;
	}
	pen.s = s;
	pen.begin = BODY_TOP;
	pen.end = BODY_TOP + rows;
	end = draw_items(&pen, form, part, first, &fits);
	if (!fits) {
		/* Then the question alone, and first what one cannot miss. */
		for (int row = BODY_TOP; row < pen.end; row++)
			screen_blank(s, row, 0, s->cols, STYLE_PLAIN);
		pen.tight = true;
		pen.row = BODY_TOP;
		first = focus;
		/* Tight, the others are of another height too. */
		forget_heights(part);
		end = draw_items(&pen, form, part, first, &fits);
	}
	draw_more(s, BODY_TOP - 1, GLYPH_MORE_UP, first - part->from);
	draw_more(s, BODY_TOP + rows, GLYPH_MORE_DOWN, part->to - end);
}

static void draw_body(struct screen *s, const struct page_form *form, int rows)
{
	const struct entry *e = form->entry;
	size_t count = entry_count(e), focus = entry_focus(e);
	struct part part = { .from = focus, .to = focus };
	int section;

	if (focus >= count) {
		screen_put(s, BODY_TOP, 3, STYLE_DIM,
			   _("There is nothing to fill in on this form"));
		screen_cursor(s, BODY_TOP, 3);
		return;
	}
	section = entry_item(e, focus).section;
	while (part.from > 0 && entry_item(e, part.from - 1).section == section)
		part.from--;
	while (part.to < count && entry_item(e, part.to).section == section)
		part.to++;
	part.heights = alloc_new(part.to - part.from, sizeof(int));
	forget_heights(&part);
	draw_part(s, form, rows, &part);
	free(part.heights);
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
		view_form_score(s, body_end + 1, score, form, counts);
	}
	free(counts);
	free(left);
	free(right);
}
