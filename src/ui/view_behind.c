/* ui/view_behind.c - drawing of ui/page_behind.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/value.h"
#include "ui/page_behind.h"
#include "ui/view_day.h"

char *view_behind_title(const struct page_behind *page)
{
	const struct behind_question *q = &page->question;
	const struct field *field = &q->form->fields[q->field];
	const char *label = words_text(&field->label);

	switch (q->kind) {
	case BEHIND_MEASURE:
		return alloc_text(
			words_text(&q->form->measures[q->measure].label));
	case BEHIND_POSITIVE:
		return alloc_text(_("Positive outcome"));
	case BEHIND_OPTION:
		return alloc_print(
			"%s %s", label,
			words_text(&field->options[q->option].label));
	default:
		return alloc_print("%s%s%s", field->number ? field->number : "",
				   field->number ? "  " : "", label);
	}
}

/* What a part is called at this figure. */
static const char *part_text(const struct behind_question *q,
			     enum behind_part part)
{
	const struct field *field = &q->form->fields[q->field];
	const struct option *option;

	if (part == BEHIND_OUT)
		return _("left out");
	switch (q->kind) {
	case BEHIND_MEASURE:
		return part == BEHIND_IN ? _("in the mean") : "";
	case BEHIND_POSITIVE:
		return part == BEHIND_IN ? _("positive") : _("not positive");
	case BEHIND_OPTION:
		return part == BEHIND_IN ? _("chosen") : _("not chosen");
	default:
		option = field_option(field, part == BEHIND_IN ? "1" : "0");
		return option ? words_text(&option->label) : "";
	}
}

char *view_behind_part(const struct page_behind *page,
		       const struct behind_record *record)
{
	const char *part = part_text(&page->question, record->part);

	if (record->why && page->question.kind == BEHIND_MEASURE &&
	    record->part == BEHIND_IN)
		return alloc_text(record->why);
	return record->why ? alloc_print("%s: %s", part, record->why)
			   : alloc_text(part);
}

char *view_behind_parts(const struct page_behind *page)
{
	const struct behind_question *q = &page->question;
	const struct behind *b = page->behind;

	if (q->kind == BEHIND_MEASURE)
		/* TRANSLATORS: counted, left out, all */
		return alloc_print(_("%zu in the mean, %zu left out; together "
				     "%zu"),
				   b->parts[BEHIND_IN], b->parts[BEHIND_OUT],
				   b->count);
	return alloc_print(_("%zu %s, %zu %s, %zu left out; together %zu"),
			   b->parts[BEHIND_IN], part_text(q, BEHIND_IN),
			   b->parts[BEHIND_REST], part_text(q, BEHIND_REST),
			   b->parts[BEHIND_OUT], b->count);
}

static void draw_row(const struct page_behind *page, struct screen *s, int row,
		     int64_t i)
{
	const struct behind_record *r = &page->behind->items[i];
	bool here = i == page->list.selected;
	enum style style = here                    ? STYLE_STRONG
			   : r->part == BEHIND_OUT ? STYLE_DIM
						   : STYLE_PLAIN;
	int who = s->cols >= 100 ? 40 : s->cols >= 76 ? 24 : 14;
	char *part = view_behind_part(page, r);
	char *names = alloc_print("%s%s%s", r->head.organisatie,
				  r->head.team ? ", " : "",
				  r->head.team ? r->head.team : "");
	char day[VIEW_DAY_ROOM];

	view_day(r->head.completed, day);
	if (here) {
		screen_put(s, row, 1, STYLE_ACCENT, ">");
		screen_cursor(s, row, 3);
	}
	screen_put_within(s, row, 3, 15, style, r->head.traject);
	screen_put_within(s, row, 19, who, style, names);
	screen_put(s, row, 20 + who, style, day);
	screen_put_within(s, row, 32 + who, s->cols - 33 - who, style, part);
	free(names);
	free(part);
}

void view_behind(const struct app *app, const struct page *of, struct screen *s)
{
	const struct page_behind *page = (const struct page_behind *)of;
	char *title = view_behind_title(page);
	char *parts = view_behind_parts(page);

	app_draw_frame(app, of, s, title,
		       page->organisatie ? page->organisatie : "");
	screen_put_within(s, 1, 3, s->cols - 4, STYLE_STRONG, parts);
	screen_cursor(s, 1, 3);
	for (int i = 0; i < list_rows(&page->list); i++)
		draw_row(page, s, BEHIND_ROWS_FROM + i, page->list.top + i);
	if (page->behind->count > 0) {
		char *part = view_behind_part(
			page, &page->behind->items[page->list.selected]);

		screen_put_within(s, FRAME_BODY_END(s) - 1, 3, s->cols - 4,
				  STYLE_PLAIN, part);
		free(part);
	}
	free(title);
	free(parts);
}
