/* ui/view_behind.c - drawing of ui/page_behind.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "report/sentence.h"
#include "ui/page_behind.h"
#include "ui/view_day.h"

static char *title_of_step(const struct behind_question *q)
{
	const char *by =
		words_text(&q->form->measures[q->form->positive_by].label);

	if (q->met_from == q->met_to)
		return alloc_print(_("Positive outcome, %s: %d met"), by,
				   q->met_from);
	return alloc_print(_("Positive outcome, %s: %d to %d met"), by,
			   q->met_from, q->met_to);
}

static char *title_of_response(const struct behind_question *q,
			       const struct catalogue *catalogue)
{
	const struct form *form = catalogue_find(catalogue, q->due, NULL);

	return alloc_print(_("Response: %s"),
			   form ? words_text(&form->title) : q->due);
}

/* A question as people know it, of no record in particular. */
static char *title_of_field(const struct behind_question *q)
{
	const struct field *field = &q->form->fields[q->field];
	const struct figures figures = { .form = q->form };
	char *label = sentence_label(&figures, q->field);
	char *title;

	if (q->kind == BEHIND_OPTION)
		title = alloc_print(
			"%s %s", label,
			words_text(&field->options[q->option].label));
	else if (q->kind == BEHIND_VALUE)
		title = alloc_print("%s %d", label, q->option);
	else
		title = alloc_print("%s%s%s",
				    field->number ? field->number : "",
				    field->number ? "  " : "", label);
	free(label);
	return title;
}

char *page_behind_title(const struct behind_question *q,
			const struct catalogue *catalogue)
{
	switch (q->kind) {
	case BEHIND_RECORDS:
		return alloc_text(_("Records that count"));
	case BEHIND_DRAFTS:
		return alloc_text(_("Drafts"));
	case BEHIND_MEASURE:
		return alloc_text(
			words_text(&q->form->measures[q->measure].label));
	case BEHIND_POSITIVE:
		return alloc_text(_("Positive outcome"));
	case BEHIND_STEP:
		return title_of_step(q);
	case BEHIND_SHARE:
		return alloc_text(words_text(&q->form->shares[q->share].label));
	case BEHIND_RESPONSE:
		return title_of_response(q, catalogue);
	default:
		return title_of_field(q);
	}
}

/* What a part is called at this figure. */
static const char *part_text(const struct behind_question *q,
			     enum behind_part part)
{
	const struct field *field = &q->form->fields[q->field];
	const struct option *option;
	bool in = part == BEHIND_IN;

	if (q->kind == BEHIND_RESPONSE)
		return in                    ? _("came")
		       : part == BEHIND_REST ? _("did not come")
					     : _("still runs");
	if (part == BEHIND_OUT)
		return _("left out");
	if (part == BEHIND_HIDDEN)
		return _("filled in by the client");
	switch (q->kind) {
	case BEHIND_RECORDS:
		return in ? _("counts") : "";
	case BEHIND_DRAFTS:
		return _("in draft");
	case BEHIND_MEASURE:
	case BEHIND_SCALE:
		return in ? _("in the mean") : "";
	case BEHIND_POSITIVE:
	case BEHIND_STEP:
		return in ? _("positive") : _("not positive");
	case BEHIND_OPTION:
		return in ? _("chosen") : _("not chosen");
	case BEHIND_VALUE:
		return in ? _("this answer") : _("another answer");
	case BEHIND_SHARE:
		return in ? _("in the share") : _("not in it");
	default:
		option = field_option(field, in ? "1" : "0");
		return option ? words_text(&option->label) : "";
	}
}

char *view_behind_part(const struct page_behind *page,
		       const struct behind_record *record)
{
	enum behind_kind kind = page->question.kind;
	const char *part = part_text(&page->question, record->part);
	bool is_mean = kind == BEHIND_MEASURE || kind == BEHIND_SCALE;

	if (record->why && is_mean && record->part == BEHIND_IN)
		return alloc_text(record->why);
	return record->why ? alloc_print("%s: %s", part, record->why)
			   : alloc_text(part);
}

/* Only what is in and what is out. */
static bool has_no_rest(const struct behind_question *q)
{
	return q->kind == BEHIND_MEASURE || q->kind == BEHIND_SCALE;
}

static char *parts_told(const struct page_behind *page)
{
	const struct behind_question *q = &page->question;
	const struct behind *b = page->behind;
	struct buffer text = { 0 };

	if (q->kind == BEHIND_DRAFTS)
		buffer_print(&text, _("%zu in draft"), b->count);
	else if (q->kind == BEHIND_RECORDS)
		buffer_print(&text, _("%zu count, %zu left out; together %zu"),
			     b->parts[BEHIND_IN], b->parts[BEHIND_OUT],
			     b->count);
	else if (has_no_rest(q))
		/* TRANSLATORS: how many, what they are, left out, all */
		buffer_print(&text, _("%zu %s, %zu left out; together %zu"),
			     b->parts[BEHIND_IN], part_text(q, BEHIND_IN),
			     b->parts[BEHIND_OUT], b->count);
	else
		buffer_print(&text, _("%zu %s, %zu %s, %zu %s; together %zu"),
			     b->parts[BEHIND_IN], part_text(q, BEHIND_IN),
			     b->parts[BEHIND_REST], part_text(q, BEHIND_REST),
			     b->parts[BEHIND_OUT], part_text(q, BEHIND_OUT),
			     b->count);
	if (b->of_rows)
		/* TRANSLATORS: rows of a repeat, such as goals */
		buffer_print(&text, _(" (of rows %lld of %lld)"),
			     (long long)b->rows_met, (long long)b->rows_of);
	return buffer_take(&text);
}

char *view_behind_where(const struct page_behind *page)
{
	const char *name = page->filter.medewerker ? page->filter.medewerker
			   : page->filter.team     ? page->filter.team
						   : page->filter.organisatie;
	char *period = sentence_period(page->filter.from, page->filter.to);
	char *where = name ? alloc_print("%s, %s", *name ? name : "-", period)
			   : alloc_text(period);

	free(period);
	return where;
}

char *view_behind_parts(const struct page_behind *page)
{
	size_t hidden = page->behind->parts[BEHIND_HIDDEN];
	char *parts = parts_told(page);
	char *all;

	if (hidden == 0)
		return parts;
	/* TRANSLATORS: "5 met, 3 not met; together 9, of which 1 filled in by
	 * the client" */
	all = alloc_print(_("%s, of which %zu filled in by the client"), parts,
			  hidden);
	free(parts);
	return all;
}

/* Where the columns are on a screen of this width. */
#define WHO 19

static int day_col(const struct screen *s)
{
	return WHO + (s->cols >= 100 ? 41 : s->cols >= 76 ? 21 : 15);
}

static int part_col(const struct screen *s)
{
	return day_col(s) + VIEW_DAY_COLUMNS + 2;
}

static void draw_heads(const struct page_behind *page, struct screen *s)
{
	int row = BEHIND_ROWS_FROM - 1;

	screen_put(s, row, 3, STYLE_DIM, _("Traject"));
	screen_put(s, row, WHO, STYLE_DIM, _("Team"));
	screen_put_within(s, row, day_col(s), VIEW_DAY_COLUMNS, STYLE_DIM,
			  page->question.kind == BEHIND_DRAFTS
				  ? _("Changed")
				  : _("Completed"));
}

static void draw_row(const struct page_behind *page, struct screen *s, int row,
		     int64_t i)
{
	const struct behind_record *r = &page->behind->items[i];
	bool here = i == page->list.selected;
	enum style style = here                    ? STYLE_FOCUS
			   : r->part >= BEHIND_OUT ? STYLE_DIM
						   : STYLE_PLAIN;
	char *part = view_behind_part(page, r);
	char *names = alloc_print("%s%s%s", r->organisatie, r->team ? ", " : "",
				  r->team ? r->team : "");
	char day[VIEW_DAY_ROOM];

	view_day(r->completed ? r->completed : r->changed, day);
	if (here) {
		screen_blank(s, row, 1, s->cols - 1, style);
		screen_put(s, row, 1, style, ">");
		screen_cursor(s, row, 3);
	}
	screen_put_within(s, row, 3, WHO - 4, style, r->traject);
	screen_put_within(s, row, WHO, day_col(s) - 1 - WHO, style, names);
	screen_put(s, row, day_col(s), style, day);
	screen_put_within(s, row, part_col(s), s->cols - 1 - part_col(s), style,
			  part);
	free(names);
	free(part);
}

void view_behind(const struct app *app, const struct page *of, struct screen *s)
{
	const struct page_behind *page = (const struct page_behind *)of;
	char *title = page_behind_title(&page->question, app->catalogue);
	char *parts = view_behind_parts(page);
	char *where = view_behind_where(page);

	app_draw_frame(app, s, title, where);
	screen_put_within(s, 1, 3, s->cols - 4, STYLE_STRONG, parts);
	screen_cursor(s, 1, 3);
	if (page->behind->count == 0) {
		screen_cursor(s, BEHIND_ROWS_FROM, 3);
		screen_put_wrapped(s, BEHIND_ROWS_FROM, 3, s->cols - 6, 2,
				   STYLE_PLAIN,
				   _("There is no form behind this figure."));
	}
	for (int i = 0; i < list_rows(&page->list); i++)
		draw_row(page, s, BEHIND_ROWS_FROM + i, page->list.top + i);
	if (page->behind->count > 0) {
		char *part = view_behind_part(
			page, &page->behind->items[page->list.selected]);

		draw_heads(page, s);
		/* Said below only where its row could not say it whole. */
		if (utf8_columns(part) > s->cols - 1 - part_col(s))
			screen_put_within(s, FRAME_BODY_END(s) - 1, 3,
					  s->cols - 4, STYLE_PLAIN, part);
		free(part);
	}
	free(title);
	free(parts);
	free(where);
}
